"""What was read before, kept on disk between runs: the articles of documents, and what the model said of sentences.

A rule that changes changes neither, so a run after it need not load the model, cut out pages or guess languages again.
Keys are digests of all that a value was made from and with; values are JSON. The file is bounded: where it is full,
what came first goes first. A cache that fails costs nothing but time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from extractor.errors import UsageError

FORM = 1  # of the table below; a cache of another form is begun anew
MEGABYTES = 512  # of values; a thousand articles take about three
FREED = 0.1  # of the room, each time it is full

_TABLE = """
CREATE TABLE IF NOT EXISTS entries (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value TEXT NOT NULL)
"""


def key_of(*parts: str) -> bytes:
    """A key that depends on the parts and on nothing else."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()


class Cache:
    """Values by key in an SQLite file, which several processes may share. Raises UsageError where it is none."""

    def __init__(self, path: Path, *, megabytes: float = MEGABYTES) -> None:
        self._room = int(megabytes * 1_000_000)
        try:
            self._connection: sqlite3.Connection | None = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._prepare(self._connection)
        except sqlite3.Error as error:
            raise UsageError(f"{path}: {error}: no cache can be kept there: delete it, or name another file") from error

    def get(self, key: bytes) -> str | None:
        """The value of a key; None where there is none."""
        if self._connection is None:
            return None
        try:
            found = self._connection.execute("SELECT value FROM entries WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self.close()
            return None
        return None if found is None else str(found[0])

    def put(self, key: bytes, value: str) -> None:
        """Keep a value; the oldest ones go where there is no more room."""
        if self._connection is None:
            return
        try:
            self._connection.execute("INSERT OR REPLACE INTO entries (key, value) VALUES (?, ?)", (key, value))
            self._size += len(value)
            if self._size > self._room:
                self._free(self._connection)
        except sqlite3.Error:
            self.close()

    def close(self) -> None:
        """Let go of the file; from here on nothing is found and nothing kept."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        if form != FORM:
            connection.execute("DROP TABLE IF EXISTS entries")
            connection.execute(f"PRAGMA user_version = {FORM}")
        connection.execute(_TABLE)
        connection.execute("COMMIT")
        self._size = self._measured(connection)

    def _measured(self, connection: sqlite3.Connection) -> int:
        return int(connection.execute("SELECT coalesce(sum(length(value)), 0) FROM entries").fetchone()[0])

    def _free(self, connection: sqlite3.Connection) -> None:
        self._size = self._measured(connection)  # others write here too
        rows = connection.execute("SELECT number, length(value) FROM entries ORDER BY number")
        surplus, last = self._size - (1 - FREED) * self._room, 0
        for number, length in rows:
            if surplus <= 0:
                break
            surplus, last = surplus - length, number
        connection.execute("DELETE FROM entries WHERE number <= ?", (last,))
        self._size = self._measured(connection)
