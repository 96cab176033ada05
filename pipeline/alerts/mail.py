"""Alerts and digests by mail: one SMTP transaction a recipient, the same bytes on every try."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from pipeline.alerts.render import DigestPage, Renderer
from pipeline.domain import Alert, Case, Incident, Receipt, Route, Subscriber, Week
from pipeline.domain.names import clean
from pipeline.errors import DeliveryError

TIMEOUT = 30
_POLICY = policy.SMTP.clone(max_line_length=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """`security` is starttls, tls or none."""

    host: str
    port: int
    security: str
    username: str
    password: str
    sender: str
    unsubscribe_url: str = ""

    def __repr__(self) -> str:
        return f"SmtpSettings({self.host}:{self.port})"


class MailSender:
    """Implements `ports.Sender`. A mailbox cannot be read back: the Message-ID is the same on every try, so a
    mail program that gets one twice shows it once."""

    def __init__(self, smtp: SmtpSettings, renderer: Renderer) -> None:
        self._smtp, self._renderer = smtp, renderer

    def send(self, alert: Alert, case: Case, incident: Incident, route: Route) -> Receipt:
        text = self._renderer.console(alert, case, incident, route.names)
        subject = self._renderer.headline(case, incident, route.names)
        for address in (one.strip() for one in route.to.split(",")):
            message = _message(self._smtp, address, subject, f"{alert.key}/{address}")
            if alert.thread:
                message["In-Reply-To"] = message["References"] = alert.thread
            message.set_content(text)
            transmit(self._smtp, bytes(message), address)
        return Receipt(external_id=alert.thread or str(message["Message-ID"]))

    def find(self, alert: Alert, route: Route) -> Receipt | None:  # noqa: ARG002
        return None


class DigestMailer:
    """Implements `ports.Mailer`; writes `digest.html` and `digest.txt` for every subscriber's digest too."""

    def __init__(self, smtp: SmtpSettings | None, renderer: Renderer, *, folder: Path) -> None:
        self._smtp, self._renderer, self._folder = smtp, renderer, folder

    def render(self, week: Week, subscriber: Subscriber) -> bytes:
        """The whole message. It is kept, and sent as it is however often it is tried."""
        page = self._renderer.digest(week, subscriber)
        message = _message(
            self._smtp, subscriber.address, page.subject, f"{week.iso}/{subscriber.name}/{subscriber.address}"
        )
        message["Date"] = format_datetime(week.end)
        message.set_content(page.text)
        message.add_alternative(page.html, subtype="html")
        html = message.get_body(("html",))
        if not isinstance(html, EmailMessage):
            raise TypeError("the message has no HTML part")
        html.add_related(page.picture, "image", "png", cid="<chart>", filename="chart.png")
        return bytes(message)

    def send(self, message: bytes, subscriber: Subscriber) -> None:
        """To the subscriber, and to the output folder. Raises DeliveryError."""
        self._write(message)
        if not subscriber.address:
            return
        if self._smtp is None:
            raise DeliveryError(
                "mail", f"subscriber {subscriber.name} needs OVERREACH_SMTP_HOST", permanent=True
            )
        transmit(self._smtp, message, subscriber.address)

    def preview(self, week: Week, subscriber: Subscriber) -> Path:
        return _write_page(self._renderer.digest(week, subscriber), self._folder)

    def _write(self, message: bytes) -> None:
        whole = message_from_bytes(message, policy=_POLICY)
        html, text = whole.get_body(("html",)), whole.get_body(("plain",))
        picture = next(part for part in whole.walk() if part.get_content_type() == "image/png")
        if html is None or text is None:
            raise DeliveryError("mail", "a kept digest has no text", permanent=True)
        page = DigestPage(
            subject=str(whole["Subject"]), html=html.get_content(), text=text.get_content(),
            picture=picture.get_content(),
        )  # fmt: skip
        _write_page(page, self._folder)


def _write_page(page: DigestPage, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "digest.txt").write_text(page.text, "utf-8")
    target = folder / "digest.html"
    target.write_text(page.standalone(), "utf-8")
    return target


def _message(smtp: SmtpSettings | None, to: str, subject: str, key: str) -> EmailMessage:
    """Headers only. The Message-ID is a hash: the same for the same key, and it names nobody."""
    message = EmailMessage(policy=_POLICY)
    sender = smtp.sender if smtp and smtp.sender else "overreach@localhost"
    message["From"] = Address("Overreach", addr_spec=sender)
    if to:
        message["To"] = Address(addr_spec=to)
    message["Subject"] = " ".join(clean(subject).split())[:200]
    domain = sender.rpartition("@")[2]
    message["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if smtp and smtp.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{smtp.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def transmit(smtp: SmtpSettings, message: bytes, recipient: str) -> None:
    """One transaction for one recipient. Raises DeliveryError, uncertain where the answer to DATA was lost."""
    handed_over = False
    try:
        server = _connected(smtp)
        try:
            server.ehlo_or_helo_if_needed()
            _accepted(server.mail(smtp.sender), "sender")
            _accepted(server.rcpt(recipient), "recipient")
            handed_over = True
            _accepted(server.data(message), "message")
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
    except smtplib.SMTPResponseException as error:
        permanent = 500 <= error.smtp_code < 600
        raise DeliveryError("mail", f"{error.smtp_code} from the server", permanent=permanent) from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError("mail", type(error).__name__, uncertain=handed_over) from error


def _connected(smtp: SmtpSettings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if smtp.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=TIMEOUT)
        if smtp.security == "starttls":
            server.starttls(context=context)
    if smtp.username:
        server.login(smtp.username, smtp.password)
    return server


def _accepted(answer: tuple[int, bytes], what: str) -> None:
    code, _ = answer
    if code not in {250, 251}:
        raise smtplib.SMTPResponseException(code, f"{what} refused")
