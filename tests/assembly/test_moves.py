"""Moves: which voice does what in a clause, however the clause is built. Weights play no part here."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.assembly import leaders
from extractor.assembly.moves import moves
from extractor.assembly.voices import voices
from extractor.model.article import Article
from extractor.pipeline import Extractor


@cache
def extractor() -> Extractor:
    return Extractor()


def heard(text: str) -> set[tuple[str, str]]:
    """Names of the voices that speak for themselves, each with the dictionary form of its verb."""
    view = extractor().view(Article(text=text, source="moves"))
    told = moves(view, voices(view, leaders.figures(view)))
    return {(m.voice.name, m.form.lemma) for m in told if m.voice.kind != "unnamed"}


HEARD = {
    # a noun for what somebody does
    "The launch drew swift condemnation from Japan and South Korea.": [
        ("Japan", "condemn"),
        ("South Korea", "condemn"),
    ],
    "The firing prompted a stern warning from Washington.": [("Washington", "warn")],
    "The council met at the request of France and Poland.": [("France", "request"), ("Poland", "request")],
    "The strike brought calls from Poland for tougher sanctions.": [("Poland", "call")],
    "Tokyo's strong condemnation of the test came within the hour.": [("Tokyo", "condemn")],
    "Fresh U.S. sanctions on the arms makers followed a week later.": [("U.S.", "sanction")],
    "A protest by Canberra went unanswered.": [("Canberra", "protest")],
    "There was fierce criticism from Berlin of the missile strike.": [("Berlin", "criticize")],
    # passives with words before the doer
    "The salvo was condemned as reckless by Canada.": [("Canada", "condemn")],
    "A protest was lodged with Pyongyang by Tokyo on Sunday.": [("Tokyo", "lodge")],
    "Deep concern was expressed over the test by Sweden and Norway.": [("Sweden", "express"), ("Norway", "express")],
    "The launch was denounced on Friday by the White House.": [("White House", "denounce")],
    # participles before the subject, after a noun, and of the subject rather than the name beside them
    "Condemning the launch as illegal, Germany summoned the ambassador.": [
        ("Germany", "condemn"),
        ("Germany", "summon"),
    ],
    "Citing the test, Seoul raised its alert level.": [("Seoul", "cite")],
    "Ottawa issued a statement calling the strike a war crime.": [("Ottawa", "call")],
    "Russia took office in the council pledging to block new sanctions.": [("Russia", "pledge")],
    "Washington was on the line with Tokyo, promising its full support.": [("Washington", "promise")],
    "Moscow and Beijing repeatedly and firmly denounced the drills.": [("Moscow", "denounce"), ("Beijing", "denounce")],
    "Britain declined to comment, instead reaffirming its support for Kyiv.": [("Britain", "reaffirm")],
    # what is meant by a verb that says little, and what somebody is brought to do
    "Beijing took the opportunity to condemn the new radar.": [("Beijing", "condemn")],
    "Iran continued to deny the shipments.": [("Iran", "deny")],
    "The Kremlin moved to reassure its partners.": [("Kremlin", "reassure")],
    "The test prompted Japan to lodge a protest.": [("Japan", "lodge")],
    "The firing led the United Nations to impose new sanctions.": [("United Nations", "impose")],
    "The Security Council is to hold an emergency session on Friday.": [("Security Council", "hold")],
    "South Korea has yet to identify the missile.": [("South Korea", "identify")],
    "The White House is increasingly uneasy about the programme.": [("White House", "be")],
    # one verb after another
    "Moscow blamed the United States for the tensions and called its drills provocative.": [("Moscow", "call")],
    "The Pentagon confirmed the launch but said it posed no threat.": [("Pentagon", "confirm"), ("Pentagon", "say")],
    "South Korea couldn't immediately confirm the claim.": [("South Korea", "confirm")],
    "Tehran won't negotiate under pressure, and hasn't ruled out a reply.": [("Tehran", "negotiate")],
    # names beside names
    "In a joint statement, the G7 foreign ministers condemned the launch.": [("G7", "condemn")],
    '"We are ready," said U.S. Defense Secretary Jim Mattis.': [("Jim Mattis", "say")],
    "According to Japan and South Korea, the missile flew far.": [
        ("Japan", "according to"),
        ("South Korea", "according to"),
    ],
    "South Korea's Han Duck-soo, Canada's Justin Trudeau and Japan's Fumio Kishida each condemned it too.": [
        ("Han Duck-soo", "condemn"),
        ("Justin Trudeau", "condemn"),
        ("Fumio Kishida", "condemn"),
    ],
    "Standing beside Foreign Minister Wang Yi, Antony Blinken condemned the launch.": [("Antony Blinken", "condemn")],
    # headlines
    "Seoul calls launch a grave provocation": [("Seoul", "call")],
    "Japan protests missile launch": [("Japan", "protest")],
}


@pytest.mark.parametrize("text", HEARD)
def test_a_voice_is_heard_with_its_verb(text: str) -> None:
    assert set(HEARD[text]) <= heard(text)


NOT_HEARD = {
    "Standing beside Foreign Minister Wang Yi, Antony Blinken condemned the launch.": ("Wang Yi", "condemn"),
    "Canada's Justin Trudeau and Japan's Fumio Kishida each condemned it too.": ("Canada", "condemn"),
    "Moscow blamed the United States for the tensions and called its drills provocative.": ("United States", "call"),
    "Washington was on the line with Tokyo, promising its full support.": ("Tokyo", "promise"),
    "Trump addressed North Korea directly, telling it to stop.": ("North Korea", "tell"),
    '"We are ready," said U.S. Defense Secretary Jim Mattis.': ("U.S.", "say"),
    "According to U.S. Defense Secretary Jim Mattis, it flew higher.": ("U.S.", "according to"),
    "Many North Korea watchers said it was a bluff.": ("North Korea", "say"),
    "According to one longtime China observer, the silo is new.": ("China", "according to"),
    '"It is dangerous," said a Ukraine expert in Vienna.': ("Ukraine", "say"),
    "The condemnation of Iran was swift.": ("Iran", "condemn"),
    "A warning about Russia was read out.": ("Russia", "warn"),
    "The protest in Seoul drew thousands.": ("Seoul", "protest"),
    "The missile was fired by night over Japan.": ("Japan", "fire"),
    "The launch was watched on screens in Tokyo.": ("Tokyo", "watch"),
    "The ship continued to Iran.": ("Iran", "continue"),
    "The letter was handed to Poland.": ("Poland", "hand"),
    "Speaking of Japan, the analyst shrugged.": ("Japan", "speak"),
    "A strike on Israel led to condemnation.": ("Israel", "condemn"),
    "Sanctions on Iran remain in force.": ("Iran", "sanction"),
    "Germany did not continue to talk.": ("Germany", "talk"),
}


@pytest.mark.parametrize("text", NOT_HEARD)
def test_nobody_is_given_the_verb_of_another(text: str) -> None:
    assert NOT_HEARD[text] not in heard(text)
