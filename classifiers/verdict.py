"""Pure: findings, scores and thresholds give the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from classifiers import fields
from classifiers.lexicon import Findings
from classifiers.persons import persons
from pipeline.domain import Classification, Decision, Document, Evidence, Label, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities of `prosecution`: from `alert` on somebody is told, from `label` on it is called one, from
    `review` on a person is to look."""

    alert: float
    label: float
    review: float
    chosen_by: str


def passes_gate(findings: Findings) -> bool:
    """Whether an article may be a prosecution at all: a legal step, and something said, online or a law."""
    step = next(findings.of("stage"), None) or next(findings.of("court"), None)
    if step is None and not any(law.certain for law in findings.laws):
        return False
    return bool(findings.laws) or any(
        next(findings.of(group), None) for group in ("online", "offence", "law")
    )


def verdict(
    document: Document, findings: Findings, scores: Mapping[Label, float], thresholds: Thresholds
) -> Classification:
    """Decide, and fill in the fields of what is not dropped."""
    probability = scores[Label.PROSECUTION]
    decision = decide(probability, thresholds)
    others: dict[Label, float] = {k: v for k, v in scores.items() if k is not Label.PROSECUTION}
    label = Label.PROSECUTION if probability >= thresholds.label else max(others, key=lambda one: others[one])
    base = Classification(
        article_id=document.id, language=document.language, label=label, probability=round(probability, 4),
        decision=decision, reasons=(_reason(probability, thresholds),),
    )  # fmt: skip
    return base if decision is Decision.DROP else _with_fields(base, document, findings)


def decide(probability: float, thresholds: Thresholds) -> Decision:
    if probability >= thresholds.alert:
        return Decision.ALERT
    return Decision.REVIEW if probability >= thresholds.review else Decision.DROP


def _reason(probability: float, thresholds: Thresholds) -> str:
    lines = f"alert from {thresholds.alert:.2f}, review from {thresholds.review:.2f}"
    return f"prosecution {probability:.2f}; {lines}"


def _with_fields(base: Classification, document: Document, findings: Findings) -> Classification:
    iso, country_quote = fields.country(findings, document.countries)
    laws, law_quotes = fields.laws(findings, iso)
    kinds, target_quotes = fields.targets(findings)
    stage, stage_quote = fields.stage(findings)
    people, person_quotes = persons(findings)
    quotes: list[Evidence | None] = [country_quote, *law_quotes, *target_quotes, stage_quote, *person_quotes]
    named = tuple(person for person in people if person.role is not Role.OFFICIAL)
    return replace(
        base, country=iso, laws=laws, targets=kinds, stage=stage, persons=named,
        evidence=tuple(quote for quote in quotes if quote),
    )  # fmt: skip
