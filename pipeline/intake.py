"""Articles from JSON Lines files: each line is checked, and a bad one spoils no other."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from pipeline.articles.identity import canonical_url, storable, text_sha256
from pipeline.domain import Article, ArticleState, Document, Label
from pipeline.errors import InputError

FEED_ID = "file"
"""The feed that articles from files are said to come from."""


def _language_only(value: object) -> object:
    """`zh-Hans` and `pt_BR` are read as their language, `tl` as Filipino."""
    if not isinstance(value, str):
        return value
    code = re.split("[-_]", value.strip().lower())[0]
    return {"tl": "fil", "no": "nb", "iw": "he", "in": "id"}.get(code, code) or None


def _whole_dates_only(value: object) -> object:
    """A year or a month alone is no time of publication: unknown."""
    return None if isinstance(value, str) and re.fullmatch(r"\s*|\d{4}(-\d{1,2})?", value) else value


Words = Annotated[str, AfterValidator(storable)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: Words = Field(min_length=1, max_length=200)
    title: Words = ""
    text: Words = ""
    url: Words | None = None
    language: Annotated[str | None, BeforeValidator(_language_only)] = Field(
        None, max_length=8, validation_alias=AliasChoices("language", "lang")
    )
    published: Annotated[datetime | date | None, BeforeValidator(_whole_dates_only)] = Field(
        None, validation_alias=AliasChoices("published", "date")
    )


class _Labelled(_Line):
    label: Label


@dataclass(frozen=True, slots=True)
class Item:
    """A readable line: what an article needs, and all the line held (labels too) in `data`."""

    id: str
    title: str
    text: str
    url: str | None
    language: str | None
    published: datetime | None
    data: dict[str, Any]


@dataclass(slots=True)
class Read:
    """The lines of a file: those that could be read, and one error for each that could not."""

    items: list[Item] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)


def read(name: str, *, labelled: bool = False) -> Read:
    """Read a JSON Lines file, `-` being standard input. Raises InputError where it cannot be opened."""
    found = Read()
    seen: set[str] = set()
    for number, line in _lines(name):
        where = f"{name}: line {number}"
        try:
            item = _item(line, labelled=labelled)
            if item.id in seen:
                raise InputError(where, f"id {item.id!r} is used twice")
            seen.add(item.id)
            found.items.append(item)
        except InputError as error:
            found.errors.append(error)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            key = ".".join(map(str, first["loc"])) or "line"
            found.errors.append(InputError(where, f"{key}: {first['msg']}"))
        except ValueError as error:
            found.errors.append(InputError(where, f"no JSON object ({error})"))
    return found


def _lines(name: str) -> Iterator[tuple[int, str]]:
    try:
        with (
            nullcontext(sys.stdin)
            if name == "-"
            else Path(name).open(encoding="utf-8", errors="replace") as file
        ):
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise InputError(name, error.strerror or "cannot be read") from error


def _item(line: str, *, labelled: bool) -> Item:
    data = json.loads(line)
    if not isinstance(data, dict):
        raise ValueError("the line holds no object")
    shape = (_Labelled if labelled else _Line).model_validate(data)
    if not (shape.title.strip() or shape.text.strip()):
        raise ValueError("title and text are both empty")
    return Item(
        id=shape.id, title=shape.title, text=shape.text, url=shape.url, language=shape.language,
        published=_time(shape.published), data=data,
    )  # fmt: skip


def _time(value: datetime | date | None) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def document_of(item: Item) -> Document:
    return Document(
        id=item.id, title=item.title, text=item.text, language=item.language, published=item.published
    )


def article_of(item: Item, *, silent: bool, now: datetime) -> Article:
    """The same address or id a second time is the same article."""
    name = canonical_url(item.url) if item.url else f"{FEED_ID}:{item.id}"
    return Article(
        id=item.id, feed_id=FEED_ID, identity=hashlib.sha256(name.encode()).hexdigest(), url=item.url,
        title=item.title, text=item.text, language=item.language, published=item.published, first_seen=now,
        text_sha256=text_sha256(item.text), silent=silent, state=ArticleState.EXTRACTED,
    )  # fmt: skip
