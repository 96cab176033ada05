"""Sends the alerts that wait in the outbox; woken by new incidents, and every 10 minutes for what was left."""

from __future__ import annotations

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowSkipException
from airflow.timetables.assets import AssetOrTimeSchedule
from airflow.timetables.trigger import CronTriggerTimetable

from assets import COMMON, INCIDENTS

WHEN = AssetOrTimeSchedule(timetable=CronTriggerTimetable("*/10 * * * *", timezone="UTC"), assets=[INCIDENTS])


@dag(schedule=WHEN, doc_md=__doc__, **COMMON)
def deliver():
    @task
    def send() -> dict[str, int]:
        from pipeline.installation import Overreach

        with Overreach() as overreach:
            tally = overreach.deliver()
        if not tally.counts:
            raise AirflowSkipException("the outbox is empty")
        return dict(tally.counts)

    send()


deliver()
