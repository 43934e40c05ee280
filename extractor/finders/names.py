"""Names of people: their shape in a text, and the part of them that news uses alone."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern

_PART = (
    r"(?:[A-Z][a-z\u00c0-\u024f]*(?:'[A-Z])?[A-Za-z\u00c0-\u024f]*[a-z\u00c0-\u024f](?:- "
    r"?[A-Za-z][a-z\u00c0-\u024f]+)*|[A-Z]\.(?:-?[A-Z]\.)?|[A-Z](?=\. ?[A-Z][a-z]))"
)


_PARTICLE = r"(?:(?i:<joined_particle>)|(?:<name_particle>) )"


NAME = Pattern(
    rf"(?<![\w-])(?:{_PARTICLE})?{_PART}(?: (?:{_PARTICLE})?{_PART}(?<!,)){{0,6}}(?:,? (?:Jr|Sr)\.?|,? "
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
