"""The command line's app, screen and error line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.logging import RichHandler
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.errors import OverreachError
from pipeline.installation import Overreach
from pipeline.tally import Tally

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Finds prosecutions of journalists, activists and critics under cybercrime laws in the news.",
    epilog="Steps, in the order of the flow: poll, extract, classify-pending, link, deliver, digest. "
    "`overreach cycle` runs them all once. Settings are environment variables: see docs/operations.md.",
)

screen = Console(stderr=True)
out = Console(soft_wrap=True, highlight=False)


@contextmanager
def installation() -> Iterator[Overreach]:
    """An installation whose known errors end the command with one line and exit code 1."""
    handler = RichHandler(console=screen, show_path=False, show_time=False)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler], force=True)
    try:
        with Overreach(echo=typer.echo) as overreach:
            overreach.read_configuration()
            yield overreach
    except OverreachError as error:
        screen.print(f"[red]error:[/] {escape(str(error))}", markup=True, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from error


@contextmanager
def bar(title: str, total: int | None) -> Iterator[Progress]:
    """A progress bar on standard error; silent where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        progress.add_task(title, total=total)
        yield progress


def say(step: str, tally: Tally) -> None:
    counts = ", ".join(
        f"{number} {name.replace('_', ' ')}" for name, number in tally.counts.items() if number
    )
    screen.print(f"{step}: {counts or 'nothing to do'}", highlight=False)
