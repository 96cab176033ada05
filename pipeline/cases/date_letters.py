"""One spelling for the letters and digits of all scripts, with the way back to the places in the text. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LETTER = r"\w\u0300-\u036f\u0900-\u0963\u0970-\u0df3\u0e30-\u0e4e\u1000-\u1049\u1056-\u109f\u135d-\u135f\u1780-\u17d3"
"""Inside of a word, for a character class: Python's `\\w` leaves out the vowel signs of the Indic scripts."""

_DROPPED = (
    "\u0640",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u2066",
    "\u2069",
)
_ONE_FOR_ANOTHER = {
    "ی": "ي", "ى": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه", "ٱ": "ا",
    "\u200c": " ", "ı": "i", "ł": "l", "ə": "e", "׳": "'", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'",
    "`": "'", "–": "-", "—": "-", "−": "-", "٫": ".", "٬": ",", "،": ",",
}  # fmt: skip
# Amharic writes these rows for one sound: https://en.wikipedia.org/wiki/Amharic#Writing_system
_AMHARIC_ROWS = ((0x1210, 0x1200), (0x1280, 0x1200), (0x1220, 0x1230), (0x12D0, 0x12A0), (0x1340, 0x1338))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one spelling; `places[i]` is where character i stood, and there is one more for the end."""

    text: str
    places: tuple[int, ...]


def fold(text: str, *, marks: bool = False) -> Folded:
    """Lower case, decomposed, digits as 0-9. Accents go, unless `marks`: Vietnamese is not read without them."""
    letters = [_spelt(character, marks) for character in text]
    places = [place for place, spelt in enumerate(letters) for _ in spelt]
    return Folded("".join(letters), (*places, len(text)))


def folded(word: str, *, marks: bool = False) -> str:
    """A word in that spelling."""
    return fold(word, marks=marks).text


@lru_cache(maxsize=20_000)
def _spelt(character: str, marks: bool) -> str:
    if character in _DROPPED:
        return ""
    return "".join(_letter(part, marks) for part in unicodedata.normalize("NFKD", character.lower()))


def _letter(part: str, marks: bool) -> str:
    if part in _DROPPED or (not marks and _is_mark(part)):
        return ""
    if part.isdecimal():
        return str(unicodedata.decimal(part))
    return _ONE_FOR_ANOTHER.get(part) or _amharic(part)


def _is_mark(part: str) -> bool:
    """Accents, Arabic vowel signs and hamzas, Hebrew points; not the vowels of other scripts."""
    return part < "\u0700" and unicodedata.category(part) == "Mn"


def _amharic(part: str) -> str:
    code = ord(part)
    row = next((base + code - first for first, base in _AMHARIC_ROWS if first <= code < first + 8), code)
    return chr(0x1200 if row == 0x1203 else 0x12A0 if row == 0x12A3 else row)
