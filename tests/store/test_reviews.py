"""What a person's decision does to a case, on SQLite and on PostgreSQL alike."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count

import pytest
from alembic import command
from sqlalchemy import func, inspect, select, update

from pipeline.domain import (
    ArticleState,
    Case,
    Channel,
    Decision,
    Label,
    Linked,
    Receipt,
    Review,
    ReviewReason,
    ReviewVerdict,
    Route,
    Stage,
    Standing,
    TargetType,
    Verification,
)
from pipeline.errors import InputError
from pipeline.rules import Linking
from pipeline.store.case_store import CaseStore
from pipeline.store.database import Database, _alembic
from pipeline.store.digest_store import DigestStore
from pipeline.store.feed_store import ArticleStore, FeedStore
from pipeline.store.outbox import Outbox
from pipeline.store.tables import cases, reviews
from tests.builders import NOW, a_person, a_verdict, an_article, telling

RULES = Linking(routes=[Route(name="desk", channel=Channel.CONSOLE)], window_days=7)
LATER = NOW + timedelta(hours=1)
IDS = count()
MACHINE, ONE, TWO, DISMISSED = Verification
CONFIRM, DISMISS, DUPLICATE, NEEDS_INFO = ReviewVerdict


def reported(database: Database, name: str, now: datetime = NOW, **verdict: object) -> Linked:
    """A report, classified and linked."""
    FeedStore(database).add_articles(
        [an_article(name, text=telling(*verdict.get("persons", (a_person(),))), state=ArticleState.EXTRACTED)]
    )
    ArticleStore(database).save_classified(a_verdict(name, **verdict), now)
    linked = CaseStore(database).link(name, RULES, now)
    assert linked
    return linked


def decide(
    database: Database, case_id: str, verdict: ReviewVerdict, who: str = "ab", **more: object
) -> Standing:
    """A decision an hour after NOW; a dismissal is for another reason if for none."""
    given = {"id": f"r{next(IDS)}", "at": LATER, "reason": ReviewReason.OTHER if verdict is DISMISS else None}
    return CaseStore(database).review(
        Review(**{"case_id": case_id, "verdict": verdict, "who": who, **given, **more})  # type: ignore[arg-type]
    )


def the_case(database: Database) -> Case:
    [case] = CaseStore(database).cases()
    return case


def outbox(database: Database) -> Outbox:
    return Outbox(database, owner="me", is_dead=lambda _: False)


def rows(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(reviews)).scalar_one())


def test_a_confirmation_lifts_the_mark_and_a_second_person_makes_it_two(database: Database) -> None:
    case_id = reported(database, "a1", decision=Decision.REVIEW).case_id
    assert [case.id for case in CaseStore(database).waiting()] == [case_id]
    assert decide(database, case_id, CONFIRM).verification is ONE
    assert the_case(database).needs_review is False
    assert CaseStore(database).waiting() == []
    assert decide(database, case_id, CONFIRM, " AB ").verification is ONE
    assert decide(database, case_id, CONFIRM, "cd").verification is TWO
    assert the_case(database).verification is TWO


def test_a_dismissed_case_leaves_digest_and_outbox_and_keeps_its_text(database: Database) -> None:
    case_id = reported(database, "a1").case_id
    decide(database, case_id, DISMISS, reason=ReviewReason.NOT_EXPRESSION)
    week = DigestStore(database).week("2026-W48", NOW - timedelta(days=1), NOW + timedelta(days=1))
    after = DigestStore(database).week("2026-W49", LATER, NOW + timedelta(days=7))
    assert (week.cases, week.opened, week.to_review, after.cases_before) == ((), frozenset(), 0, ())
    assert week.articles_read == 1
    assert outbox(database).claim(NOW) is None
    assert outbox(database).waiting() == 0
    assert the_case(database).incidents[0].sources[0].article_id == "a1"
    assert next(iter(ArticleStore(database).all())).text


@pytest.mark.parametrize("decision", [Decision.ALERT, Decision.REVIEW])
@pytest.mark.parametrize("stage", [Stage.CHARGED, Stage.SENTENCED])
def test_later_reports_of_a_dismissed_case_join_it_and_tell_nobody(
    database: Database, stage: Stage, decision: Decision
) -> None:
    case_id = reported(database, "a1").case_id
    decide(database, case_id, DISMISS)
    linked = reported(database, "a2", stage=stage, decision=decision)
    assert (linked.case_id, linked.alerts) == (case_id, 0)
    assert (the_case(database).verification, the_case(database).needs_review) == (DISMISSED, False)
    assert outbox(database).claim(LATER) is None


def test_a_report_that_fits_a_dismissed_and_a_standing_case_joins_the_one_that_stands(
    database: Database,
) -> None:
    """Though the dismissed one changed last, which else decides."""
    stands = reported(database, "a1").case_id
    other = reported(database, "a2", LATER, persons=(a_person("Bola Eze"),)).case_id
    decide(database, other, DISMISS)
    both = reported(database, "a3", stage=Stage.ARRESTED, persons=(a_person("Bola Eze"), a_person()))
    assert (both.case_id, both.alerts) == (stands, 1)


def test_an_alert_that_was_being_sent_when_its_case_was_dismissed_is_not_tried_again(
    database: Database,
) -> None:
    case_id = reported(database, "a1").case_id
    box = outbox(database)
    claimed = box.claim(NOW)
    assert claimed
    decide(database, case_id, DISMISS)
    box.failed(claimed[0], "timeout", retry_at=NOW)
    assert box.claim(LATER) is None


def test_resting_alerts_hold_up_no_other_case_and_go_out_when_a_person_confirms_after_all(
    database: Database,
) -> None:
    case_id = reported(database, "a1").case_id
    other = reported(database, "a2", persons=(a_person("Bola Eze"),)).case_id
    decide(database, case_id, DISMISS)
    box = outbox(database)
    first = box.claim(LATER)
    assert first
    assert first[1].id == other
    box.sent(first[0], Receipt(), LATER)
    decide(database, case_id, CONFIRM, "cd")
    second = box.claim(LATER)
    assert second
    assert second[1].id == case_id


def test_the_last_settling_decision_stands_and_confirmations_count_anew_after_a_dismissal(
    database: Database,
) -> None:
    case_id = reported(database, "a1").case_id
    got = [
        decide(database, case_id, verdict, who).verification
        for verdict, who in [(CONFIRM, "ab"), (DISMISS, "cd"), (DUPLICATE, "ef"), (CONFIRM, "cd"), (CONFIRM, "ab")]
    ]  # fmt: skip
    assert got == [ONE, DISMISSED, DISMISSED, ONE, TWO]
    assert rows(database) == 5


def test_the_order_of_decisions_is_that_of_their_arrival_not_of_their_clocks(database: Database) -> None:
    case_id = reported(database, "a1").case_id
    decide(database, case_id, DISMISS, at=LATER)
    assert decide(database, case_id, CONFIRM, at=NOW).verification is ONE


def test_a_case_that_needs_information_waits_for_a_person_whatever_is_reported(database: Database) -> None:
    case_id = reported(database, "a1").case_id
    assert not the_case(database).needs_review
    assert decide(database, case_id, NEEDS_INFO) == Standing(verification=MACHINE, needs_review=True)
    linked = reported(database, "a2", stage=Stage.SENTENCED)
    assert linked.alerts == 1
    assert the_case(database).needs_review
    assert not decide(database, case_id, DUPLICATE).needs_review


def test_a_certain_report_still_lifts_the_mark_that_no_person_set(database: Database) -> None:
    reported(database, "a1", decision=Decision.REVIEW)
    reported(database, "a2")
    assert not the_case(database).needs_review


def test_a_doubtful_report_does_not_mark_a_confirmed_case(database: Database) -> None:
    decide(database, reported(database, "a1").case_id, CONFIRM)
    reported(database, "a2", decision=Decision.REVIEW, stage=Stage.SENTENCED)
    assert not the_case(database).needs_review


def test_the_same_review_twice_is_one(database: Database) -> None:
    case_id = reported(database, "a1").case_id
    for _ in range(2):
        assert decide(database, case_id, CONFIRM, id="same").verification is ONE
    assert rows(database) == 1


def test_a_review_of_nothing_is_refused_and_not_kept(database: Database) -> None:
    case_id = reported(database, "a1").case_id
    reported(database, "a2", persons=(a_person("Bola Eze"),))
    with pytest.raises(InputError, match="no such case"):
        decide(database, "f" * 32, CONFIRM)
    with pytest.raises(InputError, match="a2 is none of its reports"):
        decide(database, case_id, CONFIRM, article_id="a2")
    assert rows(database) == 0
    assert decide(database, case_id, CONFIRM, article_id="a1").verification is ONE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"verdict": DISMISS, "reason": None}, "needs a reason: not_cybercrime_law"),
        ({"verdict": CONFIRM, "reason": ReviewReason.OTHER}, "takes no reason"),
        ({"verdict": CONFIRM, "who": " "}, "login or initials"),
        ({"verdict": CONFIRM, "who": "x" * 61}, "at most 60"),
    ],
    ids=["dismissal", "confirmation", "nobody", "long"],
)
def test_a_decision_that_says_too_little_cannot_be_made(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Review(**{"id": "r", "case_id": "c", "who": "ab", "at": NOW, **given})  # type: ignore[arg-type]


def test_who_decided_and_what_they_noted_are_in_no_text_of_a_review() -> None:
    review = Review(id="r", case_id="c", who="geheim", at=NOW, verdict=CONFIRM, note="geheim too")
    assert "geheim" not in str(review)


def test_a_case_is_found_by_what_an_alert_shows_of_its_id(database: Database) -> None:
    store, case_id = CaseStore(database), reported(database, "a1").case_id
    assert store.id_of(case_id[:12].upper()) == store.id_of(case_id) == case_id
    for wrong in ("", case_id[:7], "%" * 12, "f" * 32):
        with pytest.raises(InputError, match="no such case"):
            store.id_of(wrong)
    other = reported(database, "a2", persons=(a_person("Bola Eze"),)).case_id
    twin = case_id[:12] + "0" * 20
    with database.writing() as connection:
        row = connection.execute(select(cases).where(cases.c.id == other)).one()
        connection.execute(cases.insert().values(row._asdict() | {"id": twin}))
    with pytest.raises(InputError, match="write more"):
        store.id_of(case_id[:12])


def test_two_people_and_a_linker_at_one_moment_lose_nothing(database: Database) -> None:
    case_id = reported(database, "a1", decision=Decision.REVIEW).case_id
    jobs: list[Callable[[], object]] = [
        *(lambda who=who: decide(database, case_id, CONFIRM, who) for who in ("ab", "cd", "ef")),
        *(lambda n=n: reported(database, f"b{n}", decision=Decision.REVIEW) for n in range(5)),
    ]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda job: job(), jobs))
    case = the_case(database)
    assert (case.verification, case.needs_review, rows(database)) == (TWO, False, 3)


def test_a_confirmed_case_teaches_prosecution_with_what_was_read_in_each_report(database: Database) -> None:
    case_id = reported(database, "a1").case_id
    reported(database, "a2", stage=Stage.SENTENCED, targets=(TargetType.BLOGGER,))
    decide(database, case_id, CONFIRM)
    first, second = CaseStore(database).reviewed_articles()
    assert (first.article_id, first.event, first.label, first.stage, first.targets, first.country) == (
        "a1", case_id, Label.PROSECUTION, Stage.CHARGED, (TargetType.JOURNALIST,), "NG",
    )  # fmt: skip
    assert (first.title, first.text, first.language) == (
        "Reporter charged", "The reporter Ada Bello was charged under the Cybercrimes Act.", "en",
    )  # fmt: skip
    assert (first.laws[0].as_written, first.persons[0].name) == ("Cybercrimes Act", "Ada Bello")
    assert (second.event, second.stage, second.targets) == (case_id, Stage.SENTENCED, (TargetType.BLOGGER,))


@pytest.mark.parametrize(
    ("reason", "label"),
    [
        (ReviewReason.NOT_CYBERCRIME_LAW, Label.OTHER_REPRESSION),
        (ReviewReason.NOT_EXPRESSION, Label.OTHER_REPRESSION),
        (ReviewReason.ORDINARY_CRIME, Label.CYBERCRIME),
        (ReviewReason.NOT_A_TARGET, Label.OTHER),
        (ReviewReason.OTHER, Label.OTHER),
        (ReviewReason.OLD_NEWS, None),
        (ReviewReason.WRONG_COUNTRY, None),
        (ReviewReason.DUPLICATE_OF, None),
        (ReviewReason.TRANSLATION_ERROR, None),
    ],
)
def test_a_dismissed_case_teaches_what_its_reason_says(
    database: Database, reason: ReviewReason, label: Label | None
) -> None:
    decide(database, reported(database, "a1").case_id, DISMISS, reason=reason)
    found = [(one.label, one.stage, one.targets) for one in CaseStore(database).reviewed_articles()]
    assert found == ([(label, None, ())] if label else [])


def test_what_no_person_saw_or_settled_teaches_nothing(database: Database) -> None:
    """`a2` joins after the dismissal; the other cases are open, only a duplicate, and doubted after all."""
    decide(database, reported(database, "a1").case_id, DISMISS)
    reported(database, "a2", LATER + timedelta(hours=1))
    for name, verdicts in {
        "Bola Eze": [],
        "Chidi Obi": [DUPLICATE],
        "Dele Ojo": [CONFIRM, NEEDS_INFO],
    }.items():
        case_id = reported(database, name, persons=(a_person(name),)).case_id
        for verdict in verdicts:
            decide(database, case_id, verdict)
    assert [one.article_id for one in CaseStore(database).reviewed_articles()] == ["a1"]


def test_the_table_of_reviews_can_be_taken_back(database: Database) -> None:
    """Without it a dismissed case waits for a person again."""
    decide(database, reported(database, "a1").case_id, DISMISS)
    with database.migrating() as connection:
        command.downgrade(_alembic(connection), "0001")
        assert not inspect(connection).has_table("reviews")
        row = connection.execute(select(cases.c.verification, cases.c.needs_review)).one()
        assert tuple(row) == ("machine", True)
        connection.execute(update(cases).values(needs_review=False))
    database.upgrade()
    database.check()
    assert rows(database) == 0
