"""Reading vocabularies: a wrong record stops with file and key."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.exports.vocabularies import Scheme, read_vocabulary
from pipeline.settings import ROOT

FOLDER = ROOT / "config" / "vocabularies"
GOOD = (FOLDER / "cpj.yml").read_text("utf-8")


def test_every_scheme_has_a_file_and_every_file_is_a_scheme() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == {scheme.value for scheme in Scheme}


@pytest.mark.parametrize("scheme", Scheme)
def test_a_vocabulary_says_where_it_is_from_when_that_was_read_and_what_is_lost(scheme: Scheme) -> None:
    speech = read_vocabulary(FOLDER, scheme)
    assert speech.lost
    assert all(source.checked_on.year >= 2026 for source in speech.sources)
    assert len({column.name for column in speech.columns}) == len(speech.columns)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("    arrested: {Status: Imprisoned}\n", "", "arrested is neither mapped nor null"),
        ("    arrested: {Status", "    arested: {Status", "there is no arested"),
        ("detained: {Status:", "detained: {Stat:", "Stat is no column of stage"),
        ("value: country_name}", "value: nation}", "columns.3.value"),
        ("{name: Role, term: role}", "{name: Role, term: role, value: name}", "column Role wants one of"),
        ("title: CPJ", "heading: CPJ", "title"),
        ("scheme: cpj", "scheme: mmf", "mmf does not fit the file's name"),
        ("rows: persons", "rows: [", "cpj.yml"),
        ("  role:\n    target: {Role: Target}", "  gender:\n    target: {Role: Target}", "cpj.yml"),
    ],
)
def test_a_wrong_vocabulary_names_file_and_key(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert old in GOOD
    (tmp_path / "cpj.yml").write_text(GOOD.replace(old, new, 1))
    with pytest.raises(ConfigError) as error:
        read_vocabulary(tmp_path, Scheme.CPJ)
    assert named in str(error.value)
    assert "cpj.yml" in str(error.value)


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mmf\.yml"):
        read_vocabulary(tmp_path, Scheme.MMF)
