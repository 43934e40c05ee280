"""Warnings: what a careful reader stumbles over is said, and nothing where nothing is wrong."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.model.record import Warning
from extractor.pipeline import Extractor

PUBLISHED = "2022-03-16"  # a Wednesday


@cache
def extractor() -> Extractor:
    return Extractor()


def warnings(text: str, published: str | None = PUBLISHED) -> tuple[Warning, ...]:
    return extractor().extract(text, published=published).warnings


STUMBLES = [
    # units that do not agree
    ("North Korea fired a missile on Monday. It flew 500 kilometers (500 miles).", "unit_mismatch"),
    ("North Korea fired a missile that flew 190 miles (600 km) on Monday.", "unit_mismatch"),
    ("North Korea fired a missile on Monday to a height of 620 km, or 300 miles.", "unit_mismatch"),
    # values that no such missile reaches
    ("North Korea fired a short-range ballistic missile on Monday. It flew 9,000 km.", "implausible_value"),
    ("Iran tested a medium-range ballistic missile on Monday. It flew about 5,200 kilometres.", "implausible_value"),
    ("North Korea fired an ICBM on Monday. It reached an altitude of 13,000 km.", "implausible_value"),
    ("North Korea fired a short-range ballistic missile with a range of 7,000 km on Monday.", "implausible_value"),
    ("North Korea fired a missile on Monday. It flew at Mach 60.", "implausible_value"),
    # days
    ("North Korea fired two missiles on Friday, March 15, 2022.", "weekday_mismatch"),
    ("On Sunday (March 14) North Korea fired two missiles.", "weekday_mismatch"),
    ("North Korea fired two missiles on May 20, 2022, officials said.", "date_after_publication"),
    # weapons
    (
        (
            "North Korea fired a missile on Monday. Seoul identified it as a short-range ballistic missile. KCNA called"
            " it an intercontinental ballistic missile."
        ),
        "disputed_weapon",
    ),
    # texts that do not end
    (
        "North Korea fired a missile on Monday, the military said. It was launched from … [+1204 chars]",
        "truncated_text",
    ),
    ("North Korea fired a missile on Monday, the military said. It was launched from...", "truncated_text"),
]


@pytest.mark.parametrize(("text", "code"), STUMBLES)
def test_a_reader_is_warned(text: str, code: str) -> None:
    found = [warning for warning in warnings(text) if warning.code == code]
    assert len(found) == 1
    assert found[0].message
    assert found[0].evidence
    assert all(text[part.start : part.end] == part.text for part in found[0].evidence)


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired a missile on Monday. It flew 500 kilometers (310 miles).",
        "North Korea fired a missile on Monday. It flew about 500 kilometers (300 miles) at Mach 6.",
        "North Korea fired a short-range ballistic missile on Monday. It flew 690 km.",
        "North Korea fired an ICBM on Monday. It reached 6,200 km and flew 1,090 km.",
        "North Korea fired two missiles on Tuesday, March 15, 2022.",
        "North Korea fired two missiles on Thursday local time.",
        "North Korea will launch a satellite between March 20 and March 30, 2022, it said on Monday.",
        "North Korea fired a missile on Monday. Seoul called it a short-range ballistic missile, and so did Tokyo.",
        'North Korea fired a missile on Monday. "We saw it fall," a fisherman said.',
    ],
)
def test_nobody_is_warned_of_what_fits(text: str) -> None:
    assert warnings(text) == ()


def test_a_day_that_nothing_dates_is_said_to_be_open() -> None:
    found = warnings("North Korea fired two missiles on Monday, officials said.", published=None)
    assert [warning.code for warning in found] == ["date_unresolved"]
