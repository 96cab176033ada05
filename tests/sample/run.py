"""What `make run` shows: Airflow polls the sample week's feeds, and cases, alerts and a digest come out.

Everything lies in var/sample and stays there, so that a second run shows that nothing is told twice.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.alerts.console import ConsoleSender
from pipeline.domain import FeedKind
from pipeline.errors import OverreachError
from pipeline.exports import case_table
from pipeline.installation import Overreach
from pipeline.settings import read_settings
from tests.sample.airflow import Airflow
from tests.sample.server import SampleServer, serving, write_feeds
from tests.sample.week import read_week

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("SAMPLE_HOME", ROOT / "var" / "sample"))
DEADLINE = 240
POLLS, CHAIN = ("poll_news", "poll_cases"), ("classify_and_link", "deliver")

screen = Console(highlight=False)
if not screen.is_terminal:
    screen = Console(highlight=False, width=150)


def main() -> None:
    """With FEEDS=folder those feeds are polled (from the real network); without it the sample week."""
    HOME.mkdir(parents=True, exist_ok=True)
    own = os.environ.get("FEEDS")
    with ExitStack() as stack:
        if own:
            os.environ["OVERREACH_FEEDS_DIR"] = str((ROOT / own).resolve())
            os.environ["OVERREACH_DATABASE_URL"] = f"sqlite:///{ROOT}/var/overreach.db"
        else:
            _sample(stack)
        os.environ.setdefault("OVERREACH_STATE_DIR", str(HOME if not own else ROOT / "var"))
        os.environ.setdefault("OVERREACH_OUT_DIR", str(ROOT / "out"))
        overreach = stack.enter_context(Overreach(read_settings()))
        overreach.feeds.sync_feeds(overreach.watched)
        overreach.feeds.make_due(tuple(FeedKind))
        told_before = len(_told())
        with _stage("Airflow starts"):
            airflow = stack.enter_context(Airflow(HOME / "airflow"))
        _flow(airflow, overreach)
        _show(overreach, told_before)
        with _stage("Airflow stops"):
            stack.close()


def _sample(stack: ExitStack) -> None:
    """Serve the sample week at the port of the first run: addresses are what articles are known by."""
    memory = HOME / "port"
    port = int(memory.read_text()) if memory.exists() else 0
    try:
        server = SampleServer(*read_week(datetime.now(UTC).date()), port)
    except OSError as error:
        sys.exit(f"port {port} of the first run is taken ({error.strerror}); free it, or remove {HOME}")
    memory.write_text(str(server.server_port))
    stack.enter_context(serving(server))
    write_feeds(server, HOME / "feeds")
    os.environ |= {
        "OVERREACH_FEEDS_DIR": str(HOME / "feeds"),
        "OVERREACH_ALERTS_FILE": str(ROOT / "tests" / "data" / "sample_alerts.yml"),
        "OVERREACH_ALLOW_NETWORKS": '["127.0.0.0/8"]',
        "OVERREACH_DATABASE_URL": f"sqlite:///{HOME}/overreach.db",
    }


def _flow(airflow: Airflow, overreach: Overreach) -> None:
    """The digest comes last: it would be empty, and final for its week, if it came first."""
    for dag in (*CHAIN, *POLLS):
        airflow.unpause(dag)
    with _stage("poll: feeds to articles"):
        for run in [(dag, airflow.trigger(dag)) for dag in POLLS]:
            airflow.wait(*run, deadline=DEADLINE)
    with _stage("classify, link, deliver: articles to cases to alerts"):
        end = time.monotonic() + DEADLINE
        while any(overreach.pending().values()):
            if time.monotonic() > end:
                waiting = ", ".join(f"{n} {what}" for what, n in overreach.pending().items() if n)
                sys.exit(f"not done after {DEADLINE} s: {waiting}; logs are in {airflow.home}/logs")
            time.sleep(0.5)
    airflow.unpause("weekly_digest")
    with _stage("digest: a week in a mail"):
        airflow.wait("weekly_digest", airflow.trigger("weekly_digest"), deadline=DEADLINE)


def _show(overreach: Overreach, told_before: int) -> None:
    cases, told = overreach.cases.cases(), _told()
    screen.print(case_table(cases, overreach.law_name))
    if told[told_before:]:
        screen.rule("the last three alerts")
        for text in told[-3:]:
            screen.print(text, markup=False)
    facts = Table.grid(padding=(0, 2))
    facts.add_row("cases", str(len(cases)))
    facts.add_row("incidents", str(sum(len(case.incidents) for case in cases)))
    facts.add_row("articles read", str(sum(1 for _ in overreach.articles.all())))
    facts.add_row("alerts sent", f"{len(told) - told_before} now, {len(told)} in all, none twice")
    facts.add_row("alerts in full", os.path.relpath(_journal(), Path.cwd()))
    facts.add_row("weekly digest", os.path.relpath(Path(os.environ["OVERREACH_OUT_DIR"]) / "digest.html"))
    screen.print(facts)


def _journal() -> Path:
    return Path(os.environ["OVERREACH_STATE_DIR"]) / "alerts.jsonl"


def _told() -> list[str]:
    """The alerts in the console's journal; one that stands there twice would be a fault, and is said."""
    journal = ConsoleSender.read(_journal())
    keys = [key for key, _ in journal]
    if len(set(keys)) != len(keys):
        sys.exit(f"{len(keys) - len(set(keys))} alerts were sent twice")
    return [text for _, text in journal]


@contextmanager
def _stage(title: str) -> Iterator[None]:
    begin = time.monotonic()
    with screen.status(title):
        yield
    screen.print(f"[green]✓[/] {title}  [dim]{time.monotonic() - begin:.1f} s[/]")


if __name__ == "__main__":
    try:
        main()
    except (OverreachError, RuntimeError) as error:
        sys.exit(f"error: {error}")
