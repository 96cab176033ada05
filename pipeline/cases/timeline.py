"""When the newest step of a case was taken, by the text that tells of it, and when the next hearing is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from pipeline.cases.date_letters import fold, folded
from pipeline.cases.date_tokens import SPACELESS
from pipeline.cases.dates import Found, announced, dates, plain_language
from pipeline.cases.hearing_words import COURT
from pipeline.cases.order import impossible, in_custody, status
from pipeline.cases.sentences import sentence
from pipeline.domain import Precision

__all__ = ["Found", "dates", "impossible", "in_custody", "incident_date", "next_hearing", "status"]

FRESH = timedelta(days=31)
"""What is reported is mostly not older; an older date beside a fresh one is what the case is about, not its step."""
OLDEST = timedelta(days=730)
"""Older dates are background, whatever they stand by."""
FARTHEST = timedelta(days=731)
"""No court announces a day farther away."""
_LEAD = 600
"""Characters around the cue, or from the start, in which a report tells its news."""
_COARSE_NEAR = 40
"""Characters between a step and an old month or a year that dates it; farther off stand the posts and laws at issue.
A third in scripts without spaces. On 59 real prosecutions all four months beyond it were of the post."""
_COURT_NEAR = 120
_PLACE_BEFORE = re.compile(r"(?:^|\n)[^.!?\n]{0,40}[,(（]\s*$|(?:^|\n)\W{0,3}(?:\w{2,12}:?\s)?$")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_STAMP = 60
"""Characters of a line that holds no more than when a page was put up."""
_SAID = re.compile(
    r"(?:\b(?:said|says|told \w+|tells|statement|reported|announced|a dit|a déclaré|dijo|informó|disse|сказал\w?|"
    r"сообщил\w?|заявил\w?|повідоми\w+|teilte|sagte|berkata|kata)|قال|وقال|صرح|گفت|کہا|বলেন|कहा)(?: \w+){0,2}\W*$"
)
"""What stands before a day on which somebody only spoke."""
_DASH_BEHIND = re.compile(
    r"[ \t]*[)\]）]?[ \t]*(?:\([^)\n]{1,20}\)|/[\w ]{2,20}/)?[ \t]*(?:[-–—|·]{1,2}\s|\n|\(\w+\))"
)


def incident_date(
    text: str, language: str | None, published: datetime | None, *, cue: int | None = None
) -> tuple[date | None, Precision]:
    """When the newest step in a text was taken.

    `cue` is where the words stand that tell the step: of the dates in their sentence the nearest wins, a fresh one
    before one that is older. Then a fresh day elsewhere in the report, nearest to the cue or first in the text.
    Never a day to come, nor one of two years ago, nor the date of a dateline. Otherwise unknown; it is not guessed.
    """
    past = [found for found in dates(text, language, published) if _may_be(found, text, published)]
    near = _beside(past, text, language, cue, published) if cue is not None else None
    best = near or _first_fresh(past, text, cue or 0, published)
    return (best.day, best.precision) if best else (None, Precision.UNKNOWN)


def next_hearing(text: str, language: str | None, published: datetime | None) -> Found | None:
    """The first day or month to come that the text announces for a court, at most two years after publication."""
    if published is None:
        return None
    today, spoken = published.date(), plain_language(language)
    ahead = [
        found
        for found in dates(text, language, published)
        if today < found.day <= today + FARTHEST and found.precision in (Precision.DAY, Precision.MONTH)
    ]
    hearings = [found for found in ahead if _of_court(found, text, spoken)]
    return min(hearings, key=lambda found: (found.precision is not Precision.DAY, found.day), default=None)


def _may_be(found: Found, text: str, published: datetime | None) -> bool:
    if published is None:
        return found.precision is Precision.DAY
    today = published.date()
    return today - OLDEST <= found.day <= today and not _dateline(found, text)


def _dateline(found: Found, text: str) -> bool:
    """LAGOS, Nov 12 - dates the report; so does a date that has the line to itself."""
    if _is_stamp(found, text):
        return True
    line = text[max(0, found.start - 60) : found.start]
    written = text[found.start : found.end]
    return (
        any(character.isdecimal() for character in written)
        and _PLACE_BEFORE.search(line) is not None
        and _DASH_BEHIND.match(text, found.end) is not None
    )


def _is_stamp(found: Found, text: str) -> bool:
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    line = text[start : end if end >= 0 else len(text)]
    return len(line) <= _STAMP and _CLOCK.search(line.replace(text[found.start : found.end], "")) is not None


def _exact(found: Found, published: datetime | None) -> bool:
    return found.precision is Precision.DAY or (
        found.precision is Precision.MONTH and _fresh(found, published)
    )


def _beside(
    past: Sequence[Found], text: str, language: str | None, cue: int, published: datetime | None
) -> Found | None:
    start, end = sentence(text, cue)
    reach = _COARSE_NEAR // (3 if plain_language(language) in SPACELESS else 1)
    within = [
        found
        for found in past
        if start <= found.start < end and (_exact(found, published) or _apart(found, cue) <= reach)
    ]
    return min(within, key=lambda found: (*_rank(found, text, published), _apart(found, cue)), default=None)


def _rank(found: Found, text: str, published: datetime | None) -> tuple[bool, bool, bool]:
    """Days before years, fresh days before older ones, and days of deeds before those of words."""
    said = _SAID.search(text[max(0, found.start - 40) : found.start]) is not None
    return found.precision is Precision.YEAR, not _fresh(found, published), said


def _apart(found: Found, place: int) -> int:
    return max(found.start - place, place - found.end, 0)


def _first_fresh(past: Iterable[Found], text: str, place: int, published: datetime | None) -> Found | None:
    fresh = [
        found
        for found in past
        if found.precision is Precision.DAY and _fresh(found, published) and _apart(found, place) < _LEAD
    ]
    return min(fresh, key=lambda found: (*_rank(found, text, published), _apart(found, place)), default=None)


def _fresh(found: Found, published: datetime | None) -> bool:
    return published is not None and found.day >= published.date() - FRESH


def _of_court(found: Found, text: str, language: str | None) -> bool:
    """Words of courts stand in its sentence, and words that announce it right by it."""
    marks = language == "vi"
    start, end = sentence(text, found.start)
    start, end = max(start, found.start - _COURT_NEAR), min(max(end, found.end), found.end + _COURT_NEAR)
    before, written = (
        folded(text[start : found.start], marks=marks),
        folded(text[found.start : found.end], marks=marks),
    )
    around = fold(text[start:end], marks=marks).text
    pattern = _court(language or "")
    return (
        pattern is not None
        and pattern.search(around) is not None
        and announced(around, language, len(before), len(before) + len(written))
    )


@lru_cache(maxsize=64)
def _court(language: str) -> re.Pattern[str] | None:
    words = COURT.get(language)
    before = r"\b" if language == "en" else ""
    return re.compile(f"{before}(?:{folded(words, marks=language == 'vi')})") if words else None
