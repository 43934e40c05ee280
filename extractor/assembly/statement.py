"""A statement: what one sentence says of one launch; and sentences that tell of launches in general or in total."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from extractor.assembly.days import settle
from extractor.assembly.launchers import Side
from extractor.assembly.scope import State
from extractor.assembly.trigger import Trigger
from extractor.assembly.trigger_nouns import CONDUCTS
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


# "Test-fired ballistic missiles 20 times": a total; "twice in 2009" is told as one event.
_TIMES = re.compile(
    r"[^,;.]{0,50}? (?:four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|dozens of|many|several|numerous) times\b"
    r"(?! (?:the|its|as|more|faster|that)\b)(?![^.;]{0,30}, (?:most recently|the last|the latest|including)\b)"
)
_SUCH = re.compile(r"\b[Ss]uch (?:[\w-]+ )?\Z")


def _is_of_many(view: View, sentence: Sentence, trigger: Trigger) -> bool:
    begin = max(trigger.end, trigger.weapon.end if trigger.weapon else 0)
    return _TIMES.match(view.reading.flat, begin, sentence.end) is not None


def is_generic(view: View, statement: Statement) -> bool:
    """Launches in general: a plural without number, day or determiner ("testing ballistic missiles")."""
    trigger = statement.trigger
    if trigger is not None and _is_of_many(view, statement.sentence, trigger):
        return True
    if (
        trigger is not None
        and trigger.plural
        and _SUCH.search(view.reading.flat, statement.sentence.start, trigger.start)
    ):
        return True
    if trigger is None or statement.dates or (any(c.min != 1 for c in statement.counts) and trigger.form == "verb"):
        return False
    if _is_raid(view, statement) or _is_headline(view, statement) or _is_counted(view, statement):
        return False
    if (
        trigger.form == "noun"
        and statement.side is not None
        and CONDUCTS(view.knowledge).search(view.reading.flat[statement.sentence.start : trigger.start])
    ):
        return trigger.plural and trigger.weapon is not None and trigger.weapon.modifies != ""
    if trigger.form == "noun" and (trigger.start, trigger.end) == _span(trigger.weapon) and statement.counts:
        return False  # "intercepted four missiles from Yemen"
    if trigger.form == "noun":
        return trigger.plural or (trigger.weapon is not None and trigger.weapon.plural and not statement.counts)
    gerund = view.reading.flat[trigger.start : trigger.end].lower().endswith("ing")
    if trigger.form != "verb" or not gerund or trigger.weapon is None:
        return False
    before = view.reading.flat[statement.sentence.start : trigger.start]
    if before.endswith(", ") and statement.side is not None:
        return False  # "has conducted a test, firing missiles": the deed of the main clause, told again
    if _IN_RETURN.search(before) and statement.side is not None:
        return False
    opens = not before.strip(" \"'")
    return opens or (trigger.weapon.plural and not statement.counts)


# "Seoul quickly responded by launching its own missiles": a deed, though nobody counts them.
_IN_RETURN = re.compile(r"\b(?:responded|retaliated|answered|replied|reacted|hit back|followed) (?:\w+ )?(?:by|with) $")


def _span(weapon: Weapon | None) -> tuple[int, int] | None:
    return (weapon.start, weapon.end) if weapon else None


_ON_A_TARGET = re.compile(r" (?:on|against|at) (?!\w+day\b|\d)")
_OVER_TIME = re.compile(
    r"\b(?:since|every|often|for (?:weeks|months|years|days)|daily|nightly|weekly|regularly|repeatedly|routinely|"
    r"continued|ongoing|campaign|this year|so far|have been|has been)\b",
    re.IGNORECASE,
)


def _is_raid(view: View, statement: Statement) -> bool:
    """A raid told as news: "has launched missile strikes on Erbil"; those of a campaign are a habit."""
    trigger = statement.trigger
    if trigger is None or trigger.action != "attack" or trigger.form != "noun" or statement.side is None:
        return False
    words = view.flat(statement.sentence)
    before = words[: trigger.start - statement.sentence.start]
    return (
        statement.sentence.index < OPENING
        and _ON_A_TARGET.match(view.reading.flat, trigger.end) is not None
        and CONDUCTS(view.knowledge).search(before) is not None
        and _OVER_TIME.search(words) is None
    )


def _is_counted(view: View, statement: Statement) -> bool:
    """A few launches with the place they were made from: "detected three missile launches from Kittaeryong"."""
    trigger = statement.trigger
    if trigger is None or trigger.form != "noun" or trigger.weapon is None:
        return False
    if _PERIOD(view.knowledge).search(view.flat(statement.sentence)):
        return False
    few = any(c.min is not None and 1 < c.min <= MANY for c in statement.counts)
    return few and any(p.role == "launch_site" and p.start > trigger.end for p in statement.places)


_CARRIED_OUT = re.compile(r"\b(?:conducted|carried out|staged|held) (?:[\w-]+ ){0,6}$")


def _is_headline(view: View, statement: Statement) -> bool:
    """What the first sentence says was done: "reports that Iran conducted ballistic missile tests"."""
    trigger, sentence = statement.trigger, statement.sentence
    if trigger is None or sentence.index > 0 or trigger.form != "noun" or statement.side is None:
        return False
    before = view.reading.flat[sentence.start : trigger.start]
    return _CARRIED_OUT.search(before) is not None and _OVER_TIME.search(view.flat(sentence)) is None


OPENING = 3  # sentences in which news tells of its raid; later ones look back on a campaign
_PERIOD = Pattern(r"(?i)\b(?:<period>|in (?:19|20)\d\d)\b")


_PERFECT = Pattern(r"\b(?:has|have|had) (?:\w+ )?(?:<summed>)\b")


_AVERAGE = re.compile(r"\b(?:an average of|on average|(?:missiles|rockets) (?:a|per|every) (?:day|week|month)|daily)\b")
MANY = 4  # "three launches in April" are told as events; a larger count over a period is a total


def is_over_time(view: View, words: str) -> bool:
    """Whether a sentence speaks of a period or of an average, as one with a total does."""
    return _AVERAGE.search(words) is not None or _PERIOD(view.knowledge).search(words) is not None


def total_of(view: View, statement: Statement) -> Count | None:
    """The count that makes a statement a total over a period rather than a launch: "more than 70 missiles in 2022"."""
    words = view.flat(statement.sentence)
    if statement.trigger is None or statement.trigger.form == "back" or not is_over_time(view, words):
        return None
    on_average = _AVERAGE.search(words)
    when = statement.when
    if when is not None and len((settle(when) or "").partition("/")[0]) >= 10:
        return None
    near = [c for c in view.of(Count, statement.sentence) if abs(c.start - statement.trigger.start) < 90]
    many = [
        c
        for c in near
        if (c.min or c.max or 0) + _and_others(view, c) > MANY and c.what in ("missiles", "launches", "mixed")
    ]
    return many[0] if many and (when is not None or on_average or _PERFECT(view.knowledge).search(words)) else None


_AND = re.compile(r"\b(\d{1,3}) (?:ballistic|cruise|hypersonic|[a-z]+-range) and $")


def _and_others(view: View, count: Count) -> int:
    """Missiles of a kind counted before: "38 ballistic and three cruise missiles"."""
    others = _AND.search(view.reading.flat, max(0, count.start - 30), count.start)
    return int(others[1]) if others else 0


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
