"""What a search costs on SQLite and PostgreSQL, on a small world and on a large one, in one run.

python -m benchmarks.search [--cases 20000] [--articles 200000] [--small 1000]

Two hundred queries of the kinds that monitors type, each asked once, each on a connection of its own, as the command
line does. PostgreSQL is that of 127.0.0.1:5432 (user postgres); the benchmark makes a database there and drops it.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import uuid4

import psycopg
from sqlalchemy import text

from benchmarks.search_rows import fill
from benchmarks.world import NEWEST, Story, stories
from pipeline.domain import CaseQuery, Stage, TargetType
from pipeline.store.database import Database
from pipeline.store.search import SearchIndex

SERVER = "host=127.0.0.1 port=5432 user=postgres dbname=postgres"
SEED, QUERIES = 7, 200


@dataclass(frozen=True)
class Found:
    """Seconds of each search by kind of query, and how many cases they found."""

    seconds: dict[str, list[float]]
    counting: list[float]
    hits: int


def questions(known: Sequence[Story], rng: random.Random) -> Iterator[tuple[str, CaseQuery]]:
    """(kind, query) pairs without end, about these stories."""
    while True:
        one = rng.choice(known)
        who, title = one.people[0], rng.choice(one.reports).title
        words = title.split()
        yield "full name", CaseQuery(text=who.name)
        yield "Latin name", CaseQuery(text=who.latin)
        yield "family name", CaseQuery(text=who.latin.split()[1])
        yield "given name", CaseQuery(text=who.name.split()[0])
        yield "part of a name", CaseQuery(text=who.latin.split()[1][:4])
        yield "misspelt name", CaseQuery(text=who.latin.replace("a", "e").replace("o", "u"))
        yield "law", CaseQuery(text=one.law)
        yield "law and place", CaseQuery(text=f"{one.law} {one.place}")
        yield "place", CaseQuery(text=one.place)
        yield "a word of a title", CaseQuery(text=rng.choice(words))
        yield "two words of a title", CaseQuery(text=" ".join(rng.sample(words, min(2, len(words)))))
        yield "a phrase", CaseQuery(text=title[:24])
        yield "name in a country", CaseQuery(text=who.latin.split()[0], countries=(one.country,))
        yield "filters", CaseQuery(stages=(Stage(one.stages[-1]),), targets=(TargetType(one.targets[0]),))
        yield "law since", CaseQuery(text=one.law, since=(NEWEST - timedelta(days=400)).date())
        yield "everything", CaseQuery()


def ask(database: Database, given: Sequence[tuple[str, CaseQuery]]) -> Found:
    index = SearchIndex(database)
    found = Found(defaultdict(list), [], 0)
    hits = 0
    for kind, query in given:
        seconds, count = timed(lambda query=query: len(index.find(query, 20)))  # type: ignore[misc]
        found.seconds[kind].append(seconds)
        hits += bool(count)
        found.counting.append(timed(lambda query=query: index.count(query))[0])  # type: ignore[misc]
    return Found(found.seconds, found.counting, hits)


def timed(act: Callable[[], int]) -> tuple[float, int]:
    begin = time.perf_counter()
    result = act()
    return time.perf_counter() - begin, result


def spread(seconds: Sequence[float]) -> str:
    """Median and the value that 95 of 100 stay under, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else [seconds[0]] * 19
    return f"p50 {cuts[9] * 1000:6.1f} ms  p95 {cuts[18] * 1000:6.1f} ms  max {max(seconds) * 1000:6.1f} ms"


def indexing(database: Database, known: Sequence[Story]) -> str:
    """What linking pays beside its own reading: the document of one case written anew, on an open connection."""
    index = SearchIndex(database)
    with database.writing() as connection:
        index.index(connection, [known[0].id])
        return spread([timed(lambda one=one: index.index(connection, [one.id]) or 0)[0] for one in known])  # type: ignore[misc]


def size(database: Database) -> float:
    """MiB of the index."""
    said = (
        "SELECT sum(pgsize) FROM dbstat WHERE name IN ('case_words_data', 'case_words_content', 'case_words_docsize')"
        if database.is_sqlite
        else "SELECT pg_total_relation_size('case_words')"
    )
    with database.reading() as connection:
        try:
            return float(connection.execute(text(said)).scalar_one()) / 2**20
        except Exception:  # SQLite may be built without dbstat
            return float("nan")


def measure(name: str, database: Database, cases: int, articles: int) -> None:
    database.upgrade()
    begin = time.perf_counter()
    fill(database, stories(SEED, cases, articles))
    filled = time.perf_counter() - begin
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    rebuilt, count = timed(SearchIndex(database).rebuild)
    rng = random.Random(SEED)
    known = list(islice(stories(SEED, cases, articles), 400))
    found = ask(database, list(islice(questions(known, rng), QUERIES)))
    every = [one for seconds in found.seconds.values() for one in seconds]
    out = [
        f"{name}, {count:,} cases, {articles:,} articles: filled in {filled:.0f} s, index built in {rebuilt:.0f} s, "
        f"{size(database):.0f} MiB",
        f"  find   {spread(every)}   ({found.hits} of {len(every)} queries found something)",
        f"  count  {spread(found.counting)}",
        f"  index  {indexing(database, known[:200])}",
        *(f"    {kind:22} {spread(seconds)}" for kind, seconds in found.seconds.items()),
    ]
    sys.stdout.write("\n".join(out) + "\n")
    sys.stdout.flush()


@contextmanager
def server() -> Iterator[Database]:
    """A database of the benchmark's own on the loopback server."""
    name = f"bench_search_{uuid4().hex[:8]}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        try:
            yield Database(f"postgresql+psycopg://postgres@127.0.0.1:5432/{name}")
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description="Search on both databases.")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--small", type=int, default=1000, help="cases of the small world, ten articles each")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    for cases, articles in ((given.small, given.small * 10), (given.cases, given.articles)):
        if given.only != "postgresql":
            with tempfile.TemporaryDirectory() as folder:
                measure("SQLite", Database(f"sqlite:///{folder}/bench.db"), cases, articles)
        if given.only != "sqlite":
            with server() as database:
                measure("PostgreSQL", database, cases, articles)


if __name__ == "__main__":
    main()
