"""Files: the same rows in every format, safe to open, and no bigger in memory than a row."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.domain import Case, NamePolicy
from pipeline.errors import InputError
from pipeline.exports.choice import Choice, Count, Unit
from pipeline.exports.columns import COLUMNS
from pipeline.exports.order import Order
from pipeline.exports.vocabularies import Scheme, read_vocabulary
from pipeline.exports.writing import Format, cell
from pipeline.settings import ROOT
from tests.builders import an_article
from tests.exports import records

POINTS = {"NG": (3.4, 6.45), "BD": (90.4167, 23.7167)}
UNITS_AND_FORMS = [(unit, form) for unit in Unit for form in Format if form is not Format.GEOJSON]


def an_order(unit: Unit, form: Format, to: Path | None, **more: object) -> Order:
    known = {"names": NamePolicy.SHOW, "custody": records.held, "points": POINTS} | more
    return Order(unit=unit, form=form, to=to, **known)  # type: ignore[arg-type]


def run(unit: Unit, form: Format, to: Path, **more: object) -> Count:
    return an_order(unit, form, to, **more).run(records.cases(), [an_article()])


def read(form: Format, path: Path) -> list[dict[str, object]]:
    if form is Format.PARQUET:
        return pq.read_table(path).to_pylist()
    text = path.read_text("utf-8")
    if form is Format.CSV:
        return list(csv.DictReader(io.StringIO(text, newline="")))
    return json.loads(text) if form is Format.JSON else [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(("unit", "form"), UNITS_AND_FORMS)
def test_every_format_holds_the_same_rows(unit: Unit, form: Format, tmp_path: Path) -> None:
    count = run(unit, form, tmp_path / "rows")
    run(unit, Format.JSONL, tmp_path / "lines")
    rows, lines = read(form, tmp_path / "rows"), read(Format.JSONL, tmp_path / "lines")
    assert count.rows == len(rows) == len(lines)
    assert [list(row) for row in rows] == [list(COLUMNS[unit])] * len(rows)
    assert [row.get("id") for row in rows] == [line.get("id") for line in lines]


@pytest.mark.parametrize(("unit", "form"), UNITS_AND_FORMS)
def test_an_empty_export_is_a_valid_file_with_its_columns(unit: Unit, form: Format, tmp_path: Path) -> None:
    an_order(unit, form, tmp_path / "rows").run([], [])
    assert read(form, tmp_path / "rows") == []
    if form is Format.CSV:
        assert (tmp_path / "rows").read_text().strip() == ",".join(COLUMNS[unit])
    if form is Format.PARQUET:
        assert pq.read_schema(tmp_path / "rows").names == list(COLUMNS[unit])


def test_parquet_keeps_dates_as_dates_and_times_as_utc(tmp_path: Path) -> None:
    run(Unit.CASES, Format.PARQUET, tmp_path / "cases.parquet")
    first = read(Format.PARQUET, tmp_path / "cases.parquet")[0]
    assert (first["opened_at"], first["next_hearing"]) == (records.SEEN, date(2026, 12, 9))
    assert first["incidents"][2]["date"] == date(2026, 11, 3)  # type: ignore[index]
    assert first["persons"][0]["aliases"] == ["A. O. Bello"]  # type: ignore[index]


def test_a_map_has_a_feature_a_case_and_says_how_exact_its_point_is(tmp_path: Path) -> None:
    run(Unit.CASES, Format.GEOJSON, tmp_path / "map.geojson", names=NamePolicy.INITIALS)
    whole = json.loads((tmp_path / "map.geojson").read_text("utf-8"))
    assert whole["type"] == "FeatureCollection"
    lagos, ankara, dhaka, nowhere = whole["features"]
    assert lagos["geometry"] == {"type": "Point", "coordinates": [3.4, 6.45]}
    assert (lagos["properties"]["precision"], nowhere["properties"]["precision"]) == ("country", "none")
    assert (ankara["geometry"], nowhere["geometry"]) == (None, None)
    assert lagos["properties"]["persons"] == ["A. B.", "M. O."]
    assert dhaka["properties"]["persons"] == ["[name withheld]"]
    assert {feature["properties"]["tlp"] for feature in whole["features"]} == {"AMBER+STRICT"}


def test_an_empty_map_is_a_map(tmp_path: Path) -> None:
    an_order(Unit.CASES, Format.GEOJSON, tmp_path / "map").run([], [])
    assert json.loads((tmp_path / "map").read_text())["features"] == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("\u200b=1+1", "'=1+1"), ("\u202e@x", "'@x"), ("＝1", "'＝1"),
        ("-1.2|36.8", "-1.2|36.8"), ("a\u2066b", "ab"), ("می\u200cخواهم", "می\u200cخواهم"), (True, True), (None, None),
        (["=x"], '["=x"]'), (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00+00:00"),
    ],
)  # fmt: skip
def test_a_cell_is_safe_in_a_spreadsheet(value: object, shown: object) -> None:
    assert cell(value) == shown


def test_choosing_by_country_and_day(tmp_path: Path) -> None:
    def ids(unit: Unit, **choice: object) -> list[object]:
        run(unit, Format.JSONL, tmp_path / "rows", choice=Choice(**choice))  # type: ignore[arg-type]
        return [row["id"] for row in read(Format.JSONL, tmp_path / "rows")]

    assert ids(Unit.CASES, countries=frozenset({"NG", "BD"})) == ["lagos", "dhaka"]
    assert ids(Unit.CASES, since=date(2026, 11, 21)) == ["lagos", "dhaka"]
    assert ids(Unit.INCIDENTS, since=date(2026, 11, 18)) == ["i5", "i7"]
    assert ids(Unit.PERSONS, in_custody=date(2026, 11, 19)) == ["p1", "p2", "p6"]
    assert ids(Unit.CASES, in_custody=date(2026, 12, 1)) == ["dhaka"]
    assert ids(Unit.ARTICLES, since=date(2026, 11, 25)) == []
    assert ids(Unit.ARTICLES, countries=frozenset({"KE"})) == []


def test_who_may_be_in_custody_without_anybody_knowing_is_counted(tmp_path: Path) -> None:
    assert (
        run(Unit.CASES, Format.JSONL, tmp_path / "rows", choice=Choice(in_custody=date(2026, 12, 1))).unsure
        == 2
    )


@pytest.mark.parametrize(
    ("unit", "form", "more", "named"),
    [
        (Unit.CASES, Format.CSV, {"vocabulary": Scheme.CPJ}, "export persons --as cpj"),
        (Unit.ARTICLES, Format.CSV, {"vocabulary": Scheme.SEAPA}, "export incidents --as seapa"),
        (Unit.CASES, Format.CSV, {"vocabulary": Scheme.FTM}, "jsonl or json"),
        (Unit.PERSONS, Format.GEOJSON, {}, "a map shows cases"),
        (Unit.CASES, Format.PARQUET, {"to": None}, "--to"),
        (Unit.INCIDENTS, Format.CSV, {"choice": Choice(in_custody=date(2026, 12, 1))}, "--in-custody"),
    ],
)
def test_parts_that_do_not_fit_are_refused_with_what_to_do(
    unit: Unit, form: Format, more: dict[str, object], named: str, tmp_path: Path
) -> None:
    if isinstance(scheme := more.get("vocabulary"), Scheme):
        more = more | {"vocabulary": read_vocabulary(ROOT / "config" / "vocabularies", scheme)}
    with pytest.raises(InputError, match=named):
        an_order(unit, form, **({"to": tmp_path / "rows"} | more))  # type: ignore[arg-type]


def test_a_file_is_for_its_owner_and_stands_when_it_is_whole(tmp_path: Path) -> None:
    def broken() -> Iterator[Case]:
        yield records.lagos()
        raise RuntimeError("the store went away")

    run(Unit.CASES, Format.CSV, tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").stat().st_mode & 0o777 == 0o600
    before = (tmp_path / "rows.csv").read_bytes()
    with pytest.raises(RuntimeError):
        an_order(Unit.CASES, Format.CSV, tmp_path / "rows.csv").run(broken(), [])
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]
    assert (tmp_path / "rows.csv").read_bytes() == before


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing"):
        run(Unit.CASES, Format.CSV, tmp_path / "missing" / "rows.csv")


@pytest.mark.parametrize("form", [Format.JSONL, Format.CSV, Format.PARQUET])
def test_a_long_export_holds_only_a_few_rows_at_a_time(form: Format, tmp_path: Path) -> None:
    def many(number: int) -> Iterator[Case]:
        case = records.lagos()
        return (replace(case, id=f"{n:032}") for n in range(number))

    an_order(Unit.CASES, form, tmp_path / "warm").run(many(1), [])
    tracemalloc.start()
    count = an_order(Unit.CASES, form, tmp_path / "rows").run(many(600), [])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count.rows == 600
    assert peak < (20_000_000 if form is Format.PARQUET else 500_000)
