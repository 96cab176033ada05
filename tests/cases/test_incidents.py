"""Which reports of a case tell of one step."""

import random
from dataclasses import replace
from datetime import date

from pipeline.cases.incidents import steps
from pipeline.domain import Precision, Stage
from tests.cases.world import a_report

ADA = "Ada Bello"


def stages(*reports: object) -> list[Stage]:
    return [step.stage for step in steps(reports)]  # type: ignore[arg-type]


def test_many_sources_of_one_step_are_one_incident() -> None:
    (step,) = steps([a_report("a", ADA), a_report("b", ADA, day=2), a_report("c", ADA, day=9)])
    assert [report.article_id for report in step.reports] == ["a", "b", "c"]


def test_a_later_stage_is_a_new_incident_and_so_is_the_same_stage_months_later() -> None:
    reports = [
        a_report("a", ADA, stage=Stage.ARRESTED), a_report("b", ADA, day=30), a_report("c", ADA, day=200),
    ]  # fmt: skip
    assert stages(*reports) == [Stage.ARRESTED, Stage.CHARGED, Stage.CHARGED]


def test_two_words_for_one_step_on_one_day_are_one_incident() -> None:
    reports = [
        a_report("a", ADA, stage=Stage.ARRESTED), a_report("b", ADA, stage=Stage.ARRESTED),
        a_report("c", ADA, day=1, stage=Stage.DETAINED),
    ]  # fmt: skip
    assert stages(*reports) == [Stage.ARRESTED]
    assert stages(reports[0], a_report("d", ADA, day=1, stage=Stage.CHARGED)) == [
        Stage.ARRESTED,
        Stage.CHARGED,
    ]


def test_a_report_that_tells_no_step_belongs_to_the_nearest() -> None:
    reports = [
        a_report("a", ADA, stage=Stage.ARRESTED),
        a_report("b", ADA, day=40),
        a_report("u", ADA, day=38, stage=Stage.UNKNOWN),
    ]
    _, charged = steps(reports)
    assert {report.article_id for report in charged.reports} == {"b", "u"}
    assert stages(a_report("u", ADA, stage=Stage.UNKNOWN)) == [Stage.UNKNOWN]


def test_the_surest_date_of_the_reports_is_that_of_the_step() -> None:
    dated = [
        _dated("a", date(2026, 3, 1), Precision.MONTH), _dated("b", date(2026, 3, 4), Precision.DAY),
        a_report("c", ADA),
    ]  # fmt: skip
    (step,) = steps(dated)
    assert (step.day, step.precision) == (date(2026, 3, 4), Precision.DAY)


def _dated(name: str, day: date, precision: Precision) -> object:
    return replace(a_report(name, ADA, day=2), day=day, precision=precision)


def test_the_order_in_which_reports_come_does_not_matter() -> None:
    reports = [a_report(str(n), ADA, day=n * 9, stage=Stage.ON_TRIAL) for n in range(7)]
    reports += [a_report("x", ADA, day=20, stage=Stage.UNKNOWN), a_report("y", ADA, day=80)]
    rng = random.Random(5)
    expected = {frozenset(r.article_id for r in step.reports) for step in steps(reports)}
    for _ in range(30):
        rng.shuffle(reports)
        assert {frozenset(r.article_id for r in step.reports) for step in steps(reports)} == expected
