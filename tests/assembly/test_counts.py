"""How many missiles a launch had, told in the ways that news has for it."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.pipeline import Extractor


@cache
def extractor() -> Extractor:
    return Extractor()


TOLD: list[tuple[str, tuple[int | None, int | None] | None]] = [
    ("North Korea fired its fourth missile of the month on Monday.", (1, 1)),
    ("North Korea fired just one missile on Monday.", (1, 1)),
    ("North Korea fired at least three missiles on Monday.", (3, None)),
    ("North Korea fired no fewer than eight missiles on Monday.", (8, None)),
    ("North Korea fired up to five missiles on Monday.", (None, 5)),
    ("Russia fired as many as 40 missiles at Kyiv on Monday.", (None, 40)),
    ("North Korea fired fewer than five missiles on Monday.", (None, 5)),
    ("North Korea fired nearly a dozen missiles on Monday.", (12, 12)),
    ("North Korea fired half a dozen missiles on Monday.", (6, 6)),
    ("North Korea fired two or three missiles on Monday.", (2, 3)),
    ("North Korea fired between four and six missiles on Monday.", (4, 6)),
    ("North Korea fired a pair of missiles on Monday.", (2, 2)),
    ("North Korea fired several missiles on Monday.", (2, None)),
    ("North Korea fired a barrage of missiles on Monday.", (2, None)),
    ("Russia fired dozens of missiles at Ukraine on Monday.", (24, None)),
    ("North Korea fired missiles on Monday.", None),
    ("North Korea conducted a missile test on Monday.", None),
    # sums over a salvo
    ("North Korea fired two missiles on Monday, and a third an hour later.", (3, 3)),
    ("North Korea fired a missile on Monday, and a second about ten minutes later.", (2, 2)),
    ("North Korea fired two cruise missiles and three ballistic missiles on Monday.", (5, 5)),
    ("North Korea fired an ICBM and two shorter-range missiles on Monday.", (3, 3)),
    # parts of a total, and the same missiles told again
    ("Iran fired 15 missiles on Monday, 11 of which hit the base.", (15, 15)),
    ("Iran fired 15 missiles at the base on Monday. Eleven of them hit it, and four failed.", (15, 15)),
    ("North Korea launched three missiles, two of them ICBMs, on Monday.", (3, 3)),
    ("North Korea fired the missiles, two Hwasong-11s, on Monday.", (2, 2)),
    ("Three missiles -- three KN-25s -- were launched by North Korea on Monday.", (3, 3)),
    ("North Korea test-fired two of its new missiles on Monday.", (2, 2)),
    ("North Korea launched two more missiles on Monday.", (2, 2)),
    # missiles beside drones and interceptors
    ("Russia fired 30 missiles and 70 drones at Ukraine on Monday.", (30, 30)),
    ("Russia fired 100 missiles and drones at Ukraine on Monday.", None),
    ("Russia fired 40 missiles on Monday, of which 35 were shot down.", (40, 40)),
    ("Ukraine said it shot down 35 of the 40 missiles that Russia fired on Monday.", (40, 40)),
    # records and rankings
    ("North Korea fired 17 missiles on Monday, the most in a single day.", (17, 17)),
    ("North Korea fired two missiles on Monday, a third of what it fired in 2021.", (2, 2)),
]


@pytest.mark.parametrize(("text", "count"), TOLD)
def test_the_number_of_a_launch(text: str, count: tuple[int | None, int | None] | None) -> None:
    (event,) = extractor().extract(text, published="2022-03-16").events
    found = None if event.count is None else (event.count.value.min, event.count.value.max)
    assert found == count
