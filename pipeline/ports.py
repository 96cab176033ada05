"""What the steps need from the world, as Protocols; `bootstrap` supplies the real parts, tests the fakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from pipeline.domain import (
    Alert,
    Article,
    ArticleState,
    Case,
    Classification,
    Document,
    Feed,
    FeedKind,
    FeedState,
    Finding,
    Incident,
    Linked,
    LinkIntent,
    Page,
    ParsedFeed,
    Receipt,
    Review,
    ReviewedArticle,
    Route,
    Standing,
    Subscriber,
    Week,
)


class Fetcher(Protocol):
    def fetch(
        self, url: str, *, subject: str, etag: str | None = None, last_modified: str | None = None
    ) -> Page:
        """GET an address. `subject` names it in errors. Raises FetchError."""


class Parser(Protocol):
    def parse(self, page: Page, *, subject: str) -> ParsedFeed:
        """Read RSS, Atom or JSON Feed. Raises FeedFormatError."""


class Extractor(Protocol):
    def extract(self, page: Page) -> str:
        """The readable text of a page. Raises ExtractError."""

    def text_of(self, html: str) -> str:
        """The readable text of a feed's own content or summary, which may be HTML; may be empty."""

    def language(self, text: str, hints: Sequence[str]) -> str | None:
        """ISO 639-1 code of a text; `hints` are the feed's languages, used when the text is too short."""


class Classifier(Protocol):
    def classify(self, documents: Sequence[Document]) -> list[Classification]:
        """One verdict a document, in order. Raises EncoderError."""


class LinkRules(Protocol):
    """The pure part of linking: which cases to look at, and what to do."""

    def keys(self, finding: Finding) -> Sequence[str]: ...
    def decide(self, finding: Finding, candidates: Sequence[Case], now: datetime) -> LinkIntent: ...


class Sender(Protocol):
    def send(self, alert: Alert, case: Case, incident: Incident, route: Route) -> Receipt:
        """Post one alert; in the case's thread when `alert.thread` is set. Raises DeliveryError."""

    def find(self, alert: Alert, route: Route) -> Receipt | None:
        """Look for an alert that an earlier, interrupted try may have posted, by its key."""


class Mailer(Protocol):
    def render(self, week: Week, subscriber: Subscriber) -> bytes:
        """The digest as the bytes of a message."""

    def send(self, message: bytes, subscriber: Subscriber) -> None:
        """Deliver the bytes. Raises DeliveryError."""


class FeedStore(Protocol):
    """Each writing method of the stores is one transaction. All raise StoreError."""

    def sync_feeds(self, watched: Iterable[Feed]) -> None: ...
    def due_feeds(
        self, now: datetime, kinds: Sequence[FeedKind], limit: int
    ) -> list[tuple[Feed, FeedState]]: ...
    def feeds(self) -> list[tuple[Feed, FeedState]]: ...
    def save_poll(self, state: FeedState, found: Sequence[Article]) -> int: ...
    def add_articles(self, found: Sequence[Article]) -> int: ...


class ArticleStore(Protocol):
    def articles_in(self, state: ArticleState, limit: int) -> list[Article]: ...
    def save_extracted(self, article: Article) -> bool: ...
    def save_classified(self, verdict: Classification, now: datetime) -> bool: ...
    def purge(self, now: datetime, *, unmatched_before: datetime, dropped_before: datetime) -> int: ...


class CaseStore(Protocol):
    def link(self, article_id: str, rules: LinkRules, now: datetime) -> Linked | None: ...
    def cases(self, ids: Iterable[str] | None = None) -> list[Case]: ...
    def waiting(self) -> list[Case]: ...
    def id_of(self, shown: str) -> str: ...
    def review(self, review: Review) -> Standing: ...
    def reviewed_articles(self) -> Iterator[ReviewedArticle]: ...


class Outbox(Protocol):
    def claim(self, now: datetime) -> tuple[Alert, Case, Incident] | None: ...
    def sent(self, alert: Alert, receipt: Receipt, now: datetime) -> None: ...
    def failed(self, alert: Alert, error: str, *, retry_at: datetime | None) -> None: ...


class DigestStore(Protocol):
    def week(self, iso: str, start: datetime, end: datetime) -> Week: ...
    def digest(self, week: str, subscriber: str, now: datetime) -> tuple[bool, bytes | None]: ...
    def freeze(self, week: str, subscriber: str, body: bytes) -> None: ...
    def digest_sent(self, week: str, subscriber: str, now: datetime) -> None: ...
    def digest_failed(self, week: str, subscriber: str, error: str) -> None: ...
