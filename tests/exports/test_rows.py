"""Our own rows: what they hold, and what is held back."""

import pytest

from pipeline.domain import Case, NamePolicy
from pipeline.exports.choice import Unit
from pipeline.exports.columns import COLUMNS, Kind, Shape
from pipeline.exports.rows import Row, article_row, case_row, incident_row, person_rows
from tests.builders import an_article
from tests.exports import records


def rows_of(unit: Unit, names: NamePolicy = NamePolicy.SHOW) -> list[Row]:
    cases = records.cases()
    return {
        Unit.CASES: lambda: [case_row(case, names) for case in cases],
        Unit.PERSONS: lambda: [row for case in cases for row in person_rows(case, names)],
        Unit.INCIDENTS: lambda: [incident_row(case, i, names) for case in cases for i in case.incidents],
        Unit.ARTICLES: lambda: [article_row(an_article(), names)],
    }[unit]()


def has_shape(value: object, shape: Shape) -> bool:
    if value is None:
        return True
    if isinstance(shape, list):
        return isinstance(value, list) and all(has_shape(member, shape[0]) for member in value)
    if isinstance(shape, dict):
        return isinstance(value, dict) and list(value) == list(shape) and all(
            has_shape(value[key], shape[key]) for key in shape
        )  # fmt: skip
    kinds = {
        "text": "str",
        "flag": "bool",
        "whole": "int",
        "real": "float",
        "day": "date",
        "moment": "datetime",
    }
    return type(value).__name__ == kinds[Kind(shape).value]


@pytest.mark.parametrize("unit", Unit)
def test_a_row_has_the_columns_that_are_promised_in_their_types(unit: Unit) -> None:
    for row in rows_of(unit):
        assert list(row) == list(COLUMNS[unit])
        assert has_shape(row, COLUMNS[unit]), row
        assert row["unit"] == unit.value.removesuffix("s")
        assert row["tlp"] == "AMBER+STRICT"


def test_a_case_keeps_every_field_of_its_record() -> None:
    assert set(Case.__dataclass_fields__) <= set(case_row(records.lagos()))


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("names", [NamePolicy.INITIALS, NamePolicy.WITHHOLD])
def test_below_show_nobody_is_named_anywhere_in_a_row(unit: Unit, names: NamePolicy) -> None:
    text = str(rows_of(unit, names))
    seen = ("Bello", "Okoro", "Haber", "Uddin", "রহিম", "Reviewer One", "Reporter charged")
    assert not [name for name in seen if name in text]


def test_a_minor_takes_headlines_and_quotes_along() -> None:
    text = str(case_row(records.dhaka()))
    assert "[name withheld]" in text
    assert "held over a post" not in text
    assert "held over a post" in str(case_row(records.lagos()))


def test_only_the_accused_are_rows_where_custody_is_asked_for() -> None:
    assert [row["id"] for row in person_rows(records.lagos(), accused_only=True)] == ["p1", "p2"]
    assert len(list(person_rows(records.lagos()))) == 4
