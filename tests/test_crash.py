"""`overreach cycle` is killed at random moments; what was to come out comes out, once."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.alerts.console import ConsoleSender
from tests.sample.server import SampleServer, serving, write_feeds
from tests.sample.week import FOLDER, read_week

pytestmark = pytest.mark.integration
ALERTS = Path(__file__).resolve().parent / "data" / "sample_alerts.yml"
OVERREACH = str(Path(sys.executable).parent / "overreach")
KILLS = 10


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    """Two languages of the sample week: enough for several batches."""
    folder = tmp_path_factory.mktemp("week")
    for name in ("en.yml", "fr.yml"):
        shutil.copy(FOLDER / name, folder)
    with serving(SampleServer(*read_week(datetime.now(UTC).date(), folder))) as found:
        yield found


class Place:
    """An installation in a folder of its own."""

    def __init__(self, folder: Path, server: SampleServer) -> None:
        self.folder = folder
        write_feeds(server, folder / "feeds")

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        env = os.environ | {
            "OVERREACH_FEEDS_DIR": "feeds", "OVERREACH_ALERTS_FILE": str(ALERTS),
            "OVERREACH_ALLOW_NETWORKS": '["127.0.0.0/8"]',
        }  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [OVERREACH, *command],
                cwd=self.folder,
                env=env,
                start_new_session=True,
                stdout=log,
                stderr=log,
            )

    def run(self, *command: str) -> None:
        assert self.start(*command).wait(timeout=120) == 0, (self.folder / "log").read_text()[-2000:]

    def result(self) -> tuple[set[frozenset[str]], list[str]]:
        """Cases as the articles they hold, and the keys of the alerts that were posted."""
        found = subprocess.run(
            [OVERREACH, "export", "cases"], cwd=self.folder, capture_output=True, check=True
        )
        cases = [json.loads(line) for line in found.stdout.splitlines()]
        return (
            {frozenset(case["article_ids"]) for case in cases},
            [key for key, _ in ConsoleSender.read(self.folder / "var" / "alerts.jsonl")],
        )

    def outbox(self) -> list[tuple[str, str]]:
        with sqlite3.connect(self.folder / "var" / "overreach.db") as connection:
            return connection.execute("SELECT key, state FROM alerts").fetchall()


def test_a_cycle_killed_at_random_moments_loses_nothing_and_tells_nothing_twice(
    server: SampleServer, tmp_path: Path
) -> None:
    calm, rough = Place(tmp_path / "calm", server), Place(tmp_path / "rough", server)
    begin = time.monotonic()
    calm.run("cycle")
    whole = time.monotonic() - begin
    chance = random.Random()
    killed = 0
    for _ in range(KILLS):
        process = rough.start("cycle", "--all")
        time.sleep(chance.uniform(0.3, whole * 0.6))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
    rough.run("cycle", "--all")
    assert killed >= KILLS // 3
    calm_cases, calm_keys = calm.result()
    rough_cases, rough_keys = rough.result()
    assert rough_cases == calm_cases
    assert len(rough_keys) == len(set(rough_keys)) == len(calm_keys) > 10
    assert {state for _, state in rough.outbox()} == {"sent"}
    assert {key for key, _ in rough.outbox()} == set(rough_keys)


def test_two_cycles_at_the_same_time_tell_nothing_twice(server: SampleServer, tmp_path: Path) -> None:
    place = Place(tmp_path, server)
    place.run("db", "upgrade")
    processes = [place.start("cycle", "--all") for _ in range(3)]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    cases, keys = place.result()
    assert len(cases) > 10
    assert len(keys) == len(set(keys)) == len(place.outbox())
