"""Fetching over HTTP from a server on loopback that misbehaves on purpose."""

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

import pytest

from pipeline.errors import FetchError, ForbiddenAddress
from pipeline.feeds import fetch as fetching
from pipeline.feeds.fetch import HttpFetcher, retry_after
from tests.builders import NOW

pytestmark = pytest.mark.integration
LOOPBACK = (ip_network("127.0.0.0/8"),)
Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return give


def conditional(handler: BaseHTTPRequestHandler) -> None:
    known = handler.headers.get("If-None-Match") == '"v1"'
    answer(304 if known else 200, b"" if known else b"feed", ETag='"v1"')(handler)


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


ROUTES: dict[str, Answer] = {
    "/feed": conditional,
    "/gzip": answer(200, gzip.compress(b"packed"), Content_Encoding="gzip"),
    "/bomb": answer(200, zlib.compress(b"\0" * 30_000_000), Content_Encoding="deflate"),
    "/broken": answer(200, b"not gzip", Content_Encoding="gzip"),
    "/brotli": answer(200, b"x", Content_Encoding="br"),
    "/drip": drip,
    "/loop": answer(302, Location="/loop"),
    "/moved": answer(301, Location="/feed"),
    "/inside": answer(302, Location="http://169.254.169.254/latest"),
    "/file": answer(302, Location="file:///etc/passwd"),
    "/busy": answer(429, Retry_After="120"),
    "/gone": answer(410),
    "/oops": answer(503),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        try:
            ROUTES[self.path](self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


@pytest.fixture
def fetcher() -> Iterator[HttpFetcher]:
    with HttpFetcher(allow=LOOPBACK, contact="desk@monitor.example") as found:
        yield found


def test_a_feed_is_asked_for_only_if_it_changed(fetcher: HttpFetcher, server: str) -> None:
    page = fetcher.fetch(f"{server}/feed", subject="voice")
    assert (page.body, page.etag) == (b"feed", '"v1"')
    again = fetcher.fetch(f"{server}/feed", subject="voice", etag=page.etag)
    assert (again.not_modified, again.body) == (True, b"")


def test_packed_bodies_are_unpacked(fetcher: HttpFetcher, server: str) -> None:
    assert fetcher.fetch(f"{server}/gzip", subject="voice").body == b"packed"


def test_a_redirect_is_followed_and_its_validators_are_not_kept(fetcher: HttpFetcher, server: str) -> None:
    page = fetcher.fetch(f"{server}/moved", subject="voice")
    assert (page.url, page.body, page.etag) == (f"{server}/feed", b"feed", None)


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/bomb", "more than"), ("/broken", "not encoded as it says"), ("/brotli", "not asked for"),
     ("/loop", "too many redirects"), ("/file", "not http"), ("/gone", "status 410")],
)  # fmt: skip
def test_what_a_server_may_not_do(fetcher: HttpFetcher, server: str, path: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        fetcher.fetch(server + path, subject="voice")
    assert caught.value.subject == "voice"


def test_a_redirect_into_the_network_is_refused(fetcher: HttpFetcher, server: str) -> None:
    with pytest.raises(ForbiddenAddress):
        fetcher.fetch(f"{server}/inside", subject="voice")


def test_loopback_itself_is_refused_unless_allowed(server: str) -> None:
    with HttpFetcher() as fetcher, pytest.raises(ForbiddenAddress):
        fetcher.fetch(f"{server}/feed", subject="voice")


def test_a_server_that_drips_is_left_at_the_deadline(
    fetcher: HttpFetcher, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "DEADLINE", 0.3)
    begin = time.monotonic()
    with pytest.raises(FetchError, match="not done after") as caught:
        fetcher.fetch(f"{server}/drip", subject="voice")
    assert caught.value.weight < 0.5
    assert time.monotonic() - begin < 1.5


def test_a_busy_server_says_when_to_come_back(fetcher: HttpFetcher, server: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(f"{server}/busy", subject="voice")
    assert (caught.value.status, caught.value.retry_after, caught.value.weight) == (429, 120.0, 0.5)


def test_a_server_that_is_not_there(fetcher: HttpFetcher) -> None:
    with pytest.raises(FetchError, match="connection failed"):
        fetcher.fetch("http://127.0.0.1:9/feed", subject="voice")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("1", 60.0), ("999999", 86_400.0), ("soon", None), (None, None),
     ("Tue, 24 Nov 2026 10:00:00 GMT", 3600.0)],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds
