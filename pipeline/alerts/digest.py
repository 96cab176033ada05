"""One week as a page shows it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.alerts.names import country_name
from pipeline.domain import ACCUSED, Case, FeedHealth, Incident, Stage, Subscriber, Week
from pipeline.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case with the incidents that are new in the week."""

    case: Case
    new: tuple[Incident, ...]
    opened: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """Numbers are of four kinds and never mixed: persons, cases, incidents, articles."""

    iso: str
    start: datetime
    end: datetime
    lines: tuple[CaseLine, ...]
    persons: int
    incidents: int
    new_cases: int
    articles: int
    by_country: tuple[tuple[str, int], ...]
    by_stage: tuple[tuple[Stage, int], ...]
    by_language: tuple[tuple[str, int], ...]
    to_review: int
    feeds_alive: int
    feeds_silent: tuple[FeedHealth, ...]
    silence: str


def week_bounds(iso: str | None, now: datetime, zone: ZoneInfo) -> tuple[str, datetime, datetime]:
    """Name, start and end (UTC) of an ISO week in a zone; without a name, of the last full week.

    Raises InputError for a name that is no ISO week.
    """
    if iso is None:
        local = now.astimezone(zone).date()
        monday = local - timedelta(days=local.weekday() + 7)
    elif match := re.fullmatch(r"(\d{4})-W(\d{2})", iso):
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError as error:
            raise InputError(f"--week {iso}", "there is no such week") from error
    else:
        raise InputError(f"--week {iso}", "write it like 2026-W48")
    start, end = (
        datetime.combine(day, time(), zone).astimezone(UTC) for day in (monday, monday + timedelta(days=7))
    )
    year, number, _ = monday.isocalendar()
    return f"{year}-W{number:02d}", start, end


def view(week: Week, subscriber: Subscriber) -> DigestView:
    """What one subscriber's digest says; empty weeks are said too."""
    wanted = [c for c in week.cases if not subscriber.countries or c.country in subscriber.countries]
    lines = sorted((_line(case, week) for case in wanted), key=_order)
    new = [incident for line in lines for incident in line.new]
    silent = tuple(feed for feed in week.feeds if not feed.alive)
    return DigestView(
        iso=week.iso, start=week.start, end=week.end, lines=tuple(lines),
        persons=sum(_accused(line.case) for line in lines), incidents=len(new),
        new_cases=sum(line.opened for line in lines), articles=week.articles_read,
        by_country=tuple(Counter(country_name(line.case.country) for line in lines).most_common()),
        by_stage=tuple(Counter(incident.stage for incident in new).most_common()),
        by_language=week.articles_by_language, to_review=week.to_review,
        feeds_alive=len(week.feeds) - len(silent), feeds_silent=silent,
        silence=_silence(week, len(wanted), len(silent)),
    )  # fmt: skip


def _line(case: Case, week: Week) -> CaseLine:
    new = tuple(i for i in case.incidents if week.start <= i.first_reported < week.end)
    return CaseLine(case=case, new=new, opened=case.id in week.opened)


def _order(line: CaseLine) -> tuple[str, bool, str]:
    return country_name(line.case.country), not line.opened, line.case.id


def _accused(case: Case) -> int:
    return sum(person.role in ACCUSED for person in case.persons)


def _silence(week: Week, cases: int, silent: int) -> str:
    """Says whether few cases mean a quiet week or broken feeds."""
    if week.feeds and silent * 2 > len(week.feeds):
        return f"{silent} of {len(week.feeds)} feeds brought nothing: silence may mean that they are broken."
    if week.articles_read == 0:
        return "No article was read this week: something is broken, the week was not quiet."
    if cases == 0:
        return f"No case this week; {week.articles_read} articles were read and the feeds are alive."
    return ""
