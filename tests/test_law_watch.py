"""What counts as a change of the law, and which cases it concerns."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from classifiers.heads import TAGS, Signals
from classifiers.lexicon import Words
from classifiers.passages import chosen
from classifiers.verdict import Thresholds, verdict
from pipeline.cases.law_sections import touch
from pipeline.cases.law_watch import LawWatch, fresh
from pipeline.domain import (
    Classification,
    Confidence,
    Decision,
    Document,
    Label,
    Law,
    LawCause,
    LawChange,
    LawEvent,
    LawEventKind,
    LawFit,
    LawKind,
    LawMention,
    Lexicon,
    Reliance,
    RelyingCase,
)
from tests.builders import a_verdict


def an_event(kind: str = "amended", when: str = "2024", **more: str) -> LawEvent:
    return LawEvent(event=LawEventKind(kind), date=when, **more)


def a_law(name: str = "ke-computer-misuse-2018", *history: LawEvent) -> Law:
    return Law(
        id=name, country="KE", kind=LawKind.CYBERCRIME_LAW, name=name, year=2018, number=None, official={}, names={},
        cued_names={}, history=(an_event("adopted", "2018"), *history), provisions=(), sources=(),
        checked_on=date(2026, 11, 24), confidence=Confidence.HIGH,
    )  # fmt: skip


def watching(*laws: Law) -> LawWatch:
    return LawWatch({law.id: law for law in laws})


def struck(section: str | None = None) -> LawChange:
    return LawChange(law_id="ke-computer-misuse-2018", cause=LawCause.REGISTER, section=section,
                     event=LawEventKind.STRUCK_DOWN, event_date="2026-03-06")  # fmt: skip


def relied(**sections: str | None) -> list[Reliance]:
    return [
        Reliance(case_id=case, law_id="ke-computer-misuse-2018", section=one)
        for case, one in sections.items()
    ]


def news_of_a_law(*laws: LawMention, **more: object) -> list[LawChange]:
    found = a_verdict(label=Label.LEGISLATION, decision=Decision.DROP, laws=laws, **more)
    return watching(a_law()).told(found, "2026-11-24")


@pytest.mark.parametrize(
    ("one", "other"),
    [("22", "22"), ("24", "24(1)"), ("24(1)(a)", "24 (1)"), ("66a", "66A"), ("25 (old numbering)", "25"),
     ("27A", "27a"), ("38-41", "40"), ("13 (Law 47/1948)", "13"), ("٢٤", "24"), ("207.3", "207.3"), ("AFNA", "afna"),
     ("196bis", "196 bis"), ("24(1) (as amended 2024)", "24(1)"), ("310-314 and art 322-326", "325"),
     ("§ 130(1)", "130")],
)  # fmt: skip
def test_sections_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert touch(one, other)
    assert touch(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("22", "23"), ("24(1)", "24(2)"), ("27A", "27"), ("388-1", "388"), ("361-4", "361-1"), ("207.3", "207.1"),
     ("25 (old numbering)", "26"), ("38-41", "42"), ("13 (Law 47/1948)", "47"), ("AFNA", "22"), ("2", "22")],
)  # fmt: skip
def test_other_sections_are_not(one: str, other: str) -> None:
    assert not touch(one, other)


def test_an_event_is_news_once() -> None:
    known, struck_down = an_event(), an_event("struck_down", "2026-03-06", section="22")
    assert fresh([known], [known, struck_down]) == [struck_down]
    assert fresh([known, struck_down], [struck_down, known]) == []


def test_a_date_that_is_known_better_or_a_note_is_no_news() -> None:
    before = [an_event(when="2024"), an_event("repealed", "unknown")]
    assert fresh(before, [an_event(when="2024-02", note="by parliament"), an_event("repealed", "2026")]) == []


def test_a_second_amendment_of_one_year_is_news() -> None:
    second = an_event(when="2024-11")
    assert fresh([an_event(when="2024")], [an_event(when="2024"), second]) == [second]
    assert fresh([an_event(when="2024")], [an_event(when="2026")]) == [an_event(when="2026")]


def test_the_same_event_of_another_section_is_news() -> None:
    before = an_event("struck_down", "2026-03-06", section="22")
    assert fresh([before], [before, replace(before, section="23")]) == [replace(before, section="23")]
    assert fresh([before], [replace(before, section="22 (old numbering)")]) == []


def test_the_birth_of_a_law_and_a_law_that_is_new_to_the_register_are_no_news() -> None:
    law = a_law("ke-computer-misuse-2018", an_event("in_force"), an_event("repealed", "2026"))
    assert watching(law).news({}) == []
    (found,) = watching(law).news({law.id: law.history[:1]})
    assert (found.event, found.event_date, found.cause) == (
        LawEventKind.REPEALED,
        "2026",
        LawCause.REGISTER,
    )


def test_the_section_named_comes_before_no_section_and_another_section_not_at_all() -> None:
    found = watching(a_law()).relying(struck("22"), relied(a=None, b="22(3)", c="27"))
    assert found == [
        RelyingCase(case_id="b", fit=LawFit.SECTION),
        RelyingCase(case_id="a", fit=LawFit.UNSAID),
    ]


def test_a_case_that_names_the_law_twice_counts_by_the_section_it_names() -> None:
    twice = [*relied(a="22"), *relied(a=None), *relied(b="27"), *relied(b=None)]
    assert watching(a_law()).relying(struck("22"), twice) == [RelyingCase(case_id="a", fit=LawFit.SECTION)]


def test_a_whole_law_concerns_every_case_under_it_and_told_apart_those_under_the_laws_that_followed() -> None:
    old = a_law("ke-computer-misuse-2018", an_event("replaced_by", "2020", law="ke-new-2020"))
    laws = watching(old, a_law("ke-new-2020", an_event("replaced_by", "2025", law="ke-newer-2025")))
    assert laws.concerned(struck()) == ["ke-computer-misuse-2018", "ke-new-2020", "ke-newer-2025"]
    cases = [*relied(a="22", b=None), Reliance(case_id="c", law_id="ke-newer-2025", section="22")]
    assert [(one.case_id, one.fit) for one in laws.relying(struck(), cases)] == [
        ("a", LawFit.WHOLE), ("b", LawFit.WHOLE), ("c", LawFit.SUCCESSOR),
    ]  # fmt: skip


def test_what_befell_a_section_says_nothing_of_a_later_law_unless_that_replaced_it() -> None:
    laws = watching(a_law("ke-computer-misuse-2018", an_event("replaced_by", "2020", law="ke-new-2020")))
    assert laws.concerned(struck("22")) == ["ke-computer-misuse-2018"]
    replaced = replace(struck("22"), event=LawEventKind.REPLACED_BY, other_law="ke-new-2020")
    assert laws.concerned(replaced) == ["ke-computer-misuse-2018", "ke-new-2020"]


def test_laws_that_replace_each_other_end_the_search() -> None:
    one = a_law("ke-one-2018", an_event("replaced_by", law="ke-two-2019"))
    two = a_law("ke-two-2019", an_event("renamed", law="ke-one-2018"))
    assert watching(one, two).concerned(replace(struck(), law_id=one.id)) == [one.id, two.id]


def test_an_article_tells_of_the_laws_of_the_register_and_their_sections_only() -> None:
    known = LawMention(id="ke-computer-misuse-2018", as_written="the Act")
    unknown = LawMention(id=None, as_written="Bill 12"), LawMention(id="xx-gone-1999", as_written="old Act")
    (found,) = news_of_a_law(known, known, *unknown)
    assert (found.law_id, found.section, found.article_id) == ("ke-computer-misuse-2018", None, "a1")
    assert (found.cause, found.event, found.event_date) == (LawCause.ARTICLE, None, "2026-11-24")
    assert [one.section for one in news_of_a_law(known, replace(known, section="22"))] == ["22"]


def test_an_article_with_another_label_tells_nothing() -> None:
    law = LawMention(id="ke-computer-misuse-2018", as_written="the Act")
    assert watching(a_law()).told(a_verdict(laws=(law,)), None) == []


def classified(label: Label) -> Classification:
    """The verdict on an article about a law, when the encoder is sure of a label and of nothing else."""
    law = replace(a_law(), names={"en": ("Computer Misuse Act",)})
    english = Lexicon(language="en", name="English", words_are_spaced=True, home=(), prefixes=(), suffixes=(),
                      after_names=frozenset(), sections=(), concepts={}, places={"KE": ("Kenya",)})  # fmt: skip
    title, text = (
        "Kenya: court strikes out part of the law",
        "The Computer Misuse Act of Kenya was before the court.",
    )
    found = Words({"en": english}, [law], {}, {}).find(title, text, "en")
    none = np.zeros(1, np.float32)
    signals = Signals(label=none, stage=none, targets=none, country={}, places=((0, 5),),
                      tags=np.eye(1, len(TAGS), dtype=np.float32))  # fmt: skip
    scores = {one: 0.9 if one is label else 0.02 for one in Label}
    return verdict(
        Document(id="a1", title=title, text=text, language="en"), found, chosen(found), signals, scores,
        Thresholds(alert=0.8, label=0.5, review=0.3, chosen_by="test"),
    )  # fmt: skip


def test_news_of_a_law_is_dropped_with_its_country_and_laws_in_the_words_they_stand_in() -> None:
    found = classified(Label.LEGISLATION)
    assert (found.label, found.decision, found.country) == (Label.LEGISLATION, Decision.DROP, "KE")
    assert [(law.id, law.as_written) for law in found.laws] == [
        ("ke-computer-misuse-2018", "Computer Misuse Act")
    ]
    assert {one.field for one in found.evidence} == {"country", "laws"}
    assert (found.persons, found.stage, found.targets) == ((), None, ())


def test_other_news_is_dropped_without_laws() -> None:
    found = classified(Label.OTHER)
    assert (found.decision, found.laws, found.country, found.evidence) == (Decision.DROP, (), None, ())
