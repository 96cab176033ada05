"""What surrounds a case, read from words."""

from classifiers import circumstances
from classifiers.lexicon import Findings, Words
from pipeline.domain import (
    Answer,
    Complainant,
    Evidence,
    Gender,
    OffenceFamily,
    PersonMention,
    PrivacyMeasure,
    Role,
    Stage,
)

TEXT = (
    "Police in Gombe arrested the schoolboy Musa Danladi, a student, over a Facebook post that insulted the governor. "
    "Governor Bala Adamu had filed a complaint. Officers seized his phone."
)


def named(found: Findings, name: str, role: Role) -> tuple[PersonMention, Evidence]:
    start = found.whole.index(name)
    return PersonMention(name=name, latin=name, role=role), found.evidence(
        "persons", start, start + len(name)
    )


def test_what_was_said_outranks_what_was_done_by_computer(words: Words) -> None:
    speech, quotes = circumstances.family(words.find("", TEXT + " He is also accused of hacking.", "en"))
    assert speech is OffenceFamily.CONTENT
    assert quotes[0].quote in TEXT
    assert (
        circumstances.family(words.find("", "Two men held for phishing.", "en"))[0]
        is OffenceFamily.CYBER_ENABLED
    )
    assert circumstances.family(words.find("", "Rain is expected.", "en"))[0] is OffenceFamily.UNKNOWN


def test_a_complainant_with_an_office_is_an_official(words: Words) -> None:
    found = words.find("", TEXT, "en")
    person, quote = named(found, "Bala Adamu", Role.COMPLAINANT)
    kind, (evidence,) = circumstances.complainant(found, [person], [quote])
    assert kind is Complainant.OFFICIAL
    assert evidence.field == "complainant"
    assert circumstances.complainant(found, [], []) == (Complainant.UNKNOWN, [])


def test_devices_that_were_taken_are_told_with_their_words(words: Words) -> None:
    kinds, quotes = circumstances.privacy(words.find("", TEXT, "en"))
    assert kinds == (PrivacyMeasure.DEVICE_SEIZED,)
    assert "phone" in quotes[0].quote


def test_gender_and_age_come_from_words_near_the_name_only(words: Words) -> None:
    found = words.find("", TEXT, "en")
    boy, quote = named(found, "Musa Danladi", Role.TARGET)
    (described,) = circumstances.described(found, [boy], [quote])
    assert (described.minor, described.gender) == (True, Gender.MALE)
    plain = words.find("", "Musa Danladi was arrested over a post.", "en")
    (unknown,) = circumstances.described(plain, *zip(named(plain, "Musa Danladi", Role.TARGET), strict=True))
    assert (unknown.minor, unknown.gender) == (False, Gender.UNKNOWN)


def test_exile_crosses_a_border_and_silence_does_not_say_no(words: Words) -> None:
    found = words.find("", TEXT, "en")
    assert circumstances.cross_border(found, "NG", Stage.EXILED) is Answer.YES
    assert circumstances.cross_border(found, "NG", Stage.ARRESTED) is Answer.UNKNOWN
