"""Standing: what the words around a name make of the person, an office holder, the bearer of a rank, or an analyst."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.finders.bodies import CountryWord, country_words_in
from extractor.finders.roles import RolePatterns
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Person
from extractor.reading import Reading

Span = tuple[int, int]

BEFORE, AFTER = 120, 200  # characters around a name in which its office stands


@dataclass(frozen=True, slots=True)
class Standing:
    """Spans of offices and of a rank, the country they name, and what follows from them; see `Person`."""

    kind: Literal["office", "analyst", "private", "unknown"]
    roles: tuple[Span, ...]
    rank: Span | None
    country: str | None


def standing(reading: Reading, knowledge: Knowledge, roles: RolePatterns, start: int, end: int) -> Standing:
    """What the sentence says of the person named at `start:end`."""
    flat, sentence = reading.flat, reading.sentence_at(start)
    first = max(sentence.start, start - BEFORE)
    after = flat[end : min(sentence.end, end + AFTER)]
    outside = _outside(roles, flat[first:start], after)
    analyst = outside is not None or _is_of_a_firm(reading, knowledge, first, start, end)
    sifted = roles.sieve.over(flat, reading.folded)
    titles = list(_titles(reading, roles, first, start)) if sifted.may_lie(0, first, start) else []
    apposition = None if analyst else roles.after.match(after)
    further = roles.further.match(after, apposition.end()) if apposition else None
    found = [*titles, *(_shifted(match, "phrase", end) for match in (apposition, further) if match)]
    plain = [_plain(reading, knowledge, *span) for span in found]
    general = flat[start - 9 : start].lower().startswith("-general")
    rank = None if general else roles.rank.search(flat[first:start])
    return Standing(
        kind="private"
        if outside and roles.private.search(outside)
        else "analyst"
        if analyst
        else "office"
        if found or rank
        else "unknown",
        roles=tuple(span for span, _ in plain if span[0] < span[1]),
        rank=_shifted(rank, "role", first) if rank else None,
        country=next((country for _, country in plain if country), None)
        or (
            _country_beside(reading, knowledge, min((a for a, _ in found), default=start), end)
            if found or rank
            else None
        ),
    )


_OF_IT = re.compile(r" (?:of|from|with) (?:the )?")


def _country_beside(reading: Reading, knowledge: Knowledge, office: int, end: int) -> str | None:
    """The country right before an office or right behind a name: "of the Iraqi army"."""
    flat = reading.flat
    before = country_words_in(reading, knowledge, max(0, office - 25), office)
    if before and flat[before[-1].end : office] in ("'s ", "' "):
        return before[-1].code
    of = _OF_IT.match(flat, end)
    after = country_words_in(reading, knowledge, of.end(), of.end() + 25) if of else []
    return after[0].code if of and after and after[0].start == of.end() and after[0].adjective else None


def _shifted(match: re.Match[str], group: str, by: int) -> Span:
    return by + match.start(group), by + match.end(group)


_INSERTED = re.compile(r"(?: [A-Z][\w-]+)?\] $")  # "[President Vladimir] Putin" in quoted words


def _titles(reading: Reading, roles: RolePatterns, first: int, start: int) -> list[Span]:
    """Offices right before a name, in order: "Foreign Minister", "Deputy Prime Minister and Foreign Minister"."""
    before = _INSERTED.sub(" ", reading.flat[first:start])
    title = roles.before.search(before)
    if title is None:
        return []
    of = re.search(r" (?:of|for) ", title["role"])
    if of is not None:  # "spokesman for President" is no title of the president named next
        title = roles.plain.search(before, title.start("role") + of.end() - 1) or title
    if roles.ranked.fullmatch(title["role"]) or _MANY.match(before, title.start("role")):
        return []
    joined = roles.joined.search(before, 0, title.start("role"))
    found = [_shifted(match, "role", first) for match in (joined, title) if match]
    rank = roles.tail_rank.search(title["role"])
    return [*found[:-1], (found[-1][0], found[-1][0] + rank.start())] if rank else found


_MANY = re.compile(r"(?:(?!of |for |to )[\w-]+ )*[a-z]+s ?, $")  # "calls to senior officials, Beckwith and"


_CLAUSE = re.compile(
    r",? (?:who (?:is|was) )?([^.\"]{3,160}?)(?:,|\.|$|( who is now [^.,\"]{3,90})| who| \"| said| told)"
)
_OFFICE = re.compile(r"[^,]*\b(?:minister|president(?! (?:of|at)\b)|ambassador)\b")


def _outside(roles: RolePatterns, before: str, after: str) -> str | None:
    """The words that say that a person judges from outside, or speaks for nobody."""
    apposition = _CLAUSE.match(after) if after.startswith(",") else None
    if apposition and roles.analyst.search(apposition[2] or ""):
        return apposition[2]
    if apposition and roles.analyst.search(apposition[1]) and not _OFFICE.match(apposition[1]):
        return apposition[1]
    leading = roles.analyst_before.search(before) if before.endswith(" ") else None
    return leading.group() if leading else None


_FIRM_BEFORE = Pattern(r"\b(?:<firm>)(?:'s?|,? Inc\.?|,? Corp\.?|,? Ltd\.?)?(?: [\w-]+){1,5} $")
_FIRM_AFTER = Pattern(r",(?: [\w'-]+){0,7} (?:<firm>)\b[^,.]{0,60}")


def _is_of_a_firm(reading: Reading, knowledge: Knowledge, first: int, start: int, end: int) -> bool:
    """Whether the title is one of a company: "SpaceX's president", "a spokesman for Boeing"."""
    flat = reading.flat
    return (
        _FIRM_BEFORE(knowledge).search(flat[first:start]) is not None
        or _FIRM_AFTER(knowledge).match(flat, end) is not None
    )


_LEADING = Pattern(r"(?:(?i:<role_leading>)\b[ ]?)+")
_LINK = re.compile(r"'?s? ?-?")
_CREDIT = re.compile(r"(?:(?:[Tt]he )?[A-Z][\w.]* (?:[Tt]he )?){1,2}")
_SENT_TO = Pattern(r"(?i)\b(?:<envoy>)\b[^,]*? (?:for|to|on|in|with) (?:the )?$")


_WHOSE = re.compile(r"(?P<name>[A-Z][a-z]{2,}) (?=[A-Z])")
"""A name that an office of his follows: "Biden National Security Adviser"."""


def _plain(reading: Reading, knowledge: Knowledge, start: int, end: int) -> tuple[Span, str | None]:
    """The office without the country and the small words before it; and the country it serves."""
    country = None
    while start < end:
        lead = _LEADING(knowledge).match(reading.flat, start, end)
        if lead and lead.end() < end and not reading.flat.startswith("then-", start):
            start = lead.end()
            continue
        if (whose := _WHOSE.match(reading.flat, start, end)) and (
            rows := knowledge.leader_surnames.get(whose["name"].lower(), ())
        ):
            country = country or knowledge.leaders.leader[rows[0]].country
            start = whose.end()
            continue
        words = country_words_in(reading, knowledge, start, end)
        first = next((w for w in words if w.start == start or _is_credit(reading, knowledge, start, w.start)), None)
        if first is None or first.end >= end:
            country = country or _served(reading, knowledge, (start, end), words)
            break
        country = country or first.code
        start = first.end + len(_LINK.match(reading.flat[first.end : end]).group())  # type: ignore[union-attr]
    return (start, end), country


def _is_credit(reading: Reading, knowledge: Knowledge, start: int, end: int) -> bool:
    """Whether words before a country are no part of the office: the agency of a picture, "Reuters Japanese"."""
    words = reading.flat[start:end]
    if not _CREDIT.fullmatch(words) or any(_bodies(reading, knowledge, start, end)):
        return False
    known = {*knowledge.cue_words["role_field"], *knowledge.cue_words["role_prefix"]} - {"press"}
    return not any(word.lower() in known for word in words.split())


def _served(reading: Reading, knowledge: Knowledge, span: Span, words: list[CountryWord]) -> str | None:
    """The country inside an office: that of its body, or one that the holder is not merely sent to."""
    sent_to = _SENT_TO(knowledge)
    own = (word.code for word in words if not sent_to.search(reading.flat, span[0], word.start))
    return next(own, next(_bodies(reading, knowledge, *span), None))


def _bodies(reading: Reading, knowledge: Knowledge, start: int, end: int) -> Iterator[str]:
    """Countries of the bodies that the words name: "Pentagon spokesman"."""
    for hit in knowledge.body_names.find_within(reading.flat, reading.low, start, end):
        name = reading.flat[hit.start : hit.end]
        if (country := knowledge.bodies.body[hit.row].country) and name not in knowledge.word_lists["shared_body"]:
            yield country


_OF = re.compile(r" (?:of|for|to|under) ")
_NEXT = re.compile(r",? and |, ")


def own_part(flat: str, span: Span, name: Span, others: Sequence[Person]) -> Span | None:
    """The part of an office that is that of one name, where it runs over other people's names; None where none is.

    "Barack Obama's ambassador" is cut before "ambassador", "deputy director, and Kim Yo Jong" before the comma; "chief
    of staff Joseph Dunford and Admiral" before a name is the other's, and so is what stands right before one: "told
    CNN's Jane Porter, Defense Minister Rustem Umerov". "spokesman for Moon Jae-in" stays.
    """
    start, end = span
    theirs = [(other, role) for other in others for role in other.roles if role[1] + 1 == other.start > name[0]]
    if start >= name[1] and any(role[0] == start and not flat.startswith("'s ", o.end) for o, role in theirs):
        return None
    for first, last in ((other.start, other.end) for other in others):
        if not start <= first < end:
            continue
        if flat.startswith("'s ", last) and last + 3 < end:
            start = last + 3
        elif first == start and flat[last] == " " and last + 1 < end <= name[0]:
            start = last + 1  # "Obama spokesman Josh Earnest"
        elif end <= name[0]:
            return None
        else:
            of, joint = ([m.start() for m in p.finditer(flat, start, first)][-1:] for p in (_OF, _NEXT))
            if flat[first:last] in flat[name[0] : name[1]] or (joint and joint > of):
                return (start, joint[0] if joint > of else first - 1)
    return start, end
