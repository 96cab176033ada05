"""Cases with what is computed of them, and what people decided about them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from pipeline.store.schema import UtcTime, metadata

cases = Table(
    "cases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("country", String(2), index=True),
    Column("opened_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False, index=True),
    Column("targets", JSON, nullable=False),
    Column("probability", Float, nullable=False),
    Column("needs_review", Boolean, nullable=False),
    Column("verification", String(16), nullable=False),
    Column("tlp", String(16), nullable=False),
    Column("place", Text),
    Column("family", String(16), nullable=False),
    Column("complainant", String(16), nullable=False),
    Column("privacy", JSON, nullable=False),
    Column("cross_border", String(8), nullable=False),
    Column("outlets", JSON, nullable=False),
    Column("platforms", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("accused", Integer, nullable=False),
    Column("axes", JSON, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("external_ids", JSON, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("next_hearing", Date),
    Column("merged_into", ForeignKey("cases.id"), index=True),
)

case_laws = Table(
    "case_laws",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("law_id", String(80), index=True),
    Column("as_written", Text, nullable=False),
    Column("section", Text),
)

persons = Table(
    "persons",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("latin", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("minor", Boolean, nullable=False),
    Column("gender", String(8), nullable=False),
    Column("aliases", JSON, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("stage", String(20), nullable=False),
    Column("date", Date),
    Column("precision", String(8), nullable=False),
    Column("first_reported", UtcTime, nullable=False, index=True),
    Column("place", Text),
    Column("hearing", Date),
)

# Which report stands in which incident, and so in which case: all else that a case says is computed from its reports
# and from what people decided. `report` is what linking compares, without the text; `names` says whether it
# names somebody accused.
incident_articles = Table(
    "incident_articles",
    metadata,
    Column("incident_id", ForeignKey("incidents.id"), primary_key=True),
    Column("article_id", ForeignKey("articles.id"), primary_key=True, index=True),
    Column("reason", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("score", Float, nullable=False),
    Column("to_article", String(200)),
    Column("pinned", Boolean, nullable=False),
    Column("names", Boolean, nullable=False),
    Column("report", JSON),
)

# What a report is found by: country with names, with pairs of words, with laws.
report_keys = Table(
    "report_keys",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("article_id", ForeignKey("articles.id"), primary_key=True, index=True),
)

# Two cases that may be one. `state` is open, merged or rejected; rejected pairs are never joined or asked about again.
# The smaller id stands first.
doubts = Table(
    "doubts",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("other_id", ForeignKey("cases.id"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
)

# What people did beside reviewing: rows are only added. `articles` are the reports that moved.
changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("other_id", ForeignKey("cases.id"), index=True),
    Column("who", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("articles", JSON, nullable=False),
    Column("undone_by", Integer),
)

# A person's judgement on a value of a field; the last one on a value stands.
case_fields = Table(
    "case_fields",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("field", String(16), nullable=False),
    Column("value", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("who", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("note", Text, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("incident_id", ForeignKey("incidents.id"), nullable=False, index=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("article_sha256", String(64), nullable=False),
    Column("field", String(20), nullable=False),
    Column("quote", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("part", String(8), nullable=False),
    Column("version", Text, nullable=False),
)

# Rows are only added: what a person once decided stays readable when another decides otherwise. `number` is their
# order, because the clocks of two machines differ.
reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("article_id", ForeignKey("articles.id")),
    Column("who", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("reason", String(20)),
    Column("note", Text, nullable=False),
)
