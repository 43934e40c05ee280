"""What a run is asked to do, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.limits import Limits
from extractor.batch.manifest import Counts
from extractor.settings import Settings
from extractor.sinks import path_of

if TYPE_CHECKING:
    from extractor.audit.table import Row as LaunchRow

JOURNAL = ".journal"
MANIFEST = ".manifest.jsonl"


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a run is asked to do. `manifest` is beside the first place that is a file, unless it is named."""

    inputs: Sequence[str]
    targets: Sequence[str]
    settings: Settings = field(default_factory=Settings)
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    published: str | None = None
    manifest: Path | None = None
    resume: bool = False
    keep_rows: bool = False

    @property
    def manifest_path(self) -> Path | None:
        """Where the manifest goes; None where no place is a file and none is named."""
        if self.manifest is not None:
            return self.manifest
        first = next((path for path in map(path_of, self.targets) if path), None)
        return first.with_suffix(MANIFEST) if first else None

    @property
    def journal_path(self) -> Path | None:
        """Where what is done is kept."""
        manifest = self.manifest_path
        return None if manifest is None else manifest.with_name(manifest.name.removesuffix(MANIFEST) + JOURNAL)


@dataclass(kw_only=True)
class Summary:
    """What a run came to; `rows` holds the launches, for a table."""

    counts: Counts = field(default_factory=Counts)
    launches: int = 0
    independent: int = 0
    reused: int = 0
    refused: int = 0
    rows: list[LaunchRow] = field(default_factory=list)

    @property
    def records(self) -> int:
        """Records made, those of copies counted."""
        return sum(n for (status, _), n in self.counts.items() if status in ("ok", "duplicate"))

    @property
    def failures(self) -> int:
        """Inputs that failed."""
        return sum(n for (status, _), n in self.counts.items() if status == "failed")

    def line(self) -> str:
        """The counts in one line. Every article becomes a record, is passed over, or fails."""
        skipped = self.counts.total() - self.records - self.failures
        counts = [(self.counts.total() - skipped, "article"), (self.records, "record"), (self.launches, "launch"),
                  (self.failures, "failure")]  # fmt: skip
        words = [f"{number} {noun}{_plural(number, noun)}" for number, noun in counts]
        words += [f"{skipped} skipped"] if skipped else []
        words += [f"{self.independent} independent"] if self.independent < self.records else []
        words += [f"{self.reused} not read anew"] if self.reused else []
        words += [f"{self.refused} refused by tables"] if self.refused else []
        return ", ".join(words)


def _plural(number: int, noun: str) -> str:
    return "" if number == 1 else "es" if noun.endswith("ch") else "s"
