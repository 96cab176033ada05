"""Cases, the incidents in them, and the whole record of one (DESIGN.md 6)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from pipeline.domain.articles import Evidence, LawMention
from pipeline.domain.record_words import Axis, CaseField, FactState, Leaning
from pipeline.domain.vocabulary import (
    Answer,
    Complainant,
    Gender,
    OffenceFamily,
    Precision,
    PrivacyMeasure,
    Role,
    Stage,
    TargetType,
    Verification,
)

Day: TypeAlias = date


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as a case shows it. `reason` says why it was put there."""

    article_id: str
    feed_name: str
    url: str | None
    title: str
    language: str | None
    published: datetime | None
    text_sha256: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One dated legal stage of a case, reported by one article or many. `hearing` is the next date it announces."""

    id: str
    case_id: str
    stage: Stage
    date: Day | None
    precision: Precision
    first_reported: datetime
    place: str | None = None
    hearing: Day | None = None
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named in a case. `name` is the fullest spelling met, `aliases` the others."""

    id: str
    name: str
    latin: str
    role: Role
    minor: bool = False
    gender: Gender = Gender.UNKNOWN
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value of a field of a case, and where it stands. `who` is a reviewer, None for the machine of `version`."""

    field: CaseField
    value: str
    state: FactState
    who: str | None = dataclasses.field(default=None, repr=False)
    version: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisAnswer:
    """One question of misuse with its answer and the reason in plain words."""

    axis: Axis
    leaning: Leaning
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One legal story. Its current status is computed from `incidents`, which stand in date order.

    `accused` is the number of people it is turned on where a report gives one, at least that of the named targets;
    `outlets` are the news outlets it is turned on, as written; `flags` name what in the order of incidents cannot be;
    `merged_into` is the case that tells this one's story now.
    """

    id: str
    country: str | None
    opened_at: datetime
    changed_at: datetime
    laws: tuple[LawMention, ...] = ()
    targets: tuple[TargetType, ...] = ()
    persons: tuple[Person, ...] = ()
    incidents: tuple[Incident, ...] = ()
    probability: float = 0.0
    needs_review: bool = False
    verification: Verification = Verification.MACHINE
    tlp: str = "AMBER+STRICT"
    place: str | None = None
    family: OffenceFamily = OffenceFamily.UNKNOWN
    complainant: Complainant = Complainant.UNKNOWN
    privacy: tuple[PrivacyMeasure, ...] = ()
    cross_border: Answer = Answer.UNKNOWN
    outlets: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    accused: int = 0
    axes: tuple[AxisAnswer, ...] = ()
    flags: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    related: tuple[str, ...] = ()
    merged_into: str | None = None

    @property
    def status(self) -> Stage:
        """The stage of the latest incident that has one."""
        known = [i.stage for i in self.incidents if i.stage is not Stage.UNKNOWN]
        return known[-1] if known else Stage.UNKNOWN

    @property
    def next_hearing(self) -> Day | None:
        """The latest announced date; whether it is still to come, who reads must say."""
        return max((i.hearing for i in self.incidents if i.hearing), default=None)
