"""`overreach case …`: looking at one case whole, and what a person may do to it; `overreach doubts`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Column, Table

from pipeline.articles.identity import storable
from pipeline.cli import case_sheet
from pipeline.cli.screen import app, installation, out, screen
from pipeline.domain import (
    CaseField,
    Change,
    ChangeKind,
    FactState,
    FieldDecision,
    NamePolicy,
)
from pipeline.errors import InputError

case_app = typer.Typer(no_args_is_help=True, help="One case: show, merge, split, note, set, undo.")
app.add_typer(case_app, name="case")

Id = Annotated[str, typer.Argument(help="The case's id, or its first signs as an alert shows them.")]
By = Annotated[str, typer.Option(help="Your login or initials; kept with the decision, never shown.")]
Note = Annotated[str, typer.Option(help="A remark, kept with the decision.")]


@case_app.command()
def show(
    case_id: Id,
    names: Annotated[NamePolicy, typer.Option(help="How much of the names to show.")] = NamePolicy.INITIALS,
) -> None:
    """Everything known of a case: fields and where each stands, timeline, reports with their reasons, history."""
    with installation() as overreach:
        (case,) = overreach.cases.cases([overreach.cases.id_of(case_id)])
        for part in case_sheet.parts(overreach, case, names):
            out.print(part, markup=False)


@case_app.command()
def merge(case_id: Id, other: Id, by: By, note: Note = "") -> None:
    """Say that two cases are one: the reports of OTHER go to the first, and its id points there."""
    with installation() as overreach:
        into, source = overreach.cases.id_of(case_id), overreach.cases.id_of(other)
        change = _change(into, ChangeKind.MERGE, by, note, other=source)
        overreach.cases.merge(into, source, overreach.rules, change)
        _said(into, f"holds the reports of {source[:12]} now; `overreach case undo` takes it back")


@case_app.command()
def split(
    case_id: Id,
    article: Annotated[list[str], typer.Option("--article", help="A report that goes; repeatable.")],
    by: By,
    note: Note = "",
) -> None:
    """Put some reports of a case into a new one; the machine never joins the two again."""
    with installation() as overreach:
        source = overreach.cases.id_of(case_id)
        change = _change(source, ChangeKind.SPLIT, by, note)
        new = overreach.cases.split(source, article, overreach.rules, change)
        _said(new, f"opened with {len(set(article))} reports of {source[:12]}")


@case_app.command()
def undo(case_id: Id, by: By, note: Note = "") -> None:
    """Take back the last merge or split of a case."""
    with installation() as overreach:
        whole = overreach.cases.id_of(case_id)
        undone = overreach.cases.undo(whole, overreach.rules, _change(whole, ChangeKind.UNDO, by, note))
        _said(whole, f"{undone.kind.value} with {(undone.other_id or '')[:12]} taken back")


@case_app.command("note")
def add_note(case_id: Id, text: str, by: By) -> None:
    """Keep a remark on a case."""
    with installation() as overreach:
        whole = overreach.cases.id_of(case_id)
        overreach.cases.note(_change(whole, ChangeKind.NOTE, by, text))
        _said(whole, "noted")


@case_app.command("set")
def set_field(case_id: Id, field: CaseField, value: str, by: By, note: Note = "") -> None:
    """Set a field in the machine's place, or confirm what the machine found: a person's value stands for ever."""
    _judge(case_id, field, value, FactState.ACCEPTED, by, note)


@case_app.command()
def reject(case_id: Id, field: CaseField, value: str, by: By, note: Note = "") -> None:
    """Say that a value is wrong: the machine does not suggest it for this case again."""
    _judge(case_id, field, value, FactState.REJECTED, by, note)


@case_app.command()
def apart(case_id: Id, other: Id, by: By, note: Note = "") -> None:
    """Answer a doubt: two cases are two and stay two."""
    with installation() as overreach:
        one, two = overreach.cases.id_of(case_id), overreach.cases.id_of(other)
        overreach.cases.keep_apart(
            one, two, _change(one, ChangeKind.NOTE, by, note or "kept apart", other=two)
        )
        _said(one, f"stays apart from {two[:12]}")


@app.command()
def doubts() -> None:
    """Pairs of cases that may be one; answer with `case merge` or `case apart`."""
    with installation() as overreach:
        asked = overreach.cases.doubts()
        screen.print(f"pairs of cases that a person is asked about: {len(asked)}", highlight=False)
        table = Table("case", "other", "share", Column("why", overflow="fold"), box=None)
        for doubt in asked:
            table.add_row(doubt.case_id[:12], doubt.other_id[:12], f"{doubt.score:.2f}", doubt.reason)
        if asked:
            out.print(table, markup=False)


def _judge(case_id: str, field: CaseField, value: str, state: FactState, by: str, note: str) -> None:
    with installation() as overreach:
        whole = overreach.cases.id_of(case_id)
        decision = FieldDecision(
            case_id=whole, field=field, value=_checked(field, storable(value).strip()), state=state, who=_who(by),
            at=datetime.now(UTC), note=storable(note),
        )  # fmt: skip
        overreach.cases.judge(decision, overreach.rules)
        _said(whole, f"{field.value} {state.value}")


def _checked(field: CaseField, value: str) -> str:
    """Raises InputError for a value that the field cannot have."""
    try:
        return field.checked(value)
    except ValueError as error:
        raise InputError(field.value, str(error)) from error


def _change(case_id: str, kind: ChangeKind, by: str, note: str, *, other: str | None = None) -> Change:
    return Change(
        number=0,
        case_id=case_id,
        kind=kind,
        who=_who(by),
        at=datetime.now(UTC),
        other_id=other,
        note=storable(note),
    )


def _who(by: str) -> str:
    who = storable(by).strip()
    if not 0 < len(who) <= 60:
        raise InputError("--by", "who decides is a login or initials, at most 60 signs")
    return who


def _said(case_id: str, what: str) -> None:
    screen.print(f"case {case_id[:12]}: {what}", highlight=False)
