"""A wrong record stops the start, naming file and key."""

from pathlib import Path

import pytest

from classifiers.features import CONCEPTS
from pipeline.errors import ConfigError
from pipeline.watchlist import read_alerts, read_lexicons

PERSON = {"person.minor", "person.female", "person.male"}
"""Words about a person; the classifier does not count them."""
ROOT = Path(__file__).resolve().parent.parent
GOOD = "routes: [{name: desk, channel: slack, to: C01}]\ndigest: [{name: all}]\n"


def test_the_shipped_alerts_file_is_right() -> None:
    assert read_alerts(ROOT / "config" / "alerts.yml").routes


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (GOOD.replace("channel", "chanel"), "routes.0.channel"),
        (GOOD.replace("slack", "pigeon"), "routes.0.channel"),
        (GOOD.replace(", to: C01", ""), "routes.0"),
        (GOOD + "window_days: soon\n", "window_days"),
        (GOOD.replace("[{name: all}]", "[{name: all}, {name: all}]"), "digest"),
        ("routes: [\n", "line"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "alerts.yml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        read_alerts(path)
    assert str(path) in str(caught.value)
    assert key in str(caught.value)


def test_the_shipped_lexicons_give_words_for_every_concept() -> None:
    lexicons = read_lexicons(ROOT / "config" / "lexicon")
    assert set(lexicons) >= {"en", "ar", "fr", "es", "id", "ru", "ur", "bn"}
    for language, lexicon in lexicons.items():
        assert set(lexicon.concepts) == set(CONCEPTS) | PERSON, language


def test_a_star_inside_a_form_is_refused(tmp_path: Path) -> None:
    text = "language: xx\nname: Test\nwords_are_spaced: true\nconcepts: {court: [cour* of law]}\n"
    (tmp_path / "xx.yml").write_text(text)
    with pytest.raises(ConfigError, match=r"concepts\.court.*cour\* of law"):
        read_lexicons(tmp_path)
