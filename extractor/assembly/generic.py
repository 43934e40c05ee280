"""Generics: sentences that tell of launches in general, of a practice or of a total rather than of one launch."""

from __future__ import annotations

import re

from extractor.assembly.days import settle
from extractor.assembly.statement import Statement
from extractor.assembly.trigger import Trigger
from extractor.assembly.trigger_nouns import CONDUCTS
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Count, Weapon
from extractor.reading import Sentence

# "Test-fired ballistic missiles 20 times": a total; "twice in 2009" is told as one event.
_TIMES = re.compile(
    r"[^,;.]{0,50}? (?:four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|dozens of|many|several|numerous) times\b"
    r"(?! (?:the|its|as|more|faster|that)\b)(?![^.;]{0,30}, (?:most recently|the last|the latest|including)\b)"
)
_SUCH = re.compile(r"\b[Ss]uch (?:[\w-]+ )?\Z")


# "Has conducted seven rounds of missile tests this year"
_ROUNDS_OF = re.compile(r"\b(?!(?:a|one|two|the) )\w+ (?:rounds|sets|series|batches|waves|bouts) of (?:[\w-]+ ){0,3}$")


_LATEST_OF = re.compile(
    r"\b(?:latest|newest|last) in (?:a|the) (?:[\w-]+ )?(?:string|series|wave|spate|flurry|succession|run) of"
)
_HAVE_LED = re.compile(
    r"(?: (?:on|against) [^,;.]{3,40}?)? (?:have|has) (?:also |since |already )?"
    r"(?:led|prompted|forced|pushed|driven|disrupted|caused|drawn|raised|become|made)\b"
)


def _is_of_many(view: View, sentence: Sentence, trigger: Trigger) -> bool:
    begins = min(trigger.start, trigger.weapon.start if trigger.weapon else trigger.start)
    if trigger.form != "verb" and _ROUNDS_OF.search(view.reading.flat, sentence.start, begins):
        return is_over_time(view, view.flat(sentence))
    if trigger.form != "verb" and trigger.plural and _LATEST_OF.search(view.reading.flat, sentence.start, trigger.end):
        return True
    if trigger.form != "verb" and trigger.plural and _HAVE_LED.match(view.reading.flat, trigger.end, sentence.end):
        return True
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
    if trigger is not None and (
        _is_practice(view, statement, trigger) or _is_what_others_are(view, statement, trigger)
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


_BEGAN = re.compile(r"\b(?:began|begun|begin|begins|started|start|starts|starting|beginning) (?:\w+ly )?$")
_HAS_USED = re.compile(r"\b(?:has|have) (?:also |already |repeatedly |largely |mostly |mainly )?$")
_EVER_SINCE = re.compile(
    r"(?![^.;]*\b(?:first|latest|last)\b)[^.;]{3,70} since (?:early |late |mid-)?"
    r"(?:[A-Z][a-z]+|\d{4}|last|the (?:start|outbreak|beginning|war))\b"
)
_UP_TO_NOW = re.compile(r"\b(?:to date|so far|until now|up to now|thus far|existing|since \w+)\b", re.IGNORECASE)


def _is_practice(view: View, statement: Statement, trigger: Trigger) -> bool:
    """What became a practice in some year, "began launching satellites in 1999", or has been one up to now."""
    flat = view.reading.flat
    before = flat[statement.sentence.start : trigger.start]
    if trigger.form != "verb" or statement.counts:
        return False
    if _BEGAN.search(before):
        return bool(statement.dates) and all(len(d.iso or "") == len("1999") for d in statement.dates)
    if any(len(settle(d) or "") > len("1999") for d in statement.dates):
        return False
    if _HAS_USED.search(before) and _EVER_SINCE.match(flat, trigger.end, statement.sentence.end):
        return True
    uses = flat[trigger.start : trigger.end].lower() in ("used", "employed", "relied on")
    return (
        uses and _HAS_USED.search(before) is not None and _UP_TO_NOW.search(view.flat(statement.sentence)) is not None
    )


_ARE_REALLY = re.compile(
    r"\b(?:launches|tests|firings|flights|rockets) (?:are|were) "
    r"(?:(?:in (?:reality|fact|truth)|really|actually|just|merely|simply|also|disguised|covert|thinly|veiled) ){0,3}$"
)


def _is_what_others_are(view: View, statement: Statement, trigger: Trigger) -> bool:
    """What launches in general are said to be: "such launches are in reality tests of its missiles"."""
    before = view.reading.flat[statement.sentence.start : trigger.start]
    return trigger.form != "verb" and trigger.plural and _ARE_REALLY.search(before) is not None


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
    beside = [c for c in view.of(Count, statement.sentence) if abs(c.start - statement.trigger.start) < 90]
    near = statement.counts or beside
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
