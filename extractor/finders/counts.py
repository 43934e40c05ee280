"""Counts: how many missiles, drones, interceptors or launches a phrase speaks of.

A count is a number word or a determiner together with the noun it counts, over any adjectives between them. Ordinals,
designations, dates, calibres and shares of a crowd are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.finders.hedges import BARE, interval
from extractor.finders.numbers import NUMBER, PERHAPS, value_of
from extractor.knowledge.gazetteer import Hit
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Count
from extractor.model.spans import Apart
from extractor.reading import Reading

What = Literal["missiles", "drones", "mixed", "launches", "interceptors"]
_NUMBERED = Pattern(r"\b(?:<numbered>) $")
_NAMED = re.compile(r"\b[A-Z]\w+ $")  # "the Ofek 6 satellite"
_BEFORE_DATE = Pattern(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? $|(?i:<before_number>) $")
_WORD = re.compile(r"[A-Za-z0-9](?:[\w./']*\w)?(?:\.?-(?:[\w./']*\w))*|[^\s\w]")
_MAX_BETWEEN = (
    9  # words between a number and its noun: "two newly developed solid-fuel intermediate-range ballistic missiles"
)


_MARKS = frozenset((",", '"', "'", "(", ")"))  # between a number and its noun


@dataclass(frozen=True)
class _Heads:
    """The words a count is made of."""

    hedge: re.Pattern[str]
    before_date: re.Pattern[str]
    numbered: re.Pattern[str]
    modified: re.Pattern[str]
    other_test: re.Pattern[str]
    drones: frozenset[str]
    launches: frozenset[str]
    interceptors: frozenset[str]
    fillers: frozenset[str]
    nouns: frozenset[str]
    modifiers: frozenset[str]
    compounds: frozenset[str]
    vague: Mapping[str, tuple[float, float | None]]
    quantity: Sieve


def _quantity(vague: Iterable[str]) -> re.Pattern[str]:
    """A number, an interval, a word that stands for a number, or a determiner that means one."""
    words = "|".join(re.escape(word) for word in sorted(vague, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w$€£.,/-])(?:between (?P<from>{NUMBER}) and (?P<upto>{NUMBER})"
        rf"|(?:from )?(?P<low>{NUMBER})(?: or | to |-(?=\d)|–(?=\d))(?P<high>{NUMBER})"
        rf"|(?P<sure>{NUMBER}){PERHAPS}(?P<perhaps>{NUMBER})(?:,| ?[-–]|\))?"
        rf"|[\"']?(?P<vague>{words})[\"']?"
        rf"|(?P<number>{NUMBER})(?P<more>\+|-plus| or more| plus)?(?P<about> or so)?"
        r"|(?P<one>an?|one|another|a single|a lone|a second|a further))(?= |-(?=missile|rocket))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4)
def _heads(knowledge: Knowledge) -> _Heads:
    words = knowledge.cue_words
    nouns = {form for head in words["weapon_head"] if " " not in head for form in (head.lower(), head.lower() + "s")}
    vague = {w: (float(q.min), q.max) for q in knowledge.units.quantity for w in q.words}
    return _Heads(
        hedge=BARE(knowledge),
        before_date=_BEFORE_DATE(knowledge),
        numbered=_NUMBERED(knowledge),
        modified=_MODIFIES(knowledge),
        other_test=_OTHER_TEST(knowledge),
        drones=frozenset(knowledge.word_lists["drone"]),
        launches=frozenset(knowledge.word_lists["counted_launch"]),
        interceptors=frozenset(knowledge.word_lists["interceptor"]),
        fillers=frozenset(knowledge.word_lists["count_filler"]) | _MARKS,
        vague=vague,
        quantity=Sieve((_quantity(vague),)),
        nouns=frozenset(nouns - {"weapon", "weapons", "satellites"}),
        modifiers=frozenset(words["weapon_modifier"]),
        compounds=frozenset(words["weapon_compound"]),
    )


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Count]:
    """Counts in order; the span holds the hedge and the number, not the noun."""
    heads = _heads(knowledge)
    names = Apart([*knowledge.weapon_names.find(reading.flat, reading.low)])
    end_of_last = 0
    for match in heads.quantity.over(reading.flat, reading.folded).finditer(0):
        if match.start() < end_of_last or names.at(match.start()):
            continue
        mention = _count(reading, match, heads, names)
        if mention is not None:
            yield mention
            end_of_last = mention.end


def _count(reading: Reading, match: re.Match[str], heads: _Heads, names: Apart[Hit]) -> Count | None:
    flat = reading.flat
    before = flat[max(0, match.start() - 24) : match.start()]
    if match["number"] and heads.numbered.search(before):
        return None
    if before.endswith((" from ", " off ")) and _A_LAUNCHER.match(flat, match.end()):
        return None
    if heads.before_date.search(before) and match["vague"] is None and match["one"] is None:
        return None
    limits = _limits(match, heads)
    if limits is None:
        return None
    limit = min(reading.sentence_at(match.start()).end, match.end() + 140)
    what, singular, part = _rounds(flat, match.end()) or _noun(flat, match.end(), limit, heads, names)
    if what is None or _is_year(match, before, singular or what == "launches"):
        return None
    if singular and match["number"] and (limits[0] or 0) > 1 and _NAMED.search(before):
        return None
    alone = match["one"] is not None or limits == (1, 1)
    if (alone and not singular and part is None) or (singular and match["vague"] is not None and limits != (2, 2)):
        return None
    determiner = match["one"] is not None and match["one"].lower() != "one"
    hedge = None if determiner else heads.hedge.search(before)
    low, high, approximate = (1, 1, False) if determiner else _bounds(match, limits, hedge)
    start = match.start() - len(hedge.group()) if hedge else match.start()
    more = re.search(r"\b(?:another|further|more(?! than)|additional)\b", flat[start : match.end() + 10], re.IGNORECASE)
    return Count(
        start=start,
        end=match.end(),
        text=reading.article.text[start : match.end()],
        min=None if low is None else int(low),
        max=None if high is None else int(high),
        approximate=approximate,
        what=what,
        part=part or ("more" if more and match["one"] is None else None),
    )


def _bounds(
    match: re.Match[str], limits: tuple[float, float | None], hedge: re.Match[str] | None
) -> tuple[float | None, float | None, bool]:
    """Lower bound, upper bound, approximate: the hedge before the number, or its tail ("100-plus", "30 or so")."""
    if match["perhaps"]:  # "at least one and possibly two"
        return *limits, False
    low, high, approximate = interval(*limits, hedge)
    if match["more"]:
        return limits[0], None, approximate
    if match["about"]:
        return low, high, True
    if limits[1] is None:
        return limits[0], None, True
    return low, high, approximate


_PAIRS = (("low", "high"), ("from", "upto"), ("sure", "perhaps"))


def _limits(match: re.Match[str], heads: _Heads) -> tuple[float, float | None] | None:
    """The bare interval, hedges aside; None where the numbers make none ("4 and 28")."""
    if match["vague"]:
        return heads.vague[match["vague"].lower()]
    if match["one"]:
        return 1, 1
    if match["number"]:
        value = value_of(match["number"])
        return (value, value) if value >= 1 and value.is_integer() else None
    first, second = next((a, b) for a, b in _PAIRS if match[a])
    low, high = value_of(match[first]), value_of(match[second])
    return (low, high) if low < high else None


def _is_year(match: re.Match[str], before: str, leans: bool) -> bool:
    """Whether the number is a year: "In 2022 missiles flew"; `leans` where the noun would take one."""
    if not match["number"] or re.fullmatch(r"(?:19|20)\d\d", match["number"]) is None:
        return False
    return leans or re.search(r"\b(?:in|since|by|from|until|of|during) $", before, re.IGNORECASE) is not None


_OWN = re.compile(r" (?:its|their|his|the (?:country|regime|North)'s) ")  # "two of its new missiles" are two


def _noun(
    flat: str, start: int, limit: int, heads: _Heads, names: Apart[Hit]
) -> tuple[What | None, bool, Literal["of"] | None]:
    """What is counted, whether the noun stands in singular, and whether it is a share ("three of the missiles")."""
    part: Literal["of"] | None = None
    for number, token in enumerate(_WORD.finditer(flat, start, limit)):
        word = token.group()
        if word.lower() in heads.launches and heads.modified.match(flat, token.end()):
            continue  # "73 attack drones", "30 test launches"
        low = word.lower()
        named = names.at(token.start())
        if number == 0 and low == "of":
            part = None if _OWN.match(flat, token.end()) else "of"
        if part and low == "which" and number <= 2:
            return "missiles", False, part
        if low in heads.drones:
            mixed = re.match(r" and (?:(?!\d)[\w-]+ ){0,3}(?:missiles|rockets)", flat[token.end() : token.end() + 60])
            mixed = None if mixed and re.search(rf"\b(?:{NUMBER})\b", mixed.group()) else mixed
            return ("mixed" if mixed else "drones"), not low.endswith("s"), part
        if low in heads.interceptors:
            return "interceptors", not low.endswith("s"), part
        if named is not None and not _followed_by_head(flat, named.end, heads):
            launches = _LAUNCHES.match(flat, named.end) is not None  # "two Musudan launches"
            return ("launches" if launches else "missiles"), not launches and flat[named.end - 1] != "s", part
        if low in heads.nouns:
            return (*_counted(flat, token.end(), low, heads), part)
        if low in heads.launches:
            bare = (not low.endswith("s") and number == 0) or heads.other_test.search(flat, start, token.start())
            return (None if bare else "launches"), not low.endswith("s"), part
        if part and number <= 3 and re.fullmatch(NUMBER, word, re.IGNORECASE):
            continue  # "12 of the 16 missiles"
        if number >= _MAX_BETWEEN or not (
            named or low in heads.modifiers or low in heads.fillers or _describes(word, heads)
        ):
            break
    return None, False, None


_MODIFIES = Pattern(r" (?:<counted_modified>|<drone>)\b")
_OTHER_TEST = Pattern(r"\b(?:<other_test>)\b")


_LAUNCHER = r"(?:rocket (?:launcher|system)|MLRS|MRLS?)s?(?: \([A-Z]{3,5}\))?"
_A_LAUNCHER = re.compile(r" (?:[\w-]+ ){0,4}?(?:launchers?|MLRS|HIMARS|launch vehicles?)\b")
"""What rockets are fired from: "six rockets from a HIMARS launcher"."""
_ROUNDS = re.compile(
    rf"(?! mm\b)(?: [\w-]+){{1,6}}? {_LAUNCHER} (?:rounds|shells|rockets|shots)\b|"
    r"(?: [\w-]+){0,3}? (?:rounds|shots|shells)\b[^,;.:]{0,50}?\b(?:of|from|with|by) (?:an? |its |the |their )?"
    rf"(?:[\w-]+ ){{0,7}}?{_LAUNCHER}(?!\w)"
)


def _rounds(flat: str, start: int) -> tuple[What, bool, None] | None:
    """ "Ten rounds from a multiple rocket launcher", "four rocket launcher rounds": rockets are counted."""
    return ("missiles", False, None) if _ROUNDS.match(flat, start) else None


_LAUNCHES = re.compile(r" (?:test )?(?:launches|tests|firings|test-firings|flights)\b")


def _followed_by_head(flat: str, end: int, heads: _Heads) -> bool:
    following = re.match(r"s?[ -](?:\([^)]{1,20}\) )?(?:[\w-]+ ){0,2}?([A-Za-z]+)", flat[end : end + 60])
    return following is not None and following.group(1).lower() in heads.nouns


_CALIBRE = re.compile(r"\d{2,4}-?mm")  # "several 600mm rockets"


def _describes(word: str, heads: _Heads) -> bool:
    return (
        _CALIBRE.fullmatch(word) is not None
        or word in heads.modifiers
        or ("-" in word and word[-1].isalnum())
        or (word[:1].isupper() and word[-1:].isalpha())
    )


def _counted(flat: str, end: int, noun: str, heads: _Heads) -> tuple[What | None, bool]:
    after = re.match(r"[ -]([A-Za-z-]+)(?: ([A-Za-z-]+))?(?: ([A-Za-z-]+))?", flat[end : end + 60])
    words = [w.lower() for w in after.groups() if w] if after else []
    singular = not noun.endswith("s")
    if singular and words and words[0] in heads.launches:
        return "launches", not words[0].endswith("s")
    if singular and words and words[0] in ("and", "or") and len(words) > 2 and words[2] in heads.launches:
        return "launches", not words[2].endswith("s")
    if (
        words[:1] == ["and"]
        and any(w in heads.drones for w in words[1:])
        and not re.fullmatch(NUMBER, words[1], re.IGNORECASE)
    ):
        return "mixed", singular
    if singular and words and (words[0] in heads.compounds or words[0].endswith(("ers", "ists", "men", "ians"))):
        return None, singular
    return "missiles", singular
