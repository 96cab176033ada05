"""What people do to cases beside reviewing them: merge, split, undo, note, set a field, keep two apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from pipeline.domain import Change, ChangeKind, Doubt, FieldDecision, LinkKind
from pipeline.errors import InputError
from pipeline.ports import LinkRules
from pipeline.store.moves import carry, case_of, move_incidents, open_case, point
from pipeline.store.neighbours import with_merged
from pipeline.store.projection import rewrite
from pipeline.store.reviews import is_reviewed, standing_of
from pipeline.store.tables import case_fields, cases, doubts, incident_articles, incidents
from pipeline.store.tables import changes as table


def merge(connection: Connection, case_id: str, other_id: str, rules: LinkRules, change: Change) -> None:
    """Raises InputError for one case twice, or one that is merged or not there."""
    if case_id == other_id:
        raise InputError(f"case {case_id[:12]}", "cannot be merged with itself")
    for one in (case_id, other_id):
        _expect_standing(connection, one)
    moved = _article_ids(connection, other_id)
    move_incidents(connection, other_id, case_id)
    _settle(connection, case_id, other_id, "merged", change)
    rewrite(connection, case_id, rules, change.at)
    keep(connection, change, other_id=other_id, articles=moved)


def split(
    connection: Connection, case_id: str, article_ids: Sequence[str], rules: LinkRules, change: Change
) -> str:
    """Raises InputError where an article is no report of the case, or none would be left."""
    _expect_standing(connection, case_id)
    stands = _article_ids(connection, case_id)
    for article_id in article_ids:
        if article_id not in stands:
            raise InputError(f"case {case_id[:12]}", f"article {article_id} is none of its reports")
    if not article_ids or set(article_ids) == set(stands):
        raise InputError(f"case {case_id[:12]}", "some of its reports must go and some must stay")
    new_id = open_case(connection, None, change.at)
    for article_id in dict.fromkeys(article_ids):
        _carry_by_person(connection, article_id, new_id)
    _settle(connection, case_id, new_id, "rejected", change)
    for one in (case_id, new_id):
        rewrite(connection, one, rules, change.at)
    keep(connection, change, other_id=new_id, articles=list(article_ids))
    return new_id


def undo(connection: Connection, case_id: str, rules: LinkRules, change: Change) -> Change:
    """Reports that came since stay where they are; those that moved go back. The ids stay what they were. Raises
    InputError where there is nothing to take back, or none of the reports stands there any more."""
    _expect_standing(connection, case_id)
    found = connection.execute(
        select(table)
        .where(
            table.c.case_id == case_id,
            table.c.kind.in_([ChangeKind.MERGE.value, ChangeKind.SPLIT.value]),
            table.c.undone_by.is_(None),
        )
        .order_by(table.c.number.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise InputError(f"case {case_id[:12]}", "there is no merge or split to take back")
    source, target = (
        (case_id, found.other_id) if found.kind == ChangeKind.MERGE.value else (found.other_id, case_id)
    )
    back = [one for one in found.articles if case_of(connection, one) == source]
    if not back:
        raise InputError(f"case {case_id[:12]}", "none of the reports that moved stands there any more")
    merged = found.kind == ChangeKind.MERGE.value
    if merged:
        _stand_again(connection, target)
    for article_id in back:
        _carry_by_person(connection, article_id, target)
    _settle(connection, source, target, "rejected" if merged else "merged", change)
    for one in (source, target):
        rewrite(connection, one, rules, change.at)
    if not _article_ids(connection, source):
        point(connection, source, target)
    number = keep(connection, change, other_id=found.other_id, articles=found.articles)
    connection.execute(update(table).where(table.c.number == found.number).values(undone_by=number))
    return _change(found)


def _stand_again(connection: Connection, case_id: str) -> None:
    """A case that was merged stands as its reviews say, and what was open about it is open again."""
    waits = not is_reviewed(connection, case_id) or standing_of(connection, case_id).needs_review
    values = {"merged_into": None, "needs_review": waits}
    connection.execute(update(cases).where(cases.c.id == case_id).values(values))
    stands = select(cases.c.id).where(cases.c.merged_into.is_(None))
    mine = (doubts.c.case_id == case_id) | (doubts.c.other_id == case_id)
    both = doubts.c.case_id.in_(stands) & doubts.c.other_id.in_(stands)
    connection.execute(update(doubts).where(mine, both, doubts.c.state == "merged").values(state="open"))


def judge(connection: Connection, decision: FieldDecision, rules: LinkRules) -> None:
    """Raises InputError for a case that is merged or not there."""
    _expect_standing(connection, decision.case_id)
    connection.execute(
        insert(case_fields).values(
            case_id=decision.case_id, field=decision.field.value, value=decision.value, state=decision.state.value,
            who=decision.who, at=decision.at, note=decision.note,
        )
    )  # fmt: skip
    rewrite(connection, decision.case_id, rules, decision.at)
    said = f"{decision.field.value} {decision.state.value}: {decision.value}"
    change = Change(
        number=0, case_id=decision.case_id, kind=ChangeKind.FIELD, who=decision.who, at=decision.at,
        note=f"{said}; {decision.note}" if decision.note else said,
    )  # fmt: skip
    keep(connection, change)


def keep_apart(connection: Connection, case_id: str, other_id: str, change: Change) -> None:
    """Raises InputError for one case twice, or one that is merged or not there."""
    if case_id == other_id:
        raise InputError(f"case {case_id[:12]}", "cannot be kept apart from itself")
    for one in (case_id, other_id):
        _expect_standing(connection, one)
    _settle(connection, case_id, other_id, "rejected", change)
    keep(connection, change, other_id=other_id)


def keep(
    connection: Connection, change: Change, *, other_id: str | None = None, articles: Iterable[str] = ()
) -> int:
    """Add a line to the history; its number."""
    _expect(connection, change.case_id)
    row = {
        "case_id": change.case_id, "kind": change.kind.value, "other_id": other_id or change.other_id,
        "who": change.who, "at": change.at, "note": change.note, "articles": list(articles), "undone_by": None,
    }  # fmt: skip
    return int(connection.execute(insert(table).values(row).returning(table.c.number)).scalar_one())


def history(connection: Connection, case_id: str) -> list[Change]:
    """What people did to a case and to those that were merged into it."""
    told = select(with_merged().c.id)
    mine = or_(table.c.case_id.in_(told), table.c.other_id == case_id)
    found = select(table).where(mine).order_by(table.c.number)
    return [_change(row) for row in connection.execute(found, {"wanted": [case_id]})]


def open_doubts(connection: Connection) -> list[Doubt]:
    query = select(doubts).where(doubts.c.state == "open").order_by(doubts.c.score.desc(), doubts.c.case_id)
    return [
        Doubt(case_id=row.case_id, other_id=row.other_id, score=row.score, reason=row.reason)
        for row in connection.execute(query)
    ]


def _change(row: Row[Any]) -> Change:
    return Change(
        number=row.number, case_id=row.case_id, kind=ChangeKind(row.kind), who=row.who, at=row.at,
        other_id=row.other_id, note=row.note, undone=row.undone_by is not None,
    )  # fmt: skip


def _settle(connection: Connection, case_id: str, other_id: str, state: str, change: Change) -> None:
    """What a person said of two cases stands: the machine neither asks again nor decides otherwise."""
    one, other = sorted((case_id, other_id))
    mine = (doubts.c.case_id == one) & (doubts.c.other_id == other)
    if connection.execute(select(doubts.c.state).where(mine)).first() is None:
        values = {"score": 0.0, "reason": "a person decided", "created_at": change.at}
        connection.execute(insert(doubts).values(case_id=one, other_id=other, state=state, **values))
    else:
        connection.execute(update(doubts).where(mine).values(state=state))


def _carry_by_person(connection: Connection, article_id: str, case_id: str) -> None:
    carry(connection, article_id, case_id, pinned=True)
    mine = incident_articles.c.article_id == article_id
    values = {
        "kind": LinkKind.PERSON.value,
        "reason": "a person put it here",
        "to_article": None,
        "score": 1.0,
    }
    connection.execute(update(incident_articles).where(mine).values(values))


def _article_ids(connection: Connection, case_id: str) -> list[str]:
    query = (
        select(incident_articles.c.article_id)
        .join(incidents, incidents.c.id == incident_articles.c.incident_id)
        .where(incidents.c.case_id == case_id)
        .order_by(incident_articles.c.article_id)
    )
    return [str(article_id) for article_id in connection.execute(query).scalars()]


def _expect(connection: Connection, case_id: str) -> Row[Any]:
    row = connection.execute(select(cases).where(cases.c.id == case_id)).one_or_none()
    if row is None:
        raise InputError(f"case {case_id[:12]}", "there is no such case")
    return row


def _expect_standing(connection: Connection, case_id: str) -> None:
    after = _expect(connection, case_id).merged_into
    if after:
        raise InputError(f"case {case_id[:12]}", f"was merged into {after[:12]}")
