"""Looking at cases and changing them from the command line; the cases are put into the store, no network reads them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.domain import ArticleState, Channel, LawMention, Route, Stage
from pipeline.rules import Linking
from pipeline.store.case_store import CaseStore
from pipeline.store.database import Database
from pipeline.store.feed_store import ArticleStore, FeedStore
from tests.builders import NOW, a_person, a_verdict, an_article, telling

Run = Callable[..., Result]
RULES = Linking(routes=[Route(name="desk", channel=Channel.CONSOLE)], window_days=7)
BY = ("--by", "geheim")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "220")
    return lambda *given: CliRunner().invoke(app, list(given))


@pytest.fixture
def store(run: Run) -> Database:
    """The database that the command line uses."""
    database = Database("sqlite:///var/overreach.db")
    database.upgrade()
    return database


def reported(
    database: Database, name: str, person: str = "Ada Bello", text: str = "", **verdict: object
) -> str:
    people = (a_person(person),)
    article = an_article(name, text=text or telling(*people), state=ArticleState.EXTRACTED)
    FeedStore(database).add_articles([replace(article, title=name) if text else article])
    ArticleStore(database).save_classified(a_verdict(name, persons=people, **verdict), NOW)
    linked = CaseStore(database).link(name, RULES, NOW)
    assert linked
    return linked.case_id


def in_doubt(database: Database) -> tuple[str, str]:
    first = reported(database, "a1", platforms=("facebook",), topics=("false_news",))
    law = LawMention(id="ng-criminal-code-1916", as_written="Criminal Code")
    text = "Ada Bello insulted a governor; officers took her away."
    return first, reported(
        database, "a2", text=text, platforms=("tiktok",), laws=(law,), stage=Stage.ARRESTED
    )


def test_a_case_is_shown_whole_and_without_full_names(run: Run, store: Database) -> None:
    case_id = reported(store, "a1")
    reported(store, "a2", stage=Stage.SENTENCED)
    shown = run("case", "show", case_id[:12])
    assert shown.exit_code == 0
    for part in (case_id, "sentenced", "NG", "journalist", "timeline", "reports", "a1", "a2", "history"):
        assert part in shown.stdout
    assert "Ada" not in shown.output
    assert "Bello" not in shown.output
    assert "Ada Bello" in run("case", "show", case_id, "--names", "show").stdout


def test_cases_are_merged_and_the_merge_taken_back(run: Run, store: Database) -> None:
    ada, bola = reported(store, "a1"), reported(store, "b1", "Bola Eze")
    merged = run("case", "merge", ada[:12], bola[:12], *BY, "--note", "one trial")
    assert (merged.exit_code, merged.stdout) == (0, "")
    assert f"case {ada[:12]}: holds the reports of {bola[:12]} now" in merged.stderr
    shown = run("case", "show", bola[:12]).stdout
    assert ada in shown
    assert "one trial" in shown
    assert "geheim" not in shown + merged.output
    undone = run("case", "undo", ada, *BY)
    assert f"merge with {bola[:12]} taken back" in undone.stderr
    assert "taken back" in run("case", "show", ada).stdout
    assert len(CaseStore(store).cases()) == 2


def test_reports_are_split_off_into_a_case_of_their_own(run: Run, store: Database) -> None:
    ada = reported(store, "a1")
    reported(store, "a2")
    result = run("case", "split", ada, "--article", "a2", *BY)
    new = CaseStore(store).case_of("a2")
    assert new
    assert new != ada
    assert f"case {new[:12]}: opened with 1 reports of {ada[:12]}" in result.stderr
    assert "a person put it here" in run("case", "show", new).stdout
    assert f"split with {new[:12]} taken back" in run("case", "undo", ada, *BY).stderr
    assert CaseStore(store).case_of("a2") == ada


def test_a_remark_stands_in_the_history(run: Run, store: Database) -> None:
    ada = reported(store, "a1")
    assert run("case", "note", ada, "the [bold] lawyer called", *BY).exit_code == 0
    shown = run("case", "show", ada).stdout
    assert "the [bold] lawyer called" in shown
    assert "geheim" not in shown


def test_a_field_is_set_and_a_wrong_value_rejected(run: Run, store: Database) -> None:
    ada = reported(store, "a1")
    assert f"case {ada[:12]}: place accepted" in run("case", "set", ada, "place", "Kano", *BY).stderr
    assert run("case", "set", ada, "tlp", "tlp:red", *BY).exit_code == 0
    rejected = run("case", "reject", ada, "targets", "journalist", *BY)
    assert f"case {ada[:12]}: targets rejected" in rejected.stderr
    [case] = CaseStore(store).cases()
    assert (case.place, case.tlp, case.targets) == ("Kano", "RED", ())
    assert "place accepted: Kano" in run("case", "show", ada).stdout


def test_doubts_are_listed_and_answered(run: Run, store: Database) -> None:
    first, other = in_doubt(store)
    asked = run("doubts")
    assert "asked about: 1" in asked.stderr
    assert first[:12] in asked.stdout
    assert other[:12] in asked.stdout
    assert "Bello" not in asked.output
    assert f"stays apart from {other[:12]}" in run("case", "apart", first, other, *BY).stderr
    assert "asked about: 0" in run("doubts").stderr


@pytest.mark.parametrize("what", ["a1", "https://voice.example/a1"], ids=["id", "address"])
def test_an_article_is_followed_through_every_step(run: Run, store: Database, what: str) -> None:
    ada = reported(store, "a1")
    traced = run("trace", what)
    assert traced.exit_code == 0
    steps = [line.split()[0] for line in traced.stdout.splitlines() if line.split()]
    assert steps == ["poll", "extract", "classify", "link", "alert"]
    assert ada[:12] in traced.stdout
    assert "desk: pending (this step of the case)" in traced.stdout
    assert "Bello" not in traced.output


def test_an_article_that_waits_is_followed_as_far_as_it_came(run: Run, store: Database) -> None:
    FeedStore(store).add_articles([an_article("n1"), an_article("x1", state=ArticleState.EXTRACTED)])
    assert "extract  waits" in run("trace", "n1").stdout
    assert "classify  waits" in run("trace", "x1").stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["case", "show", "f" * 32], "there is no such case"),
        (["case", "merge", "ADA", "ADA", *BY], "cannot be merged with itself"),
        (["case", "merge", "ADA", "f" * 32, *BY], "there is no such case"),
        (["case", "split", "ADA", "--article", "a1", *BY], "some must stay"),
        (["case", "split", "ADA", "--article", "zz", *BY], "zz is none of its reports"),
        (["case", "undo", "ADA", *BY], "no merge or split to take back"),
        (["case", "apart", "ADA", "ADA", *BY], "cannot be kept apart from itself"),
        (["case", "note", "ADA", "x", "--by", " "], "login or initials"),
        (["case", "set", "ADA", "tlp", "PURPLE", *BY], "RED, AMBER+STRICT, AMBER, GREEN, CLEAR"),
        (["case", "set", "ADA", "targets", "king", *BY], "journalist, "),
        (["case", "set", "ADA", "country", "Nigeria", *BY], "no ISO 3166-1 code"),
        (["case", "reject", "ADA", "place", " ", *BY], "a text"),
        (["trace", "nowhere"], "no article has this id or address"),
    ],
)
def test_what_cannot_be_done_is_an_error_in_a_line(
    run: Run, store: Database, given: list[str], said: str
) -> None:
    ada = reported(store, "a1")
    before = CaseStore(store).cases()
    result = run(*[ada if word == "ADA" else word for word in given])
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert CaseStore(store).cases() == before


def test_a_field_that_no_case_has_is_refused_with_those_that_there_are(run: Run, store: Database) -> None:
    result = run("case", "set", reported(store, "a1"), "colour", "red", *BY)
    assert result.exit_code == 2
    assert "complainant" in result.stderr
