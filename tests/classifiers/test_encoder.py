"""The shipped networks, and another encoder in their place."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from classifiers.encoder import HYPOTHESES, MAX_TOKENS, HubEncoder, ShippedEncoder, check_hashes
from classifiers.heads import LABELS, load_heads
from pipeline.domain import Label
from pipeline.errors import EncoderError

WEIGHTS = Path(__file__).resolve().parents[2] / "classifiers" / "weights"
VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "reporter",
    "held",
    "over",
    "post",
    "the",
    "a",
    "rain",
]


@pytest.fixture(scope="module")
def shipped() -> ShippedEncoder:
    return ShippedEncoder(WEIGHTS)


def test_a_text_reads_the_same_alone_and_among_others(shipped: ShippedEncoder) -> None:
    texts = ["Reporter held over a post", "记者因发帖被捕", "x" * 3000]
    together = shipped.read(texts)
    for text, reading in zip(texts, together, strict=True):
        np.testing.assert_array_equal(shipped.read([text])[0].states, reading.states)
    assert len(together[2].places) <= MAX_TOKENS


ARRESTED = {
    "en": "A journalist was arrested over a Facebook post about the governor",
    "fr": "Un journaliste arrêté pour une publication Facebook sur le gouverneur",
    "es": "Detienen a un periodista por una publicación en Facebook sobre el gobernador",
    "ru": "Журналиста задержали за пост в фейсбуке о губернаторе",
    "ar": "اعتقال صحفي بسبب منشور على فيسبوك عن المحافظ",
    "zh": "记者因在脸书发帖批评省长被捕",
    "sw": "Mwandishi wa habari akamatwa kwa chapisho la Facebook kuhusu gavana",
}
RAIN = "Rain is expected over the coast on Friday"


@pytest.mark.parametrize("language", ARRESTED)
def test_one_thing_said_in_any_language_is_the_same_thing(shipped: ShippedEncoder, language: str) -> None:
    heads = load_heads(WEIGHTS)
    said, rain = (heads.signals(reading).label for reading in shipped.read([ARRESTED[language], RAIN]))
    assert LABELS[int(said.argmax())] is Label.PROSECUTION
    assert said[0] > rain[0] + 1


def test_places_of_tokens_point_into_the_text(shipped: ShippedEncoder) -> None:
    text = "الصحفي Tunde محتجز"
    words = [text[start:end].strip() for start, end in shipped.read([text])[0].places]
    assert "Tunde" in "".join(words)


def test_zero_width_signs_and_width_change_nothing(shipped: ShippedEncoder) -> None:
    plain, stuffed = shipped.read(["Reporter arrested", "Rep\u200borter ａｒｒｅｓｔｅｄ"])
    np.testing.assert_allclose(plain.vector, stuffed.vector, atol=1e-5)


def test_changed_weights_are_refused_by_name(tmp_path: Path) -> None:
    for name in ("manifest.json", "heads.safetensors", "CARD.md"):
        shutil.copy(WEIGHTS / name, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    kept = {name: value for name, value in manifest.items() if (tmp_path / name).exists()}
    (tmp_path / "manifest.json").write_text(json.dumps(kept))
    check_hashes(tmp_path)
    (tmp_path / "CARD.md").write_text("changed")
    with pytest.raises(EncoderError, match=r"CARD\.md"):
        check_hashes(tmp_path)


def test_heads_of_another_encoder_are_refused() -> None:
    with pytest.raises(EncoderError, match="trained on shipped, not on other"):
        load_heads(WEIGHTS, "other")


def test_all_weights_together_are_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 60 * 2**20


def test_a_name_on_the_hub_needs_a_revision() -> None:
    with pytest.raises(EncoderError, match="needs a revision"):
        HubEncoder("somebody/some-encoder")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny BERT with random weights and a dozen words, as a folder of the Hugging Face kind."""
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("small")
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY))
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    BertModel(BertConfig(**_shape())).save_pretrained(folder)
    return folder


def _shape() -> dict[str, Any]:
    return {"vocab_size": len(VOCABULARY), "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
            "intermediate_size": 32, "max_position_embeddings": 256}  # fmt: skip


@pytest.mark.torch
def test_any_encoder_of_a_folder_reads_in_the_shipped_ones_place(small: Path) -> None:
    encoder = HubEncoder(str(small))
    first, second = encoder.read(["reporter held over a post", "rain"])
    assert first.states.shape[1] == 16
    assert first.states.shape[0] == len(first.places)
    assert not np.allclose(first.vector, second.vector)
    assert encoder.glance(["rain"]).shape == (1, 16)


@pytest.mark.torch
def test_a_network_for_entailment_is_asked_the_hypotheses(small: Path, tmp_path: Path) -> None:
    from transformers import BertConfig, BertForSequenceClassification

    labels = {"contradiction": 0, "neutral": 1, "entailment": 2}
    config = BertConfig(**_shape(), label2id=labels, id2label={i: name for name, i in labels.items()})
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(small / name, tmp_path)
    (reading,) = HubEncoder(str(tmp_path)).read(["reporter held over a post"])
    assert reading.states.shape == (1, len(HYPOTHESES))


@pytest.mark.torch
def test_a_folder_without_a_network_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=tmp_path.name):
        HubEncoder(str(tmp_path)).read(["x"])
