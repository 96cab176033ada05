"""Readable text of pages, and the language of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import trafilatura

from pipeline.domain import Page
from pipeline.errors import ExtractError

LARGEST_PAGE = 2_000_000
"""Bytes: trafilatura is super-linear on unclosed tags (1.6 MB took 52 s; real pages p99 148 ms)."""
MOST_TAGS = 40_000
LONGEST_TEXT = 100_000
_JOINERS = {"\u200c": "\u27ca", "\u200d": "\u27c4"}
"""trafilatura drops the joiners that Persian, Urdu, Sinhala and Bengali are spelt with; rare signs stand in."""
_BLOCK_END = re.compile(rb"</(p|h[1-6]|li|div|td)>", re.IGNORECASE)
SURE = 0.80
"""Probability from which an identified language outweighs the feed's own."""
_ALIASES = {"tl": "fil", "no": "nb"}
_SCRIPTS = {"MYANMAR": "my", "KHMER": "km", "SINHALA": "si", "ETHIOPIC": "am", "GEORGIAN": "ka", "THAI": "th",
            "HANGUL": "ko", "HEBREW": "he", "GREEK": "el", "TAMIL": "ta", "BENGALI": "bn"}  # fmt: skip


def extract(page: Page) -> str:
    """The article in a page. Raises ExtractError where there is none, or the page is beyond bounds."""
    if len(page.body) > LARGEST_PAGE or page.body.count(b"<") > MOST_TAGS:
        raise ExtractError("the page is too large to be an article")
    body = _BLOCK_END.sub(rb"</\1>\n", page.body)
    for joiner, stand_in in _JOINERS.items():
        body = body.replace(joiner.encode(), stand_in.encode())
    text = trafilatura.extract(body, url=page.url, include_comments=False, include_tables=False)
    if not text:
        raise ExtractError("no readable text in the page")
    for joiner, stand_in in _JOINERS.items():
        text = text.replace(stand_in, joiner)
    return _tidy(text)


def text_of(html: str) -> str:
    """The text of a feed's own content; tags are few there, so they are just removed."""
    if "<" not in html:
        return _tidy(html)
    blocks = re.sub(r"</(p|div|li|h\d)>|<br\s*/?>", "\n", html[:LARGEST_PAGE])
    tree = trafilatura.load_html(f"<html><body>{blocks}</body></html>")
    return _tidy("".join(tree.itertext())) if tree is not None else ""


def language(text: str, hints: Sequence[str]) -> str | None:
    """ISO 639-1 code (Filipino is `fil`). A short or unclear text is in the feed's only language."""
    script = _script(text)
    if script in _SCRIPTS and not (hints and script in {"BENGALI", "ETHIOPIC"}):
        return _SCRIPTS[script]
    found, sure = _identify(text[:3000])
    found = _ALIASES.get(found, found)
    if found in hints or (sure >= SURE and len(text) > 80 and len(hints) != 1):
        return found
    if len(hints) == 1:
        return hints[0] if sure < 0.999 or len(text) <= 80 or not _known(hints[0]) else found
    return found if sure >= SURE else hints[0] if hints else None


def _known(code: str) -> bool:
    """Whether the identifier knows the language: for one it does not know, the feed is believed."""
    back = {alias: name for name, alias in _ALIASES.items()}
    return back.get(code, code) in _identifier().nb_classes


def _identify(text: str) -> tuple[str, float]:
    code, sure = _identifier().classify(text)
    return str(code), float(sure)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _script(text: str) -> str:
    """The script of most of the first letters, by its Unicode name."""
    names = [unicodedata.name(letter, "").split(" ")[0] for letter in text[:300] if letter.isalpha()]
    return max(set(names), key=names.count) if names else ""


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST_TEXT]
