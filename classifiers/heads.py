"""The heads: what is read off an encoder's states, and the calibrated label. Linear maps, kept as safetensors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from classifiers.encoder import Reading
from classifiers.features import NAMES
from pipeline.domain import Label, Stage, TargetType
from pipeline.errors import EncoderError

Floats = NDArray[np.float32]
LABELS = tuple(Label)
STAGES = tuple(stage for stage in Stage if stage is not Stage.UNKNOWN)
TARGETS = tuple(kind for kind in TargetType if kind is not TargetType.UNKNOWN)


class Tag(StrEnum):
    """What a token is part of."""

    NONE = "none"
    TARGET = "target"
    COMPLAINANT = "complainant"
    LAWYER = "lawyer"
    OFFICIAL = "official"
    RELATIVE = "relative"
    LAW = "law"


TAGS = tuple(Tag)
READS = ("label", "stage", "targets", "country", "tags")


def sizes(countries: Sequence[str]) -> dict[str, int]:
    """How many classes each head on the encoder tells apart."""
    counts = (len(LABELS), len(STAGES), len(TARGETS), len(countries), len(TAGS))
    return dict(zip(READS, counts, strict=True))


@dataclass(frozen=True, slots=True)
class Linear:
    """Rows (n, size) to scores (n, classes)."""

    weights: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        return np.asarray(rows @ self.weights + self.bias, np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What the encoder alone says of one text, as probabilities."""

    label: Floats
    stage: Floats
    targets: Floats
    country: dict[str, float]
    tags: Floats
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """`reads` are the heads on the encoder (label, stage, targets, country on its mean state, tags on each state).

    `screen` sees concepts and a glance at the words and stops what is clearly nothing before the encoder reads;
    `concepts` gives label scores from the concepts alone; `calibration` sees these and the encoder's scores and gives
    probabilities; `blind` does so from the encoder's scores alone, for languages without a lexicon.
    """

    reads: Mapping[str, Linear]
    countries: tuple[str, ...]
    screen: Linear
    concepts: Linear
    calibration: Linear
    blind: Linear
    screen_from: float
    blind_from: float
    encoder: str

    def signals(self, reading: Reading) -> Signals:
        mean = reading.vector[None, :]
        targets = 1 / (1 + np.exp(-self.reads["targets"](mean)[0]))
        countries = shares_of(self.reads["country"](mean))[0]
        return Signals(
            label=log_shares_of(self.reads["label"](mean))[0], stage=shares_of(self.reads["stage"](mean))[0],
            targets=targets, country=dict(zip(self.countries, map(float, countries), strict=True)),
            tags=shares_of(self.reads["tags"](reading.states)), places=reading.places,
        )  # fmt: skip

    def screened(self, concepts: Floats, glances: Floats, blind: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Concepts (n, features) and glances (n, size) to whether the encoder should read on. `blind` are texts in
        languages without a lexicon: only the glance speaks for them, and its limit is lower."""
        shares = shares_of(self.screen(np.hstack([concepts * ~blind[:, None], glances])))
        return np.asarray(shares[:, 0] >= np.where(blind, self.blind_from, self.screen_from))

    def probabilities(self, scores: Floats, concepts: Floats, *, blind: bool = False) -> Floats:
        """The encoder's label scores (n, labels) and concepts (n, features) to probabilities of `LABELS`."""
        if blind:
            return shares_of(self.blind(scores))
        return shares_of(self.calibration(np.hstack([scores, log_shares_of(self.concepts(concepts))])))

    def save(self, folder: Path) -> None:
        heads = {**self.reads, **{name: getattr(self, name) for name in _ABOVE}}
        tensors = {f"{name}.weights": head.weights for name, head in heads.items()}
        tensors |= {f"{name}.bias": head.bias for name, head in heads.items()}
        about = {
            "screen_from": repr(self.screen_from), "blind_from": repr(self.blind_from),
            "encoder": self.encoder, "features": json.dumps(NAMES), "countries": " ".join(self.countries),
        }  # fmt: skip
        tensors = {name: np.ascontiguousarray(value, np.float32) for name, value in tensors.items()}
        save_file(tensors, folder / "heads.safetensors", metadata=about)


_ABOVE = ("screen", "concepts", "calibration", "blind")


def shares_of(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def log_shares_of(scores: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(shares_of(scores), 1e-6)), np.float32)


def load_heads(folder: Path, encoder: str = "shipped") -> Heads:
    """Raises EncoderError where the file is missing, or was trained on other features or another encoder."""
    from safetensors import safe_open

    path = folder / "heads.safetensors"
    try:
        with safe_open(path, "numpy") as file:
            about = file.metadata()
        tensors = load_file(path)
    except (OSError, ValueError) as error:
        raise EncoderError(f"{path}: {error}") from error
    if tuple(json.loads(about["features"])) != NAMES:
        raise EncoderError(f"{path}: trained on other features; run: overreach train")
    if about["encoder"] != encoder:
        raise EncoderError(f"{path}: trained on {about['encoder']}, not on {encoder}; run: overreach train")

    def head(name: str) -> Linear:
        return Linear(tensors[f"{name}.weights"], tensors[f"{name}.bias"])

    return Heads(
        reads={name: head(name) for name in READS}, countries=tuple(about["countries"].split()),
        **{name: head(name) for name in _ABOVE}, screen_from=float(about["screen_from"]),
        blind_from=float(about["blind_from"]), encoder=about["encoder"],
    )  # fmt: skip
