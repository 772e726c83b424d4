"""The encrypted SQLite engine: `ENGINE = "palpate.clinic.database.sqlcipher"`.

``OPTIONS["keyring"]`` holds the `Keyring`; everything else is set here, because every value was
chosen by measurement (docs/adr/0010-two-database-engines.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3.base import register_functions  # type: ignore[attr-defined]

from palpate.clinic.database.folder import make_once
from palpate.clinic.database.gate import PATIENCE, GateClosed, WriteGate
from palpate.clinic.database.key import Keyring
from palpate.clinic.database.sqlcipher.adapters import register_types
from palpate.clinic.database.sqlcipher.creation import DatabaseCreation
from palpate.clinic.database.sqlcipher.operations import DatabaseOperations
from palpate.clinic.database.sqlcipher.schema import DatabaseSchemaEditor

if TYPE_CHECKING:
    # The same interface; the encrypted one carries no types.
    from sqlite3 import dbapi2 as Database
else:
    from sqlcipher3 import dbapi2 as Database

register_types(Database)

OLDEST: Final = (3, 51, 3)
"""Older releases can lose committed rows when two processes reset the write-ahead log."""

PRAGMAS: Final = (
    "synchronous = FULL",
    "cache_size = -20000",
    "foreign_keys = ON",
    "legacy_alter_table = OFF",
    "temp_store = MEMORY",
    "journal_size_limit = 67108864",
)

_WRITES: Final = re.compile(
    r"\s*(insert|update|delete|replace|create|drop|alter|reindex|vacuum(?!\s+into)"
    r"|pragma\s+optimize)\b",
    re.I,
)


def refuse_old(version: tuple[int, ...]) -> None:
    """Refuse a SQLite that can corrupt a database with several processes."""
    if version < OLDEST:
        told, least = (".".join(map(str, numbers)) for numbers in (version, OLDEST))
        raise ImproperlyConfigured(
            f"SQLCipher is built on SQLite {told}, which can lose rows when several processes"
            f" write. Install sqlcipher3 with SQLite {least} or newer."
        )


def _is_plain(path: str | Path) -> bool:
    """Say whether a file is a SQLite database without encryption; SQLite alone may open it."""
    connection = Database.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Database.DatabaseError:
        return False
    finally:
        connection.close()
    return True


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """A connection to an encrypted file, with a gate in front of everything that writes."""

    display_name = "SQLCipher"
    Database = Database
    SchemaEditorClass = DatabaseSchemaEditor
    ops_class = DatabaseOperations
    creation_class = DatabaseCreation
    transaction_mode: str | None
    init_commands: list[str]

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self.gate: WriteGate | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Return what `connect` needs; the keyring travels beside it."""
        params: dict[str, Any] = super().get_connection_params()
        params.setdefault("timeout", PATIENCE)
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        if not isinstance(params.get("keyring"), Keyring):
            raise ImproperlyConfigured(f"The database {self.alias!r} needs a keyring in OPTIONS.")
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file with its key and set it up."""
        refuse_old(Database.sqlite_version_info)
        params = dict(conn_params)
        keyring: Keyring = params.pop("keyring")
        secret = "" if self.is_in_memory_db() else self._prepare(keyring, params)
        connection = Database.connect(**params)
        try:
            if secret:
                self._unlock(connection, secret)
            self._set_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, keyring: Keyring, params: dict[str, Any]) -> str:
        """Find the key before the file is made, and make the file for its owner alone."""
        secret = keyring.subkey("database").hex()
        path = Path(params["database"]).absolute()
        self.gate = WriteGate(path.with_name(f"{path.name}.gate"), params["timeout"])
        if not path.exists():
            make_once(path, b"")  # SQLite itself would make it as open as the umask allows
        return secret

    def _unlock(self, connection: Any, secret: str) -> None:
        """Give the key and check that it fits."""
        connection.execute(f"PRAGMA key = \"x'{secret}'\"")
        connection.execute("PRAGMA cipher_memory_security = OFF")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except Database.DatabaseError as error:
            raise Database.DatabaseError(self._wrong_key(error)) from error

    def _set_up(self, connection: Any) -> None:
        """Choose durability over speed; temporary tables never reach the disk."""
        register_functions(connection)
        self._use_write_ahead_log(connection)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        for command in self.init_commands:
            connection.execute(command)

    def _use_write_ahead_log(self, connection: Any) -> None:
        """Turn the log on once; two processes at their first start must not collide here."""
        if self.gate is None or connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            return
        self.enter_gate()
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            self.gate.leave()

    def _wrong_key(self, error: Exception) -> str:
        """Say what is the matter with a file that does not open."""
        name = self.settings_dict["NAME"]
        if "not a database" not in str(error):
            return f"The database {name} cannot be opened: {error}."
        if _is_plain(name):
            return f"{name} is a SQLite database without encryption. Import it; do not open it."
        return (
            f"The key does not open the database {name}: it is the key of another record, or the"
            " file is damaged. Set the right key, or restore a backup. Nothing was changed."
        )

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor that knows the gate."""
        del name
        cursor = self.connection.cursor(factory=Cursor)
        cursor.owner = self
        return cursor

    @contextmanager
    def gated(self, query: str) -> Iterator[None]:
        """Hold the gate while a statement runs that writes as a transaction of its own."""
        gate = self.gate
        if gate is None or gate.held or not _WRITES.match(query) or self.connection.in_transaction:
            yield
            return
        self.enter_gate()
        try:
            yield
        finally:
            gate.leave()

    def _start_transaction_under_autocommit(self) -> None:
        self.enter_gate()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.leave_gate()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self.leave_gate()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.leave_gate()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.leave_gate()

    def enter_gate(self) -> None:
        """Wait until no other writer is inside; a file in memory has no gate."""
        if self.gate is None:
            return
        try:
            self.gate.enter()
        except GateClosed:
            raise Database.OperationalError(
                f"Another writer has held the database {self.settings_dict['NAME']} for too long."
                " Nothing was written. Try again; if it stays, look for a process that hangs."
            ) from None

    def leave_gate(self) -> None:
        """Let the next writer in."""
        if self.gate is not None:
            self.gate.leave()


class Cursor(Database.Cursor):
    """Django's parameter style, and the gate for statements outside a transaction."""

    owner: DatabaseWrapper
    _convert: Any = sqlite.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        with self.owner.gated(query):
            if params is None:
                return super().execute(query)
            names = list(params) if isinstance(params, Mapping) else None
            return super().execute(self._convert(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for every set of parameters."""
        rows = list(param_list)
        names = list(rows[0]) if rows and isinstance(rows[0], Mapping) else None
        with self.owner.gated(query):
            return super().executemany(self._convert(query, param_names=names), rows)
