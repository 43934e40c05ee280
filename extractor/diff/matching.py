"""Which record of the old side is which of the new one: by source, then by address, then by id.

Equal lines are recognised by their digest and never parsed, so that what a diff costs depends on what changed. Memory
grows with the number of records, by some hundred bytes each, and not with their size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from extractor.diff.stores import Keys, Store

DIGEST = 16  # bytes: that two different lines of a billion share one is as good as impossible


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Records of one article by their place in the stores; None where a side has none. `equal`: the same bytes."""

    old_at: int | None
    new_at: int | None
    equal: bool = False


def matched(old: Store, new: Store) -> Iterator[Match]:
    """Every record of both sides, exactly once: in the order of the new side, then those that only the old has."""
    waiting: dict[bytes, list[int]] = {}
    for at, line in old.lines():
        waiting.setdefault(_digest(line), []).append(at)
    equal: dict[int, int] = {}
    changed: list[tuple[int, Keys]] = []
    order: list[int] = []
    for at, line in new.lines():
        order.append(at)
        if places := waiting.get(_digest(line)):
            equal[at] = places.pop(0)
        else:
            changed.append((at, new.keys(line, at)))
    left = {at for places in waiting.values() for at in places}
    gone = [(at, old.keys(line, at)) for at, line in old.lines() if at in left] if left else []
    partner = _pairs(gone, changed)
    for at in order:
        same = equal.get(at)
        yield Match(old_at=partner.get(at) if same is None else same, new_at=at, equal=same is not None)
    taken = set(partner.values())
    yield from (Match(old_at=at, new_at=None) for at, _ in gone if at not in taken)


def out_of_order(places: Sequence[int]) -> int:
    """How many records stand before one that stood before them."""
    highest, number = -1, 0
    for place in places:
        number += place < highest
        highest = max(highest, place)
    return number


def _pairs(old: Sequence[tuple[int, Keys]], new: Sequence[tuple[int, Keys]]) -> dict[int, int]:
    """Old place by new place. Of records that share a key, the first of each side belong together."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for which in range(3):
        waiting: dict[str, list[int]] = {}
        for at, keys in old:
            if at not in taken and keys[which]:
                waiting.setdefault(keys[which], []).append(at)
        for at, keys in new:
            if at not in partner and keys[which] and (places := waiting.get(keys[which])):
                partner[at] = places.pop(0)
                taken.add(partner[at])
    return partner


def _digest(line: bytes) -> bytes:
    return blake2b(line.strip(), digest_size=DIGEST).digest()
