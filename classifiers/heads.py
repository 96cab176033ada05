"""The heads: a linear softmax over concept features and the gloss's vector, kept as safetensors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from classifiers.features import NAMES
from pipeline.domain import Label
from pipeline.errors import EncoderError

LABELS = tuple(Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """`weights` (features, labels), `bias` (labels,), `mean` and `scale` (features,) of the training data.

    `temperature` divides the scores so that probabilities are calibrated (Guo et al. 2017).
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    temperature: float

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """One row a text, one column a label of `LABELS`."""
        scores = ((rows - self.mean) / self.scale) @ self.weights + self.bias
        scores = scores / self.temperature
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)

    def save(self, folder: Path) -> None:
        tensors = {name: np.ascontiguousarray(getattr(self, name)) for name in _TENSORS}
        about = {"temperature": str(self.temperature), "features": json.dumps(NAMES)}
        save_file(tensors, folder / "heads.safetensors", metadata=about)


_TENSORS = ("weights", "bias", "mean", "scale")


def load_heads(folder: Path) -> Heads:
    """Raises EncoderError where the file is missing or was trained on other features."""
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
    return Heads(temperature=float(about["temperature"]), **{name: tensors[name] for name in _TENSORS})
