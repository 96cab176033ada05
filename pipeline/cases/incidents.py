"""Which reports of a case tell of one step. Pure, and the same whatever order the reports came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pipeline.domain import Precision, Report, Stage, Step

SAME_STEP = timedelta(days=21)
"""Reports of one stage this near to each other tell of one step; later ones of a new hearing or a new arrest."""
SAME_NEWS = timedelta(days=3)
"""Reports this near that say `arrested` here and `detained` there tell of one step in two words."""
_ALIKE = (
    {Stage.ARRESTED, Stage.DETAINED}, {Stage.CONVICTED, Stage.SENTENCED}, {Stage.CHARGED, Stage.ON_TRIAL},
    {Stage.SUMMONED, Stage.QUESTIONED},
)  # fmt: skip
_SURENESS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2, Precision.UNKNOWN: 3}


def steps(reports: Iterable[Report]) -> list[Step]:
    """The incidents of a case, the earliest first."""
    told = sorted(reports, key=lambda report: (_when(report), report.article_id))
    groups: list[list[Report]] = []
    for report in told:
        if report.stage is not Stage.UNKNOWN:
            _put(report, groups)
    for report in told:
        if report.stage is Stage.UNKNOWN:
            _put_nearest(report, groups)
    found = [_step(sorted(group, key=lambda r: (r.reported, r.article_id))) for group in groups]
    return sorted(found, key=lambda step: (step.day or _when(step.reports[0]), step.reports[0].article_id))


def _when(report: Report) -> date:
    return report.day if report.day and report.precision is Precision.DAY else report.reported.date()


def _put(report: Report, groups: list[list[Report]]) -> None:
    """Into all groups that it touches, which so become one."""
    touched = [group for group in groups if any(_one_step(report, other) for other in group)]
    joined = [report, *(other for group in touched for other in group)]
    groups[:] = [group for group in groups if not any(group is one for one in touched)]
    groups.append(joined)


def _one_step(one: Report, other: Report) -> bool:
    apart = abs(_when(one) - _when(other))
    if one.stage is other.stage:
        return apart <= SAME_STEP
    return apart <= SAME_NEWS and any({one.stage, other.stage} == pair for pair in _ALIKE)


def _put_nearest(report: Report, groups: list[list[Report]]) -> None:
    """A report that tells no step belongs to the nearest one, or tells of an unknown one."""
    near = [(abs(_when(report) - _when(other)), i) for i, group in enumerate(groups) for other in group]
    distance, index = min(near, default=(SAME_STEP * 2, -1))
    if distance <= SAME_STEP:
        groups[index].append(report)
    else:
        groups.append([report])


def _step(group: Sequence[Report]) -> Step:
    known = [report.stage for report in group if report.stage is not Stage.UNKNOWN]
    rank = list(Stage).index
    counts = Counter(known)
    stage = max(counts, key=lambda one: (counts[one], rank(one)), default=Stage.UNKNOWN)
    dated = [report for report in group if report.day]
    best = min(dated, key=lambda r: (_SURENESS[r.precision], r.reported, r.article_id), default=None)
    places = Counter(report.place for report in group if report.place)
    return Step(
        reports=tuple(group), stage=stage, day=best.day if best else None,
        precision=best.precision if best else Precision.UNKNOWN,
        hearing=max((r.hearing for r in group if r.hearing), default=None),
        place=max(places, key=lambda one: (places[one], one), default=None),
    )  # fmt: skip
