"""All the dates that a text names, absolute or counted from its publication, in the calendars of the press. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from pipeline.cases.date_gaps import APART, joined
from pipeline.cases.date_letters import LETTER, Folded, fold, folded
from pipeline.cases.date_tokens import CLITICS, SPACELESS, Kind, Token, tokens
from pipeline.cases.date_years import Named, Setting, from_numbers, settled
from pipeline.cases.hearing_words import TO_COME
from pipeline.cases.spans import relative
from pipeline.domain import Precision

_ALIASES = {"tl": "fil", "prs": "fa", "ckb": "ku", "kmr": "ku", "yue": "zh", "in": "id", "iw": "he"}
_LETTERS = {
    Kind.MONTH: "m", Kind.WEEKDAY: "w", Kind.ERA: "e", Kind.NUMERIC: "x", Kind.DAY_NUMBER: "d", Kind.NEAR_YEAR: "y",
}  # fmt: skip
# d day, m month, y year, e era, w weekday, x a date all in figures.
_SHAPES = re.compile(
    r"w?(?:x|e?ye?dw?m|e?ye?md(?!e?y)|dw?m(?:e?ye?)?|md(?:e?ye?)?)w?|me?ye?|e?ye?m|m|ey|ye|y"
)
_YEAR_FIRST = re.compile(r"(?:x|e?ymd|md)w?|e?ym|e?y|m")
_LARGEST_FIRST = frozenset(["zh", "ja", "ko"])
_BEFORE = 70
"""Characters before a date in which words that announce it are looked for."""
_AFTER = 60
_AFTER_WEEKDAY = 25
"""Characters behind it, in languages whose verbs end the sentence; fewer for a weekday, which dates the report too."""
_VERB_LAST = frozenset(
    [
        "de",
        "tr",
        "az",
        "kk",
        "ky",
        "uz",
        "ja",
        "ko",
        "bn",
        "hi",
        "ur",
        "ne",
        "ta",
        "si",
        "fa",
        "am",
        "my",
        "ka",
        "ku",
    ]
)
_EQUALS = re.compile(r"[(（/=]|الموافق|مطابق|برابر|bersamaan|corresponding|بمطابق")
_ENDS = re.compile(r"[.!?。！？।॥؟۔။።…\n]\s")
_CLAUSE_ENDS = re.compile(rf"{_ENDS.pattern}|[,;،؛፤၊]\s")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: the first day of the month or year that it names where it names no day, and its place."""

    day: date
    precision: Precision
    start: int
    end: int


@lru_cache(maxsize=4)
def dates(text: str, language: str | None, published: datetime | None) -> tuple[Found, ...]:
    """All dates that a text names, in its order; two calendars for one day are one date.

    A day without a year takes the year that brings it nearest to publication, and one to come only just after it
    or where words announce it. A weekday counts back, unless such words or "next" stand by it. Weeks have no
    precision of their own: a week ago is a month where it lies in one, and is left out where it does not.
    """
    spoken = plain_language(language)
    spelt = fold(text, marks=spoken == "vi")
    found = tokens(spelt, text, spoken)
    absolute = list(_absolute(found, spelt.text, spoken, published))
    taken = [(named.start, named.end) for named in absolute]
    free = [token for token in found if not any(start <= token.start < end for start, end in taken)]

    def to_come(start: int, end: int) -> bool:
        return announced(spelt.text, spoken, start, end, after=_AFTER_WEEKDAY)

    counted = relative(free, spelt.text, spoken, published, to_come)
    days = [
        _found(named.day, named.precision, named.start, named.end, spelt) for named in (*absolute, *counted)
    ]
    return tuple(_once(sorted(days, key=lambda f: (f.start, f.end)), text))


def plain_language(language: str | None) -> str | None:
    """The code that the tables of words know a language by."""
    short = (language or "").replace("_", "-").split("-")[0].lower()
    return _ALIASES.get(short, short) or None


def announced(text: str, language: str | None, start: int, end: int, *, after: int = _AFTER) -> bool:
    """Whether the folded text by a place says, in the same sentence, that something is to come.

    The words stand before the place; where verbs end the sentence, up to `after` characters behind it too.
    """
    pattern = _to_come(language or "")
    if pattern is None:
        return False
    if pattern.search(_ENDS.split(text[max(0, start - _BEFORE) : start])[-1]):
        return True
    return language in _VERB_LAST and bool(pattern.search(_CLAUSE_ENDS.split(text[end : end + after])[0]))


@lru_cache(maxsize=64)
def _to_come(language: str) -> re.Pattern[str] | None:
    words = TO_COME.get(language)
    before = "" if language in SPACELESS else rf"(?<![{LETTER}]){CLITICS.get(language, '')}(?:ال)?"
    return re.compile(f"{before}(?:{folded(words, marks=language == 'vi')})") if words else None


def _absolute(
    found: Sequence[Token], text: str, language: str | None, published: datetime | None
) -> Iterator[Named]:
    shapes = _YEAR_FIRST if language in _LARGEST_FIRST else _SHAPES
    for chain in _chains([token for token in found if _letter(token)], text):
        letters = "".join(_letter(token) for token in chain)
        for match in shapes.finditer(letters):
            parts = chain[match.start() : match.end()]
            named = _named(parts, match.group(), text, language, published)
            if named:
                yield _agreeing(named, parts)


def _agreeing(named: Named, parts: Sequence[Token]) -> Named:
    """A weekday behind a date belongs to it only if it is the weekday of that day."""
    weekday = parts[-1].of(Kind.WEEKDAY)
    if weekday is None or len(parts) == 1 or named.day.weekday() == weekday.number:
        return named
    return Named(named.day, named.precision, named.start, parts[-2].end)


def _letter(token: Token) -> str:
    first = token.of(*_LETTERS)
    if first:
        return _LETTERS[first.kind]
    number = token.of(Kind.NUMBER, Kind.YEAR_NUMBER)
    if not number:
        return ""
    if number.kind is Kind.YEAR_NUMBER or number.number > 99:
        return "y"
    return "d" if 1 <= number.number <= 32 else "y"


def _chains(found: Sequence[Token], text: str) -> Iterator[list[Token]]:
    chain: list[Token] = []
    for token in found:
        if chain and not joined(text, chain[-1], token):
            yield chain
            chain = []
        if chain and _same_month(chain[-1], token):
            chain[-1] = Token(token.text, chain[-1].start, token.end, token.meanings)
        else:
            chain.append(token)
    if chain:
        yield chain


def _same_month(one: Token, other: Token) -> bool:
    """Arabic texts give a month both its names: كانون الثاني/يناير."""
    first, second = one.of(Kind.MONTH), other.of(Kind.MONTH)
    return bool(first and second and (first.calendar, first.number) == (second.calendar, second.number))


def _named(
    parts: Sequence[Token], letters: str, text: str, language: str | None, published: datetime | None
) -> Named | None:
    by_letter = {letter: parts[letters.index(letter)] for letter in set(letters)}
    start, end = parts[0].start, parts[-1].end
    setting = Setting(text, language, published, start, end, announced(text, language, start, end))
    return from_numbers(by_letter["x"].parts, setting) if "x" in by_letter else settled(by_letter, setting)


def _found(day: date, precision: Precision, start: int, end: int, spelt: Folded) -> Found:
    return Found(day, precision, spelt.places[start], spelt.places[end - 1] + 1)


def _once(found: Sequence[Found], text: str) -> Iterator[Found]:
    """Two dates side by side that are one day in two calendars are one date."""
    last: Found | None = None
    for one in found:
        if last and one.start < last.end:
            continue
        if last and _same(last, one, text):
            last = Found(one.day, one.precision, last.start, one.end)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _same(one: Found, other: Found, text: str) -> bool:
    """The later is the Gregorian one; a Hijri day is known to within one, so that their order must say it."""
    between = text[one.end : other.start]
    if len(between) > APART or _ENDS.search(between) or one.precision is not other.precision:
        return False
    return one.day == other.day or (abs(one.day - other.day).days == 1 and bool(_EQUALS.search(between)))
