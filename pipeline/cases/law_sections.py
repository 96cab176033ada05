"""Sections of laws as the register and the press write them, compared by their numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_REMARK = re.compile(r"\s\((?!(?:\w{1,2}|[ivx]+)\))[^()]*\)")
"""`25 (old numbering)`, `295A (IPC)`; a subsection such as `24 (1)` or `7 (iv)` stays."""
_NUMBER = re.compile(
    r"(?P<number>\d+)(?P<dots>(?:\.\d+)*)(?:[-–](?P<dash>\d+))?"
    r"(?P<letter>-?[^\W\d_](?![^\W\d_])|[ -]?(?:bis|ter|quater)\b)?(?P<parts>(?:\s?\((?:\w{1,2}|[ivx]+)\))*)",
    re.IGNORECASE,
)
_LONGEST_RANGE = 100
Path = tuple[str, ...]


def paths(section: str) -> frozenset[Path]:
    """`24(1)(a)` is {("24", "1", "a")}, `38-40` is three sections, `388-1` is one; words without number stay.

    A letter belongs to its number: 27A is no part of 27.
    """
    found = {path for match in _NUMBER.finditer(_REMARK.sub("", section)) for path in _read(match)}
    return frozenset(found) or frozenset({(section.strip().casefold(),)})


def touch(one: str, other: str) -> bool:
    """Whether two sections are the same, or one is a part of the other."""
    return any(_begins(a, b) or _begins(b, a) for a in paths(one) for b in paths(other))


def _begins(path: Path, start: Path) -> bool:
    return path[: len(start)] == start


def _read(match: re.Match[str]) -> Iterator[Path]:
    first, last = int(match["number"]), int(match["dash"] or 0)
    if first < last <= first + _LONGEST_RANGE and not match["dots"]:
        yield from ((str(number),) for number in range(first, last + 1))
        return
    letter = re.sub(r"[\s-]", "", match["letter"] or "").casefold()
    dots = [str(int(part)) for part in match["dots"].split(".") if part]
    head = [str(first), *dots]
    head[-1] += (f"-{last}" if match["dash"] else "") + letter
    yield (*head, *(part.casefold() for part in re.findall(r"\w+", match["parts"])))
