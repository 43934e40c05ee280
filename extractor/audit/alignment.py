"""Which event, leader or reaction of one record is which of another: the pairings that scores and diffs share.

The rules are section 6 of the annotation guidelines. Indexes count from 0 in the order of the record's lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeAlias, TypeVar

from extractor.audit.parts import (
    TEXT_SLOTS,
    EventPart,
    LeaderPart,
    ReactionPart,
    SlotKey,
    Value,
    Words,
)

Pairs: TypeAlias = tuple[tuple[int, int], ...]
T = TypeVar("T")

ANCHOR_SLOTS = ("date", "count", "weapon_classes", "weapon_names", "distance_km", "altitude_km")
NUMBER_TOLERANCE = 0.01  # relative; guidelines, section 6: "numbers agree within 1 %"
QUOTE_SHARE = 0.8  # of the gold quote's words; guidelines, section 6
PAIR_BONUS = 0.5  # in slots: of two alignments that agree equally, the one with more pairs
SEARCHED_FOUND = 12  # found events up to which all alignments are searched: 2**12 states a gold event
SEARCHED_GOLD = 40  # gold events up to which all alignments are searched
INITIAL_LENGTH = 2  # letters up to which a given name may be an initial: "J", "Jo"

_NO_LATIN_LETTER = re.compile(r"[^a-z]")


def align(gold: Sequence[EventPart], found: Sequence[EventPart]) -> Pairs:
    """Pairs of events that agree on the most slots over the article.

    All alignments are searched where there are few events; among many, the best pair is taken first.
    """
    gains = [[_gain(g, f, _both_sole_main(g, f, gold, found)) for f in found] for g in gold]
    if len(found) > SEARCHED_FOUND or len(gold) > SEARCHED_GOLD:
        return _best_first(gains)
    return _best_of_all(gains)


def shared_slots(gold: EventPart, found: EventPart) -> list[SlotKey]:
    """Slots and set elements that both events fill and agree on."""
    return [
        key
        for key, filled in gold.slots.items()
        if key in found.slots and values_agree(key[0], filled.value, found.slots[key].value)
    ]


def values_agree(slot: str, gold: Value, found: Value) -> bool:
    """Whether two values of a slot count as the same: numbers within 1 %, a place within a place, else equal."""
    if isinstance(gold, str) or isinstance(found, str):
        return within(str(gold), str(found)) if slot in TEXT_SLOTS else gold == found
    return all(_near(g, f) for g, f in zip(gold, found, strict=True))


def within(a: str, b: str) -> bool:
    """Whether one folded text holds the other as whole words."""
    return f" {a} " in f" {b} " or f" {b} " in f" {a} "


def same_name(a: Words, b: Words) -> bool:
    """Whether two names mean one person or body: same surname and no given name that contradicts."""
    one, other = a.folded, b.folded
    if not one or not other:
        return False
    if within(one, other) or _NO_LATIN_LETTER.sub("", one) == _NO_LATIN_LETTER.sub("", other):
        return True
    ones, others = one.split(), other.split()
    if ones[-1] != others[-1]:
        return False
    return ones[0][0] == others[0][0] and min(len(ones[0]), len(others[0])) <= INITIAL_LENGTH


def pair_leaders(gold: Sequence[LeaderPart], found: Sequence[LeaderPart]) -> Pairs:
    """Leaders of the same name whose countries do not contradict."""
    return pair_off(
        gold,
        found,
        lambda g, f: same_name(g.name, f.name) and (not g.country or not f.country or g.country == f.country),
    )


def pair_roles(gold: Sequence[Words], found: Sequence[Words]) -> Pairs:
    """Roles of which one contains the other."""
    return pair_off(gold, found, lambda g, f: within(g.folded, f.folded))


def pair_reactions(gold: Sequence[ReactionPart], found: Sequence[ReactionPart]) -> Pairs:
    """Reactions of the same actor and stance."""
    return pair_off(gold, found, lambda g, f: g.stance == f.stance and same_name(g.actor, f.actor))


def pair_quotes(gold: Sequence[ReactionPart], found: Sequence[ReactionPart]) -> Pairs:
    """Reactions of the same actor, whatever the stance, where most words of the gold quote were found."""
    return pair_off(gold, found, lambda g, f: same_name(g.actor, f.actor) and _same_quote(g.quote, f.quote))


def pair_off(gold: Sequence[T], found: Sequence[T], same: Callable[[T, T], bool]) -> Pairs:
    """Each gold item with the first found item that is the same and not taken yet."""
    left = list(range(len(found)))
    pairs: list[tuple[int, int]] = []
    for i, item in enumerate(gold):
        match = next((j for j in left if same(item, found[j])), None)
        if match is not None:
            pairs.append((i, match))
            left.remove(match)
    return tuple(pairs)


def everything(pairs: Pairs, golds: int, founds: int) -> Iterator[tuple[int | None, int | None]]:
    """Every gold index with its partner or None, then every found index that has none."""
    partner = dict(pairs)
    for i in range(golds):
        yield i, partner.get(i)
    taken = set(partner.values())
    for j in range(founds):
        if j not in taken:
            yield None, j


def _both_sole_main(g: EventPart, f: EventPart, gold: Sequence[EventPart], found: Sequence[EventPart]) -> bool:
    if not (g.is_main and f.is_main):
        return False
    return all(sum(event.is_main for event in side) == 1 for side in (gold, found))


def _gain(gold: EventPart, found: EventPart, sole_main: bool) -> float:
    """What pairing two events adds to an alignment, in slots; 0 where they may not be paired."""
    ours, theirs = gold.value("country"), found.value("country")
    if ours and theirs and ours != theirs:
        return 0
    shared = shared_slots(gold, found)
    anchored = any(slot in ANCHOR_SLOTS for slot, _ in shared)
    return len(shared) + PAIR_BONUS if shared and (anchored or sole_main) else 0


def _best_of_all(gains: list[list[float]]) -> Pairs:
    """The alignment with the highest sum; among equals the one that leaves the earliest gold event alone."""

    @cache
    def best(i: int, used: int) -> tuple[float, Pairs]:
        if i == len(gains):
            return 0, ()
        top = best(i + 1, used)
        for j, gain in enumerate(gains[i]):
            if gain and not used >> j & 1:
                total, rest = best(i + 1, used | 1 << j)
                if total + gain > top[0]:
                    top = total + gain, ((i, j), *rest)
        return top

    return best(0, 0)[1]


def _best_first(gains: list[list[float]]) -> Pairs:
    """The pair with the highest gain first; among equals the later events."""
    ranked = sorted(((gain, i, j) for i, row in enumerate(gains) for j, gain in enumerate(row) if gain), reverse=True)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return tuple(sorted(partner.items()))


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= NUMBER_TOLERANCE * max(abs(a), abs(b), 1e-9) + 1e-9


def _same_quote(gold: Words | None, found: Words | None) -> bool:
    if gold is None or found is None:
        return False
    wanted, got = Counter(gold.folded.split()), Counter(found.folded.split())
    return (wanted & got).total() >= QUOTE_SHARE * max(1, wanted.total())
