"""People from the encoder's tags."""

import numpy as np
import pytest

from classifiers.heads import TAGS, Signals, Tag
from classifiers.lexicon import Words
from classifiers.names import people, runs
from classifiers.passages import Passage


def named(words: Words, text: str, *marked: tuple[str, Tag], language: str = "en") -> list[tuple[str, Tag]]:
    """The people that are read where the encoder tags so."""
    found, passage = signals(text, *marked)
    read = people(words.find("", text, language), found, passage)
    return [(passage.text[run.start : run.end], run.tag) for run in read]


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
    return found, Passage(text, (0,), (1,), text)  # an article without a title begins with a line break


def test_a_name_is_a_run_of_tokens_without_punctuation_at_its_edges() -> None:
    found, passage = signals("Police took Tunde Abareke, a reporter.", ("Tunde Abareke,", Tag.TARGET))
    (run,) = runs(found, passage.text)
    assert passage.text[run.start : run.end] == "Tunde Abareke"


def test_a_shorter_mention_is_the_person_named_in_full(words: Words) -> None:
    text = "Abareke was held . Tunde Abareke writes . Tunde denies it"
    marked = ("Abareke", Tag.TARGET), ("Tunde Abareke", Tag.TARGET)
    assert named(words, text, *marked) == [("Tunde Abareke", Tag.TARGET)]


def test_roles_are_kept_apart_and_laws_are_no_people(words: Words) -> None:
    text = "Tunde Abareke said lawyer Bola Adisa cited the Cybercrimes Act today"
    people_of = ("Tunde Abareke", Tag.TARGET), ("Bola Adisa", Tag.LAWYER)
    assert named(words, text, *people_of, ("Cybercrimes Act", Tag.LAW)) == [*people_of]


@pytest.mark.parametrize(
    ("language", "text", "tagged", "name"),
    [
        ("en", "Police hold journalist Tunde Abareke today", "journalist Tunde Abareke", "Tunde Abareke"),
        ("ur", "پولیس نے صحافی کاشف بلیدی کو پکڑا", "صحافی کاشف بلیدی", "کاشف بلیدی"),
        ("bn", "আদালতে সাংবাদিক শাহীন আলম গ্রেপ্তার হন", "শাহীন আলম গ্রেপ্তার", "শাহীন আলম"),
        ("hi", "पुलिस ने रमेश तोमर को पकड़ा", "रमेश तोमर को", "रमेश तोमर"),
        ("si", "තිළිණ වික්\u200dරමආරච්චි අද", "වික්\u200dරමආරච්චි", "වික්\u200dරමආරච්චි"),
    ],
)
def test_words_beside_a_name_are_no_part_of_it(
    words: Words, language: str, text: str, tagged: str, name: str
) -> None:
    assert named(words, text, (tagged, Tag.TARGET), language=language) == [(name, Tag.TARGET)]


def test_a_word_of_the_lexicon_alone_is_no_name(words: Words) -> None:
    assert named(words, "The court acquitted him", ("acquitted", Tag.TARGET)) == []


def test_a_token_that_ends_inside_a_word_takes_the_whole_word() -> None:
    found, passage = signals("Reporter Abareke held")
    tags = found.tags.copy()
    tags[1] = 0.0
    tags[1, TAGS.index(Tag.TARGET)] = 1.0
    cut = Signals(label=found.label, stage=found.stage, targets=found.targets, country={}, tags=tags,
                  places=((0, 8), (9, 12), (17, 21)))  # fmt: skip
    (run,) = runs(cut, passage.text)
    assert passage.text[run.start : run.end] == "Abareke"


@pytest.mark.parametrize(
    ("language", "text"),
    [("xh", "bangathumeli mali"), ("zu", "bathumele mali"), ("sn", "musi we china dare rakati")],
)
def test_a_common_word_is_no_country_not_even_by_its_english_name(
    words: Words, language: str, text: str
) -> None:
    assert not words.find("", text, language).places
    assert [hit.meaning for hit in words.find("", "Mali and China", "en").places] == ["ML", "CN"]
