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

from classifiers.lexicon import Words
from classifiers.statutes import main_laws
from pipeline.countries import country_names
from pipeline.domain import FeedKind, Law, LawEventKind, LawKind
from pipeline.errors import ConfigError, InputError
from pipeline.opml import from_opml, to_opml
from pipeline.watchlist import read_feeds, read_laws, read_lexicons, read_places, read_treaties
from pipeline.watchlist_schema import (
    CONCEPTS,
    AlertsFile,
    ClassifierFile,
    FeedFile,
    LawFile,
    LexiconFile,
    TreatiesFile,
)

CONFIG = Path(__file__).resolve().parent.parent / "config"
SCHEMAS = Path(__file__).resolve().parent.parent / "docs" / "schemas"
LAWS = read_laws(CONFIG / "laws")
LEXICONS = read_lexicons(CONFIG / "lexicon")
PLACES = read_places(CONFIG / "places.tsv")
WORDS = Words(LEXICONS, LAWS.values(), country_names(LEXICONS), PLACES)
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
    assert taken < 5  # 0.4 s measured; a bound that only a fault can break


def notes(law: str) -> str:
    return " ".join(event.note or "" for event in LAWS[law].history)


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


def test_kenyas_section_27_stands_where_22_and_23_fell() -> None:
    fallen = [
        e.section
        for e in LAWS["ke-computer-misuse-cybercrimes-2018"].history
        if e.event is LawEventKind.STRUCK_DOWN
    ]
    assert fallen == ["22", "23"]


def test_ugandas_amendment_is_void_and_the_act_of_2011_is_what_is_left() -> None:
    assert "null" in notes("ug-computer-misuse-2022")
    assert "Amendment" in LAWS["ug-computer-misuse-2022"].name
    assert main_laws(LAWS.values())["UG"] == "ug-computer-misuse-2011"


def test_malaysias_words_came_back_after_they_fell() -> None:
    assert "offensive" in notes("my-communications-multimedia-s-1998")
    fell, back = (
        events("my-communications-multimedia-s-1998", kind, "233(1)(a)")[0]
        for kind in (LawEventKind.STRUCK_DOWN, LawEventKind.REINSTATED)
    )
    assert fell < back
    assert main_laws(LAWS.values()).get("MY") is None or LAWS["my-communications-multimedia-s-1998"].is_law


def test_papua_new_guineas_section_was_upheld_and_never_struck_down() -> None:
    kinds = {e.event for e in LAWS["pg-cybercrime-2016"].history if e.section == "21(2)"}
    assert kinds == {LawEventKind.UPHELD}


def test_niger_took_prison_away_and_gave_it_back() -> None:
    amended = {e.date[:4]: e.note for e in LAWS["ne-repression-cybercrime-2019"].history if e.note}
    assert "removed" in (amended["2022"] or "")
    assert "restored" in (amended["2024"] or "")
    assert LAWS["ne-repression-cybercrime-2019"].reaches(12) is True


def test_indonesias_27_3_is_27a_since_2024() -> None:
    sections = [p.section for p in LAWS["id-electronic-information-transactions-2008"].provisions]
    assert sections[0].startswith("27A")
    assert "27(3) became 27A" in notes("id-electronic-information-transactions-2008")


def test_each_bangladeshi_law_names_the_one_that_followed() -> None:
    chain = ["bd-information-communication-technology-2006"]
    while after := [e.law for e in LAWS[chain[-1]].history if e.event is LawEventKind.REPLACED_BY and e.law]:
        chain.append(after[0])
    assert chain[1:] == [
        "bd-digital-security-2018",
        "bd-cyber-security-2023",
        "bd-cyber-security-ordinance-2025",
    ]
    assert main_laws(LAWS.values())["BD"] == chain[-1]


def test_two_acts_took_the_place_of_zambias_first() -> None:
    after = {
        e.law for e in LAWS["zm-cyber-security-cyber-2021"].history if e.event is LawEventKind.REPLACED_BY
    }
    assert after == {"zm-cyber-crimes-2025", "zm-cyber-security-2025"}
    numbers = [LAWS[law].number or "" for law in ("zm-cyber-security-2025", "zm-cyber-crimes-2025")]
    assert [number.split(" of 2025")[0] for number in numbers] == ["Act No. 3", "Act No. 4"]
    assert main_laws(LAWS.values())["ZM"] == "zm-cyber-crimes-2025"


def test_indias_66a_is_dead_and_still_charged() -> None:
    assert "still charged" in notes("in-information-technology-2000")
    found = WORDS.find(
        "", "Police in Uttar Pradesh, India, booked a man under Section 66A of the IT Act.", "en"
    )
    assert ("in-information-technology-2000", "66A") in {(hit.law, hit.section) for hit in found.laws}


@pytest.mark.parametrize(
    "bill", ["iq-cybercrime-bill-2011", "ir-false-content-bill-2025", "np-social-media-bill-2025"]
)
def test_a_bill_is_not_law(bill: str) -> None:
    law = LAWS[bill]
    assert not law.is_law
    assert bill not in main_laws(LAWS.values()).values()
    name = next(name for names in law.cued_names.values() for name in names)
    assert not any(hit.certain for hit in WORDS.find("", f"Parliament debates the {name}.", "en").laws)


def test_iraq_has_no_cybercrime_law() -> None:
    kinds = {LawKind.CYBERCRIME_LAW, LawKind.ICT_LAW, LawKind.FAKE_NEWS_LAW}
    assert "IQ" not in main_laws(LAWS.values())
    assert not [law.id for law in LAWS.values() if law.country == "IQ" and law.kind in kinds and law.is_law]


def test_law_1055_is_nicaraguas() -> None:
    named = {
        law.id
        for law in LAWS.values()
        for names in (*law.names.values(), *law.cued_names.values())
        if any("1055" in name for name in names)
    }
    assert named == {"ni-defence-rights-people-2020"}
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
        (
            "fr",
            "Le procureur de Niamey invoque l'ordonnance n° 2024-28 du Niger",
            "ne-repression-cybercrime-2019",
        ),
        ("ur", "لاہور: پیکا ترمیمی ایکٹ کے تحت ایک اور مقدمہ", "pk-electronic-crimes-2016"),
        ("ar", "إحالة صحافية في تونس على معنى الفصل 24 من المرسوم عدد 54", "tn-decree-54-combating-2022"),
        ("th", "ศาลไทยสั่งจำคุกตาม พรบ.คอม", "th-computer-crime-2007"),
        ("bn", "বাংলাদেশে ডিএসএ মামলায় সাংবাদিক গ্রেপ্তার", "bd-digital-security-2018"),
        ("ky", "Кыргызстанда «Жалган маалыматтан коргоо жөнүндө» мыйзам", "kg-protection-from-false-2021"),
        ("it", "Giornalista di Napoli, in Italia, a processo per l'art. 595 c.p.", "it-criminal-595-1930"),
        ("es", "La Audiencia Nacional de España aplica el art. 578 CP a un rapero", "es-penal-arts-510-1995"),
        ("de", "Rentner in Deutschland nach § 188 StGB verurteilt", "de-criminal-s-188-2021"),
        ("pl", "W Polsce dziennikarz skazany z art. 212 k.k.", "pl-criminal-212-1997"),
        ("hu", "Magyarországon a Btk. 337. §-a szerint rémhírterjesztés", "hu-criminal-337-sovereignty-2012"),
        ("el", "Στην Ελλάδα δίωξη για το άρθρο 191 ΠΚ", "gr-criminal-191-363-2019"),
        ("ja", "日本の警察は侮辱罪の疑いで投稿者を書類送検した", "jp-penal-insult-offence-2022"),
        ("ko", "한국 유튜버가 정보통신망법 위반 혐의로 기소됐다", "kr-network-2001"),
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
        ("en", "She picked up the phone; the meeting was held in a hotel near a fir tree.", "stage.arrested"),
        ("en", "The album releases on Friday and the jar was held for the photo.", "stage.released"),
        ("sw", "Timu ya Simba imefungwa mabao mawili na uhuru wa kujieleza ni haki.", "stage.detained"),
        ("ar", "وقف إمام المسجد أمام الناس وتحدث عن معلم أثري.", "target.ordinary_user"),
        ("kk", "Жазушы роман жазады.", "stage.sentenced"),
        ("ky", "Жазуучу китеп жазат.", "stage.sentenced"),
        ("km", "ពិភពលោកឆ្នាំថ្មី", "stage.sentenced"),
        ("el", "Ο κ. Νίκος, 45 ετών, πήγε βόλτα.", "stage.sentenced"),
        ("es", "Los requisitos para apresurar el trámite.", "stage.arrested"),
        ("th", "รวบรวมข้อมูลและอุ้มลูก", "stage.arrested"),
        ("bn", "জেলেরা নদীতে মাছ ধরে, মুক্ত বাতাস।", "stage.detained"),
        ("en", "It was a minor change, she said.", "person.minor"),
        ("es", "Un menor precio y una menor demanda.", "person.minor"),
        ("it", "Un minore impatto sui prezzi.", "person.minor"),
        ("vi", "Ba chi tiết ở Việt Nam, sinh viên học.", "person.female"),
        ("km", "ខែកញ្ញា ពិភពលោក", "person.female"),
        ("zh", "其他人和他们的男女老少", "person.male"),
        ("ru", "Основа слова снова готова", "person.female"),
    ],
)
def test_a_stem_does_not_reach_into_other_words(language: str, innocent: str, concept: str) -> None:
    found = WORDS.find("", innocent, language)
    assert concept not in {hit.meaning for hit in found.concepts}


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("en", "Fact-checker picked up over a tweet", "stage.arrested"),
        ("en", "NCCIA lodges FIR against reporter", "stage.complaint_filed"),
        ("en", "Blogger grilled for seven hours", "stage.questioned"),
        ("en", "The reporter steps out of Lucknow jail", "stage.released"),
        ("am", "17 የፌስቡክ ተጠቃሚዎች ተያዙ", "stage.arrested"),
        ("ky", "Мугалимге 20 миң сом айып салынды", "stage.sentenced"),
        ("sw", "Kapinga atoka gerezani Makala", "stage.released"),
        ("bn", "হোয়াটসঅ্যাপ অ্যাডমিন শ্রীঘরে", "stage.detained"),
        ("ne", "पत्रकारलाई जमानत", "stage.bail_granted"),
        ("ha", "Ya kwana biyu a caji ofis", "stage.detained"),
        ("hi", "रेडियो जॉकी को जमानत", "stage.bail_granted"),
        ("zh", "检方提起公诉", "stage.charged"),
        ("ru", "Дело журналистки закрыто", "person.female"),
        ("de", "Ein 17-Jähriger wegen eines Memes vor Gericht", "person.minor"),
        ("he", "עיתונאית נעצרה בשל פוסט", "person.female"),
        ("fr", "Une lycéenne mineure, âgée de 17 ans", "person.minor"),
        ("ja", "17歳の高校生の投稿", "person.minor"),
    ],
)
def test_the_words_of_the_trade_are_known(language: str, text: str, concept: str) -> None:
    assert concept in {hit.meaning for hit in WORDS.find(text, "", language).concepts}


def test_a_lexicon_gives_words_for_every_concept_of_the_schema() -> None:
    assert {language: set(lexicon.concepts) ^ CONCEPTS for language, lexicon in LEXICONS.items()} == {
        language: set() for language in LEXICONS
    }


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
    "unknown other law in laws": (
        "laws/zm.yml",
        lambda d: d["laws"][0]["history"][-1].update(law="zm-none-1"),  # type: ignore[index]
        "zm-none-1",
    ),
    "nickname of another country": (
        "laws/ng.yml",
        lambda d: d["laws"][0].update(names={"en": ["Decree 54"]}),  # type: ignore[index]
        "names.en",
    ),
    "impossible prison": (
        "laws/ng.yml",
        lambda d: d["laws"][0]["provisions"][0].update(max_prison_months=-1),  # type: ignore[index]
        "max_prison_months",
    ),
    "unknown kind": ("laws/ng.yml", lambda d: d["laws"][0].update(kind="law"), "laws.0.kind"),  # type: ignore[index]
    "words that are no list": (
        "lexicon/de.yml",
        lambda d: d["concepts"].update({"court": 3}),
        "concepts.court",
    ),  # type: ignore[attr-defined]
    "unknown concept": ("lexicon/de.yml", lambda d: d["concepts"].update({"target.poet": []}), "target.poet"),  # type: ignore[attr-defined]
    "wrong lexicon key": ("lexicon/de.yml", lambda d: d.update(concept={}), "concept"),
    "star inside": ("lexicon/de.yml", lambda d: d["concepts"].update(court=["Ge*richt"]), "concepts.court"),  # type: ignore[attr-defined]
    "wrong country of a place": ("lexicon/de.yml", lambda d: d["places"].update(de=["Bonn"]), "places.de"),  # type: ignore[attr-defined]
    "wrong language": ("lexicon/de.yml", lambda d: d.update(language="dd"), "language"),
    "wrong feed key": ("feeds/africa.yml", lambda d: d["feeds"][0].update(adress="x"), "feeds.0.adress"),  # type: ignore[index]
    "bad feed date": (
        "feeds/africa.yml",
        lambda d: d["feeds"][0].update(checked_on="2026-13-01"),
        "checked_on",
    ),  # type: ignore[index]
    "double feed": ("feeds/africa.yml", lambda d: d["feeds"].append(d["feeds"][0]), "used twice"),  # type: ignore[attr-defined]
    "unknown feed kind": ("feeds/africa.yml", lambda d: d["feeds"][0].update(kind="blog"), "kind"),  # type: ignore[index]
    "bad cadence": ("feeds/africa.yml", lambda d: d["feeds"][0].update(cadence_minutes=1), "cadence_minutes"),  # type: ignore[index]
    "bad address": ("feeds/africa.yml", lambda d: d["feeds"][0].update(url="ftp://x"), "url"),  # type: ignore[index]
    "unknown treaty": (
        "treaties.yml",
        lambda d: d["countries"]["KE"].update(nato={"status": "none", "confidence": "low"}),
        "nato",
    ),  # type: ignore[index]
    "wrong treaty key": (
        "treaties.yml",
        lambda d: d["countries"]["KE"]["malabo"].update(stauts="x"),
        "stauts",
    ),  # type: ignore[index]
    "bad treaty date": (
        "treaties.yml",
        lambda d: d["countries"]["KE"]["malabo"].update(date="03/2020"),
        "malabo.date",
    ),  # type: ignore[index]
    "unknown treaty status": (
        "treaties.yml",
        lambda d: d["countries"]["KE"]["malabo"].update(status="joined"),  # type: ignore[index]
        "malabo.status",
    ),
    "wrong country of a treaty": (
        "treaties.yml",
        lambda d: d["countries"].update(Kenya=d["countries"].pop("KE")),  # type: ignore[attr-defined]
        "Kenya",
    ),
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


@pytest.mark.parametrize(
    "line", ["ke\tNairobi", "KENYA\tNairobi", "XX Nairobi", "KE\tNairobi", "XX\t", "XX\tNairobi||Mombasa", ""]
)
def test_a_mutated_list_of_places_is_refused_by_name_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "places.tsv"
    path.write_text(f"# cities\nKE\tNairobi|Mombasa\n{line}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"places\.tsv: line 3"):
        read_places(path)


def test_the_shipped_places_are_of_many_countries() -> None:
    assert len(PLACES) >= 180
    assert "Nairobi" in PLACES["KE"]


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
