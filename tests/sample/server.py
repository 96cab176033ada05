"""Serves the sample week on loopback: RSS, Atom and JSON feeds, and the articles' pages."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

from tests.sample.week import SampleArticle, SampleFeed

TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


class SampleServer(ThreadingHTTPServer):
    """`asked` keeps the paths that were asked for, in order."""

    daemon_threads = True

    def __init__(self, feeds: Sequence[SampleFeed], articles: Sequence[SampleArticle], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.feeds = {feed.id: feed for feed in feeds}
        self.articles = {article.id: article for article in articles}
        self.asked: list[str] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def feed_body(self, feed: SampleFeed) -> bytes:
        own = [article for article in self.articles.values() if article.feed == feed.id]
        own.sort(key=lambda article: article.published, reverse=True)
        return _WRITERS[feed.format](feed, own, self.base).encode()


class _Handler(BaseHTTPRequestHandler):
    server: SampleServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        room, _, name = self.path.strip("/").partition("/")
        if room == "feeds" and name in self.server.feeds:
            feed = self.server.feeds[name]
            self._answer(self.server.feed_body(feed), TYPES[feed.format])
        elif room == "articles" and name in self.server.articles:
            self._answer(_page(self.server.articles[name]).encode(), "text/html; charset=utf-8")
        else:
            self.send_error(404)

    def _answer(self, body: bytes, content_type: str) -> None:
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        known = self.headers.get("If-None-Match") == etag
        self.send_response(304 if known else 200)
        self.send_header("ETag", etag)
        if not known:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not known:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silence: the paths are in `asked`."""


@contextmanager
def serving(server: SampleServer) -> Iterator[SampleServer]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def write_feeds(server: SampleServer, folder: Path) -> None:
    """The configuration that makes Overreach poll this server."""
    records = [
        {
            "id": feed.id, "name": feed.name, "url": f"{server.base}/feeds/{feed.id}", "kind": feed.kind,
            "languages": [feed.language], "countries": list(feed.countries), "cadence_minutes": 60,
            "trusted_because": "invented for the sample week", "checked_on": "2026-11-24", "confidence": "high",
        }
        for feed in server.feeds.values()
    ]  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump({"region": "sample", "feeds": records}, allow_unicode=True)
    (folder / "sample.yml").write_text(text, "utf-8")


def _shown(feed: SampleFeed, article: SampleArticle) -> str:
    return article.text[:90].rpartition(" ")[0] + " …" if feed.summaries_only else article.text


def _rss(feed: SampleFeed, articles: Sequence[SampleArticle], base: str) -> str:
    items = "".join(
        f"<item><title>{escape(a.title)}</title><link>{base}/articles/{a.id}</link>"
        f"<guid isPermaLink='false'>{a.id}</guid><pubDate>{format_datetime(a.published)}</pubDate>"
        f"<description>{escape(_shown(feed, a))}</description></item>"
        for a in articles
    )
    head = f"<title>{escape(feed.name)}</title><link>{base}/</link><language>{feed.language}</language>"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{head}{items}</channel></rss>"


def _atom(feed: SampleFeed, articles: Sequence[SampleArticle], base: str) -> str:
    entries = "".join(
        f"<entry><id>urn:sample:{a.id}</id><title>{escape(a.title)}</title><link href='{base}/articles/{a.id}'/>"
        f"<published>{a.published.isoformat()}</published><updated>{a.published.isoformat()}</updated>"
        f"<summary>{escape(_shown(feed, a))}</summary></entry>"
        for a in articles
    )
    head = f"<id>urn:sample:{feed.id}</id><title>{escape(feed.name)}</title>"
    return f"<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'>{head}{entries}</feed>"


def _json(feed: SampleFeed, articles: Sequence[SampleArticle], base: str) -> str:
    items = [
        {"id": a.id, "url": f"{base}/articles/{a.id}", "title": a.title, "content_text": _shown(feed, a),
         "date_published": a.published.isoformat()}
        for a in articles
    ]  # fmt: skip
    head = {"version": "https://jsonfeed.org/version/1.1", "title": feed.name, "language": feed.language}
    return json.dumps(head | {"items": items}, ensure_ascii=False)


_WRITERS: dict[str, Callable[[SampleFeed, Sequence[SampleArticle], str], str]] = {
    "rss": _rss, "atom": _atom, "json": _json,
}  # fmt: skip


def _page(article: SampleArticle) -> str:
    """A page as news sites have them: the report between menus, adverts and links to other reports."""
    paragraphs = "".join(f"<p>{escape(part)}.</p>" for part in article.text.rstrip(".").split(". "))
    return (
        f"<!DOCTYPE html><html lang='{article.language}'><head><meta charset='utf-8'><title>{escape(article.title)}"
        "</title></head><body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>{escape(article.title)}</h1>{paragraphs}</article>"
        "<aside><h2>More</h2><a href='/weather'>Weather</a></aside><footer>© invented press</footer></body></html>"
    )
