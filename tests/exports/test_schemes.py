"""Every mapping: cases go in, the exact rows of the other monitor come out."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain import NamePolicy, Role, Stage, TargetType
from pipeline.exports.choice import Choice, Count, Unit
from pipeline.exports.order import Order
from pipeline.exports.schemes import Translation
from pipeline.exports.values import Subject, Value, cells
from pipeline.exports.vocabularies import Of, Scheme, read_vocabulary
from pipeline.exports.writing import Format
from pipeline.settings import ROOT
from tests.exports import records

FOLDER = ROOT / "config" / "vocabularies"
EXPECTED = ROOT / "tests" / "data" / "exports"
POINTS = {"NG": (3.4, 6.45), "TR": (28.9667, 41.0167), "BD": (90.4167, 23.7167)}
SETS = {Of.STAGE: Stage, Of.TARGET: TargetType, Of.ROLE: Role}


def an_order(scheme: Scheme, to: Path, **more: object) -> Order:
    speech = read_vocabulary(FOLDER, scheme)
    form = Format.JSONL if scheme is Scheme.FTM else Format.CSV
    known = {"names": NamePolicy.INITIALS, "custody": records.held, "points": POINTS} | more
    return Order(unit=Unit(speech.rows), form=form, vocabulary=speech, to=to, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("scheme", Scheme)
def test_the_four_cases_become_the_rows_that_the_file_holds(scheme: Scheme, tmp_path: Path) -> None:
    written = tmp_path / "rows"
    an_order(scheme, written).run(records.cases(), ())
    (expected,) = EXPECTED.glob(f"{scheme}.*")
    assert written.read_bytes().decode().splitlines() == expected.read_text("utf-8").splitlines()


@pytest.mark.parametrize("scheme", Scheme)
def test_every_stage_target_and_role_has_a_term_or_is_listed_as_lost(scheme: Scheme) -> None:
    speech = read_vocabulary(FOLDER, scheme)
    for of, members in SETS.items():
        listed = next((line for line in speech.losses() if line.startswith(f"no term for the {of} ")), "")
        silent = set(listed.removeprefix(f"no term for the {of} ").split(", ")) - {""}
        assert {member.value for member in members} == {k for k, v in speech.terms[of].items() if v} | silent
        assert not silent & {key for key, term in speech.terms[of].items() if term}


@pytest.mark.parametrize("scheme", Scheme)
def test_below_show_no_row_holds_a_name_a_headline_or_a_quote(scheme: Scheme, tmp_path: Path) -> None:
    an_order(scheme, tmp_path / "rows").run(records.cases(), ())
    text = (tmp_path / "rows").read_text("utf-8")
    assert not [
        name for name in ("Bello", "Okoro", "Ngozi", "Haber", "Uddin", "রহিম", "Reviewer") if name in text
    ]
    assert "held over a post" not in text


@pytest.mark.parametrize("scheme", [Scheme.CPJ, Scheme.UWAZI, Scheme.FTM])
def test_a_minor_is_not_named_even_when_names_are_asked_for(scheme: Scheme, tmp_path: Path) -> None:
    an_order(scheme, tmp_path / "rows", names=NamePolicy.SHOW).run(records.cases(), ())
    text = (tmp_path / "rows").read_text("utf-8")
    assert "Ada Bello" in text
    assert "[name withheld]" in text
    assert not [name for name in ("Uddin", "রহিম") if name in text]


def test_the_census_holds_who_is_in_custody_at_midnight_of_its_day(tmp_path: Path) -> None:
    def names(day: str) -> list[str]:
        choice = Choice(in_custody=records.date.fromisoformat(day))
        order = an_order(Scheme.CPJ, tmp_path / day, choice=choice, names=NamePolicy.SHOW)
        order.run(records.cases(), ())
        return [line.split(",")[0] for line in (tmp_path / day).read_text("utf-8").splitlines()[1:]]

    assert names("2026-11-03") == []
    assert names("2026-11-10") == ["Ada Bello", "Musa Okoro"]
    assert names("2026-12-01") == ["[name withheld]"]


def test_what_is_left_out_and_who_has_no_name_is_counted(tmp_path: Path) -> None:
    count = an_order(Scheme.CPJ, tmp_path / "rows").run(records.cases(), ())
    assert (count.rows, count.left_out, count.unnamed, count.unsure) == (3, 1, 2, 0)


def test_the_sign_that_parts_values_does_not_stand_in_one() -> None:
    speech = Translation(vocabulary=read_vocabulary(FOLDER, Scheme.UWAZI), points=POINTS)
    row = speech.row(Subject(case=replace(records.lagos(), topics=("a|b", "c")), points=POINTS))
    assert row is not None
    assert (row["topics"], row["geolocation"]) == ("a/b|c", "6.4500|3.4000")


def test_a_row_without_what_the_scheme_needs_is_none() -> None:
    speech = Translation(vocabulary=read_vocabulary(FOLDER, Scheme.SDG16101))
    count = Count()
    assert list(speech.rows([records.ankara()], count)) == []
    assert count.left_out == 1


@pytest.mark.parametrize("value", Value)
def test_every_value_can_be_had_of_every_kind_of_row(value: Value) -> None:
    for case in records.cases():
        for person, incident in (
            (None, None),
            (next(iter(case.persons), None), None),
            (None, case.incidents[0]),
        ):
            found = cells(value, Subject(case=case, person=person, incident=incident, points=POINTS))
            assert all(found)
