"""Cases: linking an article into one, and reading them back whole."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, bindparam, select, text, tuple_
from sqlalchemy.exc import DBAPIError

from pipeline.domain import (
    ArticleState,
    Case,
    Change,
    Doubt,
    FieldDecision,
    Finding,
    Linked,
    Review,
    ReviewedArticle,
    Standing,
)
from pipeline.errors import InputError
from pipeline.ports import LinkRules
from pipeline.store import changes, linking, moves
from pipeline.store.case_reader import read_cases
from pipeline.store.codec import classification_of
from pipeline.store.database import Database
from pipeline.store.feed_store import article_of
from pipeline.store.neighbours import neighbours
from pipeline.store.projection import CHANGED
from pipeline.store.reviews import keep_review, read_reviewed
from pipeline.store.search import SearchIndex
from pipeline.store.tables import articles, cases, incident_articles

SHORTEST_ID = 8
"""So many signs of a case's id are shown at least (`make run`; alerts and digests show twelve)."""


AT_ONCE = 16
"""Articles that are linked in one transaction, beside which nobody else links or reviews: tenths of a second. A case is
written into the search index once in it."""
log = logging.getLogger("overreach")
_ARTICLE = select(articles).where(articles.c.id == bindparam("article"))


class CaseStore:
    """Implements `ports.CaseStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = SearchIndex(database)

    def link(self, article_id: str, rules: LinkRules, now: datetime) -> Linked | None:
        """Gather one finding and the reports near it, let `rules` decide, apply; all in one transaction.

        The outbox rows are written with the incident they speak of. None if the article was linked before.
        Two reports of one event that arrive together open one case, because one linker works at a time.
        """
        with self._alone() as connection:
            return self._link(connection, article_id, rules, now)

    def link_each(
        self, article_ids: Iterable[str], rules: LinkRules, clock: Callable[[], datetime]
    ) -> Iterator[Linked | None]:
        """`link` for many, `AT_ONCE` in a transaction. One that fails spoils none of the others: its error is raised
        when they are linked, unless it is the database's."""
        left, failures = iter(article_ids), []
        with self._database.kept() as connection:
            while some := list(islice(left, AT_ONCE)):
                linked = []
                with self._transaction(connection):
                    for article_id in some:
                        try:
                            with connection.begin_nested():
                                linked.append(self._link(connection, article_id, rules, clock()))
                        except DBAPIError:
                            raise
                        except Exception as error:
                            log.error("link: article %s: %s", article_id, type(error).__name__)
                            failures.append(error)
                yield from linked
        if failures:
            raise failures[0]

    def _link(
        self, connection: Connection, article_id: str, rules: LinkRules, now: datetime
    ) -> Linked | None:
        row = connection.execute(_ARTICLE, {"article": article_id}).one()
        if row.state != ArticleState.CLASSIFIED.value:
            return None
        finding = Finding(article=article_of(row), verdict=classification_of(row.verdict))
        report = rules.report(finding, now)
        intent = rules.decide(finding, report, neighbours(connection, rules.lookups(report)), now)
        return linking.apply(self._database, connection, finding, intent, rules, now)

    def prepare(self, rules: LinkRules, now: datetime) -> int:
        """Make the reports that an earlier version did not keep, and what cases say of them. Number of reports made."""
        with self._alone() as connection:
            return linking.make_missing_reports(connection, rules, now)

    def cases(self, ids: Iterable[str] | None = None) -> list[Case]:
        """Whole cases, the oldest first; all that stand without `ids`."""
        query = select(cases.c.id).where(cases.c.merged_into.is_(None))
        if ids is not None:
            query = select(cases.c.id).where(cases.c.id.in_(list(ids)))
        with self._database.reading() as connection:
            return read_cases(connection, query)

    def each(self, at_once: int = 500) -> Iterator[Case]:
        """Every case that stands, the oldest first, some hundred in memory at a time."""
        place = tuple_(cases.c.opened_at, cases.c.id)
        query = select(cases.c.id, cases.c.opened_at).where(cases.c.merged_into.is_(None))
        query = query.order_by(cases.c.opened_at, cases.c.id).limit(at_once)
        page = query
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(page).all()
            if not rows:
                return
            yield from self.cases([row.id for row in rows])
            page = query.where(place > (rows[-1].opened_at, rows[-1].id))

    def waiting(self) -> list[Case]:
        """Cases that wait for a person, the oldest first."""
        query = select(cases.c.id).where(cases.c.needs_review, cases.c.merged_into.is_(None))
        with self._database.reading() as connection:
            return read_cases(connection, query)

    def id_of(self, shown: str) -> str:
        """The whole id of a case from what an alert or a digest shows of it; of a merged case, that of the case which
        tells its story now. Raises InputError."""
        fits = cases.c.id.startswith(shown.lower(), autoescape=True)
        with self._database.reading() as connection:
            rows = connection.execute(select(cases.c.id).where(fits).limit(2))
            found = [str(whole) for whole in rows.scalars()]
            if len(shown) < SHORTEST_ID or not found:
                raise InputError(
                    f"case {shown}", "there is no such case; `overreach reviews` lists what waits"
                )
            if len(found) > 1:
                raise InputError(f"case {shown}", "several ids begin so; write more of it")
            return moves.standing_id(connection, found[0])

    def case_of(self, article_id: str) -> str | None:
        """The case in which an article stands."""
        with self._database.reading() as connection:
            return moves.case_of(connection, article_id)

    def reason_of(self, article_id: str) -> str | None:
        """Why an article stands where it stands."""
        query = select(incident_articles.c.reason).where(incident_articles.c.article_id == article_id)
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    # --- what people decide ------------------------------------------------------------------------------

    def review(self, review: Review) -> Standing:
        """Keep what a person decided and let the case follow, in one transaction. The same review twice is one.

        Raises InputError for a case that is not there, or an article that is none of its reports.
        """
        with self._alone() as connection:
            return keep_review(self._database, connection, review)

    def reviewed_articles(self) -> Iterator[ReviewedArticle]:
        """What the decisions teach: the articles that stood in a case when a person settled it, by case."""
        with self._database.reading() as connection:
            yield from read_reviewed(connection)

    def merge(self, case_id: str, other_id: str, rules: LinkRules, change: Change) -> None:
        """Put the reports of `other_id` into `case_id`; the emptied case keeps its id and points there. Raises
        InputError."""
        with self._alone() as connection:
            changes.merge(connection, case_id, other_id, rules, change)

    def split(self, case_id: str, article_ids: Sequence[str], rules: LinkRules, change: Change) -> str:
        """Put some of a case's reports into a new case, whose id is returned; the machine never joins the two again.
        Raises InputError."""
        with self._alone() as connection:
            return changes.split(connection, case_id, article_ids, rules, change)

    def undo(self, case_id: str, rules: LinkRules, change: Change) -> Change:
        """Take back the last merge or split of a case, and say which it was. Raises InputError where there is none."""
        with self._alone() as connection:
            return changes.undo(connection, case_id, rules, change)

    def note(self, change: Change) -> None:
        """Keep a remark on a case. Raises InputError."""
        with self._alone() as connection:
            changes.keep(connection, change)

    def judge(self, decision: FieldDecision, rules: LinkRules) -> None:
        """Keep a person's judgement on a value of a field and let the case follow. Raises InputError."""
        with self._alone() as connection:
            changes.judge(connection, decision, rules)

    def history(self, case_id: str) -> list[Change]:
        """What people did to a case, the oldest first."""
        with self._database.reading() as connection:
            return changes.history(connection, case_id)

    def doubts(self) -> list[Doubt]:
        """Pairs of cases about which a person is asked whether they are one, the likeliest first."""
        with self._database.reading() as connection:
            return changes.open_doubts(connection)

    def keep_apart(self, case_id: str, other_id: str, change: Change) -> None:
        """Answer a doubt: two cases stay two, for ever. Raises InputError."""
        with self._alone() as connection:
            changes.keep_apart(connection, case_id, other_id, change)

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        with self._database.kept() as connection, self._transaction(connection):
            yield connection

    @contextmanager
    def _transaction(self, connection: Connection) -> Iterator[None]:
        """A transaction beside which no other one links or reviews; held for some milliseconds. The search documents of
        the cases that it changed are written with it."""
        with connection.begin():
            connection.info.pop(CHANGED, None)
            if not self._database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('overreach-link'))"))
            yield
            self._index.index(connection, connection.info.pop(CHANGED, ()))
