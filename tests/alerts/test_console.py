"""The console's journal is its memory."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.alerts.console import ConsoleSender
from pipeline.alerts.render import Renderer
from pipeline.domain import Alert, AlertKind, Channel, Route
from pipeline.errors import DeliveryError
from tests.builders import a_case, an_incident

ROUTE = Route(name="console", channel=Channel.CONSOLE)
RENDERER = Renderer(law_name=lambda law: law, zone=ZoneInfo("UTC"))


def an_alert(key: str) -> Alert:
    return Alert(id="1", key=key, kind=AlertKind.NEW_CASE, route="console", case_id="c", incident_id="i1")


def test_what_stands_in_the_journal_is_found_again(tmp_path: Path) -> None:
    shown: list[str] = []
    sender = ConsoleSender(tmp_path / "alerts.jsonl", RENDERER, echo=shown.append)
    assert sender.find(an_alert("k1"), ROUTE) is None
    sender.send(an_alert("k1"), a_case(), an_incident(), ROUTE)
    assert sender.find(an_alert("k1"), ROUTE)
    assert len(shown) == 1


def test_a_line_that_a_crash_cut_short_was_not_posted_and_spoils_no_other(tmp_path: Path) -> None:
    journal = tmp_path / "alerts.jsonl"
    sender = ConsoleSender(journal, RENDERER)
    sender.send(an_alert("k1"), a_case(), an_incident(), ROUTE)
    with journal.open("a") as file:
        file.write('{"key": "k2", "te')
    assert sender.find(an_alert("k2"), ROUTE) is None
    sender.send(an_alert("k3"), a_case(), an_incident(), ROUTE)
    assert [key for key, _ in ConsoleSender.read(journal)] == ["k1", "k3"]


def test_a_journal_that_cannot_be_written_is_a_failed_delivery(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sender = ConsoleSender(tmp_path / "file" / "alerts.jsonl", RENDERER)
    with pytest.raises(DeliveryError, match=r"alerts\.jsonl"):
        sender.send(an_alert("k1"), a_case(), an_incident(), ROUTE)
