"""The closed list of warnings: code to meaning. A minor version may add to it."""

from __future__ import annotations

WARNING_CODES: dict[str, str] = {
    "office_mismatch": "By the knowledge base the person did not hold the office named on the article's date.",
    "unit_mismatch": "Two figures given for one measure in different units do not agree.",
    "implausible_value": "A value no missile of that class has, such as a short-range one that flew 9,000 km.",
    "disputed_weapon": "Two sides say different things of what was fired.",
    "date_unresolved": "Words tell when it was, but no ISO date follows from them and the publication date.",
    "date_after_publication": "What is told as past is dated after the article was published.",
    "weekday_mismatch": "The weekday named is not the weekday of the date named.",
    "date_conflict": "Page, web address and dateline name days of publication that do not agree.",
    "truncated_text": "The text seems to stop before its end.",
    "not_english": "The text is not English, so that little or nothing was extracted.",
    "no_launch_vocabulary": "No word of the text speaks of launches, so that nothing was extracted.",
}
