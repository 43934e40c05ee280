"""The story: what the article as a whole is about, where the words of one launch leave it open."""

from __future__ import annotations

import re

from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.reading import Sentence

_OF_WAR = Pattern(r"\b(?:<of_war>)\b")
_OF_TESTS = re.compile(r"\b(?:test(?:s|ed|ing)?|test-\w+|drills?|exercises?|trials?|manoeuvres|maneuvers)\b")


def is_of_war(view: View) -> bool:
    """Whether the article speaks of war, and more so than of tests."""
    war = len(_OF_WAR(view.knowledge).findall(view.reading.low))
    return war > 1 and war > 2 * len(_OF_TESTS.findall(view.reading.low))


_AMONG_PEOPLE = Pattern(
    r"(?:(?<=struck)|(?<=hit)|(?<=destroyed)|(?<=damaged)|"
    r"(?: [a-z]+)? (?:at|in|on|near|outside|beside|behind|inside|close to|next to)) (?:[\w.'-]+ ){0,5}?"
    r"(?:<aimed_at>|<where_people_are>)\b"
)


def is_among_people(view: View, trigger: Trigger) -> bool:
    """Whether a missile is told to have come down where people are: "a rocket landed near the embassy"."""
    arrives = trigger.form == "verb" and trigger.weapon is not None and trigger.weapon.end <= trigger.start
    return arrives and _AMONG_PEOPLE(view.knowledge).match(view.reading.flat, trigger.end) is not None


HEAD = 4  # sentences at the head of an article, where a headline is its own
_PRESENT = Pattern(r"\b(?:<heading_verb>)\b")
_CLOSED = re.compile(r"[.!?:;,\u2026)\"'\u201d\u2019\]]\s*$")


def is_heading(view: View, sentence: Sentence, told: list[Trigger]) -> bool:
    """Whether a line further down is the headline of another story: "South Korea tests its new missile"."""
    words = view.flat(sentence)
    if sentence.index < HEAD or not told or not _PRESENT(view.knowledge).search(words) or _CLOSED.search(words):
        return False
    beside = view.reading.sentences[sentence.index - 1 : sentence.index + 2]
    return len(beside) == len({s.paragraph for s in beside})


_CREDIT = re.compile(
    r"\W*\((?:[\w .'-]+/)?(?:Getty|AFP|AP|Reuters|EPA|Yonhap|News1|Newsis|Kyodo|Jiji|Xinhua)[\w .'/-]*\)\W*$"
)
_CAPTION = re.compile(
    r"[/(](?:[\w .'-]+/)?[^()/]*\b(?:Getty|AFP|AP|Reuters|REUTERS|EPA|Shutterstock|Images|Photo|Yonhap|"
    r"News1|Newsis|Kyodo|Jiji|Xinhua|Sputnik)\b[^()]*\)?\s*$|"
    r"(?i:\bin this (?:undated |file |recent |handout )*(?:photo|image|picture))"
)


def is_caption(view: View, sentence: Sentence) -> bool:
    """Whether a sentence is what stands under a picture, with its credit in it or right behind it: "(Yonhap)"."""
    if _CAPTION.search(view.flat(sentence)):
        return True
    after = view.reading.sentences[sentence.index + 1 : sentence.index + 2]
    return any(s.paragraph == sentence.paragraph and _CREDIT.match(view.flat(s)) for s in after)
