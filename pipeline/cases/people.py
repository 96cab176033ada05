"""Names across scripts: a likeness by which أوميد بروشكي, Omed Baroshky and Омед Барошки meet. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.cases import words
from pipeline.cases.frames import frame
from pipeline.cases.keys import MOST_WORDS, block_keys, text_keys, together
from pipeline.cases.outlets import outlet_keys, same_outlet
from pipeline.cases.transliteration import Word, latin, readings
from pipeline.cases.words import alike

__all__ = [
    "block_keys", "contained", "latin", "likeness", "name_keys", "outlet_keys", "same_outlet", "same_person",
    "skeletons", "text_keys",
]  # fmt: skip

SAME_PERSON = 0.82
"""Likeness from which two names are one person's: in the middle of what the chosen lines of tests/data/names
allow. 94 % of their same pairs and 3 % of their strangers reach it, of those held out 96 % and 8 %."""
KNOWN_WORD = 0.85
"""Likeness from which a word of one name is a word of the other."""
DOUBTFUL = 0.5
"""The most that a surname alone is worth against a full name; also a name whose words stand in another order where
the order tells son from father."""
SURE, GENDER_ALONE = 0.95, 0.7
_GENDERED = frozenset(["", "cyrillic"])
WORST_WORD, EXTRA_WORD = 0.8, 0.02
_FATHER_SECOND = frozenset(["arabic", "ethiopic"])


def likeness(one: str, other: str) -> float:
    """0 to 1: how surely two written names are one name, in the best of their readings.

    Every word of the shorter must have its like in the longer; the worst pair of words weighs most. An initial
    is weak, and a single word against a full name is worth 0.5 at most.
    """
    ways = [(mine, theirs) for mine in readings(one) for theirs in readings(other)]
    signs = [(mine, theirs) for mine, theirs in ways if _in_signs(mine) and _in_signs(theirs)]
    return max((_likeness(mine, theirs) for mine, theirs in signs or ways), default=0.0)


def _in_signs(name: Sequence[Word]) -> bool:
    """Whether Hanzi are read as Chinese: two names in Hanzi must read alike so, not just in Japanese."""
    return all(word.kind == "pinyin" for word in name)


def same_person(one: str, other: str) -> bool:
    """Whether two written names are one person's name."""
    return likeness(one, other) >= SAME_PERSON


def contained(one: str, other: str) -> bool:
    """Whether all words of the shorter name are in the longer one, as with a surname alone."""
    return any(_is_contained(mine, theirs) for mine in readings(one) for theirs in readings(other))


def _is_contained(one: Sequence[Word], other: Sequence[Word]) -> bool:
    short, long = sorted((one, other), key=len)
    return all(max(alike(word, mate) for mate in long) >= KNOWN_WORD for word in short)


@lru_cache(maxsize=50_000)
def _likeness(one: tuple[Word, ...], other: tuple[Word, ...]) -> float:
    short, long = sorted((one[:MOST_WORDS], other[:MOST_WORDS]), key=len)
    best = _aligned(short, long)
    if best < SAME_PERSON and len(short) < len(long):
        for joined in _written_together(long):
            best = max(best, _aligned(*sorted((short, joined), key=len)))
    return best


def _written_together(name: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The name with each two neighbours as one word, and with all of them as one."""
    ways = [
        (*name[:start], together(name[start : start + 2]), *name[start + 2 :])
        for start in range(len(name) - 1)
    ]
    return [*ways, (together(name),)]


def _aligned(short: Sequence[Word], long: Sequence[Word]) -> float:
    mates = _mates(short, long)
    scores = _forgiving(mates, len(short), len(long), frame(short[0].latin) == "muhammad")
    mean = sum(scores) / len(scores)
    score = WORST_WORD * min(scores) + (1 - WORST_WORD) * mean
    score *= 1 - EXTRA_WORD * (len(long) - len(short))
    places = [place for _, place, _ in sorted(mates)]
    turned = places != sorted(places) and all(word.kind in _FATHER_SECOND for word in (*short, *long))
    if _other_gender([(short[i], long[j]) for i, j, _ in mates]):
        score = min(score, GENDER_ALONE)
    return min(score, DOUBTFUL) if turned or len(short) < min(2, len(long)) else score


def _other_gender(pairs: Sequence[tuple[Word, Word]]) -> bool:
    """Whether but a last a in one word tells two names apart: Luis Ortega and Luisa Ortega.

    A case ending changes the other words too, except Ukrainian surnames in -o.
    """
    gaps = [pair for pair in pairs if _but_for_a(*pair)]
    others = [pair for pair in pairs if pair not in gaps]
    steady = all(one.latin[-1] == other.latin[-1] != "o" for one, other in others)
    return len(gaps) == 1 and bool(others) and steady


def _but_for_a(one: Word, other: Word) -> bool:
    short, long = sorted((one.latin, other.latin), key=len)
    told = {one.kind, other.kind} <= _GENDERED
    return told and long[-1] == "a" and short[-1] not in "aeiouy" and len(long) - len(short) in (1, 2)


def _forgiving(mates: Sequence[tuple[int, int, float]], short: int, long: int, common: bool) -> list[float]:
    """The scores of the mates; a misspelt middle name weighs half where the first and the last name are sure.

    Not where the first is a `common` one that half of a country bears.
    """
    middle = [0 < i < short - 1 and 0 < j < long - 1 for i, j, _ in mates]
    sure = not common and all(
        inner or score >= SURE for (_, _, score), inner in zip(mates, middle, strict=True)
    )
    return [
        (1 + score) / 2 if inner and sure else score
        for (_, _, score), inner in zip(mates, middle, strict=True)
    ]


def _mates(short: Sequence[Word], long: Sequence[Word]) -> list[tuple[int, int, float]]:
    """Each word of the shorter name with its mate in the longer, the surest first."""
    places = [(i, j) for i in range(len(short)) for j in range(len(long))]
    pairs = sorted(((alike(short[i], long[j]), -abs(i - j), i, j) for i, j in places), reverse=True)
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, _, i, j in pairs:
        if i not in found and j not in taken:
            found[i] = (j, score)
            taken.add(j)
    return [(i, j, score) for i, (j, score) in found.items()]


def skeletons(name: str) -> tuple[str, ...]:
    """The likeliest skeleton of each word of a name, sorted."""
    return tuple(sorted(words.skeletons(word)[0] for reading in readings(name)[:1] for word in reading))


def name_keys(name: str) -> tuple[str, ...]:
    """What a person is looked up by, word by word: each skeleton of two letters and more."""
    found = (one for reading in readings(name) for word in reading for one in words.skeletons(word))
    return tuple(dict.fromkeys(one for one in found if len(one) >= 2))
