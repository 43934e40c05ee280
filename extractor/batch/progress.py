"""How a run gets on, for who watches: a bar on a terminal, a line now and then elsewhere, JSON for machines.

Everything goes to stderr. Times are spans measured by a clock that only counts; no time of day enters anything.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from types import TracebackType
from typing import Any, Literal, Self

from extractor.batch.manifest import Counts, Row, Status, as_table

LINE_SECONDS = 10.0  # between two lines where nobody looks at a terminal

LogFormat = Literal["text", "json"]
Tell = Callable[[str], None]


@dataclass
class Pace:
    """How many are done and how fast; `count_all` gives None where the total cannot be told before all is read."""

    count_all: Callable[[], int | None]
    now: Callable[[], float] = time.monotonic
    done: int = 0
    failed: int = 0
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.now()

    @cached_property
    def total(self) -> int | None:
        """How many there are, counted when somebody asks."""
        return self.count_all()

    def count(self, row: Row) -> None:
        """Add a row."""
        self.done += 1
        self.failed += row.status == "failed"

    @property
    def per_second(self) -> float:
        """Inputs a second, from the beginning."""
        return self.done / max(self.now() - self.began, 1e-3)

    @property
    def seconds_left(self) -> float | None:
        """What the rest will take at this rate; None where nothing tells how much is left."""
        if self.total is None or not self.done:
            return None
        return max(0, self.total - self.done) / self.per_second


class Lines:
    """Words for people: failures as they happen, the pace now and then, the table at the end."""

    def __init__(self, tell: Tell, pace: Pace, named: frozenset[Status]) -> None:
        self._tell = tell
        self._pace = pace
        self._named = named
        self._told = pace.began

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def row(self, row: Row) -> None:
        """Name a failure; tell the pace if it is time."""
        self._pace.count(row)
        if row.status in self._named:
            self._tell(f"{row.status}: {' '.join(f'{row.path}: {row.reason}: {row.detail}'.split())}")
        if self._pace.now() - self._told >= LINE_SECONDS:
            self._told = self._pace.now()
            self._tell(_in_words(self._pace))

    def end(self, counts: Counts, line: str) -> None:
        """The table and the line."""
        if counts:
            self._tell(as_table(counts))
        self._tell(line)


class Bar(Lines):
    """The same on a terminal, with a bar in the place of lines about the pace."""

    def __init__(self, tell: Tell, pace: Pace, named: frozenset[Status], console: Any) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        super().__init__(tell, pace, named)
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True)

    def __enter__(self) -> Self:
        self._progress.start()
        self._bar = self._progress.add_task("reading", total=self._pace.total, pace="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def row(self, row: Row) -> None:
        """Move the bar; a failure is named above it."""
        self._told = self._pace.now()
        super().row(row)
        words = f"{self._pace.per_second:.1f}/s, {self._pace.failed} failed"
        self._progress.update(self._bar, completed=self._pace.done, pace=words)

    def end(self, counts: Counts, line: str) -> None:
        """The bar goes, the table stays."""
        self._progress.stop()
        super().end(counts, line)


class JsonLines(Lines):
    """The same as JSON, an object a line: `event` is that of a row that is named, progress or end."""

    def row(self, row: Row) -> None:
        """An object for what is no record, and for the pace if it is time."""
        self._pace.count(row)
        if row.status in self._named:
            self._say(event=row.status, path=row.path, reason=row.reason, detail=row.detail)
        if self._pace.now() - self._told >= LINE_SECONDS:
            self._told = self._pace.now()
            pace = self._pace
            left = None if pace.seconds_left is None else round(pace.seconds_left, 1)
            self._say(event="progress", done=pace.done, total=pace.total, failed=pace.failed,
                      per_second=round(pace.per_second, 2), seconds_left=left)  # fmt: skip

    def end(self, counts: Counts, line: str) -> None:
        """The counts."""
        rows = [
            {"status": status, "reason": reason or None, "count": n} for (status, reason), n in sorted(counts.items())
        ]
        self._say(event="end", counts=rows, summary=line)

    def _say(self, **fields: object) -> None:
        self._tell(json.dumps(fields))


def watch(
    form: LogFormat, tell: Tell, count_all: Callable[[], int | None], named: frozenset[Status], console: Any | None
) -> Lines:
    """Who watches: a bar on `console` if there is a terminal, else lines. Rows of the statuses in `named` are named."""
    pace = Pace(count_all)
    if form == "json":
        return JsonLines(tell, pace, named)
    return Bar(tell, pace, named, console) if console else Lines(tell, pace, named)


def _in_words(pace: Pace) -> str:
    of = "" if pace.total is None else f" of {pace.total}"
    left = "" if pace.seconds_left is None else f", about {pace.seconds_left:.0f} s left"
    return f"progress: {pace.done}{of} done, {pace.failed} failed, {pace.per_second:.1f}/s{left}"
