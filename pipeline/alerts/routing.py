"""Who is told, and when to try again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline.domain import Route

FIRST_RETRY, LAST_RETRY = timedelta(seconds=30), timedelta(hours=1)
"""The first wait is also the settle time after which a channel's history shows a message that got through."""


def routes_for(country: str | None, routes: Sequence[Route]) -> list[Route]:
    """The routes that want a country; a case of unknown country goes to those that want all."""
    return [route for route in routes if not route.countries or country in route.countries]


def within_window(reported: datetime | None, now: datetime, days: int) -> bool:
    """Whether news is recent enough to alert: repairs and backfills must not send old news."""
    return reported is not None and reported >= now - timedelta(days=days)


def retry_delay(attempts: int) -> timedelta:
    """30 s, 1 min, 2 min … up to an hour."""
    return min(FIRST_RETRY * float(2 ** max(attempts - 1, 0)), LAST_RETRY)
