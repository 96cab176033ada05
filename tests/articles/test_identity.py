"""What makes two items the same article."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.articles.identity import article_from, canonical_url, identity, storable, text_sha256
from pipeline.domain import Entry
from tests.builders import NOW, a_feed

ENTRY = Entry(guid="g1", url="https://voice.example/news/1", title="Reporter charged", published=NOW)


@pytest.mark.parametrize(
    "url",
    ["https://voice.example/news/1?utm_source=rss&utm_medium=feed", "https://voice.example/news/1#top",
     "https://VOICE.example/news/1/", "https://voice.example/news/1?fbclid=x"],
)  # fmt: skip
def test_one_address_in_its_many_dresses(url: str) -> None:
    assert canonical_url(url) == "https://voice.example/news/1"


def test_a_query_that_names_the_article_stays() -> None:
    assert canonical_url("https://voice.example/?p=12") != canonical_url("https://voice.example/?p=13")


def test_two_feeds_of_a_site_carry_one_article() -> None:
    assert identity("one", ENTRY) == identity("two", replace(ENTRY, guid="other"))


def test_without_an_address_the_guid_tells_and_only_within_its_feed() -> None:
    bare = replace(ENTRY, url=None)
    assert identity("one", bare) == identity("one", replace(bare, title="Reporter charged (updated)"))
    assert identity("one", bare) != identity("two", bare)


def test_a_date_in_the_future_is_no_date() -> None:
    ahead = replace(ENTRY, published=NOW + timedelta(days=30))
    assert article_from(ahead, a_feed(), NOW).published is None


def test_what_no_database_takes_is_taken_out() -> None:
    odd = article_from(replace(ENTRY, title="a\x00b\ud800c"), a_feed(), NOW)
    assert odd.title == storable("a\x00b\ud800c") == "ab?c"


def test_white_space_and_case_do_not_make_another_text() -> None:
    assert text_sha256("A  Reporter\nwas charged ") == text_sha256("a reporter was charged")
