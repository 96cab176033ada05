"""Polls the news feeds that are due, gives new articles their text, and wakes classification."""

from __future__ import annotations

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowSkipException
from airflow.timetables.trigger import CronTriggerTimetable

from assets import ARTICLES, COMMON


@dag(schedule=CronTriggerTimetable("*/10 * * * *", timezone="UTC"), doc_md=__doc__, **COMMON)
def poll_news():
    @task
    def poll() -> dict[str, int]:
        from pipeline.domain import FeedKind
        from pipeline.installation import Overreach

        with Overreach() as overreach:
            return dict(overreach.poll((FeedKind.NEWS,)).counts)

    @task(outlets=[ARTICLES])
    def extract(*, outlet_events=None):
        from pipeline.installation import Overreach

        with Overreach() as overreach:
            tally = overreach.extract()
        if not tally["extracted"]:
            raise AirflowSkipException("nothing new")
        outlet_events[ARTICLES].extra = {"extracted": tally["extracted"]}

    poll() >> extract()


poll_news()
