"""Chooses what the encoder reads of an article: the title, the lead, and the sentences that tell most. Pure.

News reports wander: a case may be told in the twelfth paragraph. The sentences in which most groups of concepts
meet (a step, a law, an expression, a target) stand for the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from classifiers.features import Sentence, sentences
from classifiers.folding import plain, runs
from classifiers.lexicon import Findings

ROOM = 640
"""Characters of Latin script that are read, about 160 tokens. Reading three times as much in windows changed nothing on
real articles (F1 0.54-0.58 against 0.59 of the encoder alone, run of 2026-11-25)."""
_WIDTHS = (
    (0x0530, 0x058F, 1.4), (0x0A00, 0x0AFF, 1.8), (0x0C00, 0x0D7F, 1.6), (0x0E80, 0x0EFF, 2.2), (0x1200, 0x139F, 1.7),
    (0x3040, 0x9FFF, 2.4), (0xAC00, 0xD7A3, 2.4),
)  # fmt: skip
"""How much more room than Latin ones letters of Armenian, Gurmukhi and Gujarati, Telugu to Malayalam, Lao, Ethiopic,
Chinese and Japanese, and Korean take, by the encoder's tokens a letter in the corpus (run of 2026-11-25)."""
LONGEST = 240
"""Characters of a sentence; scripts without full stops (Thai, Khmer) would else be one sentence."""
LEAD = 2
"""Sentences after the title that are always read: the lead of a report."""
_GROUPS = {"stage": 1.0, "law": 1.0, "offence": 1.0, "online": 1.0, "target": 0.7, "court": 0.5, "crime": 0.7,
           "authority": 0.3, "legislation": 0.7, "ground": 0.5}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """The text that is read: the title, if there is one, a line break, and the `body`. `starts[i]` is the place in it
    of the piece that begins at `origins[i]` of the article."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    body: str

    def origin(self, place: int) -> int:
        """The place in title, line break and text of a place in the passage."""
        piece = bisect_right(self.starts, place) - 1
        return self.origins[piece] + place - self.starts[piece]


def chosen(findings: Findings, *, room: int = ROOM) -> Passage:
    """The passage of an article, its pieces in the order of the text."""
    title = len(findings.title)
    pieces = [piece for piece in _pieces(findings.whole) if piece.start > title]
    left = room - _width(findings.title[:LONGEST])
    kept: list[Sentence] = []
    telling = _telling(findings, pieces)
    order = [
        *range(min(LEAD, len(pieces))),
        *sorted(range(LEAD, len(pieces)), key=lambda i: (-telling[i], i)),
    ]
    for index in order:
        width = _width(findings.whole[pieces[index].start : pieces[index].end])
        if width <= left or not kept:
            kept.append(pieces[index])
            left -= width
    head = Sentence(0, min(title, LONGEST))
    return _joined(findings.whole, [head, *sorted(kept, key=lambda piece: piece.start)])


def _joined(whole: str, pieces: list[Sentence]) -> Passage:
    texts, starts, origins, length = [], [], [], 0
    for piece in pieces:
        kept = list(runs(whole[piece.start : piece.end].rstrip()))
        for place, text in kept:
            starts.append(length)
            origins.append(piece.start + place)
            length += len(text)
        if kept:
            texts.append("".join(text for _, text in kept))
            length += 1
    has_title = bool(texts) and origins[0] < pieces[0].end
    return Passage(
        text=plain("\n".join(texts)), starts=tuple(starts) or (0,), origins=tuple(origins) or (0,),
        body="\n".join(texts[1:] if has_title else texts),
    )  # fmt: skip


def _pieces(whole: str) -> Iterator[Sentence]:
    for sentence in sentences(whole):
        start = sentence.start
        while sentence.end - start > LONGEST:
            space = whole.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = space + 1 if space > 0 else start + LONGEST
            yield Sentence(start, cut)
            start = cut
        yield Sentence(start, sentence.end)


def _telling(findings: Findings, pieces: list[Sentence]) -> list[float]:
    """For each piece the weight of the groups of concepts in it."""
    starts = [piece.start for piece in pieces]
    found: list[set[str]] = [set() for _ in pieces]
    spots = [(hit.start, hit.meaning.partition(".")[0]) for hit in findings.concepts]
    spots += [(law.start, "law") for law in findings.laws]
    for start, group in spots:
        index = bisect_right(starts, start) - 1
        if index >= 0:
            found[index].add(group)
    return [sum(_GROUPS.get(group, 0.0) for group in groups) for groups in found]


def _width(text: str) -> float:
    return sum(_letter_width(letter) for _, run in runs(text) for letter in run)


@cache
def _letter_width(letter: str) -> float:
    return next((width for first, last, width in _WIDTHS if first <= ord(letter) <= last), 1.0)
