"""When a feed is polled next."""

from datetime import timedelta
from random import Random

from pipeline.domain import FeedState, Page
from pipeline.errors import FetchError
from pipeline.feeds import schedule
from tests.builders import NOW, a_feed

FEED = a_feed(cadence_minutes=60)
PAGE = Page(url=FEED.url, status=200, body=b"body", etag='"e"', last_modified="then")


def after(state: FeedState, page: Page = PAGE, new: int = 1) -> FeedState:
    return schedule.after_success(state, FEED, now=NOW, new=new, page=page, rng=Random(3))


def failed(state: FeedState, **error: float) -> FeedState:
    return schedule.after_failure(state, FEED, FetchError("voice", "bad", **error), now=NOW, rng=Random(3))


def test_validators_are_sent_except_when_a_full_answer_is_due() -> None:
    state = after(FeedState(feed_id="voice"))
    assert schedule.validators(state, NOW + timedelta(hours=1)) == ('"e"', "then")
    assert schedule.validators(state, NOW + timedelta(hours=7)) == (None, None)


def test_a_busy_feed_is_polled_more_often_and_a_quiet_one_less() -> None:
    busy = after(FeedState(feed_id="voice", new_share=9.0), new=10)
    quiet = after(FeedState(feed_id="voice", new_share=0.1), new=0)
    assert busy.next_poll_at
    assert quiet.next_poll_at
    assert busy.next_poll_at - NOW < timedelta(minutes=60) < quiet.next_poll_at - NOW


def test_failures_back_off_to_a_day_at_most_and_forget_validators() -> None:
    state = after(FeedState(feed_id="voice"))
    waits = []
    for _ in range(12):
        state = failed(state)
        assert state.next_poll_at
        waits.append(state.next_poll_at - NOW)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(days=1)
    assert state.etag is None


def test_a_servers_wish_to_wait_is_respected() -> None:
    state = failed(FeedState(feed_id="voice"), weight=0.5, retry_after=36_000)
    assert state.next_poll_at == NOW + timedelta(hours=10)


def test_a_304_does_not_clear_an_earlier_failure_and_an_answer_does() -> None:
    state = failed(FeedState(feed_id="voice"))
    unchanged = Page(url=FEED.url, status=304, body=b"", not_modified=True)
    assert after(state, unchanged).failures == 1
    assert after(state).failures == 0


def test_a_feed_that_answers_but_brings_nothing_for_a_week_is_not_alive() -> None:
    fresh = FeedState(feed_id="voice", last_item_at=NOW - timedelta(days=6))
    stale = FeedState(feed_id="voice", last_item_at=NOW - timedelta(days=8))
    assert schedule.is_alive(fresh, FEED, NOW)
    assert not schedule.is_alive(stale, FEED, NOW)
    assert not schedule.is_alive(FeedState(feed_id="voice"), FEED, NOW)
