"""Airflow's home must be chosen before it is imported; the databases that store tests run on."""

import atexit
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from pipeline.store.database import Database

ROOT = Path(__file__).resolve().parent.parent
_home = Path(tempfile.mkdtemp(prefix="overreach-airflow-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith(("AIRFLOW", "OVERREACH"))]:
    del os.environ[_name]
os.environ |= {
    "AIRFLOW_HOME": str(_home),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{_home}/airflow.db",
    "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
}
HAS_TORCH = importlib.util.find_spec("torch") is not None
POSTGRES = "host=127.0.0.1 port=5432 user=postgres"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of teaching need PyTorch, which no lock can bring (bin/ensure-torch); without it they are counted out."""
    left_out = [] if HAS_TORCH else [item for item in items if item.get_closest_marker("torch")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a PostgreSQL: the one on this machine, else one started for these tests."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
        yield "127.0.0.1:5432"
        return
    except psycopg.OperationalError:
        pass
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert programs, "PostgreSQL is needed: apt-get install postgresql"
    with tempfile.TemporaryDirectory(prefix="overreach-pg-") as folder:
        owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if owner:
            shutil.chown(folder, "postgres")
        control = [*owner, str(programs[-1] / "pg_ctl"), "-D", f"{folder}/data"]
        subprocess.run([*control, "init", "-s", "-o", "-A trust -U postgres"], check=True, cwd=folder)
        subprocess.run([*control, "start", "-s", "-w", "-l", f"{folder}/log", "-o",
                        f"-p 54329 -k {folder} -c listen_addresses=127.0.0.1"], check=True, cwd=folder)  # fmt: skip
        yield "127.0.0.1:54329"
        subprocess.run([*control, "stop", "-s", "-m", "fast"], check=True, cwd=folder)


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """An empty database of its own."""
    host, port = postgres.split(":")
    name = f"overreach_{uuid4().hex[:12]}"
    server = f"host={host} port={port} user=postgres dbname=postgres"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield f"postgresql+psycopg://postgres@{postgres}/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.integration)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """The same tests on both databases."""
    on_server = request.param == "postgresql"
    found = Database(
        request.getfixturevalue("postgres_url") if on_server else f"sqlite:///{tmp_path}/store.db"
    )
    found.upgrade()
    return found
