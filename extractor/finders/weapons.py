"""Weapons: noun phrases for things launched, and designations.

A mention is the noun with the words that describe it ("solid-fuel intercontinental ballistic missile"), or a name
("Hwasong-18"), or both. Classes come from the words; what the knowledge base knows of a name is kept apart, since a
record says what the article says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.finders.weapon_classes import classes_of, of_name, phrase_around
from extractor.finders.weapon_names import Name, stands_alone
from extractor.finders.weapon_shapes import (
    end_with_make,
    end_with_number,
    is_hyphened,
    joins_adjectives,
    name_before,
    names_after,
)
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Weapon
from extractor.model.spans import Apart, Spans
from extractor.reading import Reading

_TOKEN = re.compile(r"[A-Za-z0-9][\w./']*(?:-[\w./']+)*-?|\S")


@dataclass(frozen=True)
class _Lexicon:
    knowledge: Knowledge
    head: Sieve
    family: Sieve
    modifiers: frozenset[str]
    verbs: frozenset[str]
    compounds: frozenset[str]
    launches: frozenset[str]
    families: dict[str, int]


@lru_cache(maxsize=4)
def _lexicon(knowledge: Knowledge) -> _Lexicon:
    words = knowledge.cue_words
    heads = sorted(words["weapon_head"], key=len, reverse=True)
    spelled = [re.escape(h) if h.isupper() else f"[{h[0]}{h[0].upper()}]{re.escape(h[1:])}" for h in heads]
    prefixes = sorted((family.prefix for family in knowledge.weapons.family), key=len, reverse=True)
    return _Lexicon(
        knowledge=knowledge,
        head=_sieve(rf"(?<![A-Za-z])(?P<head>{'|'.join(spelled)})(?P<plural>s|es)?(?![A-Za-z])"),
        family=_sieve(
            rf"(?<![\w-])(?P<prefix>{'|'.join(map(re.escape, prefixes))})[- ](?:\d{{1,3}}(?:[A-Z]{{1,2}}|"
            rf"-\d)?|[IVX]+)s?(?![\w%,])(?!\.\d)"
        ),
        modifiers=frozenset(words["weapon_modifier"]),
        verbs=frozenset(words["launch_verb"]),
        compounds=frozenset(words["weapon_compound"]),
        launches=frozenset(words["weapon_launch"]),
        families={family.prefix: row for row, family in enumerate(knowledge.weapons.family)},
    )


def _sieve(expression: str) -> Sieve:
    return Sieve((re.compile(expression),))


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Weapon]:
    """Weapon mentions in order, none inside another."""
    lexicon = _lexicon(knowledge)
    names = _names(reading, knowledge, lexicon)
    placed = Apart(names)
    mentions = [
        m
        for match in lexicon.head.over(reading.flat, reading.folded).finditer(0)
        if ((over := placed.at(match.start())) is None or over.end <= match.end())
        and (m := _phrase(reading, lexicon, match, placed))
    ]
    taken = Spans((m.start, m.end) for m in mentions)
    named = frozenset(m.start for m in mentions if m.name)
    known = {m.canonical for m in mentions if m.canonical}
    known |= {n.canonical for n in names if n.needs_context and stands_alone(reading, knowledge, n)}
    mentions += [
        _bare(reading, name, lexicon)
        for name in [*names, *_unlisted(reading, knowledge, mentions, placed)]
        if name.canonical in ("", *known) or stands_alone(reading, knowledge, name) or _is_joined(reading, name, named)
        if not taken.overlaps(name.start, name.end)
    ]
    intercepts = _INTERCEPTOR(knowledge)
    end_of_last = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= end_of_last and not intercepts.match(reading.flat, mention.end):
            yield mention
            end_of_last = mention.end


def _is_joined(reading: Reading, name: Name, named: frozenset[int]) -> bool:
    """Whether a name stands before "and" and a named weapon: "Emad and Qadr missiles"."""
    joint = _JOINT.match(reading.flat, name.end)
    return joint is not None and joint.end() in named


_JOINT = re.compile(r" (?:and|or) ")
_INTERCEPTOR = Pattern(r"s?[\"']?(?:-\d| \d)?(?: \([^()]{1,20}\))?(?: Block [\w-]+)? (?:[a-z-]+ )?(?:<interceptor>)\b")


def _unlisted(reading: Reading, knowledge: Knowledge, mentions: list[Weapon], placed: Apart[Name]) -> Iterator[Name]:
    """Names that the knowledge does not have: right after a weapon, in brackets after a name, before such brackets."""
    flat = reading.flat
    spans = [
        names_after(knowledge, flat, end)
        for end in [m.end for m in mentions if not m.modifies and m.head != "satellite"]
        + [n.end for n in placed.things]
    ]
    for mention in mentions:
        begin = max(reading.sentence_at(mention.start).start, mention.start - 70)
        spans.append(name_before(knowledge, flat, begin, mention.start, with_aside=True))
    for span in spans:
        if span and not placed.overlap(*span):
            yield Name(*span, None, None, (), "", False)


def _names(reading: Reading, knowledge: Knowledge, lexicon: _Lexicon) -> list[Name]:
    found: list[Name] = []
    for hit in knowledge.weapon_names.find(reading.flat, reading.low):
        if re.match(r"-(?:ri|ni|dong|up|gun)\b| Sinmun\b", reading.flat[hit.end : hit.end + 8]):
            continue  # a place or a newspaper of that name: Musudan-ri, the Rodong Sinmun
        weapon = knowledge.weapons.weapon[hit.row]
        if weapon.name in knowledge.word_lists["interceptor_name"]:
            continue
        maker = None if weapon.exported else weapon.country
        end = end_with_number(reading.flat, hit.end) if "space_launch_vehicle" in weapon.classes else hit.end
        end = end_with_make(reading.flat, end)
        found.append(Name(hit.start, end, hit.row, maker, weapon.classes, weapon.name, weapon.needs_context))
    for match in lexicon.family.over(reading.flat, reading.folded).finditer(0):
        family = knowledge.weapons.family[lexicon.families[match["prefix"]]]
        found.append(Name(match.start(), match.end(), None, family.country, family.classes, match.group(), False))
    best: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end, n.row is None)):
        if (
            best
            and name.canonical == best[-1].canonical
            and _QUOTED.fullmatch(reading.flat, best[-1].end, name.end + 1)
        ):
            best[-1] = replace(best[-1], end=name.end + 1)  # 'the RS-24 "Yars"'
        elif not best or name.start >= best[-1].end:
            best.append(name)
    return best


_QUOTED = re.compile(r" ([\"'])[A-Z][\w -]+\1")


def _bare(reading: Reading, name: Name, lexicon: _Lexicon) -> Weapon:
    written = reading.article.text[name.start : name.end]
    return Weapon(
        start=name.start, end=name.end, text=written, name=written, canonical=name.canonical or written,
        country=name.country, known_classes=tuple(name.classes),
        modifies=_modified(reading.flat, name.end, frozenset(), lexicon.launches),
        classes=of_name(lexicon.knowledge, reading.flat, name.start, name.end),
        plural=written.endswith("s") and not (name.canonical or written).endswith("s"),
    )  # fmt: skip


def _phrase(reading: Reading, lexicon: _Lexicon, match: re.Match[str], names: Apart[Name]) -> Weapon | None:
    """The noun phrase around a head noun, or None where the noun is only part of something else."""
    flat, head = reading.flat, match["head"].lower()
    if match["head"][0].isupper() and not match["head"].isupper() and _is_proper(reading, match):
        return None
    end = _end_of_rounds(flat, match.end(), head)
    plural = bool(match["plural"]) or end > match.end()
    modifies = "" if plural else _modified(flat, match.end(), lexicon.compounds, lexicon.launches)
    start = _left_edge(reading, lexicon, match.start(), names)
    name = names.within(start, end)
    if name is None and head != "satellite":
        begin = max(reading.sentence_at(start).start, start - 60)
        span = name_before(lexicon.knowledge, flat, begin, start)
        name = Name(*span, None, None, (), flat[slice(*span)], False) if span else None
        start = span[0] if span else start
    if modifies in ("system", "systems") and (name is not None or _GUIDED.search(flat, start, end)):
        modifies = ""  # "the Ghauri missile system" is the missile
    if modifies in lexicon.compounds or (head == "weapon" and modifies):
        return None
    phrase = flat[start:end].lower()
    if head in ("missile", "projectile", "weapon", "irbm", "mrbm", "srbm", "icbm"):
        phrase = phrase_around(flat, (start, end), phrase)
    classes = classes_of(lexicon.knowledge, phrase, head)
    if head in ("weapon", "munition") and not classes and name is None and not _GUIDED.search(phrase):
        return None
    return Weapon(
        start=start,
        end=end,
        text=reading.article.text[start:end],
        name=reading.article.text[name.start : name.end] if name else None,
        canonical=name.canonical if name else None,
        classes=classes,
        known_classes=tuple(name.classes) if name else (),
        country=name.country if name else None,
        head=head,
        plural=plural,
        modifies=modifies,
    )


def _end_of_rounds(flat: str, end: int, head: str) -> int:
    """ "Multiple rocket launcher rounds": what is fired, not its launcher."""
    launches = "launcher" in head or "rocket system" in head or head in ("mlrs", "mrl", "mrls")
    rounds = _ROUNDS.match(flat, end) if launches else None
    return rounds.end() if rounds else end


_ROUNDS = re.compile(r"(?: \([A-Z]{3,5}s?\))? (?:rounds|shells|rockets|shots|projectiles)\b")
_GUIDED = re.compile(r"(?<!-)\bguided weapons?\b")  # state media's word for a missile it gives no class


def _is_proper(reading: Reading, match: re.Match[str]) -> bool:
    """A capitalised "Rocket" that is part of a name: "Rocket Lab", "the Houston Rockets"; not one in a title."""
    before = reading.flat[max(reading.sentence_at(match.start()).start, match.start() - 20) : match.start()]
    if re.match(r" [A-Z][a-z]", reading.flat[match.end() : match.end() + 3]) and not before.strip():
        return not re.match(r" (?:Launch|Test|Strike|Attack|Fir)", reading.flat[match.end() : match.end() + 8])
    return (
        match["head"].startswith("Rocket")
        and re.search(r"\b[A-Z][a-z]+ $", before) is not None
        and not re.search(r"(?:Long|Range|Ballistic|Artillery|Space) $", before)
    )


def _left_edge(reading: Reading, lexicon: _Lexicon, head: int, names: Apart[Name]) -> int:
    """Where the phrase begins: back over describing words and names, never over a determiner, a number or a verb."""
    begin = max(reading.sentence_at(head).start, head - 120)
    tokens = list(_TOKEN.finditer(reading.flat, begin, head))
    edge, pending = head, head
    for token in reversed(tokens):
        word = token.group()
        name = names.at(token.start())
        if name is not None:
            edge = pending = min(name.start, token.start())
        elif word in lexicon.modifiers or (word.lower() in lexicon.modifiers and (not word.isupper() or len(word) > 5)):
            pending = token.start()
            if word not in lexicon.knowledge.word_lists["loose_modifier"]:
                edge = pending
        elif is_hyphened(word, opens=token.start() == begin) and word.lower() not in lexicon.verbs:
            edge = pending = token.start()
        elif (
            word not in ('"', ",", "and", "or")
            or pending != edge
            or (word in ("and", "or", ",") and not joins_adjectives(reading.flat, token.start(), edge))
        ):
            break
    return edge


def _modified(flat: str, end: int, compounds: frozenset[str], launches: frozenset[str]) -> str:
    """The noun right after, where the mention is only its modifier; compounds of two words first."""
    match = re.match(r"(?: \([A-Z]{3,5}s?\)|\))?[ -](?:and [a-z]+ )?([A-Za-z]+)(?: ([A-Za-z]+))?", flat[end : end + 50])
    if match is None:
        return ""
    noun = match.group(1).lower()
    both = f"{noun} {match.group(2)}"
    if both.lower() == "launch vehicle":
        return ""  # "the H-2A Launch Vehicle" is the H-2A
    if both in compounds or both in launches:
        return both
    return noun if noun in compounds or noun in launches else ""
