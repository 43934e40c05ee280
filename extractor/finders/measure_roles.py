"""The role a figure plays for a missile, read from the words around it: flown, high, possible, long in the air."""

from __future__ import annotations

import re

from extractor.knowledge.forms import Unit
from extractor.model.mention import Dimension
from extractor.reading import Reading

_ALTITUDE = (
    r"altitudes?|lofted(?= [\w ]{0,20}to\b)|apogees?|height|heights|peak(?:s|ed|ing)?|climb(?:ed|ing)|rose|"
    r"rising|soar(?:ed|ing)|ascend(?:ed|ing)|ceiling|highest point|summit altitude|top(?:ped|ping|s)? out|"
    r"high-angle"
)
_RANGE = (
    r"(?:potential |maximum |estimated |effective |operational |strike |firing |flight |flying |design |"
    r"stated |reported |combat )*ranges?|"
    r"(?:capable of|able to|ability to|can|could|designed to|would|potentially|enough to|capability to|"
    r"capacity to|(?:believed|thought|estimated|assessed|considered|reckoned|reported|said|known) to|"
    r"might|may)(?: potentially| theoretically| reportedly| be able to| be capable of)?"
    r" (?:fly(?:ing)?|travel(?:l?ing)?|reach(?:ing)?|hit(?:ting)?|strik(?:e|ing)|cover(?:ing)?|"
    r"target(?:ing)?|deliver(?:ing)?(?: [\w-]+){0,5}|carry(?:ing)?(?: [\w-]+){1,6})|"
    r"(?:could|would) (?:\w+ly )?have (?:flown|travel(?:l)?ed|reached|covered|gone)|reach of|"
    r"range from|distance of up to"
)
_FLOWN = (
    r"flew|flown|fly|flying|flies|gone|going(?= (?:\w+ )?$)|sent|sends|sending|"
    r"flight distances?|flights?|travel(?:l)?ed|travel(?:l)?ing|travels?|"
    r"cover(?:ed|ing)|distances?|range-flight|went|downrange|down range|sailed|route|routes|trajectory of|"
    r"orbits?|set at|targets?|hit|struck|hitting|striking"
)
_ELSEWHERE = (
    r"landed|landing|lands|fell|falling|fall|splash(?:ed|ing)(?: down)?|came down|coming down|ended up|crashed|"
    r"located|lies|situated|stationed|within|radius|zone|border|diameter|"
    r"exclusive economic zone|long|wide|deep|tall|thick|weigh\w*|warhead|payload|thrust|coast(?:line)?|"
    r"spotted|drifted|off|dropped|impacted"
)
_ROLE = re.compile(
    rf"\b(?<!-)(?:(?P<altitude>{_ALTITUDE})|(?P<range>{_RANGE})|(?P<distance>{_FLOWN})|(?P<other>{_ELSEWHERE})|"
    rf"(?P<reached>reach(?:ed|ing|es)?))\b",
    re.IGNORECASE,
)
_HIGH_AFTER = re.compile(
    r"[ \-\u2013,]*(?:(?:in |of |up |above |into )+(?:the )?(?:altitude|height|air|sky|space|sea level|earth|"
    r"atmosphere)|(?:(?:low|polar|circular|Earth)[ -])*orbit\b|high|altitude|apogee|up\b(?! to)|above the|"
    r"from the (?:[Ee]arth(?:'s surface)?|ground)\b)",
    re.IGNORECASE,
)
_RANGE_AFTER = re.compile(r"[- ](?:\([^)]*\) )?(?:strike |striking |operational |maximum )?range\b", re.IGNORECASE)
# "Fired between 500 and 600 km toward the sea", "their flight range was 850 km"
_FIRED_SO_FAR = re.compile(
    r"\b(?:fired|launched) (?:(?:between|about|some|roughly|around|nearly|an estimated|almost) )*$"
)
_ON_ITS_WAY = re.compile(r"(?: \([^)]*\))? (?:toward|towards|into|over|eastward|\w*east|downrange)\b")
_FLIGHT_RANGE = re.compile(
    r"\b(?:[Tt]heir|[Ii]ts|[Tt]he) flight range (?:was|were|is (?:estimated|believed|thought)|of)\b[^.;]*$"
)
_PLACE_AFTER = re.compile(
    r"\W{0,2}(?:\([^)]*\) )?(?:(?:to the )?(?:north|south|east|west|northeast|northwest|southeast|"
    r"southwest)\w*(?: \w+)? (?:of|from)|from|off|away from|short of|inside|outside|inland|apart|wide|long|"
    r"offshore|south|north|east|west)\b",
    re.IGNORECASE,
)
# "Some 2,000 km higher than the Hwasong-15": no figure of a flight.
_MORE_THAN_ANOTHER = re.compile(
    r"(?: \([^)]*\))? (?:higher|farther|further|longer|lower|shorter|more|less)\b"
    r"(?! (?:away|from|off|than \d))"
)
_TIME_AFTER = re.compile(
    r"\W*(?:ago|later|earlier|before|after(?:wards?)?|apart|notice|warning|"
    r"drive|from now|of each other|prior)\b",
    re.IGNORECASE,
)
_FLEW_FOR = re.compile(
    r"\b(?:fl(?:ew|ying|own|y|ight)|track\w*|travel\w*|airborne|in the air|aloft)\b(?:[^,;]|"
    r"(?<=\d),(?=\d)){0,60}\b(?:for|lasting|"
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


_FAR_IN = re.compile(
    r"\b(?:flew|flown|flying|covered|covering|travel\w*|orbits?|routes?|trajectory) (?:[\w-]+ ){0,4}?[\d,.]+[ -]?"
    r"(?:km|kilomet\w+|miles)(?:-long)?(?: \([^)]*\))?(?: (?:[\w-]+ ){0,4}?(?:orbits?|routes?|trajectory|path))? "
    r"(?:in|over|for|within)(?: about| around| some| just| roughly| nearly)? $|"
    r"\b(?:orbits?|routes?|trajectory|path) (?:in|over|for)(?: about| around| some| just| roughly| nearly)? $"
)
"""Before a time that is that of a flight: "flew 789 km in 30 minutes"."""
_AFTER_START = re.compile(r" (?:after|from) (?:its |the |being )?(?:launch(?:ed)?|lift-?off|take-?off|fired)\b")
_ENDED = re.compile(r"\b(?:landed|splashed down|came down|fell|impacted)\b[^.;]{0,40}$")


def dimension_of(reading: Reading, match: re.Match[str], unit: Unit) -> Dimension:
    """The role of a figure, from its unit and the sentence it stands in."""
    sentence = reading.sentence_at(match.start())
    before = reading.flat[max(sentence.start, match.start() - 130) : match.start()]
    after = reading.flat[match.end() : min(sentence.end, match.end() + 60)]
    if unit.quantity in ("mach", "velocity"):
        return "speed"
    if unit.quantity == "time":
        return "duration" if _is_flight_time(before, after) else "other"
    if unit.quantity != "length" or _MORE_THAN_ANOTHER.match(after):
        return "other"
    return _length_role(before, after, unit)


def _is_flight_time(before: str, after: str) -> bool:
    if _FAR_IN.search(before) or (_AFTER_START.match(after) and _ENDED.search(before)):
        return True
    if _FLEW_FOR.search(before) or re.match(r"\W*(?:in the air|in flight|of flight|aloft|airborne)\b", after):
        return True
    if re.search(
        r"\b(?i:took) (?:it |them |the \w+ )?(?:about |around |just |only |some )*$",
        before,
    ) and re.match(r"(?: for (?:it|them|the \w+))? to (?:reach|land|hit|strike|fall|fly|come)", after):
        return True
    if re.search(r"\b(?:flew|flown|flying)(?: about| around| some| nearly| exactly)? $", before):
        return re.match(r"\W*(?:ago|later|earlier|apart)\b", after) is None
    if _TIME_AFTER.match(after) or _NOT_FLIGHT.search(before):
        return False
    clause = re.split(r"[;]|, (?:but|and|while|when|after)\b", before)[-1]
    return _FLIGHT.search(clause) is not None or re.match(r"\W*(?:of )?(?:flight|flying)", after) is not None


def _length_role(before: str, after: str, unit: Unit) -> Dimension:
    """The role of a length: told by the words right after it, else by the nearest telling word before it."""
    if _FLIGHT_RANGE.search(before) or (_FIRED_SO_FAR.search(before) and _ON_ITS_WAY.match(after)):
        return "distance"
    if _RANGE_AFTER.match(after):
        return "range"
    if any(flown.match(after) for flown in (_FROM_LAUNCH, _DOWNRANGE, _IN_RANGE, _FLIGHT_AFTER)):
        return "distance"
    if _HIGH_AFTER.match(after) and not _ROUTE.search(before + after[:12]):
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
    if role == "distance" and (_ORBIT_AT.search(before) or _DELIVERS.search(before)):
        return "altitude" if _ORBIT_AT.search(before) else "range"
    if role == "distance":
        return _flown(before, after, cues[-1], earlier)
    if role == "range" and (_EXTENT.match(after) or _is_a_site(before, after, cues[-1])):
        return "distance" if _AWAY.match(after) and _HIT_THERE.search(before) else "other"
    if role == "range":
        told = before[: cues[-1].start()]
        return "distance" if _FLOWN_BEFORE.search(told) or _AND_ALTITUDE.search(told) else "range"
    if role == "altitude":  # "the first flew 350 km at 80 km and the second 800 km at 60 km"
        return "distance" if _THE_OTHER.search(before) else "altitude"
    ended = _CAME_DOWN.match(cues[-1].group()) and (_AWAY.match(after) or _AFTER_FLYING.search(before))
    return "distance" if ended else "other"


# "Can carry a warhead to targets 500 km away", "able to deliver warheads to a distance of 1,300 km": what it could do.
_DELIVERS = re.compile(
    r"\b(?:can|could|able to|ability to|potential to|capacity to|capable of|designed to|intended to)"
    r"(?: \w+ly)? (?:deliver|carry|fire|hit|strik|engag|destroy|attack|send|hurl|launch)\w*\b[^;.]{0,90}$"
)


def _is_a_site(before: str, after: str, cue: re.Match[str]) -> bool:
    """Whether a "range" is a place: "from the Test Range, 15 km from Balasore"."""
    away = (_PLACE_AFTER.match(after) or _AWAY.match(after)) is not None
    return (
        away
        and cue.group().lower() == "range"
        and (_IS_NOT_ITS.search(before) or _A_PLACE.search(before, 0, cue.start())) is not None
    )


_A_PLACE = re.compile(r"\b(?:(?i:test|testing|missile|firing|proving|shooting|rocket)|the [A-Z]\w+) $")


# "Its warhead hit a target on the Kura range, 5,800 km away"
_HIT_THERE = re.compile(
    r"\b(?:hit|hitting|struck|striking|reached) (?:an? |the |its )?(?:\w+ )?(?:targets?|range)\b[^;.]*$"
)
# "An intermediate-range missile was fired from an island, about 150 km from the capital"
_IS_NOT_ITS = re.compile(r", (?:about |some |around |roughly |nearly |just )?$|\b(?:located|situated|lies) (?:\w+ )?$")
_ORBIT_AT = re.compile(
    r"\b(?:into|in|to|reach\w*|enter\w*) (?:an? |its |the )?(?:[\w-]+ ){0,2}orbit "
    r"(?:above|at|of|some|about|around|roughly|that is|higher than) ?"
    r"(?:the |an? altitude of )?$"
)
_FROM_LAUNCH = re.compile(r"\W{0,9}(?:\([^)]{0,60}\) )?(?:away )?from (?:its|the|their) (?:launch|firing|starting)")
_IN_RANGE = re.compile(r"\W{0,9}(?:\([^)]{0,60}\) )?in (?:distance|range)\b")
_CAME_DOWN = re.compile(r"(?i)land|f[ae]ll|splash|came|coming|crash|drop|impact")
_FLIGHT_AFTER = re.compile(
    r"(?: \([^)]{0,40}\))?[ -]flight\b(?! (?:ceiling|altitude|level|time))"
)  # "a 4,600-km flight"
_AT_HEIGHT = re.compile(r"\bat (?:about |around |some |roughly |nearly |only )?$")
_ROUTE = re.compile(r"\b(?:covered|covering|flew|flying|along) (?:the |an? )?\W*orbit\b")  # a course over sea and land
_EXTENT = re.compile(r"\W*(?:long|wide|deep)\b")
_DOWNRANGE = re.compile(r"\W{0,9}(?:\([^)]{0,60}\) )?(?:down[- ]?range|out to sea)\b")
_AWAY = re.compile(
    r"\W{0,9}(?:\([^)]{0,60}\) )?"
    r"(?:and [\d,.]{1,9} ?(?:km|kilomet\w{1,9}|miles) (?:\([^)]{0,60}\) )?)?"
    r"(?:away|downrange|distant|off\b(?! (?:the|[A-Z]))|out to sea)"
)
# "Reached an altitude of 910 km and a range of 450 km": what a flight was measured at.
_AND_ALTITUDE = re.compile(
    r"(?i)\b(?:reach(?:ed|ing)|attain(?:ed|ing)|achiev(?:ed|ing)|with|flew|recorded|estimated) [^;.]{0,30}"
    r"\b(?:altitude|apogee|height)\b[^;.]{3,50}\band (?:a |an |its )?(?:[a-z]+ )?$"
)
_FLOWN_BEFORE = re.compile(r"\b(?:flew|travel\w+|flying|landed|hit|covered)\b[^,;]{0,25}$")
_COULD = re.compile(r"\b(?:can|could|may|might|would|to)\b[^,]{0,15}$")


# "The other fell after 120 km"
_AFTER_FLYING = re.compile(r"\bafter(?: only| just| about| around| some| barely| roughly)* $")
_SHORT_OF = re.compile(r"\bshort of (?:the |its )?(?:[a-z]+ ){0,2}$")
_THE_OTHER = re.compile(
    r"\band (?:the )?(?:second|third|other|latter|next)(?: one| missile)?(?: (?:about|some|around))? $"
)
_SIZE = re.compile(r"[ -](?:tall|wide|thick|in diameter)\b")
_PER = re.compile(r" ?(?:per|an?|each|every|/) ?(?:s|second|sec|hour|h|minute)\b")
_FLEW = re.compile(r"(?i)fl(?:ew|own|ying|ies|y)|travel(?:l?ed|l?ing|s)?")


def _reached(before: str, after: str, earlier: re.Match[str] | None) -> Dimension:
    """ "Reached 900 km" is high, "can reach" and "reached ... in distance" is far, what a zone reaches is neither."""
    if re.search(r"\b(?:zone|border|waters|territory|fence)\b", before):
        return "other"
    if _AWAY.match(after):
        return "distance"
    if (earlier is not None and earlier.lastgroup == "range") or re.match(r"\W*in (?:distance|range)", after):
        return "distance"
    return "altitude"


_TO_COME = re.compile(
    r"\b(?:expected|planned|scheduled|meant|intended|supposed|due|set|is|are)(?: for (?:the )?[\w -]{2,40})? to "
    r"(?:\w+ly )?$|\b(?:will|was to|were to) (?:\w+ly )?$"
)
"""Before a verb of flight that tells of no flight yet, nor of what the weapon can do."""


def _flown(before: str, after: str, cue: re.Match[str], earlier: re.Match[str] | None) -> Dimension:
    """ "Flew 500 km" and "hit a target 500 km away" are flown; "can fly" is range, "a distance from Seoul" neither."""
    word = cue.group().lower()
    if _SIZE.match(after) or _SHORT_OF.search(before) or _TO_COME.search(before[: cue.start()]):
        return "other"
    if _AT_HEIGHT.search(before) and _FLEW.fullmatch(word) and not _PER.match(after):
        return "altitude"
    if re.fullmatch(r"targets?|hit|struck|hitting|striking", word):
        could = earlier is not None and earlier.lastgroup == "range" and earlier.start() > cue.start() - 40
        if could and word.startswith("target"):
            return "range"
        return "distance" if _AWAY.match(after) else "other"
    if word.startswith(("distance", "sen")) and _PLACE_AFTER.match(after) and " of" not in before[-12:]:
        return "other"
    return "range" if word in ("fly", "travel") and _COULD.search(before[: cue.start()]) else "distance"
