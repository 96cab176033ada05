"""What people do to cases beside reviewing them, on SQLite and on PostgreSQL alike."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pipeline.domain import (
    ArticleState,
    Axis,
    Case,
    CaseField,
    Change,
    ChangeKind,
    Channel,
    Fact,
    FactState,
    FieldDecision,
    LawMention,
    Leaning,
    LinkKind,
    Review,
    ReviewVerdict,
    Route,
    Stage,
)
from pipeline.errors import InputError
from pipeline.rules import Linking
from pipeline.store.case_store import CaseStore
from pipeline.store.database import Database
from pipeline.store.feed_store import ArticleStore, FeedStore
from pipeline.store.outbox import Outbox
from pipeline.store.tables import doubts
from tests.builders import NOW, a_person, a_verdict, an_article, telling

RULES = Linking(routes=[Route(name="desk", channel=Channel.CONSOLE)], window_days=7)
LATER = NOW + timedelta(hours=1)
ACCEPTED, REJECTED = FactState.ACCEPTED, FactState.REJECTED


def reported(database: Database, name: str, *people: str, text: str = "", **verdict: object) -> str:
    """A report of these people, of Ada Bello without, linked; the id of its case."""
    persons = tuple(map(a_person, people)) or (a_person(),)
    article = an_article(name, text=text or telling(*persons), state=ArticleState.EXTRACTED)
    FeedStore(database).add_articles([replace(article, title=name) if text else article])
    ArticleStore(database).save_classified(a_verdict(name, **{"persons": persons, **verdict}), NOW)
    linked = CaseStore(database).link(name, RULES, NOW)
    assert linked
    return linked.case_id


def change(case_id: str, kind: ChangeKind, note: str = "", other: str | None = None) -> Change:
    return Change(number=0, case_id=case_id, kind=kind, who="ab", at=LATER, note=note, other_id=other)


def merge(database: Database, case_id: str, other: str) -> None:
    CaseStore(database).merge(case_id, other, RULES, change(case_id, ChangeKind.MERGE, other=other))


def split(database: Database, case_id: str, *articles: str) -> str:
    return CaseStore(database).split(case_id, articles, RULES, change(case_id, ChangeKind.SPLIT))


def undo(database: Database, case_id: str) -> Change:
    return CaseStore(database).undo(case_id, RULES, change(case_id, ChangeKind.UNDO))


def apart(database: Database, case_id: str, other: str) -> None:
    CaseStore(database).keep_apart(case_id, other, change(case_id, ChangeKind.NOTE, "kept apart", other))


def judge(
    database: Database, case_id: str, field: CaseField, value: str, state: FactState = ACCEPTED
) -> None:
    decision = FieldDecision(case_id=case_id, field=field, value=value, state=state, who="ab", at=LATER)
    CaseStore(database).judge(decision, RULES)


def groups(database: Database) -> dict[str, set[str]]:
    """The reports of each case that stands."""
    return {
        case.id: {source.article_id for incident in case.incidents for source in incident.sources}
        for case in CaseStore(database).cases()
    }


def the_case(database: Database, case_id: str) -> Case:
    [case] = CaseStore(database).cases([case_id])
    return case


def outbox(database: Database) -> Outbox:
    return Outbox(database, owner="me", is_dead=lambda _: False)


# --- merge -----------------------------------------------------------------------------------------------


def test_a_merge_moves_reports_incidents_and_alerts_and_the_other_id_leads_here(database: Database) -> None:
    ada = reported(database, "a1")
    bola = reported(database, "b1", "Bola Eze", stage=Stage.SENTENCED)
    merge(database, ada, bola)
    assert groups(database) == {ada: {"a1", "b1"}}
    case = the_case(database, ada)
    assert [incident.stage for incident in case.incidents] == [Stage.CHARGED, Stage.SENTENCED]
    assert {person.name for person in case.persons} == {"Ada Bello", "Bola Eze"}
    told = outbox(database).lines_of(ada)
    assert {line.incident_id for line in told} == {incident.id for incident in case.incidents}
    assert outbox(database).lines_of(bola) == []
    assert CaseStore(database).id_of(bola) == CaseStore(database).id_of(bola[:12]) == ada
    assert the_case(database, bola).merged_into == ada


def test_the_alerts_of_two_merged_cases_can_still_be_sent(database: Database) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    merge(database, ada, bola)
    box = outbox(database)
    first = box.claim(LATER)
    assert first
    assert (first[1].id, first[2].stage) == (ada, Stage.CHARGED)


def test_the_id_of_a_merged_case_stays_for_ever_and_is_given_to_no_other(database: Database) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    chidi = reported(database, "c1", "Chidi Obi")
    merge(database, ada, bola)
    merge(database, chidi, ada)
    assert CaseStore(database).id_of(bola) == CaseStore(database).id_of(ada) == chidi
    assert reported(database, "b2", "Bola Eze") == chidi
    later = {reported(database, f"d{n}", name) for n, name in enumerate(("Dele Ojo", "Efe Uba"))}
    assert not later & {ada, bola, chidi}


@pytest.mark.parametrize("which", ["itself", "merged", "nothing"])
def test_a_merge_with_itself_with_a_merged_case_or_with_nothing_is_refused(
    database: Database, which: str
) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    chidi = reported(database, "c1", "Chidi Obi")
    merge(database, ada, bola)
    before = groups(database)
    other, said = {
        "itself": (chidi, "with itself"), "merged": (bola, "was merged into"), "nothing": ("f" * 32, "no such case"),
    }[which]  # fmt: skip
    with pytest.raises(InputError, match=said):
        merge(database, chidi, other)
    assert groups(database) == before


def test_what_a_person_set_in_a_case_holds_in_the_one_that_it_is_merged_into(database: Database) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    judge(database, bola, CaseField.PLACE, "Kano")
    CaseStore(database).note(change(bola, ChangeKind.NOTE, "the lawyer called"))
    merge(database, ada, bola)
    assert the_case(database, ada).place == "Kano"
    assert "the lawyer called" in [one.note for one in CaseStore(database).history(ada)]
    undo(database, ada)
    assert (the_case(database, ada).place, the_case(database, bola).place) == (None, "Kano")


# --- split -----------------------------------------------------------------------------------------------


def test_a_split_opens_a_case_that_no_later_report_of_the_same_name_joins_again(database: Database) -> None:
    ada = reported(database, "a1")
    reported(database, "a2", stage=Stage.SENTENCED)
    new = split(database, ada, "a2")
    assert groups(database) == {ada: {"a1"}, new: {"a2"}}
    assert the_case(database, new).persons[0].name == "Ada Bello"
    for n in range(3):
        reported(database, f"a{n + 3}", stage=list(Stage)[n + 5])
    assert len(groups(database)) == 2
    assert CaseStore(database).doubts() == []
    assert (groups(database)[ada] >= {"a1"}, groups(database)[new] >= {"a2"}) == (True, True)


def test_two_split_cases_stay_apart_when_one_of_them_is_merged_into_a_third(database: Database) -> None:
    ada = reported(database, "a1")
    reported(database, "a2")
    new = split(database, ada, "a2")
    bola = reported(database, "b1", "Bola Eze")
    merge(database, bola, ada)
    reported(database, "a3")
    assert len(groups(database)) == 2
    assert CaseStore(database).id_of(new) == new
    assert CaseStore(database).doubts() == []


def test_a_bridge_between_three_cases_does_not_join_two_that_a_person_keeps_apart(
    database: Database,
) -> None:
    """The third has neither word of the name in common with the others until the bridge comes."""
    first, other = reported(database, "a1", "Ada Bello"), reported(database, "b1", "Nwosu Ada")
    third = reported(database, "c1", "Bello Nwosu")
    assert len({first, other, third}) == 3
    apart(database, first, other)
    reported(database, "d1", "Ada Nwosu Bello")
    together = [case for case, held in groups(database).items() if held & {"a1", "b1"}]
    assert len(together) == 2


@pytest.mark.parametrize(
    ("articles", "said"),
    [
        ((), "some must stay"), (("a1", "a2"), "some must stay"), (("a2", "a1", "a2"), "some must stay"),
        (("b1",), "b1 is none of its reports"),
    ],
    ids=["none", "all", "all-twice", "foreign"],
)  # fmt: skip
def test_a_split_of_all_of_none_or_of_what_is_not_there_is_refused(
    database: Database, articles: tuple[str, ...], said: str
) -> None:
    ada = reported(database, "a1")
    reported(database, "a2")
    reported(database, "b1", "Bola Eze")
    before = groups(database)
    with pytest.raises(InputError, match=said):
        split(database, ada, *articles)
    assert groups(database) == before


# --- undo ------------------------------------------------------------------------------------------------


def test_an_undone_merge_gives_back_the_former_cases_and_the_machine_does_not_repeat_it(
    database: Database,
) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    reported(database, "b2", "Bola Eze", stage=Stage.SENTENCED)
    before = groups(database)
    people = {person.id for person in the_case(database, bola).persons}
    merge(database, ada, bola)
    undone = undo(database, ada)
    assert (undone.kind, undone.other_id) == (ChangeKind.MERGE, bola)
    assert groups(database) == before
    assert {person.id for person in the_case(database, bola).persons} == people
    assert [person.name for person in the_case(database, ada).persons] == ["Ada Bello"]
    assert CaseStore(database).id_of(bola) == bola
    reported(database, "c1", "Ada Bello", "Bola Eze")
    assert len(groups(database)) == 2


def test_an_undone_split_gives_back_the_former_case_and_the_new_id_leads_there(database: Database) -> None:
    ada = reported(database, "a1")
    reported(database, "a2")
    before = groups(database)
    new = split(database, ada, "a2")
    assert undo(database, ada).kind is ChangeKind.SPLIT
    assert groups(database) == before
    assert CaseStore(database).id_of(new) == ada
    assert reported(database, "a3") == ada


def test_changes_are_taken_back_one_by_one_the_last_first(database: Database) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    chidi = reported(database, "c1", "Chidi Obi")
    before = groups(database)
    merge(database, ada, bola)
    merge(database, ada, chidi)
    assert [undo(database, ada).other_id, undo(database, ada).other_id] == [chidi, bola]
    assert groups(database) == before
    with pytest.raises(InputError, match="no merge or split to take back"):
        undo(database, ada)


def test_a_chain_of_merges_is_taken_back_from_its_end(database: Database) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    chidi = reported(database, "c1", "Chidi Obi")
    before = groups(database)
    merge(database, ada, bola)
    merge(database, chidi, ada)
    with pytest.raises(InputError, match="was merged into"):
        undo(database, ada)
    undo(database, chidi)
    undo(database, ada)
    assert groups(database) == before


def test_reports_that_came_after_a_merge_stay_when_it_is_taken_back(database: Database) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    merge(database, ada, bola)
    assert reported(database, "a2") == ada
    assert reported(database, "b2", "Bola Eze") == ada
    undo(database, ada)
    assert groups(database) == {ada: {"a1", "a2", "b2"}, bola: {"b1"}}


def test_a_split_case_that_got_reports_of_its_own_stands_when_the_split_is_taken_back(
    database: Database,
) -> None:
    ada = reported(database, "a1")
    reported(database, "b1", "Ada Bello", "Bola Eze")
    new = split(database, ada, "b1")
    assert reported(database, "b2", "Bola Eze") == new
    undo(database, ada)
    assert groups(database) == {ada: {"a1", "b1"}, new: {"b2"}}


@pytest.mark.parametrize("case_id", [None, "f" * 32])
def test_an_undo_of_nothing_is_refused(database: Database, case_id: str | None) -> None:
    ada = reported(database, "a1")
    CaseStore(database).note(change(ada, ChangeKind.NOTE, "only a remark"))
    with pytest.raises(InputError, match="no such case" if case_id else "no merge or split to take back"):
        undo(database, case_id or ada)


def test_a_confirmed_case_does_not_wait_for_a_person_after_an_undo(database: Database) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    reported(database, "a2")
    for n, case_id in enumerate((ada, bola)):
        CaseStore(database).review(
            Review(id=f"r{n}", case_id=case_id, verdict=ReviewVerdict.CONFIRM, who="ab", at=LATER)
        )
    merge(database, ada, bola)
    undo(database, ada)
    split(database, ada, "a2")
    undo(database, ada)
    assert CaseStore(database).waiting() == []


# --- doubts ----------------------------------------------------------------------------------------------


def in_doubt(database: Database) -> tuple[str, str]:
    """Two cases of one name about which a person is asked."""
    first = reported(database, "a1", platforms=("facebook",), topics=("false_news",))
    text = "Ada Bello insulted a governor; officers took her away."
    law = LawMention(id="ng-criminal-code-1916", as_written="Criminal Code")
    other = reported(database, "a2", text=text, platforms=("tiktok",), laws=(law,), stage=Stage.ARRESTED)
    return first, other


def asked(database: Database) -> list[set[str]]:
    return [{doubt.case_id, doubt.other_id} for doubt in CaseStore(database).doubts()]


def test_a_rejected_doubt_never_comes_back_and_later_reports_join_no_two(database: Database) -> None:
    first, other = in_doubt(database)
    assert first != other
    assert asked(database) == [{first, other}]
    assert the_case(database, first).related == (other,)
    apart(database, first, other)
    assert asked(database) == []
    for n in range(3):
        reported(database, f"a{n + 3}", platforms=("facebook", "tiktok"), stage=list(Stage)[n + 5])
    assert len(groups(database)) == 2
    assert asked(database) == []


def test_a_merge_answers_the_doubt(database: Database) -> None:
    first, other = in_doubt(database)
    merge(database, first, other)
    assert asked(database) == []
    undo(database, first)
    assert asked(database) == []


def test_other_doubts_about_a_case_are_open_again_when_its_merge_is_taken_back(database: Database) -> None:
    first, other = in_doubt(database)
    bola = reported(database, "b1", "Bola Eze")
    merge(database, bola, other)
    assert asked(database) == []
    undo(database, bola)
    assert asked(database) == [{first, other}]


def test_cases_that_nobody_asked_about_can_be_kept_apart_but_not_from_themselves(database: Database) -> None:
    ada, bola = reported(database, "a1", "Ada Bello"), reported(database, "b1", "Nwosu Ada")
    apart(database, bola, ada)
    reported(database, "c1", "Ada Nwosu Bello")
    assert len(groups(database)) == 2
    with pytest.raises(InputError, match="from itself"):
        apart(database, ada, ada)
    with pytest.raises(InputError, match="no such case"):
        apart(database, ada, "f" * 32)
    with database.reading() as connection:
        assert len(connection.execute(select(doubts)).all()) == 1


def test_two_cases_that_people_worked_on_are_not_joined_but_asked_about(database: Database) -> None:
    ada, nwosu = reported(database, "a1", "Ada Bello"), reported(database, "b1", "Nwosu Ada")
    judge(database, ada, CaseField.PLACE, "Lagos")
    CaseStore(database).note(change(nwosu, ChangeKind.NOTE, "seen"))
    reported(database, "c1", "Ada Nwosu Bello")
    assert len(groups(database)) == 2
    assert asked(database) == [{ada, nwosu}]


def test_a_case_that_a_person_worked_on_takes_in_the_older_one(database: Database) -> None:
    ada, nwosu = reported(database, "a1", "Ada Bello"), reported(database, "b1", "Nwosu Ada")
    judge(database, nwosu, CaseField.PLACE, "Lagos")
    assert reported(database, "c1", "Ada Nwosu Bello") == nwosu
    assert (CaseStore(database).id_of(ada), the_case(database, nwosu).place) == (nwosu, "Lagos")


# --- notes, history, judgements --------------------------------------------------------------------------


def test_the_history_tells_what_was_done_and_what_was_taken_back(database: Database) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    store = CaseStore(database)
    store.note(change(ada, ChangeKind.NOTE, "called the lawyer"))
    merge(database, ada, bola)
    undo(database, ada)
    judge(database, ada, CaseField.PLACE, "Kano")
    got = [(one.kind, one.other_id, one.note, one.undone) for one in store.history(ada)]
    assert got == [
        (ChangeKind.NOTE, None, "called the lawyer", False), (ChangeKind.MERGE, bola, "", True),
        (ChangeKind.UNDO, bola, "", False), (ChangeKind.FIELD, None, "place accepted: Kano", False),
    ]  # fmt: skip
    assert [one.kind for one in store.history(bola)] == [ChangeKind.MERGE, ChangeKind.UNDO]
    with pytest.raises(InputError, match="no such case"):
        store.note(change("f" * 32, ChangeKind.NOTE, "lost"))


def test_an_accepted_value_outranks_what_later_reports_say(database: Database) -> None:
    ada = reported(database, "a1", place="Lagos")
    judge(database, ada, CaseField.PLACE, "Kano")
    reported(database, "a2", place="Lagos")
    case = the_case(database, ada)
    assert case.place == "Kano"
    stands = {(fact.value, fact.state) for fact in case.facts if fact.field is CaseField.PLACE}
    assert stands == {("Kano", ACCEPTED), ("Lagos", FactState.OBSOLETE)}


def test_a_rejected_value_is_not_suggested_again_until_a_person_accepts_it(database: Database) -> None:
    ada = reported(database, "a1")
    judge(database, ada, CaseField.TARGETS, "journalist", REJECTED)
    reported(database, "a2")
    assert the_case(database, ada).targets == ()
    judge(database, ada, CaseField.TARGETS, "journalist")
    assert [str(one) for one in the_case(database, ada).targets] == ["journalist"]


def test_a_judged_axis_has_the_answer_of_the_person(database: Database) -> None:
    ada = reported(database, "a1")
    judge(database, ada, CaseField.PROTECTED, "no")
    [answer] = [one for one in the_case(database, ada).axes if one.axis is Axis.PROTECTED]
    assert answer.leaning is Leaning.NO


def test_a_judgement_on_no_case_or_a_merged_one_is_refused(database: Database) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    merge(database, ada, bola)
    for case_id, said in (("f" * 32, "no such case"), (bola, "was merged into")):
        with pytest.raises(InputError, match=said):
            judge(database, case_id, CaseField.PLACE, "Kano")


def test_people_keep_their_ids_while_reports_come(database: Database) -> None:
    ada = reported(database, "a1", "Ada Bello", "Bola Eze")
    first = {person.name: person.id for person in the_case(database, ada).persons}
    reported(database, "a2", "Bola Eze", "Ada Nwosu Bello")
    judge(database, ada, CaseField.PLACE, "Kano")
    after = {person.name: person.id for person in the_case(database, ada).persons}
    assert after == {"Ada Nwosu Bello": first["Ada Bello"], "Bola Eze": first["Bola Eze"]}


def test_a_report_that_a_person_placed_says_so(database: Database) -> None:
    ada = reported(database, "a1")
    reported(database, "a2")
    split(database, ada, "a2")
    assert CaseStore(database).reason_of("a2") == "a person put it here"
    assert LinkKind.PERSON.value == "person"


@pytest.mark.parametrize("act", ["merge", "split", "note", "judge"])
def test_who_did_it_and_what_they_noted_are_in_no_log_and_no_text(
    database: Database, caplog: pytest.LogCaptureFixture, act: str
) -> None:
    ada, bola = reported(database, "a1"), reported(database, "b1", "Bola Eze")
    reported(database, "a2")
    store = CaseStore(database)
    secret = Change(number=0, case_id=ada, kind=ChangeKind.NOTE, who="geheim", at=LATER, note="geheim too")
    decision = FieldDecision(case_id=ada, field=CaseField.PLACE, value="Kano", state=ACCEPTED, who="geheim",
                             at=LATER, note="geheim too")  # fmt: skip
    acts: dict[str, Callable[[], object]] = {
        "merge": lambda: store.merge(ada, bola, RULES, secret),
        "split": lambda: store.split(ada, ["a2"], RULES, secret),
        "note": lambda: store.note(secret), "judge": lambda: store.judge(decision, RULES),
    }  # fmt: skip
    with caplog.at_level(logging.DEBUG):
        acts[act]()
    assert "geheim" not in caplog.text
    assert "geheim" not in repr([secret, decision, store.history(ada)])
    assert "geheim" not in repr(
        Fact(field=CaseField.PLACE, value="Kano", state=ACCEPTED, who="geheim")
    ) + repr(store.cases())
