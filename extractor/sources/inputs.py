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
from pathlib import Path
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
    stem, suffix = os.path.splitext(name.lower())
    packing = PACKINGS.get(suffix)
    return KINDS.get(os.path.splitext(stem)[1] if packing else suffix), packing


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
            yield from _walk(name)
        elif os.path.lexists(name):
            yield from _named(Path(name))
        elif glob.has_magic(text):
            yield from _matching(text)
        else:
            yield SourceError(printable(text), "not_found", "no such file or folder")


def _named(path: Path) -> Iterator[Input | SourceError]:
    if not _is_sidecar_of_something(os.fspath(path)):
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


def _walk(root: str | Path) -> Iterator[Input | SourceError]:
    """Depth first, in the order of the sources; held are the names of the folders that are open, no others."""
    seen = {os.path.realpath(root): "."}
    open_folders = [_entries(os.fspath(root), "")]
    while open_folders:
        found = next(open_folders[-1], None)
        if found is None:
            open_folders.pop()
        elif isinstance(found, SourceError):
            yield found
        else:
            path, name = found
            source = printable(name)
            if os.path.basename(path).startswith("."):
                yield SourceError(source, "hidden", "its name begins with a full stop")
            elif not os.path.isdir(path):
                if not _is_sidecar_of_something(path):
                    yield _in_folder(Path(path), source)
            elif first := seen.get(real := os.path.realpath(path)):
                yield SourceError(source, "same_folder", f"a link to a folder that is read as {first!r}")
            else:
                seen[real] = source
                open_folders.append(_entries(path, f"{name}/"))


def _entries(folder: str, prefix: str) -> Iterator[tuple[str, str] | SourceError]:
    """What is in a folder, each with its name from the root on.

    A subfolder has its place by its name with a slash, as in the sources of its files.
    """
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name + "/" * _is_folder(entry), entry.name) for entry in entries)
    except OSError as error:
        yield SourceError(printable(prefix.rstrip("/") or "."), "unreadable", why(error))
        return
    yield from ((os.path.join(folder, name), prefix + name) for _, name in names)


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


def _is_sidecar_of_something(path: str) -> bool:
    """`articles/*` names sidecars too; they are read with their articles."""
    return path.endswith(SIDECAR_SUFFIX) and any(
        os.path.isfile(path.removesuffix(SIDECAR_SUFFIX) + suffix) for suffix in _SUFFIXES
    )


_SUFFIXES = tuple(kind + packing for kind in KINDS for packing in ("", *PACKINGS))
