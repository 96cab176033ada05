"""The table of contents: poll, extract, classify, link, alert, digest.

Each step claims rows in one state, decides with pure functions, and writes rows in the next. Any of them can
be killed, repeated, or run twice at once. Logs and results hold ids and counts, never names.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from pipeline import ports
from pipeline.alerts import routing
from pipeline.articles import identity
from pipeline.domain import (
    Alert,
    Article,
    ArticleState,
    Case,
    Feed,
    FeedKind,
    FeedState,
    Incident,
    Subscriber,
    Week,
)
from pipeline.errors import DeliveryError, ExtractError, FetchError
from pipeline.feeds import schedule
from pipeline.tally import Tally
from pipeline.worlds import Clock, Delivery, Extraction, Polling, Progress

log = logging.getLogger("overreach")

ENOUGH_TEXT = 600
"""Characters of a feed's own text from which the page need not be fetched: a summary is shorter."""
MOST_TRIES = 3
ENOUGH_FEEDS = 5
"""When this many feeds are due and none answers, it is not the feeds that are broken."""
BATCH = 64


# --- poll ------------------------------------------------------------------------------------------------


def poll(world: Polling, kinds: Sequence[FeedKind] = tuple(FeedKind), limit: int = 1000) -> Tally:
    """Fetch the feeds that are due, one host at a time and several hosts at once; keep what is new."""
    tally = Tally()
    by_host: dict[str, list[tuple[Feed, FeedState]]] = defaultdict(list)
    for feed, state in world.feeds.due_feeds(world.clock(), kinds, limit):
        by_host[urlsplit(feed.url).netloc].append((feed, state))
    with ThreadPoolExecutor(world.workers) as pool:
        for outcomes in pool.map(lambda due: [_poll_one(world, *one) for one in due], by_host.values()):
            for name, number in (pair for outcome in outcomes for pair in outcome.items()):
                tally.add(name, number)
    if tally["failed"] >= ENOUGH_FEEDS and not tally["polled"]:
        raise FetchError("poll", f"none of {tally['failed']} feeds answered; is the network up?")
    return tally


def _poll_one(world: Polling, feed: Feed, state: FeedState) -> dict[str, int]:
    """A feed that fails is remembered as failing, and spoils no other."""
    now = world.clock()
    etag, last_modified = schedule.validators(state, now)
    try:
        page = world.fetcher.fetch(feed.url, subject=feed.id, etag=etag, last_modified=last_modified)
        if page.not_modified or schedule.unchanged(state, page):
            world.feeds.save_poll(
                schedule.after_success(state, feed, now=now, new=0, page=page, rng=world.rng), []
            )
            return {"polled": 1, "unchanged": 1}
        parsed = world.parser.parse(page, subject=feed.id)
    except FetchError as error:
        log.warning("poll: %s", error)
        world.feeds.save_poll(schedule.after_failure(state, feed, error, now=now, rng=world.rng), [])
        return {"failed": 1}
    found = [identity.article_from(entry, feed, now) for entry in parsed.entries]
    found = [replace(article, silent=world.silent) for article in found]
    after = schedule.after_success(state, feed, now=now, new=len(found), page=page, rng=world.rng)
    new = world.feeds.save_poll(after, found)
    return {"polled": 1, "entries": len(found), "new": new, "skipped": parsed.skipped}


# --- extract ---------------------------------------------------------------------------------------------


def extract(world: Extraction, progress: Progress = lambda *_: None) -> Tally:
    """Give every new article its readable text and its language."""
    tally = Tally()
    with ThreadPoolExecutor(world.workers) as pool:
        for batch in _drain(world.articles, ArticleState.NEW):
            for article in pool.map(lambda one: _extract_one(world, one), batch):
                world.articles.save_extracted(article)
                tally.add("extracted" if article.state is ArticleState.EXTRACTED else "retry")
            progress("extract", len(batch))
    return tally


def _extract_one(world: Extraction, article: Article) -> Article:
    """The feed's own text where it is long enough, else the page's, else what the feed gave."""
    text = world.extractor.text_of(article.text) or article.summary
    again = False
    if len(text) < ENOUGH_TEXT and article.url:
        try:
            page = world.fetcher.fetch(article.url, subject=article.id)
            text = max(text, identity.without_title(world.extractor.extract(page), article.title), key=len)
        except FetchError as error:
            again = error.weight < 1 and article.attempts + 1 < MOST_TRIES
            log.info("extract: %s", error)
        except ExtractError as error:
            log.info("extract: %s: %s", article.id, error)
    hints = world.languages.get(article.feed_id, ())
    return replace(
        article,
        text=text,
        text_sha256=identity.text_sha256(text),
        language=article.language or world.extractor.language(f"{article.title}\n{text}", hints),
        attempts=article.attempts + 1,
        state=ArticleState.NEW if again else ArticleState.EXTRACTED,
    )


# --- classify --------------------------------------------------------------------------------------------


def classify(
    articles: ports.ArticleStore,
    classifier: ports.Classifier,
    clock: Clock,
    progress: Progress = lambda *_: None,
) -> Tally:
    """Give every extracted article its verdict."""
    tally = Tally()
    for batch in _drain(articles, ArticleState.EXTRACTED):
        for verdict in classifier.classify([article.document for article in batch]):
            articles.save_classified(verdict, clock())
            tally.add("classified")
            tally.add(verdict.decision.value)
        progress("classify", len(batch))
    return tally


# --- link ------------------------------------------------------------------------------------------------


def link(articles: ports.ArticleStore, cases: ports.CaseStore, rules: ports.LinkRules, clock: Clock) -> Tally:
    """Put every classified prosecution into its case, with the alerts it causes in the same transaction."""
    tally = Tally()
    for batch in _drain(articles, ArticleState.CLASSIFIED):
        for linked in cases.link_each([article.id for article in batch], rules, clock):
            if linked is None:
                continue
            tally.add("linked")
            tally.add("opened", linked.opened)
            tally.add("incidents", linked.new_incident)
            tally.add("alerts", linked.alerts)
            tally.add("merged", linked.merged)
            tally.add("asked", linked.asked)
    return tally


# --- alert -----------------------------------------------------------------------------------------------


def alert(world: Delivery) -> Tally:
    """Send what waits in the outbox, each row once."""
    tally = Tally()
    while claimed := world.outbox.claim(world.clock()):
        tally.add(_send_one(world, *claimed))
    return tally


def _send_one(world: Delivery, alert: Alert, case: Case, incident: Incident) -> str:
    route = world.routes.get(alert.route)
    sender = world.senders.get(route.channel) if route else None
    try:
        if route is None or sender is None:
            raise DeliveryError(alert.route, "no such route in alerts.yml, or its channel is not set up",
                                permanent=True)  # fmt: skip
        seen = sender.find(alert, route) if alert.attempts > 1 else None
        receipt = seen or sender.send(alert, case, incident, route)
    except DeliveryError as error:
        now = world.clock()
        wait = max(routing.retry_delay(alert.attempts), timedelta(seconds=error.retry_after or 0))
        world.outbox.failed(alert, str(error), retry_at=None if error.permanent else now + wait)
        log.warning("alert %s: %s", alert.id, error)
        return "given_up" if error.permanent else "retry"
    world.outbox.sent(alert, receipt, world.clock())
    return "found_again" if seen else "sent"


# --- digest ----------------------------------------------------------------------------------------------


def digest(
    week: Week,
    subscribers: Sequence[Subscriber],
    digests: ports.DigestStore,
    mailer: ports.Mailer,
    clock: Clock,
) -> Tally:
    """Send a week's digest to each subscriber who has not had it; the same bytes on every try."""
    tally = Tally()
    for subscriber in subscribers:
        done, body = digests.digest(week.iso, subscriber.name, clock())
        if done:
            tally.add("had_it")
            continue
        if body is None:
            body = mailer.render(week, subscriber)
            digests.freeze(week.iso, subscriber.name, body)
        try:
            mailer.send(body, subscriber)
        except DeliveryError as error:
            digests.digest_failed(week.iso, subscriber.name, str(error))
            log.warning("digest %s for %s: %s", week.iso, subscriber.name, error)
            tally.add("failed")
            continue
        digests.digest_sent(week.iso, subscriber.name, clock())
        tally.add("sent")
    return tally


def _drain(articles: ports.ArticleStore, state: ArticleState) -> Iterator[list[Article]]:
    """Batches of a state until nothing comes that this run has not seen."""
    seen: set[str] = set()
    while batch := [one for one in articles.articles_in(state, BATCH) if one.id not in seen]:
        seen.update(article.id for article in batch)
        yield batch
