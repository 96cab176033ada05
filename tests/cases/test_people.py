"""Names across scripts, measured on authored pairs of invented people: tests/data/names.

Lines whose note says "held out" were written after rules, costs and thresholds were chosen, and were not looked at.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from unicodedata import name as letter_name

import pytest

from pipeline.cases.outlets import outlet_keys, same_outlet
from pipeline.cases.people import (
    SAME_PERSON,
    block_keys,
    contained,
    latin,
    likeness,
    name_keys,
    same_person,
    text_keys,
)

NAMES = Path(__file__).parent.parent / "data" / "names"
SAME = [
    ("أوميد بروشكي", "Omed Baroshky"),
    ("Омед Барошки", "Omed Baroshky"),
    ("أوميد بروشكي", "Омед Барошки"),
    ("Mr Friday Alefia", "Friday Alefia"),
    ("Мария Соколенко", "Maria Sokolenko"),
    ("Романа Иванова", "Роман Іванов"),
    ("Ousmane Diakhou", "Diakhou Ousmane"),
    ("Nguyễn Văn Phước", "Nguyen Van Phuoc"),
    ("Daniel Oaga Moraa", "Daniel Oonga Moraa"),
    ("တိုရု ဆာကာမိုတို", "坂本徹"),
]
STRANGERS = [
    ("Friday Alefia", "Sunday Alefia"),
    ("Ousmane Diakhou", "Ousmane Sarrat"),
    ("Maria Sokolenko", "Maria Petrenko"),
    ("Alefia", "Friday Alefia"),
    ("Mohamed Ali", "Mahmoud Ali"),
    ("محمد علي", "علي محمد"),
]


def rows(file: str, *, held_out: bool = False) -> list[tuple[str, str, str, str]]:
    """The pairs of a file, name and language each; with `held_out` only those that chose nothing."""
    lines = [line.split("\t") for line in (NAMES / file).read_text("utf-8").splitlines()]
    kept = [line for line in lines if not held_out or line[4].startswith("held out")]
    return [(one, language, other, second) for one, language, other, second, _ in kept]


def share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_met_again_in_another_spelling(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)
    assert set(block_keys(one)) & set(block_keys(other))
    assert set(name_keys(one)) & set(name_keys(other))


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_strangers_stay_apart(one: str, other: str) -> None:
    assert not same_person(one, other)


def test_the_pairs_are_many_and_in_many_scripts() -> None:
    pairs = rows("same.tsv")
    scripts = {letter_name(name[-1], " ").split()[0] for pair in pairs for name in (pair[0], pair[2])}
    assert len(pairs) >= 140
    assert len(scripts) >= 15


@pytest.mark.parametrize(("held_out", "least"), [(False, 0.93), (True, 0.92)])
def test_more_than_nine_of_ten_pairs_in_two_spellings_meet(held_out: bool, least: float) -> None:
    assert (
        share([same_person(one, other) for one, _, other, _ in rows("same.tsv", held_out=held_out)]) >= least
    )


@pytest.mark.parametrize(("held_out", "least"), [(False, 0.97), (True, 0.95)])
def test_pairs_share_a_key_to_be_looked_up_by(held_out: bool, least: float) -> None:
    pairs = rows("same.tsv", held_out=held_out)
    assert share([bool(set(block_keys(a, b)) & set(block_keys(c, d))) for a, b, c, d in pairs]) >= least


@pytest.mark.parametrize(("held_out", "most"), [(False, 0.05), (True, 0.08)])
def test_few_strangers_with_like_names_meet(held_out: bool, most: float) -> None:
    assert (
        share([same_person(one, other) for one, _, other, _ in rows("strangers.tsv", held_out=held_out)])
        <= most
    )


def test_keys_are_few_and_rarely_shared_by_other_people() -> None:
    known = {frozenset(block_keys(other, language)): other for _, _, other, language in rows("same.tsv")}
    sets = list(known)
    shared = [
        bool(one & other) and not same_person(known[one], known[other])
        for place, one in enumerate(sets)
        for other in sets[:place]
    ]
    assert share(shared) < 0.002
    assert sum(map(len, sets)) / len(sets) < 12


def test_an_initial_is_weak_but_possible() -> None:
    assert 0.6 < likeness("A. Bello", "Ada Bello") < SAME_PERSON


def test_a_surname_is_contained_in_a_full_name_and_is_not_the_person() -> None:
    assert contained("Alefia", "Friday Alefia")
    assert contained("Friday Alefia", "Алефиа")
    assert not contained("Sunday Alefia", "Friday Alefia Bello")
    assert likeness("Alefia", "Friday Alefia") <= 0.5


def test_nothing_is_like_an_empty_name() -> None:
    assert likeness("", "Friday Alefia") == 0.0
    assert block_keys("  ") == ()
    assert not contained("", "Friday Alefia")


@pytest.mark.parametrize(
    ("name", "language", "shown"),
    [
        ("坂本徹", "ja", "Sakamoto Toru"),
        ("佐藤ゆうこ", None, "Sato Yuko"),
        ("陈志远", "zh", "Chen Zhiyuan"),
        ("김민준", "ko", "Kim Minjun"),
        ("Роман Иванченко", "ru", "Roman Ivanchenko"),
        ("राजेश शर्मा", "hi", "Rajes Sarma"),
        ("أحمد سالم", "ar", "Ahmd Salm"),
        ("Đặng Đình Bách", "vi", "Đặng Đình Bách"),
    ],
)
def test_a_name_is_shown_in_latin_letters(name: str, language: str | None, shown: str) -> None:
    assert latin(name, language) == shown


@pytest.mark.parametrize(
    ("name", "language", "text", "written"),
    [
        ("Roman Ivanchenko", "en", "Суд арестовал журналиста Романа Иванченко на два месяца.", "ru"),
        ("هبة أبو طه", "ar", "قررت المحكمة حبس الصحفية هبة أبو طه سنة", "ar"),
        ("Toru Sakamoto", "en", "警察は昨日、記者の坂本徹さんを逮捕した。", "ja"),
        ("Chen Zhiyuan", "en", "法院周二判处记者陈志远三年徒刑。", "zh"),
        ("Kim Min-jun", "en", "경찰은 기자 김민준을 소환했다.", "ko"),
        ("Мария Соколенко", "ru", "Reporter Maria de la Cruz and blogger Maria Sokolenko were fined.", "en"),
    ],
)
def test_a_known_name_is_found_in_a_text(name: str, language: str, text: str, written: str) -> None:
    assert set(block_keys(name, language)) & text_keys(text, written)
    assert not set(block_keys("Friday Alefia", "en")) & text_keys(text, written)


def test_a_long_text_is_read_in_milliseconds() -> None:
    text = " ".join(f"{one} met {other}." for one, _, other, _ in rows("same.tsv"))[:4_000]
    text_keys(text)
    began = time.perf_counter()
    text_keys(text)
    assert time.perf_counter() - began < 0.05


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Asiwaju Media Company Ltd", "Asiwaju Media"),
        ("Vesna.com", "Vesna News"),
        ("SaharaBell", "Sahara Bell"),
        ("صحيفة النهضة", "Al-Nahda newspaper"),
        ("Газета «Рассвет»", "Rassvet"),
        ("The Daily Courier", "Courier"),
        ("東海新聞", "Tokai Shimbun"),
    ],
)
def test_one_outlet_is_met_again(one: str, other: str) -> None:
    assert same_outlet(one, other)
    assert set(outlet_keys(one)) & set(outlet_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Times", "Times of Harbour"),
        ("Radio North", "Radio South"),
        ("Daily News", "Weekly Mail"),
        ("", "Courier"),
    ],
)
def test_other_outlets_stay_apart(one: str, other: str) -> None:
    assert not same_outlet(one, other)
