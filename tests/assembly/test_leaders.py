"""Leaders: every person once, whatever names the text gives them."""

from __future__ import annotations

from functools import cache

import pytest

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
