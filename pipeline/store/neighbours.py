"""What stands near a new report, and reports as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import CTE, Connection, Row, Select, bindparam, case, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import String

from pipeline.domain import (
    LinkKind,
    Mention,
    Neighbours,
    Placed,
    Precision,
    Report,
    Role,
    Stage,
    TargetType,
    Verification,
)
from pipeline.store.tables import cases, doubts, incident_articles, incidents, report_keys

MOST_CASES = 30
"""Cases that one report is compared with: those with most keys in common, then the nearest in time."""


def report_json(report: Report) -> dict[str, Any]:
    """A report as JSON."""
    kept = {one.name: getattr(report, one.name) for one in fields(report)}
    for name in ("reported", "day", "hearing"):
        kept[name] = kept[name].isoformat() if kept[name] else None
    return kept | {"mentions": [{"name": one.name, "role": one.role.value} for one in report.mentions]}


def report_from(data: dict[str, Any]) -> Report:
    """The report that such a JSON tells of."""
    return Report(
        article_id=data["article_id"], reported=datetime.fromisoformat(data["reported"]), country=data["country"],
        mentions=tuple(Mention(name=one["name"], role=Role(one["role"])) for one in data["mentions"]),
        laws=tuple(data["laws"]), sections=tuple(data["sections"]), stage=Stage(data["stage"]),
        targets=tuple(TargetType(one) for one in data["targets"]), day=_day(data["day"]), place=data["place"],
        precision=Precision(data["precision"]), hearing=_day(data["hearing"]), platforms=tuple(data["platforms"]),
        topics=tuple(data["topics"]), numbers=tuple(data["numbers"]), outlets=tuple(data["outlets"]),
        keys=tuple(data["keys"]), language=data["language"], words=tuple(data["words"]), marks=tuple(data["marks"]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def neighbours(connection: Connection, keys: Sequence[str]) -> Neighbours:
    """What stands in the cases in which a report has one of the keys."""
    given = {"values": values_of(connection, keys)}
    nearest, standing = _queries(connection.dialect.name)
    wanted = [row.case_id for row in connection.execute(nearest, given)]
    if not wanted:
        return Neighbours(placed=())
    rows = connection.execute(standing, given | {"wanted": wanted})
    apart = connection.execute(_APART, {"wanted": wanted})
    closed = connection.execute(_CLOSED, {"wanted": wanted}).scalars()
    return Neighbours(
        placed=[_placed(row) for row in rows],
        apart=frozenset(frozenset({row.stands, row.beside}) for row in apart),
        closed=frozenset(closed),
    )


@cache
def _queries(dialect: str) -> tuple[Select[Any], Select[Any]]:
    """The cases that have keys in common with a report, and what stands in them; made once, because putting a query
    together takes longer than running it.

    A name in a million articles is no news of its own: where very many cases have a key, the best are taken. A report
    that shares no key is not compared, so it comes without what would be.
    """
    met = (
        select(report_keys.c.article_id, func.count().label("shared"))
        .where(among(dialect, report_keys.c.key))
        .group_by(report_keys.c.article_id)
        .subquery()
    )
    nearest = (
        select(
            incidents.c.case_id,
            func.sum(met.c.shared).label("shared"),
            func.max(incidents.c.first_reported).label("last"),
        )
        .select_from(met)
        .join(incident_articles, incident_articles.c.article_id == met.c.article_id)
        .join(incidents, incidents.c.id == incident_articles.c.incident_id)
        .group_by(incidents.c.case_id)
        .order_by(text("shared DESC"), text("last DESC"), incidents.c.case_id)
        .limit(MOST_CASES)
    )
    shares = incident_articles.c.article_id.in_(
        select(report_keys.c.article_id).where(among(dialect, report_keys.c.key))
    )
    link = incident_articles.c
    standing = (
        select(
            link.article_id, link.incident_id, link.kind, link.score, link.to_article, link.pinned, link.names,
            incidents.c.case_id, case((shares, link.report)).label("report"),
        )
        .join(incidents, incidents.c.id == link.incident_id)
        .where(incidents.c.case_id.in_(bindparam("wanted", expanding=True)))
        .order_by(link.article_id)
    )  # fmt: skip
    return nearest, standing


def among(dialect: str, column: Any) -> Any:
    """`column` is one of the bound `values`: one parameter, however many there are."""
    if dialect == "sqlite":
        return column.in_(text("SELECT value FROM json_each(:values)"))
    return column == func.any(bindparam("values", type_=ARRAY(String)))


def values_of(connection: Connection, values: Iterable[str]) -> Any:
    """What `among` is bound to."""
    listed = list(values)
    return json.dumps(listed) if connection.dialect.name == "sqlite" else listed


def _placed(row: Row[Any]) -> Placed:
    return Placed(
        article_id=row.article_id, case_id=row.case_id, incident_id=row.incident_id, kind=LinkKind(row.kind),
        names=row.names, score=row.score, to=row.to_article, pinned=row.pinned,
        report=report_from(row.report) if row.report else None,
    )  # fmt: skip


def with_merged() -> CTE:
    """The bound cases `wanted` and all that were merged into them: `id`, and in `stands` the case that tells its
    story."""
    start = select(cases.c.id, cases.c.id.label("stands"))
    start = start.where(cases.c.id.in_(bindparam("wanted", expanding=True)))
    told = start.cte("told", recursive=True)
    return told.union(select(cases.c.id, told.c.stands).join(told, cases.c.merged_into == told.c.id))


def _kept_apart() -> Select[Any]:
    """What a person said of a case holds for the one that it was merged into."""
    told = with_merged()
    one, other = told.alias("one"), told.alias("other")
    return (
        select(one.c.stands, other.c.stands.label("beside"))
        .select_from(doubts)
        .join(one, one.c.id == doubts.c.case_id)
        .join(other, other.c.id == doubts.c.other_id)
        .where(doubts.c.state == "rejected", one.c.stands != other.c.stands)
    )


_APART = _kept_apart()
_CLOSED = select(cases.c.id).where(
    cases.c.id.in_(bindparam("wanted", expanding=True)),
    cases.c.verification == Verification.DISMISSED.value,
)
