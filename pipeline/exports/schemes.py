"""Rows in the columns and words of another monitor, as its vocabulary tells. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.domain import Case, Incident, NamePolicy, Verification
from pipeline.domain.names import covered_name
from pipeline.exports.choice import Choice, Count, unnamed
from pipeline.exports.columns import Kind, Shape
from pipeline.exports.geojson import Points
from pipeline.exports.rows import Row
from pipeline.exports.values import Cell, Subject, Value, When, cells, when
from pipeline.exports.vocabularies import ColumnRecord, Of, Vocabulary

OURS = (Value.UNIT, Value.TLP)
"""Columns of ours that end every row: which of the four it is, and to whom it may be handed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """How one export speaks: the vocabulary, how much of a name it shows, and where countries are."""

    vocabulary: Vocabulary
    names: NamePolicy = NamePolicy.INITIALS
    points: Points = field(default_factory=dict)
    choice: Choice = field(default_factory=Choice)

    @property
    def columns(self) -> dict[str, Shape]:
        return dict.fromkeys([*(column.name for column in self.vocabulary.columns), *OURS], Kind.TEXT)

    def rows(self, cases: Iterable[Case], count: Count) -> Iterator[Row]:
        """The rows of cases. Dismissed cases, and rows without what the scheme needs, are left out and counted."""
        for case in cases:
            count.unnamed += unnamed(case) if self.vocabulary.rows == "persons" else 0
            for subject in self._subjects(case):
                row = None if case.verification is Verification.DISMISSED else self.row(subject)
                if row is None:
                    count.left_out += 1
                else:
                    yield row

    def row(self, subject: Subject) -> Row | None:
        """One row as texts; None without a cell that the scheme needs."""
        row: Row = {}
        for column in self.vocabulary.columns:
            row[column.name] = self._cell(column, subject)
            if column.needed and not row[column.name]:
                return None
        return row | {value.value: self._joined(cells(value, subject), value) for value in OURS}

    def term(self, of: Of, key: str, column: str) -> str | None:
        """What the vocabulary calls a member of one of our sets, in one of its columns."""
        return (self.vocabulary.terms.get(of, {}).get(key) or {}).get(column)

    def _subjects(self, case: Case) -> Iterator[Subject]:
        if self.vocabulary.rows == "incidents":
            for incident in filter(self.choice.takes, case.incidents):
                yield Subject(case=case, incident=incident, names=self.names, points=self.points)
        elif self.vocabulary.rows == "persons":
            for person in case.persons:
                if self.vocabulary.terms[Of.ROLE].get(person.role.value):
                    yield Subject(case=case, person=person, names=self.names, points=self.points)
        else:
            yield Subject(case=case, names=self.names, points=self.points)

    def _cell(self, column: ColumnRecord, subject: Subject) -> str:
        if column.fixed:
            return column.fixed
        if column.value:
            found = cells(column.value, subject)
        elif column.term:
            found = _taken(column, self._terms(column, column.term, subject))
        else:
            found = _taken(column, _dates(subject.incidents, column))
        return self._joined(found, column.value) or column.otherwise

    def _terms(self, column: ColumnRecord, of: Of, subject: Subject) -> list[Cell]:
        if of is Of.ROLE and not subject.person:
            return self._names(column.name, subject)
        found = (self.term(of, key, column.name) for key in _keys(of, subject))
        return list(dict.fromkeys(term for term in found if term))

    def _names(self, column: str, subject: Subject) -> list[Cell]:
        """Who has a role of this column; two of the same initials are two."""
        persons = subject.case.persons
        return [covered_name(p, self.names) for p in persons if self.term(Of.ROLE, p.role.value, column)]

    def _joined(self, found: Sequence[Cell], value: Value | None) -> str:
        """Cells as one text; the sign that parts them may not stand in one of them."""
        join = self.vocabulary.join
        texts = [self._text(cell) for cell in found]
        if join == "|" and value is not Value.POINT:
            texts = [text.replace(join, "/") for text in texts]
        return join.join(texts)

    def _text(self, cell: Cell) -> str:
        if isinstance(cell, str):
            return cell
        return cell.words() if self.vocabulary.dates == "words" else cell.iso()


def _taken(column: ColumnRecord, found: list[Cell]) -> list[Cell]:
    return {"first": found[:1], "last": found[-1:], "all": found}[column.take]


def _dates(incidents: Sequence[Incident], column: ColumnRecord) -> list[Cell]:
    known: list[When | None] = [when(i) for i in incidents if i.stage in column.date_of]
    return [date for date in known if date]


def _keys(of: Of, subject: Subject) -> list[str]:
    """Our values of one set, in the order of time where they have one."""
    case, person = subject.case, subject.person
    found: dict[Of, list[str]] = {
        Of.STAGE: [incident.stage.value for incident in subject.incidents],
        Of.TARGET: [target.value for target in case.targets],
        Of.ROLE: [person.role.value] if person else [],
        Of.GENDER: [person.gender.value] if person else [],
        Of.COMPLAINANT: [case.complainant.value],
        Of.PRIVACY: [measure.value for measure in case.privacy],
        Of.VERIFICATION: [case.verification.value],
        Of.LANGUAGE: [s.language for i in subject.incidents for s in i.sources if s.language],
    }
    return found[of]
