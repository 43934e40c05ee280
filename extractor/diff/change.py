"""A change: what one record says and the other does not, with the words of both sides, why, and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Literal, TypeAlias, cast

Kind: TypeAlias = Literal["added", "removed", "changed", "moved", "split", "merged", "text"]
Part: TypeAlias = Literal["article", "event", "leader", "reaction", "tally", "warning"]
Mark: TypeAlias = Literal["fixed", "broken", "neutral"]
Cause: TypeAlias = Literal["text", "metadata", "code", "knowledge", "model", "unexplained"]
Noise: TypeAlias = Literal["offsets", "layout", "order", "numbers", "ids", "confidence", "spelling", "stamps"]

KINDS: dict[Kind, str] = {
    "removed": "only the old record has it",
    "added": "only the new record has it",
    "split": "one event became several",
    "merged": "several events became one",
    "changed": "another value",
    "moved": "the same value from other words",
    "text": "the article's own text differs",
}
NOISE: dict[Noise, str] = {
    "offsets": "evidence at other offsets, same words in the same place",
    "layout": "texts that differ in white space only",
    "order": "lists or lines in another order",
    "numbers": "numbers in another spelling",
    "ids": "ids that differ while what they name does not",
    "confidence": "confidences that moved a little",
    "spelling": "lines in another JSON spelling",
    "stamps": "records that differ in their stamps only",
}
CAUSES: dict[Cause, str] = {
    "text": "the article's text",
    "metadata": "the article's metadata",
    "code": "the program's code",
    "knowledge": "the knowledge files",
    "model": "the language model",
    "unexplained": "nothing: same text, code, knowledge and model",
}
ID_LENGTH = 12  # hex digits: among a million changes two share an id with a probability of 0.2 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Evidence [code points of the article's text, half-open], and its first line [from 1]."""

    start: int
    end: int
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one record says: the value for people and for programs, who says so, the words, their sentence.

    `at` numbers the event, leader or reaction in its record's list.
    """

    shown: str
    value: Any = None
    attributed_to: str | None = None
    evidence: tuple[Words, ...] = ()
    sentence: str = ""
    at: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two records of an article.

    `subject` names what it is about ("KP test 2016-04-15"), `slot` its field ("" is the whole thing), `nature` what a
    reader would call it ("off by one"), `details` what follows from it and is not reported again. `produced` is told
    with blame: the rules and knowledge entries behind each side. `accepted` holds the reason of an acknowledgement,
    `rejected` that of a reviewer who refused.
    """

    id: str
    article: str
    kind: Kind
    part: Part
    slot: str
    subject: str
    nature: str = ""
    old: Side | None = None
    new: Side | None = None
    details: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    mark: Mark | None = None
    suspects: tuple[str, ...] = ()
    produced: Mapping[str, Sequence[str]] = field(default_factory=dict)
    accepted: str | None = None
    rejected: str | None = None

    @property
    def where(self) -> str:
        """Part and slot as one name: `event.count`, `leader`."""
        return f"{self.part}.{self.slot}" if self.slot else self.part

    @property
    def side(self) -> Side:
        """The side to point at: the new one where there is one."""
        side = self.new or self.old
        if side is None:
            raise ValueError(f"change {self.id} has no side")
        return side

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {**_fields(self), "old": _side_dict(self.old), "new": _side_dict(self.new)}


def change_of(plain: Mapping[str, Any]) -> Change:
    """The change that `as_dict` gave, also after a way through JSON."""
    tuples = {name: tuple(plain[name]) for name in ("details", "causes", "suspects")}
    sides = {name: _side(plain[name]) for name in ("old", "new")}
    return Change(**{**plain, **tuples, **sides})


def _side_dict(side: Side | None) -> dict[str, Any] | None:
    return None if side is None else {**_fields(side), "evidence": [_fields(words) for words in side.evidence]}


def _fields(part: Any) -> dict[str, Any]:
    """The fields as they are; `dataclasses.asdict` would copy every value that it meets."""
    return {name: getattr(part, name) for name in part.__slots__}


def _side(plain: Mapping[str, Any] | None) -> Side | None:
    if plain is None:
        return None
    return Side(**{**plain, "evidence": tuple(Words(**words) for words in plain["evidence"])})


def identity(*parts: str) -> str:
    """An id from content; equal content, equal id."""
    return blake2b("\x1f".join(parts).encode(), digest_size=ID_LENGTH // 2).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDiff:
    """All changes of one article. `old_at` and `new_at` say where its records stand in their stores [byte offsets]."""

    article: str
    title: str
    published: str | None
    url: str | None
    old_at: int | None
    new_at: int | None
    changes: tuple[Change, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {**_fields(self), "changes": [change.as_dict() for change in self.changes]}


def article_diff_of(plain: Mapping[str, Any]) -> ArticleDiff:
    """The article's changes that `as_dict` gave, also after a way through JSON."""
    changes = tuple(change_of(cast("Mapping[str, Any]", change)) for change in plain["changes"])
    return ArticleDiff(**{**plain, "changes": changes})
