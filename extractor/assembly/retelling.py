"""Retelling: whether a statement goes on about a launch that was told before, and whether it tells of one at all."""

from __future__ import annotations

import re

from extractor.assembly.days import days_apart, is_spoken, settle
from extractor.assembly.draft import Draft, is_near
from extractor.assembly.statement import Statement, is_launch
from extractor.assembly.story import is_among_people, is_of_war
from extractor.assembly.view import View
from extractor.model.mention import Body, Date

_ANOTHER = re.compile(
    r"(?i)\b(?:another|a further|a second|a third|a new) (?:barrage|salvo|volley|wave|round|batch)s? "
    r"of (?:[\w-]+ ){0,3}$"
)
_ONE = re.compile(r"(?i)(?:one|another|a second|a third)\b")


def is_part(view: View, statement: Statement, draft: Draft) -> bool:
    """Whether a missile told by itself, or a further barrage, is of the salvo just told: "One rocket hit a roof"."""
    weapon = statement.trigger.weapon if statement.trigger else None
    if (
        weapon is None
        or not is_near(statement, draft)
        or not any(c.min != 1 for s in draft.statements for c in s.counts)
    ):
        return False
    flat = view.reading.flat
    if statement.trigger is not None and (statement.trigger.start, statement.trigger.end) == (weapon.start, weapon.end):
        return True  # what was shot down of it
    if _ANOTHER.search(flat, max(statement.sentence.start, weapon.start - 60), weapon.start):
        return True
    arrives = statement.trigger is not None and weapon.end <= statement.trigger.start
    return arrives and any(_ONE.match(c.text) for c in statement.counts)


def is_year_of(view: View, iso: str | None) -> bool:
    """Whether a bare year may be that of the news: "the 2009 test" in news of 2014 is another."""
    published = view.reading.published
    return iso is not None and len(iso) == 4 and (published is None or iso == str(published.year))


def is_earlier(when: Date) -> bool:
    """Whether words set a day apart from that of the news: "the launch earlier this month"."""
    return re.match(r"(?i)earlier (?:this|in the|that) ", when.text) is not None


_PREVIOUS = re.compile(r"\b(?:previous|earlier|prior|preceding) (?:[\w-]+ ){0,2}$")


def is_previous(view: View, statement: Statement) -> bool:
    """Whether it points to the launch before: "the previous attack was on Wednesday"."""
    trigger = statement.trigger
    if trigger is None or trigger.form != "back" or not statement.dates:
        return False
    return _PREVIOUS.search(view.reading.flat, statement.sentence.start, trigger.start) is not None


_COUNTED = re.compile(r"(?:after|before)$")


def is_counted_from(statement: Statement, draft: Draft) -> bool:
    """Whether it is the launch that came days after that one: "two days after launching an ICBM, it fired two more"."""
    offset = draft.last.offset
    if offset is None or _COUNTED.search(offset.text) is None or not statement.telling or statement.offset:
        return False
    return draft.last.sentence is statement.sentence and draft.last.start < statement.start


_ANSWERED = re.compile(r"\bin (?:response|reaction|answer|retaliation|reply) to [^,;.]{0,40}$")


def answers(view: View, statement: Statement, draft: Draft) -> bool:
    """Whether a launch was made in answer to the one pointed to: "fired four missiles in response to the launch"."""
    told = [s for s in draft.statements if s.sentence is statement.sentence and s.telling]
    return any(_ANSWERED.search(view.reading.flat, s.start, statement.start) for s in told)


_THE = re.compile(r"\b[Tt]he $")


def is_definite(view: View, statement: Statement) -> bool:
    """Whether it is about missiles told of before: "the missile was fired in November"."""
    weapon = statement.trigger.weapon if statement.trigger else None
    if weapon is None or weapon.start < statement.sentence.start:
        return False
    return _THE.search(view.reading.flat, weapon.start - 8, weapon.start) is not None


def _is_quoted(view: View, statement: Statement) -> bool:
    """Whether its day stands inside quotation marks."""
    when, sentence = statement.when, statement.sentence
    before = view.reading.flat[sentence.start : when.start] if when else ""
    return before.count('"') % 2 == 1


def reported_with(statement: Statement, draft: Draft) -> bool:
    """Whether an attack without a day of its own was reported on the day of another: "said that day it was an ICBM"."""
    said, attacks = statement.reported, any(s.trigger and s.trigger.action == "attack" for s in draft.statements)
    return attacks and said is not None and said.iso is not None and said.iso == draft.iso


def told_on(draft: Draft) -> str | None:
    """The day on which a launch without a day of its own is first reported."""
    said = draft.statements[0].reported
    return said.iso if said else None


def speaks_of_own(statement: Statement, first: Draft, focus: Draft) -> bool:
    """Whether state media speak of their own side's launch, after a word on the launch of another, in focus now."""
    speakers = {s.country for s in statement.sources if isinstance(s, Body) and s.type == "state_media"}
    if first.side is None or focus.side is None:
        return False
    return first.side.country in speakers and focus.side.country not in speakers


FORTNIGHT = 14  # days within which the first report of a launch comes


def precedes(iso: str | None, told: str | None, days: int = 2) -> bool:
    """Whether a day is too early to be that of a launch reported as news on another."""
    return (days_apart(iso, told) or 0) >= days and (iso or "") < (told or "")


_FIRST_TEST = re.compile(r"\b[Tt]he first (?:such )?\Z")  # "The first test was conducted in September"
DAYS_OLD = 5  # at which a launch told with its day is no more that of the news


def is_long_past(view: View, statement: Statement, lead: Draft, iso: str | None) -> bool:
    """Whether a launch told with its day is too old to be the one that the news opens with and gives no day for."""
    published = view.reading.published
    first = _FIRST_TEST.search(view.reading.flat, statement.sentence.start, statement.start) is not None
    if published is None or not (statement.telling or first) or is_definite(view, statement):
        return False
    old = precedes(iso, published.isoformat(), DAYS_OLD)
    old = old or (iso is not None and len(iso) == len("2017-07") and iso < published.isoformat()[:7])
    return lead.statements[0].sentence.index == 0 and old


def is_retold(view: View, statement: Statement, focus: Draft) -> bool:
    """The launch in focus, told again with the day on which it hit, or as of "today" in the words of a speaker."""
    when = statement.when
    quoted = when is not None and is_spoken(when) and _is_quoted(view, statement)
    if not (quoted or (is_definite(view, statement) and statement.telling)):
        return False
    return when is not None and days_apart(settle(when), focus.iso) == 1


_IN_A_PLACE = re.compile(
    r"\b(?:killed|wounded|injured|killing|wounding|injuring)\b[^.;]{2,50}? in (?:the )?(?:[A-Z][\w-]+ )?"
    r"(?:[a-z]+ (?:of )?){0,3}[A-Z]"
)


def is_told(view: View, statement: Statement) -> bool:
    """Whether words that name no side tell of a launch; in a story of war rockets that "hit a base" do."""
    trigger, weapon = statement.trigger, statement.trigger.weapon if statement.trigger else None
    if is_launch(statement):
        return True
    if trigger is None or weapon is None or not statement.is_firm:
        return False
    if not statement.telling:  # "the rocket attack in Erbil on Feb. 15 was the worst so far"
        return trigger.action == "attack" and any(settle(d) for d in statement.dates)
    hit = any(p.role == "impact_area" for p in statement.places) or is_among_people(view, trigger)
    hurt = trigger.action == "attack" and _IN_A_PLACE.search(view.flat(statement.sentence)) is not None
    if (hit or hurt) and (statement.dates or any(c.min != 1 for c in statement.counts)):
        return True  # "A missile struck a market in Erbil on Tuesday"
    return is_of_war(view) and (weapon.plural or weapon.name is not None)
