"""How an article finds its case: what is compared, what was decided, what a person did about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.domain.articles import Article, Classification
from pipeline.domain.record_words import CaseField, ChangeKind, FactState, LinkKind
from pipeline.domain.vocabulary import ACCUSED, Precision, Role, Stage, TargetType


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A classified article on its way into a case."""

    article: Article
    verdict: Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a report, with the role it plays there."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What linking knows of one article; everything is taken from the article and its verdict, nothing from its case.

    `day` is the step's day where the text tells, `keys` are what it is found by (where it names nobody also pairs of
    neighbouring words of its text, among which a name may hide); `numbers` are ages, sums and counts, `words` the
    beginnings of the longer words, `marks` how other names of the text sound.
    """

    article_id: str
    reported: datetime
    country: str | None
    mentions: tuple[Mention, ...] = ()
    laws: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    targets: tuple[TargetType, ...] = ()
    stage: Stage = Stage.UNKNOWN
    day: date | None = None
    precision: Precision = Precision.UNKNOWN
    hearing: date | None = None
    place: str | None = None
    platforms: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    language: str | None = None
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def accused(self) -> tuple[str, ...]:
        """The names on whom the case is turned."""
        return tuple(one.name for one in self.mentions if one.role in ACCUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a report stands. `names`: it names somebody accused; `to` is the report that brought it in; `pinned`: a
    person put it there. `report` is None where it has no key in common with the new one: they are not compared."""

    article_id: str
    case_id: str
    incident_id: str
    kind: LinkKind
    names: bool
    report: Report | None = None
    score: float = 0.0
    to: str | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What stands near a new report: reports with their places; `apart`, pairs of cases that a person keeps apart;
    `closed`, cases that a person dismissed."""

    placed: Sequence[Placed]
    apart: frozenset[frozenset[str]] = frozenset()
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A report's place in a case, with the reason in plain words (ids and numbers, no names)."""

    article_id: str
    case_id: str | None
    kind: LinkKind
    reason: str
    score: float = 0.0
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two cases that may be one: a person is asked."""

    case_id: str
    other_id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIntent:
    """What linking decided. `moves` holds the new report first; a move's `case_id` None opens a case; `absorbed` are
    cases that turn out to be the same as the new report's; `routes` are told."""

    report: Report
    moves: tuple[Move, ...]
    absorbed: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking did: ids only, safe for logs."""

    case_id: str
    incident_id: str
    opened: bool
    new_incident: bool
    alerts: int
    merged: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDecision:
    """A person's judgement on one value of a field: accepted or rejected. Like a review, it is shown in no log."""

    case_id: str
    field: CaseField
    value: str
    state: FactState
    who: str = dataclasses.field(repr=False)
    at: datetime
    note: str = dataclasses.field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of a case's history. `other_id` is the case merged in or split off; `undone` once it was taken back."""

    number: int
    case_id: str
    kind: ChangeKind
    who: str = dataclasses.field(repr=False)
    at: datetime
    other_id: str | None = None
    note: str = dataclasses.field(default="", repr=False)
    undone: bool = False
