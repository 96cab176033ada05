"""A world's rows, put straight into the tables: by COPY into PostgreSQL, by executemany into SQLite."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

from benchmarks.world import Story
from pipeline.store.database import Database
from pipeline.store.tables import articles, case_laws, cases, evidence, incident_articles, incidents, persons

Row = dict[str, Any]
FILLED = (cases, persons, case_laws, incidents, articles, incident_articles, evidence)
STORIES = 2000
"""Stories that are put in at a time."""


def fill(database: Database, stories: Iterable[Story]) -> None:
    """Put all stories in. Foreign keys are not looked at, the world being whole."""
    rows = iter(stories)
    while batch := list(islice(rows, STORIES)):
        with database.writing() as connection:
            put = put_into(database, connection)
            for table in FILLED:
                put(table, [row for story in batch for row in _ROWS[table.name](story)])


def put_into(database: Database, connection: Connection) -> Callable[[Table, list[Row]], None]:
    if database.is_sqlite:
        return lambda table, rows: _insert(connection, table, rows)
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    return lambda table, rows: _copy(connection, table, rows)


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    names = list(rows[0])
    raw = [
        [f"{v:%Y-%m-%d %H:%M:%S.%f}" if isinstance(v, datetime) else v for v in row.values()] for row in rows
    ]
    marks = ", ".join("?" * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    connection.connection.executemany(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", raw)  # type: ignore[attr-defined]


def _copy(connection: Connection, table: Table, rows: list[Row]) -> None:
    columns = ", ".join(f'"{name}"' for name in rows[0])
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(list(row.values()))


def _case(story: Story) -> Iterator[Row]:
    published = [told.published for told in story.reports]
    yield {
        "id": story.id, "country": story.country, "opened_at": min(published), "changed_at": max(published),
        "targets": json.dumps(story.targets), "probability": 0.9, "needs_review": False, "verification": "machine",
        "tlp": "AMBER+STRICT", "place": story.place, "family": "content", "complainant": "unknown", "privacy": "[]",
        "cross_border": "unknown", "outlets": "[]", "platforms": "[]", "topics": "[]", "accused": len(story.people),
        "axes": "[]",
        "flags": "[]", "external_ids": "[]", "facts": "[]", "status": story.stages[-1],
    }  # fmt: skip


def _persons(story: Story) -> Iterator[Row]:
    for number, one in enumerate(story.people):
        yield {
            "id": f"{story.id[:24]}{number}", "case_id": story.id, "name": one.name, "latin": one.latin,
            "role": "target", "minor": False, "gender": "unknown", "aliases": json.dumps(one.aliases),
        }  # fmt: skip


def _laws(story: Story) -> Iterator[Row]:
    yield {"case_id": story.id, "law_id": story.law_id, "as_written": story.law, "section": None}


def _incident_id(story: Story, step: int) -> str:
    return f"{story.id[:24]}{step}"


def _incidents(story: Story) -> Iterator[Row]:
    for step, stage in enumerate(story.stages):
        yield {
            "id": _incident_id(story, step), "case_id": story.id, "stage": stage, "precision": "unknown",
            "first_reported": min(told.published for told in story.reports if told.step == step), "place": story.place,
        }  # fmt: skip


def _articles(story: Story) -> Iterator[Row]:
    for told in story.reports:
        yield {
            "id": told.id, "feed_id": "bench", "identity": told.id, "title": told.title, "text": told.text,
            "summary": "", "language": told.language, "published": told.published, "first_seen": told.published,
            "text_sha256": "0" * 64, "countries": "[]", "silent": False, "state": "linked", "attempts": 0,
        }  # fmt: skip


def _links(story: Story) -> Iterator[Row]:
    for told in story.reports:
        yield {
            "incident_id": _incident_id(story, told.step), "article_id": told.id, "reason": "", "kind": "named",
            "score": 1.0, "pinned": False, "names": True,
        }  # fmt: skip


def _evidence(story: Story) -> Iterator[Row]:
    for told in story.reports:
        for quote in told.quotes:
            yield {
                "incident_id": _incident_id(story, told.step), "article_id": told.id, "article_sha256": "0" * 64,
                "field": "stage", "quote": quote, "start": 0, "end": len(quote), "part": "text", "version": "bench",
            }  # fmt: skip


_ROWS: dict[str, Callable[[Story], Iterator[Row]]] = {
    "cases": _case, "persons": _persons, "case_laws": _laws, "incidents": _incidents, "articles": _articles,
    "incident_articles": _links, "evidence": _evidence,
}  # fmt: skip
