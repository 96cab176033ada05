"""The shapes of `config/*.yml`, as pydantic models: what a record may hold and which values are allowed.

`watchlist.py` reads the files through these; the JSON Schemas in `config/schema/` are generated from them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from pipeline.domain import (
    Confidence,
    FeedKind,
    LawEventKind,
    LawKind,
    OffenceFamily,
    PrivacyMeasure,
    Stage,
    TargetType,
)

Iso2 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _partial_date(value: object) -> str:
    """A date known to the year, month or day, as `2015`, `2015-05` or `2015-05-15`."""
    text = str(value)
    if not re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise ValueError(f"{text!r} is no date like 2015, 2015-05 or 2015-05-15")
    if len(text) == 10:
        date.fromisoformat(text)
    return text


PartialDate = Annotated[str, BeforeValidator(_partial_date)]


class Record(BaseModel):
    """A record of a configuration file: an unknown key is an error, not a silent default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LawEventRecord(Record):
    event: LawEventKind
    date: PartialDate | Literal["unknown"]
    section: Text | None = None
    court: Text | None = None
    law: Text | None = Field(None, description="the other law's id, for replaced_by")
    note: Text | None = None


class ProvisionRecord(Record):
    section: Text
    as_amended: PartialDate | None = None
    criminalises: Text
    family: OffenceFamily
    max_prison_months: Annotated[int, Field(ge=0, le=1200)] | Literal["unknown"]
    against_speech: bool
    names: dict[Language, list[Text]] = Field(default_factory=dict)


class LawRecord(Record):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: LawKind
    name: Text
    number: Text | None = None
    year: Annotated[int, Field(ge=1850, le=2100)]
    official: dict[Language, Text] = Field(default_factory=dict)
    names: dict[Language, list[Text]] = Field(default_factory=dict)
    cued_names: dict[Language, list[Text]] = Field(default_factory=dict)
    history: list[LawEventRecord] = Field(min_length=1)
    provisions: list[ProvisionRecord]
    sources: list[Text] = Field(min_length=1)
    checked_on: date
    confidence: Confidence


class LawFile(Record):
    country: Iso2
    laws: list[LawRecord] = Field(min_length=1)


class TreatyStatusRecord(Record):
    status: Literal["none", "invited", "signed", "ratified", "party", "not_eligible", "unknown"]
    date: PartialDate | None = None
    confidence: Confidence


class TreatyRecord(Record):
    id: Text
    name: Text
    in_force: PartialDate | None = None
    source: Text


class TreatiesFile(Record):
    checked_on: date
    serious_crime_months: Annotated[int, Field(ge=1)]
    treaties: list[TreatyRecord] = Field(min_length=1)
    countries: dict[Iso2, dict[Text, TreatyStatusRecord]]

    @model_validator(mode="after")
    def _known_treaties(self) -> TreatiesFile:
        known = {treaty.id for treaty in self.treaties}
        for country, statuses in self.countries.items():
            if unknown := set(statuses) - known:
                raise ValueError(f"{country}: unknown treaty {', '.join(sorted(unknown))}")
        return self


class FeedRecord(Record):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    kind: FeedKind
    format: Literal["feed", "json_api", "html"] = "feed"
    languages: list[Language] = Field(min_length=1)
    countries: list[Iso2] = Field(default_factory=list, description="empty: the world")
    cadence_minutes: Annotated[int, Field(ge=10, le=1440)]
    trusted_because: Text
    checked_on: date
    confidence: Confidence


class FeedFile(Record):
    region: Text
    feeds: list[FeedRecord] = Field(min_length=1)


def _forms(value: list[str]) -> list[str]:
    """A star may only open or close a form: the matcher looks for stems and tails."""
    for form in value:
        if "*" in form[1:-1]:
            raise ValueError(f"{form!r}: a star may stand only at the beginning or the end")
    return list(dict.fromkeys(value))


Forms = Annotated[list[Text], AfterValidator(_forms)]
CONCEPTS = frozenset({
    "authority", "court", "online.expression", "online.platform", "offence.insult", "offence.defamation",
    "offence.false_news", "offence.incitement", "offence.harm_state", "offence.blasphemy", "law.cyber",
    "crime.fraud", "crime.intrusion", "crime.extortion", "crime.csam", "crime.gambling", "crime.phishing",
    "legislation", "complainant", "ground.terrorism", "ground.graft", "ground.tax", "ground.protest",
    "ground.murder", "ground.drugs", "genre.opinion", "genre.explainer", "genre.anniversary", "negation",
    "role.lawyer", "role.official", "role.relative", "person.minor", "person.female", "person.male",
    *(f"target.{kind.value}" for kind in TargetType if kind is not TargetType.UNKNOWN),
    *(f"stage.{stage.value}" for stage in Stage if stage is not Stage.UNKNOWN),
    *(f"privacy.{measure.value}" for measure in PrivacyMeasure),
})  # fmt: skip
"""What a lexicon may give words for."""


def _concept(value: str) -> str:
    """A misspelt concept would be words that nothing ever reads."""
    if value not in CONCEPTS:
        raise ValueError(f"no such concept; there are {', '.join(sorted(CONCEPTS))}")
    return value


Concept = Annotated[str, AfterValidator(_concept)]


class LexiconFile(Record):
    language: Language
    name: Text
    words_are_spaced: bool
    home: list[Iso2] = Field(default_factory=list, description="countries meant where an article names none")
    everyday: list[Iso2] = Field(
        default_factory=list, description="countries whose names are common words of the language"
    )
    prefixes: list[Text] = Field(default_factory=list, description="clitics that may stand before a word")
    suffixes: list[Text] = Field(default_factory=list, description="clitics that may stand after a word")
    after_names: list[Text] = Field(default_factory=list, description="words that end a name before them")
    sections: list[Text] = Field(
        default_factory=list, description="words that stand before a section's number"
    )
    concepts: dict[Concept, Forms] = Field(json_schema_extra={"propertyNames": {"enum": [*sorted(CONCEPTS)]}})
    places: dict[Iso2, Forms] = Field(default_factory=dict)


class RouteRecord(Record):
    name: Text
    channel: Literal["console", "slack", "mail"]
    to: str = ""
    countries: list[Iso2] = Field(default_factory=list)
    names: Literal["show", "initials", "withhold"] = "initials"
    broadcast: bool = False

    @model_validator(mode="after")
    def _has_destination(self) -> RouteRecord:
        if self.channel != "console" and not self.to:
            raise ValueError(f"a route by {self.channel} needs `to`")
        return self


class SubscriberRecord(Record):
    name: Text
    address: str = ""
    countries: list[Iso2] = Field(default_factory=list)
    names: Literal["show", "initials", "withhold"] = "initials"


class AlertsFile(Record):
    window_days: Annotated[int, Field(ge=1, le=60)] = 7
    routes: list[RouteRecord] = Field(min_length=1)
    digest: list[SubscriberRecord] = Field(min_length=1)


Probability = Annotated[float, Field(ge=0, le=1)]


class ThresholdsRecord(Record):
    alert: Probability
    label: Probability
    review: Probability
    chosen_by: Text = Field(description="the evaluation run that chose them")

    @model_validator(mode="after")
    def _in_order(self) -> ThresholdsRecord:
        if not self.review <= self.label <= self.alert:
            raise ValueError("review must not be above label, nor label above alert")
        return self


class ClassifierFile(Record):
    encoder: Text = Field(description="`shipped`, a folder, or a name on the Hugging Face hub")
    revision: Text | None = Field(None, description="the commit of an encoder from the hub")
    thresholds: ThresholdsRecord
