"""Search documents, saved searches, and what the law watch saw."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from pipeline.store.schema import UtcTime, metadata

# What a search document of a case is numbered by: newest last. The documents themselves (`case_words`) are tokens in
# the full-text index of either database, made by migration 0004: SQLite's FTS5 keeps tables that no metadata knows.
case_search = Table(
    "case_search",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),
    Column("left_out", Integer, nullable=False),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("query", JSON, nullable=False),
    Column("who", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
)

# The register as it was last seen: what it says beyond this is news.
known_laws = Table(
    "known_laws",
    metadata,
    Column("law_id", String(80), primary_key=True),
    Column("history", JSON, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
)

# One row: how far the law watch has read.
law_looks = Table(
    "law_looks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("looked_at", UtcTime),
    Column("articles_until", UtcTime),
)

# Rows are only added. `key` keeps the same news from being noted twice.
law_changes = Table(
    "law_changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("law_id", String(80), nullable=False),
    Column("cause", String(8), nullable=False),
    Column("event", String(12)),
    Column("event_date", String(10)),
    Column("section", Text),
    Column("other_law", String(80)),
    Column("article_id", ForeignKey("articles.id")),
    Column("noted_at", UtcTime, nullable=False, index=True),
)

# The cases that were open and relied on the law when a change was noted.
law_change_cases = Table(
    "law_change_cases",
    metadata,
    Column("change", ForeignKey("law_changes.number"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), primary_key=True, index=True),
    Column("fit", String(10), nullable=False),
)
