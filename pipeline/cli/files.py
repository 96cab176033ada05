"""Articles from files in, verdicts and cases out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline import exports, intake
from pipeline.cases.timeline import in_custody as in_custody_at
from pipeline.cli.flow import classify_all
from pipeline.cli.screen import app, installation, out, say, screen
from pipeline.domain import Case, NamePolicy
from pipeline.errors import InputError
from pipeline.exports.choice import Choice, Count, Unit
from pipeline.exports.order import Order
from pipeline.exports.vocabularies import Scheme, Vocabulary, read_vocabulary
from pipeline.exports.writing import Format
from pipeline.installation import Overreach
from pipeline.settings import ROOT
from pipeline.tally import Tally

DAY = ["%Y-%m-%d"]
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


@app.command()
def export(
    what: Annotated[Unit | None, typer.Argument(help="What one row is; the four are never mixed.")] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="jsonl without; csv without, with --as.")
    ] = None,
    scheme: Annotated[
        Scheme | None, typer.Option("--as", help="In the columns and words of another monitor or tool.")
    ] = None,
    names: Annotated[
        NamePolicy | None,
        typer.Option(help="Without: show, but initials with --as and on a map. Minors are never named."),
    ] = None,
    country: Annotated[list[str] | None, typer.Option(help="ISO code; may be given again.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=DAY, help="Cases changed, incidents and articles of this day and after."),
    ] = None,
    in_custody: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Only who is in custody at 00:00 of this day.")
    ] = None,
    to: Annotated[Path | None, typer.Option(help="A file in place of standard output.")] = None,
    lost: Annotated[
        Scheme | None, typer.Option(help="Write nothing but what cannot be said in these words.")
    ] = None,
) -> None:
    """Write cases, persons, incidents or articles to standard output or a file.

    With --as, standard error says how many rows were written, which were left out and what is lost.
    CPJ's census of imprisoned journalists is: export persons --as cpj --in-custody 2026-12-01.
    """
    from pipeline.atlas import places

    with installation() as overreach:
        folder = overreach.settings.config_dir / "vocabularies"
        if lost:
            out.print("\n".join(read_vocabulary(folder, lost).losses()), markup=False)
            return
        if what is None:
            raise InputError("export", f"say what a row is: {', '.join(Unit)}")
        speech = read_vocabulary(folder, scheme) if scheme else None
        order = Order(
            unit=what, form=form or _usual_form(scheme), names=names or _usual_names(scheme, form),
            custody=in_custody_at, choice=_choice(country, since, in_custody), vocabulary=speech,
            points=places(), to=to,
        )  # fmt: skip
        count = order.run(_cases(overreach), overreach.articles.all())
    _tell(what, count, speech)


def report(read: intake.Read) -> None:
    """Name the lines that were skipped."""
    for error in read.errors:
        screen.print(f"[yellow]skipped:[/] {error}", highlight=False, soft_wrap=True)


def fail_if_all_bad(read: intake.Read) -> None:
    if read.errors and not read.items:
        raise typer.Exit(1)


def _cases(overreach: Overreach) -> Iterator[Case]:
    """Read when the first row is wanted: an export of articles reads no case."""
    yield from overreach.cases.each()


def _usual_form(scheme: Scheme | None) -> Format:
    return Format.CSV if scheme and scheme is not Scheme.FTM else Format.JSONL


def _usual_names(scheme: Scheme | None, form: Format | None) -> NamePolicy:
    """A plain export is the monitor's own working copy; what is made for others bears initials."""
    return NamePolicy.INITIALS if scheme or form is Format.GEOJSON else NamePolicy.SHOW


def _choice(country: list[str] | None, since: datetime | None, in_custody: datetime | None) -> Choice:
    return Choice(
        countries=frozenset(code.upper() for code in country or ()),
        since=since.date() if since else None,
        in_custody=in_custody.date() if in_custody else None,
    )


def _tell(what: Unit, count: Count, speech: Vocabulary | None) -> None:
    """On standard error: numbers that say what they number, then what is lost. Silent where nothing is."""
    unit = "entities" if speech and speech.scheme is Scheme.FTM else what.value
    lines = [f"export: {count.rows} {unit}"] if speech else []
    if count.left_out:
        lines.append(
            f"left out: {count.left_out} {what} that the scheme has no place for or a person dismissed"
        )
    if count.unnamed:
        lines.append(f"without a row: at least {count.unnamed} accused whom no report names")
    if count.unsure:
        lines.append(f"not known: whether anybody is in custody in {count.unsure} cases")
    lines += [f"lost: {line}" for line in speech.losses()] if speech else []
    for line in lines:
        screen.print(line, markup=False, highlight=False, soft_wrap=True)
