"""The transformer that turns texts into vectors. The only file that imports transformers and ONNX Runtime."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EncoderError

Matrix = NDArray[np.float32]

MAX_TOKENS = 256
"""all-MiniLM-L6-v2 was trained on 256 tokens and less."""


class Encoder:
    """The shipped int8 network. Files are checked by hash; the network is loaded when first used."""

    def __init__(self, folder: Path, *, threads: int = 2, checked: bool = True) -> None:
        """`checked=False` is for training, which writes the hashes anew."""
        self._folder, self._threads, self._checked = folder, threads, checked

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, one row a text. Raises EncoderError.

        Each text is run alone: dynamic int8 takes its scale from the whole batch, and a text's vector would
        depend on its neighbours (measured: up to 0.05 of probability, so a repeated run could alert or not).
        """
        session, tokenizer = self._network
        rows = []
        for text in texts:
            tokens = tokenizer(
                [text],
                truncation=True,
                max_length=MAX_TOKENS,
                return_tensors="np",
                return_token_type_ids=True,
            )
            inputs = {name: tokens[name].astype(np.int64) for name in tokens}
            rows.append(session.run(["embedding"], inputs)[0][0])
        return np.stack(rows).astype(np.float32) if rows else np.zeros((0, 0), np.float32)

    @cached_property
    def _network(self) -> tuple[Any, Any]:
        if self._checked:
            check_hashes(self._folder)
        os.environ.setdefault("TRANSFORMERS_NO_ADVISORY_WARNINGS", "1")  # that torch is missing is meant
        import onnxruntime
        from transformers import AutoTokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(self._folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        return session, AutoTokenizer.from_pretrained(self._folder, local_files_only=True)


def check_hashes(folder: Path) -> None:
    """Compare every file with `manifest.json`. Raises EncoderError naming the file."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        for name, wanted in manifest.items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
                raise EncoderError(
                    f"{folder / name}: changed since it was shipped; restore it or train again"
                )
    except (OSError, ValueError) as error:
        raise EncoderError(f"{folder}: {error}; is OVERREACH_WEIGHTS_DIR right?") from error


def write_manifest(folder: Path) -> None:
    """Record the hashes of what lies in a folder of weights."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != "manifest.json")
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (folder / "manifest.json").write_text(json.dumps(hashes, indent=1) + "\n", "utf-8")
