"""The three questions of misuse: which law, against what, and who complained. Pure; unclear is an answer.

The questions follow DESIGN.md 6; the answers are suggestions for a person, each with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from pipeline.domain import (
    Axis,
    AxisAnswer,
    CaseField,
    Complainant,
    LawKind,
    Leaning,
    OffenceFamily,
    TargetType,
)


class Invoked(StrEnum):
    """What kind of law a case rests on; `other` is one that the register does not know."""

    CYBER = "cyber"
    SPEECH = "speech"
    OTHER = "other"


_CYBER = frozenset(
    {
        LawKind.CYBERCRIME_LAW,
        LawKind.ICT_LAW,
        LawKind.TELECOM_LAW,
        LawKind.ELECTRONIC_TRANSACTIONS,
        LawKind.ONLINE_SPEECH_LAW,
    }
)
_WATCHED = frozenset(TargetType) - {TargetType.UNKNOWN, TargetType.ORDINARY_USER}


def invoked(kind: LawKind | None) -> Invoked:
    """The sort of a law of the register, None being a law that it does not hold."""
    if kind is None:
        return Invoked.OTHER
    return Invoked.CYBER if kind in _CYBER else Invoked.SPEECH


def axes(
    *,
    laws: Sequence[Invoked],
    unknown_laws: bool,
    targets: Sequence[TargetType],
    topics: Sequence[str],
    platforms: Sequence[str],
    family: OffenceFamily,
    complainant: Complainant,
    judged: Mapping[CaseField, Sequence[str]],
) -> tuple[AxisAnswer, ...]:
    """The three answers. What a person answered stands; `judged` holds those answers."""
    found = (
        _law(laws, platforms, unknown_laws=unknown_laws),
        _protected(targets, topics, family),
        _complained(complainant),
    )
    return tuple(_by_person(answer, judged) for answer in found)


def _by_person(answer: AxisAnswer, judged: Mapping[CaseField, Sequence[str]]) -> AxisAnswer:
    values = judged.get(CaseField(answer.axis.value), ())
    if not values:
        return answer
    return AxisAnswer(axis=answer.axis, leaning=Leaning(values[-1]), reason="a reviewer's answer")


def _law(laws: Sequence[Invoked], platforms: Sequence[str], *, unknown_laws: bool) -> AxisAnswer:
    def answer(leaning: Leaning, reason: str) -> AxisAnswer:
        return AxisAnswer(axis=Axis.LAW_INVOKED, leaning=leaning, reason=reason)

    if Invoked.CYBER in laws:
        return answer(Leaning.YES, "a cybercrime, ICT or online-speech law of the register is invoked")
    if Invoked.SPEECH in laws and platforms:
        return answer(Leaning.YES, "a general speech offence is applied to something put online")
    if laws or unknown_laws:
        return answer(
            Leaning.UNCLEAR, "the law invoked is not known to be one on cybercrime or online speech"
        )
    return answer(Leaning.UNCLEAR, "no report names the law")


def _protected(targets: Sequence[TargetType], topics: Sequence[str], family: OffenceFamily) -> AxisAnswer:
    def answer(leaning: Leaning, reason: str) -> AxisAnswer:
        return AxisAnswer(axis=Axis.PROTECTED, leaning=leaning, reason=reason)

    if set(targets) & _WATCHED:
        return answer(Leaning.YES, "turned on somebody who informs, defends, opposes, teaches or creates")
    if topics or family is OffenceFamily.CONTENT:
        return answer(Leaning.YES, "what was said is what is punished")
    if family in {OffenceFamily.CYBER_DEPENDENT, OffenceFamily.CYBER_ENABLED}:
        return answer(Leaning.UNCLEAR, "the offence named is one by computer, not of speech")
    return answer(Leaning.UNCLEAR, "the reports do not say what is punished")


def _complained(complainant: Complainant) -> AxisAnswer:
    def answer(leaning: Leaning, reason: str) -> AxisAnswer:
        return AxisAnswer(axis=Axis.WHO_COMPLAINED, leaning=leaning, reason=reason)

    if complainant is Complainant.OFFICIAL:
        return answer(Leaning.YES, "somebody in office set the law in motion")
    if complainant is Complainant.PRIVATE:
        return answer(Leaning.NO, "a private person set the law in motion")
    return answer(Leaning.UNCLEAR, "the reports do not say who set the law in motion")
