"""What linking compares of an article: a report, made from the article and its verdict alone. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from pipeline.cases.people import block_keys, name_keys, outlet_keys, text_keys
from pipeline.cases.timeline import incident_date, next_hearing
from pipeline.domain import ACCUSED, Classification, Finding, Mention, Precision, Report, Stage, TargetType

DAYS = 5
"""Reports that name nobody are looked for among those of their country this many days around; see match.py."""
RARE = 11
"""Length of a key, `p:` and the bar between its words included, from which it is looked for in every country."""
TELLING = 5
"""Consonants of a pair of words from which a name is taken for found in a text."""
SHORTEST_PART = 2
"""Consonants of one word of a name from which it is looked for alone."""
READ = 1500
"""Characters of the text from which numbers and hidden names are taken: they stand in the first paragraphs."""
_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,6}(?![\w/])")
LONGEST = 4000
"""Characters of a report that are compared; beyond stand earlier cases and the publisher's own lines."""
STEM = 6
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_INNER_CAPITAL = re.compile(r"(?<=[a-zà-ÿа-яёіїєґğışά-ώ,«“] )[«“]?([A-ZÀ-ÞА-ЯЁІЇЄҐĞİŞΑ-Ω]\w{2,})")
_YEARS = range(1380, 2600)
"""Numbers that are years in some calendar of the press."""


def report_of(finding: Finding, now: datetime) -> Report:
    """The report that a finding makes. `now` stands in for a time of publication that is nowhere given."""
    article, verdict = finding.article, finding.verdict
    reported = article.published or article.first_seen or now
    text = f"{article.title}\n{article.text}"[:LONGEST]
    cue = next((_place(e.part, e.start, article.title) for e in verdict.evidence if e.field == "stage"), None)
    day, precision = incident_date(text, verdict.language, article.published, cue=cue)
    hearing = next_hearing(text, verdict.language, article.published)
    mentions = tuple(Mention(name=person.name, role=person.role) for person in verdict.persons)
    names = [one.name for one in mentions if one.role in ACCUSED]
    return Report(
        article_id=article.id, reported=reported, country=verdict.country, mentions=mentions,
        laws=tuple(dict.fromkeys(law.id for law in verdict.laws if law.id)),
        sections=tuple(dict.fromkeys(law.section for law in verdict.laws if law.section)),
        targets=verdict.targets, stage=verdict.stage or Stage.UNKNOWN,
        day=day, precision=precision if day else Precision.UNKNOWN, hearing=hearing.day if hearing else None,
        place=verdict.place, outlets=verdict.outlets, platforms=verdict.platforms,
        topics=verdict.topics, numbers=_numbers(text),
        language=verdict.language, words=_words(text), marks=_marks(text, names),
        keys=(
            *_outlet_keys(verdict), *_keys(names, text, verdict.language, verdict.country, reported),
        ),
    )  # fmt: skip


def lookups(report: Report) -> tuple[str, ...]:
    """The keys under which other reports of its case may stand: its own, those of its text, the days around it."""
    days = report.reported.toordinal() // DAYS
    names = report.accused
    kind = "n" if names else "d"
    around = [_home(f"{kind}{days + shift}", report.country) for shift in (-1, 0, 1)]
    hidden = (_placed(key, report.country) for key in sorted(pairs_told(report.keys)))
    near = [key for shift in (-1, 0, 1) for key in _in_month(names, report.reported, shift)]
    parts = _parts(names, report.country, alone="af", among="a")
    own = [key for key in report.keys if not plain(key).startswith(("t:", "f:", "d", "n"))]
    told = (
        _placed(_told(key), report.country)
        for name in names
        for key in block_keys(name, report.language)
        if telling(key)
    )
    return tuple(dict.fromkeys([*own, *told, *hidden, *around, *near, *parts]))


def _outlet_keys(verdict: Classification) -> Iterator[str]:
    """An outlet on which a case is turned is looked for in its country."""
    if TargetType.MEDIA_OUTLET in verdict.targets:
        for name in verdict.outlets:
            yield from (_home(key, verdict.country) for key in outlet_keys(name))


def _in_month(names: Iterable[str], reported: datetime, shift: int) -> Iterator[str]:
    """Short names are looked for in every country for the months around."""
    month = reported.year * 12 + reported.month + shift
    return (f"{key}@{month}" for name in names for key in block_keys(name))


def _parts(names: Iterable[str], country: str | None, *, alone: str, among: str) -> Iterator[str]:
    """A surname alone is looked for among full names (f) and such surnames (a) of its country, a full name among such
    surnames."""
    for name in names:
        for kind in alone if len(name.split()) == 1 else among:
            yield from (
                _home(f"{kind}:{word}", country) for word in name_keys(name) if len(word) >= SHORTEST_PART
            )


def _told(key: str) -> str:
    """A pair of words that stands in a text, which is less than a name: two texts are not compared by such pairs."""
    return "t" + key[1:]


def telling(key: str) -> bool:
    """Whether a key is a pair of words whose sounds are enough to know it by in a text; `Ada` leaves one consonant."""
    kind, _, words = key.partition(":")
    one, _, other = words.partition("|")
    return kind == "p" and min(len(one), len(other)) >= 2 and len(one) + len(other) >= TELLING


@lru_cache(maxsize=10_000)
def pairs_told(keys: tuple[str, ...]) -> frozenset[str]:
    """Of the keys of a report that names nobody, the pairs of words of its text, written as keys of names."""
    return frozenset("p" + key[1:] for key in map(plain, keys) if key.startswith("t:"))


def plain(key: str) -> str:
    """A key without its country and month."""
    return key.rpartition("/")[2].partition("@")[0]


def _placed(key: str, country: str | None) -> str:
    """Two words of many sounds name few people anywhere; shorter names are looked for in their country alone. Of two
    random names 0.2 % share a key."""
    return key if len(key) >= RARE and key.startswith(("p:", "t:")) else _home(key, country)


def _home(key: str, country: str | None) -> str:
    return f"{country or '??'}/{key}"


def _keys(
    names: Sequence[str], text: str, language: str | None, country: str | None, reported: datetime
) -> tuple[str, ...]:
    """A report that names nobody stands under the pairs of its words: a name may hide among them; and under the days
    (n) of its kind, where one that names somebody looks for it. By the days of all (d) it looks for others itself."""
    named = [key for name in names for key in block_keys(name, language)]
    keys = [_placed(key, country) for key in named]
    if not named:
        pairs = sorted(key for key in text_keys(text[:READ], language) if telling(key))
        keys = [_placed(_told(key), country) for key in pairs]
    keys += _in_month(names, reported, 0)
    keys += _parts(names, country, alone="a", among="f")
    days = reported.toordinal() // DAYS
    return tuple(
        dict.fromkeys([*keys, *(_home(f"{kind}{days}", country) for kind in ("d" if named else "dn"))])
    )


def _place(part: str, start: int, title: str) -> int:
    return start if part == "title" else start + len(title) + 1


def _numbers(text: str) -> tuple[str, ...]:
    """Numbers of the first paragraphs in any script's digits, without years."""
    plain = unicodedata.normalize("NFKC", text[:READ])
    found = (str(int(match.group())) for match in _NUMBER.finditer(plain))
    return tuple(sorted({number for number in found if int(number) > 1 and int(number) not in _YEARS}))


def _words(text: str) -> tuple[str, ...]:
    """The beginnings of the longer words, as a text tells of a school, a trade, a song; of one language alone."""
    return tuple(dict.fromkeys(word[:STEM] for word in _LONG_WORD.findall(text[:READ].casefold())))


def _marks(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """How the other names of a text sound: capitalised words inside a sentence, whichever the script."""
    own = {sound for name in names for sound in name_keys(name)}
    found = (name_keys(word)[:1] for word in dict.fromkeys(_INNER_CAPITAL.findall(text[:READ])))
    return tuple(dict.fromkeys(sound for sounds in found for sound in sounds if sound not in own))
