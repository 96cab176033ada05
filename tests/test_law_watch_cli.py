"""`overreach laws watch` as a person uses it, in an empty folder."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.store.database import Database
from pipeline.store.tables import known_laws
from tests.store.test_law_store import add_case

LAW, CASE = "ke-computer-misuse-cybercrimes-2018", "0123456789abcdef" * 2


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """One open case under section 22."""
    monkeypatch.chdir(tmp_path)
    found = Database(f"sqlite:///{tmp_path}/var/overreach.db")
    found.upgrade()
    add_case(found, CASE, "22", law=LAW)
    return found


def run(*given: str) -> Result:
    return CliRunner().invoke(app, list(given))


def forget_section_22(database: Database) -> None:
    """As if the register had not said yet that the section was struck down."""
    with database.writing() as connection:
        mine = known_laws.c.law_id == LAW
        history = connection.execute(select(known_laws.c.history).where(mine)).scalar_one()
        kept = [one for one in history if one["section"] != "22"]
        connection.execute(update(known_laws).where(mine).values(history=kept))


def test_the_first_look_lists_nothing(database: Database) -> None:
    first = run("laws", "watch", "--json")
    assert (first.exit_code, first.stdout) == (0, "")


def test_a_change_is_listed_with_the_first_signs_of_its_open_cases(database: Database) -> None:
    run("laws", "watch")
    forget_section_22(database)
    (found,) = (json.loads(line) for line in run("laws", "watch", "--json").stdout.splitlines())
    assert (found["law"], found["event"], found["section"]) == (LAW, "struck_down", "22")
    assert (found["open_cases"], found["cases"]) == (1, [{"id": CASE[:12], "fit": "section"}])
    text = run("laws", "watch").stdout
    assert f"{LAW}, section 22: struck down 2026-03-06; 1 open case\n" in text
    assert f"names the section: {CASE[:12]}\n" in text
    assert run("laws", "watch", "--json", "--since", "2126-01-01").stdout == ""


def test_upkeep_looks_too(database: Database) -> None:
    run("laws", "watch")
    forget_section_22(database)
    assert "law watch: 1 law changes" in run("upkeep").output
    assert "law watch: nothing to do" in run("upkeep").output
