"""Folding: one spelling for letters that mean the same, and the way back to the original places.

Case, accents, width (NFKC), zero-width and direction signs, signs stuffed between letters, vowel marks of Arabic
and Hebrew, Arabic letter variants and look-alike letters in words that mix scripts are folded. Vowel signs of the
Indic scripts are letters and stay.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

_SAME = {
    **dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىئیېۍے", "ي"), **dict.fromkeys("ةۀہھەۃ", "ه"),
    "ک": "ك", "ؤ": "و", "đ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss",
    **dict.fromkeys("’ʼʻ‘`´ʹꞌ", "'"), **dict.fromkeys("‐‑‒–—−", "-"),
}  # fmt: skip
_LATIN = str.maketrans(
    "аеорсухіјѕԁһαορτνικАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdhaoptvikABEKMHOPCTYXIJSABEZHIKMNOPTYX"
)
_CYRILLIC = str.maketrans("aeopcyxijsABEKMHOPCTYXIJS", "аеорсухіјѕАВЕКМНОРСТУХІЈЅ")
_LATIN_LETTER = re.compile("[a-z]")
_MIXED = re.compile(r"\w*(?:[A-Za-z][Ͱ-ӿ]|[Ͱ-ӿ][A-Za-z])\w*")
_SEAM = re.compile(r"[A-Za-z][Ͱ-ӿ]|[Ͱ-ӿ][A-Za-z]")
"""Where two scripts meet in a word; looked for first, because the whole word costs ten times as much to find."""
_STUFFING = frozenset("*·•|~^")
"""Signs that are put between letters to hide a word from searches."""
_NOISE = re.compile(
    r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+|(?<=\w)[*|~^]+|[*|~^]+(?=\w)|!{2,}"
)
"""Joiners stay: Persian and the Indic scripts need them."""
_MARKS = (
    (0x00AD, 0x00AD), (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A),
    (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
)  # fmt: skip


class _Letters(dict[int, str]):
    """For `str.translate`: each code point is folded when first seen."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        return folded


def _fold_letter(letter: str) -> str:
    if letter in "\n\t\r" or letter.isspace():
        return " "
    if letter in _STUFFING:
        return ""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", letter).casefold())
    kept = "".join(c for c in plain if not any(low <= ord(c) <= high for low, high in _MARKS))
    return "".join(_SAME.get(c, c) for c in unicodedata.normalize("NFC", kept))


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The folded text; not always as long as the original."""
    folded = text.translate(_LETTERS)
    if folded.isascii() or not _LATIN_LETTER.search(folded):
        return folded
    return _MIXED.sub(_one_script, folded) if _SEAM.search(folded) else folded


def _one_script(match: re.Match[str]) -> str:
    """A word that mixes Latin with Cyrillic or Greek is spelled in the script most of it is in."""
    word = match.group()
    latin = sum(letter < "ɐ" for letter in word)
    return word.translate(_LATIN if 2 * latin >= len(word) else _CYRILLIC)


def plain(text: str) -> str:
    """The text, as long as it was, with look-alike letters of mixed words in one script and, where most of it is
    shouted in capitals, in small letters: what an encoder should read."""
    if not text.isascii() and _SEAM.search(text):
        text = _MIXED.sub(_one_script, text)
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) * 2 > len(letters):
        text = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return text


def runs(text: str) -> Iterator[tuple[int, str]]:
    """The text without what hides its words from a reader that is no human: zero-width and direction signs, signs put
    between letters, exclamation marks in rows. Each run with its place."""
    start = 0
    for noise in _NOISE.finditer(text):
        if noise.start() > start:
            yield start, text[start : noise.start()]
        start = noise.end()
    if start < len(text):
        yield start, text[start:]


class Places:
    """The way back from a place in the folded text to the place in the original."""

    def __init__(self, text: str, folded: str) -> None:
        self._same = len(text) == len(folded) and all(len(_LETTERS[ord(letter)]) == 1 for letter in set(text))
        self._text, self._ends = text, [] if self._same else self._measure(text)

    @staticmethod
    def _measure(text: str) -> list[int]:
        return list(accumulate(len(_LETTERS[ord(letter)]) for letter in text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's [start, end) for the folded text's."""
        if self._same:
            return start, end
        return bisect_right(self._ends, start), bisect_right(self._ends, end - 1) + 1


@cache
def is_word(letter: str) -> bool:
    """Letters, digits, the vowel signs that belong to letters, and joiners."""
    return letter.isalnum() or letter in "\u200c\u200d" or unicodedata.category(letter) in {"Mn", "Mc"}


_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF),
    (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F),
)  # fmt: skip


@cache
def is_spaced(letter: str) -> bool:
    """Whether words are set apart by spaces in the letter's script.

    Korean counts as unspaced: particles are glued to its nouns.
    """
    return not any(low <= ord(letter) <= high for low, high in _UNSPACED)
