"""Naming: what an article says a named weapon is, wherever it says so: "the Musudan, an intermediate-range missile".

A class told once of a name holds for every launch of that name in the article. The knowledge base's own class is not
used: a record gives what the text gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.assembly.view import View
from extractor.model.mention import Weapon

MAX_GAP = 60  # characters between a name and the class it is given

_NAME_IS = re.compile(
    r"s?(?:\"|')?(?:,| \(|,? (?:which|that) (?:is|was|are|were)| (?:is|was|are|were)) (?:\w+ly )?"
    r"(?:an?|the|its|their|one of (?:its|the)|what (?:it|they) (?:calls?|called|says? is)(?: an?)?)? ?"
    r"(?:[\w-]+ ){0,4}[\"']?|s?[\"']? \("
)
_CLASS_IS = re.compile(
    r"s?(?:\)|,)?(?: (?:called|known as|dubbed|named|designated|identified as|such as|like|including)|,|:| \()? ?"
    r"(?:an?|the|its|their|one of (?:its|the)|two|three|what it (?:calls?|called))? ?(?:(?:[\w-]+ ){0,3})[\"'(]?"
)


def classes_of_names(view: View) -> dict[str, dict[str, list[Weapon]]]:
    """Classes that the article gives each weapon it names, by canonical name, with the mentions that say so."""
    known: dict[str, dict[str, list[Weapon]]] = {}
    for named, telling in _told(view):
        for name in telling.classes:
            known.setdefault(named.canonical or "", {}).setdefault(name, []).append(telling)
    return known


def _told(view: View) -> Iterator[tuple[Weapon, Weapon]]:
    """Pairs of a named weapon and the mention that gives its class: the same one, or one in apposition."""
    flat = view.reading.flat
    weapons = view.of(Weapon)
    for weapon in weapons:
        if weapon.canonical and weapon.classes:
            yield weapon, weapon
    for left, right in pairwise(weapons):
        gap = flat[left.end : right.start]
        if len(gap) > MAX_GAP or left.modifies:
            continue
        if left.canonical and not left.classes and right.classes and not right.canonical and _NAME_IS.fullmatch(gap):
            yield left, right
        if right.canonical and not right.classes and left.classes and not left.canonical and _CLASS_IS.fullmatch(gap):
            yield right, left
