"""Files on object stores, by address, through fsspec (`pip install launchledger[remote]`) and its drivers.

Addresses of the web are refused: articles are read from files, never fetched from their publishers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from extractor.errors import SourceError
from extractor.sources.names import why

WEB = frozenset({"http", "https", "ftp", "ftps", "github"})

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,30}::){0,5}[a-z][a-z0-9+.-]{1,30}://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether a name is an address: `s3://bucket/key`."""
    return _ADDRESS.match(name) is not None


def listed(address: str) -> Iterator[tuple[str, str]]:
    """Address and source of each file behind an address, a folder or a pattern, in order of their addresses.

    Raises SourceError `web_address`, `not_found`, `unreadable`.
    """
    system, root = _system(address)
    try:
        found, base = _found(system, root)
    except Exception as error:  # a driver raises what its store raises
        raise SourceError(address, "unreadable", f"{type(error).__name__}: {why(error)}") from error
    if not found:
        raise SourceError(address, "not_found", "no such file or folder")
    for path in found:
        yield system.unstrip_protocol(path), path.removeprefix(base).lstrip("/")


def _found(system: Any, root: str) -> tuple[list[str], str]:
    """Paths, and the part of them that is no part of the sources."""
    if "*" in root:
        found = system.glob(root, detail=True)
        return sorted(path for path, about in found.items() if about["type"] == "file"), root.partition("*")[
            0
        ].rpartition("/")[0]
    if system.isdir(root):
        return sorted(system.find(root)), root
    return [root] if system.exists(root) else [], root.rpartition("/")[0]


def opened(address: str) -> BinaryIO:
    """The bytes of one file; raises SourceError as above."""
    system, path = _system(address)
    try:
        return cast("BinaryIO", system.open(path, "rb"))
    except Exception as error:
        raise SourceError(address, "unreadable", f"{type(error).__name__}: {why(error)}") from error


def _system(address: str) -> tuple[Any, str]:
    if WEB.intersection(part.partition("://")[0].lower() for part in address.split("::")):
        raise SourceError(address, "web_address", "nothing is fetched from the web: download it first")
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(address)
    except ImportError as error:
        detail = f"{why(error)}: pip install 'launchledger[remote]' and the driver of the store"
        raise SourceError(address, "unreadable", detail) from error
    except Exception as error:
        raise SourceError(address, "unreadable", f"{type(error).__name__}: {why(error)}") from error
    return system, str(path)
