"""Reads what was said where: platform, offence, town, and how many people a case is turned on. Pure; by words found."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from anyascii import anyascii

from classifiers.features import LEAD
from classifiers.lexicon import Findings, Hit
from pipeline.domain import Evidence

MOST = 3
_PLATFORMS = (
    ("facebook", "facebook|fb|fysbw?k|fesb[uw]k|feisibuke|fyasbwk|feysb[uo]|ph(?:e|ei|ey)[sc]u?bu|phesabuk|peyseubuk|"
     "feisubukku|fisbk|k?pespuk|efsbou|meta"),
    ("tiktok", "tik ?tok|tiktak|tiktk|tikutokku|tykt?w?o?k|tk tk|douyin"),
    ("x", "x|twit|tvit|tvi'tr|tvirrr|tuit|tweet|tuiteo|teuwiteo|twytr|twyt|tuite"),
    ("whatsapp", "whats|wats|vats|vtsaip|votsep|vh[oa]tsap|hovatch|wts yp|wh?atsaab|wtsab|hwats"),
    ("telegram", "teleg|tlgram|tilig|tlghram|tlkr"),
    ("youtube", "you ?tu|yutu|ywty|yutyub|yutiub|iutiub|yuchubu|youtiyub|yutiyub"),
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
_SPELT = {
    "en": "two three four five six seven eight nine ten", "fr": "deux trois quatre cinq six sept huit neuf dix",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez",
    "pt": "dois|duas três quatro cinco seis sete oito nove dez",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn", "it": "due tre quattro cinque sei sette otto nove dieci",
    "ru": "двое|двух|двоих трое|троих|трёх|трех четверо|четырёх|четырех пять|пятеро|пятерых шесть|шестеро семь восемь "
    "девять десять",
    "uk": "двоє|двох троє|трьох четверо|чотирьох п’ять|п'ять|п’ятьох шість сім вісім дев’ять десять",
    "tr": "iki üç dört beş altı yedi sekiz dokuz on", "az": "iki üç dörd beş altı yeddi səkkiz doqquz on",
    "id": "dua tiga empat lima enam tujuh delapan sembilan sepuluh",
    "ms": "dua tiga empat lima enam tujuh lapan sembilan sepuluh",
    "sw": "wawili watatu wanne watano sita saba wanane tisa kumi", "fa": "دو سه چهار پنج شش هفت هشت نه ده",
    "ar": "اثنين|اثنان ثلاثة|ثلاث أربعة|أربع خمسة|خمس ستة|ست سبعة|سبع ثمانية|ثماني تسعة|تسع عشرة|عشر",
    "ur": "دو تین چار پانچ چھ سات آٹھ نو دس",
    "hi": "दो तीन चार पाँच|पांच छह|छः सात आठ नौ दस",
    "bn": "দুই তিন চার পাঁচ ছয় সাত আট নয় দশ",
    "pl": "dwóch|dwoje trzech|troje czterech|czworo pięciu|pięcioro sześciu siedmiu ośmiu dziewięciu dziesięciu",
    "zh": "两|二 三 四 五 六 七 八 九 十",
}  # fmt: skip
"""Two to ten as they stand before people; the press writes larger numbers in figures."""
BETWEEN = 2
_PAUSE = re.compile(r"[.,;:!?。،؛।]")
BEFORE_TARGET = 24
"""Characters between a number and the word for the people it counts."""


def platforms(findings: Findings) -> tuple[tuple[str, ...], list[Evidence]]:
    """Platforms named, the one named most first, in lower case and Latin letters."""
    named: Counter[str] = Counter()
    first: dict[str, Hit] = {}
    for hit in findings.of("online"):
        name = platform(findings.whole[hit.start : hit.end])
        if name:
            named[name] += 1
            first.setdefault(name, hit)
    chosen = tuple(name for name, _ in named.most_common(MOST))
    return chosen, [findings.evidence("platforms", first[n].start, first[n].end) for n in chosen]


def platform(written: str) -> str | None:
    """The platform that words name, in lower case and Latin letters."""
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
    """How many people the title or lead counts, in figures or words ("five students"); ages count nobody."""
    whole = findings.whole[: len(findings.title) + LEAD]
    text = unicodedata.normalize("NFKC", whole)
    if len(text) != len(whole):
        return None, None
    starts = [hit.start for hit in findings.of("target") if hit.start < len(text)]
    for start, end, number in sorted([*_figures(text), *_words(text, findings.language)]):
        counted = any(_counts(text[end:target]) for target in starts if 0 <= target - end <= BEFORE_TARGET)
        if counted and number > 1 and not _NOT_PEOPLE.match(text, end):
            return number, findings.evidence("accused", start, end)
    return None, None


def _counts(between: str) -> bool:
    """`five young students`, not `for three days. A student`."""
    return len(between.split()) <= BETWEEN and not _PAUSE.search(between)


def _figures(text: str) -> Iterator[tuple[int, int, int]]:
    return ((found.start(), found.end(), int(found.group())) for found in _COUNT.finditer(text))


def _words(text: str, language: str | None) -> Iterator[tuple[int, int, int]]:
    words = {
        form: i
        for i, forms in enumerate(_SPELT.get(language or "", "").split(), 2)
        for form in forms.split("|")
    }
    if words:
        for found in re.finditer(r"\w+", text):
            number = words.get(found.group().casefold())
            if number is not None:
                yield found.start(), found.end(), number
