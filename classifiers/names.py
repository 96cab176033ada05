"""People from the encoder's tags: runs of tokens in a person's role, widened to whole words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from classifiers.folding import fold
from classifiers.heads import TAGS, Signals, Tag
from classifiers.passages import Passage

LEAST = 0.5
"""Mean probability from which a run of tokens counts as tagged."""
_EDGE = " \t\n.,;:!?\"'«»“”‘’()[]{}،؛؟。，、：；「」『』《》·-–—/"
_UNSPACED = re.compile("[぀-ヿ㐀-鿿฀-໿က-႟ក-៿]")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters [start, end) of the passage that the encoder tagged, and how sure it is."""

    tag: Tag
    start: int
    end: int
    share: float


def runs(signals: Signals, text: str) -> Iterator[Run]:
    """Neighbouring tokens of one tag, without white space and punctuation at the edges."""
    best = signals.tags.argmax(axis=1)
    start = 0
    while start < len(best):
        stop = start + 1
        while stop < len(best) and best[stop] == best[start]:
            stop += 1
        tag = TAGS[best[start]]
        share = float(signals.tags[start:stop, best[start]].mean())
        if tag is not Tag.NONE and share >= LEAST:
            yield from _trimmed(tag, _place(signals.places, start, stop), text, share)
        start = stop


def _place(places: Sequence[tuple[int, int]], start: int, stop: int) -> tuple[int, int]:
    return places[start][0], places[stop - 1][1]


def _trimmed(tag: Tag, place: tuple[int, int], text: str, share: float) -> Iterator[Run]:
    start, end = place
    if not _UNSPACED.search(text[start:end]):
        while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if end - start >= 2:
        yield Run(tag, start, end, share)


def people(signals: Signals, passage: Passage) -> list[Run]:
    """One run a person, the fullest spelling, in order of the surest first mention; laws are left out."""
    found: list[Run] = []
    for run in runs(signals, passage.text):
        if run.tag is Tag.LAW:
            continue
        words = set(fold(passage.text[run.start : run.end]).split())
        same = next(
            (i for i, one in enumerate(found) if _alike(words, passage.text[one.start : one.end])), None
        )
        if same is None:
            found.append(run)
        elif len(words) > len(passage.text[found[same].start : found[same].end].split()):
            found[same] = run
    return found


def _alike(words: set[str], name: str) -> bool:
    """`Alefia` is the `Friday Alefia` named before or after."""
    other = set(fold(name).split())
    return words <= other or other <= words


def law_runs(signals: Signals, passage: Passage) -> list[Run]:
    return [run for run in runs(signals, passage.text) if run.tag is Tag.LAW]


def top(shares: np.ndarray, least: float) -> list[int]:
    """Indices with at least so much, the surest first; the surest alone where none has."""
    order = [int(i) for i in np.argsort(-shares)]
    return [i for i in order if shares[i] >= least] or order[:1]
