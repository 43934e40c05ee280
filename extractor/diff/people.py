"""Leaders and reactions of two records compared: leaders by person, reactions by actor and stance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.audit.alignment import Pairs, pair_leaders, pair_reactions, same_name
from extractor.audit.parts import LeaderPart, ReactionPart, Words, fold
from extractor.diff.events import headline
from extractor.diff.facts import Fact, Findings, Thing, compare, compare_lists, compare_plain, fact_of
from extractor.diff.pairing import Paired, Plain, Rules, pair
from extractor.diff.places import folded_space
from extractor.diff.values import core

IDENTITY = ("name", "canonical_name", "wikidata_id")
"""Who a leader is: where the first of them differs, the others follow."""
REFERENCES = ("leader_id", "about")


def leaders_paired(
    out: Findings, old: Sequence[Plain], new: Sequence[Plain], parts: tuple[Sequence[LeaderPart], Sequence[LeaderPart]]
) -> Paired:
    """Which leader is which: by name and country, else by the places that name the person."""

    def same(leader: Plain, in_new: bool) -> Any:
        return (
            tuple(core(_plain(leader, key)) for key in IDENTITY),
            frozenset(out.places(_mentions(leader), in_new=in_new)),
        )

    def scored(olds: list[int], news: list[int]) -> Pairs:
        return pair_leaders([parts[0][i] for i in olds], [parts[1][j] for j in news])

    return pair(out, old, new, Rules(same=same, scored=scored, evidence=_mentions))


def compare_leaders(out: Findings, old: Sequence[Plain], new: Sequence[Plain], paired: Paired) -> None:
    """Report what became of each leader."""
    for i, j in paired.pairs:
        if not out.alike(old[i], new[j]):
            _compare_leader(out, Thing(part="leader", subject=_name(old[i]), old_at=i, new_at=j), old[i], new[j])
    for i in paired.lone_old:
        out.add("removed", Thing(part="leader", subject=_name(old[i]), old_at=i), "", (_leader(old[i]), None))
    for j in paired.lone_new:
        out.add("added", Thing(part="leader", subject=_name(new[j]), new_at=j), "", (None, _leader(new[j])))


def _compare_leader(out: Findings, thing: Thing, old: Plain, new: Plain) -> None:
    _compare_identity(out, thing, old, new)
    for slot in ("country", "office_on_date"):
        compare_plain(out, thing, slot, (old, new), (_mentions(old)[:1], _mentions(new)[:1]))
    compare_lists(out, thing, "roles", old.get("roles") or (), new.get("roles") or ())
    if old.get("leader_id") != new.get("leader_id"):
        out.noise["ids"] += 1
    if not out.same_places(_mentions(old), _mentions(new)):
        _compare_mentions(out, thing, old, new)
        return
    names = [[folded_space(str(name)) for name in leader.get("aliases") or ()] for leader in (old, new)]
    if sorted(names[0]) != sorted(names[1]):
        sides = (Fact(value=each, evidence=tuple(_mentions(old)[:1])) if each else None for each in map(sorted, names))
        compare(out, thing, "aliases", *sides)
    elif names[0] != names[1]:
        out.noise["order"] += 1


def _compare_identity(out: Findings, thing: Thing, old: Plain, new: Plain) -> None:
    different = [key for key in IDENTITY if core(_plain(old, key)) != core(_plain(new, key))]
    if not different:
        return
    slot, *others = different
    values = [_plain(leader, slot) for leader in (old, new)]
    folded = [Words(text=str(value), folded=fold(value)) for value in values]
    nature = "" if slot == "wikidata_id" else "respelled" if same_name(folded[0], folded[1]) else "renamed"
    sides = (
        Fact(value=value, evidence=tuple(_mentions(leader)[:1]))
        for value, leader in zip(values, (old, new), strict=True)
    )
    details = [f"{key}: {_plain(old, key)}, now {_plain(new, key)}" for key in others]
    out.add("changed", thing, slot, tuple(sides), nature, *details)  # type: ignore[arg-type]  # two sides, as there are two records


def _compare_mentions(out: Findings, thing: Thing, old: Plain, new: Plain) -> None:
    places = out.places(_mentions(old), in_new=False), out.places(_mentions(new), in_new=True)
    lost, gained = places[0] - places[1], places[1] - places[0]
    facts = []
    for leader, here, in_new in ((old, lost, False), (new, gained, True)):
        mentions = _mentions(leader)
        changed = [m for m in mentions if out.texts.place(m, in_new=in_new) in here]
        facts.append(Fact(value=f"{len(mentions)} mentions", evidence=tuple(changed or mentions[:1])))
    nature = f"{gained.total()} more, {lost.total()} fewer"
    out.add("changed", thing, "mentions", (facts[0], facts[1]), nature)


def reactions_paired(
    out: Findings,
    old: Sequence[Plain],
    new: Sequence[Plain],
    parts: tuple[Sequence[ReactionPart], Sequence[ReactionPart]],
) -> Paired:
    """Which reaction is which: by actor and stance, else by the words that say it."""

    def same(reaction: Plain, in_new: bool) -> Any:
        said = tuple(core(_plain(reaction, key)) for key in ("actor", "stance", "quote"))
        return said, frozenset(out.places(_evidence(reaction), in_new=in_new))

    def scored(olds: list[int], news: list[int]) -> Pairs:
        return pair_reactions([parts[0][i] for i in olds], [parts[1][j] for j in news])

    return pair(out, old, new, Rules(same=same, scored=scored, evidence=_evidence))


def compare_reactions(out: Findings, records: tuple[Plain, Plain], paired: Paired, others: dict[str, Paired]) -> None:
    """Report what became of each reaction; `others` are the pairs of leaders and events that reactions point to."""
    old, new = (list(record.get("reactions") or ()) for record in records)
    for i, j in paired.pairs:
        thing = Thing(part="reaction", subject=_actor(old[i]), old_at=i, new_at=j)
        if not out.alike(old[i], new[j]):
            _compare_reaction(out, thing, old[i], new[j])
        for key in REFERENCES:
            _compare_reference(out, thing, key, records, others[key])
        if old[i].get("reaction_id") != new[j].get("reaction_id"):
            out.noise["ids"] += 1
    for i in paired.lone_old:
        out.add("removed", Thing(part="reaction", subject=_actor(old[i]), old_at=i), "", (_reaction(old[i]), None))
    for j in paired.lone_new:
        out.add("added", Thing(part="reaction", subject=_actor(new[j]), new_at=j), "", (None, _reaction(new[j])))


def _compare_reaction(out: Findings, thing: Thing, old: Plain, new: Plain) -> None:
    compare(out, thing, "actor", fact_of(old.get("actor")), fact_of(new.get("actor")))
    first = len(out.changes)
    for slot in ("stance", "actor_type", "country", "verb", "quote", "quote_kind"):
        compare_plain(out, thing, slot, (old, new), (_evidence(old), _evidence(new)))
    evidence = [tuple(_evidence(reaction)) for reaction in (old, new)]
    if not out.same_places(*evidence) and len(out.changes) == first:
        sides = [Fact(value=_plain(r, "stance"), evidence=e) for r, e in zip((old, new), evidence, strict=True)]
        out.add("moved", thing, "evidence", (sides[0], sides[1]))
    before, after = (Fact(value=None, confidence=reaction.get("confidence")) for reaction in (old, new))
    compare(out, thing, "confidence", before, after)


def _compare_reference(out: Findings, thing: Thing, key: str, records: tuple[Plain, Plain], others: Paired) -> None:
    """What the reaction points to. A pointer that follows what was reported of its target is no change of its own."""
    name, identity, called = ("leaders", "leader_id", _name) if key == "leader_id" else ("events", "event_id", headline)
    targets = [list(record.get(name) or ()) for record in records]
    ats = []
    for record, here, at in zip(records, targets, (thing.old_at, thing.new_at), strict=True):
        wanted = record["reactions"][at].get(key)
        ats.append(next((n for n, each in enumerate(here) if wanted and each.get(identity) == wanted), None))
    before, after = ats
    follows = before in others.lone_old or after in others.lone_new
    if follows or (None if before is None else others.partner.get(before)) == after:
        return
    evidence = [
        tuple(_evidence(record["reactions"][at]))
        for record, at in zip(records, (thing.old_at, thing.new_at), strict=True)
    ]
    old = None if before is None else Fact(value=called(targets[0][before]), evidence=evidence[0])
    new = None if after is None else Fact(value=called(targets[1][after]), evidence=evidence[1])
    out.add("changed", thing, key, (old, new), "points elsewhere")


def _plain(thing: Plain, key: str) -> Any:
    fact = fact_of(thing.get(key))
    return fact.value if fact else None


def _name(leader: Plain) -> str:
    return str(_plain(leader, "name") or "nobody")


def _actor(reaction: Plain) -> str:
    return f"{_plain(reaction, 'actor') or 'somebody'} / {_plain(reaction, 'stance') or '?'}"


def _mentions(leader: Plain) -> Sequence[Plain]:
    return tuple(leader.get("mentions") or ())


def _evidence(reaction: Plain) -> Sequence[Plain]:
    return tuple(reaction.get("evidence") or ())


def _leader(leader: Plain) -> Fact:
    roles = ", ".join(str(fact.value) for role in leader.get("roles") or () if (fact := fact_of(role)))
    return Fact(value=f"{_name(leader)} ({roles})" if roles else _name(leader), evidence=tuple(_mentions(leader)[:1]))


def _reaction(reaction: Plain) -> Fact:
    quote = _plain(reaction, "quote")
    words = f'{_actor(reaction)}: "{quote}"' if quote else _actor(reaction)
    return Fact(value=words, evidence=tuple(_evidence(reaction)), confidence=reaction.get("confidence"))
