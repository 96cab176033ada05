"""A Celery worker of Airflow starts on Redis and answers: what the celery profile of the compose file needs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tests.ports import free_ports

pytestmark = [pytest.mark.airflow, pytest.mark.integration]


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Redis of this machine, else one started for this test."""
    try:
        redis.Redis(port=6379).ping()
        yield "redis://127.0.0.1:6379/9"
        return
    except redis.ConnectionError:
        pass
    [port] = free_ports(1)
    server = subprocess.Popen(["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
                              cwd=tmp_path_factory.mktemp("redis"), stdout=subprocess.DEVNULL)  # fmt: skip
    yield f"redis://127.0.0.1:{port}/9"
    server.terminate()
    server.wait()


@pytest.fixture
def environment(redis_url: str, postgres_url: str, tmp_path: Path) -> dict[str, str]:
    psycopg.connect(postgres_url.replace("+psycopg", "")).close()
    return os.environ | {
        "AIRFLOW_HOME": str(tmp_path),
        "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": postgres_url,
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC": postgres_url,
        "AIRFLOW__CELERY__BROKER_URL": redis_url,
        "AIRFLOW__CELERY__RESULT_BACKEND": f"db+{postgres_url}",
        "AIRFLOW__API_AUTH__JWT_SECRET": "x" * 64,
    }


def test_a_worker_answers(environment: dict[str, str], tmp_path: Path) -> None:
    programs = Path(sys.executable).parent
    log = tmp_path / "worker.log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            [programs / "airflow", "celery", "worker", "-H", "overreach@%h", "-c", "1", "--skip-serve-logs"],
            env=environment | {"PATH": f"{programs}:{environment['PATH']}"}, stdout=out, stderr=out,
            start_new_session=True,
        )  # fmt: skip
    ask = [
        programs / "celery",
        "--app",
        "airflow.providers.celery.executors.celery_executor.app",
        "inspect",
        "ping",
    ]
    try:
        end = time.monotonic() + 90
        while "pong" not in (answer := _ask(ask, environment)):
            assert worker.poll() is None, log.read_text()[-2000:]
            assert time.monotonic() < end, answer + log.read_text()[-2000:]
    finally:
        os.killpg(worker.pid, signal.SIGTERM)
        worker.wait(timeout=30)


def _ask(command: list[str | Path], environment: dict[str, str]) -> str:
    done = subprocess.run([*command, "--timeout", "3"], env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr
