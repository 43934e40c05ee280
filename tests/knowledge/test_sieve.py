"""What the sieve finds is what the expressions find, on any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.assembly import stance_features, voices
from extractor.finders import counts, date_forms, places, roles
from extractor.knowledge.expressions import folded, holdings, openings
from extractor.knowledge.reader import load
from extractor.knowledge.sieve import Sieve

KNOWLEDGE = load()
OWN = tuple(
    map(
        re.compile,
        (
            r"(?i)\b(?:strongly )?condemn\w*", r"(?<![\w-])an?(?= |-(?=missile))", r"\d{1,2} (?:km|miles)\b",
            r"[Tt]he (?!end)\w+",
            r"(?:x|(?=missile)mis)+sile", r"(?i)stra\u00dfe|kilo", r"(?P<a>to|)missile", r"(?>at) dawn$",
            r"(?:North|South) ?K",
        ),
    )
)  # fmt: skip
PROGRAM = (
    *(pattern for pattern, _ in (*date_forms.PATTERNS, *date_forms.LEANING)),
    *counts._heads(KNOWLEDGE).quantity.patterns,
    *places._chains(KNOWLEDGE).patterns,
    *roles.patterns(KNOWLEDGE).sieve.patterns,
    *stance_features._entries(KNOWLEDGE)[1].patterns,
    voices._UNNAMED,
)
SIEVE = Sieve((*OWN, *PROGRAM))
WORDS = sorted(
    {string for pattern in SIEVE.patterns for string in (*(openings(pattern) or ()), *(holdings(pattern) or ()))}
)

TEXTS = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(str.title),
        st.sampled_from([" ", ", ", ".", "-", "'s ", " the ", "missiles", "A", "a few", "19"]),
        st.sampled_from(["\u017f", "\u0130", "\u212aim", "\u0663 km"]),
        st.text(max_size=6),
    ),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, cut=st.tuples(st.integers(0, 30), st.integers(0, 60)))
def test_a_sieve_finds_what_its_patterns_find(text: str, cut: tuple[int, int]) -> None:
    start, end = cut[0], max(cut[0], len(text) - cut[1])
    sifted = SIEVE.over(text, folded(text))
    for number, pattern in enumerate(SIEVE.patterns):
        expected = [m.span() for m in pattern.finditer(text, start, end) if m.end() > m.start()]
        assert [m.span() for m in sifted.finditer(number, start, end) if m.end() > m.start()] == expected, (
            pattern.pattern
        )
        assert not expected or sifted.holds(number, start, end)
        assert all(sifted.may_lie(number, *span) for span in expected), pattern.pattern


@pytest.mark.parametrize("text", ["", "Kim", "\u0130\u0131\u017f\u212a", "STRASSE \u1e9e", "\u0661\u0662"])
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_places_too_far_from_what_a_match_must_hold_are_left_out() -> None:
    sieve = Sieve(map(re.compile, (r"\d+ \w{1,9} ago", r"\d{1,3} \w{1,9} ago")))
    text = "12 missiles, 34 rockets and 56 jets, 78 days ago, 90 more"
    endless, short = sieve.over(text, folded(text)).places
    assert endless == short == [0, 1, 13, 14, 28, 29, 37, 38, 50, 51]  # so few are sooner tried
    longer = text + ", 12, 34, 56, 78, 90"
    endless, short = sieve.over(longer, folded(longer)).places
    assert endless == [match.start() for match in re.finditer(r"\d", longer)]
    assert short == [28, 29, 37, 38]  # " ago" stands at 44, and a match has at most 17 characters
    assert sieve.over("5 " * 30, "5 " * 30).places == [[], []]


def test_what_begins_anywhere_is_sought_only_where_what_it_must_hold_stands() -> None:
    sieve = Sieve(map(re.compile, (r"\w+ missile", r"\d jets")))
    assert sieve.over("7 jets " * 30, "7 jets " * 30).places[0] == []
    assert sieve.over("a missile" + " 7 jets" * 30, "a missile" + " 7 jets" * 30).places[0] is None


def test_strings_that_begin_with_another_are_left_out() -> None:
    assert openings(re.compile("test(?:s|ed|)|tes|launch")) == frozenset({"tes", "launch"})
    assert holdings(re.compile(r"\w+ (?:by|by the) \w+")) == frozenset({" by "})


def test_openings_after_many_optional_words_are_told() -> None:
    words = "|".join(f"{a}{b}{c}" for a in "abcdefghij" for b in "xyz" for c in "uvw")
    pattern = re.compile(rf"(?:(?:{words}) )?(?:(?:{words})! )?missile")
    found = openings(pattern)
    assert found is not None
    assert "missile" in found
    assert not {string for string in found if "missile".startswith(string)} - {"missile"}


@given(text=TEXTS, cut=st.tuples(st.integers(0, 30), st.integers(0, 60)))
def test_what_may_lie_in_a_stretch_is_told_at_once(text: str, cut: tuple[int, int]) -> None:
    start, end = cut[0], max(cut[0], len(text) - cut[1])
    sifted = SIEVE.over(text, folded(text))
    numbers = range(len(SIEVE.patterns))
    assert sifted.within(start, end) == [number for number in numbers if sifted.may_lie(number, start, end)]


def test_most_patterns_of_the_program_can_be_told_apart_from_a_text() -> None:
    assert sum(openings(pattern) is not None for pattern in PROGRAM) >= 0.9 * len(PROGRAM)
    assert all(holdings(pattern) is not None for pattern in PROGRAM)


def test_what_may_begin_with_anything_is_said_so() -> None:
    assert openings(re.compile(r"\w+ missile")) is None
    assert holdings(re.compile(r"\w+ missile")) == frozenset({" missile"})
    assert openings(re.compile(r"(?:x)?")) is None
    assert holdings(re.compile(r"\w+")) is None
