"""Who may import whom, read from the source; a layer without a rule is an error."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PURE = {"pipeline.feeds.schedule", "pipeline.articles.identity", "pipeline.cases.match", "pipeline.cases.people",
        "pipeline.cases.timeline", "pipeline.cases.report", "pipeline.cases.likeness", "pipeline.cases.incidents",
        "pipeline.cases.record", "pipeline.cases.misuse", "pipeline.alerts.routing",
        "pipeline.alerts.digest"}  # fmt: skip

# Layer: (what of ours it may import, which libraries it may import).
RULES: dict[str, tuple[set[str], set[str]]] = {
    "pipeline": (set(), set()),
    "pipeline.domain": ({"pipeline.domain"}, set()),
    "pipeline.errors": (set(), set()),
    "pipeline.ports": ({"pipeline.domain", "pipeline.errors"}, set()),
    "pipeline.settings": ({"pipeline.errors"}, {"pydantic", "pydantic_settings"}),
    "pipeline.watchlist_schema": ({"pipeline.domain"}, {"pydantic"}),
    "pipeline.watchlist": (
        {"pipeline.domain", "pipeline.errors", "pipeline.watchlist_schema"},
        {"pydantic", "yaml"},
    ),
    "pipeline.feeds": (
        {"pipeline.domain", "pipeline.errors", "pipeline.feeds"},
        {"httpx", "httpcore", "feedparser", "lxml"},
    ),
    "pipeline.articles": (
        {"pipeline.domain", "pipeline.errors", "pipeline.articles"},
        {"trafilatura", "courlan", "py3langid", "lxml"},
    ),
    "pipeline.cases": (
        {"pipeline.domain", "pipeline.errors", "pipeline.cases"},
        {"anyascii", "rapidfuzz", "babel", "sudachipy", "hijridate", "nepali_datetime", "persiantools"},
    ),
    "pipeline.alerts": (
        {"pipeline.domain", "pipeline.errors", "pipeline.alerts"},
        {"jinja2", "markupsafe", "slack_sdk", "matplotlib", "babel", "anyascii"},
    ),
    "pipeline.store": (
        {"pipeline.domain", "pipeline.errors", "pipeline.ports", "pipeline.store"},
        {"sqlalchemy", "alembic"},
    ),
    # A name typed in one script is compared with names stored in another by what they sound like in Latin letters.
    "pipeline.store.search_words": (set(), {"anyascii"}),
    "pipeline.tally": (set(), set()),
    "pipeline.worlds": ({"pipeline.domain", "pipeline.ports"}, set()),
    "pipeline.rules": ({"pipeline.domain", *PURE}, set()),
    "pipeline.steps": (
        {"pipeline.domain", "pipeline.errors", "pipeline.ports", "pipeline.tally", "pipeline.worlds", *PURE},
        set(),
    ),
    "pipeline.sandbox": (
        {"pipeline.domain", "pipeline.errors", "pipeline.feeds.parse", "pipeline.articles.extract"},
        {"pebble"},
    ),
    "pipeline.intake": ({"pipeline.domain", "pipeline.errors", "pipeline.articles.identity"}, {"pydantic"}),
    "pipeline.opml": ({"pipeline.domain", "pipeline.errors"}, {"yaml"}),
    "pipeline.atlas": ({"pipeline.domain"}, {"matplotlib"}),
    "pipeline.plots": (set(), {"matplotlib"}),
    "pipeline.exports": (
        {"pipeline.domain", "pipeline.errors", "pipeline.exports"},
        {"rich", "babel", "pydantic", "yaml", "pyarrow"},
    ),
    "pipeline.countries": ({"pipeline.domain"}, {"babel"}),
    "pipeline.bootstrap": ({"pipeline", "classifiers"}, {"psutil"}),
    "pipeline.installation": ({"pipeline"}, set()),
    "pipeline.cli": (
        {"pipeline", "classifiers.evaluate", "classifiers.train", "classifiers.encoder"},
        {"typer", "rich"},
    ),
    "pipeline.cli.measure": (
        {
            "pipeline",
            "classifiers.evaluate",
            "classifiers.baselines",
            "classifiers.corpus",
            "classifiers.encoder",
        },
        {"typer"},
    ),
    "pipeline.cli.explain": (
        {"pipeline", "classifiers.cascade", "classifiers.heads", "classifiers.lexicon"},
        {"typer", "numpy"},
    ),
    "classifiers": (
        {"pipeline.domain", "pipeline.errors", "classifiers"},
        {"ahocorasick", "numpy", "safetensors", "anyascii", "rapidfuzz"},
    ),
    "classifiers.encoder": (
        {"pipeline.errors"},
        {"numpy", "tokenizers", "transformers", "torch", "onnxruntime"},
    ),
    "classifiers.baselines": ({"pipeline.domain", "pipeline.errors", "classifiers"}, {"numpy", "sklearn"}),
    "classifiers.export": (set(), {"torch", "transformers", "safetensors"}),
    "classifiers.network": ({"classifiers"}, {"numpy", "torch"}),
    "classifiers.train": ({"pipeline.domain", "pipeline.errors", "classifiers"}, {"numpy", "sklearn"}),
    # Airflow puts the DAG folder itself on the path, so that `assets` is a name of its own there.
    "dags": ({"pipeline.installation", "pipeline.domain"}, {"airflow", "pendulum", "assets"}),
}
# One library, one file.
ONLY_IN = {
    "feedparser": {"pipeline.feeds.parse"},
    "sudachipy": {"pipeline.cases.japanese"},
    "trafilatura": {"pipeline.articles.extract"},
    "slack_sdk": {"pipeline.alerts.slack"},
    "jinja2": {"pipeline.alerts.render"},
    "transformers": {"classifiers.encoder", "classifiers.export"},
    "pyarrow": {"pipeline.exports.parquet"},
    "onnxruntime": {"classifiers.encoder"},
    "torch": {"classifiers.encoder", "classifiers.export", "classifiers.network"},
    "matplotlib": {"pipeline.plots", "pipeline.atlas", "pipeline.alerts.chart"},
}
SOURCES = sorted(p for d in ("pipeline", "classifiers", "dags") for p in (ROOT / d).rglob("*.py")
                 if "versions" not in p.parts)  # fmt: skip


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def rule_of(module: str) -> str:
    """The longest layer name that the module lies in."""
    fits = [layer for layer in RULES if module == layer or module.startswith(layer + ".")]
    fits = [layer for layer in fits if layer != "pipeline" or module == "pipeline"]
    assert fits, f"{module} has no rule in RULES"
    return max(fits, key=len)


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            deeper = {f"{base}.{alias.name}" for alias in node.names}
            found |= {name if _is_module(name) else base for name in deeper}
    return found


def _is_module(name: str) -> bool:
    path = ROOT / Path(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_a_file_imports_only_what_its_layer_may(path: Path) -> None:
    module = module_of(path)
    ours, libraries = RULES[rule_of(module)]
    for name in imports_of(path):
        top = name.split(".")[0]
        if top in {"pipeline", "classifiers", "dags"}:
            assert any(name == allowed or name.startswith(allowed + ".") for allowed in ours), (
                f"{module} must not import {name}"
            )
        elif top not in sys.stdlib_module_names:
            assert top in libraries, f"{module} must not import {top}"


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_a_library_with_a_home_is_imported_only_there(path: Path) -> None:
    module = module_of(path)
    for name in imports_of(path):
        homes = ONLY_IN.get(name.split(".")[0])
        assert homes is None or module in homes, f"{name} belongs into {homes}"


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 250
    limit = 60 if path.name.endswith("_dag.py") else 250
    assert len(path.read_text("utf-8").splitlines()) <= limit
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno < 50, f"{node.name} is too long"


def test_settings_and_words_that_mean_nothing_are_not_used() -> None:
    banned = {"utils", "helpers", "common", "manager"}
    assert not [path for path in SOURCES if banned & set(path.stem.split("_"))]
