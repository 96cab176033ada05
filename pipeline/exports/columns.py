"""The columns of our own rows with what stands in them: the header of a CSV, the types of a Parquet file."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from pipeline.exports.choice import Unit


class Kind(StrEnum):
    """`day` is a date without time, `moment` a time in UTC."""

    TEXT = "text"
    FLAG = "flag"
    WHOLE = "whole"
    REAL = "real"
    DAY = "day"
    MOMENT = "moment"


Shape: TypeAlias = "Kind | list[Shape] | dict[str, Shape]"
"""A value, a list of them (with one member: the shape of each), or a record."""

TEXT, FLAG, WHOLE, REAL, DAY, MOMENT = Kind
TEXTS: list[Shape] = [TEXT]
LAW: dict[str, Shape] = {"id": TEXT, "as_written": TEXT, "section": TEXT}
EVIDENCE: dict[str, Shape] = {"field": TEXT, "quote": TEXT, "start": WHOLE, "end": WHOLE, "part": TEXT}
SOURCE: dict[str, Shape] = {
    "article_id": TEXT, "feed_name": TEXT, "url": TEXT, "title": TEXT, "language": TEXT, "published": MOMENT,
    "text_sha256": TEXT, "reason": TEXT,
}  # fmt: skip
PERSON: dict[str, Shape] = {
    "id": TEXT, "name": TEXT, "latin": TEXT, "aliases": TEXTS, "role": TEXT, "minor": FLAG, "gender": TEXT,
}  # fmt: skip
INCIDENT: dict[str, Shape] = {
    "id": TEXT, "stage": TEXT, "date": DAY, "precision": TEXT, "first_reported": MOMENT, "place": TEXT,
    "hearing": DAY, "article_ids": TEXTS, "sources": [SOURCE], "evidence": [EVIDENCE],
}  # fmt: skip
FACT: dict[str, Shape] = {
    "field": TEXT, "value": TEXT, "state": TEXT, "by": TEXT, "version": TEXT, "evidence": [EVIDENCE],
}  # fmt: skip

COLUMNS: dict[Unit, dict[str, Shape]] = {
    Unit.CASES: {
        "unit": TEXT, "id": TEXT, "country": TEXT, "place": TEXT, "status": TEXT, "verification": TEXT,
        "needs_review": FLAG, "tlp": TEXT, "opened_at": MOMENT, "changed_at": MOMENT, "next_hearing": DAY,
        "probability": REAL, "laws": [LAW], "targets": TEXTS, "persons": [PERSON], "accused": WHOLE,
        "family": TEXT, "complainant": TEXT, "privacy": TEXTS, "cross_border": TEXT, "outlets": TEXTS,
        "platforms": TEXTS, "topics": TEXTS, "axes": [{"axis": TEXT, "leaning": TEXT, "reason": TEXT}], "flags": TEXTS,
        "external_ids": TEXTS, "facts": [FACT], "related": TEXTS, "merged_into": TEXT,
        "incidents": [INCIDENT], "article_ids": TEXTS,
    },
    Unit.PERSONS: {
        "unit": TEXT, **PERSON, "case_id": TEXT, "country": TEXT, "case_status": TEXT, "case_targets": TEXTS,
        "verification": TEXT, "tlp": TEXT,
    },
    Unit.INCIDENTS: {"unit": TEXT, "case_id": TEXT, "country": TEXT, "tlp": TEXT, **INCIDENT},
    Unit.ARTICLES: {
        "unit": TEXT, "id": TEXT, "feed_id": TEXT, "url": TEXT, "title": TEXT, "language": TEXT, "state": TEXT,
        "published": MOMENT, "text_sha256": TEXT, "tlp": TEXT,
    },
}  # fmt: skip
