"""The leading side: who launched, for statements of a text that name nobody themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extractor.assembly.antecedents import owners
from extractor.assembly.attribution import speakers
from extractor.assembly.launchers import Side, country_words_of, powers_of
from extractor.assembly.side import is_governed
from extractor.assembly.statement import FACTS, Statement
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body, Place, Weapon
from extractor.reading import Sentence


def leading_side(view: View, statements: tuple[Statement, ...]) -> Side | None:
    """The side most launches are told of, for statements that name none."""
    telling = {s.sentence.index: s.sentence for s in statements if s.trigger}.values()
    weighed = _weighed(view, statements)
    if weighed:
        return max(weighed.values(), key=lambda entry: entry[0])[1]
    struck = _struck(statements) | _aimed_at(view, telling)
    struck -= {b.country for b in view.of(Body) if b.type == "movement"}  # a movement may fire at its own country
    around = [side for side in _sides_around(view, telling) if side.country not in struck]
    everywhere = _sides_around(view, view.reading.sentences) if telling and not around else []
    struck |= _aimed_at(view, view.reading.sentences) if everywhere else set()
    owning = [side for side in everywhere if side.country in owners(view)[:1]]
    sides = _sides_of_sites(statements) or around or owning or everywhere
    sides = [side for side in sides if side.country not in struck and _may_have_fired(view, side)]
    if not sides:
        return None
    votes = Counter(side.country for side in sides)
    top = max(votes.values())
    return next(side for side in sides if votes[side.country] == top)


_BLAMED = re.compile(
    r"(?:'s? [\w ]{3,30})? (?:was|were|is|are|has been|have been) (?:\w+ly )?(?:blamed|accused|responsible|behind)\b"
)


def _may_have_fired(view: View, side: Side) -> bool:
    """Whether a side named beside a launch has missiles, or is said to be blamed: else better none than a wrong one."""
    return side.country in powers_of(view) or _BLAMED.match(view.reading.flat, side.end) is not None


def _struck(statements: tuple[Statement, ...]) -> set[str | None]:
    """Countries in which missiles are told to have struck: they are seldom those who fired them."""
    attacks = [s for s in statements if s.trigger and s.trigger.action == "attack"]
    return {p.country for s in attacks for p in s.places if p.role != "launch_site"}


_TOLD_OF_IT = re.compile(r"[^.;]{0,40}?\b(?:announced|reported|confirmed|disclosed|publici[sz]ed)\b")
_WATCHERS = re.compile(r"(?i)\b(?:chiefs|ministry|military|command|office|department)\b")


def only_told(view: View, statement: Statement, leading: Side | None) -> bool:
    """Whether the side named only told of another's launch: "Seoul's Joint Chiefs announced the launch of a ..."."""
    side, trigger = statement.side, statement.trigger
    if side is None or trigger is None or leading is None or trigger.form != "noun":
        return False
    own = trigger.weapon is not None and trigger.weapon.country == side.country
    flat = view.reading.flat
    if own or side.country == leading.country or not _WATCHERS.search(flat, side.start, side.end):
        return False
    return side.end < trigger.start and _TOLD_OF_IT.match(flat, side.end, trigger.start) is not None


_A_GROUP_DID = Pattern(r"\b(?:<unnamed_group>)(?: in [A-Z]\w+)? (?:(?:have|has|had|also|then|again|\w+ly) )*$")
_BY_A_GROUP = Pattern(r"[^.;]{0,80}?\bby (?!the )(?:[\w-]+ ){0,4}(?:<unnamed_group>)\b")


def is_of_the_unnamed(view: View, statement: Statement) -> bool:
    """Whether those who launched are told, but not by name: "Iran-backed militias fired ten rockets at the base"."""
    trigger, flat = statement.trigger, view.reading.flat
    if statement.side is not None or trigger is None or trigger.form != "verb":
        return False
    begin, end = statement.sentence.start, statement.sentence.end
    did = _A_GROUP_DID(view.knowledge).search(flat, max(begin, trigger.start - 60), trigger.start)
    return did is not None or _BY_A_GROUP(view.knowledge).match(flat, trigger.end, end) is not None


_AT = re.compile(r"\b(?:at|toward|towards|into|on|against) (?:the )?(?i:[a-z]+(?:ern|ral) |upper )?$")
_AIMED = re.compile(
    r"\b(?:at|on|against|into|hit|hits|hitting|struck|target(?:s|ed|ing)?|attacked|near|"
    r"hosting|housing|hosts|houses|home to) "
    r"(?:the |an? |several |two )?(?:[a-z-]+ ){0,2}$"
)
_UNDERWENT = re.compile(
    r"(?:'s?)? (?:[\w.'-]+ ){1,5}?(?:was|were|had been|has been|have been) (?:\w+ly )?"
    r"(?:fired (?:up)?on|shot (?:at|down)|hit|struck|attacked|targeted|downed|brought down)\b"
)
_A_TARGET = Pattern(r"(?:-led|-owned|-operated)? (?:[a-z-]+ ){0,2}(?:<aimed_at>)\b")
_NO_TARGET = re.compile(r"'s|-| (?:waters|exclusive|EEZ|[Ss]ea)\b")


def _aimed_at(view: View, sentences: Iterable[Sentence]) -> set[str | None]:
    """Countries that missiles are told to have been fired at: "a barrage was fired toward northern Israel"."""
    return {
        word.code
        for sentence in sentences
        for word in country_words_of(view, sentence.start, sentence.end)
        if (
            not word.adjective
            and _AT.search(view.reading.flat, sentence.start, word.start)
            and not _NO_TARGET.match(view.reading.flat, word.end)
        )
        or _UNDERWENT.match(view.reading.flat, word.end, sentence.end)
        or (
            _AIMED.search(view.reading.flat, sentence.start, word.start)
            and _A_TARGET(view.knowledge).match(view.reading.flat, word.end)
        )
    }


TOLD, POINTED, IN_PASSING = 2.0, 1.0, 0.5
"""Weights of a side by how the text tells of its launch: as news, by a pointer, or as a rule, a plan or the past."""


def _user_of(view: View, named: Weapon) -> str:
    """Of the countries whose forces fire a weapon the one that the text speaks of most, else its maker."""
    rows = (w for w in view.knowledge.weapons.weapon if w.name == named.canonical)
    users = next(({w.country, *w.users} for w in rows if w.users), set())
    told = Counter(b.country for b in view.of(Body) if b.country in users)
    most = told.most_common(1)
    return (most[0][0] if most else named.country) or ""


def _weighed(view: View, statements: tuple[Statement, ...]) -> dict[str, tuple[float, Side]]:
    """Sides that statements name with what speaks for each; a weapon named where no side is speaks for its maker."""
    table: dict[str, tuple[float, Side]] = {}
    told = any(s.telling for s in statements)
    for statement in statements:
        if told and _may_be_an_air_raid(view, statement):
            continue
        if statement.side is not None and statement.trigger is not None:
            weight = TOLD if statement.telling else POINTED
            side = statement.side
            if statement.state not in FACTS or statement.looks_back:
                weight = IN_PASSING
        else:
            named = next((w for w in statement.weapons if w.country and w.name), None)
            if statement.side is not None or named is None or named.country is None:
                continue
            side, weight = Side(_user_of(view, named), named.start, named.end), POINTED
        before = table.get(side.country)
        table[side.country] = (weight + before[0], before[1]) if before else (weight, side)
    return table


def _may_be_an_air_raid(view: View, statement: Statement) -> bool:
    """Whether strikes of another day are pointed back to without a missile: "after last month's U.S. strikes"."""
    trigger = statement.trigger
    if trigger is None or trigger.form != "back" or trigger.weapon is not None or not statement.dates:
        return False
    return view.reading.flat[trigger.start : trigger.end].lower().startswith("strike")


def _sides_of_sites(statements: tuple[Statement, ...]) -> list[Side]:
    """Countries that the launches were made from: "two missiles fired from Sunan, Seoul said" were North Korea's."""
    sites = [p for s in statements for p in s.places if p.role == "launch_site"]
    return [Side(place.country, place.start, place.end) for place in sites if place.country]


_OF_STATE = re.compile(r"\b(?:state|official|state-\w+|government-\w+)\b")


def _is_of_state(body: Body) -> bool:
    """Media that speak of what their own state did: "North Korean state media announced the test"."""
    return body.type == "state_media" or (body.type == "media" and _OF_STATE.search(body.text) is not None)


_DATELINE = re.compile(
    r"[A-Z][A-Z .'-]{2,30}(?:, [A-Z][^—–:;.]{2,40}?\.?)?(?: ?\([A-Z][\w .]{1,30}\))? ?(?:—|–|--|-|:) "
)
"""The place that a report was written at has launched nothing: "BAGHDAD (AP) — A rocket struck"."""
_WATERS = re.compile(r"(?:'s?)? (?:exclusive|EEZ|economic zone|territorial|waters|coast\b|airspace)")


def _sides_around(view: View, sentences: Iterable[Sentence]) -> list[Side]:
    """Countries, makers, forces and leaders named there, for a text that never says outright who launched."""
    found = []
    for sentence in sentences:
        found += [Side(w.country, w.start, w.end) for w in view.of(Weapon, sentence) if w.country and w.name]
        telling = [s for s in speakers(view, sentence) if not isinstance(s, Body) or not _is_of_state(s)]
        words = country_words_of(view, sentence.start, sentence.end)
        opening = _DATELINE.match(view.reading.flat, sentence.start, sentence.end)
        begin = opening.end() if opening else sentence.start
        targets = [p for p in view.of(Place, sentence) if p.role in ("impact_area", "toward", "over")]
        found += [
            Side(w.code, w.start, w.end)
            for w in words
            if w.start >= begin
            and "-" not in (view.reading.flat[w.start - 1 : w.start], view.reading.flat[w.end : w.end + 1])
            if not is_governed(view, sentence, Side(w.code, w.start, w.end))
            and not any(s.start <= w.start < s.end for s in telling)
            if not _WATERS.match(view.reading.flat, w.end) and not any(p.start <= w.start < p.end for p in targets)
        ]
        for body in view.of(Body, sentence):
            if body in telling and body.type != "movement":
                continue
            if body.country and (body.type in ("government", "military", "movement") or _is_of_state(body)):
                found.append(Side(body.country, body.start, body.end))
    return sorted(found, key=lambda side: side.start)
