"""Cases, the incidents in them, and how an article finds its case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.domain.articles import Article, Classification, Evidence, LawMention, PersonMention
from pipeline.domain.vocabulary import Precision, Role, Stage, TargetType, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as a case shows it."""

    article_id: str
    feed_name: str
    url: str | None
    title: str
    language: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One dated legal stage of a case, reported by one article or many."""

    id: str
    case_id: str
    stage: Stage
    date: date | None
    precision: Precision
    first_reported: datetime
    place: str | None = None
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    name: str
    latin: str
    role: Role
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One legal story. Its current status is computed from `incidents`, which stand in date order."""

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

    @property
    def status(self) -> Stage:
        """The stage of the latest incident that has one."""
        known = [i.stage for i in self.incidents if i.stage is not Stage.UNKNOWN]
        return known[-1] if known else Stage.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A classified article on its way into a case."""

    article: Article
    verdict: Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIncident:
    stage: Stage
    date: date | None
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIntent:
    """What linking decided. `case_id` None opens a case; `incident` None adds a source to `incident_id`.

    `persons`, `laws` and `targets` are new to the case; later articles find it by `keys`; `routes` are told.
    """

    case_id: str | None
    reason: str
    incident_id: str | None = None
    incident: NewIncident | None = None
    persons: tuple[PersonMention, ...] = ()
    laws: tuple[LawMention, ...] = ()
    targets: tuple[TargetType, ...] = ()
    keys: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking did: ids only, safe for logs."""

    case_id: str
    incident_id: str
    opened: bool
    new_incident: bool
    alerts: int
