"""What the DAGs share: the assets that wake the next one, and how a task fails.

An asset event is a wake-up, not a message: the consumer drains the store, so a lost or doubled event loses and
doubles nothing (a burst of events starts one run in Airflow 3.3).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pendulum
from airflow.sdk import Asset

ARTICLES = Asset(name="articles", uri="x-overreach://articles")
INCIDENTS = Asset(name="incidents", uri="x-overreach://incidents")

COMMON: dict[str, Any] = {
    "start_date": pendulum.datetime(2026, 1, 1, tz="UTC"),
    "catchup": False,
    "max_active_runs": 1,
    "tags": ["overreach"],
    "default_args": {
        "retries": 2,
        "retry_delay": timedelta(seconds=30),
        "execution_timeout": timedelta(minutes=30),
    },
}
