"""Finds the people an article names, and what each does in the case.

In scripts with capitals a name is a run of capitalised words that is no known word; in others it is the two
or three words after a word such as `journalist`. Both are guesses for a person to check: each has its quote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from anyascii import anyascii

from classifiers.folding import fold
from classifiers.lexicon import Findings
from pipeline.domain import Evidence, PersonMention, Role

_LETTER = r"[^\W\d_]"
_UPPER = "A-ZÀ-ÞĀ-ŽƏƠƯА-ЯЁЄІЇҐҒҚҢӨҰҮҺΑ-ΩԱ-Ֆ"
_WORD = rf"(?:[{_UPPER}]\.|[{_UPPER}]{_LETTER}*(?:[’'-]{_LETTER}+)*)"
_LINK = r"(?:(?:al|el|bin|ibn|ben|bint|ould|de|da|do|dos|del|la|van|von|der|e|y)[ -]){0,2}"
_CAPITALISED = re.compile(rf"(?<![\w’'-])({_WORD}(?: {_LINK}{_WORD}){{1,3}})(?!\w)")
_INSTITUTIONS = (
    "agency state court courts ministry police party press news media company ltd council commission university "
    "union bank association institute department committee assembly parliament federal high national central "
    "service prison act code times post daily ledger herald magistrate tribunal cour ministère ministerio ley "
    "asamblea partido fiscalía dewan polda polres pengadilan partai kementerian sheria mahakama jeshi суд "
    "россия закон mahkemesi cumhuriyet bakanlığı kanunu serviço tribunal ministério district republic human "
    "rights watch law laws bureau authority congress senate league network foundation cid"
)
_NO_NAME = frozenset(_INSTITUTIONS.split())
"""A run of capitalised words with one of these in it is an institution."""
_FIRST_WORDS = (
    "the a an in on at he she his her it but and after le la les un une el los as os в на по из с о у к и dan di "
    "pada katika na kwa bir bu der die das"
)
_OPENERS = frozenset(_FIRST_WORDS.split())
"""Words that have a capital only because a sentence begins with them."""
_WORDS_AFTER = re.compile(r"\s*[:،,«\"“]?\s*((?:[^\s،,.؛;:()«»\"“”।॥。、！？!?\d]{2,20}\s?){2,4})")
_CASELESS = re.compile(r"[֐-ࣿऀ-෿฀-࿿က-႟ሀ-፿ក-៿]")
_NEAR = 60
"""Characters between a word such as `lawyer` and the name it speaks of."""

_ROLE_CUES = (
    ("role.lawyer", Role.LAWYER),
    ("role.official", Role.OFFICIAL),
    ("role.relative", Role.RELATIVE),
)


def persons(findings: Findings, *, most: int = 6) -> tuple[tuple[PersonMention, ...], list[Evidence]]:
    """Up to `most` people, targets first, each with the place of the first mention."""
    found: dict[str, tuple[int, int]] = {}
    seen: Counter[str] = Counter()
    for start, end in _candidates(findings):
        name = findings.whole[start:end].strip()
        key = _same(name, found)
        seen[key] += 1
        found.setdefault(key, (start, end))
    mentions = [(_role(findings, *found[name]), name) for name in found]
    order = [Role.TARGET, Role.UNKNOWN, Role.LAWYER, Role.RELATIVE, Role.COMPLAINANT, Role.OFFICIAL]
    mentions.sort(key=lambda pair: (order.index(pair[0]), -seen[pair[1]], found[pair[1]]))
    kept = mentions[:most]
    people = tuple(PersonMention(name=name, latin=anyascii(name).strip(), role=role) for role, name in kept)
    return people, [findings.evidence("persons", *found[name]) for _, name in kept]


def _same(name: str, found: Iterable[str]) -> str:
    """`Alefia` or `Mr Alefia` is the `Friday Alefia` named before."""
    words = set(fold(name).split())
    return next((full for full in found if words <= set(fold(full).split())), name)


def _candidates(findings: Findings) -> Iterator[tuple[int, int]]:
    if len(_CASELESS.findall(findings.whole)) > len(findings.whole) / 4:
        yield from _after_cues(findings)
        return
    taken = [(h.start, h.end) for h in findings.places] + [
        (h.start, h.end) for h in findings.concepts if not h.meaning.startswith("role.")
    ]
    taken += [(law.start, law.end) for law in findings.laws]
    for match in _CAPITALISED.finditer(findings.whole, len(findings.title) + 1):
        start, end = match.span(1)
        words = match[1].split()
        while words and (fold(words[0]) in _OPENERS or _overlaps(taken, start, start + len(words[0]))):
            start += len(words.pop(0)) + 1
        if len(words) < 2 or {fold(word) for word in words} & _NO_NAME:
            continue
        if not _overlaps(taken, start, end):
            yield start, end


def _overlaps(taken: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in taken)


def _after_cues(findings: Findings) -> Iterator[tuple[int, int]]:
    """The words after a target's word, up to the next word that the lexicon knows."""
    known = sorted(hit.start for hit in (*findings.concepts, *findings.places))
    for hit in findings.of("target"):
        match = _WORDS_AFTER.match(findings.whole, hit.end)
        if match is None:
            continue
        start = match.start(1)
        end = min([match.end(1), *(place for place in known if place > hit.end)])
        words = _name_words(findings, findings.whole[start:end])
        if len(words) >= 2:
            yield start, start + findings.whole[start:end].index(words[-1], _before(words)) + len(words[-1])


def _name_words(findings: Findings, run: str) -> list[str]:
    """The words of a run up to one that follows names, three at most."""
    ends = findings.lexicon.after_names
    return list(takewhile(lambda word: word not in ends, run.split()))[:3]


def _before(words: list[str]) -> int:
    return sum(len(word) + 1 for word in words[:-1])


def _role(findings: Findings, start: int, end: int) -> Role:
    for concept, role in _ROLE_CUES:
        for hit in findings.of(concept):
            if 0 <= start - hit.end < 25 or 0 <= hit.start - end < 4:
                return role
    cues = (*findings.of("target"), *findings.of("stage"))
    near = any(abs(hit.start - end) < _NEAR or abs(start - hit.end) < _NEAR for hit in cues)
    return Role.TARGET if near else Role.UNKNOWN
