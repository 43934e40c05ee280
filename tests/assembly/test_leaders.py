"""Leaders: every person once, whatever names the text gives them."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.knowledge.reader import load
from extractor.pipeline import Extractor

TOLD = [
    ("President Donald Trump spoke of missiles. Trump left. Donald J. Trump later said no more.", ["Donald Trump"]),
    ("Kim Jong Un watched the missile launch. Kim smiled. Leader Kim Jong-un then left.", ["Kim Jong Un"]),
    # somebody else of the same surname, before, between and after
    (
        "President Donald Trump spoke of missiles. Photographer Jonathan Ernst Trump was there. Trump left.",
        ["Donald Trump"],
    ),
    (
        "Photographer Jonathan Ernst Trump was there. President Donald Trump spoke of missiles. Trump left.",
        ["Donald Trump"],
    ),
]


@cache
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(("text", "names"), TOLD)
def test_every_leader_once(text: str, names: list[str]) -> None:
    record = extractor().extract(text, published="2019-06-12")
    assert [leader.canonical_name for leader in record.leaders] == names


HOMES = [
    ("Congresswoman Jane Porter spoke of missiles.", "US"),
    ("Deputy chief cabinet secretary Kenta Mori spoke of missiles.", "JP"),
    ("Former unification minister Jane Porter spoke of missiles.", "KR"),
    # the only side told of, in the text or near a local office
    ("Poland's army fired missiles. Regional governor Jane Porter left.", "PL"),
    ("Poland's army fired missiles. Foreign Ministry spokeswoman Jane Porter left.", "PL"),
    # right before the office, and right behind the name
    ("Japan's vice-Foreign Minister, Mr Kenta Mori, spoke of missiles.", "JP"),
    ("Major General Kenta Mori of the Iraqi security forces spoke of missiles.", "IQ"),
    # none: two sides, another country beside the office, an international body, a president of something
    ("Poland's army and Sweden's navy fired missiles. Foreign Ministry spokeswoman Jane Porter left.", None),
    ("Poland's army fired missiles. In Oslo, a Defence Ministry spokeswoman Jane Porter left Norway.", None),
    ("Poland's army fired missiles. UNICEF spokeswoman Jane Porter left.", None),
    ("Poland's army fired missiles. President Jane Porter of the club left.", None),
]


@pytest.mark.parametrize(("text", "country"), HOMES)
def test_the_side_of_an_office(text: str, country: str | None) -> None:
    record = extractor().extract(text, published="2019-06-12")
    assert [leader.country for leader in record.leaders] == [country]


def test_sir_goes_with_the_first_name() -> None:
    record = extractor().extract("Defence Secretary Michael Fallon left. Sir Michael said the missile flew.")
    assert [(leader.name, leader.aliases) for leader in record.leaders] == [("Michael Fallon", ("Michael",))]


OFFICES = {"american_office": "US", "israeli_office": "IL", "japanese_office": "JP", "south_korean_office": "KR"}
IN_FULL = {
    "assistant secretary of": "assistant secretary of state",
    "undersecretary of": "undersecretary of state",
    "under secretary of": "under secretary of state",
    "homeland security": "homeland security secretary",
    "national security council spokes*": "national security council spokesman",
    "guam": "Guam governor",
    "alaska": "Alaska governor",
    "hawaii": "Hawaii governor",
    "california": "California governor",
    "knesset": "Knesset speaker",
    "unification ministry": "unification ministry spokesman",
}


@pytest.mark.parametrize(
    ("words", "country"), [(w, country) for name, country in OFFICES.items() for w in load().word_lists[name]]
)
def test_an_office_of_one_country_gives_it_to_its_holder(words: str, country: str) -> None:
    office = IN_FULL.get(words, words)
    text = f"Russia fired a missile on Monday. {office[0].upper()}{office[1:]} Jane Porter called it a test."
    found = extractor().extract(text, published="2025-06-12").leaders
    assert [(leader.name, leader.country) for leader in found] == [("Jane Porter", country)]
