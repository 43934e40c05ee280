"""Sides: which country, or which movement, is said to have launched."""

from __future__ import annotations

import re

from extractor.assembly.accusations import accused, blamed, blamed_for
from extractor.assembly.antecedents import it_before, it_of_clause, leader_of, the_country
from extractor.assembly.launchers import (
    Side,
    as_side,
    country_words_of,
    launchers,
    may_own,
    of_craft,
    planner,
    who_answered,
    who_oversaw,
    who_owns_up,
    who_told,
)
from extractor.assembly.origins import origin, whose_weapon
from extractor.assembly.trigger import Trigger
from extractor.assembly.trigger_nouns import CONDUCTS
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body, Weapon
from extractor.reading import Sentence

_OBLIQUE = Pattern(
    r"\b(?:<oblique>) (?:the |its |neighbou?ring |arch-?rival |[a-z]*(?:ern|ral|pied|led) |(?:former )?(?:U\.S\. |"
    r"US |[A-Z]\w+ )?(?:President|Prime Minister|leader|[A-Z]\w+ Minister|Secretary of \w+) )*$",
    re.IGNORECASE,
)
_BY_NOUN = Pattern(
    r"(?: \([^)]{0,80}\))?(?:,? (?:<made_by>))?"
    r"(?: (?:on (?:\w+day|\d{1,2} [A-Z]\w+|[A-Z]\w+\.? \d{1,2})(?:,? \d{4})?|last \w+|earlier|yesterday|this \w+))?"
    r" by (?:the )?"
)
_BY_VERB = re.compile(r"[^.;]{0,80}?\bby (?:the )?")
_OWN_ATTEMPT = Pattern(r"'s? (?:[\w-]+ ){0,3}?(?:<own_deed>|<craft>|<forces>)\b")


_OTHERS_DID = Pattern(r"\b(?:<others_did>)\b")


def side_of(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """The side of a trigger: its agent after "by", the country that modifies it, its subject, or where it came from.

    A noun that points back has no subject of its own: in "Seoul condemned the launch" Seoul launched nothing. Nor has
    a passive verb: in "Seoul said a missile was fired" only "by" or the missile's adjective can tell.
    """
    for rule in (_agent, planner, _modifier, _possessor, leader_of, accused, blamed_for, who_owns_up, who_told):
        found = rule(view, sentence, trigger)
        if found is not None:
            return found
    passive = _is_undergone(view, trigger)
    if passive and trigger.weapon is not None:
        for side in reversed(launchers(view, sentence)):
            if trigger.weapon.end < side.start and side.end <= trigger.start:
                return side  # "the missile that North Korea tested"
    if trigger.form == "back":
        own = _subject(view, sentence, trigger) if _conducted(view, sentence, trigger) else None
        return who_oversaw(view, sentence, trigger) or own or whose_weapon(view, trigger)
    stopped = trigger.weapon is not None and (trigger.start, trigger.end) == (trigger.weapon.start, trigger.weapon.end)
    if trigger.form == "noun" and (stopped or not _conducted(view, sentence, trigger)):
        return (
            the_country(view, sentence, trigger)
            or who_oversaw(view, sentence, trigger)
            or origin(view, sentence, trigger)
            or of_craft(view, sentence, trigger)
            or whose_weapon(view, trigger)
        )
    meant = None if passive else the_country(view, sentence, trigger) or it_before(view, sentence, trigger)
    if meant is not None:
        return meant
    subject = None if passive else _subject(view, sentence, trigger)
    return subject or origin(view, sentence, trigger) or of_craft(view, sentence, trigger)


def _conducted(view: View, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether somebody did what the noun names: "conducted a missile test", not "condemned" one."""
    before = view.reading.flat[max(sentence.start, trigger.start - 70) : trigger.start]
    return CONDUCTS(view.knowledge).search(before) is not None


_CLAUSE = Pattern(r"\b(?:<clause_of_side>)\b")


def is_oblique(view: View, sentence: Sentence, start: int) -> bool:
    """Whether a preposition governs the word: "on Israel", "against the United States"."""
    return _OBLIQUE(view.knowledge).search(view.reading.flat, max(sentence.start, start - 40), start) is not None


def is_governed(view: View, sentence: Sentence, side: Side) -> bool:
    """Whether a preposition governs a side or the one it is joined to: "of Iran and North Korea"."""
    joined = (s for s in launchers(view, sentence) if _AND_ITS_ALLY.fullmatch(view.reading.flat, s.end, side.start))
    return any(is_oblique(view, sentence, s.start) for s in (side, *joined))


_THE_GROUP = Pattern(r"\bthe (?:[\w-]+ )?(?:<group_noun>)\b")


_OVER_WHERE = re.compile(r" (?:over|into|towards?|from|off|near) (?:the )?[A-Z]\w+(?: [A-Z]\w+){0,2}(?= )")
_BACKED = re.compile(r"[\w-]+-(?:backed|aligned|allied|supported|sponsored|linked|funded|armed) ")


_DEED_BY = re.compile(
    r"\b(?:and|prompting|triggering|drawing|despite) (?:[\w-]+ ){0,4}(?:launch|test|attack|strike|raid|response)"
    r"(?:es|s)? by (?:the )?$"
)


_FIRED_BY = re.compile(r"[^.;]{0,80}?, (?:all |most )?(?:fired|launched|sent) by ")


def _agent(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whoever stands after "by"; a noun's agent follows it at once: "confirmed by Seoul" is none."""
    pattern = _BY_VERB if trigger.form == "verb" else _BY_NOUN(view.knowledge)
    weapon = trigger.weapon
    struck = weapon is not None and trigger.action == "attack" and weapon.end < trigger.start
    fired_by = _is_passive(view, trigger) or _FIRED_BY.match(view.reading.flat, trigger.end, sentence.end)
    if struck and not fired_by:
        return None  # "Israeli missiles struck a site after an attack by Iran"
    match = pattern.match(view.reading.flat, trigger.end, sentence.end)
    if match is None and weapon is not None and trigger.form != "verb" and weapon.start > trigger.end:
        over = _OVER_WHERE.match(view.reading.flat, weapon.end)  # "the launch of a missile over Japan by North Korea"
        match = pattern.match(view.reading.flat, over.end() if over else weapon.end, sentence.end)
    if match is not None and trigger.form == "verb" and _DEED_BY.search(match.group()):
        return None  # "fired missiles, prompting a launch by South Korea"
    if match is None or _OTHERS_DID(view.knowledge).search(match.group()):
        return None
    backed = _BACKED.match(view.reading.flat, match.end())
    begin = backed.end() if backed else match.end()
    for side in launchers(view, sentence):
        if begin <= side.start <= begin + 4:
            return side
    for word in country_words_of(view, begin, min(sentence.end, begin + 30)):
        if word.start == begin:
            return Side(word.code, word.start, word.end)
    group = _THE_GROUP(view.knowledge).match(view.reading.flat, match.end() - 4)
    return _last_movement(view, match.end()) if group else None


def _is_passive(view: View, trigger: Trigger) -> bool:
    before = view.reading.flat[max(0, trigger.start - 24) : trigger.start]
    return re.search(r"\b(?:was|were|been|being) (?:\w+ )?$", before) is not None


def _last_movement(view: View, before: int) -> Side | None:
    """The armed movement named last: what "the group" stands for."""
    named = [b for b in view.of(Body) if b.type == "movement" and b.country and b.end <= before]
    return as_side(named[-1]) if named else None


_ADJECTIVES = Pattern(r"(?:(?:<launch_adjective>|\w{1,9}day(?:'s)?|\d{1,9}|[a-z]{1,20}(?:-[a-z]{1,20}){1,2}) )*")


_UNDERGOES = re.compile(r"\b(?:under|targets?|overflown|hits?|fired (?:up)?on|shot at)\b")
_BY_IT = re.compile(r" by\b")


def _is_undergone(view: View, trigger: Trigger) -> bool:
    """Whether the weapon stands before its verb, or what the verb is said of only underwent it: "came under fire"."""
    weapon = trigger.weapon
    if weapon is None or trigger.count is not None or weapon.start < trigger.start:
        return weapon is not None and trigger.count is None
    return (
        _UNDERGOES.search(view.reading.flat, trigger.start, trigger.end) is not None
        or _BY_IT.match(view.reading.flat, trigger.end) is not None
    )


def _modifier(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """The country right before the noun: "North Korea's launch", "the Iranian missile test"."""
    anchor: Weapon | Trigger | None = trigger
    if trigger.form == "verb":
        anchor = trigger.weapon if trigger.weapon and _is_undergone(view, trigger) else None
    if anchor is None:
        return None
    for body in view.of(Body, sentence):
        if body.type == "movement" and body.country and anchor.start - 14 <= body.start and body.end <= anchor.end:
            return as_side(body)
        gap = view.reading.flat[body.end : anchor.start] if body.end < anchor.start else "-"
        owned = re.match(r"'s? ", gap)
        rest = gap[owned.end() :] if owned else gap.removeprefix(" ")
        own = gap != rest and (not rest or owned) and _ADJECTIVES(view.knowledge).fullmatch(rest)
        if body.type == "military" and body.country and own:
            return as_side(body)
    begin = max(sentence.start, anchor.start - 60)
    for word in reversed(country_words_of(view, begin, min(sentence.end, anchor.end))):
        if word.end > anchor.start:
            return Side(word.code, word.start, word.end)
        gap = view.reading.flat[word.end : anchor.start]
        possessive = re.match(r"'s? ", gap)
        rest = gap[possessive.end() :] if possessive else gap.removeprefix(" ")
        if _ADJECTIVES(view.knowledge).fullmatch(rest) and (
            possessive or word.adjective or view.reading.flat[word.start : word.end] in ("US", "U.S.", "UK", "DPRK")
        ):
            return Side(word.code, word.start, word.end)
    return None


_FOR_ITS = re.compile(r"[^,;:.]{0,60}\b(?:over|for|after|because of|following|with) [^,;:.]{0,30}$")


def _possessor(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whoever "its" stands for: the subject, or whoever is sanctioned or condemned "for its launch"."""
    flat = view.reading.flat
    anchor = trigger.weapon if trigger.weapon and trigger.weapon.start < trigger.start else trigger
    owned = re.search(r"\b(?:its|their) ", flat[max(sentence.start, anchor.start - 50) : anchor.start])
    if owned is None or trigger.form == "verb":
        return None
    rest = flat[max(sentence.start, anchor.start - 50) + owned.end() : anchor.start]
    before = anchor.start - len(rest) - len(owned.group())
    if not _ADJECTIVES(view.knowledge).fullmatch(rest):
        return None
    sides = [s for s in launchers(view, sentence) if s.end <= before and may_own(view, sentence, s)]
    if sides and is_oblique(view, sentence, sides[-1].start) and _FOR_ITS.match(flat, sides[-1].end, before):
        return sides[-1]
    return next((s for s in reversed(sides) if not is_oblique(view, sentence, s.start)), None)


# "North Korea, the Joint Chiefs of Staff said, launched two missiles": who says so in between launched nothing.
_SAID_BETWEEN = re.compile(r"(?: \([^)]*\))? (?:said|says|added|reported|announced|confirmed)(?: on \w+day)?,")
_AND_ITS_ALLY = re.compile(r",? and (?:the |its |their )?(?:[a-z-]+ )?")
_FORCES_OF = Pattern(r"\b(?:<forces>) (?:from|of) (?:the )?$")
_TOLD_WHOM = re.compile(
    r"\b(?:notified|informed|told|warned|alerted|advised|assured|reminded|notifying|informing) (?:the )?$"
)
_STRUCK = Pattern(r"\b(?:<struck>)(?:ed|s|ing)? (?:the )?$|\b(?:struck|hit) (?:the )?$")


_AND = re.compile(r"\b(?:and|but) (?:the |its |neighbou?ring )*$")
_DID = re.compile(r",?(?: for its part,)? (?:(?:has|had|have|then|later|also|itself|[a-z]+ly) )*")


def _acts_itself(view: View, best: Side, side: Side, trigger: Trigger) -> bool:
    """Whether "and" opens the clause of a second launcher: "India tested two missiles and Pakistan fired one"."""
    flat = view.reading.flat
    opens = (
        trigger.form == "verb"
        and _AND.search(flat, best.end, side.start)
        and _DID.fullmatch(flat, side.end, trigger.start)
    )
    return bool(opens) and any(best.end <= w.start and w.end < side.start for w in view.of(Weapon))


_WHICH = re.compile(r",? (?:which|who) (?!the\b|it\b|they\b)")


def _named_by_relative(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """The noun that "which" stands for, oblique or not: "the allies against the North, which launched a rocket"."""
    flat = view.reading.flat
    sides = [side for side in launchers(view, sentence) if side.end <= trigger.start]
    if not sides or _WHICH.match(flat, sides[-1].end, trigger.start) is None:
        return None
    return None if re.search(r"[,;:]", flat[sides[-1].end + 2 : trigger.start]) else sides[-1]


_PRONOUN = re.compile(r"\b(?:it|they|he|she)\b")


def _subject(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """The last launcher before a verb that is not in a prepositional phrase; before a noun, whoever conducted it."""
    knowledge, flat = view.knowledge, view.reading.flat
    best: Side | None = None
    group = _THE_GROUP(knowledge).search(flat, max(sentence.start, trigger.start - 40), trigger.start)
    if group and re.fullmatch(r" (?:\w+ ){0,2}", flat[group.end() : trigger.start]):
        return _last_movement(view, trigger.start)
    named = _named_by_relative(view, sentence, trigger) or who_answered(view, sentence, trigger)
    if named is not None:
        return named
    boundary = max(
        (m.end() for m in _CLAUSE(knowledge).finditer(flat, sentence.start, trigger.start)), default=sentence.start
    )
    sides = launchers(view, sentence, people=trigger.form == "noun")
    if boundary > sentence.start and not any(boundary <= side.start < trigger.start for side in sides):
        if _PRONOUN.search(flat, boundary, trigger.start):
            ahead = [side for side in sides if side.end < boundary]
            return blamed(view, sentence, ahead) or it_of_clause(view, sentence, boundary, ahead)
        boundary = sentence.start
    for side in (s for s in sides if boundary <= s.start and s.end <= trigger.start):
        if flat.startswith("'", side.end) and side.actor is None and not _OWN_ATTEMPT(knowledge).match(flat, side.end):
            continue
        if best is not None and _acts_itself(view, best, side, trigger):
            best = side
            continue
        before = flat[max(sentence.start, side.start - 24) : side.start]
        joint = best is not None and _AND_ITS_ALLY.fullmatch(flat, best.end, side.start) is not None
        if (
            joint
            or _SAID_BETWEEN.match(flat, side.end)
            or (is_governed(view, sentence, side) and not _FORCES_OF(knowledge).search(before))
            or _STRUCK(knowledge).search(before)
            or _TOLD_WHOM.search(before)
        ):
            continue
        best = side
    return best
