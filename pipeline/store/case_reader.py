"""Reading whole cases: a fixed number of queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from pipeline.domain import (
    Answer,
    Axis,
    AxisAnswer,
    Case,
    CaseField,
    Complainant,
    Evidence,
    Fact,
    FactState,
    Gender,
    Incident,
    LawMention,
    Leaning,
    OffenceFamily,
    Person,
    Precision,
    PrivacyMeasure,
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
    doubts,
    evidence,
    feeds,
    incident_articles,
    incidents,
    persons,
)


def read_cases(connection: Connection, ids: Select[tuple[str]]) -> list[Case]:
    """The cases that a query names, with laws, persons, incidents and sources: seven queries in all."""
    rows = connection.execute(
        select(cases).where(cases.c.id.in_(ids)).order_by(cases.c.opened_at, cases.c.id)
    )
    laws = _grouped(
        connection, select(case_laws).where(case_laws.c.case_id.in_(ids)).order_by(case_laws.c.id)
    )
    people = _grouped(connection, select(persons).where(persons.c.case_id.in_(ids)).order_by(persons.c.id))
    events = _incidents(connection, ids)
    near = _related(connection, ids)
    return [
        Case(
            id=row.id, country=row.country, opened_at=row.opened_at, changed_at=row.changed_at,
            laws=tuple(
                LawMention(id=law.law_id, as_written=law.as_written, section=law.section)
                for law in laws[row.id]
            ),
            targets=tuple(TargetType(value) for value in row.targets),
            persons=tuple(
                Person(id=p.id, name=p.name, latin=p.latin, role=Role(p.role), minor=p.minor,
                       gender=Gender(p.gender), aliases=tuple(p.aliases))
                for p in people[row.id]
            ),
            incidents=tuple(sorted(events[row.id], key=_in_time)),
            probability=row.probability, needs_review=row.needs_review,
            verification=Verification(row.verification), tlp=row.tlp, place=row.place,
            family=OffenceFamily(row.family), complainant=Complainant(row.complainant),
            privacy=tuple(PrivacyMeasure(value) for value in row.privacy), cross_border=Answer(row.cross_border),
            outlets=tuple(row.outlets), platforms=tuple(row.platforms), topics=tuple(row.topics), accused=row.accused,
            axes=tuple(
                AxisAnswer(axis=Axis(one["axis"]), leaning=Leaning(one["leaning"]), reason=one["reason"])
                for one in row.axes
            ),
            flags=tuple(row.flags), external_ids=tuple(row.external_ids),
            facts=tuple(_fact(one, events[row.id]) for one in row.facts),
            related=tuple(near[row.id]), merged_into=row.merged_into,
        )
        for row in rows
    ]  # fmt: skip


_QUOTED_AS = {CaseField.EXTERNAL_ID: "", CaseField.TLP: ""}


def _fact(data: dict[str, Any], told: list[Incident]) -> Fact:
    """A value with the quotes that the reports give for its field, while no person has judged it."""
    field, state = CaseField(data["field"]), FactState(data["state"])
    name = _QUOTED_AS.get(field, field.value)
    quotes = tuple(e for incident in told for e in incident.evidence if e.field == name)
    return Fact(
        field=field, value=data["value"], state=state, who=data["who"], version=data["version"],
        evidence=quotes if state is FactState.SUGGESTED else (),
    )  # fmt: skip


def _related(connection: Connection, ids: Select[tuple[str]]) -> dict[str, list[str]]:
    """Cases about which a person was asked whether they are the same, and those split off."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(
        select(doubts).where(
            doubts.c.state != "merged", or_(doubts.c.case_id.in_(ids), doubts.c.other_id.in_(ids))
        )
    ):
        found[row.case_id].append(row.other_id)
        found[row.other_id].append(row.case_id)
    return found


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
        select(
            incident_articles.c.incident_id,
            incident_articles.c.reason,
            articles,
            feeds.c.name.label("feed_name"),
        )
        .join(articles, articles.c.id == incident_articles.c.article_id)
        .join(feeds, feeds.c.id == articles.c.feed_id, isouter=True)
        .where(incident_articles.c.incident_id.in_(wanted))
        .order_by(articles.c.published, articles.c.id)
    )
    for row in connection.execute(reports):
        sources[row.incident_id].append(
            Source(article_id=row.id, feed_name=row.feed_name or row.feed_id, url=row.url, title=row.title,
                   language=row.language, published=row.published, text_sha256=row.text_sha256, reason=row.reason)
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
                hearing=row.hearing,
                sources=tuple(sources[row.id]), evidence=tuple(quotes[row.id]),
            )
        )  # fmt: skip
    return found
