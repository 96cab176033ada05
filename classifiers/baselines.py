"""What users have today: five simple ways to find prosecutions, that the classifier is compared with.

None has seen the articles it is scored on: what is fitted, a threshold too, is fitted on the other events' articles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.encoder import HYPOTHESES, Encoder
from classifiers.heads import LABELS
from classifiers.lexicon import Findings
from classifiers.passages import chosen
from classifiers.slices import called, is_prosecution
from pipeline.domain import Label
from pipeline.errors import OverreachError

Flags = NDArray[np.bool_]
Scores = NDArray[np.float64]
FOLDS = 5
LETTERS = (3, 5)
MOST_GRAMS = 200_000
"""Keeps the memory of the n-grams of a corpus of thousands of articles in dozens of scripts below a gigabyte."""


def compare(
    items: Sequence[Mapping[str, Any]], findings: Sequence[Findings], encoder: Encoder
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of finding the prosecutions among labelled articles, by baseline.

    `findings` are those of the items, in their order. The encoder reads the passages that the classifier reads; one
    that was taught on these very articles (the shipped one on its training split) flatters the baselines that use it.
    Raises EncoderError, and OverreachError where scikit-learn is missing.
    """
    by_letters, by_vector = learners()
    wanted = np.array([is_prosecution(item) for item in items], bool)
    folds = folds_of(items)
    texts = np.array([found.whole for found in findings], object)
    passages = [chosen(found).text for found in findings]
    vectors = np.stack([reading.vector for reading in encoder.read(passages)])
    letters = held_out(texts, wanted, folds, by_letters)
    found = {
        "keyword_alert": cut(keyword_scores(findings), wanted, folds),
        "law_names": names_a_law(findings),
        "nearest_description": nearest(vectors, encoder),
        "character_ngrams": cut(letters, wanted, folds),
        "encoder_vectors": cut(held_out(vectors, wanted, folds, by_vector), wanted, folds),
    }
    return {name: called(wanted.tolist(), calls.tolist()).figures() for name, calls in found.items()}


def keyword_scores(findings: Sequence[Findings]) -> Scores:
    """How many of the three words of the news alert `cybercrime law` + `journalist` + `arrested` an article has.

    Without the first it has none. Each word stands for all forms of the lexicon, in the article's language or, where
    that has none, in English: a law against cybercrime, any kind of target, any legal step. Whether one word, two or
    all three are asked for is chosen as a threshold.
    """
    return np.array([
        _has(found, "law.cyber") * (1.0 + _has(found, "target") + _has(found, "stage")) for found in findings
    ])  # fmt: skip


def _has(found: Findings, concept: str) -> bool:
    return next(found.of(concept), None) is not None


def names_a_law(findings: Sequence[Findings]) -> Flags:
    """Whether any law of the register is named, by a name that is enough alone or by one that its country needs."""
    return np.array([any(law.section is None for law in found.laws) for found in findings], bool)


def nearest(vectors: NDArray[np.float32], encoder: Encoder) -> Flags:
    """Whether of one-sentence descriptions of the labels that of a prosecution is nearest by cosine (zero-shot)."""
    sentences = encoder.read(HYPOTHESES[: len(LABELS)])
    described = _unit(np.stack([reading.vector for reading in sentences]))
    best = (_unit(vectors) @ described.T).argmax(axis=1)
    return np.asarray(best == LABELS.index(Label.PROSECUTION))


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def learners() -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Fresh logistic regressions, on character n-grams of texts and on vectors. Raises OverreachError."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler
    except ImportError as error:
        raise OverreachError("the baselines need scikit-learn; run: pip install scikit-learn") from error

    def by_letters() -> Any:
        grams = TfidfVectorizer(
            analyzer="char_wb", ngram_range=LETTERS, max_features=MOST_GRAMS, sublinear_tf=True
        )
        return make_pipeline(grams, LogisticRegression(C=10, solver="liblinear"))

    def by_vector() -> Any:
        return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=3000))

    return by_letters, by_vector


def folds_of(items: Sequence[Mapping[str, Any]]) -> NDArray[np.int64]:
    """A fold for each item; all reports of an event or case are in one, and events are dealt out by their hash."""
    events = [str(item.get("event") or item.get("case") or item.get("id") or item["title"]) for item in items]
    order = sorted(set(events), key=lambda event: hashlib.sha256(event.encode()).hexdigest())
    places = {event: place % FOLDS for place, event in enumerate(order)}
    return np.array([places[event] for event in events], np.int64)


def held_out(rows: NDArray[Any], wanted: Flags, folds: NDArray[np.int64], make: Callable[[], Any]) -> Scores:
    """The probability of each row by a regression that was fitted without its fold; where that fold leaves nothing to
    tell apart, the share of the wanted."""
    scores = np.zeros(len(wanted))
    for fold in np.unique(folds):
        seen = folds != fold
        share = wanted[seen].mean() if seen.any() else 0.0
        scores[~seen] = share
        if 0 < share < 1:
            scores[~seen] = make().fit(rows[seen], wanted[seen]).predict_proba(rows[~seen])[:, 1]
    return scores


def cut(scores: Scores, wanted: Flags, folds: NDArray[np.int64]) -> Flags:
    """Which rows are called: in each fold from the threshold on that gives the other folds the best F1."""
    calls = np.zeros(len(wanted), bool)
    for fold in np.unique(folds):
        seen = folds != fold
        calls[~seen] = scores[~seen] >= _best_threshold(scores[seen], wanted[seen])
    return calls


def _best_threshold(scores: Scores, wanted: Flags) -> float:
    """Halfway below the lowest score, above 0, from which calling gives the best F1; beyond every score where there is
    nothing to learn from."""
    limits = np.unique(scores[scores > 0])
    if not wanted.any() or not limits.size:
        return np.inf
    found = [scores >= limit for limit in limits]
    best = int(np.argmax([2 * (wanted & calls).sum() / (wanted.sum() + calls.sum()) for calls in found]))
    below = limits[best - 1] if best else 0.0
    return float(limits[best] + below) / 2
