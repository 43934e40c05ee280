"""What the processes of a run say to each other: jobs go out, what becomes of their documents comes back.

Between processes go paths and records as JSON, never parsed documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.errors import ExtractorError, SourceError
from extractor.model.article import Article
from extractor.sources.inputs import Input

Task = Input | Article
Outcome = str | SourceError
"""The record as JSON, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A part of a task: of the documents of its input every `stripes`-th from `stripe` on, none before `start`."""

    task: Task
    number: int
    published: str | None = None
    stripe: int = 0
    stripes: int = 1
    start: int = 0
    tries: int = 0

    def holds(self, member: int) -> bool:
        """Whether the member is one of this job's."""
        return member >= self.start and member % self.stripes == self.stripe


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A document is about to be read; `key` names all that its outcome depends on."""

    member: int
    source: str
    digest: str | None
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came out of a document, or why it could not be opened; `seconds` it took."""

    member: int
    source: str
    outcome: Outcome
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Broken:
    """Model or knowledge cannot be loaded: no article would fare better."""

    error: ExtractorError


READY, ALIVE, ENDED = "ready", "alive", "ended"
READ, LEAVE = "read", "leave"
Message = Begun | Done | Broken | str
