"""Reads `config/vocabularies/*.yml`: how other monitors say what we say, and what is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from pipeline.domain import (
    Complainant,
    Confidence,
    Gender,
    PrivacyMeasure,
    Role,
    Stage,
    TargetType,
    Verification,
)
from pipeline.errors import ConfigError
from pipeline.exports.values import Value

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Scheme(StrEnum):
    """The vocabularies of the trade; each has a file of its name."""

    USPFT = "uspft"
    CPJ = "cpj"
    MMF = "mmf"
    SEAPA = "seapa"
    HURIDOCS = "huridocs"
    SDG16101 = "sdg16101"
    FTM = "ftm"
    UWAZI = "uwazi"


class Of(StrEnum):
    """Our sets that a vocabulary has terms for."""

    STAGE = "stage"
    TARGET = "target"
    ROLE = "role"
    GENDER = "gender"
    COMPLAINANT = "complainant"
    PRIVACY = "privacy"
    VERIFICATION = "verification"
    LANGUAGE = "language"


MEMBERS: Mapping[Of, type[StrEnum]] = {
    Of.STAGE: Stage, Of.TARGET: TargetType, Of.ROLE: Role, Of.GENDER: Gender,
    Of.COMPLAINANT: Complainant, Of.PRIVACY: PrivacyMeasure, Of.VERIFICATION: Verification,
}  # fmt: skip
WHOLE = (Of.STAGE, Of.TARGET, Of.ROLE)
"""Of these every member must be mapped, or said to be lost by null."""
Terms = dict[str, dict[str, str] | None]


class _Record(BaseModel):
    """An unknown key is an error, not a silent default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRecord(_Record):
    """Where the vocabulary is published, when a copy of that was read, and how sure the reading is."""

    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    says: Text
    checked_on: date
    confidence: Confidence


class ColumnRecord(_Record):
    """A column: a value of ours, a term of the vocabulary, the date of a stage, or always the same text.

    `take` chooses among the terms of several stages or targets: that of the last one that has any, of the first, or
    all. Where a row is no person, a column of roles holds the names of those whose role has a term for it. A row whose
    `needed` column is empty is left out, and counted.
    """

    name: Text
    value: Value | None = None
    term: Of | None = None
    date_of: list[Stage] = Field(default_factory=list)
    fixed: Text | None = None
    take: Literal["first", "last", "all"] = "last"
    otherwise: str = ""
    needed: bool = False

    @model_validator(mode="after")
    def _says_one_thing(self) -> ColumnRecord:
        if sum(map(bool, (self.value, self.term, self.date_of, self.fixed))) != 1:
            raise ValueError(f"column {self.name} wants one of value, term, date_of and fixed")
        return self


class Vocabulary(_Record):
    """One file. `lost` are plain lines of what cannot be said in it, `unverified` of what nobody could look up."""

    scheme: Scheme
    title: Text
    version: Text
    confidence: Confidence
    sources: list[SourceRecord] = Field(min_length=1)
    rows: Literal["cases", "persons", "incidents"]
    join: str = ", "
    dates: Literal["iso", "words"] = "iso"
    columns: list[ColumnRecord] = Field(min_length=1)
    terms: dict[Of, Terms]
    lost: list[Text] = Field(min_length=1)
    unverified: list[Text] = Field(default_factory=list)

    @model_validator(mode="after")
    def _fits_together(self) -> Vocabulary:
        for of, terms in self.terms.items():
            self._refuse_unknown(of, terms)
            if of in WHOLE and (absent := _members(of) - set(terms)):
                raise ValueError(f"terms.{of}: {', '.join(sorted(absent))} is neither mapped nor null")
        if missing := [of.value for of in WHOLE if of not in self.terms]:
            raise ValueError(f"terms: {', '.join(missing)} is wanted")
        return self

    def _refuse_unknown(self, of: Of, terms: Terms) -> None:
        if of is not Of.LANGUAGE and (unknown := set(terms) - _members(of)):
            raise ValueError(f"terms.{of}: there is no {', '.join(sorted(unknown))}")
        columns = {column.name for column in self.columns if column.term is of}
        for key, term in terms.items():
            if unknown := set(term or ()) - columns:
                raise ValueError(f"terms.{of}.{key}: {', '.join(sorted(unknown))} is no column of {of}")

    def losses(self) -> list[str]:
        """Plain lines of what cannot be said, those that the terms tell themselves included."""
        silent = [
            f"no term for the {of} {', '.join(key for key, term in self.terms[of].items() if not term)}"
            for of in WHOLE
            if not all(self.terms[of].values())
        ]
        return [*self.lost, *silent, *(f"not verified: {line}" for line in self.unverified)]


def _members(of: Of) -> set[str]:
    return {member.value for member in MEMBERS[of]}


def read_vocabulary(folder: Path, scheme: Scheme) -> Vocabulary:
    """`<scheme>.yml` of the folder. Raises ConfigError naming file and key."""
    path = folder / f"{scheme}.yml"
    try:
        found = Vocabulary.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except OSError as error:
        raise ConfigError(str(path), error.strerror or "cannot be read") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), str(getattr(error, "problem", error))) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "(whole file)"
        raise ConfigError(f"{path}: {key}", first["msg"]) from error
    if found.scheme is not scheme:
        raise ConfigError(f"{path}: scheme", f"{found.scheme} does not fit the file's name")
    return found
