"""Reads stage, targets, people, laws and country from findings and signals; pure, and unknown is a value.

The encoder decides, the words found are the evidence; where the text has no such word the quote is the lead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from anyascii import anyascii

from classifiers.features import LEAD
from classifiers.heads import STAGES, TARGETS, Signals, Tag
from classifiers.lexicon import Findings, Hit, LawHit
from classifiers.names import Run, law_runs, people, top
from classifiers.passages import Passage
from pipeline.domain import Evidence, LawMention, PersonMention, Role, Stage, TargetType

TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 4.0, 2.0, 0.5
CERTAIN_LAW, CITY, SHORT_NAME, ENCODER = 1.0, 0.5, 1.0, 4.0
LEAST_WEIGHT = 0.8
"""Below it the country is unknown."""
MOST_PEOPLE = 8
TARGET_FROM, NAMED_TARGET = 0.5, 0.3
LEAD_STAGE, TITLE_STAGE, TOLD_STAGE = 0.2, 0.1, 0.5
"""What words add to the encoder's shares. These weights and those of countries: the best on the calibration split (run
of 2026-11-25)."""
_LATEST_FIRST = (
    Stage.DIED_IN_CUSTODY, Stage.PARDONED, Stage.ACQUITTED, Stage.APPEAL_DECIDED, Stage.APPEAL_FILED,
    Stage.SENTENCED, Stage.CONVICTED, Stage.DROPPED, Stage.BAIL_GRANTED, Stage.BAIL_DENIED, Stage.REMANDED,
    Stage.RELEASED, Stage.ON_TRIAL, Stage.CHARGED, Stage.DETAINED, Stage.ARRESTED, Stage.WARRANT_ISSUED,
    Stage.SEARCH_OR_SEIZURE, Stage.QUESTIONED, Stage.SUMMONED, Stage.COMPLAINT_FILED, Stage.EXILED,
)  # fmt: skip
_ROLES = {
    Tag.TARGET: Role.TARGET, Tag.COMPLAINANT: Role.COMPLAINANT, Tag.LAWYER: Role.LAWYER,
    Tag.OFFICIAL: Role.OFFICIAL, Tag.RELATIVE: Role.RELATIVE,
}  # fmt: skip


def stage(findings: Findings, signals: Signals) -> tuple[Stage | None, Evidence | None]:
    """The likeliest stage; words of it in title or lead speak for it, and most the latest of those told first."""
    hits = list(findings.of("stage"))
    told = _told_first(findings, hits)
    title, lead = len(findings.title), len(findings.title) + LEAD
    shares: dict[Stage, float] = dict(zip(STAGES, map(float, signals.stage), strict=True))
    for one in {Stage(hit.meaning.removeprefix("stage.")) for hit in hits if hit.start < lead}:
        shares[one] += LEAD_STAGE
    for one in {Stage(hit.meaning.removeprefix("stage.")) for hit in hits if hit.start < title}:
        shares[one] += TITLE_STAGE
    if told is not None:
        shares[told] += TOLD_STAGE
    best = max(STAGES, key=lambda one: shares[one])
    hit = next((hit for hit in hits if hit.meaning == f"stage.{best.value}"), None)
    return best, _quote(findings, "stage", hit)


def _told_first(findings: Findings, hits: Sequence[Hit]) -> Stage | None:
    """Of the stages named in the title, else the lead, else the body, the latest: news recalls the earlier ones."""
    for zone in (len(findings.title), len(findings.title) + LEAD, len(findings.whole)):
        found = {Stage(hit.meaning.removeprefix("stage.")) for hit in hits if hit.start < zone}
        if found:
            return min(found, key=_LATEST_FIRST.index)
    return None


def targets(findings: Findings, signals: Signals) -> tuple[tuple[TargetType, ...], list[Evidence]]:
    """The kinds of target that are likely enough, the likeliest first, or the likeliest alone; words of a kind in title
    or lead speak for it."""
    hits = {hit.meaning: hit for hit in reversed(list(findings.of("target")))}
    early = {meaning for meaning, hit in hits.items() if hit.start < len(findings.title) + LEAD}
    named = np.array([f"target.{kind.value}" in early for kind in TARGETS])
    kinds = tuple(TARGETS[i] for i in top(signals.targets + NAMED_TARGET * named, TARGET_FROM))[:3]
    return kinds, [_quote(findings, "targets", hits.get(f"target.{kind.value}")) for kind in kinds]


def _quote(findings: Findings, field: str, hit: Hit | None) -> Evidence:
    if hit is not None:
        return findings.evidence(field, hit.start, hit.end)
    return findings.evidence(field, 0, len(findings.title) or min(LEAD, len(findings.whole)))


def persons(
    findings: Findings, signals: Signals, passage: Passage
) -> tuple[tuple[PersonMention, ...], list[Evidence]]:
    """The people named, targets first, each with the place of the fullest mention."""
    order = list(_ROLES)
    named = people(findings, signals, passage)
    found = sorted(named, key=lambda run: (order.index(run.tag), run.start))[:MOST_PEOPLE]
    quotes = [_run_quote(findings, passage, "persons", run) for run in found]
    mentions = [
        PersonMention(name=quote.quote, latin=anyascii(quote.quote).strip(), role=_ROLES[run.tag])
        for run, quote in zip(found, quotes, strict=True)
    ]
    return tuple(mentions), quotes


def _run_quote(findings: Findings, passage: Passage, field: str, run: Run) -> Evidence:
    start = passage.origin(run.start)
    return findings.evidence(field, start, start + run.end - run.start)


def country(findings: Findings, hints: Sequence[str], signals: Signals) -> tuple[str | None, Evidence | None]:
    """The country with the most weight: what the encoder thinks, and names of places, cities and laws, the title's
    before the lead's before the body's. A feed's own country is a hint that decides only between what the text leaves
    open.
    """
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, tuple[int, int]] = {}
    for share, found in _country_cues(findings):
        for iso, start, end in found:
            weights[iso] += share * _zone_weight(findings, start)
            first.setdefault(iso, (start, end))
    for iso, share in signals.country.items():
        weights[iso] += ENCODER * share
    for iso in hints:
        weights[iso] += LEAD_WEIGHT / len(hints)
    iso = max(weights, key=lambda code: (weights[code], code))
    if weights[iso] < LEAST_WEIGHT:
        return None, None
    return iso, findings.evidence("country", *first[iso]) if iso in first else None


def _country_cues(findings: Findings) -> list[tuple[float, list[Hit]]]:
    """Weights beside 1 for a country's name, chosen on the training split of the corpus."""
    certain = [Hit(law.country, law.start, law.end) for law in findings.laws if law.certain]
    return [
        (1.0, list(findings.places)), (CERTAIN_LAW, certain), (CITY, list(findings.cities)),
        (SHORT_NAME, list(findings.hints)),
    ]  # fmt: skip


def _zone_weight(findings: Findings, start: int) -> float:
    if start < len(findings.title):
        return TITLE_WEIGHT
    return LEAD_WEIGHT if start < len(findings.title) + LEAD else BODY_WEIGHT


def laws(
    findings: Findings, iso: str | None, signals: Signals, passage: Passage
) -> tuple[tuple[LawMention, ...], list[Evidence]]:
    """Laws that the article names: those of the register, and what the encoder takes for one besides.

    Certain names count, and short or shared ones where the country fits. A section counts for a law that is named
    too, or for its country's only law with such a section.
    """
    usable = [law for law in findings.laws if law.certain or law.country == iso]
    named = [law for law in usable if law.section is None]
    mentions = [(law, _section(law, usable)) for law in _one_law_a_place(named).values()]
    if not mentions:
        mentions = [(law, law.section) for law in _lone_sections(usable)]
    found = [
        (
            LawMention(id=law.law, as_written=findings.whole[law.start : law.end], section=section),
            law.start,
            law.end,
        )
        for law, section in mentions
    ]
    found += _tagged(findings, iso, signals, passage, [(start, end) for _, start, end in found])
    return tuple(law for law, _, _ in found), [findings.evidence("laws", s, e) for _, s, e in found]


def _tagged(
    findings: Findings, iso: str | None, signals: Signals, passage: Passage, known: list[tuple[int, int]]
) -> list[tuple[LawMention, int, int]]:
    """Words that the encoder takes for a law where the register has none: `the cybercrime law` is the main law of the
    country, other words are an unknown law as written."""
    main = findings.main_laws.get(iso or "")
    cyber = [(hit.start, hit.end) for hit in findings.of("law.cyber")]
    found = []
    for run in law_runs(signals, passage):
        start = passage.origin(run.start)
        end = start + run.end - run.start
        if not _overlaps(known, start, end):
            law = main if _overlaps(cyber, start, end) else None
            found.append((LawMention(id=law, as_written=findings.whole[start:end]), start, end))
            known = [*known, (start, end)]
    return found


def _overlaps(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in spans)


def _one_law_a_place(named: Iterable[LawHit]) -> dict[str, LawHit]:
    """By law id; where several laws share the words of one place, a certain one wins, else the first."""
    by_place: dict[int, LawHit] = {}
    for law in named:
        held = by_place.get(law.start)
        if held is None or (law.certain, law.end) > (held.certain, held.end):
            by_place[law.start] = law
    chosen: dict[str, LawHit] = {}
    for law in by_place.values():
        chosen.setdefault(law.law, law)
    return chosen


def _section(law: LawHit, usable: Iterable[LawHit]) -> str | None:
    return next((hit.section for hit in usable if hit.section and hit.law == law.law), None)


def _lone_sections(usable: Iterable[LawHit]) -> list[LawHit]:
    hits = {(hit.law, hit.section): hit for hit in usable if hit.section}
    return list(hits.values()) if len({law for law, _ in hits}) == 1 else []
