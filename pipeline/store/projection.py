"""Writes what a case says, computed from the reports that stand in it: after linking, merging, splitting, deciding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, insert, select, update

from pipeline.domain import (
    CaseField,
    Decision,
    FactState,
    FieldDecision,
    Record,
    Someone,
    Step,
)
from pipeline.ports import LinkRules
from pipeline.store.codec import classification_of
from pipeline.store.neighbours import report_from, with_merged
from pipeline.store.tables import (
    alerts,
    articles,
    case_fields,
    case_laws,
    cases,
    evidence,
    incident_articles,
    incidents,
    persons,
    reviews,
)

PASSING = "~"
"""How the id of an incident begins that stands only until its case is written anew."""


CHANGED = "changed cases"
"""Where a connection keeps the ids of the cases that its transaction changed."""


def passing_id() -> str:
    return PASSING + uuid4().hex[1:]


def rewrite(connection: Connection, case_id: str, rules: LinkRules, now: datetime) -> None:
    """Compute a case anew and write what differs. A case that no report is left in is kept for its id's sake."""
    rows = _reports(connection, case_id)
    if not rows:
        return
    reports = {row.article_id: report_from(row.report) for row in rows}
    ordered = sorted(rows, key=lambda row: (reports[row.article_id].reported, row.article_id))
    verdicts = [classification_of(row.verdict) for row in ordered]
    told = rules.steps(list(reports.values()))
    changed = _write_steps(connection, case_id, rows, told)
    record = rules.record(verdicts, _decisions(connection, case_id))
    values = _values(record) | rules.course(told) | ({"changed_at": now} if changed else {})
    _write_case(connection, case_id, values, certain=any(v.decision is not Decision.REVIEW for v in verdicts))
    _write_laws(connection, case_id, record)
    _write_persons(connection, case_id, record.persons)
    note_changed(connection, case_id)


def note_changed(connection: Connection, case_id: str) -> None:
    """Remember, until the transaction ends, that a case must be written anew into the search index."""
    connection.info.setdefault(CHANGED, {})[case_id] = None


def _reports(connection: Connection, case_id: str) -> Sequence[Row[Any]]:
    return connection.execute(_REPORTS, {"case": case_id}).all()


def _write_steps(
    connection: Connection, case_id: str, rows: Sequence[Row[Any]], steps: Sequence[Step]
) -> bool:
    """Give each step an incident: the one in which most of its reports stand already, else a new one. Whether any is
    new to the case."""
    stood = {row.article_id: row.incident_id for row in rows}
    known = {row.id: row for row in connection.execute(_INCIDENTS, {"case": case_id})}
    taken: set[str] = set()
    changed = False
    for step in sorted(steps, key=lambda one: -len(one.reports)):
        ids = [stood[report.article_id] for report in step.reports]
        free = [one for one in ids if one not in taken and not one.startswith(PASSING)]
        incident_id = max(free, key=lambda one: (free.count(one), one)) if free else uuid4().hex
        taken.add(incident_id)
        changed |= _write_incident(connection, case_id, incident_id, step, known.get(incident_id))
        for report, before in zip(step.reports, ids, strict=True):
            if before != incident_id:
                _move(connection, report.article_id, before, incident_id)
    for gone in sorted(set(known) - taken):
        _dissolve(connection, gone, stood, case_id)
    return changed


def _write_incident(
    connection: Connection, case_id: str, incident_id: str, step: Step, known: Row[Any] | None
) -> bool:
    values = {
        "stage": step.stage.value, "date": step.day, "precision": step.precision.value, "place": step.place,
        "hearing": step.hearing, "first_reported": min(report.reported for report in step.reports),
    }  # fmt: skip
    if known is None:
        connection.execute(_NEW_INCIDENT, {"id": incident_id, "case_id": case_id, **values})
        return True
    if any(getattr(known, name) != value for name, value in values.items()):
        connection.execute(_INCIDENT, {"incident": incident_id, **values})
    return bool(known.stage != values["stage"])


def _move(connection: Connection, article_id: str, before: str, after: str) -> None:
    for moved in _MOVED:
        connection.execute(moved, {"article": article_id, "before": before, "incident_id": after})


def incident_of(connection: Connection, article_id: str) -> str:
    """The incident in which a report stands."""
    return str(connection.execute(_STANDS_IN, {"article": article_id}).scalar_one())


def _dissolve(connection: Connection, incident_id: str, stood: dict[str, str], case_id: str) -> None:
    """An incident whose reports all moved; its alerts speak of the incident that has them now."""
    followed = next(article for article, before in stood.items() if before == incident_id)
    after = incident_of(connection, followed)
    connection.execute(_ALERTS, {"incident": incident_id, "incident_id": after, "case_id": case_id})
    connection.execute(_GONE, {"incident": incident_id})


def _decisions(connection: Connection, case_id: str) -> list[FieldDecision]:
    """Those of cases that were merged into it too: what a person decided stands for ever."""
    return [
        FieldDecision(
            case_id=row.case_id, field=CaseField(row.field), value=row.value, state=FactState(row.state),
            who=row.who, at=row.at, note=row.note,
        )
        for row in connection.execute(_DECIDED, {"wanted": [case_id]})
    ]  # fmt: skip


def _values(record: Record) -> dict[str, Any]:
    names = ("country", "place", "targets", "accused", "family", "complainant", "privacy", "cross_border", "outlets",
             "platforms", "topics", "axes", "tlp", "external_ids", "facts", "probability")  # fmt: skip
    return {name: _plain(getattr(record, name)) for name in names}


def _write_case(connection: Connection, case_id: str, values: dict[str, Any], *, certain: bool) -> None:
    """Once a person has reviewed a case, only a person says whether it waits for one."""
    if certain and not _is_reviewed(connection, case_id):
        values = values | {"needs_review": False}
    connection.execute(_CASE, {"case": case_id, **values})


def _is_reviewed(connection: Connection, case_id: str) -> bool:
    return connection.execute(_REVIEWS, {"case": case_id}).first() is not None


def _plain(value: object) -> object:
    """Enums and dataclasses as JSON has them."""
    if isinstance(value, tuple):
        return [asdict(one) if is_dataclass(one) and not isinstance(one, type) else str(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _write_laws(connection: Connection, case_id: str, record: Record) -> None:
    known = connection.execute(_LAWS, {"case": case_id})
    stands = [(row.law_id, row.as_written, row.section) for row in known]
    wanted = [(law.id, law.as_written, law.section) for law in record.laws]
    if stands == wanted:
        return
    connection.execute(delete(case_laws).where(case_laws.c.case_id == case_id))
    if wanted:
        connection.execute(
            _NEW_LAW,
            [
                {"case_id": case_id, "law_id": law, "as_written": name, "section": part}
                for law, name, part in wanted
            ],
        )


def _write_persons(connection: Connection, case_id: str, people: Iterable[Someone]) -> None:
    """A person keeps the id under which any of the spellings stood before."""
    left = list(connection.execute(_PERSONS, {"case": case_id}))
    for someone in people:
        spellings = {someone.name, *someone.aliases}
        held = next((row for row in left if spellings & {row.name, *row.aliases}), None)
        values = {
            "name": someone.name, "latin": someone.latin, "role": someone.role.value, "minor": someone.minor,
            "gender": someone.gender.value, "aliases": list(someone.aliases),
        }  # fmt: skip
        if held is None:
            connection.execute(_NEW_PERSON, {"id": uuid4().hex, "case_id": case_id, **values})
            continue
        left.remove(held)
        if any(getattr(held, name) != value for name, value in values.items()):
            connection.execute(_PERSON, {"person": held.id, **values})
    if left:
        connection.execute(delete(persons).where(persons.c.id.in_([row.id for row in left])))


# Made once: putting a statement together takes longer than running it. What they set is named where they are executed.
_CASE_ID: BindParameter[Any] = bindparam("case")
_REPORTS = (
    select(incident_articles, articles.c.verdict)
    .join(incidents, incidents.c.id == incident_articles.c.incident_id)
    .join(articles, articles.c.id == incident_articles.c.article_id)
    .where(incidents.c.case_id == _CASE_ID)
    .order_by(incident_articles.c.article_id)
)
_INCIDENTS = select(incidents).where(incidents.c.case_id == _CASE_ID)
_LAWS = select(case_laws).where(case_laws.c.case_id == _CASE_ID).order_by(case_laws.c.id)
_PERSONS = select(persons).where(persons.c.case_id == _CASE_ID).order_by(persons.c.id)
_REVIEWS = select(reviews.c.id).where(reviews.c.case_id == _CASE_ID).limit(1)
_DECIDED = (
    select(case_fields)
    .where(case_fields.c.case_id.in_(select(with_merged().c.id)))
    .order_by(case_fields.c.number)
)
_NEW_INCIDENT, _NEW_LAW, _NEW_PERSON = map(insert, (incidents, case_laws, persons))
_CASE = update(cases).where(cases.c.id == _CASE_ID)
_INCIDENT = update(incidents).where(incidents.c.id == bindparam("incident"))
_PERSON = update(persons).where(persons.c.id == bindparam("person"))
_STANDS_IN = select(incident_articles.c.incident_id).where(
    incident_articles.c.article_id == bindparam("article")
)
_ALERTS = update(alerts).where(alerts.c.incident_id == bindparam("incident"))
_GONE = delete(incidents).where(incidents.c.id == bindparam("incident"))
_MOVED = [
    update(table).where(
        table.c.article_id == bindparam("article"), table.c.incident_id == bindparam("before")
    )
    for table in (incident_articles, evidence)
]
