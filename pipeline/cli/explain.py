"""`overreach explain`: why an article was told of, left to a person, or dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from classifiers.cascade import Read
from classifiers.heads import LABELS, STAGES, TARGETS
from classifiers.lexicon import Findings
from pipeline import intake, watchlist
from pipeline.cli.files import fail_if_all_bad, report
from pipeline.cli.screen import app, installation, out
from pipeline.domain import ArticleState, Classification, Document, Evidence
from pipeline.errors import OverreachError
from pipeline.installation import Overreach

Row = tuple[str, str]
UNKNOWN = "unknown"
MOST = 3
"""Stages, targets and countries that are shown, the likeliest first."""


@app.command()
def explain(
    what: Annotated[
        str, typer.Argument(metavar="ARTICLE_ID|FILE", help="An article of the store, or a JSON Lines file.")
    ],
) -> None:
    """Show what each stage of the classifier saw of an article and how the decision came about; nothing is kept.

    Of a file, whose lines are those of `classify`, every article is explained.
    """
    with installation() as overreach:
        read = intake.Read()
        if what == "-" or Path(what).is_file():
            read = intake.read(what)
            documents = [intake.document_of(item) for item in read.items]
        else:
            documents = [_stored(overreach, what)]
        for rows in _explained(overreach, documents):
            out.print("\n".join(_lines(rows)), markup=False, end="\n\n")
        report(read)
        fail_if_all_bad(read)


def _stored(overreach: Overreach, article_id: str) -> Document:
    """Raises OverreachError where the store has no text of that id."""
    article = overreach.articles.get(article_id)
    if article is None:
        raise OverreachError(f"{article_id}: no article of the store has this id, and no file this name")
    if article.state is ArticleState.NEW:
        raise OverreachError(f"{article_id}: has no text yet; run: overreach extract")
    if not (article.title or article.text):
        raise OverreachError(f"{article_id}: its text has been forgotten (docs/operations.md says when)")
    return article.document


def _explained(overreach: Overreach, documents: Sequence[Document]) -> Iterator[list[Row]]:
    limits = watchlist.read_classifier(overreach.settings.config_dir / "classifier.yml").thresholds
    thresholds = (
        f"alert from {limits.alert:.2f}, prosecution from {limits.label:.2f}, review from {limits.review:.2f}"
    )
    for document in overreach.identified(documents):
        (read,) = overreach.classifier.read([document])
        verdict = overreach.classifier.verdict(document, read)
        yield [
            ("article", f"{document.id}, language {verdict.language or 'unknown'}"),
            (
                "decision",
                f"{verdict.decision.value}, called {verdict.label.value}, probability {verdict.probability:.2f}",
            ),
            ("thresholds", thresholds),
            *_found(read.findings),
            *_seen(read),
            *_fields(verdict),
        ]


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    """A name stands only where it is another one than in the line above."""
    last = ""
    for name, text in rows:
        for line in text.splitlines() or [""]:
            yield f"{name if name != last else '':<12}{line}"
            last = name


def _found(findings: Findings) -> Iterator[Row]:
    """The words by concept and the laws, as the article writes them; a text that comes twice is shown once."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for hit in findings.concepts:
        words[hit.meaning][findings.whole[hit.start : hit.end]] = None
    yield from (("words", f"{concept}: {_quoted(texts)}") for concept, texts in sorted(words.items()))
    laws = dict.fromkeys(
        (law.law, law.section, findings.whole[law.start : law.end], law.certain) for law in findings.laws
    )
    for law, section, text, certain in laws:
        name = f"{law} section {section}" if section else law
        yield "laws", f"{name}: “{text}”, {'certain' if certain else 'needs its country'}"


def _seen(read: Read) -> Iterator[Row]:
    """What the encoder read and said of it; nothing where gate or screen stopped the article."""
    if read.passage:
        yield "passage", read.passage.text
    if read.stopped_by:
        yield "stopped by", read.stopped_by
    if read.signals and read.scores:
        yield "label", f"encoder: {_ranked(zip(LABELS, np.exp(read.signals.label), strict=True))}"
        yield "label", f"calibrated: {_ranked(read.scores.items())}"
        yield "stage", _ranked(zip(STAGES, read.signals.stage, strict=True), MOST)
        yield "targets", _ranked(zip(TARGETS, read.signals.targets, strict=True), MOST)
        yield "country", _ranked(read.signals.country.items(), MOST)


def _ranked(shares: Iterable[tuple[str, float]], most: int | None = None) -> str:
    best = sorted(shares, key=lambda one: -one[1])[:most]
    return ", ".join(f"{name} {share:.2f}" for name, share in best)


def _fields(verdict: Classification) -> Iterator[Row]:
    """What the verdict says of the case, each with the words it rests on; what is unknown is left out."""
    quotes: dict[str, list[Evidence]] = defaultdict(list)
    for item in verdict.evidence:
        quotes[item.field].append(item)
    values = {
        "stage": verdict.stage.value if verdict.stage else UNKNOWN,
        "targets": ", ".join(kind.value for kind in verdict.targets),
        "laws": ", ".join(law.id or law.as_written for law in verdict.laws),
        "persons": ", ".join(f"{person.name} ({person.role.value})" for person in verdict.persons),
        "country": verdict.country or UNKNOWN,
        "family": verdict.family.value,
        "complainant": verdict.complainant.value,
        "privacy": ", ".join(measure.value for measure in verdict.privacy),
        "cross border": verdict.cross_border.value,
    }
    for field, value in values.items():
        if value and value != UNKNOWN:
            yield "found", f"{field}: {value} {_quoted(item.quote for item in quotes[field])}".rstrip()


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"“{' '.join(text.split())}”" for text in dict.fromkeys(texts))
