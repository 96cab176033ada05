"""The digest's chart, as a PNG that mail programs show inline."""

from __future__ import annotations

from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pipeline.alerts.digest import DigestView

BLUE, ORANGE = "#0072B2", "#D55E00"
"""Two colours that colour-blind readers can tell apart (Okabe and Ito)."""
MOST_BARS = 12


def chart(view: DigestView) -> bytes:
    """Cases by country beside incidents by stage; an empty week says so."""
    figure = Figure(figsize=(8, 3.4), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    _bars(left, "Cases by country", list(view.by_country), BLUE)
    stages = [(stage.value.replace("_", " "), count) for stage, count in view.by_stage]
    _bars(right, "Incidents by legal stage", stages, ORANGE)
    buffer = BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def _bars(axes: Axes, title: str, rows: list[tuple[str, int]], colour: str) -> None:
    rows = rows[:MOST_BARS][::-1]
    axes.set_title(title, fontsize=11, loc="left")
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.tick_params(labelsize=8, length=0)
    axes.set_xticks([])
    if not rows:
        axes.set_yticks([])
        axes.text(0.5, 0.5, "none this week", ha="center", va="center", transform=axes.transAxes)
        return
    bars = axes.barh([name for name, _ in rows], [count for _, count in rows], color=colour)
    axes.bar_label(bars, fontsize=8, padding=2)
