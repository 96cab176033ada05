"""The steps as commands, in the order of the flow."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.screen import app, bar, installation, out, say
from pipeline.domain import ArticleState, FeedKind
from pipeline.installation import Overreach
from pipeline.tally import Tally

Kinds = Annotated[list[FeedKind] | None, typer.Option("--kind", help="Only feeds of this kind; repeatable.")]


@app.command()
def poll(
    kind: Kinds = None,
    every: Annotated[bool, typer.Option("--all", help="Every feed, due or not.")] = False,
) -> None:
    """Fetch the feeds that are due and keep their new articles."""
    with installation() as overreach:
        say("poll", overreach.poll(tuple(kind or FeedKind), now_due=every))


@app.command()
def extract() -> None:
    """Give new articles their readable text and language."""
    with installation() as overreach:
        _extract(overreach)


@app.command("classify-pending")
def classify_pending() -> None:
    """Tag the extracted articles: prosecution or not, how sure, who, under which law."""
    with installation() as overreach:
        classify_all(overreach)


@app.command()
def link() -> None:
    """Put tagged prosecutions into cases; alerts are written to the outbox with them."""
    with installation() as overreach:
        say("link", overreach.link())


@app.command()
def deliver() -> None:
    """Send the alerts that wait in the outbox, each one once."""
    with installation() as overreach:
        say("deliver", overreach.deliver())


@app.command()
def digest(
    week: Annotated[str | None, typer.Option(help="ISO week, such as 2026-W48.")] = None,
    preview: Annotated[bool, typer.Option(help="Only write out/digest.html and .txt.")] = False,
) -> None:
    """Send the digest of a week (the last full one) to its subscribers, or only write it to a file."""
    with installation() as overreach:
        if preview:
            out.print(str(overreach.preview(week)))
        else:
            say("digest", overreach.digest(week))


@app.command()
def cycle(every: Annotated[bool, typer.Option("--all", help="Poll every feed, due or not.")] = False) -> None:
    """Run every step once, without Airflow: poll, extract, classify, link, deliver."""
    with installation() as overreach:
        say("poll", overreach.poll(now_due=every))
        _extract(overreach)
        classify_all(overreach)
        say("link", overreach.link())
        say("deliver", overreach.deliver())


@app.command()
def upkeep() -> None:
    """Daily: look at what became of laws, and forget the texts of articles that led to no case."""
    with installation() as overreach:
        say("law watch", overreach.watch_laws())
        say("upkeep", Tally(counts={"forgotten": overreach.upkeep()}))


def _extract(overreach: Overreach) -> None:
    with bar("extract", overreach.articles.count(ArticleState.NEW)) as progress:
        say("extract", overreach.extract(lambda _, number: progress.advance(progress.task_ids[0], number)))


def classify_all(overreach: Overreach) -> None:
    with bar("classify", overreach.articles.count(ArticleState.EXTRACTED)) as progress:
        say("classify", overreach.classify(lambda _, number: progress.advance(progress.task_ids[0], number)))
