"""Hedges before a number, and the interval that a hedged number means (guidelines, section 2)."""

from __future__ import annotations

import re

from extractor.knowledge.wording import Pattern

HEDGE = (
    r"(?:(?P<least><at_least>)(?: (?:about|around|some|a|an))?|(?P<most><at_most>)(?: (?:about|around|some|a|an))?|"
    r"(?P<about><about>)|(?P<exact><exact>))(?:[ -]|$)"
)
BARE = Pattern(rf"(?:{HEDGE})$", re.IGNORECASE)


def interval(low: float, high: float | None, hedge: re.Match[str] | None) -> tuple[float | None, float | None, bool]:
    """Lower bound, upper bound, approximate: "at least" opens upwards, "up to" downwards, "about" only hedges."""
    if hedge is None:
        return low, high, False
    if hedge["least"]:
        return low, None, False
    if hedge["most"]:
        return None, high, False
    return low, high, hedge["exact"] is None
