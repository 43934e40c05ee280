"""Acknowledgements: changes that somebody has accepted, with a reason, until a day; and those that somebody refused.

A TOML file that people write, committed beside the records:

    [[accepted]]
    change = "3f2a9c81d0e4"            # one change by its id; or a pattern of these, * for anything:
    article = "kp-*"
    kind = "changed"
    slot = "event.count"
    old = "*"
    new = ">= *"
    reason = "at least now opens upwards"
    by = "Mira"
    expires = 2026-12-31               # the last day; optional

and the JSON files that the page of a diff saves. The day is that of the commit at hand, so that the same commit is
always judged alike.
"""

from __future__ import annotations

import glob
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.diff.change import Change
from extractor.errors import UsageError

Text = Annotated[str, Field(min_length=1)]
_PATTERNS = ("article", "kind", "slot", "old", "new")


class Accepted(BaseModel):
    """One acknowledgement: of a change by its id, or of all that fit the patterns."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    change: Text | None = None
    article: Text | None = None
    kind: Text | None = None
    slot: Text | None = None
    old: Text | None = None
    new: Text | None = None
    reason: Text
    by: Text
    expires: date | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Accepted:
        if not self.change and not any(getattr(self, name) for name in _PATTERNS):
            raise ValueError("names no change: give its id as `change`, or a pattern")
        return self

    def fits(self, change: Change) -> bool:
        """Whether the change is one of those meant."""
        if self.change:
            return self.change == change.id
        sides = {name: side.shown if side else "" for name, side in (("old", change.old), ("new", change.new))}
        told = {"article": change.article, "kind": change.kind, "slot": change.where, **sides}
        return all(fnmatchcase(told[name], pattern) for name in _PATTERNS if (pattern := getattr(self, name)))

    def __str__(self) -> str:
        named = [f"{name} {value}" for name in ("change", *_PATTERNS) if (value := getattr(self, name))]
        until = f", until {self.expires}" if self.expires else ""
        return f"{', '.join(named)} ({self.reason}, {self.by}{until})"


class Acknowledged(BaseModel):
    """The form of the TOML file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    accepted: tuple[Accepted, ...] = ()


class Decision(BaseModel):
    """What a reviewer decided of one change."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    change: Text
    decision: Literal["accept", "reject"]
    reason: str = ""


class Decisions(BaseModel):
    """The form of the JSON file that the page saves."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: Literal["launchledger decisions 1"]
    by: str = ""
    decisions: tuple[Decision, ...]


@dataclass(slots=True, kw_only=True)
class Acknowledgements:
    """All acknowledgements and refusals; remembers which were of use."""

    accepted: Sequence[Accepted] = ()
    rejected: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    _used: set[int] = field(default_factory=set)

    def told(self, change: Change) -> Change:
        """The change, with the reason for which it was accepted or refused."""
        if change.id in self.rejected:
            return replace(change, rejected=self.rejected[change.id] or "refused by a reviewer")
        for number, each in enumerate(self.accepted):
            if not self._is_over(each) and each.fits(change):
                self._used.add(number)
                return replace(change, accepted=f"{each.reason} ({each.by})")
        return change

    @property
    def expired(self) -> tuple[str, ...]:
        """Acknowledgements whose last day is over."""
        return tuple(str(each) for each in self.accepted if self._is_over(each))

    @property
    def unused(self) -> tuple[str, ...]:
        """Acknowledgements that no change needed."""
        return tuple(
            str(each)
            for number, each in enumerate(self.accepted)
            if number not in self._used and not self._is_over(each)
        )

    def _is_over(self, each: Accepted) -> bool:
        return bool(each.expires and self.day and each.expires < self.day)


def read_acknowledgements(patterns: Iterable[str], day: date | None) -> Acknowledgements:
    """The acknowledgements in TOML and JSON files; a pattern that names no file adds nothing.

    Raises UsageError naming the file that has another form.
    """
    accepted: list[Accepted] = []
    rejected: dict[str, str] = {}
    for path in [Path(name) for pattern in patterns for name in sorted(glob.glob(pattern))]:
        try:
            if path.suffix == ".json":
                decisions = Decisions.model_validate_json(path.read_bytes())
                by = decisions.by or path.name
                for each in decisions.decisions:
                    if each.decision == "reject":
                        rejected[each.change] = each.reason
                    else:
                        reason = each.reason or "accepted in review"
                        accepted.append(Accepted(change=each.change, reason=reason, by=by))
            else:
                accepted += Acknowledged.model_validate(tomllib.loads(path.read_text("utf-8"))).accepted
        except (OSError, ValueError, ValidationError) as error:
            first = error.errors()[0] if isinstance(error, ValidationError) else None
            where = "/".join(map(str, first["loc"])) + ": " + first["msg"] if first else str(error)
            raise UsageError(f"{path}: no file of acknowledgements: {where}") from error
    return Acknowledgements(accepted=tuple(accepted), rejected=rejected, day=day)
