"""Reactions: who takes which stance, in whose words."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.model.record import Reaction, Record
from extractor.pipeline import Extractor

LAUNCH = "North Korea fired a ballistic missile into the sea on Monday.\n\n"


@cache
def extractor() -> Extractor:
    return Extractor()


def record(text: str) -> Record:
    return extractor().extract(LAUNCH + text, published="2024-05-14")


def reactions(text: str) -> list[tuple[str, str]]:
    return [(r.actor.value, r.stance) for r in record(text).reactions]


def quoted(text: str) -> list[tuple[str, str]]:
    return [(r.actor.value, r.quote) for r in record(text).reactions if r.quote]


TOLD = [
    ("Japan condemned the launch in the strongest terms.", ("Japan", "condemn")),
    ("Seoul ordered its troops on high alert.", ("Seoul", "respond")),
    ("The Pentagon declined to comment on the launch.", ("Pentagon", "decline")),
    ("China urged all sides to show restraint and return to dialogue.", ("China", "urge_restraint")),
    (
        "The White House said it remained ready to meet the North without preconditions.",
        ("White House", "offer_talks"),
    ),
    ("Foreign Minister Yoko Kamikawa voiced grave concern over the test.", ("Yoko Kamikawa", "concern")),
    ("Germany called on the Security Council to tighten the sanctions.", ("Germany", "urge_action")),
]

TOLD += [
    ("The firing drew condemnation from Canada.", ("Canada", "condemn")),
    ("The test was condemned as a reckless act by Australia.", ("Australia", "condemn")),
    ("Beijing took the opportunity to urge restraint on all sides.", ("Beijing", "urge_restraint")),
    ("The launch prompted Japan to raise its alert level.", ("Japan", "respond")),
    ("South Korea couldn't immediately confirm the claim.", ("South Korea", "decline")),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_plain_reaction_is_found(text: str, expected: tuple[str, str]) -> None:
    assert reactions(text) == [expected]


NOBODY = [
    "South Korea's Joint Chiefs of Staff said the missile flew about 500 kilometers.",
    "Residents condemned the launch.",
    "Analysts warned of a nuclear test.",
    "An official who asked not to be named called the launch a provocation.",
    "The missile came down off the coast of Japan.",
    "Many Japan watchers condemned the launch.",
    "The statement by the bank of Poland was about interest rates.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_flight_data_and_unnamed_voices_are_no_reactions(text: str) -> None:
    assert reactions(text) == []


QUOTES = [
    (
        '"We strongly condemn this reckless act," said Foreign Minister Yoko Kamikawa.',
        "We strongly condemn this reckless act,",
    ),
    (
        'Foreign Minister Yoko Kamikawa called the launch "a flagrant violation" of the resolutions.',
        "a flagrant violation",
    ),
    (
        '"We strongly condemn this reckless act," Foreign Minister Yoko Kamikawa said. "It is a clear violation."',
        "We strongly condemn this reckless act, ... It is a clear violation.",
    ),
]


@pytest.mark.parametrize(("text", "words"), QUOTES)
def test_a_quotation_goes_with_its_speaker(text: str, words: str) -> None:
    assert quoted(text) == [("Yoko Kamikawa", words)]


def test_a_body_goes_by_the_form_it_is_first_written_in() -> None:
    text = (
        "The Pentagon condemned the launch as a grave violation of resolutions. "
        "The U.S. Defense Department condemned the launch again in a statement."
    )
    assert {actor for actor, _ in reactions(text)} == {"Pentagon"}


def test_ministries_of_one_country_are_several_actors() -> None:
    text = (
        "South Korea's foreign ministry condemned the launch as a grave violation. "
        "South Korea's unification ministry urged the North to return to dialogue."
    )
    assert reactions(text) == [
        ("South Korea's foreign ministry", "condemn"),
        ("South Korea's unification ministry", "urge_restraint"),
    ]


def test_a_person_of_the_leaders_is_tied_to_the_reaction() -> None:
    made = record("Foreign Minister Yoko Kamikawa condemned the launch.")
    (reaction,) = made.reactions
    (leader,) = made.leaders
    assert reaction.leader_id == leader.leader_id
    assert reaction.actor_type == "person"
    assert reaction.country == "JP"


def test_a_reaction_is_about_the_launch() -> None:
    made = record("Japan condemned the launch.")
    (reaction,) = made.reactions
    assert reaction.about == made.events[0].event_id


def test_words_quoted_twice_are_shown_once() -> None:
    text = LAUNCH + 'Japan called it "a reckless act". Later Japan again called the launch "a reckless act".'
    assert [r.quote for r in record(text).reactions if r.quote] == ["a reckless act"]


def test_one_actor_and_stance_are_one_reaction() -> None:
    made = record("Japan condemned the launch. Japan later condemned the launch again as a violation of resolutions.")
    assert [(r.actor.value, r.stance) for r in made.reactions] == [("Japan", "condemn")]
    assert _evidence_holds(made.reactions[0], made)


def _evidence_holds(reaction: Reaction, made: Record) -> bool:
    return all(made.article.text[e.start : e.end] == e.text for e in reaction.evidence)
