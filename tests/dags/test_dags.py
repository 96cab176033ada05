"""The DAGs: wiring only, each task repeatable, skipping when nothing is new."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.alerts.console import ConsoleSender
from tests.sample.server import SampleServer, serving, write_feeds
from tests.sample.week import read_week

pytestmark = [
    pytest.mark.airflow,
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::UserWarning"
    ),
    pytest.mark.filterwarnings("ignore::airflow.exceptions.RemovedInAirflow4Warning"),
]
ALERTS = Path(__file__).resolve().parents[1] / "data" / "sample_alerts.yml"
DAGS = {"poll_news", "poll_cases", "classify_and_link", "deliver", "weekly_digest", "upkeep"}


@pytest.fixture(scope="module")
def dags() -> dict[str, Any]:
    from airflow.dag_processing.dagbag import DagBag
    from airflow.utils import db

    db.initdb()
    bag = DagBag(str(Path(__file__).resolve().parents[2] / "dags"))
    assert bag.import_errors == {}
    return dict(bag.dags)


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with serving(SampleServer(*read_week(datetime.now(UTC).date()))) as server:
        write_feeds(server, tmp_path / "feeds")
        for name, value in {
            "FEEDS_DIR": tmp_path / "feeds", "ALERTS_FILE": ALERTS, "STATE_DIR": tmp_path, "OUT_DIR": tmp_path,
            "ALLOW_NETWORKS": '["127.0.0.0/8"]', "DATABASE_URL": f"sqlite:///{tmp_path}/overreach.db",
        }.items():  # fmt: skip
            monkeypatch.setenv(f"OVERREACH_{name}", str(value))
        yield tmp_path


def states(dag: Any) -> dict[str, str]:
    run = dag.test()
    return {task.task_id: str(task.state) for task in run.get_task_instances()}


def events(asset: str) -> int:
    from airflow.models.asset import AssetEvent, AssetModel
    from airflow.utils.session import create_session

    with create_session() as session:
        return session.query(AssetEvent).join(AssetModel, AssetModel.id == AssetEvent.asset_id).filter(
            AssetModel.name == asset
        ).count()  # fmt: skip


def test_every_dag_is_read_and_fails_only_after_retries(dags: dict[str, Any]) -> None:
    assert set(dags) == DAGS
    for dag in dags.values():
        assert (dag.max_active_runs, dag.catchup) == (1, False)
        assert all(task.retries >= 2 and task.execution_timeout for task in dag.tasks)


def test_assets_wake_the_next_dag_and_a_sweep_takes_what_was_left(dags: dict[str, Any]) -> None:
    outlets = {d: {o.name for t in dag.tasks for o in t.outlets} for d, dag in dags.items()}
    assert outlets["poll_news"] == outlets["poll_cases"] == {"articles"}
    assert outlets["classify_and_link"] == {"incidents"}
    for name, asset in (("classify_and_link", "articles"), ("deliver", "incidents")):
        timetable = dags[name].timetable
        assert asset in str([key for key, _ in timetable.asset_condition.iter_assets()])
        assert timetable.timetable.summary


def test_the_chain_runs_from_feeds_to_digest_and_a_second_run_skips(
    dags: dict[str, Any], sample: Path
) -> None:
    assert states(dags["poll_cases"]) == {"poll": "success", "extract": "success"}
    assert states(dags["classify_and_link"]) == {"classify": "success", "link": "success"}
    assert states(dags["deliver"]) == {"send": "success"}
    assert states(dags["weekly_digest"]) == {"digest": "success"}
    assert states(dags["upkeep"]) == {"watch_laws": "success", "forget": "success"}
    told = len(ConsoleSender.read(sample / "alerts.jsonl"))
    assert told >= 8
    assert (sample / "digest.html").exists()
    assert (events("articles"), events("incidents")) == (1, 1)

    assert states(dags["poll_cases"])["extract"] == "skipped"
    assert states(dags["classify_and_link"])["link"] == "skipped"
    assert states(dags["deliver"])["send"] == "skipped"
    assert states(dags["weekly_digest"])["digest"] == "success"
    assert len(ConsoleSender.read(sample / "alerts.jsonl")) == told
    assert (events("articles"), events("incidents")) == (1, 1)


def test_a_digest_that_is_not_sent_fails_its_task(
    dags: dict[str, Any], sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts = sample / "alerts.yml"
    alerts.write_text(
        "routes: [{name: c, channel: console}]\ndigest: [{name: desk, address: d@monitor.example}]\n"
    )
    monkeypatch.setenv("OVERREACH_ALERTS_FILE", str(alerts))
    with pytest.raises(RuntimeError, match="1 digests were not sent"):
        dags["weekly_digest"].get_task("digest").python_callable()


def test_the_celery_executor_can_be_imported() -> None:
    from airflow.providers.celery.executors.celery_executor import CeleryExecutor

    assert CeleryExecutor.supports_ad_hoc_ti_run is not None
