"""The simple ways to find prosecutions, on a handful of articles."""

import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from classifiers.baselines import (
    FOLDS,
    compare,
    cut,
    folds_of,
    held_out,
    keyword_scores,
    learners,
    names_a_law,
    nearest,
)
from classifiers.encoder import HYPOTHESES, Matrix, Reading
from classifiers.lexicon import Findings, Hit, LawHit
from pipeline.domain import Lexicon
from pipeline.errors import OverreachError

ENGLISH = Lexicon(language="en", name="English", words_are_spaced=True, home=(), prefixes=(), suffixes=(),
                  after_names=frozenset(), sections=(), concepts={}, places={})  # fmt: skip


def found(*concepts: str, text: str = "text", laws: Sequence[LawHit] = ()) -> Findings:
    return Findings(
        title="title", text=text, concepts=tuple(Hit(concept, 0, 5) for concept in concepts), places=(),
        laws=tuple(laws), lexicon=ENGLISH, main_laws={},
    )  # fmt: skip


class TwoWays:
    """Reads a text that speaks of a step as one direction, any other as the other."""

    name = "two ways"

    def glance(self, texts: Sequence[str]) -> Matrix:
        return np.zeros((len(texts), 2), np.float32)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        rows = ([1.0, 0.1] if "step" in text or "charged" in text else [0.1, 1.0] for text in texts)
        return [Reading(np.array([row], np.float32), ((0, 1),)) for row in rows]


def items(number: int) -> list[dict[str, Any]]:
    """Every second one is a prosecution."""
    labels = ("prosecution", "other")
    return [{"id": f"a{i}", "title": "title", "label": labels[i % 2]} for i in range(number)]


def findings(number: int) -> list[Findings]:
    charged = LawHit("ng-cybercrimes-2015", "NG", 0, 5, certain=True)
    case = found("law.cyber", "target.journalist", "stage.charged", text="charged in court", laws=[charged])
    fraud = found("law.cyber", "stage.arrested", text="a swindler and a romance scam")
    return [(case, fraud)[i % 2] for i in range(number)]


def test_every_baseline_has_its_figures() -> None:
    figures = compare(items(30), findings(30), TwoWays())
    assert list(figures) == [
        "keyword_alert", "law_names", "nearest_description", "character_ngrams", "encoder_vectors",
    ]  # fmt: skip
    right = {"precision": 1.0, "recall": 1.0, "f1": 1.0, "wanted": 15, "found": 15}
    assert all(figure == right for figure in figures.values()), figures


def test_a_news_alert_asks_for_the_law_first() -> None:
    given = [
        found("target.journalist", "stage.arrested"),
        found("law.cyber"),
        found("law.cyber", "stage.arrested", "stage.charged"),
        found("law.cyber", "target.activist", "stage.arrested"),
    ]
    assert keyword_scores(given).tolist() == [0, 1, 2, 3]


def test_a_section_alone_names_no_law() -> None:
    section = LawHit("ng-cybercrimes-2015", "NG", 0, 5, certain=False, section="24")
    cued = LawHit("ng-cybercrimes-2015", "NG", 0, 5, certain=False)
    assert names_a_law([found(), found(laws=[section]), found(laws=[section, cued])]).tolist() == [
        False, False, True,
    ]  # fmt: skip


def test_the_nearest_description_is_that_of_a_prosecution_or_not() -> None:
    assert "step" in HYPOTHESES[0]
    vectors = np.array([[3.0, 0.4], [0.0, 2.0]], np.float32)
    assert nearest(vectors, TwoWays()).tolist() == [True, False]


def test_reports_of_one_event_are_in_one_fold() -> None:
    reports = [{"id": f"r{i}", "event": f"e{i // 2}"} for i in range(40)]
    folds = folds_of(reports)
    assert (folds[::2] == folds[1::2]).all()
    assert sorted(np.bincount(folds)) == [8] * FOLDS


def test_a_threshold_is_chosen_on_the_other_folds() -> None:
    """For fold 0 the others say 2, which its own 1 misses; for fold 1 the others say 1."""
    scores, wanted = np.array([1.0, 0.0, 2.0, 1.0]), np.array([True, False, True, False])
    assert cut(scores, wanted, np.array([0, 0, 1, 1])).tolist() == [False, False, True, True]


def test_nothing_is_called_where_there_is_nothing_to_learn_from() -> None:
    scores, none = np.array([1.0, 0.5]), np.array([False, False])
    assert cut(scores, none, np.array([0, 1])).tolist() == [False, False]
    _, by_vector = learners()
    rows = np.array([[0.0], [1.0]])
    assert held_out(rows, none, np.array([0, 1]), by_vector).tolist() == [0, 0]
    assert held_out(rows, np.array([True, False]), np.array([0, 0]), by_vector).tolist() == [0, 0]


def test_without_scikit_learn_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(OverreachError, match="pip install scikit-learn"):
        compare(items(2), findings(2), TwoWays())
