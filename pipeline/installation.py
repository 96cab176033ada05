"""One installation: the steps with their parts, and the looking after it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pipeline import steps
from pipeline.alerts.digest import week_bounds
from pipeline.bootstrap import Parts, now
from pipeline.cases.law_watch import LawWatch
from pipeline.domain import (
    Article,
    ArticleState,
    Channel,
    Classification,
    Document,
    Feed,
    FeedHealth,
    FeedKind,
    Route,
    Week,
)
from pipeline.errors import ConfigError, FeedFormatError, FetchError
from pipeline.feeds import schedule
from pipeline.rules import Linking
from pipeline.sandbox import SandboxedParser
from pipeline.store.database import Database
from pipeline.tally import Tally
from pipeline.worlds import Delivery, Extraction, Polling, Progress

UNMATCHED_KEPT = timedelta(days=30)
CANDIDATES_KEPT = timedelta(days=90)


class Overreach(Parts):
    """What the command line and the DAGs call: each step once, in the order of the flow."""

    # --- steps, in order ---------------------------------------------------------------------------------

    def poll(self, kinds: Sequence[FeedKind] = tuple(FeedKind), *, now_due: bool = False) -> Tally:
        """Poll the feeds of these kinds that are due, or all of them with `now_due`."""
        self.feeds.sync_feeds(self.watched)
        if now_due:
            self.feeds.make_due(kinds)
        world = Polling(
            feeds=self.feeds, fetcher=self.fetcher, parser=SandboxedParser(self.sandbox), clock=now,
            rng=random.SystemRandom(), workers=self.settings.fetch_workers,
        )  # fmt: skip
        return steps.poll(world, kinds)

    def extract(self, progress: Progress = lambda *_: None) -> Tally:
        world = Extraction(
            articles=self.articles, fetcher=self.fetcher, extractor=self.extractor,
            languages={feed.id: feed.languages for feed in self.watched}, workers=self.settings.fetch_workers,
        )  # fmt: skip
        return steps.extract(world, progress)

    def classify(self, progress: Progress = lambda *_: None) -> Tally:
        return steps.classify(self.articles, self.classifier, now, progress)

    def link(self) -> Tally:
        return steps.link(self.articles, self.cases, self.rules, now)

    @property
    def rules(self) -> Linking:
        kinds = {law.id: law.kind for law in self.laws.values()}
        return Linking(routes=self.alerts.routes, window_days=self.alerts.window_days, kinds=kinds)

    def deliver(self) -> Tally:
        routes = {route.name: route for route in self.alerts.routes}
        world = Delivery(outbox=self.outbox, senders=self.senders, routes=routes, clock=now)
        return steps.alert(world)

    def digest(self, iso_week: str | None = None) -> Tally:
        """The digest of an ISO week such as 2026-W48; without one, of the last full week."""
        return steps.digest(self.week(iso_week), self.alerts.subscribers, self.digests, self.mailer, now)

    def week(self, iso_week: str | None = None) -> Week:
        iso, start, end = week_bounds(iso_week, now(), self.settings.zone)
        return replace(self.digests.week(iso, start, end), feeds=tuple(self.health()))

    def health(self) -> list[FeedHealth]:
        moment = now()
        return [
            FeedHealth(
                feed_id=feed.id, name=feed.name, country=feed.countries[0] if feed.countries else None,
                alive=schedule.is_alive(state, feed, moment), last_item_at=state.last_item_at,
                note=state.last_error or "",
            )
            for feed, state in self.feeds.feeds()
        ]  # fmt: skip

    def preview(self, iso_week: str | None = None) -> Path:
        """Write a week's digest to the output folder; returns the page's path."""
        return self.mailer.preview(self.week(iso_week), self.alerts.subscribers[0])

    # --- articles from files -----------------------------------------------------------------------------

    def with_language(self, article: Article) -> Article:
        if article.language:
            return article
        return replace(article, language=self.extractor.language(f"{article.title}\n{article.text}", ()))

    def articles_from_file(self, found: Sequence[Article]) -> int:
        return self.feeds.add_articles(found)

    def identified(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents, with their language where it is not given."""
        return [
            d if d.language else replace(d, language=self.extractor.language(f"{d.title}\n{d.text}", ()))
            for d in documents
        ]

    def verdicts(self, documents: Sequence[Document]) -> list[Classification]:
        """Classify without keeping anything."""
        return self.classifier.classify(self.identified(documents))

    def pending(self) -> dict[str, int]:
        """What still waits in each stage: nothing, when all that came in has gone through."""
        return {
            "to extract": self.articles.count(ArticleState.NEW),
            "to classify": self.articles.count(ArticleState.EXTRACTED),
            "to link": self.articles.count(ArticleState.CLASSIFIED),
            "to deliver": self.outbox.waiting(),
        }

    # --- looking after it --------------------------------------------------------------------------------

    def upgrade_database(self) -> int:
        """Bring the tables to this version, and make the reports that an earlier one did not keep; their number."""
        Database(self.settings.database_url.get_secret_value()).upgrade()
        return self.cases.prepare(self.rules, now())

    def check_feeds(self, feeds: Sequence[Feed]) -> Iterator[tuple[str, str, str]]:
        """Try each address: its id, alive / moved / empty / bot wall / dead, and a detail."""
        parser = SandboxedParser(self.sandbox)
        for feed in feeds:
            try:
                page = self.fetcher.fetch(feed.url, subject=feed.id)
                parsed = parser.parse(page, subject=feed.id)
            except FetchError as error:
                state = (
                    "bot wall"
                    if error.status in {401, 403, 429} or isinstance(error, FeedFormatError)
                    else "dead"
                )
                yield feed.id, state, error.reason
                continue
            state = "moved" if page.url != feed.url else "alive" if parsed.entries else "empty"
            yield feed.id, state, page.url if state == "moved" else f"{len(parsed.entries)} items"

    def checks(self) -> dict[str, Callable[[], str]]:
        """What `doctor` looks at; each check says what it saw or raises OverreachError."""
        return {
            "law register": lambda: (
                f"{len(self.laws)} laws of {len({w.country for w in self.laws.values()})} countries"
            ),
            "lexicon": lambda: f"{len(self.lexicons)} languages",
            "feeds": lambda: f"{len(self.watched)} feeds",
            "alerts": lambda: ", ".join(f"{r.name} by {r.channel.value}" for r in self._reachable_routes()),
            "database": lambda: self.database.shown,
            "encoder": lambda: f"{self.settings.weights_dir.name}: {self.classifier.check()}",
        }

    def _reachable_routes(self) -> Sequence[Route]:
        for route in self.alerts.routes:
            if route.channel not in self.senders:
                need = "OVERREACH_SLACK_TOKEN" if route.channel is Channel.SLACK else "OVERREACH_SMTP_HOST"
                raise ConfigError(f"alerts.yml: route {route.name}", f"{route.channel.value} needs {need}")
        return self.alerts.routes

    def watch_laws(self) -> Tally:
        """Daily: note what became of laws, in the register and in the news, with the open cases that rely on them."""
        noted = self.law_changes.look(LawWatch(self.laws), now())
        return Tally(counts={"law_changes": len(noted)})

    def upkeep(self) -> int:
        """Daily: forget the texts that led nowhere. Returns how many."""
        moment = now()
        return self.articles.purge(
            moment, unmatched_before=moment - UNMATCHED_KEPT, dropped_before=moment - CANDIDATES_KEPT
        )
