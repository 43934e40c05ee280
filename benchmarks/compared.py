"""What a benchmark found: seconds of two that took turns, runs of the command, rates."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median


@dataclass
class Run:
    """One run of the command: seconds by the clock and of processor time, the most memory of its processes [MB]."""

    articles: int
    seconds: float
    worked: float
    peak_mb: float


@dataclass
class Compared:
    """Seconds of us and of a yardstick, round by round; `goal` is the ratio asked for."""

    name: str
    yardstick: str
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    goal: str = ""

    @property
    def ratios(self) -> list[float]:
        """How many times as long the yardstick takes."""
        return [b / a for a, b in zip(self.ours, self.theirs, strict=True)]

    def row(self) -> str:
        """A line of the table."""
        most = f"{median(self.ratios):,.1f} ({min(self.ratios):,.1f} to {max(self.ratios):,.1f})"
        seconds = f"{median(self.ours):.3g} | {median(self.theirs):.3g}"
        return f"| {self.name} | {self.yardstick} | {seconds} | {most} | {self.goal} |"


@dataclass
class Measured:
    """All that one run of the benchmark found."""

    compared: list[Compared] = field(default_factory=list)
    rates: list[str] = field(default_factory=list)
    lengths: list[tuple[int, float]] = field(default_factory=list)
    corpora: list[Run] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
