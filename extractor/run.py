"""One run: what comes out of the inputs goes to every place asked for, every input gets its row, and all is counted.

Places appear or change when all is done. Until then what is done is in the journal beside the manifest, so that a run
that ends early, however it ends, is gone on with by `resume`.
"""

from __future__ import annotations

import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.audit.table import Row as LaunchRow
from extractor.audit.table import rows_of
from extractor.batch.duplicates import Duplicates, First
from extractor.batch.journal import Journal, made_with
from extractor.batch.limits import Limits
from extractor.batch.line import Answer
from extractor.batch.manifest import Counts, Manifest, Row, Status
from extractor.batch.pool import MAY_HOLD_MANY, Pool
from extractor.errors import SinkError, SourceError, UsageError
from extractor.model.record import Record
from extractor.pipeline import Extractor, Settings
from extractor.sinks import Sink, open_sink
from extractor.sources import Input, list_inputs, usable_date

JOURNAL = ".journal"
MANIFEST = ".manifest.jsonl"


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a run is asked to do. `manifest` is beside the first place that is a file, unless it is named."""

    inputs: Sequence[str]
    targets: Sequence[str]
    settings: Settings = field(default_factory=Settings)
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    published: str | None = None
    manifest: Path | None = None
    resume: bool = False
    keep_rows: bool = False

    @property
    def manifest_path(self) -> Path | None:
        """Where the manifest goes; None where no place is a file and none is named."""
        if self.manifest is not None:
            return self.manifest
        files = (target.removeprefix("csv:") for target in self.targets if target != "-" and "://" not in target)
        first = next(files, None)
        return None if first is None else Path(first).with_suffix(MANIFEST)

    @property
    def journal_path(self) -> Path | None:
        """Where what is done is kept."""
        manifest = self.manifest_path
        return None if manifest is None else manifest.with_name(manifest.name.removesuffix(MANIFEST) + JOURNAL)


@dataclass(kw_only=True)
class Summary:
    """What a run came to; `rows` holds the launches, for a table."""

    counts: Counts = field(default_factory=Counts)
    launches: int = 0
    independent: int = 0
    reused: int = 0
    refused: int = 0
    rows: list[LaunchRow] = field(default_factory=list)

    @property
    def records(self) -> int:
        """Records made, those of copies counted."""
        return sum(n for (status, _), n in self.counts.items() if status in ("ok", "duplicate"))

    @property
    def failures(self) -> int:
        """Inputs that failed."""
        return sum(n for (status, _), n in self.counts.items() if status == "failed")

    def line(self) -> str:
        """The counts in one line. Every article becomes a record, is passed over, or fails."""
        skipped = self.counts.total() - self.records - self.failures
        counts = [(self.counts.total() - skipped, "article"), (self.records, "record"), (self.launches, "launch"),
                  (self.failures, "failure")]  # fmt: skip
        words = [f"{number} {noun}{_plural(number, noun)}" for number, noun in counts]
        words += [f"{skipped} skipped"] if skipped else []
        words += [f"{self.independent} independent"] if self.independent < self.records else []
        words += [f"{self.reused} not read anew"] if self.reused else []
        words += [f"{self.refused} refused by tables"] if self.refused else []
        return ", ".join(words)


def run(order: Order, on_row: Callable[[Row], None], on_refusal: Callable[[str], None] = lambda _: None) -> Summary:
    """Do what is asked; each row is handed on as it is made, in the order of the inputs.

    What a table refuses goes to the quarantine of its target and is told to `on_refusal`.

    A run without a single record changes no place but the manifest, and raises UsageError. Raises SinkError,
    ModelError, KnowledgeError, and UsageError where the order makes no sense.
    """
    published = usable_date(order.published)
    if order.resume and order.journal_path is None:
        raise UsageError("--resume: nothing is kept of a run to stdout alone: name a place with --out or --manifest")
    # a model that is not there is told before anything is read or written
    stamp = made_with(Extractor(order.settings).provenance)
    with ExitStack() as stack:
        places = stack.enter_context(ExitStack())
        counting = _Counting(order.keep_rows, on_refusal)
        sinks = [places.enter_context(_opened(target, order, counting.refused)) for target in order.targets]
        journal = stack.enter_context(Journal(order.journal_path, resume=order.resume)) if order.journal_path else None
        manifest = stack.enter_context(Manifest(order.manifest_path)) if order.manifest_path else None
        known = journal.known if journal else None
        pool = stack.enter_context(Pool(order.settings, order.workers, order.limits, stamp=stamp, known=known))
        for answer in pool.answers(stack.enter_context(_tasks(order)), published=published):
            if journal:
                journal.keep(answer)
            record, row = counting.taken(answer)
            _write(record, order.targets, sinks)
            if manifest:
                manifest.add(row)
            on_row(row)
        if counting.summary.records:
            places.close()
        if manifest:
            manifest.publish()
        counting.end()
        if journal:
            journal.finish()
    return counting.summary


def _write(record: Record | None, targets: Sequence[str], sinks: Sequence[Sink]) -> None:
    for target, sink in zip(targets, sinks, strict=True):
        if record and not (_is_copy_under_one_id(record) and _holds_tables(target)):
            sink.write(record)


def kept(order: Order) -> int:
    """Outcomes that an interrupted run left for `resume`; 0 where nothing is kept."""
    path = order.journal_path
    if path is None or not path.is_file():
        return 0
    try:
        with Journal(path, resume=True) as journal:
            return journal.count()
    except (UsageError, SinkError):  # interrupted while it was made: nothing is in it, and this process may hold it
        return 0


def total(order: Order) -> int | None:
    """How many inputs there are; None where only reading tells, because one of them may hold many articles."""
    number = 0
    for item in list_inputs(order.inputs):
        if isinstance(item, Input) and item.kind in MAY_HOLD_MANY:
            return None
        number += 1
    return number


class _Counting:
    """Answers to records and rows, copies marked, everything counted."""

    def __init__(self, keep_rows: bool, on_refusal: Callable[[str], None]) -> None:
        self.summary = Summary()
        self._on_refusal = on_refusal
        self._keep_rows = keep_rows
        self._copies = Duplicates()

    def refused(self, reason: str) -> None:
        """Count a record that a table refused, and tell of it."""
        self.summary.refused += 1
        self._on_refusal(reason)

    def end(self) -> None:
        """Raise UsageError where there was no record at all."""
        if not self.summary.records:
            raise UsageError(f"no record: {self.summary.line()}; no place was changed")

    def taken(self, answer: Answer) -> tuple[Record | None, Row]:
        """The record of an answer, where it has one, and its row."""
        record = None if isinstance(answer.outcome, SourceError) else Record.model_validate_json(answer.outcome)
        first = self._copies.first_of(record) if record else None
        if record and first:
            article = record.article.model_copy(update={"duplicate_of": first.article_id})
            record = record.model_copy(update={"article": article})
        row = _row(answer, record, first)
        self.summary.counts[row.status, row.reason or ""] += 1
        self.summary.reused += answer.reused
        self.summary.independent = self._copies.clusters
        if record:
            self.summary.launches += len(record.events)
            self.summary.rows.extend(rows_of(record) if self._keep_rows else ())
        return record, row


def _row(answer: Answer, record: Record | None, first: First | None) -> Row:
    status: Status = "ok"
    reason = detail = None
    if isinstance(answer.outcome, SourceError):
        status = "skipped" if answer.outcome.is_skip else "failed"
        reason, detail = answer.outcome.reason, answer.outcome.detail
    elif record and first:
        status, detail = "duplicate", f"of {first.source}"
        reason = "exact_copy" if first.text_sha256 == record.article.text_sha256 else "near_copy"
    return Row(
        path=record.article.source if record else answer.source,
        digest=answer.digest,
        status=status,
        reason=reason,
        detail=detail,
        seconds=answer.seconds,
        record_id=record.article.article_id if record else None,
    )


def _opened(target: str, order: Order, on_refusal: Callable[[str], None]) -> Sink:
    _sweep(target)
    return open_sink(target, inputs=order.inputs, on_refusal=on_refusal)


def _is_copy_under_one_id(record: Record) -> bool:
    """The same text under the same address, or both without one: one article, come across twice."""
    return record.article.duplicate_of == record.article.article_id


def _holds_tables(target: str) -> bool:
    """Whether a place holds an article once: there the first stands for its exact copies."""
    return target != "-" and Path(target).suffix.lower() not in (".jsonl", ".ndjson")


def _sweep(target: str) -> None:
    """Delete the unfinished files that killed runs left; those of runs that go on stay."""
    kind, is_folder, rest = target.partition(":")
    path = Path(os.path.realpath(rest if is_folder else kind))
    folder, prefix = (path, ".") if is_folder else (path.parent, f".{path.name}.")
    for part in folder.glob(f"{glob.escape(prefix)}*.part"):
        number = part.name.removeprefix(prefix).removesuffix(".part")
        if number.isdecimal() and not _lives(int(number)):
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                part.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _tasks(order: Order) -> Iterator[Iterator[Input | SourceError]]:
    """What there is to read, but for what this program wrote; standard input as a file that workers can open."""
    own = {os.path.realpath(path) for path in _written(order)}
    with tempfile.TemporaryDirectory(prefix="launchledger-") as folder:
        yield (_as_task(item, own, Path(folder)) for item in list_inputs(order.inputs))


def _as_task(item: Input | SourceError, own: set[str], folder: Path) -> Input | SourceError:
    if isinstance(item, Input) and item.path is None:
        path = folder / "stdin"
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        return replace(item, path=path)
    if isinstance(item, Input) and isinstance(item.path, Path) and os.path.realpath(item.path) in own:
        return SourceError(item.source, "own_output", "this program wrote it")
    if isinstance(item, SourceError) and item.source.endswith((JOURNAL, f"{JOURNAL}-wal", f"{JOURNAL}-shm")):
        return SourceError(item.source, "own_output", "this program wrote it")
    return item


def _written(order: Order) -> Iterator[Path]:
    yield from (Path(target) for target in order.targets if "://" not in target)
    yield from (path for path in (order.manifest_path, order.journal_path) if path)
    cache = order.settings.cache
    if cache is not None:
        yield from (cache, *(cache.with_name(cache.name + ending) for ending in ("-wal", "-shm")))


def _plural(number: int, noun: str) -> str:
    return "" if number == 1 else "es" if noun.endswith("ch") else "s"
