"""Counting: how many missiles a launch had, from the numbers told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extractor.assembly.days import settle
from extractor.assembly.draft import Draft
from extractor.assembly.generic import MANY
from extractor.assembly.slots import found, speaker_of
from extractor.assembly.spare import is_of_another
from extractor.assembly.statement import Statement
from extractor.assembly.view import View
from extractor.model.mention import Count
from extractor.model.record import Found, Interval
from extractor.reading import Sentence


def count(view: View, draft: Draft, spare: Sequence[Sentence] = ()) -> Found[Interval] | None:
    """Missiles fired: the first exact figure; a vague one ("several") only where there is none.

    Figures of two claimants give the interval that covers them; "two cruise missiles and three others" are five.
    """
    told = [s for s in draft.statements if _own_counts(s)]
    exact = [s for s in told if not all(_vague(c) for c in _own_counts(s))]
    if told and told[0] not in exact:  # of "a barrage" one missile is a part
        exact = [s for s in exact if _sum(_own_counts(s))[1] != 1]
    if not told:
        return _more(view, draft) or _told_of_it(view, draft, spare) or _single(view, draft)
    parts = _salvo(draft)
    if len(parts) > 1:
        return _total(view, parts)
    first = (exact or told)[0]
    low, high, about = _sum(_own_counts(first))
    used, by = list(_own_counts(first)), speaker_of(first)
    further = _one_more(view, draft, first, low) if low == high and not about else None
    if low is not None and further is not None:
        low, high, used = low + 1, low + 1, [*used, further]
    for other in exact:
        counts = _own_counts(other)
        if by is None or speaker_of(other) in (None, by) or not first.telling or not other.telling:
            continue
        other_low, other_high, _ = _sum(counts)
        if (other_low or 0) > 1 and (low or 0) > 1 and (other_low, other_high) != (low, high):
            bounds = [v for v in (low, high, other_low, other_high) if v is not None]
            low, high, used = min(bounds), max(bounds), [*used, *counts]
    return found(view, Interval(min=low, max=high, approximate=about), used, by)


_FIRED = re.compile(
    r"[^.;,]{0,70}?\b(?:missiles|rockets|projectiles)(?: (?:that|which))?(?: (?:was|were|had been|have been|"
    r"are))?(?: \w+ly)? "
    r"(?:fired|launched|shot|used|sent|lobbed)\b"
)


_OF_THE = re.compile(
    r"(?i)\b(?:some|most|all|none|many|several|few|half|%|percent) of (?:the|its|those|these) (?:roughly |about )?$"
)


def _told_of_it(view: View, draft: Draft, spare: Sequence[Sentence]) -> Found[Interval] | None:
    """The number where a sentence tells it in passing: "most of the 180 missiles fired were shot down"."""
    fired = [s.trigger.weapon for s in draft.statements if s.trigger and s.trigger.weapon and s.telling]
    if any(not weapon.plural and not weapon.modifies for weapon in fired):
        return None  # one missile
    pointing = [s.sentence for s in draft.statements if s.trigger is not None and not s.telling]
    for sentence in [*pointing, *(s for s in spare if not is_of_another(view, draft, s))]:
        for told in view.of(Count, sentence):
            many = told.what == "missiles" and (told.min or 0) > 1
            of_them = _OF_THE.search(view.reading.flat, sentence.start, told.start)
            if many and (of_them or _FIRED.match(view.reading.flat, told.end, sentence.end)):
                return found(view, Interval(min=told.min, max=told.max, approximate=told.approximate), [told])
    return None


_KINDS = frozenset({"srbm", "mrbm", "irbm", "icbm", "slbm", "cruise"})


def _salvo(draft: Draft) -> list[Statement]:
    """Statements that tell of the kinds of one salvo one after the other, where none gives the number of all."""
    parts: list[Statement] = []
    seen: set[str] = set()
    for statement in draft.statements:
        kinds = {c for w in statement.weapons for c in w.classes} & _KINDS
        if statement.telling and not kinds and _own_counts(statement):
            return []
        if statement.telling and not statement.looks_back and kinds and not kinds & seen:
            parts.append(statement)
            seen |= kinds
    return parts


def _total(view: View, parts: list[Statement]) -> Found[Interval] | None:
    """The sum over the kinds of a salvo; None where one is told without a number ("bombers fired cruise missiles")."""
    counts = [c for s in parts for c in (_own_counts(s) or _own_counts(s, "more"))]
    if any(not (_own_counts(s) or _own_counts(s, "more")) for s in parts) or any(c.min != c.max for c in counts):
        return None
    total = sum(c.min or 0 for c in counts)
    return found(view, Interval(min=total, max=total, approximate=any(c.approximate for c in counts)), counts)


_ORDINALS = ("second", "third", "fourth", "fifth", "sixth")


def _one_more(view: View, draft: Draft, first: Statement, told: float | None) -> Count | None:
    """The next missile of the salvo: "fired two missiles, and a third an hour later"."""
    if told is None or not 1 <= told <= len(_ORDINALS):
        return None
    sentences = {s.sentence.index: s.sentence for s in draft.statements}
    pattern = re.compile(
        rf"\b[Aa] {_ORDINALS[int(told) - 1]}(?: one| missile| projectile)?(?= (?:\w+ (?:hours?|minutes)|about|later|at|"
        r"in the|on \w+day|from|shortly|was|came|followed|had been))"
    )
    for sentence in sentences.values():
        match = pattern.search(view.reading.flat, max(sentence.start, first.start), sentence.end)
        if match is not None:
            text = view.reading.article.text[match.start() : match.end()]
            return Count(start=match.start(), end=match.end(), text=text, min=1, max=1, part="more")
    return None


def _more(view: View, draft: Draft) -> Found[Interval] | None:
    """The number of a launch told as one more than those before: "it launched two more missiles on Friday"."""
    for statement in draft.statements:
        counts = _own_counts(statement, "more") if statement.telling else []
        if counts:
            value = Interval(min=counts[0].min, max=counts[0].max, approximate=counts[0].approximate)
            return found(view, value, counts[:1], speaker_of(statement))
    return None


def _own_counts(statement: Statement, part: Literal["more"] | None = None) -> list[Count]:
    return [
        c for c in statement.counts
        if c.part == part and (c.what == "missiles" or (c.what == "launches" and _is_of_one(statement, c)))
    ]  # fmt: skip


def _is_of_one(statement: Statement, launches: Count) -> bool:
    """Whether so many launches are missiles of one salvo: a few, or all of one day, "30 rocket launches on Monday"."""
    one_day = any(len(settle(d) or "") == len("2025-06-09") for d in statement.dates)
    return (launches.min or 0) > 1 and ((launches.min or 0) <= MANY or (one_day and launches.max is not None))


def _sum(counts: list[Count]) -> tuple[float | None, float | None, bool]:
    """One figure, or the sum of exact ones told together."""
    if len(counts) > 1 and all(c.min is not None and c.min == c.max for c in counts):
        total = sum(c.min or 0 for c in counts)
        return total, total, any(c.approximate for c in counts)
    return counts[0].min, counts[0].max, counts[0].approximate


_SHELLS = re.compile(r"\b(?:rounds|shells|shots|salvos|volleys)\b")  # from a launcher, which is one


_MIXED = re.compile(r"\b(?:mix|mixture|combination|variety|range|number|series|array|assortment) of (?:[\w-]+ ){0,3}$")


def _single(view: View, draft: Draft) -> Found[Interval] | None:
    """One missile, where the launch is of one by its grammar: "test-fired its second ICBM", "tested the Hwasong-18"."""
    for statement in draft.statements:
        trigger = statement.trigger
        if (
            trigger is None
            or not statement.telling
            or trigger.weapon is None
            or trigger.weapon.modifies
            or trigger.plural
            or _SHELLS.search(view.reading.flat, trigger.end, trigger.weapon.start)
            or _MIXED.search(view.reading.flat, trigger.end, trigger.weapon.start)
        ):
            continue
        weapon = trigger.weapon
        carriers = [
            w for w in statement.weapons if w.name and not w.plural and "space_launch_vehicle" in w.known_classes
        ]
        if weapon.head == "satellite" and len({w.canonical for w in carriers}) == 1:
            weapon = carriers[0]  # "launched two satellites aboard its PSLV"
        return None if weapon.plural else found(view, Interval(min=1, max=1, approximate=False), [weapon])
    return None


def _vague(mention: Count) -> bool:
    return mention.max is None and mention.approximate
