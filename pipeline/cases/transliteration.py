"""Names in Latin letters: for people to read, and as the words that names are compared by. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from anyascii import anyascii

from pipeline.cases.japanese import GIVEN, SURNAME, parts
from pipeline.cases.scripts import romanised, script
from pipeline.cases.titles import (
    ARTICLE,
    PARTICLES,
    SHORTENED,
    without_article,
    without_glued_title,
    without_titles,
)

LOOSE = frozenset(
    ["arabic", "hebrew", "indic", "sinhala", "thai", "khmer", "lao", "burmese", "kana", "hanzi", "ethiopic"]
)
"""Scripts in which romanised vowels are missing, added or uncertain."""
MOST_READINGS = 4
_SPLIT = re.compile(r"[\s.,;:!?·・•\-‐–—־()\[\]\"“”„«»/|＝=]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SUFFIX = re.compile(r"^([A-Za-zÀ-ɏ]{3,})['’][A-Za-zÀ-ɏ]{1,4}$")
_SERVANT = re.compile(r"^(?:abd|abu|abou|abdul|abdel|abdal|abdu|bd|abw|абд|абдул|абдель|абу|عبد|أبو|ابو)$")
_SERVANT_OF = re.compile(r"^a?bd[aeou]{1,2}(?:l|([rsdntz])(?=\1))(?=\w{3})")
_LONG_SURNAMES = "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 皇甫 令狐 慕容 南宫 夏侯 남궁 황보 제갈 선우 독고"
_TWO_SIGN_SURNAMES = frozenset(_LONG_SURNAMES.split())
_KOREAN = {
    "이": "lee", "박": "park", "최": "choi", "정": "jung", "노": "noh", "임": "lim", "유": "yoo", "류": "ryu",
    "오": "oh", "우": "woo", "구": "koo", "문": "moon", "김": "kim", "강": "kang", "조": "cho", "권": "kwon",
    "백": "baek",
}  # fmt: skip
"""Surnames as the press writes them, not by the rules."""


class Word(NamedTuple):
    """One word of a name: lower-case Latin letters, and the script it was written in ("" for most)."""

    latin: str
    kind: str


def latin(name: str, language: str | None = None) -> str:
    """The name in Latin letters for people to read, in the order it is written in.

    Kanji are read as Japanese where the language is ja or kana stand beside them. What the script does not write
    (short vowels of Arabic and Hebrew) is not guessed.
    """
    name = _INVISIBLE.sub("", unicodedata.normalize("NFC", name)).strip()
    if all(unicodedata.name(letter, "LATIN").startswith("LATIN") for letter in name if letter.isalpha()):
        return name
    japanese = language == "ja" or any(script(letter) == "kana" for letter in name)
    return " ".join(_shown(word, japanese) for word in re.split(r"[\s·・＝]+", name) if word)


def _shown(word: str, japanese: bool) -> str:
    kind = script(word)
    if kind == "hanzi":
        words = kanji(word) if japanese else _chinese(word)
        return " ".join(_short_vowels(part.latin).capitalize() for part in words)
    if kind == "hangul":
        return " ".join(part.latin.capitalize() for part in korean(word))
    if kind == "kana":
        return _short_vowels(romanised(word)).capitalize()
    if kind == "arabic" and without_article(word) != word:
        return f"Al-{romanised(without_article(word)).capitalize()}"
    if kind:
        return (
            "-".join(_capital(romanised(part)) for part in re.split("[-־]", word))
            if kind in LOOSE
            else _plain(word)
        )
    return _plain(word)


def _plain(word: str) -> str:
    latin_word = anyascii(word).replace("'", "")
    return latin_word if latin_word[:1].isupper() else _capital(latin_word)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _short_vowels(romaji: str) -> str:
    """Newspapers write Toru and Sato, not Tooru and Satou."""
    return re.sub(r"o[ou](?![aeiu])|uu", lambda found: found.group()[0], romaji)


@lru_cache(maxsize=50_000)
def readings(name: str, language: str | None = None) -> tuple[tuple[Word, ...], ...]:
    """The name's words without titles and particles, in each way its script can be read; at most four ways.

    Hanzi are read as Chinese and, where they make a Japanese name, as Japanese.
    """
    tokens = name_words(name)
    foreign = bool(re.search("[·・]", name))
    ways = [_ways(token, language, foreign or len(tokens) > 1) for token in tokens]
    combined = (tuple(word for part in way for word in part if word.latin) for way in product(*ways))
    return tuple(
        dict.fromkeys(words for words, _ in zip(combined, range(MOST_READINGS), strict=False) if words)
    )


def name_words(name: str) -> list[str]:
    """The words of a name as written, without titles, and without particles where two words stay."""
    name = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name)).strip()
    words = [part for part in _SPLIT.split(ARTICLE.sub("", name)) if part]
    words = without_titles(words)
    words = [without_article(without_glued_title(_SUFFIX.sub(r"\1", word))) for word in words]
    bare = [word for word in words if word.lower() not in PARTICLES]
    return servants_joined(bare if len(bare) >= min(2, len(words)) else words)


def servants_joined(words: list[str]) -> list[str]:
    """Servant-of names are one word: Abdul Rahman, Абдель Рахман, عبد الرحمن."""
    found: list[str] = []
    for word in words:
        if found and _SERVANT.match(found[-1].lower()):
            found[-1] += word
        else:
            found.append(word)
    return found


def _ways(token: str, language: str | None, alone: bool) -> list[tuple[Word, ...]]:
    kind = script(token)
    if kind == "hangul":
        return [korean(token) if not alone else (Word(romanised(token), kind),)]
    if kind == "hanzi":
        chinese = (Word(romanised(token), kind),) if alone else _chinese(token)
        japanese = kanji(token)
        if language == "ja" or re.search("[ぁ-ヿ]", token):
            return [japanese, chinese]
        return [chinese, japanese] if _is_japanese(token, alone) else [chinese]
    if token.lower() in SHORTENED:
        return [(Word(SHORTENED[token.lower()], kind),)]
    written = romanised(token)
    return [(Word(_SERVANT_OF.sub("abd", written), kind),)] if written else [()]


def _chinese(token: str) -> tuple[Word, ...]:
    split = 2 if token[:2] in _TWO_SIGN_SURNAMES and len(token) > 2 else 1
    return tuple(Word(romanised(part), "pinyin") for part in (token[:split], token[split:]) if part)


def korean(token: str) -> tuple[Word, ...]:
    """A Korean name of two to five syllables as surname and given name."""
    split = 2 if token[:2] in _TWO_SIGN_SURNAMES and len(token) > 2 else 1
    if not 2 <= len(token) <= 5:
        return (Word(romanised(token), "hangul"),)
    surname = _KOREAN.get(token[:split]) or romanised(token[:split])
    return Word(surname, "hangul"), Word(romanised(token[split:]), "hangul")


def kanji(token: str) -> tuple[Word, ...]:
    """Kanji and kana read as Japanese: one word, or the surname and all that follows it."""
    words = [_short_vowels(romanised(part.reading)) for part in parts(token)]
    if len(words) > 2:
        words = [words[0], "".join(words[1:])]
    return tuple(Word(word, "kanji") for word in words if word)


def _is_japanese(token: str, alone: bool) -> bool:
    kinds = [part.kind for part in parts(token)]
    return kinds == [SURNAME, GIVEN] or (alone and kinds in ([SURNAME], [GIVEN]))
