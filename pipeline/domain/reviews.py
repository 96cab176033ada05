"""What people decided about the machine's findings, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.domain.articles import LawMention, PersonMention
from pipeline.domain.vocabulary import Label, ReviewReason, ReviewVerdict, Stage, TargetType, Verification

LONGEST_WHO = 60
_TAUGHT = {
    ReviewReason.NOT_CYBERCRIME_LAW: Label.OTHER_REPRESSION,
    ReviewReason.NOT_EXPRESSION: Label.OTHER_REPRESSION,
    ReviewReason.ORDINARY_CRIME: Label.CYBERCRIME,
    ReviewReason.NOT_A_TARGET: Label.OTHER,
    ReviewReason.OTHER: Label.OTHER,
}
"""What a dismissed report was about. Old news and the like say nothing against the reading of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision. `who` is a login or initials; it and `note` are shown in no log, so not in the repr either.

    `article_id` is the report that was looked at, if it was one. Raises ValueError for a decision that says too little.
    """

    id: str
    case_id: str
    who: str = field(repr=False)
    at: datetime
    verdict: ReviewVerdict
    reason: ReviewReason | None = None
    note: str = field(default="", repr=False)
    article_id: str | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.who.strip()) <= LONGEST_WHO:
            raise ValueError(f"who decides is a login or initials, at most {LONGEST_WHO} signs")
        if self.verdict is ReviewVerdict.DISMISS and self.reason is None:
            raise ValueError(f"a dismissal needs a reason: {', '.join(ReviewReason)}")
        if self.verdict is ReviewVerdict.CONFIRM and self.reason is not None:
            raise ValueError("a confirmation takes no reason; reasons speak against a case")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the decisions on a case come to. `label` is what its reports teach, None for nothing; `settled_at` is the
    time of the confirmation or dismissal that stands."""

    verification: Verification
    needs_review: bool
    label: Label | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedArticle:
    """A report that a person's decision labelled. Reports of one `event`, a case's id, belong on one side of a split.

    `label` is the person's. Stage, targets, country, laws and persons are the machine's; the first two only where it
    is a prosecution.
    """

    article_id: str
    event: str
    title: str
    text: str
    language: str | None
    label: Label
    stage: Stage | None = None
    targets: tuple[TargetType, ...] = ()
    country: str | None = None
    laws: tuple[LawMention, ...] = ()
    persons: tuple[PersonMention, ...] = ()


def standing(history: Sequence[Review]) -> Standing:
    """Where a case stands after these decisions, one at least, in the order in which they were made.

    The last confirmation or dismissal stands. Confirmations count by person and start anew after a dismissal.
    """
    settled: Review | None = None
    people: set[str] = set()
    for review in history:
        if review.verdict is ReviewVerdict.DISMISS:
            settled = review
            people.clear()
        elif review.verdict is ReviewVerdict.CONFIRM:
            settled = review
            people.add(" ".join(review.who.split()).casefold())
    doubted = history[-1].verdict is ReviewVerdict.NEEDS_INFO
    return Standing(
        verification=_verification(settled, len(people)),
        needs_review=doubted,
        label=None if doubted else _label(settled),
        settled_at=settled.at if settled else None,
    )


def _verification(settled: Review | None, people: int) -> Verification:
    if settled is None:
        return Verification.MACHINE
    if settled.verdict is ReviewVerdict.DISMISS:
        return Verification.DISMISSED
    return Verification.TWO_REVIEWERS if people > 1 else Verification.ONE_REVIEWER


def _label(settled: Review | None) -> Label | None:
    if settled is None:
        return None
    if settled.verdict is ReviewVerdict.CONFIRM:
        return Label.PROSECUTION
    return _TAUGHT.get(settled.reason) if settled.reason else None
