"""Finds the words of the trade, the countries and the laws, with their places: the gate, and the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

from classifiers.folding import Places, fold, is_spaced
from classifiers.matcher import Matcher
from classifiers.statutes import law_forms, main_laws, section_forms
from pipeline.domain import Evidence, Law, Lexicon

TITLE_BREAK = "\n"
"""Stands between title and text in the one string that is searched."""


_SAME_LANGUAGE = {"tl": "fil", "iw": "he", "in": "id", "zh-hant": "zh", "pes": "fa", "prs": "fa"}
"""Other codes of a language that has a lexicon."""


class Hit(NamedTuple):
    """A form found; places count in the title, a line break and the text together."""

    meaning: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LawHit:
    """A law or section named. `certain` names need no other cue; a section's hit carries `section`."""

    law: str
    country: str
    start: int
    end: int
    certain: bool
    section: str | None = None


@dataclass(frozen=True)
class Findings:
    """What was found in one article, each list in text order. The meaning of places, cities and hints is a country;
    hints are short names of laws that only one country has."""

    title: str
    text: str
    concepts: tuple[Hit, ...]
    places: tuple[Hit, ...]
    laws: tuple[LawHit, ...]
    lexicon: Lexicon
    main_laws: Mapping[str, str]
    hints: tuple[Hit, ...] = ()
    knows_language: bool = True
    language: str | None = None
    search_cities: Callable[[], tuple[Hit, ...]] = tuple

    @cached_property
    def cities(self) -> tuple[Hit, ...]:
        """Looked for when first asked: ninety thousand names take longer than all other words together."""
        return self.search_cities()

    @cached_property
    def whole(self) -> str:
        return self.title + TITLE_BREAK + self.text

    def of(self, prefix: str) -> Iterator[Hit]:
        """The hits of a concept or of all concepts below it: `stage` gives `stage.arrested` and the rest."""
        below = prefix + "."
        return (hit for hit in self.concepts if hit.meaning == prefix or hit.meaning.startswith(below))

    def place(self, quote: Evidence) -> int:
        """Where a quote begins in title, break and text together."""
        return quote.start if quote.part == "title" else quote.start + len(self.title) + len(TITLE_BREAK)

    def evidence(self, field: str, start: int, end: int) -> Evidence:
        """The quote for a field, with its place in the title or in the text."""
        shift = len(self.title) + len(TITLE_BREAK)
        in_title = start < shift
        offset = 0 if in_title else shift
        return Evidence(
            field=field, quote=self.whole[start:end], start=start - offset, end=end - offset,
            part="title" if in_title else "text",
        )  # fmt: skip


class Words:
    """All lexicons and the register, ready to search."""

    def __init__(
        self,
        lexicons: Mapping[str, Lexicon],
        laws: Iterable[Law],
        countries: Mapping[str, Mapping[str, Iterable[str]]],
        cities: Mapping[str, Iterable[str]],
    ) -> None:
        """`countries` gives names by language and ISO code, beside those of the lexicons; `cities` by ISO code."""
        self._lexicons, self._countries = lexicons, countries
        self._concepts: dict[str, Matcher] = {}
        self._places: dict[str, Matcher] = {}
        register = list(laws)
        words = {word for lexicon in lexicons.values() for word in lexicon.sections}
        forms = chain(law_forms(register), section_forms(register, words))
        self._laws = Matcher(forms, *_clitics(lexicons.values()))
        self._main = main_laws(register)
        self._cities = Matcher(
            ((name, iso) for iso, names in cities.items() for name in names), *_clitics(lexicons.values())
        )

    def find(self, title: str, text: str, language: str | None, countries: Iterable[str] = ()) -> Findings:
        """Search one article. An unknown language is searched with the English words.

        A law's name that is not certain counts only where the article names its country, or `countries`, those
        of the feed, hold it; an article that names no country at all is taken to be at home.
        """
        whole = title + TITLE_BREAK + text
        folded = fold(whole)
        places = Places(whole, folded)
        where = tuple(_hits(self._places_of(language), folded, places))
        lexicon = self._lexicons[self._known(language)]

        @cache
        def cities() -> tuple[Hit, ...]:
            return tuple(_hits(self._cities, folded, places))

        named = list(_longest(self._laws.find(folded)))
        hints = tuple(Hit(iso, *places.span(start, end)) for start, end, iso in _of_one_country(named))
        shown = {hit.meaning for hit in where} | set(countries)
        if any(not certain and country not in shown for _, _, (_, country, certain, _) in named):
            shown |= {hit.meaning for hit in cities()}
        shown = shown or {*lexicon.home, *(hit.meaning for hit in hints)}
        laws = (
            LawHit(law, country, *places.span(start, end), certain, section)
            for start, end, (law, country, certain, section) in named
            if certain or country in shown
        )
        return Findings(
            title=title,
            text=text,
            concepts=tuple(_outermost(_hits(self._matcher(language), folded, places))),
            places=where,
            laws=tuple(sorted(laws, key=lambda hit: hit.start)),
            lexicon=lexicon,
            main_laws=self._main,
            hints=hints,
            knows_language=_knows(language, self._lexicons),
            language=language,
            search_cities=cities,
        )

    def _matcher(self, language: str | None) -> Matcher:
        """One automaton a language, built when first needed."""
        key = self._known(language)
        if key not in self._concepts:
            lexicon = self._lexicons[key]
            forms = ((form, concept) for concept, forms in lexicon.concepts.items() for form in forms)
            self._concepts[key] = Matcher(forms, lexicon.prefixes, lexicon.suffixes)
        return self._concepts[key]

    def _places_of(self, language: str | None) -> Matcher:
        """Countries as one language and English call them. Of a language without a lexicon nothing is known: the longer
        names of all languages stand for its own."""
        key = self._known(language) if _knows(language, self._lexicons) else ""
        if key not in self._places:
            lexicons = [self._lexicons[key]] if key else list(self._lexicons.values())
            everyday = self._lexicons[key].everyday if key else frozenset()
            own = ((form, iso) for lex in lexicons for iso, forms in lex.places.items() for form in forms)
            named = (
                (name, iso)
                for lex in {lex.language for lex in lexicons} | {"en"}
                for iso, names in self._countries.get(lex, {}).items()
                for name in names
                if iso not in everyday | self._lexicons[lex].everyday
                and (len(fold(name)) >= (SHORTEST if key else SHORTEST_ANYWHERE) or not is_spaced(name[0]))
            )
            self._places[key] = Matcher(chain(own, named), *_clitics(lexicons))
        return self._places[key]

    def _known(self, language: str | None) -> str:
        found = _SAME_LANGUAGE.get(language or "", language)
        return found if found and found in self._lexicons else "en"


SHORTEST, SHORTEST_ANYWHERE = 4, 6
"""Letters of a country's name: `Áo` and `Nga` are everyday words of other languages, or of their own without tones."""


def _knows(language: str | None, lexicons: Mapping[str, Lexicon]) -> bool:
    return not language or _SAME_LANGUAGE.get(language, language) in lexicons


def _of_one_country(
    named: Iterable[tuple[int, int, tuple[str, str, bool, str | None]]],
) -> Iterator[tuple[int, int, str]]:
    """Names of laws (not of sections) that only one country uses."""
    owners: dict[tuple[int, int], set[str]] = defaultdict(set)
    for start, end, (_, country, _, section) in named:
        if section is None:
            owners[start, end].add(country)
    return ((start, end, *isos) for (start, end), isos in owners.items() if len(isos) == 1)  # type: ignore[misc]


def _hits(matcher: Matcher, folded: str, places: Places) -> list[Hit]:
    found = (Hit(meaning, *places.span(start, end)) for start, end, meaning in matcher.find(folded))
    return sorted(found, key=lambda hit: (hit.start, -hit.end))


def _outermost(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Without hits inside a longer one of their group: no arrest in `arrest warrant`.

    `hits` are sorted by start, the longest first.
    """
    reach: dict[str, tuple[int, int]] = {}
    for hit in hits:
        group = hit.meaning.partition(".")[0]
        start, end = reach.get(group, (-1, -1))
        inside = hit.end <= end and (hit.start, hit.end) != (start, end)
        if not inside:
            reach[group] = (hit.start, max(hit.end, end))
            yield hit


def _longest(
    found: Iterable[tuple[int, int, tuple[str, str, bool, str | None]]],
) -> list[tuple[int, int, tuple[str, str, bool, str | None]]]:
    """Of a law's names that overlap, the longest: `Cybercrimes Act 2015`, not the `Cybercrimes Act` in it."""
    kept: dict[tuple[str, str | None], list[tuple[int, int]]] = defaultdict(list)
    best = []
    for start, end, meaning in sorted(found, key=lambda hit: (hit[0] - hit[1], hit[0])):
        key = meaning[0], meaning[3]
        if all(end <= s or start >= e for s, e in kept[key]):
            kept[key].append((start, end))
            best.append((start, end, meaning))
    return best


def _clitics(lexicons: Iterable[Lexicon]) -> tuple[set[str], set[str]]:
    """Clitics of all languages, for the words that are searched in every article."""
    known = list(lexicons)
    return {p for lex in known for p in lex.prefixes}, {s for lex in known for s in lex.suffixes}
