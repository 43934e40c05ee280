"""A statement: what one sentence says of one launch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from extractor.assembly.days import settle
from extractor.assembly.launchers import Side
from extractor.assembly.scope import State
from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body, Count, Date, Measure, Person, Place, Weapon
from extractor.reading import Sentence

FACTS = ("occurred", "failed", "planned")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Mentions of one sentence that belong to one launch.

    `offset` is a time expression that says how long after this launch the story's own one came ("two days after North
    Korea fired ..."). `telling` says that the sentence tells of a launch rather than pointing back to one.
    """

    sentence: Sentence
    trigger: Trigger | None
    state: State
    side: Side | None
    weapons: tuple[Weapon, ...] = ()
    counts: tuple[Count, ...] = ()
    measures: tuple[Measure, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Body | Person, ...] = ()
    offset: Date | None = None
    describes: bool = False
    """Told of the weapon at large, not of a flight of it: "the Musudan can fly 3,000 km"."""
    looks_back: bool = False
    """Told as something earlier than the story: "since its last test in May", "days after it fired"."""

    same_day: bool = False
    """Told as of the day of another launch: "earlier in the day it fired two more"."""

    reported: Date | None = None
    """The day on which it was said, where the sentence gives one."""

    is_aside: bool = False
    """Told in a sentence about another launch: "the test came two days after it fired two missiles"."""

    @property
    def start(self) -> int:
        """Where its trigger stands, else where its sentence begins."""
        return self.trigger.start if self.trigger else self.sentence.start

    @property
    def telling(self) -> bool:
        """Whether it tells of a launch rather than pointing back to one."""
        return self.trigger is not None and self.trigger.form != "back"

    @property
    def is_firm(self) -> bool:
        """Whether the words are enough to tell of a launch that was not told before.

        A noun needs somebody who did it, a day or an outcome; a bare plural ("tested missiles") a day, a place or a
        number.
        """
        trigger = self.trigger
        if trigger is None:
            return False
        anchored = bool(self.dates or self.offset or self.counts or self.measures or self.same_day)
        if trigger.form == "noun":
            return anchored or self.state == "failed" or (self.side is not None and not trigger.plural)
        return (
            anchored
            or trigger.weapon is None
            or not trigger.weapon.plural
            or any(p.role != "other" for p in self.places)
        )

    @property
    def when(self) -> Date | None:
        """The time expression of the launch: the nearest to its words, one without a value counting as further off."""
        return min(self.dates, key=lambda d: abs(d.start - self.start) + (40 if settle(d) is None else 0), default=None)


def is_launch(statement: Statement) -> bool:
    """Whether the words tell of a launch even though nobody is named: a coach "hit by a missile" was hit by a coin."""
    return (
        statement.telling
        and statement.is_firm
        and statement.trigger is not None
        and (statement.trigger.action != "attack")
    )


A_DAY = timedelta(days=1)
_NOTICE = Pattern(r"\b(?:<notice>)\b", re.IGNORECASE)
_UNSURE = re.compile(r"\b(?:may|might|could|if|threaten\w*|would respond|fears?|expected|possib\w+|likely)\b")


def state_of(view: View, sentence: Sentence, trigger: Trigger, dates: list[Date]) -> State:
    """What the sentence makes of its launch: of a day that is still to come it can only be announced."""
    state, published = trigger.factuality.state, view.reading.published
    if published is None or state not in ("occurred", "hypothetical"):
        return state
    days = [iso for iso in map(settle, dates) if iso and len(iso) >= len("2017-07-04")]
    if not days or min(days)[:10] <= (published + A_DAY).isoformat():
        return state  # the day after is that of the launch in a zone further east
    words = view.flat(sentence)
    if _UNSURE.search(words):
        return "hypothetical"
    return "planned" if _NOTICE(view.knowledge).search(words) else state
