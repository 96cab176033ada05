"""When steps were taken, when courts sit next, and what the order of incidents says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.cases.timeline import impossible, in_custody, incident_date, next_hearing, status
from pipeline.domain import Answer, Incident, Precision, Stage

FRIDAY = datetime(2024, 5, 17, 9, tzinfo=UTC)


def incident(
    stage: Stage, day: str | None, precision: Precision = Precision.DAY, reported: str | None = None
) -> Incident:
    made = date.fromisoformat(day) if day else None
    return Incident(
        id=f"{stage}-{day}", case_id="c", stage=stage, date=made, precision=precision if made else Precision.UNKNOWN,
        first_reported=datetime.fromisoformat(f"{reported or day}T12:00:00+00:00"),
    )  # fmt: skip


def dated(
    text: str, cue: str | None = None, published: datetime | None = FRIDAY
) -> tuple[str | None, Precision]:
    day, precision = incident_date(text, "en", published, cue=text.index(cue) if cue else None)
    return (day.isoformat() if day else None), precision


def test_the_date_nearest_to_the_cue_in_its_sentence_wins() -> None:
    text = "He was charged on 2 May over a post of 28 April. A court freed him on Wednesday, his lawyer said."
    assert dated(text, "charged") == ("2024-05-02", Precision.DAY)
    assert dated(text, "freed") == ("2024-05-15", Precision.DAY)


def test_a_fresh_date_in_the_sentence_wins_over_an_older_one() -> None:
    text = "The blogger, held since 3 January 2024, was convicted, and on Thursday his wife was told."
    assert dated(text, "convicted") == ("2024-05-16", Precision.DAY)


def test_a_month_is_a_date_where_the_cue_has_no_other() -> None:
    assert dated("She was arrested in March.", "arrested") == ("2024-03-01", Precision.MONTH)


def test_an_old_month_far_from_the_cue_is_of_the_post() -> None:
    text = "He was found guilty by the district court of the capital city over a report of November 2023."
    assert dated(text, "found guilty") == (None, Precision.UNKNOWN)


def test_when_a_page_was_put_up_is_not_when_the_step_was_taken() -> None:
    assert dated("Blogger jailed\nMonday, 13/05/2024 - 09:01 Newsroom\nA court jailed a blogger.") == (
        None,
        Precision.UNKNOWN,
    )


def test_a_year_is_a_date_only_right_by_the_cue() -> None:
    assert dated("She was convicted in 2023.", "convicted") == ("2023-01-01", Precision.YEAR)
    far = "She was convicted of insulting a minister by a song about the floods and the elections of 2023."
    assert dated(far, "convicted") == (None, Precision.UNKNOWN)


def test_the_report_of_an_old_case_is_not_dated_by_its_background() -> None:
    assert dated("The poet was jailed for a song of 3 March 2019.", "jailed") == (None, Precision.UNKNOWN)
    assert dated("The poet was jailed. Her song is of 3 January 2024.") == (None, Precision.UNKNOWN)


def test_a_hearing_to_come_does_not_date_the_step() -> None:
    assert dated("The court remanded him until 24 May.", "remanded") == (None, Precision.UNKNOWN)


def test_a_dateline_dates_the_report_and_today_the_step() -> None:
    assert dated("LAGOS, May 16 - Police arrested a blogger.", "arrested") == (None, Precision.UNKNOWN)
    assert dated("LAGOS, May 16 - Police today arrested a blogger.", "arrested") == (
        "2024-05-17",
        Precision.DAY,
    )


def test_the_day_on_which_somebody_spoke_gives_way_to_the_day_of_the_deed() -> None:
    text = "Police said on Thursday that they had arrested the editor on Monday."
    assert dated(text, "arrested") == ("2024-05-13", Precision.DAY)
    assert dated(text) == ("2024-05-13", Precision.DAY)


def test_nothing_is_guessed_without_publication_or_dates() -> None:
    assert dated("Police arrested a blogger on Monday.", "arrested", None) == (None, Precision.UNKNOWN)
    assert dated("Police arrested a blogger.") == (None, Precision.UNKNOWN)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "The magistrate adjourned the case until Monday.", "2024-05-20"),
        ("en", "He was freed on Monday. The trial will resume in September.", "2024-09-01"),
        ("en", "Bail hearing is scheduled for 3 June; the verdict is due on 8 July.", "2024-06-03"),
        ("en", "The court heard that elections are scheduled for 3 June 2029.", None),
        ("en", "The concert is scheduled for 3 June.", None),
        ("en", "The hearing on Monday was short.", None),
        ("de", "Der Prozess wurde auf den 3. Juni vertagt.", "2024-06-03"),
        ("ja", "次回公判は6月3日に開かれる。", "2024-06-03"),
        ("xx", "2024-06-03", None),
    ],
)
def test_a_hearing_is_a_day_to_come_by_words_of_a_court(language: str, text: str, day: str | None) -> None:
    found = next_hearing(text, language, FRIDAY)
    assert (found.day.isoformat() if found else None) == day


def test_the_status_is_the_stage_of_the_latest_date() -> None:
    steps = [
        incident(Stage.ACQUITTED, "2024-05-01"),
        incident(Stage.SENTENCED, "2023-02-01"),
        incident(Stage.UNKNOWN, "2024-06-01"),
        incident(Stage.APPEAL_FILED, "2023-03-01", Precision.MONTH),
    ]
    assert status(steps) is Stage.ACQUITTED
    assert status([]) is Stage.UNKNOWN


def test_on_one_day_the_later_in_law_is_the_status() -> None:
    steps = [incident(Stage.CHARGED, "2024-05-01"), incident(Stage.ARRESTED, "2024-05-01")]
    assert status(steps) is Stage.CHARGED


def test_a_month_counts_to_its_end_but_not_past_its_report() -> None:
    charged = incident(Stage.CHARGED, "2024-05-01", Precision.MONTH, reported="2024-05-10")
    assert status([charged, incident(Stage.RELEASED, "2024-05-09")]) is Stage.CHARGED
    assert status([charged, incident(Stage.RELEASED, "2024-05-11")]) is Stage.RELEASED


def test_custody_lasts_from_the_arrest_to_the_release() -> None:
    steps = [incident(Stage.ARRESTED, "2023-11-20"), incident(Stage.RELEASED, "2023-12-05")]
    assert in_custody(steps, date(2023, 12, 1)) is Answer.YES
    assert in_custody(steps, date(2023, 12, 6)) is Answer.NO
    assert in_custody(steps, date(2023, 11, 20)) is Answer.UNKNOWN


def test_what_happens_on_the_day_comes_after_its_midnight() -> None:
    steps = [incident(Stage.REMANDED, "2022-01-01"), incident(Stage.RELEASED, "2023-12-01")]
    assert in_custody(steps, date(2023, 12, 1)) is Answer.YES


def test_a_sentence_leaves_custody_as_it_was() -> None:
    free, held = incident(Stage.BAIL_GRANTED, "2023-01-02"), incident(Stage.ARRESTED, "2021-01-01")
    sentence = incident(Stage.SENTENCED, "2023-01-03")
    assert in_custody([held, sentence], date(2023, 12, 1)) is Answer.YES
    assert in_custody([held, free, sentence], date(2023, 12, 1)) is Answer.UNKNOWN


def test_an_old_arrest_alone_says_nothing() -> None:
    arrest = incident(Stage.ARRESTED, "2021-01-01")
    assert in_custody([arrest], date(2021, 12, 1)) is Answer.YES
    assert in_custody([arrest], date(2023, 12, 1)) is Answer.UNKNOWN
    assert in_custody([incident(Stage.SUMMONED, "2023-01-01")], date(2023, 12, 1)) is Answer.NO


def test_a_release_of_some_month_leaves_custody_in_doubt() -> None:
    steps = [
        incident(Stage.REMANDED, "2023-01-01"),
        incident(Stage.RELEASED, "2023-12-01", Precision.MONTH, reported="2024-01-10"),
    ]
    assert in_custody(steps, date(2023, 12, 15)) is Answer.UNKNOWN
    assert in_custody(steps, date(2024, 1, 1)) is Answer.NO


def test_what_cannot_be_is_said_in_plain_words() -> None:
    steps = [
        incident(Stage.RELEASED, "2024-03-01"),
        incident(Stage.ARRESTED, "2024-03-05"),
        incident(Stage.SENTENCED, "2024-03-20"),
        incident(Stage.CHARGED, "2024-04-01", reported="2024-03-25"),
    ]
    assert impossible(steps) == (
        "charged (2024-04-01) is dated after it was reported",
        "released (2024-03-01) comes before arrested (2024-03-05)",
        "sentenced (2024-03-20) comes before charged (2024-04-01)",
    )


def test_nobody_stands_trial_after_death() -> None:
    steps = [incident(Stage.DIED_IN_CUSTODY, "2024-03-01"), incident(Stage.ON_TRIAL, "2024-03-05")]
    assert impossible(steps) == ("on trial (2024-03-05) comes after died in custody (2024-03-01)",)


def test_an_appeal_before_any_verdict_cannot_be() -> None:
    steps = [incident(Stage.APPEAL_DECIDED, "2024-03-01"), incident(Stage.CONVICTED, "2024-03-05")]
    assert len(impossible(steps)) == 1


def test_cases_that_have_rounds_are_possible() -> None:
    again = [
        incident(Stage.ARRESTED, "2023-01-01"), incident(Stage.RELEASED, "2023-01-05"),
        incident(Stage.ARRESTED, "2023-02-01"), incident(Stage.CHARGED, "2023-02-03"),
        incident(Stage.ACQUITTED, "2023-05-01"), incident(Stage.APPEAL_DECIDED, "2023-08-01"),
        incident(Stage.SENTENCED, "2023-08-01"), incident(Stage.PARDONED, "2024-01-01"),
    ]  # fmt: skip
    assert impossible(again) == ()


def test_dates_that_may_agree_are_not_flagged() -> None:
    steps = [
        incident(Stage.RELEASED, "2024-03-01"),
        incident(Stage.ARRESTED, "2024-03-01", Precision.MONTH),
        incident(Stage.CHARGED, None, reported="2024-03-02"),
    ]
    assert impossible(steps) == ()
