"""What happened to a law, and which open cases rely on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.domain.vocabulary import LawEventKind


class LawCause(StrEnum):
    """How a change became known: an event new in the register, or an article tagged `legislation`."""

    REGISTER = "register"
    ARTICLE = "article"


class LawFit(StrEnum):
    """Why a case stands with a change, the surest first.

    `section`: it names the section that changed. `whole`: the whole law is meant. `unsaid`: a section changed, and the
    case names none. `successor`: the case relies on the law that took the place of the one that changed.
    """

    SECTION = "section"
    WHOLE = "whole"
    UNSAID = "unsaid"
    SUCCESSOR = "successor"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """A law of the register, or a section of it, that changed or that lawmakers or courts are at.

    An event's date is 2015, 2015-05, 2015-05-15 or unknown; an article's is the day it was published.
    `event` is None for an article: what becomes of the law is for a person to read. `other_law` is the law that an
    event points to (`replaced_by`).
    """

    law_id: str
    cause: LawCause
    event: LawEventKind | None = None
    event_date: str | None = None
    section: str | None = None
    other_law: str | None = None
    article_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """A law, and perhaps its section, that a case is brought under."""

    case_id: str
    law_id: str
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyingCase:
    """An open case that a change concerns."""

    case_id: str
    fit: LawFit


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedLawChange:
    """A change as the store keeps it, with the open cases that rely on the law: the surest fit first."""

    number: int
    noted_at: datetime
    change: LawChange
    cases: tuple[RelyingCase, ...]
