"""Names of files and words about them, as records and messages show them."""

from __future__ import annotations

import re
from pathlib import Path

SIDECAR_SUFFIX = ".meta.json"


def stem_of(name: str) -> str:
    """The name without its suffixes of kind and packing: `a.b.txt.gz` is `a.b`."""
    return Path(re.sub(r"\.(?:gz|zst)$", "", name, flags=re.IGNORECASE)).stem


def sidecar_path(path: Path) -> Path:
    """`ID.meta.json` beside `ID.txt` or `ID.txt.gz`."""
    return path.with_name(stem_of(path.name) + SIDECAR_SUFFIX)


def printable(name: str) -> str:
    """A file name as text that can be written as UTF-8: bytes that are no UTF-8 show as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def why(error: BaseException) -> str:
    """What went wrong, without paths or addresses of this machine."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
