"""Launches: drafts of events rendered as the events of a record."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from extractor.assembly import counting, placing, slots
from extractor.assembly.claims import FIGURES, claims_of
from extractor.assembly.confidence import rated
from extractor.assembly.dating import day_unsaid
from extractor.assembly.draft import Draft
from extractor.assembly.events import LEAD, assemble
from extractor.assembly.facts import Case
from extractor.assembly.launchers import Side
from extractor.assembly.statement import Statement
from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.finders.bodies import country_words_in
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.article import digest
from extractor.model.mention import Body
from extractor.model.record import Claim, Country, Event, Found
from extractor.reading import Sentence

Kind = Literal["test", "attack", "space_launch"]


def drafts(view: View, statements: tuple[Statement, ...]) -> list[Draft]:
    """Drafts of the events of an article, the main one first."""
    found = assemble(view, statements)
    main = _main(found)
    return sorted(found, key=lambda d: (d is not main, d.start))


def events(view: View, found: tuple[Draft, ...]) -> tuple[Event, ...]:
    """Drafts as the events of a record, the main one first, the others in the order of their first words."""
    told: Counter[tuple[int, int]] = Counter()
    made = []
    spare = _spare(view, found)
    for number, draft in enumerate(found):
        words = _trigger(draft).start, _trigger(draft).end
        is_main = number == 0 and _is_news(view, draft)
        event = _event(view, draft, spare if is_main else None, told[words])
        made.append(rated(Case(view=view, event=event, draft=draft)))
        told[words] += 1
    return tuple(made)


def _trigger(draft: Draft) -> Trigger:
    return next(s.trigger for s in sorted(draft.statements, key=lambda s: s.start) if s.trigger)


def _main(drafts: list[Draft]) -> Draft | None:
    """The launch the article is about: told of first, or most."""
    if not drafts:
        return None
    votes = Counter({id(draft): len(draft.statements) for draft in drafts})
    first = min(drafts, key=lambda d: d.start)
    best = max(drafts, key=lambda d: votes[id(d)])
    return best if votes[id(best)] > 2 * votes[id(first)] else first


OLD_NEWS = timedelta(days=14)  # an article that tells only of launches older than this is about something else
RETOLD = 3  # statements that make a launch the story although the article opens with something else


def _is_news(view: View, draft: Draft) -> bool:
    """Whether the article is about this launch: it opens with it or comes back to it, and it is of these days."""
    if not _is_lead(draft) and len(draft.statements) < RETOLD:
        return False
    told = [s for s in draft.statements if s.telling]
    if told and len(draft.statements) < RETOLD and all(s.is_aside for s in told):
        return False
    if len(draft.statements) == 1 and draft.statements[0].sentence.index and _only_in_perfect(view, told):
        return False
    published = view.reading.published
    if published is None or draft.iso is None:
        return True
    return not _ended_before(draft.iso, published - OLD_NEWS)


_HAS = re.compile(r"\b(?:has|have) (?:\w+ )?\Z")


def _only_in_perfect(view: View, told: list[Statement]) -> bool:
    """ "It has fired two missiles over Japan", told once and of no day: how things stand, not the news."""
    return bool(told) and all(not s.dates and _HAS.search(view.reading.flat, s.sentence.start, s.start) for s in told)


def _ended_before(iso: str, day: date) -> bool:
    """Whether a day, month, year or interval was over before `day`; values of one precision compare as text."""
    last = iso.rpartition("/")[2]
    return last < day.isoformat()[: len(last)]


def _spare(view: View, found: tuple[Draft, ...]) -> tuple[Sentence, ...]:
    """Sentences that belong to no launch: they may say more of the one that the article is about."""
    taken = {s.sentence.index for d in found for s in d.statements}
    return tuple(s for s in view.reading.sentences if s.index not in taken)


def _event(view: View, draft: Draft, spare: tuple[Sentence, ...] | None, twin: int) -> Event:
    """An event of the record.

    `spare` is None where the article is not about this launch; `twin` counts the events that the same words told
    before: "in May and in June" is two.
    """
    is_main = spare is not None
    trigger = _trigger(draft)
    side = draft.side
    words = slots.cut(view, trigger.start, trigger.end)
    count, classes = counting.count(view, draft, spare or ()), slots.classes(view, draft, spare or ())
    figures = {slot: slots.figure(view, draft, dimension, unit) for slot, dimension, unit in FIGURES}
    figures["range_km"] = slots.design_range(view, draft, is_main=is_main)
    figures["speed_mach"] = slots.speed(view, draft)
    return Event(
        event_id="e"
        + digest(view.reading.article.article_id, str(trigger.start), str(trigger.end), *([str(twin)] if twin else [])),
        prominence="main" if is_main else "background",
        kind=_kind(view, draft),
        status=_status(draft),
        trigger=words,
        country=_country(view, side),
        actor=slots.found(view, side.actor.text, [side.actor]) if side and side.actor else None,
        count=count,
        weapon_classes=classes,  # type: ignore[arg-type]
        weapon_names=slots.names(view, draft, spare or ()),
        **figures,
        date=slots.when(view, draft) or day_unsaid(view, draft, words, is_lead=is_main and _is_lead(draft)),
        launch_site=placing.launch_site(view, draft, spare or ()),
        impact_area=placing.impact_area(view, draft, spare or ()),
        sources=slots.sources(view, draft),
        claims=_claims(view, draft, {"count": count, "weapon_classes": classes, **figures}),
        confidence=slots.UNRATED,
    )


def _country(view: View, side: Side | None) -> Found[Country] | None:
    if side is None:
        return None
    words = slots.cut(view, side.start, side.end)
    return Found(value=side.country, attributed_to=None, evidence=(words,), confidence=slots.UNRATED)


def _claims(view: View, draft: Draft, filled: dict[str, Any]) -> tuple[Claim, ...]:
    """What the text disagrees on, slot by slot."""
    found: list[Claim] = []
    for slot, value in filled.items():
        chosen = value if isinstance(value, tuple) else (value,) if value is not None else ()
        found += claims_of(view, draft, slot, chosen)
    return tuple(found)


def _is_lead(draft: Draft) -> bool:
    """Whether the article opens with this launch: only then is it the day's news."""
    return min(s.sentence.index for s in draft.statements) < LEAD


_INTO_ORBIT = re.compile(r"\b(?:into|in|to) (?:[\w-]+ ){0,2}(?:orbit|space)\b")


def _kind(view: View, draft: Draft) -> Kind:
    weapons = draft.weapons()
    reaches_space = draft.side is not None and draft.side.country in _space_powers(view.knowledge)
    aloft = any("space_launch_vehicle" in (*w.classes, *w.known_classes) for w in weapons)
    aloft = aloft or (not weapons and any(_INTO_ORBIT.search(view.flat(s.sentence)) for s in draft.statements))
    if (reaches_space or draft.side is None) and aloft:
        return "space_launch"
    fired = [s.trigger for s in draft.statements if s.trigger]
    votes = Counter(t.action for t in fired)
    votes["test"] += any(view.reading.flat.startswith("test", t.start) for t in fired)
    if votes["attack"] > votes["test"]:
        return "attack"
    if votes["test"] or any(_A_DRILL.search(view.flat(s.sentence)) for s in draft.statements if s.telling):
        return "test"
    of_a_movement = draft.side is not None and draft.side.actor is not None and draft.side.actor.type == "movement"
    attacks = of_a_movement or _hits_another_country(view, draft) or _is_aimed_abroad(view, draft)
    return "attack" if attacks or any(_hurts(view, s) for s in draft.statements if s.telling) else "test"


_HURTS = Pattern(
    r"\bdestroyed (?:[\w-]+ ){1,5}(?:missiles|rockets)\b|\b(?:missiles|rockets|drones)\b[^.;]{0,70} were destroyed\b|"
    r"\b(?<!not )(?<!not been )(?<!nobody was )(?<!no one was )(?:<scene_of_attack>)\b"
)


def _hurts(view: View, statement: Statement) -> bool:
    """Whether the sentence tells of somebody hurt, or of missiles stopped on their way."""
    return _HURTS(view.knowledge).search(view.flat(statement.sentence)) is not None


_AIMS = re.compile(
    r"\b(?:at|on|against|targeting|hit|struck) (?:(?!mock|simulated)[\w-]+ ){0,3}$|\binto (?:[a-z]+(?:ern|ral) )?$"
)
_ITS_WATERS = re.compile(r"'s|-| [A-Z]| (?:waters|exclusive|EEZ|[Ss]ea)\b")
_WITHIN_REACH = re.compile(r"\b(?:capable|able|can|could|would|might|may|designed|capacity|range)\b")


def _is_aimed_abroad(view: View, draft: Draft) -> bool:
    """Whether it was fired at something of another country: "at a Syrian air base"."""
    if draft.side is None:
        return False
    for statement in (s for s in draft.statements if s.telling):
        end = min(statement.sentence.end, statement.start + 140)
        for word in country_words_in(view.reading, view.knowledge, statement.start, end):
            before = re.split(r"[,;:]", view.reading.flat[statement.start : word.start])[-1]
            aims = _AIMS.search(before) and not (
                before.endswith("into ") and _ITS_WATERS.match(view.reading.flat, word.end)
            )
            if word.code != draft.side.country and aims and not _WITHIN_REACH.search(before):
                return True
    return False


_A_DRILL = re.compile(r"\b(?:tests?|tested|drills?|exercises?|manoeuvres|maneuvers|training|war games?)\b")


@lru_cache(maxsize=4)
def _space_powers(knowledge: Knowledge) -> frozenset[str | None]:
    """Countries that the knowledge base gives a space launcher: elsewhere a long-range rocket is artillery."""
    return frozenset(w.country for w in knowledge.weapons.weapon if "space_launch_vehicle" in w.classes)


_ZONE = re.compile(r"(?i)\b(?:zone|EEZ|waters)$")


def _hits_another_country(view: View, draft: Draft) -> bool:
    """Whether it came down in, or was aimed at, a country that is not the launching one."""
    side = draft.side
    for place in (
        p for s in draft.statements for p in s.places if p.role == "impact_area" and not _ZONE.search(p.text)
    ):
        country = place.country or next(
            (c.country for c in view.of(Body) if c.start == place.start and c.type == "country"), None
        )
        if country is not None and side is not None and country != side.country:
            return True
    return False


def _status(draft: Draft) -> Literal["occurred", "failed", "planned"]:
    states = Counter(s.state for s in draft.statements)
    told = Counter(s.state for s in draft.statements if s.telling)
    if states["failed"] and (told["failed"] >= told["occurred"] or states["failed"] * 2 >= states["occurred"]):
        return "failed"
    if told["planned"] and not told["occurred"]:
        return "planned"  # "the launch committee will meet" only points to it
    return "occurred" if states["occurred"] else "planned" if states["planned"] else "failed"
