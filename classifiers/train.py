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
from classifiers.heads import LABELS, Floats, Heads, Linear, sizes
from classifiers.lexicon import Findings, Words
from classifiers.network import Progress, Pupil, lesson, linear_heads, save_top, teach
from classifiers.passages import Passage, chosen

FOLDS = 5
PENALTIES = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
TEMPERATURES = np.geomspace(0.5, 4.0, 40)
SCREEN_PENALTY = 0.01
SCREEN_KEEPS = 0.99
"""Share of the training prosecutions that the screen must let through."""


@dataclass(frozen=True, slots=True)
class Material:
    """Items with what was found in them, and the passage that is read."""

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
    findings = [words.find(item["title"], item["text"], item["lang"]) for item in items]
    return Material(items, findings, [chosen(found) for found in findings])


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
    kept = sum(sum(1 for _ in path.open(encoding="utf-8")) for path in paths if path.parent.name == "corpus")
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
    """The calibration sees each held-out article twice, once without its concepts: a language without a lexicon has
    none, and they must not speak against it."""
    draft = _draft(reads, countries_of(seen.items), reader.name)
    scores = np.stack([draft.signals(reading).label for reading in reader.read(held.texts)])
    concepts = held.concepts
    rows = np.hstack([np.vstack([scores, scores]), np.vstack([concepts, np.zeros_like(concepts)])])
    labels = np.concatenate([held.labels, held.labels])
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 0.05)
    head, temperature, figures = _fit((rows - mean) / scale, labels)
    screen = _screen(seen, reader.glance(seen.texts))
    alone = float((scores.argmax(axis=1) == held.labels).mean())
    heads = replace(
        draft, calibration=head, mean=_floats(mean), scale=_floats(scale), temperature=temperature, **screen
    )
    return heads, figures | {"encoder_alone_accuracy": alone, "screen_from": screen["screen_from"]}


def _draft(reads: Mapping[str, Linear], countries: tuple[str, ...], encoder: str) -> Heads:
    none = np.zeros(1, np.float32)
    empty = Linear(none[None, :], none)
    return Heads(
        reads=reads, countries=countries, screen=empty, calibration=empty, mean=none, scale=none,
        screen_mean=none, screen_scale=none, temperature=1.0, screen_from=0.0, blind_from=0.0, encoder=encoder,
    )  # fmt: skip


def _fit(rows: Floats, labels: NDArray[np.int64]) -> tuple[Linear, float, dict[str, float]]:
    """Multinomial logistic regression; penalty and temperature by the log loss of held-out folds.

    Both copies of an article stand in one fold.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import KFold

    half = len(rows) // 2
    folds = [
        (np.concatenate([a, a + half]), np.concatenate([b, b + half]))
        for a, b in KFold(FOLDS, shuffle=True, random_state=7).split(rows[:half])
    ]

    def held_out(penalty: float) -> NDArray[np.float64]:
        found = np.zeros((len(rows), len(LABELS)))
        for seen, unseen in folds:
            network = LogisticRegression(C=penalty, max_iter=3000).fit(rows[seen], labels[seen])
            found[unseen] = network.decision_function(rows[unseen])
        return found

    trials = {penalty: held_out(penalty) for penalty in PENALTIES}
    loss, penalty, temperature = min(
        (_log_loss(found / t, labels), penalty, float(t))
        for penalty, found in trials.items()
        for t in TEMPERATURES
    )
    found = LogisticRegression(C=penalty, max_iter=3000).fit(rows, labels)
    right = float((trials[penalty][:half].argmax(axis=1) == labels[:half]).mean())
    figures = {
        "held_out_log_loss": loss,
        "held_out_accuracy": right,
        "penalty": penalty,
        "temperature": temperature,
    }
    return Linear(_floats(found.coef_.T), _floats(found.intercept_)), temperature, figures


def _screen(seen: Material, glances: Floats) -> dict[str, Any]:
    """Logistic regression on concepts and a glance, each article once more without its concepts, and for both the
    probability from which `SCREEN_KEEPS` of the prosecutions are kept (in held-out folds)."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    concepts = seen.concepts
    rows = np.hstack([np.vstack([concepts, concepts * 0]), np.vstack([glances, glances])])
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 0.01)
    rows, wanted = (rows - mean) / scale, np.tile(seen.labels == 0, 2)
    network = LogisticRegression(C=SCREEN_PENALTY, max_iter=3000)
    chances = cross_val_predict(
        network, rows, wanted, cv=GroupKFold(FOLDS), groups=np.tile(np.arange(len(glances)), 2),
        method="predict_proba",
    )[:, 1]  # fmt: skip
    halves = np.split(chances, 2), np.split(wanted, 2)
    limits = [float(np.quantile(part[true], 1 - SCREEN_KEEPS)) for part, true in zip(*halves, strict=True)]
    found = network.fit(rows, wanted)
    screen = Linear(
        _floats(np.hstack([found.coef_.T, found.coef_.T * 0])), _floats(np.append(found.intercept_, 0.0))
    )
    return {
        "screen": screen, "screen_mean": _floats(mean), "screen_scale": _floats(scale), "screen_from": limits[0],
        "blind_from": limits[1],
    }  # fmt: skip


def _log_loss(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    scores = scores - scores.max(axis=1, keepdims=True)
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(labels)), labels].mean())


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
