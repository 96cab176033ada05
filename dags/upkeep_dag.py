"""Notes what became of laws, and forgets the texts of articles that led to no case; daily."""

from __future__ import annotations

from airflow.sdk import dag, task
from airflow.timetables.trigger import CronTriggerTimetable

from assets import COMMON


@dag(schedule=CronTriggerTimetable("40 3 * * *", timezone="UTC"), doc_md=__doc__, **COMMON)
def upkeep():
    @task
    def watch_laws() -> dict[str, int]:
        from pipeline.installation import Overreach

        with Overreach() as overreach:
            return dict(overreach.watch_laws().counts)

    @task
    def forget() -> int:
        from pipeline.installation import Overreach

        with Overreach() as overreach:
            return overreach.upkeep()

    watch_laws()
    forget()


upkeep()
