"""Names of people: their shape in a text, and the part of them that news uses alone."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.knowledge.forms import Leader
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern

_PART = (
    r"(?:[A-Z][a-z\u00c0-\u024f]*(?:'[A-Z])?[A-Za-z\u00c0-\u024f]*[a-z\u00c0-\u024f](?:- "
    r"?[A-Za-z][a-z\u00c0-\u024f]+)*|[A-Z]\.(?:-?[A-Z]\.)?|[A-Z](?=\. ?[A-Z][a-z]))"
)


_PARTICLE = r"(?:(?i:<joined_particle>)|(?:<name_particle>) )"


_INITIAL = r"(?:[B-HJ-Z] (?:[A-Z] )?(?=[A-Z][a-z]{3}))?"
"""Before a South Indian name, without a point: "K Sivan"."""
NAME = Pattern(
    rf"(?<![\w-]){_INITIAL}(?:{_PARTICLE})?{_PART}(?: (?:{_PARTICLE})?{_PART}(?<!,)){{0,6}}(?:,? (?:Jr|Sr)\.?|,? "
    rf"I{{2,3}}\b)?"
)


@lru_cache(maxsize=4096)
def surname(name: str, knowledge: Knowledge) -> str:
    """The part of a full name that news uses alone: the first of a Korean or Chinese name, else the last."""
    parts = [p for p in re.sub(r",? (?:Jr|Sr)\.?$|,? I{2,3}$", "", name).split() if not re.fullmatch(r"[A-Z]\.", p)]
    if not parts:
        return name
    if len(parts) in (2, 3) and (
        parts[0] in knowledge.cue_words["east_asian_surname"]
        or ("-" in parts[-1] and parts[-1].split("-")[-1][:1].islower() and len(parts) == 2)
    ):
        return parts[0]
    return parts[-1]


LONG = 4  # letters of a word of a name in which one may be wrong


def misspelt(name: str, knowledge: Knowledge) -> int | None:
    """The row of the one known person whose name differs by a letter: "Kim Jung Un", "Volodymr Zelensky"."""
    words = _words(name)
    rows = {row for word in words for row in knowledge.leader_surnames.get(word, ())}
    near = [
        row
        for row in sorted(rows)
        if any(_a_letter_apart(words, _words(form)) for form in _forms(knowledge.leaders.leader[row]))
    ]
    return near[0] if len(near) == 1 else None


def _words(name: str) -> list[str]:
    return re.split(r"[ -]", name.lower())


def _forms(leader: Leader) -> tuple[str, ...]:
    return (leader.name, *leader.aliases)


def _a_letter_apart(one: list[str], other: list[str]) -> bool:
    """Whether one word differs, and that by one letter that is not its first."""
    if len(one) != len(other):
        return False
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(different) != 1:
        return False
    short, long = sorted(different[0], key=len)
    if len(short) < LONG or short[0] != long[0] or len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[at + 1 :] == short[at + (len(short) == len(long)) :]
