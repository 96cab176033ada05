"""Teaches the classifier on labelled articles: `overreach train`. Needs the `train` extra.

The lower layers of the shipped encoder stay as they are; the upper ones and the heads are taught on the training split,
the screen on its concepts, the calibration on the calibration split, and the test split is not looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.corpus import Split, countries_of, example, read_corpus, split_of
from classifiers.encoder import Encoder, ShippedEncoder, write_manifest
from classifiers.export import start_of
from classifiers.features import concept_vector
from classifiers.heads import LABELS, Floats, Heads, Linear, log_shares_of, shares_of, sizes
from classifiers.lexicon import Findings, Words
from classifiers.network import Progress, Pupil, lesson, linear_heads, save_top, teach
from classifiers.passages import Passage, chosen

FOLDS = 5
CONCEPTS_PENALTY, CALIBRATION_PENALTY, SCREEN_PENALTY = 0.03, 1.0, 0.01
"""C of the logistic regressions: the best F1 on development and calibration sets of 0.003, 0.03, 0.3 and of 0.01, 0.1,
1 (run of 2026-11-25)."""
NEVER = -30.0
SCREEN_KEEPS = 0.99
"""Share of the training prosecutions that the screen must let through."""


@dataclass(frozen=True, slots=True)
class Material:
    """Items, the passage that is read of each, and the words found in that passage."""

    items: list[dict[str, Any]]
    findings: list[Findings]
    passages: list[Passage]

    def of(self, split: Split) -> Material:
        rows = [i for i, item in enumerate(self.items) if split_of(item) is split]
        return Material(
            [self.items[i] for i in rows], [self.findings[i] for i in rows], [self.passages[i] for i in rows]
        )

    @property
    def texts(self) -> list[str]:
        return [passage.text for passage in self.passages]

    @property
    def labels(self) -> NDArray[np.int64]:
        return np.array([[label.value for label in LABELS].index(item["label"]) for item in self.items])

    @property
    def concepts(self) -> Floats:
        return np.stack([concept_vector(found) for found in self.findings])


def material(paths: Sequence[Path], words: Words) -> Material:
    """Read and search the files. Raises InputError."""
    items = read_corpus(paths)
    passages = [chosen(words.find(item["title"], item["text"], item["lang"])) for item in items]
    findings = [
        words.find(item["title"], passage.body, item["lang"])
        for item, passage in zip(items, passages, strict=True)
    ]
    return Material(items, findings, passages)


def train(
    paths: Sequence[Path],
    words: Words,
    weights: Path,
    *,
    encoder: Encoder | None = None,
    say: Progress = print,
) -> dict[str, float]:
    """Teach, and write networks, heads, card and manifest into `weights`. Returns figures of held-out articles.

    `encoder` in the shipped one's place is used as it is; only the heads are taught. Files outside a folder named
    `corpus` are told of in the card as not kept in the repository. Raises InputError and EncoderError.
    """
    weights.mkdir(parents=True, exist_ok=True)
    data = material(paths, words)
    seen = data.of(Split.TRAIN)
    say(f"{len(data.items)} articles, {len(seen.items)} of them to learn from")
    reader, reads = _taught(seen, weights, encoder, say)
    calibrated, figures = _calibrated(data.of(Split.CALIBRATE), seen, reader, reads)
    calibrated.save(weights)
    kept = sum(len(path.read_text("utf-8").splitlines()) for path in paths if path.parent.name == "corpus")
    (weights / "CARD.md").write_text(_card(data, figures, kept, reader.name), "utf-8")
    write_manifest(weights)
    return figures


def _taught(
    seen: Material, weights: Path, encoder: Encoder | None, say: Progress
) -> tuple[Encoder, dict[str, Linear]]:
    countries = countries_of(seen.items)
    shipped = ShippedEncoder(weights, checked=False)
    readings = encoder.read(seen.texts) if encoder else shipped.trunk(seen.texts)
    lessons = [
        lesson(reading, example(item, passage, countries))
        for reading, item, passage in zip(readings, seen.items, seen.passages, strict=True)
    ]
    pupil = Pupil(None if encoder else start_of(weights), readings[0].states.shape[1], sizes(countries))
    counts = np.bincount(seen.labels, minlength=len(LABELS))
    teach(pupil, lessons, list(len(lessons) / len(LABELS) / np.maximum(counts, 1)), say)
    save_top(pupil, weights)
    return encoder or ShippedEncoder(weights, checked=False), linear_heads(pupil)


def _calibrated(
    held: Material, seen: Material, reader: Encoder, reads: Mapping[str, Linear]
) -> tuple[Heads, dict[str, float]]:
    """Concepts are taught on the training split; how much they and the encoder are to be believed, on the calibration
    split, where the encoder is not better than elsewhere."""
    concepts = _regression(seen.concepts, seen.labels, CONCEPTS_PENALTY)
    none = Linear(np.zeros((1, 2), np.float32), np.zeros(2, np.float32))
    heads = Heads(
        reads=reads, countries=countries_of(seen.items), screen=none, concepts=concepts, calibration=none, blind=none,
        screen_from=0.0, blind_from=0.0, encoder=reader.name,
    )  # fmt: skip
    scores = np.stack([heads.signals(reading).label for reading in reader.read(held.texts)])
    rows = np.hstack([scores, log_shares_of(concepts(held.concepts))])
    heads = replace(
        heads, calibration=_regression(rows, held.labels, CALIBRATION_PENALTY),
        blind=_regression(scores, held.labels, CALIBRATION_PENALTY), **_screen(seen, reader.glance(seen.texts)),
    )  # fmt: skip
    alone = float((scores.argmax(axis=1) == held.labels).mean())
    return heads, _held_out(rows, held.labels) | {
        "encoder_alone_accuracy": alone,
        "screen_from": heads.screen_from,
    }


def _regression(rows: Floats, labels: NDArray[Any], penalty: float, classes: int = len(LABELS)) -> Linear:
    """Multinomial logistic regression on standardised rows, written for the rows as they are. A class that has no row
    is never the answer."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 0.05)
    found = LogisticRegression(C=penalty, max_iter=4000).fit((rows - mean) / scale, labels)
    coefficients, intercepts = found.coef_ / scale, found.intercept_
    if len(coefficients) == 1:  # of two classes the library keeps one row, that of the second
        coefficients, intercepts = np.vstack([coefficients * 0, coefficients]), np.append(0.0, intercepts)
    weights, bias = np.zeros((classes, rows.shape[1])), np.full(classes, NEVER)
    weights[found.classes_], bias[found.classes_] = coefficients, intercepts - coefficients @ mean
    return Linear(_floats(weights.T), _floats(bias))


def _held_out(rows: Floats, labels: NDArray[np.int64]) -> dict[str, float]:
    from sklearn.model_selection import KFold

    shares = np.zeros((len(rows), len(LABELS)))
    for seen, unseen in KFold(FOLDS, shuffle=True, random_state=7).split(rows):
        shares[unseen] = shares_of(_regression(rows[seen], labels[seen], CALIBRATION_PENALTY)(rows[unseen]))
    loss = float(-np.log(shares[np.arange(len(labels)), labels]).mean())
    return {"held_out_log_loss": loss, "held_out_accuracy": float((shares.argmax(axis=1) == labels).mean())}


def _screen(seen: Material, glances: Floats) -> dict[str, Any]:
    """Logistic regression on concepts and a glance, each article once more without its concepts, and for both the
    probability from which `SCREEN_KEEPS` of the prosecutions are kept (in held-out folds)."""
    from sklearn.model_selection import KFold

    concepts = seen.concepts
    rows, blind = np.hstack([concepts, glances]), np.hstack([concepts * 0, glances])
    wanted = seen.labels == 0
    labels = np.tile(~wanted, 2).astype(int)  # what is wanted is class 0, as among the labels
    chances, blind_chances = np.zeros(len(rows)), np.zeros(len(rows))
    for taught, unseen in KFold(FOLDS, shuffle=True, random_state=7).split(rows):
        both = np.vstack([rows[taught], blind[taught]])
        screen = _regression(both, np.tile(labels[taught], 2), SCREEN_PENALTY, classes=2)
        chances[unseen] = shares_of(screen(rows[unseen]))[:, 0]
        blind_chances[unseen] = shares_of(screen(blind[unseen]))[:, 0]
    return {
        "screen": _regression(np.vstack([rows, blind]), labels, SCREEN_PENALTY, classes=2),
        "screen_from": float(np.quantile(chances[wanted], 1 - SCREEN_KEEPS)),
        "blind_from": float(np.quantile(blind_chances[wanted], 1 - SCREEN_KEEPS)),
    }


def _floats(values: Any) -> Floats:
    return np.asarray(values, np.float32)


_SHIPPED = [
    "- `words.onnx`, `trunk.onnx`, `top.start.safetensors`, `tokenizer.json`: the word table (128,785 of 250,002",
    "  pieces, 4 bits a value) and the lower eight layers of intfloat/multilingual-e5-small (MIT), cut by",
    "  `classifiers/export.py`.",
    "- `top.onnx` (three of the layers), `heads.safetensors`: taught by `classifiers/train.py`.",
]


def _card(data: Material, figures: Mapping[str, float], own: int, encoder: str) -> str:
    """What stands in CARD.md: data, figures, date."""
    counts = Counter(item["label"] for item in data.items)
    languages = Counter(item["lang"] for item in data.items)
    lines = [
        "# The classifier's weights",
        "",
        *(
            _SHIPPED
            if encoder == ShippedEncoder.name
            else [f"- Heads on the encoder {encoder}, used as it is."]
        ),
        f"- Taught on {datetime.now(UTC):%Y-%m-%d} with {len(data.items)} articles in {len(languages)} languages:",
        f"  {own} written for this project (`classifiers/corpus/`, invented persons), {len(data.items) - own} from",
        "  files that are not kept in the repository. 70 % to learn from, 15 % to calibrate, 15 % to test, by event.",
        f"- Labels: {', '.join(f'{name} {count}' for name, count in sorted(counts.items()))}.",
        f"- On the calibration split (folds): log loss {figures['held_out_log_loss']:.3f}, accuracy "
        f"{figures['held_out_accuracy']:.3f}; the encoder alone {figures['encoder_alone_accuracy']:.3f}.",
        "- Figures by language on articles it never saw: README, section Figures (`overreach evaluate`).",
        "- Known failures: docs/decisions.md. It finds reports for a person to check and never says that anybody did",
        "  anything.",
    ]
    return "\n".join(lines) + "\n"
