"""Searches that people keep under a name."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select

from pipeline.domain import CaseQuery, SavedSearch, Stage, TargetType, Verification
from pipeline.errors import InputError
from pipeline.store.database import Database
from pipeline.store.tables import saved_searches

_NAME = re.compile(r"\w[\w .-]{0,58}\w|\w")
_CLOSED = {"stages": Stage, "targets": TargetType, "verification": Verification}
_DAYS = ("since", "until")


class SavedSearches:
    """Named queries, shared by all who use the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, name: str, query: CaseQuery, *, who: str, at: datetime) -> None:
        """Keep a query under a name; what stood there is replaced. Raises InputError for a name that is none."""
        if not _NAME.fullmatch(name):
            raise InputError("search", "a name has letters, digits, spaces, dots and dashes, at most 60")
        row = {"name": name, "query": _packed(query), "who": who, "at": at}
        with self._database.writing() as connection:
            connection.execute(delete(saved_searches).where(saved_searches.c.name == name))
            connection.execute(saved_searches.insert().values(row))

    def get(self, name: str) -> SavedSearch:
        """Raises InputError where nothing is kept under the name."""
        for saved in self.all():
            if saved.name == name:
                return saved
        raise InputError(f"search {name}", "there is none of this name; see `overreach search --list-saved`")

    def all(self) -> list[SavedSearch]:
        with self._database.reading() as connection:
            rows = connection.execute(select(saved_searches).order_by(saved_searches.c.name)).all()
        return [
            SavedSearch(name=row.name, query=_unpacked(row.query), who=row.who, at=row.at) for row in rows
        ]

    def forget(self, name: str) -> None:
        """Raises InputError where nothing is kept under the name."""
        self.get(name)
        with self._database.writing() as connection:
            connection.execute(delete(saved_searches).where(saved_searches.c.name == name))


def _packed(query: CaseQuery) -> dict[str, Any]:
    found = {key: value for key, value in asdict(query).items() if value not in ("", (), None, False)}
    if query.needs_review is False:
        found["needs_review"] = False
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in found.items()}


def _unpacked(kept: dict[str, Any]) -> CaseQuery:
    found: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()
    }
    for key, kind in _CLOSED.items():
        found[key] = tuple(kind(value) for value in found.get(key, ()))
    for key in _DAYS:
        found[key] = date.fromisoformat(found[key]) if key in found else None
    return CaseQuery(**found)
