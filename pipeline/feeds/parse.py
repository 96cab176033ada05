"""RSS, Atom and JSON Feed bodies to entries. Pure; hostile bodies are expected."""

from __future__ import annotations

import calendar
import json
import re
import time
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser

from pipeline.domain import Entry, Page, ParsedFeed
from pipeline.errors import FeedFormatError

_AUTHOR = re.compile(rb"<(author|dc:creator|itunes:author)\b([^>]{0,200})>([^<]{200})[^<]*", re.IGNORECASE)
_SURROGATE = re.compile(rb"&#(x0*d[89a-f][0-9a-f]{2}|0*5(5[3-9]|6|7[0-3])\d{2,3});", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{0,2000}>")
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
LONGEST_TITLE = 500


def parse(page: Page, *, subject: str) -> ParsedFeed:
    """Read a body. A bad entry is skipped and counted; raises FeedFormatError when nothing is readable."""
    if page.body.lstrip()[:1] == b"{":
        return _json_feed(page, subject)
    return _xml_feed(page, subject)


def _xml_feed(page: Page, subject: str) -> ParsedFeed:
    """feedparser takes a path or an address for text, so it is always given a stream."""
    body = _SURROGATE.sub(b"", _AUTHOR.sub(rb"<\1\2>\3", page.body))
    headers = {"content-type": page.content_type, "content-location": page.url}
    try:
        found = feedparser.parse(BytesIO(body), response_headers=headers)
    except (UnicodeError, ValueError, LookupError) as error:
        raise FeedFormatError(subject, f"the body cannot be read ({type(error).__name__})") from error
    if not found.get("version"):
        raise FeedFormatError(subject, "the answer is no RSS, Atom or JSON Feed")
    entries = [_xml_entry(raw, page.url) for raw in found.entries]
    feed = found.get("feed", {})
    return _checked(
        entries, title=plain(feed.get("title", "")), language=feed.get("language"), subject=subject
    )


def _xml_entry(raw: dict[str, Any], base: str) -> Entry | None:
    """feedparser's own `get` gives `published` where `updated` is asked for, with a warning."""
    title, summary = plain(raw.get("title", ""))[:LONGEST_TITLE], plain(raw.get("summary", ""))
    content = max((str(part.get("value", "")) for part in raw.get("content", [])), key=len, default="")
    link = raw.get("link")
    if not (title or summary or content):
        return None
    return Entry(
        guid=raw.get("id"), url=urljoin(base, link) if link else None, title=title, summary=summary,
        content=content or str(raw.get("summary", "")), author=plain(raw.get("author", ""))[:200] or None,
        published=_moment(dict.get(raw, "published_parsed")), updated=_moment(dict.get(raw, "updated_parsed")),
    )  # fmt: skip


def _json_feed(page: Page, subject: str) -> ParsedFeed:
    try:
        data = json.loads(page.body.decode("utf-8-sig"))
    except ValueError as error:
        raise FeedFormatError(subject, "the body is no JSON") from error
    if not isinstance(data, dict) or "jsonfeed" not in str(data.get("version", "")):
        raise FeedFormatError(subject, "the answer is no RSS, Atom or JSON Feed")
    items = data.get("items")
    if not isinstance(items, list):
        raise FeedFormatError(subject, "a JSON Feed without a list of items")
    entries = [_json_entry(raw, page.url) for raw in items]
    return _checked(
        entries, title=plain(str(data.get("title", ""))), language=data.get("language"), subject=subject
    )


def _json_entry(raw: object, base: str) -> Entry | None:
    if not isinstance(raw, dict):
        return None
    link, title = raw.get("url"), plain(str(raw.get("title") or ""))[:LONGEST_TITLE]
    content = str(raw.get("content_html") or raw.get("content_text") or "")
    if not (title or content):
        return None
    authors = raw.get("authors")
    author = (
        authors[0].get("name")
        if isinstance(authors, list) and authors and isinstance(authors[0], dict)
        else None
    )
    return Entry(
        guid=str(raw["id"]) if raw.get("id") is not None else None,
        url=urljoin(base, str(link)) if link else None, title=title,
        summary=plain(str(raw.get("summary") or "")), content=content, author=plain(str(author or "")) or None,
        published=_iso(raw.get("date_published")), updated=_iso(raw.get("date_modified")),
        language=raw.get("language"),
    )  # fmt: skip


def _checked(entries: list[Entry | None], *, title: str, language: object, subject: str) -> ParsedFeed:
    good = tuple(entry for entry in entries if entry is not None)
    if entries and not good:
        raise FeedFormatError(subject, f"none of its {len(entries)} entries can be read")
    return ParsedFeed(
        entries=good, title=title, skipped=len(entries) - len(good),
        language=str(language)[:2].lower() if language else None,
    )  # fmt: skip


def plain(html: str) -> str:
    """One line of text: no tags, no entities, no invisible signs."""
    text = unescape(_TAGS.sub(" ", unescape(html)))
    return " ".join(_UNSEEN.sub("", text).split())


def _moment(parsed: time.struct_time | None) -> datetime | None:
    try:
        return _believable(datetime.fromtimestamp(calendar.timegm(parsed), UTC)) if parsed else None
    except (OverflowError, ValueError, OSError):
        return None


def _iso(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
    if moment is None:
        return None
    return _believable(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))


def _believable(moment: datetime) -> datetime | None:
    """A date before the web is none at all."""
    return moment if moment.year >= 1995 else None
