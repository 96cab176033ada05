"""Which calendar and which year the parts of a date mean. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.cases.calendars import OWN_MONTHS, Calendar, to_day, year_in
from pipeline.cases.date_tokens import CAPITALISED, Kind, Meaning, Token
from pipeline.domain import Precision

_SOON = timedelta(days=60)
"""How far a date without a year may lie ahead where nothing announces it."""
_LATER = timedelta(days=300)
"""And where words do."""
_AHEAD = 3
"""Years after publication that a text may still name; a larger number counts something else."""
# Years by which a calendar shows itself in the press of a language, where neither month nor era tells.
_ERAS_BY_YEAR: dict[str, tuple[range, Calendar]] = {
    "th": (range(2450, 2600), Calendar.BUDDHIST), "lo": (range(2450, 2600), Calendar.BUDDHIST),
    "km": (range(2450, 2600), Calendar.BUDDHIST), "my": (range(2450, 2600), Calendar.BUDDHIST),
    "si": (range(2450, 2600), Calendar.BUDDHIST), "fa": (range(1340, 1450), Calendar.SOLAR_HIJRI),
    "ar": (range(1400, 1470), Calendar.HIJRI), "ur": (range(1400, 1470), Calendar.HIJRI),
    "ne": (range(2050, 2100), Calendar.NEPALI), "zh": (range(90, 140), Calendar.MINGUO),
}  # fmt: skip
_LAW = re.compile(
    r"(?:\bact|\blaw|ordinance|\bbill|\bcode|\bloi|decret|decret-loi|\bley|\blei|decreto|\buu|undang-undang|nomor|akta|gesetz|kanun|"
    r"закон[а-я]*|قانون|مرسوم|ايكت|آرڈيننس|اعلاميه|election|elections|world cup|cup|olympi\w+|vision|agenda|resolution|"
    r"(?:no|nomor|number|num|nr|رقم|sayili|№)\.? ?\d+\s?(?:/|of|tahun|de|لسنه|لعام)?)[\s,(]*(?:\(?\w+\)?[\s,]*)?$"
)
_CITED = 34


@dataclass(frozen=True, slots=True)
class Named:
    """A date at a place of the folded text."""

    day: date
    precision: Precision
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a date stands: the folded text and its place there, and whether words announce it as still to come."""

    text: str
    language: str | None
    published: datetime | None
    start: int
    end: int
    to_come: bool = False

    def named(self, day: date | None, precision: Precision) -> Named | None:
        """The date at this place, where there is one."""
        return Named(day, precision, self.start, self.end) if day else None


def settled(parts: Mapping[str, Token], setting: Setting) -> Named | None:
    """The date of a month, a day and a year, of which any may be missing; None where they make none.

    `parts` are the tokens by letter: m, d, y, e (era) and w (weekday).
    """
    month = parts["m"].of(Kind.MONTH) if "m" in parts else None
    day = parts["d"].of(Kind.NUMBER, Kind.DAY_NUMBER) if "d" in parts else None
    era = parts["e"].of(Kind.ERA) if "e" in parts else None
    calendar, year = _year(parts.get("y"), month, era, setting)
    if "y" in parts and year is None:
        return None
    if month is None:
        return _year_only(calendar, year, setting, bool(era))
    if day is None and year is None and (month.weak or _begins(parts["m"], setting)):
        return None
    if year is not None:
        made = to_day(calendar, year, month.number, day.number if day else 1)
    else:
        weekday = parts["w"].of(Kind.WEEKDAY) if "w" in parts and day else None
        made = _nearest(calendar, (month.number, day.number if day else None), setting, weekday)
    return setting.named(made, Precision.DAY if day else Precision.MONTH)


def _begins(token: Token, setting: Setting) -> bool:
    """English `may` and `march` begin sentences too: such a month alone needs a word before it."""
    if setting.language not in CAPITALISED or token.text not in ("may", "march", "mart"):
        return False
    return setting.text[: token.start].rstrip()[-1:] in ("", ".")


def _year(
    token: Token | None, month: Meaning | None, era: Meaning | None, setting: Setting
) -> tuple[Calendar, int | None]:
    """The calendar, and the year in it; no year where the number can be none."""
    own = month.calendar if month else Calendar.GREGORIAN
    if token is None:
        return own, None
    near = token.of(Kind.NEAR_YEAR)
    if near:
        return own, year_in(own, setting.published.date()) + near.number if setting.published else None
    number = token.of(Kind.NUMBER, Kind.YEAR_NUMBER)
    year = number.number if number else 0
    if own is Calendar.GREGORIAN:
        own, year = _calendar(era.calendar if era else None, year, setting.language)
    if month and month.calendar is Calendar.GREGORIAN and own in OWN_MONTHS:
        own = Calendar.GREGORIAN
    if own is Calendar.SOLAR_HIJRI and 2690 <= year <= 2780:
        year -= 1321  # The Kurdish count of the same years.
    return own, year if _plausible(own, year, setting.published) else None


def _calendar(era: Calendar | None, year: int, language: str | None) -> tuple[Calendar, int]:
    if era is not None:
        return era, year
    if language == "th" and 50 <= year <= 80:
        return Calendar.BUDDHIST, year + 2500
    years, calendar = _ERAS_BY_YEAR.get(language or "", (range(0), Calendar.GREGORIAN))
    return (calendar, year) if year in years else (Calendar.GREGORIAN, year)


def _plausible(calendar: Calendar, year: int, published: datetime | None) -> bool:
    first = to_day(calendar, year, 1, 1)
    latest = published.year + _AHEAD if published else 2100
    return first is not None and 1950 <= first.year <= latest


def _year_only(calendar: Calendar, year: int | None, setting: Setting, era: bool) -> Named | None:
    """A bare number is a year from 1990 on, and not where it names a law, an election or a sum."""
    text, start, end = setting.text, setting.start, setting.end
    first = to_day(calendar, year, 1, 1) if year is not None else None
    if first is None or _LAW.search(text[max(0, start - _CITED) : start]):
        return None
    bare = text[start:end].isdigit() and not era
    if bare and (first.year < 1990 or year == 2000 or _counts(text, start, end)):
        return None
    if bare and (setting.language == "am" or calendar is Calendar.MINGUO):
        return None  # Amharic papers count by two calendars; a small Chinese number is mostly no year.
    return setting.named(first, Precision.YEAR)


def _counts(text: str, start: int, end: int) -> bool:
    """Whether the number stands by a sign of money or a section, or inside a word."""
    return text[max(0, start - 1) : start] in tuple('$€£₦#@§-+_"') or text[end : end + 1] in tuple('$€£%+_-"')


def from_numbers(numbers: Sequence[int], setting: Setting) -> Named | None:
    """A date all in figures: day and month, month and year, or all three with the year first or last.

    The day stands before the month, but in English and Filipino both are tried and the nearer one is meant.
    """
    if len(numbers) == 2:
        one, other = numbers
        if other > 31:
            return setting.named(to_day(Calendar.GREGORIAN, other, one, 1), Precision.MONTH)
        return setting.named(_nearest(Calendar.GREGORIAN, (other, one), setting, None), Precision.DAY)
    first, middle, last = numbers
    orders = [(first, middle, last)] if first > 31 else [(last, middle, first)]
    if first <= 31 and setting.language in ("en", "fil"):
        orders.append((last, first, middle))
    made = [day for order in orders for day in _in_figures(order, setting)]
    ahead = _LATER if setting.to_come else _SOON
    return setting.named(_closest(made, setting.published, ahead) or next(iter(made), None), Precision.DAY)


def _in_figures(order: tuple[int, int, int], setting: Setting) -> Iterable[date]:
    year, month, day = order
    calendar, year = _calendar(None, year, setting.language)
    if calendar is Calendar.GREGORIAN and year < 100:
        year += 2000
    made = to_day(calendar, year, month, day)
    return [made] if made and _plausible(calendar, year, setting.published) else []


def _nearest(
    calendar: Calendar, month_day: tuple[int, int | None], setting: Setting, weekday: Meaning | None
) -> date | None:
    """The day in the year that brings it nearest to publication; of two, the one that is the weekday."""
    if setting.published is None:
        return None
    month, day = month_day
    middle = year_in(calendar, setting.published.date())
    ahead = _LATER if setting.to_come else _SOON if day else timedelta(0)
    tried = (to_day(calendar, middle + shift, month, day or 1) for shift in (-2, -1, 0, 1, 2))
    made = [found for found in tried if found]
    agreeing = [found for found in made if weekday is None or found.weekday() == weekday.number]
    return _closest(agreeing, setting.published, ahead) or _closest(made, setting.published, ahead)


def _closest(days: Sequence[date], published: datetime | None, ahead: timedelta) -> date | None:
    if published is None:
        return None
    today = published.date()
    fitting = [day for day in days if day <= today + ahead]
    return min(fitting, key=lambda day: abs(day - today), default=None)
