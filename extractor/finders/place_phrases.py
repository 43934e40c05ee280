"""Phrases that lead to a place, and the role each gives it: launched from, landed in, aimed at, toward, over."""

from __future__ import annotations

import re
from typing import Literal

from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.reading import Reading

Role = Literal["launch_site", "impact_area", "toward", "over", "other"]

_STOP = (
    r"(?=[,;:!?\"(–]|(?<!\bDr)(?<!\bSt)(?<!\bMt)(?<!\bFt)"
    r"(?<!\bU(?=\.S\. (?:<aimed_at>) in [A-Z]))(?<!\bU\.S(?=\. (?:<aimed_at>) in [A-Z]))\."
    r"(?!S\. (?:[A-Z][\w'-]+ ){1,3}Base\b| (?:[A-Z][\w'-]+ ){1,3}Base\b)|$|"
    r" (?:<place_phrase_end>|at (?:around |about |approximately )?\d|on (?:(?:Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun)day|the|[A-Z][a-z]+\.? \d+)|between \d|around \d|about \d|"
    r"in (?:an?(?! (?:[\w-]+ ){0,3}(?:area|region|part|county|town|valley|village|province|district|forest|field|"
    r"desert|reservoir|lake)\b)|what|response|retaliation|revenge|defiance|violation|"
    r"the (?:early|late|last|past|direction)|"
    r"January|February|March|April|May|June|July|August|"
    r"September|October|November|December|\d{4}))\b| (?:<place_phrase_verb>)\b| to (?=[A-Z]|(?:an?|the) (?:[a-z]+ )?"
    r"(?:altitude|height|apogee|peak)))"
)
_GENERIC = (
    r"(?:capital|city|town|village|port|base|site|[Rr]ange|[Ff]acility|island|bases|sites|cities|towns|places|areas)"
)
_WORDS = (
    rf"(?:between (?:the )?[A-Z]\w+(?: [A-Z]\w+)? and (?:the )?[A-Z]\w+|"
    rf"\b{_GENERIC}(?: [a-z]+ (?:US|U\.S\.|American|foreign|[a-z]+) (?:troops|forces|soldiers))?, "
    rf"(?:including |of |called |among them )?(?=[A-Z])|\b\w+, including (?=[A-Z])|"
    rf"\b(?:sites|locations|places|areas|points|bases|airfields|airports)(?:,|:| \(| --?| –|–) ?(?=[A-Z])|"
    rf"[^,;:!?\"(–])"
)
_FROM = Pattern(
    rf"\b(?:[Ff]rom|[Oo]ut of)(?: what (?:is|was|are|were|appear\w*) (?:\w+ )?(?:to (?:be|have been)|as))?(?P<lead> )"
    rf"(?P<phrase>{_WORDS}{{2,90}}?){_STOP}"
)
# "From the Hodo Peninsula, North Korea launched two missiles"
_OPENS_FROM = Pattern(
    r"(?:^|(?<=[.!?] ))From (?P<lead>)(?P<phrase>(?:the |an? )?[A-Z][^,;:!?\"(–]{2,50}?)"
    r"(?=, (?:the |[A-Z])[^,;.]{2,40}? (?i:<launched_at>)\b)"
)
_LEFT = Pattern(
    rf"\b(?:(?:missiles?|rockets?|projectiles?|[Ii]t|[Tt]hey) (?:had )?left|(?:after|upon|on) leaving|"
    rf"[Ll]aunch (?:site|point|location)(?: was|:))(?P<lead> )"
    rf"(?P<phrase>(?:the |an? )?{_WORDS}{{2,70}}?){_STOP}"
)
_AT_SITE = Pattern(rf"\b(?:at|near|in|off)(?P<lead> )(?P<phrase>(?:an? |the |its )?{_WORDS}{{2,70}}?){_STOP}")
_NUMBER = r"[\d,.]+"
_FAR = (
    r"(?:,? (?:(?:about|some|roughly|around|just|nearly|approximately) )?[\d,.]+[ -]?(?:km|kilomet\w+|miles|"
    r"nautical miles)"
    r"(?: \([^)]*\))?(?: (?:away|offshore|downrange|(?:off|(?:to the )?(?:north|south|east|west)[\w-]*)"
    r"(?: (?:of|from) [A-Z][\w-]+(?: [A-Z][\w-]+)?)?))?,?)?"
)
_LAND = Pattern(
    rf"\b(?:into|(?:<lands>|ended(?: (?:its|their) flights?)?(?= in (?:the )?(?:[A-Z]|sea\b|waters\b)))(?: down)?"
    rf"(?: harmlessly| safely)?{_FAR}"
    rf"(?: (?:outside|inside|within|into|in|short)(?: of)? (?:[A-Z][\w']+ )?(?:[Ee]xclusive|[Ee]conomic|maritime|EEZ|"
    rf"territorial)[\w ]{{0,30}}?(?=(?:,)? in\b))?(?: in| into| on| near| at| inside| within| beside| behind| among|"
    rf" close to| next to)(?: the| an?|"
    rf" its)? ?(?:waters? (?:of|in) )?)(?P<lead> ?)(?P<phrase>{_WORDS}{{2,90}}?){_STOP}"
)
_AIMED = (
    r"(?:<flying>)\b[^.;:]{0,60}? (?:aimed|directed|lobbed|meant|intended) (?:at|for)(?! least)|"
    r"(?:<flying>) by (?:the )?[A-Z][\w-]+(?: [A-Z]?[\w-]+){0,2} (?:at|on|against)|"
    r"(?:fired|launched)(?: \w+){0,2} at(?= [^.;:]{2,60} from\b)|targets?"
    rf"{_FAR}(?:,? and {_NUMBER} ?(?:km|kilomet\w+|miles) away)? (?:at|on|in|near)(?= (?:the )?[A-Z])"
)
_HIT = Pattern(
    rf"\b(?:{_AIMED}|(?<![Aa]ir )(?<![Dd]rone )(?:<hits>)|(?<![Aa]ir )(?<![Dd]rone )(?:attack(?:s|ed|ing)?|strikes?|"
    rf"barrages?|salvos?) (?:on|against|at)|"
    rf"(?<!-)(?:<fires_at>)\b(?:(?! (?:at|against|on|<not_aiming>)\b|(?<!\b[A-Z])\. )[^,;:!?\"–]|, (?:which|who) "
    rf"(?:[^,;.]|(?<=\d)[,.](?=\d)){{3,70}},){{0,90}}? (?:at|against)(?! (?:<no_target>)\b)|"
    rf"launched (?:(?!from |at |off |by |hit |struck )[\w-]+ (?:\([\w-]+\) )?){{0,10}}?on(?! \w+day\b))(?P<lead> "
    rf")(?!(?:<no_object>)\b)(?P<phrase>{_WORDS}{{2,90}}?){_STOP}"
)
# "Hit the tanker as it was crossing the Bab el-Mandeb", "at ships transiting the Red Sea"
_ON_ITS_ROUTE = Pattern(
    rf"\b(?:struck|hit|fired|launched|targeted|attacked)\b[^.;:]{{3,90}}?\b(?:sailing|transiting|crossing|passing|"
    rf"steaming|navigating|travel(?:l)?ing|cruising)(?: (?:through|in|across|along|off|into))?(?P<lead> )"
    rf"(?P<phrase>(?:the )?[A-Z]{_WORDS}{{2,60}}?){_STOP}"
)
# "Two destroyers in the eastern Mediterranean Sea fired missiles"
_OF_A_FLEET = Pattern(
    r"\b(?:<craft>)(?: [A-Z][\w.-]+){0,3}(?: and [A-Z]\w+)?(?: (?:operating|sailing|stationed|deployed|flying))? "
    r"(?:in|over)(?P<lead> )(?P<phrase>(?:the )?(?P<name>(?:[a-z]+ern )?(?:[A-Z]\w+ (?:Sea|Ocean|Gulf)|"
    r"Gulf of [A-Z]\w+|Mediterranean|Atlantic|Pacific|Baltic|Caspian))) (?=(?:\w+ly )?(?:fir|launch|releas)(?:ed|es)\b)"
)
_IN_WATERS = Pattern(
    rf"\bin (?:the )?waters (?:off|near|around|close to)(?P<lead> )(?P<phrase>{_WORDS}{{2,70}}?){_STOP}"
)
_ZONE = Pattern(
    r"\b(?:<lands>)(?: down)?(?: harmlessly| safely)? (?:just |well |far )?(?:(?:inside|within|in|into)(?= )|"
    r"(?=outside|short of))"
    r"(?P<lead> ?)(?P<phrase>(?:the |its )?(?P<name>(?:outside (?:of )?|short of )?(?:[A-Z][\w']+ )?(?i:<zone>))\b)"
)
_FACILITY = Pattern(
    r"\b(?:at|from|near|on)(?P<lead> )(?P<phrase>(?:the |its )?(?:[\w-]+'s )?(?P<name>(?:[A-Z][\w.'-]+ "
    r"){1,6}(?:<launch_facility>))\b)"
)
_OFFSHORE = Pattern(
    r"(?<![\w-])(?:<fires_at>)\b(?:(?! (?:off|from|<craft>|submarine-launched)\b|(?<!\b[A-Z])\. "
    r")[^;:!?\"–]){2,70}?(?P<lead> )"
    r"(?P<phrase>(?P<name>off (?:its|the|their|[A-Z]\w+(?: [A-Z]\w+)?'s) (?:[a-z-]+ )?coast)\b)(?! (?:of|near|"
    r"from)\b)(?![^.;]{0,40} from\b)"
)
_WHERE = Pattern(
    r"(?P<lead>)(?P<phrase>(?P<name>\b[A-Z][\w'-]{1,40}(?: [A-Z][\w'-]{1,40}){0,3}))(?:,[^,;.]{3,40})?, (?:where|"
    r"from where|from which|the site (?:of|where)|the place where)"
    r"(?= (?:the |its |it |they |a |this )?(?:[\w-]+ ){0,4}?(?:<launched_at>)\b)"
)
_IMPACT = Pattern(
    rf"\b(?:(?:[Ii]mpact|[Ll]anding|[Ss]plashdown)(?: point| area| zone| site)?(?: \w+){{0,2}} (?:in|at|near|off)|"
    rf"(?:hit|struck|hitting|striking) (?:an? |the |its |their )?(?:\w+ ){{0,2}}targets?(?: (?:about |some )?[\d,.]+ "
    rf"(?:km|kilomet\w+|miles)(?: \([^)]*\))?(?: away)?)? (?:in|off|on|at|near|inside))(?P<lead> )"
    rf"(?P<phrase>(?:the |an? |its )?{_WORDS}{{2,70}}?){_STOP}"
)
_STRUCK = Pattern(
    r"(?P<lead>)(?P<phrase>\b[A-Z][\w'-]{1,40}(?: [A-Z][\w'-]{1,40}){0,3})(?:, [^;.]{3,60}?,)? "
    r"(?:was|were|has been|have been|had been) (?:\w+ )?(?:<struck_by>)"
    r"(?= (?:\w+ )?(?:by|with|when|in an?)\b[^.;,]{0,60}\b(?:<flying>)\b)"
)
_REACHED = Pattern(
    rf"(?<!have )(?<!not )(?<!never )\b(?:reached|made it to|impacted(?= the ))(?P<lead> )"
    rf"(?P<phrase>(?:the )?(?:[A-Z]|sea\b|waters\b){_WORDS}{{2,60}}?){_STOP}"
)
_FLEW_TO = Pattern(
    rf"\b(?:flew|flown|flies|travel(?:l)?ed|arced|crossed)\b[^.;:]{{0,90}}? to(?P<lead> )"
    rf"(?P<phrase>(?:the )?[A-Z]{_WORDS}{{2,70}}?){_STOP}"
)
_TOWARD = Pattern(
    rf"\b(?:towards?|head(?:ed|ing) for|bound for|aimed for|in the direction of|"
    rf"(?:flew|fired|launched|flying|travell?ed) (?:[\w-]+ ){{0,9}}to"
    rf"(?= the (?:sea|east|west|high seas|[A-Z]\w+ (?:Sea|Ocean))))(?P<lead> )(?P<phrase>{_WORDS}{{2,80}}?){_STOP}"
)
_OVER = Pattern(rf"\b(?:<over>)(?P<lead> )(?P<phrase>{_WORDS}{{2,80}}?){_STOP}")
_LAUNCHED_AT = Pattern(
    rf"\b(?i:<launched_at>)(?:(?: \w+){{0,2}}?|(?: [\w-]+){{1,8}}? (?:missiles?|rockets?|projectiles?|[IS][CLR]BMs?)"
    rf"(?= (?:near|off|in) (?:the )?(?!waters|sea\b|\w+ (?:Sea|Ocean)\b)[\w ]{{0,20}}\b[A-Z])|"
    rf"(?: [\w'-]+){{1,7}}(?= near (?:the |its )?(?:[a-z]+ ){{0,2}}"
    rf"(?:<settlement>) of)) (?:<at_site>)(?P<lead> )(?P<phrase>{_WORDS}{{2,70}}?){_STOP}"
)
# "Fired cruise missiles in the Yellow Sea"
_IN_SEA = Pattern(
    r"\b(?:<fires_at>|tested)(?: [\w-]+){1,8}? (?:missiles?|rockets?|projectiles?) (?:in|over)(?P<lead> )"
    r"(?P<phrase>(?:the )?(?P<name>[A-Z]\w+ (?:Sea|Ocean)))\b"
)
CHAINS: tuple[tuple[Pattern, Role], ...] = (
    (_FACILITY, "launch_site"),
    (_OPENS_FROM, "launch_site"),
    (_FROM, "launch_site"),
    (_WHERE, "launch_site"),
    (_LEFT, "launch_site"),
    (_LAND, "impact_area"),
    (_IMPACT, "impact_area"),
    (_IN_WATERS, "launch_site"),
    (_OF_A_FLEET, "launch_site"),
    (_HIT, "impact_area"),
    (_STRUCK, "impact_area"),
    (_ZONE, "impact_area"),
    (_REACHED, "impact_area"),
    (_OFFSHORE, "impact_area"),
    (_ON_ITS_ROUTE, "impact_area"),
    (_TOWARD, "toward"),
    (_IN_SEA, "toward"),
    (_LAUNCHED_AT, "launch_site"),
    (_FLEW_TO, "toward"),
    (_OVER, "over"),
    (_AT_SITE, "other"),
)


def is_about_flight(reading: Reading, knowledge: Knowledge, match: re.Match[str], role: Role) -> bool:
    """Whether the phrase is about something launched: "from" needs a launch before it, "hitting" no "capable of"."""
    if role == "impact_area":
        if match.group().startswith("into"):
            begin = max(reading.sentence_at(match.start()).start, match.start() - 130)
            if _FLIES(knowledge).search(reading.flat, begin, match.start()) is None:
                return False
        if _USED_TO.search(reading.flat, max(0, match.start() - 90), match.start()):
            return True
        return not _is_capability(knowledge, reading.flat, match.start())
    if role == "launch_site":
        if not match.group("lead"):
            return True  # the phrase itself says so: "Sinpo, where the launch took place"
        if _FROM_CRAFT(knowledge).search(match.group("phrase")) or _UNIT.match(match.group("phrase")):
            return False
        if _NOT_FIRED(knowledge).search(reading.flat, max(0, match.start() - 50), match.start()):
            return _FLEW.search(reading.flat, max(0, match.start() - 70), match.start()) is not None
        begin = max(reading.sentence_at(match.start()).start, match.start() - 110)
        return _LAUNCHING(knowledge).search(reading.flat, begin, match.start("lead")) is not None
    return True


_NOT_FIRED = Pattern(
    r"\b(?:(?:<not_fired_from>)|[\d,.]{1,15} ?(?:km|kilomet\w+|miles|nautical miles|meters|metres)(?: \([^)]{0,50}\))?"
    r"(?: (?:away|off|east|west|north|south)\w*)?) $"
)
_FLIES = Pattern(
    r"(?i)\b(?:<launching>|fir(?:e|ed|es|ing)\b|(?:<lands>)\b|<flying>|weapons?\b|shells?\b|debris\b|it\b|they\b|stages?\b)"
)
_FROM_CRAFT = Pattern(r"\b(?:<craft>|trucks?|vehicles?) (?:at|against) ")  # and what follows is the target
_UNIT = re.compile(
    r"(?:the )?(?:\d+(?:st|nd|rd|th) )?(?:[A-Z][\w'-]+ ){0,4}"
    r"(?:Wing|Brigade|Squadron|Regiment|Battalion|Division|Corps)\b"
)
_FLEW = re.compile(r"\b(?:flew|flown|flying|travel(?:l)?ed|travel(?:l)?ing)\b(?:[^,;.]|(?<=\d)[,.](?=\d)){0,40}$")
_USED_TO = re.compile(r"\b(?:used|fired|launched|flew|travel(?:l)?ed)\b[^.;:]{0,70} to $")
_LAUNCHING = Pattern(r"(?i)\b(?:<launching>|fir(?:e|ed|es|ing)\b|(?:it|they) (?:had |all |both )?(?:came|rose)\b)")


def _is_capability(knowledge: Knowledge, flat: str, start: int) -> bool:
    """Whether a verb of hitting tells what could be done; who is "accused of" it is said to have done it."""
    if _ACCUSED_OF.search(flat, max(0, start - 30), start):
        return False
    return _COULD(knowledge).search(flat, max(0, start - 12), start) is not None


_ACCUSED_OF = re.compile(r"\b(?:accus\w+|blam\w+|suspect\w+|condemn\w+) [^,;.]{2,24} (?:of|for) $")
_COULD = Pattern(r"\b(?:<could_hit>) $")
