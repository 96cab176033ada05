"""What makes two items the same article. Pure."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from courlan import clean_url

from pipeline.domain import Article, Entry, Feed

_AHEAD = timedelta(days=2)
"""Servers' clocks and time zones err by hours; an item dated later than this has no known date."""


def canonical_url(url: str) -> str:
    """The address without tracking parameters, fragment and default port."""
    cleaned = clean_url(url) or url
    parts = urlsplit(cleaned)
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path.rstrip("/") or "/", parts.query, ""))


def identity(feed_id: str, entry: Entry) -> str:
    """sha256 of the canonical address, else of the feed's guid, else of title and day.

    The address comes first because several feeds of one site carry the same article.
    """
    if entry.url:
        name = canonical_url(entry.url)
    elif entry.guid:
        name = f"{feed_id}|{entry.guid}"
    else:
        name = f"{feed_id}|{entry.title}|{entry.published:%Y-%m-%d}" if entry.published else entry.title
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()


def without_title(text: str, title: str) -> str:
    """A page's text often begins with its headline, which would be read twice."""
    return text.removeprefix(title).lstrip(" \n.:|–—-") if title else text


def storable(text: str) -> str:
    """Without what no database takes: NUL, and halves of surrogate pairs (JSON may escape them)."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def text_sha256(text: str) -> str:
    """Hash of the words: white space and case do not count."""
    words = re.sub(r"\s+", " ", text).strip().casefold()
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def article_from(entry: Entry, feed: Feed, now: datetime) -> Article:
    """A new article. `text` is what the feed carried, still HTML, until it is extracted."""
    name = identity(feed.id, entry)
    published = entry.published or entry.updated
    return Article(
        id=name[:32], feed_id=feed.id, identity=name, url=storable(entry.url) if entry.url else None,
        title=storable(entry.title), text=storable(entry.content), summary=storable(entry.summary),
        author=storable(entry.author) if entry.author else None, first_seen=now,
        published=published if published and published <= now + _AHEAD else None,
        countries=feed.countries if len(feed.countries) == 1 else (),
    )  # fmt: skip
