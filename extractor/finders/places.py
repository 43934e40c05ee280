"""Places, and what the words before them make of them: a launch site, an impact area, a direction, or neither.

A role comes from the phrase that leads to the place: "from the Sunan area in Pyongyang" is a launch site, "landed in
waters off the east coast" an impact area, "toward the sea" a direction. Inside such a phrase the most specific place
is the one named first. Places that the knowledge does not have are found by their shape there ("Tongchon county") or
by their description ("its western waters").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.finders.bodies import CountryWord, country_words
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Place
from extractor.reading import Reading

Role = Literal["launch_site", "impact_area", "toward", "over", "other"]

_STOP = (
    r"(?=[,;:.!?\"(–]|$| (?:<place_phrase_end>|at (?:around |about |approximately )?\d|on (?:(?:Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun)day|the|[A-Z][a-z]+\.? \d)|between \d|around \d|about \d|in (?:an?|what|response|defiance|"
    r"violation|the (?:early|late|last|past|direction)|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|\d{4}))\b| (?:<place_phrase_verb>)\b)"
)
_WORDS = r"(?:between (?:the )?[A-Z]\w+(?: [A-Z]\w+)? and (?:the )?[A-Z]\w+|[^,;:!?\"(–])"
_FROM = Pattern(rf"\b(?:[Ff]rom|[Oo]ut of)(?P<lead> )(?P<phrase>{_WORDS}{{2,90}}?){_STOP}")
_LEFT = Pattern(
    rf"\b(?:(?:missiles?|rockets?|projectiles?|[Ii]t|[Tt]hey) (?:had )?left|(?:after|upon|on) leaving|"
    rf"[Ll]aunch (?:site|point|location)(?: was|:))(?P<lead> )"
    rf"(?P<phrase>(?:the |an? )?{_WORDS}{{2,70}}?){_STOP}"
)
_AT_SITE = Pattern(rf"\b(?:at|near|in|off)(?P<lead> )(?P<phrase>(?:an? |the |its )?{_WORDS}{{2,70}}?){_STOP}")
_LAND = Pattern(
    rf"\b(?:into|(?:<lands>)(?: down)?(?: harmlessly| safely)?(?: (?:outside|inside|within|into|in|"
    rf"short)(?: of)? (?:[A-Z][\w']+ )?(?:[Ee]xclusive|maritime|EEZ|"
    rf"territorial)[\w ]{{0,30}}?(?=(?:,)? in\b))?(?: in| into| on| near| at| inside| within)(?: the| an?|"
    rf" its)? ?(?:waters? (?:of|in) )?)(?P<lead> ?)(?P<phrase>{_WORDS}{{2,90}}?){_STOP}"
)
_AIMED = (
    r"(?:<flying>)\b[^.;:]{0,60}? (?:aimed|directed|lobbed|meant|intended) (?:at|for)(?! least)|"
    r"(?:fired|launched)(?: \w+){0,2} at(?= [^.;:]{2,60} from\b)|targets? (?:at|on|in|near)(?= (?:the )?[A-Z])"
)
_HIT = Pattern(
    rf"\b(?:{_AIMED}|<hits>|(?:attack(?:s|ed|ing)?|strikes?|barrages?|salvos?) (?:on|against|at)|"
    rf"fired (?:\w+ ){{0,5}}at|launched (?:[\w-]+ ){{0,6}}(?:at|on|against))(?P<lead> )"
    rf"(?P<phrase>{_WORDS}{{2,90}}?){_STOP}"
)
_IMPACT = Pattern(
    rf"\b(?:(?:[Ii]mpact|[Ll]anding|[Ss]plashdown)(?: point| area| zone| site)?(?: \w+){{0,2}} (?:in|at|near|off)|"
    rf"(?:hit|struck|hitting|striking) (?:an? |the |its |their )?(?:\w+ ){{0,2}}targets?(?: (?:about |some )?[\d,.]+ "
    rf"(?:km|kilomet\w+|miles)(?: \([^)]*\))?(?: away)?)? (?:in|off|on|at|near|inside))(?P<lead> )"
    rf"(?P<phrase>(?:the |an? |its )?{_WORDS}{{2,70}}?){_STOP}"
)
_STRUCK = Pattern(
    r"(?P<lead>)(?P<phrase>\b[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3})(?:, [^;.]{3,60}?,)? "
    r"(?:was|were|has been|have been|had been) (?:\w+ )?(?:<struck_by>)"
    r"(?= (?:\w+ )?(?:by|with|when|in an?)\b[^.;,]{0,60}\b(?:<flying>)\b)"
)
_FLEW_TO = Pattern(
    rf"\b(?:flew|flown|flies|travel(?:l)?ed|arced|crossed)\b[^.;:]{{0,90}}? to(?P<lead> )"
    rf"(?P<phrase>(?:the )?[A-Z]{_WORDS}{{2,70}}?){_STOP}"
)
_TOWARD = Pattern(
    rf"\b(?:towards?|head(?:ed|ing) for|bound for|in the direction of|(?:flew|fired|launched|flying|travell?ed) "
    rf"(?:\w+ ){{0,3}}to(?= the (?:sea|east|west|[A-Z]\w+ Sea)))(?P<lead> )(?P<phrase>{_WORDS}{{2,80}}?){_STOP}"
)
_OVER = Pattern(rf"\b(?:<over>)(?P<lead> )(?P<phrase>{_WORDS}{{2,80}}?){_STOP}")
_LAUNCHED_AT = Pattern(
    rf"\b(?i:<launched_at>)(?: \w+){{0,2}}? (?:<at_site>)(?P<lead> )(?P<phrase>{_WORDS}{{2,70}}?){_STOP}"
)
_CHAINS: tuple[tuple[Pattern, Role], ...] = (
    (_FROM, "launch_site"),
    (_LEFT, "launch_site"),
    (_LAND, "impact_area"),
    (_IMPACT, "impact_area"),
    (_HIT, "impact_area"),
    (_STRUCK, "impact_area"),
    (_TOWARD, "toward"),
    (_LAUNCHED_AT, "launch_site"),
    (_FLEW_TO, "toward"),
    (_OVER, "over"),
    (_AT_SITE, "other"),
)
_DIRECTION = r"(?:<direction>)"
_DESCRIBED = Pattern(
    rf"(?:(?:international |open |nearby |shallow )?waters?(?: (?:off|of|near|between|north|south|east|west|northeast|"
    rf"northwest|southeast|southwest|around)\b.*)?|(?:the )?(?:sea|ocean)(?: (?:off|between|near|east|west|north|"
    rf"south|of)\b.*)?|{_DIRECTION}(?:ern)?(?:most)? (?:<described_coast>)\b.*|"
    rf"(?:(?:military |air |naval |missile )+(?:base|airfield|airport)|<described_place>|"
    rf"(?:launch|test|testing|launching)[ -](?:pad|site|range|ground|facility|center|centre))\b.*)"
)
_SHAPE = Pattern(
    r"(?:\b(?:[Aa]l|[Ee]l|[Aa]d|[Aa]s)-)?(?:[A-Z][\w'-]+(?:-(?:ri|dong|gun|si|do))?)(?: [A-Z][\w'-]+){0,3}"
    r"(?: (?:[a-z]+ )?(?:<place_noun>)\b)?"
)


@dataclass(frozen=True, slots=True)
class _Known:
    start: int
    end: int
    row: int


@lru_cache(maxsize=4)
def _chains(knowledge: Knowledge) -> Sieve:
    return Sieve(pattern(knowledge) for pattern, _ in _CHAINS)


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Place]:
    """Places in order; one that stands in a role-giving phrase comes once, with its role."""
    known = [
        _Known(h.start, h.end, h.row)
        for h in knowledge.place_names.find(reading.flat, reading.low)
        if not _is_part_of_a_name(knowledge, reading.flat, h.start, h.end)
    ]
    countries = country_words(reading, knowledge)
    found: dict[tuple[int, int], Place] = {}
    sifted = _chains(knowledge).over(reading.flat, reading.folded)
    for number, (_, role) in enumerate(_CHAINS):
        for match in sifted.finditer(number):
            place = _in_phrase(reading, knowledge, match, role, (known, countries))
            if place is not None and not any(a < place.end and place.start < b for a, b in found):
                found[place.start, place.end] = place
    for hit in known:
        if not any(a < hit.end and hit.start < b for a, b in found):
            found[hit.start, hit.end] = _place(reading, knowledge, (hit.start, hit.end), hit.row, "other")
    yield from sorted(found.values(), key=lambda p: p.start)


_NAME_GOES_ON = Pattern(r"(?:-(?:class|based|born|led|backed|style)\b| (?:<name_goes_on>)\b)")


def _is_part_of_a_name(knowledge: Knowledge, flat: str, start: int, end: int) -> bool:
    """ "Indo-Pacific Command", "the Black Sea Fleet", "the Kyiv Independent", "chicken Kyiv"."""
    return flat[max(0, start - 1) : start] == "-" or _NAME_GOES_ON(knowledge).match(flat, end) is not None


def _in_phrase(
    reading: Reading,
    knowledge: Knowledge,
    match: re.Match[str],
    role: Role,
    lists: tuple[list[_Known], list[CountryWord]],
) -> Place | None:
    """The most specific place of a phrase: known, then by shape, by description, then a country."""
    start, end = match.span("phrase")
    if start >= end or reading.sentence_at(start).end < end or not _is_about_flight(reading, knowledge, match, role):
        return None
    known, countries = lists
    inside = next((h for h in known if start <= h.start and h.end <= end and not _owns(reading.flat, h.end)), None)
    shaped = None if role in ("other", "over") else _by_shape(reading, knowledge, (start, end), countries)
    described = None if role == "other" else _described(reading, knowledge, (start, end))
    water = described if described and _WATER.match(reading.flat, described[0]) else None
    if role == "impact_area" and inside and water and water[0] < inside.start:
        return _place(reading, knowledge, water, None, role)
    if inside is not None and (shaped is None or inside.start <= shaped[1]):
        return _place(reading, knowledge, (inside.start, inside.end), inside.row, role)
    span = shaped or described
    if span is None and role in ("impact_area", "toward", "launch_site"):
        lead = _LAND_HELD(knowledge).match(reading.flat, start, end) if role == "launch_site" else None
        first = lead.end() if lead else start
        country = next(
            (c for c in countries if first <= c.start < first + 12 and c.end <= end and not c.adjective), None
        )
        span = (country.start, country.end) if country and _ENDS(knowledge).match(reading.flat, country.end) else None
    return None if span is None else _place(reading, knowledge, span, None, role)


_LAND_HELD = Pattern(r"(?:the |its )?(?:[\w-]+ )?(?:<held_land>)(?: [\w-]+){0,4}? (?:in|of|inside) ")
"""Land that is told by the country it lies in: "from areas they control in Yemen"."""
_ENDS = Pattern(r"$|[.,;:)]| (?:<after_country>)\b")


def _owns(flat: str, end: int) -> bool:
    """ "From Pyongyang's Sunan area" is from Sunan."""
    return flat.startswith("'s ", end)


def _is_about_flight(reading: Reading, knowledge: Knowledge, match: re.Match[str], role: Role) -> bool:
    """Whether the phrase is about something launched: "from" needs a launch before it, "hitting" no "capable of"."""
    if role == "impact_area":
        if _USED_TO.search(reading.flat, max(0, match.start() - 90), match.start()):
            return True
        return _COULD(knowledge).search(reading.flat, max(0, match.start() - 12), match.start()) is None
    if role == "launch_site":
        if _NOT_FIRED(knowledge).search(reading.flat, max(0, match.start() - 30), match.start()):
            return False
        begin = max(reading.sentence_at(match.start()).start, match.start() - 110)
        return _LAUNCHING(knowledge).search(reading.flat, begin, match.start("lead")) is not None
    return True


_NOT_FIRED = Pattern(r"\b(?:<not_fired_from>) $")
_WATER = re.compile(r"(?:\w+ )?(?:waters?|sea|ocean)\b")
_USED_TO = re.compile(r"\b(?:used|fired|launched)\b[^.;:]{0,70} to $")
_LAUNCHING = Pattern(r"(?i)\b(?:<launching>|fir(?:e|ed|es|ing)\b|(?:it|they) (?:had |all |both )?(?:came|rose)\b)")
_COULD = Pattern(r"\b(?:<could_hit>) $")


def _by_shape(
    reading: Reading, knowledge: Knowledge, span: tuple[int, int], countries: list[CountryWord]
) -> tuple[int, int] | None:
    """A capitalised name in a phrase that leads to a place; countries, people and bodies are none."""
    stop = frozenset(knowledge.cue_words["not_a_place"])
    for match in _SHAPE(knowledge).finditer(reading.flat, *span):
        words = match.group().split()
        if any(word in stop or word.rstrip("'s") in stop for word in words):
            continue
        if any(c.start < match.end() and match.start() < c.end for c in countries):
            continue
        lists = (knowledge.body_names, knowledge.weapon_names)
        if any(True for names in lists for _ in names.find(match.group(), match.group().lower())):
            continue
        return match.span()
    return None


def _described(reading: Reading, knowledge: Knowledge, span: tuple[int, int]) -> tuple[int, int] | None:
    match = _DESCRIBED(knowledge).search(reading.flat, *span)
    if match is None:
        return None
    start = match.start() + (4 if match.group().startswith("the ") else 0)
    return start, start + len(reading.flat[start : match.end()].rstrip())


def _place(reading: Reading, knowledge: Knowledge, span: tuple[int, int], row: int | None, role: Role) -> Place:
    text = reading.article.text[span[0] : span[1]]
    if row is None:
        return Place(start=span[0], end=span[1], text=text, role=role)
    known = knowledge.places.place[row]
    return Place(
        start=span[0],
        end=span[1],
        text=text,
        canonical=known.name,
        country=known.country,
        latitude=known.latitude,
        longitude=known.longitude,
        role=role,
    )
