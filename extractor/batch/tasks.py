"""What there is to read: the inputs of a run, but for what this program wrote itself."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from extractor.batch.order import JOURNAL, Order
from extractor.errors import SourceError
from extractor.sinks import path_of
from extractor.sources.inputs import Input, list_inputs

MAY_HOLD_MANY = frozenset({"lines", "json", "xml", "warc", "zip", "tar", None})
"""Kinds of input that may hold more than one article."""


def total(order: Order) -> int | None:
    """How many inputs there are; None where only reading tells, because one of them may hold many articles."""
    number = 0
    for item in list_inputs(order.inputs):
        if isinstance(item, Input) and item.kind in MAY_HOLD_MANY:
            return None
        number += 1
    return number


def inputs(order: Order) -> Iterator[Input | SourceError]:
    """What there is to read, but for what this program wrote."""
    own = set(filter(None, map(_file_id, _written(order))))
    return (_unless_own(item, own) for item in list_inputs(order.inputs))


@contextmanager
def tasks(order: Order) -> Iterator[Iterator[Input | SourceError]]:
    """The same with standard input as a file that workers can open."""
    with tempfile.TemporaryDirectory(prefix="launchledger-") as folder:
        yield (_as_file(item, Path(folder)) for item in inputs(order))


def _as_file(item: Input | SourceError, folder: Path) -> Input | SourceError:
    if isinstance(item, SourceError) or item.path is not None:
        return item
    path = folder / "stdin"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return replace(item, path=path)


def _unless_own(item: Input | SourceError, own: set[tuple[int, int]]) -> Input | SourceError:
    if isinstance(item, Input):
        is_own = isinstance(item.path, Path) and _file_id(item.path) in own
    else:
        is_own = item.source.endswith((JOURNAL, f"{JOURNAL}-wal", f"{JOURNAL}-shm"))
    return SourceError(item.source, "own_output", "this program wrote it") if is_own else item


def _file_id(path: Path) -> tuple[int, int] | None:
    """What tells one file from another, under whatever names; None where there is none."""
    try:
        told = os.stat(path)
    except (OSError, ValueError):
        return None
    return told.st_dev, told.st_ino


def _written(order: Order) -> Iterator[Path]:
    paths = (*map(path_of, order.targets), order.manifest_path, order.journal_path)
    yield from (path for path in paths if path)
    cache = order.settings.cache
    if cache is not None:
        yield from (cache, *(cache.with_name(cache.name + ending) for ending in ("-wal", "-shm")))
