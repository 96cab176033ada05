"""The transformers that turn texts into vectors. The only file that imports ONNX Runtime and transformers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EncoderError

Matrix = NDArray[np.float32]
Found = TypeVar("Found")
MAX_TOKENS = 192
"""Tokens that are read of a passage; `passages.ROOM` keeps most below it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an encoder sees in a text: `states` (tokens, size) and the place of each token in the text."""

    states: Matrix
    places: tuple[tuple[int, int], ...]

    @property
    def vector(self) -> Matrix:
        """The mean over the tokens (size,)."""
        return np.asarray(self.states.mean(axis=0), np.float32)


class Encoder(Protocol):
    """Anything that reads texts."""

    @property
    def name(self) -> str: ...

    def glance(self, texts: Sequence[str]) -> Matrix: ...

    def read(self, texts: Sequence[str]) -> list[Reading]: ...


class ShippedEncoder:
    """The networks of a weights folder: words, trunk and top. Files are checked by hash; loaded when first used.

    Each text is run alone, on one thread: two texts side by side are read faster than one on two threads, and no text
    is padded to the length of another.
    """

    name = "shipped"

    def __init__(self, folder: Path, *, threads: int = 2, checked: bool = True) -> None:
        """`checked=False` is for training, which writes the hashes anew."""
        self._folder, self._threads, self._checked = folder, threads, checked

    def glance(self, texts: Sequence[str]) -> Matrix:
        """The mean of the word vectors (texts, size): what a text is about, for a hundredth of the cost of reading."""
        return np.stack([words.mean(axis=1)[0] for _, words in self._each(self._words_of, texts)])

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """The top layers' states. Raises EncoderError."""
        trunk, top = self._trunk, self._top

        def states(text: str) -> Reading:
            places, words = self._words_of(text)
            return Reading(_run(top, _run(trunk, words))[0], places)

        return self._each(states, texts)

    def trunk(self, texts: Sequence[str]) -> list[Reading]:
        """The frozen lower layers' states, which training starts from. Raises EncoderError."""
        trunk = self._trunk

        def states(text: str) -> Reading:
            places, words = self._words_of(text)
            return Reading(_run(trunk, words)[0], places)

        return self._each(states, texts)

    def _each(self, act: Callable[[str], Found], texts: Sequence[str]) -> list[Found]:
        _ = self._tokenizer, self._words  # loaded before the threads ask for them
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(act, texts))

    def _words_of(self, text: str) -> tuple[tuple[tuple[int, int], ...], Matrix]:
        tokens = self._tokenizer.encode(text)
        return tuple(tokens.offsets), _run(self._words, np.array([tokens.ids], np.int64))

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        if self._checked:
            check_hashes(self._folder)
        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        return tokenizer

    @cached_property
    def _words(self) -> Any:
        return _session(self._folder / "words.onnx")

    @cached_property
    def _trunk(self) -> Any:
        return _session(self._folder / "trunk.onnx")

    @cached_property
    def _top(self) -> Any:
        return _session(self._folder / "top.onnx")


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime has no base class of its own for what it raises
        raise EncoderError(f"{path}: {error}") from error


def _run(session: Any, inputs: NDArray[Any]) -> Matrix:
    return np.asarray(session.run(None, {"inputs": inputs})[0], np.float32)


class HubEncoder:
    """Any Hugging Face encoder in the shipped one's place. Needs torch (the `train` extra).

    `name` is a folder, or a repository of the hub with a pinned `revision`: without one the same name may bring
    another network tomorrow. Only safetensors are read and no code of a repository is run.
    """

    def __init__(self, name: str, *, revision: str | None = None, threads: int = 2) -> None:
        if not Path(name).is_dir() and not revision:
            raise EncoderError(
                f"{name}: no such folder, and a name on the hub needs a revision (a commit hash)"
            )
        self._name, self._revision, self._threads = name, revision, threads

    @property
    def name(self) -> str:
        return f"{self._name}@{self._revision}" if self._revision else self._name

    def glance(self, texts: Sequence[str]) -> Matrix:
        """The mean of the word vectors (texts, size)."""
        torch, tokenizer, network, _ = self._network
        rows = []
        for text in texts:
            tokens = tokenizer(text, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
            with torch.inference_mode():
                rows.append(
                    network.get_input_embeddings()(tokens["input_ids"])[0].mean(dim=0).float().numpy()
                )
        return np.stack(rows)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """The last layer's states; of a network for entailment, see `_entailments`. Raises EncoderError."""
        torch, tokenizer, network, entails = self._network
        if entails is not None:
            return [self._entailments(text) for text in texts]
        found = []
        for text in texts:
            tokens = tokenizer(text, truncation=True, max_length=MAX_TOKENS, return_offsets_mapping=True)
            with torch.inference_mode():
                states = network(torch.tensor([tokens["input_ids"]])).last_hidden_state[0]
            places = tuple((int(start), int(end)) for start, end in tokens["offset_mapping"])
            found.append(Reading(states.float().numpy(), places))
        return found

    def _entailments(self, text: str) -> Reading:
        """One state: for each of `HYPOTHESES` how much the text entails it, as a logit against the other classes."""
        torch, tokenizer, network, entails = self._network
        pairs = tokenizer([text] * len(HYPOTHESES), list(HYPOTHESES), truncation="only_first", padding=True,
                          max_length=MAX_TOKENS + 32, return_tensors="pt")  # fmt: skip
        with torch.inference_mode():
            logits = network(**pairs).logits.float()
        others = [i for i in range(logits.shape[1]) if i != entails]
        scores = logits[:, entails] - logits[:, others].logsumexp(dim=1)
        return Reading(scores.numpy()[None, :].astype(np.float32), ((0, 0),))

    @cached_property
    def _network(self) -> tuple[Any, Any, Any, int | None]:
        try:
            import torch
            from transformers import AutoConfig, AutoModel, AutoModelForSequenceClassification, AutoTokenizer

            torch.set_num_threads(self._threads)
            where = {"revision": self._revision} if self._revision else {"local_files_only": True}
            config = AutoConfig.from_pretrained(self._name, **where)
            labels = {str(label).lower(): int(index) for label, index in (config.label2id or {}).items()}
            entails = labels.get("entailment")
            loader = AutoModel if entails is None else AutoModelForSequenceClassification
            network = loader.from_pretrained(self._name, use_safetensors=True, **where).eval()
            return torch, AutoTokenizer.from_pretrained(self._name, **where), network, entails
        except (ImportError, OSError, ValueError) as error:
            raise EncoderError(f"{self.name}: {error}") from error


HYPOTHESES = (
    "A person faces a legal step over something they said online.",
    "This is about a law, a bill or a court ruling on a law.",
    "This is about fraud, hacking or blackmail by computer.",
    "A journalist or an activist is harmed by other means than a case about online speech.",
    "This is about something else.",
    "A journalist, activist or critic has been arrested.",
    "A journalist, activist or critic has been charged or convicted.",
)
"""What a network for entailment is asked; the first five are the labels."""


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
