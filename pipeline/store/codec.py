"""A classification as JSON and back, for the `verdict` column and the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipeline.domain import (
    Classification,
    Decision,
    Evidence,
    Label,
    LawMention,
    PersonMention,
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
        persons=tuple(PersonMention(**p | {"role": Role(p["role"])}) for p in data["persons"]),
        stage=Stage(data["stage"]) if data["stage"] else None,
        laws=tuple(LawMention(**law) for law in data["laws"]),
        country=data["country"],
        evidence=tuple(Evidence(**item) for item in data["evidence"]),
        version=data["version"],
        reasons=tuple(data["reasons"]),
    )
