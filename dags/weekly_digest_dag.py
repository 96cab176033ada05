"""Mails the digest of the last full week on Monday at 08:00 in the organisation's time zone, once a subscriber.

The first deployment runs it at once; a digest that was sent is not sent again.
"""

from __future__ import annotations

import os

from airflow.sdk import dag, task
from airflow.timetables.trigger import CronTriggerTimetable

from assets import COMMON

ZONE = os.environ.get("OVERREACH_TIMEZONE", "UTC")


@dag(schedule=CronTriggerTimetable("0 8 * * MON", timezone=ZONE), doc_md=__doc__, **COMMON)
def weekly_digest():
    @task
    def digest() -> dict[str, int]:
        from pipeline.installation import Overreach

        with Overreach() as overreach:
            tally = overreach.digest()
        if tally["failed"]:
            raise RuntimeError(f"{tally['failed']} digests were not sent; the store has the reasons")
        return dict(tally.counts)

    digest()


weekly_digest()
