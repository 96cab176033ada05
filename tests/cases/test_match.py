"""Which reports make a case."""

import random
from dataclasses import replace
from itertools import permutations

from pipeline.domain import Report, Role, Stage, TargetType
from tests.cases.world import World, a_report, told

ADA, BOLA = "Ada Nwosu Bello", "Bola Temitope Eze"


def one_case(*reports: Report) -> bool:
    return len(told(*reports).cases()) == 1


def test_another_outlet_and_a_later_stage_join_the_case() -> None:
    assert one_case(
        a_report("a", ADA), a_report("b", "Ада Нвосу Белло", day=1),
        a_report("c", ADA, day=200, stage=Stage.SENTENCED),
    )  # fmt: skip


def test_other_people_of_the_same_law_and_week_are_other_cases() -> None:
    assert not one_case(a_report("a", ADA), a_report("b", BOLA))


def test_a_namesake_years_later_under_another_law_is_another_case() -> None:
    later = a_report(
        "b", ADA, day=1400, stage=Stage.ARRESTED, laws=("ng-criminal-code-1916",), place="Kano",
        targets=(TargetType.ORDINARY_USER,), topics=("insult",), platforms=("tiktok",),
    )  # fmt: skip
    first = a_report(
        "a", ADA, stage=Stage.SENTENCED, place="Lagos", topics=("false_news",), platforms=("facebook",)
    )
    assert not one_case(first, later)


def test_one_name_in_two_countries_is_two_cases() -> None:
    assert not one_case(
        a_report("a", ADA), a_report("b", ADA, country="GH", laws=("gh-electronic-communications-2008",))
    )


def test_a_late_report_makes_two_cases_of_one_person_one() -> None:
    first = a_report("a", "Ada Bello")
    other = a_report("b", "Nwosu Ada", day=2)
    assert not one_case(first, other)
    assert one_case(first, other, a_report("c", ADA, day=1))


def test_a_roundup_that_names_two_does_not_make_their_cases_one() -> None:
    world = told(a_report("a", ADA), a_report("b", BOLA, day=40, laws=("ng-penal-code-1960",)))
    world.add(a_report("c", ADA, BOLA, day=60))
    assert frozenset({"a", "b", "c"}) not in world.cases()


def test_a_report_that_names_nobody_joins_the_likest_and_follows_a_liker_one() -> None:
    nameless = a_report("n", day=1, numbers=("24", "300"), place="Kano", platforms=("tiktok",))
    far = a_report("a", ADA, numbers=("24",), platforms=("tiktok",), place="Kano", topics=("insult",))
    near = a_report("b", BOLA, numbers=("24", "300"), platforms=("tiktok",), place="Kano", day=1)
    assert told(far, nameless).cases() == {frozenset({"a", "n"})}
    for order in permutations((nameless, far, near)):
        assert frozenset({"b", "n"}) in told(*order).cases()


def test_a_report_that_names_nobody_and_agrees_in_little_stays_alone() -> None:
    assert not one_case(
        a_report("a", ADA), a_report("n", laws=(), stage=Stage.ARRESTED, targets=(TargetType.ARTIST,))
    )
    assert not one_case(a_report("a", ADA), a_report("n", day=30))


def test_a_name_that_was_not_recognised_is_found_in_the_text() -> None:
    hidden = a_report("b", day=3, text=[ADA], country=None)
    assert one_case(a_report("a", ADA), hidden)


def test_reports_of_one_outlet_are_one_case_where_one_names_no_person() -> None:
    outlet = {"targets": (TargetType.MEDIA_OUTLET,), "country": "KG", "laws": ()}
    raid = a_report("a", outlets=("Таш-Кабар",), stage=Stage.SEARCH_OR_SEIZURE, **outlet)
    fine = a_report("b", outlets=("Tash-Kabar",), day=40, stage=Stage.CHARGED, **outlet)
    assert one_case(raid, fine)
    assert one_case(raid, replace(fine, mentions=a_report("x", ADA).mentions))
    assert not one_case(raid, replace(fine, outlets=("Кербен медиа",)))
    assert not one_case(raid, replace(fine, country="KZ"))
    assert not one_case(raid, replace(fine, targets=(TargetType.JOURNALIST,)))


def test_what_a_person_keeps_apart_is_neither_joined_nor_asked_about() -> None:
    world = told(a_report("a", "Ada Bello"), a_report("b", "Nwosu Ada", day=2))
    one, other = (world.placed[name].case_id for name in ("a", "b"))
    world.apart.add(frozenset({one, other}))
    world.add(a_report("c", ADA, day=1))
    assert len(world.cases()) == 2
    assert world.asked == []


def test_a_dismissed_case_takes_no_report_that_names_nobody() -> None:
    world = told(a_report("a", numbers=("24",), place="Kano"))
    world.closed.add(world.placed["a"].case_id)
    world.add(a_report("b", numbers=("24",), place="Kano"))
    assert len(world.cases()) == 2


def test_a_report_that_a_person_placed_is_never_moved() -> None:
    world = told(a_report("n", numbers=("24",), place="Kano"), a_report("x", BOLA, day=90))
    world.pin("n", world.placed["x"].case_id)
    world.add(a_report("b", ADA, numbers=("24",), place="Kano"))
    assert frozenset({"n", "x"}) in world.cases()


def test_complainants_and_lawyers_join_no_cases() -> None:
    def suing(name: str, target: str, day: int) -> Report:
        report = a_report(name, target, day=day)
        minister = report.mentions[0].__class__(name="Chidi Okafor Umeh", role=Role.COMPLAINANT)
        return Report(
            **{f: getattr(report, f) for f in report.__slots__} | {"mentions": (*report.mentions, minister)}
        )

    assert not one_case(suing("a", ADA, 0), suing("b", BOLA, 1))


def test_a_close_call_is_asked_about() -> None:
    first = a_report("a", "Ada Bello", stage=Stage.SENTENCED, topics=("false_news",), place="Lagos")
    second = a_report("b", "Ada Bello", day=420, stage=Stage.SUMMONED, topics=("false_news",), place="Lagos")
    world = told(first, second)
    assert len(world.cases()) == 1 or world.asked


def test_the_order_in_which_reports_come_does_not_matter() -> None:
    reports = [
        a_report("a", ADA), a_report("b", "Ada Bello", day=1), a_report("c", ADA, day=300, stage=Stage.SENTENCED),
        a_report("d", BOLA, day=1), a_report("e", "Bola Eze", day=8, stage=Stage.REMANDED),
        a_report("n", day=2, numbers=("31",), place="Jos"), a_report("m", day=1, numbers=("31",), place="Jos"),
        a_report("o", BOLA, day=2, numbers=("31",), place="Jos"),
    ]  # fmt: skip
    expected = told(*reports).cases()
    rng = random.Random(11)
    for _ in range(60):
        rng.shuffle(reports)
        assert told(*reports).cases() == expected


def test_a_world_of_one_report_has_one_case() -> None:
    assert World().add(a_report("a", ADA)) == "c1"
