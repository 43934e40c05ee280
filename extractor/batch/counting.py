"""Answers to records and rows: copies are marked, everything is counted."""

from __future__ import annotations

from collections.abc import Callable

from extractor.audit.table import rows_of
from extractor.batch.duplicates import Duplicates, First
from extractor.batch.line import Answer
from extractor.batch.manifest import Row, Status
from extractor.batch.order import Summary
from extractor.errors import SourceError, UsageError
from extractor.model.record import Record


class Counting:
    """Answers to records and rows, copies marked, everything counted."""

    def __init__(self, keep_rows: bool, on_refusal: Callable[[str], None]) -> None:
        self.summary = Summary()
        self._on_refusal = on_refusal
        self._keep_rows = keep_rows
        self._copies = Duplicates()

    def refused(self, reason: str) -> None:
        """Count a record that a table refused, and tell of it."""
        self.summary.refused += 1
        self._on_refusal(reason)

    def end(self) -> None:
        """Raise UsageError where there was no record at all."""
        if not self.summary.records:
            raise UsageError(f"no record: {self.summary.line()}; no place was changed")

    def taken(self, answer: Answer) -> tuple[Record | None, Row]:
        """The record of an answer, where it has one, and its row."""
        record = None if isinstance(answer.outcome, SourceError) else Record.model_validate_json(answer.outcome)
        first = self._copies.first_of(record) if record else None
        if record and first:
            article = record.article.model_copy(update={"duplicate_of": first.article_id})
            record = record.model_copy(update={"article": article})
        row = _row(answer, record, first)
        self.summary.counts[row.status, row.reason or ""] += 1
        self.summary.reused += answer.reused
        self.summary.independent = self._copies.clusters
        if record:
            self.summary.launches += len(record.events)
            self.summary.rows.extend(rows_of(record) if self._keep_rows else ())
        return record, row


def _row(answer: Answer, record: Record | None, first: First | None) -> Row:
    status: Status = "ok"
    reason = detail = None
    if isinstance(answer.outcome, SourceError):
        status = "skipped" if answer.outcome.is_skip else "failed"
        reason, detail = answer.outcome.reason, answer.outcome.detail
    elif record and first:
        status, detail = "duplicate", f"of {first.source}"
        reason = "exact_copy" if first.text_sha256 == record.article.text_sha256 else "near_copy"
    return Row(
        path=record.article.source if record else answer.source,
        digest=answer.digest,
        status=status,
        reason=reason,
        detail=detail,
        seconds=answer.seconds,
        record_id=record.article.article_id if record else None,
    )
