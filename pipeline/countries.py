"""What the countries of the world are called, from the Unicode CLDR."""

from __future__ import annotations

from babel import Locale

from pipeline.domain import Lexicon

_EVERYDAY = {
    "yo": {"CL", "NE"},
    "so": {"TD", "QA"},
    "sn": {"CN"},
    "lo": {"TD", "ML", "GH", "QA"},
    "ps": {"ML"},
    "xh": {"ML"},
    "zu": {"ML"},
}
"""Names that are common words of the language once accents are folded: Chile is `down` in Yoruba, China Thursday in
Shona. A lexicon may name the country otherwise."""


def country_names(lexicons: dict[str, Lexicon]) -> dict[str, dict[str, set[str]]]:
    """Names of the countries of the world in each language of the lexicons; none where the name is a common word."""
    none = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
    return {
        language: {
            iso: set() if iso in _EVERYDAY.get(language, ()) else {name}
            for iso, name in Locale.parse(language).territories.items()
            if len(iso) == 2 and iso.isalpha() and iso not in none
        }
        for language in lexicons
    }
