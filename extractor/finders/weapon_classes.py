"""Classes of weapons, from the words of a noun phrase and from what follows it."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern

RANGE_CLASSES = {"short": "srbm", "close": "srbm", "medium": "mrbm", "mid": "mrbm", "intermediate": "irbm"}
ACRONYMS = {"icbm": "icbm", "slbm": "slbm", "srbm": "srbm", "mrbm": "mrbm", "irbm": "irbm", "crbm": "srbm"}
LAUNCHERS = frozenset({"launch vehicle", "satellite", "slv", "spacecraft", "space vehicle"})

_RANGED = re.compile(
    r"\b(?:(?:(?:short|medium|intermediate)-? (?:and|or|to) )?"
    r"(?:short|close|medium|mid|intermediate)(?:-to-\w+)?[- ]range|intercontinental)(?: ballistic)?,? $",
    re.IGNORECASE,
)
_RANGE_TAIL = re.compile(
    r" (?:with|of) (?:an? )?(?P<first>short|medium|intermediate|intercontinental)(?:[- ]range)?"
    r"(?:,? or (?P<second>medium|intermediate|intercontinental))?[- ]range\b"
)
_IN_RANGE = re.compile(
    r" (?:was|is|were|as|to be) (?:likely |probably )?(?P<first>short|medium|intermediate|intercontinental) in range\b"
)
_DONE = (
    r"(?:,? (?:that|which))?(?: (?:was|were|had been|has been|have been))?(?: \w+ly)?"
    r"(?: (?:test-|test )?(?:launch(?:ed)?|fired|tests?|released))?"
)
_FROM_SUBMARINE = re.compile(
    rf"{_DONE}(?: from (?:the )?(?:[A-Z][\w']+ ){{1,4}}?)? ?(?:by|from|aboard|on) "
    r"(?:an?|one of its|the|its|two|three) (?:[\w-]+ ){0,3}(?:submarines?|submersible)\b"
)
_BY_SUBMARINE = re.compile(
    r"\bsubmarines?(?: \([^()]{1,30}\)|,? [\"']?[A-Z][\w.-]*[\"']?,?){0,3}(?: (?:has|have|had|also|\w+ly))*"
    r" (?:test-|test )?(?:launched|launches|fired|fires) (?:[\w-]+ ){0,4}$"
)
_FROM_AIRCRAFT = re.compile(
    rf"{_DONE} (?:by|from) (?:an?|one of its|the|its|their|two|three|several|\d+)? ?(?:[\w-]+ ){{0,3}}"
    r"(?:bombers?|fighters?|fighter jets?|warplanes?)\b"
)
_BY_AIRCRAFT = re.compile(
    r"\b(?:bombers?|fighters?|fighter jets?|warplanes?)(?: (?:took part too|also|has|have|had|\w+ly|and|then))*,?"
    r"(?: and)? (?:test-|test )?(?:launched|launches|fired|fires) (?:[\w-]+ ){0,4}$"
)
_HYPERSONIC = re.compile(
    r"(?: (?:tipped|equipped|loaded|fitted|armed|carrying))?(?: with)?(?: an?| its| the)?(?: newly developed| new)? "
    r"hypersonic (?:[a-z-]+ ){0,2}(?:warhead|vehicle|payload|glider)|, (?:\w+ly )?hypersonic\b|"
    r" (?:that|which) [^,;.:]{2,40}? (?:describe|call|claim|identif|label|say)\w* (?:[\w'-]+ ){0,4}hypersonic\b"
)


def phrase_around(flat: str, span: tuple[int, int], phrase: str) -> str:
    """A weapon's phrase with what the words around it add: "with medium range", "from a submarine"."""
    start, end = span
    before = flat[max(0, start - 100) : start]
    tail = _RANGE_TAIL.match(flat, end) or _IN_RANGE.match(flat, end)
    if tail:
        phrase = " ".join(f"{w}-range" for w in tail.groups() if w) + " " + phrase
    if _FROM_SUBMARINE.match(flat, end) or _BY_SUBMARINE.search(before):
        phrase = "submarine-launched " + phrase
    if _FROM_AIRCRAFT.match(flat, end) or _BY_AIRCRAFT.search(before):
        phrase = "air-launched " + phrase
    if _HYPERSONIC.match(flat, end):
        phrase = "hypersonic " + phrase
    return phrase


def of_name(knowledge: Knowledge, flat: str, start: int, end: int) -> tuple[str, ...]:
    """Classes from the words beside a bare name: "an intermediate-range KN-17", "the KN-24 missile system"."""
    before = _RANGED.search(flat, max(0, start - 40), start)
    after = _SYSTEM.match(flat, end)
    words = " ".join(m.group().strip() for m in (before, after) if m)
    return classes_of(knowledge, words, "missile") if words else ()


_SYSTEM = re.compile(r" (?:[\w-]+-range )?(?:ballistic|cruise|hypersonic) missile(?= systems?\b)")


_ANTI_SHIP = Pattern(r"<anti_ship_phrase>")
_BOTH = re.compile(r"\bballistic,? (?:and|or) cruise\b|\bcruise,? (?:and|or) ballistic\b")
_ANTI_AIR = Pattern(r"<anti_air_phrase>|anti air\b|\bsam\b")
_ARTILLERY = Pattern(r"<artillery_phrase>")
_SPACE = Pattern(r"<space_phrase>")


@lru_cache(maxsize=4096)  # most phrases are those of every article
def classes_of(knowledge: Knowledge, phrase: str, head: str) -> tuple[str, ...]:
    """The most specific classes the words of a noun phrase give (guidelines, section 5).

    Range words make a class of ballistic missiles only; a cruise missile stays one whatever its range and launcher.
    """
    if (abbreviated := _of_abbreviation(knowledge, head)) and "hypersonic" not in phrase:
        return abbreviated
    plain = re.sub(r"[-\s]+", " ", phrase)
    extra = {c for c, sign in (("hypersonic", "hypersonic"), ("air_launched", "air launched")) if sign in plain}
    if _ANTI_SHIP(knowledge).search(plain):
        extra.add("anti_ship")
    if "cruise" in plain:
        return tuple(sorted({"cruise", *extra, *(["ballistic"] if _BOTH.search(plain) else [])}))
    if _ANTI_AIR(knowledge).search(plain):
        return ("surface_to_air",)
    if head in ("mlrs", "mrl", "mrls") or _ARTILLERY(knowledge).search(plain):
        return ("artillery_rocket",)
    if (
        head in LAUNCHERS
        or _SPACE(knowledge).search(plain)
        or (head == "rocket" and plain.endswith("rocket") and "long range" in plain)
    ):
        return ("space_launch_vehicle",)
    found = _ballistic_classes(plain, head) | extra
    return tuple(sorted(_of_term(knowledge, phrase) or found if found <= {"ballistic"} else found))


def _of_term(knowledge: Knowledge, phrase: str) -> set[str]:
    """The classes of the longest term of the knowledge that a phrase ends with: "antiship missile"."""
    words = phrase.lower().removesuffix("s").split(" ")
    table = _terms(knowledge)
    ends = (" ".join(words[at:]) for at in range(len(words)))
    return next((set(table[end]) for end in ends if end in table), set())


@lru_cache(maxsize=4)
def _terms(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Terms in lower case with the ids of their classes."""
    table: dict[str, tuple[str, ...]] = {}
    for row in (c for c in knowledge.weapons.class_ if c.id != "space_launch_vehicle"):  # "long-range rockets" are not
        for term in row.terms:
            table[term.lower()] = (*table.get(term.lower(), ()), row.id)
    return table


def _of_abbreviation(knowledge: Knowledge, head: str) -> tuple[str, ...]:
    """Classes of a head that stands for a whole phrase: "SLCM", a submarine-launched cruise missile."""
    if head in ACRONYMS or not head.endswith(("cm", "bm", "hgv")):
        return ()
    found = {row.id for row in knowledge.weapons.class_ if head.upper() in row.terms}
    kind = "cruise" if head.endswith("cm") else "ballistic"
    return tuple(sorted(found | ({kind} if found and head != "hgv" else set())))


def _ballistic_classes(plain: str, head: str) -> set[str]:
    """Range classes, or "submarine-launched"; plainly ballistic only where neither is said."""
    words = set(re.findall(r"[a-z]+", plain))
    found = {ACRONYMS[word.rstrip("s")] for word in words if word.rstrip("s") in ACRONYMS}
    if "range" in plain and (head not in ("rocket", "projectile") or "ballistic" in words):
        found |= {c for word, c in RANGE_CLASSES.items() if re.search(rf"\b{word}(?: (?:and|or) \w+)? range", plain)}
    if "intercontinental" in plain or "inter continental" in plain:
        found.add("icbm")
    if re.search(r"(?:submarine|sea|sub) (?:launched|based)", plain) and ("ballistic" in words or head == "missile"):
        found.add("slbm")
    return found or ({"ballistic"} if "ballistic" in words else set())
