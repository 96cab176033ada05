"""The weekly digest: which week, which numbers, and that silence is said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.alerts.digest import view, week_bounds
from pipeline.alerts.mail import DigestMailer
from pipeline.alerts.render import Renderer
from pipeline.domain import FeedHealth, Stage, Subscriber, Week
from pipeline.errors import InputError
from tests.builders import NOW, a_case, an_incident

START = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = Week(iso="2026-W48", start=START, end=START + timedelta(days=7), cases=(a_case(),),
            opened=frozenset({"c" * 32}), articles_read=40, articles_by_language=(("en", 40),))  # fmt: skip
ALL = Subscriber(name="all")


def feed(name: str, *, alive: bool) -> FeedHealth:
    return FeedHealth(feed_id=name, name=name, country="NG", alive=alive, last_item_at=None)


def test_a_week_begins_on_monday_in_the_organisations_zone() -> None:
    iso, start, end = week_bounds("2026-W48", NOW, ZoneInfo("Asia/Tokyo"))
    assert (iso, start, end - start) == (
        "2026-W48",
        datetime(2026, 11, 22, 15, tzinfo=UTC),
        timedelta(days=7),
    )


def test_without_a_week_it_is_the_last_full_one_across_the_new_year_too() -> None:
    assert week_bounds(None, datetime(2027, 1, 5, tzinfo=UTC), ZoneInfo("UTC"))[0] == "2026-W53"


def test_a_week_with_a_clock_change_is_an_hour_shorter() -> None:
    _, start, end = week_bounds("2026-W13", NOW, ZoneInfo("Europe/Paris"))
    assert end - start == timedelta(days=7) - timedelta(hours=1)


@pytest.mark.parametrize("name", ["2026-W54", "W48", "2026-48", "last"])
def test_a_week_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        week_bounds(name, NOW, ZoneInfo("UTC"))


def test_persons_cases_incidents_and_articles_are_counted_apart() -> None:
    bail = an_incident("i2", stage=Stage.BAIL_GRANTED, first_reported=NOW + timedelta(days=1))
    old = an_incident("i0", stage=Stage.ARRESTED, first_reported=NOW - timedelta(days=20))
    case = a_case(incidents=(old, an_incident(), bail))
    shown = view(Week(**{f: getattr(WEEK, f) for f in WEEK.__slots__} | {"cases": (case,)}), ALL)
    assert (shown.persons, len(shown.lines), shown.incidents, shown.articles) == (1, 1, 2, 40)


def test_a_subscriber_gets_the_countries_they_asked_for() -> None:
    assert view(WEEK, Subscriber(name="ke", countries=("KE",))).lines == ()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"cases": (), "feeds": (feed("a", alive=True),)}, "No case this week"),
        ({"cases": (), "articles_read": 0}, "something is broken"),
        ({"feeds": (feed("a", alive=False), feed("b", alive=False), feed("c", alive=True))}, "2 of 3 feeds"),
    ],
)
def test_silence_is_explained(more: dict[str, object], words: str) -> None:
    shown = view(Week(**{f: getattr(WEEK, f) for f in WEEK.__slots__} | more), ALL)  # type: ignore[arg-type]
    assert words in shown.silence


def test_the_page_has_its_chart_inside_and_names_nobody(tmp_path: Path) -> None:
    mailer = DigestMailer(None, Renderer(law_name=lambda law: law, zone=ZoneInfo("UTC")), folder=tmp_path)
    page = mailer.preview(WEEK, ALL).read_text("utf-8")
    assert "data:image/png;base64,iVBOR" in page
    assert "Bello" not in page
    assert "An accusation is not a finding of guilt" in page
    assert "Bello" not in (tmp_path / "digest.txt").read_text("utf-8")
