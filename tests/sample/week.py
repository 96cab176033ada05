"""The sample week: invented news in twelve languages, dated in the last full week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "data" / "sample_week"


@dataclass(frozen=True, slots=True)
class SampleFeed:
    """A feed of the sample. One in two carries summaries only, so that the page must be read."""

    id: str
    name: str
    kind: str
    format: str
    language: str
    countries: tuple[str, ...]
    summaries_only: bool


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """An article; `case` is the truth: articles with the same value tell of one case, None of none."""

    id: str
    feed: str
    language: str
    title: str
    text: str
    published: datetime
    case: str | None


def monday_of_last_week(today: date) -> date:
    return today - timedelta(days=today.weekday() + 7)


def read_week(today: date, folder: Path = FOLDER) -> tuple[list[SampleFeed], list[SampleArticle]]:
    """Feeds and articles of all languages."""
    monday = monday_of_last_week(today)
    feeds: list[SampleFeed] = []
    articles: list[SampleArticle] = []
    for path in sorted(folder.glob("*.yml")):
        file = yaml.safe_load(path.read_text("utf-8"))
        language = file["language"]
        own = [
            SampleFeed(f["id"], f["name"], f["kind"], f["format"], language, tuple(f["countries"]),
                       summaries_only=(len(feeds) + n) % 2 == 1)
            for n, f in enumerate(file["feeds"])
        ]  # fmt: skip
        feeds += own
        articles += [
            SampleArticle(item["id"], item["feed"], language, item["title"], item["text"],
                          _moment(monday, item["day"], n), item.get("case"))
            for n, item in enumerate(file["articles"])
        ]  # fmt: skip
        articles += _ordinary(file, language, [feed.id for feed in own], monday)
    return feeds, articles


def _ordinary(file: dict[str, Any], language: str, feeds: list[str], monday: date) -> list[SampleArticle]:
    """Each everyday report once for each town, with its own day and numbers."""
    found = []
    for n, (frame, town) in enumerate(product(file["ordinary"], file["towns"])):
        slots = {
            "town": town,
            "day": file["days"][n % len(file["days"])],
            "n": 11 + 7 * n % 60,
            "k": 2 + n % 3,
        }
        title, text = frame["title"].format(**slots), frame["text"].format(**slots)
        moment = _moment(monday, n % 7, n)
        found.append(
            SampleArticle(f"{language}-o{n}", feeds[n % len(feeds)], language, title, text, moment, None)
        )
    return found


def _moment(monday: date, day: int, number: int) -> datetime:
    minutes = timedelta(hours=6, minutes=37 * number % 900)
    return datetime.combine(monday + timedelta(days=day), time(), UTC) + minutes
