"""Articles, and what a classifier says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.vocabulary import (
    Answer,
    ArticleState,
    Complainant,
    Decision,
    Gender,
    Label,
    OffenceFamily,
    PrivacyMeasure,
    Role,
    Stage,
    TargetType,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a classifier reads. `countries` are the feed's, a hint only."""

    id: str
    title: str
    text: str
    language: str | None = None
    countries: tuple[str, ...] = ()
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One item of a feed with its readable text. `silent` articles never alert (ingested or backfilled)."""

    id: str
    feed_id: str
    identity: str
    url: str | None
    title: str
    text: str = ""
    summary: str = ""
    author: str | None = None
    language: str | None = None
    published: datetime | None = None
    first_seen: datetime | None = None
    text_sha256: str = ""
    countries: tuple[str, ...] = ()
    silent: bool = False
    state: ArticleState = ArticleState.NEW
    attempts: int = 0

    @property
    def document(self) -> Document:
        return Document(
            id=self.id, title=self.title, text=self.text, language=self.language, countries=self.countries,
            published=self.published,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words a field rests on. `start` and `end` count characters in `part` (`title` or `text`)."""

    field: str
    quote: str
    start: int
    end: int
    part: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawMention:
    """A law as an article names it; `id` is the register's, None where the register has no such law."""

    id: str | None
    as_written: str
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    name: str
    latin: str
    role: Role = Role.UNKNOWN
    minor: bool = False
    gender: Gender = Gender.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """The verdict on one article. `probability` is that of `prosecution`, calibrated, 0 to 1.

    `place` is the town and `outlets` are news outlets, as written; `platforms` (facebook, x, tiktok…) and `topics`
    (insult, false_news…) describe the expression at issue; `accused` is how many people the case is said to be turned
    on ("five students").
    """

    article_id: str
    language: str | None
    label: Label
    probability: float
    decision: Decision
    targets: tuple[TargetType, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    stage: Stage | None = None
    laws: tuple[LawMention, ...] = ()
    country: str | None = None
    family: OffenceFamily = OffenceFamily.UNKNOWN
    complainant: Complainant = Complainant.UNKNOWN
    privacy: tuple[PrivacyMeasure, ...] = ()
    cross_border: Answer = Answer.UNKNOWN
    place: str | None = None
    outlets: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    accused: int | None = None
    evidence: tuple[Evidence, ...] = ()
    version: str = ""
    reasons: tuple[str, ...] = ()
