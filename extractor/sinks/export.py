"""Tables as files in a folder, the tables of a database that holds this run and nothing else.

The records go through such a database, so the files mean what its tables mean: an article given twice is there once,
a text that was replaced is marked, what the tables refuse is in quarantine. Rows are in order of their keys, whatever
the order of the input.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from extractor.errors import SinkError
from extractor.model.record import Record
from extractor.sinks.database import database_url
from extractor.sinks.sql import SqlSink

BATCH = 500  # records a transaction: nobody waits for this database

WriteFiles = Callable[[SqlSink, Path], None]
"""Writes the tables of the database into the folder, as files or folders that replace those of the same name."""


class ExportSink:
    """Writes files into `folder`, all of them when the context is left without an error.

    The folder is made, its parent is not; other files in it stay. `form` is told in messages. Raises SinkError.
    """

    def __init__(
        self,
        folder: Path,
        form: str,
        write_files: WriteFiles,
        *,
        inputs: Sequence[str] = (),
        run_id: str | None = None,
        on_refusal: Callable[[str], None] | None = None,
    ) -> None:
        self._folder = folder
        self._part = folder / f".{os.getpid()}.part"
        self._write_files = write_files
        self._place = f"{form}:{folder}"
        self._sink = SqlSink(
            database_url(str(self._part / "tables.db")),
            inputs=inputs,
            run_id=run_id,
            place=self._place,
            batch=BATCH,
            on_refusal=on_refusal,
        )
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack, _refusals(self._place):
            if not self._folder.exists():
                self._folder.mkdir()
                stack.callback(_remove_if_empty, self._folder)
            # a killed run leaves its folder, and in containers the same process number comes again
            shutil.rmtree(self._part, ignore_errors=True)
            self._part.mkdir()
            stack.callback(shutil.rmtree, self._part)
            stack.enter_context(self._sink)
            self._stack = stack.pop_all()
        return self

    def write(self, record: Record) -> None:
        """Take the record; raises SinkError."""
        self._sink.write(record)

    def refuse(self, line: bytes, place: str, reason: str) -> None:
        """Take a line that is no record; raises SinkError."""
        self._sink.refuse(line, place, reason)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack, _refusals(self._place):
            if kind is None:
                self._publish()

    def _publish(self) -> None:
        new = self._part / "new"
        new.mkdir()
        self._sink.flush()
        self._write_files(self._sink, new)
        for path in sorted(new.iterdir()):
            old = self._folder / path.name
            if path.is_dir() and old.is_dir():  # a folder takes the place of an empty one only
                os.replace(old, self._part / path.name)
            os.replace(path, old)


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


@contextmanager
def _refusals(place: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SinkError(f"{place}: {error.strerror or error}") from error
