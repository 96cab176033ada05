"""People from the encoder's tags."""

import numpy as np

from classifiers.heads import TAGS, Signals, Tag
from classifiers.names import people, runs
from classifiers.passages import Passage


def signals(text: str, *marked: tuple[str, Tag]) -> tuple[Signals, Passage]:
    """Tokens are words; the words of each marked text carry its tag."""
    places, start = [], 0
    for word in text.split(" "):
        places.append((start, start + len(word)))
        start += len(word) + 1
    tags = np.zeros((len(places), len(TAGS)), np.float32)
    tags[:, 0] = 1.0
    for words, tag in marked:
        begin = text.index(words)
        for i, (a, b) in enumerate(places):
            if a < begin + len(words) and b > begin:
                tags[i] = 0.0
                tags[i, TAGS.index(tag)] = 1.0
    none = np.zeros(1, np.float32)
    found = Signals(label=none, stage=none, targets=none, country={}, tags=tags, places=tuple(places))
    return found, Passage(text, (0,), (0,), text)


def test_a_name_is_a_run_of_tokens_without_punctuation_at_its_edges() -> None:
    found, passage = signals("Police took Tunde Abareke, a reporter.", ("Tunde Abareke,", Tag.TARGET))
    (run,) = runs(found, passage.text)
    assert passage.text[run.start : run.end] == "Tunde Abareke"


def test_a_shorter_mention_is_the_person_named_in_full() -> None:
    text = "Abareke was held . Tunde Abareke writes . Tunde denies it"
    found, passage = signals(text, ("Abareke", Tag.TARGET), ("Tunde Abareke", Tag.TARGET))
    assert [passage.text[run.start : run.end] for run in people(found, passage)] == ["Tunde Abareke"]


def test_roles_are_kept_apart_and_laws_are_no_people() -> None:
    text = "Tunde Abareke said lawyer Bola Adisa cited the Cybercrimes Act today"
    found, passage = signals(
        text, ("Tunde Abareke", Tag.TARGET), ("Bola Adisa", Tag.LAWYER), ("Cybercrimes Act", Tag.LAW)
    )
    assert [run.tag for run in people(found, passage)] == [Tag.TARGET, Tag.LAWYER]


def test_a_token_that_ends_inside_a_word_takes_the_whole_word() -> None:
    found, passage = signals("Reporter Abareke held")
    tags = found.tags.copy()
    tags[1] = 0.0
    tags[1, TAGS.index(Tag.TARGET)] = 1.0
    cut = Signals(label=found.label, stage=found.stage, targets=found.targets, country={}, tags=tags,
                  places=((0, 8), (9, 12), (17, 21)))  # fmt: skip
    (run,) = runs(cut, passage.text)
    assert passage.text[run.start : run.end] == "Abareke"
