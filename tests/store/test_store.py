"""What the store promises, on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from pipeline.domain import (
    ArticleState,
    Channel,
    Decision,
    FeedKind,
    FeedState,
    Label,
    Linked,
    Receipt,
    Route,
    Stage,
)
from pipeline.errors import StoreError
from pipeline.rules import Linking
from pipeline.store.case_store import CaseStore
from pipeline.store.database import VERSION_TABLE, Database
from pipeline.store.digest_store import DigestStore
from pipeline.store.feed_store import ArticleStore, FeedStore
from pipeline.store.outbox import LEASE, Outbox
from pipeline.store.tables import metadata
from tests.builders import NOW, a_feed, a_person, a_verdict, an_article, telling

RULES = Linking(routes=[Route(name="desk", channel=Channel.CONSOLE)], window_days=7)


def outbox(database: Database, owner: str = "me", *, dead: frozenset[str] = frozenset()) -> Outbox:
    return Outbox(database, owner=owner, is_dead=lambda one: one in dead)


def classified(database: Database, name: str, *, silent: bool = False, **verdict: object) -> str:
    """An article with its verdict, ready to link."""
    FeedStore(database).add_articles(
        [
            an_article(
                name,
                text=telling(*verdict.get("persons", (a_person(),))),
                state=ArticleState.EXTRACTED,
                silent=silent,
            )
        ]
    )
    ArticleStore(database).save_classified(a_verdict(name, **verdict), NOW)
    return name


def link(database: Database, name: str) -> Linked:
    linked = CaseStore(database).link(name, RULES, NOW)
    assert linked
    return linked


def _is_no_table_of_ours(name: str | None) -> bool:
    """Alembic's own, and the full-text index, which no metadata can describe for both databases."""
    return name == VERSION_TABLE or (name or "").startswith("case_words")


def test_the_migrations_make_the_tables_that_the_code_uses(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "include_name": lambda name, kind, _: not _is_no_table_of_ours(name)},
        )
        assert compare_metadata(context, metadata) == []


def test_an_upgrade_can_be_repeated(database: Database) -> None:
    database.upgrade()
    database.check()


def test_a_database_without_tables_is_refused_with_what_to_do(postgres_url: str) -> None:
    with pytest.raises(StoreError, match="overreach db upgrade"):
        Database(postgres_url).check()


test_a_database_without_tables_is_refused_with_what_to_do = pytest.mark.integration(
    test_a_database_without_tables_is_refused_with_what_to_do
)


def test_a_password_is_in_no_error() -> None:
    with (
        pytest.raises(StoreError) as caught,
        Database("postgresql+psycopg://u:geheim@127.0.0.1:1/x").reading(),
    ):
        pass
    assert "geheim" not in str(caught.value)


def test_an_article_that_is_polled_twice_is_kept_once(database: Database) -> None:
    store = FeedStore(database)
    store.sync_feeds([a_feed()])
    assert (
        store.save_poll(FeedState(feed_id="voice", polled_at=NOW), [an_article("a1"), an_article("a2")]) == 2
    )
    assert (
        store.save_poll(FeedState(feed_id="voice", polled_at=NOW), [an_article("a2"), an_article("a3")]) == 1
    )
    assert ArticleStore(database).count(ArticleState.NEW) == 3


def test_a_feed_is_due_when_its_time_has_come_and_rests_when_it_is_no_longer_named(
    database: Database,
) -> None:
    store = FeedStore(database)
    store.sync_feeds([a_feed("one"), a_feed("two"), a_feed("court", kind=FeedKind.COURT)])
    store.save_poll(FeedState(feed_id="one", polled_at=NOW, next_poll_at=NOW + timedelta(hours=1)), [])
    due = [feed.id for feed, _ in store.due_feeds(NOW, (FeedKind.NEWS,), 10)]
    assert due == ["two"]
    store.make_due((FeedKind.NEWS,))
    assert len(store.due_feeds(NOW, (FeedKind.NEWS,), 10)) == 2
    store.sync_feeds([a_feed("one")])
    assert [feed.id for feed, _ in store.feeds()] == ["one"]


def test_a_step_that_comes_second_changes_nothing(database: Database) -> None:
    FeedStore(database).add_articles([an_article("a1", state=ArticleState.EXTRACTED)])
    store = ArticleStore(database)
    assert store.save_classified(a_verdict("a1"), NOW)
    assert not store.save_classified(a_verdict("a1", label=Label.OTHER, decision=Decision.DROP), NOW)
    assert store.count(ArticleState.CLASSIFIED) == 1


def test_articles_come_in_the_order_of_their_dates(database: Database) -> None:
    late = an_article("a1", published=NOW)
    early = an_article("a2", published=NOW - timedelta(days=2))
    unknown = an_article("a3", published=None, first_seen=NOW - timedelta(days=1))
    FeedStore(database).add_articles([late, early, unknown])
    found = ArticleStore(database).articles_in(ArticleState.NEW, 10)
    assert [article.id for article in found] == ["a2", "a3", "a1"]


def test_a_second_report_joins_the_case_and_a_new_stage_adds_an_incident(database: Database) -> None:
    first = link(database, classified(database, "a1"))
    again = link(database, classified(database, "a2"))
    bail = link(database, classified(database, "a3", stage=Stage.BAIL_GRANTED))
    assert (first.opened, first.alerts) == (True, 1)
    assert (again.opened, again.new_incident, again.alerts) == (False, False, 0)
    assert (bail.opened, bail.new_incident, bail.alerts) == (False, True, 1)
    [case] = CaseStore(database).cases()
    assert case.status is Stage.BAIL_GRANTED
    assert {s.article_id for i in case.incidents for s in i.sources} == {"a1", "a2", "a3"}
    assert len(case.persons) == 1


def test_linking_twice_does_nothing_the_second_time(database: Database) -> None:
    link(database, classified(database, "a1"))
    assert CaseStore(database).link("a1", RULES, NOW) is None


def test_reports_linked_at_the_same_moment_open_one_case(database: Database) -> None:
    names = [classified(database, f"a{n}") for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda name: link(database, name), names))
    assert sum(linked.opened for linked in found) == 1
    assert outbox(database).waiting() == 1


def test_an_incident_and_its_alert_are_written_together_or_not_at_all(database: Database) -> None:
    classified(database, "a1")

    class Broken(Linking):
        def decide(self, *given: object) -> object:  # type: ignore[override]
            super().decide(*given)  # type: ignore[arg-type]
            raise RuntimeError("killed half-way")

    with pytest.raises(RuntimeError):
        CaseStore(database).link("a1", Broken(routes=RULES.routes, window_days=7), NOW)
    assert CaseStore(database).cases() == []
    assert outbox(database).waiting() == 0
    assert link(database, "a1").opened


@pytest.mark.parametrize(
    ("silent", "days_old", "decision"),
    [(True, 0, Decision.ALERT), (False, 30, Decision.ALERT), (False, 0, Decision.REVIEW)],
    ids=["ingested", "old", "unsure"],
)
def test_a_case_without_an_alert(database: Database, silent: bool, days_old: int, decision: Decision) -> None:
    article = an_article("a1", state=ArticleState.EXTRACTED, silent=silent,
                         published=NOW - timedelta(days=days_old))  # fmt: skip
    FeedStore(database).add_articles([article])
    ArticleStore(database).save_classified(a_verdict("a1", decision=decision), NOW)
    assert link(database, "a1").alerts == 0


def test_a_claimed_alert_is_not_claimed_again_until_its_lease_ends(database: Database) -> None:
    link(database, classified(database, "a1"))
    assert outbox(database).claim(NOW)
    assert outbox(database, "other").claim(NOW + timedelta(seconds=1)) is None
    taken = outbox(database, "other").claim(NOW + LEASE + timedelta(seconds=1))
    assert taken
    assert taken[0].attempts == 2


def test_the_claim_of_a_process_that_died_is_free_at_once(database: Database) -> None:
    link(database, classified(database, "a1"))
    assert outbox(database, "victim").claim(NOW)
    assert outbox(database, dead=frozenset({"victim"})).claim(NOW)


def test_alerts_of_one_case_go_out_in_order_and_the_second_knows_the_thread(database: Database) -> None:
    link(database, classified(database, "a1"))
    link(database, classified(database, "a2", stage=Stage.BAIL_GRANTED))
    box = outbox(database)
    first = box.claim(NOW)
    assert first
    assert box.claim(NOW) is None
    box.sent(first[0], Receipt(external_id="100.1"), NOW)
    second = box.claim(NOW)
    assert second
    assert second[0].thread == "100.1"


def test_many_senders_share_the_outbox_and_each_alert_goes_to_one(database: Database) -> None:
    for n in range(6):
        link(database, classified(database, f"a{n}", persons=(), country=f"A{n}"))

    def drain(owner: str) -> list[str]:
        box, got = outbox(database, owner), []
        while claimed := box.claim(NOW):
            box.sent(claimed[0], Receipt(), NOW)
            got.append(claimed[0].key)
        return got

    with ThreadPoolExecutor(4) as pool:
        keys = [key for got in pool.map(drain, ["w1", "w2", "w3", "w4"]) for key in got]
    assert len(keys) == len(set(keys)) == 6


def test_a_given_up_alert_stays_visible_and_does_not_block_its_case(database: Database) -> None:
    link(database, classified(database, "a1"))
    link(database, classified(database, "a2", stage=Stage.BAIL_GRANTED))
    box = outbox(database)
    first = box.claim(NOW)
    assert first
    box.failed(first[0], "channel_not_found", retry_at=None)
    second = box.claim(NOW)
    assert second
    assert second[0].incident_id != first[0].incident_id


def test_a_digest_is_frozen_before_it_is_sent(database: Database) -> None:
    store = DigestStore(database)
    assert store.digest("2026-W47", "all", NOW) == (False, None)
    store.freeze("2026-W47", "all", b"whole message")
    assert store.digest("2026-W47", "all", NOW) == (False, b"whole message")
    store.digest_sent("2026-W47", "all", NOW)
    assert store.digest("2026-W47", "all", NOW) == (True, b"whole message")


def test_a_week_counts_cases_incidents_and_articles_apart(database: Database) -> None:
    link(database, classified(database, "a1"))
    link(database, classified(database, "a2", stage=Stage.BAIL_GRANTED))
    week = DigestStore(database).week("2026-W48", NOW - timedelta(days=1), NOW + timedelta(days=1))
    assert (len(week.cases), len(week.cases[0].incidents), week.articles_read) == (1, 2, 2)
    assert week.opened == {week.cases[0].id}


def test_forgetting_keeps_cases_and_the_identity_of_what_was_forgotten(database: Database) -> None:
    link(database, classified(database, "a1"))
    classified(database, "a2", label=Label.OTHER, decision=Decision.DROP)
    later = NOW + timedelta(days=40)
    store = ArticleStore(database)
    before = later - timedelta(days=30)
    assert store.purge(later, unmatched_before=before, dropped_before=before) == 1
    texts = {article.id: article.text for article in store.all()}
    assert texts["a1"]
    assert texts["a2"] == ""
    assert FeedStore(database).add_articles([an_article("a2")]) == 0
