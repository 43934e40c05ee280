"""Statements: what one sentence says of one launch, or adds to one told before.

A statement with a trigger tells of a launch; one without ("The missile flew 500 km") adds to the launch in focus.
Mentions of a sentence with two triggers go to the nearer one, clause by clause.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.assembly import triggers
from extractor.assembly.attribution import speakers
from extractor.assembly.continuation import compared, continuation
from extractor.assembly.generic import is_generic, total_of
from extractor.assembly.identity import ABOUT_IT, identified_weapons, is_denied, listed_weapons, own_figures
from extractor.assembly.opening_flight import opening_flight
from extractor.assembly.other_days import before_the_frame, reported_on
from extractor.assembly.ownership import belongs_elsewhere, owner_of
from extractor.assembly.salvos import counts_of
from extractor.assembly.side import side_of
from extractor.assembly.statement import FACTS, Statement, state_of
from extractor.assembly.story import is_caption, is_heading
from extractor.assembly.timing import (
    before_report,
    by_date,
    is_ahead,
    is_of_same_day,
    is_soon_after,
    looks_back,
    offset_of,
    since,
    to_come,
)
from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.model.mention import Body, Count, Date, Measure, Place, Weapon
from extractor.reading import Sentence


def of_article(view: View) -> list[Statement]:
    """All statements of an article in order of their place."""
    found: list[Statement] = []
    for sentence in view.reading.sentences:
        found += of_sentence(view, sentence)
    flight = opening_flight(view) if not any(s.trigger and s.state in FACTS for s in found) else None
    if flight is None:
        return found
    own = of_trigger(view, *flight, [flight[1]])
    return sorted([own, *(s for s in found if s.sentence is not flight[0])], key=lambda s: s.start)


def of_sentence(view: View, sentence: Sentence) -> list[Statement]:
    """Statements of one sentence: one a trigger, or one without where it goes on about a launch."""
    told = _outside_names(view, sentence, triggers.find(view, sentence))
    told = [] if is_heading(view, sentence, told) else told
    made = [part for t in told for part in by_date(view, of_trigger(view, sentence, t, told))]
    if not made:
        return continuation(view, sentence)
    made += since(view, sentence, made)
    made = _sharing(view, made)
    if is_caption(view, sentence):
        made = [_pointing(s) for s in made]
    made = compared(view, sentence, made)
    kept = [s for s in made if not is_generic(view, s) and total_of(view, s) is None]
    return _with_orphans(made, kept) or continuation(view, sentence)


def _with_orphans(made: list[Statement], kept: list[Statement]) -> list[Statement]:
    """The one launch of a sentence has its places: "landed in the sea, the latest in a series of tests"."""
    if len(kept) != 1 or kept[0].trigger is None or kept[0].trigger.form == "back":
        return kept
    roles = ("launch_site", "impact_area", "toward")
    orphans = [p for s in made if s not in kept for p in s.places if p.role in roles and p not in kept[0].places]
    return [replace(kept[0], places=tuple(sorted((*kept[0].places, *orphans), key=lambda p: p.start)))]


def _outside_names(view: View, sentence: Sentence, told: list[Trigger]) -> list[Trigger]:
    """Triggers without those in a name: "the Sohae Satellite Launching Ground", "Polar Satellite Launch Vehicle"."""
    launchers = [w for w in view.of(Weapon, sentence) if w.name and _LAUNCH_VEHICLE.search(w.name)]
    named = [*view.of(Place, sentence), *view.of(Body, sentence), *launchers]
    told = [t for t in told if not _IN_A_NAME.match(view.reading.flat, t.end) or view.reading.flat[t.start].islower()]
    return [t for t in told if not any(p.start <= t.start and t.end <= p.end for p in named) or _is_deed(view, t)]


# "The Airborne Launch Control System", "the 576th Flight Test Squadron"
_IN_A_NAME = re.compile(
    r" (?:Control|Squadron|Wing|Group|Force|Command|Complex|Pad|Delta|Facility|Site|Program|Agency|Alliance|Services)\b"
)
_LAUNCH_VEHICLE = re.compile(r"\bLaunch(?:er| Vehicle)?\b")


def _is_deed(view: View, trigger: Trigger) -> bool:
    return trigger.form == "verb" and view.reading.flat[trigger.start].islower()


def _pointing(statement: Statement) -> Statement:
    """What a caption under a photo says: it may add to a launch the text tells of, but is no report of one."""
    trigger = statement.trigger
    if trigger is None or statement.counts:
        return statement
    return replace(statement, trigger=replace(trigger, form="back"), dates=())


_FOLLOWED = re.compile(r" (?:(?:has|had|also) )?(?:follow(?:s|ed|ing)|(?:comes|came) (?:\w+ ){0,3}after)\b")


def _sharing(view: View, made: list[Statement]) -> list[Statement]:
    """A day told with a pointer is that of the launch told beside it: "In Tuesday's attack it fired ten"."""
    pointed = next((s for s in made if not s.telling and s.dates and not s.looks_back), None)
    if pointed is None or pointed.trigger is None:
        return made
    if _FOLLOWED.match(view.reading.flat, pointed.trigger.end):
        return made  # "Monday's launch followed two tests" of other days
    return [replace(s, dates=pointed.dates) if _takes_day(s, pointed) else s for s in made]


def _takes_day(told: Statement, pointed: Statement) -> bool:
    """Whether a launch without a day of its own may be the one pointed to: not if another side made that."""
    if not told.telling or told.dates or told.offset or told.looks_back:
        return False
    return told.side is None or pointed.side is None or told.side.country == pointed.side.country


def of_trigger(view: View, sentence: Sentence, trigger: Trigger, told: list[Trigger]) -> Statement:
    """What a sentence says of one of its triggers, `told` being all of them."""
    mine = [
        m
        for kind in (Weapon, Count, Measure, Date, Place)
        for m in view.of(kind, sentence)
        if owner_of(view, m, told) is trigger
    ]
    near = [m for m in mine if isinstance(m, Weapon)]
    weapons = _weapons(view, sentence, trigger, near)
    others = [w for w in near if w not in weapons and not _is_other_kind(trigger, w)]
    weapons += tuple(identified_weapons(view, sentence, others))
    parts = listed_weapons(view, sentence, trigger.weapon) if trigger.weapon and trigger.weapon.plural else []
    trigger, offset = _counted_from(view, sentence, trigger)
    framed = before_the_frame(view, sentence, offset) if offset and len(told) == 1 else None
    dates = [m for m in mine if isinstance(m, Date) and not belongs_elsewhere(view, sentence, m, told)]
    dates = [framed] if framed else dates
    state = state_of(view, sentence, trigger, dates)
    if state == "planned":
        dates = to_come(view, dates)
        trigger = replace(trigger, form="noun") if dates and _is_first_told(view, trigger) else trigger
    elif state in FACTS:
        dates = before_report(view, sentence, [d for d in dates if not is_ahead(view, d)])
    return Statement(
        sentence=sentence,
        trigger=trigger,
        state=state,
        side=side_of(view, sentence, trigger),
        sources=speakers(view, sentence),
        weapons=(*weapons, *(w for w in parts if w in near and w not in weapons)),
        counts=tuple(counts_of(view, trigger, view.of(Count, sentence), mine, weapons)),
        measures=tuple(own_figures(view, sentence, [m for m in mine if isinstance(m, Measure)])),
        dates=tuple(d for d in dates if _is_of_it(trigger, d)),
        places=_places(view, sentence, trigger, [m for m in mine if isinstance(m, Place)]),
        offset=None if framed else offset,
        looks_back=looks_back(view, sentence, trigger),
        same_day=is_of_same_day(view, sentence, trigger),
        reported=reported_on(view, sentence),
        is_aside=trigger.form != "back" and _is_aside(view, sentence, trigger),
    )


_OF_THE = re.compile(r" of (?:the|this|that|its|their) $")


def _is_first_told(view: View, trigger: Trigger) -> bool:
    """Whether "the launch" tells of one for the first time, by its weapon: "the launch of an Indian rocket"."""
    weapon = trigger.weapon
    if trigger.form != "back" or weapon is None or weapon.start < trigger.end:
        return False
    return _OF_THE.search(view.reading.flat, trigger.end, weapon.start) is None


def _counted_from(view: View, sentence: Sentence, trigger: Trigger) -> tuple[Trigger, Date | None]:
    """A launch with its distance from the story's own: "two days after its ICBM launch" points to none told before."""
    offset = offset_of(view, sentence, trigger)
    if trigger.form == "back" and (offset or is_soon_after(view, sentence, trigger)):
        trigger = replace(trigger, form="noun")
    return trigger, offset


_DAY_BEFORE = re.compile(r"(?i)(?:on )?the (?:previous day|day before)$")


def _is_of_it(trigger: Trigger, day: Date) -> bool:
    """Whether a day is told as that of a launch and not by its distance from another.

    State media's "conducted the test-fire the previous day" counts from their report.
    """
    if day.relative == "-1d" and day.iso and trigger.form == "back":
        return day.start > trigger.end and _DAY_BEFORE.match(day.text) is not None
    return day.relative in (None, "ago") or (day.relative == "+0d" and day.iso is not None)


def _is_aside(view: View, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the sentence is about something else: the launch is told of its maker, or after "came after"."""
    flat = view.reading.flat
    named = trigger.weapon.start if trigger.weapon and trigger.weapon.start < trigger.start else trigger.start
    if (
        _THAN.search(flat, sentence.start, named)
        or _ASIDE.match(flat, sentence.start, trigger.start)
        or _EVER_SINCE.match(flat, sentence.start, trigger.start)
    ):
        return True
    makers = (
        b for b in view.of(Body, sentence) if b.country and b.end <= trigger.start and b.start > sentence.start + 20
    )
    return any(_WHICH.match(flat, b.end, trigger.start) for b in makers)


_WHICH = re.compile(r",? (?:which|who) [^,;:]*$")
_THAN = re.compile(r"\b(?:than|unlike) (?:(?:that|those) of )?(?:the |its |an? )?(?:[a-z-]+ ){0,2}\Z")


# "Tension has been high since North Korea tested a bomb and launched a satellite": how things stand, not the news.
_EVER_SINCE = re.compile(
    r"[\W]*[A-Z][\w'-]*(?: [\w'-]+){0,7} (?:has|have) (?:been|risen|grown|increased|escalated|soared|mounted|run|"
    r"remained|worsened|heightened|deteriorated|spiked)\b[^.;]{0,40}\b(?:since|after)\b"
)
_ASIDE = re.compile(
    r"[\W]*(?:It|This|That|They|The (?:[\w-]+ ){0,3}?(?:launch|launches|test|tests|firing|firings|attack|strike)|"
    r"\w+'s (?:[\w-]+ ){0,3}?(?:launch|launches|test|tests|firing|attack))\b[^.;]{0,60}?"
    r"\b(?:came|comes|follow(?:s|ed)|occurred|took place|was|is|marks|marked)\b[^.;]{0,80}\b(?:after|since|following)\b"
)


# "Fired into Syria over a deadly attack on a parade in Ahvaz": the place is that of what was avenged.
_AVENGED = re.compile(
    r"\b(?:over|for|after|following|since|to|by|from|with|hours|days) (?:an?|the|its|their|last|recent|several|two|"
    r"such|[A-Z][\w']+)\b[^,;.:]{0,40}?\b(?:attacks?|assaults?|bombings?|killings?|ambush(?:es)?|raids?|shootings?|strikes?)"
    r" (?:on|in|at|against|near|inside|outside) [^,;.:]{0,70}$"
)


def _is_of_what_was_avenged(view: View, trigger: Trigger, place: Place) -> bool:
    begin = trigger.end if trigger.form != "back" or trigger.weapon else view.reading.sentence_at(trigger.start).start
    return place.start > trigger.end and _AVENGED.search(view.reading.flat, begin, place.start) is not None


def _places(view: View, sentence: Sentence, trigger: Trigger, near: list[Place]) -> tuple[Place, ...]:
    """Places of a launch; a mere pointer to one takes only what follows it at once or names a site or a landing."""
    bodies = [b for b in view.of(Body, sentence) if b.type != "country"]
    near = [p for p in near if p.canonical or not any(b.start <= p.start < b.end for b in bodies)]
    near = [p for p in near if not _is_of_what_was_avenged(view, trigger, p)]
    near = [p for p in near if p.start < trigger.end or ";" not in view.reading.flat[trigger.end : p.start]]
    if trigger.form != "back":
        return tuple(near)
    of_flight = ABOUT_IT(view.knowledge).match(view.reading.flat, sentence.start) is not None
    return tuple(
        p for p in near if p.role in ("launch_site", "impact_area", "toward") and (p.start > trigger.start or of_flight)
    )


_SAME_THING = re.compile(r"(?:s)?(?: ?(?:[(),–\"']|--) ?|(?:,? |(?<=[\"(])|(?<= '))(?:[\w-]+)){0,9}[ \"'(]*")


def _is_other_kind(trigger: Trigger, weapon: Weapon) -> bool:
    """A satellite beside the launch of a missile: "satellites built after a missile launch"."""
    return weapon.head == "satellite" and trigger.weapon is not None and trigger.weapon.head == "missile"


def _counts_kinds(trigger: Trigger, gap: str) -> bool:
    """Kinds of launches counted so far: "the 25th missile launch this year, including both ballistic and cruise"."""
    return trigger.form == "back" and not trigger.plural and ", including " in gap


_WITH = re.compile(r"[^;.]{0,60}, (?:with|in which|firing|launching|sending) (?:[\w-]+ ){0,4}")


def _fired_in_it(view: View, trigger: Trigger, near: list[Weapon]) -> list[Weapon]:
    """The weapons of a drill told without them: "a firing drill on Monday, with two missiles hitting a target"."""
    fired = (w for w in near if w.start > trigger.end and not w.modifies)
    weapon = next(fired, None) if trigger.form == "noun" else None
    return [weapon] if weapon and _WITH.fullmatch(view.reading.flat, trigger.end, weapon.start) else []


def _weapons(view: View, sentence: Sentence, trigger: Trigger, near: list[Weapon]) -> tuple[Weapon, ...]:
    """The weapon launched, and others the sentence gives for the same thing: in apposition or by identification."""
    chosen = [trigger.weapon] if trigger.weapon else _fired_in_it(view, trigger, near)
    flat = view.reading.flat
    for weapon in near:
        if is_denied(view, weapon):
            continue
        if weapon in chosen or (weapon.modifies and weapon is not trigger.weapon):
            continue
        if _is_other_kind(trigger, weapon):
            continue
        for other in list(chosen):
            left, right = sorted((other, weapon), key=lambda w: w.start)
            gap = flat[left.end : right.start]
            if _SAME_THING.fullmatch(gap) and len(gap) < 70 and not _counts_kinds(trigger, gap):
                chosen.append(weapon)
                break
    return tuple(sorted(chosen, key=lambda w: w.start))
