"""The words and figures of a text that dates are made of, with their places. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pipeline.cases.calendars import Calendar
from pipeline.cases.date_letters import LETTER, Folded, folded
from pipeline.cases.day_words import DAYS, weekdays
from pipeline.cases.month_names import months
from pipeline.cases.near_words import NEAR
from pipeline.cases.span_words import SAME_LENGTH, SPANS, counts, words


class Kind(StrEnum):
    NUMERIC = "numeric"
    NUMBER = "number"
    YEAR_NUMBER = "year_number"
    DAY_NUMBER = "day_number"
    COUNT = "count"
    MONTH = "month"
    WEEKDAY = "weekday"
    ERA = "era"
    DAY = "day"
    UNIT = "unit"
    AGO = "ago"
    TWO = "two"
    NEAR_MONTH = "near_month"
    NEAR_YEAR = "near_year"
    LAST = "last"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word can be: a number with it, the calendar of a month or era, `weak` if common otherwise."""

    kind: Kind
    number: int = 0
    calendar: Calendar = Calendar.GREGORIAN
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word or figure at its place in the folded text, with all that it can be. `parts` only of numeric dates."""

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...]
    parts: tuple[int, ...] = ()

    def of(self, *kinds: Kind) -> Meaning | None:
        """The first meaning of one of these kinds."""
        return next((meaning for meaning in self.meanings if meaning.kind in kinds), None)


SPACELESS = frozenset(["zh", "ja", "th", "my", "km", "lo", "ko"])
CAPITALISED = frozenset(["en", "de", "tr", "id", "ms", "sw", "ha", "fil", "so", "yo", "ig"])
"""Languages that write months and weekdays with a capital: a small `may` or `march` is none."""
CLITICS = {"ar": "[وفبلك]{0,2}", "he": "[ובהלמשכ]{0,3}", "am": "[በከለየእስ]{0,2}"}
"""What these languages write before a word without a space."""
_ANY = f"[{LETTER}]"
_TURKIC = "(?:'?(?:[dt][ae]n?(?:ki)?|n?[iu]n?|y?[ae]|n[ae]|[iu]nd[ae]n?|ki|ay[iu](?:nin|nda)?|lar[iu]nd[ae]|gun[iu]))?"
_CYRILLIC = "(?:[дтнлгкқғ][аеэыиіоуө][а-яіңөүғқ]{0,6}|[ыиіуү]н[а-яіңөү]{0,5}|[аеиыі])?"
_AFTER = {
    "tr": _TURKIC, "az": _TURKIC, "uz": "(?:da(?:gi)?|dan|ning|ni|gacha|ga|да(?:ги)?|дан|нинг)?", "kk": _CYRILLIC,
    "ky": _CYRILLIC, "so": "(?:ka|kii|dii|tii|ta)?", "ka": f"{_ANY}{{0,4}}", "am": f"{_ANY}{{0,2}}",
    "ta": f"{_ANY}{{0,8}}", "si": f"{_ANY}{{0,4}}", "bn": "(?:ের?|র|তে|য়|ই|ও|কে)?",
    "ne": "(?:को|मा|ले|देखि|सम्म|का|लाई|सम्मका)?",
    "id": "(?:nya)?", "ku": f"{_ANY}{{0,4}}", "ha": "[nr]?", "fa": "(?: ?ماه)?",
}  # fmt: skip
_ERAS = (
    (Calendar.SOLAR_HIJRI, "(?:هجري )?(?:شمسي|خورشيدي)|ه\\.? ?ش"),
    (Calendar.HIJRI, "هجريه|هجري|ه\\.? ?ق|ه(?=[\\s.,)])|a\\.?h(?=[\\s.,)])|hijriah?|(?<=\\d )h(?=[\\s.,)])"),
    (Calendar.GREGORIAN, "ميلاديه|ميلادي|م(?=[\\s.,)])|ค\\.ศ\\.?|እ\\.ኤ\\.አ\\.?|እ\\.አ\\.አ\\.?|እኤአ"),
    (Calendar.BUDDHIST, "พ\\.ศ\\.?|พุทธศักราช|ព\\.ស\\.?|ពុទ្ធសករាជ"),
    (Calendar.NEPALI, "वि\\. ?सं\\.?|वि\\. ?स\\.?|विसं|विक्रम संवत्?"),
    (Calendar.ETHIOPIAN, "ዓ\\.ም\\.?|ዓ/ም|ዓመተ ምህረት"),
    (Calendar.REIWA, "令和"), (Calendar.HEISEI, "平成"), (Calendar.MINGUO, "(?:中華)?民[國国]"),
)  # fmt: skip


_LEADS_IN = re.compile(
    r"(?:\b(?:on|last|this|next|since|by|until|till|from|of|to|every|late|early|and|before|after|for)|[\"“(])$"
)


def _spelt(pattern: str, *, marks: bool = False) -> str:
    return folded(pattern, marks=marks).replace("(?p<", "(?P<")


_FIRST = {"ur": "يكم", "it": "primo", "pt": "primeiro", "es": "primero", "fr": "premier", "ro": "intai"}
_NUMERIC = r"(?<![\d./:-])(?P<a>\d{1,4})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{2,4})(?![\d/:-]|\.\d)"
_VIETNAMESE = _spelt(
    r"|(?:ngày|sáng|chiều|tối|trưa|hôm) (?P<vd>\d{1,2})[/-](?P<vm>\d{1,2})(?![\d/-])"
    r"|tháng (?P<vmm>\d{1,2})[/-](?P<vy>\d{4})|tháng (?P<tm>\d{1,2})(?!\d)",
    marks=True,
)
_IN_BRACKETS = r"|\((?P<pd>\d{1,2})/(?P<pm>\d{1,2})\)"
_DAY_IN_BRACKETS = r"|\((?P<dd>\d{1,2})\)"
_NUMBERED_MONTH = _spelt(r"|(?<!\d)(?P<nm>\d{1,2}) ?(?:月|월)(?!間|间)")
_NUMBER = _spelt(
    r"|(?P<first>元年)|(?<![\d,:/])(?<!\d\.)(?P<number>\d{1,4})(?![\d/]|[.,:]\d| ?%)"
    r"(?P<role> ?(?:年|년|日|号|號|일)(?![間间内內後后간以]))?"
)


def tokens(text: Folded, original: str, language: str | None) -> tuple[Token, ...]:
    """Everything in the text that a date can be made of, in its order; without a language only figures."""
    pattern, meanings = _lexicon(language or "")
    found = (_token(match, meanings) for match in pattern.finditer(text.text))
    return tuple(t for t in found if t and not _small(t, text, original, language))


def _small(token: Token, text: Folded, original: str, language: str | None) -> bool:
    """Whether the case of its letters says that the word is another, or a part of a name."""
    if language == "en" and token.of(Kind.WEEKDAY, Kind.DAY) and _in_name(token, text, original):
        return True
    if language not in CAPITALISED or not token.of(Kind.MONTH, Kind.WEEKDAY) or not token.text[:1].isalpha():
        return False
    return not original[text.places[token.start]].isupper() and len(token.meanings) == 1


def _in_name(token: Token, text: Folded, original: str) -> bool:
    """Friday Osei is a man and Nation Today a paper."""
    before = text.text[max(0, token.start - 14) : token.start].rstrip()
    place = text.places[token.end]
    after = original[place : place + 14]
    if not original[text.places[token.start]].isupper() or _LEADS_IN.search(before):
        return False
    if token.of(Kind.DAY):
        return before[-1:].isalnum()
    return re.match(r" [A-Z][a-z]", after) is not None and not re.match(r" [A-Z][a-z]{2,8} \d", after)


def _token(match: re.Match[str], meanings: dict[str, tuple[Meaning, ...]]) -> Token | None:
    group = match.lastgroup or ""
    start, end = match.span()
    if group in meanings:
        return Token(match.group(group), match.start(group), end, meanings[group])
    figures = match.groupdict()
    if figures["a"]:
        parts = tuple(int(figures[part]) for part in "abc")
        return Token(match.group(), start, end, (Meaning(Kind.NUMERIC),), parts)
    for one, other in (("vd", "vm"), ("vmm", "vy"), ("pd", "pm")):
        if figures.get(one):
            parts = (int(figures[one]), int(figures[other]))
            return Token(match.group(), start, end, (Meaning(Kind.NUMERIC),), parts)
    if figures.get("dd"):
        return Token(match.group(), start, end, (Meaning(Kind.DAY_NUMBER, int(figures["dd"])),))
    month = int(figures.get("tm") or figures.get("nm") or 0)
    if month:
        return Token(match.group(), start, end, (Meaning(Kind.MONTH, month),)) if month <= 12 else None
    if figures["first"]:
        return Token(match.group(), start, end, (Meaning(Kind.YEAR_NUMBER, 1),))
    return Token(match.group(), start, end, (Meaning(_role(figures["role"]), int(figures["number"])),))


def _role(mark: str | None) -> Kind:
    if not mark:
        return Kind.NUMBER
    return Kind.YEAR_NUMBER if mark.strip() in (folded("년"), "年") else Kind.DAY_NUMBER


@lru_cache(maxsize=64)
def _lexicon(language: str) -> tuple[re.Pattern[str], dict[str, tuple[Meaning, ...]]]:
    """One pattern for a language, the longest spellings first, and what each of its groups can be."""
    spellings: dict[str, list[Meaning]] = {}
    for spelling, meaning in _spellings(language):
        spellings.setdefault(spelling, []).append(meaning)
    listed = sorted(spellings, key=len, reverse=True)
    groups = {f"w{place}": tuple(spellings[spelling]) for place, spelling in enumerate(listed)}
    names = _choice(listed)
    own = {"vi": _VIETNAMESE, "pt": _DAY_IN_BRACKETS, "en": ""}
    figures = _NUMERIC + own.get(language, _IN_BRACKETS) + _NUMBERED_MONTH + _NUMBER
    if not names:
        return re.compile(figures), groups
    if language in SPACELESS:
        return re.compile(f"{figures}|{names}"), groups
    before, after = CLITICS.get(language, ""), _AFTER.get(language, "")
    return re.compile(f"{figures}|(?<!{_ANY}){before}(?:{names}){after}(?!{_ANY})"), groups


def _choice(spellings: Sequence[str]) -> str:
    """One of the spellings; a look at the first letter spares the rest: a third of the time of a plain list."""
    free: list[str] = []
    by_letter: dict[str, list[str]] = {}
    for place, spelling in enumerate(spellings):
        plain = spelling[0].isalpha() and "|" not in spelling and spelling[1:2] not in ("?", "*", "{")
        (by_letter.setdefault(spelling[0], []) if plain else free).append(f"(?P<w{place}>{spelling})")
    return "|".join([*free, *(f"(?={letter})(?:{'|'.join(names)})" for letter, names in by_letter.items())])


def _spellings(language: str) -> Iterator[tuple[str, Meaning]]:
    for spelling, weak, calendar, number in months(language):
        yield spelling, Meaning(Kind.MONTH, number, calendar, weak)
    for spelling, number in weekdays(language):
        yield spelling, Meaning(Kind.WEEKDAY, number)
    for spelling in filter(None, _FIRST.get(language, "").split("|")):
        yield spelling, Meaning(Kind.NUMBER, 1)
    for calendar, spelling in _ERAS:
        yield spelling, Meaning(Kind.ERA, calendar=calendar)
    for place, offset in enumerate((-2, -1, 0, 1)):
        yield from _all(DAYS, language, place, Meaning(Kind.DAY, offset))
    for place, kind in enumerate((Kind.UNIT,) * 4 + (Kind.AGO,)):
        yield from _all(SPANS, language, place, Meaning(kind, place))
        yield from _all(SAME_LENGTH, language, place, Meaning(Kind.TWO, place))
    for place, (kind, number) in enumerate(_NEAR_KINDS):
        yield from _all(NEAR, language, place, Meaning(kind, number))
    for number, spelling in counts(language):
        yield spelling, Meaning(Kind.COUNT, number)


_NEAR_KINDS = (
    (Kind.NEAR_MONTH, -1), (Kind.NEAR_MONTH, 0), (Kind.NEAR_MONTH, 1), (Kind.NEAR_YEAR, -1), (Kind.NEAR_YEAR, 0),
    (Kind.LAST, 0), (Kind.NEXT, 0),
)  # fmt: skip


def _all(table: dict[str, str], language: str, place: int, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((spelling, meaning) for spelling in words(table, language, place))
