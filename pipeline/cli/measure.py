"""`overreach evaluate`: how good the verdicts are, and what they cost."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from classifiers.corpus import Split, split_of
from pipeline import intake, plots
from pipeline.cli.figures import figure_tables
from pipeline.cli.files import fail_if_all_bad, report
from pipeline.cli.screen import app, installation, out, screen
from pipeline.domain import Classification, Document
from pipeline.errors import InputError
from pipeline.installation import Overreach


@app.command()
def evaluate(
    files: Annotated[list[str], typer.Argument(help="JSON Lines files, or - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
    pictures: Annotated[
        Path | None, typer.Option(help="Also draw reliability and precision/recall into this folder.")
    ] = None,
    baselines: Annotated[
        bool, typer.Option(help="Compare with simple ways to find them. Needs scikit-learn.")
    ] = False,
    split: Annotated[
        Split | None, typer.Option(help="Only this part of the articles, as training splits them.")
    ] = None,
) -> None:
    """Compare verdicts with labels: figures by language, country and kind of negative, calibration, cost.

    Reads the objects of `ingest` with label, stage, target_types, laws, persons, country and negative_kind beside them.
    """
    with installation() as overreach:
        read = _labelled(files)
        report(read)
        fail_if_all_bad(read)
        items = _of_split(read.items, split)
        figures = _figures(overreach, items, baselines=baselines)
        if as_json:
            out.print(json.dumps(figures, ensure_ascii=False, indent=1), markup=False)
        else:
            for table in figure_tables(figures):
                out.print(table)
        if pictures:
            _draw(figures, pictures)


def _labelled(files: Sequence[str]) -> intake.Read:
    reads = [intake.read(file, labelled=True) for file in files]
    return intake.Read(
        [item for read in reads for item in read.items], [error for read in reads for error in read.errors]
    )


def _of_split(items: Sequence[intake.Item], split: Split | None) -> list[intake.Item]:
    found = [item for item in items if split is None or split_of(item.data) is split]
    if items and not found:
        raise InputError("--split", f"none of the {len(items)} articles is of the split {split}")
    return found


def _figures(overreach: Overreach, items: Sequence[intake.Item], *, baselines: bool) -> dict[str, Any]:
    from classifiers.evaluate import evaluate as figures_of

    documents = [intake.document_of(item) for item in items]
    labels = [item.data for item in items]
    verdicts, cost = _timed(overreach, documents)
    figures = figures_of(labels, verdicts) | {"cost": cost}
    if baselines:
        known = [replace(d, language=v.language) for d, v in zip(documents, verdicts, strict=True)]
        figures["baselines"] = _baselines(overreach, labels, known)
    return figures


def _timed(
    overreach: Overreach, documents: Sequence[Document]
) -> tuple[list[Classification], dict[str, float]]:
    """The verdicts, and articles a second and the process's peak memory in MiB; loading the network is not counted."""
    overreach.classifier.check()
    start = time.perf_counter()
    verdicts = overreach.verdicts(documents)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return verdicts, {
        "articles_per_second": round(len(documents) / seconds, 1),
        "peak_memory_mib": round(peak, 1),
    }


def _baselines(
    overreach: Overreach, labels: Sequence[dict[str, Any]], documents: Sequence[Document]
) -> dict[str, dict[str, float]]:
    from classifiers.baselines import compare

    findings = [overreach.classifier.find(document) for document in documents]
    return compare(labels, findings, overreach.encoder)


def _draw(figures: dict[str, Any], folder: Path) -> None:
    try:
        for path in plots.draw(figures, folder):
            screen.print(f"drawn: {path}", highlight=False, soft_wrap=True)
    except OSError as error:
        raise InputError(str(folder), error.strerror or "cannot be written") from error
