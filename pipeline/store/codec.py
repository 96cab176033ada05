"""A classification as JSON and back, for the `verdict` column and the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipeline.domain import (
    Answer,
    Classification,
    Complainant,
    Decision,
    Evidence,
    Gender,
    Label,
    LawMention,
    OffenceFamily,
    PersonMention,
    PrivacyMeasure,
    Role,
    Stage,
    TargetType,
)


def classification_json(verdict: Classification) -> dict[str, Any]:
    """Only what JSON knows: enums become their values, tuples lists."""
    return asdict(verdict)


def classification_of(data: dict[str, Any]) -> Classification:
    return Classification(
        article_id=data["article_id"],
        language=data["language"],
        label=Label(data["label"]),
        probability=data["probability"],
        decision=Decision(data["decision"]),
        targets=tuple(TargetType(value) for value in data["targets"]),
        persons=tuple(_person(person) for person in data["persons"]),
        stage=Stage(data["stage"]) if data["stage"] else None,
        laws=tuple(LawMention(**law) for law in data["laws"]),
        country=data["country"],
        family=OffenceFamily(data.get("family", "unknown")),
        complainant=Complainant(data.get("complainant", "unknown")),
        privacy=tuple(PrivacyMeasure(value) for value in data.get("privacy", ())),
        cross_border=Answer(data.get("cross_border", "unknown")),
        place=data.get("place"),
        outlets=tuple(data.get("outlets", ())),
        platforms=tuple(data.get("platforms", ())),
        topics=tuple(data.get("topics", ())),
        accused=data.get("accused"),
        evidence=tuple(Evidence(**item) for item in data["evidence"]),
        version=data["version"],
        reasons=tuple(data["reasons"]),
    )


def _person(data: dict[str, Any]) -> PersonMention:
    """Verdicts kept by earlier versions have no gender."""
    return PersonMention(
        **data | {"role": Role(data["role"]), "gender": Gender(data.get("gender", "unknown"))}
    )
