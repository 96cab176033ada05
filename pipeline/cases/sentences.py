"""Where the sentence around a place begins and ends, in the scripts of the press. Pure."""

from __future__ import annotations

import re

_ENDS = re.compile(
    r"\n|[!?。！？।॥؟۔။។]|(?:(?<=[^\W\d_]{4})|(?<=\d{4})|(?<=[)\]\"”’»]))\.(?=\s)|\.(?=\n|$)|።"
)
"""A full stop behind a short word is mostly an abbreviation: `Nov. 12`, `ст. 207`, `No. 4`."""
LONGEST = 300
"""Characters to each side, for scripts that do not mark the end of a sentence."""


def sentence(text: str, place: int) -> tuple[int, int]:
    """Start and end of the sentence that holds a place."""
    low, high = max(0, place - LONGEST), min(len(text), place + LONGEST)
    start = max((match.end() for match in _ENDS.finditer(text, low, place)), default=low)
    end = next((match.start() for match in _ENDS.finditer(text, place, high)), high)
    return start, end
