"""`overreach trace`: where an article went, step by step, and why; without its text and without names."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Column, Table

from pipeline.cli.screen import app, installation, out
from pipeline.domain import Article, ArticleState
from pipeline.errors import InputError
from pipeline.installation import Overreach

Row = tuple[str, str]


@app.command("trace")
def trace(what: str) -> None:
    """Follow one article, by its id or address, through poll, extract, classify, link and alert."""
    with installation() as overreach:
        article = overreach.articles.find(what)
        if article is None:
            raise InputError(
                what, "no article has this id or address; was its feed polled, was it forgotten?"
            )
        table = Table("step", Column("what happened", overflow="fold"), box=None, show_header=False)
        for step, text in _steps(overreach, article):
            table.add_row(step, text)
        out.print(table, markup=False)


def _steps(overreach: Overreach, article: Article) -> Iterator[Row]:
    seen = f", first seen {article.first_seen:%Y-%m-%d %H:%M}" if article.first_seen else ""
    published = (
        f"published {article.published:%Y-%m-%d %H:%M}"
        if article.published
        else "date of publication unknown"
    )
    yield (
        "poll",
        f"{article.id} from {article.feed_id}{seen}, {published}{', silent' if article.silent else ''}",
    )
    if article.state is ArticleState.NEW:
        tries = f"; {article.attempts} tries so far" if article.attempts else ""
        yield "extract", f"waits{tries}"
        return
    size = (
        f"{len(article.text)} characters" if article.text else "text forgotten (docs/operations.md says when)"
    )
    yield "extract", f"{size}, language {article.language or 'unknown'}, sha256 {article.text_sha256[:12]}"
    if article.state is ArticleState.EXTRACTED:
        yield "classify", "waits"
        return
    yield from _verdict(overreach, article)
    yield from _place(overreach, article)


def _verdict(overreach: Overreach, article: Article) -> Iterator[Row]:
    verdict = overreach.articles.verdict(article.id)
    if verdict is None:
        yield "classify", "the verdict was forgotten with the text"
        return
    why = "; ".join(verdict.reasons)
    yield "classify", f"{verdict.label.value}, {verdict.decision.value}: {why}; version {verdict.version}"


def _place(overreach: Overreach, article: Article) -> Iterator[Row]:
    if article.state is ArticleState.DROPPED:
        yield "link", "not linked: dropped"
        return
    case_id = overreach.cases.case_of(article.id)
    if case_id is None:
        yield "link", "waits"
        return
    (case,) = overreach.cases.cases([case_id])
    incident = next(i for i in case.incidents if any(s.article_id == article.id for s in i.sources))
    yield (
        "link",
        f"case {case_id[:12]}, incident {incident.stage.value}: {overreach.cases.reason_of(article.id)}",
    )
    for line in overreach.outbox.lines_of(case_id):
        mine = "this step" if line.incident_id == incident.id else "another step"
        yield "alert", f"{line.route}: {line.state} ({mine} of the case)"
    if not overreach.outbox.lines_of(case_id):
        yield "alert", "none: not certain enough, too old, brought in silently, or no route for the country"
