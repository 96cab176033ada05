"""Articles from files in, verdicts and cases out."""

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
from pipeline.errors import InputError
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
        report(read)
        say("ingest", Tally(counts={"new": new, "known": len(found) - new, "skipped": len(read.errors)}))
        classify_all(overreach)
        say("link", overreach.link())
        if alerts:
            say("deliver", overreach.deliver())
    fail_if_all_bad(read)


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
        report(read)
    fail_if_all_bad(read)


@app.command()
def train(
    files: Annotated[
        list[Path] | None, typer.Argument(help="JSON Lines files; the shipped corpus without.")
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(help="A Hugging Face encoder in the shipped one's place: a folder or a name."),
    ] = None,
    revision: Annotated[
        str | None, typer.Option(help="The commit of an encoder that comes from the hub.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(help="Folder for the weights; OVERREACH_WEIGHTS_DIR without.")
    ] = None,
) -> None:
    """Teach the classifier anew, after words or corpus changed. Needs the `train` extra.

    With --encoder only the heads are taught; name the encoder in config/classifier.yml and set
    OVERREACH_WEIGHTS_DIR to the folder to use them.
    """
    from classifiers.encoder import HubEncoder
    from classifiers.train import train as teach

    with installation() as overreach:
        folder = into or overreach.settings.weights_dir
        if encoder and folder.resolve() == (ROOT / "classifiers" / "weights").resolve():
            raise InputError("--into", "another encoder's heads need a folder of their own")
        other = (
            HubEncoder(encoder, revision=revision, threads=overreach.settings.threads) if encoder else None
        )
        paths = files or sorted((ROOT / "classifiers" / "corpus").glob("*.jsonl"))
        for name, figure in teach(paths, overreach.words, folder, encoder=other, say=out.print).items():
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


def report(read: intake.Read) -> None:
    """Name the lines that were skipped."""
    for error in read.errors:
        screen.print(f"[yellow]skipped:[/] {error}", highlight=False, soft_wrap=True)


def fail_if_all_bad(read: intake.Read) -> None:
    if read.errors and not read.items:
        raise typer.Exit(1)
