"""Launches of missiles that only a number stands for: "launched two more on Monday", "and another on Friday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.scope import factuality
from extractor.assembly.trigger import Action, Trigger, told
from extractor.assembly.view import View
from extractor.finders.numbers import NUMBER, value_of
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Count, Date, Weapon
from extractor.reading import Sentence

RECALLED = 2  # sentences over which "launched two more" may be of a missile named before
_NUMBER = rf"(?P<number>another {NUMBER}|another|one|{NUMBER})(?: more| others?)?(?: of (?:them|these|those))?"
NUMBER_OBJECT = re.compile(
    rf" {_NUMBER}(?= (?:on|in|at|toward|towards|into|from|over|early|late|later|earlier|last|this|yesterday|just|as|"
    r"before|after|and|during|the (?:next|following|previous|same) \w+|a (?:day|week|month)|[A-Z]\w+day)\b|[,.;]|$)"
)
_IT_OBJECT = re.compile(
    r" (?:it|them)(?= (?:on|in|at|from|off|toward|towards|into|over|early|late|yesterday|[A-Z]\w+day)\b)"
)
_GAPPED = re.compile(rf"(?:,|,? (?:and|then|but|followed by)) (?:then )?{_NUMBER} (?:(?:on|in|early|late) )*")
_DONE = re.compile(r"(?:ed|ing|shot|sent|off)$")  # "nobody fires four in seven weeks" tells of a practice
_DRONES = Pattern(r"(?i)\b(?:<drone>)\b")


def of_number(view: View, sentence: Sentence, found: Sequence[Trigger]) -> list[Trigger]:
    """A verb of launching whose object is a number: "It launched two more on Monday"."""
    flat, made = view.reading.flat, []
    for cue in view.cues(sentence, "launch_verb", "test_verb"):
        known = any(t.start < cue.end and cue.start < t.end for t in found)
        match = None if known or not _DONE.search(flat, cue.start, cue.end) else NUMBER_OBJECT.match(flat, cue.end)
        weapon = _meant(view, sentence, cue.start) if match else None
        if match is None or weapon is None:
            continue
        facts = factuality(view, sentence, cue.start, cue.end, is_noun=False)
        action: Action = "test" if cue.cue == "test_verb" else "launch"
        made.append(replace(told(cue.start, cue.end, facts, weapon, action), count=_count(view, match)))
    return made


def of_pronoun(view: View, sentence: Sentence, found: Sequence[Trigger]) -> list[Trigger]:
    """A verb of launching whose object is the missile told of before: "North Korea launched it from Sunan"."""
    flat, made = view.reading.flat, []
    for cue in () if found else view.cues(sentence, "launch_verb", "test_verb"):
        match = _IT_OBJECT.match(flat, cue.end) if _DONE.search(flat, cue.start, cue.end) else None
        weapon = _meant(view, sentence, cue.start) if match else None
        if weapon is not None and weapon.end <= sentence.start:
            facts = factuality(view, sentence, cue.start, cue.end, is_noun=False)
            action: Action = "test" if cue.cue == "test_verb" else "launch"
            made.append(told(cue.start, cue.end, facts, weapon, action))
    return made


def of_gap(view: View, sentence: Sentence, found: Sequence[Trigger]) -> list[Trigger]:
    """A number and a day that share the verb before them: "fired one on Monday and another two on Friday"."""
    days = {d.start for d in view.of(Date, sentence) if d.iso or d.weekday}
    made: list[Trigger] = []
    for verb in (t for t in found if t.form == "verb" and t.weapon and not t.weapon.modifies) if days else ():
        for match in _GAPPED.finditer(
            view.reading.flat, max(verb.end, verb.weapon.end if verb.weapon else 0), sentence.end
        ):
            if match.end() in days and not any(t.start < match.end("number") and match.start() < t.end for t in found):
                start, end = match.span("number")
                made.append(replace(verb, start=start, end=end, plural=False, count=_count(view, match)))
    return made


_AND_ON = re.compile(r",? (?:and|then|but) (?:then )?(?:(?:late |early )?(?:on|in) )?$")
_LEADS = re.compile(rf",? (?:with )?(?:(?:an?|another|{NUMBER}|several|more) )?(?:more )?")
_AND_WITH = re.compile(rf",? and (?:then )?(?:with )?(?:(?:an?|another|{NUMBER}|several|more) )?(?:more )?$")
_WAS = re.compile(r" (?:was|were|has|had|have|is|are)\b")
_ON = re.compile(r" (?:(?:on|in|early|late) )*")


def of_weapon(view: View, sentence: Sentence, found: Sequence[Trigger]) -> list[Trigger]:
    """A weapon with a day of its own that shares the verb before it.

    "Fired a cruise missile on Monday and a ballistic missile on Friday", "on Monday a rocket and on Friday a missile".
    """
    days = [d for d in view.of(Date, sentence) if d.iso or d.weekday]
    made: list[Trigger] = []
    for verb in (t for t in found if t.form == "verb") if len(days) > 1 else ():
        first = verb.weapon
        for weapon in view.of(Weapon, sentence) if first and first.start >= verb.end else ():
            taken = any(t.weapon is weapon or (t.start < weapon.end and weapon.start < t.end) for t in found)
            if first and first.end < weapon.start and not taken and _has_own_day(view, first, weapon, days):
                made.append(replace(verb, start=weapon.start, end=weapon.end, weapon=weapon, plural=weapon.plural))
    return made


def _has_own_day(view: View, first: Weapon, weapon: Weapon, days: Sequence[Date]) -> bool:
    """Whether a weapon is told with a day behind "and", the first one with another."""
    flat = view.reading.flat
    for day in days:
        if day.end <= weapon.start:
            own = _LEADS.fullmatch(flat, day.end, weapon.start) and _AND_ON.search(flat, first.end, day.start)
        else:
            own = _ON.fullmatch(flat, weapon.end, day.start) and _AND_WITH.search(flat, first.end, weapon.start)
            own = None if _WAS.match(flat, day.end) else own
            own = own if any(first.end <= d.start and d.end <= weapon.start for d in days) else None
        if own:
            return True
    return False


def _meant(view: View, sentence: Sentence, before: int) -> Weapon | None:
    """The missile told of last, not far back and with no drones since, which are counted apart."""
    weapon = next((w for w in reversed(view.of(Weapon)) if w.end <= before and not w.modifies), None)
    if weapon is None or sentence.index - view.reading.sentence_at(weapon.start).index > RECALLED:
        return None
    return None if _DRONES(view.knowledge).search(view.reading.flat, weapon.end, before) else weapon


def _count(view: View, match: re.Match[str]) -> Count:
    words = match["number"]
    low = words.lower().removeprefix("another").strip()
    number = int(value_of(low)) if low else 1
    start, end = match.span("number")
    return Count(
        start=start, end=end, text=view.reading.article.text[start:end], min=number, max=number, what="missiles"
    )
