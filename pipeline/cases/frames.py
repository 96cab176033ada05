"""Frequent Arabic given names that share their consonants, told apart by their vowels. Pure data.

Half the Muslim world bears one of them, and حسن and حسين differ by one letter.
"""

from __future__ import annotations

import re
from functools import lru_cache

_H, _J = "(?:h|kh|g)", "(?:j|g|dzh|dj)"
_FRAMES = {
    "muhammad": rf"m[uoae]?u?{_H}h?[aeo]mm?[aeio]d(?:ou)?|mhmd|mehmed|mehmet|mekhmet",
    "mahmud": rf"m[ae]{_H}m(?:u|ou|oo|o)d|mhmwd",
    "ahmad": rf"a{_H}m[ae]d|ahmd|akhmat",
    "hamid": rf"{_H}[aei]+m[iey]+d|hamd|hmyd",
    "hamad": rf"{_H}amm?ad|hmd|hmad",
    "hasan": rf"{_H}ass?[ae]n|hsn",
    "husain": rf"{_H}[uoe]u?ss?[aeiy]+n|hsyn",
    "jamal": rf"{_J}[ae]m[ae]+l|jmal",
    "jamil": rf"{_J}[ae]m[ie]+l|jmyl",
    "jamila": rf"{_J}[ae]m[ie]+l[ae]h?|jmyl[ah]",
    "salim": r"s[ae]+l[ie]+m|slym|salm",
    "salam": r"s[ae]l[ae]+m|slam",
    "salma": r"s[ae]lma|slma",
    "salman": r"s[ae]lm[ae]+n|slman",
    "rahim": rf"ra?{_H}[iye]+m|rhym",
    "rahman": rf"r[aue]?{_H}m[ae]+n|rhmn",
    "karim": r"k[ae]r[ie]+m|krym",
    "karam": r"karam|krm",
    "kamal": r"k[ae]m[ae]+l|kmal",
    "kamil": r"k[ae]m[ie]+l|kaml",
    "amir": r"[ae]m[iey]+r|amyr",
    "umar": r"[ou]m[ae]r|mr",
    "ammar": r"[ae]mm[ae]+r|mar",
    "said": r"s[ae]+[iy]+d|syd",
    "saad": r"s[ae]+d|sd",
    "saud": r"s[ao]+u*d|swd",
}
_KNOWN = re.compile("|".join(f"(?P<{name}>{spelled})" for name, spelled in _FRAMES.items()))


@lru_cache(maxsize=50_000)
def frame(latin: str) -> str | None:
    """Which of these names a romanised word is; None for all other words."""
    found = _KNOWN.fullmatch(latin.replace("'", ""))
    return found.lastgroup if found else None
