"""What linking one article costs beside 1,000 and beside very many cases, on SQLite and PostgreSQL, in one run.

python -m benchmarks.linking [--cases 10000] [--articles 50000] [--small 1000] [--new 300] [--only sqlite]

Both worlds have as many articles a case, over eight years; most cases few, the largest `--largest`. New articles go
through the real `CaseStore.link`: a third are later stages of known cases, a third what other outlets write of them,
a third new cases; a quarter writes names in Latin letters.

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
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table, text

from benchmarks.search import server
from benchmarks.search_rows import STORIES, Row, _put_into
from benchmarks.world import SKEW, STAGES, Story, passage, story
from pipeline.cases.report import report_of
from pipeline.domain import (
    Article, ArticleState, Classification, Decision, Evidence, FieldDecision, Finding, Label, LawMention, LinkIntent,
    LinkKind, Neighbours, PersonMention, Record, Report, Role, Stage, Step, TargetType,
)  # fmt: skip
from pipeline.rules import Linking
from pipeline.store.case_store import CaseStore
from pipeline.store.codec import classification_json
from pipeline.store.database import Database
from pipeline.store.neighbours import report_json
from pipeline.store.tables import (
    articles, case_laws, cases, evidence, incident_articles, incidents, persons, report_keys,
)  # fmt: skip

SEED, LENGTH, POOL = 7, 1200, 40
NAMELESS, LATIN = 0.1, 0.25
"""Shares of reports that name nobody, and that write names in Latin letters."""
RULES = Linking(routes=(), window_days=7)
FILLED = (cases, persons, case_laws, incidents, articles, incident_articles, report_keys, evidence)
PARTS = ("opening", "report", "lookups", "reading", "deciding", "writing")
LINKED, WAITING = ArticleState.LINKED.value, ArticleState.CLASSIFIED.value


@dataclass(frozen=True)
class Fresh:
    """An article that waits, and the case where it belongs; None: it opens one."""

    kind: str
    finding: Finding
    case_id: str | None


@dataclass
class Timed:
    """The rules, with the moments at which the store asked them: what lies between is the store's own time."""

    rules: Linking = RULES
    marks: list[float] = field(default_factory=list)
    reports: int = 0
    cases: int = 0

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
        self.reports = len(near.placed)
        self.cases = len({placed.case_id for placed in near.placed})
        return intent

    def steps(self, reports: Sequence[Report]) -> list[Step]:
        return self.rules.steps(reports)

    def record(self, verdicts: Sequence[Classification], decisions: Sequence[FieldDecision]) -> Record:
        return self.rules.record(verdicts, decisions)

    def course(self, steps: Sequence[Step]) -> Mapping[str, Any]:
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
        place=one.place if one else None, platforms=("facebook",), topics=("insult",), version="bench",
        evidence=(quote, replace(quote, field="law"), replace(quote, field="target")),
    )  # fmt: skip


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
    keys = made.keys if made.mentions else (*ready.keys[:-1], *made.keys)
    return replace(made, keys=keys, words=ready.words, marks=ready.marks, numbers=ready.numbers)


def check(known: Sequence[Story], count: int) -> int:
    """How many of the first articles have other keys than their real report."""
    pairs = islice((pair for one in known for pair in told(one)), count)
    return sum(
        {*report_of(found, quick.reported).keys} != {*quick.keys} for found, quick in pairs
    )


def rows(one: Story) -> dict[str, list[Row]]:
    """A story in the tables, as linking would have left it."""
    found = list(told(one))
    steps = RULES.steps([report for _, report in found])
    place = {r.article_id: f"{one.id[:24]}{n}" for n, step in enumerate(steps) for r in step.reports}
    times = [report.reported for _, report in found]
    record = RULES.record([finding.verdict for finding, _ in found], [])
    return {
        "cases": [_case(one, record, min(times), max(times)) | {"status": RULES.course(steps)["status"]}],
        "persons": [
            {"id": f"{one.id[:24]}{n}", "case_id": one.id, "name": who.name, "latin": who.latin, "role": who.role.value,
             "minor": False, "gender": "unknown", "aliases": json.dumps(who.aliases)}
            for n, who in enumerate(record.persons)
        ],
        "case_laws": [{"case_id": one.id, "law_id": one.law_id, "as_written": one.law, "section": None}],
        "incidents": [
            {"id": f"{one.id[:24]}{n}", "case_id": one.id, "stage": step.stage.value, "precision": "unknown",
             "first_reported": min(r.reported for r in step.reports), "place": step.place}
            for n, step in enumerate(steps)
        ],
        "articles": [article_row(finding, LINKED) for finding, _ in found],
        "incident_articles": [_link(place[r.article_id], r, found[0][1].article_id) for _, r in found],
        "report_keys": [
            {"key": key, "article_id": r.article_id} for _, r in found for key in {k[:80] for k in r.keys}
        ],
        "evidence": [
            {"incident_id": place[f.article.id], "article_id": f.article.id, "article_sha256": "0" * 64,
             "field": e.field, "quote": e.quote, "start": e.start, "end": e.end, "part": e.part, "version": "bench"}
            for f, _ in found for e in f.verdict.evidence
        ],
    }  # fmt: skip
