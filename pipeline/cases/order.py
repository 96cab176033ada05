"""What the order of a case's incidents says: where it stands, who is held, and what cannot be. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.domain import Answer, Incident, Precision, Stage

_LEGAL_ORDER = {stage: place for place, stage in enumerate(Stage)}
_CLOCKS = timedelta(days=1)
"""A report may be dated by the clock of another continent."""
HELD = timedelta(days=365)
"""An arrest of which no more is heard says after a year no longer that somebody is held."""
_TAKEN = frozenset([Stage.ARRESTED, Stage.DETAINED])
_KEPT = frozenset([Stage.REMANDED, Stage.BAIL_DENIED])
_FREED = frozenset(
    [Stage.RELEASED, Stage.BAIL_GRANTED, Stage.ACQUITTED, Stage.DROPPED, Stage.PARDONED, Stage.DIED_IN_CUSTODY,
     Stage.EXILED]
)  # fmt: skip
_VERDICTS = frozenset([Stage.CONVICTED, Stage.SENTENCED, Stage.ACQUITTED])
_NOT_OF_THE_DEAD = frozenset(
    [Stage.SUMMONED, Stage.QUESTIONED, Stage.ARRESTED, Stage.DETAINED, Stage.REMANDED, Stage.BAIL_GRANTED,
     Stage.CHARGED, Stage.ON_TRIAL, Stage.RELEASED, Stage.EXILED]
)  # fmt: skip
# A step, and those of which one must come first; only where neither came twice, since cases have rounds.
_NEEDS: tuple[tuple[frozenset[Stage], frozenset[Stage]], ...] = (
    (frozenset([Stage.RELEASED]), _TAKEN | _KEPT),
    (frozenset([Stage.CONVICTED]), frozenset([Stage.CHARGED])),
    (frozenset([Stage.SENTENCED]), frozenset([Stage.CHARGED])),
    (frozenset([Stage.APPEAL_DECIDED]), _VERDICTS),
    (frozenset([Stage.PARDONED]), frozenset([Stage.CONVICTED, Stage.SENTENCED])),
)
_NEW_ROUND = frozenset([Stage.DROPPED, Stage.ACQUITTED, Stage.APPEAL_DECIDED])


def status(incidents: Sequence[Incident]) -> Stage:
    """The stage of the latest incident that has one; unknown without any.

    A month or a year counts as its last day, but not past the report of it, and what has no date as the day of its
    report. On one day the later in the legal order of Stage wins.
    """
    known = [incident for incident in incidents if incident.stage is not Stage.UNKNOWN]
    latest = max(known, key=lambda i: (_latest(i), _LEGAL_ORDER[i.stage]), default=None)
    return latest.stage if latest else Stage.UNKNOWN


def in_custody(incidents: Sequence[Incident], at: date) -> Answer:
    """Whether somebody of the case is held at 00:00 on a day.

    Yes from an arrest, detention, remand or refusal of bail until a release, bail, acquittal, dropped charge,
    pardon, death or exile; a sentence leaves it as it was, for it may be a fine: unknown to who was free. An arrest
    alone counts for a year. No, where the steps before took nobody's liberty. What happened on the day itself comes
    too late. Where dates of a month or year leave two answers, or nothing is recorded before the day, unknown.
    """
    answers = {_held(incidents, at, early) for early in (True, False)}
    return answers.pop() if len(answers) == 1 else Answer.UNKNOWN


def impossible(incidents: Sequence[Incident]) -> tuple[str, ...]:
    """What cannot be, in plain words: dated after its report, a step before the one it needs, or after a death.

    Two incidents are compared only if their dates leave no doubt which came first.
    """
    early = [f"{_said(i)} is dated after it was reported" for i in incidents if _not_yet(i)]
    dead = [
        f"{_said(i)} comes after {_said(death)}"
        for death in incidents
        if death.stage is Stage.DIED_IN_CUSTODY
        for i in incidents
        if i.stage in _NOT_OF_THE_DEAD and _surely_before(death, i)
    ]
    return (*early, *(flag for step, needed in _NEEDS for flag in _too_soon(incidents, step, needed)), *dead)


def _held(incidents: Sequence[Incident], at: date, early: bool) -> Answer:
    when = _earliest if early else _latest
    past = sorted(
        (when(i), _LEGAL_ORDER[i.stage], i.stage)
        for i in incidents
        if i.stage is not Stage.UNKNOWN and when(i) < at
    )
    answer = Answer.NO if past else Answer.UNKNOWN
    taken: date | None = None
    for day, _, stage in past:
        answer, taken = _after(answer, taken, stage, day)
    if answer is Answer.YES and taken and at - taken > HELD:
        return Answer.UNKNOWN
    return answer


def _after(answer: Answer, taken: date | None, stage: Stage, day: date) -> tuple[Answer, date | None]:
    """The answer after one more step, and since when it rests on an arrest alone."""
    if stage in _TAKEN:
        return Answer.YES, day
    if stage in _KEPT:
        return Answer.YES, None
    if stage in _FREED:
        return Answer.NO, None
    if stage is Stage.SENTENCED:
        return (Answer.YES if answer is Answer.YES else Answer.UNKNOWN), None
    return answer, taken


def _too_soon(incidents: Sequence[Incident], step: frozenset[Stage], needed: frozenset[Stage]) -> list[str]:
    steps = [i for i in incidents if i.stage in step]
    first = [i for i in incidents if i.stage in needed]
    rounds = [i for i in incidents if i.stage in _NEW_ROUND - step - needed]
    if len(steps) != 1 or len(first) != 1 or rounds or not _surely_before(steps[0], first[0]):
        return []
    return [f"{_said(steps[0])} comes before {_said(first[0])}"]


def _surely_before(one: Incident, other: Incident) -> bool:
    dated = one.date is not None and other.date is not None
    return dated and _latest(one) < _earliest(other)


def _not_yet(incident: Incident) -> bool:
    return incident.date is not None and _earliest(incident) > incident.first_reported.date() + _CLOCKS


def _earliest(incident: Incident) -> date:
    if incident.date is None or incident.precision is Precision.UNKNOWN:
        return incident.first_reported.date()
    if incident.precision is Precision.YEAR:
        return incident.date.replace(month=1, day=1)
    return incident.date.replace(day=1) if incident.precision is Precision.MONTH else incident.date


def _latest(incident: Incident) -> date:
    reported = incident.first_reported.date()
    if incident.date is None or incident.precision is Precision.UNKNOWN:
        return reported
    if incident.precision is Precision.DAY:
        return incident.date
    month = 12 if incident.precision is Precision.YEAR else incident.date.month
    last = incident.date.replace(month=month, day=monthrange(incident.date.year, month)[1])
    return max(min(last, reported), _earliest(incident))


def _said(incident: Incident) -> str:
    day = incident.date.isoformat() if incident.date else "unknown day"
    return f"{incident.stage.value.replace('_', ' ')} ({day})"
