"""Names across scripts: a key under which أوميد بروشكي, Omed Baroshky and Омед Барошки meet. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sir",
        "chief",
        "alhaji",
        "hajia",
        "sheikh",
        "ustaz",
        "sr",
        "sra",
        "don",
        "dona",
        "mme",
        "m",
        "monsieur",
        "pak",
        "bu",
        "ibu",
        "haji",
        "hon",
        "rev",
        "pastor",
        "barrister",
        "advocate",
        "engr",
        "comrade",
    ]
)
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "bin",
        "ibn",
        "ben",
        "bint",
        "ould",
        "de",
        "da",
        "do",
        "dos",
        "del",
        "la",
        "le",
        "van",
        "von",
        "der",
        "e",
        "y",
        "abu",
    ]
)
_SOUNDS = (
    (re.compile(r"ph"), "f"), (re.compile(r"sch|sh|ch|zh|kh|gh"), lambda m: m.group()[-2].upper()),
    (re.compile(r"[ckqx]"), "k"), (re.compile(r"[zs]"), "s"), (re.compile(r"[vb]"), "b"),
    (re.compile(r"[jg]"), "j"), (re.compile(r"[td]"), "t"), (re.compile(r"[aeiouywh'`]"), ""),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
SAME_NAME = 0.90
"""Jaro-Winkler of two skeletons from which they are one name; chosen on the pairs of tests/cases/."""


@lru_cache(maxsize=50_000)
def skeletons(name: str) -> tuple[str, ...]:
    """The consonants of each word of a name, in Latin letters, without titles and particles, sorted.

    Vowels go because Arabic, Hebrew and Persian do not write them; letters that transliterations confuse
    become one.
    """
    words = re.findall(r"[a-z'`]+", anyascii(name).casefold())
    kept = [word for word in words if word not in _TITLES and word not in _PARTICLES]
    return tuple(sorted(filter(None, map(_skeleton, kept))))


def _skeleton(word: str) -> str:
    for sound, written in _SOUNDS:
        word = sound.sub(written, word)
    return _DOUBLED.sub(r"\1", word)[:24]


def name_keys(name: str) -> tuple[str, ...]:
    """What a person is looked up by: each skeleton of two letters and more."""
    return tuple(skeleton for skeleton in skeletons(name) if len(skeleton) >= 2)


def same_person(one: str, other: str) -> bool:
    """Whether two written names may be one person: every word of the shorter has its like in the longer.

    A single word is not enough, unless both names are single words.
    """
    short, long = sorted((skeletons(one), skeletons(other)), key=len)
    if not short or (len(short) == 1 and len(long) > 1):
        return False
    left = list(long)
    for word in short:
        best = max(left, key=lambda other_word: JaroWinkler.similarity(word, other_word), default=None)
        if best is None or JaroWinkler.similarity(word, best) < SAME_NAME:
            return False
        left.remove(best)
    return True
