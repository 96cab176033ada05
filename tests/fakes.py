"""One fake for each port, kept in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.domain import (
    Alert,
    Article,
    ArticleState,
    Case,
    Classification,
    Document,
    Entry,
    Feed,
    FeedKind,
    FeedState,
    Incident,
    Page,
    ParsedFeed,
    Receipt,
    Route,
    Subscriber,
    Week,
)
from pipeline.errors import DeliveryError, FetchError
from tests.builders import a_case, a_verdict, an_incident


@dataclass
class FakeFetcher:
    """Gives the page of an address; an error in its place is raised; an unknown address is a 404."""

    pages: dict[str, bytes | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(
        self, url: str, *, subject: str, etag: str | None = None, last_modified: str | None = None
    ) -> Page:
        self.asked.append(url)
        page = self.pages.get(url, FetchError(subject, "status 404", weight=0.5, status=404))
        if isinstance(page, Exception):
            raise page
        return Page(url=url, status=200, body=page, etag='"1"')


class FakeParser:
    """A body is the titles of its entries, one a line."""

    def parse(self, page: Page, *, subject: str) -> ParsedFeed:
        titles = page.body.decode().splitlines()
        return ParsedFeed(entries=tuple(Entry(guid=t, url=f"https://x.example/{t}", title=t) for t in titles))


class FakeExtractor:
    def extract(self, page: Page) -> str:
        return page.body.decode()

    def text_of(self, html: str) -> str:
        return html

    def language(self, text: str, hints: Sequence[str]) -> str | None:
        return hints[0] if hints else None


@dataclass
class FakeFeeds:
    due: list[Feed]
    states: dict[str, FeedState] = field(default_factory=dict)
    kept: dict[str, Article] = field(default_factory=dict)

    def due_feeds(self, now: datetime, kinds: Sequence[FeedKind], limit: int) -> list[tuple[Feed, FeedState]]:
        return [(feed, self.states.get(feed.id, FeedState(feed_id=feed.id))) for feed in self.due]

    def save_poll(self, state: FeedState, found: Sequence[Article]) -> int:
        self.states[state.feed_id] = state
        new = [article for article in found if article.identity not in self.kept]
        self.kept |= {article.identity: article for article in new}
        return len(new)

    def sync_feeds(self, watched: object) -> None: ...
    def feeds(self) -> list[tuple[Feed, FeedState]]:
        return []

    def add_articles(self, found: Sequence[Article]) -> int:
        return 0


@dataclass
class FakeArticles:
    rows: dict[str, Article] = field(default_factory=dict)
    verdicts: dict[str, Classification] = field(default_factory=dict)

    def articles_in(self, state: ArticleState, limit: int) -> list[Article]:
        return [article for article in self.rows.values() if article.state is state][:limit]

    def save_extracted(self, article: Article) -> bool:
        self.rows[article.id] = article
        return True

    def save_classified(self, verdict: Classification, now: datetime) -> bool:
        self.verdicts[verdict.article_id] = verdict
        self.rows[verdict.article_id] = replace(self.rows[verdict.article_id], state=ArticleState.CLASSIFIED)
        return True

    def purge(self, now: datetime, *, unmatched_before: datetime, dropped_before: datetime) -> int:
        return 0


class FakeClassifier:
    def classify(self, documents: Sequence[Document]) -> list[Classification]:
        return [a_verdict(document.id) for document in documents]


@dataclass
class FakeOutbox:
    waiting: list[Alert]
    outcome: dict[str, str] = field(default_factory=dict)
    retry_at: datetime | None = None

    def claim(self, now: datetime) -> tuple[Alert, Case, Incident] | None:
        return (self.waiting.pop(0), a_case(), an_incident()) if self.waiting else None

    def sent(self, alert: Alert, receipt: Receipt, now: datetime) -> None:
        self.outcome[alert.id] = f"sent {receipt.external_id}"

    def failed(self, alert: Alert, error: str, *, retry_at: datetime | None) -> None:
        self.outcome[alert.id] = error
        self.retry_at = retry_at


@dataclass
class FakeSender:
    error: DeliveryError | None = None
    already: Receipt | None = None
    sent: list[str] = field(default_factory=list)

    def send(self, alert: Alert, case: Case, incident: Incident, route: Route) -> Receipt:
        if self.error:
            raise self.error
        self.sent.append(alert.key)
        return Receipt(external_id="new")

    def find(self, alert: Alert, route: Route) -> Receipt | None:
        return self.already


@dataclass
class FakeDigests:
    bodies: dict[str, bytes] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def week(self, iso: str, start: datetime, end: datetime) -> Week:
        return Week(iso=iso, start=start, end=end, cases=(), opened=frozenset())

    def digest(self, week: str, subscriber: str, now: datetime) -> tuple[bool, bytes | None]:
        return subscriber in self.done, self.bodies.get(subscriber)

    def freeze(self, week: str, subscriber: str, body: bytes) -> None:
        self.bodies[subscriber] = body

    def digest_sent(self, week: str, subscriber: str, now: datetime) -> None:
        self.done.add(subscriber)

    def digest_failed(self, week: str, subscriber: str, error: str) -> None: ...


@dataclass
class FakeMailer:
    broken: set[str] = field(default_factory=set)
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    rendered: int = 0

    def render(self, week: Week, subscriber: Subscriber) -> bytes:
        self.rendered += 1
        return f"digest {self.rendered}".encode()

    def send(self, message: bytes, subscriber: Subscriber) -> None:
        if subscriber.name in self.broken:
            raise DeliveryError("mail", "451 from the server")
        self.sent.append((subscriber.name, message))
