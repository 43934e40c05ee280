"""Numbers as news writes them: digits with separators, words, dozens."""

from __future__ import annotations

import re

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    w: 10 * v
    for v, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_TEN = "|".join(TENS)
WORD_NUMBER = (
    rf"(?:(?:{_TEN})(?:[- ](?:{_UNIT}))?|(?:{_UNIT}))"
    rf"(?:[- ](?:hundred|thousand|million)(?:(?: and)? (?:(?:{_TEN})(?:[- ](?:{_UNIT}))?|(?:{_UNIT})))?)?"
)
DIGITS = (  # a longer run is no figure of news
    r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?(?!\d)|(?<!\d )\d{1,3}[ \u00a0\u2009\u202f](?:0\d\d|\d00)(?![\d,.])|"
    r"\d{1,12}(?:\.\d{1,6})?(?!\d)"
)
NUMBER = rf"(?:(?:{DIGITS})(?: (?:thousand|million))?|{WORD_NUMBER})"
PERHAPS = r"(?:,| ?[-–(])? ?(?:and |or )?(?:possibly|maybe|perhaps|potentially) "
"""Before a number that is less sure than the one before it: "one, and possibly two"."""


_SPACED = re.compile(r"(?<=\d)\s(?=\d)")  # "10 000 km"


def value_of(words: str) -> float:
    """The number the words name; raises ValueError where they name none."""
    plain = _SPACED.sub("", words.lower().replace(",", "")).strip()
    digits = re.fullmatch(r"(\d+(?:\.\d+)?)(?: (thousand|million))?", plain)
    if digits:
        return float(digits.group(1)) * SCALES.get(digits.group(2) or "", 1)
    total = current = 0
    for word in re.split(r"[- ]+", plain):
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
        elif word != "and":
            raise ValueError(f"not a number: {words!r}")
    return float(total + current)
