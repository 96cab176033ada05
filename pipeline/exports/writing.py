"""Rows as JSON Lines, JSON or CSV, one at a time: an export of any size needs no more memory than a row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import TextIO

from pipeline.domain.names import clean
from pipeline.exports.rows import Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?[\d.]+(\|[+-]?[\d.]+)?")


class Format(StrEnum):
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    GEOJSON = "geojson"
    PARQUET = "parquet"


def write(rows: Iterable[Row], form: Format, sink: TextIO, columns: Sequence[str]) -> None:
    """Write rows; `columns` are those of a CSV, which has its header even without a row."""
    if form is Format.CSV:
        write_csv(rows, sink, columns)
    elif form is Format.JSON:
        write_list(rows, sink)
    else:
        sink.writelines(f"{as_json(row)}\n" for row in rows)


def write_csv(rows: Iterable[Row], sink: TextIO, columns: Sequence[str]) -> None:
    writer = csv.DictWriter(sink, fieldnames=list(columns))
    writer.writeheader()
    writer.writerows({key: cell(value) for key, value in row.items()} for row in rows)


def write_list(rows: Iterable[Row], sink: TextIO, before: str = "[", after: str = "]\n") -> None:
    """One JSON list, an item a line, between two given texts."""
    sink.write(before)
    for number, row in enumerate(rows):
        sink.write(f"{',' if number else ''}\n{as_json(row)}")
    sink.write(f"\n{after}")


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_moment)


def cell(value: object) -> object:
    """A value as a cell: nested ones as JSON; a text that a spreadsheet would take for a formula is quoted."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return clean(as_json(value))
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _moment(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
