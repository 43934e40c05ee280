"""What is done, kept on disk while a run goes on: an SQLite file beside the manifest.

It is a memory of outcomes by what they were made from: the bytes of a document, its name, what lies beside it, and a
stamp of code, model and knowledge. So a run that was killed goes on where it was, a second run over the same input
reads nothing anew, and whatever changed is read again. Failures that another try may mend are not remembered. A run
that ends well drops what it did not need.
"""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extractor.errors import SinkError, SourceError, UsageError

if TYPE_CHECKING:
    from extractor.batch.line import Answer
    from extractor.batch.messages import Outcome

TRIED_AGAIN = frozenset({"timeout", "memory", "crashed", "unreadable", "no_reader"})
"""Failures of the machine, not of the document."""
FORM = 2  # of the tables below; a journal of another form is begun anew

_TABLES = """
CREATE TABLE IF NOT EXISTS outcomes (
    key TEXT PRIMARY KEY, reason TEXT, source TEXT NOT NULL, outcome BLOB NOT NULL, seconds REAL NOT NULL,
    run INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seals (line TEXT NOT NULL)
"""


class Journal:
    """Outcomes by key. One run at a time has it; raises UsageError where another one does, SinkError for a refusal."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        self._path = path
        self._resume = resume

    def __enter__(self) -> Self:
        try:
            self._connection = sqlite3.connect(self._path, isolation_level=None, timeout=1)
            self._prepare()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise UsageError(
                    f"{self._path}: another run is writing here: wait for it, or write elsewhere"
                ) from error
            raise SinkError(f"{self._path}: {error}") from error
        except sqlite3.DatabaseError as error:
            raise SinkError(f"{self._path}: {error}: delete it, or write elsewhere") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def known(self, key: str) -> tuple[Outcome, float] | None:
        """Outcome and seconds of a document; None where it is to be read."""
        found = self._connection.execute(
            "UPDATE outcomes SET run = ? WHERE key = ? RETURNING reason, source, outcome, seconds", (self._run, key)
        ).fetchone()
        if found is None:
            return None
        reason, source, outcome, seconds = found
        words = zlib.decompress(outcome).decode("utf-8")
        return (SourceError(source, reason, words) if reason else words), seconds

    def keep(self, answer: Answer) -> None:
        """Remember an answer; from here on it survives whatever ends this process."""
        outcome = answer.outcome
        if answer.reused or not answer.key:
            return
        reason, source, words = None, "", outcome
        if isinstance(outcome, SourceError):
            if outcome.reason in TRIED_AGAIN:
                return
            reason, source, words = outcome.reason, outcome.source, outcome.detail
        packed = zlib.compress(str(words).encode("utf-8", "backslashreplace"))
        try:
            self._connection.execute(
                "INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?)",
                (answer.key, reason, source, packed, answer.seconds, self._run),
            )
        except sqlite3.Error as error:
            raise SinkError(f"{self._path}: {error}") from error

    def count(self) -> int:
        """Outcomes kept."""
        return int(self._connection.execute("SELECT count(*) FROM outcomes").fetchone()[0])

    def finish(self, seal: str | None) -> None:
        """Drop what this run did not need: it was about other documents, or made with another program."""
        self._connection.execute("DELETE FROM outcomes WHERE run <> ?", (self._run,))
        self._connection.execute("DELETE FROM seals")
        if seal is not None:
            self._connection.execute("INSERT INTO seals VALUES (?)", (seal,))

    def seal(self) -> str | None:
        """What the last run that was finished left here."""
        found = self._connection.execute("SELECT line FROM seals").fetchone()
        return None if found is None else str(found[0])

    def _prepare(self) -> None:
        run = self._connection.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL").fetchone()
        run("PRAGMA synchronous = NORMAL")
        run("BEGIN IMMEDIATE")
        (form,) = run("PRAGMA user_version").fetchone()
        if form != FORM or not self._resume:
            run("DROP TABLE IF EXISTS outcomes")
            run("DROP TABLE IF EXISTS seals")
            run(f"PRAGMA user_version = {FORM}")
        for table in _TABLES.split(";"):
            run(table)
        (last,) = run("SELECT coalesce(max(run), 0) FROM outcomes").fetchone()
        run("COMMIT")
        self._run = last + 1
