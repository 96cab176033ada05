"""What is known of the laws' histories, the changes that were noted, and the open cases that rely on them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from pipeline.domain import (
    Label,
    LawCause,
    LawChange,
    LawEvent,
    LawEventKind,
    LawFit,
    NotedLawChange,
    Reliance,
    RelyingCase,
    Stage,
    Verification,
)
from pipeline.ports import LawRules
from pipeline.store.codec import classification_of
from pipeline.store.database import Database
from pipeline.store.moves import standing_id
from pipeline.store.tables import (
    articles,
    case_laws,
    cases,
    known_laws,
    law_change_cases,
    law_changes,
    law_looks,
)

CLOSED = (Stage.ACQUITTED, Stage.DROPPED, Stage.PARDONED, Stage.DIED_IN_CUSTODY)
"""Nothing is left to be decided in these. A sentence is served or appealed, who is released is often still charged,
and an appeal that was decided may have been lost: a change of the law can still help there, so they are open."""
FIRST_REACH = timedelta(days=7)
"""How far back the first look reads articles."""
OVERLAP = timedelta(hours=1)
"""Read again at each look: a verdict may be written after one that bears a later time."""
_OPEN = (
    cases.c.status.not_in([stage.value for stage in CLOSED])
    & cases.c.merged_into.is_(None)
    & (cases.c.verification != Verification.DISMISSED.value)
)


class LawStore:
    """Implements `ports.LawStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def look(self, rules: LawRules, now: datetime) -> list[int]:
        """Note what is new in the register and in the articles since the last look; the numbers of the changes.

        One transaction: a look that dies has seen nothing. The first look takes the register as it is.
        """
        with self._database.writing() as connection:
            self._database.insert_new(connection, law_looks, {"id": 1})
            last = connection.execute(select(law_looks).with_for_update()).one()
            found = rules.news(_known(connection))
            self._keep(connection, rules.histories, now)
            since = last.articles_until - OVERLAP if last.articles_until else now - FIRST_REACH
            read = _articles(connection, since)
            for row in read:
                found += rules.told(classification_of(row.verdict), _day(row.published))
            until = read[-1].classified_at if read else last.articles_until
            connection.execute(update(law_looks).values(looked_at=now, articles_until=until))
            noted = [self._note(connection, rules, change, now) for change in found]
        return [number for number in noted if number is not None]

    def changes_since(self, moment: datetime) -> list[NotedLawChange]:
        """The changes noted from a moment on, with the cases that are still open; a merged one by its new id."""
        with self._database.reading() as connection:
            wanted = law_changes.c.noted_at >= moment
            rows = connection.execute(select(law_changes).where(wanted).order_by(law_changes.c.number)).all()
            relying = _relying(connection, wanted)
        return [_noted(row, relying[row.number]) for row in rows]

    def _keep(
        self, connection: Connection, histories: Mapping[str, Sequence[LawEvent]], now: datetime
    ) -> None:
        """Remember the histories; a law that left the register is remembered as it was."""
        stood = dict(connection.execute(select(known_laws.c.law_id, known_laws.c.history)).tuples().all())
        for law_id, history in sorted(histories.items()):
            values = {"history": [asdict(event) for event in history], "changed_at": now}
            if law_id not in stood:
                self._database.insert_new(connection, known_laws, {"law_id": law_id} | values)
            elif stood[law_id] != values["history"]:
                connection.execute(update(known_laws).where(known_laws.c.law_id == law_id).values(values))

    def _note(self, connection: Connection, rules: LawRules, change: LawChange, now: datetime) -> int | None:
        """The number of a change that was not noted before."""
        key = _key(change)
        row = asdict(change) | {
            "key": key, "noted_at": now, "cause": change.cause.value,
            "event": change.event.value if change.event else None,
        }  # fmt: skip
        if not self._database.insert_new(connection, law_changes, row):
            return None
        number: int = connection.execute(
            select(law_changes.c.number).where(law_changes.c.key == key)
        ).scalar_one()
        found = rules.relying(change, _reliances(connection, rules.concerned(change)))
        if found:
            rows = [{"change": number, "case_id": one.case_id, "fit": one.fit.value} for one in found]
            connection.execute(insert(law_change_cases), rows)
        return number


def _key(change: LawChange) -> str:
    """The same for the same news: an article and its law and section, or an event with its date."""
    parts = (change.law_id, change.section, change.article_id, change.event, change.other_law)
    date = change.event_date if change.cause is LawCause.REGISTER else None
    return hashlib.sha256(repr([str(part or "") for part in (*parts, date)]).encode()).hexdigest()


def _known(connection: Connection) -> dict[str, list[LawEvent]]:
    rows = connection.execute(select(known_laws.c.law_id, known_laws.c.history))
    return {row.law_id: [_event(data) for data in row.history] for row in rows}


def _event(data: dict[str, Any]) -> LawEvent:
    return LawEvent(**data | {"event": LawEventKind(data["event"])})


def _articles(connection: Connection, since: datetime) -> list[Row[Any]]:
    """Verdicts on laws since a moment, the last one last; those that were forgotten meanwhile say nothing."""
    query = select(articles.c.verdict, articles.c.published, articles.c.classified_at).where(
        articles.c.label == Label.LEGISLATION.value, articles.c.classified_at >= since
    )
    rows = connection.execute(query.order_by(articles.c.classified_at, articles.c.id))
    return [row for row in rows if row.verdict]


def _day(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d}" if moment else None


def _reliances(connection: Connection, law_ids: Iterable[str]) -> Iterator[Reliance]:
    query = (
        select(case_laws.c.case_id, case_laws.c.law_id, case_laws.c.section)
        .join(cases, cases.c.id == case_laws.c.case_id)
        .where(case_laws.c.law_id.in_(list(law_ids)), _OPEN)
    )
    for row in connection.execute(query):
        yield Reliance(case_id=row.case_id, law_id=row.law_id, section=row.section)


def _relying(connection: Connection, wanted: ColumnElement[bool]) -> dict[int, dict[str, LawFit]]:
    """By change the cases that are open now, each with its surest fit."""
    query = (
        select(law_change_cases, cases.c.merged_into, _OPEN.label("open"))
        .join(law_changes, law_changes.c.number == law_change_cases.c.change)
        .join(cases, cases.c.id == law_change_cases.c.case_id)
        .where(wanted)
    )
    found: dict[int, dict[str, LawFit]] = defaultdict(dict)
    for row in connection.execute(query).all():
        case_id = row.case_id if row.open else _still_open(connection, row)
        if case_id:
            fits = [LawFit(row.fit), found[row.change].get(case_id, LawFit.SUCCESSOR)]
            found[row.change][case_id] = min(fits, key=list(LawFit).index)
    return found


def _still_open(connection: Connection, row: Row[Any]) -> str | None:
    """The open case that tells the story of a merged one."""
    if row.merged_into is None:
        return None
    standing = standing_id(connection, row.merged_into)
    is_open = select(func.count()).select_from(cases).where(cases.c.id == standing, _OPEN)
    return standing if connection.execute(is_open).scalar_one() else None


def _noted(row: Row[Any], relying: Mapping[str, LawFit]) -> NotedLawChange:
    change = LawChange(
        law_id=row.law_id, cause=LawCause(row.cause), event=LawEventKind(row.event) if row.event else None,
        event_date=row.event_date, section=row.section, other_law=row.other_law, article_id=row.article_id,
    )  # fmt: skip
    order = list(LawFit).index
    found = sorted(relying.items(), key=lambda one: (order(one[1]), one[0]))
    cases_ = tuple(RelyingCase(case_id=case_id, fit=fit) for case_id, fit in found)
    return NotedLawChange(number=row.number, noted_at=row.noted_at, change=change, cases=cases_)
