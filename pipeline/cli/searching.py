"""`overreach search`: finding cases, and keeping searches under a name. Names of people are shown only if asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from pipeline.articles.identity import storable
from pipeline.cli.screen import app, bar, installation, out, screen
from pipeline.countries import country_names
from pipeline.domain import CaseQuery, FoundIn, Hit, Stage, TargetType, Verification
from pipeline.domain.names import clean
from pipeline.errors import InputError
from pipeline.installation import Overreach
from pipeline.store.saved_searches import SavedSearches
from pipeline.store.search import SearchIndex
from pipeline.store.search_plan import Meanings, meanings_of

MOST = 1000
"""Cases that one search lists at most."""
_SAFE = {FoundIn.LAW, FoundIn.PLACE}
"""Parts of a case whose text names nobody."""
Day = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Last change, such as 2026-11-24."),
]


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Names in any script, laws, places, words of reports.")] = "",
    country: Annotated[list[str] | None, typer.Option(help="ISO code, such as NG.")] = None,
    law: Annotated[list[str] | None, typer.Option(help="A law's id; see `overreach laws list`.")] = None,
    stage: Annotated[list[Stage] | None, typer.Option(help="Where the case stands.")] = None,
    target: Annotated[list[TargetType] | None, typer.Option(help="Who it is turned on.")] = None,
    verification: Annotated[list[Verification] | None, typer.Option(help="Who stands behind it.")] = None,
    since: Day = None,
    until: Day = None,
    needs_review: Annotated[bool | None, typer.Option("--waiting/--not-waiting", help="For a person.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines instead of a table.")] = False,
    names: Annotated[bool, typer.Option("--names", help="Show who is named, and the words that were found.")] = False,
    save: Annotated[str | None, typer.Option(metavar="NAME", help="Keep this search.")] = None,
    by: Annotated[str, typer.Option(help="Your login or initials; kept with a saved search.")] = "",
    saved: Annotated[str | None, typer.Option(metavar="NAME", help="Search again as kept.")] = None,
    list_saved: Annotated[bool, typer.Option("--list-saved", help="What is kept.")] = False,
    forget: Annotated[str | None, typer.Option(metavar="NAME", help="Keep a search no longer.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Write the index anew; after an upgrade.")] = False,
) -> None:  # fmt: skip
    """Find cases by name, law, place or words, in any script; the best first, then the newest."""
    with installation() as overreach:
        kept = SavedSearches(overreach.database)
        if rebuild:
            _rebuild(overreach)
        elif list_saved:
            _list(kept)
        elif forget:
            kept.forget(forget)
            screen.print("the search is forgotten")
        else:
            given = {
                "text": text, "countries": [code.upper() for code in country or ()], "laws": law, "stages": stage,
                "targets": target, "verification": verification, "since": since.date() if since else None,
                "until": until.date() if until else None, "needs_review": needs_review,
            }  # fmt: skip
            query = _query(overreach, given, kept, saved)
            if save:
                kept.save(save, query, who=storable(by).strip()[:60], at=datetime.now(UTC))
            _show(overreach, query, limit, as_json=as_json, names=names)


def _query(overreach: Overreach, given: dict[str, Any], kept: SavedSearches, saved: str | None) -> CaseQuery:
    """The query that was typed, or the one that is kept. Raises InputError."""
    typed: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in given.items()
        if value not in (None, [], "")
    }
    if saved:
        if typed:
            raise InputError("--saved", "a kept search stands for itself; leave out text and filters")
        return kept.get(saved).query
    for law_id in typed.get("laws", ()):
        if law_id not in overreach.laws:
            near = [known for known in overreach.laws if law_id[:2] == known[:2]]
            raise InputError(
                f"--law {law_id}", f"no such law; of that country there are: {', '.join(near) or 'none'}"
            )
    try:
        return CaseQuery(**typed)
    except ValueError as error:
        raise InputError("search", str(error)) from None


def _rebuild(overreach: Overreach) -> None:
    index = SearchIndex(overreach.database)
    with bar("search index", index.missing() or None) as progress:
        count = index.rebuild(lambda some: progress.advance(progress.task_ids[0], some))
    screen.print(f"cases in the search index: {count}", highlight=False)


def _list(kept: SavedSearches) -> None:
    """Names and filters; texts may be names of people and are not shown."""
    table = Table("name", "countries", "laws", "stages", "targets", "text", box=None)
    for one in kept.all():
        parts = (one.query.countries, one.query.laws, one.query.stages, one.query.targets)
        table.add_row(one.name, *(", ".join(part) for part in parts), "yes" if one.query.text else "no")
    out.print(table)


def _show(overreach: Overreach, query: CaseQuery, limit: int, *, as_json: bool, names: bool) -> None:
    index = SearchIndex(overreach.database, _meanings(overreach) if query.text else None)
    hits = index.find(query, limit)
    if as_json:
        for hit in hits:
            typer.echo(json.dumps(_line(hit, names=names), ensure_ascii=False))
    elif hits:
        out.print(_table(overreach, hits, names=names))
    total = index.count(query) if len(hits) == limit else len(hits)
    screen.print(f"cases found: {total}, shown: {len(hits)}", highlight=False)
    if missing := index.missing():
        screen.print(
            f"[yellow]not searched: {missing} cases; run: overreach search --rebuild[/]", highlight=False
        )


def _meanings(overreach: Overreach) -> Meanings:
    countries = country_names(overreach.lexicons).values()
    pairs = ((code, name) for by_code in countries for code, names in by_code.items() for name in names)
    return meanings_of(overreach.laws.values(), pairs)


def _table(overreach: Overreach, hits: Sequence[Hit], *, names: bool) -> Table:
    columns = [Column(name, no_wrap=True) for name in ("case", "where", "status", "changed", "reports")]
    wide = [
        Column(name, overflow="fold")
        for name in ("targets", "laws", "found in", *(("names",) if names else ()))
    ]
    table = Table(*columns, *wide, box=None)
    for hit in hits:
        laws = ", ".join(overreach.law_name(law) for law in hit.laws)
        who = [escape(clean(", ".join(hit.names)))] if names else []
        table.add_row(
            hit.case_id[:12], hit.country or "?", hit.status.value, f"{hit.changed_at:%Y-%m-%d}", str(hit.reports),
            ", ".join(hit.targets) or "not said", escape(clean(laws)), escape(clean(_found(hit, names=names))), *who,
        )  # fmt: skip
    return table


def _found(hit: Hit, *, names: bool) -> str:
    """The part of the case that has the words, with its text where that is asked for or names nobody."""
    if hit.snippet and (names or hit.found_in in _SAFE):
        return f"{hit.found_in.value}: {hit.snippet}"
    return "" if hit.found_in is FoundIn.FILTER else hit.found_in.value


def _line(hit: Hit, *, names: bool) -> dict[str, Any]:
    found = {
        "id": hit.case_id, "rank": hit.mark.rank, "country": hit.country, "status": hit.status.value,
        "targets": list(hit.targets), "laws": list(hit.laws), "changed_at": hit.changed_at.isoformat(),
        "reports": hit.reports, "found_in": hit.found_in.value,
    }  # fmt: skip
    return found | ({"names": list(hit.names), "snippet": hit.snippet} if names else {})
