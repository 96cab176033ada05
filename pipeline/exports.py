"""Cases, incidents and articles as JSON, CSV and tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from pipeline.domain import (
    Article,
    Case,
    Classification,
    Evidence,
    Incident,
    Law,
    LawEvent,
    PersonMention,
    Treaties,
)

Row = dict[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def verdict_json(verdict: Classification) -> Row:
    """One line of `classify`."""
    return {
        "id": verdict.article_id,
        "language": verdict.language,
        "label": verdict.label.value,
        "probability": verdict.probability,
        "decision": verdict.decision.value,
        "targets": [target.value for target in verdict.targets],
        "persons": [_person(person) for person in verdict.persons],
        "stage": verdict.stage.value if verdict.stage else None,
        "laws": [{"id": w.id, "as_written": w.as_written, "section": w.section} for w in verdict.laws],
        "country": verdict.country,
        "family": verdict.family.value,
        "complainant": verdict.complainant.value,
        "privacy": [measure.value for measure in verdict.privacy],
        "cross_border": verdict.cross_border.value,
        "evidence": [_evidence(item) for item in verdict.evidence],
        "version": verdict.version,
    }


def _person(person: PersonMention) -> Row:
    return {
        "name": person.name, "latin": person.latin, "role": person.role.value, "minor": person.minor,
        "gender": person.gender.value,
    }  # fmt: skip


def _evidence(item: Evidence) -> Row:
    return {"field": item.field, "quote": item.quote, "start": item.start, "end": item.end, "part": item.part}


def case_json(case: Case) -> Row:
    """One line of `export cases`."""
    return {
        "id": case.id,
        "country": case.country,
        "status": case.status.value,
        "verification": case.verification,
        "needs_review": case.needs_review,
        "tlp": case.tlp,
        "opened_at": case.opened_at.isoformat(),
        "changed_at": case.changed_at.isoformat(),
        "laws": [{"id": w.id, "as_written": w.as_written, "section": w.section} for w in case.laws],
        "targets": [target.value for target in case.targets],
        "persons": [
            {"id": p.id, "name": p.name, "latin": p.latin, "role": p.role.value} for p in case.persons
        ],
        "incidents": [_incident(incident) for incident in case.incidents],
        "article_ids": sorted({s.article_id for i in case.incidents for s in i.sources}),
    }


def _incident(incident: Incident) -> Row:
    return {
        "id": incident.id,
        "stage": incident.stage.value,
        "date": incident.date.isoformat() if incident.date else None,
        "precision": incident.precision.value,
        "first_reported": incident.first_reported.isoformat(),
        "article_ids": [source.article_id for source in incident.sources],
        "evidence": [_evidence(item) for item in incident.evidence],
    }


def incident_rows(cases: Iterable[Case]) -> list[Row]:
    return [
        {"case_id": case.id, "country": case.country} | _incident(incident)
        for case in cases
        for incident in case.incidents
    ]


def article_rows(articles: Iterable[Article]) -> list[Row]:
    return [
        {
            "id": article.id, "feed_id": article.feed_id, "url": article.url, "title": article.title,
            "language": article.language, "state": article.state.value,
            "published": article.published.isoformat() if article.published else None,
            "text_sha256": article.text_sha256,
        }
        for article in articles
    ]  # fmt: skip


def written(rows: Sequence[Row], form: str) -> str:
    """Rows as JSON Lines, one JSON list, or CSV (nested values as JSON in their cell)."""
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fieldnames=list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula is quoted."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def case_table(cases: Iterable[Case], law_name: Callable[[str], str]) -> Table:
    """Cases for a terminal: country, who by kind (never by name), law, stages, a quote, numbers of reports."""
    table = Table(title="cases", box=SIMPLE_HEAD)
    columns = {
        "case": 10,
        "where": 7,
        "target": 14,
        "law": 36,
        "stages": 27,
        "in the words of the report": 40,
        "articles": 10,
    }
    for name, width in columns.items():
        table.add_column(name, no_wrap=True, overflow="ellipsis", width=width)
    for case in cases:
        laws = dict.fromkeys(law_name(law.id) if law.id else law.as_written for law in case.laws)
        stages = dict.fromkeys(incident.stage.value for incident in case.incidents)
        quotes = {
            e.field: e.quote for i in case.incidents for e in i.evidence if e.field in {"laws", "stage"}
        }
        table.add_row(
            case.id[:8], case.country or "?", ", ".join(case.targets) or "not said", next(iter(laws), "not named"),
            " → ".join(stages), " … ".join(quotes.values()),
            str(len({source.article_id for i in case.incidents for source in i.sources})),
        )  # fmt: skip
    return table


def coverage_row(country: str, laws: Sequence[Law], treaties: Treaties) -> list[str]:
    """One country of `laws coverage`."""
    languages = sorted({lang for law in laws for lang in (*law.names, *law.cued_names)})
    joined = treaties.countries.get(country, {})
    return [
        country, str(len(laws)), str(sum(len(law.provisions) for law in laws)), " ".join(languages),
        *(joined[treaty].status if treaty in joined else "unknown" for treaty in treaties.names),
        min(law.checked_on for law in laws).isoformat(),
    ]  # fmt: skip


def law_text(law: Law) -> str:
    """A law for reading: names, history, provisions."""
    names = [f"  {lang}: {', '.join(names)}" for lang, names in {**law.names}.items()]
    cued = [f"  {lang}: {', '.join(names)}" for lang, names in law.cued_names.items()]
    history = [f"  {_event(event)}" for event in law.history]
    provisions = [f"  {p.section}: {p.criminalises} ({_months(p.max_prison_months)})" for p in law.provisions]
    return "\n".join([
        f"{law.name} ({law.id})", f"{law.country}, {law.kind.value}, {law.year}, confidence {law.confidence.value}",
        "names enough alone:", *names, "names that need the country or another cue:", *cued,
        "history:", *history, "provisions:", *provisions, "sources:", *(f"  {s}" for s in law.sources),
    ])  # fmt: skip


def _months(months: int | None) -> str:
    if months is None:
        return "maximum prison term unknown"
    return f"up to {months} months in prison" if months else "fine only"


def _event(event: LawEvent) -> str:
    section = f" section {event.section}" if event.section else ""
    court = f" by {event.court}" if event.court else ""
    return f"{event.date} {event.event.value}{section}{court}{f': {event.note}' if event.note else ''}"
