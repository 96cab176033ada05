"""Each step with fakes: what happens with one bad item, only bad items, none, and twice."""

import random
from datetime import timedelta
from typing import Any

import pytest

from pipeline import steps
from pipeline.domain import Alert, AlertKind, ArticleState, Channel, FeedState, Receipt, Route, Subscriber
from pipeline.errors import DeliveryError, FetchError
from pipeline.tally import Tally
from pipeline.worlds import Delivery, Extraction, Polling
from tests.builders import NOW, a_feed, an_article
from tests.fakes import (
    FakeArticles,
    FakeClassifier,
    FakeDigests,
    FakeExtractor,
    FakeFeeds,
    FakeFetcher,
    FakeMailer,
    FakeOutbox,
    FakeParser,
    FakeSender,
)

LONG = "A report of some length. " * 40


def polling(feeds: FakeFeeds, fetcher: FakeFetcher) -> Polling:
    return Polling(feeds=feeds, fetcher=fetcher, parser=FakeParser(), clock=lambda: NOW, rng=random.Random(1))


def extract(articles: FakeArticles, fetcher: FakeFetcher) -> Tally:
    world = Extraction(
        articles=articles, fetcher=fetcher, extractor=FakeExtractor(), languages={"voice": ("en",)}
    )
    return steps.extract(world)


def deliver(outbox: FakeOutbox, sender: FakeSender) -> Tally:
    route = Route(name="desk", channel=Channel.CONSOLE)
    return steps.alert(
        Delivery(outbox=outbox, senders={Channel.CONSOLE: sender}, routes={"desk": route}, clock=lambda: NOW)
    )


def an_alert(**more: Any) -> Alert:
    given = {"id": "1", "key": "k1", "kind": AlertKind.NEW_CASE, "route": "desk", "case_id": "c",
             "incident_id": "i1", "attempts": 1}  # fmt: skip
    return Alert(**{**given, **more})


def test_a_feed_that_fails_spoils_no_other_and_is_remembered() -> None:
    feeds = FakeFeeds([a_feed("good"), a_feed("bad")])
    tally = steps.poll(polling(feeds, FakeFetcher({"https://good.example/feed": b"one\ntwo"})))
    assert tally.counts == {"polled": 1, "entries": 2, "new": 2, "skipped": 0, "failed": 1}
    assert feeds.states["bad"].last_error == "status 404"
    assert feeds.states["bad"].failures == 0.5


def test_polling_again_brings_nothing_twice() -> None:
    feeds = FakeFeeds([a_feed("good")])
    fetcher = FakeFetcher({"https://good.example/feed": b"one\ntwo"})
    steps.poll(polling(feeds, fetcher))
    assert steps.poll(polling(feeds, fetcher)).counts == {"polled": 1, "unchanged": 1}
    fetcher.pages["https://good.example/feed"] = b"one\ntwo\nthree"
    assert steps.poll(polling(feeds, fetcher))["new"] == 1


def test_a_poll_in_which_no_feed_answers_is_an_error() -> None:
    feeds = FakeFeeds([a_feed(f"f{n}") for n in range(5)])
    with pytest.raises(FetchError, match="none of 5 feeds answered"):
        steps.poll(polling(feeds, FakeFetcher()))
    assert len(feeds.states) == 5


def test_one_dead_feed_alone_is_no_error() -> None:
    assert steps.poll(polling(FakeFeeds([a_feed("bad")]), FakeFetcher())).counts == {"failed": 1}


def test_nothing_due_is_no_error() -> None:
    assert not steps.poll(polling(FakeFeeds([]), FakeFetcher())).counts


def test_a_feeds_own_text_is_enough_when_it_is_long() -> None:
    articles, fetcher = FakeArticles({"a1": an_article(text=LONG)}), FakeFetcher()
    extract(articles, fetcher)
    assert fetcher.asked == []
    assert articles.rows["a1"].state is ArticleState.EXTRACTED


def test_a_summary_sends_for_the_page_and_the_longer_text_is_kept() -> None:
    articles = FakeArticles({"a1": an_article(text="Short.", language=None)})
    extract(articles, FakeFetcher({"https://voice.example/a1": LONG.encode()}))
    assert articles.rows["a1"].text == LONG
    assert articles.rows["a1"].language == "en"


def test_a_page_that_is_gone_leaves_what_the_feed_gave() -> None:
    articles = FakeArticles({"a1": an_article(text="", summary="The summary.")})
    gone = FetchError("a1", "status 410", weight=1.0)
    extract(articles, FakeFetcher({"https://voice.example/a1": gone}))
    assert articles.rows["a1"].text == "The summary."
    assert articles.rows["a1"].state is ArticleState.EXTRACTED


def test_a_page_that_is_late_is_tried_three_times_and_then_let_go() -> None:
    articles = FakeArticles({"a1": an_article(text="Short.")})
    late = FakeFetcher({"https://voice.example/a1": FetchError("a1", "no answer", weight=0.25)})
    states = []
    for _ in range(3):
        extract(articles, late)
        states.append(articles.rows["a1"].state)
    assert states == [ArticleState.NEW, ArticleState.NEW, ArticleState.EXTRACTED]


def test_every_extracted_article_gets_a_verdict() -> None:
    rows = {f"a{n}": an_article(f"a{n}", state=ArticleState.EXTRACTED) for n in range(150)}
    articles = FakeArticles(rows)
    tally = steps.classify(articles, FakeClassifier(), lambda: NOW)
    assert tally.counts == {"classified": 150, "alert": 150}
    assert set(articles.verdicts) == set(rows)


def test_an_alert_is_sent_and_its_receipt_kept() -> None:
    outbox, sender = FakeOutbox([an_alert()]), FakeSender()
    assert deliver(outbox, sender).counts == {"sent": 1}
    assert outbox.outcome == {"1": "sent new"}


def test_an_alert_that_an_interrupted_try_had_posted_is_not_posted_again() -> None:
    outbox = FakeOutbox([an_alert(attempts=2)])
    sender = FakeSender(already=Receipt(external_id="old"))
    assert deliver(outbox, sender).counts == {"found_again": 1}
    assert (sender.sent, outbox.outcome) == ([], {"1": "sent old"})


def test_a_failure_that_may_pass_is_tried_later_and_respects_the_wait_that_was_asked() -> None:
    outbox = FakeOutbox([an_alert()])
    deliver(outbox, FakeSender(error=DeliveryError("slack", "ratelimited", retry_after=90)))
    assert outbox.retry_at == NOW + timedelta(seconds=90)


def test_a_failure_that_cannot_pass_is_given_up_and_the_next_alert_goes_out() -> None:
    outbox = FakeOutbox([an_alert(route="nowhere"), an_alert(id="2", key="k2")])
    assert deliver(outbox, FakeSender()).counts == {"given_up": 1, "sent": 1}
    assert outbox.retry_at is None
    assert "no such route" in outbox.outcome["1"]


def test_a_digest_goes_once_to_each_subscriber_and_a_retry_sends_the_same_bytes() -> None:
    week = FakeDigests().week("2026-W47", NOW, NOW)
    people, digests = [Subscriber(name="one"), Subscriber(name="two")], FakeDigests()
    mailer = FakeMailer(broken={"two"})
    assert steps.digest(week, people, digests, mailer, lambda: NOW).counts == {"sent": 1, "failed": 1}
    mailer.broken.clear()
    assert steps.digest(week, people, digests, mailer, lambda: NOW).counts == {"had_it": 1, "sent": 1}
    assert mailer.sent == [("one", b"digest 1"), ("two", b"digest 2")]
    assert mailer.rendered == 2


def test_what_a_feed_state_remembers_after_a_failure_is_no_validator() -> None:
    feeds = FakeFeeds([a_feed("bad")])
    feeds.states["bad"] = FeedState(feed_id="bad", etag='"x"', unconditional_at=NOW)
    steps.poll(polling(feeds, FakeFetcher()))
    assert feeds.states["bad"].etag is None
