"""Reads names of news outlets: what is quoted, has capitals or is a domain beside a word for an outlet. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from classifiers.expression import platform
from classifiers.lexicon import Findings
from pipeline.domain import Evidence

MOST = 3
READ = 1500
"""Characters of title and text in which they are looked for: what is accused stands in the first paragraphs."""
MOST_WORDS = 5
BESIDE = 60
"""Characters before and behind the word for an outlet that are looked at."""
NOUNS_HAVE_CAPITALS = frozenset({"de"})
# Words for outlets that the lexicon leaves out, because alone they speak of none: Latin, Cyrillic, Arabic and others.
_WORDS = re.compile(
    r"\b(?:(?:web ?)?sit(?:es?|io|us)|website|portal\w*|(?:ra|re)di[ao]\w*|t[eé]l[eé]vi\w*|tv|channel|canal|chaîne"
    r"|newspaper|magazine|revista|journal|jornal|diario|periódico|gazet\w*|jarida\w*|dergi\w*|sayt\w*|sitesi\w*"
    r"|majalah|koran|stran\w*|сайт\w*|портал\w*|газет\w*|издани\w*|видання\w*|канал\w*|радио\w*|радіо\w*"
    r"|телеканал\w*|агенция\w*|басылым\w*)\b"
    r"|موقع|صحيفة|جريدة|قناة|إذاعة|مجلة|سایت|روزنامه|خبرگزاری|ماهنامه|ویب سائٹ|اخبار|चैनल|पोर्टल|वेबसाइट|अखबार|पत्रिका"
    r"|পোর্টাল|পত্রিকা|চ্যানেল|অনলাইন|ওয়েবসাইট|אתר|עיתון|ערוץ|ድረ ገጽ|ጋዜጣ|საიტ\w*|გამოცემ\w*|网站|網站|報|报",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "«“\"„‘「『《'", "»”“\"’」』》'"
_QUOTED_BEHIND = re.compile(rf"[\s,:،：-]{{0,3}}[{_OPEN}]([^{_OPEN}{_CLOSE}\n]{{2,40}})[{_CLOSE}]")
_QUOTED_BEFORE = re.compile(rf"[{_OPEN}]([^{_OPEN}{_CLOSE}\n]{{2,40}})[{_CLOSE}][\s,，]{{0,2}}$")
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽЀ-ЯҐΑ-Ω][\w&’'-]*(?:\.\w+)*)"
_RUN = rf"{_CAPITAL}(?:[ -]{_CAPITAL}){{0,3}}"
_RUN_BEHIND = re.compile(rf"[ ,]{{1,2}}({_RUN})")
_RUN_BEFORE = re.compile(rf"(?:^|[\s(])({_RUN})[ ]$")
_DOMAIN = re.compile(
    r"\b((?:[a-z0-9-]{2,}\.){1,2}(?:com|net|org|info|news|tv|media|[a-z]{2}))\b(?![@\w])", re.I
)
_FIRST_WORD = re.compile(r"[.!?…]\s+$|^\s*$|\n\s*$")


def outlets(findings: Findings, people: Collection[str]) -> tuple[tuple[str, ...], list[Evidence]]:
    """Names of outlets as written, in the order of the text, with their quotes; `people` are none."""
    places: dict[str, tuple[int, int]] = {}
    for start, end in _words(findings):
        if place := _beside(findings, start, end):
            places.setdefault(findings.whole[slice(*place)], place)
    longer = [*people, *places]
    kept = [name for name in places if not any(name != other and name in other for other in longer)]
    kept = [n for n in kept if _is_name(n) and not any(person in n for person in people)][:MOST]
    return tuple(kept), [findings.evidence("outlets", *places[name]) for name in kept]


def _is_name(written: str) -> bool:
    """Neither a platform nor words quoted for what they say: those begin small, are many, or end a sentence."""
    small = written[0].islower() and not _DOMAIN.fullmatch(written)
    return not (small or len(written.split()) > MOST_WORDS or written[-1] in ".,!?…" or platform(written))


def _words(findings: Findings) -> list[tuple[int, int]]:
    """Places of the words for outlets, in text order."""
    end = len(findings.title) + READ
    told = [(hit.start, hit.end) for hit in findings.of("target.media_outlet") if hit.start < end]
    found = (match.span() for match in _WORDS.finditer(findings.whole, 0, end))
    return sorted({*told, *found})


def _beside(findings: Findings, begin: int, stop: int) -> tuple[int, int] | None:
    """The nearest name: a quoted one first, else a domain, else a run of words with capitals."""
    whole = findings.whole
    before, behind = whole[max(0, begin - BESIDE) : begin], whole[stop : stop + BESIDE]
    if found := _QUOTED_BEHIND.match(behind):
        return _place(found, stop)
    if found := _QUOTED_BEFORE.search(before):
        return _place(found, begin - len(before))
    if found := _DOMAIN.search(behind[:40]):
        return _place(found, stop)
    if findings.language in NOUNS_HAVE_CAPITALS:
        return None
    if found := _RUN_BEHIND.match(behind):
        return _place(found, stop)
    if (found := _RUN_BEFORE.search(before)) and not _begins_sentence(before, found):
        return _place(found, begin - len(before))
    return None


def _place(found: re.Match[str], shift: int) -> tuple[int, int]:
    return shift + found.start(1), shift + found.end(1)


def _begins_sentence(before: str, found: re.Match[str]) -> bool:
    """One word that begins a sentence has its capital from there."""
    return " " not in found.group(1) and bool(_FIRST_WORD.search(before[: found.start(1)]))
