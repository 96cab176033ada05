"""Who is told, what, and the weekly digest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pipeline.domain.cases import Case
from pipeline.domain.feeds import FeedHealth
from pipeline.domain.vocabulary import AlertKind, Channel, NamePolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which cases go to which channel. Empty `countries` means all.

    `to` is the Slack channel id, or mail addresses joined by a comma; `broadcast` repeats thread replies in
    the channel.
    """

    name: str
    channel: Channel
    to: str = ""
    countries: tuple[str, ...] = ()
    names: NamePolicy = NamePolicy.INITIALS
    broadcast: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Who gets the weekly digest. An empty `address` writes it to the output folder only."""

    name: str
    address: str = ""
    countries: tuple[str, ...] = ()
    names: NamePolicy = NamePolicy.INITIALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One row of the outbox. `key` is opaque and unique; `thread` is the case's first post in the channel."""

    id: str
    key: str
    kind: AlertKind
    route: str
    case_id: str
    incident_id: str
    attempts: int = 0
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """How one alert fared: its route, its incident, and whether it is pending, sent or failed."""

    route: str
    incident_id: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a channel said when it took a message: its id there, if it has one."""

    external_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What one digest is made from. `start` is a Monday 00:00 in the organisation's zone, `end` 7 days on.

    `cases` have at least one incident first reported in the week; `opened` are ids of those opened in it.
    """

    iso: str
    start: datetime
    end: datetime
    cases: tuple[Case, ...]
    opened: frozenset[str]
    to_review: int = 0
    articles_read: int = 0
    articles_by_language: tuple[tuple[str, int], ...] = ()
    feeds: tuple[FeedHealth, ...] = ()
    cases_before: tuple[tuple[str, int], ...] = field(default=())
