"""Dates counted from publication: yesterday, on Wednesday, two weeks ago, last month. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from pipeline.cases.date_gaps import joined
from pipeline.cases.date_tokens import Kind, Token
from pipeline.cases.date_years import Named
from pipeline.domain import Precision

_SHAPES: tuple[tuple[Kind, ...], ...] = (
    (Kind.AGO, Kind.COUNT, Kind.UNIT), (Kind.COUNT, Kind.UNIT, Kind.AGO), (Kind.UNIT, Kind.COUNT, Kind.AGO),
    (Kind.AGO, Kind.TWO), (Kind.TWO, Kind.AGO), (Kind.DAY_NUMBER, Kind.AGO), (Kind.YEAR_NUMBER, Kind.AGO),
    (Kind.NEAR_MONTH, Kind.DAY_NUMBER), (Kind.AGO, Kind.UNIT), (Kind.UNIT, Kind.AGO),
    (Kind.NEXT, Kind.WEEKDAY), (Kind.WEEKDAY, Kind.NEXT), (Kind.LAST, Kind.WEEKDAY), (Kind.WEEKDAY, Kind.LAST),
    (Kind.DAY,), (Kind.WEEKDAY,), (Kind.NEAR_MONTH,), (Kind.DAY_NUMBER,),
)  # fmt: skip
_APART = 8
"""Characters between the words of one such phrase."""
_ONE = frozenset(
    [
        "اسبوع",
        "شهر",
        "עام",
        "سنه",
        "שבוע",
        "חודש",
        "שנה",
        "неделю",
        "месяц",
        "год",
        "тиждень",
        "місяць",
        "рік",
        "tydzien",
        "miesiac",
        "rok",
        "minggu",
        "pekan",
        "saptamana",
        "luna",
        "an",
    ]
)
"""Units that mean one of them where no number stands by; plurals without a number mean some."""
_RANGES = "至到~-—和及"
"""Before a day alone: the second of two days, whose month stands at the first."""
_WITH_DAYS_ONLY = frozenset(["zh", "ja", "ko"])


def relative(
    found: Sequence[Token], text: str, language: str | None, published: datetime | None,
    announced: Callable[[int, int], bool],
) -> Iterator[Named]:  # fmt: skip
    """The dates that the tokens count from publication; none where that is not known.

    `announced` says of a place whether what stands there is said to come: a weekday then counts forward.
    """
    if published is None:
        return
    place = 0
    while place < len(found):
        shape = next((s for s in _SHAPES if _fits(found[place : place + len(s)], s, text)), None)
        if shape is None:
            place += 1
            continue
        parts = found[place : place + len(shape)]
        ends_range = shape == (Kind.DAY_NUMBER,) and text[max(0, parts[0].start - 1)] in _RANGES
        made = None if ends_range else _made(parts, shape, published.date(), language, announced)
        if made:
            yield Named(*made, parts[0].start, parts[-1].end)
        place += len(shape) if made else 1


def _fits(parts: Sequence[Token], shape: tuple[Kind, ...], text: str) -> bool:
    if len(parts) < len(shape) or not all(map(_has, parts, shape)):
        return False
    return all(
        right.start - left.end <= _APART
        and "," not in text[left.end : right.start]
        and joined(text, left, right)
        for left, right in pairwise(parts)
    )


def _has(token: Token, kind: Kind) -> bool:
    return token.of(*((Kind.COUNT, Kind.NUMBER) if kind is Kind.COUNT else (kind,))) is not None


def _made(
    parts: Sequence[Token],
    shape: tuple[Kind, ...],
    today: date,
    language: str | None,
    announced: Callable[[int, int], bool],
) -> tuple[date, Precision] | None:
    if Kind.WEEKDAY in shape:
        return _weekday(parts, shape, today, announced(parts[0].start, parts[-1].end)), Precision.DAY
    if shape == (Kind.DAY,):
        return today + timedelta(days=_number(parts[0], Kind.DAY)), Precision.DAY
    if Kind.NEAR_MONTH in shape:
        return _near_month(parts, shape, today, language)
    if shape == (Kind.DAY_NUMBER,):
        return _day_of_month(parts[0], today, announced(parts[0].start, parts[-1].end))
    return _ago(parts, shape, today)


def _number(token: Token, *kinds: Kind) -> int:
    meaning = token.of(*kinds)
    return meaning.number if meaning else 0


def _weekday(parts: Sequence[Token], shape: tuple[Kind, ...], today: date, to_come: bool) -> date:
    wanted = _number(parts[shape.index(Kind.WEEKDAY)], Kind.WEEKDAY)
    back = (today.weekday() - wanted) % 7
    if Kind.NEXT in shape or (to_come and Kind.LAST not in shape):
        return today + timedelta(days=(7 - back) or 7)
    return today - timedelta(days=back or (7 if Kind.LAST in shape else 0))


def _near_month(
    parts: Sequence[Token], shape: tuple[Kind, ...], today: date, language: str | None
) -> tuple[date, Precision] | None:
    first = _month(today, _number(parts[0], Kind.NEAR_MONTH))
    if len(shape) == 1:
        return first, Precision.MONTH
    if language not in _WITH_DAYS_ONLY:
        return None
    return _with_day(first, _number(parts[1], Kind.DAY_NUMBER))


def _day_of_month(token: Token, today: date, to_come: bool) -> tuple[date, Precision] | None:
    """A day alone is the nearest one past, or to come where that is said."""
    number = _number(token, Kind.DAY_NUMBER)
    shifts = (0, 1) if to_come else (0, -1)
    made = [found for shift in shifts if (found := _with_day(_month(today, shift), number))]
    return next((found for found in made if (found[0] > today) == to_come), None)


def _with_day(first: date, number: int) -> tuple[date, Precision] | None:
    try:
        return first.replace(day=number), Precision.DAY
    except ValueError:
        return None


def _ago(parts: Sequence[Token], shape: tuple[Kind, ...], today: date) -> tuple[date, Precision] | None:
    count, unit = _span(parts, shape)
    if not 0 < count < 100:
        return None
    if unit == 0:
        return today - timedelta(days=count), Precision.DAY
    if unit == 1:
        days = {_month(today - timedelta(weeks=count, days=slack), 0) for slack in (-3, 3)}
        return (days.pop(), Precision.MONTH) if len(days) == 1 else None
    if unit == 2:
        return _month(today, -count), Precision.MONTH
    return date(today.year - count, 1, 1), Precision.YEAR


def _span(parts: Sequence[Token], shape: tuple[Kind, ...]) -> tuple[int, int]:
    """How many of which unit: 0 day, 1 week, 2 month, 3 year."""
    if shape[0] is Kind.DAY_NUMBER:
        return _number(parts[0], Kind.DAY_NUMBER), 0
    if shape[0] is Kind.YEAR_NUMBER:
        return _number(parts[0], Kind.YEAR_NUMBER), 3
    if Kind.TWO in shape:
        return 2, _number(parts[shape.index(Kind.TWO)], Kind.TWO)
    unit = parts[shape.index(Kind.UNIT)]
    if Kind.COUNT in shape:
        return _number(parts[shape.index(Kind.COUNT)], Kind.COUNT, Kind.NUMBER), _number(unit, Kind.UNIT)
    return (1 if unit.text in _ONE else 0), _number(unit, Kind.UNIT)


def _month(day: date, shift: int) -> date:
    months = day.year * 12 + day.month - 1 + shift
    return date(months // 12, months % 12 + 1, 1)
