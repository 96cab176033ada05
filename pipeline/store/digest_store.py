"""What a week holds, and the digests that were made of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from pipeline.domain import ArticleState, Case, Decision, Verification, Week
from pipeline.store.case_reader import read_cases
from pipeline.store.database import Database
from pipeline.store.tables import articles, cases, digests, incidents


class DigestStore:
    """Implements `ports.DigestStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def week(self, iso: str, start: datetime, end: datetime) -> Week:
        """The cases with something first reported in [start, end), and how much was read. No feed health.

        Cases that a person dismissed are in no list and no number.
        """
        stands = (cases.c.verification != Verification.DISMISSED.value) & cases.c.merged_into.is_(None)
        reported = (incidents.c.first_reported >= start) & (incidents.c.first_reported < end)
        with self._database.reading() as connection:
            found = read_cases(connection, select(incidents.c.case_id).join(cases).where(reported, stands))
            read = _articles_read(connection, start, end)
            before = connection.execute(
                select(cases.c.country, func.count())
                .where(cases.c.opened_at < start, stands)
                .group_by(cases.c.country)
            )
            return Week(
                iso=iso,
                start=start,
                end=end,
                cases=tuple(found),
                opened=frozenset(case.id for case in found if _first_reported(case) >= start),
                to_review=_to_review(connection),
                articles_read=sum(count for _, count in read),
                articles_by_language=tuple(read),
                cases_before=tuple((country or "unknown", count) for country, count in before),
            )

    def digest(self, week: str, subscriber: str, now: datetime) -> tuple[bool, bytes | None]:
        """Whether this digest was sent, and its frozen bytes if an earlier try made them."""
        key = (digests.c.week == week) & (digests.c.subscriber == subscriber)
        with self._database.writing() as connection:
            exists = connection.execute(select(digests).where(key)).one_or_none()
            if exists is None:
                values = {"week": week, "subscriber": subscriber, "created_at": now, "attempts": 0}
                connection.execute(digests.insert().values(values))
                return False, None
            return exists.sent_at is not None, exists.body

    def freeze(self, week: str, subscriber: str, body: bytes) -> None:
        """Keep the bytes before they are sent: a retry sends the same message."""
        self._set(week, subscriber, body=body, attempts=digests.c.attempts + 1)

    def digest_sent(self, week: str, subscriber: str, now: datetime) -> None:
        self._set(week, subscriber, sent_at=now, error=None)

    def digest_failed(self, week: str, subscriber: str, error: str) -> None:
        self._set(week, subscriber, error=error)

    def _set(self, week: str, subscriber: str, **values: Any) -> None:
        key = (digests.c.week == week) & (digests.c.subscriber == subscriber)
        with self._database.writing() as connection:
            connection.execute(update(digests).where(key).values(values))


def _first_reported(case: Case) -> datetime:
    return min(incident.first_reported for incident in case.incidents)


def _articles_read(connection: Connection, start: datetime, end: datetime) -> list[tuple[str, int]]:
    seen = (articles.c.first_seen >= start) & (articles.c.first_seen < end)
    query = (
        select(articles.c.language, func.count())
        .where(seen)
        .group_by(articles.c.language)
        .order_by(func.count().desc(), articles.c.language)
    )
    return [(language or "unknown", count) for language, count in connection.execute(query)]


def _to_review(connection: Connection) -> int:
    """Cases that no article made certain, and articles that the verdict left to a person."""
    waiting = select(func.count()).select_from(cases).where(cases.c.needs_review)
    left = select(func.count()).select_from(articles).where(
        articles.c.decision == Decision.REVIEW.value, articles.c.state == ArticleState.DROPPED.value
    )  # fmt: skip
    return int(connection.execute(waiting).scalar_one()) + int(connection.execute(left).scalar_one())
