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
