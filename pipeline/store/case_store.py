"""Cases: linking an article into one, and reading them back whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import NAMESPACE_OID, uuid4, uuid5

from sqlalchemy import Connection, Select, func, select, text, update

from pipeline.domain import (
    AlertKind,
    Article,
    ArticleState,
    Case,
    Decision,
    Finding,
    Linked,
    LinkIntent,
)
from pipeline.ports import LinkRules
from pipeline.store.case_reader import read_cases
from pipeline.store.codec import classification_of
from pipeline.store.database import Database
from pipeline.store.feed_store import article_of
from pipeline.store.tables import (
    alerts,
    articles,
    case_keys,
    case_laws,
    cases,
    evidence,
    incident_articles,
    incidents,
    persons,
)


class CaseStore:
    """Implements `ports.CaseStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def link(self, article_id: str, rules: LinkRules, now: datetime) -> Linked | None:
        """Gather one finding and its candidate cases, let `rules` decide, apply; all in one transaction.

        The outbox rows are written with the incident they speak of. None if the article was linked before.
        One linker works at a time (a lock held for some milliseconds), so that two reports of one event that
        arrive together open one case.
        """
        with self._database.writing() as connection:
            if not self._database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('overreach-link'))"))
            row = connection.execute(select(articles).where(articles.c.id == article_id)).one()
            if row.state != ArticleState.CLASSIFIED.value:
                return None
            finding = Finding(article=article_of(row), verdict=classification_of(row.verdict))
            candidates = read_cases(connection, _candidates(rules.keys(finding)))
            intent = rules.decide(finding, candidates, now)
            return self._apply(connection, finding, intent, now)

    def cases(self, ids: Iterable[str] | None = None) -> list[Case]:
        """Whole cases, the oldest first; all of them without `ids`."""
        query = select(cases.c.id)
        if ids is not None:
            query = query.where(cases.c.id.in_(list(ids)))
        with self._database.reading() as connection:
            return read_cases(connection, query)

    def _apply(self, connection: Connection, finding: Finding, intent: LinkIntent, now: datetime) -> Linked:
        article, verdict = finding.article, finding.verdict
        case_id = intent.case_id or _open(connection, finding, now)
        _enrich(connection, case_id, finding, intent, now)
        incident_id = intent.incident_id or _new_incident(connection, case_id, article, intent, now)
        link = {"incident_id": incident_id, "article_id": article.id, "reason": intent.reason}
        connection.execute(incident_articles.insert().values(link))
        if verdict.evidence:
            common = {"incident_id": incident_id, "article_id": article.id, "version": verdict.version}
            connection.execute(
                evidence.insert(),
                [
                    common | {"article_sha256": article.text_sha256, "field": e.field, "quote": e.quote,
                              "start": e.start, "end": e.end, "part": e.part}
                    for e in verdict.evidence
                ],
            )  # fmt: skip
        state = update(articles).where(articles.c.id == article.id).values(state=ArticleState.LINKED.value)
        connection.execute(state)
        told = self._queue_alerts(connection, (case_id, incident_id), intent, now)
        return Linked(
            case_id=case_id, incident_id=incident_id, opened=intent.case_id is None,
            new_incident=intent.incident_id is None, alerts=told,
        )  # fmt: skip

    def _queue_alerts(
        self, connection: Connection, incident: tuple[str, str], intent: LinkIntent, now: datetime
    ) -> int:
        """One outbox row a route; the key is the incident's and the route's, so a second one changes nothing."""
        case_id, incident_id = incident
        queued = 0
        for route in intent.routes:
            earlier = select(func.count()).where(alerts.c.case_id == case_id, alerts.c.route == route)
            first = connection.execute(earlier).scalar_one() == 0
            row = {
                "key": uuid5(NAMESPACE_OID, f"{incident_id}/{route}").hex, "route": route, "case_id": case_id,
                "kind": (AlertKind.NEW_CASE if first else AlertKind.NEW_INCIDENT).value, "created_at": now,
                "incident_id": incident_id, "state": "pending", "attempts": 0, "next_try_at": now,
            }  # fmt: skip
            queued += self._database.insert_new(connection, alerts, row)
        return queued


def _candidates(keys: Sequence[str]) -> Select[tuple[str]]:
    return select(case_keys.c.case_id).where(case_keys.c.key.in_(keys))


def _open(connection: Connection, finding: Finding, now: datetime) -> str:
    case_id = uuid4().hex
    connection.execute(
        cases.insert().values(
            id=case_id, country=finding.verdict.country, opened_at=now, changed_at=now, targets=[],
            probability=finding.verdict.probability, needs_review=True, verification="machine",
            tlp="AMBER+STRICT",
        )
    )  # fmt: skip
    return case_id


def _enrich(
    connection: Connection, case_id: str, finding: Finding, intent: LinkIntent, now: datetime
) -> None:
    """Add what the article knows and the case did not; nothing that stands is changed or removed."""
    row = connection.execute(select(cases).where(cases.c.id == case_id)).one()
    verdict = finding.verdict
    connection.execute(
        update(cases)
        .where(cases.c.id == case_id)
        .values(
            country=row.country or verdict.country,
            changed_at=now if intent.incident else row.changed_at,
            targets=list(dict.fromkeys([*row.targets, *intent.targets])),
            probability=max(row.probability, verdict.probability),
            needs_review=row.needs_review and verdict.decision is Decision.REVIEW,
        )
    )
    for law in intent.laws:
        values = {"case_id": case_id, "law_id": law.id, "as_written": law.as_written, "section": law.section}
        connection.execute(case_laws.insert().values(values))
    for person in intent.persons:
        connection.execute(
            persons.insert().values(
                id=uuid4().hex, case_id=case_id, name=person.name, latin=person.latin,
                role=person.role.value, minor=person.minor,
            )
        )  # fmt: skip
    known = set(connection.execute(select(case_keys.c.key).where(case_keys.c.case_id == case_id)).scalars())
    for key in sorted(set(intent.keys) - known):
        connection.execute(case_keys.insert().values(case_id=case_id, key=key))


def _new_incident(
    connection: Connection, case_id: str, article: Article, intent: LinkIntent, now: datetime
) -> str:
    if intent.incident is None:
        raise ValueError("a link intent names neither an incident nor a new one")
    incident_id = uuid4().hex
    connection.execute(
        incidents.insert().values(
            id=incident_id, case_id=case_id, stage=intent.incident.stage.value, date=intent.incident.date,
            precision=intent.incident.precision.value, first_reported=article.published or now, place=None,
        )
    )  # fmt: skip
    return incident_id
