"""Alerts in Slack: one thread a case, each message found again by its key."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NoReturn, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from pipeline.alerts.render import Renderer
from pipeline.domain import Alert, Case, Incident, Receipt, Route
from pipeline.errors import DeliveryError

log = logging.getLogger("overreach.slack")
T = TypeVar("T")

EVENT = "overreach_alert"
TIMEOUT = 10
PAGES, PAGE = 5, 200
"""A thousand messages back: more than a channel takes in during the longest wait between two tries."""
PERMANENT = frozenset(
    {
        "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "no_permission",
        "missing_scope", "channel_not_found", "not_in_channel", "is_archived", "restricted_action",
        "msg_too_long", "invalid_blocks", "invalid_blocks_format", "metadata_too_large",
    }
)  # fmt: skip


class SlackSender:
    """Implements `ports.Sender`. No retries of the SDK: they post twice when an answer is lost."""

    def __init__(self, token: str, renderer: Renderer, *, base_url: str = "https://slack.com/api/") -> None:
        self._client = WebClient(token=token, base_url=base_url, timeout=TIMEOUT, retry_handlers=[])
        self._renderer = renderer

    def send(self, alert: Alert, case: Case, incident: Incident, route: Route) -> Receipt:
        text, blocks = self._renderer.slack(alert, case, incident, route.names)
        answer = _asked(
            lambda: self._client.chat_postMessage(
                channel=route.to, text=text, blocks=blocks, thread_ts=alert.thread,
                reply_broadcast=bool(alert.thread and route.broadcast), unfurl_links=False, unfurl_media=False,
                metadata={"event_type": EVENT, "event_payload": {"key": alert.key}},
            )
        )  # fmt: skip
        if alert.thread:
            self._refresh_parent(alert.thread, case, route)
        return Receipt(external_id=str(answer["ts"]))

    def find(self, alert: Alert, route: Route) -> Receipt | None:
        """Read the channel, or the case's thread, back for the alert's key. Raises DeliveryError."""
        for message in self._messages(alert, route):
            about = message.get("metadata") or {}
            if about.get("event_payload", {}).get("key") == alert.key:
                return Receipt(external_id=str(message["ts"]))
        return None

    def _refresh_parent(self, thread: str, case: Case, route: Route) -> None:
        """The first message shows where the case stands. The reply is out already, so failing is only said."""
        text, blocks = self._renderer.slack_parent(case, route.names)
        try:
            _asked(lambda: self._client.chat_update(channel=route.to, ts=thread, text=text, blocks=blocks))
        except DeliveryError as error:
            log.warning("the first message of case %s was not refreshed: %s", case.id, error)

    def _messages(self, alert: Alert, route: Route) -> Iterator[dict[str, Any]]:
        cursor = ""
        for _ in range(PAGES):
            given: dict[str, Any] = {"channel": route.to, "limit": PAGE, "cursor": cursor,
                                     "include_all_metadata": True}  # fmt: skip
            if alert.thread:
                answer = _asked(partial(self._client.conversations_replies, ts=alert.thread, **given))
            else:
                answer = _asked(partial(self._client.conversations_history, **given))
            yield from answer.get("messages", [])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return


def _asked(call: Callable[[], T]) -> T:
    """Make a call; what Slack or the network says becomes a DeliveryError, without token or address."""
    try:
        return call()
    except SlackApiError as error:
        _refuse(error)
    except (SlackClientError, OSError, ValueError) as error:
        reason = f"no usable answer ({type(error).__name__})"
        raise DeliveryError("slack", reason, uncertain=True) from error


def _refuse(error: SlackApiError) -> NoReturn:
    data = error.response.data if isinstance(error.response.data, dict) else {}
    code = str(data.get("error", "unknown"))
    wait = error.response.headers.get("Retry-After") or error.response.headers.get("retry-after")
    raise DeliveryError(
        "slack", code, permanent=code in PERMANENT, uncertain=error.response.status_code >= 500,
        retry_after=float(wait) if wait and str(wait).isdigit() else None,
    ) from None  # fmt: skip
