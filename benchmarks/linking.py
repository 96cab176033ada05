"""What linking one article costs beside 1,000 and beside very many cases, on SQLite and PostgreSQL, in one run.

python -m benchmarks.linking [--cases 10000] [--articles 50000] [--small 1000] [--new 300] [--only sqlite]

Both worlds have as many articles a case, over eight years; most cases few, the largest `--largest`. New articles go
through the real `CaseStore.link_each`: a third are later stages of known cases, a third what other outlets write of
them, a third new cases; a quarter writes names in Latin letters.

Linked articles are put straight into the tables. `report_of` takes milliseconds a text, so their texts are taken from
a pool: each has the real report of its names and its verdict without a text, and words, numbers and marks of the real
report of its text. The keys are then those of the real report; `--check` so many articles of each world prove it. What
is left out is the day of the step where a text tells one. PostgreSQL is that of 127.0.0.1:5432 (user postgres); the
benchmark makes a database there and drops it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice, pairwise
from statistics import fmean
from typing import Any

from sqlalchemy import text

from benchmarks.search import server
from benchmarks.search_rows import STORIES, Row, put_into
from benchmarks.world import NEWEST, SKEW, STAGES, Story, passage, story
from pipeline.cases.report import report_of
from pipeline.domain import (
    Article,
    Classification,
    Decision,
    Evidence,
    FieldDecision,
    Finding,
    Label,
    LawMention,
    LinkIntent,
    LinkKind,
    Neighbours,
    PersonMention,
    Record,
    Report,
    Role,
    Stage,
    Step,
    TargetType,
)  # fmt: skip
from pipeline.rules import Linking
from pipeline.store.case_store import CaseStore
from pipeline.store.database import Database
from pipeline.store.tables import (
    articles,
    case_laws,
    cases,
    evidence,
    incident_articles,
    incidents,
    persons,
    report_keys,
)  # fmt: skip

SEED, LENGTH, POOL = 7, 1200, 40
NAMELESS, LATIN = 0.05, 0.25
"""Shares of reports that name nobody, and that write names in Latin letters."""
RULES = Linking(routes=(), window_days=7)
FILLED = (cases, persons, case_laws, incidents, articles, incident_articles, report_keys, evidence)
PARTS = ("report", "lookups", "reading", "deciding", "writing and the next one's reading")
STEPS = len(PARTS)
PLATFORMS = ("facebook", "x", "tiktok", "whatsapp")
TOPICS = ("insult", "false_news", "defamation", "incitement")
KINDS, CHECKED, WARM = ("later stage", "other outlet"), 200, 20


@dataclass(frozen=True)
class Fresh:
    """An article that waits, and the case where it belongs; None: it opens one."""

    kind: str
    finding: Finding
    case_id: str | None


@dataclass(frozen=True)
class Cost:
    """Seconds of one link by part, what it was compared with, and whether the article came where it belongs."""

    kind: str
    parts: Sequence[float]
    reports: int
    cases: int
    right: bool


@dataclass
class Timed:
    """The rules, with the moments at which the store asked them: what lies between is the store's own time."""

    rules: Linking = RULES
    marks: list[float] = field(default_factory=list)
    compared: list[tuple[int, int]] = field(default_factory=list)

    def report(self, finding: Finding, now: datetime) -> Report:
        self.marks.append(time.perf_counter())
        found = self.rules.report(finding, now)
        self.marks.append(time.perf_counter())
        return found

    def lookups(self, found: Report) -> Sequence[str]:
        keys = self.rules.lookups(found)
        self.marks.append(time.perf_counter())
        return keys

    def decide(self, finding: Finding, found: Report, near: Neighbours, now: datetime) -> LinkIntent:
        self.marks.append(time.perf_counter())
        intent = self.rules.decide(finding, found, near, now)
        self.marks.append(time.perf_counter())
        compared = [one for one in near.placed if one.report]
        self.compared.append((len(compared), len({one.case_id for one in compared})))
        return intent

    def steps(self, reports: Sequence[Report]) -> list[Step]:
        return self.rules.steps(reports)

    def record(self, verdicts: Sequence[Classification], decisions: Sequence[FieldDecision]) -> Record:
        return self.rules.record(verdicts, decisions)

    def course(self, steps: Sequence[Step]) -> dict[str, Any]:
        return self.rules.course(steps)


def sizes(count: int, total: int, largest: int) -> list[int]:
    """Reports of each case by Zipf's law, none over `largest`, about `total` together; in mixed order."""
    weights = [((rank + 0.5) / count) ** -SKEW for rank in range(count)]
    low, high = 0.0, float(largest)
    for _ in range(40):
        share = (low + high) / 2
        found = [min(largest, 1 + int(share * weight)) for weight in weights]
        low, high = (share, high) if sum(found) < total else (low, share)
    random.Random(SEED).shuffle(found)
    return found


@cache
def pool(language: str, country: str) -> list[tuple[Article, Report]]:
    """Texts of a language with their reports, which name nobody."""
    rng = random.Random(language)
    written = [_article("pool", rng, language, "", datetime(2026, 1, 1, tzinfo=UTC)) for _ in range(POOL)]
    empty = replace(_verdict(written[0], None, "", Stage.UNKNOWN), country=country)
    return [(one, report_of(Finding(article=one, verdict=empty), datetime.now(UTC))) for one in written]


def _article(name: str, rng: random.Random, language: str, who: str, published: datetime) -> Article:
    title, told = passage(rng, language, 60), passage(rng, language, LENGTH)
    return Article(
        id=name, feed_id="bench", identity=name, url=None, title=f"{who} {title}".strip(), text=f"{who} {told}".strip(),
        language=language, published=published, first_seen=published, text_sha256="0" * 64,
    )  # fmt: skip


def _verdict(article: Article, one: Story | None, who: str, stage: Stage) -> Classification:
    named = (PersonMention(name=who, latin=one.people[0].latin, role=Role.TARGET),) if one and who else ()
    quote = Evidence(field="stage", quote=article.text[:80], start=0, end=80)
    return Classification(
        article_id=article.id, language=article.language, label=Label.PROSECUTION, probability=0.9,
        decision=Decision.ALERT, targets=tuple(map(TargetType, one.targets)) if one else (), persons=named, stage=stage,
        laws=(LawMention(id=one.law_id, as_written=one.law),) if one else (), country=one.country if one else None,
        place=one.place if one else None, version="bench",
        platforms=(_of(one, PLATFORMS, 0),), topics=(_of(one, TOPICS, 1),),
        evidence=(quote, replace(quote, field="law"), replace(quote, field="target")),
    )  # fmt: skip


def _of(one: Story | None, kinds: Sequence[str], place: int) -> str:
    """The story's own of these, the same in all its reports."""
    return kinds[int(one.id[place], 16) % len(kinds) if one else 0]


def told(one: Story) -> Iterator[tuple[Finding, Report]]:
    """The linked articles of a story with their reports: those of one stage come out within four days."""
    rng = random.Random(one.id)
    begun: dict[int, datetime] = {}
    for each in one.reports:
        day = begun.setdefault(each.step, each.published) + timedelta(days=4 * rng.random())
        who = "" if rng.random() < NAMELESS and each is not one.reports[0] else _name(rng, one)
        text_of, ready = rng.choice(pool(each.language, one.country))
        article = replace(
            text_of, id=each.id, identity=each.id, published=day, first_seen=day,
            title=f"{who} {text_of.title}".strip(),
        )  # fmt: skip
        found = Finding(article=article, verdict=_verdict(article, one, who, Stage(one.stages[each.step])))
        yield found, _quick(found, ready)


def _name(rng: random.Random, one: Story) -> str:
    return one.people[0].latin if rng.random() < LATIN else one.people[0].name


def _quick(found: Finding, ready: Report) -> Report:
    """The real report without the text, and of its text what the pool has ready."""
    bare = replace(found, article=replace(found.article, title="", text=""))
    made = report_of(bare, found.article.published or datetime.now(UTC))
    keys = made.keys if made.mentions else (*ready.keys[:-2], *made.keys)
    return replace(made, keys=keys, words=ready.words, marks=ready.marks, numbers=ready.numbers)


def check(known: Sequence[Story], count: int) -> tuple[int, int]:
    """How many of the first articles have other keys than their real report, of how many."""
    pairs = list(islice((pair for one in known for pair in told(one)), count))
    wrong = sum({*report_of(f, quick.reported).keys} != {*quick.keys} for f, quick in pairs)
    return wrong, len(pairs)


def rows(one: Story) -> dict[str, list[Row]]:
    """A story in the tables, as linking would have left it."""
    found = list(told(one))
    verdicts, reports = [f.verdict for f, _ in found], [r for _, r in found]
    steps, record = RULES.steps(reports), RULES.record(verdicts, [])
    stands = {r.article_id: f"{one.id[:24]}{n}" for n, step in enumerate(steps) for r in step.reports}
    return {
        "cases": [_case(one, record, reports, str(RULES.course(steps)["status"]))],
        "persons": [
            {"id": f"{one.id[:24]}{n}", "case_id": one.id, "name": who.name, "latin": who.latin,
             "role": who.role.value, "minor": False, "gender": "unknown", "aliases": json.dumps(who.aliases)}
            for n, who in enumerate(record.persons)
        ],
        "case_laws": [{"case_id": one.id, "law_id": one.law_id, "as_written": one.law, "section": None}],
        "incidents": [
            {"id": f"{one.id[:24]}{n}", "case_id": one.id, "stage": step.stage.value, "precision": "unknown",
             "first_reported": min(r.reported for r in step.reports), "place": step.place}
            for n, step in enumerate(steps)
        ],
        "articles": [_article_row(f, "linked") for f, _ in found],
        "incident_articles": [_link(stands[r.article_id], r, reports[0].article_id) for r in reports],
        "report_keys": [{"key": k, "article_id": r.article_id} for r in reports for k in {k[:80] for k in r.keys}],
        "evidence": [
            {"incident_id": stands[v.article_id], "article_id": v.article_id, "article_sha256": "0" * 64,
             "field": e.field, "quote": e.quote, "start": e.start, "end": e.end, "part": e.part, "version": "bench"}
            for v in verdicts for e in v.evidence
        ],
    }  # fmt: skip


def _case(one: Story, record: Record, reports: Sequence[Report], status: str) -> Row:
    times = [report.reported for report in reports]
    return {
        "id": one.id, "country": record.country, "opened_at": min(times), "changed_at": max(times),
        "targets": json.dumps(record.targets), "probability": record.probability, "needs_review": False,
        "verification": "machine", "tlp": record.tlp, "place": record.place, "family": "unknown",
        "complainant": "unknown", "privacy": "[]", "cross_border": "unknown", "outlets": "[]",
        "platforms": json.dumps(record.platforms), "topics": json.dumps(record.topics), "accused": record.accused,
        "axes": "[]", "flags": "[]", "external_ids": "[]", "facts": "[]", "status": status,
    }  # fmt: skip


def _article_row(found: Finding, state: str) -> Row:
    one = found.article
    return {
        "id": one.id, "feed_id": "bench", "identity": one.identity, "title": one.title, "text": one.text, "summary": "",
        "language": one.language, "published": one.published, "first_seen": one.first_seen, "attempts": 0,
        "text_sha256": one.text_sha256, "countries": "[]", "silent": False, "state": state,
        "verdict": json.dumps(found.verdict, default=_plain),
    }  # fmt: skip


def _link(incident_id: str, report: Report, first: str) -> Row:
    opens = report.article_id == first
    kind = LinkKind.OPENED if opens else LinkKind.NAMED if report.mentions else LinkKind.NAMELESS
    return {
        "incident_id": incident_id, "article_id": report.article_id, "reason": "", "kind": kind.value,
        "score": 0.0 if opens else 0.9, "to_article": None if opens else first, "pinned": False,
        "names": bool(report.accused), "report": json.dumps(report, default=_plain),
    }  # fmt: skip


def _plain(value: Any) -> object:
    """What JSON does not know; `dataclasses.asdict` takes as long as all else of a row."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return [] if isinstance(value, frozenset) else {name: getattr(value, name) for name in value.__slots__}


def fill(databases: Sequence[Database], known: Iterator[Story]) -> None:
    """Put the stories into all databases."""
    while batch := [rows(one) for one in islice(known, STORIES)]:
        for database in databases:
            with database.writing() as connection:
                if database.is_sqlite:
                    connection.exec_driver_sql("PRAGMA cache_size=-1000000")
                put = put_into(database, connection)
                for table in FILLED:
                    put(table, [row for made in batch for row in made[table.name]])


def fresh(count: int, reports: Sequence[int]) -> list[Fresh]:
    """New articles in mixed order; the cases are drawn evenly, whatever their size."""
    rng = random.Random(SEED)
    chosen = rng.sample(range(len(reports)), 2 * count // 3)
    made = []
    for place in range(count):
        old = place < len(chosen)
        one = story(
            SEED, chosen[place] if old else len(reports) + place, reports[chosen[place]] if old else 1
        )
        made.append(_fresh(rng, one, f"new-{place}", "new case" if not old else KINDS[place % 2]))
    rng.shuffle(made)
    return made


def _fresh(rng: random.Random, one: Story, name: str, kind: str) -> Fresh:
    """An outlet more writes within two days of the last report; a later stage comes a month and more after it."""
    *_, (last, _) = told(one)
    stage, day = last.verdict.stage or Stage.UNKNOWN, last.article.published or NEWEST
    if kind == "later stage":
        stage, day = Stage(rng.choice(STAGES)), day + timedelta(days=30 + 200 * rng.random())
    elif kind == "other outlet":
        day += timedelta(days=2 * rng.random())
    who = "" if kind == "other outlet" and rng.random() < NAMELESS else _name(rng, one)
    article = _article(name, rng, one.reports[0].language, who, day)
    finding = Finding(article=article, verdict=_verdict(article, one, who, stage))
    return Fresh(kind, finding, None if kind == "new case" else one.id)


def link(database: Database, waiting: Sequence[Fresh]) -> list[Cost]:
    """Link the articles one after another."""
    with database.writing() as connection:
        put_into(database, connection)(articles, [_article_row(one.finding, "classified") for one in waiting])
    rules, store = Timed(), CaseStore(database)
    times = {one.finding.article.id: one.finding.article.published or NEWEST for one in waiting}
    days = iter([time_of + timedelta(hours=1) for time_of in times.values()])
    linked = list(store.link_each(times, rules, lambda: next(days)))
    rules.marks.append(time.perf_counter())
    found = []
    for place, (one, done) in enumerate(zip(waiting, linked, strict=True)):
        marks = rules.marks[place * STEPS : (place + 1) * STEPS + 1]
        right = done is not None and (done.opened if one.case_id is None else done.case_id == one.case_id)
        parts = [b - a for a, b in pairwise(marks)]
        found.append(Cost(one.kind, parts, *rules.compared[place], right))
    return found[WARM:]


def told_of(name: str, costs: Sequence[Cost]) -> str:
    """The figures of one database and world, as lines."""
    took = sorted(sum(cost.parts) for cost in costs)
    split = "  ".join(
        f"{part} {1000 * fmean(cost.parts[place] for cost in costs):.1f}" for place, part in enumerate(PARTS)
    )
    lines = [
        f"{name}: mean {1000 * fmean(took):.1f} ms  p50 {1000 * took[len(took) // 2]:.1f} ms  "
        f"p95 {1000 * took[int(0.95 * len(took))]:.1f} ms  {1 / fmean(took):.1f} articles/s",
        f"    ms: {split}",
        f"    compared: {fmean(c.reports for c in costs):.0f} reports of {fmean(c.cases for c in costs):.0f} cases; "
        f"{sum(cost.right for cost in costs)} of {len(costs)} where they belong",
    ]
    for kind in ("new case", *KINDS):
        mine = [sum(cost.parts) for cost in costs if cost.kind == kind]
        lines.append(f"    {kind:13} {1000 * fmean(mine):.1f} ms")
    return "\n".join(lines)


def measure(databases: Mapping[str, Database], reports: Sequence[int], count: int) -> dict[str, float]:
    """Fill, link, and say what it took. Seconds a link by database."""
    begin = time.perf_counter()
    for database in databases.values():
        database.upgrade()
    fill(list(databases.values()), (story(SEED, number, size) for number, size in enumerate(reports)))
    wrong, checked = check(
        [story(SEED, number, size) for number, size in enumerate(reports[:CHECKED])], CHECKED
    )
    say(
        f"{len(reports):,} cases, {sum(reports):,} articles, {max(reports)} in the largest: filled in "
        f"{time.perf_counter() - begin:.0f} s; of {checked} reports {wrong} have other keys than the real ones"
    )
    means = {}
    for name, database in databases.items():
        settle(database)
        costs = link(database, fresh(count + WARM, reports))
        means[name] = fmean(sum(cost.parts) for cost in costs)
        say(told_of(name, costs))
    return means


def settle(database: Database) -> None:
    """Let the database plan by what it has, as a running one does."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("PRAGMA optimize" if database.is_sqlite else "VACUUM ANALYZE"))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run(given: argparse.Namespace, cases_in: int, articles_in: int) -> dict[str, float]:
    """One world in databases of its own."""
    with ExitStack() as opened:
        databases = {}
        if given.only != "postgresql":
            folder = opened.enter_context(tempfile.TemporaryDirectory())
            databases["SQLite"] = Database(f"sqlite:///{folder}/bench.db")
        if given.only != "sqlite":
            databases["PostgreSQL"] = opened.enter_context(server())
        return measure(databases, sizes(cases_in, articles_in, given.largest), given.new)


def main() -> None:
    parser = argparse.ArgumentParser(description="Linking on both databases.")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--small", type=int, default=1000, help="cases of the small world")
    parser.add_argument("--new", type=int, default=300, help="articles that are linked")
    parser.add_argument("--largest", type=int, default=100, help="reports of the largest case")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    small = run(given, given.small, given.small * given.articles // given.cases)
    large = run(given, given.cases, given.articles)
    for name, seconds in large.items():
        say(
            f"{name}: {given.cases:,} cases take {seconds / small[name]:.2f} times as long as {given.small:,}"
        )


if __name__ == "__main__":
    main()
