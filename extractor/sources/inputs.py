"""Names on the command line to files to read: which files count, in which order, under which names.

A name is a file, a folder, a pattern (`news/**/*.html`), an address of an object store (`s3://bucket/news/`), or `-`.
Whatever a folder holds is told of: what is passed over is a `SourceError` with the reason, see `errors.SKIPPED`.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from extractor.errors import SourceError
from extractor.sources import remote
from extractor.sources.names import SIDECAR_SUFFIX, printable, why

if TYPE_CHECKING:
    from extractor.sources.unpack import Packing

Kind = Literal["text", "html", "lines", "json", "xml", "mail", "pdf", "warc", "zip", "tar"]

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
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".eml": "mail",
    ".pdf": "pdf",
    ".warc": "warc",
    ".zip": "zip",
    ".tar": "tar",
}
PACKINGS: dict[str, Packing] = {".gz": "gzip", ".zst": "zstd"}
PACKED_TARS = {".tgz": ".tar.gz", ".tzst": ".tar.zst"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file to read, not yet opened; small and picklable, so that a worker can be handed it.

    `path` is None for standard input, text for an address of an object store; `source` is the name its articles go
    by; `kind` and `packing` are None where the first bytes have to tell.
    """

    path: Path | str | None
    source: str
    kind: Kind | None
    packing: Packing | None = None


def kind_of(name: str) -> tuple[Kind | None, Packing | None]:
    """What a file's name tells: `news.jsonl.gz` is lines, packed by gzip."""
    for short, long in PACKED_TARS.items():
        if name.lower().endswith(short):
            name = name[: -len(short)] + long
    path = PurePosixPath(name.lower())
    packing = PACKINGS.get(path.suffix)
    return KINDS.get(path.with_suffix("").suffix if packing and path.stem else path.suffix), packing


def list_inputs(names: Iterable[str | Path]) -> Iterator[Input | SourceError]:
    """The files behind `names`, in the order of `names`, those of a folder in the order of their sources.

    A folder is walked with its subfolders, each once, however links lead there. A file named directly is tried
    whatever its name.
    """
    # os.path answers False where Path raises: names too long, folders that may be listed but not entered
    for name in names:
        text = str(name)
        if text == STDIN:
            yield Input(path=None, source=STDIN, kind=None)
        elif remote.is_address(text):
            yield from _at_address(text)
        elif os.path.isdir(name):
            yield from _walk(Path(name))
        elif os.path.lexists(name):
            yield from _named(Path(name))
        elif glob.has_magic(text):
            yield from _matching(text)
        else:
            yield SourceError(printable(text), "not_found", "no such file or folder")


def _named(path: Path) -> Iterator[Input | SourceError]:
    if not _is_sidecar_of_something(path):
        kind, packing = kind_of(path.name)
        yield Input(path=path, source=printable(path.name), kind=kind, packing=packing)


def _matching(pattern: str) -> Iterator[Input | SourceError]:
    """Files of a pattern go by the part of their path that the pattern leaves open."""
    fixed = Path(*takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts))
    found = sorted(path for path in glob.iglob(pattern, recursive=True) if not os.path.isdir(path))
    for path in map(Path, found):
        if not path.name.endswith(SIDECAR_SUFFIX):
            yield _in_folder(path, _source(path, fixed))
    if not found:
        yield SourceError(printable(pattern), "not_found", "no file matches the pattern")


def _at_address(address: str) -> Iterator[Input | SourceError]:
    try:
        for url, source in remote.listed(address):
            kind, packing = kind_of(source)
            if source.endswith(SIDECAR_SUFFIX):
                continue
            yield Input(path=url, source=printable(source), kind=kind, packing=packing)
    except SourceError as error:
        yield error


def _walk(root: Path) -> Iterator[Input | SourceError]:
    """Depth first, in the order of the sources; held are the names of the folders that are open, no others."""
    seen = {os.path.realpath(root): "."}
    open_folders = [_entries(root, root)]
    while open_folders:
        path = next(open_folders[-1], None)
        if path is None:
            open_folders.pop()
        elif isinstance(path, SourceError):
            yield path
        elif path.name.startswith("."):
            yield SourceError(_source(path, root), "hidden", "its name begins with a full stop")
        elif not os.path.isdir(path):
            if not _is_sidecar_of_something(path):
                yield _in_folder(path, _source(path, root))
        elif first := seen.get(real := os.path.realpath(path)):
            yield SourceError(_source(path, root), "same_folder", f"a link to a folder that is read as {first!r}")
        else:
            seen[real] = _source(path, root)
            open_folders.append(_entries(path, root))


def _entries(folder: Path, root: Path) -> Iterator[Path | SourceError]:
    """What is in a folder; a subfolder has its place by its name with a slash, as in the sources of its files."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name + "/" * _is_folder(entry), entry.name) for entry in entries)
    except OSError as error:
        yield SourceError(_source(folder, root), "unreadable", why(error))
        return
    yield from (folder / name for _, name in names)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle, or behind a folder that cannot be entered
        return False


def _in_folder(path: Path, source: str) -> Input | SourceError:
    kind, packing = kind_of(path.name)
    if not os.path.isfile(path):
        return SourceError(source, "not_a_file", "a pipe, a device, a broken link, or out of reach")
    if path.name.endswith(SIDECAR_SUFFIX):
        return SourceError(source, "no_article", "metadata of an article that is not there")
    if kind is None and packing is None:
        return SourceError(source, "unsupported", f"no reader for {path.suffix or 'names without a suffix'}")
    return Input(path=path, source=source, kind=kind, packing=packing)


def _source(path: Path, root: Path) -> str:
    return printable(path.relative_to(root).as_posix())


def _is_sidecar_of_something(path: Path) -> bool:
    """`articles/*` names sidecars too; they are read with their articles."""
    stem = path.name.removesuffix(SIDECAR_SUFFIX)
    if stem == path.name:
        return False
    beside = os.path.join(path.parent, stem)
    return any(os.path.isfile(beside + suffix) for suffix in _SUFFIXES)


_SUFFIXES = tuple(kind + packing for kind in KINDS for packing in ("", *PACKINGS))
