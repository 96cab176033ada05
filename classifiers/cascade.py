"""The classifier: gate by words and laws, screen by concepts, encoder on what passes, verdict.

Implements `ports.Classifier`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from classifiers.encoder import Encoder
from classifiers.features import concept_vector
from classifiers.heads import LABELS, Floats, Heads, Signals
from classifiers.lexicon import Findings, Words
from classifiers.passages import Passage, chosen
from classifiers.verdict import Thresholds, passes_gate, tells_of_law, verdict
from pipeline.domain import Classification, Decision, Document, Label

LONGEST = 20_000
"""Characters of an article that are read. News reports end well before; longer texts are pages gone wrong."""
AT_ONCE = 32
"""Articles that go through together: the encoder's states of one take a quarter of a megabyte and are not kept."""
GATE = "gate: too few words of the trade"
SCREEN = "screen: the words point elsewhere"


@dataclass(frozen=True, slots=True)
class Read:
    """What each stage of the cascade saw of one article, for the verdict and for `explain`."""

    findings: Findings
    stopped_by: str | None = None
    passage: Passage | None = None
    signals: Signals | None = None
    scores: dict[Label, float] | None = None


class Cascade:
    """Words, encoder, heads and thresholds, put together by `bootstrap`."""

    def __init__(
        self, words: Words, encoder: Encoder, heads: Heads, *, thresholds: Thresholds, version: str
    ) -> None:
        self._words, self._encoder, self._heads = words, encoder, heads
        self._thresholds, self._version = thresholds, version

    def classify(self, documents: Sequence[Document]) -> list[Classification]:
        """One verdict a document, in order. What gate or screen stops never reaches the encoder."""
        reads = zip(documents, self.read(documents), strict=True)
        return [self.verdict(document, read) for document, read in reads]

    def check(self) -> str:
        """Load the network and score a word. Raises EncoderError."""
        return f"states of {self._encoder.read(['arrested'])[0].states.shape[1]}, version {self._version}"

    def find(self, document: Document) -> Findings:
        text = document.text[:LONGEST]
        return self._words.find(document.title[:LONGEST], text, document.language, document.countries)

    def read(self, documents: Sequence[Document]) -> Iterator[Read]:
        """How far each article comes, and what the encoder says of those that come through. It reads some while words
        are looked for in the next."""
        with ThreadPoolExecutor(1) as behind:
            job: Future[list[Read]] | None = None
            for start in range(0, len(documents), AT_ONCE):
                found = [self.find(one) for one in documents[start : start + AT_ONCE]]
                ahead, job = job, behind.submit(self._beyond_words, found)
                yield from ahead.result() if ahead else ()
            yield from job.result() if job else ()

    def _beyond_words(self, found: Sequence[Findings]) -> list[Read]:
        gated = [i for i, one in enumerate(found) if passes_gate(one)]
        reads = [Read(one, stopped_by=GATE) for one in found]
        for i, read in zip(gated, self._beyond_gate([found[i] for i in gated]), strict=True):
            reads[i] = read
        return reads

    def _beyond_gate(self, found: Sequence[Findings]) -> list[Read]:
        if not found:
            return []
        passages = [chosen(one) for one in found]
        concepts = np.stack(
            [self._concepts(one, passage) for one, passage in zip(found, passages, strict=True)]
        )
        glances = self._encoder.glance([passage.text for passage in passages])
        wanted = self._heads.screened(concepts, glances, np.array([not one.knows_language for one in found]))
        wanted = wanted | np.array([tells_of_law(one) for one in found])
        through = [int(i) for i in np.flatnonzero(wanted)]
        readings = self._encoder.read([passages[i].text for i in through])
        signals = dict(zip(through, map(self._heads.signals, readings), strict=True))
        return [
            self._scored(one, passages[i], concepts[i], signals[i]) if i in signals
            else Read(one, stopped_by=SCREEN, passage=passages[i])
            for i, one in enumerate(found)
        ]  # fmt: skip

    def _concepts(self, found: Findings, passage: Passage) -> Floats:
        """Of the passage, not of the whole article: long articles hold a little of everything."""
        return concept_vector(self._words.find(found.title, passage.body, found.language))

    def _scored(self, found: Findings, passage: Passage, concepts: Floats, signals: Signals) -> Read:
        blind = not found.knows_language
        shares = self._heads.probabilities(signals.label[None, :], concepts[None, :], blind=blind)[0]
        scores = {label: float(share) for label, share in zip(LABELS, shares, strict=True)}
        return Read(found, passage=passage, signals=signals, scores=scores)

    def verdict(self, document: Document, read: Read) -> Classification:
        """The verdict on an article that was read."""
        if read.scores is None or read.signals is None or read.passage is None:
            found = Classification(
                article_id=document.id, language=document.language, label=Label.OTHER, probability=0.0,
                decision=Decision.DROP, reasons=(read.stopped_by or "",),
            )  # fmt: skip
        else:
            found = verdict(
                document, read.findings, read.passage, read.signals, read.scores, self._thresholds
            )
        return replace(found, version=self._version)
