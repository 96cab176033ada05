"""What of ours a column of another monitor may hold, by name. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from babel import Locale

from pipeline.domain import Case, Incident, LawMention, NamePolicy, Person, Precision, Stage, TargetType
from pipeline.domain.names import clean, covered_name
from pipeline.exports.geojson import Points

_TERRITORIES = Locale.parse("en").territories


class Value(StrEnum):
    UNIT = "unit"
    CASE_ID = "case_id"
    PERSON_ID = "person_id"
    INCIDENT_ID = "incident_id"
    LINE = "line"
    NAME = "name"
    COUNTRY = "country"
    COUNTRY_NAME = "country_name"
    PLACE = "place"
    POINT = "point"
    POINT_PRECISION = "point_precision"
    DATE = "date"
    DATE_IS_INEXACT = "date_is_inexact"
    DATE_PRECISION = "date_precision"
    YEAR = "year"
    OPENED = "opened"
    CHANGED = "changed"
    NEXT_HEARING = "next_hearing"
    STATUS = "status"
    STAGE = "stage"
    LAWS = "laws"
    LAW_IDS = "law_ids"
    TARGETS = "targets"
    ACCUSED = "accused"
    PLATFORMS = "platforms"
    TOPICS = "topics"
    FAMILY = "family"
    URLS = "urls"
    EXTERNAL_IDS = "external_ids"
    VERIFICATION = "verification"
    TLP = "tlp"


@dataclass(frozen=True, slots=True)
class When:
    """A date as exactly as it is known."""

    date: date
    precision: Precision = Precision.DAY

    def iso(self) -> str:
        whole = self.date.isoformat()
        return {Precision.YEAR: whole[:4], Precision.MONTH: whole[:7]}.get(self.precision, whole)

    def words(self) -> str:
        if self.precision is Precision.YEAR:
            return f"{self.date:%Y}"
        return f"{self.date:%B} {'' if self.precision is Precision.MONTH else f'{self.date.day}, '}{self.date:%Y}"


Cell: TypeAlias = str | When


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What one row is about: a case, and in it a person or an incident where the row is one of those."""

    case: Case
    person: Person | None = None
    incident: Incident | None = None
    names: NamePolicy = NamePolicy.INITIALS
    points: Points = field(default_factory=dict)

    @property
    def incidents(self) -> Sequence[Incident]:
        return (self.incident,) if self.incident else self.case.incidents

    @property
    def unit(self) -> str:
        return "person" if self.person else "incident" if self.incident else "case"

    @property
    def stage(self) -> Stage:
        return self.incident.stage if self.incident else self.case.status

    @property
    def dated(self) -> When | None:
        """The date of the incident; of a case, that of its first dated one."""
        return next((known for known in map(when, self.incidents) if known), None)


def when(incident: Incident) -> When | None:
    known = incident.date and incident.precision is not Precision.UNKNOWN
    return When(incident.date, incident.precision) if incident.date and known else None


def line(subject: Subject) -> str:
    """A title that names nobody and presumes innocence: `Journalist: charged, Nigeria`."""
    kinds = [kind for kind in subject.case.targets if kind is not TargetType.UNKNOWN]
    who = kinds[0].value.replace("_", " ").capitalize() if kinds else "Person"
    stage = "in proceedings" if subject.stage is Stage.UNKNOWN else subject.stage.value.replace("_", " ")
    return f"{who}: {stage}, {country_name(subject.case.country) or 'country unknown'}"


def country_name(iso: str | None) -> str:
    return str(_TERRITORIES.get(iso, iso)) if iso else ""


def _law(law: LawMention) -> str:
    return clean(f"{law.as_written}, section {law.section}" if law.section else law.as_written)


def _point(subject: Subject) -> list[Cell]:
    known = subject.points.get(subject.case.country or "")
    return [f"{known[1]:.4f}|{known[0]:.4f}"] if known else []


def _urls(subject: Subject) -> list[Cell]:
    return list(dict.fromkeys(s.url for i in subject.incidents for s in i.sources if s.url))


def _texts(*found: str | None) -> list[Cell]:
    return [text for text in found if text]


_GIVES: Mapping[Value, Callable[[Subject], list[Cell]]] = {
    Value.UNIT: lambda s: [s.unit],
    Value.CASE_ID: lambda s: [s.case.id],
    Value.PERSON_ID: lambda s: _texts(s.person.id if s.person else None),
    Value.INCIDENT_ID: lambda s: _texts(s.incident.id if s.incident else None),
    Value.LINE: lambda s: [line(s)],
    Value.NAME: lambda s: [covered_name(s.person, s.names)] if s.person else [],
    Value.COUNTRY: lambda s: _texts(s.case.country),
    Value.COUNTRY_NAME: lambda s: _texts(country_name(s.case.country)),
    Value.PLACE: lambda s: _texts((s.incident.place if s.incident else None) or s.case.place),
    Value.POINT: _point,
    Value.POINT_PRECISION: lambda s: ["country" if _point(s) else "none"],
    Value.DATE: lambda s: [s.dated] if s.dated else [],
    Value.DATE_IS_INEXACT: lambda s: [str(not s.dated or s.dated.precision is not Precision.DAY).lower()],
    Value.DATE_PRECISION: lambda s: [(s.dated.precision if s.dated else Precision.UNKNOWN).value],
    Value.YEAR: lambda s: [f"{s.dated.date:%Y}"] if s.dated else [],
    Value.OPENED: lambda s: [When(s.case.opened_at.date())],
    Value.CHANGED: lambda s: [When(s.case.changed_at.date())],
    Value.NEXT_HEARING: lambda s: [When(s.case.next_hearing)] if s.case.next_hearing else [],
    Value.STATUS: lambda s: [s.case.status.value],
    Value.STAGE: lambda s: [s.stage.value],
    Value.LAWS: lambda s: [_law(law) for law in s.case.laws],
    Value.LAW_IDS: lambda s: [law.id for law in s.case.laws if law.id],
    Value.TARGETS: lambda s: [target.value for target in s.case.targets],
    Value.ACCUSED: lambda s: [str(s.case.accused)] if s.case.accused else [],
    Value.PLATFORMS: lambda s: list(s.case.platforms),
    Value.TOPICS: lambda s: list(s.case.topics),
    Value.FAMILY: lambda s: [s.case.family.value],
    Value.URLS: _urls,
    Value.EXTERNAL_IDS: lambda s: list(s.case.external_ids),
    Value.VERIFICATION: lambda s: [s.case.verification.value],
    Value.TLP: lambda s: [s.case.tlp],
}


def cells(value: Value, subject: Subject) -> list[Cell]:
    """What a row holds of it; empty where nobody knows."""
    return _GIVES[value](subject)
