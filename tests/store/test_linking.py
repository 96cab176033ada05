"""Linking in the store: what becomes one case, and what is left of the others, on SQLite and on PostgreSQL alike."""

import random
import subprocess
import sys
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import select

from pipeline.domain import ArticleState, Channel, Finding, Linked, Receipt, Report, Route, Stage
from pipeline.rules import Linking
from pipeline.store.case_store import CaseStore
from pipeline.store.database import Database, _alembic
from pipeline.store.feed_store import ArticleStore, FeedStore
from pipeline.store.outbox import Outbox
from pipeline.store.tables import cases
from tests.builders import NOW, a_person, a_verdict, an_article, telling

RULES = Linking(routes=[Route(name="desk", channel=Channel.CONSOLE)], window_days=7)
ROOT = Path(__file__).resolve().parents[2]
NAMES = ("Ada Bello", "Bola Eze", "Chidi Obi", "Dele Ojo", "Efe Uba", "Femi Adu", "Gozie Ike", "Hauwa Sani")
MIDDLE = ("Nwosu", "Temitope", "Kelechi", "Rasheed", "Zubairu", "Patrick", "Lawal", "Fatima")


def classified(
    database: Database, name: str, *people: str, text: str = "", hours: float = 0, **verdict: object
) -> str:
    """A report with its verdict, ready to link; it names nobody where no people are given."""
    persons = tuple(map(a_person, people))
    article = an_article(
        name,
        text=text or telling(*persons),
        state=ArticleState.EXTRACTED,
        published=NOW + timedelta(hours=hours),
    )
    FeedStore(database).add_articles([article])
    ArticleStore(database).save_classified(a_verdict(name, **{"persons": persons, **verdict}), NOW)
    return name


def link(database: Database, name: str) -> Linked:
    linked = CaseStore(database).link(name, RULES, NOW)
    assert linked
    return linked


def reported(database: Database, name: str, *people: str, **more: object) -> Linked:
    return link(database, classified(database, name, *people, **more))  # type: ignore[arg-type]


def groups(database: Database) -> set[frozenset[str]]:
    """Which reports stand together."""
    return {
        frozenset(source.article_id for incident in case.incidents for source in incident.sources)
        for case in CaseStore(database).cases()
    }


def test_another_outlet_tells_of_the_same_incident_and_a_later_stage_of_a_second(database: Database) -> None:
    first = reported(database, "a1", "Ada Bello")
    again = reported(database, "a2", "Ada Bello", hours=5)
    later = reported(database, "a3", "Ada Bello", hours=30, stage=Stage.SENTENCED)
    assert {first.case_id, again.case_id, later.case_id} == {first.case_id}
    assert (again.incident_id, again.alerts, later.new_incident) == (first.incident_id, 0, True)
    [case] = CaseStore(database).cases()
    told = [(i.stage, [s.article_id for s in i.sources]) for i in case.incidents]
    assert told == [(Stage.CHARGED, ["a1", "a2"]), (Stage.SENTENCED, ["a3"])]


def test_a_late_report_makes_two_cases_one_and_what_was_to_be_sent_still_is(database: Database) -> None:
    older = reported(database, "a1", "Ada Bello").case_id
    newer = CaseStore(database).link(
        classified(database, "b1", "Nwosu Ada", stage=Stage.SENTENCED), RULES, NOW + timedelta(minutes=1)
    )
    assert newer
    assert newer.case_id != older
    bridge = reported(database, "c1", "Ada Nwosu Bello")
    assert (bridge.case_id, bridge.merged, bridge.opened) == (older, 1, False)
    assert groups(database) == {frozenset({"a1", "b1", "c1"})}
    assert CaseStore(database).id_of(newer.case_id) == older
    box, sent = Outbox(database, owner="me", is_dead=lambda _: False), []
    while claimed := box.claim(NOW + timedelta(hours=1)):
        sent.append((claimed[1].id, claimed[2].stage))
        box.sent(claimed[0], Receipt(), NOW)
    assert sent == [(older, Stage.CHARGED), (older, Stage.SENTENCED)]


def test_a_report_that_names_nobody_moves_to_a_liker_case_and_leaves_no_empty_one(database: Database) -> None:
    text = "A teacher of Zaria was fined 300 naira after 24 days for a clip about the emir; Adamu Musa told reporters."
    alone = reported(database, "n1", text=text).case_id
    named = reported(database, "a1", "Adamu Musa", hours=2, text=text, place="Zaria")
    assert groups(database) == {frozenset({"n1", "a1"})}
    assert CaseStore(database).id_of(alone) == named.case_id
    with database.reading() as connection:
        standing = connection.execute(select(cases.c.id).where(cases.c.merged_into.is_(None))).scalars().all()
    assert standing == [named.case_id]


def test_the_case_that_a_nameless_report_leaves_for_another_points_there(database: Database) -> None:
    like = "A teacher of Zaria was fined 300 naira after 24 days for a clip about the emir of the town."
    other = reported(database, "a1", "Bola Eze", country="GH").case_id
    alone = reported(database, "n1", text=like).case_id
    reported(database, "a2", "Adamu Musa", hours=3, text=like + " Her lawyer said so.")
    held = {CaseStore(database).case_of(name) for name in ("n1", "a2")}
    assert len(held) == 1
    assert CaseStore(database).id_of(alone) in held
    assert len(CaseStore(database).cases()) == 2
    assert all(case.incidents for case in CaseStore(database).cases())
    assert CaseStore(database).id_of(other) == other


def story(database: Database) -> list[str]:
    """Fourteen reports: two stories that meet only in a full name, namesakes abroad, and some that name nobody."""
    clip = "A teacher of Zaria was fined 300 naira after 24 days for a clip about the emir of the town."
    return [
        classified(database, "a1", "Ada Bello"), classified(database, "a2", "Nwosu Ada", hours=2),
        classified(database, "a3", "Ada Nwosu Bello", hours=5),
        classified(database, "a4", "Ada Bello", hours=40, stage=Stage.SENTENCED),
        classified(database, "b1", "Bola Eze"), classified(database, "b2", "Bola Eze", hours=9),
        classified(database, "b3", "Bola Temitope Eze", hours=70, stage=Stage.RELEASED),
        classified(database, "c1", "Chidi Obi", country="GH", laws=()),
        classified(database, "c2", "Chidi Obi", country="GH", laws=(), stage=Stage.ARRESTED),
        classified(database, "n1", text=clip, country="KE"),
        classified(database, "n2", text=clip, hours=3, country="KE"),
        classified(database, "d1", "Dele Ojo", text=clip + " Dele Ojo has a lawyer.", hours=4, country="KE"),
        classified(database, "e1", "Efe Uba"), classified(database, "e2", "Efe Uba", hours=1),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_the_cases_are_the_same_in_whatever_order_reports_come(database: Database, seed: int) -> None:
    names = story(database)
    random.Random(seed).shuffle(names)
    for name in names:
        link(database, name)
    together = {"".join(sorted(one[0] for one in group)) for group in groups(database)}
    assert together == {"aaaa", "bbb", "cc", "dnn", "ee"}


def test_cases_of_an_earlier_version_are_found_by_later_reports(database: Database) -> None:
    """Version 0002 kept no reports; `overreach db upgrade` makes them from articles and verdicts."""
    old = reported(database, "a1", "Ada Bello").case_id
    with database.migrating() as connection:
        command.downgrade(_alembic(connection), "0002")
    database.upgrade()
    store = CaseStore(database)
    assert store.prepare(RULES, NOW) == 1
    assert store.prepare(RULES, NOW) == 0
    linked = reported(database, "a2", "Ada Bello", hours=3)
    assert (linked.case_id, linked.opened, linked.new_incident) == (old, False, False)
    [case] = store.cases()
    assert (case.status, case.persons[0].name, case.accused) == (Stage.CHARGED, "Ada Bello", 1)


class Stumbling(Linking):
    """Cannot read one article."""

    def report(self, finding: Finding, now: datetime) -> Report:
        if finding.article.id == "a2":
            raise ZeroDivisionError
        return super().report(finding, now)


def test_an_article_that_cannot_be_linked_spoils_no_other(database: Database) -> None:
    names = [classified(database, f"a{n}", name) for n, name in enumerate(NAMES[:5])]
    store = CaseStore(database)
    linking = store.link_each(names, Stumbling(routes=(), window_days=7), lambda: NOW)
    assert all(one is not None for one in islice(linking, 4))
    with pytest.raises(ZeroDivisionError):
        next(linking)
    assert groups(database) == {frozenset({f"a{n}"}) for n in (0, 1, 3, 4)}
    again = [one is not None for one in store.link_each(names, RULES, lambda: NOW)]
    assert again == [False, False, True, False, False]


def many(database: Database) -> list[str]:
    """Forty reports of eight people; the bridging ones come in the midst of the others."""
    made = [
        classified(database, f"{n}-{i}", name if i != 2 else name.replace(" ", f" {MIDDLE[n]} "), hours=i,
                   stage=list(Stage)[5 + i])
        for i in range(5) for n, name in enumerate(NAMES)
    ]  # fmt: skip
    return random.Random(3).sample(made, len(made))


LINKER = """
import sys
from pipeline.store.case_store import CaseStore
from pipeline.store.database import Database
from tests.store.test_linking import NOW, RULES
store = CaseStore(Database(sys.argv[1]))
print(sum(store.link(name, RULES, NOW) is not None for name in sys.argv[2:]))
"""


@pytest.mark.integration
def test_four_processes_at_once_make_the_cases_that_one_makes(postgres_url: str) -> None:
    database = Database(postgres_url)
    database.upgrade()
    names = many(database)
    shares = [random.Random(n).sample(names, len(names)) for n in range(4)]
    running = [
        subprocess.Popen([sys.executable, "-c", LINKER, postgres_url, *share], cwd=ROOT, stdout=subprocess.PIPE)
        for share in shares
    ]  # fmt: skip
    done = [int(one.communicate(timeout=60)[0]) for one in running]
    assert [one.returncode for one in running] == [0] * 4
    assert sum(done) == len(names)
    assert groups(database) == {frozenset(f"{n}-{i}" for i in range(5)) for n in range(len(NAMES))}
    waiting = Outbox(database, owner="me", is_dead=lambda _: False).waiting()
    assert waiting == sum(len(case.incidents) for case in CaseStore(database).cases())
