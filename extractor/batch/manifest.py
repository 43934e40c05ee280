"""The manifest: one row for every input, whatever became of it, as JSON Lines beside the output.

path       as `article.source` in records: relative to the input root, with the place inside an archive
digest     SHA-256 of the document's bytes, as unpacked; null where it could not be opened
status     ok, duplicate (a record too, with `duplicate_of`), skipped or failed
reason     code; null where ok
detail     one sentence for people; null where ok
seconds    that reading and extracting took, in this run or in the one whose outcome was taken over
record_id  `article_id` of the record; null where there is none
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from extractor.errors import SinkError

Status = Literal["ok", "duplicate", "skipped", "failed"]
STATUSES: tuple[Status, ...] = ("ok", "duplicate", "skipped", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of one input."""

    path: str
    digest: str | None
    status: Status
    reason: str | None
    detail: str | None
    seconds: float
    record_id: str | None

    def line(self) -> str:
        """One line of JSON."""
        return json.dumps({**asdict(self), "seconds": round(self.seconds, 3)}, ensure_ascii=False)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a manifest that was published."""
    with path.open(encoding="utf-8") as lines:
        yield from (Row(**json.loads(line)) for line in lines)


Counts = Counter[tuple[Status, str]]
"""How many rows, by status and reason."""


def as_table(counts: Counts) -> str:
    """The counts as lines for people, in the order of the statuses, the most frequent reason first."""
    order = sorted(counts, key=lambda key: (STATUSES.index(key[0]), -counts[key], key[1]))
    rows = [
        ("status", "reason", "count"),
        *((status, reason, f"{counts[status, reason]:,}") for status, reason in order),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(f"{s:<{widths[0]}}  {r:<{widths[1]}}  {c:>{widths[2]}}".rstrip() for s, r, c in rows)


class Manifest:
    """Rows into a file that appears, or replaces the old one, when `publish` is called. Raises SinkError."""

    def __init__(self, path: Path) -> None:
        self._path = Path(os.path.realpath(path))
        self._name = str(path)
        self._part = self._path.with_name(f".{self._path.name}.part")  # one name: the journal lets one run in at a time

    def __enter__(self) -> Self:
        try:
            self._file = open(self._part, "w", encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            raise SinkError(f"{self._name}: {error.strerror or error}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)

    def add(self, row: Row) -> None:
        """Write one row."""
        try:
            self._file.write(row.line() + "\n")
        except OSError as error:
            raise SinkError(f"{self._name}: {error.strerror or error}") from error

    def publish(self) -> None:
        """Let the file appear."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            os.replace(self._part, self._path)
        except OSError as error:
            raise SinkError(f"{self._name}: {error.strerror or error}") from error
