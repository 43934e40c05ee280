"""Facts of a slot compared: a value with who says so and the words, or a list of such values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from extractor.audit.parts import fold
from extractor.diff.change import Change, Kind, Noise, Part, Side, identity
from extractor.diff.places import Place, Texts, folded_space, sentence_of, words_of
from extractor.diff.values import core, nature, respelled, shown, whole

Plain: TypeAlias = Mapping[str, Any]
Evidence: TypeAlias = tuple[Sequence[Plain], Sequence[Plain]]

CONFIDENCE_STEP = 0.25  # below it, a confidence that moved is folded away: all move a little with what stands beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A slot's content, whether the record wraps it or not."""

    value: Any
    attributed_to: str | None = None
    evidence: tuple[Mapping[str, Any], ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """The event, leader or reaction that two records share; None where a record does not have it."""

    part: Part
    subject: str
    old_at: int | None = None
    new_at: int | None = None

    def at(self, *, in_new: bool) -> int | None:
        """Its number in the list of one record."""
        return self.new_at if in_new else self.old_at


@dataclass(slots=True, kw_only=True)
class Findings:
    """What the comparison of two records of one article has found so far."""

    article: str
    texts: Texts
    changes: list[Change] = field(default_factory=list)
    noise: Counter[Noise] = field(default_factory=Counter)

    def side(self, fact: Fact, slot: str, at: int | None, *, in_new: bool) -> Side:
        """One side of a change."""
        text = self.texts.new if in_new else self.texts.old
        return Side(
            shown=shown(fact.value, slot),
            value=fact.value,
            attributed_to=fact.attributed_to,
            evidence=words_of(fact.evidence, text),
            sentence=sentence_of(fact.evidence, text),
            at=at,
            confidence=fact.confidence,
        )

    def add(self, kind: Kind, thing: Thing, slot: str, facts: tuple[Fact | None, Fact | None], *more: str) -> None:
        """Report a change; `more` is its nature, and then its details."""
        old, new = facts
        called, *details = more or ("",)
        change = Change(
            id="",
            article=self.article,
            kind=kind,
            part=thing.part,
            slot=slot,
            subject=thing.subject,
            nature=called,
            old=self.side(old, slot, thing.old_at, in_new=False) if old else None,
            new=self.side(new, slot, thing.new_at, in_new=True) if new else None,
            details=tuple(details),
        )
        self.changes.append(change)

    def alike(self, old: Any, new: Any) -> bool:
        """Whether two parts of the records are equal to the letter, and their words in the same places."""
        return self.texts.same and old == new and repr(old) == repr(new)

    def places(self, evidence: Sequence[Mapping[str, Any]], *, in_new: bool) -> Counter[Place]:
        """The places of evidence, however ordered."""
        return Counter(self.texts.place(each, in_new=in_new) for each in evidence)

    def same_places(self, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> bool:
        """Whether evidence stands in the same places; shifted offsets and another order are counted as noise."""
        if self.places(old, in_new=False) != self.places(new, in_new=True):
            return False
        spans = [[(each["start"], each["end"]) for each in side] for side in (old, new)]
        if sorted(spans[0]) != sorted(spans[1]):
            self.noise["offsets"] += len(old)
        elif spans[0] != spans[1]:
            self.noise["order"] += 1
        return True


def fact_of(slot: Any) -> Fact | None:
    """The fact in a slot; None where it is empty."""
    if slot is None or slot == "":
        return None
    if isinstance(slot, dict) and "value" in slot:
        return Fact(
            value=slot["value"],
            attributed_to=slot.get("attributed_to"),
            evidence=tuple(slot.get("evidence") or ()),
            confidence=slot.get("confidence"),
        )
    return Fact(value=slot)


def compare(out: Findings, thing: Thing, slot: str, old: Fact | None, new: Fact | None) -> None:
    """Report how one fact differs from another, once: as a value, else as a claim of somebody, else as words."""
    if old is None or new is None:
        if old or new:
            out.add("added" if new else "removed", thing, slot, (old, new))
        return
    if out.alike(old, new):
        return
    facts = (old, new)
    said = (folded_space(old.attributed_to or ""), folded_space(new.attributed_to or ""))
    says = f"said by {said[0] or 'the article'}, now by {said[1] or 'the article'}" if said[0] != said[1] else ""
    if core(old.value) != core(new.value):
        out.add("changed", thing, slot, facts, nature(slot, old.value, new.value), *filter(None, [says]))
    elif says:
        out.add("changed", thing, slot, facts, "attribution", says)
    elif not out.same_places(old.evidence, new.evidence):
        words = [sorted(folded_space(str(e["text"])) for e in fact.evidence) for fact in facts]
        out.add("moved", thing, slot, facts, "same words elsewhere" if words[0] == words[1] else "")
    elif whole(old.value) != whole(new.value):
        out.add("changed", thing, slot, facts, "other words, same value")
    else:
        _compare_spelling(out, thing, slot, facts)


def compare_plain(out: Findings, thing: Thing, slot: str, records: tuple[Plain, Plain], evidence: Evidence) -> None:
    """Report how a field differs that has no words of its own: those of the whole thing are shown with it."""
    if records[0].get(slot) == records[1].get(slot):
        return
    facts = [
        fact and Fact(value=fact.value, evidence=fact.evidence or tuple(words))
        for fact, words in zip((fact_of(record.get(slot)) for record in records), evidence, strict=True)
    ]
    old, new = facts
    if old is None or new is None or core(old.value) != core(new.value):
        compare(out, thing, slot, old, new)


def _compare_spelling(out: Findings, thing: Thing, slot: str, facts: tuple[Fact, Fact]) -> None:
    old, new = facts
    if respelled(old.value, new.value):
        out.noise["numbers"] += 1
    moved = abs((old.confidence or 0) - (new.confidence or 0))
    if moved >= CONFIDENCE_STEP - 1e-9:
        old, new = (replace(fact, value=fact.confidence) if fact.value is None else fact for fact in facts)
        out.add("changed", thing, slot, (old, new), "confidence", f"sure {old.confidence}, now {new.confidence}")
    elif round(moved, 4):
        out.noise["confidence"] += 1


def compare_lists(out: Findings, thing: Thing, slot: str, old: Sequence[Any], new: Sequence[Any]) -> None:
    """Report how lists differ in which the order means nothing: element by element, by value, then by place."""
    if out.alike(old, new):
        return
    olds, news = ([fact for each in side if (fact := fact_of(each))] for side in (old, new))
    pairs = pair_facts(out, olds, news)
    if [j for _, j in pairs] != sorted(j for _, j in pairs):
        out.noise["order"] += 1
    for i, j in pairs:
        compare(out, thing, slot, olds[i], news[j])
    paired_old, paired_new = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, fact in enumerate(olds):
        if i not in paired_old:
            compare(out, thing, slot, fact, None)
    for j, fact in enumerate(news):
        if j not in paired_new:
            compare(out, thing, slot, None, fact)


def pair_facts(out: Findings, olds: Sequence[Fact], news: Sequence[Fact]) -> list[tuple[int, int]]:
    """Which element is which: equal values of equal words, equal values, the same words, the only one left."""

    def key(fact: Fact, in_new: bool, level: int) -> Any:
        places = frozenset(out.places(fact.evidence, in_new=in_new))
        value = fold(fact.value) if isinstance(fact.value, str) else core(fact.value)
        return ((value, places), value, places or None)[level]

    pairs: list[tuple[int, int]] = []
    lone_old, lone_new = list(range(len(olds))), list(range(len(news)))
    for level in range(3):
        for i in list(lone_old):
            wanted = key(olds[i], False, level)
            match = next((j for j in lone_new if wanted is not None and key(news[j], True, level) == wanted), None)
            if match is not None:
                pairs.append((i, match))
                lone_old.remove(i)
                lone_new.remove(match)
    if len(lone_old) == len(lone_new) == 1:
        pairs.append((lone_old[0], lone_new[0]))
    return sorted(pairs)


def numbered(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with ids from their content; equal changes of one article are told apart by their number."""
    seen: Counter[str] = Counter()
    result = []
    for change in changes:
        sides = [side.shown if side else "" for side in (change.old, change.new)]
        words = [" ".join(e.text for e in side.evidence) if side else "" for side in (change.old, change.new)]
        content = identity(change.article, change.kind, change.where, change.subject, change.nature, *sides, *words)
        seen[content] += 1
        result.append(replace(change, id=identity(content, str(seen[content]))))
    return tuple(result)
