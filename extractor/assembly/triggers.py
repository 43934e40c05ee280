"""Triggers: the words of a sentence that tell of a launch, and whether they tell of it as a fact.

A verb of launching needs a weapon as its object or its passive subject; a noun of launching needs one as its modifier
or after "of", unless it points back to a launch already told ("the launch", "Sunday's test").
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.assembly.trigger import Trigger
from extractor.assembly.trigger_earlier import (
    of_another,
    of_attempt,
    of_compared,
    of_failed_attempts,
    of_first,
    of_object,
    of_previous,
    of_system,
    of_tested,
)
from extractor.assembly.trigger_elliptic import of_gap, of_number, of_pronoun, of_weapon
from extractor.assembly.trigger_flight import of_answer, of_flight, of_intercept, of_means
from extractor.assembly.trigger_nouns import of_compound, of_noun
from extractor.assembly.trigger_orbit import of_orbit
from extractor.assembly.trigger_verbs import BREAKS, of_verb
from extractor.assembly.view import View
from extractor.model.mention import Date, Weapon
from extractor.reading import Sentence


def find(view: View, sentence: Sentence) -> list[Trigger]:
    """Triggers of one sentence, in order."""
    found: list[Trigger] = []
    for cue in view.cues(sentence, "launch_verb", "test_verb", "strike_verb"):
        found += of_verb(view, sentence, cue)
    for weapon in view.of(Weapon, sentence):
        found += of_compound(view, sentence, weapon)
        found += of_flight(view, sentence, weapon)
        found += of_intercept(view, sentence, weapon)
        found += of_answer(view, sentence, weapon)
        found += of_means(view, sentence, weapon)
    for cue in view.cues(sentence, "launch_noun", "test_noun", "attack_noun"):
        found += of_noun(view, sentence, cue)
    found += of_number(view, sentence, found)
    found += of_pronoun(view, sentence, found)
    found += of_gap(view, sentence, found)
    found += of_weapon(view, sentence, found)
    for weapon in view.of(Weapon, sentence) if all(t.form == "back" for t in found) else ():
        found += of_orbit(view, sentence, weapon)
    if view.of(Date, sentence):  # an earlier launch without a weapon of its own is told by its day
        found = found or of_another(view, sentence) or of_first(view, sentence) or of_attempt(view, sentence)
        found = found or of_object(view, sentence) or of_tested(view, sentence)
        found += of_failed_attempts(view, sentence)
        found += of_compared(view, sentence) or of_previous(view, sentence) or of_system(view, sentence)
    if not found:
        return []
    found = [t for t in found if not any(_is_part_of(view, t, other) for other in found) and not _defends(view, t)]
    found = _with_losses(view, sentence, found)
    found = [t for t in found if not any(_is_its_flight(view, t, other) for other in found)]
    best: list[Trigger] = []
    order = {"verb": 0, "noun": 1, "back": 2}
    for trigger in sorted(found, key=lambda t: (order[t.form], t.start, -t.end)):
        if not any(_same(trigger, other) for other in best):
            best.append(trigger)
    return sorted(best, key=lambda t: t.start)


_NOT_LONG_AFTER = re.compile(
    r"\b(?:shortly|soon|not long|minutes|seconds|moments|just|immediately|right|hours?) after "
    r"(?:it|they|the \w+) (?:had )?$"
)


_WHEN_IT = re.compile(r"[^;.]{0,60}?, when (?:the |its |an? )?(?:[\w-]+ )?")


def _with_losses(view: View, sentence: Sentence, found: list[Trigger]) -> list[Trigger]:
    """A failure told before the start of its flight, "was lost shortly after it took off", told of the start."""
    for start in found:
        lost = next((t for t in found if t.factuality.state == "failed" and t.end <= start.start), None)
        if lost and _NOT_LONG_AFTER.search(view.reading.flat[sentence.start : start.start]):
            one = replace(start, factuality=lost.factuality, weapon=lost.weapon)
            return [one if t is start else t for t in found if t is not lost]
        late = next(
            (t for t in found if t.factuality.state == "failed" and start.end <= t.start and t is not start), None
        )
        if late and late.weapon and _WHEN_IT.fullmatch(view.reading.flat, start.end, late.weapon.start):
            one = replace(start, factuality=late.factuality, weapon=start.weapon or late.weapon)
            return [one if t is start else t for t in found if t is not late]
    return found


_AT_A_MISSILE = re.compile(
    r"[^.;,]{0,40}?\b(?:at|toward|towards|against) (?:[\w-]+ ){0,4}?"
    r"(?:missiles?|rockets?|projectiles?|drones?|[Ss]cuds?|threats?)\b|"
    r"[^.;,]{0,60}? to (?:intercept|shoot|stop|bring|down|destroy)\b"
)
_SHOT_DOWN_BY = re.compile(
    r"(?:missiles?|weapons?|rockets?|projectiles?|drones?|[Ss]cuds?)\b[^.;]{0,80}\bby (?:[\w.'-]+ ){0,5}$|"
    r"\b(?:intercepted|shot down|downed|brought down|knocked (?:down|out)|stopped|engaged) by (?:[\w.'-]+ ){0,5}$"
)


def _defends(view: View, trigger: Trigger) -> bool:
    """A missile of air defence sent at a missile: "two Patriots were fired at the incoming Scud"."""
    weapon = trigger.weapon
    if weapon is None or "surface_to_air" not in (*weapon.classes, *weapon.known_classes):
        return False
    flat = view.reading.flat
    if _SHOT_DOWN_BY.search(flat, view.reading.sentence_at(weapon.start).start, weapon.start):
        return True
    return _AT_A_MISSILE.match(flat, max(weapon.end, trigger.end)) is not None


_AUXILIARY = re.compile(r"\b(?:was|were|is|are|been|being)\b")


def _is_part_of(view: View, late: Trigger, early: Trigger) -> bool:
    """A participle on a missile that another verb sent off: "launched ten missiles and thirty rockets fired at"."""
    weapon = late.weapon
    if weapon is not None and weapon.head == "satellite" and early.weapon is not None and early.end <= late.start:
        return view.reading.flat[late.start : late.end].endswith("ing")  # "launched a rocket, sending a satellite up"
    if late.form != "verb" or early.form != "verb" or weapon is None or early.weapon is None:
        return False
    if not early.end <= weapon.start < late.start or weapon is early.weapon or early.weapon.start < early.end:
        return False
    flat = view.reading.flat
    if _AUXILIARY.search(flat, weapon.end, late.start):
        return False
    return late.start - weapon.end < 30 and not BREAKS(view.knowledge).search(flat[early.end : weapon.start])


def _is_its_flight(view: View, late: Trigger, early: Trigger) -> bool:
    """The flight of what the sentence says was fired: "fired a missile on Monday and it flew 500 km"."""
    weapon, verbs = early.weapon, late.form == early.form == "verb"
    if weapon is None or late.weapon is not weapon or not verbs or late.count is not None or late.action == "attack":
        return False
    fired = early.end <= weapon.start and weapon.end < late.start
    fired = fired and "," not in view.reading.flat[early.end : weapon.start]
    return fired and late.factuality.state == early.factuality.state == "occurred"


def _same(a: Trigger, b: Trigger) -> bool:
    if a.start < b.end and b.start < a.end:
        return True
    return a.weapon is not None and a.weapon is b.weapon and abs(a.start - b.start) < 60 and a.form != b.form
