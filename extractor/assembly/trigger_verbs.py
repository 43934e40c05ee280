"""Verbs that tell of a launch: they need a weapon as their object or subject, or one that comes down somewhere."""

from __future__ import annotations

import re

from extractor.assembly.scope import factuality
from extractor.assembly.trigger import Action, Form, Trigger
from extractor.assembly.view import View
from extractor.model.mention import Body, Cue, Person, Weapon
from extractor.reading import Sentence

_WEAK = frozenset(
    (
        "sent sending sends shot hit hits hitting struck strike strikes striking attack attacked attacking "
        "attacks targeted targeting targets slammed slamming pounded pounding bombarded bombarding took off"
    ).split()
)


_NOT_LAUNCHING = re.compile(
    r"(?:cease|open(?:ed|s|ing)?|under|caught|artillery|friendly|rifle|small-arms|exchange of|return(?:ed)?|set|"
    r"on|hold|line of|live[- ]|cross)[ -]?$",
    re.IGNORECASE,
)


_PASSIVE = re.compile(
    r"(?:\)|\"|,)?(?: \([^)]*\))?(?:,? (?:which|that|of which|both of which|all of which))?(?: (?:was|were|"
    r"is|are|had|has|have|been|being|be|to|may|might|could|will|would|can|should|not|apparently|reportedly|"
    r"simultaneously|also|all|both|then|later|first|successfully|last|recently|ever))* ?$"
)


BREAKS = re.compile(
    r"[;:]|\b(?:interceptors?|drones?|jets?|planes?|aircraft|balloons?|shells?|bombs?|said|says|told|"
    r"reported|announced|which|who|because|although|while|whereas|when|warned|condemned|according|against "
    r"the|in response|amid|despite|if|whether|but|capabilit\w+|in an effort|to (?!be\b|have\b)[a-z]+)\b|, "
    r"(?:and|after|as|days|hours|weeks)\b"
)


_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|\d+(?:st|nd|rd|th)|latest|"
    r"last|most|number of|type of|types? of)(?: [\w-]+){0,3} ?$"
)


def of_verb(view: View, sentence: Sentence, cue: Cue) -> list[Trigger]:
    """The trigger a verb of launching makes, where a weapon is its object or its subject."""
    flat = view.reading.flat
    word = flat[cue.start : cue.end].lower()
    if _NOT_LAUNCHING.search(flat[sentence.start : cue.start]) or re.match(r" down\b|-", flat[cue.end : cue.end + 6]):
        return []
    if _is_noun(view, sentence, cue, word):
        return []
    weak = word in _WEAK
    if (
        cue.cue == "strike_verb"
        and word in ("used", "using")
        and not re.search(
            r"(?:attack|strike|hit|target|barrage|"
            r"assault|against)",
            flat[cue.end : sentence.end],
        )
    ):
        return []
    weapon = _object(view, sentence, cue) or _subject(view, sentence, cue, weak) or _antecedent(view, sentence, cue)
    if weapon is None:
        return []
    aims = cue.cue == "strike_verb" and not _AT_TARGETS.match(flat, cue.end)
    action: Action = "attack" if aims else "test" if cue.cue == "test_verb" else "launch"
    if cue.cue == "strike_verb" and not aims and weapon.start > cue.end:
        return []
    if (
        action == "attack"
        and weapon.start > cue.end
        and word not in ("used", "using")
        and not re.search(r"\b(?:with|by) (?:[\w-]+ ){0,8}$", flat[cue.end : weapon.start])
    ):
        return []
    facts = factuality(view, sentence, cue.start, cue.end, is_noun=False)
    numbered = weapon.start < cue.start and _ORDINAL.search(flat[max(sentence.start, weapon.start - 40) : weapon.start])
    form: Form = "back" if numbered else "verb"
    return [
        Trigger(start=cue.start, end=cue.end, form=form, action=action, weapon=weapon, plural=False, factuality=facts)
    ]


_BASE_FORM = re.compile(
    r"(?:launch|launches|fire|fires|test|tests|test-fires?|test-launch(?:es)?|test fires?|strikes?|hits?|"
    r"attacks?|targets?|firing|launching|testing|test-firing|test firing|test-launching|flight-test)$"
)


_MAKES_A_VERB = re.compile(
    r"\b(?:to|will|would|may|might|could|can|should|must|not|n't|also|often|regularly|routinely|frequently|"
    r"and|then|that|which|who|it|they|he|she|we|either|usually|ever|again|did|does|do|help|cannot|or|by|"
    r"after|before|while|of|for|from|in|is|was|were|are|been|be|keeps?|stop(?:ped)?|started|began|begin|"
    r"continue[sd]?|when|as|about|with|without|despite|on|just|occasionally) $|[,;:\"(–] ?$|^ *$"
)


_MAKES_A_NOUN = re.compile(
    r"\b(?:the|a|an|its|their|his|this|that|these|those|each|any|no|first|second|third|latest|last|another|"
    r"successful|failed|new|recent|'s|s'|\w+-range|missile|missiles|rocket|rockets|nuclear|weapons?|ballistic|"
    r"satellite|test|flight) $",
    re.IGNORECASE,
)


_AT_TARGETS = re.compile(
    r" (?:(?:an?|the|its|their|mock|designated|preset|pre-set|island|simulated|intended|sea|surface|set|all|"
    r"[a-z]+) ){0,4}(?:targets?|sea|ocean|waters?|ground|bull's)\b"
)


def _is_noun(view: View, sentence: Sentence, cue: Cue, word: str) -> bool:
    """Whether "launch", "test" or "fire" is a noun: they are verbs after a subject, a modal, a conjunction."""
    if not _BASE_FORM.search(word):
        return False
    before = view.reading.flat[max(sentence.start, cue.start - 16) : cue.start]
    subject = any(m.end == cue.start - 1 for m in [*view.of(Body, sentence), *view.of(Person, sentence)])
    if subject and not word.endswith("ing"):
        return False
    if _MAKES_A_NOUN.search(before):
        return True
    if word.endswith("ing"):
        return re.match(r" of\b", view.reading.flat[cue.end : cue.end + 4]) is not None
    return _MAKES_A_VERB.search(before) is None


# Drones fired along do not part the missiles from their verb: "sending 170 drones, 30 cruise missiles and".
_DRONES_TOO = re.compile(r"\b(?:drones|UAVs)(?: and|,)(?= (?:[\w,]+ ){0,5}$)")


def _object(view: View, sentence: Sentence, cue: Cue) -> Weapon | None:
    """The weapon right after the verb: over numbers, adjectives and short phrases of place, not over another clause."""
    flat = view.reading.flat
    for weapon in view.of(Weapon, sentence):
        if weapon.start < cue.end or weapon.modifies:
            continue
        gap = _DRONES_TOO.sub("", flat[cue.end : weapon.start])
        if (
            len(gap) > 95
            or BREAKS.search(gap)
            or (
                re.search(
                    r"\b(?:from|by|with|into an?|at an?) (?:an? |the "
                    r")?[\w-]*$",
                    gap,
                )
                and cue.cue != "strike_verb"
            )
        ):
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


def _subject(view: View, sentence: Sentence, cue: Cue, weak: bool) -> Weapon | None:
    """The weapon right before a passive verb or a participle: "missiles were fired", "a missile launched on Monday"."""
    flat = view.reading.flat
    word = flat[cue.start : cue.end].lower()
    if not re.search(r"(?:ed|shot|off|struck|hit|sent|flown)$", word):
        return None
    previous = [w for w in view.of(Weapon, sentence) if w.end <= cue.start and not w.modifies]
    if not previous:
        return None
    gap = flat[previous[-1].end : cue.start]
    if cue.cue == "strike_verb":
        return previous[-1] if len(gap) < 30 and re.fullmatch(r"(?: (?:that|which|also|had|have))* ?", gap) else None
    if weak and not re.search(r"was|were|off", gap + word):
        return None
    return previous[-1] if len(gap) < 70 and _PASSIVE.fullmatch(gap) else None


_THAT_IT = re.compile(
    r"(?:,? (?:that|which))? (?P<who>[^,;.:]{2,40}?) (?:(?:had|has|have|last|first|recently|successfully|also|"
    r"previously|earlier|already|claims to have|claimed to have|says it|said it) )*$"
)


def _antecedent(view: View, sentence: Sentence, cue: Cue) -> Weapon | None:
    """The weapon that a relative clause is about: "the missile that North Korea tested in May"."""
    flat = view.reading.flat
    if cue.cue == "strike_verb" or not re.search(r"(?:ed|shot|sent)$", flat[cue.start : cue.end]):
        return None
    previous = [w for w in view.of(Weapon, sentence) if w.end <= cue.start and not w.modifies]
    match = _THAT_IT.match(flat, previous[-1].end, cue.start) if previous else None
    if match is None:
        return None
    names = any(match.start("who") <= b.start and b.end == match.end("who") for b in view.of(Body, sentence))
    return previous[-1] if names or match["who"] in ("it", "they", "the North") else None


_ARRIVES = re.compile(
    r" (?:\([^)]*\) )?(?:(?:had|has|have|also|then|later|reportedly|apparently) )*(?P<verb>landed|fell|crossed|"
    r"struck|hit|slammed into|impacted|came down|crashed|splashed down|flew|passed over|overflew)\b"
)
_DEPARTS = re.compile(
    r"(?: (?:that|which) [^,;.]{3,80}?)?(?: \([^)]*\))?(?:,[^,;.]{3,60},)? "
    r"(?P<verb>(?:was|were) (?:successfully |first )?(?:test[- ])?flown|first flew|lifted off|blasted off)\b"
)


_NEWLY_TOLD = re.compile(
    r"(?:\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|multiple|dozens of|\d+|some|another|"
    r"what (?:seemed|appeared) to be|more than \d+) (?:[\w-]+ ){0,4})$",
    re.IGNORECASE,
)


def of_flight(view: View, sentence: Sentence, weapon: Weapon) -> list[Trigger]:
    """A missile told of by its flight, "was flown on Monday", or first by its end, "a missile landed in a field"."""
    flat = view.reading.flat
    match = _DEPARTS.match(flat, weapon.end, sentence.end)
    if match is None and _NEWLY_TOLD.search(flat[max(sentence.start, weapon.start - 40) : weapon.start]):
        match = _ARRIVES.match(flat, weapon.end, sentence.end)
    if match is None or weapon.modifies:
        return []
    if re.search(r"\b(?:if|that) [^,]*$", flat[sentence.start : weapon.start]) and re.search(
        r"\bif\b", flat[sentence.start : weapon.start]
    ):
        return []
    start, end = match.span("verb")
    facts = factuality(view, sentence, start, end, is_noun=False)
    action: Action = "attack" if match["verb"] in ("struck", "hit", "slammed into") else "launch"
    return [Trigger(start=start, end=end, form="verb", action=action, weapon=weapon, plural=False, factuality=facts)]


_INTERCEPTS = re.compile(
    r"(?P<verb>shot down|shooting down|shoots down|intercepted|intercepts|intercepting|destroyed|knocked down|took out)"
    r"\"? (?:an?|the|one|two|three|its|several)\b[^.;:]{0,60}$"
)
_AS_A_TEST = re.compile(
    r"\b(?:in|during|as part of|with) (?:an?|the|its) (?:[\w-]+ ){0,5}(?:tests?|trial)\b|"
    r"\btest of (?:its|the|an?) [^.;]{0,40}\b(?:intercept\w*|defen[cs]e)\b|\b(?:mock|dummy|simulat\w+|target missile)\b"
)


def of_intercept(view: View, sentence: Sentence, weapon: Weapon) -> list[Trigger]:
    """The target that a defence test launched: "a warship shot down a ballistic missile in a test off Hawaii"."""
    flat = view.reading.flat
    match = _INTERCEPTS.search(flat[sentence.start : weapon.start])
    if match is None or weapon.modifies or not _AS_A_TEST.search(flat[sentence.start : sentence.end]):
        return []
    start, end = (sentence.start + at for at in match.span("verb"))
    facts = factuality(view, sentence, start, end, is_noun=False)
    return [Trigger(start=start, end=end, form="verb", action="test", weapon=weapon, plural=False, factuality=facts)]
