"""Launchers: the countries, forces and movements of a sentence that can launch, as sides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.finders.bodies import CountryWord, country_words_in
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body, Person, Place
from extractor.reading import Sentence


@dataclass(frozen=True, slots=True)
class Side:
    """Who launched: country code, the words that say so, and the actor where it is not the country itself."""

    country: str
    start: int
    end: int
    actor: Body | None = None
    is_armed_group: bool = False
    """Told as "militants in Gaza" rather than by a name."""


def launchers(view: View, sentence: Sentence, people: bool = False) -> tuple[Side, ...]:
    """Bodies, and with `people` leaders, that can launch or order a launch, as sides, in order."""
    own = view.once((launchers, sentence.index), lambda: _launchers(view, sentence))
    leaders = _leaders(view, sentence) if people else []
    return tuple(sorted((*own, *leaders), key=_START)) if leaders else own


_START = attrgetter("start")


def _launchers(view: View, sentence: Sentence) -> tuple[Side, ...]:
    sides = [
        as_side(b)
        for b in view.of(Body, sentence)
        if b.country and b.type in ("country", "military", "movement", "government")
        if not _is_of_a_maker(view, b)
    ]
    sides += [*_fighters(view, sentence), *_crews(view, sentence, sides)]
    return tuple(sorted(sides, key=_START))


def _leaders(view: View, sentence: Sentence) -> list[Side]:
    rows = view.knowledge.leaders.leader
    named = ((rows[p.rows[0]].country, p) for p in view.of(Person, sentence) if p.rows and not p.modifier)
    return [Side(country, p.start, p.end) for country, p in named if country is not None]


_MADE = Pattern(r"-(?:<made_or_given>)\b")


def _is_of_a_maker(view: View, body: Body) -> bool:
    """Whether a country only made or gave the weapon: "U.S.-made", "British-supplied"."""
    return body.type == "country" and _MADE(view.knowledge).match(view.reading.flat, body.end) is not None


_FIGHTERS_IN = Pattern(
    r"\b(?:<fighters>)(?: groups?)? (?:in|inside|within|based in|operating in|of) (?:the )?$", re.IGNORECASE
)
_ITS_FIGHTERS = Pattern(r"(?:-based)? (?:[\w-]+ )?(?:<fighters>)\b")


def _fighters(view: View, sentence: Sentence) -> list[Side]:
    """Armed groups told by where they are: "militants in the Gaza Strip", "Gaza-based gunmen", "Yemeni rebels"."""
    flat, knowledge = view.reading.flat, view.knowledge
    found = [
        Side(word.code, word.start, word.end, is_armed_group=True)
        for word in country_words_of(view, sentence.start, sentence.end)
        if word.adjective and word.code in homes_of_movements(knowledge)
        if _ITS_FIGHTERS(knowledge).match(flat, word.end, sentence.end)
    ]
    for place in view.of(Place, sentence):
        if place.canonical in _lands_of_movements(knowledge):
            before = _FIGHTERS_IN(knowledge).search(flat, sentence.start, place.start)
            if before is not None or _ITS_FIGHTERS(knowledge).match(flat, place.end):
                begin = before.start() if before else place.start
                found.append(Side(place.country or "", begin, place.end, is_armed_group=True))
    return found


_ITS_CRAFT = Pattern(r"(?:'s?)? (?:[a-z-]+ ){0,2}(?:<craft>|<forces>)\b(?!-)")


def _crews(view: View, sentence: Sentence, named: list[Side]) -> list[Side]:
    """Ships, aircraft and units told by their country: "a Russian tactical aircraft launched a missile"."""
    taken = {side.start for side in named}
    return [
        Side(word.code, word.start, word.end)
        for word in country_words_of(view, sentence.start, sentence.end)
        if word.start not in taken and _ITS_CRAFT(view.knowledge).match(view.reading.flat, word.end, sentence.end)
    ]


@lru_cache(maxsize=4)
def _lands_of_movements(knowledge: Knowledge) -> frozenset[str]:
    """Regions of countries that a movement fires from: "the Gaza Strip"."""
    homes = homes_of_movements(knowledge)
    return frozenset(row.name for row in knowledge.places.place if row.country in homes and row.kind == "region")


@lru_cache(maxsize=4)
def homes_of_movements(knowledge: Knowledge) -> frozenset[str | None]:
    """Countries that an armed movement is at home in."""
    return frozenset(body.country for body in knowledge.bodies.body if body.kind == "movement")


def as_side(body: Body) -> Side:
    """A body as the side it launches for."""
    return Side(body.country or "", body.start, body.end, None if body.type == "country" else body)


def country_words_of(view: View, start: int, end: int) -> list[CountryWord]:
    """Words for countries in a stretch of the text, but for those that only made or gave the weapon."""
    made = _MADE(view.knowledge)
    return view.once(
        (country_words_of, start, end),
        lambda: [
            word
            for word in country_words_in(view.reading, view.knowledge, start, end)
            if made.match(view.reading.flat, word.end) is None
        ],
    )


def powers_of(view: View) -> frozenset[str | None]:
    """Countries that have missiles: makers in the knowledge base, and homes of movements named in the text."""
    named = (b.country for b in view.of(Body) if b.type == "movement")
    return view.once(powers_of, lambda: _makers(view.knowledge).union(named))


@lru_cache(maxsize=4)
def _makers(knowledge: Knowledge) -> frozenset[str | None]:
    return frozenset(w.country for w in knowledge.weapons.weapon)


_WITHIN_REACH = re.compile(r"\b(?:reach|hit|hitt|strik|target|threaten)(?:e|ed|ing|s)? (?:the )?\Z")


def may_own(view: View, sentence: Sentence, side: Side) -> bool:
    """Whether "its launch" may be that of a side: a power, not one that the missile could reach."""
    within = _WITHIN_REACH.search(view.reading.flat, sentence.start, side.start)
    return side.country in powers_of(view) and within is None


_CRAFT = Pattern(
    r"\b(?:from|off|by|aboard|on board|of) (?:the |an? |its |one of (?:the |its )?)?"
    r"(?P<whose>[A-Z][\w.]+(?: [A-Z]\w+)?)(?:'s)? (?:[a-z-]+ ){0,3}?(?:<craft>)\b"
)


def of_craft(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whose ship or aircraft it came from: "shot off a British submarine", "launched from HMS Vanguard"."""
    flat = view.reading.flat
    begin = max(sentence.start, trigger.start - ABOUT)
    for code, pattern in _ships(view.knowledge):
        ship = pattern.search(flat, begin, min(sentence.end, trigger.end + ABOUT))
        if ship is not None:
            return Side(code, *ship.span("ship"))
    craft = _CRAFT(view.knowledge).search(flat, trigger.start, sentence.end)
    if craft is None or craft.start() - trigger.end > ABOUT:
        return None
    words = country_words_in(view.reading, view.knowledge, craft.start("whose"), craft.end("whose"))
    forces = (s for s in launchers(view, sentence) if s.start == craft.start("whose"))
    return next((Side(w.code, w.start, w.end) for w in words), None) or next(forces, None)


@lru_cache(maxsize=4)
def _ships(knowledge: Knowledge) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Countries with what tells their ships: "from HMS Vanguard"."""
    rows = knowledge.countries.country
    return tuple((row.code, re.compile(_BY_SHIP.format(prefix))) for row in rows for prefix in row.ships)


_OWNS_UP = re.compile(
    r"(?:'s? [\w ]{3,30})?(?: (?:has|have|had))? (?:apologi[sz]\w+|admit(?:s|ted)?|took responsibility|regretted|"
    r"expressed regret) (?:[a-z]+ )?(?:after|for|that|over|to|when)\b[^,;.]{0,60}$"
)


def who_owns_up(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whose launch it was that somebody apologised for: "the military apologised after a missile firing went awry"."""
    flat = view.reading.flat
    return next((s for s in launchers(view, sentence) if _OWNS_UP.match(flat[s.end : trigger.start])), None)


_BY_SHIP = (
    r"\b(?:from|off|by|aboard|on board|of|with|involving|via) (?:the |its |an? )?(?:[\w'-]+ ){{0,4}}?(?P<ship>{}) [A-Z]"
)
ABOUT = 120  # characters between a launch and the ship it came from
_ATTEMPT_BY = re.compile(r"\b(?:attempt|bid|effort|plan|failure)s? by (?:the )?(?=[A-Z])[^,;.]{2,40} to (?:\w+ly )?$")


def planner(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whose attempt it was: "detected an attempt by North Korea to launch a missile"."""
    match = _ATTEMPT_BY.search(view.reading.flat[sentence.start : trigger.start]) if trigger.form == "verb" else None
    begin = sentence.start + match.start() if match else trigger.start
    return next((side for side in launchers(view, sentence) if begin <= side.start < trigger.start), None)


_OVERSEES = re.compile(
    r"\b(?:observed|oversaw|supervised|guided|attended|witnessed|inspected|presided over|directed) "
    r"(?:the|this|that|its|\w+day's) (?:[\w-]+ ){0,6}$"
)
_BEHIND = re.compile(
    r" (?:was|is|were|had been|stood) (?:directly )?(?:behind|responsible for|to blame for) "
    r"(?:the|this|that) (?:\w+ )?\Z"
)
_MAKES_IT = re.compile(
    r"[^.;,]{0,30}? (?:makes|made|making|would make) (?:the )?(?P<who>[A-Z][\w.]+(?: [A-Z]\w+)*) "
    r"(?:only |just |now |one of )?(?:the )?(?:[\w-]+ )?(?:country|countries|nation|nations|state|power)\b"
)


def who_oversaw(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whose launch is pointed to: the leader's who oversaw it, or that of the country it "makes the eighth nation"."""
    makes = _MAKES_IT.match(view.reading.flat, trigger.end, sentence.end)
    for word in country_words_of(view, *makes.span("who")) if makes else ():
        return Side(word.code, word.start, word.end)
    behind = _BEHIND.search(view.reading.flat, sentence.start, trigger.start)
    if behind is not None:
        return next((s for s in launchers(view, sentence) if s.end == behind.start()), None)
    oversees = _OVERSEES.search(view.reading.flat, sentence.start, trigger.start)
    if oversees is None or trigger.weapon is not None:
        return None
    named = {b.start for b in view.of(Body, sentence)}
    people = [s for s in launchers(view, sentence, people=True) if s.start not in named and s.end < oversees.start()]
    return people[-1] if people else None


_IT = re.compile(r"\W*(?:It|They|[A-Z][a-z]+ [^,;.]{2,30}? (?:it|they)) (?:(?:also|then|later|has|had|\w+ly) )*")
_ANSWERED = re.compile(r"(?: [\w-]+)? (?:answered|responded|retaliated|replied|reacted|hit back|followed suit)\b")


def who_answered(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whom "it" means after an answer: "The South Korean military answered. It fired three missiles"."""
    if sentence.index == 0 or _IT.fullmatch(view.reading.flat, sentence.start, trigger.start) is None:
        return None
    before = view.reading.sentences[sentence.index - 1]
    maker = trigger.weapon.country if trigger.weapon is not None and trigger.weapon.name else None
    for word in country_words_in(view.reading, view.knowledge, before.start, before.end) if maker else ():
        if word.code == maker:
            return Side(word.code, word.start, word.end)
    return next((s for s in launchers(view, before) if _ANSWERED.match(view.reading.flat, s.end, before.end)), None)


_TELLS = r"(?:told|notified|informed|warned|advised|assured|tells|notifies|informs)"
_TOLD_OF_ITS_OWN = re.compile(
    rf"\b(?:(?<!was )(?<!were )(?<!been ){_TELLS} |(?:was|were|been) {_TELLS} (?P<by>by (?:the )?))"
    r"(?:(?!(?:after|when|because|since|once|while)\b)[\w'.-]+ ){1,7}?(?:that )?(?:it|they) "
    r"(?:(?!was\b|were\b|been\b|being\b)[a-z'-]+ ){0,4}$|"
    r"\b(?:announced|declared|said) (?:on )?\w+day that (?:it|they) (?:will|would|plans? to|planned to) $"
)


def who_told(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Who speaks of its own launch: "North Korea has told Japan it plans to launch a satellite"."""
    told = _TOLD_OF_ITS_OWN.search(view.reading.flat, sentence.start, trigger.start)
    if told is None or trigger.form != "verb":
        return None
    sides = launchers(view, sentence)
    if told["by"]:
        return next((side for side in sides if side.start == told.end("by")), None)
    return next((side for side in reversed(sides) if side.end <= told.start()), None)
