"""Applies what linking decided: reports move, cases open and join, alerts are queued; nothing else is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import NAMESPACE_OID, uuid4, uuid5

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from pipeline.domain import (
    AlertKind,
    Article,
    ArticleState,
    Classification,
    Doubt,
    Finding,
    Linked,
    LinkIntent,
    Move,
    Report,
)
from pipeline.ports import LinkRules
from pipeline.store.codec import classification_of
from pipeline.store.database import Database
from pipeline.store.feed_store import article_of
from pipeline.store.moves import carry, case_of, move_incidents, open_case, point, standing_id
from pipeline.store.neighbours import report_json
from pipeline.store.projection import incident_of, passing_id, rewrite
from pipeline.store.tables import (
    alerts,
    articles,
    case_fields,
    cases,
    changes,
    doubts,
    evidence,
    incident_articles,
    incidents,
    report_keys,
    reviews,
)


def apply(
    database: Database,
    connection: Connection,
    finding: Finding,
    intent: LinkIntent,
    rules: LinkRules,
    now: datetime,
) -> Linked:
    """Write the new report into its case, let cases that turned out to be one be one, and write anew what they say."""
    first, *drawn = intent.moves
    opened = first.case_id is None
    case_id = first.case_id or open_case(connection, finding.verdict, now)
    case_id, absorbed = _absorb(connection, case_id, intent.absorbed)
    asked = [*intent.doubts, *_left_apart(case_id, first, {*intent.absorbed} - {*absorbed})]
    before = _incidents_of(connection, case_id)
    place_report(connection, case_id, finding, intent.report, first)
    left = _draw(connection, case_id, drawn)
    rewrite(connection, case_id, rules, now)
    for other in left:
        rewrite(connection, other, rules, now)
        _close_if_empty(connection, other, case_id)
    _ask(connection, case_id, asked, now)
    connection.execute(_STATE, {"linked": finding.article.id, "state": ArticleState.LINKED.value})
    incident_id = incident_of(connection, finding.article.id)
    fresh = incident_id not in before
    told = _queue_alerts(database, connection, (case_id, incident_id), intent.routes if fresh else (), now)
    return Linked(
        case_id=case_id, incident_id=incident_id, opened=opened, new_incident=fresh, alerts=told,
        merged=len(absorbed), asked=len(asked),
    )  # fmt: skip


def place_report(connection: Connection, case_id: str, finding: Finding, report: Report, move: Move) -> None:
    """A report in an incident of its own; in a case that had reports before, `rewrite` puts it where it belongs."""
    article, verdict = finding.article, finding.verdict
    incident_id = uuid4().hex if move.case_id is None else passing_id()
    new_incident = {
        "id": incident_id, "case_id": case_id, "stage": report.stage.value, "date": report.day,
        "hearing": report.hearing, "precision": report.precision.value, "first_reported": report.reported,
        "place": report.place,
    }  # fmt: skip
    connection.execute(_INCIDENT, new_incident)
    link = {
        "incident_id": incident_id, "article_id": article.id, "reason": move.reason, "kind": move.kind.value,
        "score": move.score, "to_article": move.to, "pinned": False, "names": bool(report.accused),
        "report": report_json(report),
    }  # fmt: skip
    connection.execute(_LINK, link)
    keep_keys(connection, report)
    _keep_evidence(connection, incident_id, article, verdict)


def keep_keys(connection: Connection, report: Report) -> None:
    keys = dict.fromkeys(key[:80] for key in report.keys)
    if keys:
        connection.execute(_KEYS, [{"key": k, "article_id": report.article_id} for k in keys])


def _keep_evidence(
    connection: Connection, incident_id: str, article: Article, verdict: Classification
) -> None:
    common = {"incident_id": incident_id, "article_id": article.id, "version": verdict.version,
              "article_sha256": article.text_sha256}  # fmt: skip
    rows = [
        common | {"field": e.field, "quote": e.quote, "start": e.start, "end": e.end, "part": e.part}
        for e in verdict.evidence
    ]
    if rows:
        connection.execute(_QUOTES, rows)


def _absorb(connection: Connection, case_id: str, others: Sequence[str]) -> tuple[str, list[str]]:
    """Join cases that turned out to be one. The one that a person has worked on stays, else the oldest; of two that
    people have worked on neither is touched. The case that holds the report now, and those that are gone."""
    if not others:
        return case_id, []
    looked = or_(
        select(reviews.c.case_id).where(reviews.c.case_id == cases.c.id).exists(),
        select(case_fields.c.case_id).where(case_fields.c.case_id == cases.c.id).exists(),
        select(changes.c.number)
        .where(or_(changes.c.case_id == cases.c.id, changes.c.other_id == cases.c.id))
        .exists(),
    ).label("looked")
    rows = connection.execute(
        select(cases.c.id, cases.c.opened_at, looked).where(cases.c.id.in_([case_id, *others]))
    )
    home, *rest = sorted(rows, key=lambda row: (not row.looked, row.opened_at, row.id))
    joined = [row.id for row in rest if not row.looked]
    for other in joined:
        move_incidents(connection, other, home.id)
    return (home.id if case_id in joined else case_id), joined


def _left_apart(case_id: str, move: Move, others: Iterable[str]) -> Iterable[Doubt]:
    """People have worked on both cases: a person says whether they are one."""
    why = "one report names the person of both, and people have worked on both"
    return (
        Doubt(case_id=case_id, other_id=other, score=move.score, reason=why)
        for other in sorted(others)
        if other != case_id
    )


def _draw(connection: Connection, case_id: str, drawn: Iterable[Move]) -> list[str]:
    """Reports that are liker the new one than what brought them in; the cases that some of them leave."""
    left: dict[str, None] = {}
    for move in drawn:
        source = case_of(connection, move.article_id)
        if source is None:
            continue
        if source != case_id:
            left.setdefault(source)
            carry(connection, move.article_id, case_id)
        values = {"reason": move.reason, "kind": move.kind.value, "score": move.score, "to_article": move.to}
        mine = incident_articles.c.article_id == move.article_id
        connection.execute(update(incident_articles).where(mine).values(values))
    return list(left)


def _close_if_empty(connection: Connection, case_id: str, into: str) -> None:
    if connection.execute(select(incidents.c.id).where(incidents.c.case_id == case_id)).first() is None:
        point(connection, case_id, into)


def _ask(connection: Connection, case_id: str, asked: Iterable[Doubt], now: datetime) -> None:
    """Each pair is asked about once; a case that was emptied meanwhile is none."""
    for doubt in asked:
        one, other = sorted((case_id, standing_id(connection, doubt.other_id)))
        known = select(doubts).where(doubts.c.case_id == one, doubts.c.other_id == other)
        row = connection.execute(known).one_or_none()
        if one == other or (row is not None and (row.state != "open" or row.score >= doubt.score)):
            continue
        values = {"score": doubt.score, "reason": doubt.reason}
        if row is None:
            connection.execute(
                insert(doubts).values(case_id=one, other_id=other, state="open", created_at=now, **values)
            )
        else:
            mine = (doubts.c.case_id == one) & (doubts.c.other_id == other)
            connection.execute(update(doubts).where(mine).values(values))


def _incidents_of(connection: Connection, case_id: str) -> set[str]:
    return set(connection.execute(_INCIDENTS_OF, {"case": case_id}).scalars())


def _queue_alerts(
    database: Database,
    connection: Connection,
    incident: tuple[str, str],
    routes: Iterable[str],
    now: datetime,
) -> int:
    """One outbox row a route; the key is the incident's and the route's, so a second one changes nothing."""
    case_id, incident_id = incident
    queued = 0
    for route in routes:
        earlier = select(func.count()).where(alerts.c.case_id == case_id, alerts.c.route == route)
        first = connection.execute(earlier).scalar_one() == 0
        row = {
            "key": uuid5(NAMESPACE_OID, f"{incident_id}/{route}").hex, "route": route, "case_id": case_id,
            "kind": (AlertKind.NEW_CASE if first else AlertKind.NEW_INCIDENT).value, "created_at": now,
            "incident_id": incident_id, "state": "pending", "attempts": 0, "next_try_at": now,
        }  # fmt: skip
        queued += database.insert_new(connection, alerts, row)
    return queued


def make_missing_reports(connection: Connection, rules: LinkRules, now: datetime) -> int:
    """Reports of articles that were linked before reports were kept; their cases stay as they are, and say more."""
    query = (
        select(articles, incidents.c.case_id)
        .join(incident_articles, incident_articles.c.article_id == articles.c.id)
        .join(incidents, incidents.c.id == incident_articles.c.incident_id)
        .where(incident_articles.c.report.is_(None))
    )
    touched: dict[str, None] = {}
    rows = connection.execute(query).all()
    for row in rows:
        report = rules.report(Finding(article=article_of(row), verdict=classification_of(row.verdict)), now)
        mine = incident_articles.c.article_id == row.id
        connection.execute(
            update(incident_articles)
            .where(mine)
            .values(names=bool(report.accused), report=report_json(report))
        )
        keep_keys(connection, report)
        touched.setdefault(row.case_id)
    for case_id in touched:
        rewrite(connection, case_id, rules, now)
    return len(rows)


# Made once: putting a statement together takes longer than running it.
_STATE = update(articles).where(articles.c.id == bindparam("linked"))
_INCIDENT, _LINK, _KEYS, _QUOTES = map(insert, (incidents, incident_articles, report_keys, evidence))
_INCIDENTS_OF = select(incidents.c.id).where(incidents.c.case_id == bindparam("case"))
