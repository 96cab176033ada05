"""Feeds as they are found, and as they attack."""

import json
from datetime import UTC, datetime

import pytest

from pipeline.domain import Page, ParsedFeed
from pipeline.errors import FeedFormatError
from pipeline.feeds.parse import parse


def read(body: str | bytes) -> ParsedFeed:
    data = body.encode() if isinstance(body, str) else body
    return parse(Page(url="https://voice.example/feed", status=200, body=data), subject="voice")


RSS = """<rss version="2.0"><channel><title>Voice</title><language>en-ng</language>
<item><title>Reporter &amp; blogger charged</title><link>/news/1</link><guid>g1</guid>
<pubDate>Mon, 23 Nov 2026 09:30:00 +0100</pubDate>
<description>&lt;p&gt;A &lt;b&gt;short&lt;/b&gt; text&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Voice</title><entry><id>tag:1</id><title>One</title>
<link href="https://voice.example/1"/><published>2026-11-23T08:30:00Z</published>
<content type="html">&lt;p&gt;Whole text&lt;/p&gt;</content></entry></feed>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Voice", "language": "fr",
    "items": [{"id": 7, "url": "https://voice.example/1", "title": "One", "content_text": "Whole text",
               "date_published": "2026-11-23T09:30:00+01:00"}],
})  # fmt: skip


def test_rss() -> None:
    [entry] = read(RSS).entries
    assert (entry.title, entry.url) == ("Reporter & blogger charged", "https://voice.example/news/1")
    assert entry.summary == "A short text"
    assert entry.published == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert read(RSS).language == "en"


@pytest.mark.parametrize("body", [ATOM, JSON], ids=["atom", "json"])
def test_atom_and_json_feed(body: str) -> None:
    [entry] = read(body).entries
    assert entry.published == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert "Whole text" in entry.content
    assert entry.url == "https://voice.example/1"


@pytest.mark.parametrize(
    "body",
    ["", "<html><body>Just a moment...</body></html>", "{}", '{"version": "https://jsonfeed.org/version/1"}',
     "/etc/passwd", "https://other.example/feed", b"\x00\xff\xfe junk", "[" * 5000],
    ids=["empty", "bot wall", "no feed", "no items", "a path", "an address", "junk", "nested"],
)  # fmt: skip
def test_what_is_no_feed_is_refused_and_named(body: str | bytes) -> None:
    with pytest.raises(FeedFormatError, match="voice"):
        read(body)


def test_one_bad_entry_is_skipped_and_counted() -> None:
    items = json.loads(JSON)
    items["items"] += ["not an object", {"id": "empty"}]
    found = read(json.dumps(items))
    assert (len(found.entries), found.skipped) == (1, 2)


def test_a_feed_of_bad_entries_only_is_an_error() -> None:
    body = {"version": "https://jsonfeed.org/version/1.1", "items": ["x", 3]}
    with pytest.raises(FeedFormatError, match="none of its 2 entries"):
        read(json.dumps(body))


def test_an_entity_bomb_does_not_expand() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "AAAAAAAAAA"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + RSS.replace(
        "short", "&b;"
    )
    assert len(read(bomb).entries[0].summary) < 200


def test_invisible_and_direction_signs_are_taken_out_of_titles() -> None:
    body = RSS.replace("Reporter", "Re\u200bpor\u202eter\u202c")
    assert read(body).entries[0].title == "Reporter & blogger charged"


def test_a_date_that_cannot_be_is_no_date() -> None:
    assert read(RSS.replace("2026", "0001")).entries[0].published is None
    assert read(RSS.replace("Mon, 23 Nov 2026 09:30:00 +0100", "yesterday")).entries[0].published is None
