"""GETs an address with bounds on everything: addresses, bytes, decoding, redirects and time."""

from __future__ import annotations

import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx

from pipeline.domain import Page
from pipeline.errors import FetchError
from pipeline.feeds.guard import Network, guarded_transport

LARGEST = 8 * 1024 * 1024
"""Bytes of a decoded body. The largest of 5,210 public test feeds has 3 MB."""
DEADLINE = 30.0
"""Seconds for the whole exchange, redirects included; httpx itself has no such bound."""
MOST_REDIRECTS = 5
SOFT, PASSING = 0.5, 0.25


class HttpFetcher:
    """Implements `ports.Fetcher`. One request a host at a time; no cookies, no environment proxies."""

    def __init__(
        self,
        *,
        contact: str = "",
        allow: Sequence[Network] = (),
        gap: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        agent = f"Overreach/1 (feed reader{f'; {contact}' if contact else ''})"
        headers = {"User-Agent": agent, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
        self._client = httpx.Client(
            transport=guarded_transport(allow), trust_env=False, headers=headers,
            timeout=httpx.Timeout(10.0), follow_redirects=False,
        )  # fmt: skip
        self._clock, self._gap = clock, gap
        self._hosts: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def __enter__(self) -> HttpFetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(
        self, url: str, *, subject: str, etag: str | None = None, last_modified: str | None = None
    ) -> Page:
        """Follow redirects to an answer. Validators of a redirected answer are not kept. Raises FetchError."""
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in asked.items() if value}
        end = self._clock() + DEADLINE
        target = url
        for _ in range(MOST_REDIRECTS + 1):
            with self._answer(target, headers, subject) as answer:
                if answer.has_redirect_location:
                    target = urljoin(target, answer.headers.get("Location", ""))
                    headers = {}
                    continue
                return self._page(answer, subject, end, moved=target != url)
        raise FetchError(subject, "too many redirects", weight=SOFT)

    @contextmanager
    def _answer(self, url: str, headers: dict[str, str], subject: str) -> Iterator[httpx.Response]:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise FetchError(subject, "the address is not http or https")
        try:
            with (
                self._hosts[urlsplit(url).netloc],
                self._client.stream("GET", url, headers=headers) as answer,
            ):
                self._client.cookies.clear()
                yield answer
                time.sleep(self._gap)
        except httpx.TimeoutException as error:
            raise FetchError(subject, "no answer in time", weight=PASSING) from error
        except httpx.InvalidURL as error:
            raise FetchError(subject, "the address is not valid") from error
        except httpx.HTTPError as error:
            raise FetchError(subject, f"connection failed ({type(error).__name__})", weight=SOFT) from error

    def _page(self, answer: httpx.Response, subject: str, end: float, *, moved: bool) -> Page:
        if answer.status_code != 304 and not answer.is_success:
            raise _refused(answer, subject)
        body = b"" if answer.status_code == 304 else self._body(answer, subject, end)
        return Page(
            url=str(answer.url), status=answer.status_code, body=body,
            content_type=answer.headers.get("Content-Type", ""), not_modified=answer.status_code == 304,
            etag=None if moved else answer.headers.get("ETag"),
            last_modified=None if moved else answer.headers.get("Last-Modified"),
        )  # fmt: skip

    def _body(self, answer: httpx.Response, subject: str, end: float) -> bytes:
        """Read raw bytes and decode them here, so that neither the wire nor a decoder is unbounded."""
        decode = _decoder(answer.headers.get("Content-Encoding", ""), subject)
        whole = bytearray()
        try:
            for chunk in answer.iter_raw():
                whole += decode(chunk, LARGEST + 1 - len(whole))
                if len(whole) > LARGEST:
                    raise FetchError(subject, f"more than {LARGEST} bytes")
                if self._clock() > end:
                    raise FetchError(subject, f"not done after {DEADLINE:.0f} s", weight=PASSING)
        except zlib.error as error:
            raise FetchError(subject, "the body is not encoded as it says") from error
        return bytes(whole)


def _decoder(encoding: str, subject: str) -> Callable[[bytes, int], bytes]:
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return lambda chunk, most: chunk[:most]
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(subject, f"content encoding {name[:40]!r} was not asked for")
    stream = zlib.decompressobj(47)  # 32 + 15: gzip or zlib, told apart by the header
    return lambda chunk, most: stream.decompress(chunk, most)


def _refused(answer: httpx.Response, subject: str) -> FetchError:
    status = answer.status_code
    soft = status in {404, 408, 425, 429} or status >= 500
    return FetchError(
        subject, f"status {status}", weight=SOFT if soft else 1.0, status=status,
        retry_after=retry_after(answer.headers.get("Retry-After"), datetime.now(UTC)),
    )  # fmt: skip


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds from a Retry-After header, a number or a date, between a minute and a day."""
    if value is None:
        return None
    try:
        seconds = float(value) if value.strip().isdigit() else (_date(value) - now).total_seconds()
    except ValueError:
        return None
    return min(max(seconds, 60.0), 86_400.0)


def _date(value: str) -> datetime:
    moment = parsedate_to_datetime(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
