"""Stamps: digests of everything that an outcome was made with, so that what is kept can be told from what is stale."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable, Iterator
from functools import cache as once
from importlib import metadata
from pathlib import Path

from extractor.nlp import find_model, stamp_of

ROOT = Path(__file__).parents[1]
READERS = ("courlan", "dateparser", "htmldate", "lxml", "py3langid", "pypdf", "trafilatura")
"""Libraries that decide what the article of a document is; some are extras."""
LIBRARIES = ("dateparser", "fastwarc", "lxml", "py3langid", "pypdf", "spacy", "trafilatura")
"""Libraries that decide what a text or a name is; some are extras."""
PROGRAM = (".py", ".toml", ".json")


@once
def read_with() -> str:
    """What turns a document into an article: the readers' code, their libraries, and Python."""
    return _stamp((ROOT / "sources", ROOT / "model"), READERS)


def made_with(model: str | None) -> str:
    """All that turns a document into a record: code, knowledge, libraries, Python, and a model, without loading any.

    Raises ModelError where there is no such model.
    """
    return _stamp((ROOT,), LIBRARIES, *stamp_of(find_model(model)))


def _stamp(folders: Iterable[Path], libraries: Iterable[str], *more: str) -> str:
    code = hashlib.sha256()
    for path in sorted(path for folder in folders for path in _files(folder)):
        code.update(os.path.relpath(path, ROOT).replace(os.sep, "/").encode() + b"\0" + Path(path).read_bytes() + b"\0")
    versions = (f"{name} {version(name)}" for name in libraries)
    return "\n".join((code.hexdigest(), platform.python_version(), *versions, *more))


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        yield from (os.path.join(parent, name) for name in names if name.endswith(PROGRAM))


def version(library: str) -> str:
    """The version of an installed library."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "not installed"
