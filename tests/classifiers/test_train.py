"""Teaching the classifier: from a small corpus to weights that load and classify."""

import json
import random
import shutil
from pathlib import Path

import pytest

from classifiers.cascade import Cascade
from classifiers.encoder import HubEncoder, ShippedEncoder
from classifiers.heads import load_heads
from classifiers.lexicon import Words
from classifiers.verdict import Thresholds
from pipeline.domain import Document, Label
from tests.classifiers.test_encoder import WEIGHTS, small  # noqa: F401

pytestmark = pytest.mark.torch
THRESHOLDS = Thresholds(alert=0.8, label=0.5, review=0.2, chosen_by="test")
KINDS = {
    "prosecution": "Police arrested reporter {name} in Lagos over a Facebook post about the governor, number {n}.",
    "legislation": "Senators in Lagos debated a bill to amend the Cybercrimes Act, clause {n}, said {name}.",
    "cybercrime": "Police arrested {n} men in Lagos for romance fraud under the Cybercrimes Act, said {name}.",
    "other_repression": "Soldiers beat reporter {name} at a protest in Lagos on day {n} of the strike.",
    "other": "Striker {name} scored {n} goals for Lagos and the post went viral on Facebook.",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """120 items of five kinds, alike but for names and numbers."""
    rng = random.Random(3)
    folder = tmp_path_factory.mktemp("corpus") / "corpus"
    folder.mkdir()
    lines = []
    for number in range(120):
        label = list(KINDS)[number % 5]
        name = (
            f"{rng.choice(['Tunde', 'Amina', 'Bola', 'Musa'])} {rng.choice(['Abareke', 'Dugje', 'Wekunda'])}"
        )
        item = {"id": f"t-{number}", "event": f"e-{number}", "lang": "en", "country": "NG", "title": f"Report {number}",
                "text": KINDS[label].format(name=name, n=number), "label": label,
                "persons": [{"name": name, "role": "target" if label == "prosecution" else "other"}]}  # fmt: skip
        if label == "prosecution":
            item |= {"stage": "arrested", "target_types": ["journalist"]}
        lines.append(json.dumps(item))
    (folder / "en.jsonl").write_text("\n".join(lines))
    return folder / "en.jsonl"


def copy_of_weights(folder: Path) -> Path:
    for name in ("words.onnx", "trunk.onnx", "top.start.safetensors", "tokenizer.json", "config.json"):
        shutil.copy(WEIGHTS / name, folder)
    return folder


def verdicts(words: Words, encoder: ShippedEncoder | HubEncoder, folder: Path) -> list[Label]:
    cascade = Cascade(words, encoder, load_heads(folder, encoder.name), thresholds=THRESHOLDS, version="t")
    texts = [text.format(name="Ngozi Adamu", n=7) for text in KINDS.values()]
    documents = [
        Document(id=str(i), title="Report", text=text, language="en") for i, text in enumerate(texts)
    ]
    return [verdict.label for verdict in cascade.classify(documents)]


def test_the_shipped_encoder_learns_and_the_same_seed_gives_the_same_figures(
    words: Words, corpus: Path, tmp_path: Path
) -> None:
    from classifiers.train import train

    figures = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        figures.append(train([corpus], words, copy_of_weights(tmp_path / name), say=lambda _: None))
    assert figures[0] == figures[1]
    assert figures[0]["held_out_accuracy"] > 0.8
    assert verdicts(words, ShippedEncoder(tmp_path / "one"), tmp_path / "one")[0] is Label.PROSECUTION
    assert "120 written for this project" in (tmp_path / "one" / "CARD.md").read_text()


def test_heads_are_taught_on_another_encoder(words: Words, corpus: Path, small: Path, tmp_path: Path) -> None:  # noqa: F811
    from classifiers.train import train

    encoder = HubEncoder(str(small))
    train([corpus], words, tmp_path, encoder=encoder, say=lambda _: None)
    assert not (tmp_path / "top.onnx").exists()
    assert len(verdicts(words, encoder, tmp_path)) == len(KINDS)
