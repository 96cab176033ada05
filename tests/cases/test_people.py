"""Names across scripts."""

import pytest

from pipeline.cases.people import name_keys, same_person

SAME = [
    ("أوميد بروشكي", "Omed Baroshky"),
    ("Омед Барошки", "Omed Baroshky"),
    ("Mr Friday Alefia", "Friday Alefia"),
    ("Мария Соколенко", "Maria Sokolenko"),
    ("Ousmane Diakhou", "Diakhou Ousmane"),
    ("Nguyễn Văn Phước", "Nguyen Van Phuoc"),
]
STRANGERS = [
    ("Friday Alefia", "Sunday Alefia"),
    ("Ousmane Diakhou", "Ousmane Sarrat"),
    ("Maria Sokolenko", "Maria Petrenko"),
    ("Alefia", "Friday Alefia"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_met_again_in_another_spelling(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)
    assert set(name_keys(one)) & set(name_keys(other))


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_strangers_stay_apart(one: str, other: str) -> None:
    assert not same_person(one, other)
