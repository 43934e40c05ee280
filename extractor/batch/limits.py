"""What one article may cost: bytes, seconds, memory."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UsageError

MEGABYTE = 1_000_000
_DATA = re.compile(r"^VmData:\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one article: its size [MB], the time it may take [s], the memory it may take [MB].

    The defaults are far above what news takes: the longest real article tried has 25 kB, takes a second and a few MB.
    Memory is limited on Linux; elsewhere a document may take what there is.
    """

    size_mb: float = 20
    seconds: float = 60
    memory_mb: float = 600

    def __post_init__(self) -> None:
        for name in ("size_mb", "seconds", "memory_mb"):
            if not getattr(self, name) > 0:
                raise UsageError(f"limits: {name} is {getattr(self, name)}: give a number above 0")

    @property
    def size(self) -> int:
        """Bytes that one article may have."""
        return int(self.size_mb * MEGABYTE)


def allow_memory(megabytes: float) -> None:
    """From now on this process may take that much more than it has: above it Python raises MemoryError.

    What counts is private writable memory (RLIMIT_DATA; Linux 4.7 and newer), so mapped files and libraries do not.
    """
    with suppress(ImportError, OSError, ValueError):  # no such limit on this system: the time limit remains
        import resource

        match = _DATA.search(Path("/proc/self/status").read_text("ascii"))
        if match is not None:
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (int(match[1]) * 1024 + int(megabytes * MEGABYTE), hard))
