"""One export as it was asked for: what, for whom, how; checked before anything is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from pipeline.domain import Article, Case, NamePolicy
from pipeline.errors import InputError
from pipeline.exports import geojson, rows
from pipeline.exports.choice import Choice, Count, Custody, Unit, unnamed
from pipeline.exports.columns import COLUMNS, Shape
from pipeline.exports.ftm import entities
from pipeline.exports.rows import Row
from pipeline.exports.schemes import Translation
from pipeline.exports.vocabularies import Scheme, Vocabulary
from pipeline.exports.writing import Format, write, write_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`custody` tells who is in custody; `points` where countries are. Raises InputError where the parts do not fit."""

    unit: Unit
    form: Format
    names: NamePolicy
    custody: Custody
    choice: Choice = field(default_factory=Choice)
    vocabulary: Vocabulary | None = None
    points: geojson.Points = field(default_factory=dict)
    to: Path | None = None

    def __post_init__(self) -> None:
        for wrong, reason in self._faults().items():
            raise InputError(wrong, reason)

    def run(self, cases: Iterable[Case], articles: Iterable[Article]) -> Count:
        """Write what was asked for; rows are made one at a time, as they are written."""
        count = Count()
        found = count.counted(self._rows(cases, articles, count))
        if self.form is Format.PARQUET and self.to:
            from pipeline.exports.parquet import write_parquet

            with _file(self.to) as sink:
                write_parquet(found, sink, self._columns)
        elif self.to:
            with _file(self.to) as sink, _text(sink) as words:
                self._write(found, words)
        else:
            self._write(found, sys.stdout)
        return count

    def _write(self, found: Iterable[Row], sink: TextIO) -> None:
        if self.form is Format.GEOJSON:
            write_list(found, sink, geojson.BEFORE, geojson.AFTER)
        else:
            write(found, self.form, sink, list(self._columns))

    @property
    def _columns(self) -> Mapping[str, Shape]:
        return self._translation.columns if self.vocabulary else COLUMNS[self.unit]

    @property
    def _translation(self) -> Translation:
        assert self.vocabulary
        return Translation(
            vocabulary=self.vocabulary, names=self.names, points=self.points, choice=self.choice
        )

    def _rows(self, cases: Iterable[Case], articles: Iterable[Article], count: Count) -> Iterator[Row]:
        if self.unit is Unit.ARTICLES:
            return (rows.article_row(article, self.names) for article in self.choice.articles(articles))
        chosen = self.choice.cases(cases, self.custody, count)
        if self.unit is not Unit.INCIDENTS:
            chosen = self.choice.changed(chosen)
        if self.vocabulary and self.vocabulary.scheme is Scheme.FTM:
            return entities(chosen, self._translation, count)
        return self._translation.rows(chosen, count) if self.vocabulary else self._plain(chosen, count)

    def _plain(self, cases: Iterable[Case], count: Count) -> Iterator[Row]:
        for case in cases:
            if self.form is Format.GEOJSON:
                yield geojson.feature(case, self.points, self.names)
            elif self.unit is Unit.CASES:
                yield rows.case_row(case, self.names)
            elif self.unit is Unit.PERSONS:
                count.unnamed += unnamed(case)
                yield from rows.person_rows(case, self.names, accused_only=bool(self.choice.in_custody))
            else:
                taken = filter(self.choice.takes, case.incidents)
                yield from (rows.incident_row(case, incident, self.names) for incident in taken)

    def _faults(self) -> dict[str, str]:
        """What does not fit, each with what to do."""
        found, speech = {}, self.vocabulary
        if speech and self.unit.value != speech.rows:
            rows_wanted = f"overreach export {speech.rows} --as {speech.scheme}"
            found[f"export {self.unit}"] = f"{speech.title} counts {speech.rows}: {rows_wanted}"
        if speech and speech.scheme is Scheme.FTM and self.form not in {Format.JSONL, Format.JSON}:
            found[f"--format {self.form}"] = "FollowTheMoney is written as jsonl or json"
        if self.form is Format.GEOJSON and (speech or self.unit is not Unit.CASES):
            found["--format geojson"] = "a map shows cases: overreach export cases --format geojson"
        if self.form is Format.PARQUET and not self.to:
            found["--format parquet"] = "name a file with --to"
        if self.choice.in_custody and self.unit not in {Unit.CASES, Unit.PERSONS}:
            found["--in-custody"] = "only cases and persons can be asked for who is in custody"
        return found


@contextmanager
def _file(path: Path) -> Iterator[BinaryIO]:
    """A new file that only its owner may read; it stands under its name when it is whole."""
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as sink:
            yield sink
        part.replace(path)
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be written") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _text(sink: BinaryIO) -> Iterator[TextIO]:
    words = TextIOWrapper(sink, encoding="utf-8", newline="")
    yield words
    words.flush()
    words.detach()
