"""One spelling for letters that mean the same, and the way back."""

import pytest

from classifiers.folding import Places, fold, plain
from classifiers.matcher import Matcher


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Arrêté", "arrete"),
        ("ARRESTED", "arrested"),
        ("ａｒｒｅｓｔ", "arrest"),
        ("ar\u200bres\u00adted", "arrested"),
        ("аrrested", "arrested"),  # its first letter is Cyrillic
        ("ar·rest*ed", "arrested"),
        ("الصَّحَفِيّ", "الصحفي"),
        ("صحافیان", "صحافيان"),
        ("पत्रकार", "पत्रकार"),
        ("İstanbul", "istanbul"),
    ],
)
def test_letters_that_mean_the_same_are_folded(written: str, plain: str) -> None:
    assert fold(written) == fold(plain)


@pytest.mark.parametrize(
    "text",
    [
        "x الصَّحَفِيّ اعتُقل",
        "a\u200bb arrested c",
        "Straße und arrested",
        "plain arrested",
        "a\u200bb arrested Straße",
    ],
)
def test_a_place_in_the_folded_text_leads_back_to_the_original(text: str) -> None:
    folded = fold(text)
    word = fold("اعتُقل" if "اعت" in text else "arrested")
    start = folded.index(word)
    begin, end = Places(text, folded).span(start, start + len(word))
    assert fold(text[begin:end]) == word


def test_words_are_bounded_and_stems_are_open() -> None:
    matcher = Matcher([("act", "law"), ("journalis*", "press"), ("记者", "press")])
    found = [
        meaning for _, _, meaning in matcher.find(fold("The actor and the journalists: an act. 女记者被捕"))
    ]
    assert found == ["press", "law", "press"]


def test_a_clitic_may_stand_before_a_word() -> None:
    matcher = Matcher([("صحفي", "press")], prefixes=["وال", "ال"])
    assert len(list(matcher.find(fold("والصحفي والصحفيون الصحفي")))) == 2


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Jоurnalist аrrested", "Journalist arrested"),  # Cyrillic o and a
        ("REPORTER HELD OVER POST", "reporter held over post"),
        ("The FIA held a BBC reporter", "The FIA held a BBC reporter"),
        ("Журналист", "Журналист"),
        ("记者被捕", "记者被捕"),
    ],
)
def test_what_an_encoder_reads_is_plain_and_as_long_as_it_was(written: str, read: str) -> None:
    assert plain(written) == read
    assert len(plain(written)) == len(written)
