"""Reads what was said where: platform, offence, town, and how many people a case is turned on. Pure; by words found."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from anyascii import anyascii

from classifiers.features import LEAD
from classifiers.lexicon import Findings, Hit
from pipeline.domain import Evidence

MOST = 3
_PLATFORMS = (
    ("facebook", "facebook|fb|fesbuk|feisibuke|fyasbwk|feysbuk|phesabuk|peyseubuk|feisubukku|fisbk|meta"),
    ("tiktok", "tik ?tok|tiktak|tikutokku|tykt?wk|douyin"),
    ("x", "x|twit|tvit|tuit|tweet|tuiteo|teuwiteo|twytr|twyt|tuite"),
    ("whatsapp", "whats|wats|vats|wh?atsaab|wtsab|hwats"),
    ("telegram", "teleg|tlgram|tilig|tlghram|tlkr"),
    ("youtube", "you ?tu|yutu|ywty|yuchubu|youtiyub|yutiyub"),
    ("instagram", "insta|ynsta"),
    ("weibo", "weibo"), ("wechat", "wechat|weixin"), ("vk", "vk|vkontakte|vkontak"), ("line", "line"),
    ("reddit", "reddit"), ("signal", "signal"), ("viber", "viber|vaib"), ("discord", "discord"), ("zalo", "zalo"),
)  # fmt: skip
"""How platforms begin in Latin letters, whatever script they are written in."""
_KNOWN = [(name, re.compile(rf"(?:{forms})")) for name, forms in _PLATFORMS]
_COUNT = re.compile(r"(?<![\d.,/])(\d{1,3})(?![\d.,/:%])")
_NOT_PEOPLE = re.compile(
    r"\s*[-–‐]?\s*(?:year|yr|ans|año|anos|лет|Jahr|yaş|سال|tahun|ปี|歲|岁|歳|세)", re.IGNORECASE
)
BEFORE_TARGET = 24
"""Characters between a number and the word for the people it counts."""


def platforms(findings: Findings) -> tuple[tuple[str, ...], list[Evidence]]:
    """Platforms named, the one named most first, in lower case and Latin letters."""
    named: Counter[str] = Counter()
    first: dict[str, Hit] = {}
    for hit in findings.of("online"):
        name = _platform(findings.whole[hit.start : hit.end])
        if name:
            named[name] += 1
            first.setdefault(name, hit)
    chosen = tuple(name for name, _ in named.most_common(MOST))
    return chosen, [findings.evidence("platforms", first[n].start, first[n].end) for n in chosen]


def _platform(written: str) -> str | None:
    latin = anyascii(written).lower().strip()
    return next(
        (name for name, form in _KNOWN if (found := form.match(latin)) and _whole(name, found, latin)), None
    )


def _whole(name: str, found: re.Match[str], latin: str) -> bool:
    """Short names must be the whole word: `x`, `vk`, `line`."""
    return len(found.group()) > 4 or found.end() == len(latin) or name not in {"x", "vk", "line"}


def topics(findings: Findings) -> tuple[tuple[str, ...], list[Evidence]]:
    """The speech offences named, those of title and lead first: insult, false_news…"""
    hits = sorted(
        findings.of("offence"), key=lambda hit: (hit.start >= len(findings.title) + LEAD, hit.start)
    )
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.meaning.removeprefix("offence."), hit)
    chosen = tuple(first)[:MOST]
    return chosen, [findings.evidence("topics", first[n].start, first[n].end) for n in chosen]


def town(findings: Findings, iso: str | None) -> tuple[str | None, Evidence | None]:
    """The town of the case's country that is named most, the first of those; as written."""
    hits = [hit for hit in findings.cities if hit.meaning == iso]
    if iso is None or not hits:
        return None, None
    written = Counter(findings.whole[hit.start : hit.end] for hit in hits)
    best = max(hits, key=lambda hit: (written[findings.whole[hit.start : hit.end]], -hit.start))
    return findings.whole[best.start : best.end], findings.evidence("place", best.start, best.end)


def accused(findings: Findings) -> tuple[int | None, Evidence | None]:
    """How many the title or lead counts ("five students" in figures: 5 students); ages count nobody."""
    text = unicodedata.normalize("NFKC", findings.whole[: len(findings.title) + LEAD])
    if len(text) != len(findings.whole[: len(findings.title) + LEAD]):
        return None, None
    starts = [hit.start for hit in findings.of("target") if hit.start < len(text)]
    for match in _COUNT.finditer(text):
        counted = any(0 <= start - match.end() <= BEFORE_TARGET for start in starts)
        if counted and int(match.group()) > 1 and not _NOT_PEOPLE.match(text, match.end()):
            return int(match.group()), findings.evidence("accused", match.start(), match.end())
    return None, None
