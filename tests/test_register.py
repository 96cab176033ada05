"""What the shipped knowledge says, and that a mutated file is refused with its name and key."""

import json
import random
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from classifiers.lexicon import Words, main_laws
from pipeline.bootstrap import country_names
from pipeline.domain import FeedKind, Law, LawEventKind
from pipeline.errors import ConfigError, InputError
from pipeline.opml import from_opml, to_opml
from pipeline.watchlist import read_feeds, read_laws, read_lexicons, read_treaties
from pipeline.watchlist_schema import AlertsFile, ClassifierFile, FeedFile, LawFile, LexiconFile, TreatiesFile

CONFIG = Path(__file__).resolve().parent.parent / "config"
SCHEMAS = Path(__file__).resolve().parent.parent / "docs" / "schemas"
LAWS = read_laws(CONFIG / "laws")
LEXICONS = read_lexicons(CONFIG / "lexicon")
WORDS = Words(LEXICONS, LAWS.values(), country_names(LEXICONS))
_CODES = """ar az bn de el en es fa fil fr ha he hi hu id it ja ka kk km ko ky ms my ne pl pt ru si sr sw ta th tr uk ur
uz vi zh am"""
FORTY = set(_CODES.split())


def events(law: str, kind: LawEventKind, section: str | None = None) -> list[str]:
    return [e.date for e in LAWS[law].history if e.event is kind and e.section == section]


def test_it_is_as_large_as_it_says_and_loads_within_a_second() -> None:
    begin = time.perf_counter()
    laws, lexicons = read_laws(CONFIG / "laws"), read_lexicons(CONFIG / "lexicon")
    feeds, treaties = read_feeds(CONFIG / "feeds"), read_treaties(CONFIG / "treaties.yml")
    taken = time.perf_counter() - begin
    assert len(laws) >= 176
    assert len({law.country for law in laws.values()}) >= 136
    assert set(lexicons) >= FORTY
    assert len(feeds) >= 250
    assert {feed.kind for feed in feeds} == set(FeedKind)
    assert set(treaties.names) == {"budapest", "un_cybercrime", "malabo"}
    assert taken < 5  # 0.2 s measured; a bound that only a fault can break


@pytest.mark.parametrize(
    ("law", "kind", "section", "date"),
    [
        ("ke-computer-misuse-cybercrimes-2018", LawEventKind.STRUCK_DOWN, "22", "2026-03"),
        ("ke-computer-misuse-cybercrimes-2018", LawEventKind.STRUCK_DOWN, "23", "2026-03"),
        ("ke-computer-misuse-cybercrimes-2018", LawEventKind.UPHELD, "27", "2026-03"),
        ("ug-computer-misuse-2022", LawEventKind.STRUCK_DOWN, None, "2026-03"),
        ("my-communications-multimedia-s-1998", LawEventKind.STRUCK_DOWN, "233(1)(a)", "2025-08"),
        ("my-communications-multimedia-s-1998", LawEventKind.REINSTATED, "233(1)(a)", "2026-02"),
        ("mn-criminal-art-13-2020", LawEventKind.STRUCK_DOWN, "13.14", "2025-11"),
        ("pg-cybercrime-2016", LawEventKind.UPHELD, "21(2)", "2024"),
        ("ne-repression-cybercrime-2019", LawEventKind.AMENDED, None, "2022"),
        ("ne-repression-cybercrime-2019", LawEventKind.AMENDED, None, "2024"),
        ("id-electronic-information-transactions-2008", LawEventKind.REPEALED, "27(3) (pre-2024)", "2024"),
        ("bd-digital-security-2018", LawEventKind.REPLACED_BY, None, "2023"),
        ("bd-cyber-security-2023", LawEventKind.REPLACED_BY, None, "2025"),
        ("in-information-technology-2000", LawEventKind.STRUCK_DOWN, "66A", "2015"),
    ],
)
def test_what_happened_to_a_law(law: str, kind: LawEventKind, section: str | None, date: str) -> None:
    assert any(found.startswith(date) for found in events(law, kind, section))


def test_what_is_in_force_and_what_never_was() -> None:
    main = main_laws(LAWS.values())
    assert main["BD"] == "bd-cyber-security-ordinance-2025"
    assert main["ZM"] == "zm-cyber-crimes-2025"
    assert "IQ" not in main
    zambia = [law for law in LAWS.values() if law.country == "ZM" and law.year == 2025]
    assert len(zambia) == 2
    for bill in ("iq-cybercrime-bill-2011", "ir-false-content-bill-2025", "np-social-media-bill-2025"):
        assert not LAWS[bill].is_law
    assert LAWS["ni-defence-rights-people-2020"].number is not None
    assert "1055" in (LAWS["ni-defence-rights-people-2020"].number or "")


def test_which_laws_reach_the_four_years_of_the_un_convention() -> None:
    line = read_treaties(CONFIG / "treaties.yml").serious_crime_months
    assert line == 48
    assert LAWS["tn-decree-54-combating-2022"].reaches(line, "24") is True
    assert LAWS["ke-computer-misuse-cybercrimes-2018"].reaches(line, "22") is False
    assert LAWS["ke-computer-misuse-cybercrimes-2018"].reaches(line, "27") is True


@pytest.mark.parametrize(
    ("language", "text", "law"),
    [
        (
            "ur",
            "صحافی کو پیکا ایکٹ کے تحت لاہور، پاکستان سے گرفتار کیا گیا",
            "pk-electronic-crimes-2016",
        ),
        (
            "fr",
            "En Tunisie, une journaliste est poursuivie sur la base du décret 54",
            "tn-decree-54-combating-2022",
        ),
        ("id", "Jurnalis di Indonesia dijerat UU ITE", "id-electronic-information-transactions-2008"),
        (
            "es",
            "En Nicaragua aplican la Ley Mordaza y la Ley Especial de Ciberdelitos",
            "ni-special-cybercrime-2020",
        ),
        (
            "sw",
            "Mwanahabari wa Tanzania ashtakiwa chini ya Sheria ya Makosa ya Mtandao",
            "tz-cybercrimes-2015",
        ),
        ("ru", "В России журналистку обвинили по ст. 207.3", "ru-criminal-207-3-2022"),
    ],
)
def test_a_newspapers_name_for_a_law_is_understood(language: str, text: str, law: str) -> None:
    assert law in {hit.law for hit in WORDS.find("", text, language).laws}


def test_a_short_name_counts_only_with_its_country() -> None:
    assert not WORDS.find("", "A reporter in Nairobi was charged under the DSA, Section 25.", "en").laws
    assert WORDS.find("", "A reporter in Dhaka, Bangladesh, was charged under the DSA.", "en").laws


@pytest.mark.parametrize(
    ("language", "innocent", "concept"),
    [
        ("en", "The postman arrested his fall; the charge of the battery was low.", "target.journalist"),
        ("fr", "Il a porté plainte de fatigue et le procès-verbal du conseil est lu.", "target.journalist"),
        ("pt", "A presa do dente e a liberdade do vento.", "target.journalist"),
        ("pl", "Karta i kartofel to nie to samo.", "stage.sentenced"),
        ("tr", "Tutumlu olmak iyidir.", "stage.arrested"),
        ("id", "Ia menanam padi di sawah.", "stage.detained"),
    ],
)
def test_a_stem_does_not_reach_into_other_words(language: str, innocent: str, concept: str) -> None:
    found = WORDS.find("", innocent, language)
    assert concept not in {hit.meaning for hit in found.concepts}


def _drop(record: dict[str, object], key: str) -> None:
    record.pop(key)


MUTATIONS: dict[str, tuple[str, Callable[[dict[str, object]], object], str]] = {
    "wrong key": ("laws/ng.yml", lambda d: d["laws"][0].update(nmae="x"), "nmae"),  # type: ignore[index]
    "missing key": ("laws/ng.yml", lambda d: _drop(d["laws"][0], "year"), "year"),  # type: ignore[index]
    "bad date": (
        "laws/ng.yml",
        lambda d: d["laws"][0]["history"][0].update(date="2015-13"),
        "history.0.date",
    ),  # type: ignore[index]
    "unknown law": (
        "laws/bd.yml",
        lambda d: d["laws"][1]["history"][-1].update(law="bd-none-1"),
        "bd-none-1",
    ),  # type: ignore[index]
    "double id": ("laws/bd.yml", lambda d: d["laws"].append(d["laws"][0]), "used twice"),  # type: ignore[attr-defined]
    "shared nickname": (
        "laws/bd.yml",
        lambda d: [law.update(names={"en": ["The Nickname"]}) for law in d["laws"][:2]],  # type: ignore[index]
        "The Nickname",
    ),
    "wrong country": ("laws/ng.yml", lambda d: d.update(country="nigeria"), "country"),
    "unknown concept": ("lexicon/de.yml", lambda d: d["concepts"].update({"target.poet": 3}), "target.poet"),  # type: ignore[attr-defined]
    "wrong language": ("lexicon/de.yml", lambda d: d.update(language="dd"), "language"),
    "bad cadence": ("feeds/africa.yml", lambda d: d["feeds"][0].update(cadence_minutes=1), "cadence_minutes"),  # type: ignore[index]
    "bad address": ("feeds/africa.yml", lambda d: d["feeds"][0].update(url="ftp://x"), "url"),  # type: ignore[index]
    "unknown treaty": ("treaties.yml", lambda d: d["countries"]["KE"].update(nato={}), "nato"),  # type: ignore[index]
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutated_file_is_refused_by_name_and_key(tmp_path: Path, name: str) -> None:
    where, mutate, told = MUTATIONS[name]
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    path = config / where
    data = yaml.safe_load(path.read_text("utf-8"))
    mutate(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    with pytest.raises(ConfigError) as caught:
        _read_all(config)
    assert path.name in str(caught.value)
    assert told in str(caught.value)


def _read_all(config: Path) -> None:
    read_laws(config / "laws")
    read_lexicons(config / "lexicon")
    read_feeds(config / "feeds")
    read_treaties(config / "treaties.yml")


def test_a_file_cut_anywhere_is_refused_or_holds_only_whole_laws(tmp_path: Path) -> None:
    chance = random.Random(5)
    for path in sorted((CONFIG / "laws").glob("*.yml"))[::12]:
        text = path.read_text("utf-8")
        folder = tmp_path / path.stem
        folder.mkdir()
        (folder / path.name).write_text(text[: chance.randrange(len(text))], "utf-8")
        with suppress(ConfigError):
            assert set(read_laws(folder)) <= set(LAWS)


def test_the_published_schemas_are_those_of_the_code() -> None:
    for name, shape in {
        "laws": LawFile, "lexicon": LexiconFile, "feeds": FeedFile, "treaties": TreatiesFile, "alerts": AlertsFile,
        "classifier": ClassifierFile,
    }.items():  # fmt: skip
        assert json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8")) == shape.model_json_schema()


def test_feeds_go_out_as_opml_and_come_back(tmp_path: Path) -> None:
    feeds = read_feeds(CONFIG / "feeds")
    path = tmp_path / "feeds.opml"
    path.write_text(to_opml(feeds), "utf-8")
    folder = tmp_path / "feeds"
    folder.mkdir()
    text = from_opml(path, region="mine", language="en", today="2026-11-24")
    (folder / "mine.yml").write_text(text, "utf-8")
    assert {feed.url for feed in read_feeds(folder)} == {feed.url for feed in feeds}


@pytest.mark.parametrize("text", ["", "<opml/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><opml>&a;</opml>", "\x00"])
def test_what_is_no_opml_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.opml"
    path.write_text(text)
    with pytest.raises(InputError, match=r"x\.opml"):
        from_opml(path, region="mine", language="en", today="2026-11-24")


def test_every_law_says_where_it_is_from() -> None:
    unsourced: list[Law] = [law for law in LAWS.values() if not law.sources]
    assert unsourced == []
