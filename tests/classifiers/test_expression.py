"""What was said where, and how many people a case is turned on."""

import pytest

from classifiers import expression
from classifiers.lexicon import Findings, Words
from pipeline.countries import country_names
from pipeline.settings import ROOT
from pipeline.watchlist import read_laws, read_lexicons

LEXICONS = read_lexicons(ROOT / "config" / "lexicon")
WORDS = Words(
    LEXICONS,
    read_laws(ROOT / "config" / "laws").values(),
    country_names(LEXICONS),
    {"NG": ["Kano", "Sokoto"]},
)


def found(text: str, language: str = "en") -> Findings:
    return WORDS.find("Police arrest", text, language)


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Five students were held over a TikTok video.", "en", 5),
        ("Police detained 12 activists on Monday.", "en", 12),
        ("Cinq étudiants ont été arrêtés pour une vidéo.", "fr", 5),
        ("Полиция задержала троих активистов за пост.", "ru", 3),
        ("اعتقلت الشرطة خمسة طلاب بسبب منشور.", "ar", 5),
    ],
)
def test_counted_people_are_counted(text: str, language: str, number: int) -> None:
    count, quote = expression.accused(found(text, language))
    assert count == number
    assert quote
    assert quote.field == "accused"


@pytest.mark.parametrize(
    "text",
    [
        "The 24-year-old student was held.",
        "He was held for three days. A student said so.",
        "A student was held.",
    ],
)
def test_ages_and_days_count_nobody(text: str) -> None:
    assert expression.accused(found(text)) == (None, None)


@pytest.mark.parametrize(
    ("text", "language", "platform"),
    [
        ("He posted it on Facebook.", "en", "facebook"),
        ("задержан за пост в фейсбуке", "ru", "facebook"),
        ("بسبب منشور على فيسبوك", "ar", "facebook"),
        ("a clip on TikTok", "en", "tiktok"),
    ],
)
def test_a_platform_is_known_in_any_script(text: str, language: str, platform: str) -> None:
    names, quotes = expression.platforms(found(text, language))
    assert names[:1] == (platform,)
    assert quotes


def test_a_town_of_the_country_is_the_place_and_one_of_another_is_not() -> None:
    town, quote = expression.town(
        found("A reporter was arrested in Kano. Kano police said so; Sokoto too."), "NG"
    )
    assert town == "Kano"
    assert quote
    assert expression.town(found("A reporter was arrested in Kano."), "GH") == (None, None)


def test_the_offences_named_are_topics() -> None:
    topics, _ = expression.topics(found("He was charged with defamation and false news."))
    assert set(topics) == {"defamation", "false_news"}
