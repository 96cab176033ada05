"""What is looked for and what is stored, in one spelling: words, pairs of letters where words are not spaced, sounds.

Both databases index these tokens as they are, so both find the same. Pure. A change here needs a new index:
`overreach search --rebuild`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from anyascii import anyascii

LONGEST = 40
"""Letters of a token that count; longer ones are addresses and the like."""
SHORTEST_BEGINNING = 4
"""Letters of a word from which on it stands for all that begin so: each such word of a frequent beginning ("act") is
put together anew at every search, which cost 100,000 cases half a second."""
_SAME = {
    **dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىئیېۍے", "ي"), **dict.fromkeys("ةۀہھەۃ", "ه"),
    "ک": "ك", "ؤ": "و", "ء": "", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
    "ə": "a", "ħ": "h", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ґ": "г",
    **dict.fromkeys("ʼʻʹꞌ", ""),
}  # fmt: skip
_DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u093c\u09bc\u0a3c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Accents, the vowel signs of Arabic and Hebrew, nuktas, joiners and signs of direction."""
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese; Korean too, because particles are glued to its nouns."""
_RUN = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_MARKS = "".join(
    sign
    for sign in map(chr, (*range(0xE00, 0x10A0), *range(0x1780, 0x1800)))
    if unicodedata.category(sign) in {"Mn", "Mc"}
)
_CLUSTER = re.compile(f".[{_MARKS}]*")
"""A letter with the marks that belong to it."""
_ARTICLE = re.compile("^[وفبك]?ال(?=...)|^لل(?=...)")


class _Letters(dict[int, str]):
    """For `str.translate`: each code point is folded when first seen."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        return folded


def _fold_letter(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if _DROPPED.match(letter):
        return ""
    low = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", letter).casefold())
    same = "".join(_SAME.get(sign, sign) for sign in _DROPPED.sub("", low))
    return "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in same)


_LETTERS = _Letters()


def fold(text: str) -> str:
    """Letters and digits in one spelling, all else as spaces."""
    if text.isascii():
        return text.translate(_LETTERS)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_LETTERS))


def pieces(text: str) -> list[str]:
    """The folded words of a text; a run of a script without spaces is one piece. Arabic words lose their article."""
    folded = fold(text)
    found = folded.split()
    if folded.isascii():
        return [word[:LONGEST] for word in found]
    if _IS_UNSPACED.search(folded):
        found = [run for word in found for run in _RUN.findall(word)]
    return [run if is_unspaced(run) else _ARTICLE.sub("", run)[:LONGEST] for run in found]


def is_unspaced(piece: str) -> bool:
    """Whether the piece is of a script without spaces."""
    return not piece.isascii() and _IS_UNSPACED.match(piece) is not None


def tokens(piece: str) -> list[str]:
    """What is stored of a piece: the word; of an unspaced run each pair of neighbouring letters, and the last one."""
    if not is_unspaced(piece):
        return [piece]
    letters = _CLUSTER.findall(piece)
    return [one + other for one, other in zip(letters, [*letters[1:], ""], strict=True)]


def asked(piece: str) -> list[tuple[str, bool]]:
    """(token, may it go on?) that a document must have, all of them, to hold the piece.

    Longer words stand for their beginnings; a single letter of an unspaced script for its pairs.
    """
    if not is_unspaced(piece):
        return [(piece, len(piece) >= SHORTEST_BEGINNING)]
    letters = _CLUSTER.findall(piece)
    if len(letters) == 1:
        return [(piece, True)]
    return [(pair, False) for pair in dict.fromkeys(tokens(piece)[:-1])]


def stored(texts: Iterable[str]) -> Iterator[str]:
    """The tokens of all pieces of these texts, as often as they stand there."""
    for text in texts:
        for piece in pieces(text):
            if is_unspaced(piece):
                yield from tokens(piece)
            else:
                yield piece


_SOUNDS = (
    (re.compile("ph"), "f"), (re.compile("sch|sh|ch|zh|ts|tz"), "s"), (re.compile("kh"), "k"), (re.compile("gh"), "j"),
    (re.compile("x"), "ks"), (re.compile("[cq]"), "k"), (re.compile("z"), "s"), (re.compile("v"), "f"),
    (re.compile("p"), "b"), (re.compile("g"), "j"), (re.compile("d"), "t"), (re.compile("[^bfjklmnrst]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def sound(piece: str) -> str | None:
    """The consonants of a folded word in Latin letters; those that transliterations confuse are one.

    None where it has but one. Words of Chinese and the like are none: their Latin form is spaced otherwise.
    """
    if is_unspaced(piece):
        return None
    heard = anyascii(piece).casefold()
    for pattern, sign in _SOUNDS:
        heard = pattern.sub(sign, heard)
    return heard if len(heard) > 1 else None
