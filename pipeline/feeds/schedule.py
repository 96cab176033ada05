"""When a feed is polled next, and what is remembered of it. Pure: time and chance are passed in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from pipeline.domain import Feed, FeedState, Page
from pipeline.errors import FetchError

SHORTEST, LONGEST = timedelta(minutes=10), timedelta(days=1)
FULL_ANSWER_EVERY = timedelta(hours=6)
"""Some servers keep an ETag while the body changes, so that often no validators are sent."""
JITTER = 0.2
SILENT_AFTER = timedelta(days=7)
"""A feed without a new item for a week, or with four hard failures on end, is said to be dead."""
DEAD_FAILURES = 4.0


def validators(state: FeedState, now: datetime) -> tuple[str | None, str | None]:
    """ETag and Last-Modified to send; none when a full answer is due."""
    last = state.unconditional_at
    if last is None or now - last >= FULL_ANSWER_EVERY:
        return None, None
    return state.etag, state.last_modified


def body_hash(page: Page) -> str:
    return hashlib.sha256(page.body).hexdigest()


def unchanged(state: FeedState, page: Page) -> bool:
    """Whether the body is the one that was parsed last."""
    return state.body_hash is not None and state.body_hash == body_hash(page)


def after_success(
    state: FeedState, feed: Feed, *, now: datetime, new: int, page: Page, rng: Random
) -> FeedState:
    """The state after an answer that was parsed, or that said nothing changed.

    A 304 proves only that the server answers: it does not clear an earlier failure.
    """
    share = 0.7 * state.new_share + 0.3 * min(new, 10)
    kept = replace(state, polled_at=now, new_share=share, next_poll_at=now + _wait(feed, share, rng))
    if page.not_modified:
        return kept
    asked_in_full = validators(state, now) == (None, None)
    return replace(
        kept,
        etag=page.etag,
        last_modified=page.last_modified,
        body_hash=body_hash(page),
        failures=0.0,
        last_error=None,
        unconditional_at=now if asked_in_full else state.unconditional_at,
    )


def after_failure(
    state: FeedState, feed: Feed, error: FetchError, *, now: datetime, rng: Random
) -> FeedState:
    """Back off by the weight of the failures, to a day at most and never for ever; forget the validators."""
    failures = min(state.failures + error.weight, 20.0)
    wait = _jittered(timedelta(minutes=feed.cadence_minutes) * 2 ** min(failures, 10), rng)
    if error.retry_after is not None:
        wait = max(wait, timedelta(seconds=error.retry_after))
    return replace(
        state, polled_at=now, next_poll_at=now + wait, failures=failures, last_error=error.reason,
        etag=None, last_modified=None,
    )  # fmt: skip


def is_alive(state: FeedState, _feed: Feed, now: datetime) -> bool:
    """Whether items come: a feed that answers but brings nothing for a week is not alive."""
    if state.failures >= DEAD_FAILURES or state.last_item_at is None:
        return False
    return now - state.last_item_at < SILENT_AFTER


def _wait(feed: Feed, share: float, rng: Random) -> timedelta:
    """The feed's cadence, halved when polls bring several new items, doubled when they bring none."""
    factor = 0.5 if share > 3 else 2.0 if share < 0.2 else 1.0
    return _jittered(timedelta(minutes=feed.cadence_minutes) * factor, rng)


def _jittered(wait: timedelta, rng: Random) -> timedelta:
    return min(max(wait * rng.uniform(1 - JITTER, 1 + JITTER), SHORTEST), LONGEST)
