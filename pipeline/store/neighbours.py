"""What stands near a new report, and reports as rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, Connection, Row, Select, bindparam, func, select, text
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
    """A report as JSON, without the pairs of words of its text."""
    kept = asdict(report) | {"reported": report.reported.isoformat(), "text_keys": ()}
    for name in ("day", "hearing"):
        kept[name] = kept[name].isoformat() if kept[name] else None
    return kept


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
    """All reports of the cases in which a report has one of the keys."""
    wanted = _nearest(connection, keys)
    if not wanted:
        return Neighbours(placed=())
    return Neighbours(
        placed=placed_in(connection, wanted),
        apart=_apart(connection, wanted),
        closed=_closed(connection, wanted),
    )


def _nearest(connection: Connection, keys: Sequence[str]) -> list[str]:
    """A name in a million articles is no news of its own: where very many cases have a key, the best are taken."""
    met = (
        select(report_keys.c.article_id, func.count().label("shared"))
        .where(among(connection, report_keys.c.key))
        .group_by(report_keys.c.article_id)
        .subquery()
    )
    query = (
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
    return [row.case_id for row in connection.execute(query, {"values": values_of(connection, keys)})]


def among(connection: Connection, column: Any) -> Any:
    """`column` is one of the bound `values`: one parameter, however many there are."""
    if connection.dialect.name == "sqlite":
        return column.in_(text("SELECT value FROM json_each(:values)"))
    return column == func.any(bindparam("values", type_=ARRAY(String)))


def values_of(connection: Connection, values: Iterable[str]) -> Any:
    """What `among` is bound to."""
    listed = list(values)
    return json.dumps(listed) if connection.dialect.name == "sqlite" else listed


def members(case_ids: Any) -> Select[Any]:
    """The rows of reports in cases, with the case and the incident of each."""
    return (
        select(incident_articles, incidents.c.case_id)
        .join(incidents, incidents.c.id == incident_articles.c.incident_id)
        .where(incidents.c.case_id.in_(case_ids))
        .order_by(incident_articles.c.article_id)
    )


def placed_in(connection: Connection, case_ids: Iterable[str]) -> list[Placed]:
    """The reports of cases with their places; those kept by an earlier version have no report yet and are left out."""
    return [placed_of(row) for row in connection.execute(members(list(case_ids))) if row.report]


def placed_of(row: Row[Any]) -> Placed:
    return Placed(
        report=report_from(row.report), case_id=row.case_id, incident_id=row.incident_id, kind=LinkKind(row.kind),
        score=row.score, to=row.to_article, pinned=row.pinned,
    )  # fmt: skip


def with_merged(case_ids: Sequence[str]) -> CTE:
    """Cases and all that were merged into them: `id`, and in `stands` the case that tells its story."""
    start = select(cases.c.id, cases.c.id.label("stands")).where(cases.c.id.in_(case_ids))
    told = start.cte("told", recursive=True)
    return told.union(select(cases.c.id, told.c.stands).join(told, cases.c.merged_into == told.c.id))


def _apart(connection: Connection, case_ids: Sequence[str]) -> frozenset[frozenset[str]]:
    """What a person said of a case holds for the one that it was merged into."""
    told = with_merged(case_ids)
    one, other = told.alias("one"), told.alias("other")
    query = (
        select(one.c.stands, other.c.stands.label("beside"))
        .select_from(doubts)
        .join(one, one.c.id == doubts.c.case_id)
        .join(other, other.c.id == doubts.c.other_id)
        .where(doubts.c.state == "rejected", one.c.stands != other.c.stands)
    )
    return frozenset(frozenset({row.stands, row.beside}) for row in connection.execute(query))


def _closed(connection: Connection, case_ids: Sequence[str]) -> frozenset[str]:
    dismissed = cases.c.verification == Verification.DISMISSED.value
    rows = connection.execute(select(cases.c.id).where(cases.c.id.in_(case_ids), dismissed))
    return frozenset(rows.scalars())


def grouped(rows: Iterable[Row[Any]], by: str) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found
