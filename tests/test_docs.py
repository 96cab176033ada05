"""The documents say what the code does."""

import re
from pathlib import Path

from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


def test_every_setting_is_documented_and_no_other() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(OVERREACH_\w+)`", text, re.MULTILINE))
    assert told == {f"OVERREACH_{name.upper()}" for name in Settings.model_fields}


def test_every_dag_is_documented() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert {path.name.removesuffix("_dag.py") for path in (ROOT / "dags").glob("*_dag.py")} == set(
        re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE)
    )


def test_what_the_readme_points_at_exists() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    links += re.findall(r"`((?:pipeline|config|classifiers|tests|dags|docs)/[\w./-]*)`", text)
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []


def test_the_picture_is_the_same_in_the_readme_and_names_the_steps_in_their_order() -> None:
    steps = (ROOT / "pipeline" / "steps.py").read_text("utf-8")
    order = re.findall(r"^# --- (\w+) -", steps, re.MULTILINE)
    assert order == ["poll", "extract", "classify", "link", "alert", "digest"]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "poll, extract, classify, link, deliver, digest" in readme
