"""Two pictures of an evaluation, as PNG: whether its probabilities are true, and what each threshold costs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#999999"
"""Colours that colour-blind readers can tell apart (Okabe and Ito)."""
MARKED = (0.2, 0.5, 0.8)
"""Thresholds that are written beside the curve."""


def draw(figures: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write `reliability.png` and `precision_recall.png` from the figures of `evaluate`; returns their paths.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figure, axes = _square()
    _reliability(axes, figures)
    reliability = _saved(figure, folder / "reliability.png")
    figure, axes = _square()
    _precision_recall(axes, figures)
    return [reliability, _saved(figure, folder / "precision_recall.png")]


def _square() -> tuple[Figure, Axes]:
    figure = Figure(figsize=(5, 5), dpi=120, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal")
    return figure, axes


def _saved(figure: Figure, target: Path) -> Path:
    figure.savefig(target, metadata={"Software": None})
    return target


def _reliability(axes: Axes, figures: Mapping[str, Any]) -> None:
    """A dot a bin, as large as its number of articles; on the line a probability is what it says."""
    bins = figures["reliability"]
    most = max((one["items"] for one in bins), default=1)
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle="--")
    axes.plot([b["mean_probability"] for b in bins], [b["share_true"] for b in bins], color=BLUE, linewidth=1)
    for one in bins:
        x, y = one["mean_probability"], one["share_true"]
        axes.scatter(x, y, s=20 + 180 * one["items"] / most, color=BLUE, alpha=0.8, linewidths=0)
        axes.annotate(str(one["items"]), (x, y), xytext=(8, -10), textcoords="offset points", fontsize=7)
    axes.set(xlabel="probability of a prosecution", ylabel="share that is one")
    axes.set_title(
        f"{figures['items']} articles, calibration error {figures['ece']:.3f}", fontsize=10, loc="left"
    )


def _precision_recall(axes: Axes, figures: Mapping[str, Any]) -> None:
    """The curve over thresholds, and where calling and alerting stand on it today."""
    points = figures["curve"]
    axes.plot([p["recall"] for p in points], [p["precision"] for p in points], color=BLUE, linewidth=1.5)
    for point in points:
        if point["threshold"] in MARKED:
            place = point["recall"], point["precision"]
            axes.plot(*place, marker="o", color=BLUE, markersize=4)
            axes.annotate(
                f"from {point['threshold']:.1f}", place, xytext=(6, 4), textcoords="offset points", fontsize=7
            )
    for name, marker in (("prosecution", "s"), ("alert", "^")):
        axes.plot(figures[name]["recall"], figures[name]["precision"], marker=marker, color=ORANGE, linestyle="",
                  label="called prosecution" if name == "prosecution" else "alerted")  # fmt: skip
    axes.legend(loc="lower left", fontsize=8, frameon=False)
    axes.set(xlabel="recall", ylabel="precision")
    axes.set_title(
        f"{figures['items']} articles, {figures['prosecution']['wanted']} prosecutions",
        fontsize=10,
        loc="left",
    )
