"""Reads stage, targets, laws and country from the findings; pure, and unknown is a value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from classifiers.features import LEAD, sentences
from classifiers.lexicon import Findings, Hit, LawHit
from pipeline.domain import Evidence, LawMention, Stage, TargetType

_FINAL = (
    Stage.DIED_IN_CUSTODY, Stage.PARDONED, Stage.ACQUITTED, Stage.APPEAL_DECIDED, Stage.APPEAL_FILED,
    Stage.SENTENCED, Stage.CONVICTED, Stage.DROPPED, Stage.BAIL_GRANTED, Stage.BAIL_DENIED, Stage.REMANDED,
    Stage.RELEASED, Stage.ON_TRIAL, Stage.CHARGED, Stage.DETAINED, Stage.ARRESTED, Stage.WARRANT_ISSUED,
    Stage.SEARCH_OR_SEIZURE, Stage.QUESTIONED, Stage.SUMMONED, Stage.COMPLAINT_FILED, Stage.EXILED,
)  # fmt: skip
"""Of several stages in one place, the one that decides: news tells the latest and recalls the earlier."""

TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 4.0, 2.0, 0.5


def stage(findings: Findings) -> tuple[Stage | None, Evidence | None]:
    """The stage that the title names, else the lead, else the body."""
    zones = (len(findings.title), len(findings.title) + LEAD, len(findings.whole))
    for zone in zones:
        found = {Stage(h.meaning.removeprefix("stage.")): h for h in reversed([*findings.of("stage")])
                 if h.start < zone}  # fmt: skip
        for known in _FINAL:
            if known in found:
                hit = found[known]
                return known, findings.evidence("stage", hit.start, hit.end)
    return None, None


def targets(findings: Findings) -> tuple[tuple[TargetType, ...], list[Evidence]]:
    """The kinds of target named in the title or in a sentence with a legal step, the commonest first."""
    steps = [hit.start for hit in findings.of("stage")]
    near = [s for s in sentences(findings.whole) if any(s.start <= step < s.end for step in steps)]
    hits = [
        hit for hit in findings.of("target")
        if hit.start < len(findings.title) or any(s.start <= hit.start < s.end for s in near)
    ]  # fmt: skip
    counts = Counter(hit.meaning for hit in hits)
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.meaning, hit)
    kept = [meaning for meaning, _ in counts.most_common(3)]
    kinds = tuple(TargetType(meaning.removeprefix("target.")) for meaning in kept)
    return kinds, [findings.evidence("targets", first[m].start, first[m].end) for m in kept]


def country(findings: Findings, hints: Sequence[str]) -> tuple[str | None, Evidence | None]:
    """The country with the most weight: places and certain laws, title before lead before body.

    A feed's own country is a hint that decides only between what the text leaves open; a language of one country is
    the last resort.
    """
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, tuple[int, int]] = {}
    certain = ((law.country, law.start, law.end) for law in findings.laws if law.certain)
    for iso, start, end in [*((h.meaning, h.start, h.end) for h in findings.places), *certain]:
        weights[iso] += _zone_weight(findings, start)
        first.setdefault(iso, (start, end))
    for iso in hints:
        weights[iso] += LEAD_WEIGHT / len(hints)
    if not weights:
        home = findings.lexicon.home
        return home[0] if len(home) == 1 else None, None
    iso = max(weights, key=lambda code: (weights[code], code))
    return iso, findings.evidence("country", *first[iso]) if iso in first else None


def _zone_weight(findings: Findings, start: int) -> float:
    if start < len(findings.title):
        return TITLE_WEIGHT
    return LEAD_WEIGHT if start < len(findings.title) + LEAD else BODY_WEIGHT


def laws(findings: Findings, iso: str | None) -> tuple[tuple[LawMention, ...], list[Evidence]]:
    """Laws that the article names: certain names, and short or shared ones where the country fits.

    A section counts for a law that is named too, or for its country's only law with such a section.
    """
    usable = [law for law in findings.laws if law.certain or law.country == iso]
    named = [law for law in usable if law.section is None]
    chosen = _one_law_a_place(named)
    mentions = [(law, _section(law, usable)) for law in chosen.values()]
    if not mentions:
        mentions = [(law, law.section) for law in _lone_sections(usable)]
    if not mentions and iso and iso in findings.main_laws:
        mentions = _by_kind(findings, findings.main_laws[iso], iso)
    found = tuple(
        LawMention(id=law.law, as_written=findings.whole[law.start : law.end], section=section)
        for law, section in mentions
    )
    return found, [findings.evidence("laws", law.start, law.end) for law, _ in mentions]


def _by_kind(findings: Findings, law: str, iso: str) -> list[tuple[LawHit, str | None]]:
    """`the cybercrime law`: the words of law.cyber, the longest of them, mean the main law of the country."""
    hits = sorted(findings.of("law.cyber"), key=lambda hit: hit.start - hit.end)
    return [(LawHit(law, iso, hit.start, hit.end, certain=False), None) for hit in hits[:1]]


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
