"""Searching from the command line."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.store.database import Database
from pipeline.store.search import SearchIndex
from pipeline.store.tables import case_laws, cases, persons
from tests.store.test_search import CASE

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in a store with three cases."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    database = Database("sqlite:///var/overreach.db")
    database.upgrade()
    names = (("a" * 32, "NG", "Ada Bello"), ("b" * 32, "PK", "Bola Bello"), ("c" * 32, "NG", "Chidi Eze"))
    with database.writing() as connection:
        for case_id, country, name in names:
            connection.execute(insert(cases).values(CASE | {"id": case_id, "country": country}))
            person = {"id": case_id, "case_id": case_id, "name": name, "latin": name, "role": "target", "minor": False,
                      "gender": "unknown", "aliases": []}  # fmt: skip
            connection.execute(insert(persons).values(person))
            law = {"case_id": case_id, "law_id": f"{country.lower()}-law", "as_written": "Cybercrimes Act"}
            if country == "NG":
                law["law_id"] = "ng-cybercrimes-2015"
            connection.execute(insert(case_laws).values(law))
        SearchIndex(database).index(connection, [case_id for case_id, *_ in names])
    return lambda *given: CliRunner().invoke(app, ["search", *given])


def shown(result: Result) -> list[str]:
    return re.findall(r"^ ?([abc])\1{11}", result.stdout, re.MULTILINE)


def test_cases_are_listed_by_kind_and_never_by_name(run: Run) -> None:
    result = run("bello")
    assert sorted(shown(result)) == ["a", "b"]
    assert "cases found: 2, shown: 2" in result.stderr
    assert "journalist" in result.stdout
    assert "Bello" not in result.output


def test_names_are_shown_when_they_are_asked_for(run: Run) -> None:
    assert "name: Ada Bello" in run("bello", "--names").stdout


def test_filters_narrow_what_is_found(run: Run) -> None:
    assert shown(run("bello", "--country", "ng")) == ["a"]
    assert sorted(shown(run("--law", "ng-cybercrimes-2015", "--stage", "charged"))) == ["a", "c"]
    assert shown(run("--since", "2026-11-25")) == []
    assert sorted(shown(run("Nigeria"))) == ["a", "c"]
    assert shown(run("--target", "lawyer")) == []


def test_more_may_be_found_than_is_shown(run: Run) -> None:
    result = run("--limit", "1")
    assert "cases found: 3, shown: 1" in result.stderr


def test_json_has_a_case_a_line_and_names_only_when_asked_for(run: Run) -> None:
    [line] = map(json.loads, run("eze", "--json").stdout.splitlines())
    assert line == {
        "id": "c" * 32, "rank": 0, "country": "NG", "status": "charged", "targets": ["journalist"], "reports": 0,
        "laws": ["ng-cybercrimes-2015"], "changed_at": "2026-11-24T09:00:00+00:00", "found_in": "name",
    }  # fmt: skip
    [named] = map(json.loads, run("eze", "--json", "--names").stdout.splitlines())
    assert named["names"] == ["Chidi Eze"]


def test_a_search_is_kept_asked_again_and_forgotten(run: Run) -> None:
    assert run("bello", "--country", "NG", "--save", "desk", "--by", "geheim").exit_code == 0
    assert shown(run("--saved", "desk")) == ["a"]
    kept = run("--list-saved").output
    assert "desk" in kept
    assert "bello" not in kept
    assert "geheim" not in kept
    assert run("--forget", "desk").exit_code == 0
    assert "there is none of this name" in run("--saved", "desk").stderr


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["--stage", "jailed"], 2, "jailed"),
        (["--since", "24.11.2026"], 2, "24.11.2026"),
        (["--since", "2026-02-02", "--until", "2026-01-01"], 1, "no day is both"),
        (["--country", "Nigeria"], 1, "ISO code"),
        (["--law", "ng-nothing"], 1, "ng-cybercrimes-2015"),
        (["--limit", "0"], 2, "limit"),
        (["bello", "--save", "a/b"], 1, "at most 60"),
        (["bello", "--saved", "desk"], 1, "leave out text and filters"),
        (["--forget", "nothing"], 1, "none of this name"),
        (["bello " * 40], 1, "more than 200 signs"),
    ],
)
def test_a_wrong_search_is_refused_in_a_line(run: Run, given: list[str], code: int, said: str) -> None:
    result = run(*given)
    assert result.exit_code == code
    assert said in result.stderr
    assert "bello" not in result.output


def test_cases_without_a_document_are_counted_and_a_rebuild_mends_it(run: Run) -> None:
    database = Database("sqlite:///var/overreach.db")
    with database.writing() as connection:
        connection.execute(insert(cases).values(CASE | {"id": "d" * 32}))
    assert "not searched: 1 cases" in run().stderr
    assert "cases in the search index: 4" in run("--rebuild").stderr
    assert "cases found: 4, shown: 4" in run().stderr
