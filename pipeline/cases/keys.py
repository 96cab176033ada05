"""Short strings under which a name is found again, in another spelling or in the text of an article. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, product

from pipeline.cases.japanese import GIVEN, SURNAME, parts
from pipeline.cases.scripts import romanised, script
from pipeline.cases.titles import ARTICLE, PARTICLES, TITLES
from pipeline.cases.transliteration import Word, korean, name_words, readings, servants_joined
from pipeline.cases.words import skeletons

MOST_WORDS = 6
APART = 2
OF_A_TEXT_WORD = 4
SHARED_BY_MANY = len("p:K|N")
"""Keys no longer than this are kept only for names that have no other."""
_TOKEN = re.compile(r"[^\s.,;:!?()\[\]\"“”„«»/|。、，！？：；（）「」『』।။၊፡።،؛؟]+")
_TIED = re.compile("[-־‐–]")
_CASED = frozenset(["", "cyrillic", "greek"])
_KOREAN_SURNAME = re.compile(
    "^[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진][가-힣]{2}"
)
_CHINESE_SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓"
    "曹曾彭萧蕭蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾姜崔谭譚廖范汪陆陸金石戴贾"
    "賈韦韋夏邱方侯邹鄒熊孟秦白江阎閻薛尹段雷黎史龙龍贺賀顾顧毛郝龚龔邵万萬钱錢覃武莫孔向常温康"
)
_CHINESE_NAME = re.compile(f"(?=([{_CHINESE_SURNAMES}][一-鿿]{{1,2}}))")


@lru_cache(maxsize=50_000)
def block_keys(name: str, language: str | None = None) -> tuple[str, ...]:
    """Short strings of which two spellings of one full name share one: `p:` and the skeletons of two of its words.

    A name of one word has `w:` and its skeleton; one of several also that of all its words together, because
    some scripts write no spaces.
    """
    found: dict[str, None] = {}
    for words in readings(name, language):
        pairs = dict.fromkeys(_pair_keys(words))
        found.update({key: None for key in pairs if len(key) > SHARED_BY_MANY} or pairs)
        if len(words) > 2:  # the middle ones are often left out, and short outer ones are then all there is
            found.update(dict.fromkeys(_pairs(skeletons(words[0]), skeletons(words[-1]))))
        found.update(dict.fromkeys(f"w:{one}" for one in skeletons(together(words))))
    return tuple(found)


def together(words: Sequence[Word]) -> Word:
    """Words as one word."""
    return Word("".join(word.latin for word in words), words[0].kind)


def _pair_keys(words: Sequence[Word]) -> Iterator[str]:
    """Keys of every two words, neighbours taken together too, that do not share a word."""
    for (start, end, one), (first, last, other) in combinations(list(_spans(words[:MOST_WORDS])), 2):
        if end <= first or last <= start:
            yield from _pairs(skeletons(one), skeletons(other))


def _spans(words: Sequence[Word]) -> Iterator[tuple[int, int, Word]]:
    for start in range(len(words)):
        yield start, start + 1, words[start]
        if start + 1 < len(words):
            yield start, start + 2, together(words[start : start + 2])


def _pairs(some: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    return (f"p:{one}|{other}" if one < other else f"p:{other}|{one}" for one, other in product(some, others))


def text_keys(text: str, language: str | None = None) -> frozenset[str]:
    """The pair keys of all neighbouring words, at most two apart, of a text.

    Where a script has capitals only capitalised words count. Of scripts without spaces, Japanese and Chinese names
    are found by their surnames; Thai, Khmer, Lao and Burmese ones only where spaces stand around them.
    """
    text = ARTICLE.sub("", unicodedata.normalize("NFKC", text))
    tokens = [
        token
        for token in _TOKEN.findall(text)
        if token.lower() not in PARTICLES and token.lower() not in TITLES
    ]
    written = [_token_skeletons(token) for token in servants_joined(tokens)]
    found: set[str] = set()
    for place, mine in enumerate(written):
        for some, others in pairwise(mine):
            found.update(_pairs(some, others))
        for theirs in written[place + 1 : place + 1 + APART] if mine else ():
            for some, others in product(mine, theirs):
                found.update(_pairs(some, others))
    if re.search("[㐀-鿿]", text):
        found.update(_unspaced_keys(text, language))
    return frozenset(key for key in found if len(key) > SHARED_BY_MANY)


@lru_cache(maxsize=200_000)
def _token_skeletons(token: str) -> tuple[tuple[str, ...], ...]:
    """The skeletons of each part of a token of a text, of tied parts also together; none for words in small letters."""
    kind = script(token)
    if kind == "hanzi" or (kind in _CASED and not token[0].isupper()):
        return ()
    surname = _KOREAN_SURNAME.match(token)
    if surname:
        return tuple(skeletons(word)[:OF_A_TEXT_WORD] for word in korean(surname.group()))
    words = [Word(romanised(part), kind) for written in name_words(token) for part in _TIED.split(written)]
    words = [word for word in words if len(word.latin) > 1]
    if len(words) > 1:
        words.append(together(words))
    return tuple(skeletons(word)[:OF_A_TEXT_WORD] for word in words)


def _unspaced_keys(text: str, language: str | None) -> Iterator[str]:
    """Keys of the Japanese names that Sudachi finds; else of what follows each frequent Chinese surname."""
    if language == "ja" or re.search("[ぁ-ヿ]", text):
        for surname, given in pairwise(parts(text)):
            if (surname.kind, given.kind) == (SURNAME, GIVEN):
                yield from _pair_keys([Word(romanised(part.reading), "kanji") for part in (surname, given)])
        return
    for name in set(_CHINESE_NAME.findall(text)):
        for end in range(2, len(name) + 1):
            yield from _pair_keys(
                [Word(romanised(name[0]), "pinyin"), Word(romanised(name[1:end]), "pinyin")]
            )
