"""What people decided: keeping it, letting the case follow, and reading what it teaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, select, update

from pipeline.domain import (
    Label,
    Review,
    ReviewedArticle,
    ReviewReason,
    ReviewVerdict,
    Standing,
    standing,
)
from pipeline.errors import InputError
from pipeline.store.codec import classification_of
from pipeline.store.database import Database
from pipeline.store.projection import note_changed
from pipeline.store.tables import articles, cases, incident_articles, incidents, reviews


def keep_review(database: Database, connection: Connection, review: Review) -> Standing:
    """Add the row, unless it is there, and write where the case now stands. Raises InputError."""
    case_id = review.case_id
    if connection.execute(select(cases.c.id).where(cases.c.id == case_id)).first() is None:
        raise InputError(f"case {case_id}", "there is no such case")
    if review.article_id is not None and not _reports(connection, case_id, review.article_id):
        raise InputError(f"case {case_id}", f"article {review.article_id} is none of its reports")
    database.insert_new(connection, reviews, asdict(review))
    found = standing_of(connection, case_id)
    values = {"verification": found.verification.value, "needs_review": found.needs_review}
    connection.execute(update(cases).where(cases.c.id == case_id).values(values))
    note_changed(connection, case_id)
    return found


def standing_of(connection: Connection, case_id: str) -> Standing:
    """Where a case stands by what people decided of it."""
    return standing(_histories(connection, select(reviews).where(reviews.c.case_id == case_id))[case_id])


def is_reviewed(connection: Connection, case_id: str) -> bool:
    return bool(connection.execute(select(exists().where(reviews.c.case_id == case_id))).scalar_one())


def read_reviewed(connection: Connection) -> Iterator[ReviewedArticle]:
    """The articles of settled cases. One that came after the decision was seen by nobody and teaches nothing."""
    stands = {case: standing(history) for case, history in _histories(connection, select(reviews)).items()}
    query = (
        select(articles, incidents.c.case_id)
        .join(incident_articles, incident_articles.c.article_id == articles.c.id)
        .join(incidents, incidents.c.id == incident_articles.c.incident_id)
        .where(incidents.c.case_id.in_(select(reviews.c.case_id)))
        .order_by(incidents.c.case_id, articles.c.first_seen, articles.c.id)
    )
    for row in connection.execute(query):
        found = stands[row.case_id]
        if found.label and found.settled_at and row.classified_at <= found.settled_at:
            yield _reviewed(row, found.label)


def _reports(connection: Connection, case_id: str, article_id: str) -> bool:
    query = (
        select(incident_articles.c.article_id)
        .join(incidents, incidents.c.id == incident_articles.c.incident_id)
        .where(incidents.c.case_id == case_id, incident_articles.c.article_id == article_id)
    )
    return connection.execute(query).first() is not None


def _histories(connection: Connection, query: Select[Any]) -> dict[str, list[Review]]:
    found: dict[str, list[Review]] = defaultdict(list)
    for row in connection.execute(query.order_by(reviews.c.number)):
        found[row.case_id].append(
            Review(
                id=row.id, case_id=row.case_id, article_id=row.article_id, who=row.who, at=row.at,
                verdict=ReviewVerdict(row.verdict), reason=ReviewReason(row.reason) if row.reason else None,
                note=row.note,
            )
        )  # fmt: skip
    return found


def _reviewed(row: Row[Any], label: Label) -> ReviewedArticle:
    verdict = classification_of(row.verdict)
    is_case = label is Label.PROSECUTION
    return ReviewedArticle(
        article_id=row.id, event=row.case_id, title=row.title, text=row.text, language=row.language, label=label,
        stage=verdict.stage if is_case else None, targets=verdict.targets if is_case else (),
        country=verdict.country, laws=verdict.laws, persons=verdict.persons,
    )  # fmt: skip
