"""Search over cases: one document of tokens a case, in SQLite's FTS5 or PostgreSQL's tsvector."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection, bindparam, delete, func, select, text
from sqlalchemy.exc import DBAPIError

from pipeline.domain import CaseQuery, Hit, Mark
from pipeline.errors import StoreError
from pipeline.store.database import Database
from pipeline.store.search_document import document
from pipeline.store.search_hits import hit_of
from pipeline.store.search_plan import (
    SECOND,
    Meanings,
    Plan,
    Tier,
    as_fts5,
    as_tsquery,
    plan,
)
from pipeline.store.search_texts import Texts, read_texts
from pipeline.store.tables import case_search, cases

BATCH = 500
"""Cases that a rebuild reads and writes in one transaction: others wait for a second at most."""
IN_REPORTS = 1
"""The rank of cases whose titles and quotes have the words."""

_LITE = {
    "drop": "DELETE FROM case_words WHERE rowid = :number",
    "add": "INSERT INTO case_words (rowid, tokens) VALUES (:number, :tokens)",
    "find": "SELECT rowid FROM case_words WHERE case_words MATCH :wanted AND rowid >= :low AND rowid < :high "
    "ORDER BY rowid DESC LIMIT :limit",
    "count": "SELECT count(*) FROM case_words WHERE case_words MATCH :wanted AND rowid >= :low AND rowid < :high",
}
# MATERIALIZED, because the planner would else walk all documents from the newest on, unpacking each.
_FITS = (
    "WITH fits AS MATERIALIZED (SELECT number FROM case_words "
    "WHERE tokens @@ CAST(:wanted AS tsquery) AND number >= :low AND number < :high) "
)
_SERVER = {
    "drop": "DELETE FROM case_words WHERE number = :number",
    "add": "INSERT INTO case_words (number, tokens) VALUES (:number, array_to_tsvector(CAST(:tokens AS text[])))",
    "find": _FITS + "SELECT number FROM fits ORDER BY number DESC LIMIT :limit",
    "count": _FITS + "SELECT count(*) FROM fits",
}
# PostgreSQL does not count what unpacking a long document costs, compiling costs more than it saves, and the texts of
# twenty cases are looked up, where a join would walk the links of all articles.
_STEERED = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; " + "; ".join(
    f"SET LOCAL {name} = off" for name in ("enable_seqscan", "enable_mergejoin", "enable_hashjoin", "jit")
)
_FORGET = (
    delete(case_search)
    .where(case_search.c.case_id.in_(bindparam("ids", expanding=True)))
    .returning(case_search.c.number)
)
_NUMBERED = select(case_search.c.number, case_search.c.case_id).where(
    case_search.c.number.in_(bindparam("numbers", expanding=True))
)


class SearchIndex:
    """Keeps the documents of cases and finds them. `meanings` are phrases that say what a filter says."""

    def __init__(self, database: Database, meanings: Meanings | None = None) -> None:
        self._database = database
        self._meanings = meanings or {}
        lite = database.is_sqlite
        self._say = {name: text(said) for name, said in (_LITE if lite else _SERVER).items()}
        self._wanted: Callable[[Tier], str] = as_fts5 if lite else as_tsquery

    # --- keeping -----------------------------------------------------------------------------------------

    def index(self, connection: Connection, case_ids: Iterable[str]) -> None:
        """Write the documents of these cases anew, in the caller's transaction; to be called when a case has changed.

        Ids that are no case's are left out.
        """
        found = read_texts(connection, list(dict.fromkeys(case_ids)))
        if not found:
            return
        old = connection.execute(_FORGET, {"ids": list(found)}).scalars().all()
        if old:
            connection.execute(self._say["drop"], [{"number": number} for number in old])
        numbers = _numbers(connection, found)
        rows = [
            {"case_id": case_id, "number": numbers[case_id], "left_out": texts.left_out}
            for case_id, texts in found.items()
        ]
        connection.execute(case_search.insert(), rows)
        connection.execute(
            self._say["add"],
            [
                {"number": numbers[case_id], "tokens": self._packed(document(texts))}
                for case_id, texts in found.items()
            ],
        )

    def _packed(self, tokens: list[str]) -> str | list[str]:
        return " ".join(tokens) if self._database.is_sqlite else tokens

    def rebuild(self, progress: Callable[[int], None] = lambda _: None) -> int:
        """Write all documents anew, some hundred a transaction; what is found meanwhile is old or new. How many."""
        with self._database.reading() as connection:
            ids = list(connection.execute(select(cases.c.id).order_by(cases.c.changed_at)).scalars())
        for batch in _batches(ids):
            with self._database.writing() as connection:
                if (
                    not self._database.is_sqlite
                ):  # beside nobody who links: two would write one case's document
                    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('overreach-link'))"))
                self.index(connection, batch)
            progress(len(batch))
        with self._database.writing() as connection:
            if self._database.is_sqlite:
                connection.execute(text("INSERT INTO case_words (case_words) VALUES ('optimize')"))
            else:
                connection.execute(text("SELECT gin_clean_pending_list('ix_case_words_tokens')"))
                connection.execute(text("ANALYZE case_words"))
        return len(ids)

    def missing(self) -> int:
        """Cases that have no document yet and so are not found."""
        with self._database.reading() as connection:
            whole = connection.execute(select(func.count()).select_from(cases)).scalar_one()
            return int(whole - connection.execute(select(func.count()).select_from(case_search)).scalar_one())

    # --- finding -----------------------------------------------------------------------------------------

    def find(self, query: CaseQuery, limit: int = 20, after: Mark | None = None) -> list[Hit]:
        """Cases by rank, in a rank the newest first; `after` the mark of the last page's last hit."""
        wanted = plan(query, self._meanings)
        with self._reading() as connection:
            marks = list(islice(self._marks(connection, wanted, limit, after), limit))
            rows = connection.execute(_NUMBERED, {"numbers": [mark.number for mark in marks]})
            ids = {row.number: row.case_id for row in rows}
            texts: dict[str, Texts] = {}
            for in_reports in (True, False):  # titles and quotes are read only where the words stand in them
                some = [ids[mark.number] for mark in marks if (mark.rank == IN_REPORTS) is in_reports]
                texts |= read_texts(connection, some, short=not in_reports) if some else {}
        return [hit_of(texts[ids[mark.number]], mark, query.text) for mark in marks]

    def count(self, query: CaseQuery) -> int:
        """How many cases fit, in all ranks."""
        wanted = plan(query, self._meanings)
        if not wanted.tiers:
            return 0
        with self._reading() as connection:
            given = {"wanted": self._wanted(wanted.widest), "low": wanted.low, "high": wanted.high}
            return int(connection.execute(self._say["count"], given).scalar_one())

    def _marks(self, connection: Connection, wanted: Plan, limit: int, after: Mark | None) -> Iterator[Mark]:
        """More than `limit` may come. On a first page the better ranks are known whole and are left out here: the
        database would have to put their words together once more."""
        seen: set[int] = set()
        for rank, tier in enumerate(wanted.tiers):
            if after and rank < after.rank:
                continue
            high = min(wanted.high, after.number) if after and rank == after.rank else wanted.high
            asked = tier if after else replace(tier, unless=())
            given = {
                "wanted": self._wanted(asked),
                "low": wanted.low,
                "high": high,
                "limit": limit + len(seen),
            }
            for number in connection.execute(self._say["find"], given).scalars():
                if number not in seen:
                    seen.add(number)
                    yield Mark(rank, number)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection for finding. The database's errors repeat what was looked for, so only their kind is told.

        All that is read is of one moment: a case that is written anew meanwhile keeps its old number here.
        """
        try:
            with self._database.reading() as connection:
                if not self._database.is_sqlite:
                    connection.exec_driver_sql(_STEERED)
                yield connection
        except DBAPIError as error:
            raise StoreError(f"{self._database.shown}: search failed: {type(error.orig).__name__}") from None


def _numbers(connection: Connection, found: dict[str, Texts]) -> dict[str, int]:
    """Numbers in the order of the last change; in one second the id decides, the same on every database."""
    wanted = {case_id: _number(case_id, texts) for case_id, texts in found.items()}
    taken: set[int] = set()
    given: dict[str, int] = {}
    while wanted:
        asked = {"numbers": list(wanted.values())}
        taken.update(row.number for row in connection.execute(_NUMBERED, asked))
        for case_id, number in list(wanted.items()):
            if number in taken:
                wanted[case_id] = number + 1
            else:
                given[case_id] = wanted.pop(case_id)
                taken.add(number)
    return given


def _number(case_id: str, texts: Texts) -> int:
    return int(texts.changed_at.timestamp()) * SECOND + zlib.crc32(case_id.encode()) % SECOND


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
