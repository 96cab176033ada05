"""The outbox: alerts as rows, claimed with a lease, so that each is sent once whoever dies when.

Alerts of a case that a person dismissed rest; should a person confirm it after all, they go out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, exists, func, or_, select, update

from pipeline.domain import Alert, AlertKind, AlertLine, Case, Incident, Receipt, Verification
from pipeline.store.case_reader import read_cases
from pipeline.store.database import Database
from pipeline.store.tables import alerts, cases

LEASE = timedelta(minutes=2)
"""Longer than the slowest send: a Slack call ends after 10 s, an SMTP transaction after 30 s."""


class Outbox:
    """Implements `ports.Outbox`. `owner` names this process; `is_dead` says whether another has ended."""

    def __init__(self, database: Database, *, owner: str, is_dead: Callable[[str], bool]) -> None:
        self._database, self._owner, self._is_dead = database, owner, is_dead

    def claim(self, now: datetime) -> tuple[Alert, Case, Incident] | None:
        """Take the oldest alert that may go now, or None.

        A case's alerts go out in order: one waits while an older one of its case and route has not gone.
        """
        with self._database.writing() as connection:
            self._free_the_dead(connection)
            row = connection.execute(_claimable(now, self._database.is_sqlite)).one_or_none()
            if row is None:
                return None
            connection.execute(
                update(alerts)
                .where(alerts.c.id == row.id)
                .values(claimed_by=self._owner, claimed_until=now + LEASE, attempts=row.attempts + 1)
            )
            thread = connection.execute(_first_post(row)).scalar_one_or_none()
            case = read_cases(connection, select(cases.c.id).where(cases.c.id == row.case_id))[0]
        incident = next(i for i in case.incidents if i.id == row.incident_id)
        return _alert(row, thread), case, incident

    def sent(self, alert: Alert, receipt: Receipt, now: datetime) -> None:
        self._end(alert, state="sent", sent_at=now, external_id=receipt.external_id, error=None)

    def failed(self, alert: Alert, error: str, *, retry_at: datetime | None) -> None:
        """Keep the reason; without `retry_at` the alert is given up and stays visible as failed."""
        if retry_at is None:
            self._end(alert, state="failed", error=error)
        else:
            self._end(alert, state="pending", error=error, next_try_at=retry_at)

    def waiting(self) -> int:
        """Alerts not yet sent and not given up, but for those that rest."""
        with self._database.reading() as connection:
            query = select(func.count()).select_from(alerts).where(alerts.c.state == "pending", ~_rests())
            return int(connection.execute(query).scalar_one())

    def lines_of(self, case_id: str) -> list[AlertLine]:
        """The alerts of a case and how each fared, the oldest first."""
        query = select(alerts).where(alerts.c.case_id == case_id).order_by(alerts.c.id)
        with self._database.reading() as connection:
            return [
                AlertLine(route=row.route, incident_id=row.incident_id, state=row.state)
                for row in connection.execute(query)
            ]

    def _end(self, alert: Alert, **values: Any) -> None:
        """Only the owner of the claim writes the outcome."""
        mine = and_(alerts.c.key == alert.key, alerts.c.claimed_by == self._owner)
        with self._database.writing() as connection:
            free = {"claimed_by": None, "claimed_until": None}
            connection.execute(update(alerts).where(mine).values(values | free))

    def _free_the_dead(self, connection: Any) -> None:
        """A claim whose process has ended on this machine need not wait for its lease."""
        held = select(alerts.c.claimed_by).where(alerts.c.claimed_by.is_not(None)).distinct()
        dead = [owner for owner in connection.execute(held).scalars() if self._is_dead(owner)]
        if dead:
            freed = update(alerts).where(alerts.c.claimed_by.in_(dead))
            connection.execute(freed.values(claimed_by=None, claimed_until=None))


def _rests() -> Any:
    return exists().where(
        cases.c.id == alerts.c.case_id, cases.c.verification == Verification.DISMISSED.value
    )


def _claimable(now: datetime, is_sqlite: bool) -> Any:
    older = alerts.alias("older")
    blocked = exists().where(
        older.c.case_id == alerts.c.case_id,
        older.c.route == alerts.c.route,
        older.c.id < alerts.c.id,
        older.c.state == "pending",
    )
    free = or_(alerts.c.claimed_until.is_(None), alerts.c.claimed_until <= now)
    query = (
        select(alerts)
        .where(alerts.c.state == "pending", alerts.c.next_try_at <= now, free, ~blocked, ~_rests())
        .order_by(alerts.c.id)
        .limit(1)
    )
    return query if is_sqlite else query.with_for_update(skip_locked=True, of=alerts)


def _first_post(row: Row[Any]) -> Any:
    return (
        select(alerts.c.external_id)
        .where(alerts.c.case_id == row.case_id, alerts.c.route == row.route, alerts.c.state == "sent")
        .order_by(alerts.c.id)
        .limit(1)
    )


def _alert(row: Row[Any], thread: str | None) -> Alert:
    return Alert(
        id=str(row.id), key=row.key, kind=AlertKind(row.kind), route=row.route, case_id=row.case_id,
        incident_id=row.incident_id, attempts=row.attempts + 1, thread=thread,
    )  # fmt: skip
