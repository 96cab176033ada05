"""What the law watch notes and lists, on SQLite and on PostgreSQL alike."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select, update

from pipeline.cases.law_watch import LawWatch
from pipeline.domain import (
    ArticleState,
    Decision,
    Label,
    LawChange,
    LawEvent,
    LawFit,
    LawMention,
    Stage,
)
from pipeline.store.database import Database
from pipeline.store.feed_store import ArticleStore, FeedStore
from pipeline.store.law_store import OVERLAP, LawStore
from pipeline.store.tables import case_laws, cases, known_laws, law_change_cases, law_changes
from tests.builders import NOW, a_verdict, an_article
from tests.test_law_watch import a_law, an_event, watching

ACT = "ke-computer-misuse-2018"
STRUCK = an_event("struck_down", "2026-03-06", section="22")


def add_case(database: Database, name: str, section: str | None = None, law: str = ACT, **more: Any) -> None:
    row = {
        "id": name, "opened_at": NOW, "changed_at": NOW, "targets": [], "probability": 0.9, "needs_review": False,
        "verification": "machine", "tlp": "AMBER", "family": "content", "complainant": "unknown", "privacy": [],
        "cross_border": "unknown", "platforms": [], "topics": [], "accused": 0, "axes": [], "flags": [],
        "external_ids": [], "facts": [], "status": "charged",
    }  # fmt: skip
    with database.writing() as connection:
        connection.execute(insert(cases).values(row | more))
        connection.execute(
            insert(case_laws).values(case_id=name, law_id=law, as_written="the Act", section=section)
        )


def tell(
    database: Database, name: str, *, after: timedelta = timedelta(), law: str | None = ACT, **more: Any
) -> None:
    """An article on a law, classified some time after NOW."""
    FeedStore(database).add_articles([an_article(name, state=ArticleState.EXTRACTED)])
    verdict = {
        "label": Label.LEGISLATION, "decision": Decision.DROP, "laws": (LawMention(id=law, as_written="the Act"),),
    } | more  # fmt: skip
    assert ArticleStore(database).save_classified(a_verdict(name, **verdict), NOW + after)


def look(database: Database, *history: LawEvent, day: int = 0) -> int:
    """How many changes are noted on a day when the register says this of the law."""
    return len(LawStore(database).look(watching(a_law(ACT, *history)), NOW + timedelta(days=day)))


def listed(database: Database) -> list[list[tuple[str, LawFit]]]:
    noted = LawStore(database).changes_since(NOW)
    return [[(one.case_id, one.fit) for one in change.cases] for change in noted]


def test_the_first_look_takes_the_register_as_it_is(database: Database) -> None:
    add_case(database, "one", "22")
    assert look(database, STRUCK) == 0
    assert listed(database) == []


def test_a_section_that_is_struck_down_lists_the_cases_that_name_it_and_then_those_that_name_none(
    database: Database,
) -> None:
    add_case(database, "a-unsaid")
    add_case(database, "b-named", "22(1)")
    add_case(database, "c-another", "27")
    add_case(database, "d-other-law", "22", law="ke-penal-1930")
    look(database)
    assert look(database, STRUCK, day=1) == 1
    assert listed(database) == [[("b-named", LawFit.SECTION), ("a-unsaid", LawFit.UNSAID)]]
    (noted,) = LawStore(database).changes_since(NOW)
    assert (noted.change.law_id, noted.change.section, noted.change.event_date) == (ACT, "22", "2026-03-06")
    assert noted.noted_at == NOW + timedelta(days=1)


def test_an_article_on_a_law_lists_the_open_cases_under_it(database: Database) -> None:
    add_case(database, "one", "22")
    add_case(database, "two", law="ke-penal-1930")
    tell(database, "a1")
    assert look(database) == 1
    assert listed(database) == [[("one", LawFit.WHOLE)]]
    (noted,) = LawStore(database).changes_since(NOW)
    assert (noted.change.article_id, noted.change.event_date) == ("a1", f"{NOW:%Y-%m-%d}")


def test_the_same_look_again_adds_nothing(database: Database) -> None:
    add_case(database, "one")
    tell(database, "a1")
    look(database)
    assert [look(database, STRUCK, day=1), look(database, STRUCK, day=2), look(database, STRUCK)] == [1, 0, 0]
    with database.reading() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (law_changes, law_change_cases, known_laws)
        ]
    assert counts == [2, 2, 1]


def test_an_event_that_leaves_the_register_and_comes_back_is_not_noted_again(database: Database) -> None:
    look(database)
    assert [look(database, STRUCK, day=1), look(database, day=2), look(database, STRUCK, day=3)] == [1, 0, 0]


@pytest.mark.parametrize(
    "more",
    [{"verification": "dismissed"},
     *({"status": stage} for stage in ("acquitted", "dropped", "pardoned", "died_in_custody"))],
)  # fmt: skip
def test_a_dismissed_or_closed_case_is_not_listed(database: Database, more: dict[str, str]) -> None:
    add_case(database, "shut", "22", **more)
    add_case(database, "open", "22", status=Stage.APPEAL_DECIDED.value)
    look(database)
    look(database, STRUCK, day=1)
    assert listed(database) == [[("open", LawFit.SECTION)]]


def test_a_merged_case_is_not_listed_but_the_case_that_tells_its_story(database: Database) -> None:
    add_case(database, "into", "27")
    add_case(database, "gone", "22", merged_into="into")
    add_case(database, "later", "22")
    look(database)
    look(database, STRUCK, day=1)
    assert listed(database) == [[("later", LawFit.SECTION)]]
    with database.writing() as connection:
        connection.execute(update(cases).where(cases.c.id == "later").values(merged_into="into"))
    assert listed(database) == [[("into", LawFit.SECTION)]]


def test_a_case_that_was_closed_since_is_no_longer_listed(database: Database) -> None:
    add_case(database, "one", "22")
    look(database)
    look(database, STRUCK, day=1)
    with database.writing() as connection:
        connection.execute(update(cases).values(status="acquitted"))
    assert listed(database) == [[]]


@pytest.mark.parametrize("law", [None, "xx-gone-1999"])
def test_a_law_that_the_register_does_not_know_is_not_listed(database: Database, law: str | None) -> None:
    add_case(database, "one", law="xx-gone-1999")
    tell(database, "a1", law=law)
    assert look(database) == 0


def test_articles_with_one_time_or_written_late_are_read_once_each(database: Database) -> None:
    tell(database, "a1")
    assert look(database) == 1
    tell(database, "a2")
    tell(database, "a3", after=-OVERLAP / 2)
    tell(database, "a4", after=timedelta(hours=5), label=Label.OTHER)
    assert [look(database, day=1), look(database, day=2)] == [2, 0]


def test_a_look_that_dies_has_seen_nothing(database: Database) -> None:
    class Dying(LawWatch):
        def relying(self, change: LawChange, relied: Any) -> Sequence[Any]:  # type: ignore[override]
            raise KeyboardInterrupt

    add_case(database, "one", "22")
    look(database)
    tell(database, "a1")
    with pytest.raises(KeyboardInterrupt):
        LawStore(database).look(Dying(watching(a_law(ACT, STRUCK)).laws), NOW)
    assert listed(database) == []
    assert look(database, STRUCK, day=1) == 2


def test_a_look_finds_articles_and_cases_by_an_index(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/store.db")
    database.upgrade()
    add_case(database, "one", "22")
    asked: list[tuple[str, Any]] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def keep(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if "FROM articles" in statement or "FROM case_laws" in statement:
            asked.append((statement, values))

    look(database)
    look(database, STRUCK, day=1)
    with database.reading() as connection:
        plans = [
            str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())
            for statement, values in list(asked)
        ]
    assert ["ix_articles_label_classified_at" in plan or "ix_case_laws_law_id" in plan for plan in plans] == [
        True
    ] * 3
