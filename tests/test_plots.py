"""The pictures of an evaluation."""

from pathlib import Path

from classifiers.evaluate import evaluate
from pipeline.domain import Classification
from pipeline.plots import draw
from tests.builders import a_verdict

PNG = b"\x89PNG\r\n\x1a\n"


def test_both_pictures_are_drawn_into_a_new_folder(tmp_path: Path) -> None:
    chances = (0.05, 0.4, 0.85, 0.95)
    items = [{"label": label} for label in ("other", "prosecution", "legislation", "prosecution")]
    paths = draw(evaluate(items, [a_verdict(probability=p) for p in chances]), tmp_path / "new" / "folder")
    assert [path.name for path in paths] == ["reliability.png", "precision_recall.png"]
    assert all(path.read_bytes().startswith(PNG) for path in paths)


def test_a_run_without_articles_can_be_drawn(tmp_path: Path) -> None:
    none: list[Classification] = []
    assert all(path.exists() for path in draw(evaluate([], none), tmp_path))


def test_the_same_figures_give_the_same_picture(tmp_path: Path) -> None:
    figures = evaluate([{"label": "prosecution"}], [a_verdict()])
    first, second = (draw(figures, tmp_path / name)[0].read_bytes() for name in ("a", "b"))
    assert first == second
