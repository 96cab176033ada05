"""What the classifier costs, and what tricks with letters cost it.

python -m benchmarks.classifier [ORDINARY.jsonl[.gz]]

Speeds are articles a second on the threads of OVERREACH_THREADS, the cascade's beside the gate's in one run; ordinary
articles are those of the file, else items of the corpus labelled `other`. Tricks are tried on the prosecutions of the
corpus' test split.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from classifiers.cascade import Cascade
from classifiers.corpus import Split, read_corpus, split_of
from classifiers.verdict import passes_gate
from pipeline.bootstrap import Parts
from pipeline.domain import Decision, Document, Label

CORPUS = sorted((Path(__file__).resolve().parent.parent / "classifiers" / "corpus").glob("*.jsonl"))
ORDINARY = 3000
LOOKALIKES = str.maketrans("aeopcxAEOPCTX", "аеорсхАЕОРСТХ")
rng = random.Random(11)


def spread(words: str, share: float, change: Callable[[str], str]) -> str:
    return " ".join(change(word) if rng.random() < share else word for word in words.split(" "))


TRICKS: dict[str, Callable[[str], str]] = {
    "zero-width": lambda text: spread(text, 0.5, lambda word: "\u200b".join(word)),
    "look-alikes": lambda text: spread(
        text, 0.3, lambda word: word[:1] + word[1:2].translate(LOOKALIKES) + word[2:]
    ),
    "capitals": str.upper,
    "small letters": str.lower,
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "stuffed": lambda text: spread(
        text, 0.3, lambda word: f"{word[: len(word) // 2]}*{word[len(word) // 2 :]}!!"
    ),
}


def document(item: dict[str, Any], change: Callable[[str], str] = str) -> Document:
    return Document(
        id=str(item.get("id")), title=change(item["title"]), text=change(item["text"]), language=item["lang"]
    )


def rate(act: Callable[[], object], count: int) -> float:
    begin = time.perf_counter()
    act()
    return count / (time.perf_counter() - begin)


def recall(cascade: Cascade, items: Sequence[dict[str, Any]], change: Callable[[str], str] = str) -> float:
    """Share of prosecutions that are called so."""
    found = cascade.classify([document(item, change) for item in items])
    return sum(verdict.label is Label.PROSECUTION for verdict in found) / len(items)


def main() -> None:
    items = read_corpus(CORPUS)
    ordinary = [item for item in items if item["label"] == Label.OTHER.value]
    if len(sys.argv) > 1:
        opener = gzip.open if sys.argv[1].endswith(".gz") else open
        with opener(sys.argv[1], "rt", encoding="utf-8") as file:
            ordinary = [json.loads(line) for line in islice(file, 0, None, 9)][:ORDINARY]
    positives = [x for x in items if split_of(x) is Split.TEST and x["label"] == Label.PROSECUTION.value]
    with Parts() as parts:
        cascade = parts.classifier
        warm = [document(x) for x in items[::40]]
        cascade.classify(warm)
        documents = [document(x) for x in ordinary]
        for one in documents:
            cascade.find(one)
        gate = rate(lambda: [cascade.find(one) for one in documents], len(documents))
        gated = [document(x) for x in items if passes_gate(cascade.find(document(x)))][::6]
        lines = [
            f"gate, ordinary articles, one core: {gate:,.0f} articles/s",
            f"cascade, ordinary articles: {rate(lambda: cascade.classify(documents), len(documents)):,.0f}",
            f"cascade, gated articles: {rate(lambda: cascade.classify(gated), len(gated)):,.0f}",
        ]
        alerts = sum(v.decision is Decision.ALERT for v in cascade.classify(documents))
        lines.append(f"alerts among {len(documents)} ordinary articles: {alerts}")
        huge = Document(
            id="huge", title="Court", text="A court fined a blogger over a post. " * 28000, language="en"
        )
        begin = time.perf_counter()
        cascade.classify([huge])
        lines.append(f"a text of {len(huge.text):,} characters: {time.perf_counter() - begin:.2f} s")
        base = recall(cascade, positives)
        lines.append(f"recall on {len(positives)} prosecutions: {base:.3f}")
        lines += [
            f"  {name}: {recall(cascade, positives, trick) - base:+.3f}" for name, trick in TRICKS.items()
        ]
    lines.append(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
