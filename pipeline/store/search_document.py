"""The search document of a case: its tokens. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain import FoundIn, Verification
from pipeline.store import search_words as words
from pipeline.store.search_plan import EVERY, OPEN, filter_token
from pipeline.store.search_texts import Texts

_MAIN = (FoundIn.NAME, FoundIn.LAW, FoundIn.PLACE)


def document(texts: Texts) -> list[str]:
    """The tokens of a case, each once, in order."""
    main = {token for part in _MAIN for token in words.stored(texts.parts[part])}
    main.update(words.stored([*texts.latin, *texts.law_ids, texts.row.country or ""]))
    rest = {token for part in (FoundIn.TITLE, FoundIn.QUOTE) for token in words.stored(texts.parts[part])}
    spoken = (
        words.sound(piece)
        for name in (*texts.latin, *texts.parts[FoundIn.NAME])
        for piece in words.pieces(name)
    )
    found = {"m" + token for token in main} | {"w" + token for token in main | rest}
    return sorted(found | {"s" + heard for heard in spoken if heard} | set(_filter_tokens(texts)))


def _filter_tokens(texts: Texts) -> Iterator[str]:
    row = texts.row
    dismissed = row.verification == Verification.DISMISSED.value
    yield EVERY
    if not (row.merged_into or dismissed):
        yield OPEN
    given = {
        "country": [row.country] if row.country else [], "stage": [row.status], "by": [row.verification],
        "review": [str(row.needs_review)], "merged": ["yes" if row.merged_into else "no"],
        "dismissed": ["yes" if dismissed else "no"],
        "law": texts.law_ids, "target": row.targets,
    }  # fmt: skip
    for kind, values in given.items():
        for value in values:
            yield filter_token(kind, value)
