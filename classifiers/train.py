"""Fits the heads on labelled articles: `overreach train`. Needs scikit-learn (the `train` extra)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.cascade import feature_rows
from classifiers.encoder import Encoder, write_manifest
from classifiers.heads import LABELS, Heads
from classifiers.lexicon import Findings, Words
from classifiers.verdict import passes_gate

FOLDS = 8
PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1)
TEMPERATURES = np.geomspace(0.5, 4.0, 40)


@dataclass(frozen=True, slots=True)
class Examples:
    """What the heads are fitted on: one row and one label an article that passes the gate."""

    rows: NDArray[np.float32]
    labels: NDArray[np.int64]
    origins: tuple[str, ...]
    stopped: int


def examples(paths: Sequence[Path], words: Words, encoder: Encoder) -> Examples:
    """Read JSON Lines (title, text, lang, label, country). What the gate stops teaches the heads nothing."""
    items: list[tuple[dict[str, Any], Path]] = []
    for path in paths:
        items += [(json.loads(line), path) for line in path.read_text("utf-8").splitlines() if line.strip()]
    found: list[Findings] = []
    labels: list[int] = []
    origins: list[str] = []
    for item, path in items:
        findings = words.find(item["title"], item["text"], item["lang"])
        if passes_gate(findings):
            found.append(findings)
            labels.append([label.value for label in LABELS].index(item["label"]))
            origins.append(path.name)
    rows = feature_rows(encoder, found)
    return Examples(rows, np.array(labels), tuple(origins), len(items) - len(found))


def fit(data: Examples) -> tuple[Heads, dict[str, float]]:
    """Multinomial logistic regression; penalty and temperature by the log loss of held-out folds."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    mean, scale = data.rows.mean(axis=0), np.maximum(data.rows.std(axis=0), 0.05)
    scaled = (data.rows - mean) / scale
    folds = list(StratifiedKFold(FOLDS, shuffle=True, random_state=7).split(scaled, data.labels))

    def network(penalty: float) -> Any:
        return LogisticRegression(C=penalty, max_iter=3000, class_weight="balanced")

    def held_out(penalty: float) -> NDArray[np.float64]:
        scores = np.zeros((len(scaled), len(LABELS)))
        for seen, unseen in folds:
            scores[unseen] = (
                network(penalty).fit(scaled[seen], data.labels[seen]).decision_function(scaled[unseen])
            )
        return scores

    losses = {
        (_log_loss(scores / temperature, data.labels), penalty, float(temperature))
        for penalty in PENALTIES
        for scores in [held_out(penalty)]
        for temperature in TEMPERATURES
    }
    loss, penalty, temperature = min(losses)
    found = network(penalty).fit(scaled, data.labels)
    heads = Heads(
        weights=found.coef_.T.astype(np.float32), bias=found.intercept_.astype(np.float32),
        mean=mean.astype(np.float32), scale=scale.astype(np.float32), temperature=temperature,
    )  # fmt: skip
    right = float((held_out(penalty).argmax(axis=1) == data.labels).mean())
    return heads, {"held_out_log_loss": loss, "held_out_accuracy": right, "penalty": penalty}


def _log_loss(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    scores = scores - scores.max(axis=1, keepdims=True)
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(labels)), labels].mean())


def card(data: Examples, figures: dict[str, float], own: int) -> str:
    """What stands in CARD.md: data, figures, date."""
    counts = Counter(LABELS[i].value for i in data.labels)
    lines = [
        "# The shipped classifier",
        "",
        "- `encoder.onnx`: all-MiniLM-L6-v2 (Apache-2.0), int8 dynamic quantisation, made by `classifiers/export.py`.",
        "- `heads.safetensors`: multinomial logistic regression over concept features (any language) and the",
        "  encoder's vector of the English gloss, made by `classifiers/train.py`.",
        f"- Fitted on {datetime.now(UTC):%Y-%m-%d} on {len(data.labels)} articles that pass the gate:",
        f"  {own} written for this project (`classifiers/corpus/`, invented persons), {len(data.labels) - own} from",
        f"  files that are not kept in the repository. {data.stopped} more were stopped by the gate.",
        f"- Labels: {', '.join(f'{name} {count}' for name, count in sorted(counts.items()))}.",
        f"- On held-out folds ({FOLDS}): log loss {figures['held_out_log_loss']:.3f}, "
        f"accuracy {figures['held_out_accuracy']:.3f}; penalty C={figures['penalty']}.",
        "- Figures on articles it never saw: README, section Figures (`overreach evaluate`).",
        "- Limits: it knows the languages of `config/lexicon/` only; elsewhere only law names are seen. It finds",
        "  reports for a person to check and never says that anybody did anything.",
    ]
    return "\n".join(lines) + "\n"


def train(paths: Sequence[Path], words: Words, weights: Path) -> dict[str, float]:
    """Fit on JSON Lines files and write heads, card and manifest into `weights`. Returns the held-out figures.

    Files outside a folder named `corpus` are told of in the card as not kept in the repository.
    """
    data = examples(paths, words, Encoder(weights, checked=False))
    heads, figures = fit(data)
    heads.save(weights)
    kept = {path.name for path in paths if path.parent.name == "corpus"}
    (weights / "CARD.md").write_text(card(data, figures, sum(name in kept for name in data.origins)), "utf-8")
    write_manifest(weights)
    return figures
