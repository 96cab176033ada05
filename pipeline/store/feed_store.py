"""Feeds, what is remembered of them, and the articles on their way through the flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select, update

from pipeline.domain import (
    Article,
    ArticleState,
    Classification,
    Confidence,
    Decision,
    Feed,
    FeedKind,
    FeedState,
)
from pipeline.store.codec import classification_json, classification_of
from pipeline.store.database import Database
from pipeline.store.tables import articles, feeds

_CONFIG = ("name", "url", "kind", "format", "languages", "countries", "cadence_minutes")
POLLED = "feed"
"""Addresses of pages and case APIs are listed too; they wait for a reader of their own."""
_STATE = ("etag", "last_modified", "body_hash", "polled_at", "next_poll_at", "unconditional_at",
          "last_item_at", "failures", "new_share", "last_error")  # fmt: skip


class FeedStore:
    """Implements `ports.FeedStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sync_feeds(self, watched: Iterable[Feed]) -> None:
        """Make the table follow the configuration; a feed no longer named there rests, its memory stays."""
        with self._database.writing() as connection:
            known = set(connection.execute(select(feeds.c.id)).scalars())
            connection.execute(update(feeds).values(active=False))
            for feed in watched:
                values = {name: _plain(getattr(feed, name)) for name in _CONFIG} | {"active": True}
                if feed.id in known:
                    connection.execute(update(feeds).where(feeds.c.id == feed.id).values(values))
                else:
                    fresh = {"id": feed.id, "failures": 0.0, "new_share": 1.0}
                    connection.execute(feeds.insert().values(values | fresh))

    def due_feeds(self, now: datetime, kinds: Sequence[FeedKind], limit: int) -> list[tuple[Feed, FeedState]]:
        """Active feeds whose time has come, the longest waiting first."""
        query = (
            select(feeds)
            .where(feeds.c.active, feeds.c.format == POLLED, feeds.c.kind.in_([kind.value for kind in kinds]))
            .where(or_(feeds.c.next_poll_at.is_(None), feeds.c.next_poll_at <= now))
            .order_by(feeds.c.next_poll_at.is_not(None), feeds.c.next_poll_at, feeds.c.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [(_feed(row), _state(row)) for row in connection.execute(query)]

    def make_due(self, kinds: Sequence[FeedKind]) -> None:
        """Let the next poll fetch every active feed of these kinds."""
        wanted = feeds.c.active & feeds.c.kind.in_([kind.value for kind in kinds])
        with self._database.writing() as connection:
            connection.execute(update(feeds).where(wanted).values(next_poll_at=None))

    def feeds(self) -> list[tuple[Feed, FeedState]]:
        """Every active feed with its state, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(feeds).where(feeds.c.active).order_by(feeds.c.id))
            return [(_feed(row), _state(row)) for row in rows]

    def save_poll(self, state: FeedState, found: Sequence[Article]) -> int:
        """Keep the new articles and the feed's state in one transaction; returns how many were new."""
        with self._database.writing() as connection:
            new = self._insert(connection, found)
            values = {name: getattr(state, name) for name in _STATE}
            if new:
                values["last_item_at"] = state.polled_at
            connection.execute(update(feeds).where(feeds.c.id == state.feed_id).values(values))
        return new

    def add_articles(self, found: Sequence[Article]) -> int:
        """Keep articles that came from no feed (`ingest`); returns how many were new."""
        with self._database.writing() as connection:
            return self._insert(connection, found)

    def _insert(self, connection: Connection, found: Sequence[Article]) -> int:
        return sum(self._database.insert_new(connection, articles, _article_row(one)) for one in found)


class ArticleStore:
    """Implements `ports.ArticleStore`: articles between `new` and `classified`.

    Rows are not claimed: extraction and classification give the same result twice, and the write that comes
    second changes nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def articles_in(self, state: ArticleState, limit: int) -> list[Article]:
        """The articles in a state by their date, so that a case is told in order; failed ones come last."""
        query = (
            select(articles)
            .where(articles.c.state == state.value)
            .order_by(
                articles.c.attempts, func.coalesce(articles.c.published, articles.c.first_seen), articles.c.id
            )
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [article_of(row) for row in connection.execute(query)]

    def get(self, article_id: str) -> Article | None:
        with self._database.reading() as connection:
            row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
            return article_of(row) if row else None

    def find(self, what: str) -> Article | None:
        """An article by its id, its address, or the hash of its identity."""
        same = or_(articles.c.id == what, articles.c.url == what, articles.c.identity == what)
        with self._database.reading() as connection:
            row = connection.execute(
                select(articles).where(same).order_by(articles.c.id).limit(1)
            ).one_or_none()
            return article_of(row) if row else None

    def verdict(self, article_id: str) -> Classification | None:
        """What the classifier said of an article, unless that was forgotten."""
        with self._database.reading() as connection:
            query = select(articles.c.verdict).where(articles.c.id == article_id)
            found = connection.execute(query).scalar_one_or_none()
            return classification_of(found) if found else None

    def all(self) -> Iterator[Article]:
        """Every article, the oldest first."""
        with self._database.reading() as connection:
            for row in connection.execute(select(articles).order_by(articles.c.first_seen, articles.c.id)):
                yield article_of(row)

    def count(self, state: ArticleState) -> int:
        with self._database.reading() as connection:
            query = select(func.count()).select_from(articles).where(articles.c.state == state.value)
            return int(connection.execute(query).scalar_one())

    def save_extracted(self, article: Article) -> bool:
        """Move an article from `new` on, with its text; False if that had been done already."""
        values = {
            name: getattr(article, name) for name in ("text", "language", "text_sha256", "attempts")
        } | {"state": article.state.value}
        return self._move(article.id, ArticleState.NEW, values)

    def save_classified(self, verdict: Classification, now: datetime) -> bool:
        """Keep a verdict; what is dropped ends here. False if that had been done already.

        What a person is to look at is linked too: its case waits for a person, without an alert.
        """
        dropped = verdict.decision is Decision.DROP
        state = ArticleState.DROPPED if dropped else ArticleState.CLASSIFIED
        values = {
            "state": state.value,
            "language": verdict.language,
            "label": verdict.label.value,
            "decision": verdict.decision.value,
            "probability": verdict.probability,
            "verdict": classification_json(verdict),
            "classified_at": now,
        }
        return self._move(verdict.article_id, ArticleState.EXTRACTED, values)

    def _move(self, article_id: str, state: ArticleState, values: dict[str, Any]) -> bool:
        statement = update(articles).where(articles.c.id == article_id, articles.c.state == state.value)
        with self._database.writing() as connection:
            return bool(connection.execute(statement.values(values)).rowcount)

    def purge(self, now: datetime, *, unmatched_before: datetime, dropped_before: datetime) -> int:
        """Remove the text of articles that led to no case; identity and verdict stay as a tombstone.

        Ordinary articles lose their text at `unmatched_before`, dropped candidates (those that a person was
        to look at) at `dropped_before`; a tombstone keeps re-polling from bringing an article back.
        """
        was_candidate = articles.c.decision == Decision.REVIEW.value
        old = or_(
            (articles.c.first_seen < unmatched_before) & ~was_candidate,
            (articles.c.first_seen < dropped_before) & was_candidate,
        )
        statement = (
            update(articles)
            .where(articles.c.state == ArticleState.DROPPED.value, articles.c.purged_at.is_(None), old)
            .values(text="", summary="", title="", author=None, url=None, verdict=None,
                    purged_at=now)
        )  # fmt: skip
        with self._database.writing() as connection:
            return connection.execute(statement).rowcount


def article_of(row: Row[Any]) -> Article:
    """A row of the table as the domain's article."""
    return Article(
        id=row.id, feed_id=row.feed_id, identity=row.identity, url=row.url, title=row.title, text=row.text,
        summary=row.summary, author=row.author, language=row.language, published=row.published,
        first_seen=row.first_seen, text_sha256=row.text_sha256, countries=tuple(row.countries),
        silent=row.silent, state=ArticleState(row.state), attempts=row.attempts,
    )  # fmt: skip


def _article_row(article: Article) -> dict[str, Any]:
    row = asdict(replace(article, countries=()))
    return row | {"countries": list(article.countries), "state": article.state.value}


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        id=row.id, name=row.name, url=row.url, kind=FeedKind(row.kind), format=row.format,
        languages=tuple(row.languages), countries=tuple(row.countries), cadence_minutes=row.cadence_minutes,
        checked_on=date.min, confidence=Confidence.MEDIUM,
    )  # fmt: skip


def _state(row: Row[Any]) -> FeedState:
    return FeedState(feed_id=row.id, **{name: getattr(row, name) for name in _STATE})


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
