"""The gazetteer: whole words, case where a name needs it, the longest form, hyphen variants, offsets that hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.knowledge.gazetteer import SHORT_ACRONYM, Gazetteer, Hit, lowered, variants

ODD = ["İ", "ß", "ẞ", "ﬁ", "ﬄ", "ŉ", "Σ", "ς", "K", "Å", "🚀", "e\u0301", "\u200b", "١", "中"]


def hits(forms: list[str], text: str) -> list[tuple[str, str]]:
    """What is found in a text: the words there, and the form they stand for."""
    gazetteer = Gazetteer((form, row) for row, form in enumerate(forms))
    return [(text[hit.start : hit.end], forms[hit.row]) for hit in gazetteer.find(text, lowered(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KN-23", True),
        ("the KN-23.", True),
        ("(KN-23)", True),
        ("KN-23's range", True),
        ("KN-23/KN-25", True),
        ("“KN-23”", True),
        ("KN-23-type", True),
        ("KN-234", False),
        ("KN-23A", False),
        ("AKN-23", False),
        ("KN-23_b", False),
        ("_KN-23", False),
        ("éKN-23", False),
        ("KN-23é", False),
        ("KN-23中", False),
        ("KN-2", False),
    ],
)
def test_a_hit_is_a_whole_word(text: str, found: bool) -> None:
    assert hits(["KN-23"], text) == ([("KN-23", "KN-23")] if found else [])


@pytest.mark.parametrize("mark", ["", " ", "\n", "\t", "\u00a0", "-", "—", "'", '"', ".", ",", "(", "🚀", "\u200b"])
def test_what_ends_a_word(mark: str) -> None:
    text = f"{mark}Scud{mark}"
    assert hits(["Scud"], text) == [("Scud", "Scud")]


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("US", "US", True),
        ("US", "us", False),
        ("US", "Us", False),
        ("USSR", "Ussr", False),
        ("U.S.", "u.s.", False),
        ("SLBM", "slbm", False),
        ("UNSCR", "unscr", False),
        ("UNICEF", "Unicef", True),
        ("UNICEF", "unicef", False),
        ("KN-23", "kn-23", False),
        ("Agni", "Agni", True),
        ("Agni", "AGNI", True),
        ("Agni", "agni", False),
        ("Sea of Japan", "SEA OF JAPAN", True),
        ("Sea of Japan", "sea of Japan", False),
        ("Sea of Japan", "Sea Of Japan", True),
        ("Kim Jong-un", "Kim Jong-Un", True),
        ("Kim Jong-Un", "Kim Jong-un", False),
        ("Washington, D.C.", "Washington, d.c.", False),
        ("launch", "Launch", True),
        ("launch", "LAUNCH", True),
        ("ballistic missile", "Ballistic Missile", True),
        ("the North", "The North", True),
        ("the North", "the north", False),
        ("iPhone", "IPHONE", True),
    ],
)
def test_case(form: str, text: str, found: bool) -> None:
    assert hits([form], text) == ([(text, form)] if found else [])


def test_short_means_five_characters() -> None:
    short, long = "A" * SHORT_ACRONYM, "B" * (SHORT_ACRONYM + 1)
    assert hits([short, long], f"{short.title()} {long.title()}") == [(long.title(), long)]


def test_two_forms_that_differ_by_case_are_told_apart() -> None:
    assert hits(["SAM", "Sam"], "A SAM hit Sam") == [("SAM", "SAM"), ("Sam", "Sam")]
    assert hits(["Sam", "SAM"], "Sam") == [("Sam", "Sam")]


@pytest.mark.parametrize("order", [1, -1])
def test_the_longest_form_wins(order: int) -> None:
    forms = ["Hwasong", "Hwasong-11", "Hwasong-11 Ka", "North Korea", "North Korean", "Korea"][::order]
    text = "Hwasong-11 Ka, Hwasong-11 Ra, Hwasong-17 of North Korea; the North Korean view of Korea"
    found = ["Hwasong-11 Ka", "Hwasong-11", "Hwasong", "North Korea", "North Korean", "Korea"]
    assert hits(forms, text) == [(form, form) for form in found]


def test_the_leftmost_form_wins_over_a_longer_one_that_begins_inside_it() -> None:
    assert hits(["Sea of Japan", "Japan Self-Defense Forces"], "the Sea of Japan Self-Defense Forces") == [
        ("Sea of Japan", "Sea of Japan")
    ]


def test_a_longer_form_that_does_not_fit_leaves_the_shorter_one() -> None:
    assert hits(["Agni", "Agni Prime"], "Agni prime and Agni Primes") == [("Agni", "Agni"), ("Agni", "Agni")]


def test_a_form_inside_a_word_hides_nothing() -> None:
    text = "Iranians, Iran Airs, Iranian"
    assert hits(["Iran", "Iranian", "Iran Air"], text) == [("Iran", "Iran"), ("Iranian", "Iranian")]


def test_neighbours_are_all_found() -> None:
    assert hits(["KN-23", "KN-24"], "KN-23 KN-24/KN-23,KN-24") == [
        ("KN-23", "KN-23"), ("KN-24", "KN-24"), ("KN-23", "KN-23"), ("KN-24", "KN-24"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("Hwasong-18", "Hwasong-18", True),
        ("Hwasong-18", "Hwasong 18", True),
        ("Hwasong-18", "Hwasong18", False),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Kim Jong Un", "Kim Jong-un", False),
        ("Bab al-Mandab", "Bab al Mandab", True),
        ("test-fired", "Test fired", True),
        ("surface-to-air", "surface to air", True),
        ("surface-to-air", "surface-to air", False),
    ],
)
def test_a_hyphen_in_a_form_may_be_a_space_in_the_text(form: str, text: str, found: bool) -> None:
    assert hits([form], text) == ([(text, form)] if found else [])


def test_variants() -> None:
    assert variants("Hwasong-11-Ka") == {"Hwasong-11-Ka", "Hwasong 11 Ka"}
    assert variants("Scud") == {"Scud"}


def test_a_form_of_two_rows_stands_for_the_first() -> None:
    gazetteer = Gazetteer([("Fateh-110", 4), ("Fateh 110", 7)])
    assert [hit.row for hit in gazetteer.find("Fateh 110", "fateh 110")] == [4]


@pytest.mark.parametrize("forms", [[], ["Agni"]])
def test_nothing_to_find(forms: list[str]) -> None:
    assert hits(forms, "") == []
    assert hits(forms, "no such word") == []


@pytest.mark.parametrize("odd", ODD)
def test_offsets_hold_behind_odd_characters(odd: str) -> None:
    text = f"{odd} {odd}{odd} Agni-V {odd} and Agni-V"
    assert hits(["Agni-V"], text) == [("Agni-V", "Agni-V")] * 2


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("İRAN", "İran"),
        ("STRASSE ß ẞ", "strasse ß ß"),
        ("ﬁRE ﬄ", "ﬁre ﬄ"),
        ("ŉ Agni", "ŉ agni"),
        ("Kim", "kim"),  # the Kelvin sign
        ("ÉTÉ", "été"),
        ("", ""),
    ],
)
def test_lowered(text: str, low: str) -> None:
    assert lowered(text) == low


def test_words_around_a_character_that_cannot_be_lowered_are_still_lowered() -> None:
    assert hits(["launch"], "İzmir saw a LAUNCH") == [("LAUNCH", "launch")]


@given(st.text())
@example("".join(ODD))
@example("\ud800 LONE")
def test_lowering_keeps_length_and_place(text: str) -> None:
    low = lowered(text)
    assert len(low) == len(text)
    assert lowered(low) == low
    for was, now in zip(text, low, strict=True):
        assert now.lower() == was.lower() or now in "σς", "only a final sigma depends on its neighbours"


FORMS = ["Agni", "Agni-V", "Agni Prime", "SAM", "fired", "U.S.", "test-fired", "Île Longue"]


@given(st.lists(st.sampled_from([*FORMS, *ODD, "agni", "AGNI", "-", " ", "  ", ",", "x", "9", "\n"])).map("".join))
def test_hits_are_ordered_whole_and_apart(text: str) -> None:
    gazetteer = Gazetteer((form, row) for row, form in enumerate(FORMS))
    found = list(gazetteer.find(text, lowered(text)))
    assert all(one.end <= other.start for one, other in pairwise(found))
    for hit in found:
        assert lowered(text[hit.start : hit.end]) in {lowered(variant) for variant in variants(FORMS[hit.row])}
        assert not text[: hit.start][-1:].isalnum()
        assert not text[hit.end :][:1].isalnum()


@given(
    st.sampled_from(FORMS),
    st.sampled_from([*ODD, "", " ", "…", "the "]),
    st.sampled_from(["", " ", ".", " İ", "\u2019s"]),
)
def test_a_form_on_its_own_is_always_found(form: str, before: str, after: str) -> None:
    text = f"{before} {form}{after}"
    assert (form, form) in hits(FORMS, text)


@given(
    st.lists(st.sampled_from([*FORMS, *ODD, "agni", "-", " ", ",", "x", "9"])).map("".join),
    st.integers(0, 40),
    st.integers(0, 40),
)
@example("Agni Prime", 0, 6)
@example("xSAM", 1, 4)
def test_hits_in_a_stretch_are_the_leftmost_longest_of_those_in_it(text: str, start: int, length: int) -> None:
    gazetteer = Gazetteer((form, row) for row, form in enumerate(FORMS))
    end = start + length
    within = list(gazetteer.find_within(text, lowered(text), start, end))
    assert all(one.end <= other.start for one, other in pairwise([Hit(start, start, 0), *within, Hit(end, end, 0)]))
    apart = {(hit.start, hit.end) for hit in gazetteer.find_apart(text, lowered(text))}
    assert {(hit.start, hit.end) for hit in within} <= apart, "a word cut by the end of the stretch is none"
    assert [*gazetteer.find_within(text, lowered(text), 0, len(text))] == [*gazetteer.find(text, lowered(text))]
