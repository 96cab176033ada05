"""The calendars of the press, each to the day that the world's calendar gives it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import nepali_datetime
from hijridate import Hijri
from persiantools.jdatetime import JalaliDate


class Calendar(StrEnum):
    """A way to count years. The last four share the months of the Gregorian year."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"
    SOLAR_HIJRI = "solar_hijri"
    NEPALI = "nepali"
    ETHIOPIAN = "ethiopian"
    BUDDHIST = "buddhist"
    MINGUO = "minguo"
    REIWA = "reiwa"
    HEISEI = "heisei"


OWN_MONTHS = frozenset([Calendar.HIJRI, Calendar.SOLAR_HIJRI, Calendar.NEPALI, Calendar.ETHIOPIAN])
"""Calendars whose months are not those of the Gregorian year."""
_ETHIOPIC_EPOCH = 2796
"""Days from 1 January of the year 1 to the first of the Ethiopian count: Reingold and Dershowitz,
Calendrical Calculations."""

_SHIFTS = {Calendar.BUDDHIST: -543, Calendar.MINGUO: 1911, Calendar.REIWA: 2018, Calendar.HEISEI: 1988}
_YEARS_AFTER = {
    Calendar.HIJRI: -579, Calendar.SOLAR_HIJRI: -621, Calendar.NEPALI: 57, Calendar.ETHIOPIAN: -8,
}  # fmt: skip


def to_day(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a date in a calendar; None where that calendar has no such day or no table for it."""
    try:
        return _READERS.get(calendar, _gregorian)(year + _SHIFTS.get(calendar, 0), month, day)
    except (ValueError, OverflowError, KeyError, IndexError):
        return None


def year_in(calendar: Calendar, day: date) -> int:
    """The year of a calendar that a Gregorian day lies in, to within one."""
    return day.year + _YEARS_AFTER.get(calendar, 0) - _SHIFTS.get(calendar, 0)


def _gregorian(year: int, month: int, day: int) -> date:
    return date(year, month, day)


def _hijri(year: int, month: int, day: int) -> date:
    """By the Umm al-Qura tables; where the moon is sighted a day may lie one beside it."""
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _solar(year: int, month: int, day: int) -> date:
    found = JalaliDate(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _nepali(year: int, month: int, day: int) -> date:
    found = nepali_datetime.date(year, month, day).to_datetime_date()
    return date(found.year, found.month, found.day)


def _ethiopian(year: int, month: int, day: int) -> date:
    if not (1 <= month <= 13 and 1 <= day <= (30 if month < 13 else 5 + (year % 4 == 3))):
        raise ValueError("no such day in the Ethiopian year")
    before = 365 * (year - 1) + year // 4 + 30 * (month - 1)
    return date.fromordinal(_ETHIOPIC_EPOCH - 1 + before + day)


_READERS: dict[Calendar, Callable[[int, int, int], date]] = {
    Calendar.HIJRI: _hijri,
    Calendar.SOLAR_HIJRI: _solar,
    Calendar.NEPALI: _nepali,
    Calendar.ETHIOPIAN: _ethiopian,
}
