"""Cases: linking an article into one, and reading them back whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
    Review,
    ReviewedArticle,
    Standing,
    Verification,
)
from pipeline.errors import InputError
from pipeline.ports import LinkRules
from pipeline.store.case_reader import read_cases
from pipeline.store.codec import classification_of
from pipeline.store.database import Database
from pipeline.store.feed_store import article_of
from pipeline.store.reviews import is_reviewed, keep_review, read_reviewed
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

SHORTEST_ID = 8
"""So many signs of a case's id are shown at least (`make run`; alerts and digests show twelve)."""


class CaseStore:
    """Implements `ports.CaseStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def link(self, article_id: str, rules: LinkRules, now: datetime) -> Linked | None:
        """Gather one finding and its candidate cases, let `rules` decide, apply; all in one transaction.

        The outbox rows are written with the incident they speak of. None if the article was linked before.
        Two reports of one event that arrive together open one case, because one linker works at a time.
        """
        with self._alone() as connection:
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

    def waiting(self) -> list[Case]:
        """Cases that wait for a person, the oldest first."""
        with self._database.reading() as connection:
            return read_cases(connection, select(cases.c.id).where(cases.c.needs_review))

    def id_of(self, shown: str) -> str:
        """The whole id of a case from what an alert or a digest shows of it. Raises InputError."""
        fits = cases.c.id.startswith(shown.lower(), autoescape=True)
        with self._database.reading() as connection:
            rows = connection.execute(select(cases.c.id).where(fits).limit(2))
            found = [str(whole) for whole in rows.scalars()]
        if len(shown) < SHORTEST_ID or not found:
            raise InputError(f"case {shown}", "there is no such case; `overreach reviews` lists what waits")
        if len(found) > 1:
            raise InputError(f"case {shown}", "several ids begin so; write more of it")
        return found[0]

    def review(self, review: Review) -> Standing:
        """Keep what a person decided and let the case follow, in one transaction. The same review twice is one.

        Raises InputError for a case that is not there, or an article that is none of its reports.
        """
        with self._alone() as connection:
            return keep_review(self._database, connection, review)

    def reviewed_articles(self) -> Iterator[ReviewedArticle]:
        """What the decisions teach: the articles that stood in a case when a person settled it, by case."""
        with self._database.reading() as connection:
            yield from read_reviewed(connection)

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction beside which no other one links or reviews; held for some milliseconds."""
        with self._database.writing() as connection:
            if not self._database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('overreach-link'))"))
            yield connection

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
            probability=finding.verdict.probability, needs_review=True,
            verification=Verification.MACHINE.value, tlp="AMBER+STRICT",
        )
    )  # fmt: skip
    return case_id


def _enrich(
    connection: Connection, case_id: str, finding: Finding, intent: LinkIntent, now: datetime
) -> None:
    """Add what the article knows and the case did not; nothing that stands is changed or removed.

    Once a person has reviewed the case, only a person says whether it waits for one.
    """
    row = connection.execute(select(cases).where(cases.c.id == case_id)).one()
    verdict = finding.verdict
    waits = verdict.decision is Decision.REVIEW or is_reviewed(connection, case_id)
    connection.execute(
        update(cases)
        .where(cases.c.id == case_id)
        .values(
            country=row.country or verdict.country,
            changed_at=now if intent.incident else row.changed_at,
            targets=list(dict.fromkeys([*row.targets, *intent.targets])),
            probability=max(row.probability, verdict.probability),
            needs_review=row.needs_review and waits,
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
