"""Events of two records compared: slot by slot, and the ones that were split or merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from extractor.audit.alignment import Pairs, align
from extractor.audit.parts import INTERVAL_SLOTS, EventPart
from extractor.audit.steering import one_line
from extractor.diff.change import Change
from extractor.diff.facts import Fact, Findings, Thing, compare, compare_lists, compare_plain, fact_of
from extractor.diff.pairing import Paired, Plain, Rules, pair
from extractor.diff.places import folded_space
from extractor.diff.values import core, shown

STATED = ("kind", "status", "prominence")
SINGLE = ("country", "actor", "count", *INTERVAL_SLOTS[1:], "date", "launch_site", "impact_area")
LISTED = ("weapon_classes", "weapon_names", "sources")
TOLD = ("count", "date", "distance_km", "altitude_km", "launch_site", *LISTED[:2])
"""Slots that tell one launch of an article from another; the side and the sources are mostly shared."""


def headline(event: Plain) -> str:
    """What tells an event from its neighbours at a glance: side, kind, day."""
    facts = [fact_of(event.get(slot)) for slot in ("country", "kind", "date")]
    return " ".join(shown(fact.value) if fact else "?" for fact in facts)


def events_paired(out: Findings, old: Sequence[Plain], new: Sequence[Plain], parts: EventParts) -> Paired:
    """Which event is which, by the scorer's alignment."""

    def same(event: Plain, in_new: bool) -> Any:
        slots = tuple(_said(event, slot) for slot in (*STATED, *SINGLE, *LISTED))
        return slots, frozenset(out.places(_trigger(event), in_new=in_new))

    def scored(olds: list[int], news: list[int]) -> Pairs:
        return align([parts[0][i] for i in olds], [parts[1][j] for j in news])

    return pair(out, old, new, Rules(same=same, scored=scored, evidence=_trigger))


EventParts = tuple[Sequence[EventPart], Sequence[EventPart]]


def compare_events(out: Findings, old: Sequence[Plain], new: Sequence[Plain], paired: Paired) -> None:
    """Report what became of each event."""
    split = _came_from(paired.lone_new, new, [(i, j, old[i], new[j]) for i, j in paired.pairs])
    merged = _came_from(paired.lone_old, old, [(j, i, new[j], old[i]) for i, j in paired.pairs])
    for i, j in paired.pairs:
        thing = Thing(part="event", subject=headline(old[i]), old_at=i, new_at=j)
        first = len(out.changes)
        if not out.alike(old[i], new[j]):
            _compare_event(out, thing, old[i], new[j])
        if old[i].get("event_id") != new[j].get("event_id"):
            out.noise["ids"] += 1
        if i in split or j in merged:
            _fold(
                out, thing, first, [new[each] for each in split.get(i, ())], [old[each] for each in merged.get(j, ())]
            )
    told = {each for group in (*split.values(),) for each in group}
    gone = {each for group in (*merged.values(),) for each in group}
    for i in paired.lone_old:
        if i not in gone:
            out.add("removed", Thing(part="event", subject=headline(old[i]), old_at=i), "", (_whole(old[i]), None))
    for j in paired.lone_new:
        if j not in told:
            out.add("added", Thing(part="event", subject=headline(new[j]), new_at=j), "", (None, _whole(new[j])))


def _compare_event(out: Findings, thing: Thing, old: Plain, new: Plain) -> None:
    for slot in STATED:
        compare_plain(out, thing, slot, (old, new), (_trigger(old), _trigger(new)))
    _compare_trigger(out, thing, old, new)
    for slot in (*SINGLE, *LISTED):
        first = len(out.changes)
        if slot in LISTED:
            compare_lists(out, thing, slot, old.get(slot) or (), new.get(slot) or ())
        else:
            compare(out, thing, slot, fact_of(old.get(slot)), fact_of(new.get(slot)))
        _compare_claims(out, thing, slot, old, new, first)
    before, after = old.get("confidence"), new.get("confidence")
    compare(out, thing, "confidence", *(Fact(value=None, confidence=each) for each in (before, after)))


def _compare_trigger(out: Findings, thing: Thing, old: Plain, new: Plain) -> None:
    sides = [Fact(value=None, evidence=tuple(_trigger(event))) for event in (old, new)]
    if all(side.evidence for side in sides) and not out.same_places(sides[0].evidence, sides[1].evidence):
        words = [Fact(value=side.evidence[0]["text"], evidence=side.evidence) for side in sides]
        out.add("moved", thing, "trigger", (words[0], words[1]))


def _compare_claims(out: Findings, thing: Thing, slot: str, old: Plain, new: Plain, first: int) -> None:
    """Rival statements of a slot. Where the slot itself changed they follow from it, and say how."""
    olds, news = ([c for c in event.get("claims") or () if c.get("slot") == slot] for event in (old, new))
    said = [
        Counter((core(c["value"]), folded_space(c.get("attributed_to") or "")) for c in each) for each in (olds, news)
    ]
    chosen = [Counter(core(c["value"]) for c in each if c.get("chosen")) for each in (olds, news)]
    if len(out.changes) > first:
        if said[0] == said[1] and said[0] and chosen[0] != chosen[1]:
            _rename_last(out, "swapped with a rival claim")
        return
    if said[0] == said[1] and chosen[0] == chosen[1]:
        if [core(c["value"]) for c in olds] != [core(c["value"]) for c in news]:
            out.noise["order"] += 1
        return
    values = [Counter(core(c["value"]) for c in each) for each in (olds, news)]
    nature = "claims of other speakers" if values[0] == values[1] else "other claims"
    out.add("changed", thing, slot, (_claims(olds), _claims(news)), nature)


def _rename_last(out: Findings, nature: str) -> None:
    out.changes[-1] = replace(out.changes[-1], nature=nature)


def _claims(claims: Sequence[Plain]) -> Fact:
    words = [f"{shown(c['value'], c['slot'])} ({c.get('attributed_to') or 'the article'})" for c in claims]
    evidence = tuple(each for claim in claims for each in claim.get("evidence") or ())
    return Fact(value="; ".join(sorted(words)) or "no claims", evidence=evidence)


def _came_from(
    lone: Sequence[int], events: Sequence[Plain], pairs: Sequence[tuple[int, int, Plain, Plain]]
) -> dict[int, list[int]]:
    """Lone events by the paired event that they are a part of: they say what it said and its partner no longer does.

    A pair is (index, partner's index, event, partner); `lone` and `events` are of the partner's side.
    """
    found: dict[int, list[int]] = {}
    for each in lone:
        for index, _, whole, rest in pairs:
            if _is_part(events[each], whole, rest):
                found.setdefault(index, []).append(each)
                break
    return found


def _is_part(part: Plain, whole: Plain, rest: Plain) -> bool:
    if _bare(part, "country") != _bare(whole, "country"):
        return False
    facts = [{(slot, value) for slot in TOLD for value in _elements(each, slot)} for each in (part, whole, rest)]
    if facts[0] & (facts[1] - facts[2]):
        return True
    counts = [_bare(each, "count") for each in (part, whole, rest)]
    lows = [count.get("min") if isinstance(count, Mapping) else None for count in counts]
    ours, before, after = lows
    return ours is not None and before is not None and after is not None and ours + after == before


def _elements(event: Plain, slot: str) -> list[Any]:
    content = event.get(slot)
    items = content if isinstance(content, list | tuple) else [content]
    return [core(fact.value) for item in items if (fact := fact_of(item))]


def _fold(out: Findings, thing: Thing, first: int, split: Sequence[Plain], merged: Sequence[Plain]) -> None:
    """What was found of the pair itself becomes the details of one change: split or merged."""
    found: list[Change] = out.changes[first:]
    del out.changes[first:]
    details = [
        f"{c.slot}: {c.old.shown if c.old else 'nothing'}, now {c.new.shown if c.new else 'nothing'}" for c in found
    ]
    others = [f"{'also' if split else 'was also'}: {_summary(event)}" for event in (*split, *merged)]
    old = Fact(value=thing.subject, evidence=tuple(each for event in merged for each in _trigger(event)))
    new = Fact(value=thing.subject, evidence=tuple(each for event in split for each in _trigger(event)))
    if split:
        new = Fact(value="; ".join([thing.subject, *map(headline, split)]), evidence=new.evidence)
    else:
        old = Fact(value="; ".join([thing.subject, *map(headline, merged)]), evidence=old.evidence)
    kind, number = ("split", len(split)) if split else ("merged", len(merged))
    nature = f"one became {number + 1}" if split else f"{number + 1} became one"
    out.add("split" if kind == "split" else "merged", thing, "", (old, new), nature, *others, *details)


def _whole(event: Plain) -> Fact:
    return Fact(value=_summary(event), evidence=tuple(_trigger(event)), confidence=event.get("confidence"))


def _summary(event: Plain) -> str:
    slots = [(slot, _elements_shown(event, slot)) for slot in (*STATED[1:], *SINGLE[2:], *LISTED)]
    return one_line(", ".join([headline(event), *(f"{slot} {words}" for slot, words in slots if words)]))


def _elements_shown(event: Plain, slot: str) -> str:
    content = event.get(slot)
    items = content if isinstance(content, list | tuple) else [content]
    return ", ".join(shown(fact.value, slot) for item in items if (fact := fact_of(item)))


def _said(event: Plain, slot: str) -> Any:
    content = event.get(slot)
    if isinstance(content, list | tuple):
        return frozenset(Counter(_elements(event, slot)).items())
    fact = fact_of(content)
    return core(fact.value) if fact else None


def _bare(event: Plain, slot: str) -> Any:
    fact = fact_of(event.get(slot))
    return fact.value if fact else None


def _trigger(event: Plain) -> Sequence[Plain]:
    trigger = event.get("trigger")
    return [trigger] if isinstance(trigger, Mapping) else []
