"""What the encoder is given to read of an article."""

from classifiers.lexicon import Findings, Hit, Words
from classifiers.passages import LONGEST, ROOM, chosen
from pipeline.bootstrap import Parts

WANDERING = "The road to the coast was long and the markets were full of fish and noise that morning. "
CASE = "On Friday a court in Niamey sentenced the blogger to six months over a Facebook post about the ministry. "


def test_a_case_told_late_in_a_long_article_is_read(words: Words) -> None:
    found = words.find("Letters from the coast", WANDERING * 30 + CASE + WANDERING * 30, "en")
    passage = chosen(found)
    assert CASE.strip() in passage.text
    assert len(passage.text) < ROOM + LONGEST


def test_title_and_lead_are_always_read_and_pieces_keep_their_order(words: Words) -> None:
    lead = "Markets opened late. Nobody knew why. "
    passage = chosen(words.find("A morning", lead + WANDERING * 40 + CASE, "en"))
    assert passage.text.startswith("A morning\nMarkets opened late.\nNobody knew why.")
    assert passage.text.rstrip().endswith(CASE.strip())


def test_a_place_in_the_passage_leads_back_to_the_article(words: Words) -> None:
    found = words.find("Letters", WANDERING * 20 + CASE, "en")
    passage = chosen(found)
    place = passage.text.index("Niamey")
    origin = passage.origin(place)
    assert found.whole[origin : origin + 6] == "Niamey"


def test_what_hides_words_is_not_read_and_takes_no_room(words: Words) -> None:
    hidden = "On Fri*day!! a court in Nia\u200bmey sen|tenced the blog\u200bger to six months over a Face*book post."
    found = words.find("Letters", "\u200b".join(WANDERING * 4) + hidden, "en")
    passage = chosen(found)
    assert "Friday a court in Niamey sentenced the blogger to six months" in passage.text
    assert WANDERING.strip() in passage.text
    origin = passage.origin(passage.text.index("mey sentenced"))
    assert found.whole[origin : origin + 3] == "mey"


def test_a_text_without_full_stops_is_read_in_pieces(words: Words) -> None:
    passage = chosen(words.find("ข่าว", "ตำรวจจับนักข่าว" * 400, "th"))
    assert 0 < len(passage.text) < ROOM + LONGEST


def test_an_article_that_is_only_a_headline_is_read(words: Words) -> None:
    assert chosen(words.find("Blogger arrested", "", "en")).text == "Blogger arrested"


def test_an_empty_article_gives_an_empty_passage(words: Words) -> None:
    assert chosen(words.find("", "", "en")).text == ""


def test_hits_in_the_title_count_for_no_piece_of_the_text() -> None:
    with Parts() as parts:
        lexicon = parts.lexicons["en"]
    text = "First sentence here. Second one here. " + "Filler words stand here for long. " * 40
    found = Findings(
        title="Arrested", text=text, language="en", concepts=(Hit("stage.arrested", 0, 8),), places=(), laws=(),
        lexicon=lexicon, main_laws={},
    )  # fmt: skip
    assert chosen(found).text.startswith("Arrested\nFirst sentence here.")
