"""Measures: figures with a unit, and the role each plays for a missile.

The role is read from the words around the figure: "flew 500 km" is a distance, "an altitude of 500 km" an altitude,
"a range of 500 km" what the missile could do, "500 km from Seoul" none of these. Where the text repeats a figure in
another unit, kilometres are taken as they stand and the other is kept for a check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.finders.hedges import BARE, HEDGE, interval
from extractor.finders.numbers import NUMBER, value_of
from extractor.knowledge.forms import Unit
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Dimension, Measure
from extractor.reading import Reading

_ALTITUDE = (
    r"altitudes?|lofted(?= [\w ]{0,20}to\b)|apogees?|height|heights|peak(?:ed|ing)?|climb(?:ed|ing)|rose|"
    r"rising|soar(?:ed|ing)|ascend(?:ed|ing)|ceiling|highest point|summit altitude|top(?:ped)? out|"
    r"high-angle"
)
_RANGE = (
    r"(?:potential |maximum |estimated |effective |operational |strike |firing |flight |flying |design |"
    r"stated |reported |combat )*ranges?|"
    r"(?:capable of|able to|ability to|can|could|designed to|would|potentially|enough to|capability to|"
    r"capacity to|might|may)(?: potentially| theoretically| reportedly| be able to| be capable of| have)?"
    r" (?:fly(?:ing)?|travel(?:l?ing)?|reach(?:ing)?|hit(?:ting)?|strik(?:e|ing)|cover(?:ing)?|"
    r"target(?:ing)?|flown)|reach of|range from|distance of up to"
)
_FLOWN = (
    r"flew|flown|fly|flying|flies|gone|flight distances?|flights?|travel(?:l)?ed|travel(?:l)?ing|travels?|"
    r"cover(?:ed|ing)|distances?|range-flight|went|downrange|down range|sailed|route|routes|trajectory of|"
    r"orbits?|set at|targets?|hit|struck|hitting|striking"
)
_ELSEWHERE = (
    r"landed|landing|lands|fell|falling|fall|splash(?:ed|ing)(?: down)?|came down|coming down|crashed|"
    r"located|lies|situated|stationed|within|radius|zone|border|diameter|"
    r"exclusive economic zone|long|wide|deep|tall|thick|weigh\w*|warhead|payload|thrust|coast(?:line)?|"
    r"spotted|drifted|off|dropped|impacted"
)
_ROLE = re.compile(
    rf"\b(?:(?P<altitude>{_ALTITUDE})|(?P<range>{_RANGE})|(?P<distance>{_FLOWN})|(?P<other>{_ELSEWHERE})|"
    rf"(?P<reached>reach(?:ed|ing|es)?))\b",
    re.IGNORECASE,
)
_HIGH_AFTER = re.compile(
    r"[ \-\u2013,]*(?:(?:in |of |up |above |into )+(?:the )?(?:altitude|height|air|sky|space|sea level|earth|"
    r"atmosphere)|high|altitude|apogee|up\b(?! to)|above the)",
    re.IGNORECASE,
)
_RANGE_AFTER = re.compile(r"[- ](?:\([^)]*\) )?range\b", re.IGNORECASE)
_PLACE_AFTER = re.compile(
    r"\W{0,2}(?:\([^)]*\) )?(?:(?:to the )?(?:north|south|east|west|northeast|northwest|southeast|"
    r"southwest)\w*(?: \w+)? (?:of|from)|from|off|away from|short of|inside|outside|inland|apart|wide|long|"
    r"offshore|south|north|east|west)\b",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(
    r"\W*(?:ago|later|earlier|before|after|apart|notice|warning|"
    r"drive|from now|of each other|prior)\b",
    re.IGNORECASE,
)
_FLEW_FOR = re.compile(
    r"\b(?:fl(?:ew|ying|own|y|ight)|track\w*|travel\w*|airborne|in the air|aloft)\b[^,;]{0,60}\b(?:for|lasting|"
    r"lasted|of)(?: [\w-]+){0,3} ?$",
    re.IGNORECASE,
)
_FLIGHT = re.compile(
    r"\b(?:track(?:ed|ing)|fl(?:ew|ying|own|ight|ights|y)|travel\w*|airborne|in the air|aloft|orbits?|routes?|"
    r"trajectory|entered orbit|stayed|path|paths|landed|splash\w*|fell|reached)\b",
    re.IGNORECASE,
)
_NOT_FLIGHT = re.compile(
    r"\b(?:every|each|within|intervals?|speech|meeting|call|after just|ahead|detected|alert|warn\w*|seconds "
    r"apart|minutes apart|in (?:just )?(?:under )?)\s*(?:about |around |some )?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4)
def _patterns(knowledge: Knowledge) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Unit]]:
    units = {form.lower(): unit for unit in knowledge.units.unit for form in unit.forms}
    after = "|".join(re.escape(f) for f in sorted((f for f, u in units.items() if not u.prefix), key=len, reverse=True))
    before = "|".join(re.escape(f) for f, u in units.items() if u.prefix)
    pair = (
        rf"(?P<low>{NUMBER})(?P<more>\+|-plus)?(?:(?P<joint>(?: ?[-–] ?)| (?:and|to|or|through|versus) (?:about |"
        rf"around |some |over )?)(?P<high>{NUMBER}))?"
    )
    conversion = (
        rf"(?:,? (?:\(|or )(?:{HEDGE.replace('?P<', '?P<c_')})?(?P<c_low>{NUMBER})(?:(?: ?[-–] ?| (?:and|to|or) "
        rf")(?P<c_high>{NUMBER}))?[ -]?(?P<c_unit>{after})\)?)?"
    )
    figure = (
        rf"(?<![\w$€£.,/-])(?P<between>between |from )?{pair}(?: ?-? ?|-)(?P<unit>{after})(?![\w/])(?:-long|"
        rf"-high)?{conversion}"
    )
    speed = (
        rf"(?<![\w-])(?P<prefix>{before})[ -](?P<low>\d{{1,2}}(?:\.\d{{1,3}})?)(?:(?P<joint> ?[-–] ?| "
        rf"(?:to|and|or) (?:{before} )?)(?P<high>\d{{1,2}}(?:\.\d{{1,3}})?))?(?!\w)"
    )
    return Pattern(figure, re.IGNORECASE)(knowledge), re.compile(speed, re.IGNORECASE), units


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Measure]:
    """Measures in order of their place."""
    figure, speed, units = _patterns(knowledge)
    found = [
        m for match in figure.finditer(reading.flat) if (m := _figure(reading, knowledge, match, units)) is not None
    ]
    found += [_speed(reading, knowledge, match) for match in speed.finditer(reading.flat)]
    yield from sorted(found, key=lambda m: m.start)


_BASE_UNITS = {"length": "km", "time": "min", "mach": "mach", "mass": "kg", "velocity": "km/h"}
_MONEY = re.compile(r"\b(?:worth|cost\w*|£|paid|pay|spent|price)\b")


def _figure(reading: Reading, knowledge: Knowledge, match: re.Match[str], units: dict[str, Unit]) -> Measure | None:
    unit = units[match["unit"].lower()]
    if _is_no_measure(reading, match, unit):
        return None
    limits = _limits(match["low"], match["high"])
    hedge = _hedge(reading, knowledge, match, unit)
    low, high, approximate = interval(*limits, hedge)
    if match["more"]:
        high = None
    dimension = _dimension(reading, match, unit)
    if dimension == "range" and unit.id in ("m", "ft"):
        dimension = "other"  # a margin of error, a calibre or a building, never the reach of a missile
    base, factor, converted = unit, unit.factor, None
    other = units[match["c_unit"].lower()] if match["c_unit"] else None
    if other is not None and other.quantity == unit.quantity:
        repeated = _limits(match["c_low"], match["c_high"])
        if other.id == "km" and unit.id != "km":
            low, high, approximate = interval(*repeated, hedge)
            converted = (limits[0] * unit.factor, limits[1] * unit.factor)
            base, factor = other, 1.0
        else:
            converted = (repeated[0] * other.factor, repeated[1] * other.factor)
    start = match.start() - len(hedge.group()) if hedge else match.start()
    return Measure(
        start=start,
        end=match.end(),
        text=reading.article.text[start : match.end()],
        min=_scaled(low, factor),
        max=_scaled(high, factor),
        approximate=approximate,
        dimension=dimension,
        unit=_BASE_UNITS[base.quantity],
        converted=converted,
    )


def _is_no_measure(reading: Reading, match: re.Match[str], unit: Unit) -> bool:
    """Money, people, names and calibres that look like a figure with a unit."""
    written = match["unit"]
    if unit.quantity == "other" or written in ("M", "S", "H") or (unit.quantity == "time" and written[0].isupper()):
        return True
    if unit.id == "lb":
        before = reading.flat[max(0, match.start() - 40) : match.start()]
        return "illion" in match["low"] or _MONEY.search(before) is not None
    return unit.id in ("m", "s", "h", "t") and len(written) == 1 and " " not in match.group()


def _hedge(reading: Reading, knowledge: Knowledge, match: re.Match[str], unit: Unit) -> re.Match[str] | None:
    """The hedge before a figure. "Covering 1,587 km over 132 minutes" says how long, not how long at least."""
    hedge = BARE(knowledge).search(reading.flat[max(0, match.start() - 30) : match.start()])
    if hedge is None or unit.quantity != "time" or not hedge.group().lower().startswith("over"):
        return hedge
    begin = match.start() - len(hedge.group())
    after_preposition = re.search(r"\b(?:for|of|after|lasted|in) $", reading.flat[max(0, begin - 10) : begin])
    return hedge if after_preposition else None


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else round(value * factor, 4)


def _limits(low: str, high: str | None) -> tuple[float, float]:
    first = value_of(low)
    last = value_of(high) if high else first
    return (first, last) if first <= last else (last, first)


def _speed(reading: Reading, knowledge: Knowledge, match: re.Match[str]) -> Measure:
    limits = _limits(match["low"], match["high"])
    hedge = BARE(knowledge).search(reading.flat[max(0, match.start() - 30) : match.start()])
    low, high, approximate = interval(*limits, hedge)
    start = match.start() - len(hedge.group()) if hedge else match.start()
    text = reading.article.text[start : match.end()]
    return Measure(
        start=start,
        end=match.end(),
        text=text,
        min=low,
        max=high,
        approximate=approximate,
        dimension="speed",
        unit="mach",
    )


def _dimension(reading: Reading, match: re.Match[str], unit: Unit) -> Dimension:
    sentence = reading.sentence_at(match.start())
    before = reading.flat[max(sentence.start, match.start() - 130) : match.start()]
    after = reading.flat[match.end() : min(sentence.end, match.end() + 60)]
    if unit.quantity in ("mach", "velocity"):
        return "speed"
    if unit.quantity == "time":
        return "duration" if _is_flight_time(before, after) else "other"
    if unit.quantity != "length":
        return "other"
    return _length_role(before, after, unit)


def _is_flight_time(before: str, after: str) -> bool:
    if _FLEW_FOR.search(before) or re.match(r"\W*(?:in the air|in flight|of flight|aloft|airborne)\b", after):
        return True
    if re.search(
        r"\btook (?:it |them |the \w+ )?(?:about |around |just |only "
        r"|some )*$",
        before,
    ) and re.match(r" to (?:reach|land|hit|strike|fall|fly|come)", after):
        return True
    if _TIME_AFTER.match(after) or _NOT_FLIGHT.search(before):
        return False
    clause = re.split(r"[;]|, (?:but|and|while|when|after)\b", before)[-1]
    return _FLIGHT.search(clause) is not None or re.match(r"\W*(?:of )?(?:flight|flying)", after) is not None


def _length_role(before: str, after: str, unit: Unit) -> Dimension:
    """The role of a length: told by the words right after it, else by the nearest telling word before it."""
    if _RANGE_AFTER.match(after):
        return "range"
    if _FROM_LAUNCH.match(after) or _DOWNRANGE.match(after):
        return "distance"
    if _HIGH_AFTER.match(after):
        return "altitude" if unit.id not in ("m", "ft") or _FLIGHT.search(before) else "other"
    cues = list(_ROLE.finditer(re.split(r"[;]|\) - ", before)[-1]))
    if len(cues) > 1 and cues[-1].group().lower() == "off":
        cues.pop()
    if not cues:
        return "other"
    earlier = cues[-2] if len(cues) > 1 else None
    role = cues[-1].lastgroup
    if role == "reached":
        return _reached(before, after, earlier)
    if role == "distance":
        return _flown(before, after, cues[-1], earlier)
    if role == "range":
        return "distance" if _FLOWN_BEFORE.search(before[: cues[-1].start()]) else "range"
    return "altitude" if role == "altitude" else "other"


_FROM_LAUNCH = re.compile(r"\W*(?:\([^)]*\) )?(?:away )?from (?:its|the|their) (?:launch|firing|starting)")
_DOWNRANGE = re.compile(r"\W*(?:\([^)]*\) )?(?:down[- ]?range|out to sea)\b")
_AWAY = re.compile(r"\W*(?:\([^)]*\) )?(?:away|downrange|distant|off\b(?! the)|out to sea)")
_FLOWN_BEFORE = re.compile(r"\b(?:flew|travel\w+|flying|landed|hit)\b[^,;]{0,25}$")
_COULD = re.compile(r"\b(?:can|could|may|might|would|to)\b[^,]{0,15}$")


def _reached(before: str, after: str, earlier: re.Match[str] | None) -> Dimension:
    """ "Reached 900 km" is high, "can reach" and "reached ... in distance" is far, what a zone reaches is neither."""
    if re.search(r"\b(?:zone|border|waters|territory|fence)\b", before):
        return "other"
    if (earlier is not None and earlier.lastgroup == "range") or re.match(r"\W*in (?:distance|range)", after):
        return "distance"
    return "altitude"


def _flown(before: str, after: str, cue: re.Match[str], earlier: re.Match[str] | None) -> Dimension:
    """ "Flew 500 km" and "hit a target 500 km away" are flown; "can fly" is range, "a distance from Seoul" neither."""
    word = cue.group().lower()
    if re.fullmatch(r"targets?|hit|struck|hitting|striking", word):
        could = earlier is not None and earlier.lastgroup == "range" and earlier.start() > cue.start() - 40
        if could and word.startswith("target"):
            return "range"
        return "distance" if _AWAY.match(after) else "other"
    if word.startswith("distance") and _PLACE_AFTER.match(after) and " of" not in before[-12:]:
        return "other"
    return "range" if word in ("fly", "travel") and _COULD.search(before[: cue.start()]) else "distance"
