"""Where the register has laws: a dot for each country, drawn at its first place in the time zone database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pipeline.domain import Confidence, Law

_PLACE = re.compile(r"^([A-Z]{2})\t([+-]\d{4,6})([+-]\d{5,7})", re.MULTILINE)
SURE, UNSURE, NONE = "#0072B2", "#E69F00", "#c8c8c4"


def places() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of a place in each country, from `zone.tab` of the IANA time zone database."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    found: dict[str, tuple[float, float]] = {}
    for country, latitude, longitude in _PLACE.findall(table):
        found.setdefault(country, (_degrees(longitude, 3), _degrees(latitude, 2)))
    return found


def draw(laws: Iterable[Law], target: Path) -> None:
    """Write the picture as PNG: a dot's size is the number of laws, its colour how sure the surest of them is."""
    known = list(laws)
    counts = Counter(law.country for law in known)
    sure = {law.country for law in known if law.confidence is Confidence.HIGH}
    figure = Figure(figsize=(10, 5), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    for country, (x, y) in places().items():
        colour = NONE if country not in counts else SURE if country in sure else UNSURE
        axes.scatter(x, y, s=12 + 26 * counts[country], color=colour, alpha=0.85, linewidths=0)
        if country in counts:
            axes.annotate(country, (x, y), fontsize=5, ha="center", va="center", color="white")
    axes.set(xlim=(-130, 180), ylim=(-56, 72), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    axes.set_title(
        f"{len(known)} laws of {len(counts)} countries; blue: checked against a source, orange: from memory",
        fontsize=10, loc="left",
    )  # fmt: skip
    figure.savefig(target, metadata={"Software": None})


def _degrees(text: str, digits: int) -> float:
    sign, number = -1 if text[0] == "-" else 1, text[1:]
    return sign * (int(number[:digits]) + int(number[digits : digits + 2]) / 60)
