"""Continuations: sentences without a launch of their own that go on about one, or tell what its weapon can do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extractor.assembly import outcome
from extractor.assembly.attribution import speakers
from extractor.assembly.identity import ABOUT_IT, FIGURES_OF_IT, identified_weapons, own_figures
from extractor.assembly.naming import is_version
from extractor.assembly.ownership import is_of_flight
from extractor.assembly.statement import Statement
from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve
from extractor.model.mention import Count, Date, Measure, Place, Weapon
from extractor.reading import Sentence


def _description(view: View, sentence: Sentence) -> list[Statement]:
    """What a sentence says of a weapon by its name: "The Musudan has a range of 3,000 km"."""
    named = [w for w in view.of(Weapon, sentence) if w.canonical and not w.modifies]
    named = [w for w in named if not _KIN.search(view.reading.flat, sentence.start, w.start)]
    reach = [m for m in view.of(Measure, sentence) if m.dimension == "range"]
    if len({w.canonical for w in named}) != 1 or not reach or named[0].start > reach[0].start:
        return []
    if is_version(view, named[0]):
        return []
    return [
        Statement(
            sentence=sentence, trigger=None, state="occurred", side=None, describes=True, weapons=tuple(named[:1]),
            measures=tuple(reach[:1]), sources=speakers(view, sentence),
        )
    ]  # fmt: skip


_KIN = re.compile(
    r", (?:an? |the )?(?:[\w-]+ )?(?:version|variant|copy|relative|derivative|successor|cousin) (?:of|to) (?:the )?$"
)
"""Before a weapon that another is only compared with: "the Dezful, a version of the Zolfaghar, has a range of"."""


def _subject(view: View, sentence: Sentence, about: re.Match[str] | None) -> list[Weapon]:
    """The weapon that a sentence goes on about: "The intermediate-range missile flew ..."."""
    if about is None:
        return []
    end = sentence.start + about.end()
    return [w for w in view.of(Weapon, sentence) if w.end == end and w.classes and not w.modifies]


_PART = re.compile(
    r"(?i)(?:the )?(?:one|two|three|some|several|most|many|others?|first|second|third|rest|last)\b"
    r"(?! (?:[\w-]+ )?(?:missile|rocket|projectile))"
)


def _all_fail(view: View, words: str) -> bool:
    """Whether a launch failed as a whole: a salvo of which "one failed" did not."""
    return outcome.fails(view.knowledge, words) and _PART.match(words) is None


_HAPPENED = re.compile(
    r"\b(?:incident|accident|mishap|failure|drama|anomaly|malfunction|misfire|crash)\b[^.;]{0,80}?"
    r"\b(?:occurred|happened|took place)\b(?: (?:during|in|off|at|near) [^.;,]{3,60})?(?: on)? (?:late |early )?$"
)


_IT_HAPPENED = re.compile(
    r"(?:This|It|That|The (?:test|launch|firing|shot|event)) (?:all )?"
    r"(?:happened|occurred|took place|came|was (?:carried out|conducted|held|made|performed|staged)) "
    r"(?:[^.;,]{3,60} )?(?:on )?(?:late |early )?$"
)


def _happened(view: View, sentence: Sentence) -> list[Statement]:
    """A sentence that tells the day of what befell a launch: "The incident occurred on 30 January"."""
    flat = view.reading.flat
    before = [(d, flat[sentence.start : d.start]) for d in view.of(Date, sentence) if d.iso]
    days = [
        d for d, words in before if _HAPPENED.search(words) or (_IT_HAPPENED.fullmatch(words) and _told(view, sentence))
    ]
    return [
        Statement(
            sentence=sentence, trigger=None, state="occurred", side=None, dates=tuple(days[:1]),
            sources=speakers(view, sentence),
        )
    ] if days else []  # fmt: skip


def _told(view: View, sentence: Sentence) -> bool:
    """Whether the sentence before tells of something launched."""
    before = view.reading.sentences[max(0, sentence.index - 2) : sentence.index]
    return any(view.cues(s, "launch_verb", "test_verb", "launch_noun", "test_noun") for s in before)


# "The army announced a 450 km flight and a 60 km apogee"
_OF_A_FLIGHT = re.compile(r"\b(?:an?|the|its|their) (?:[\w,.-]+ ){0,3}(?:flights?|apogee|peak)\b")


_SINCE = re.compile(r"\bsince (?:early |late |mid-|last )?$")  # "the first ballistic missiles since January 14"


def _days(view: View, sentence: Sentence) -> list[Date]:
    """Days of a sentence that are those of the flight it tells of."""
    words = view.flat(sentence)
    told = [(d, words[: d.start - sentence.start]) for d in view.of(Date, sentence)]
    return [d for d, before in told if is_of_flight(view.knowledge, before) and not _SINCE.search(before)]


@lru_cache(maxsize=4)
def _sieve(knowledge: Knowledge) -> Sieve:
    return Sieve((ABOUT_IT(knowledge),))


def continuation(view: View, sentence: Sentence) -> list[Statement]:
    """A sentence that goes on about a launch: its missile as subject, figures of a flight, or what it was."""
    words = view.flat(sentence)
    held = _sieve(view.knowledge).over(view.reading.flat, view.reading.folded)
    about = ABOUT_IT(view.knowledge).search(words) if held.may_lie(0, sentence.start, sentence.end) else None
    measures = [
        m
        for m in own_figures(view, sentence, view.of(Measure, sentence))
        if m.dimension != "other" and (about or m.dimension != "range")
    ]
    weapons = [w for w in view.of(Weapon, sentence) if "surface_to_air" not in w.known_classes]
    identified = identified_weapons(view, sentence, weapons)
    told = about or identified
    flight = (told or measures) and (view.cues(sentence, "flight_verb") or FIGURES_OF_IT(view.knowledge).match(words))
    launched = flight or view.cues(sentence, "launch_verb")
    if not told and not (measures and (flight or _OF_A_FLIGHT.search(words))):
        return _happened(view, sentence) or _description(view, sentence)
    return [
        Statement(
            sentence=sentence,
            trigger=None,
            state="failed" if about and _all_fail(view, words[about.start() :]) else "occurred",
            side=None,
            weapons=tuple(identified or _subject(view, sentence, about)),
            measures=tuple(measures),
            dates=tuple(_days(view, sentence)) if about and launched else (),
            counts=tuple(
                c
                for c in view.of(Count, sentence)
                if c.what == "missiles" and about and c.start < sentence.start + 30 and (c.min or 0) > 1
            ),
            places=tuple(
                p for p in view.of(Place, sentence) if about and (launched or p.role in ("launch_site", "impact_area"))
            ),
            sources=speakers(view, sentence),
        )
    ]


# "It flew 270 km, like the missile launched on February 27": figures before the comparison are the story's own.
_COMPARES = re.compile(
    r"\b(?:similar(?:ly)? to|identical to|the same (?:as|distance as|altitude as)|like|unlike|than|"
    r"compared (?:to|with)|as (?:far|high|long) as) [^;.]{0,80}$"
)


def compared(view: View, sentence: Sentence, made: list[Statement]) -> list[Statement]:
    """The one launch of a sentence, without the figures that are told of another which is compared with it."""
    if len(made) != 1 or made[0].trigger is None or not made[0].looks_back:
        return made
    told, flat = made[0], view.reading.flat
    link = _COMPARES.search(flat, sentence.start, told.start)
    about = ABOUT_IT(view.knowledge).search(flat, sentence.start, link.start()) if link else None
    if link is None or about is None:
        return made
    own = tuple(m for m in told.measures if m.end <= link.start())
    rest = replace(told, measures=tuple(m for m in told.measures if m not in own))
    return [Statement(sentence=sentence, trigger=None, state="occurred", side=None, measures=own), rest]


# "The missile flew 700 km, Seoul said. It was launched from Sunan on Monday"
_MADE_THEN = re.compile(
    r"\W*(?:(?:It|They|Both|All) (?:was|were|had been) (?:\w+ )?(?:test-)?(?:fired|launched|tested)\b|"
    r"[A-Z][\w.]+(?: [A-Z][\w.]+)? (?:had )?(?:fired|launched|tested) (?:it|them)\b)"
)


def told_ahead(view: View, told: Sequence[Statement], first: Statement) -> list[Statement]:
    """What is told of a flight right before the sentence that says who launched it, and when."""
    if not _MADE_THEN.match(view.reading.flat, first.sentence.start):
        return []
    before = first.sentence.index - 1
    return [s for s in told if s.trigger is None and not s.describes and s.sentence.index == before]
