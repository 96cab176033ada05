"""Moving reports and incidents between cases; what the cases then say, `projection.rewrite` computes."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.domain import Classification, Verification
from pipeline.store.projection import note_changed, passing_id
from pipeline.store.tables import alerts, cases, doubts, evidence, incident_articles, incidents


def open_case(connection: Connection, verdict: Classification | None, now: datetime) -> str:
    """A new case that says nothing yet; its id is random and never used again."""
    case_id = uuid4().hex
    none: list[str] = []
    new = {
        "id": case_id, "country": verdict.country if verdict else None, "opened_at": now, "changed_at": now,
        "targets": none, "probability": 0.0, "needs_review": True, "verification": Verification.MACHINE.value,
        "tlp": "AMBER+STRICT", "family": "unknown", "complainant": "unknown", "privacy": none,
        "cross_border": "unknown", "outlets": none, "platforms": none, "topics": none, "accused": 0,
        "axes": none, "flags": none, "external_ids": none, "facts": none, "status": "unknown",
    }  # fmt: skip
    connection.execute(_CASE, new)
    return case_id


_CASE = insert(cases)


def move_incidents(connection: Connection, source: str, target: str) -> None:
    """All of a case's incidents, with their alerts; the emptied case points to the other."""
    for table in (incidents, alerts):
        connection.execute(update(table).where(table.c.case_id == source).values(case_id=target))
    point(connection, source, target)


def point(connection: Connection, source: str, target: str) -> None:
    """Say that another case tells a case's story now; what is open about it is settled with it."""
    connection.execute(
        update(cases).where(cases.c.id == source).values(merged_into=target, needs_review=False)
    )
    note_changed(connection, source)
    mine = (doubts.c.case_id == source) | (doubts.c.other_id == source)
    connection.execute(update(doubts).where(mine, doubts.c.state == "open").values(state="merged"))


def carry(connection: Connection, article_id: str, case_id: str, *, pinned: bool | None = None) -> None:
    """Put one report into an incident of its own in another case."""
    row = connection.execute(
        select(incidents, incident_articles.c.incident_id)
        .join(incident_articles, incident_articles.c.incident_id == incidents.c.id)
        .where(incident_articles.c.article_id == article_id)
    ).one()
    incident_id = passing_id()
    values = {
        name: getattr(row, name)
        for name in ("stage", "date", "precision", "first_reported", "place", "hearing")
    }
    connection.execute(insert(incidents).values(id=incident_id, case_id=case_id, **values))
    for table in (incident_articles, evidence):
        mine = (table.c.article_id == article_id) & (table.c.incident_id == row.id)
        connection.execute(update(table).where(mine).values(incident_id=incident_id))
    if pinned is not None:
        mine = incident_articles.c.article_id == article_id
        connection.execute(update(incident_articles).where(mine).values(pinned=pinned))
    empty = ~select(incident_articles.c.article_id).where(incident_articles.c.incident_id == row.id).exists()
    gone = connection.execute(select(incidents.c.id).where(incidents.c.id == row.id, empty)).first()
    if gone:
        connection.execute(
            update(alerts)
            .where(alerts.c.incident_id == row.id)
            .values(incident_id=incident_id, case_id=case_id)
        )
        connection.execute(delete(incidents).where(incidents.c.id == row.id))


def case_of(connection: Connection, article_id: str) -> str | None:
    """The case in which an article stands."""
    query = (
        select(incidents.c.case_id)
        .join(incident_articles, incident_articles.c.incident_id == incidents.c.id)
        .where(incident_articles.c.article_id == article_id)
    )
    return connection.execute(query).scalar_one_or_none()


def standing_id(connection: Connection, case_id: str) -> str:
    """The case that tells the story of `case_id` now: itself, unless it was merged."""
    seen: set[str] = set()
    while case_id not in seen:
        seen.add(case_id)
        after = connection.execute(
            select(cases.c.merged_into).where(cases.c.id == case_id)
        ).scalar_one_or_none()
        case_id = after or case_id
    return case_id
