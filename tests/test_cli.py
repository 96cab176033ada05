"""The command line as a person uses it, in an empty folder."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from tests.builders import NOW

Run = Callable[..., Result]
REPORT = {
    "id": "r1", "title": "Reporter charged in Makurdi over Facebook post", "published": NOW.isoformat(),
    "text": "Terver Aondo, a reporter, was charged in Makurdi, Nigeria, under the Cybercrimes Act over a Facebook "
    "post about a governor. Prosecutors accuse the journalist of cyberstalking.",
}  # fmt: skip
WEATHER = {
    "id": "w1",
    "title": "Rain in Gboko",
    "text": "Rain is expected in Gboko on Friday, with light winds.",
}


def lines(*items: object) -> str:
    return "".join(json.dumps(item) + "\n" for item in items)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def invoke(*given: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, list(given), input=stdin)

    return invoke


def test_help_names_the_steps_in_the_order_of_the_flow(run: Run) -> None:
    text = run("--help").stdout
    places = [text.index(f" {step} ") for step in ("poll", "extract", "classify-pending", "link", "deliver")]
    assert places == sorted(places)


def test_classify_reads_from_standard_input_and_keeps_nothing(run: Run, tmp_path: Path) -> None:
    result = run("classify", "-", stdin=lines(REPORT, WEATHER))
    verdict, weather = (json.loads(line) for line in result.stdout.splitlines())
    assert set(verdict) == {
        "id", "language", "label", "probability", "decision", "targets", "persons", "stage", "laws", "country",
        "family", "complainant", "privacy", "cross_border", "evidence", "version",
    }  # fmt: skip
    assert (verdict["id"], verdict["language"], verdict["label"]) == ("r1", "en", "prosecution")
    assert (verdict["country"], verdict["stage"], verdict["laws"][0]["id"]) == (
        "NG",
        "charged",
        "ng-cybercrimes-2015",
    )
    assert weather["decision"] == "drop"
    for quote in verdict["evidence"]:
        assert REPORT[quote["part"]][quote["start"] : quote["end"]] == quote["quote"]
    assert not (tmp_path / "var").exists()


def test_ingest_opens_a_case_silently_and_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(lines(REPORT, WEATHER))
    first, second = run("ingest", str(file)), run("ingest", str(file))
    assert "2 new" in first.stderr
    assert "2 known" in second.stderr
    assert len(run("export", "cases").stdout.splitlines()) == 1
    assert not (tmp_path / "var" / "alerts.jsonl").exists()


def test_ingest_alerts_when_told_to(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(lines(REPORT))
    assert "NEW CASE" in run("ingest", str(file), "--alerts").stdout


def test_lines_that_cannot_be_read_are_named_and_spoil_no_other(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    bad = [
        "",
        "{",
        "[1]",
        '{"id": 3}',
        '{"id": "x"}',
        '{"id": "s", "title": "\\ud800\\u0000 odd", "text": "t"}',
    ]
    file.write_text("\n".join(bad) + "\n" + lines(REPORT, REPORT))
    result = run("ingest", str(file))
    assert result.exit_code == 0
    assert "2 new" in result.stderr
    for number in (2, 3, 4, 5, 8):
        assert f"line {number}:" in result.stderr


def test_a_file_of_bad_lines_only_or_no_file_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{\n")
    assert run("ingest", "bad.jsonl").exit_code == 1
    missing = run("classify", "nowhere.jsonl")
    assert missing.exit_code == 1
    assert "nowhere.jsonl" in missing.stderr


def test_evaluate_gives_figures_by_language(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    more = {"label": "prosecution", "stage": "charged", "country": "NG", "target_types": ["journalist"],
            "laws": ["Cybercrimes Act"], "persons": ["Terver Aondo"], "lang": "en"}  # fmt: skip
    file.write_text(lines(REPORT | more, WEATHER | {"label": "other", "lang": "en"}))
    figures = json.loads(run("evaluate", str(file), "--json").stdout)
    assert figures["prosecution"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "wanted": 1, "found": 1}
    assert figures["languages"]["en"]["items"] == 2
    assert figures["stage_exact"] == figures["country_accuracy"] == 1.0
    assert "prosecution by language" in run("evaluate", str(file)).stdout


LABELLED = REPORT | {"label": "prosecution", "stage": "charged", "country": "NG", "target_types": ["journalist"],
                     "laws": ["Cybercrimes Act"], "persons": ["Terver Aondo"], "lang": "en"}  # fmt: skip
NEGATIVE = WEATHER | {"label": "other", "lang": "en", "country": "NG", "negative_kind": "other_news"}


def test_evaluate_reads_several_files_and_says_what_it_cost(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(LABELLED))
    (tmp_path / "b.jsonl").write_text(lines(NEGATIVE))
    figures = json.loads(run("evaluate", "a.jsonl", "b.jsonl", "--json").stdout)
    assert figures["countries"]["NG"]["items"] == figures["items"] == 2
    assert figures["negative_kinds"] == {
        "other_news": {"items": 1, "called_prosecution": 0.0, "alerted": 0.0}
    }
    assert figures["decisions"]["other"] == {"alert": 0, "review": 0, "drop": 1}
    assert sum(one["items"] for one in figures["reliability"]) == 2
    assert figures["cost"]["articles_per_second"] > 0
    assert 10 < figures["cost"]["peak_memory_mib"] < 100_000
    shown = run("evaluate", "a.jsonl", "b.jsonl").stdout
    for words in ("prosecution by country", "other_news", "calibration error", "peak memory"):
        assert words in shown


def test_evaluate_draws_pictures(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(LABELLED, NEGATIVE))
    result = run("evaluate", "a.jsonl", "--json", "--pictures", "drawn")
    assert json.loads(result.stdout)["items"] == 2
    assert sorted(path.name for path in (tmp_path / "drawn").iterdir()) == [
        "precision_recall.png",
        "reliability.png",
    ]
    (tmp_path / "taken").write_text("")
    assert run("evaluate", "a.jsonl", "--pictures", "taken").exit_code == 1


def test_evaluate_takes_only_the_split_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    many = [NEGATIVE | {"id": f"w{i}", "event": f"e{i}"} for i in range(30)]
    (tmp_path / "a.jsonl").write_text(lines(*many))
    counts = [
        json.loads(run("evaluate", "a.jsonl", "--json", "--split", split).stdout)["items"]
        for split in ("train", "calibrate", "test")
    ]
    assert sum(counts) == 30
    assert min(counts) > 0
    (tmp_path / "b.jsonl").write_text(lines(NEGATIVE | {"event": "e0"}))
    results = [run("evaluate", "b.jsonl", "--split", split) for split in ("train", "calibrate", "test")]
    assert sorted(result.exit_code for result in results) == [0, 1, 1]
    assert any("--split" in result.stderr for result in results)


def test_evaluate_compares_with_simple_ways(run: Run, tmp_path: Path) -> None:
    many = [item | {"id": f"{item['id']}-{i}"} for i in range(10) for item in (LABELLED, NEGATIVE)]
    (tmp_path / "a.jsonl").write_text(lines(*many))
    figures = json.loads(run("evaluate", "a.jsonl", "--json", "--baselines").stdout)["baselines"]
    assert figures["keyword_alert"]["f1"] == figures["character_ngrams"]["f1"] == 1.0
    assert len(figures) == 5
    assert "keyword alert" in run("evaluate", "a.jsonl", "--baselines").stdout


def test_explain_shows_what_each_stage_saw(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(lines(REPORT, WEATHER))
    report, weather = run("explain", "news.jsonl").stdout.strip().split("\n\n")
    for words in (
        "r1, language en", "alert from", "stage.charged: “", "online.expression: “Facebook post”",
        "ng-cybercrimes-2015: “Cybercrimes Act”, ", "encoder: prosecution ", "calibrated: ", "found       stage: ",
    ):  # fmt: skip
        assert words in report
    for name in ("passage", "label", "stage", "targets", "country"):
        assert f"\n{name.ljust(12)}" in report
    assert "stopped by  gate" in weather
    assert "label" not in weather
    assert not (tmp_path / "var").exists()


def test_explain_finds_an_article_of_the_store_by_its_id(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(lines(REPORT, WEATHER))
    run("ingest", "news.jsonl")
    stored, read = run("explain", "r1"), run("explain", "news.jsonl")
    assert stored.exit_code == 0
    assert stored.stdout in read.stdout
    missing = run("explain", "r2")
    assert missing.exit_code == 1
    assert "r2" in missing.stderr


@pytest.mark.parametrize("what", ["cases", "incidents", "articles"])
def test_exports_in_every_format_say_the_same(run: Run, tmp_path: Path, what: str) -> None:
    (tmp_path / "news.jsonl").write_text(lines(REPORT | {"title": "=HYPERLINK() " + REPORT["title"]}))
    run("ingest", "news.jsonl")
    by_line = [json.loads(line) for line in run("export", what).stdout.splitlines()]
    assert json.loads(run("export", what, "--format", "json").stdout) == by_line
    table = list(csv.DictReader(io.StringIO(run("export", what, "--format", "csv").stdout)))
    assert [row.keys() for row in table] == [row.keys() for row in by_line]
    assert not any(str(cell).startswith("=") for row in table for cell in row.values())


def test_doctor_finds_a_fresh_installation_good(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 0, result.stdout
    assert "bad" not in result.stdout


def test_doctor_names_what_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alerts = tmp_path / "alerts.yml"
    alerts.write_text("routes: [{name: desk, channel: slack, to: C1}]\ndigest: [{name: all}]\n")
    monkeypatch.setenv("OVERREACH_ALERTS_FILE", str(alerts))
    monkeypatch.setenv("OVERREACH_WEIGHTS_DIR", str(tmp_path))
    result = run("doctor")
    assert result.exit_code == 1
    assert "OVERREACH_SLACK_TOKEN" in result.stdout
    assert "manifest.json" in result.stdout or "heads.safetensors" in result.stdout


def test_a_wrong_setting_stops_the_start_and_names_the_variable(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OVERREACH_TIMEZONE", "Mars/Olympus")
    result = run("poll")
    assert result.exit_code == 1
    assert "OVERREACH_TIMEZONE" in result.stderr


def test_laws_and_feeds_can_be_looked_at(run: Run) -> None:
    assert "Cybercrimes Act" in run("laws", "show", "ng-cybercrimes-2015").stdout
    assert "ng-cybercrimes-2015" in run("laws", "list", "ng").stdout
    assert run("laws", "show", "ng-no-such-law").exit_code == 1
    assert "kenya" in run("feeds", "list").stdout


def test_a_digest_can_be_previewed_before_anything_happened(run: Run, tmp_path: Path) -> None:
    assert "out/digest.html" in run("digest", "--preview", "--week", "2026-W48").stdout
    assert "something is broken" in (tmp_path / "out" / "digest.html").read_text("utf-8")
    assert run("digest", "--week", "2026-W60").exit_code == 1
