"""Launches told without a verb of launching: by start or arrival of a missile, its interception, an orbit reached.

"A Houthi missile was shot down", "Russian missiles tore into a block of flats", "put a satellite into orbit".
"""

from __future__ import annotations

import re

from extractor.assembly.launchers import country_words_of
from extractor.assembly.outcome import hits_ground, is_lost
from extractor.assembly.scope import Factuality, factuality
from extractor.assembly.trigger import Action, Trigger, told
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body, Date, Weapon
from extractor.reading import Sentence

_ASIDE = (
    r"(?:(?:,? (?:called|named|dubbed|code-?named|known as))? [\"']?[A-Z][\w-]{2,20}(?: [\dIVX]{1,3})?[\"']?)?"
    r"(?:-[A-Z]?\d+)?(?: (?:variant|version|derivative)s?)?"
    r"(?: (?:equipped|fitted|tipped|topped) with [\w' -]{3,50}?)?"
    r"(?: of (?:the |an? )?[\w' -]{2,40}? (?:family|type|class|series|army|navy|forces?|military))?"
    r"(?: (?:in|of) (?:19|20)\d\d)?"
    r"(?: (?:with|carrying|bearing|from) (?:(?!\bbut\b)[\w' -]){3,50}?)?(?: \([^)]*\))?"
    r"(?: (?:believed|thought|presumed|said|assessed|reported) to (?:be|have been) [\w -]{3,30}?)?(?:,[^,;.]{3,60},)?"
)
_ARRIVES = Pattern(
    _ASIDE + r"(?: (?:that|which) (?:was|were) (?:meant|aimed|bound|taking|carrying|"
    r"bringing|delivering|ferrying|hauling) [^,;.]{3,50}?)? (?:(?:<arrival_adverb>) )*"
    r"(?:(?:turned|swerved|veered|flipped|spun) (?:\w+ ){1,3}and )?(?P<verb>(?P<hits><missile_hits>|"
    r"set [^,;.]{2,60}? (?:ablaze|alight|on fire))|<arrival_verb>)\b"
)
_DEPARTS = Pattern(
    r"(?: ship)?(?: (?:that|which|built by|made by) [^,;.]{3,80}?)?" + _ASIDE + r",? (?:(?:<arrival_adverb>) )*"
    r"(?P<verb>left (?:its|a|an|the) (?:silo|launch pad|launchpad|pad|launcher|tube|launch tube|rail)|"
    r"(?:was|were) (?:successfully |first )?(?:test[- ])?flown|first flew|<missile_departs>|"
    r"(?:first |last )?flown(?= (?:on|in) )|(?:(?:was|were) )?(?:lofted|sent up)(?= (?:from|into|toward|towards|over|"
    r"to|on|at|in|shortly|just|early|late) )|(?:went|shot|going) up(?= (?:from|off|out) )|"
    r"(?:burst|blasted|broke|emerged|leapt|leaped|erupted|popped) (?:up )?(?:out of|from|through)(?= (?:the|its|an?|"
    r"below|beneath|under)\b)|(?:broke|breached|broke through|pierced) the (?:surface|water)|"
    r"(?:thundered|roared|soared|rocketed|streaked) (?:away|aloft|off|into|skyward|toward|from)|"
    r"left(?= (?:the )?[A-Z])|(?:rose|soared|climbed|shot|lifted|ascended) (?:up )?into the "
    r"(?:[a-z]+ )?(?:sky|skies|air|heavens)|"
    r"(?:rose|rising|climbed|climbing|streaking|coming)(?= (?:up |out |away |off )?(?:from|out of)\b))\b"
)
_NEWLY_TOLD = Pattern(r"(?:\b(?:<new_number>|\d+|more than \d+) (?:[\w-]+ ){0,4})$", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    r"\b(?:the|this|(?<!said )(?<!claimed )(?<!reported )(?<!day )that|these|those|its|their|his) (?:[\w.'-]+ ){0,4}$",
    re.IGNORECASE,
)
_IF = re.compile(r"\bif\b")
_AT_ITS_TARGET = re.compile(r" (?:[a-z-]+ ){0,4}targets?\b")


# "A separate attack on the port, with a ballistic missile striking a parking lot"
_STRIKING = re.compile(
    r" (?P<verb>striking|hitting|slamming into|crashing into|ploughing into|landing (?:in|on|near))\b"
)
_WITH_ONE = re.compile(r"\bwith (?:an?|one|two|three|four|several|at least \w+) (?:[\w-]+ ){0,5}")


def of_flight(view: View, sentence: Sentence, weapon: Weapon) -> list[Trigger]:
    """A missile told of by its start, "was flown on Monday", or first by its end, "a missile landed in a field"."""
    flat = view.reading.flat
    if weapon.modifies or _IF.search(flat, sentence.start, weapon.start):
        return []
    struck = _STRIKING.match(flat, weapon.end, sentence.end)
    if struck and _WITH_ONE.search(flat, max(sentence.start, weapon.start - 40), weapon.end):
        begin, end = struck.span("verb")
        return [told(begin, end, factuality(view, sentence, begin, end, is_noun=False), weapon, "attack")]
    match = _DEPARTS(view.knowledge).match(flat, weapon.end, sentence.end)
    if match is None:
        match = _ARRIVES(view.knowledge).match(flat, weapon.end, sentence.end)
        if match is not None and not (_is_new(view, sentence, weapon) or _opens_with_loss(view, weapon, match["verb"])):
            match = None
    if match is None:
        return []
    start, end = match.span("verb")
    facts = factuality(view, sentence, start, end, is_noun=False)
    falls = hits_ground(view.knowledge, flat[start : sentence.end])
    if falls:
        facts = factuality(view, sentence, start, sentence.end, is_noun=True)
    if facts.state == "occurred" and not falls and is_lost(view, weapon, match["verb"]):
        facts = Factuality("failed")
    hits = match.groupdict().get("hits") is not None and not _AT_ITS_TARGET.match(flat, end)
    action: Action = "attack" if hits or falls else "launch"
    return [told(start, end, facts, weapon, action)]


def _opens_with_loss(view: View, weapon: Weapon, verb: str) -> bool:
    """Whether a text begins with the end of a launch: "North Korea's Unha-3 rocket disintegrated 90 seconds into"."""
    first = view.reading.sentences[0]
    sided = weapon.name is not None or _is_of_a_side(view, first, weapon)
    return not weapon.plural and weapon.start < first.end and sided and is_lost(view, weapon, verb)


def _is_new(view: View, sentence: Sentence, weapon: Weapon) -> bool:
    """Whether the words bring a missile in rather than go on about one: "a missile", "Iranian missiles" on some day."""
    flat = view.reading.flat
    before = flat[max(sentence.start, weapon.start - 60) : weapon.start]
    number, _, rest = flat[weapon.start : weapon.end].partition(" ")  # "multiple" is part of a weapon's name as well
    if _NEWLY_TOLD(view.knowledge).search(f"{before}{number} " if rest and weapon.plural else before):
        return True
    named_first = weapon.name is not None and next(iter(view.of(Weapon))) is weapon
    if (_TOLD_BEFORE.search(before) and not named_first) or not any(
        d.iso or d.weekday for d in view.of(Date, sentence)
    ):
        return False
    opens = weapon.plural and not before.strip(" \"'")
    return opens or weapon.name is not None or _is_of_a_side(view, sentence, weapon)


_ADJECTIVES = re.compile(r"(?:'s?)? (?:[a-z][\w-]* ){0,3}")


def _is_of_a_side(view: View, sentence: Sentence, weapon: Weapon) -> bool:
    """Whether an adjective of a country or the name of a side stands before: "Iran's missiles", "Houthi missiles"."""
    begin = max(sentence.start, weapon.start - 50)
    ends = [w.end for w in country_words_of(view, begin, weapon.end) if w.adjective]
    ends += [b.end for b in view.of(Body, sentence) if b.country and begin <= b.start < weapon.end]
    flat = view.reading.flat
    return any(end > weapon.start or _ADJECTIVES.fullmatch(flat, end, weapon.start) for end in ends)


_ANSWERS = Pattern(
    r"(?P<verb>\b(?:<answers_with>)\b)[^,;.:]{0,50}? with (?:\w+ (?:salvo|volley|barrage)s? of )?"
    r"(?:<new_number>|\d+|more than \d+) (?:[\w-]+ ){0,3}$|"
    r"(?P<flew>\b(?:flew|flown)) (?:<new_number>|its|the|\d+) (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)


_CROSSES = re.compile(r" (?:that (?:crossed|passed|flew)|over|across|past)\b")
_UNDER_FIRE = Pattern(
    r"(?P<verb>\b(?:(?:came|comes|was|were) under (?:fire|attack) (?:from|by)|"
    r"(?:was|were) (?:fired (?:up)?on|shot at)(?: (?:again|twice))? (?:with|by)|(?:was|were) the targets? of|"
    r"(?:took|suffered|received) (?:an?|the|several|\w+) (?:direct )?hits? (?:from|by)|"
    r"(?:was|were) overflown(?: [\w ]{2,25})? by))"
    r" (?:<new_number>|\d+|more than \d+) (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_LOSES = Pattern(
    r"\b(?P<verb>(?:(?:had|was forced|chose) to )?(?:destroy(?:ed)?|blow up|blew up|lost|lose)) (?:its|the|an?|their) "
    r"(?:[\w-]+ ){0,3}$"
)
_IN_FLIGHT = re.compile(
    r" (?:shortly|soon|moments|seconds|minutes|just|not long|right|[\w-]+ (?:seconds|minutes)) (?:after|into)\b"
)
# "Announced the first use of a missile, the Oreshnik, in an attack on the city"
_USE_OF = re.compile(r"\b(?P<verb>use) of (?:an?|the|its|one|two|\w+) (?:[\w-]+ ){0,5}$")
_IN_ATTACK = re.compile(
    r"s?[^;.]{0,70}? (?:in|during) (?:an?|the|its) (?:[\w-]+ ){0,3}(?:attack|strike|raid)s? (?:on|against)\b"
)
_TO_THE_TEST = re.compile(r"\b(?P<verb>puts?) (?:an?|its|the|one|two|\w+) (?:[\w-]+ ){0,3}$")


def of_means(view: View, sentence: Sentence, weapon: Weapon) -> list[Trigger]:
    """A missile somebody came under, lost in flight or put to the test: "lost its rocket minutes after launch"."""
    flat = view.reading.flat
    if weapon.modifies:
        return []
    begin, state = max(sentence.start, weapon.start - 80), "occurred"
    action: Action = "launch"
    match = _UNDER_FIRE(view.knowledge).search(flat, begin, weapon.start)
    if match is not None:
        action = "launch" if "overflown" in match["verb"] else "attack"
    elif _IN_FLIGHT.match(flat, weapon.end):
        match, state = _LOSES(view.knowledge).search(flat, begin, weapon.start), "failed"
    elif _IN_ATTACK.match(flat, weapon.end, sentence.end):
        match, action = _USE_OF.search(flat, begin, weapon.start), "attack"
    elif flat.startswith(" to the test", weapon.end):
        match, action = _TO_THE_TEST.search(flat, begin, weapon.start), "test"
    if match is None:
        return []
    start, end = match.span("verb")
    end = weapon.end + len(" to the test") if action == "test" else end
    facts = factuality(view, sentence, start, end, is_noun=False)
    if facts.state in ("occurred", "hypothetical") and state == "failed":
        facts = Factuality("failed")
    return [told(start, end, facts, weapon, action)]


def of_answer(view: View, sentence: Sentence, weapon: Weapon) -> list[Trigger]:
    """A missile as the means of an answer, or flown by somebody: "responded with two missiles", "flew an Agni-5"."""
    flat = view.reading.flat
    if weapon.modifies:
        return []
    match = _ANSWERS(view.knowledge).search(flat, max(sentence.start, weapon.start - 110), weapon.start)
    if match is None:
        return []
    crosses = match.lastgroup == "flew" and _CROSSES.match(flat, weapon.end)
    if not crosses and not any(d.iso or d.weekday for d in view.of(Date, sentence)):
        return []
    start, end = match.span(match.lastgroup or "verb")
    facts = factuality(view, sentence, start, end, is_noun=False)
    return [told(start, end, facts, weapon)]


_INTERCEPTS = Pattern(r"(?P<verb><intercepting>)\"? (?:an?|the|one|two|three|its|several)\b[^.;:]{0,60}$")
_AS_A_TEST = re.compile(
    r"\b(?:in|during|as part of|with) (?:an?|the|its) (?:[\w-]+ ){0,5}(?:tests?|trial)\b|"
    r"\btest of (?:its|the|an?) [^.;]{0,40}\b(?:intercept\w*|defen[cs]e)\b|\b(?:mock|dummy|simulat\w+|target missile)\b"
)
_STOPS = Pattern(r"\b(?:<intercepting>|counted|registered)\"? (?:[^,.;:]{0,40} )?$")
_STOPPED = Pattern(
    r"(?: (?:fired|launched|aimed|headed|heading|coming|that had come|sent)?(?: by [^,;.]{2,30}?)? ?"
    r"(?:at|toward|towards|for|from|targeting) [^,;.]{2,40}?)?(?:,[^,;.]{3,60},)? (?:was|were|had been|have been|"
    r"has been) \"?(?:\w+ly )?(?:<stopped>)\b"
)
_FROM = re.compile(r" (?:[^.;]{0,60}? )?(?:that had come |coming |that came |heading )?(?:from|out of) (?:the )?")


def of_intercept(view: View, sentence: Sentence, weapon: Weapon) -> list[Trigger]:
    """A missile of a side that was stopped, or the target that a defence test launched.

    "Two Houthi missiles were intercepted"; "a warship shot down a ballistic missile in a test off Hawaii". What is
    stopped without a word on whose it was tells of no launch.
    """
    flat, knowledge = view.reading.flat, view.knowledge
    if weapon.modifies:
        return []
    before = flat[sentence.start : weapon.start]
    match = _INTERCEPTS(knowledge).search(before)
    if _AS_A_TEST.search(flat, sentence.start, sentence.end):
        if match is None:
            return []
        start, end = (sentence.start + at for at in match.span("verb"))
        facts = factuality(view, sentence, start, end, is_noun=False)
        return [told(start, end, facts, weapon, "test")]
    stopped = _STOPPED(knowledge).match(flat, weapon.end, sentence.end)
    stops = _STOPS(knowledge).search(before)
    if (stopped is None and stops is None) or _BEFORE_LAUNCH.match(flat, weapon.end, sentence.end):
        return []
    if not _has_origin(view, sentence, weapon) and not (stopped and _goes_on_counting(view, sentence, weapon)):
        return []
    at = (weapon.start, weapon.end) if stopped is None else (stopped.end() - 1, stopped.end())
    facts = factuality(view, sentence, *at, is_noun=stopped is None)
    return [
        Trigger(
            start=weapon.start,
            end=weapon.end,
            form="noun",
            action="attack",
            weapon=weapon,
            plural=weapon.plural,
            factuality=facts,
        )
    ]


_BEFORE_LAUNCH = re.compile(
    r"[^.;]{0,60}?\b(?:(?:readied|prepared|preparing|ready|poised|primed|set|about|loaded) (?:for|to)"
    r"(?: be)?(?: an?)? (?:launch|fir)|before (?:it|they) (?:could|was|were)|"
    r"on (?:the ground|its launcher|their launchers))"
)
"""What is destroyed where it stands was not launched."""


def _goes_on_counting(view: View, sentence: Sentence, weapon: Weapon) -> bool:
    """Whether a story of missiles counts further ones of a day of their own: "two were intercepted last month"."""
    earlier = any(w.end < sentence.start and not w.modifies for w in view.of(Weapon))
    before = view.reading.flat[max(sentence.start, weapon.start - 60) : weapon.start]
    return earlier and _NEWLY_TOLD(view.knowledge).search(before) is not None and bool(view.of(Date, sentence))


def _has_origin(view: View, sentence: Sentence, weapon: Weapon) -> bool:
    """Whether the words say whose missile it was, or from where it came."""
    if _is_of_a_side(view, sentence, weapon):
        return True
    match = _FROM.match(view.reading.flat, weapon.end, sentence.end)
    if match is None:
        return False
    after = country_words_of(view, match.end(), min(sentence.end, match.end() + 30))
    return any(word.start == match.end() for word in after)
