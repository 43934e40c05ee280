"""Drafts: events while they are put together, and whether a statement could be of one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from extractor.assembly.launchers import Side
from extractor.assembly.statement import Statement
from extractor.model.mention import Date, Weapon

NEAR = 2  # sentences within which an undated sentence about a like launch goes on about the same one


@dataclass
class Draft:
    """An event while it is put together: its statements, and the day they settle on."""

    statements: list[Statement] = field(default_factory=list)
    side: Side | None = None
    when: Date | None = None
    iso: str | None = None
    _weapons: list[Weapon] = field(default_factory=list, repr=False, compare=False)
    _read: int = field(default=0, repr=False, compare=False)
    """Statements whose weapons were taken; more may join, none leaves."""

    @property
    def start(self) -> int:
        """Where the text first tells of it."""
        return min(s.start for s in self.statements)

    @property
    def last(self) -> Statement:
        """The statement that joined last."""
        return self.statements[-1]

    def weapons(self) -> list[Weapon]:
        """Weapons of all statements, in order."""
        for statement in self.statements[self._read :]:
            self._weapons += statement.weapons
        self._read = len(self.statements)
        return self._weapons


def same_side(statement: Statement, draft: Draft) -> bool:
    """Whether the two do not name different sides."""
    return statement.side is None or draft.side is None or statement.side.country == draft.side.country


def _is_space(weapons: list[Weapon] | tuple[Weapon, ...]) -> bool:
    return any("space_launch_vehicle" in (*w.classes, *w.known_classes) for w in weapons)


def _carries_one(weapons: tuple[Weapon, ...]) -> bool:
    """A missile that is said to have carried a satellite: "the Taepodong-2 missile put a satellite into orbit"."""
    heads = {w.head for w in weapons if not w.modifies}
    return {"missile", "satellite"} <= heads


def same_kind(statement: Statement, draft: Draft) -> bool:
    """A satellite launcher and a missile are two launches, where both are said outright."""
    mine, theirs = statement.weapons, draft.weapons()
    if not mine or not theirs or not statement.telling:
        return True
    plain = any(all(w.head in ("rocket", "") and not w.classes for w in weapons) for weapons in (mine, theirs))
    bare = all(not w.classes and not w.name for w in mine) and _carries_one(tuple(theirs))
    return plain or bare or _is_space(mine) == _is_space(theirs) or _carries_one(mine)


def same_words(a: Date, b: Date) -> bool:
    """Whether two days without a common value are told by the same words."""
    if a.weekday is not None and b.weekday is not None:
        return a.weekday == b.weekday
    for weekday, day in ((a.weekday, b.iso), (b.weekday, a.iso)):
        if weekday is not None and day is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            return date.fromisoformat(day).isoweekday() == weekday
    return a.text.lower() == b.text.lower()


def is_near(statement: Statement, draft: Draft) -> bool:
    """Whether a statement stands close to what was told of a launch last."""
    return statement.sentence.index - draft.last.sentence.index <= 2 * NEAR


def alike(statement: Statement, draft: Draft) -> bool:
    """Whether count and class of a statement could be those of a launch."""
    mine = [c for c in statement.counts if c.what == "missiles" and c.part is None]
    theirs = [c for s in draft.statements for c in s.counts if c.what == "missiles" and c.part is None]
    if mine and theirs and not any(_overlap(a.min, a.max, b.min, b.max) for a in mine for b in theirs):
        return False
    if _bears_another_name(statement, draft):
        return False
    return has_class_of(statement, draft)


def has_class_of(statement: Statement, draft: Draft) -> bool:
    """Whether the range class of a statement's weapon could be that of a launch."""
    classes = {c for w in statement.weapons for c in w.classes} & _RANGE_CLASSES
    other = {c for w in draft.weapons() for c in w.classes} & _RANGE_CLASSES
    return not classes or not other or bool(classes & other)


def _bears_another_name(statement: Statement, draft: Draft) -> bool:
    """Whether both name weapons, and none of the one is one of the other: "Agni" may be the Agni-II."""
    mine = {w.canonical for w in statement.weapons if w.canonical}
    theirs = {w.canonical for w in draft.weapons() if w.canonical}
    return bool(mine and theirs) and not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


def of_one_drill(statement: Statement, draft: Draft) -> bool:
    """Several weapons of one salvo, told in a row without a day: "A submarine launched ...; bombers fired ..."."""
    close = 0 <= statement.sentence.index - draft.last.sentence.index <= 1
    of_space = _is_space(statement.weapons) or _is_space(draft.weapons())
    return close and not of_space and not statement.looks_back and not statement.is_aside


_RANGE_CLASSES = frozenset({"srbm", "mrbm", "irbm", "icbm", "slbm", "cruise"})


def _overlap(low: int | None, high: int | None, other_low: int | None, other_high: int | None) -> bool:
    return (low or 0) <= (other_high or 10**9) and (other_low or 0) <= (high or 10**9)
