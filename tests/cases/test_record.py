"""What a case says, computed from its reports and from what people decided."""

from dataclasses import replace

from pipeline.cases.misuse import Invoked
from pipeline.cases.record import record_of
from pipeline.domain import (
    Axis,
    CaseField,
    Classification,
    Complainant,
    FactState,
    FieldDecision,
    Gender,
    LawMention,
    Leaning,
    Record,
    Role,
    TargetType,
)
from tests.builders import NOW, a_person, a_verdict


def record(
    *verdicts: Classification, decided: tuple[FieldDecision, ...] = (), kind: Invoked = Invoked.CYBER
) -> Record:
    return record_of(verdicts, decided, lambda law: kind)


def said(field: CaseField, value: str, state: FactState = FactState.ACCEPTED) -> FieldDecision:
    return FieldDecision(case_id="c", field=field, value=value, state=state, who="ab", at=NOW)


def leaning(found: Record, axis: Axis) -> Leaning:
    return next(answer.leaning for answer in found.axes if answer.axis is axis)


def test_what_most_reports_say_stands() -> None:
    found = record(a_verdict("a"), a_verdict("b", country="GH"), a_verdict("c"))
    assert found.country == "NG"


def test_spellings_of_one_person_are_one_person_with_aliases() -> None:
    found = record(
        a_verdict("a", persons=(a_person("Ada Bello"),)),
        a_verdict("b", persons=(a_person("Ada Nwosu Bello", gender=Gender.FEMALE),)),
    )
    (person,) = found.persons
    assert (person.name, person.aliases, person.gender) == ("Ada Nwosu Bello", ("Ada Bello",), Gender.FEMALE)


def test_roles_are_kept_and_the_accused_come_first() -> None:
    lawyer = replace(a_person("Chidi Umeh"), role=Role.LAWYER)
    found = record(a_verdict("a", persons=(lawyer, a_person())))
    assert [person.role for person in found.persons] == [Role.TARGET, Role.LAWYER]
    assert found.accused == 1


def test_outlets_are_told_where_a_case_is_turned_on_one() -> None:
    aimed = {"targets": (TargetType.MEDIA_OUTLET,)}
    reports = (
        a_verdict("a", outlets=("Daily Lantern",), **aimed),
        a_verdict("b", outlets=("Таш-Кабар",), **aimed),
        a_verdict("c", outlets=("Tash-Kabar", "Kerben"), **aimed),
    )
    assert record(*reports).outlets == ("Таш-Кабар", "Daily Lantern", "Kerben")
    assert record(a_verdict("a", outlets=("Daily Lantern",))).outlets == ()
    refused = said(CaseField.OUTLETS, "Daily Lantern", FactState.REJECTED)
    assert record(*reports, decided=(refused,)).outlets == ("Таш-Кабар", "Kerben")


def test_a_counted_group_is_larger_than_its_named_members() -> None:
    assert record(a_verdict("a", accused=5)).accused == 5


def test_a_law_is_listed_once_with_its_section_where_any_report_gives_one() -> None:
    law = LawMention(id="ng-cybercrimes-2015", as_written="the Act")
    found = record(a_verdict("a", laws=(law,)), a_verdict("b", laws=(replace(law, section="24"),)))
    assert found.laws == (replace(law, section="24"),)


def test_a_kind_of_target_that_few_reports_name_is_a_slip() -> None:
    usual = [a_verdict(str(n)) for n in range(6)]
    found = record(*usual, a_verdict("x", targets=(TargetType.ARTIST,)))
    assert found.targets == (TargetType.JOURNALIST,)


def test_a_persons_value_outranks_the_machines_for_ever_and_makes_it_obsolete() -> None:
    found = record(a_verdict("a"), decided=(said(CaseField.COUNTRY, "GH"),))
    assert found.country == "GH"
    states = {fact.value: fact.state for fact in found.facts if fact.field is CaseField.COUNTRY}
    assert states == {"GH": FactState.ACCEPTED, "NG": FactState.OBSOLETE}


def test_a_rejected_value_never_comes_back_until_a_person_says_otherwise() -> None:
    no = said(CaseField.COMPLAINANT, "official", FactState.REJECTED)
    verdict = a_verdict("a", complainant=Complainant.OFFICIAL)
    assert record(verdict, verdict, decided=(no,)).complainant is Complainant.UNKNOWN
    yes = said(CaseField.COMPLAINANT, "official")
    assert record(verdict, decided=(no, yes)).complainant is Complainant.OFFICIAL


def test_what_nobody_judged_is_a_suggestion_of_a_version() -> None:
    (fact,) = [fact for fact in record(a_verdict("a")).facts if fact.field is CaseField.COUNTRY]
    assert (fact.state, fact.who, fact.version) == (FactState.SUGGESTED, None, "test")


def test_values_that_a_person_adds_to_a_list_stand_beside_the_machines() -> None:
    found = record(
        a_verdict("a"), decided=(said(CaseField.TARGETS, "lawyer"), said(CaseField.EXTERNAL_ID, "CPJ 12"))
    )
    assert found.targets == (TargetType.LAWYER, TargetType.JOURNALIST)
    assert found.external_ids == ("CPJ 12",)


def test_misuse_is_answered_with_a_reason_and_unclear_is_an_answer() -> None:
    found = record(a_verdict("a"))
    assert leaning(found, Axis.LAW_INVOKED) is Leaning.YES
    assert leaning(found, Axis.PROTECTED) is Leaning.YES
    assert leaning(found, Axis.WHO_COMPLAINED) is Leaning.UNCLEAR
    assert all(answer.reason for answer in found.axes)
    unknown = record(a_verdict("a", laws=(), targets=()))
    assert leaning(unknown, Axis.LAW_INVOKED) is Leaning.UNCLEAR
    assert leaning(unknown, Axis.PROTECTED) is Leaning.UNCLEAR


def test_a_speech_offence_counts_when_something_online_is_punished() -> None:
    post = a_verdict("a", platforms=("facebook",))
    assert leaning(record(post, kind=Invoked.SPEECH), Axis.LAW_INVOKED) is Leaning.YES
    assert leaning(record(a_verdict("a"), kind=Invoked.SPEECH), Axis.LAW_INVOKED) is Leaning.UNCLEAR


def test_a_reviewers_answer_to_a_question_of_misuse_stands() -> None:
    found = record(a_verdict("a"), decided=(said(CaseField.LAW_INVOKED, "no"),))
    assert leaning(found, Axis.LAW_INVOKED) is Leaning.NO
