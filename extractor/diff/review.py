"""A whole review: two sets of records compared, graded, explained and judged; changes wait on disk, not in memory."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Any, Protocol, Self

from extractor.diff.change import ArticleDiff, Cause, Change, Kind, Mark, Noise, article_diff_of
from extractor.diff.comparing import article_name, compare_records, title_of, whole_article
from extractor.diff.matching import Match, matched, out_of_order
from extractor.diff.risk import Riskiest
from extractor.diff.stores import Store, restamped, stem_of

IN_MEMORY = 16 * 2**20  # bytes of changes kept in memory before they go to a temporary file

Plain = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Counts:
    """How much changed."""

    old_records: int = 0
    new_records: int = 0
    equal: int = 0
    changed_articles: int = 0
    accepted: int = 0
    rejected: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    slots: Counter[str] = field(default_factory=Counter)
    marks: Counter[Mark] = field(default_factory=Counter)
    causes: Counter[Cause] = field(default_factory=Counter)
    noise: Counter[Noise] = field(default_factory=Counter)

    @property
    def changes(self) -> int:
        """All changes, accepted ones too."""
        return self.kinds.total()

    @property
    def open(self) -> int:
        """Changes that nobody has accepted."""
        return self.changes - self.accepted

    def count(self, change: Change) -> None:
        """Add a change."""
        self.kinds[change.kind] += 1
        self.slots[change.where] += 1
        self.causes.update(change.causes)
        self.accepted += change.accepted is not None
        self.rejected += change.rejected is not None
        if change.mark:
            self.marks[change.mark] += 1


class Spool:
    """Changes article by article, in memory while they are few and in a temporary file when they are many."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - lives as long as the review

    def add(self, article: ArticleDiff) -> None:
        """Keep an article's changes."""
        self._file.write(json.dumps(article.as_dict(), ensure_ascii=False).encode() + b"\n")

    def __iter__(self) -> Iterator[ArticleDiff]:
        self._file.seek(0)
        for line in self._file:
            yield article_diff_of(json.loads(line))

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


@dataclass(slots=True, kw_only=True)
class Review:
    """What a comparison came to. `articles` can be gone through again and again."""

    counts: Counts
    articles: Spool
    riskiest: Riskiest

    def changes(self) -> Iterator[Change]:
        """All changes, article by article."""
        for article in self.articles:
            yield from article.changes

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.articles.close()


class Grader(Protocol):
    """Marks the changes of articles that it has gold for."""

    def knows(self, name: str) -> bool:
        """Whether there is gold of that name."""
        ...

    def __call__(self, old: Plain | None, new: Plain | None, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """The changes of an article with their marks; `old` and `new` are its records."""
        ...


def compare_stores(old: Store, new: Store, *, told: Callable[[Change], Change], graded: Grader | None = None) -> Review:
    """All changes between two stores. `told` adds to a change what else is known of it: who accepted it, blame.

    Raises ContractError for a line that is no record.
    """
    review = Review(counts=Counts(), articles=Spool(), riskiest=Riskiest())
    order = []
    for match in matched(old, new):
        _count(review.counts, match)
        if match.old_at is not None and match.new_at is not None:
            order.append(match.old_at)
        if (match.equal or _is_restamped(match, old, new)) and not (graded and _has_gold(match, new, graded)):
            review.counts.noise["stamps"] += not match.equal
            continue
        article = _compare(match, old, new, review.counts.noise, graded)
        if article.changes:
            article = replace(article, changes=tuple(told(change) for change in article.changes))
            review.counts.changed_articles += 1
            for change in article.changes:
                review.counts.count(change)
                review.riskiest.add(change)
            review.articles.add(article)
    review.counts.noise["order"] += out_of_order(order)
    return review


def _count(counts: Counts, match: Match) -> None:
    counts.old_records += match.old_at is not None
    counts.new_records += match.new_at is not None
    counts.equal += match.equal


def _has_gold(match: Match, new: Store, graded: Grader) -> bool:
    at = match.new_at or 0  # lines that are alike stand on both sides
    source, _, identity = new.keys(new.line(at), at)
    return graded.knows(stem_of(source or identity))


def _is_restamped(match: Match, old: Store, new: Store) -> bool:
    if match.old_at is None or match.new_at is None:
        return False
    return restamped(old.line(match.old_at), new.line(match.new_at))


def _compare(match: Match, old: Store, new: Store, noise: Counter[Noise], graded: Grader | None) -> ArticleDiff:
    before = old.record(match.old_at) if match.old_at is not None else None
    after = before if match.equal else new.record(match.new_at) if match.new_at is not None else None
    changes = () if match.equal else _changes(before, after, noise)
    if graded:
        changes = graded(before, after, changes)
    record: Plain = after or before or {}
    article = record.get("article") or {}
    return ArticleDiff(
        article=article_name(record),
        title=title_of(record),
        published=article.get("published"),
        url=article.get("url"),
        old_at=match.old_at,
        new_at=match.new_at,
        changes=changes,
    )


def _changes(before: Plain | None, after: Plain | None, noise: Counter[Noise]) -> tuple[Change, ...]:
    if before is None or after is None:
        return (whole_article(after or before or {}, added=before is None),)
    changes, folded = compare_records(before, after)
    if not changes and not folded:
        folded["stamps" if before.get("provenance") != after.get("provenance") else "spelling"] += 1
    noise.update(folded)
    return changes
