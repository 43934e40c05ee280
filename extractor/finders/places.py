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
from typing import Literal

from extractor.finders.bodies import CountryWord, country_words
from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Place
from extractor.reading import Reading

Role = Literal["launch_site", "impact_area", "toward", "over", "other"]

_STOP = (
    r"(?=[,;:.!?\"(–]|$| (?:into|from|toward|towards|to the|at (?:around |about |approximately )?\d|on "
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|the|[A-Z][a-z]+\.? \d)|over|and|that|which|who|where|when|while|"
    r"before|after|as|but|"
    r"between \d|around \d|about \d|shortly|early|late|last|this|earlier|later|in (?:an?|what|response|"
    r"defiance|violation|the (?:early|late|last|past|direction)|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|\d{4}))\b| (?:and|said|says|was|were|is|has|had|flew|hit|"
    r"without|with|during|amid|for|by)\b)"
)
_WORDS = r"(?:between (?:the )?[A-Z]\w+(?: [A-Z]\w+)? and (?:the )?[A-Z]\w+|[^,;:!?\"(–])"
_FROM = re.compile(rf"\b(?:[Ff]rom|[Oo]ut of)(?P<lead> )(?P<phrase>{_WORDS}{{2,90}}?){_STOP}")
_AT_SITE = re.compile(rf"\b(?:at|near|in|off)(?P<lead> )(?P<phrase>(?:an? |the |its )?{_WORDS}{{2,70}}?){_STOP}")
_LAND = re.compile(
    r"\b(?:into|(?:land(?:ed|ing|s)?|fell|fall(?:ing|s|en)?|splash(?:ed|ing|es)?|plung(?:ed|ing)|crash(?:ed|"
    r"ing)|drop(?:ped|ping)|c[ao]m(?:e|ing)|plummet(?:ed|ing)|went|impact(?:ed|ing)|explod(?:ed|ing))(?: "
    r"down)?(?: harmlessly| safely)?"
    rf"(?: (?:outside|inside|within|into|in|short)(?: of)? (?:[A-Z][\w']+ )?(?:[Ee]xclusive|maritime|EEZ|"
    rf"territorial)[\w ]{{0,30}}?(?=(?:,)? in\b))?(?: in| into| on| near| at| inside| within)(?: the| an?| "
    rf"its)? ?(?:waters? (?:of|in) )?)(?P<lead> ?)(?P<phrase>{_WORDS}{{2,90}}?){_STOP}"
)
_HIT = re.compile(
    rf"\b(?:rain(?:ed|ing) (?:down )?on|hit|hits|hitting|struck|strik(?:e|es|ing)|target(?:ed|ing)|slammed into|"
    rf"pounded|(?:attack(?:s|ed|ing)?|strikes?|barrages?|salvos?) (?:on|against|at)|attack(?:ed|ing)|fired (?:\w+ "
    rf"){{0,5}}at|launched (?:[\w-]+ ){{0,6}}(?:at|on|against)|missiles? (?:at|on|against))(?P<lead> "
    rf")(?P<phrase>{_WORDS}{{2,90}}?){_STOP}"
)
_TOWARD = re.compile(
    rf"\b(?:towards?|head(?:ed|ing) for|bound for|in the direction of|(?:flew|fired|launched|flying|travell?ed) "
    rf"(?:\w+ ){{0,3}}to(?= the (?:sea|east|west|[A-Z]\w+ Sea)))(?P<lead> )(?P<phrase>{_WORDS}{{2,80}}?){_STOP}"
)
_OVER = re.compile(
    rf"\b(?:overflew|overflying|over|above|across|past|"
    rf"off)(?P<lead> )(?P<phrase>{_WORDS}{{2,80}}?){_STOP}"
)
_LAUNCHED_AT = re.compile(
    rf"\b(?:[Ll]aunch(?:ed|es|ing)?|fired|firing|[Tt]ests?|tested|lift(?:ed|s)? off|blast(?:ed|s)? off|took "
    rf"off|occurred|took place|originat(?:ed|ing)|began|conducted|carried out|staged)(?: \w+){{0,2}}? (?:near|"
    rf"at|off|in|around|outside)(?P<lead> )(?P<phrase>{_WORDS}{{2,70}}?){_STOP}"
)
_CHAINS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_FROM, "launch_site"),
    (_LAUNCHED_AT, "launch_site"),
    (_LAND, "impact_area"),
    (_HIT, "impact_area"),
    (_TOWARD, "toward"),
    (_OVER, "over"),
    (_AT_SITE, "other"),
)
_DIRECTION = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|central|coastal|inland)"
_DESCRIBED = re.compile(
    rf"(?:(?:international |open |nearby |shallow )?waters?(?: (?:off|of|near|between|north|south|east|west|"
    rf"northeast|northwest|southeast|southwest|around)\b.*)?|(?:the )?(?:sea|ocean)(?: (?:off|between|near|"
    rf"east|west|north|south|of)\b.*)?|"
    rf"{_DIRECTION}(?:ern)?(?:most)? (?:coast|coastal (?:area|region|town|city)|waters|sea|seas|region|"
    rf"regions|area|areas|part|province|port|border|tip|desert|mountains?)\b.*|"
    rf"(?:(?:military |air |naval |missile )+(?:base|airfield|airport)|airfield|airport|(?:launch|test|"
    rf"testing|launching)[ -](?:pad|site|range|ground|facility|center|centre)|inland areas?|undisclosed "
    rf"(?:location|site)|desert|coast|border|field|inhabited field|Pacific|exclusive economic zone)\b.*)"
)
_SHAPE = re.compile(
    r"(?:[A-Z][\w'-]+(?:-(?:ri|dong|gun|si|do))?)(?: [A-Z][\w'-]+){0,3}(?: (?:county|province|district|"
    r"region|island|city|peninsula|range|area|prefecture|oblast|base|airfield|port|desert|Province|County))?"
)


@dataclass(frozen=True, slots=True)
class _Known:
    start: int
    end: int
    row: int


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Place]:
    """Places in order; one that stands in a role-giving phrase comes once, with its role."""
    known = [
        _Known(h.start, h.end, h.row)
        for h in knowledge.place_names.find(reading.flat, reading.low)
        if not _is_part_of_a_name(reading.flat, h.start, h.end)
    ]
    countries = country_words(reading, knowledge)
    found: dict[tuple[int, int], Place] = {}
    for pattern, role in _CHAINS:
        for match in pattern.finditer(reading.flat):
            place = _in_phrase(reading, knowledge, match, role, (known, countries))
            if place is not None and not any(a < place.end and place.start < b for a, b in found):
                found[place.start, place.end] = place
    for hit in known:
        if not any(a < hit.end and hit.start < b for a, b in found):
            found[hit.start, hit.end] = _place(reading, knowledge, (hit.start, hit.end), hit.row, "other")
    yield from sorted(found.values(), key=lambda p: p.start)


_NAME_GOES_ON = re.compile(
    r"(?:-(?:class|based|born|led|backed|style)\b| (?:Times|Post|Independent|Herald|Journal|Gazette|Observer|"
    r"Daily|University|Institute|Conventions?|Treaty|Agreements?|agreements|Accords?|Fleet|Command|Stock|"
    r"Exchange|Electron|Hilton|"
    r"Cooperation|Organi[sz]ation|Conference|Declaration|Protocol|Process|Rules|Marathon|Airlines?|duck|"
    r"metro|Hotel|Bank|Group|Forum)\b)"
)


def _is_part_of_a_name(flat: str, start: int, end: int) -> bool:
    """ "Indo-Pacific Command", "the Black Sea Fleet", "the Kyiv Independent", "chicken Kyiv"."""
    return flat[max(0, start - 1) : start] == "-" or _NAME_GOES_ON.match(flat, end) is not None


def _in_phrase(
    reading: Reading,
    knowledge: Knowledge,
    match: re.Match[str],
    role: Role,
    lists: tuple[list[_Known], list[CountryWord]],
) -> Place | None:
    """The most specific place of a phrase: known, then by shape, by description, then a country."""
    start, end = match.span("phrase")
    if start >= end or reading.sentence_at(start).end < end or not _is_about_flight(reading, match, role):
        return None
    known, countries = lists
    inside = next((h for h in known if start <= h.start and h.end <= end and not _owns(reading.flat, h.end)), None)
    shaped = None if role in ("other", "over") else _by_shape(reading, knowledge, (start, end), countries)
    described = None if role == "other" else _described(reading, (start, end))
    water = described if described and _WATER.match(reading.flat, described[0]) else None
    if role == "impact_area" and inside and water and water[0] < inside.start:
        return _place(reading, knowledge, water, None, role)
    if inside is not None and (shaped is None or inside.start <= shaped[1]):
        return _place(reading, knowledge, (inside.start, inside.end), inside.row, role)
    span = shaped or described
    if span is None and role in ("impact_area", "toward", "launch_site"):
        country = next(
            (c for c in countries if start <= c.start < start + 12 and c.end <= end and not c.adjective), None
        )
        span = (country.start, country.end) if country and _ENDS.match(reading.flat, country.end) else None
    return None if span is None else _place(reading, knowledge, span, None, role)


_ENDS = re.compile(
    r"$|[.,;:)]| (?:on|in|at|from|as|after|since|and|with|by|during|for|that|to|early|late|last|amid|overnight)\b"
)


def _owns(flat: str, end: int) -> bool:
    """ "From Pyongyang's Sunan area" is from Sunan."""
    return flat.startswith("'s ", end)


def _is_about_flight(reading: Reading, match: re.Match[str], role: Role) -> bool:
    """Whether the phrase is about something launched: "from" needs a launch before it, "hitting" no "capable of"."""
    if role == "impact_area":
        return _COULD.search(reading.flat, max(0, match.start() - 12), match.start()) is None
    if role == "launch_site":
        begin = max(reading.sentence_at(match.start()).start, match.start() - 110)
        return _LAUNCHING.search(reading.flat, begin, match.start("lead")) is not None
    return True


_WATER = re.compile(r"(?:\w+ )?(?:waters?|sea|ocean)\b")
_LAUNCHING = re.compile(
    r"(?i)\b(?:launch|fir(?:e|ed|es|ing)\b|test|shot|sent|send|lift|blast|flew|fly|missile|rocket|projectile|"
    r"originat|ICBM|satellite|salvo|barrage|strike|attack|tracked|detected)"
)
_COULD = re.compile(r"\b(?:capable of|able to|could|can|may|might|would|to|of|for) $")


def _by_shape(
    reading: Reading, knowledge: Knowledge, span: tuple[int, int], countries: list[CountryWord]
) -> tuple[int, int] | None:
    """A capitalised name in a phrase that leads to a place; countries, people and bodies are none."""
    stop = frozenset(knowledge.cue_words["not_a_place"])
    for match in _SHAPE.finditer(reading.flat, *span):
        words = match.group().split()
        if any(word in stop or word.rstrip("'s") in stop for word in words):
            continue
        if any(c.start < match.end() and match.start() < c.end for c in countries):
            continue
        if any(True for _ in knowledge.body_names.find(match.group(), match.group().lower())):
            continue
        return match.span()
    return None


def _described(reading: Reading, span: tuple[int, int]) -> tuple[int, int] | None:
    match = _DESCRIBED.search(reading.flat, *span)
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
