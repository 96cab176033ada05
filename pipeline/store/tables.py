"""The tables. Persons, cases, incidents and articles stay apart: four numbers that are never mixed."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC on both sides; SQLite itself keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("format", String(10), nullable=False),
    Column("languages", JSON, nullable=False),
    Column("countries", JSON, nullable=False),
    Column("cadence_minutes", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", String(64)),
    Column("polled_at", UtcTime),
    Column("next_poll_at", UtcTime, index=True),
    Column("unconditional_at", UtcTime),
    Column("last_item_at", UtcTime),
    Column("failures", Float, nullable=False),
    Column("new_share", Float, nullable=False),
    Column("last_error", Text),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("feed_id", String(60), nullable=False, index=True),
    Column("identity", String(64), nullable=False, unique=True),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("author", Text),
    Column("language", String(8)),
    Column("published", UtcTime),
    Column("first_seen", UtcTime, nullable=False, index=True),
    Column("text_sha256", String(64), nullable=False),
    Column("countries", JSON, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("label", String(20)),
    Column("decision", String(8)),
    Column("probability", Float),
    Column("verdict", JSON),
    Column("classified_at", UtcTime),
    Column("purged_at", UtcTime),
    Index(None, "state", "first_seen"),
)

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
)

case_keys = Table(
    "case_keys",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("key", String(80), primary_key=True, index=True),
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
)

incident_articles = Table(
    "incident_articles",
    metadata,
    Column("incident_id", ForeignKey("incidents.id"), primary_key=True),
    Column("article_id", ForeignKey("articles.id"), primary_key=True, index=True),
    Column("reason", Text, nullable=False),
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

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("route", String(60), nullable=False),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("incident_id", ForeignKey("incidents.id"), nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", UtcTime, nullable=False),
    Column("claimed_by", Text),
    Column("claimed_until", UtcTime),
    Column("error", Text),
    Column("created_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("external_id", Text),
    Index(None, "state", "next_try_at"),
    Index(None, "case_id", "route"),
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

digests = Table(
    "digests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("week", String(8), nullable=False),
    Column("subscriber", String(60), nullable=False),
    Column("body", LargeBinary),
    Column("created_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    UniqueConstraint("week", "subscriber"),
)
