"""People from the encoder's tags: runs of tokens in a person's role, widened to whole words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from classifiers.folding import fold, is_word
from classifiers.heads import TAGS, Signals, Tag
from classifiers.lexicon import Findings, Hit
from classifiers.passages import Passage

LEAST, POSSIBLE = 0.5, 0.15
"""Probability of a tag from which a token begins a run, and from which its neighbours belong to it: of 24 pairs the
best F1 and the most whole names on the calibration split (run of 2026-11-25)."""
_EDGE = " \t\n.,;:!?\"'«»“”‘’()[]{}،؛؟。，、：；「」『』《》·-–—/"
_NO_NAMES = frozenset(["target", "role", "stage", "court", "authority", "offence", "online"])
"""Groups of concepts whose words are no part of a name."""
_HYPHENS = ("-", "‐", "‑", "–")
_UNSPACED = re.compile("[぀-ヿ㐀-鿿฀-໿က-႟ក-៿]")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters [start, end) of the passage that the encoder tagged, and how sure it is."""

    tag: Tag
    start: int
    end: int
    share: float


def runs(signals: Signals, text: str) -> Iterator[Run]:
    """Runs of tokens that are likely of one tag: from the surest token on, as far as the tag stays possible, in text
    order, without white space and punctuation at the edges."""
    best = signals.tags[:, 1:].argmax(axis=1) + 1
    shares = signals.tags[np.arange(len(best)), best]
    taken = np.zeros(len(best), np.bool_)
    found: list[Run] = []
    for token in np.argsort(-shares, kind="stable"):
        if shares[token] < LEAST:
            break
        if not taken[token]:
            first, last = _reach(signals.tags[:, best[token]], taken, int(token))
            taken[first : last + 1] = True
            place = signals.places[first][0], signals.places[last][1]
            found += _trimmed(TAGS[best[token]], place, text, float(shares[first : last + 1].mean()))
    return _hyphenated(sorted(found, key=lambda run: run.start), text)


def _hyphenated(found: Iterable[Run], text: str) -> Iterator[Run]:
    """Two runs of one tag with a hyphen between them are one: `Marwa al` and `Shishtawi`."""
    held: Run | None = None
    for run in found:
        if held is None:
            held = run
        elif run.tag is held.tag and text[held.end : run.start] in _HYPHENS:
            held = Run(held.tag, held.start, run.end, min(held.share, run.share))
        else:
            yield held
            held = run
    if held is not None:
        yield held


def _reach(shares: NDArray[np.float32], taken: NDArray[np.bool_], token: int) -> tuple[int, int]:
    first = last = token
    while first > 0 and not taken[first - 1] and shares[first - 1] >= POSSIBLE:
        first -= 1
    while last < len(shares) - 1 and not taken[last + 1] and shares[last + 1] >= POSSIBLE:
        last += 1
    return first, last


def _trimmed(tag: Tag, place: tuple[int, int], text: str, share: float) -> Iterator[Run]:
    start, end = place
    if not _UNSPACED.search(text[start:end]):
        while start > 0 and is_word(text[start - 1]) and is_word(text[start]):
            start -= 1
        while end < len(text) and is_word(text[end]) and is_word(text[end - 1]):
            end += 1
    start, end = _after_edge(text, start), _before_edge(text, end)
    if end - start >= 2:
        yield Run(tag, start, end, share)


def people(findings: Findings, signals: Signals, passage: Passage) -> list[Run]:
    """One run a person, the fullest spelling, in order of the surest first mention; laws are left out."""
    found: list[Run] = []
    for run in _bare_runs(findings, signals, passage):
        words = set(fold(passage.text[run.start : run.end]).split())
        same = next(
            (i for i, one in enumerate(found) if _alike(words, passage.text[one.start : one.end])), None
        )
        if same is None:
            found.append(run)
        elif len(words) > len(passage.text[found[same].start : found[same].end].split()):
            found[same] = run
    return found


def _bare_runs(findings: Findings, signals: Signals, passage: Passage) -> Iterator[Run]:
    for run in runs(signals, passage.text):
        if run.tag is Tag.LAW:
            continue
        origin = passage.origin(run.start)
        start, end = _bare(findings, origin, origin + run.end - run.start)
        if end - start >= 2:
            yield replace(run, start=run.start + start - origin, end=run.start + end - origin)


def _bare(findings: Findings, start: int, end: int) -> tuple[int, int]:
    """The bounds of a name in the article without the words of the lexicon at its edges (journalist, was acquitted) and
    without those that stand behind names in its language."""
    whole = findings.whole
    inside = [hit for hit in findings.concepts if start <= hit.start and hit.end <= end and _is_no_name(hit)]
    for hit in inside:
        if hit.start == start and not is_word(whole[hit.end : hit.end + 1] or " "):
            start = min(end, _after_edge(whole, hit.end))
    for hit in reversed(inside):
        if hit.end == end and hit.start >= start and not is_word(whole[hit.start - 1 : hit.start] or " "):
            end = max(start, _before_edge(whole, hit.start))
    words = whole[start:end].split(" ")
    while len(words) > 1 and words[-1] in findings.lexicon.after_names:
        words.pop()
    return start, start + len(" ".join(words))


def _is_no_name(hit: Hit) -> bool:
    return hit.meaning.partition(".")[0] in _NO_NAMES


def _after_edge(text: str, place: int) -> int:
    while place < len(text) and text[place] in _EDGE:
        place += 1
    return place


def _before_edge(text: str, place: int) -> int:
    while place > 0 and text[place - 1] in _EDGE:
        place -= 1
    return place


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
