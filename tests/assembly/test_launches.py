"""Launches of a short text: who launched, told in the ways that news has for it, and which of them is the news."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.pipeline import Extractor

TOLD = [
    ("A missile fired from Yemen came down beside an airport on Sunday.", ["YE"]),
    ("Two rockets launched from Lebanon on Friday fell in an open field.", ["LB"]),
    ("A ballistic missile was fired at Israel from Iranian territory on Tuesday.", ["IR"]),
    ("Three missiles were launched early Monday from inside Syria.", ["SY"]),
    ("Iran's Revolutionary Guards attacked Israel on Saturday, sending 30 cruise missiles.", ["IR"]),
    ("Russia struck Ukraine overnight, launching 40 cruise missiles and 70 drones.", ["RU"]),
    ("The Royal Navy has admitted a mishap. HMS Vanguard fired a ballistic missile on 30 January.", ["GB"]),
    ("The Agni-V ballistic missile was flown on Monday from an island off the coast.", ["IN"]),
    ("An Agni-V missile that can carry several warheads was test-flown on Monday.", ["IN"]),
    ("The rocket blasted off on Tuesday. India's space agency ISRO had built the PSLV rocket.", ["IN"]),
    ("A U.S. warship shot down a medium-range ballistic missile in a test off Hawaii on Wednesday.", ["US"]),
    ("Israel on Monday intercepted a dummy ballistic missile during a test of its new radar.", ["IL"]),
    # nobody launched anything, or the country named beside it is not the one that did
    ("A missile brought from Iran was shown in a parade on Sunday.", []),
    ("The general was flown to Germany on Monday after talks on missiles.", []),
    ("Ukraine shot down 20 of its allies' worries, and no missiles, on Monday.", []),
    ("Japan said that it could have intercepted the missile in a test.", []),
    ("Seoul condemned the launch. Pyongyang fired a ballistic missile on Friday, Tokyo said.", ["KP"]),
    ("North Korea attacked Japan in words, then fired two ballistic missiles on Friday.", ["KP"]),
]


@cache
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(("text", "countries"), TOLD)
def test_the_side_that_launched(text: str, countries: list[str]) -> None:
    record = extractor().extract(text, published="2025-06-12")
    told = [e.country.value if e.country else None for e in record.events if e.status in ("occurred", "failed")]
    assert told == countries


@pytest.mark.parametrize(
    ("text", "prominence"),
    [
        ("North Korea fired a ballistic missile on Tuesday. It landed in the sea.", "main"),
        ("Iran launched two missiles on 1 June. It had warned of them.", "main"),
        ("The talks go on. They began after North Korea fired a ballistic missile on 3 March 2021.", "background"),
        ("Seoul will buy radars. " * 6 + "North Korea fired a missile in May.", "background"),
    ],
)
def test_only_news_is_the_main_launch(text: str, prominence: str) -> None:
    record = extractor().extract(text, published="2025-06-12")
    assert [event.prominence for event in record.events] == [prominence]


@pytest.mark.parametrize(
    "text",
    [
        "It appears to be the first test of the Hwasong-11C since September 2022.",
        "Iran fired missiles in May and in June.",
    ],
)
def test_launches_told_by_the_same_words_are_told_apart(text: str) -> None:
    told = [event.event_id for event in extractor().extract(text, published="2025-06-12").events]
    assert len(set(told)) == len(told) == 2
