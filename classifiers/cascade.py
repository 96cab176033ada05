"""The classifier: gate by words and laws, encoder on what passes, verdict. Implements `ports.Classifier`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from classifiers.encoder import Encoder
from classifiers.features import concept_vector, gloss
from classifiers.heads import LABELS, Heads
from classifiers.lexicon import Findings, Words
from classifiers.verdict import Thresholds, passes_gate, verdict
from pipeline.domain import Classification, Decision, Document, Label

LONGEST = 20_000
"""Characters of an article that are read. News reports end well before; longer texts are pages gone wrong."""


class Cascade:
    """Words, encoder, heads and thresholds, put together by `bootstrap`."""

    def __init__(
        self, words: Words, encoder: Encoder, heads: Heads, *, thresholds: Thresholds, version: str
    ) -> None:
        self._words, self._encoder, self._heads = words, encoder, heads
        self._thresholds, self._version = thresholds, version

    def classify(self, documents: Sequence[Document]) -> list[Classification]:
        """One verdict a document, in order. What the gate stops never reaches the encoder."""
        findings = [self.find(document) for document in documents]
        passed = [i for i, found in enumerate(findings) if passes_gate(found)]
        scores = self._score([findings[i] for i in passed])
        verdicts = {
            i: verdict(
                documents[i], findings[i], dict(zip(LABELS, map(float, row), strict=True)), self._thresholds
            )
            for i, row in zip(passed, scores, strict=True)
        }
        return [
            replace(verdicts.get(i) or _stopped(document), version=self._version)
            for i, document in enumerate(documents)
        ]

    def check(self) -> str:
        """Load the network and score a word. Raises EncoderError."""
        return f"vectors of {self._encoder.embed(['arrested']).shape[1]}, version {self._version}"

    def find(self, document: Document) -> Findings:
        text = document.text[:LONGEST]
        return self._words.find(document.title, text, document.language, document.countries)

    def _score(self, findings: Sequence[Findings]) -> NDArray[np.float32]:
        if not findings:
            return np.zeros((0, len(LABELS)), np.float32)
        return self._heads.probabilities(feature_rows(self._encoder, findings))


def feature_rows(encoder: Encoder, findings: Sequence[Findings]) -> NDArray[np.float32]:
    """Concept features beside the vector of the gloss, one row a text."""
    concepts = np.stack([concept_vector(found) for found in findings])
    return np.hstack([concepts, encoder.embed([gloss(found) for found in findings])])


def _by_label(row: NDArray[np.float32]) -> dict[Label, float]:
    return {label: float(score) for label, score in zip(LABELS, row, strict=True)}


def _stopped(document: Document) -> Classification:
    return Classification(
        article_id=document.id, language=document.language, label=Label.OTHER, probability=0.0,
        decision=Decision.DROP, reasons=("gate: no legal step with an online, speech or law cue",),
    )  # fmt: skip
