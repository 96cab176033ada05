"""How surely two words of names are one word, and the skeletons of a word with its endings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from pipeline.cases import sounds
from pipeline.cases.frames import frame
from pipeline.cases.transliteration import LOOSE, Word

SPARSE = frozenset(["arabic", "hebrew", "thai", "lao", "sinhala"])
"""Scripts whose romanised words lack vowels that are spoken."""
MOST_OF_A_WORD = 8
VOWEL = 0.36
"""What a vowel more or less costs where both scripts write them; see sounds.alike for the scale."""
STEM, INITIAL, OTHER_NAME = 0.05, 0.6, 0.5
SAME_SCRIPT = 1.2
"""Two spellings in one script differ less than those across scripts."""
STRICT = {"pinyin": 1.6, "kanji": 1.3, "hangul": 1.15}
"""Names of few syllables, with rules for writing them in Latin letters: a small difference is another name."""
_ASPIRATED = frozenset(["thai", "khmer", "lao"])
_SERVANT = "abd"
_FOREIGN = {"kana": str.maketrans("lvf", "rbh"), "hanzi": str.maketrans("rv", "lf")}
_PATRONYMIC = re.compile(r"(?:[oei]vi?ch?|[oey]vn|ivn|ovych)(?:[aiuey]|em|oy|ey)?$")
_ENDINGS = (
    (re.compile(r"([sc]k|zk)(?:iego|iemu|ogo|omu|oho|oju|oyu|uyu|uju|aya|aja|[oiy][ijym]|im|ou|om|[aeiyu])$"), r"\1i"),
    (re.compile(r"([oe][vw]|[iy]n)(?:[yio]m|em|ou|oy|oyu|[aueiy])$"), r"\1"),
    (re.compile(r"(?<=\w{4})(?:i?em|om)$"), ""),
    (re.compile(r"(?<=\w{3}[aeiouy])s$"), ""),
    (re.compile(r"(?<=\w{3})(?:ovi|[aeiouy]{1,3})$"), ""),
    (re.compile(r"(?<=\w{3})sen$"), "nen"),
    (re.compile(r"(?<=\w{3}[rlnsz])[eoa]?t$"), ""),
    (re.compile(r"^[ae]l(?=[^aeiou]\w{4})"), ""),
)  # fmt: skip
"""Case endings of Slavic, Baltic, Greek, Finnish and Hungarian names, and an Arabic article glued on."""
_GLUED = {
    "indic": re.compile(
        r"(?<=\w{4})(?:a?ke|a?ko|a?ne|lai|a?le|yai|ai|(?:vi|u|i)?r?kku|virku|a?nu|ini|inte|ude|er|der)$"
    ),
    "sinhala": re.compile(r"(?<=\w{4})(?:ta|ge|va)$"),
    "cyrillic": re.compile(r"(?<=\w{4})(?:[qgk][ae]|[ndt][yi](?:ng?)?|[dtn][ae]n|[mbp]en)$"),
    "ethiopic": re.compile(r"(?<=\w{4})n$|^(?:ye|le|be|ke)(?=\w{4})"),
}
"""What Indic languages, Sinhala, Kazakh and Kyrgyz, and Amharic glue to a name, romanised, by script."""


@lru_cache(maxsize=100_000)
def skeletons(word: Word) -> tuple[str, ...]:
    """At most eight skeletons of a word and of its stems, the likeliest first."""
    found = [one for form in (word.latin, *stems(word)) for one in sounds.skeletons(form)]
    return tuple(dict.fromkeys(found))[:MOST_OF_A_WORD]


@lru_cache(maxsize=100_000)
def stems(word: Word) -> tuple[str, ...]:
    """What may be left of a word without the ending of its case; of scripts that leave vowels out only in Sinhala."""
    if word.kind in SPARSE and word.kind not in _GLUED:
        return ()
    endings = (*_ENDINGS, (_GLUED[word.kind], "")) if word.kind in _GLUED else _ENDINGS
    found = (ending.sub(stem, word.latin) for ending, stem in endings)
    return tuple(dict.fromkeys(stem for stem in found if stem != word.latin))


@lru_cache(maxsize=200_000)
def alike(one: Word, other: Word) -> float:
    """0 to 1: how surely two words are one; less so where only their stems are, or one is but an initial."""
    if one == other:
        return 1.0
    if 1 in (len(one.latin), len(other.latin)):
        return INITIAL if one.latin[:1] == other.latin[:1] else 0.0
    if _told_apart(one, other):
        return OTHER_NAME
    if one.latin.startswith(_SERVANT) and other.latin.startswith(_SERVANT):
        return alike(Word(one.latin[3:], one.kind), Word(other.latin[3:], other.kind))
    return _sounding_alike(_heard_as(one, other.kind), _heard_as(other, one.kind))


def _told_apart(one: Word, other: Word) -> bool:
    """Whether a rule knows the two for different names, however like they sound."""
    if one.kind == other.kind == "pinyin":
        return one.latin != other.latin
    frames = frame(one.latin), frame(other.latin)
    if all(frames) and frames[0] != frames[1]:
        return True
    patronymics = {bool(_PATRONYMIC.search(word.latin)) for word in (one, other)}
    return len(patronymics) == 2 and not LOOSE & {one.kind, other.kind}


def _heard_as(word: Word, kind: str) -> Word:
    """The word as the other's script can write it: kana have no l and no v, Thai ph is p."""
    for table in (_FOREIGN.get(kind), _FOREIGN.get(word.kind)):
        word = word._replace(latin=word.latin.translate(table)) if table else word
    if kind in _ASPIRATED:
        return word._replace(latin=re.sub("([pkt])h", r"\1", word.latin))
    if word.kind == "hangul" and kind:
        return word._replace(latin=word.latin.replace("eo", "o").replace("eu", "u"))
    return word


def _sounding_alike(one: Word, other: Word) -> float:
    costs = _vowel_costs(one.kind, other.kind)
    apart = _strictness(one.kind, other.kind) * (1.0 - sounds.alike(one.latin, other.latin, costs))
    best = max(0.0, 1.0 - apart)
    for mine, theirs, less in _stemmed(one, other):
        if best < 1.0 - less:
            best = max(best, sounds.alike(mine, theirs, costs) - less)
    return best


def _stemmed(one: Word, other: Word) -> Iterator[tuple[str, str, float]]:
    """The words with one or both of them without their endings, and how much less that is worth."""
    yield from ((stem, other.latin, STEM) for stem in stems(one))
    yield from ((one.latin, stem, STEM) for stem in stems(other))
    if "cyrillic" in (one.kind, other.kind):
        yield from ((mine, theirs, 2 * STEM) for mine, theirs in product(stems(one), stems(other)))


def _strictness(kind: str, other: str) -> float:
    if kind == other:
        return 1.6 if kind == "hangul" else SAME_SCRIPT
    return max(STRICT.get(kind, 1.0), STRICT.get(other, 1.0))


def _vowel_costs(kind: str, other: str) -> tuple[float, float]:
    """What a vowel of each word costs that the other lacks, by the scripts they were written in."""
    if kind == other:
        return (0.5, 0.5) if kind in SPARSE else (VOWEL, VOWEL)
    if kind in SPARSE and other in SPARSE:
        return 0.2, 0.2
    if kind in SPARSE:
        return 0.44, 0.05
    if other in SPARSE:
        return 0.05, 0.44
    if "ethiopic" in (kind, other):
        return 0.1, 0.1
    return (0.08 if kind in LOOSE else VOWEL, 0.08 if other in LOOSE else VOWEL)
