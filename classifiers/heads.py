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
    """`reads` are the heads on the encoder (label, stage, targets, country on its mean state, tags on each state);
    `screen` sees concepts and a glance at the words, standardised by `screen_mean` and `screen_scale`, and stops
    what is clearly nothing before the encoder reads;
    `calibration` sees the encoder's label scores and the concepts, standardised by `mean` and `scale`, and gives the
    label's probabilities after division by `temperature` (Guo et al. 2017).
    """

    reads: Mapping[str, Linear]
    countries: tuple[str, ...]
    screen: Linear
    calibration: Linear
    mean: Floats
    scale: Floats
    temperature: float
    screen_mean: Floats
    screen_scale: Floats
    screen_from: float
    blind_from: float
    encoder: str

    def signals(self, reading: Reading) -> Signals:
        mean = reading.vector[None, :]
        targets = 1 / (1 + np.exp(-self.reads["targets"](mean)[0]))
        countries = _shares(self.reads["country"](mean))[0]
        return Signals(
            label=_log_shares(self.reads["label"](mean))[0], stage=_shares(self.reads["stage"](mean))[0],
            targets=targets, country=dict(zip(self.countries, map(float, countries), strict=True)),
            tags=_shares(self.reads["tags"](reading.states)), places=reading.places,
        )  # fmt: skip

    def screened(self, concepts: Floats, glances: Floats, blind: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Concepts (n, features) and glances (n, size) to whether the encoder should read on. `blind` are texts in
        languages without a lexicon: only the glance speaks for them, and its limit is lower."""
        rows = (np.hstack([concepts * ~blind[:, None], glances]) - self.screen_mean) / self.screen_scale
        limits = np.where(blind, self.blind_from, self.screen_from)
        return np.asarray(_shares(self.screen(rows))[:, 0] >= limits)

    def probabilities(self, scores: Floats, concepts: Floats) -> Floats:
        """The encoder's label scores (n, labels) and concepts (n, features) to probabilities of `LABELS`."""
        rows = (np.hstack([scores, concepts]) - self.mean) / self.scale
        return _shares(self.calibration(rows) / self.temperature)

    def save(self, folder: Path) -> None:
        tensors = {name: getattr(self, name) for name in _SCALES}
        for name, head in {**self.reads, "screen": self.screen, "calibration": self.calibration}.items():
            tensors |= {f"{name}.weights": head.weights, f"{name}.bias": head.bias}
        about = {
            "temperature": repr(self.temperature), "screen_from": repr(self.screen_from),
            "blind_from": repr(self.blind_from), "encoder": self.encoder, "features": json.dumps(NAMES),
            "countries": " ".join(self.countries),
        }  # fmt: skip
        tensors = {name: np.ascontiguousarray(value, np.float32) for name, value in tensors.items()}
        save_file(tensors, folder / "heads.safetensors", metadata=about)


_SCALES = ("mean", "scale", "screen_mean", "screen_scale")


def _shares(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def _log_shares(scores: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(_shares(scores), 1e-6)), np.float32)


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
        screen=head("screen"), calibration=head("calibration"), **{name: tensors[name] for name in _SCALES},
        temperature=float(about["temperature"]), screen_from=float(about["screen_from"]),
        blind_from=float(about["blind_from"]), encoder=about["encoder"],
    )  # fmt: skip
