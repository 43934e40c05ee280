"""Places, and what the words before them make of them: a launch site, an impact area, a direction, or neither.

A role comes from the phrase that leads to the place: "from the Sunan area in Pyongyang" is a launch site, "landed in
waters off the east coast" an impact area, "toward the sea" a direction. Inside such a phrase the most specific place
is the one named first. Places that the knowledge does not have are found by their shape there ("Tongchon county") or
by their description ("its western waters").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from extractor.finders.bodies import CountryWord, country_words
from extractor.finders.place_phrases import CHAINS, Role, is_about_flight
from extractor.knowledge.gazetteer import Hit
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve, Sifted
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Place
from extractor.model.spans import Spans
from extractor.reading import Reading

_DIRECTION = r"(?:<direction>)"
_DESCRIBED = Pattern(
    rf"(?:(?:international |open |nearby |shallow )?waters?(?: (?:off|of|near|between|north|south|east|west|northeast|"
    rf"northwest|southeast|southwest|around|separating|dividing)\b.*)?|(?:the )?(?:sea|ocean)(?: (?:off|between|near|"
    rf"east|west|north|south|of|separating|dividing)\b.*)?|{_DIRECTION}(?:ern)?(?:most)? (?:<described_coast>)\b.*|"
    rf"(?:(?:military |air |naval |missile )+(?:base|airfield|airport)|<described_place>|"
    rf"(?:launch|test|testing|launching)[ -](?:pad|site|range|ground|facility|center|centre))\b.*)"
)
_SHAPE = Pattern(
    r"(?:\b(?:[Aa]l|[Ee]l|[Aa]d|[Aa]s)-)?(?:[A-Z][\w'-]+(?:-(?:ri|dong|gun|si|do))?)(?: [A-Z][\w'-]+){0,3}"
    r"(?: (?:[a-z]+ )?(?:<place_noun>)\b)?"
)


@lru_cache(maxsize=4)
def _chains(knowledge: Knowledge) -> Sieve:
    return Sieve(pattern(knowledge) for pattern, _ in CHAINS)


WordT = TypeVar("WordT", Hit, CountryWord)


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Place]:
    """Places in order; one that stands in a role-giving phrase comes once, with its role."""
    known = [
        h
        for h in knowledge.place_names.find(reading.flat, reading.low)
        if not _is_part_of_a_name(knowledge, reading.flat, h.start, h.end)
    ]
    countries = country_words(reading, knowledge)
    found: dict[tuple[int, int], Place] = {}
    taken = Spans()
    sifted = _chains(knowledge).over(reading.flat, reading.folded)
    for number, (_, role) in enumerate(CHAINS):
        for match in _matches(sifted, number):
            place = _in_phrase(reading, knowledge, match, role, (known, countries))
            if place is not None and not taken.overlaps(place.start, place.end):
                found[place.start, place.end] = place
                taken.add(place.start, place.end)
    for hit in known:
        if not taken.overlaps(hit.start, hit.end):
            found[hit.start, hit.end] = _place(reading, knowledge, (hit.start, hit.end), hit.row, "other")
    yield from sorted(found.values(), key=lambda p: p.start)


def _matches(sifted: Sifted, number: int) -> Iterator[re.Match[str]]:
    """Matches whose leading words may lie in the phrase of the one before: "at a barrage of missiles fired at"."""
    match = next(sifted.finditer(number), None)
    while match is not None:
        yield match
        match = next(sifted.finditer(number, max(match.end("lead"), match.start() + 1)), None)


_NAME_GOES_ON = Pattern(r"(?:-(?:class|based|born|led|backed|style)\b| (?:<name_goes_on>)\b)")


def _is_part_of_a_name(knowledge: Knowledge, flat: str, start: int, end: int) -> bool:
    """ "Indo-Pacific Command", "the Black Sea Fleet", "the Kyiv Independent", "chicken Kyiv"."""
    return flat[max(0, start - 1) : start] == "-" or _NAME_GOES_ON(knowledge).match(flat, end) is not None


def _in_phrase(
    reading: Reading,
    knowledge: Knowledge,
    match: re.Match[str],
    role: Role,
    lists: tuple[Sequence[Hit], Sequence[CountryWord]],
) -> Place | None:
    """The most specific place of a phrase: known, then by shape, by description, then a country."""
    start, end = match.span("phrase")
    if (
        start >= end
        or reading.sentence_at(match.start()).end < end
        or not is_about_flight(reading, knowledge, match, role)
    ):
        return None
    end = _end_of_site(reading, knowledge, (start, end), lists) if role == "launch_site" else end
    town = _TOWN_OF.match(reading.flat, start, end)
    start = town.end() if town else start
    nearby = _near(lists[0], match.start(), match.end() + LONGEST_NAME)
    if "name" in match.re.groupindex:
        return _named(reading, knowledge, match.span("name"), nearby, role)
    known, countries = _near(lists[0], start, end), _near(lists[1], start, end)
    inside = next((h for h in known if start <= h.start and _ends_in(reading.flat, h.end, end)), None)
    shaped = None if role in ("other", "over") else _by_shape(reading, knowledge, (start, end), countries)
    described = None if role == "other" else _described(reading, knowledge, (start, end))
    water = described if described and _WATER.match(reading.flat, described[0]) else None
    if role == "impact_area" and inside and water and water[0] < inside.start:
        return _place(reading, knowledge, water, None, role)
    if inside is not None and (shaped is None or inside.start <= shaped[1]):
        return _place(reading, knowledge, (inside.start, inside.end), inside.row, role)
    if shaped is not None and inside is not None and _IN_IT.fullmatch(reading.flat, shaped[0], inside.start):
        return _named(reading, knowledge, (shaped[0], inside.end), nearby, role)
    if span := shaped or described or _in_country(reading, knowledge, (start, end), countries, role):
        beside = next((h for h in nearby if h.start == span[0]), None)
        return _place(reading, knowledge, span, beside.row if beside else None, role)
    return None


def _in_country(
    reading: Reading, knowledge: Knowledge, span: tuple[int, int], countries: Sequence[CountryWord], role: Role
) -> tuple[int, int] | None:
    """The country of a phrase that names nothing smaller, the town near which in it, or what in it was the target."""
    if role not in ("impact_area", "toward", "launch_site"):
        return None
    start, end = span
    lead = _LAND_HELD(knowledge).match(reading.flat, start, end) if role == "launch_site" else None
    first = lead.end() if lead else start
    country = next((c for c in countries if first <= c.start < first + 12 and c.end <= end and not c.adjective), None)
    if country and role == "launch_site" and (beside := _BESIDE.match(reading.flat, country.end)):
        return beside.span("name")
    if country and _ENDS(knowledge).match(reading.flat, country.end):
        return country.start, country.end
    return _target_in_country(reading, span, countries) if role == "impact_area" else None


_TOWN_OF = re.compile(
    r"(?:[^,;]*?\b(?:in|at|near|off) )?(?:the |its |an? )?(?:[A-Z][\w'-]+ ){1,3}(?:[a-z-]+ ){0,3}"
    r"(?:city|town|village|port|resort) of (?=[A-Z])"
)
"""What only says where a town lies: "the Black Sea coastal town of Rize"."""


def _end_of_site(
    reading: Reading, knowledge: Knowledge, span: tuple[int, int], lists: tuple[Sequence[Hit], Sequence[CountryWord]]
) -> int:
    """ "From Lebanon at the Galilee" tells the target after the site; "from North Korea at Yonghung" does not."""
    start, end = span
    own = (c for c in _near(lists[1], start, end) if 0 <= c.start - start < MAX_LEAD and not c.adjective)
    abroad = {knowledge.places.place[h.row].country for h in _near(lists[0], start, end) if h.start > start}
    return next((c.end for c in own if reading.flat.startswith(" at ", c.end) and c.code not in abroad), end)


def _named(
    reading: Reading, knowledge: Knowledge, span: tuple[int, int], known: Sequence[Hit], role: Role
) -> Place | None:
    """A place that the phrase tells as a whole, with the known place right after it: "the Test Range, Chandipur"."""
    after = _JOINED.match(reading.flat, span[1])
    inside = next((h for h in known if span[0] <= h.start < span[1]), None)
    beside = next(
        (h for h in known if after and h.start == after.end() and not _SPEAKS.match(reading.flat, h.end)), None
    )
    row = inside or beside
    end = max(h.end for h in (inside, beside) if h) if row else span[1]
    return _place(reading, knowledge, (span[0], max(span[1], end)), row.row if row else None, role)


_SPEAKS = re.compile(r"(?:'s [\w ]{3,30})? (?:said|says|reported|announced|added|confirmed|told)\b")
_JOINED = re.compile(r",? (?:(?:on|in|at|of) )?(?:the )?(?:Dr\.? )?")
# What is part of a known place: "Launch Complex 4 of the range at Abdul Kalam Island", "the Jaffa quarter of Tel Aviv".
_IN_IT = re.compile(
    r"(?:[A-Z][\w'-]* ){0,3}(?:Complex|Facility|Base|Center|Centre|Site|Pad|Range|Area)(?:[ -]\w{1,3})?"
    r"(?: (?:of|at|in|on) (?:the )?(?:[A-Z][\w.]+ ){0,3}(?:[Rr]ange|[Cc]enter|[Cc]entre|[Bb]ase|[Ss]tation))?"
    r" (?:of|at|in|on) (?:the |Dr\.? )*|[A-Z][\w'-]+ (?:neighbou?rhood|district|suburb|quarter) of (?:the )?"
)

MAX_LEAD = 12  # characters of words before a country: "inside "
LONGEST_NAME = 100  # characters of a place or a country; the longest known has 68


def _near(words: Sequence[WordT], start: int, end: int) -> Sequence[WordT]:
    """Those of some words, sorted by their place, that may overlap a span."""
    first = bisect_left(words, start - LONGEST_NAME, key=lambda word: word.start)
    return words[first : bisect_left(words, end, key=lambda word: word.start)]


# "From areas they control in Yemen"
_LAND_HELD = Pattern(r"(?:the |its |an? )?(?:[\w-]+ )?(?:<held_land>)(?: [\w-]+){0,4}? (?:in|of|inside) ")
_TARGET = re.compile(
    r"(?:an? |the |its |\w+ )?(?:[A-Z][\w.]+ )?(?P<what>(?:[a-z-]+ ){1,4})(?:in|inside) (?:[a-z]+ern )?$"
)


def _target_in_country(
    reading: Reading, span: tuple[int, int], countries: Sequence[CountryWord]
) -> tuple[int, int] | None:
    """What was struck, with the country it lies in: "fired at a weapons depot in Russia"."""
    for country in (c for c in countries if span[0] < c.start and c.end <= span[1] and not c.adjective):
        if (match := _TARGET.fullmatch(reading.flat, span[0], country.start)) is not None:
            return match.start("what"), country.end
    return None


_BESIDE = re.compile(
    r", (?:near|close to|outside) (?:the (?:town|city|village) of )?(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
"""A town that tells where in a country: "from northern Libya, near Misrata"."""
_ENDS = Pattern(r"$|[.,;:)]| (?:<after_country>|[a-z]{3,}ed)\b")


def _ends_in(flat: str, last: int, end: int) -> bool:
    """Whether a name ends in a phrase or the brackets after it: "the Sea of Japan (East Sea)"; an owner is none."""
    return (last <= end or flat.startswith((" (", "("), end)) and not flat.startswith("'s ", last)


_WATER = re.compile(r"(?:\w+ )?(?:waters?|sea|ocean)\b")


def _by_shape(
    reading: Reading, knowledge: Knowledge, span: tuple[int, int], countries: Sequence[CountryWord]
) -> tuple[int, int] | None:
    """A capitalised name in a phrase that leads to a place; countries, people and bodies are none."""
    stop = frozenset(knowledge.cue_words["not_a_place"])
    for match in _SHAPE(knowledge).finditer(reading.flat, *span):
        words = (*match.group().split(), match.group())
        is_owner = match.group().endswith("'s")
        if is_owner or any(w.removesuffix("'s") in stop for w in words) or _is_craft(reading, knowledge, match):
            continue
        if any(c.start < match.end() and match.start() < c.end for c in countries):
            continue
        lists = (knowledge.body_names, knowledge.weapon_names)
        if any(True for names in lists for _ in names.find(match.group(), match.group().lower())):
            continue
        return match.span()
    return None


_ON_THE_PAD = re.compile(r"\b(?:explod\w+|blew up|blown up|caught fire|crashed) on (?:its |the )?(?:launch ?)?pad$")
_AIRCRAFT = re.compile(r"[A-Z][A-Za-z]{0,2}-\d+\w*\b|(?:North|South|East|West)$")


def _is_craft(reading: Reading, knowledge: Knowledge, match: re.Match[str]) -> bool:
    """Whether a name is that of a ship or an aircraft, or goes on as a designation: "the destroyer X", "a Falcon 9"."""
    after = reading.flat[match.end() : match.end() + 30]
    return (
        _AIRCRAFT.match(match.group()) is not None
        or match.group().partition(" ")[0] in knowledge.ship_prefixes
        or _CRAFT_BEFORE(knowledge).search(reading.flat, max(0, match.start() - 30), match.start()) is not None
        or (_CRAFT_AFTER(knowledge).match(after) is not None and not _PART.search(match.group()))
    )


_PART = re.compile(r"\b(?:Complex|Pad|Site|Area|Launchpad)$")
_CRAFT_BEFORE = Pattern(r"\b(?:<craft>) (?:named |called )?[\"']?$")
_CRAFT_AFTER = Pattern(r"[ -]\d|(?:-class)? (?:[a-z-]+ )?(?:<craft>)\b")


def _described(reading: Reading, knowledge: Knowledge, span: tuple[int, int]) -> tuple[int, int] | None:
    match = _DESCRIBED(knowledge).search(reading.flat, *span)
    if match is None or _ON_THE_PAD.search(reading.flat, span[0] - 30, match.end()):
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
