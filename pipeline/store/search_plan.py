"""From a query to what the index is asked: lists of tokens that must be there, in ranks. Pure.

A token's first letter is its class: `m` words of names, laws and places, `w` words of all texts, `s` sounds of names,
`f` what is filtered by. Filters stand in the index too, so one look answers both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from pipeline.domain import CaseQuery, Law, Verification
from pipeline.store import search_words as words

SECOND = 1 << 20
"""A document's number is the second of its case's last change times this, plus something of its id: newest last."""
EVERY, OPEN = "fcase", "fopen"
"""Tokens of every document, and of those of cases that are neither merged nor dismissed."""
LONGEST_MEANING = 12
FEWEST_SOUNDS, FEWEST_OF_ONE = 5, 3
"""Consonants of all words that are compared by sound: with less Mahmoud, Ahmed and Emad are one."""
Meanings: TypeAlias = Mapping[tuple[str, ...], Sequence[str]]
"""Pieces of a phrase -> filter tokens that say the same: a law's nickname, a country's name."""


@dataclass(frozen=True, slots=True)
class Term:
    """A token; with `on` each token that begins so."""

    token: str
    on: bool = False


Need: TypeAlias = tuple[Term, ...]
"""Terms of which a document must have one."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Documents that meet all needs, without those that meet all of `unless`."""

    needs: tuple[Need, ...]
    unless: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Tiers by rank, and the numbers [low, high) that may be found. No tier: nothing can be found."""

    tiers: tuple[Tier, ...]
    low: int = 0
    high: int = 1 << 62

    @property
    def widest(self) -> Tier:
        """What one tier or another finds: each meets the needs of the last."""
        return replace(self.tiers[-1], unless=())


def filter_token(kind: str, value: str) -> str:
    """Letters and digits only: the databases' parsers take all else for syntax or ends of words."""
    return "f" + kind + "".join(sign for sign in value.casefold() if sign.isascii() and sign.isalnum())


def plan(query: CaseQuery, meanings: Meanings) -> Plan:
    """What to look for. A text that has no letters finds nothing; a query without text lists what its filters fit.

    Phrases with a meaning count from the second rank on: whoever is called Jordan comes before the country's cases.
    """
    narrow = tuple(_filters(query))
    low = _start(query.since) if query.since else 0
    high = _start(query.until + timedelta(days=1)) if query.until else 1 << 62
    if not query.text.strip():
        return Plan((Tier(narrow),), low, high)
    pieces = words.pieces(query.text)
    if not pieces:
        return Plan((), low, high)
    same = _same(pieces, meanings)
    first = tuple(_spelt(pieces, [()] * len(pieces), "m"))
    second = tuple(_spelt(pieces, same, "w"))
    tiers = [Tier(narrow + first), Tier(narrow + second, first)]
    heard = _heard(pieces, same)
    return Plan((*tiers, *([Tier(narrow + heard, second)] if heard else [])), low, high)


def _start(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp()) * SECOND


def _filters(query: CaseQuery) -> Iterable[Need]:
    given: Mapping[str, Sequence[str]] = {
        "country": query.countries, "law": query.laws, "stage": query.stages, "target": query.targets,
        "by": query.verification,
    }  # fmt: skip
    for kind, values in given.items():
        if values:
            yield tuple(Term(filter_token(kind, value)) for value in values)
    if query.needs_review is not None:
        yield (Term(filter_token("review", str(query.needs_review))),)
    yield (Term(_standing(query)),)


def _standing(query: CaseQuery) -> str:
    """The one token that leaves out merged and dismissed cases: nearly every document has such a token, and each
    costs PostgreSQL about a microsecond a document."""
    with_dismissed = query.include_dismissed or Verification.DISMISSED in query.verification
    if query.include_merged:
        return EVERY if with_dismissed else filter_token("dismissed", "no")
    return filter_token("merged", "no") if with_dismissed else OPEN


def _same(pieces: Sequence[str], meanings: Meanings) -> list[Need]:
    """For each piece, the filters that say the same as the longest phrase it stands in."""
    found: list[Need] = [()] * len(pieces)
    at = 0
    while at < len(pieces):
        for length in range(min(LONGEST_MEANING, len(pieces) - at), 0, -1):
            if tokens := meanings.get(tuple(pieces[at : at + length])):
                found[at : at + length] = [tuple(map(Term, tokens))] * length
                at += length - 1
                break
        at += 1
    return found


def _spelt(pieces: Sequence[str], same: Sequence[Need], sign: str) -> Iterable[Need]:
    for piece, also in zip(pieces, same, strict=True):
        for token, on in words.asked(piece):
            yield (Term(sign + token, on), *also)


def _heard(pieces: Sequence[str], same: Sequence[Need]) -> tuple[Need, ...]:
    """The same with names by their sound; empty where too little would be compared."""
    sounds = [words.sound(piece) for piece in pieces]
    least = FEWEST_OF_ONE if len(pieces) == 1 else FEWEST_SOUNDS
    if sum(len(heard) for heard in sounds if heard) < least:
        return ()
    found: list[Need] = []
    for piece, also, heard in zip(pieces, same, sounds, strict=True):
        by_sound = (Term("s" + heard),) if heard else ()
        found += [(*need, *by_sound) for need in _spelt([piece], [also], "w")]
    return tuple(found)


def meanings_of(
    laws: Iterable[Law], countries: Iterable[tuple[str, str]]
) -> dict[tuple[str, ...], list[str]]:
    """What phrases mean: names and nicknames of laws, and (ISO code, name) pairs of countries.

    A single word that names a law only beside its country ("information") is left out, unless it is in capitals.
    """
    found: dict[tuple[str, ...], list[str]] = {}

    def add(name: str, token: str) -> None:
        key = tuple(words.pieces(name))
        if key and token not in (known := found.setdefault(key, [])):
            known.append(token)

    for law in laws:
        token = filter_token("law", law.id)
        sure = [law.name, *law.official.values(), *(name for names in law.names.values() for name in names)]
        cued = [name for names in law.cued_names.values() for name in names if " " in name or name.isupper()]
        for name in (*sure, *cued):
            add(name, token)
    for code, name in countries:
        add(name, filter_token("country", code))
    return found


def as_fts5(tier: Tier) -> str:
    """A tier in the words of SQLite's FTS5."""

    def term(one: Term) -> str:
        return f'"{one.token}"' + ("*" if one.on else "")

    def all_of(needs: Sequence[Need]) -> str:
        return " AND ".join("(" + " OR ".join(map(term, need)) + ")" for need in needs)

    return f"({all_of(tier.needs)})" + (f" NOT ({all_of(tier.unless)})" if tier.unless else "")


def as_tsquery(tier: Tier) -> str:
    """A tier in the words of PostgreSQL's tsquery."""

    def term(one: Term) -> str:
        return f"'{one.token}'" + (":*" if one.on else "")

    def all_of(needs: Sequence[Need]) -> str:
        return " & ".join("(" + " | ".join(map(term, need)) + ")" for need in needs)

    return f"({all_of(tier.needs)})" + (f" & !({all_of(tier.unless)})" if tier.unless else "")
