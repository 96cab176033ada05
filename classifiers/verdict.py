"""Pure: findings, scores and thresholds give the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from classifiers import circumstances, expression, fields
from classifiers.heads import Signals
from classifiers.lexicon import Findings
from classifiers.outlets import outlets
from classifiers.passages import Passage
from pipeline.domain import Classification, Decision, Document, Evidence, Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities of `prosecution`: from `alert` on somebody is told, from `label` on it is called one, from
    `review` on a person is to look."""

    alert: float
    label: float
    review: float
    chosen_by: str


_TELLING = ("stage", "court", "authority", "target", "online", "offence", "law")


def tells_of_law(findings: Findings) -> bool:
    """Whether a law of the register and words of lawmaking are found: the law watch is to hear of it."""
    return bool(findings.laws) and next(findings.of("legislation"), None) is not None


def passes_gate(findings: Findings) -> bool:
    """Whether words of two groups are found, a law being one, or news of a law. A language without a lexicon is not
    stopped: nothing is known of its words."""
    if tells_of_law(findings):
        return True
    groups = {hit.meaning.partition(".")[0] for hit in findings.concepts} & set(_TELLING)
    return len(groups) + (bool(findings.laws) and "law" not in groups) >= 2 or not findings.knows_language


def verdict(
    document: Document,
    findings: Findings,
    passage: Passage,
    signals: Signals,
    scores: Mapping[Label, float],
    thresholds: Thresholds,
) -> Classification:
    """Decide, and fill in the fields of what is not dropped; of news of a law its country and laws."""
    probability = scores[Label.PROSECUTION]
    decision = decide(probability, thresholds)
    others: dict[Label, float] = {k: v for k, v in scores.items() if k is not Label.PROSECUTION}
    label = Label.PROSECUTION if probability >= thresholds.label else max(others, key=lambda one: others[one])
    base = Classification(
        article_id=document.id, language=document.language, label=label, probability=round(probability, 4),
        decision=decision, reasons=(_reason(probability, thresholds),),
    )  # fmt: skip
    if decision is Decision.DROP:
        return _with_laws(base, document, findings, passage, signals) if label is Label.LEGISLATION else base
    return _with_fields(base, document, findings, passage, signals)


def decide(probability: float, thresholds: Thresholds) -> Decision:
    if probability >= thresholds.alert:
        return Decision.ALERT
    return Decision.REVIEW if probability >= thresholds.review else Decision.DROP


def _reason(probability: float, thresholds: Thresholds) -> str:
    lines = f"alert from {thresholds.alert:.2f}, review from {thresholds.review:.2f}"
    return f"prosecution {probability:.2f}; {lines}"


def _with_laws(
    base: Classification, document: Document, findings: Findings, passage: Passage, signals: Signals
) -> Classification:
    iso, country_quote = fields.country(findings, document.countries, signals)
    laws, law_quotes = fields.laws(findings, iso, signals, passage)
    quotes = [country_quote, *law_quotes]
    return replace(base, country=iso, laws=laws, evidence=tuple(quote for quote in quotes if quote))


def _with_fields(
    base: Classification, document: Document, findings: Findings, passage: Passage, signals: Signals
) -> Classification:
    iso, country_quote = fields.country(findings, document.countries, signals)
    laws, law_quotes = fields.laws(findings, iso, signals, passage)
    kinds, target_quotes = fields.targets(findings, signals)
    stage, stage_quote = fields.stage(findings, signals)
    people, person_quotes = fields.persons(findings, signals, passage)
    people = circumstances.described(findings, people, person_quotes)
    family, family_quotes = circumstances.family(findings)
    complainant, complainant_quotes = circumstances.complainant(findings, people, person_quotes)
    privacy, privacy_quotes = circumstances.privacy(findings)
    platforms, platform_quotes = expression.platforms(findings)
    named_outlets, outlet_quotes = outlets(findings, [person.name for person in people])
    topics, topic_quotes = expression.topics(findings)
    town, town_quote = expression.town(findings, iso)
    accused, accused_quote = expression.accused(findings)
    quotes: list[Evidence | None] = [
        country_quote, *law_quotes, *target_quotes, stage_quote, *person_quotes, *family_quotes, *complainant_quotes,
        *privacy_quotes, *outlet_quotes, *platform_quotes, *topic_quotes, town_quote, accused_quote,
    ]  # fmt: skip
    return replace(
        base, country=iso, laws=laws, targets=kinds, stage=stage, family=family, complainant=complainant,
        privacy=privacy, cross_border=circumstances.cross_border(findings, iso, stage),
        persons=people, place=town, outlets=named_outlets, platforms=platforms, topics=topics, accused=accused,
        evidence=tuple(quote for quote in quotes if quote),
    )  # fmt: skip
