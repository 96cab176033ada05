"""Articles from files in, verdicts, figures and cases out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline import exports, intake
from pipeline.cli.flow import classify_all
from pipeline.cli.screen import app, installation, out, say, screen
from pipeline.settings import ROOT
from pipeline.tally import Tally

InputFile = Annotated[str, typer.Argument(help="A JSON Lines file, or - for standard input.")]


@app.command()
def ingest(
    file: InputFile,
    alerts: Annotated[bool, typer.Option(help="Let them alert, as polled articles do.")] = False,
) -> None:
    """Take in articles from a file as if polled, then classify and link them.

    One JSON object a line: id, title, text, and if known url, language, published.
    A line that cannot be read is reported with its number and skipped.
    """
    with installation() as overreach:
        read = intake.read(file)
        found = [intake.article_of(item, silent=not alerts, now=datetime.now(UTC)) for item in read.items]
        found = [overreach.with_language(article) for article in found]
        new = overreach.articles_from_file(found)
        _report(read)
        say("ingest", Tally(counts={"new": new, "known": len(found) - new, "skipped": len(read.errors)}))
        classify_all(overreach)
        say("link", overreach.link())
        if alerts:
            say("deliver", overreach.deliver())
    _fail_if_all_bad(read)


@app.command()
def classify(file: InputFile) -> None:
    """Classify articles from a file and write one verdict a line; nothing is kept.

    Reads the same objects as `ingest`. Each line written has id, language, label, probability, decision,
    targets, persons, stage, laws, country, evidence and version.
    """
    with installation() as overreach:
        read = intake.read(file)
        documents = [intake.document_of(item) for item in read.items]
        for verdict in overreach.verdicts(documents):
            out.print(json.dumps(exports.verdict_json(verdict), ensure_ascii=False), markup=False, end="\n")
        _report(read)
    _fail_if_all_bad(read)


@app.command()
def evaluate(
    file: InputFile,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
) -> None:
    """Compare verdicts with labels: a table of figures, per language too.

    Reads the objects of `ingest` with label, stage, target_types, laws, persons and country beside them.
    """
    from classifiers.evaluate import evaluate as figures_of

    with installation() as overreach:
        read = intake.read(file, labelled=True)
        verdicts = overreach.verdicts([intake.document_of(item) for item in read.items])
        figures = figures_of([item.data for item in read.items], verdicts)
        if as_json:
            out.print(json.dumps(figures, ensure_ascii=False, indent=1), markup=False)
        else:
            for table in exports.figure_tables(figures):
                out.print(table)
        _report(read)
    _fail_if_all_bad(read)


@app.command()
def train(
    files: Annotated[
        list[Path] | None, typer.Argument(help="JSON Lines files; the shipped corpus without.")
    ] = None,
) -> None:
    """Fit the classifier's heads anew, after words or corpus changed. Needs the `train` extra."""
    from classifiers.train import train as fit

    with installation() as overreach:
        paths = files or sorted((ROOT / "classifiers" / "corpus").glob("*.jsonl"))
        for name, figure in fit(paths, overreach.words, overreach.settings.weights_dir).items():
            out.print(f"{name.replace('_', ' ')}: {figure:.4g}")


class What(StrEnum):
    CASES = "cases"
    INCIDENTS = "incidents"
    ARTICLES = "articles"


class Format(StrEnum):
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"


@app.command()
def export(
    what: What,
    form: Annotated[Format, typer.Option("--format", help="jsonl, json or csv.")] = Format.JSONL,
) -> None:
    """Write cases, incidents or articles to standard output."""
    with installation() as overreach:
        if what is What.ARTICLES:
            rows = exports.article_rows(overreach.articles.all())
        elif what is What.INCIDENTS:
            rows = exports.incident_rows(overreach.cases.cases())
        else:
            rows = [exports.case_json(case) for case in overreach.cases.cases()]
        typer.echo(exports.written(rows, form.value), nl=False)


def _report(read: intake.Read) -> None:
    for error in read.errors:
        screen.print(f"[yellow]skipped:[/] {error}", highlight=False, soft_wrap=True)


def _fail_if_all_bad(read: intake.Read) -> None:
    if read.errors and not read.items:
        raise typer.Exit(1)
