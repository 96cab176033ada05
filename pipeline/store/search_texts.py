"""What a case is found by: the texts of its persons, laws, places and reports, read in two queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    Subquery,
    Text,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    null,
    select,
    union_all,
)

from pipeline.domain import FoundIn
from pipeline.store.tables import (
    articles,
    case_laws,
    cases,
    evidence,
    incident_articles,
    incidents,
    persons,
)

SPEAKERS = 40
"""Reports of one incident whose titles are read: later ones tell the same stage again. The largest stories of a
million articles have tens of thousands of reports, and a case is read anew at each of them."""
QUOTES = 200
"""Quotes of one incident that are read, the latest."""


@dataclass(slots=True)
class Texts:
    """A case with its texts by part. `latin` are names in Latin letters; `reports` counts them all,
    `left_out` those whose titles are not read."""

    row: Row[Any]
    parts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    latin: list[str] = field(default_factory=list)
    law_ids: list[str] = field(default_factory=list)
    reports: int = 0
    left_out: int = 0

    @property
    def changed_at(self) -> datetime:
        changed: datetime = self.row.changed_at
        return changed


def read_texts(connection: Connection, ids: Sequence[str], *, short: bool = False) -> dict[str, Texts]:
    """The texts of these cases, in their order; ids that are no case's are left out.

    `short` leaves out titles and quotes.
    """
    rows = connection.execute(_HEADS, {"ids": list(ids)})
    by_id = {row.id: Texts(row) for row in rows}
    found = {case_id: by_id[case_id] for case_id in ids if case_id in by_id}
    for row in connection.execute(_SHORT if short else _WHOLE, {"ids": list(found)}):
        _add(found[row.case_id], row)
    return found


def _add(texts: Texts, row: Row[Any]) -> None:
    """One row of the union; see there what the columns hold."""
    _, part, one, other, more = row
    if one is not None:
        texts.parts[part].append(one)
    if part == FoundIn.NAME:
        texts.latin.append(other)
        texts.parts[part] += json.loads(more)
    elif part == FoundIn.LAW and other:
        texts.law_ids.append(other)
    elif part == FoundIn.TITLE and more == "1":
        texts.reports += int(other)
        texts.left_out += max(0, int(other) - SPEAKERS)


def _heads() -> Select[Any]:
    c = cases.c
    minor = exists().where(persons.c.case_id == c.id, persons.c.minor)
    return select(
        c.id, c.country, c.changed_at, c.status, c.targets, c.verification, c.needs_review, c.merged_into,
        minor.label("minor"),
    ).where(c.id.in_(_IDS))  # fmt: skip


def _rows(part: FoundIn, case_id: ColumnElement[str], *values: ColumnElement[Any]) -> Select[Any]:
    none = cast(null(), Text)
    padded = [*values, *[none] * (3 - len(values))]
    columns = [value.label(name) for value, name in zip(padded, ("one", "other", "more"), strict=True)]
    return select(case_id.label("case_id"), literal_column(f"'{part.value}'", Text).label("part"), *columns)


def _heart() -> list[Select[Any]]:
    """Rows of (case, part, text, other, more): a name with its Latin form and aliases, a law with its register id,
    places."""
    name, law = persons.c, case_laws.c
    return [
        _rows(FoundIn.NAME, name.case_id, name.name, name.latin, cast(name.aliases, Text))
        .where(name.case_id.in_(_IDS)),
        _rows(FoundIn.NAME, cases.c.id, cast(null(), Text), literal_column("''", Text), cast(cases.c.outlets, Text))
        .where(cases.c.id.in_(_IDS), cast(cases.c.outlets, Text) != "[]"),
        _rows(FoundIn.LAW, law.case_id, law.as_written, law.law_id).where(law.case_id.in_(_IDS)),
        _rows(FoundIn.PLACE, cases.c.id, cases.c.place).where(cases.c.id.in_(_IDS), cases.c.place.is_not(None)),
        _rows(FoundIn.PLACE, incidents.c.case_id, incidents.c.place)
        .where(incidents.c.case_id.in_(_IDS), incidents.c.place.is_not(None)),
    ]  # fmt: skip


def _bodies() -> list[Select[Any]]:
    """Rows of titles, with the number of the incident's reports and their own in it, and of quotes."""
    told, said = _numbered_reports(), _numbered_quotes()
    counts = (cast(told.c.reports, Text), cast(told.c.number, Text))
    return [
        _rows(FoundIn.TITLE, told.c.case_id, articles.c.title, *counts)
        .join(articles, articles.c.id == told.c.article_id).where(told.c.number <= SPEAKERS),
        _rows(FoundIn.QUOTE, said.c.case_id, said.c.quote).where(said.c.number <= QUOTES),
    ]  # fmt: skip


def _counts() -> Select[Any]:
    """A row of titles for each incident, without the titles."""
    count = cast(func.count(), Text)
    rows = _rows(FoundIn.TITLE, incidents.c.case_id, cast(null(), Text), count, literal_column("'1'", Text))
    linked = rows.join(incident_articles, incident_articles.c.incident_id == incidents.c.id)
    return linked.where(incidents.c.case_id.in_(_IDS)).group_by(incidents.c.id, incidents.c.case_id)


def _numbered_reports() -> Subquery:
    link = incident_articles.c
    incident = link.incident_id
    return (
        select(
            incidents.c.case_id,
            link.article_id,
            func.row_number().over(partition_by=incident, order_by=link.article_id).label("number"),
            func.count().over(partition_by=incident).label("reports"),
        )
        .join(incident_articles, incident == incidents.c.id)
        .where(incidents.c.case_id.in_(_IDS))
        .subquery()
    )


def _numbered_quotes() -> Subquery:
    number = func.row_number().over(partition_by=evidence.c.incident_id, order_by=evidence.c.id.desc())
    return (
        select(incidents.c.case_id, evidence.c.quote, number.label("number"))
        .join(evidence, evidence.c.incident_id == incidents.c.id)
        .where(incidents.c.case_id.in_(_IDS))
        .subquery()
    )


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HEADS = _heads()
_WHOLE = union_all(*_heart(), *_bodies())
_SHORT = union_all(*_heart(), _counts())
