"""Gold and record side by side: one judgement for everything that either of them states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

from extractor.audit.alignment import (
    Pairs,
    align,
    everything,
    pair_leaders,
    pair_quotes,
    pair_reactions,
    pair_roles,
    values_agree,
)
from extractor.audit.parts import EventPart, Filled, LeaderPart, ReactionPart, RecordParts, Value, Words

Part: TypeAlias = Literal["event", "event_slot", "leader", "role", "reaction", "quote"]
Kind: TypeAlias = Literal["right", "missed", "wrong", "spurious"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One statement of gold, of the record, or of both, and whether it is right.

    `gold_at` and `found_at` number the event, leader or reaction in its list; None where that side has none.
    `gold` and `found` are the values as compared: folded texts, (min, max), or names and quotes as written.
    `slot` is set for event slots only. `confidence` is the record's own, where it gives one.
    """

    article: str
    part: Part
    slot: str | None = None
    gold_at: int | None
    found_at: int | None
    gold: Value | None
    found: Value | None
    kind: Kind
    confidence: float | None = None

    def as_dict(self) -> dict[str, object]:
        """JSON-ready form."""
        return asdict(self)

    def describe(self) -> str:
        """One line for people; values as Python literals, so that no text can steer a terminal."""
        sides = (("gold", self.gold_at), ("found", self.found_at))
        place = ", ".join(f"{side} {at}" for side, at in sides if at is not None)
        what = f"{self.part} {self.slot}" if self.slot else self.part
        return f"{self.article}: {self.kind} {what} ({place}): gold {self.gold!r}, found {self.found!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """What is judged as a whole: its number in the record's list, how it is called, how sure the record is."""

    at: int
    text: str
    confidence: float | None = None


def judge(article: str, gold: RecordParts, found: RecordParts) -> Iterator[Judgement]:
    """Everything that gold or the record states: events, their slots, leaders, roles, reactions, quotes."""
    yield from _judge_events(article, gold.events, found.events)
    yield from _judge_leaders(article, gold.leaders, found.leaders)
    yield from _judge_reactions(article, gold.reactions, found.reactions)
    yield from _judge_quotes(article, gold.reactions, found.reactions)


def _judge_events(article: str, gold: Sequence[EventPart], found: Sequence[EventPart]) -> Iterator[Judgement]:
    pairs = align(gold, found)
    yield from _judge_items(article, "event", _events(gold), _events(found), pairs)
    for gold_at, found_at in everything(pairs, len(gold), len(found)):
        ours = gold[gold_at].slots if gold_at is not None else {}
        theirs = found[found_at].slots if found_at is not None else {}
        for key in dict.fromkeys((*ours, *theirs)):
            wanted, got = ours.get(key), theirs.get(key)
            yield Judgement(
                article=article,
                part="event_slot",
                slot=key[0],
                gold_at=gold_at,
                found_at=found_at,
                gold=wanted.value if wanted else None,
                found=got.value if got else None,
                kind=_kind(key[0], wanted, got),
                confidence=got.confidence if got else None,
            )


def _judge_leaders(article: str, gold: Sequence[LeaderPart], found: Sequence[LeaderPart]) -> Iterator[Judgement]:
    """Leaders and their roles. Roles of a leader whom gold does not know are not judged: the leader is."""
    pairs = pair_leaders(gold, found)
    yield from _judge_items(article, "leader", _leaders(gold), _leaders(found), pairs)
    partner = dict(pairs)
    for gold_at, leader in enumerate(gold):
        found_at = partner.get(gold_at)
        ours, theirs = leader.roles, found[found_at].roles if found_at is not None else ()
        yield from _judge_items(
            article, "role", _roles(ours, gold_at), _roles(theirs, found_at or 0), pair_roles(ours, theirs)
        )


def _judge_reactions(article: str, gold: Sequence[ReactionPart], found: Sequence[ReactionPart]) -> Iterator[Judgement]:
    yield from _judge_items(article, "reaction", _stances(gold), _stances(found), pair_reactions(gold, found))


def _judge_quotes(article: str, gold: Sequence[ReactionPart], found: Sequence[ReactionPart]) -> Iterator[Judgement]:
    """Quotes by their own pairing: a quote under the wrong stance is still the right quote."""
    ours = [reaction for reaction in gold if reaction.quote]
    theirs = [reaction for reaction in found if reaction.quote]
    yield from _judge_items(article, "quote", _quotes(gold), _quotes(found), pair_quotes(ours, theirs))


def _judge_items(
    article: str, part: Part, gold: Sequence[_Item], found: Sequence[_Item], pairs: Pairs
) -> Iterator[Judgement]:
    for i, j in everything(pairs, len(gold), len(found)):
        ours = gold[i] if i is not None else None
        theirs = found[j] if j is not None else None
        yield Judgement(
            article=article,
            part=part,
            gold_at=ours.at if ours else None,
            found_at=theirs.at if theirs else None,
            gold=ours.text if ours else None,
            found=theirs.text if theirs else None,
            kind="missed" if theirs is None else "right" if ours else "spurious",
            confidence=theirs.confidence if theirs else None,
        )


def _kind(slot: str, gold: Filled | None, found: Filled | None) -> Kind:
    if found is None:
        return "missed"
    if gold is None:
        return "spurious"
    return "right" if values_agree(slot, gold.value, found.value) else "wrong"


def _events(events: Sequence[EventPart]) -> list[_Item]:
    return [
        _Item(at=at, text=" ".join(_headline(event)), confidence=event.confidence) for at, event in enumerate(events)
    ]


def _headline(event: EventPart) -> Iterator[str]:
    """What tells an event from its neighbours at a glance: country, kind, date."""
    for slot in ("country", "kind", "date"):
        value = event.value(slot)
        yield value if isinstance(value, str) else "?"


def _leaders(leaders: Sequence[LeaderPart]) -> list[_Item]:
    return [_Item(at=at, text=leader.name.text) for at, leader in enumerate(leaders)]


def _roles(roles: Sequence[Words], leader_at: int) -> list[_Item]:
    return [_Item(at=leader_at, text=role.text, confidence=role.confidence) for role in roles]


def _stances(reactions: Sequence[ReactionPart]) -> list[_Item]:
    return [
        _Item(at=at, text=f"{reaction.actor.text} / {reaction.stance}", confidence=reaction.confidence)
        for at, reaction in enumerate(reactions)
    ]


def _quotes(reactions: Sequence[ReactionPart]) -> list[_Item]:
    return [_Item(at=at, text=reaction.quote.text) for at, reaction in enumerate(reactions) if reaction.quote]
