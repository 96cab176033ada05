"""What the steps need from the world, as Protocols; `bootstrap` supplies the real parts, tests the fakes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from pipeline.domain import (
    Alert,
    Article,
    ArticleState,
    Case,
    Change,
    Classification,
    Document,
    Doubt,
    Feed,
    FeedKind,
    FeedState,
    FieldDecision,
    Finding,
    Incident,
    LawChange,
    LawEvent,
    Linked,
    LinkIntent,
    Neighbours,
    NotedLawChange,
    Page,
    ParsedFeed,
    Receipt,
    Record,
    Reliance,
    RelyingCase,
    Report,
    Review,
    ReviewedArticle,
    Route,
    Standing,
    Step,
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
    """The pure part of linking: what to compare, what to do, and what follows for a case."""

    def report(self, finding: Finding, now: datetime) -> Report: ...
    def lookups(self, report: Report) -> Sequence[str]:
        """The keys under which reports of the same case may stand."""

    def decide(self, finding: Finding, report: Report, near: Neighbours, now: datetime) -> LinkIntent: ...
    def steps(self, reports: Sequence[Report]) -> list[Step]:
        """The incidents of a case, from all its reports."""

    def record(self, verdicts: Sequence[Classification], decisions: Sequence[FieldDecision]) -> Record:
        """All else of a case, from verdicts in the order of their reports and decisions in that of their making."""

    def course(self, steps: Sequence[Step]) -> dict[str, Any]:
        """`status`, `next_hearing` and `flags` of a case with these incidents."""


class LawRules(Protocol):
    """The pure part of the law watch: what is news, and which cases it concerns."""

    @property
    def histories(self) -> Mapping[str, Sequence[LawEvent]]:
        """The register's histories by law id."""

    def news(self, known: Mapping[str, Sequence[LawEvent]]) -> list[LawChange]:
        """What the register says beyond the histories that were known."""

    def told(self, verdict: Classification, day: str | None) -> list[LawChange]:
        """What an article published on `day` (2026-11-24) tells of the laws of the register."""

    def concerned(self, change: LawChange) -> Sequence[str]:
        """The ids of the laws by which cases are looked up."""

    def relying(self, change: LawChange, relied: Iterable[Reliance]) -> list[RelyingCase]:
        """The cases that a change is about, the surest fit first."""


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
    def link_each(
        self, article_ids: Iterable[str], rules: LinkRules, clock: Callable[[], datetime]
    ) -> Iterator[Linked | None]: ...
    def merge(self, case_id: str, other_id: str, rules: LinkRules, change: Change) -> None: ...
    def split(self, case_id: str, articles: Sequence[str], rules: LinkRules, change: Change) -> str: ...
    def undo(self, case_id: str, rules: LinkRules, change: Change) -> Change: ...
    def note(self, change: Change) -> None: ...
    def judge(self, decision: FieldDecision, rules: LinkRules) -> None: ...
    def history(self, case_id: str) -> list[Change]: ...
    def doubts(self) -> list[Doubt]: ...
    def keep_apart(self, case_id: str, other_id: str, change: Change) -> None: ...
    def cases(self, ids: Iterable[str] | None = None) -> list[Case]: ...
    def waiting(self) -> list[Case]: ...
    def id_of(self, shown: str) -> str: ...
    def review(self, review: Review) -> Standing: ...
    def reviewed_articles(self) -> Iterator[ReviewedArticle]: ...


class LawStore(Protocol):
    def look(self, rules: LawRules, now: datetime) -> list[int]: ...
    def changes_since(self, moment: datetime) -> list[NotedLawChange]: ...


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
