"""Alerts to a Slack over HTTP: threads, refusals, limits and lost answers."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from pipeline.alerts.render import Renderer
from pipeline.alerts.slack import SlackSender
from pipeline.domain import Alert, AlertKind, Channel, Route
from pipeline.errors import DeliveryError
from tests.builders import a_case, an_incident
from tests.slack_stub import SlackStub, slack_stub

pytestmark = pytest.mark.integration
ROUTE = Route(name="desk", channel=Channel.SLACK, to="C1")
TOKEN = "xoxb-a-token-that-is-not-real"


@pytest.fixture
def stub() -> Iterator[SlackStub]:
    with slack_stub() as found:
        yield found


@pytest.fixture
def sender(stub: SlackStub) -> SlackSender:
    renderer = Renderer(law_name=lambda _: "Cybercrimes Act 2015", zone=ZoneInfo("UTC"))
    return SlackSender(TOKEN, renderer, base_url=stub.url)


def an_alert(key: str = "k1", thread: str | None = None) -> Alert:
    return Alert(id="1", key=key, kind=AlertKind.NEW_CASE, route="desk", case_id="c", incident_id="i1",
                 thread=thread)  # fmt: skip


def send(sender: SlackSender, alert: Alert) -> str:
    receipt = sender.send(alert, a_case(), an_incident(), ROUTE)
    assert receipt.external_id
    return receipt.external_id


def test_a_message_carries_its_key_and_names_nobody(sender: SlackSender, stub: SlackStub) -> None:
    send(sender, an_alert())
    [message] = stub.posted
    assert message["metadata"]["event_payload"] == {"key": "k1"}
    assert "Bello" not in str(message)


def test_a_case_is_one_thread_whose_first_message_is_kept_up_to_date(
    sender: SlackSender, stub: SlackStub
) -> None:
    first = send(sender, an_alert())
    send(sender, an_alert("k2", thread=first))
    assert stub.posted[1]["thread_ts"] == first
    assert stub.updated[0]["ts"] == first
    assert "Stages so far" in str(stub.updated[0]["blocks"])


@pytest.mark.parametrize(
    ("fault", "permanent"),
    [
        ("channel_not_found", True),
        ("invalid_auth", True),
        ("not_in_channel", True),
        ("internal_error", False),
    ],
)
def test_a_refusal_says_whether_to_try_again_and_holds_no_token(
    sender: SlackSender, stub: SlackStub, fault: str, permanent: bool
) -> None:
    stub.faults = [fault]
    with pytest.raises(DeliveryError, match=fault) as caught:
        send(sender, an_alert())
    assert caught.value.permanent is permanent
    assert TOKEN not in f"{caught.value}{caught.value.__cause__}"
    assert stub.posted == []


def test_a_limit_says_how_long_to_wait(sender: SlackSender, stub: SlackStub) -> None:
    stub.faults = ["429"]
    with pytest.raises(DeliveryError) as caught:
        send(sender, an_alert())
    assert (caught.value.retry_after, caught.value.permanent) == (7.0, False)


@pytest.mark.parametrize("in_thread", [False, True])
def test_a_message_whose_answer_was_lost_is_found_again(
    sender: SlackSender, stub: SlackStub, in_thread: bool
) -> None:
    thread = send(sender, an_alert("k0")) if in_thread else None
    stub.faults = ["lost"]
    with pytest.raises(DeliveryError) as caught:
        send(sender, an_alert("k1", thread=thread))
    assert caught.value.uncertain
    found = sender.find(an_alert("k1", thread=thread), ROUTE)
    assert found
    assert found.external_id == stub.posted[-1]["ts"]
    assert sender.find(an_alert("k9", thread=thread), ROUTE) is None


def test_a_slack_that_is_not_there_is_tried_again() -> None:
    renderer = Renderer(law_name=str, zone=ZoneInfo("UTC"))
    sender = SlackSender(TOKEN, renderer, base_url="http://127.0.0.1:9/api/")
    with pytest.raises(DeliveryError) as caught:
        send(sender, an_alert())
    assert not caught.value.permanent
