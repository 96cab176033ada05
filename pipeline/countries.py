"""What the countries of the world are called, from the Unicode CLDR."""

from __future__ import annotations

from babel import Locale

from pipeline.domain import Lexicon


def country_names(lexicons: dict[str, Lexicon]) -> dict[str, dict[str, set[str]]]:
    """Names of the countries of the world in each language of the lexicons."""
    none = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
    return {
        language: {
            iso: {name}
            for iso, name in Locale.parse(language).territories.items()
            if len(iso) == 2 and iso.isalpha() and iso not in none
        }
        for language in lexicons
    }
