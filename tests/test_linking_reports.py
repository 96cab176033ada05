"""How well authored reports in some forty languages are put into cases, with what each truly says in its verdict.

The labels are those of tests/data/linking; no classifier reads the texts. Laws have no id, as they are written there.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain import (
    Article,
    ArticleState,
    Classification,
    LawMention,
    PersonMention,
    Role,
    Stage,
    TargetType,
)
from pipeline.rules import Linking
from pipeline.store.case_store import CaseStore
from pipeline.store.database import Database
from pipeline.store.feed_store import ArticleStore, FeedStore
from tests.builders import NOW, a_verdict, an_article

RULES = Linking(routes=[], window_days=7)
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
        first_seen=published, state=ArticleState.EXTRACTED,
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


def linked(folder: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> Groups:
    """The reports linked in this order in a store of their own."""
    database = Database(f"sqlite:///{folder}/{name}.db")
    database.upgrade()
    FeedStore(database).add_articles([the_article(row) for row in rows])
    cases = CaseStore(database)
    for row in rows:
        ArticleStore(database).save_classified(the_verdict(row), NOW)
        cases.link(row["id"], RULES, NOW)
    return {row["id"]: str(cases.case_of(row["id"])) for row in rows}


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> list[Groups]:
    """As they came out, the other way round, and shuffled."""
    folder = tmp_path_factory.mktemp("linking")
    rows = told()
    shuffled = random.Random(5).sample(rows, len(rows))
    return [
        linked(folder, name, one)
        for name, one in (("as", rows), ("back", rows[::-1]), ("shuffled", shuffled))
    ]


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


def figures(found: Groups) -> dict[str, object]:
    mine, true = pairs(found), pairs(true_groups())
    return {
        "pairwise precision": len(mine & true) / len(mine), "pairwise recall": len(mine & true) / len(true),
        "b3": b_cubed(found, true_groups()),
        "strangers apart": apart(found, strangers("stranger", "stranger_of")),
        "second cases apart": apart(found, strangers("second_case", "second_case_of")),
        "nameless same together": together(found, "nameless_same"),
        "nameless different apart": apart(found, strangers("nameless_different", "stranger_of")),
    }  # fmt: skip


def test_print(orders: list[Groups]) -> None:
    for found in orders:
        print(figures(found))
    one, *others = map(sets, orders)
    print([len(one & other) / len(one | other) for other in others], len(one))
    print(sum(group in o for group in one for o in [others[0] & others[1]]))
