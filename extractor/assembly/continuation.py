"""Continuations: sentences without a launch of their own that go on about one, or tell what its weapon can do."""

from __future__ import annotations

import re

from extractor.assembly import outcome
from extractor.assembly.attribution import speakers
from extractor.assembly.identity import ABOUT_IT, FIGURES_OF_IT, identified_weapons, own_figures
from extractor.assembly.ownership import is_of_flight
from extractor.assembly.statement import Statement
from extractor.assembly.view import View
from extractor.model.mention import Count, Date, Measure, Place, Weapon
from extractor.reading import Sentence


def _description(view: View, sentence: Sentence) -> list[Statement]:
    """What a sentence says of a weapon by its name: "The Musudan has a range of 3,000 km"."""
    named = [w for w in view.of(Weapon, sentence) if w.canonical and not w.modifies]
    reach = [m for m in view.of(Measure, sentence) if m.dimension == "range"]
    if len({w.canonical for w in named}) != 1 or not reach or named[0].start > reach[0].start:
        return []
    return [
        Statement(
            sentence=sentence, trigger=None, state="occurred", side=None, describes=True, weapons=tuple(named[:1]),
            measures=tuple(reach[:1]), sources=speakers(view, sentence),
        )
    ]  # fmt: skip


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


def _happened(view: View, sentence: Sentence) -> list[Statement]:
    """A sentence that tells the day of what befell a launch: "The incident occurred on 30 January"."""
    flat = view.reading.flat
    days = [d for d in view.of(Date, sentence) if d.iso and _HAPPENED.search(flat[sentence.start : d.start])]
    return [
        Statement(
            sentence=sentence, trigger=None, state="occurred", side=None, dates=tuple(days[:1]),
            sources=speakers(view, sentence),
        )
    ] if days else []  # fmt: skip


def continuation(view: View, sentence: Sentence) -> list[Statement]:
    """A sentence that goes on about a launch: its missile as subject, figures of a flight, or what it was."""
    words = view.flat(sentence)
    about = ABOUT_IT(view.knowledge).search(words)
    measures = [
        m
        for m in own_figures(view, sentence, view.of(Measure, sentence))
        if m.dimension != "other" and (about or m.dimension != "range")
    ]
    flight = view.cues(sentence, "flight_verb") or FIGURES_OF_IT(view.knowledge).match(words)
    identified = identified_weapons(view, sentence)
    launched = flight or view.cues(sentence, "launch_verb")
    if not about and not (measures and flight) and not identified:
        return _happened(view, sentence) or _description(view, sentence)
    return [
        Statement(
            sentence=sentence,
            trigger=None,
            state="failed" if about and _all_fail(view, words[about.start() :]) else "occurred",
            side=None,
            weapons=tuple(identified or _subject(view, sentence, about)),
            measures=tuple(measures),
            dates=tuple(
                d
                for d in view.of(Date, sentence)
                if about and launched and is_of_flight(view.knowledge, words[: d.start - sentence.start])
            ),
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
