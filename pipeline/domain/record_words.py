"""The closed sets of the case record: misuse, fields that people set, what was done to a case."""

from __future__ import annotations

from enum import StrEnum

from pipeline.domain.vocabulary import Answer, Complainant, OffenceFamily, TargetType


class Axis(StrEnum):
    """The three questions that make a case one of misuse (DESIGN.md 6)."""

    LAW_INVOKED = "law_invoked"
    PROTECTED = "protected"
    WHO_COMPLAINED = "who_complained"


class Leaning(StrEnum):
    """How a question of misuse is answered; unclear is an answer."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class CaseField(StrEnum):
    """The fields of a case that a person may set in the machine's place."""

    COUNTRY = "country"
    PLACE = "place"
    FAMILY = "family"
    COMPLAINANT = "complainant"
    CROSS_BORDER = "cross_border"
    TARGETS = "targets"
    OUTLETS = "outlets"
    LAWS = "laws"
    LAW_INVOKED = "law_invoked"
    PROTECTED = "protected"
    WHO_COMPLAINED = "who_complained"
    TLP = "tlp"
    EXTERNAL_ID = "external_id"

    def checked(self, value: str) -> str:
        """The value as the field keeps it. Raises ValueError for one that it cannot have."""
        if self is CaseField.COUNTRY:
            if len(value) != 2 or not value.isalpha() or not value.isascii():
                raise ValueError(f"{value!r} is no ISO 3166-1 code such as NG")
            return value.upper()
        if self is CaseField.TLP:
            value = value.upper().removeprefix("TLP:")
        allowed = _ALLOWED.get(self)
        if not value or (allowed is not None and value not in allowed):
            raise ValueError(f"{value!r} is none of {', '.join(allowed or ['a text'])}")
        return value


class FactState(StrEnum):
    """Where a value of a field stands: found by the machine, judged by a person, or outranked by a person's value."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OBSOLETE = "obsolete"


class ChangeKind(StrEnum):
    """What was done to a case beside reporting and reviewing it."""

    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"
    NOTE = "note"
    FIELD = "field"


class LinkKind(StrEnum):
    """How an article came into its case: by a name, by likeness without one, as the first, or by a person."""

    NAMED = "named"
    NAMELESS = "nameless"
    OPENED = "opened"
    PERSON = "person"


TLP_MARKS = ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR")
"""The marks of the Traffic Light Protocol 2.0 (FIRST, 2022)."""
_ALLOWED: dict[CaseField, list[str]] = {
    CaseField.FAMILY: [one.value for one in OffenceFamily],
    CaseField.COMPLAINANT: [one.value for one in Complainant],
    CaseField.CROSS_BORDER: [one.value for one in Answer],
    CaseField.TARGETS: [one.value for one in TargetType],
    CaseField.LAW_INVOKED: [one.value for one in Leaning],
    CaseField.PROTECTED: [one.value for one in Leaning],
    CaseField.WHO_COMPLAINED: [one.value for one in Leaning],
    CaseField.TLP: list(TLP_MARKS),
}
