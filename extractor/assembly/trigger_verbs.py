"""Verbs that tell of a launch: they need a weapon as their object or their subject."""

from __future__ import annotations

import re

from extractor.assembly.gaps import bare
from extractor.assembly.scope import factuality
from extractor.assembly.trigger import Action, Form, Trigger
from extractor.assembly.trigger_elliptic import NUMBER_OBJECT
from extractor.assembly.view import View
from extractor.finders.numbers import PERHAPS
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body, Cue, Person, Weapon
from extractor.reading import Sentence

_NOT_LAUNCHING = Pattern(r"(?:<not_launching>)[ -]?$|\b(?:<what_was_sent>) (?:that|which) $", re.IGNORECASE)


_PASSIVE = Pattern(
    r"(?:\)|\"|,| --| –)?(?: Launch Vehicle)?(?: No\. ?\d+)?(?: \([^)]*\))?(?: of (?:\w+ )?(?:kind|type|range)s)?"
    r"(?:,? (?:which|that|of which|both of which|all of which))?(?: (?:<passive_word>|\w+ly))* ?$"
)


BREAKS = Pattern(
    r";|:(?!\d\d\b)|\b(?:<clause_break>|(?<!up )(?<!surface )(?<!ground )(?<!air )(?<!sea )"
    r"to (?!be\b|have\b)[a-z]+)\b|, (?:and|after|as|days|hours|weeks)\b"
)


_ORDINAL = Pattern(r"\b(?:<ordinal>|\d+(?:st|nd|rd|th))(?: [\w-]+){0,3} ?$")


_IN_AN_ATTACK = Pattern(r"(?:<attack_sign>)")
_GOVERNED = re.compile(r"\b(?:from|by|with|into an?|at an?) (?:an? |the )?[\w-]*$")
_PARTICIPLE = re.compile(r"(?:ed|shot|off|struck|hit|sent|flown|tried out)$")


# "The ninth time this year that North Korea has fired a missile" counts a launch told before.
_WHEN_AGAIN = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|\w+th|\d+(?:st|nd|rd|th)|last) (?:\w+ )?(?:time|day|week|weekend|month|"
    r"occasion)\b[^,;.]{0,25} (?:that|in which) [^,;.]{2,40}$|"
    r"\b[Tt]h(?:is|at) (?:is|was|marks|marked) the (?:second|third|[a-z]+th|\d+(?:st|nd|rd|th)) time [^,;.]{2,40}$"
)


# "Sent missiles to Ukraine", "sent Patriot systems": weapons that changed hands.
_DELIVERED = re.compile(
    r"(?:(?: missile)? (?:systems?|batter(?:y|ies)|launchers?))\b|(?: [\w-]+){0,4}? to (?:help )?[A-Z](?!\w+ Sea)"
)


def of_verb(view: View, sentence: Sentence, cue: Cue) -> list[Trigger]:
    """The trigger a verb of launching makes, where a weapon is its object or its subject."""
    knowledge, flat = view.knowledge, view.reading.flat
    word = flat[cue.start : cue.end].lower()
    if _NOT_LAUNCHING(knowledge).search(flat[sentence.start : cue.start]) or re.match(
        r" down\b|-", flat[cue.end : cue.end + 6]
    ):
        return []
    if _is_part_of_a_name(view, sentence, cue) or _is_noun(view, sentence, cue, word):
        return []
    used = cue.cue == "strike_verb" and word in ("used", "using")
    if used and not _IN_AN_ATTACK(knowledge).search(flat[cue.end : sentence.end]):
        return []
    weapon = _weapon_of(view, sentence, cue)
    if weapon is None or (word.startswith("sen") and _DELIVERED.match(flat, weapon.end)):
        return []
    aims = cue.cue == "strike_verb" and not _AT_TARGETS(knowledge).match(flat, cue.end)
    action: Action = "attack" if aims else "test" if cue.cue == "test_verb" else "launch"
    if cue.cue == "strike_verb" and not aims and weapon.start > cue.end and not _is_struck_with(flat, cue, weapon):
        return []
    if (
        action == "attack"
        and weapon.start > cue.end
        and word not in ("used", "using")
        and not re.search(r"\b(?:with|by) (?:[\w-]+ ){0,8}$", flat[cue.end : weapon.start])
    ):
        return []
    facts = factuality(view, sentence, cue.start, cue.end, is_noun=False)
    again = _WHEN_AGAIN.search(flat, sentence.start, cue.start)
    numbered = again or (
        weapon.start < cue.start
        and _ORDINAL(knowledge).search(flat[max(sentence.start, weapon.start - 40) : weapon.start])
    )
    pointing = (numbered and (again or sentence.index)) or _is_told_again(view, sentence, cue, weapon)
    form: Form = "back" if pointing else "verb"
    return [
        Trigger(start=cue.start, end=cue.end, form=form, action=action, weapon=weapon, plural=False, factuality=facts)
    ]


_WITH_SOME = re.compile(r"[^,;]* with (?:an?|one|two|three|four|five|six|several|\d+) (?:[a-z-]+ ){0,3}\Z")


def _is_struck_with(flat: str, cue: Cue, weapon: Weapon) -> bool:
    """Whether targets were hit with a number of missiles: "precisely struck the set target with two missiles"."""
    return flat.endswith(("ed", "struck", "hit"), 0, cue.end) and bool(_WITH_SOME.match(flat, cue.end, weapon.start))


_OF_THEM = re.compile(r"(?: [\w ,]{0,40}?)? (?:included|include|involved|comprised|consisted of|were of|was of)\b")
_THEY_WERE = re.compile(r" (?:was|were|had been) (?:\w+ly )?$")
# "A day after the missiles were tested, an official said"
_AFTER_THAT = re.compile(r"\b(?:day|days|week|weeks|hours?|minutes|month|months) (?:after|before) the \Z")


def _is_told_again(view: View, sentence: Sentence, cue: Cue, weapon: Weapon) -> bool:
    """Whether a sentence says what was among the missiles told before: "the missiles fired included a Shahab-3"."""
    flat = view.reading.flat
    known = weapon.end <= cue.start and flat.endswith(("the ", "The "), sentence.start, weapon.start)
    gap = flat[weapon.end : cue.start]
    if known and _THEY_WERE.match(gap) and _AFTER_THAT.search(flat, sentence.start, weapon.start):
        return True
    return known and gap == " " and _OF_THEM.match(flat, cue.end) is not None


def _is_part_of_a_name(view: View, sentence: Sentence, cue: Cue) -> bool:
    """ "A submarine-launched ballistic missile (SLBM)", "HIMARS-launched missiles"."""
    if _FROM_WHAT.search(view.reading.flat, max(0, cue.start - 12), cue.start):
        return True
    named = (w for w in view.of(Weapon, sentence) if w.name)
    return view.reading.flat[cue.start - 1] == "-" and any(w.start < cue.start <= w.end + 1 for w in named)


_FROM_WHAT = re.compile(
    r"(?i)\b(?:submarine|sub|sea|ship|air|ground|land|surface|truck|rail|silo|canister|tube|shoulder)-$"
)


def _weapon_of(view: View, sentence: Sentence, cue: Cue) -> Weapon | None:
    """The weapon that a verb sends off: its object, unless it is passive; its subject; what a relative clause is of."""
    flat = view.reading.flat
    is_passive = cue.cue != "strike_verb" and _IS_PASSIVE.search(flat, sentence.start, cue.start)
    return (
        (None if is_passive else _object(view, sentence, cue))
        or _identified(view, sentence, cue)
        or _subject(view, sentence, cue)
        or _antecedent(view, sentence, cue)
        or _told_before(view, sentence, cue)
    )


# "The ICBM launched on Friday was identified as a Hwasong-15": what follows is no object.
_IS_TOLD_OF = re.compile(r"(?!.*\bwhat\b).* (?:was|were)\b")
_BASE_FORM = Pattern(r"(?:<noun_or_verb>)$")


_MAKES_A_VERB = Pattern(r"\b(?:<verb_sign>|<modal>|not) $|[,;:\"(–] ?$|^ *$")


_MAKES_A_NOUN = Pattern(r"\b(?:<noun_sign>|\w+-range) $", re.IGNORECASE)


_AT_TARGETS = Pattern(r" (?:[a-z-]+ ){0,4}(?:<test_target>)\b")


def _is_noun(view: View, sentence: Sentence, cue: Cue, word: str) -> bool:
    """Whether "launch", "test" or "fire" is a noun: they are verbs after a subject, a modal, a conjunction."""
    if not _BASE_FORM(view.knowledge).search(word):
        return False
    before = view.reading.flat[max(sentence.start, cue.start - 16) : cue.start]
    if word == "hit" and _IS_PASSIVE.search(before):
        return False
    subject = any(m.end == cue.start - 1 for m in [*view.of(Body, sentence), *view.of(Person, sentence)])
    if subject and not word.endswith("ing"):
        return False
    if _MAKES_A_NOUN(view.knowledge).search(before):
        return True
    if word.endswith("ing") or view.reading.flat.startswith(" of ", cue.end):
        return re.match(r" of\b", view.reading.flat[cue.end : cue.end + 4]) is not None
    return _MAKES_A_VERB(view.knowledge).search(before) is None


_IS_PASSIVE = re.compile(r"\b(?:was|were|been|being) (?:\w+ly )?$")
_WHAT_THEY = re.compile(r"\b[Ww]hat (?:[\w.'-]+ ){1,4}$")
_WAS_ONE = re.compile(r"[^,;.]{0,60}? (?:was|were|is|are|appeared to be|looked like|had been) (?:[\w-]+ ){0,5}$")


def _identified(view: View, sentence: Sentence, cue: Cue) -> Weapon | None:
    """What was launched, told after the verb: "what the North fired on Thursday was a Hwasong-17"."""
    flat = view.reading.flat
    if not _WHAT_THEY.search(flat, sentence.start, cue.start):
        return None
    after = (w for w in view.of(Weapon, sentence) if w.start >= cue.end and not w.modifies)
    weapon = next(after, None)
    return weapon if weapon and _WAS_ONE.fullmatch(flat, cue.end, weapon.start) else None


# "Launched what it said was a satellite": who calls it so begins no clause of its own.
WHAT_IT_SAID = re.compile(
    r"\bwhat (?:[\w.'-]+ ){1,6}?(?:said|says|say|reported|reports|announced|told \w+|believed?s?|thinks?) "
    r"(?:was|were|is|are|to be|(?:may|might|could) (?:be|have been)|it (?:was|is))\b"
)
# Drones fired along do not part the missiles from their verb: "sending 170 drones, 30 cruise missiles and".
_DRONES_TOO = re.compile(r"\b(?:drones|UAVs)(?: and|,)(?= (?:[\w,]+ ){0,5}$)")


_PERHAPS = re.compile(rf"{PERHAPS}\w+(?:,| [-–]|\))? ")
"""In "launched one, and possibly two, missiles" it is the number that is in doubt."""


def _object(view: View, sentence: Sentence, cue: Cue) -> Weapon | None:
    """The weapon right after the verb: over numbers, adjectives and short phrases of place, not over another clause."""
    flat = view.reading.flat
    for weapon in view.of(Weapon, sentence):
        if weapon.start < cue.end or weapon.modifies:
            continue
        gap = _PERHAPS.sub(" ", WHAT_IT_SAID.sub("what was", _DRONES_TOO.sub("", flat[cue.end : weapon.start])))
        if _IS_TOLD_OF.match(gap):
            return None
        if _is_launcher_of(weapon, gap):
            gap = ""
        if len(gap) > 95 or BREAKS(view.knowledge).search(gap) or (_GOVERNED.search(gap) and cue.cue != "strike_verb"):
            return None
        other = next(
            (
                c
                for c in view.cues(sentence, "launch_verb")
                if cue.end <= c.start < weapon.start and c.text.endswith("ed")
            ),
            None,
        )
        return None if other else weapon
    return None


# "Fired ten rounds from a multiple rocket launcher": the rounds stand for what the launcher makes of them.
_SHELLS = re.compile(r" (?:[\w-]+ ){0,4}(?:rounds|shells|shots|salvos|volleys) (?:[\w-]+ ){0,4}(?:of|from|with|by) ")


def _is_launcher_of(weapon: Weapon, gap: str) -> bool:
    return "artillery_rocket" in weapon.classes and len(gap) < 70 and _SHELLS.match(gap) is not None


def _subject(view: View, sentence: Sentence, cue: Cue) -> Weapon | None:
    """The weapon right before a passive verb or a participle: "missiles were fired", "a missile launched on Monday"."""
    flat = view.reading.flat
    word = flat[cue.start : cue.end].lower()
    if not _PARTICIPLE.search(word):
        return None
    previous = [w for w in view.of(Weapon, sentence) if w.end <= cue.start and not w.modifies]
    if not previous:
        return None
    if previous[-1].head == "satellite":
        carriers = [w for w in previous if _WITH_SATELLITES.fullmatch(flat, w.end, cue.start)]
        gap = _ABOARD.sub("", flat[previous[-1].end : cue.start])
        if carriers and _PASSIVE(view.knowledge).fullmatch(gap):
            return carriers[-1]
    gap = bare(flat[previous[-1].end : cue.start], of_strike=cue.cue == "strike_verb")
    if cue.cue == "strike_verb":
        return previous[-1] if len(gap) < 30 and _STRIKING.fullmatch(gap) else None
    if word in view.knowledge.word_lists["weak_verb"] and not re.search(r"was|were|been|off", gap + word):
        return None
    return previous[-1] if len(gap) < 70 and _PASSIVE(view.knowledge).fullmatch(gap) else None


_STRIKING = re.compile(
    r"(?: (?:that|which|also|had|has|have|were|was|been|reportedly|apparently|then|later|earlier))* ?"
)
# "The PSLV-C53, with three satellites aboard, lifted off"
_ABOARD = re.compile(r"\A (?:aboard|on board|onboard)\b")
_WITH_SATELLITES = re.compile(r"(?:\)|s)?(?: \([^)]*\))?,? (?:with|carrying|bearing|loaded with) [^;.]{3,120}? ")
_THAT_IT = Pattern(r"(?:,? (?:that|which))? (?P<who>[^,;.:]{2,40}?) (?:(?:<done_before>) )*$")


_IT_WAS = re.compile(
    r"(?:It|They|Both) (?:was|were|has been|have been|had been) (?:(?:\w+ly|first|also|then|last|later|since|only) )*"
)


def _told_before(view: View, sentence: Sentence, cue: Cue) -> Weapon | None:
    """The one weapon of the sentence before: "The Rodong can carry a tonne. It was first test-fired in 1993"."""
    flat = view.reading.flat
    if cue.cue == "strike_verb" or not sentence.index or not _PARTICIPLE.search(flat[cue.start : cue.end].lower()):
        return None
    if not _IT_WAS.fullmatch(flat, sentence.start, cue.start):
        return None
    before = [w for w in view.of(Weapon, view.reading.sentences[sentence.index - 1]) if not w.modifies]
    plural = flat[sentence.start] != "I"
    return before[0] if len({w.canonical for w in before}) == 1 and before[0].plural == plural else None


def _antecedent(view: View, sentence: Sentence, cue: Cue) -> Weapon | None:
    """The weapon that a relative clause is about: "the missile that North Korea tested in May"."""
    flat = view.reading.flat
    if cue.cue == "strike_verb" or not re.search(r"(?:ed|shot|sent|fly|out)$", flat[cue.start : cue.end]):
        return None
    previous = [w for w in view.of(Weapon, sentence) if w.end <= cue.start and not w.modifies]
    match = _THAT_IT(view.knowledge).match(flat, previous[-1].end, cue.start) if previous else None
    if match is None or NUMBER_OBJECT.match(flat, cue.end):
        return None
    names = any(match.start("who") <= b.start and b.end == match.end("who") for b in view.of(Body, sentence))
    return previous[-1] if names or match["who"] in ("it", "they", "the North") else None
