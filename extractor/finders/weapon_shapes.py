"""Names of weapons that the knowledge does not have, told by their shape and by the words around them.

A designation before the noun ("M90 rockets", "Taon-4 cruise missile"), a name in quotes before it, a name given after
it ("a missile named Oreshnik"), and a second name in brackets ("the Hsiung Feng 3 (HF-3)").
"""

from __future__ import annotations

import re

from extractor.finders.weapon_classes import RANGE_CLASSES
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern

_ROMAN = r"(?:I{1,3}|IV|VI{0,3}|IX|X)"
_DESIGNATION = rf"(?:[A-Z][A-Za-z]{{0,11}}-?\d{{1,3}}[A-Z]{{0,2}}|[A-Z][a-z]{{2,11}}[- ](?:\d{{1,3}}|{_ROMAN}))"
_WORDS = r"[A-Z][\w'-]*(?<!')(?: [A-Z0-9][\w'-]*(?<!')){0,2}"
_BEFORE = re.compile(
    rf"(?:(?<![\w.-])(?P<plain>{_DESIGNATION})|(?<!\w)[\"'](?P<quoted>{_WORDS})[\"'])(?P<aside> \([^()]{{1,24}}\))? $"
)
_AFTER = Pattern(
    rf"s?[\"']?,?(?: (?:that|which) (?:is|was|it|they))? (?:<dubbed>) (?:the |an? )?[\"']?(?P<name>{_WORDS})"
)
_SECOND = Pattern(
    rf"s?[\"']? \((?:(?:also )?(?:<dubbed>|or|aka|a\.k\.a\.) )?(?:the |an? )?[\"']?"
    rf"(?P<name>{_DESIGNATION}|[A-Z]{{2,5}}-\w{{1,4}}|[A-Z][a-z]+-\d+)[\"']?\)|"
    r", or (?:the )?[\"']?(?P<second>[A-Z][a-z]{3,})[\"']?(?=,)|"
    rf", (?:the |an? )?[\"']?(?P<third>{_DESIGNATION})[\"']?(?=[,.;]|$)"
)
_NO_WEAPON = Pattern(r"(?:<no_designation>)(?![A-Za-z])|(?!July)[A-Z][a-z]+ly ")  # "Roughly 30 rockets"


def name_before(
    knowledge: Knowledge, flat: str, begin: int, start: int, *, with_aside: bool = False
) -> tuple[int, int] | None:
    """The span of a name that ends right before the phrase of a weapon; `with_aside` where brackets stand between."""
    match = _BEFORE.search(flat[begin:start])
    if match is None or (match["aside"] is not None) is not with_aside:
        return None
    group = "plain" if match["plain"] else "quoted"
    name = match[group]
    if _NO_WEAPON(knowledge).match(name) or _is_known(knowledge, name):
        return None
    return begin + match.start(group), begin + match.end(group)


def names_after(knowledge: Knowledge, flat: str, end: int) -> tuple[int, int] | None:
    """The span of a name that is given right after a weapon, or beside its first name in brackets."""
    match = _SECOND(knowledge).match(flat, end) or _AFTER(knowledge).match(flat, end)
    group = match.lastgroup if match is not None else None
    if (
        match is None
        or group is None
        or _NO_WEAPON(knowledge).match(match[group])
        or _is_known(knowledge, match[group])
    ):
        return None
    return match.span(group)


def _is_known(knowledge: Knowledge, name: str) -> bool:
    """Whether the words are a place or a body."""
    low = name.lower()
    return any(True for _ in knowledge.place_names.find(name, low)) or any(
        True for _ in knowledge.body_names.find(name, low)
    )


_FLIGHT_NUMBER = re.compile(r"(?:-[A-Z]?\d{1,3}| [CFY]\d{1,3})(?![\w%]|[.,]\d)")


def end_with_number(flat: str, end: int) -> int:
    """The end of a launcher's name with the number of its flight: "PSLV-C53", "PSLV C23", "Epsilon-6"."""
    number = _FLIGHT_NUMBER.match(flat, end)
    return number.end() if number else end


_MAKE = re.compile(r"(?<=[\dIVX])-[A-Z]{1,2}(?![\w-])")


def end_with_make(flat: str, end: int) -> int:
    """The end of a weapon's name with the letter of its make: "Shaheen 1-A"."""
    make = _MAKE.match(flat, end)
    return make.end() if make else end


def is_hyphened(word: str, opens: bool) -> bool:
    """Whether a word with a hyphen describes ("short-range", "Soviet-made") and names nothing ("Al-Samoud")."""
    if word[0].isupper() and not opens:
        return re.search(r"-(?:[a-z]+ed|made|built|era|given|[Rr]ange)$", word) is not None
    return "-" in word and word[0].isalpha()


def joins_adjectives(flat: str, joint: int, edge: int) -> bool:
    """ "short- and medium-range", "intermediate or intercontinental": the words on both sides are classes."""
    before = re.search(r"([\w-]{1,30}) ?$", flat[max(0, joint - 30) : joint])
    after = re.match(r"(?:and|or|,) ?([\w-]+)", flat[joint : edge + 30])
    sides = [m.group(1).lower() for m in (before, after) if m]
    return len(sides) == 2 and all(_is_class_word(side) for side in sides)


def _is_class_word(word: str) -> bool:
    return word.split("-", maxsplit=1)[0] in (
        *RANGE_CLASSES,
        "long",
        "intercontinental",
        "cruise",
        "ballistic",
        "hypersonic",
    )
