"""Seals: what a run was given and what it left. Where both are still the same, the same run has nothing to do.

A seal is kept in the journal, where digests of files can tell everything: of inputs that are files, and of places that
are. Failures that another try may mend forbid it, and any change breaks it: of an input, of what lies beside it, of the
program, of the order, of a place or of the manifest.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from extractor.batch.journal import TRIED_AGAIN, Journal
from extractor.batch.manifest import Row, read_rows
from extractor.batch.order import Order, Summary
from extractor.batch.tasks import inputs
from extractor.errors import SourceError
from extractor.sinks import is_database, path_of
from extractor.sources.inputs import Input
from extractor.sources.names import sidecar_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Digests of what a run was given and of what it left, and what it counted that no manifest tells."""

    given: str
    left: str
    launches: int
    independent: int


def given(order: Order, stamp: str) -> str | None:
    """Digest of what a run is to do and of all it reads; None where that cannot be told beforehand.

    `stamp` names all that records are made with.
    """
    places = _places(order)
    if places is None:  # it will have no seal: what it reads need not be read for one
        return None
    whole = hashlib.sha256(repr((stamp, order.published, asdict(order.limits), order.targets, places)).encode())
    for item in inputs(order):
        said = _said(item)
        if said is None:
            return None
        whole.update(said.encode("utf-8", "surrogatepass") + b"\0")
    return whole.hexdigest()


def line(order: Order, given: str | None, summary: Summary) -> str | None:
    """The seal of a run that is done, for the journal; None where the same run again might do something."""
    left = _left(order)
    if given is None or left is None or summary.refused or any(reason in TRIED_AGAIN for _, reason in summary.counts):
        return None
    return json.dumps(asdict(Seal(given=given, left=left, launches=summary.launches, independent=summary.independent)))


def standing(order: Order, given: str | None, on_row: Callable[[Row], None]) -> Summary | None:
    """What a finished run came to, where the same run again has nothing to do; its rows are handed on."""
    kept = _kept(order)
    if kept is None or order.manifest_path is None or kept.given != given or kept.left != _left(order):
        return None
    summary = Summary(launches=kept.launches, independent=kept.independent)
    for row in read_rows(order.manifest_path):
        summary.counts[row.status, row.reason or ""] += 1
        summary.reused += row.digest is not None
        on_row(row)
    return summary


def _kept(order: Order) -> Seal | None:
    path = order.journal_path
    if not order.resume or order.keep_rows or path is None or not path.is_file():
        return None
    with Journal(path, resume=True) as journal:
        line = journal.seal()
    return None if line is None else Seal(**json.loads(line))


def _said(item: Input | SourceError) -> str | None:
    """An input with the digests of its bytes and of the metadata beside it; None for what is no file."""
    if isinstance(item, SourceError):
        return repr((item.source, item.reason, item.detail))
    if not isinstance(item.path, Path):
        return None
    try:
        return repr((item.source, str(item.path), _digest(item.path), _digest(sidecar_path(item.path))))
    except OSError:
        return None


def _places(order: Order) -> list[str] | None:
    """The places and the manifest, in full; None where one of them is more than files of its own."""
    paths = [*(None if is_database(target) else path_of(target) for target in order.targets), order.manifest_path]
    return None if None in paths else [os.path.abspath(path) for path in paths if path]


def _left(order: Order) -> str | None:
    """Digest of what is in the places and in the manifest; None where it cannot be told."""
    whole = hashlib.sha256()
    for place in map(Path, _places(order) or ()):
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        try:
            digests = [(str(file), _digest(file)) for file in files if not file.is_dir()]
        except OSError:
            return None
        whole.update(repr(digests).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _digest(path: Path) -> str | None:
    """Hex SHA-256 of a file; None where there is none."""
    try:
        with open(path, "rb", buffering=0) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
