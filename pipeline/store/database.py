"""Opening the database: engines for SQLite and PostgreSQL, migrations, and errors in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from pipeline.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "overreach_version"
"""Not Airflow's `alembic_version`, so that both may live in one database."""


class Database:
    """Connections to one database. `reading()` and `writing()` give a connection inside a transaction."""

    def __init__(self, url: str) -> None:
        """Prepare, without connecting. Raises StoreError for an address that is no database URL."""
        try:
            parsed = make_url(url)
            self.shown = parsed.render_as_string(hide_password=True)
            if parsed.get_backend_name() == "sqlite" and parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine: Engine = create_engine(parsed, poolclass=NullPool)
        except (ArgumentError, NoSuchModuleError, OSError) as error:
            raise StoreError(f"OVERREACH_DATABASE_URL is not usable: {type(error).__name__}") from error
        if self.is_sqlite:
            _tame_sqlite(self.engine)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._said(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that takes SQLite's write lock at its start, so that it never fails half-way."""
        with self._said(), self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    @contextmanager
    def kept(self) -> Iterator[Connection]:
        """A connection for many writing transactions, one after the other: opening one takes longer than linking."""
        with self._said(), self.engine.execution_options(writes=True).connect() as connection:
            yield connection

    def insert_new(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
        """Insert a row unless it is there already, by any of its keys. Whether it was new."""
        dialect = sqlite if self.is_sqlite else postgresql
        statement = dialect.insert(table).values(row).on_conflict_do_nothing().returning(*table.primary_key)
        return connection.execute(statement).first() is not None

    def upgrade(self) -> None:
        """Bring the tables to this version's. Raises StoreError."""
        with self.migrating() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('overreach-upgrade'))"))
            command.upgrade(_alembic(connection), "head")

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A transaction in which SQLite lets a table be made anew while others refer to it; checked at its end."""
        options = {"writes": True, "unchecked": True}
        with self._said(), self.engine.execution_options(**options).begin() as connection:
            yield connection
            if self.is_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                raise StoreError(f"{self.shown}: the upgrade would break references of {broken[0]}")

    def check(self) -> None:
        """Raise StoreError where the database is out of reach or its tables are of another version."""
        with self.reading() as connection:
            context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
            found = context.get_current_revision()
        wanted = ScriptDirectory(str(MIGRATIONS)).get_current_head()
        if found != wanted:
            raise StoreError(
                f"{self.shown} is at version {found or 'none'}, not {wanted}; run: overreach db upgrade"
            )

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if error.connection_invalidated or "Operational" in type(error).__name__:
                reason = str(error.orig).strip().splitlines()[0] if error.orig else "no answer"
                raise StoreError(f"{self.shown}: {reason}; is the database running?") from error
            raise
        except SQLAlchemyError as error:
            raise StoreError(f"{self.shown}: {type(error).__name__}") from error


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _tame_sqlite(engine: Engine) -> None:
    """WAL and waiting for locks; transactions begin as the `writes` option says."""

    @event.listens_for(engine, "connect")
    def _pragmas(raw: Any, _record: object) -> None:
        raw.isolation_level = None
        for pragma in ("journal_mode=WAL", "busy_timeout=30000", "foreign_keys=ON", "synchronous=NORMAL"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(
            "unchecked", False
        ):  # has no effect inside a transaction (sqlite.org/foreignkeys.html)
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        writes = options.get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
