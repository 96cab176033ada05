"""Readable text out of pages, and which language it is in."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.articles import extract
from pipeline.articles.identity import without_title
from pipeline.domain import Page
from pipeline.errors import ExtractError, FeedFormatError
from pipeline.sandbox import Sandbox, SandboxedParser
from tests.sample.server import _page
from tests.sample.week import read_week

_, ARTICLES = read_week(date(2026, 11, 24))


def page(body: str) -> Page:
    return Page(url="https://voice.example/1", status=200, body=body.encode())


@pytest.mark.parametrize("article", [a for a in ARTICLES if a.case], ids=lambda a: a.id)
def test_the_report_is_read_without_menus_and_its_sentences_do_not_touch(article: object) -> None:
    text = extract.extract(page(_page(article)))  # type: ignore[arg-type]
    assert "Weather" not in text
    for sentence in article.text.rstrip(".").split(". "):  # type: ignore[attr-defined]
        assert " ".join(sentence.split()) in text
    assert without_title(text, article.title).startswith(article.text[:40])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "body", ["", "<html><body></body></html>", "<a>" * 50_000], ids=["empty", "bare", "deep"]
)
def test_a_page_without_an_article_is_refused(body: str) -> None:
    with pytest.raises(ExtractError):
        extract.extract(page(body))


def test_a_feeds_own_html_becomes_text() -> None:
    assert extract.text_of("<p>One</p><p>Two &amp; three</p><script>x()</script>").startswith(
        "One\nTwo & three"
    )
    assert extract.text_of("  no   tags ") == "no tags"


def test_languages_are_told_apart() -> None:
    wrong = [
        (article.id, found)
        for article in ARTICLES
        if article.case
        for found in [extract.language(f"{article.title}\n{article.text}", ())]
        if found != article.language
    ]
    assert len(wrong) <= 2, wrong


def test_a_short_text_is_in_the_feeds_language() -> None:
    assert extract.language("OK", ("sw",)) == "sw"
    assert extract.language("Police", ()) is None or isinstance(extract.language("Police", ()), str)


@pytest.mark.integration
def test_a_body_that_hangs_its_reader_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    good = page("<rss version='2.0'><channel><item><title>One</title></item></channel></rss>")
    with Sandbox(workers=1, limit=2.0) as sandbox:
        with pytest.raises(FeedFormatError, match="not read"):
            sandbox.run(_hang, otherwise=FeedFormatError("voice", "not read in time"))
        assert SandboxedParser(sandbox).parse(good, subject="voice").entries[0].title == "One"


def _hang() -> None:
    while True:
        pass
