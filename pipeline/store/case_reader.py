"""Reading whole cases: a fixed number of queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from pipeline.domain import (
    Case,
    Evidence,
    Incident,
    LawMention,
    Person,
    Precision,
    Role,
    Source,
    Stage,
    TargetType,
    Verification,
)
from pipeline.store.tables import (
    articles,
    case_laws,
    cases,
    evidence,
    feeds,
    incident_articles,
    incidents,
    persons,
)


def read_cases(connection: Connection, ids: Select[tuple[str]]) -> list[Case]:
    """The cases that a query names, with laws, persons, incidents and sources: six queries in all."""
    rows = connection.execute(
        select(cases).where(cases.c.id.in_(ids)).order_by(cases.c.opened_at, cases.c.id)
    )
    laws = _grouped(
        connection, select(case_laws).where(case_laws.c.case_id.in_(ids)).order_by(case_laws.c.id)
    )
    people = _grouped(connection, select(persons).where(persons.c.case_id.in_(ids)).order_by(persons.c.id))
    events = _incidents(connection, ids)
    return [
        Case(
            id=row.id, country=row.country, opened_at=row.opened_at, changed_at=row.changed_at,
            laws=tuple(
                LawMention(id=law.law_id, as_written=law.as_written, section=law.section)
                for law in laws[row.id]
            ),
            targets=tuple(TargetType(value) for value in row.targets),
            persons=tuple(
                Person(id=p.id, name=p.name, latin=p.latin, role=Role(p.role), minor=p.minor)
                for p in people[row.id]
            ),
            incidents=tuple(sorted(events[row.id], key=_in_time)),
            probability=row.probability, needs_review=row.needs_review,
            verification=Verification(row.verification), tlp=row.tlp,
        )
        for row in rows
    ]  # fmt: skip


def _in_time(incident: Incident) -> tuple[str, str]:
    day = incident.date or incident.first_reported.date()
    return day.isoformat(), incident.first_reported.isoformat()


def _grouped(connection: Connection, query: Select[Any]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.case_id].append(row)
    return found


def _incidents(connection: Connection, ids: Select[tuple[str]]) -> dict[str, list[Incident]]:
    wanted = select(incidents.c.id).where(incidents.c.case_id.in_(ids))
    sources: dict[str, list[Source]] = defaultdict(list)
    reports = (
        select(incident_articles.c.incident_id, articles, feeds.c.name.label("feed_name"))
        .join(articles, articles.c.id == incident_articles.c.article_id)
        .join(feeds, feeds.c.id == articles.c.feed_id, isouter=True)
        .where(incident_articles.c.incident_id.in_(wanted))
        .order_by(articles.c.published, articles.c.id)
    )
    for row in connection.execute(reports):
        sources[row.incident_id].append(
            Source(article_id=row.id, feed_name=row.feed_name or row.feed_id, url=row.url, title=row.title,
                   language=row.language, published=row.published)
        )  # fmt: skip
    quotes: dict[str, list[Evidence]] = defaultdict(list)
    for row in connection.execute(
        select(evidence).where(evidence.c.incident_id.in_(wanted)).order_by(evidence.c.id)
    ):
        quotes[row.incident_id].append(
            Evidence(field=row.field, quote=row.quote, start=row.start, end=row.end, part=row.part)
        )
    found: dict[str, list[Incident]] = defaultdict(list)
    for row in connection.execute(select(incidents).where(incidents.c.case_id.in_(ids))):
        found[row.case_id].append(
            Incident(
                id=row.id, case_id=row.case_id, stage=Stage(row.stage), date=row.date,
                precision=Precision(row.precision), first_reported=row.first_reported, place=row.place,
                sources=tuple(sources[row.id]), evidence=tuple(quotes[row.id]),
            )
        )  # fmt: skip
    return found
