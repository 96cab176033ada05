"""One case for reading: fields with where each stands, timeline, reports, history."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Column, Table

from pipeline.alerts.names import shown_name
from pipeline.domain import Case, Incident, NamePolicy, Precision
from pipeline.domain.names import shown_outlets
from pipeline.installation import Overreach

_SIGNS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4, Precision.UNKNOWN: 0}


def parts(overreach: Overreach, case: Case, names: NamePolicy) -> list[Table]:
    """The tables of a case, names as `names` allows."""
    return [_fields(overreach, case, names), _timeline(case), _reports(case), _history(overreach, case)]


def _fields(overreach: Overreach, case: Case, names: NamePolicy) -> Table:
    table = Table(
        "field", Column("value", overflow="fold"), Column("where it stands", overflow="fold"), box=None
    )
    stands = {fact.field.value: fact for fact in case.facts}
    for name, value in _values(overreach, case, names):
        fact = stands.get(name.replace(" ", "_"))
        note = "" if fact is None else fact.state.value
        quotes = (
            " … ".join(dict.fromkeys(e.quote for e in fact.evidence))
            if fact and names is NamePolicy.SHOW
            else ""
        )
        table.add_row(name, value, f"{note} “{quotes}”" if quotes else note)
    for axis in case.axes:
        table.add_row(axis.axis.value.replace("_", " "), axis.leaning.value, axis.reason)
    return table


def _values(overreach: Overreach, case: Case, names: NamePolicy) -> Iterator[tuple[str, str]]:
    yield "case", case.id + (f", merged into {case.merged_into}" if case.merged_into else "")
    yield "status", case.status.value
    yield "country", case.country or "unknown"
    yield "place", case.place or "unknown"
    yield "targets", ", ".join(case.targets) or "unknown"
    yield (
        "laws",
        ", ".join(overreach.law_name(law.id) if law.id else law.as_written for law in case.laws) or "unknown",
    )
    yield (
        "persons",
        "; ".join(f"{shown_name(p, names)} ({p.role.value})" for p in case.persons) or "none named",
    )
    yield "accused", str(case.accused) if case.accused else "unknown"
    if outlets := shown_outlets(case, names):
        yield "outlets", ", ".join(outlets)
    yield "expression", ", ".join([*case.platforms, *case.topics]) or "unknown"
    yield "family", case.family.value
    yield "complainant", case.complainant.value
    yield "privacy", ", ".join(case.privacy) or "unknown"
    yield "cross border", case.cross_border.value
    yield "treaty line", "reached" if overreach.serious(case.laws) else "not known to be reached"
    yield "next hearing", case.next_hearing.isoformat() if case.next_hearing else "unknown"
    yield "verification", f"{case.verification.value}{', waits for a person' if case.needs_review else ''}"
    yield "TLP", case.tlp
    yield "external ids", ", ".join(case.external_ids) or "none"
    for flag in case.flags:
        yield "cannot be", flag
    for other in case.related:
        yield "related", other[:12]


def _timeline(case: Case) -> Table:
    table = Table(
        "date", "stage", "place", "hearing", "reports", title="timeline", box=None, title_justify="left"
    )
    for incident in case.incidents:
        hearing = incident.hearing.isoformat() if incident.hearing else ""
        table.add_row(
            shown_day(incident),
            incident.stage.value,
            incident.place or "",
            hearing,
            str(len(incident.sources)),
        )
    return table


def shown_day(incident: Incident) -> str:
    """The date as far as it is known, else when the first report came out."""
    signs = _SIGNS[incident.precision]
    if incident.date is None or not signs:
        return f"seen {incident.first_reported:%Y-%m-%d}"
    return incident.date.isoformat()[:signs]


def _reports(case: Case) -> Table:
    table = Table(
        "article",
        "feed",
        "published",
        Column("why here", overflow="fold"),
        title="reports",
        box=None,
        title_justify="left",
    )
    for source in (source for incident in case.incidents for source in incident.sources):
        day = f"{source.published:%Y-%m-%d}" if source.published else "unknown"
        table.add_row(source.article_id, source.feed_name, day, source.reason)
    return table


def _history(overreach: Overreach, case: Case) -> Table:
    table = Table(
        "at",
        "what",
        "other case",
        Column("note", overflow="fold"),
        title="history",
        box=None,
        title_justify="left",
    )
    for change in overreach.cases.history(case.id):
        undone = " (taken back)" if change.undone else ""
        table.add_row(
            f"{change.at:%Y-%m-%d %H:%M}",
            change.kind.value + undone,
            (change.other_id or "")[:12],
            change.note,
        )
    return table
