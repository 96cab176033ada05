"""Reads what surrounds a case: the offence's family, who complained, what was done to devices, gender and age. Pure.

All of it rests on words that were found; where the text has none, the answer is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from classifiers.lexicon import Findings, Hit
from pipeline.domain import (
    Answer,
    Complainant,
    Evidence,
    Gender,
    OffenceFamily,
    PersonMention,
    PrivacyMeasure,
    Role,
    Stage,
)

NEAR = 80
"""Characters between a name and a word that speaks of the person."""
_FAMILIES = (
    ("offence", OffenceFamily.CONTENT), ("crime.intrusion", OffenceFamily.CYBER_DEPENDENT),
    ("crime", OffenceFamily.CYBER_ENABLED), ("online.expression", OffenceFamily.CONTENT),
)  # fmt: skip


def family(findings: Findings) -> tuple[OffenceFamily, list[Evidence]]:
    """What was said comes before what was done by computer: a case of speech may be dressed up as hacking."""
    for concept, kind in _FAMILIES:
        hit = next(findings.of(concept), None)
        if hit is not None:
            return kind, [findings.evidence("family", hit.start, hit.end)]
    return OffenceFamily.UNKNOWN, []


def complainant(
    findings: Findings, persons: Iterable[PersonMention], quotes: Iterable[Evidence]
) -> tuple[Complainant, list[Evidence]]:
    """Whether a complainant who is named bears an office."""
    for person, quote in zip(persons, quotes, strict=True):
        if person.role is Role.COMPLAINANT:
            place = findings.place(quote)
            official = any(abs(hit.start - place) < NEAR for hit in findings.of("role.official"))
            kind = Complainant.OFFICIAL if official else Complainant.PRIVATE
            return kind, [replace(quote, field="complainant")]
    return Complainant.UNKNOWN, []


def privacy(findings: Findings) -> tuple[tuple[PrivacyMeasure, ...], list[Evidence]]:
    first: dict[str, Hit] = {}
    for hit in findings.of("privacy"):
        first.setdefault(hit.meaning, hit)
    kinds = tuple(PrivacyMeasure(meaning.removeprefix("privacy.")) for meaning in first)
    return kinds, [findings.evidence("privacy", hit.start, hit.end) for hit in first.values()]


def cross_border(findings: Findings, iso: str | None, stage: Stage | None) -> Answer:
    """Yes where somebody is in exile, or a law of another country than the case's is named for certain."""
    abroad = any(law.certain and law.country != iso for law in findings.laws) and iso is not None
    exiled = stage is Stage.EXILED or any(hit.meaning == "stage.exiled" for hit in findings.concepts)
    return Answer.YES if abroad or exiled else Answer.UNKNOWN


def described(
    findings: Findings, persons: Iterable[PersonMention], quotes: Iterable[Evidence]
) -> tuple[PersonMention, ...]:
    """Targets with the gender and age that words near their name give them; contradicting words give none."""
    found = []
    for person, quote in zip(persons, quotes, strict=True):
        if person.role is Role.TARGET:
            near = [
                hit.meaning for hit in findings.of("person") if abs(hit.start - findings.place(quote)) < NEAR
            ]
            person = replace(person, minor="person.minor" in near, gender=_gender(set(near)))
        found.append(person)
    return tuple(found)


def _gender(words: set[str]) -> Gender:
    if ("person.female" in words) == ("person.male" in words):
        return Gender.UNKNOWN
    return Gender.FEMALE if "person.female" in words else Gender.MALE
