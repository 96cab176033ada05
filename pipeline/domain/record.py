"""What is computed of a case from its reports and from what people decided (DESIGN.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.domain.articles import LawMention
from pipeline.domain.cases import AxisAnswer, Fact
from pipeline.domain.linking import Report
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
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One incident as its reports tell it; these stand in the order in which they came out."""

    reports: tuple[Report, ...]
    stage: Stage
    day: date | None
    precision: Precision
    hearing: date | None
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person of a case: the fullest spelling, the others, and what the reports say of them."""

    name: str
    latin: str
    role: Role
    minor: bool
    gender: Gender
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All of a case that is computed; see `Case` for what the fields mean."""

    country: str | None
    place: str | None
    laws: tuple[LawMention, ...]
    targets: tuple[TargetType, ...]
    persons: tuple[Someone, ...]
    accused: int
    family: OffenceFamily
    complainant: Complainant
    privacy: tuple[PrivacyMeasure, ...]
    cross_border: Answer
    outlets: tuple[str, ...]
    platforms: tuple[str, ...]
    topics: tuple[str, ...]
    axes: tuple[AxisAnswer, ...]
    tlp: str
    external_ids: tuple[str, ...]
    facts: tuple[Fact, ...]
    probability: float
