"""How fast words and laws are found: articles of 1,500 characters a second on one core, beside plain `re`.

python -m benchmarks.matcher
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from classifiers.folding import fold
from pipeline.bootstrap import Parts

CORPUS = Path(__file__).resolve().parent.parent / "classifiers" / "corpus"
LENGTH, ARTICLES = 1500, 1200


def articles() -> list[tuple[str, str]]:
    """(language, text) pairs of 1,500 characters, the corpus' texts strung together, languages in turn."""
    texts = {
        path.stem: " ".join(json.loads(line)["text"] for line in path.read_text("utf-8").splitlines())
        for path in CORPUS.glob("*.jsonl")
    }
    found = []
    for number, language in enumerate(islice(cycle(sorted(texts)), ARTICLES)):
        text = texts[language]
        start = 97 * number % max(1, len(text) - LENGTH)
        found.append((language, (text * 2)[start : start + LENGTH]))
    return found


def rate(act: Callable[[str, str], object], given: list[tuple[str, str]]) -> float:
    """Articles a second; the first of each language warms up what is built on first use."""
    for language in {language for language, _ in given}:
        act(language, next(text for lang, text in given if lang == language))
    begin = time.perf_counter()
    for language, text in given:
        act(language, text)
    return len(given) / (time.perf_counter() - begin)


def main() -> None:
    with Parts() as parts:
        words, lexicons = parts.words, parts.lexicons
    given = articles()
    patterns = {
        language: re.compile("|".join(
            rf"\b{re.escape(fold(form.strip('*')))}" for forms in lexicons[language].concepts.values() for form in forms
        ))
        for language in {language for language, _ in given}
    }  # fmt: skip
    ours = rate(lambda language, text: words.find("", text, language), given)
    plain = rate(lambda language, text: patterns[language].findall(fold(text)), given[:120])
    print(f"words, countries and all names of laws:     {ours:,.0f} articles/s")  # noqa: T201
    print(f"one language's words only, by re:          {plain:,.0f} articles/s, ratio {ours / plain:.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
