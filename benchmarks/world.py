"""An invented world: people, cases and reports in many scripts, the same for the same seed. It knows no store.

Names are put together from syllables, in the script of their country and in Latin letters. Titles and texts are pieces
of the corpus, so that words are as frequent as in news. Reports a case follow Zipf's law: the largest story of a
million articles has some eighteen thousand.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "classifiers" / "corpus"
NEWEST, YEARS = datetime(2026, 11, 24, tzinfo=UTC), 8
SKEW = 0.8
"""Exponent of Zipf's law for reports a case."""
_CONSONANTS, _VOWELS = "bdklmnrst", "aiuo"
_NONE = ("",) * len(_VOWELS)
_SCRIPTS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "latin": (_CONSONANTS, _VOWELS), "cyrillic": ("бдклмнрст", "аиуо"), "greek": ("βδκλμνρστ", "αιυο"),
    "arabic": ("بدکلمنرست", "ايوو"), "hebrew": ("בדקלמנרסת", "איוו"), "devanagari": ("बदकलमनरसत", "ािुो"),
    "bengali": ("বদকলমনরসত", "ািুো"), "tamil": ("பதகலமநரஸட", "ாிுொ"), "georgian": ("ბდკლმნრსტ", "აიუო"),
    "thai": ("บดกลมนรสต", "าีูอ"), "burmese": ("ဘဒကလမနရသတ", "ာိုော"), "khmer": ("បដកលមនរសត", "ាិុោ"),
    "chinese": ("白丁柯李马宁任苏唐", _NONE), "japanese": ("バダカラマナリサタ", _NONE),
    "korean": ("바다카라마나루사타", _NONE),
}  # fmt: skip
_COUNTRIES = (
    ("NG", "en", "latin"), ("PK", "ur", "arabic"), ("IN", "hi", "devanagari"), ("EG", "ar", "arabic"),
    ("RU", "ru", "cyrillic"), ("TR", "tr", "latin"), ("VE", "es", "latin"), ("CN", "zh", "chinese"),
    ("TH", "th", "thai"), ("BD", "bn", "bengali"), ("VN", "vi", "latin"), ("IR", "fa", "arabic"),
    ("MM", "my", "burmese"), ("KH", "km", "khmer"), ("ID", "id", "latin"), ("SN", "fr", "latin"),
    ("JP", "ja", "japanese"), ("KR", "ko", "korean"), ("GE", "ka", "georgian"), ("LK", "ta", "tamil"),
    ("BR", "pt", "latin"), ("UA", "uk", "cyrillic"), ("GR", "el", "greek"), ("IL", "he", "hebrew"),
)  # fmt: skip
STAGES = (
    "arrested",
    "charged",
    "detained",
    "sentenced",
    "on_trial",
    "released",
    "summoned",
    "acquitted",
    "remanded",
)
TARGETS = (
    "journalist",
    "activist",
    "ordinary_user",
    "blogger",
    "opposition_politician",
    "human_rights_defender",
)


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person: as the press of the country writes them, and in Latin letters."""

    name: str
    latin: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One report. `step` is the number of the story's stage that it tells; `quotes` are its evidence."""

    id: str
    step: int
    published: datetime
    language: str
    title: str
    text: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One case, its stages in order, and its reports."""

    id: str
    country: str
    place: str
    people: tuple[Someone, ...]
    law_id: str
    law: str
    targets: tuple[str, ...]
    stages: tuple[str, ...]
    reports: tuple[Told, ...]


def sizes(cases: int, articles: int) -> list[int]:
    """How many reports each case has, the largest first; one at least."""
    weights = [1 / (rank + 1) ** SKEW for rank in range(cases)]
    share = (articles - cases) / sum(weights)
    return [1 + round(share * weight) for weight in weights]


def stories(seed: int, cases: int, articles: int) -> Iterator[Story]:
    """The cases of a world, in mixed order of size. The number of articles is rounded."""
    order = sizes(cases, articles)
    random.Random(seed).shuffle(order)
    for number, size in enumerate(order):
        yield story(seed, number, size)


def story(seed: int, number: int, reports: int) -> Story:
    """The case of this number."""
    rng = random.Random(f"{seed}/{number}")
    country, language, script = _COUNTRIES[zipf(rng, len(_COUNTRIES))]
    people = tuple(person(rng, script) for _ in range(1 + (rng.random() < 0.25)))
    place = written(script, _syllables(random.Random(f"{country}/{zipf(rng, 60)}"), 3))
    law = _LAW_WORDS[zipf(rng, len(_LAW_WORDS))]
    case_id = hashlib.blake2b(f"{seed}/{number}".encode(), digest_size=16).hexdigest()
    stages = tuple(rng.choice(STAGES) for _ in range(min(reports, 1 + zipf(rng, 6))))
    opened = NEWEST - timedelta(seconds=rng.random() * YEARS * 365 * 86400)
    told = []
    for index in range(reports):
        step = index * len(stages) // reports
        day = opened + (NEWEST - opened) * (rng.random() * 0.1 + 0.9 * index / reports) * rng.random()
        told.append(_report(rng, f"{case_id[:12]}-{index}", step, day, language, people[0], place, law))
    return Story(case_id, country, place, people, f"{country.lower()}-{law.lower().replace(' ', '-')}-2015", law,
                 tuple({rng.choice(TARGETS) for _ in range(2)}), stages, tuple(told))  # fmt: skip


_LAW_WORDS = ("Cybercrimes Act", "Computer Crimes Act", "Information Technology Act", "Electronic Communications Law",
              "Telecommunications Act", "Penal Code", "Digital Security Act", "Public Order Act")  # fmt: skip


def _report(
    rng: random.Random, name: str, step: int, day: datetime, language: str, who: Someone, place: str, law: str
) -> Told:
    joint = "" if language in {"th", "zh", "ja", "my", "km"} else " "
    parts = [
        who.name if rng.random() < 0.6 else "",
        passage(rng, language, 45),
        place if rng.random() < 0.4 else "",
    ]
    title = joint.join(part for part in parts if part)
    quotes = (f"{who.name}{joint}{passage(rng, language, 40)}", passage(rng, language, 60), law)
    return Told(name, step, day, language, title, f"{title}. {passage(rng, language, 400)}", quotes)


def person(rng: random.Random, script: str) -> Someone:
    """A person with a given name that many have and a rarer family name; its four syllables leave 6,561 skeletons."""
    given = _syllables(random.Random(f"{script}/{zipf(rng, 300)}"), 2)
    family = _syllables(random.Random(f"{script}/family/{zipf(rng, 20_000)}"), 4)
    latin = f"{written('latin', given)} {written('latin', family)}"
    joint = "" if script in {"chinese", "japanese", "korean"} else " "
    name = written(script, given) + joint + written(script, family)
    return Someone(name, latin, (f"{latin.split()[0][0]}. {latin.split()[1]}",) if rng.random() < 0.1 else ())


def _syllables(rng: random.Random, count: int) -> list[tuple[int, int]]:
    return [(rng.randrange(len(_CONSONANTS)), rng.randrange(len(_VOWELS))) for _ in range(count)]


def written(script: str, syllables: list[tuple[int, int]]) -> str:
    """Syllables as pairs of numbers in the letters of a script."""
    consonants, vowels = _SCRIPTS[script]
    name = "".join(consonants[one] + vowels[other] for one, other in syllables)
    return name.title() if script in {"latin", "cyrillic", "greek"} else name


def zipf(rng: random.Random, count: int) -> int:
    """A number below `count`, 0 the most frequent, each half as frequent at double the rank."""
    return min(count - 1, int((count + 1) ** rng.random()) - 1)


def passage(rng: random.Random, language: str, length: int) -> str:
    """A piece of the language's corpus, at word borders where there are any."""
    text = _press(language)
    start = rng.randrange(len(text) - 2 * length)
    piece = text[start : start + length]
    words = piece.split(" ")
    return " ".join(words[1:-1]) if len(words) > 3 else piece


@cache
def _press(language: str) -> str:
    lines = (CORPUS / f"{language}.jsonl").read_text("utf-8").splitlines()
    return " ".join(" ".join(f"{item['title']} {item['text']}".split()) for item in map(json.loads, lines))
