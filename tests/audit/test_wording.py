"""Words for a terminal: exact figures, and text of others that cannot steer the screen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.audit.steering import harmless, one_line
from extractor.audit.wording import figure, show
from extractor.model.record import Interval, Place, When


@pytest.mark.parametrize(
    ("low", "high", "approximate", "words"),
    [
        (3, 3, False, "3 km"),
        (350, 380, False, "350-380 km"),
        (1100, 1100, True, "~1,100 km"),
        (900, None, False, ">= 900 km"),
        (None, 5, True, "~<= 5 km"),
        (6248.5, 6248.5, False, "6,248.5 km"),
        (0, 0, False, "0 km"),
    ],
)
def test_figures_say_their_bounds(low: float | None, high: float | None, approximate: bool, words: str) -> None:
    assert figure(Interval(min=low, max=high, approximate=approximate), "km") == words


def test_each_slot_has_its_unit() -> None:
    value = Interval(min=2, max=None, approximate=False)
    assert [show(value, slot) for slot in ("count", "distance_km", "flight_minutes", "speed_mach")] == [
        ">= 2",
        ">= 2 km",
        ">= 2 min",
        ">= 2 Mach",
    ]


def test_dates_are_iso_or_the_words_and_places_as_written() -> None:
    when = When(iso="2025-10-22", text="on Wednesday", weekday=3, time_of_day=None, resolved_from="published")
    assert show(when) == "2025-10-22"
    assert show(when.model_copy(update={"iso": None})) == "on Wednesday"
    place = Place(text="the\nEast Sea", name="Sea of Japan", country=None, latitude=None, longitude=None)
    assert show(place) == "the East Sea (Sea of Japan)"
    assert show(place.model_copy(update={"name": place.text})) == "the East Sea"


@given(st.text())
def test_harmless_text_keeps_its_length_and_holds_no_control(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert all(unicodedata.category(char) not in ("Cc", "Zl", "Zp") or char in "\n\t" for char in shown)
    assert not set(shown) & set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert "\n" not in one_line(text)
    assert "\t" not in one_line(text)


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_letters_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
