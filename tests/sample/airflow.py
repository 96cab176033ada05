"""A real Airflow (standalone, SQLite) that is started, asked over REST, and stopped without leaving a process."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from tests.ports import free_ports

ROOT = Path(__file__).resolve().parents[2]
START = 120


class Airflow:
    """`home` keeps its database and logs. Raises RuntimeError where it does not come up or a run fails."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True, exist_ok=True)
        port, worker_logs, trigger_logs = free_ports(3)
        with (self.home / "standalone.log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(Path(sys.executable).parent / "airflow"), "standalone"],
                env=self._environment(port, worker_logs, trigger_logs), cwd=ROOT,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=20)
        try:
            self._wait_until_healthy()
            token = self._http.get("/auth/token").raise_for_status().json()["access_token"]
            self._http.headers["Authorization"] = f"Bearer {token}"
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def unpause(self, dag: str) -> None:
        """Let a DAG run; waits until the DAG processor has found it."""
        self._ask("PATCH", f"/api/v2/dags/{dag}", json={"is_paused": False})

    def trigger(self, dag: str) -> str:
        return str(
            self._ask("POST", f"/api/v2/dags/{dag}/dagRuns", json={"logical_date": None})["dag_run_id"]
        )

    def wait(self, dag: str, run: str, *, deadline: float) -> None:
        end = time.monotonic() + deadline
        while (state := self._run(dag, run)["state"]) not in {"success", "failed"}:
            if time.monotonic() > end:
                raise RuntimeError(f"{dag} is {state} after {deadline:.0f} s; logs: {self.home}/logs")
            time.sleep(0.3)
        if state == "failed":
            raise RuntimeError(f"{dag} failed; logs: {self.home}/logs")

    def runs(self, dag: str) -> list[dict[str, Any]]:
        return list(self._ask("GET", f"/api/v2/dags/{dag}/dagRuns")["dag_runs"])

    def _run(self, dag: str, run: str) -> dict[str, Any]:
        return self._ask("GET", f"/api/v2/dags/{dag}/dagRuns/{run}")

    def _ask(self, method: str, path: str, json: object = None) -> dict[str, Any]:
        """404 until the DAG processor has read the DAG; 500 when SQLite is locked by another part."""
        end = time.monotonic() + START
        while True:
            answer = self._http.request(method, path, json=json)
            if answer.status_code not in {404, 500} or time.monotonic() > end:
                return dict(answer.raise_for_status().json())
            time.sleep(0.3)

    def _wait_until_healthy(self) -> None:
        end = time.monotonic() + START
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            try:
                parts = self._http.get("/api/v2/monitor/health").json()
                if all(parts[part]["status"] == "healthy" for part in ("scheduler", "dag_processor")):
                    return
            except (httpx.HTTPError, ValueError, KeyError):
                pass
            time.sleep(0.3)
        raise RuntimeError(f"Airflow did not come up; see {self.home}/standalone.log")

    def _stop(self) -> None:
        """The whole session: `airflow standalone` itself ends only itself."""
        self._http.close()
        for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
            try:
                os.killpg(self._process.pid, sign)
            except ProcessLookupError:
                return
            end = time.monotonic() + patience
            while time.monotonic() < end:
                self._process.poll()
                try:
                    os.killpg(self._process.pid, 0)
                except ProcessLookupError:
                    return
                time.sleep(0.1)

    def _environment(self, port: int, worker_logs: int, trigger_logs: int) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")}
        options = {
            "CORE__DAGS_FOLDER": str(ROOT / "dags"),
            "CORE__LOAD_EXAMPLES": "False",
            "CORE__PARALLELISM": "4",
            "CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            "CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
            "DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{self.home}/airflow.db",
            "API__HOST": "127.0.0.1",
            "API__PORT": str(port),
            "API__WORKERS": "1",
            "API_AUTH__JWT_SECRET": secrets.token_hex(48),
            "DAG_PROCESSOR__REFRESH_INTERVAL": "10",
            "SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
            "WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
            "WORKERS__EXECUTION_API_TIMEOUT": "30",
            "LOGGING__WORKER_LOG_SERVER_PORT": str(worker_logs),
            "LOGGING__TRIGGER_LOG_SERVER_PORT": str(trigger_logs),
        }
        path = f"{Path(sys.executable).parent}:{own.get('PATH', '')}"
        named = {f"AIRFLOW__{name}": value for name, value in options.items()}
        return own | named | {
            "AIRFLOW_HOME": str(self.home), "PATH": path, "NO_PROXY": "127.0.0.1,localhost",
            "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
