"""Deciding about cases from the command line; the cases are put into the store, no network reads them."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from classifiers.corpus import read_corpus, split_of
from pipeline import steps
from pipeline.cli import app
from pipeline.domain import ArticleState, Channel, Decision, Label, PersonMention, Precision, Route, Stage
from pipeline.rules import Linking
from pipeline.store.case_store import CaseStore
from pipeline.store.database import Database
from pipeline.store.feed_store import ArticleStore, FeedStore
from tests.builders import NOW, a_person, a_verdict, an_article, an_incident, telling
from tests.fakes import FakeClassifier

Run = Callable[..., Result]
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
"""Before any clock on which these tests run: decisions are made by the real one."""
RULES = Linking(routes=[Route(name="desk", channel=Channel.CONSOLE)], window_days=7)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *given: CliRunner().invoke(app, list(given))


@pytest.fixture
def store(run: Run) -> Database:
    """The database that the command line uses."""
    database = Database("sqlite:///var/overreach.db")
    database.upgrade()
    return database


def a_case_of(database: Database, name: str, *people: PersonMention, decision: Decision) -> str:
    FeedStore(database).add_articles(
        [an_article(name, text=telling(*(people or (a_person(),))), state=ArticleState.EXTRACTED)]
    )
    ArticleStore(database).save_classified(
        a_verdict(name, persons=people or (a_person(),), decision=decision), LONG_AGO
    )
    linked = CaseStore(database).link(name, RULES, NOW)
    assert linked
    return linked.case_id


def test_what_waits_is_listed_by_kind_and_never_by_name(run: Run, store: Database) -> None:
    waits = a_case_of(store, "a1", decision=Decision.REVIEW)
    certain = a_case_of(store, "a2", a_person("Bola Eze"), decision=Decision.ALERT)
    result = run("reviews")
    [row] = [line.split() for line in result.stdout.splitlines() if waits[:12] in line]
    assert row[1:3] == ["NG", "charged"]
    assert row[-2:] == ["journalist", "0.90"]
    assert "cases waiting for a person: 1" in result.stderr
    for hidden in (certain[:12], "Ada", "Bello", "Bola"):
        assert hidden not in result.stdout


def test_a_case_is_confirmed_by_the_signs_that_an_alert_shows(run: Run, store: Database) -> None:
    case_id = a_case_of(store, "a1", decision=Decision.REVIEW)
    first = run("review", case_id[:12], "confirm", "--by", "geheim")
    assert (first.exit_code, first.stderr) == (0, f"case {case_id[:12]}: one_reviewer\n")
    assert "two_reviewers" in run("review", case_id, "confirm", "--by", "cd").stderr
    assert "geheim" not in first.output
    exported = json.loads(run("export", "cases").stdout)
    assert (exported["verification"], exported["needs_review"]) == ("two_reviewers", False)
    assert "cases waiting for a person: 0" in run("reviews").stderr


def test_a_dismissed_case_is_not_delivered(run: Run, store: Database) -> None:
    FeedStore(store).add_articles([an_article("a1", state=ArticleState.EXTRACTED)])
    steps.classify(ArticleStore(store), FakeClassifier(), lambda: NOW)
    steps.link(ArticleStore(store), CaseStore(store), RULES, lambda: NOW)
    [case] = CaseStore(store).cases()
    given = ["review", case.id, "dismiss", "--by", "ab", "--reason", "ordinary_crime", "--note", "fraud"]
    assert "dismissed" in run(*given).stderr
    assert "nothing to do" in run("deliver").stderr


def test_a_case_that_needs_information_says_that_it_waits(run: Run, store: Database) -> None:
    case_id = a_case_of(store, "a1", decision=Decision.ALERT)
    assert "machine; waits for a person" in run("review", case_id, "needs_info", "--by", "ab").stderr
    assert case_id[:12] in run("reviews").stdout


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["CASE", "dismiss", "--by", "ab"], 1, "a dismissal needs a reason: not_cybercrime_law"),
        (["CASE", "confirm", "--by", "ab", "--reason", "other"], 1, "takes no reason"),
        (["CASE", "confirm", "--by", " "], 1, "login or initials"),
        (["f" * 32, "confirm", "--by", "ab"], 1, "no such case"),
        (["[/red]", "confirm", "--by", "ab"], 1, "case [/red]: there is no such case"),
        (["CASE", "dismiss", "--by", "ab", "--reason", "boring"], 2, "boring"),
        (["CASE", "forget", "--by", "ab"], 2, "forget"),
        (["CASE", "confirm"], 2, "--by"),
    ],
)
def test_a_wrong_decision_is_refused_in_a_line(
    run: Run, store: Database, given: list[str], code: int, said: str
) -> None:
    case_id = a_case_of(store, "a1", decision=Decision.REVIEW)
    result = run("review", *[case_id if word == "CASE" else word for word in given])
    assert result.exit_code == code
    assert said in result.stderr
    assert code == 2 or len(result.stderr.splitlines()) == 1
    assert case_id[:12] in run("reviews").stdout


def test_what_was_decided_is_written_for_the_training_to_read(
    run: Run, store: Database, tmp_path: Path
) -> None:
    strange = an_article(
        "s1", text="One line.\u2028Another\u0085 one.", language=None, state=ArticleState.EXTRACTED
    )
    FeedStore(store).add_articles([strange])
    good = a_case_of(store, "a1", decision=Decision.ALERT)
    a_case_of(store, "a2", decision=Decision.ALERT)
    bad = a_case_of(store, "s1", a_person("Bola Eze"), decision=Decision.ALERT)
    run("review", good, "confirm", "--by", "ab")
    run("review", bad, "dismiss", "--by", "ab", "--reason", "ordinary_crime")
    result = run("reviews", "--for-training", "decided.jsonl")
    assert "articles written: 3, of cases: 2" in result.stderr
    items = {item["id"]: item for item in read_corpus([tmp_path / "decided.jsonl"])}
    assert items["a1"] == {
        "id": "a1", "event": good, "lang": "en", "country": "NG", "title": "Reporter charged",
        "text": "The reporter Ada Bello was charged under the Cybercrimes Act.", "label": "prosecution",
        "stage": "charged", "target_types": ["journalist"], "laws": ["Cybercrimes Act"],
        "persons": [{"name": "Ada Bello", "role": "target"}],
    }  # fmt: skip
    assert split_of(items["a1"]) is split_of(items["a2"])
    assert (items["s1"]["label"], items["s1"]["stage"], items["s1"]["event"]) == (Label.CYBERCRIME, None, bad)
    assert items["s1"]["text"] == strange.text


def test_a_file_that_cannot_be_written_is_an_error_in_a_line(run: Run, store: Database) -> None:
    result = run("reviews", "--for-training", "nowhere/decided.jsonl")
    assert result.exit_code == 1
    assert "nowhere/decided.jsonl: No such file" in result.stderr


@pytest.mark.parametrize(
    ("precision", "shown"),
    [(Precision.DAY, "2026-11-23"), (Precision.MONTH, "2026-11"), (Precision.UNKNOWN, "seen 2026-11-24")],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(precision: Precision, shown: str) -> None:
    from pipeline.cli.case_sheet import shown_day

    assert shown_day(an_incident(precision=precision, stage=Stage.CHARGED)) == shown
