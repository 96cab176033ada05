"""Alerts and digests to an SMTP server on loopback."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from pipeline.alerts.mail import DigestMailer, MailSender, SmtpSettings
from pipeline.alerts.render import Renderer
from pipeline.domain import Alert, AlertKind, Channel, Route, Subscriber, Week
from pipeline.errors import DeliveryError
from tests.builders import NOW, a_case, an_incident
from tests.ports import free_ports

pytestmark = pytest.mark.integration
RENDERER = Renderer(law_name=lambda _: "Cybercrimes Act 2015", zone=ZoneInfo("UTC"))
DESK = Subscriber(name="desk", address="desk@monitor.example")
WEEK = Week(iso="2026-W48", start=NOW - timedelta(days=1), end=NOW + timedelta(days=6), cases=(a_case(),),
            opened=frozenset({"c" * 32}), articles_read=9)  # fmt: skip


class Mailbox:
    """Keeps what arrives; refuses recipients by their local part."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        if address.startswith("gone"):
            return "550 no such person"
        if address.startswith("full"):
            return "452 try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.messages.append(bytes(envelope.content or b""))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, SmtpSettings]]:
    box = Mailbox()
    [port] = free_ports(1)
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, SmtpSettings(
        host="127.0.0.1", port=port, security="none", username="", password="",
        sender="overreach@monitor.example", unsubscribe_url="https://monitor.example/u",
    )  # fmt: skip
    controller.stop()


def test_a_digest_is_html_and_text_with_its_chart_inline(
    mailbox: tuple[Mailbox, SmtpSettings], tmp_path: Path
) -> None:
    box, smtp = mailbox
    mailer = DigestMailer(smtp, RENDERER, folder=tmp_path)
    mailer.send(mailer.render(WEEK, DESK), DESK)
    message = message_from_bytes(box.messages[0], policy=policy.default)
    kinds = [part.get_content_type() for part in message.walk()]
    assert {"text/plain", "text/html", "image/png"} <= set(kinds)
    picture = next(part for part in message.walk() if part.get_content_type() == "image/png")
    assert picture["Content-ID"] == "<chart>"
    html = message.get_body(("html",))
    assert html
    assert "cid:chart" in html.get_content()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (tmp_path / "digest.html").exists()


def test_no_header_names_a_person_and_a_retry_has_the_same_message_id(tmp_path: Path) -> None:
    mailer = DigestMailer(None, RENDERER, folder=tmp_path)
    one, two = mailer.render(WEEK, DESK), mailer.render(WEEK, DESK)
    first, second = (message_from_bytes(body, policy=policy.default) for body in (one, two))
    assert first["Message-ID"] == second["Message-ID"]
    assert "Bello" not in str(first.items())


def test_an_alert_goes_to_each_address_and_replies_stay_in_its_thread(
    mailbox: tuple[Mailbox, SmtpSettings],
) -> None:
    box, smtp = mailbox
    route = Route(name="mail", channel=Channel.MAIL, to="one@x.example, two@x.example")
    alert = Alert(id="1", key="k", kind=AlertKind.NEW_INCIDENT, route="mail", case_id="c", incident_id="i1",
                  thread="<first@monitor.example>")  # fmt: skip
    MailSender(smtp, RENDERER).send(alert, a_case(), an_incident(), route)
    messages = [message_from_bytes(body, policy=policy.default) for body in box.messages]
    assert [message["To"] for message in messages] == ["one@x.example", "two@x.example"]
    assert {message["In-Reply-To"] for message in messages} == {"<first@monitor.example>"}
    assert "Bello" not in "".join(str(message) for message in messages)


@pytest.mark.parametrize(("address", "permanent"), [("gone@x.example", True), ("full@x.example", False)])
def test_a_refusal_says_whether_to_try_again(
    mailbox: tuple[Mailbox, SmtpSettings], tmp_path: Path, address: str, permanent: bool
) -> None:
    mailer = DigestMailer(mailbox[1], RENDERER, folder=tmp_path)
    subscriber = Subscriber(name="x", address=address)
    with pytest.raises(DeliveryError) as caught:
        mailer.send(mailer.render(WEEK, subscriber), subscriber)
    assert caught.value.permanent is permanent
    assert address not in str(caught.value)


def test_a_server_that_is_not_there_is_tried_again(tmp_path: Path) -> None:
    smtp = SmtpSettings(
        host="127.0.0.1", port=9, security="none", username="", password="", sender="a@b.example"
    )
    mailer = DigestMailer(smtp, RENDERER, folder=tmp_path)
    with pytest.raises(DeliveryError) as caught:
        mailer.send(mailer.render(WEEK, DESK), DESK)
    assert (caught.value.permanent, caught.value.uncertain) == (False, False)
