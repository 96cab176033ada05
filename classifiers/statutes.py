"""The register of laws as forms to search for: names, short names, sections; and the main law of a country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from pipeline.domain import Law, LawEventKind, LawKind


def law_forms(laws: Iterable[Law]) -> Iterator[tuple[str, tuple[str, str, bool, str | None]]]:
    """(form, (law, country, certain, section)) for every name of every law and section."""
    for law in laws:
        certain = chain(law.official.values(), chain.from_iterable(law.names.values()))
        sure = law.is_law and law.kind is not LawKind.SPEECH_OFFENCE
        for name in certain:
            yield name, (law.id, law.country, sure, None)
        for name in chain.from_iterable(law.cued_names.values()):
            yield name, (law.id, law.country, False, None)
        for provision in law.provisions:
            for name in chain.from_iterable(provision.names.values()):
                yield name, (law.id, law.country, False, provision.section)


_NUMBER = re.compile(r"\d+[A-Z]{0,2}(?:[.-]\d+)*(?:\([a-z0-9]+\))*")
_TELLING = 4
"""Characters from which a number with a letter, dot or dash in it (207.3, 388-1, 505A) is a section by itself."""


def _numbered(word: str, number: str) -> str:
    """`Section 24`; a word with a place for the number in it holds it there: `第104条`, `274-бап`."""
    return word.replace("{}", number) if "{}" in word else f"{word} {number}"


def section_forms(
    laws: Iterable[Law], words: Iterable[str]
) -> Iterator[tuple[str, tuple[str, str, bool, str | None]]]:
    """`Section 24`, `статья 207.3`, `388-1`: each counts only with its country, as all names of sections do."""
    for law in laws:
        for provision in law.provisions:
            meaning = law.id, law.country, False, provision.section
            for number in _NUMBER.findall(provision.section):
                yield from ((_numbered(word, number), meaning) for word in words)
                if len(number) >= _TELLING and not number.isdigit():
                    yield number, meaning


_ENDS = {LawEventKind.REPEALED, LawEventKind.STRUCK_DOWN, LawEventKind.REPLACED_BY, LawEventKind.WITHDRAWN}
_MAIN_KINDS = (LawKind.CYBERCRIME_LAW, LawKind.ICT_LAW, LawKind.FAKE_NEWS_LAW)


def main_laws(laws: Iterable[Law]) -> dict[str, str]:
    """By country the law that `the cybercrime law` means: the newest in force of the first kind there is."""
    best: dict[str, Law] = {}
    for law in laws:
        ended = any(event.event in _ENDS and event.section is None for event in law.history)
        if law.kind in _MAIN_KINDS and law.is_law and not ended:
            held = best.get(law.country)
            if held is None or _rank(law) > _rank(held):
                best[law.country] = law
    return {country: law.id for country, law in best.items()}


def _rank(law: Law) -> tuple[int, int]:
    return -_MAIN_KINDS.index(law.kind), law.year
