"""Kinds: whether a launch was a test, an attack or one into space.

Its own sentences tell first: a test is called one, an attack hits or is aimed at something of somebody else. Where
they do not, the story does: another launch of the same side that was an attack, or words of war throughout.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

from extractor.assembly.draft import Draft
from extractor.assembly.launchers import Side, homes_of_movements
from extractor.assembly.statement import Statement
from extractor.assembly.story import is_among_people, is_of_war
from extractor.assembly.view import View
from extractor.finders.bodies import country_words_in
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body

Kind = Literal["test", "attack", "space_launch"]


def kinds(view: View, drafts: tuple[Draft, ...]) -> tuple[Kind, ...]:
    """The kind of each launch of an article."""
    own = [_kind(view, draft) for draft in drafts]
    at_war = {draft.side.country for draft, kind in zip(drafts, own, strict=True) if kind == "attack" and draft.side}
    told = is_of_war(view)
    return tuple(
        kind
        or (
            "attack" if (told and not _falls_at_sea(draft)) or (draft.side and draft.side.country in at_war) else "test"
        )
        for draft, kind in zip(drafts, own, strict=True)
    )


_AT_SEA = re.compile(r"\b(?:[Ss]ea|[Oo]cean|[Ww]aters|zone|EEZ)\b")


def _falls_at_sea(draft: Draft) -> bool:
    """Whether it came down in waters and nowhere on land: what lands there is a show of force, whatever the sirens."""
    ends = [p for s in draft.statements for p in s.places if p.role == "impact_area"]
    return bool(ends) and all(_AT_SEA.search(p.text) for p in ends)


_INTO_ORBIT = re.compile(r"\b(?:into|in|to) (?:[\w-]+ ){0,2}(?:orbit|space)\b")


def _kind(view: View, draft: Draft) -> Kind | None:
    """The kind that its own sentences tell; None where they leave it open."""
    weapons = draft.weapons()
    reaches_space = draft.side is not None and draft.side.country in _space_powers(view.knowledge)
    told = [w for s in draft.statements if s.telling for w in s.weapons if w.classes or w.known_classes]
    aloft = any("space_launch_vehicle" in (*w.classes, *w.known_classes) for w in told or weapons)
    aloft = aloft or (not weapons and any(_INTO_ORBIT.search(view.flat(s.sentence)) for s in draft.statements))
    if (reaches_space or draft.side is None) and aloft:
        return "space_launch"
    fired = [s.trigger for s in draft.statements if s.trigger]
    votes = Counter(t.action for t in fired)
    votes["test"] += any(view.reading.flat.startswith("test", t.start) for t in fired)
    if votes["attack"] and _hits_its_own(view, draft):
        return "test"
    if votes["attack"] > votes["test"] or (votes["attack"] and _hits_another_country(view, draft)):
        return "attack"
    telling = [s for s in draft.statements if s.telling]
    if votes["test"] or any(_A_DRILL.search(view.flat(s.sentence)) for s in telling):
        return "test"
    attacks = (
        _is_of_a_movement(draft.side)
        or _is_from_lands_of_movements(view, draft)
        or _hits_another_country(view, draft)
        or _is_aimed_abroad(view, draft)
    )
    return "attack" if attacks or any(_hurts(view, s) or _is_aimed_at_people(view, s) for s in telling) else None


def _is_of_a_movement(side: Side | None) -> bool:
    return side is not None and (side.is_armed_group or (side.actor is not None and side.actor.type == "movement"))


def _is_from_lands_of_movements(view: View, draft: Draft) -> bool:
    """Whether it came from where only a movement fires: "a rocket fired from Gaza landed in an open area"."""
    homes = homes_of_movements(view.knowledge) - _space_powers(view.knowledge)
    sites = (p for s in draft.statements for p in s.places if p.role == "launch_site")
    nobody = draft.side is None or (draft.side.actor is None and draft.side.country in homes)
    return nobody and any(site.country is not None and site.country in homes for site in sites)


_A_SITE = re.compile(r"(?:bases?|fields?|ports?|headquarters)$")  # what is launched there need not be aimed at it
_AT_PEOPLE = Pattern(
    r"[^.;]{0,60}?\b(?:at|into|on|against|toward|towards) "
    r"(?:(?!mock|simulated|decommissioned|target|dummy|old)[\w.'-]+ ){0,5}?"
    r"(?:<aimed_at>)\b"
)
_WITH_DRONES = re.compile(
    r"\b(?:missiles?|rockets?)(?:,? and|,| as well as| along with) (?:[\w-]+ ){0,3}drones\b|"
    r"\bdrones(?:,? and|,| as well as) (?:[\w-]+ ){0,3}(?:missiles?|rockets?)\b"
)


def _is_aimed_at_people(view: View, statement: Statement) -> bool:
    """Whether it was fired at people or what they use: "at the embassy"; or sent together with drones."""
    trigger = statement.trigger
    if trigger is None or trigger.form != "verb":
        return False
    if statement.side is None and is_among_people(view, trigger):
        return True  # who tests says so
    before = view.reading.flat[statement.sentence.start : trigger.start]
    if _WITH_DRONES.search(view.flat(statement.sentence)) or _BY_FIGHTERS(view.knowledge).search(before):
        return True
    word = view.reading.flat[trigger.start : trigger.end]
    end = max(trigger.end, trigger.weapon.end if trigger.weapon else 0)
    aimed = _AT_PEOPLE(view.knowledge).match(view.reading.flat, end, statement.sentence.end)
    return aimed is not None and ("fired" in word or ("launch" in word and not _A_SITE.search(aimed.group())))


_BY_FIGHTERS = Pattern(r"\b(?:<fighters>)(?: [\w.'-]+){0,6} $", re.IGNORECASE)


_HURTS = Pattern(
    r"\bdestroyed (?:[\w-]+ ){1,5}(?:missiles|rockets)\b|\b(?:missiles|rockets|drones)\b[^.;]{0,70} were destroyed\b|"
    r"\b(?<!not )(?<!not been )(?<!nobody was )(?<!no one was )(?:<scene_of_attack>)\b",
    re.IGNORECASE,
)


def _hurts(view: View, statement: Statement) -> bool:
    """Whether the sentence tells of somebody hurt, of missiles stopped on their way, or of an alarm on land."""
    sentence = statement.sentence
    if _HURTS(view.knowledge).search(view.flat(sentence)):
        return True
    around = view.reading.sentences[max(0, sentence.index - 1) : sentence.index + 1]
    at_sea = any(_AT_SEA.search(p.text) for p in statement.places)
    return not at_sea and any(_ALARM.search(view.flat(s)) for s in around)


_ALARM = re.compile(
    r"(?i)\b(?:sirens? (?:sound|wail|blar|went)\w*|explosions? (?:were|was|rocked|rang|shook)|air raid)\b"
)


_AIMS = re.compile(
    r"\b(?:at|on|against|targeting|hit|struck) (?:(?!mock|simulated|and\b|but\b|while\b|\w+day\b)[\w-]+ ){0,3}$|"
    r"\binto (?:[a-z]+(?:ern|ral) )?$"
)
_ITS_WATERS = re.compile(r"'s|-| [A-Z]| (?:waters|exclusive|EEZ|[Ss]ea)\b")
_WITHIN_REACH = re.compile(r"\b(?:capable|able|can|could|would|might|may|designed|capacity|range)\b")


def _is_aimed_abroad(view: View, draft: Draft) -> bool:
    """Whether it was fired at something of another country: "at a Syrian air base"."""
    if draft.side is None:
        return False
    for statement in (s for s in draft.statements if s.telling):
        end = min(statement.sentence.end, statement.start + 140)
        for word in country_words_in(view.reading, view.knowledge, statement.start, end):
            before = re.split(r"[,;:]", view.reading.flat[statement.start : word.start])[-1]
            aims = _AIMS.search(before) and not (
                before.endswith("into ") and _ITS_WATERS.match(view.reading.flat, word.end)
            )
            if word.code != draft.side.country and aims and not _WITHIN_REACH.search(before):
                return True
    return False


_A_DRILL = re.compile(r"\b(?:tests?|tested|drills?|exercises?|manoeuvres|maneuvers|training|war games?)\b")


@lru_cache(maxsize=4)
def _space_powers(knowledge: Knowledge) -> frozenset[str | None]:
    """Countries that the knowledge base gives a space launcher: elsewhere a long-range rocket is artillery."""
    return frozenset(w.country for w in knowledge.weapons.weapon if "space_launch_vehicle" in w.classes)


_ZONE = re.compile(r"(?i)\b(?:zone|EEZ|waters)$")


_NOBODY_THERE = re.compile(
    r"\b(?:uninhabited|deserted|desert|unmanned|rocky?|target|test|preset|designated) (?:[a-z]+ )?"
    r"(?:islands?|islets?|rocks?|range|area)\b|\bislets?\b"
)


_HELD_BY_OTHERS = re.compile(r"\b(?:occupied|annexed)\b|-(?:held|occupied|annexed|controlled)\b")
"""Land that another holds: "an airfield in occupied Crimea"."""


def _hits_its_own(view: View, draft: Draft) -> bool:
    """Whether a state struck an island or a range of its own, or one where nobody lives: that is what tests do."""
    side = draft.side
    if side is None or _is_of_a_movement(side):
        return False
    struck = [p for s in draft.statements for p in s.places if p.role == "impact_area"]
    own = any(p.country == side.country for p in struck)
    if own and any(_HELD_BY_OTHERS.search(view.flat(s.sentence)) for s in draft.statements):
        return False
    empty = any(_NOBODY_THERE.search(view.flat(s.sentence)) for s in draft.statements)
    return (own or empty) and not any(p.country not in (None, side.country) for p in struck)


_STAGE = re.compile(r"\b(?:stages?|boosters?|debris|fairings?|payload)\b")


def _hits_another_country(view: View, draft: Draft) -> bool:
    """Whether it came down in, or was aimed at, a country that is not the launching one.

    Where nobody is said to have launched it, any country but its waters: who tests says so.
    """
    side = draft.side
    for place in (
        p
        for s in draft.statements
        if not _STAGE.search(view.flat(s.sentence))
        for p in s.places
        if p.role == "impact_area" and not _ZONE.search(p.text)
    ):
        country = place.country or next(
            (c.country for c in view.of(Body) if c.start == place.start and c.type == "country"), None
        )
        if country is not None and (country != side.country if side else not _AT_SEA.search(place.text)):
            return True
    return False
