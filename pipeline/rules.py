"""The rules of linking: which case an article belongs to, what a case then says, and who is told. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pipeline.alerts import routing
from pipeline.cases import incidents, match, misuse, record, report, timeline
from pipeline.domain import (
    Classification,
    Decision,
    FieldDecision,
    Finding,
    Incident,
    LawKind,
    LinkIntent,
    Neighbours,
    Record,
    Report,
    Route,
    Step,
)


@dataclass(frozen=True, kw_only=True)
class Linking:
    """The rules that `CaseStore` asks. `kinds` are those of the register's laws."""

    routes: Sequence[Route]
    window_days: int
    kinds: Mapping[str, LawKind] = field(default_factory=dict)

    def report(self, finding: Finding, now: datetime) -> Report:
        return report.report_of(finding, now)

    def lookups(self, found: Report) -> Sequence[str]:
        return report.lookups(found)

    def decide(self, finding: Finding, found: Report, near: Neighbours, now: datetime) -> LinkIntent:
        """An article alerts if it is certain enough, recent, was not brought in silently, and no person dismissed its
        case."""
        intent = match.decide(found, near)
        article = finding.article
        reported = article.published or article.first_seen
        tells = finding.verdict.decision is Decision.ALERT and not article.silent
        tells = tells and intent.moves[0].case_id not in near.closed
        if not tells or not routing.within_window(reported, now, self.window_days):
            return intent
        told = routing.routes_for(finding.verdict.country, self.routes)
        return replace(intent, routes=tuple(route.name for route in told))

    def steps(self, reports: Sequence[Report]) -> list[Step]:
        return incidents.steps(reports)

    def record(self, verdicts: Sequence[Classification], decisions: Sequence[FieldDecision]) -> Record:
        return record.record_of(verdicts, decisions, lambda law: misuse.invoked(self.kinds.get(law)))

    def course(self, steps: Sequence[Step]) -> dict[str, Any]:
        told = [_incident(step) for step in steps]
        return {
            "status": timeline.status(told).value,
            "flags": list(timeline.impossible(told)),
            "next_hearing": max((step.hearing for step in steps if step.hearing), default=None),
        }


def _incident(step: Step) -> Incident:
    return Incident(
        id="", case_id="", stage=step.stage, date=step.day, precision=step.precision, place=step.place,
        first_reported=min(one.reported for one in step.reports), hearing=step.hearing,
    )  # fmt: skip
