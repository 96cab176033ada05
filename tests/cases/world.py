"""Reports and a small memory, so that linking can be tried without a store."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from pipeline.cases.match import decide
from pipeline.cases.people import block_keys
from pipeline.domain import LinkKind, Mention, Neighbours, Placed, Report, Role, Stage, TargetType

DAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def a_report(name: str, *people: str, day: int = 0, text: Iterable[str] = (), **more: Any) -> Report:
    """A report of a journalist charged in Nigeria, `day` days after the first Monday of March."""
    base = Report(
        article_id=name, reported=DAY + timedelta(days=day), country="NG", stage=Stage.CHARGED,
        mentions=tuple(Mention(name=one, role=Role.TARGET) for one in people), laws=("ng-cybercrimes-2015",),
        targets=(TargetType.JOURNALIST,), keys=(
            *(key for one in people for key in block_keys(one)),
            *("t" + key[1:] for one in text for key in block_keys(one)),
        ),
    )  # fmt: skip
    return replace(base, **more)


class World:
    """Applies intents as the store does."""

    def __init__(self) -> None:
        self.placed: dict[str, Placed] = {}
        self.apart: set[frozenset[str]] = set()
        self.closed: set[str] = set()
        self.asked: list[str] = []
        self._ids = count(1)

    def add(self, report: Report) -> str:
        """Link one report; the id of its case."""
        near = Neighbours(
            placed=list(self.placed.values()), apart=frozenset(self.apart), closed=frozenset(self.closed)
        )
        intent = decide(report, near)
        home = intent.moves[0].case_id or f"c{next(self._ids)}"
        for old in intent.absorbed:
            self.placed = {
                k: replace(p, case_id=home) if p.case_id == old else p for k, p in self.placed.items()
            }
        for move in intent.moves:
            known = self.placed.get(move.article_id)
            mine = known.report if known and known.report else report
            self.placed[move.article_id] = Placed(
                article_id=move.article_id, names=bool(mine.accused), report=mine,
                case_id=move.case_id or home, incident_id="",
                kind=move.kind, score=move.score, to=move.to,
            )  # fmt: skip
        self.asked += [doubt.reason for doubt in intent.doubts]
        return self.placed[report.article_id].case_id

    def pin(self, name: str, case_id: str) -> None:
        self.placed[name] = replace(self.placed[name], case_id=case_id, pinned=True, kind=LinkKind.PERSON)

    def cases(self) -> set[frozenset[str]]:
        """Which reports stand together."""
        ids = {placed.case_id for placed in self.placed.values()}
        return {frozenset(k for k, p in self.placed.items() if p.case_id == one) for one in ids}


def told(*reports: Report) -> World:
    world = World()
    for report in reports:
        world.add(report)
    return world
