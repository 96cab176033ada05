"""The labelled articles: read, checked and split."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from classifiers.corpus import Split, example, read_corpus, split_of, token_tags
from classifiers.heads import LABELS, STAGES, TAGS, TARGETS, Tag
from classifiers.passages import Passage
from pipeline.errors import InputError

SHIPPED = sorted((Path(__file__).resolve().parents[2] / "classifiers" / "corpus").glob("*.jsonl"))
ITEM = {"title": "Reporter charged", "text": "Tunde Abareke was charged under the Cybercrimes Act.", "lang": "en",
        "label": "prosecution", "stage": "charged", "target_types": ["journalist"], "country": "NG",
        "laws": ["Cybercrimes Act"], "persons": [{"name": "Tunde Abareke", "role": "target"}]}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> list[dict[str, object]]:
    return read_corpus(SHIPPED)


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "xx.jsonl"
    file.write_text(json.dumps(ITEM) + "\n" + json.dumps(ITEM | {"label": "guilty"}) + "\n")
    with pytest.raises(InputError, match=r"line 2.*guilty"):
        read_corpus([file])


def test_items_of_one_event_stand_in_one_split(shipped: list[dict[str, object]]) -> None:
    splits = defaultdict(set)
    for item in shipped:
        splits[item["event"]].add(split_of(item))
    assert all(len(found) == 1 for found in splits.values())


def test_about_seven_in_ten_are_to_learn_from(shipped: list[dict[str, object]]) -> None:
    shares = Counter(split_of(item) for item in shipped)
    assert 0.66 < shares[Split.TRAIN] / len(shipped) < 0.74
    assert 0.12 < shares[Split.TEST] / len(shipped) < 0.18


def test_the_corpus_is_as_large_as_it_is_said_to_be(shipped: list[dict[str, object]]) -> None:
    by_language = Counter(item["lang"] for item in shipped)
    assert len(shipped) >= 7300
    assert len(by_language) >= 72
    assert sum(count >= 120 for count in by_language.values()) >= 40
    assert min(by_language.values()) >= 28
    assert by_language["en"] >= 600
    assert len({item["id"] for item in shipped}) == len(shipped)


def test_no_two_items_of_the_corpus_are_near_copies(shipped: list[dict[str, object]]) -> None:
    """Six-letter runs in common with an earlier item of the language; found through the rarest runs of each."""
    for language in {item["lang"] for item in shipped}:
        runs = [_runs(f"{item['title']}{item['text']}") for item in shipped if item["lang"] == language]
        common = Counter(run for found in runs for run in found)
        holders: dict[str, list[int]] = defaultdict(list)
        for number, found in enumerate(runs):
            rare = sorted(found, key=lambda run: (common[run], run))[:40]
            for other in {i for run in rare for i in holders[run]}:
                shared = len(found & runs[other]) / max(1, min(len(found), len(runs[other])))
                assert shared < 0.8, f"{language}: items {other + 1} and {number + 1}"
            for run in rare:
                holders[run].append(number)


def _runs(text: str) -> set[str]:
    letters = "".join(letter for letter in text.lower() if letter.isalnum())
    return {letters[i : i + 6] for i in range(max(1, len(letters) - 5))}


def test_an_example_says_what_the_heads_are_to_say() -> None:
    found = example(ITEM, Passage(f"{ITEM['title']}\n{ITEM['text']}", (0,), (0,), ""), ("GH", "NG"))
    assert LABELS[found.label] == "prosecution"
    assert found.stage is not None
    assert STAGES[found.stage] == "charged"
    assert [TARGETS[i] for i in found.targets or ()] == ["journalist"]
    assert found.country == 1
    assert {TAGS[tag] for _, _, tag in found.spans} == {Tag.TARGET, Tag.LAW}


def test_tokens_are_tagged_by_the_spans_that_cover_them() -> None:
    assert token_tags([(0, 0), (0, 5), (6, 9), (10, 14)], [(6, 14, 1)]) == [0, 0, 1, 1]
