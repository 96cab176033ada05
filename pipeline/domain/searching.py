"""What a monitor asks the store for, and what is found."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from pipeline.domain.vocabulary import Stage, TargetType, Verification

LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """A question about cases; every part that is given must fit, and one value of each.

    `text` often is a person's name, so it stands in no repr. `laws` are register ids, `stages` current statuses;
    `since` and `until` are days (UTC, both included) on which a case last changed. Merged and dismissed cases are left
    out, unless they are asked for. Raises ValueError for what cannot be meant.
    """

    text: str = dataclasses.field(default="", repr=False)
    countries: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    targets: tuple[TargetType, ...] = ()
    verification: tuple[Verification, ...] = ()
    since: date | None = None
    until: date | None = None
    needs_review: bool | None = None
    include_merged: bool = False
    include_dismissed: bool = False

    def __post_init__(self) -> None:
        if len(self.text) > LONGEST_TEXT:
            raise ValueError(f"the text has more than {LONGEST_TEXT} signs")
        for country in self.countries:
            if not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
                raise ValueError(f"{country!r} is no country; write its ISO code, such as NG")
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"no day is both after {self.since} and before {self.until}")


class Mark(NamedTuple):
    """Where a hit stands in its list; the next page begins after it."""

    rank: int
    number: int


class FoundIn(StrEnum):
    """The part of a case that holds the words of a query; `sound` is a name that only sounds like them."""

    NAME = "name"
    LAW = "law"
    PLACE = "place"
    TITLE = "title"
    QUOTE = "quote"
    SOUND = "sound"
    SEVERAL = "several"
    FILTER = "filter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found case in short. `names` and `snippet` may name people and stand in no repr; persons, reports: numbers.

    A mark's rank: 0 names, laws and places have the words; 1 titles and quotes too, or the words mean the case's law or
    country; 2 a name sounds like them.
    """

    case_id: str
    mark: Mark
    found_in: FoundIn
    country: str | None
    status: Stage
    targets: tuple[TargetType, ...]
    laws: tuple[str, ...]
    changed_at: datetime
    reports: int
    snippet: str = dataclasses.field(default="", repr=False)
    names: tuple[str, ...] = dataclasses.field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A query that somebody kept under a name."""

    name: str
    query: CaseQuery
    who: str = dataclasses.field(repr=False)
    at: datetime
