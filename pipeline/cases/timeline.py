"""Dates of incidents, with their precision. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from babel import Locale, UnknownLocaleError

from pipeline.domain import Precision

_LOCALES = {"fil": "fil", "ku": "ku"}


def incident_date(
    text: str, language: str | None, published: datetime | None
) -> tuple[date | None, Precision]:
    """The day that the first weekday named in the text means, counted back from publication.

    "on Wednesday" in an article of a Friday is two days earlier. Without publication or weekday the date is
    unknown; it is not guessed.
    """
    if published is None or language is None:
        return None, Precision.UNKNOWN
    names = _weekdays(language)
    found = [(match.start(), day) for day, name in names if (match := _word(name).search(text))]
    if not found:
        return None, Precision.UNKNOWN
    _, weekday = min(found)
    day = published.date()
    return day - timedelta(days=(day.weekday() - weekday) % 7), Precision.DAY


def _weekdays(language: str) -> list[tuple[int, str]]:
    try:
        names = Locale.parse(_LOCALES.get(language, language)).days["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return []
    return [(day, names[day]) for day in range(7)]


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
