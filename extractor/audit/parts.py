"""What is compared: the events, leaders and reactions of a record or a gold file, in one bare form.

Gold writes a slot as its value, a record wraps it as `{"value": ..., "evidence": ...}`, and records by people or
by other versions may do either. The readers here take plain JSON and unwrap what is wrapped; texts are folded
once. They ask for nothing that the score does not need, so that any version's records can be judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from extractor.errors import ContractError

PLAIN_SLOTS = ("country", "kind", "status", "date")
INTERVAL_SLOTS = ("count", "distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach")
SET_SLOTS = ("weapon_classes", "weapon_names")
TEXT_SLOTS = ("launch_site", "impact_area")

Json: TypeAlias = Mapping[str, object]
Bounds: TypeAlias = tuple[float | None, float | None]
Value: TypeAlias = str | Bounds
SlotKey: TypeAlias = tuple[str, str]  # slot, and the element in slots that hold a set (else "")

_POSSESSIVE = re.compile(r"[\u2019'`]s\b")
_NO_WORD = re.compile(r"[^\w]+")
_ARTICLE = re.compile(r"^(the|a|an) ")
_MISSILE_NOUN = re.compile(r" (missile|missiles|rocket)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A slot's comparable value and the confidence its record gives it, where it gives one."""

    value: Value
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words as written and folded."""

    text: str
    folded: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPart:
    """An event: its filled slots, and whether it is what the article is about."""

    slots: Mapping[SlotKey, Filled]
    is_main: bool
    confidence: float | None

    def value(self, slot: str) -> Value | None:
        """The value of a slot that holds no set; None where it is empty."""
        filled = self.slots.get((slot, ""))
        return filled.value if filled else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderPart:
    """A leader: name, side served, roles."""

    name: Words
    country: str | None
    roles: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionPart:
    """A reaction: who, which stance, and the quoted words."""

    actor: Words
    stance: str | None
    quote: Words | None
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParts:
    """All that is compared of one record."""

    events: tuple[EventPart, ...]
    leaders: tuple[LeaderPart, ...]
    reactions: tuple[ReactionPart, ...]


def fold(text: object) -> str:
    """Lower case without accents, punctuation, possessives and a leading article; single spaces."""
    decomposed = unicodedata.normalize("NFKD", str(text or ""))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    spaced = _NO_WORD.sub(" ", _POSSESSIVE.sub("", letters))
    return _ARTICLE.sub("", spaced.strip())


def read_parts(record: Json, where: str) -> RecordParts:
    """The comparable parts of a record or a gold file.

    Raises ContractError, its message beginning with `where`, for a list or a number that is none.
    """
    events, leaders = _objects(record, "events", where), _objects(record, "leaders", where)
    return RecordParts(
        events=tuple(_read_event(event, f"{where}/events/{at}") for at, event in enumerate(events)),
        leaders=tuple(_read_leader(leader, f"{where}/leaders/{at}") for at, leader in enumerate(leaders)),
        reactions=tuple(_read_reaction(reaction) for reaction in _objects(record, "reactions", where)),
    )


def _read_event(event: Json, where: str) -> EventPart:
    slots: dict[SlotKey, Filled] = {}
    for name in (*PLAIN_SLOTS, *INTERVAL_SLOTS, *TEXT_SLOTS):
        slot = event.get(name)
        value = _slot_value(name, slot, f"{where}/{name}")
        if value is not None:
            slots[name, ""] = Filled(value=value, confidence=_confidence(slot))
    for name in SET_SLOTS:
        for item in _list(event, name, where):
            element = element_of(item)
            if element:
                slots.setdefault((name, element), Filled(value=element, confidence=_confidence(item)))
    return EventPart(
        slots=slots, is_main=_bare(event.get("prominence")) == "main", confidence=_number(event.get("confidence"))
    )


def _read_leader(leader: Json, where: str) -> LeaderPart:
    return LeaderPart(
        name=_words(leader.get("name")),
        country=_text(_bare(leader.get("country")) or None),
        roles=tuple(_words(role) for role in _list(leader, "roles", where)),
    )


def _read_reaction(reaction: Json) -> ReactionPart:
    return ReactionPart(
        actor=_words(reaction.get("actor")),
        stance=_text(_bare(reaction.get("stance"))),
        quote=_words(reaction.get("quote")) if _bare(reaction.get("quote")) else None,
        confidence=_number(reaction.get("confidence")),
    )


def _slot_value(name: str, slot: object, where: str) -> Value | None:
    if name in INTERVAL_SLOTS:
        return _bounds(name, slot, where)
    if name in TEXT_SLOTS:
        return _place(slot) or None
    bare = _bare(slot)
    if isinstance(bare, dict):
        bare = bare.get("iso")
    return str(bare) if bare else None


def _bounds(name: str, slot: object, where: str) -> Bounds | None:
    bare = _bare(slot)
    if name == "speed_mach" and not bare:
        return None  # forms write an unknown speed as 0; a count of 0 is a statement
    if bare is None:
        return None
    if isinstance(bare, dict):
        bare = [bare.get("min"), bare.get("max")]
    elif isinstance(bare, (int, float)):
        bare = [bare, bare]
    if not isinstance(bare, (list, tuple)) or len(bare) != 2 or not all(_is_bound(end) for end in bare):
        raise ContractError(f"{where}: a number, [min, max] or {{min, max}} expected, found {bare!r:.60}")
    low, high = bare
    return None if low is None and high is None else (low, high)


def _is_bound(end: object) -> bool:
    return end is None or isinstance(end, (int, float))


def element_of(item: object) -> str:
    """A weapon class or name as it is compared: "KN-23 missile" and "KN 23" are one."""
    bare = _bare(item)
    folded = fold(_place(item)) if isinstance(bare, dict) else fold(bare)
    return _MISSILE_NOUN.sub("", folded).replace(" ", "")


def _place(slot: object) -> str:
    bare = _bare(slot)
    if isinstance(bare, dict):
        bare = bare.get("text") or bare.get("name") or bare.get("canonical")
    return fold(bare)


def _words(slot: object) -> Words:
    bare = _bare(slot)
    return Words(text=str(bare or ""), folded=fold(bare), confidence=_confidence(slot))


def _text(bare: object) -> str | None:
    return None if bare is None else str(bare)


def _bare(slot: object) -> object:
    """A slot's value without its wrapping."""
    while isinstance(slot, dict) and "value" in slot:
        slot = slot["value"]
    return slot


def _confidence(slot: object) -> float | None:
    return _number(slot.get("confidence")) if isinstance(slot, dict) else None


def _number(value: object) -> float | None:
    return value if isinstance(value, (int, float)) else None


def _list(part: Json, name: str, where: str) -> list[object]:
    items = part.get(name) or []
    if not isinstance(items, (list, tuple)):
        raise ContractError(f"{where}/{name}: a list expected, found {items!r:.60}")
    return list(items)


def _objects(record: Json, name: str, where: str) -> list[Json]:
    objects: list[Json] = []
    for at, item in enumerate(_list(record, name, where)):
        if not isinstance(item, Mapping):
            raise ContractError(f"{where}/{name}/{at}: an object expected, found {item!r:.60}")
        objects.append(item)
    return objects
