"""Which cases and articles an export takes, and the count of what it took and left. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from pipeline.domain import ACCUSED, Answer, Article, Case, Incident, Verification

Custody = Callable[[Sequence[Incident], date], Answer]
"""Whether the incidents leave somebody in custody at 00:00 of a day."""
T = TypeVar("T")


class Unit(StrEnum):
    """What one row is. The four are never mixed."""

    CASES = "cases"
    PERSONS = "persons"
    INCIDENTS = "incidents"
    ARTICLES = "articles"


@dataclass(slots=True, kw_only=True)
class Count:
    """What an export wrote and left out. `unsure`: cases of which nobody knows whether anyone is in custody; `unnamed`:
    persons that reports count among the accused but do not name, who have no row."""

    rows: int = 0
    left_out: int = 0
    unsure: int = 0
    unnamed: int = 0

    def counted(self, rows: Iterable[T]) -> Iterator[T]:
        for row in rows:
            self.rows += 1
            yield row


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Empty countries mean all. `since` asks when a case changed, an incident happened, an article was published."""

    countries: frozenset[str] = frozenset()
    since: date | None = None
    in_custody: date | None = None

    def cases(self, cases: Iterable[Case], custody: Custody, count: Count) -> Iterator[Case]:
        """The cases of these countries in which, where asked, somebody is in custody at 00:00 of the day."""
        for case in cases:
            if self.countries and case.country not in self.countries:
                continue
            if self.in_custody is None:
                yield case
                continue
            held = custody(case.incidents, self.in_custody)
            count.unsure += held is Answer.UNKNOWN
            if held is Answer.YES:
                yield case

    def changed(self, cases: Iterable[Case]) -> Iterator[Case]:
        return (case for case in cases if self.is_since(case.changed_at))

    def articles(self, articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            fits = not self.countries or bool(self.countries & set(article.countries))
            if fits and self.is_since(article.published or article.first_seen):
                yield article

    def takes(self, incident: Incident) -> bool:
        return self.is_since(incident.date or incident.first_reported)

    def is_since(self, moment: date | datetime | None) -> bool:
        """A moment that nobody knows is not held back."""
        if self.since is None or moment is None:
            return True
        return (moment.date() if isinstance(moment, datetime) else moment) >= self.since


def unnamed(case: Case) -> int:
    """How many persons a case is turned on beyond those it names: it has one at least, unless somebody dismissed it."""
    said = 0 if case.verification is Verification.DISMISSED else max(case.accused, 1)
    return max(0, said - sum(person.role in ACCUSED for person in case.persons))
