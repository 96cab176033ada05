"""A person's decisions: what waits for one, deciding, and what the decisions teach."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer
from rich.table import Column, Table

from pipeline.articles.identity import storable
from pipeline.cli.case_sheet import shown_day
from pipeline.cli.screen import app, installation, out, screen
from pipeline.domain import Case, Review, ReviewedArticle, ReviewReason, ReviewVerdict
from pipeline.errors import InputError
from pipeline.installation import Overreach


@app.command()
def review(
    case_id: Annotated[str, typer.Argument(help="The case's id, or its first signs as an alert shows them.")],
    verdict: ReviewVerdict,
    by: Annotated[str, typer.Option(help="Your login or initials; kept with the decision, never shown.")],
    reason: Annotated[ReviewReason | None, typer.Option(help="Needed to dismiss.")] = None,
    note: Annotated[str, typer.Option(help="A remark, kept with the decision.")] = "",
) -> None:
    """Decide about a case: confirm it, dismiss it, mark it as a duplicate, or leave it waiting."""
    with installation() as overreach:
        whole = overreach.cases.id_of(case_id)
        try:
            decision = Review(
                id=uuid4().hex, case_id=whole, who=storable(by).strip(), at=datetime.now(UTC), verdict=verdict,
                reason=reason, note=storable(note),
            )  # fmt: skip
        except ValueError as error:
            raise InputError(f"case {whole[:12]}", str(error)) from error
        found = overreach.cases.review(decision)
        waits = "; waits for a person" if found.needs_review else ""
        screen.print(f"case {whole[:12]}: {found.verification.value}{waits}", highlight=False)


@app.command()
def reviews(
    for_training: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the decided articles as JSON Lines for `train`."),
    ] = None,
) -> None:
    """List the cases that wait for a person; or write what the decisions so far teach."""
    with installation() as overreach:
        if for_training:
            _write_lessons(overreach, for_training)
            return
        waiting = overreach.cases.waiting()
        screen.print(f"cases waiting for a person: {len(waiting)}", highlight=False)
        if waiting:
            out.print(_table(waiting))


def _table(cases: list[Case]) -> Table:
    """By kind of target, never by name."""
    columns = [Column(name, no_wrap=True) for name in ("case", "where", "stage", "date")]
    table = Table(*columns, Column("targets", overflow="fold"), "probability", box=None)
    for case in cases:
        table.add_row(
            case.id[:12], case.country or "?", case.status.value, shown_day(case.incidents[-1]),
            ", ".join(case.targets) or "not said", f"{case.probability:.2f}",
        )  # fmt: skip
    return table


def _write_lessons(overreach: Overreach, file: Path) -> None:
    lessons = list(overreach.cases.reviewed_articles())
    # ASCII, because the reader of the corpus takes U+2028 and U+0085 for ends of lines.
    text = "".join(json.dumps(_lesson(one)) + "\n" for one in lessons)
    try:
        file.write_text(text, "ascii")
    except OSError as error:
        raise InputError(str(file), error.strerror or "cannot be written") from error
    cases = len({one.event for one in lessons})
    screen.print(f"articles written: {len(lessons)}, of cases: {cases}", highlight=False)


def _lesson(one: ReviewedArticle) -> dict[str, Any]:
    """A line of the corpus. Without laws and persons it would teach that its text names none."""
    return {
        "id": one.article_id,
        "event": one.event,
        "lang": one.language or "",
        "country": one.country,
        "title": one.title,
        "text": one.text,
        "label": one.label.value,
        "stage": one.stage.value if one.stage else None,
        "target_types": [target.value for target in one.targets],
        "laws": [law.as_written for law in one.laws],
        "persons": [{"name": person.name, "role": person.role.value} for person in one.persons],
    }
