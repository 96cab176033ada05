"""Looking at an installation: doctor, feeds, laws and the database."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Column, Table

from pipeline import exports
from pipeline.atlas import draw
from pipeline.cli.screen import app, bar, installation, out, screen
from pipeline.domain import Confidence, Law
from pipeline.errors import OverreachError
from pipeline.installation import Overreach
from pipeline.opml import from_opml, to_opml

feeds_app = typer.Typer(no_args_is_help=True, help="The feeds that are watched.")
laws_app = typer.Typer(no_args_is_help=True, help="The law register.")
db_app = typer.Typer(no_args_is_help=True, help="The database.")
app.add_typer(feeds_app, name="feeds")
app.add_typer(laws_app, name="laws")
app.add_typer(db_app, name="db")


@app.command()
def doctor() -> None:
    """Check settings, configuration, database, encoder and channels; say what to mend."""
    with Overreach() as overreach:
        table = Table("part", "state", Column("", overflow="fold"), box=None)
        failed = False
        for name, check in overreach.checks().items():
            try:
                table.add_row(name, "[green]good[/]", check())
            except OverreachError as error:
                failed = True
                table.add_row(name, "[red]bad[/]", str(error))
        out.print(table)
    if failed:
        raise typer.Exit(1)


@feeds_app.command("list")
def feeds_list() -> None:
    """Every watched feed and how it fares."""
    with installation() as overreach:
        overreach.feeds.sync_feeds(overreach.watched)
        table = Table("id", "country", "alive", "last item", "note", box=None)
        for health in overreach.health():
            last = f"{health.last_item_at:%Y-%m-%d %H:%M}" if health.last_item_at else "never"
            table.add_row(health.feed_id, health.country, "yes" if health.alive else "no", last, health.note)
        out.print(table)


@feeds_app.command("check")
def feeds_check(ids: Annotated[list[str] | None, typer.Argument(help="Only these feeds.")] = None) -> None:
    """Try each feed's address now: alive, moved, empty, bot wall or dead. Nothing is kept."""
    with installation() as overreach:
        wanted = [feed for feed in overreach.watched if not ids or feed.id in ids]
        with bar("check", len(wanted)) as progress:
            table = Table("id", "state", Column("detail", overflow="fold"), box=None)
            for feed_id, state, detail in overreach.check_feeds(wanted):
                table.add_row(feed_id, state, detail)
                progress.advance(progress.task_ids[0])
        out.print(table)


@laws_app.command("list")
def laws_list(country: Annotated[str | None, typer.Argument(help="ISO code, such as NG.")] = None) -> None:
    """The laws of the register, of all countries or of one."""
    with installation() as overreach:
        table = Table("id", "country", "year", "name", "confidence", box=None)
        for law in overreach.laws.values():
            if country is None or law.country == country.upper():
                table.add_row(law.id, law.country, str(law.year), law.name, law.confidence.value)
        out.print(table)


@laws_app.command("show")
def laws_show(law_id: str) -> None:
    """One law with its names, history and provisions."""
    with installation() as overreach:
        law = overreach.laws.get(law_id)
        if law is None:
            near = [known for known in overreach.laws if law_id[:2] == known[:2]]
            raise OverreachError(f"no law {law_id}; of that country there are: {', '.join(near) or 'none'}")
        out.print(exports.law_text(law))


@laws_app.command("check")
def laws_check() -> None:
    """Read the register, treaties and words; a wrong record is named with its file and key."""
    with installation() as overreach:
        languages = {lang for law in overreach.laws.values() for lang in (*law.names, *law.cued_names)}
        countries = {law.country for law in overreach.laws.values()}
        sure = sum(law.confidence is Confidence.HIGH for law in overreach.laws.values())
        out.print(f"{len(overreach.laws)} laws of {len(countries)} countries, {sure} of high confidence")
        out.print(f"names in {len(languages)} languages; words in {len(overreach.lexicons)} languages")
        out.print(f"treaties of {len(overreach.treaties.countries)} countries")


@laws_app.command("coverage")
def laws_coverage(
    picture: Annotated[Path | None, typer.Option(help="Also draw a map to this PNG file.")] = None,
) -> None:
    """What the register knows of each country: laws, languages of their names, treaties, when checked."""
    with installation() as overreach:
        table = Table(
            "country", "laws", "provisions", "names in", "budapest", "UN", "malabo", "checked on", box=None
        )
        for country, laws in groupby(sorted(overreach.laws.values(), key=_by_country), key=_by_country):
            table.add_row(*exports.coverage_row(country, list(laws), overreach.treaties))
        out.print(table)
        if picture:
            draw(overreach.laws.values(), picture)


def _by_country(law: Law) -> str:
    return law.country


@feeds_app.command("export")
def feeds_export() -> None:
    """Write all watched feeds as OPML to standard output."""
    with installation() as overreach:
        typer.echo(to_opml(overreach.watched), nl=False)


@feeds_app.command("import")
def feeds_import(
    file: Path,
    region: Annotated[str, typer.Option(help="Name of the new file in config/feeds/.")] = "mine",
    language: Annotated[str, typer.Option(help="Language of the feeds, such as en.")] = "en",
) -> None:
    """Turn an OPML file into the YAML of a feed file, on standard output; complete it and put it in config/feeds/."""
    with installation():
        typer.echo(
            from_opml(file, region=region, language=language, today=f"{datetime.now(UTC):%Y-%m-%d}"), nl=False
        )


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Bring the database's tables to this version."""
    with installation() as overreach:
        overreach.upgrade_database()
        screen.print("the database is up to date")
