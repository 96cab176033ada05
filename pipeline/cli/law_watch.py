"""`overreach laws watch`: what became of laws, and the open cases that rely on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Annotated, Any

import typer

from pipeline.cli.looks import laws_app
from pipeline.cli.screen import installation, out, say
from pipeline.domain import LawFit, NotedLawChange, RelyingCase

SHOWN = timedelta(days=7)
_FITS = {
    LawFit.SECTION: "names the section",
    LawFit.WHOLE: "under the law",
    LawFit.UNSAID: "names no section",
    LawFit.SUCCESSOR: "under the law that followed",
}


@laws_app.command("watch")
def laws_watch(
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Changes noted from this day on (UTC).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One change a line, as JSON.")] = False,
) -> None:
    """Look at register and news for laws that changed; list the changes (of a week) with the open cases under them."""
    with installation() as overreach:
        say("law watch", overreach.watch_laws())
        moment = since.replace(tzinfo=UTC) if since else datetime.now(UTC) - SHOWN
        noted = overreach.law_changes.changes_since(moment)
        if as_json:
            for one in noted:
                out.print(json.dumps(change_json(one)), markup=False)
            return
        for line in _lines(noted):
            out.print(line, markup=False)


def change_json(noted: NotedLawChange) -> dict[str, Any]:
    """One line of `laws watch --json`."""
    change = noted.change
    return {
        "number": noted.number, "noted_at": noted.noted_at.isoformat(), "law": change.law_id,
        "cause": change.cause.value, "event": change.event.value if change.event else None,
        "event_date": change.event_date, "section": change.section, "other_law": change.other_law,
        "article_id": change.article_id, "open_cases": len(noted.cases),
        "cases": [{"id": one.case_id[:12], "fit": one.fit.value} for one in noted.cases],
    }  # fmt: skip


def _lines(noted: Iterable[NotedLawChange]) -> Iterator[str]:
    """Articles on one law and section stand together: a bill makes many."""
    for _, group in groupby(sorted(noted, key=_place), key=_place):
        together = list(group)
        last, relying = together[-1], _together(together)
        section = f", section {last.change.section}" if last.change.section else ""
        count = f"{len(relying)} open case{'' if len(relying) == 1 else 's'}"
        yield f"{last.noted_at:%Y-%m-%d} {last.change.law_id}{section}: {_what(together)}; {count}"
        for fit, same in groupby(relying, key=lambda one: one.fit):
            yield f"    {_FITS[fit]}: {', '.join(one.case_id[:12] for one in same)}"


def _place(noted: NotedLawChange) -> tuple[str, str, int]:
    change = noted.change
    return change.law_id, change.section or "", noted.number if change.event else 0


def _together(noted: Iterable[NotedLawChange]) -> list[RelyingCase]:
    found = {one.case_id: one for each in noted for one in each.cases}
    return sorted(found.values(), key=lambda one: (list(LawFit).index(one.fit), one.case_id))


def _what(noted: Sequence[NotedLawChange]) -> str:
    change = noted[-1].change
    if change.event is None:
        return f"in the news ({len(noted)} article{'s' if len(noted) > 1 else ''})"
    words = [change.event.value.replace("_", " "), change.other_law or "", change.event_date or ""]
    return " ".join(word for word in words if word)
