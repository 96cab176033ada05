"""Polls court and NGO case feeds at their own cadence: they speak seldom, and each item is likely a case."""

from __future__ import annotations

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowSkipException
from airflow.timetables.trigger import CronTriggerTimetable

from assets import ARTICLES, COMMON


@dag(schedule=CronTriggerTimetable("20 * * * *", timezone="UTC"), doc_md=__doc__, **COMMON)
def poll_cases():
    @task
    def poll() -> dict[str, int]:
        from pipeline.domain import FeedKind
        from pipeline.installation import Overreach

        case_kinds = tuple(kind for kind in FeedKind if kind is not FeedKind.NEWS)
        with Overreach() as overreach:
            return dict(overreach.poll(case_kinds).counts)

    @task(outlets=[ARTICLES])
    def extract(*, outlet_events=None):
        from pipeline.installation import Overreach

        with Overreach() as overreach:
            tally = overreach.extract()
        if not tally["extracted"]:
            raise AirflowSkipException("nothing new")
        outlet_events[ARTICLES].extra = {"extracted": tally["extracted"]}

    poll() >> extract()


poll_cases()
