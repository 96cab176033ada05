"""A Slack on loopback that keeps what is posted, and can be told to fail in Slack's own ways."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


class SlackStub(ThreadingHTTPServer):
    """`posted` is what the channel shows. `faults` are taken one a post: an error code, a 429, or `lost`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.posted: list[dict[str, Any]] = []
        self.updated: list[dict[str, Any]] = []
        self.faults: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/"


class _Handler(BaseHTTPRequestHandler):
    server: SlackStub

    def do_POST(self) -> None:
        method = self.path.removeprefix("/api/")
        given = self._given()
        if method == "chat.postMessage":
            self._post(given)
        elif method == "chat.update":
            self.server.updated.append(given)
            self._answer({"ok": True, "ts": given["ts"]})
        elif method in {"conversations.history", "conversations.replies"}:
            self._answer({"ok": True, "messages": self._messages(method, given)})
        else:
            self._answer({"ok": False, "error": "unknown_method"})

    do_GET = do_POST

    def _messages(self, method: str, given: dict[str, Any]) -> list[dict[str, Any]]:
        """History shows no replies; replies show the first message and what was said below it."""
        mine = [m for m in self.server.posted if m["channel"] == given["channel"]]
        if method.endswith("history"):
            return [m for m in mine if not m.get("thread_ts")][::-1]
        return [m for m in mine if given["ts"] in {m["ts"], m.get("thread_ts")}]

    def _post(self, given: dict[str, Any]) -> None:
        fault = self.server.faults.pop(0) if self.server.faults else ""
        if fault == "429":
            return self._answer({"ok": False, "error": "ratelimited"}, status=429, retry_after="7")
        if fault and fault != "lost":
            return self._answer({"ok": False, "error": fault})
        message = given | {"ts": f"1700000000.{len(self.server.posted):06d}"}
        self.server.posted.append(message)
        if fault == "lost":
            self.connection.close()
            return None
        return self._answer({"ok": True, "ts": message["ts"], "channel": given["channel"]})

    def _given(self) -> dict[str, Any]:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if "json" in self.headers.get("Content-Type", ""):
            return dict(json.loads(body))
        query = self.path.partition("?")[2]
        self.path = self.path.partition("?")[0]
        given: dict[str, Any] = {name: values[0] for name, values in parse_qs(body or query).items()}
        for name in ("metadata", "blocks"):
            if isinstance(given.get(name), str):
                given[name] = json.loads(given[name])
        return given

    def _answer(self, body: dict[str, Any], status: int = 200, retry_after: str | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None: ...

    def finish(self) -> None:
        try:
            super().finish()
        except (ValueError, OSError):
            self.close_connection = True


@contextmanager
def slack_stub() -> Iterator[SlackStub]:
    stub = SlackStub()
    threading.Thread(target=stub.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield stub
    finally:
        stub.shutdown()
        stub.server_close()
