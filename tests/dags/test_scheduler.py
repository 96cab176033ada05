"""Once through a real scheduler: what `make run` does, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

pytestmark = [pytest.mark.airflow, pytest.mark.integration]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(280)
def test_airflow_takes_the_sample_week_from_feeds_to_digest_and_leaves_no_process(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "OVERREACH"))}
    env |= {"SAMPLE_HOME": str(tmp_path), "OVERREACH_OUT_DIR": str(tmp_path / "out")}
    done = subprocess.run([sys.executable, "-m", "tests.sample.run"], cwd=ROOT, env=env, text=True,
                          capture_output=True, timeout=270)  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    facts = dict(
        line.split(maxsplit=1)
        for line in done.stdout.splitlines()
        if line.startswith(("cases ", "incidents "))
    )
    assert int(facts["cases"]) >= 25
    assert int(facts["incidents"]) >= 40
    assert "none twice" in done.stdout
    page = (tmp_path / "out" / "digest.html").read_text("utf-8")
    assert "data:image/png" in page
    mine = [process for process in psutil.process_iter(["environ"])
            if (process.info["environ"] or {}).get("AIRFLOW_HOME", "").startswith(str(tmp_path))]  # fmt: skip
    assert mine == []
