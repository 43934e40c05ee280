"""What a user may choose of how articles are read; small and picklable, so that workers can be given it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run may choose. `model` is a spaCy model by name or folder; None for the first that is installed."""

    model: str | None = None
    cache: Path | None = None
    """File that keeps what was read, for a run after a change of rules; None for none."""
