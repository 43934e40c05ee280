"""One run: what comes out of the inputs goes to every place asked for, every input gets its row, and all is counted.

Places appear or change when all is done. Until then what is done is in the journal beside the manifest, so that a run
that ends early, however it ends, is gone on with by `resume`. Where nothing has changed since a run was done, `resume`
has nothing to do, and loads next to nothing.
"""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch import seal
from extractor.batch.journal import Journal
from extractor.batch.manifest import Manifest, Row
from extractor.batch.order import Order, Summary
from extractor.batch.stamps import made_with
from extractor.batch.tasks import tasks
from extractor.errors import SinkError, UsageError
from extractor.sinks import Sink, open_sink

if TYPE_CHECKING:
    from extractor.model.record import Record


def run(order: Order, on_row: Callable[[Row], None], on_refusal: Callable[[str], None] = lambda _: None) -> Summary:
    """Do what is asked; each row is handed on as it is made, in the order of the inputs.

    What a table refuses goes to the quarantine of its target and is told to `on_refusal`.

    A run without a single record changes no place but the manifest, and raises UsageError. Raises SinkError,
    ModelError, KnowledgeError, and UsageError where the order makes no sense.
    """
    published = _usable_date(order.published)
    if order.resume and order.journal_path is None:
        raise UsageError("--resume: nothing is kept of a run to stdout alone: name a place with --out or --manifest")
    stamp = made_with(order.settings.model)  # a model that is not there is told before anything is read or written
    given = seal.given(order, stamp) if order.journal_path else None
    return seal.standing(order, given, on_row) or _run(order, published, stamp, given, on_row, on_refusal)


def _usable_date(told: str | None) -> str | None:
    if told is None:
        return None
    from extractor.sources.dates import usable_date

    return usable_date(told)


def _run(
    order: Order,
    published: str | None,
    stamp: str,
    given: str | None,
    on_row: Callable[[Row], None],
    on_refusal: Callable[[str], None],
) -> Summary:
    from extractor.batch.counting import Counting  # a run that has nothing to do waits neither for pydantic
    from extractor.batch.pool import Pool  # nor for worker processes

    with ExitStack() as stack:
        places = stack.enter_context(ExitStack())
        counting = Counting(order.keep_rows, on_refusal)
        sinks = [places.enter_context(_opened(target, order, counting.refused)) for target in order.targets]
        journal = stack.enter_context(Journal(order.journal_path, resume=order.resume)) if order.journal_path else None
        manifest = stack.enter_context(Manifest(order.manifest_path)) if order.manifest_path else None
        known = journal.known if journal else None
        pool = stack.enter_context(Pool(order.settings, order.workers, order.limits, stamp=stamp, known=known))
        for answer in pool.answers(stack.enter_context(tasks(order)), published=published):
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
            journal.finish(seal.line(order, given, counting.summary))
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
