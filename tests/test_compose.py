"""docker-compose.yml: by the Compose schema, without a default secret, each service watched."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docker-compose.yml"
PARTS = {"postgres", "redis", "init", "apiserver", "scheduler", "dag-processor", "triggerer", "worker"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text("utf-8")))


def test_it_follows_the_compose_specification() -> None:
    checker = Path(sys.executable).parent / "check-jsonschema"
    done = subprocess.run(
        [checker, "--builtin-schema", "vendor.compose-spec", FILE], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_every_lasting_service_is_watched_and_waits_for_what_exists(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == PARTS
    for name, service in services.items():
        assert "healthcheck" in service or name == "init", name
        for needed, how in service.get("depends_on", {}).items():
            assert needed in services
            watched = "healthcheck" in services[needed]
            assert how["condition"] == ("service_healthy" if watched else "service_completed_successfully")


def test_no_secret_has_a_default(compose: dict[str, Any]) -> None:
    text = FILE.read_text("utf-8")
    for name in (
        "POSTGRES_PASSWORD",
        "REDIS_PASSWORD",
        "FERNET_KEY",
        "JWT_SECRET",
        "API_SECRET_KEY",
        "ADMIN_PASSWORD",
    ):
        assert f"${{{name}:?" in text
        assert f"${{{name}:-" not in text
        assert f"${{{name}}}" not in text


def test_nothing_is_open_to_the_network(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:8080:8080"]


def test_fresh_secrets_are_written_once_and_are_all_that_compose_asks_for(tmp_path: Path) -> None:
    for _ in range(2):
        subprocess.run(["sh", ROOT / "bin" / "compose-env"], cwd=tmp_path, check=True, capture_output=True)
        text = (tmp_path / "compose.env").read_text()
        values = dict(line.split("=", 1) for line in text.splitlines() if not line.startswith("#"))
        assert all(len(value) >= 24 for value in values.values())
    assert (tmp_path / "compose.env").stat().st_mode & 0o077 == 0
    assert set(values) == {
        part.split(":?")[0] for part in FILE.read_text().split("${")[1:] if ":?" in part.split("}")[0]
    }
