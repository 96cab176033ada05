"""Which case an article belongs to. Pure: findings and candidate cases in, an intent with its reason out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline.cases.people import name_keys, same_person
from pipeline.cases.timeline import incident_date
from pipeline.domain import (
    Case,
    Classification,
    Finding,
    Incident,
    LinkIntent,
    NewIncident,
    PersonMention,
    Precision,
    Role,
    Stage,
    Verification,
)

NAMELESS_WINDOW = timedelta(days=5)
"""Reports that name nobody join a case of the same country and law only this near to each other."""

SAME_INCIDENT = timedelta(days=21)
"""Reports of one stage within three weeks are one incident; a later one is a new hearing or a new arrest."""


def keys(finding: Finding) -> tuple[str, ...]:
    """What candidate cases are found by: the country with each name, and the country with each law."""
    verdict = finding.verdict
    country = verdict.country or "??"
    names = {f"{country}|p|{key}" for person in _accused(verdict) for key in name_keys(person.name)}
    laws = {f"{country}|l|{law.id}" for law in verdict.laws if law.id} if not _accused(verdict) else set()
    return tuple(sorted(names | laws | {f"{country}|any"} if not (names | laws) else names | laws))


def decide(finding: Finding, candidates: Sequence[Case], now: datetime) -> LinkIntent:
    """Join the best candidate or open a case; the incident is the one of the same stage, or a new one."""
    scored = [(score, case, why) for case in candidates for score, why in [_score(finding, case)] if score]
    found_keys = keys(finding)
    if not scored:
        return LinkIntent(
            case_id=None, reason="no case fits: opened", incident=_incident(finding), keys=found_keys,
            persons=_unknown(_accused(finding.verdict), []), laws=finding.verdict.laws, targets=finding.verdict.targets,
        )  # fmt: skip
    _, case, why = max(scored, key=_preference)
    same = _same_incident(finding, case, now)
    return LinkIntent(
        case_id=case.id,
        reason=why,
        incident_id=same.id if same else None,
        incident=None if same else _incident(finding),
        persons=_unknown(_accused(finding.verdict), [known.name for known in case.persons]),
        laws=tuple(
            law for law in finding.verdict.laws
            if not any((law.id or law.as_written) == (known.id or known.as_written) for known in case.laws)
        ),
        targets=finding.verdict.targets,
        keys=found_keys,
    )  # fmt: skip


def _preference(scored: tuple[int, Case, str]) -> tuple[int, bool, datetime, str]:
    """Where two fit alike, a dismissed case takes no report from one that alerts."""
    score, case, _ = scored
    return score, case.verification is not Verification.DISMISSED, case.changed_at, case.id


def _unknown(persons: Sequence[PersonMention], names: list[str]) -> tuple[PersonMention, ...]:
    """Those who have none of the names; each once, whatever endings the language puts to a name."""
    found = []
    for person in persons:
        if not any(same_person(person.name, name) for name in names):
            found.append(person)
            names = [*names, person.name]
    return tuple(found)


def _accused(verdict: Classification) -> tuple[PersonMention, ...]:
    return tuple(p for p in verdict.persons if p.role in {Role.TARGET, Role.CO_ACCUSED})


def _score(finding: Finding, case: Case) -> tuple[int, str]:
    """0 means another case. A shared name counts most; without names, law and days must agree."""
    verdict = finding.verdict
    if verdict.country and case.country and verdict.country != case.country:
        return 0, ""
    mine, theirs = _accused(verdict), case.persons
    shared = sum(any(same_person(a.name, b.name) for b in theirs) for a in mine)
    if shared:
        return 10 + shared, f"names {shared} of its {len(theirs)} persons in the same country"
    laws = {law.id for law in verdict.laws if law.id} & {law.id for law in case.laws if law.id}
    nameless = not mine or not theirs
    if nameless and laws and set(verdict.targets) & set(case.targets) and _near(finding, case):
        return 1, "names nobody; same country, law, kind of target and week"
    return 0, ""


def _near(finding: Finding, case: Case) -> bool:
    reported = finding.article.published or finding.article.first_seen
    return reported is not None and any(
        abs(reported - incident.first_reported) <= NAMELESS_WINDOW for incident in case.incidents
    )


def _same_incident(finding: Finding, case: Case, now: datetime) -> Incident | None:
    stage = finding.verdict.stage or Stage.UNKNOWN
    reported = finding.article.published or now
    near = [i for i in case.incidents if abs(i.first_reported - reported) <= SAME_INCIDENT]
    if stage is Stage.UNKNOWN:
        return near[-1] if near else None
    return next((incident for incident in near if incident.stage is stage), None)


def _incident(finding: Finding) -> NewIncident:
    article, verdict = finding.article, finding.verdict
    text = f"{article.title}\n{article.text}"
    day, precision = incident_date(text, verdict.language, article.published)
    return NewIncident(
        stage=verdict.stage or Stage.UNKNOWN, date=day, precision=precision if day else Precision.UNKNOWN
    )
