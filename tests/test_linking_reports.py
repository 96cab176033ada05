"""How well authored reports in some forty languages are put into cases, with what each truly says in its verdict.

The labels are those of tests/data/linking; no classifier reads the texts. Laws have no id, as they are written there.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from pipeline.cases.report import lookups, report_of
from pipeline.domain import (
    Article,
    Classification,
    Finding,
    LawMention,
    PersonMention,
    Report,
    Role,
    Stage,
    TargetType,
)
from tests.builders import NOW, a_verdict, an_article
from tests.cases.world import World

Groups = dict[str, str]
"""The case of each report."""


@cache
def told() -> list[dict[str, Any]]:
    """The reports of cases, the earliest first; comments that only mention a case are left out."""
    path = Path(__file__).parent / "data/linking/reports.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return sorted((row for row in rows if row["case"]), key=lambda row: (row["date"], row["id"]))


def the_article(row: Mapping[str, Any]) -> Article:
    published = datetime.fromisoformat(f"{row['date']}T08:00:00+00:00")
    return an_article(
        row["id"], title=row["title"], text=row["text"], language=row["lang"], published=published,
        first_seen=published,
    )  # fmt: skip


def the_verdict(row: Mapping[str, Any]) -> Classification:
    return a_verdict(
        row["id"], language=row["lang"], country=row["country"], stage=Stage(row["stage"]), evidence=(),
        targets=tuple(TargetType(one) for one in row["target_types"]),
        persons=tuple(
            PersonMention(name=one["name"], latin=one["latin"], role=Role(one["role"])) for one in row["persons"]
        ),
        laws=tuple(LawMention(id=None, as_written=name) for name in row["laws"]),
    )  # fmt: skip


class Memory(World):
    """Finds as the store does: cases by the keys of their reports, to compare those that have one of the keys."""

    def __init__(self) -> None:
        super().__init__()
        self._having: dict[str, set[str]] = defaultdict(set)

    def add(self, report: Report) -> str:
        known = self.placed
        met = {one for key in lookups(report) for one in self._having[key]}
        near = {known[one].case_id for one in met}
        self.placed = {
            one: placed if one in met else replace(placed, report=None)
            for one, placed in known.items()
            if placed.case_id in near
        }
        case_id = super().add(report)
        whole = {one: placed.report for one, placed in known.items()} | {report.article_id: report}
        self.placed = {
            one: replace(placed, report=whole[one]) for one, placed in (known | self.placed).items()
        }
        for key in report.keys:
            self._having[key].add(report.article_id)
        return case_id


def linked(rows: Iterable[Mapping[str, Any]]) -> Groups:
    """The reports linked in this order."""
    memory = Memory()
    for row in rows:
        memory.add(reports()[row["id"]])
    return {one: placed.case_id for one, placed in memory.placed.items()}


@cache
def reports() -> dict[str, Report]:
    findings = (Finding(article=the_article(row), verdict=the_verdict(row)) for row in told())
    return {finding.article.id: report_of(finding, NOW) for finding in findings}


@pytest.fixture(scope="module")
def orders() -> list[Groups]:
    """As they came out, the other way round, and shuffled."""
    rows = told()
    return [linked(one) for one in (rows, rows[::-1], random.Random(5).sample(rows, len(rows)))]


def pairs(groups: Groups) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for report, case in sorted(groups.items()):
        members[case].append(report)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def sets(groups: Groups) -> set[frozenset[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for report, case in groups.items():
        members[case].add(report)
    return {frozenset(group) for group in members.values()}


def b_cubed(found: Groups, true: Groups) -> tuple[float, float]:
    """Mean precision and recall of each report's group (Bagga and Baldwin, 1998)."""
    of_found = {report: group for group in sets(found) for report in group}
    of_true = {report: group for group in sets(true) for report in group}
    shared = {report: len(of_found[report] & of_true[report]) for report in true}
    precision = sum(shared[report] / len(of_found[report]) for report in true) / len(true)
    return precision, sum(shared[report] / len(of_true[report]) for report in true) / len(true)


def true_groups() -> Groups:
    return {row["id"]: row["case"] for row in told()}


def apart(found: Groups, couples: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Of pairs of true cases: how many share no found one, and how many pairs there are."""
    held: dict[str, set[str]] = defaultdict(set)
    for report, case in true_groups().items():
        held[case].add(found[report])
    listed = sorted(set(couples))
    return sum(not held[one] & held[other] for one, other in listed), len(listed)


def strangers(kind: str, key: str) -> set[tuple[str, str]]:
    return {tuple(sorted((row["case"], row[key]))) for row in told() if row["kind"] == kind}  # type: ignore[misc]


def together(found: Groups, kind: str) -> tuple[int, int]:
    """Of the true cases of a kind: how many stand in one found case, and how many there are."""
    held: dict[str, set[str]] = defaultdict(set)
    for row in told():
        if row["kind"] == kind:
            held[row["case"]].add(found[row["id"]])
    return sum(len(one) == 1 for one in held.values()), len(held)


def test_pairs_and_groups_are_as_right_as_they_were_when_this_was_written(orders: list[Groups]) -> None:
    """Measured: pairwise precision 0.75 to 0.76 and recall 0.68 to 0.72; B cubed 0.91 and 0.88 to 0.89."""
    true = pairs(true_groups())
    for found in orders:
        mine = pairs(found)
        assert len(mine & true) / len(mine) >= 0.72
        assert len(mine & true) / len(true) >= 0.64
        precision, recall = b_cubed(found, true_groups())
        assert precision >= 0.88
        assert recall >= 0.86


def test_most_strangers_of_one_name_stay_apart(orders: list[Groups]) -> None:
    """Measured: 44 of 56, in every order."""
    for found in orders:
        stay, of = apart(found, strangers("stranger", "stranger_of"))
        assert of == 56
        assert stay >= 42


def test_reports_that_name_nobody_meet_and_second_cases_are_not_yet_told_apart(orders: list[Groups]) -> None:
    """Measured: 7 of 8 events are whole, 2 of 7 pairs of like events stay apart; of the second cases of a person 0 of 8
    do, which is the weakest point of linking."""
    for found in orders:
        assert together(found, "nameless_same") >= (6, 8)
        assert apart(found, strangers("nameless_different", "stranger_of")) >= (1, 7)
        assert apart(found, strangers("second_case", "second_case_of"))[1] == 8


def test_most_cases_are_the_same_whatever_the_order(orders: list[Groups]) -> None:
    """Measured: of 183 cases 179 are the same in all three orders."""
    one, two, three = map(sets, orders)
    assert len(one & two & three) >= 0.94 * len(one)
