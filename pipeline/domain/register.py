"""What the configuration knows: laws and the words of the trade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.domain.vocabulary import Confidence, LawEventKind, LawKind, OffenceFamily


@dataclass(frozen=True, slots=True, kw_only=True)
class LawEvent:
    """A fact in the life of a law or a section; `date` is 2015, 2015-05, 2015-05-15 or unknown."""

    event: LawEventKind
    date: str
    section: str | None = None
    court: str | None = None
    law: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A section that makes something an offence. `max_prison_months` None is unknown, 0 a fine only."""

    section: str
    criminalises: str
    family: OffenceFamily
    max_prison_months: int | None
    against_speech: bool
    as_amended: str | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A statute of the register. Names stand by language: `names` are enough alone, `cued_names` are not."""

    id: str
    country: str
    kind: LawKind
    name: str
    year: int
    number: str | None
    official: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    cued_names: Mapping[str, tuple[str, ...]]
    history: tuple[LawEvent, ...]
    provisions: tuple[Provision, ...]
    sources: tuple[str, ...]
    checked_on: date
    confidence: Confidence

    @property
    def is_law(self) -> bool:
        """False for a bill: it was introduced and never adopted."""
        bill = {LawEventKind.INTRODUCED, LawEventKind.WITHDRAWN}
        return any(event.event not in bill for event in self.history)

    def reaches(self, months: int, section: str | None = None) -> bool | None:
        """Whether a provision against speech (`section`, or any) can bring so many months; None where unknown."""
        known = [p for p in self.provisions if p.section == section] or [
            p for p in self.provisions if p.against_speech
        ]
        maxima = [p.max_prison_months for p in known]
        if any(maximum is not None and maximum >= months for maximum in maxima):
            return True
        return None if None in maxima or not maxima else False


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyStatus:
    """Where a country stands with a treaty: none, invited, signed, ratified, party, not_eligible or unknown."""

    status: str
    date: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaties:
    """Treaties by country and id. From `serious_crime_months` on a maximum opens cooperation under the UN Convention
    against Cybercrime (art. 2: four years)."""

    names: Mapping[str, str]
    countries: Mapping[str, Mapping[str, TreatyStatus]]
    serious_crime_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language: forms by concept and, for countries, by ISO code.

    `home` are the countries whose press writes in it, meant where an article names none; `everyday` are countries whose
    names are common words of it, so that only `places` name them. `after_names` are words that follow a name and are no
    part of it, in scripts without capitals; `sections` stand before a section's number.
    """

    language: str
    name: str
    words_are_spaced: bool
    home: tuple[str, ...]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    after_names: frozenset[str]
    sections: tuple[str, ...]
    concepts: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    everyday: frozenset[str] = frozenset()
