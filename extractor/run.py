"""One run: what comes out of the articles goes to every place asked for, and is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from extractor.audit.table import Row, rows_of
from extractor.errors import SourceError, UsageError
from extractor.model.record import Record
from extractor.sinks import open_sink


@dataclass(kw_only=True)
class Summary:
    """What a run came to; `rows` holds the launches, for a table."""

    records: int = 0
    launches: int = 0
    failures: int = 0
    refused: int = 0
    rows: list[Row] = field(default_factory=list)

    def line(self) -> str:
        """The counts in one line. Every article becomes a record or a failure; an input that is none, a failure."""
        counts = (
            (self.records + self.failures, "article"),
            (self.records, "record"),
            (self.launches, "launch"),
            (self.failures, "failure"),
        )
        line = ", ".join(f"{number} {noun}{_plural(number, noun)}" for number, noun in counts)
        return f"{line}, {self.refused} refused by tables" if self.refused else line

    def count(self, record: Record) -> None:
        """Add a record."""
        self.records += 1
        self.launches += len(record.events)


def run_into(
    results: Iterable[Record | SourceError],
    targets: Sequence[str],
    inputs: Sequence[str],
    *,
    on_failure: Callable[[SourceError], None],
    on_refusal: Callable[[str], None],
    keep_rows: bool = False,
) -> Summary:
    """Write each record to all targets as it comes; hand failures on. `inputs` are what the run is told to have read.

    What a table refuses goes to the quarantine of its target and is told to `on_refusal`.

    Targets appear or change when all is done; a run without a single record changes none of them and raises UsageError.
    Raises SinkError, and what the results raise.
    """
    summary = Summary()

    def refused(reason: str) -> None:
        summary.refused += 1
        on_refusal(reason)

    with ExitStack() as stack:
        sinks = [stack.enter_context(open_sink(one, inputs=inputs, on_refusal=refused)) for one in targets]
        for result in results:
            if isinstance(result, SourceError):
                summary.failures += 1
                on_failure(result)
                continue
            for sink in sinks:
                sink.write(result)
            summary.count(result)
            if keep_rows:
                summary.rows.extend(rows_of(result))
        if not summary.records:
            raise UsageError(f"no record: {summary.line()}; nothing was written")
    return summary


def _plural(number: int, noun: str) -> str:
    return "" if number == 1 else "es" if noun.endswith("ch") else "s"
