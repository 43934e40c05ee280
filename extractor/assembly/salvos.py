"""Salvos: which counts of a sentence are of the weapons launched, and which only repeat or divide another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.model.mention import Count, Mention, Weapon


def counts_of(
    view: View, trigger: Trigger, counts: Sequence[Count], mine: list[Mention], weapons: tuple[Weapon, ...]
) -> list[Count]:
    """Counts of the weapon launched: the number stands right before it, and tells of missiles not counted before."""
    if trigger.count is not None:
        return [trigger.count]
    flat = view.reading.flat
    launches = [c for c in counts if c.what == "launches" and c in mine and trigger.plural and c.end <= trigger.end]
    beside = view.of(Weapon, view.reading.sentence_at(trigger.start))
    others = [w for w in beside if w not in weapons and not w.modifies]
    found: list[tuple[Count, Weapon]] = []
    for number, count in enumerate(counts):
        if any(_is_one_launch(flat, count, other) for other in counts[number + 1 : number + 2]):
            continue
        if launches and (count.min, count.max) == (1, 1) and _OF_EACH.fullmatch(flat, trigger.end, count.start):
            continue
        weapon = _counted(flat, trigger, count, weapons) if count.what in ("missiles", "mixed") else None
        if weapon is not None and any(count.end <= w.start < weapon.start for w in others):
            continue  # "fired a missile after the North launched two missiles"
        if weapon is not None and not _says_again(flat, found, count, weapon):
            found.append((count, weapon))
    return launches + _whole(flat, found)


_OF_ONE = re.compile(r" (?:[\w-]+ ){0,4}(?:test|launch|firing|test-fire|test-firing|flight)(?: \w+)? of ")


_OF_EACH = re.compile(r" (?:[\w-]+ ){0,3}of (?:the |its )?(?:[\w-]+ )?")  # "two tests of a new missile" are two


def _is_one_launch(flat: str, count: Count, other: Count) -> bool:
    """Whether two articles are of one launch and its missile: "a successful test-fire of a missile"."""
    both = (count.min, count.max) == (other.min, other.max) == (1, 1)
    return both and _OF_ONE.fullmatch(flat, count.end, other.start) is not None


# "Fired ten rounds from a multiple rocket launcher": the rounds are counted, not the launcher.
_FROM_LAUNCHER = re.compile(
    r"\b(?:rounds|shots|shells|salvos|volleys|projectiles|rockets|it)\b[^,;.]{0,40}\b(?:from|of|with|by|using|be)\b[^,;.]{0,25}$"
)
_ROUNDS = re.compile(r"s? (?:rounds|shells|shots|rockets)\b")  # of a launcher are counted, the launcher is not


def _counted(flat: str, trigger: Trigger, count: Count, weapons: tuple[Weapon, ...]) -> Weapon | None:
    launchers = [w for w in weapons if "artillery_rocket" in w.classes and w.start >= count.end]
    if launchers and _ROUNDS.match(flat, count.end):
        return launchers[0]
    one = count.min == count.max == 1
    if launchers and one and _FROM_LAUNCHER.search(flat, trigger.start, count.start):
        return None
    for weapon in weapons:
        if (
            count.start < weapon.end
            and weapon.start - count.end < 75
            and count.start <= weapon.start
            and not re.search(r"[.;,]|\b(?:and|from|into|said)\b", flat[count.end : weapon.start])
            and not (weapon.modifies and weapon is trigger.weapon)
            and not (weapon.head == "satellite" and weapon is not weapons[0])
            and ("launcher" not in weapon.head or _ROUNDS.search(flat, weapon.start, weapon.end + 9))
        ):
            return weapon
    return None


_PART = re.compile(
    r"\b(?:including|included|among (?:them|which)|compris\w+|consist\w+ of|made up of|of which|of them|with one of|"
    r"some of)\b"
)
_HELD_TO_BE = re.compile(
    r"\b(?:presumed|believed|thought|said|called|known|identified|described|considered|reportedly|likely|possibly|"
    r"apparently|resembl\w+|similar|namely|dubbed|which|sees?|saw|views?|seen|regard\w*|cover|appear\w*|suspected|assessed|judged|"
    r"estimated|deemed)\b"
)
_IS_HELD = re.compile(
    r"\b(?:presumed|believed|thought|said|identified|assessed|judged|estimated|deemed) to (?:be|have been)\b"
)
_MORE = re.compile(r"\b(?:and|plus|along with|together with|as well as|followed by|then)\b|;")


def _says_again(flat: str, found: list[tuple[Count, Weapon]], count: Count, weapon: Weapon) -> bool:
    """Whether a count tells of missiles that one before it counted.

    "Three missiles -- three KN-25s -- were fired", "seven missiles, including an ICBM", "an SLBM, presumed to be a
    Pukguksong-3".
    """
    if not found:
        return False
    if found[0][1].head == "satellite" and weapon.head != "satellite":
        return True  # the rocket that carried it
    last, named = found[-1]
    gap = flat[last.end : count.start]
    if _PART.search(flat, found[0][0].end, count.start) and (found[0][0].min or 0) >= (count.min or 0):
        return True
    if (last.min, last.max) != (count.min, count.max):
        told = found[0][0]  # "two missiles assessed to be a KN-23 and a KN-25"
        return (
            told.min == told.max
            and (count.min or 0) < (told.min or 0)
            and _IS_HELD.search(flat, found[0][1].end, count.start) is not None
        )
    if re.search(r"(?: --|–|\(|:) ?$", gap):
        return True
    if (count.min, count.max) != (1, 1) or _MORE.search(gap):
        return False
    beside = flat[named.end : count.start] == ", " and weapon.name is not None and named.name is None
    return _HELD_TO_BE.search(gap) is not None or beside


# "Three missiles, a Hyunmoo-2, an ATACMS and a Haesong-2": the names of what was counted.
_NAMES_THEM = re.compile(r"(?: [^,;.]{2,40})?, (?:an?|one|the) ")


def _whole(flat: str, found: list[tuple[Count, Weapon]]) -> list[Count]:
    """A number and its parts, "three missiles, two cruise missiles and one ballistic missile", are the number."""
    counts = [count for count, _ in found]
    if found and (found[0][1].name or set(found[0][1].classes) - {"ballistic"}):
        return counts
    named = all(weapon.name and (count.min, count.max) == (1, 1) for count, weapon in found[1:])
    if found and named and _NAMES_THEM.match(flat, found[0][1].end) and (counts[0].min or 0) >= len(counts) - 1:
        return counts[:1]
    if len(counts) > 2 and counts[0].min == counts[0].max == sum(c.min or 0 for c in counts[1:]):
        return counts[:1]
    return counts
