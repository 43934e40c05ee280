"""Offices of a day: what the article calls somebody, and what the person was."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.model.record import Record
from extractor.pipeline import Extractor

LAUNCH = "North Korea fired two ballistic missiles into the sea on Tuesday. "


@cache
def extractor() -> Extractor:
    return Extractor()


def record(text: str, published: str | None = "2025-10-22") -> Record:
    return extractor().extract(LAUNCH + text, published=published)


def mismatches(text: str, published: str | None = "2025-10-22") -> list[str]:
    return [w.message for w in record(text, published).warnings if w.code == "office_mismatch"]


WRONG = [
    ("South Korean President Yoon Suk-yeol condemned the launch.", "Yoon Suk-yeol was not president on 2025-10-22."),
    ("Japanese Prime Minister Fumio Kishida swiftly called an urgent meeting.", "Fumio Kishida was not prime minister"),
    ("Former president Donald Trump arrives in Seoul this week.", "Donald Trump was president, not former president,"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_title_that_is_not_held_is_told(text: str, message: str) -> None:
    (told,) = mismatches(text)
    assert told.startswith(message)


RIGHT = [
    "South Korean President Lee Jae Myung condemned the launch.",
    "U.S. President Donald Trump condemned the launch.",
    "Former President Yoon Suk-yeol declined to comment.",
    "Then-President Yoon Suk-yeol ordered the drill.",
    "In 2023 President Yoon Suk-yeol ordered a similar drill.",
    "The battery was bought under President Yoon Suk-yeol.",
    "Israel killed Hezbollah leader Hassan Nasrallah in a strike on Beirut.",
    "The agreement was signed by President Moon Jae-in.",
    "Foreign Minister Zorbel Quintavar condemned the launch.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_title_that_fits_or_tells_of_the_past_is_not(text: str) -> None:
    assert mismatches(text) == []


def test_without_a_day_nothing_is_said_of_offices() -> None:
    text = "South Korean President Yoon Suk-yeol condemned the launch."
    assert mismatches(text, None) == []
    assert record(text, None).leaders[0].office_on_date is None


def test_the_office_of_the_day_stands_beside_the_title() -> None:
    told = {x.name: x.office_on_date for x in record("President Lee Jae Myung met Yoon Suk-yeol.").leaders}
    assert told == {"Lee Jae Myung": "president", "Yoon Suk-yeol": None}
