"""One article explained: every mention; slot by slot the value, who says so, the words, how sure, why rivals lost.

    Analysis  --explain-->  Explanation  --as_dict--> data,  screen.render--> a terminal

What is told of a value comes from the record; rivals come from the statements that the launch was put together from.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from extractor.assembly.confidence import Weighed, weigh
from extractor.assembly.facts import Case
from extractor.explain.rivals import Rival, lost
from extractor.model.mention import Mention
from extractor.model.record import Event, Evidence, Found, Record
from extractor.pipeline import Analysis

NO_SLOTS = frozenset({"event_id", "prominence", "kind", "status", "trigger", "claims", "confidence"})
"""What an event says of itself; all its other fields are slots that the text fills or leaves empty."""
FACTUAL = frozenset({"occurred", "failed", "planned"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One slot of one launch: the values taken (several only in slots that hold a list), and what lost against them.

    `weighed` says for each value what its confidence is made of.
    """

    name: str
    found: tuple[Found[Any], ...]
    weighed: tuple[Weighed, ...]
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """One event of the record, slot by slot."""

    event: Event
    weighed: Weighed
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Words that tell of a launch and made no event, and why."""

    start: int
    end: int
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that is said of one article."""

    record: Record
    mentions: tuple[Mention, ...]
    launches: tuple[Launch, ...]
    passed_over: tuple[PassedOver, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready: article without text, mentions, events slot by slot, passed_over, the record's other parts."""
        whole = self.record.model_dump(mode="json")
        return {
            "article": {key: value for key, value in whole["article"].items() if key != "text"},
            "mentions": [mention.as_dict() for mention in self.mentions],
            "events": [_launch_dict(launch) for launch in self.launches],
            "passed_over": [asdict(words) for words in self.passed_over],
            **{part: whole[part] for part in ("leaders", "reactions", "tallies", "warnings", "provenance")},
        }


def explain(analysis: Analysis) -> Explanation:
    """The explanation of an analysed article."""
    mentions = [mention for group in analysis.view.mentions.values() for mention in group]
    return Explanation(
        record=analysis.record,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.kind))),
        # The record's events are the drafts rendered, one for one and in their order.
        launches=tuple(
            _launch(Case(view=analysis.view, event=event, draft=draft))
            for event, draft in zip(analysis.record.events, analysis.drafts, strict=True)
        ),
        passed_over=tuple(_passed_over(analysis)),
    )


def _launch(case: Case) -> Launch:
    names = [name for name in Event.model_fields if name not in NO_SLOTS]
    whole, *values = weigh(case)
    slots = tuple(_slot(case, name, tuple(w for w in values if w.slot == name)) for name in names)
    return Launch(event=case.event, weighed=whole, slots=slots)


def _slot(case: Case, name: str, weighed: tuple[Weighed, ...]) -> Slot:
    event = case.event
    value = getattr(event, name)
    found: tuple[Found[Any], ...] = value if isinstance(value, tuple) else () if value is None else (value,)
    claims = tuple(claim for claim in event.claims if claim.slot == name and not claim.chosen)
    return Slot(name=name, found=found, weighed=weighed, rivals=lost(name, found, claims, case.draft.statements))


def _passed_over(analysis: Analysis) -> list[PassedOver]:
    used = {id(statement) for draft in analysis.drafts for statement in draft.statements}
    words: list[PassedOver] = []
    for statement in analysis.statements:
        trigger = statement.trigger
        if trigger is None or id(statement) in used:
            continue
        cue = trigger.factuality.cue
        by = f" by {cue.text!r}" if cue else ""
        told = f"told as {statement.state}{by}"
        why = "nothing pins it down as a launch of its own" if statement.state in FACTUAL else told
        text = analysis.record.article.text[trigger.start : trigger.end]
        words.append(PassedOver(start=trigger.start, end=trigger.end, text=text, why=why))
    return words


def _launch_dict(launch: Launch) -> dict[str, Any]:
    event = launch.event
    own = event.model_dump(mode="json", include=set(NO_SLOTS) - {"claims"})
    return {**own, "facts": dict(launch.weighed.facts), "slots": [_slot_dict(slot) for slot in launch.slots]}


def _slot_dict(slot: Slot) -> dict[str, Any]:
    return {
        "slot": slot.name,
        "found": [
            {**found.model_dump(mode="json"), "if_the_event_is_right": w.alone, "facts": dict(w.facts)}
            for found, w in zip(slot.found, slot.weighed, strict=True)
        ],
        "rivals": [rival.as_dict() for rival in slot.rivals],
    }


def words_of(evidence: tuple[Evidence, ...]) -> str:
    """The words of evidence, one after the other."""
    return " ... ".join(part.text for part in evidence)
