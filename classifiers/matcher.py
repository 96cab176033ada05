"""Finds many forms at once in a folded text (Aho-Corasick), with the word bounds that each form asks for."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any, NamedTuple

import ahocorasick

from classifiers.folding import fold, is_spaced, is_word

_LONGEST_CLITIC = 6


class _Form(NamedTuple):
    meaning: Any
    open_left: bool
    open_right: bool


class Matcher:
    """A set of forms, each with a meaning. `stem*` is open to the right, `*tail` to the left."""

    def __init__(
        self,
        forms: Iterable[tuple[str, Hashable]],
        prefixes: Iterable[str] = (),
        suffixes: Iterable[str] = (),
    ) -> None:
        self._prefixes = {fold(prefix) for prefix in prefixes}
        self._suffixes = {fold(suffix) for suffix in suffixes}
        by_key: dict[str, tuple[_Form, ...]] = {}
        same: dict[Any, Any] = {}  # ninety thousand cities share some two hundred meanings
        for form, meaning in forms:
            key = fold(form.strip("*")).strip()
            entry = _Form(meaning, form.startswith("*"), form.endswith("*"))
            held = by_key.get(key, ())
            if key and entry not in held:
                entries = (*held, entry)
                by_key[key] = same.setdefault(entries, entries)
        self._automaton = ahocorasick.Automaton()
        for key, entries in by_key.items():
            value = len(key), entries, any(form.open_left for form in entries)
            self._automaton.add_word(key, same.setdefault(value, value))
        self._empty = not by_key
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, folded: str) -> Iterator[tuple[int, int, Any]]:
        """Every (start, end, meaning) whose word bounds hold, in order of end."""
        if self._empty:
            return
        for last, (length, entries, open_left) in self._automaton.iter(folded):
            end = last + 1
            start = end - length
            left = start == 0 or not is_word(folded[start - 1]) or self._left_holds(folded, start)
            if not left and not open_left:
                continue
            right = self._right_holds(folded, end)
            for form in entries:
                if (left or form.open_left) and (right or form.open_right):
                    yield start, end, form.meaning

    def _left_holds(self, folded: str, start: int) -> bool:
        """Whether what stands before a form in its word is a clitic, or the script sets no words apart."""
        if not is_spaced(folded[start]):
            return True
        word = start
        while word > max(0, start - _LONGEST_CLITIC) and is_word(folded[word - 1]):
            word -= 1
        return folded[word:start] in self._prefixes

    def _right_holds(self, folded: str, end: int) -> bool:
        if end == len(folded) or not is_word(folded[end]) or not is_spaced(folded[end - 1]):
            return True
        stop = end
        while stop < min(len(folded), end + _LONGEST_CLITIC) and is_word(folded[stop]):
            stop += 1
        return folded[end:stop] in self._suffixes
