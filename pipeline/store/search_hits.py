"""A found case in short: where the words stand in it and the text around them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.domain import FoundIn, Hit, Mark, Stage, TargetType
from pipeline.store import search_words as words
from pipeline.store.search_texts import Texts

SNIPPET = 120
"""Signs of a snippet at most."""
BEFORE = 30
"""Signs that are shown before the first word that fits."""
SOUND_RANK = 2
WITHHELD = "[name withheld]"
PARTS = (FoundIn.NAME, FoundIn.LAW, FoundIn.PLACE, FoundIn.TITLE, FoundIn.QUOTE)


def hit_of(texts: Texts, mark: Mark, asked: str) -> Hit:
    """What a list shows of a case that was found for these words. Where a minor is in it nobody is named."""
    row = texts.row
    names = texts.parts[FoundIn.NAME]
    where, snippet = _best(texts, mark, words.pieces(asked))
    if row.minor:
        names, snippet = [WITHHELD] * bool(names), ""
    return Hit(
        case_id=row.id, mark=mark, found_in=where, country=row.country, status=Stage(row.status),
        targets=tuple(TargetType(value) for value in row.targets), changed_at=row.changed_at, reports=texts.reports,
        laws=tuple(dict.fromkeys(texts.law_ids or texts.parts[FoundIn.LAW])), snippet=snippet, names=tuple(names),
    )  # fmt: skip


def _best(texts: Texts, mark: Mark, asked: list[str]) -> tuple[FoundIn, str]:
    """The first part with a text that has all the words; else the text with most of them."""
    if not asked:
        return FoundIn.FILTER, ""
    if mark.rank == SOUND_RANK:
        return FoundIn.SOUND, ", ".join(texts.parts[FoundIn.NAME])
    best: tuple[int, str] = (0, "")
    needed = [one for piece in asked for one in words.asked(piece)]
    for part in PARTS:
        also = {FoundIn.NAME: texts.latin, FoundIn.LAW: texts.law_ids}.get(part, [])
        for one in (*texts.parts[part], *also):
            held = _held(needed, one)
            if held == len(needed):
                return part, cut(one, _first_of(asked))
            best = max(best, (held, one))
    return FoundIn.SEVERAL, cut(best[1], _first_of(asked))


def _held(needed: Iterable[tuple[str, bool]], text: str) -> int:
    """How many of the tokens the text has."""
    hay = f" {' '.join(words.stored([text]))} "
    return sum((f" {token}" if on else f" {token} ") in hay for token, on in needed)


def _first_of(asked: list[str]) -> Callable[[str], int]:
    """Finds where in a text the first of these words begins, 0 for nowhere."""

    def find(text: str) -> int:
        low = "".join(sign if len(sign) == 1 else " " for sign in map(words.fold, text))
        places = [place for piece in asked if (place := low.find(piece)) >= 0]
        return min(places, default=0)

    return find


def cut(text: str, first: Callable[[str], int]) -> str:
    """At most `SNIPPET` signs in one line, with the first word that fits."""
    line = " ".join(text.split())
    if len(line) <= SNIPPET:
        return line
    start = max(0, min(first(line) - BEFORE, len(line) - SNIPPET))
    return (
        ("…" if start else "") + line[start : start + SNIPPET] + ("…" if start + SNIPPET < len(line) else "")
    )
