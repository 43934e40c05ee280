"""Sides: which country, or which movement, is said to have launched."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.assembly.triggers import Trigger
from extractor.assembly.view import View
from extractor.finders.bodies import country_words_in
from extractor.model.mention import Body, Mention
from extractor.reading import Sentence


@dataclass(frozen=True, slots=True)
class Side:
    """Who launched: country code, the words that say so, and the actor where it is not the country itself."""

    country: str
    start: int
    end: int
    actor: Body | None = None


_OBLIQUE = re.compile(r"\b(?:of|in|to|from|with|against|by|at|near|over|for|toward|towards|into|between|on|about|off|including|like|than|versus|via|across|neighbou?ring|and) (?:the |its |neighbou?ring |arch-?rival )*$", re.IGNORECASE)
_BY = re.compile(r"[^.;]{0,80}?\bby (?:the )?")


def side_of(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """The side of a trigger: its agent after "by", its modifier, its subject, or the maker's adjective on the weapon."""
    for found in (_agent(view, sentence, trigger), _modifier(view, sentence, trigger), _subject(view, sentence, trigger)):
        if found is not None:
            return found
    return None


def _launchers(view: View, sentence: Sentence) -> list[Body]:
    return [b for b in view.of(Body, sentence) if b.country and b.type in ("country", "military", "movement", "government")]


def _as_side(body: Body) -> Side:
    assert body.country is not None
    return Side(body.country, body.start, body.end, None if body.type == "country" else body)


def _agent(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    match = _BY.match(view.reading.flat, trigger.end, sentence.end)
    if match is None:
        return None
    for body in _launchers(view, sentence):
        if match.end() <= body.start <= match.end() + 4:
            return _as_side(body)
    for word in country_words_in(view.reading, view.knowledge, match.end(), min(sentence.end, match.end() + 30)):
        if word.start == match.end():
            return Side(word.code, word.start, word.end)
    return None


def _modifier(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """ "North Korea's launch", "the Iranian missile test", "a Russian missile strike": the country right before the noun."""
    if trigger.form == "verb":
        anchor: Mention | Trigger | None = trigger.weapon if trigger.weapon and trigger.weapon.start < trigger.start else None
        if anchor is None:
            return None
    else:
        anchor = trigger
    begin = max(sentence.start, anchor.start - 60)
    words = country_words_in(view.reading, view.knowledge, begin, min(sentence.end, anchor.end))
    for word in reversed(words):
        gap = view.reading.flat[word.end : anchor.start] if word.end <= anchor.start else ""
        if re.fullmatch(r"(?:'s?)?(?: (?:[\w'-]+)){0,5} ?", gap) and (word.adjective or gap.startswith("'") or len(gap) <= 1):
            if not re.search(r"\b(?:of|by|in|on|at|after|and|to|with|said|over)\b", gap):
                return Side(word.code, word.start, word.end)
    return None


def _subject(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """The last launcher before a verb that is not inside a prepositional phrase; before a noun, whoever conducted it."""
    flat = view.reading.flat
    best: Side | None = None
    for body in _launchers(view, sentence):
        if body.end > trigger.start:
            break
        if flat.startswith("'", body.end) and body.type == "country" and not re.match(r"'s (?:\w+ )?(?:forces|army|military|leader|regime|troops|navy|air force)", flat[body.end : body.end + 40]):
            continue
        before = flat[max(sentence.start, body.start - 24) : body.start]
        if _OBLIQUE.search(before) and not re.search(r"\b(?:and|with) $", before):
            continue
        best = _as_side(body)
    if best is None:
        for word in country_words_in(view.reading, view.knowledge, sentence.start, trigger.start):
            if word.adjective and re.match(r" (?:[\w-]+ )?(?:forces|aircraft|troops|military|army|navy|warships?|submarines?|planes|jets|bombers|rebels|militants|leader|regime|authorities|government|scientists|soldiers|units?)", flat[word.end : word.end + 40]):
                best = Side(word.code, word.start, word.end)
    return best
