"""Which case an article belongs to. Pure: a report and the reports near it in, an intent with its reasons out.

Cases are what reports joined by names make up. What is decided of two reports depends on these two alone, so that the
order in which they come does not matter: a late report that meets two cases in one person makes them one, and a report
that names nobody goes where it is most like somebody's, and moves when a liker one comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.cases.likeness import Tie, tie
from pipeline.cases.people import SAME_PERSON, likeness
from pipeline.domain import Doubt, LinkIntent, LinkKind, Move, Neighbours, Placed, Report

JOIN, ASK, NAMELESS_JOIN = 0.62, 0.25, 0.6
"""Shares from which reports are one case, or a person is asked whether they are; docs/decisions.md 22 names the run
that chose them."""


@dataclass(frozen=True, slots=True)
class _Meeting:
    placed: Placed
    tie: Tie


def decide(report: Report, near: Neighbours) -> LinkIntent:
    """Join the case that fits best or open one; take in cases that turn out to be the same; ask about close calls."""
    meetings = [
        _Meeting(one, found) for one in near.placed if one.report and (found := tie(report, one.report))
    ]
    best = _best_by_case(meetings)
    strong = [m for m in best.values() if m.tie.named and m.tie.share >= JOIN]
    if strong:
        home = max(strong, key=lambda m: (m.placed.case_id not in near.closed, *_order(m)))
        absorbed = _absorbed(home, strong, near)
        moves: tuple[Move, ...] = (_move(report, home, LinkKind.NAMED),)
    else:
        absorbed, moves = (), _without_name(report, best, near)
    case_id = moves[0].case_id
    moves += tuple(_drawn(report, case_id, meetings, near))
    return LinkIntent(
        report=report, moves=moves, absorbed=absorbed, doubts=tuple(_doubts(best, case_id, {*absorbed}, near))
    )


def _best_by_case(meetings: Iterable[_Meeting]) -> dict[str, _Meeting]:
    best: dict[str, _Meeting] = {}
    for meeting in meetings:
        held = best.get(meeting.placed.case_id)
        if held is None or _order(meeting) > _order(held):
            best[meeting.placed.case_id] = meeting
    return best


def _order(meeting: _Meeting) -> tuple[bool, float, str]:
    return meeting.tie.named, meeting.tie.share, meeting.placed.article_id


def _one_person(one: _Meeting, other: _Meeting) -> bool:
    """Both cases were met in the same person: a round-up that names two people does not make their cases one."""
    return likeness(one.tie.person, other.tie.person) >= SAME_PERSON


def _absorbed(home: _Meeting, strong: Iterable[_Meeting], near: Neighbours) -> tuple[str, ...]:
    """The cases that are the home's too. Of two that a person keeps apart the liker one, even if neither is home."""
    taken = [home.placed.case_id]
    for meeting in sorted(strong, key=_order, reverse=True):
        case_id = meeting.placed.case_id
        if (
            case_id not in taken
            and _one_person(meeting, home)
            and all(_free(case_id, one, near) for one in taken)
        ):
            taken.append(case_id)
    return tuple(sorted(taken[1:]))


def _free(case_id: str, other_id: str, near: Neighbours) -> bool:
    """Whether the machine may make two cases one: neither a person's word nor a dismissal stands between them."""
    if near.closed & {case_id, other_id}:
        return False
    return frozenset({case_id, other_id}) not in near.apart


def _move(report: Report, to: _Meeting, kind: LinkKind) -> Move:
    return Move(
        article_id=report.article_id, case_id=to.placed.case_id, kind=kind, reason=f"{to.tie.why}; {to.tie.share:.2f}",
        score=to.tie.share, to=to.placed.article_id,
    )  # fmt: skip


def _without_name(report: Report, best: Mapping[str, _Meeting], near: Neighbours) -> tuple[Move, ...]:
    """A report that names nobody joins the likeliest case. One that names somebody opens a case, or gives a name to
    one of reports that name nobody."""
    likely = [
        m for m in best.values()
        if not m.tie.named and m.tie.share >= NAMELESS_JOIN and m.placed.case_id not in near.closed
    ]  # fmt: skip
    names = bool(report.accused)
    if names:
        likely = [m for m in likely if _only_nameless(m.placed.case_id, near)]
    home = max(likely, key=_order, default=None)
    if home is not None and not names:
        return (_move(report, home, LinkKind.NAMELESS),)
    reason = "no case fits: opened" if home is None else f"names whom the others do not; {home.tie.share:.2f}"
    case_id = home.placed.case_id if home else None
    return (Move(article_id=report.article_id, case_id=case_id, kind=LinkKind.OPENED, reason=reason),)


def _only_nameless(case_id: str, near: Neighbours) -> bool:
    return not any(p.names or p.pinned for p in near.placed if p.case_id == case_id)


def _drawn(
    report: Report, case_id: str | None, meetings: Iterable[_Meeting], near: Neighbours
) -> Iterable[Move]:
    """Reports that name nobody and are more like the new one than like what brought them in; those that they brought in
    follow them."""
    moved: dict[str, Move] = {}
    for meeting in meetings:
        if _follows(meeting, case_id, near):
            placed, found = meeting.placed, meeting.tie
            moved[placed.article_id] = Move(
                article_id=placed.article_id, case_id=case_id, score=found.share, to=report.article_id,
                kind=LinkKind.NAMED if found.named else LinkKind.NAMELESS, reason=f"{found.why}; {found.share:.2f}",
            )  # fmt: skip
    while followers := [one for one in near.placed if _comes_along(one, case_id, moved)]:
        for one in followers:
            moved[one.article_id] = Move(
                article_id=one.article_id, case_id=case_id, kind=one.kind, score=one.score, to=one.to,
                reason="follows the report that it joined",
            )  # fmt: skip
    return moved.values()


def _comes_along(one: Placed, case_id: str | None, moved: Mapping[str, Move]) -> bool:
    known = one.article_id in moved or one.case_id == case_id
    return not known and one.to in moved and not one.pinned and not one.names


def _follows(meeting: _Meeting, case_id: str | None, near: Neighbours) -> bool:
    placed, found = meeting.placed, meeting.tie
    if placed.pinned or placed.names or placed.case_id in near.closed:
        return False
    if found.share <= placed.score or found.share < (JOIN if found.named else NAMELESS_JOIN):
        return False
    return case_id is None or placed.case_id == case_id or _free(placed.case_id, case_id, near)


def _doubts(
    best: Mapping[str, _Meeting], case_id: str | None, taken: set[str], near: Neighbours
) -> Iterable[Doubt]:
    """Cases that may be the same: a person is asked, unless one has answered before."""
    for other, meeting in sorted(best.items()):
        settled = other == case_id or other in taken or other in near.closed
        if settled or not meeting.tie.named or meeting.tie.share < ASK:
            continue
        if case_id is None or _free(case_id, other, near):
            yield Doubt(
                case_id=case_id or "",
                other_id=other,
                score=meeting.tie.share,
                reason=f"{meeting.tie.why}; {meeting.tie.share:.2f}",
            )
