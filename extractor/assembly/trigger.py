"""A trigger: the words of a sentence that tell of a launch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.assembly.scope import Factuality
from extractor.assembly.view import View
from extractor.model.mention import Count, Weapon

Form = Literal["verb", "noun", "back"]
Action = Literal["launch", "test", "attack"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that tell of a launch. `form` "back" points to a launch told elsewhere."""

    start: int
    end: int
    form: Form
    action: Action
    weapon: Weapon | None
    plural: bool
    factuality: Factuality
    count: Count | None = None
    """The number that stands for the missiles, where the text leaves them out: "launched two more"."""


RECALLED = 3  # sentences over which "its first test" may be of a weapon named before


def last_named(view: View, before: int) -> Weapon | None:
    """The weapon that the text called by its name last before a place, not far from there."""
    here = view.reading.sentence_at(before).index
    named = (w for w in reversed(view.of(Weapon)) if w.name and w.end <= before)
    weapon = next(named, None)
    near = weapon is not None and here - view.reading.sentence_at(weapon.start).index <= RECALLED
    return weapon if near else None


def told(start: int, end: int, facts: Factuality, weapon: Weapon | None = None, action: Action = "launch") -> Trigger:
    """A launch told by a verb that is none of launching, or by words in the place of one."""
    return Trigger(start=start, end=end, form="verb", action=action, weapon=weapon, plural=False, factuality=facts)


def is_one(trigger: Trigger) -> bool:
    """Whether a single missile of a class is pointed to: "released images of its ICBM launch"."""
    weapon = trigger.weapon
    return weapon is not None and bool(weapon.classes) and not weapon.plural and not trigger.plural
