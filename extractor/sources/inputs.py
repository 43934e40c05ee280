"""Names on the command line to files to read: which files count, in which order, under which names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.errors import SourceError
from extractor.sources.metadata import SIDECAR_SUFFIX, printable, why

Kind = Literal["text", "html", "lines", "json"]

STDIN = "-"
KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file to read, not yet opened; small and picklable, so that a worker can be handed it.

    `path` is None for standard input; `source` is the name its articles go by; `kind` is None where the first
    bytes have to tell.
    """

    path: Path | None
    source: str
    kind: Kind | None


def list_inputs(names: Iterable[str | Path]) -> Iterator[Input | SourceError]:
    """The files behind `names`, in the order of `names`, those of a folder in the order of their sources.

    A folder is walked with its subfolders, each once, however links lead there. Hidden files and sidecars are not
    inputs; other files of unknown kind are `unsupported`. A file named directly is tried whatever its name.
    """
    # os.path answers False where Path raises: names too long, folders that may be listed but not entered
    for name in names:
        path = Path(name)
        if str(name) == STDIN:
            yield Input(path=None, source=STDIN, kind=None)
        elif os.path.isdir(name):
            yield from sorted(_walk(path), key=lambda found: found.source)
        elif not os.path.lexists(name):
            yield SourceError(printable(str(name)), "not_found", "no such file or folder")
        elif not _is_sidecar_of_something(path):
            yield Input(path=path, source=printable(path.name), kind=KINDS.get(path.suffix.lower()))


def _walk(root: Path) -> Iterator[Input | SourceError]:
    folders, seen = [root], set()
    while folders:
        folder = folders.pop()
        if (real := os.path.realpath(folder)) in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            yield SourceError(_source(folder, root), "unreadable", why(error))
            continue
        for path in entries:
            if path.name.startswith(".") or path.name.endswith(SIDECAR_SUFFIX):
                continue
            if os.path.isdir(path):
                folders.append(path)
            else:
                yield _in_folder(path, _source(path, root))


def _in_folder(path: Path, source: str) -> Input | SourceError:
    kind = KINDS.get(path.suffix.lower())
    if not os.path.isfile(path):
        return SourceError(source, "not_a_file", "a pipe, a device, a broken link, or out of reach")
    if kind is None:
        return SourceError(source, "unsupported", f"no reader for {path.suffix or 'names without a suffix'}")
    return Input(path=path, source=source, kind=kind)


def _source(path: Path, root: Path) -> str:
    return printable(path.relative_to(root).as_posix())


def _is_sidecar_of_something(path: Path) -> bool:
    """`articles/*` names sidecars too; they are read with their articles."""
    stem = path.name.removesuffix(SIDECAR_SUFFIX)
    return stem != path.name and any(os.path.isfile(path.with_name(stem + suffix)) for suffix in KINDS)
