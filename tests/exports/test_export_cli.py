"""`overreach export` as a person uses it, in an empty folder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.exports.choice import Unit
from pipeline.exports.vocabularies import Scheme, read_vocabulary
from pipeline.settings import ROOT
from tests.builders import NOW

Run = Callable[..., Result]
REPORT = {
    "id": "r1", "title": "Reporter arrested in Makurdi over Facebook post", "published": NOW.isoformat(),
    "text": "Terver Aondo, a reporter, was arrested in Makurdi, Nigeria, on Monday under the Cybercrimes Act over a "
    "Facebook post about a governor. Prosecutors accuse the journalist of cyberstalking.",
}  # fmt: skip


def invoke(*given: str) -> Result:
    return CliRunner().invoke(app, list(given))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report taken in, once: an export only reads."""
    made = tmp_path_factory.mktemp("export")
    (made / "news.jsonl").write_text(json.dumps(REPORT) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        assert invoke("ingest", "news.jsonl").exit_code == 0
    return made


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(folder)
    return invoke


def test_a_scheme_writes_its_rows_and_says_what_is_lost(run: Run) -> None:
    for scheme in (Scheme.CPJ, Scheme.FTM):
        speech = read_vocabulary(ROOT / "config" / "vocabularies", scheme)
        result = run("export", speech.rows, "--as", scheme.value)
        assert result.exit_code == 0, result.stderr
        assert "Aondo" not in result.stdout
        unit = "entities" if scheme is Scheme.FTM else speech.rows
        rows = len(result.stdout.splitlines()) - (scheme is not Scheme.FTM)
        assert f"export: {rows} {unit}" in result.stderr
        assert all(f"lost: {line}" in result.stderr for line in speech.losses())
        assert run("export", "--lost", scheme.value).stdout.splitlines() == speech.losses()


def test_a_plain_export_names_and_a_map_does_not(run: Run) -> None:
    assert "Aondo" in run("export", "cases").stdout
    assert "Aondo" not in run("export", "cases", "--names", "initials").stdout
    whole = json.loads(run("export", "cases", "--format", "geojson").stdout)
    assert whole["features"][0]["properties"]["persons"] == ["T. A."]
    assert len(whole["features"][0]["geometry"]["coordinates"]) == 2


def test_the_census_is_a_query(run: Run) -> None:
    def rows(day: str) -> list[str]:
        result = run("export", "persons", "--as", "cpj", "--in-custody", day, "--names", "show")
        assert result.exit_code == 0, result.stderr
        return result.stdout.splitlines()[1:]

    assert rows("2026-11-01") == []
    assert [row.split(",")[0] for row in rows("2026-12-01")] == ["Terver Aondo"]


def test_files_are_written_for_every_unit(run: Run, tmp_path: Path) -> None:
    for unit, form in ((Unit.ARTICLES, "parquet"), (Unit.INCIDENTS, "csv"), (Unit.PERSONS, "json")):
        assert (
            run("export", unit.value, "--format", form, "--to", str(tmp_path / f"{unit}.{form}")).exit_code
            == 0
        )
        assert (tmp_path / f"{unit}.{form}").stat().st_size


def test_what_does_not_fit_ends_with_one_line(run: Run) -> None:
    for given in (["cases", "--as", "cpj"], ["cases", "--format", "parquet"], []):
        result = run("export", *given)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
