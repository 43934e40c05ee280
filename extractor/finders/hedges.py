"""Hedges before a number, and the interval that a hedged number means (guidelines, section 2)."""

from __future__ import annotations

import re

_AT_LEAST = (
    r"at least|no fewer than|no less than|not less than|a minimum of|more than|over|upwards? of|in excess of|"
    r"exceeding|beyond|"
    r"greater than|well over|above|further than|farther than|a record"
)
_AT_MOST = (
    r"up to|as many as|as much as|at most|no more than|not more than|a maximum of|fewer than|less than|under|as "
    r"far as|within|below|maximum"
)
_ABOUT = (
    r"about|around|some|roughly|approximately|approx\.?|an estimated|estimated|nearly|almost|close to|just "
    r"over|just under|just|circa|"
    r"a reported|reportedly|perhaps|probably|likely|only|a total of|total of|a combined|an average of|"
    r"exactly|another|as high as|~"
)
HEDGE = (
    rf"(?:(?P<least>{_AT_LEAST})(?: (?:about|around|some|a|an))?|(?P<most>{_AT_MOST})(?: (?:about|around|some|"
    rf"a|an))?|"
    rf"(?P<about>{_ABOUT}))(?:[ -]|$)"
)
BARE = re.compile(rf"(?:{HEDGE})$", re.IGNORECASE)


def named(prefix: str) -> str:
    """The hedge pattern with its groups renamed, for use twice in one pattern."""
    return re.sub(r"\?P<(\w+)>", rf"?P<{prefix}\1>", HEDGE)


def interval(low: float, high: float | None, hedge: re.Match[str] | None) -> tuple[float | None, float | None, bool]:
    """Lower bound, upper bound, approximate: "at least" opens upwards, "up to" downwards, "about" only hedges."""
    if hedge is None:
        return low, high, False
    if hedge["least"]:
        return low, None, False
    if hedge["most"]:
        return None, high, False
    exact = hedge["about"].lower() in ("exactly", "a total of", "total of", "another", "only", "just", "a combined")
    return low, high, not exact
