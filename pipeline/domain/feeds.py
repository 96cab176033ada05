"""What is polled, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.domain.vocabulary import Confidence, FeedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An address that is polled. `format` is `feed` (RSS, Atom, JSON Feed), `json_api` or `html`."""

    id: str
    name: str
    url: str
    kind: FeedKind
    format: str = "feed"
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    cadence_minutes: int = 60
    trusted_because: str = ""
    checked_on: date | None = None
    confidence: Confidence = Confidence.MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of a feed between polls.

    `failures` is a weighted count (hard 1, soft 0.5, passing 0.25) since the last success; `new_share` the
    smoothed number of new items a poll; `unconditional_at` the last poll that sent no validators.
    """

    feed_id: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    polled_at: datetime | None = None
    next_poll_at: datetime | None = None
    unconditional_at: datetime | None = None
    last_item_at: datetime | None = None
    failures: float = 0.0
    new_share: float = 1.0
    last_error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer to a GET. `not_modified` is a 304: `body` is then empty."""

    url: str
    status: int
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, cleaned: plain-text `title` and `summary`, `content` may be HTML."""

    guid: str | None
    url: str | None
    title: str
    summary: str = ""
    content: str = ""
    author: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A parsed body; `skipped` counts entries that could not be read, never silently."""

    entries: tuple[Entry, ...]
    title: str = ""
    language: str | None = None
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """One feed as the digest and `feeds list` show it."""

    feed_id: str
    name: str
    country: str | None
    alive: bool
    last_item_at: datetime | None
    note: str = ""
