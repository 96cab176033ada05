"""The labelled articles that the classifier is taught with, and how they are split."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from classifiers.heads import LABELS, STAGES, TAGS, TARGETS, Tag
from classifiers.passages import Passage
from pipeline.errors import InputError


class Split(StrEnum):
    TRAIN = "train"
    CALIBRATE = "calibrate"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled article as numbers. `stage` and `targets` are None where the article is no prosecution or does not
    say; `spans` are (start, end, tag) in the passage."""

    label: int
    stage: int | None
    targets: tuple[int, ...] | None
    country: int | None
    spans: tuple[tuple[int, int, int], ...]


def read_corpus(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The items of JSON Lines files. Raises InputError naming file, line and key."""
    items = []
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                items.append(_checked(line, f"{path}: line {number}"))
    return items


def _checked(line: str, where: str) -> dict[str, Any]:
    try:
        item: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise InputError(where, f"no JSON object ({error})") from error
    for key in ("title", "text", "lang", "label"):
        if not isinstance(item.get(key), str):
            raise InputError(where, f"{key}: a text is missing")
    if item["label"] not in {label.value for label in LABELS}:
        raise InputError(where, f"label: {item['label']!r} is none of {', '.join(LABELS)}")
    return item


def split_of(item: Mapping[str, Any]) -> Split:
    """By the hash of the event, so that two reports of one event never stand on both sides."""
    event = str(item.get("event") or item.get("id") or item["title"])
    part = int(hashlib.sha256(event.encode()).hexdigest(), 16) % 20
    return Split.TEST if part < 3 else Split.CALIBRATE if part < 6 else Split.TRAIN


def countries_of(items: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({item["country"] for item in items if item.get("country")}))


def example(item: Mapping[str, Any], passage: Passage, countries: Sequence[str]) -> Example:
    """What the heads are to say of an item. A stage or kind of target that is unknown teaches nothing."""
    is_case = item["label"] == LABELS[0].value
    stage, kinds = item.get("stage"), item.get("target_types") or []
    known = [TARGETS.index(kind) for kind in TARGETS if kind.value in kinds]
    return Example(
        label=[label.value for label in LABELS].index(item["label"]),
        stage=next((i for i, one in enumerate(STAGES) if one.value == stage), None) if is_case else None,
        targets=tuple(known) if is_case and known else None,
        country=countries.index(item["country"]) if item.get("country") in countries else None,
        spans=tuple(_spans(item, passage.text)),
    )


def _spans(item: Mapping[str, Any], text: str) -> Iterator[tuple[int, int, int]]:
    tags = {tag.value: index for index, tag in enumerate(TAGS)}
    for law in item.get("laws") or []:
        yield from ((start, end, tags[Tag.LAW]) for start, end in _places(law, text))
    for person in item.get("persons") or []:
        name, role = (person["name"], person["role"]) if isinstance(person, dict) else (person, "target")
        role = role if role in tags else Tag.RELATIVE
        yield from ((start, end, tags[role]) for start, end in _places(name, text))


def _places(words: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + len(words))


def token_tags(places: Iterable[tuple[int, int]], spans: Iterable[tuple[int, int, int]]) -> list[int]:
    """The tag of each token: that of the last span that covers part of it, else none."""
    known = list(spans)
    return [
        next((tag for start, end, tag in reversed(known) if begin < end and stop > start), 0)
        for begin, stop in places
    ]
