"""The figures of `evaluate` as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table

_SHARES = ("label_accuracy", "stage_accuracy", "stage_exact", "country_accuracy", "dropped_prosecutions")


def figure_tables(figures: Mapping[str, Any]) -> Iterator[Table]:
    """Scores, shares, slices, and baselines and cost where the figures have them."""
    rows = {name: figures[name] for name in ("prosecution", "alert", "targets", "laws", "persons")}
    yield _scores(f"{figures['items']} items", rows, ("wanted", "found"))
    yield _shares(figures)
    yield _scores("prosecution by language", figures["languages"], ("items",))
    yield _scores("prosecution by country", figures["countries"], ("items",))
    yield from _wrong_tables(figures)
    if "baselines" in figures:
        rows = {"overreach": figures["prosecution"]} | figures["baselines"]
        yield _scores("prosecution, beside simple ways", rows, ("wanted", "found"))
    if "cost" in figures:
        cost = Table("", "cost")
        cost.add_row("articles a second", f"{figures['cost']['articles_per_second']:.1f}")
        cost.add_row("peak memory, MiB", f"{figures['cost']['peak_memory_mib']:.0f}")
        yield cost


def _scores(title: str, rows: Mapping[str, Mapping[str, float]], counts: Sequence[str]) -> Table:
    """A table of precision, recall and F1, a row a name, with these counts behind them."""
    table = Table("", "precision", "recall", "F1", *counts, title=title)
    for name, row in rows.items():
        shares = (f"{row[key]:.2f}" for key in ("precision", "recall", "f1"))
        table.add_row(name.replace("_", " "), *shares, *(str(row[key]) for key in counts))
    return table


def _shares(figures: Mapping[str, Any]) -> Table:
    table = Table("", "share")
    for name in _SHARES:
        table.add_row(name.replace("_", " "), f"{figures[name]:.2f}")
    table.add_row("expected calibration error", f"{figures['ece']:.3f}")
    return table


def _wrong_tables(figures: Mapping[str, Any]) -> Iterator[Table]:
    """What became of the articles of each label, and which kinds of negative are taken for prosecutions."""
    decisions = Table("label", "alert", "review", "drop", title="decisions by true label")
    for label, counts in figures["decisions"].items():
        decisions.add_row(label, *(str(counts[name]) for name in ("alert", "review", "drop")))
    yield decisions
    kinds = Table(
        "kind", "called prosecution", "alerted", "items", title="negatives by kind: shares that are wrong"
    )
    for kind, row in figures["negative_kinds"].items():
        kinds.add_row(kind, f"{row['called_prosecution']:.2f}", f"{row['alerted']:.2f}", str(row["items"]))
    yield kinds
