"""Tags new articles and puts prosecutions into cases; woken by new articles, and every 30 minutes for leftovers."""

from __future__ import annotations

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowSkipException
from airflow.timetables.assets import AssetOrTimeSchedule
from airflow.timetables.trigger import CronTriggerTimetable

from assets import ARTICLES, COMMON, INCIDENTS

WHEN = AssetOrTimeSchedule(timetable=CronTriggerTimetable("*/30 * * * *", timezone="UTC"), assets=[ARTICLES])


@dag(schedule=WHEN, doc_md=__doc__, **COMMON)
def classify_and_link():
    @task
    def classify() -> dict[str, int]:
        from pipeline.installation import Overreach

        with Overreach() as overreach:
            return dict(overreach.classify().counts)

    @task(outlets=[INCIDENTS])
    def link(*, outlet_events=None):
        from pipeline.installation import Overreach

        with Overreach() as overreach:
            tally = overreach.link()
        if not tally["linked"]:
            raise AirflowSkipException("no prosecution among the new articles")
        outlet_events[INCIDENTS].extra = {"incidents": tally["incidents"], "alerts": tally["alerts"]}

    classify() >> link()


classify_and_link()
