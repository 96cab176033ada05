"""What the verdict sees of an article: counts of concepts, and which of them meet in a sentence.

All of it is the same in every language, because concepts are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from classifiers.lexicon import Findings, Hit
from pipeline.domain import Stage, TargetType

_STAGES = [f"stage.{s.value}" for s in Stage if s is not Stage.UNKNOWN]
_TARGETS = [f"target.{t.value}" for t in TargetType if t is not TargetType.UNKNOWN]
CONCEPTS: tuple[str, ...] = (
    *_TARGETS, *_STAGES, "authority", "court", "online.expression", "online.platform", "offence.insult",
    "offence.defamation", "offence.false_news", "offence.incitement", "offence.harm_state",
    "offence.blasphemy", "law.cyber", "crime.fraud", "crime.intrusion", "crime.extortion", "crime.csam",
    "crime.gambling", "crime.phishing", "legislation", "complainant", "ground.terrorism", "ground.graft",
    "ground.tax", "ground.protest", "ground.murder", "ground.drugs", "privacy.device_seized",
    "privacy.forced_password", "privacy.surveillance", "genre.opinion", "genre.explainer",
    "genre.anniversary", "negation", "role.lawyer", "role.official", "role.relative",
)  # fmt: skip
"""The closed set of concepts that `config/lexicon/` gives words for."""

_GROUPS = ("target", "stage", "online", "offence", "law", "crime", "legislation", "ground", "court", "genre")
_PAIRS = [(a, b) for i, a in enumerate(_GROUPS) for b in _GROUPS[i + 1 :]]
LAW_FEATURES = ("law.certain", "law.named", "law.section", "law.lead")
NAMES: tuple[str, ...] = (
    *(f"lead:{concept}" for concept in CONCEPTS),
    *(f"all:{concept}" for concept in CONCEPTS),
    *(f"meet:{a}+{b}" for a, b in _PAIRS),
    *(f"meet:{law}" for law in LAW_FEATURES),
)

_SENTENCE = re.compile(r"(?<=[^.!?][.!?])\s+|[。！？۔।॥։؟།។။]\s*|\n+")
LEAD = 350
"""Characters after the title that count as the lead: two or three sentences of a wire report."""


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """Places of the sentences, in order, without gaps."""
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    return [Sentence(a, b) for a, b in pairwise(cuts) if b > a]


def concept_vector(findings: Findings) -> NDArray[np.float32]:
    """The features named in `NAMES`."""
    lead_end = len(findings.title) + 1 + LEAD
    index = {concept: i for i, concept in enumerate(CONCEPTS)}
    lead, everywhere = np.zeros(len(CONCEPTS)), np.zeros(len(CONCEPTS))
    for hit in findings.concepts:
        if hit.meaning in index:
            everywhere[index[hit.meaning]] += 1
            lead[index[hit.meaning]] = lead[index[hit.meaning]] or hit.start < lead_end
    parts = [lead, np.log1p(everywhere), _meetings(findings), _laws(findings, lead_end)]
    return np.concatenate(parts).astype(np.float32)


def _meetings(findings: Findings) -> NDArray[np.float64]:
    """For each pair of groups, the share of sentences (up to 3 of them) in which both are found."""
    counts = dict.fromkeys(_PAIRS, 0)
    for group_set in _groups_by_sentence(findings):
        for pair in _PAIRS:
            counts[pair] += pair[0] in group_set and pair[1] in group_set
    return np.array([min(count, 3) / 3 for count in counts.values()])


def _groups_by_sentence(findings: Findings) -> Iterable[set[str]]:
    hits: Sequence[Hit] = findings.concepts
    spans = [(hit.start, hit.meaning.split(".")[0]) for hit in hits]
    spans += [(law.start, "law") for law in findings.laws if law.section is None]
    spans.sort()
    position = 0
    for sentence in sentences(findings.whole):
        found: set[str] = set()
        while position < len(spans) and spans[position][0] < sentence.end:
            found.add(spans[position][1])
            position += 1
        if len(found) > 1:
            yield found


def _laws(findings: Findings, lead_end: int) -> NDArray[np.float64]:
    named = [law for law in findings.laws if law.section is None]
    return np.array([
        any(law.certain for law in named),
        bool(named),
        any(law.section is not None for law in findings.laws),
        any(law.start < lead_end for law in named),
    ], dtype=np.float64)  # fmt: skip
