"""Which dates in the head of a text tell its publication, and which belong to the story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.dateline import HEAD_CHARACTERS, dateline_date

from .readers import STORY

AGENCY = "The northern neighbour fired a rocket, the general staff said."

DATELINES = [
    (f"SEOUL, Jan. 6, 2025 (Northern Wire) — {AGENCY}", "2025-01-06"),
    (f"SEOUL, South Korea, Monday, Jan. 6, 2025 (Northern Wire) - {AGENCY}", "2025-01-06"),
    (f"NEW DELHI/ISLAMABAD, 6 January 2025 -- {AGENCY}", "2025-01-06"),
    (f"**SEOUL, Jan. 6, 2025** — {AGENCY}", "2025-01-06"),
    (f"WASHINGTON, D.C., January 6, 2025 /Wire Service/ -- {AGENCY}", "2025-01-06"),
    (f"Pyongyang, May 28, 2024 (State Agency) -- {AGENCY}", "2024-05-28"),
    (f"SEOUL (Northern Wire) — Jan. 6, 2025 — {AGENCY}", "2025-01-06"),
    (f"SEOUL, South Korea,\nJan. 6, 2025 (Northern Wire) — {AGENCY}", "2025-01-06"),
    (f"A headline\nOther Wire | Updated: 2019-08-20 21:45\nMOSCOW -- {AGENCY}", "2019-08-20"),
    (f"A headline\nBy A. Name | July 4th, 2023\n\n{AGENCY}", "2023-07-04"),
    (f"A headline\nA.\nName | July 4th, 2023\n\n{AGENCY}", "2023-07-04"),
    (f"| July 4th, 2023\n{AGENCY}", "2023-07-04"),
    (f"July 4th, 2023 | By A. Name\n{AGENCY}", "2023-07-04"),
    (f"By A. Name and B. van Name, June 3, 2025\n{AGENCY}", "2025-06-03"),
    (f"By A. Name,\nJune 3, 2025\n{AGENCY}", "2025-06-03"),
    (f"By A. Name June 3, 2025 6:00 AM EST\n{AGENCY}", "2025-06-03"),
    (f"Published March 9, 2016\n{AGENCY}", "2016-03-09"),
    (f"Published: Wed, 09 Mar 2016 10:33:00 +0100\n{AGENCY}", "2016-03-09"),
    (f"(Posted on March 9, 2016)\n{AGENCY}", "2016-03-09"),
    (f"First published by Other Wire on March 9, 2016.\n{AGENCY}", "2016-03-09"),
    (f"Date: 2016/03/09\n{AGENCY}", "2016-03-09"),
    (f"A headline\n\nWednesday, March 9, 2016\n\n{AGENCY}", "2016-03-09"),
    (f"A headline\n2016.03.09 17:32\n{AGENCY}", "2016-03-09"),
    (f"Updated March 10, 2016 9:00 a.m. | Published March 9, 2016\n{AGENCY}", "2016-03-09"),
    (f"Published March 9, 2016 10:00 GMT, updated March 10, 2016\n{AGENCY}", "2016-03-09"),
    (f"By OTHER WIRE on          Publish Date March 9, 2016.\n{AGENCY}", "2016-03-09"),
    (f"Last updated on March 10, 2016\n{AGENCY}", "2016-03-10"),
]

STORIES = [
    "On March 14, 2023, the two sides met at the border.",
    "Background\nOn March 14, 2023,\nThe two sides met at the border.",
    "March 14, 2023 was a cold day at the test ground.",
    "March 14, 2023 (local time), the crews went home.",
    "March 14, 2023: the first stage burns for a minute.",
    "March 14, 2023 by the coast: a picture essay\n",
    "The rocket of March 14, 2023\nfell into the sea.",
    "The report was published March 9, 2016.",
    "The plan, published March 9, 2016, asks for ten ships.",
    "The plan (published March 9, 2016) asks for ten ships.",
    "The plan asks for ten ships — published March 9, 2016\nby the ministry.",
    "Visitors look at a model in Busan, South Korea, April 2, 2019. WIRE/A. Name",
    "The minister at a parade in Busan, April 2, 2019.",
    "The talks in the capital began on\nMarch 14, 2023\nin bad weather.",
    "The talks in the capital began on the morning of\nMarch 14, 2023\n",
    "By the morning of March 14, 2023\nthe fleet had gone.",
    "By Tuesday, March 14, 2023\nThe fleet had gone.",
    "• March 14, 2023\n• April 15, 2023\n",
    "From March 14, 2023 - the day of the vote - nothing moved.",
    "In Busan, April 2, 2019 (Tuesday) began with rain.",
    "THE NORTH TESTS A BIG ROCKET, MARCH 14, 2023 - WHAT WE KNOW",
    "SEOUL, Jan. 6 (Northern Wire) — The rocket flew far.",
    "CHRONOLOGY\nMarch 14, 2023 — The first stage burns for a minute.",
    "SEOUL, 05/06/2017 — The rocket flew far.",
    "The call came from 02-2023-03-14\n",
    "",
]


@pytest.mark.parametrize(("text", "date"), DATELINES)
def test_the_head_of_an_article_tells_its_date(text: str, date: str) -> None:
    assert dateline_date(text) == date


@pytest.mark.parametrize("text", STORIES)
def test_a_date_of_the_story_is_no_dateline(text: str) -> None:
    assert dateline_date(text) is None


def test_a_date_of_the_story_after_the_dateline_changes_nothing() -> None:
    text = f"By A. Name | July 4th, 2023\n\nOn March 14, 2023, the crews went home.\n{STORY}"
    assert dateline_date(text) == "2023-07-04"


def test_a_dateline_is_looked_for_in_the_head_only() -> None:
    far = "word " * (HEAD_CHARACTERS // 5) + "\n\nPublished March 9, 2016\n"
    assert dateline_date(far) is None
    assert dateline_date(far[200:]) == "2016-03-09"


def test_the_end_of_the_head_is_no_end_of_a_line() -> None:
    filler = "w" * (HEAD_CHARACTERS - 20)
    assert dateline_date(f"{filler}\n| March 9, 2016 was the day on which the crews went home") is None


@given(st.text(alphabet="AByb .,|-—()\n\t Updated:March92016", max_size=700))
def test_any_head_gives_a_date_or_none(text: str) -> None:
    date = dateline_date(text)
    assert date is None or len(date) == len("2016-03-09")
