"""The error tree: every error says where, what was found and what to do, and owns its exit code.

ExtractorError            2   anything this program raises on purpose
├── UsageError            2   arguments that make no sense together
├── SourceError           2   an input that cannot be read (one article, never the run)
├── ContractError         2   a record that breaks the contract
├── KnowledgeError        3   a data file in extractor/knowledge that contradicts itself
├── ModelError            3   no usable spaCy model
├── GateError             1   a floor was missed, or generated files are out of date
└── SinkError             4   a place to write to that refused
"""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of all errors raised on purpose."""

    exit_code = 2


class UsageError(ExtractorError):
    """Arguments that make no sense together."""


SKIPPED = frozenset(
    {
        "language",
        "no_launch_vocabulary",
        "unsupported",
        "hidden",
        "same_folder",
        "no_article",
        "http_status",
        "own_output",
    }
)
"""Reasons for which an input is passed over, though nothing is wrong with it. All other reasons are failures."""


class SourceError(ExtractorError):
    """An input that is not read; `reason` is a stable code for tables and manifests."""

    def __init__(self, source: str, reason: str, detail: str) -> None:
        super().__init__(f"{source}: {reason}: {detail}")
        self.source = source
        self.reason = reason
        self.detail = detail

    @property
    def is_skip(self) -> bool:
        """Whether the input was passed over on purpose, and nothing failed."""
        return self.reason in SKIPPED

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, str]]:
        return type(self), (self.source, self.reason, self.detail)


class ContractError(ExtractorError):
    """A record that breaks the contract."""


class KnowledgeError(ExtractorError):
    """A data file that contradicts itself or another one."""

    exit_code = 3


class ModelError(ExtractorError):
    """No usable spaCy model."""

    exit_code = 3


class GateError(ExtractorError):
    """A quality floor was missed, or generated files are out of date."""

    exit_code = 1


class SinkError(ExtractorError):
    """A place to write to that refused."""

    exit_code = 4
