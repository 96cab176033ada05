"""The rules of linking: which case an article belongs to, and who is told. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.alerts import routing
from pipeline.cases import match
from pipeline.domain import Case, Decision, Finding, LinkIntent, Route, Verification


@dataclass(frozen=True, kw_only=True)
class Linking:
    """The rules that `CaseStore.link` asks: which cases to look at, which one it is, and who is told."""

    routes: Sequence[Route]
    window_days: int

    def keys(self, finding: Finding) -> Sequence[str]:
        return match.keys(finding)

    def decide(self, finding: Finding, candidates: Sequence[Case], now: datetime) -> LinkIntent:
        """An article alerts if it is certain enough, recent, was not brought in silently, and no person dismissed its
        case."""
        intent = match.decide(finding, candidates, now)
        article = finding.article
        reported = article.published or article.first_seen
        tells = finding.verdict.decision is Decision.ALERT and not article.silent
        dismissed = {case.id for case in candidates if case.verification is Verification.DISMISSED}
        tells = tells and intent.case_id not in dismissed
        if not tells or not routing.within_window(reported, now, self.window_days):
            return intent
        told = routing.routes_for(finding.verdict.country, self.routes)
        return replace(intent, routes=tuple(route.name for route in told))
