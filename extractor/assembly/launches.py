"""Launches: drafts of events rendered as the events of a record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

from extractor.assembly import counting, placing, slots
from extractor.assembly.claims import FIGURES, claims_of
from extractor.assembly.confidence import rated
from extractor.assembly.dating import day_of
from extractor.assembly.draft import Draft
from extractor.assembly.events import LEAD, assemble
from extractor.assembly.facts import Case
from extractor.assembly.kinds import Kind, kinds
from extractor.assembly.launchers import Side
from extractor.assembly.spare import is_of_another_day
from extractor.assembly.statement import Statement
from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.model.article import digest
from extractor.model.mention import Date
from extractor.model.record import Claim, Country, Event, Found
from extractor.reading import Sentence


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
    has_main = bool(found) and _is_news(view, found[0])
    for number, (draft, kind) in enumerate(zip(found, kinds(view, found), strict=True)):
        words = _trigger(draft).start, _trigger(draft).end
        is_main = number == 0 and has_main
        event = _event(view, (draft, kind), spare if is_main else None, told[words], about_weapons=not has_main)
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
    first = min(drafts, key=lambda d: (d.statements[0].sentence.index, _is_counted_from(d), d.start))
    best = max(drafts, key=lambda d: votes[id(d)])
    return best if votes[id(best)] > 2 * votes[id(first)] else first


def _is_counted_from(draft: Draft) -> bool:
    """Whether it is an earlier launch by its words: "two days after launching an ICBM, North Korea fired two more"."""
    offset = draft.statements[0].offset
    return offset is not None and offset.text.endswith(("after", "before"))


OLD_NEWS = timedelta(days=14)  # an article that tells only of launches older than this is about something else
RETOLD = 3  # statements that make a launch the story although the article opens with something else


def _is_news(view: View, draft: Draft) -> bool:
    """Whether the article is about this launch: it opens with it or comes back to it, and it is of these days."""
    if not _is_lead(draft) and len(draft.statements) < RETOLD:
        return False
    told = [s for s in draft.statements if s.telling]
    if told and len(draft.statements) < RETOLD and all(s.is_aside for s in told):
        return False
    if told and told[0].sentence.index > (len(draft.statements) > 1) and _only_in_perfect(view, told):
        return False
    if any(_is_history(view, s) for s in told):
        return False
    published = view.reading.published
    if published is None or draft.iso is None:
        return True
    return not _ended_before(draft.iso, published - OLD_NEWS)


_HAS = re.compile(r"\b(?:has|have) (?:\w+ )?\Z")


def _only_in_perfect(view: View, told: list[Statement]) -> bool:
    """ "It has fired two missiles over Japan", told once and of no day: how things stand, not the news."""
    return bool(told) and all(not s.dates and _HAS.search(view.reading.flat, s.sentence.start, s.start) for s in told)


_ENTRY = re.compile(r" ?[-–—:] ")


def _is_history(view: View, statement: Statement) -> bool:
    """Counted over years ("five years after it fired a missile"), or an entry of a list of dates further down."""
    if statement.offset is not None and (statement.offset.relative or "").endswith("y"):
        return True
    first = next((d for d in view.of(Date, statement.sentence) if d.start == statement.sentence.start), None)
    entry = first is not None and _ENTRY.match(view.reading.flat, first.end) is not None
    return entry and statement.sentence.index >= LEAD


def _ended_before(iso: str, day: date) -> bool:
    """Whether a day, month, year or interval was over before `day`; values of one precision compare as text."""
    last = iso.rpartition("/")[2]
    return last < day.isoformat()[: len(last)]


def _spare(view: View, found: tuple[Draft, ...]) -> tuple[Sentence, ...]:
    """Sentences that belong to no launch: they may say more of the one that the article is about."""
    taken = {s.sentence.index for d in found for s in d.statements}
    return tuple(s for s in view.reading.sentences if s.index not in taken)


def _event(
    view: View, kept: tuple[Draft, Kind], spare: tuple[Sentence, ...] | None, twin: int, *, about_weapons: bool
) -> Event:
    """An event of the record.

    `spare` is None where the article is not about this launch; `twin` counts the events that the same words told
    before: "in May and in June" is two. `about_weapons` where the article is about no launch: what it says of a weapon
    is then said of all its launches.
    """
    draft, kind = kept
    is_main = spare is not None
    trigger = _trigger(draft)
    side = draft.side
    words = slots.cut(view, trigger.start, trigger.end)
    count, classes = counting.count(view, draft, spare or ()), slots.classes(view, draft, spare or ())
    figures = {slot: slots.figure(view, draft, dimension, unit) for slot, dimension, unit in FIGURES}
    figures["range_km"] = slots.design_range(view, draft, anywhere=is_main or about_weapons)
    figures["speed_mach"] = slots.speed(view, draft)
    return Event(
        event_id="e"
        + digest(view.reading.article.article_id, str(trigger.start), str(trigger.end), *([str(twin)] if twin else [])),
        prominence="main" if is_main else "background",
        kind=kind,
        status=_status(view, draft, spare or ()),
        trigger=words,
        country=_country(view, side),
        actor=slots.found(view, side.actor.text, [side.actor]) if side and side.actor else None,
        count=count,
        weapon_classes=classes,  # type: ignore[arg-type]
        weapon_names=slots.names(view, draft, spare or ()),
        **figures,
        date=day_of(view, draft, words, is_lead=is_main and _is_lead(draft)),
        launch_site=placing.launch_site(view, draft, spare or ()),
        impact_area=placing.impact_area(view, draft, spare or (), attacks=kind == "attack"),
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


_CAME_DOWN = re.compile(
    r"(?P<what>\b[\w'-]+(?: [\w'-]+){0,2}?)(?:,[^,;.]{3,60},)?(?: (?:soon|shortly|then|later|reportedly|has|had))* "
    r"(?:fell|fallen|crashed|plunged|tumbled|sank|sunk)"
    r"(?: (?:back|down|shortly|soon|moments|minutes|\w+ after|afterwards?))* "
    r"(?:in|into|to) (?:the |its )?(?:[\w-]+ ){0,3}?(?:[Ss]ea|[Oo]cean|waters|ground|Pacific|Atlantic|[Ee]arth)\b"
)
_A_PART = re.compile(
    r"\b(?:stages?|boosters?|debris|parts?|fairings?|fragments?|sections?|wreckage|pieces?|first|second)\b"
)
_DESTRUCT = re.compile(r"\bself-destruct|\bdestruct(?:ion)? (?:command|signal|order)|\bordered to destroy itself\b")


def _is_lost_rocket(view: View, draft: Draft) -> bool:
    """Whether a launcher of satellites came down whole or was destroyed on its way: it has failed, whoever says so."""
    if not any("space_launch_vehicle" in (*w.classes, *w.known_classes) for w in draft.weapons()):
        return False
    for sentence in {s.sentence.index: s.sentence for s in draft.statements}.values():
        words = view.flat(sentence)
        down = _CAME_DOWN.search(words)
        if _DESTRUCT.search(words) or (down is not None and not _A_PART.search(down["what"])):
            return True
    return False


_NO_ORBIT = re.compile(
    r"\b(?:[Nn]o(?:thing|ne of them| (?:objects?|satellites?|payloads?)) (?:had |has |have )?"
    r"(?:entered|reached|went into|(?:was|were|been) (?:put|placed) in(?:to)?|made it in(?:to)?) "
    r"(?:an? |its |the )?orbit|"
    r"(?:did not|didn't|failed to|never|without) (?:\w+ly )?(?:mak(?:e|ing) it in(?:to)?|"
    r"reach(?:ing)?|enter(?:ing)?|achiev(?:e|ing)|attain(?:ing)?) (?:\w+ ){0,3}orbit|"
    r"failed to (?:put|place|send) [^.;]{3,60}? in(?:to)? (?:\w+ )?orbit)"
)


def _missed_orbit(view: View, draft: Draft, spare: Sequence[Sentence]) -> bool:
    """Whether a launch of a satellite put nothing into orbit: it has failed, whatever its maker says."""
    if not any("space_launch_vehicle" in (*w.classes, *w.known_classes) for w in draft.weapons()):
        return False
    own = [s.sentence for s in draft.statements]
    beside = [s for s in spare if not is_of_another_day(view, draft, s)]
    return any(_NO_ORBIT.search(view.reading.flat, s.start, s.end) for s in (*own, *beside))


def _is_said_to_fail(draft: Draft) -> bool:
    """Whether a launch of one missile, told as made, is pointed back to as failed: "but the launch failed, he said"."""
    alone = all((c.min, c.max) == (1, 1) for s in draft.statements for c in s.counts)
    pointers = [s for s in draft.statements if s.trigger and not s.telling and not s.looks_back]
    return alone and any(s.state == "failed" for s in pointers) and draft.statements[0].telling


def _status(view: View, draft: Draft, spare: Sequence[Sentence]) -> Literal["occurred", "failed", "planned"]:
    states = Counter(s.state for s in draft.statements)
    told = Counter(s.state for s in draft.statements if s.telling)
    if states["failed"] and (told["failed"] >= told["occurred"] or states["failed"] * 2 >= states["occurred"]):
        return "failed"
    if _is_said_to_fail(draft):
        return "failed"
    if told["occurred"] and (_is_lost_rocket(view, draft) or _missed_orbit(view, draft, spare)):
        return "failed"
    if told["planned"] and not told["occurred"]:
        return "planned"  # "the launch committee will meet" only points to it
    return "occurred" if states["occurred"] else "planned" if states["planned"] else "failed"
