"""Slots: from the statements of one launch to the values of its event, each with its words.

Where statements disagree the guidelines decide: figures of several missiles or claimants give the interval that
covers them, classes and names are listed, the most specific place named first stands, a stated landing place beats a
direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

from extractor.assembly.draft import Draft
from extractor.assembly.naming import (
    add_told_before,
    add_told_of_names,
    is_model,
    named_elsewhere,
    ranges_of,
    told_elsewhere,
)
from extractor.assembly.statement import Statement
from extractor.assembly.view import View
from extractor.model.mention import Body, Date, Measure, Mention, Person, Weapon
from extractor.model.record import Evidence, Found, Interval, When
from extractor.reading import Sentence

T = TypeVar("T")
UNRATED = 0.0  # until the whole event is known: `confidence.rated`


def evidence(view: View, *mentions: Mention) -> tuple[Evidence, ...]:
    """The words of mentions, in order, each once."""
    spans = sorted({(m.start, m.end) for m in mentions})
    return tuple(cut(view, start, end) for start, end in spans)


def cut(view: View, start: int, end: int) -> Evidence:
    """The words of a span."""
    return Evidence(start=start, end=end, text=view.reading.article.text[start:end])


def found(view: View, value: T, mentions: Iterable[Mention], by: Body | Person | None = None) -> Found[T]:
    """A value with its words."""
    return Found(
        value=value,
        attributed_to=by.text if by else None,
        evidence=evidence(view, *mentions),
        confidence=UNRATED,
    )


def speaker_of(statement: Statement) -> Body | Person | None:
    """Who is named first as saying what a statement says."""
    return statement.sources[0] if statement.sources else None


def figure(view: View, draft: Draft, dimension: str, unit: str) -> Found[Interval] | None:
    """All figures of one dimension, as the interval that covers them."""
    told = [(m, s) for s in draft.statements for m in s.measures if m.dimension == dimension and m.unit == unit]
    if not told:
        return None
    lows = [m.min for m, _ in told]
    highs = [m.max for m, _ in told]
    low = min((v for v in lows if v is not None), default=None)
    high = max((v for v in highs if v is not None), default=None)
    if len(told) == 1 or all(v is None for v in highs):
        high = told[0][0].max if len(told) == 1 else None
    if low is not None and high is not None and high < low:
        low, high = high, low
    value = Interval(min=low, max=high, approximate=any(m.approximate for m, _ in told))
    return found(view, value, [m for m, _ in told], speaker_of(told[0][1]))


def design_range(view: View, draft: Draft, *, anywhere: bool) -> Found[Interval] | None:
    """What it could reach: said with the launch, else of its weapon `anywhere` in the article."""
    said = figure(view, draft, "range", "km")
    told = ranges_of(view, draft.weapons())[:1] if said is None and anywhere else []
    if not told:
        return said
    return found(view, Interval(min=told[0].min, max=told[0].max, approximate=told[0].approximate), told)


def speed(view: View, draft: Draft) -> Found[Interval] | None:
    """The highest Mach number said of the flight; "three times the speed of sound" where no number is told."""
    told: list[Measure] = [
        m for s in draft.statements for m in s.measures if m.dimension == "speed" and m.unit == "mach"
    ]
    if not told:
        return None
    exact = [m for m in told if "mach" in m.text.lower()]
    top = max(exact or told, key=lambda m: m.max or m.min or 0)
    value = top.max if top.max is not None else top.min
    return found(view, Interval(min=value, max=value, approximate=top.approximate), [top])


_LAUNCHER = "space_launch_vehicle"


def classes(view: View, draft: Draft, spare: Sequence[Sentence] = ()) -> tuple[Found[str], ...]:
    """Classes the words give; "ballistic" only where nothing more specific is said of a ballistic missile."""
    said: dict[str, list[Weapon]] = {}
    for weapon in draft.weapons():
        for name in weapon.classes:
            said.setdefault(name, []).append(weapon)
        if weapon.name and weapon.head in ("rocket", "") and _LAUNCHER in weapon.known_classes:
            said.setdefault(_LAUNCHER, []).append(weapon)  # "the Unha-3 rocket" says so by its name
    if not said:
        add_told_before(view, draft.weapons(), said)
    if not any(name in said for name in RANGES):
        add_told_of_names(view, draft.weapons(), said)
    if "ballistic" in said and not any(name in said for name in RANGES):
        short = [w for w in draft.weapons() if w.head == "projectile" and _SHORT.search(w.text)]
        if short:
            said["srbm"] = [*said["ballistic"], *short]
    if any(name in said for name in RANGES):
        said.pop("ballistic", None)
    if not said:
        for weapon in told_elsewhere(view, draft, spare):
            for name in weapon.classes:
                said.setdefault(name, []).append(weapon)
    said = _one_kind(draft, said)
    return tuple(found(view, name, weapons) for name, weapons in said.items())


def _one_kind(draft: Draft, said: dict[str, list[Weapon]]) -> dict[str, list[Weapon]]:
    """A launcher of satellites is no missile: what else it is called ("a disguised test") is its critics' reading.

    Where only words beside the launch name a satellite, "the missiles flew a day before its test of a camera for a
    satellite", it is none.
    """
    told = {c for s in draft.statements if s.telling for w in s.weapons for c in (*w.classes, *w.known_classes)}
    if told and _LAUNCHER not in told:
        return {name: weapons for name, weapons in said.items() if name != _LAUNCHER}
    return {_LAUNCHER: said[_LAUNCHER]} if _LAUNCHER in said else said


RANGES = ("srbm", "mrbm", "irbm", "icbm", "slbm")
_SHORT = re.compile(r"\b(?:short|close)[- ]range\b", re.IGNORECASE)


def names(view: View, draft: Draft, spare: Sequence[Sentence] = ()) -> tuple[Found[str], ...]:
    """Names as written, each once; of the launch the article is about also the one name it tells elsewhere."""
    said: dict[str, list[Weapon]] = {}
    weapons = draft.weapons()
    if not any(weapon.name for weapon in weapons):
        weapons = named_elsewhere(view, draft, spare)
    for weapon in weapons:
        if weapon.name and not is_model(view, weapon):
            plural = weapon.name.endswith("s") and not (weapon.canonical or "s").lower().endswith("s")
            name = weapon.name[:-1] if plural or re.search(r"\d[A-Z]?s$", weapon.name) else weapon.name
            key = next((n for n in said if _bare(n) == _bare(name)), name)
            said.setdefault(key, []).append(weapon)
    return tuple(found(view, " ".join(name.split()), weapons) for name, weapons in said.items())


def _bare(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum()).removesuffix("s")


def when(view: View, draft: Draft) -> Found[When] | None:
    """The day, at the precision told."""
    return None if draft.when is None else of_day(view, draft.when, draft.iso)


def of_day(view: View, date: Date, iso: str | None) -> Found[When]:
    """A time expression as the date of an event, with the value it has there."""
    value = When(
        iso=iso, text=" ".join(date.text.split()), weekday=date.weekday, time_of_day=date.time_of_day,
        resolved_from=(date.resolved_from or _basis(view)) if iso else None,
    )  # fmt: skip
    return found(view, value, [date])


def _basis(view: View) -> Literal["published", "text"]:
    """What a day counted from another day of the story rests on."""
    return "published" if view.reading.published else "text"


def sources(view: View, draft: Draft) -> tuple[Found[str], ...]:
    """Who is said to have reported or claimed it, each once."""
    said: dict[tuple[str, str | None], list[Body | Person]] = {}
    for statement in draft.statements:
        if not (statement.telling or statement.measures or statement.places or statement.dates):
            continue  # who speaks of "the launch" reacts to it
        for speaker in statement.sources:
            text = " ".join(speaker.text.split())
            key = (speaker.canonical, speaker.country) if isinstance(speaker, Body) else (text, None)
            said.setdefault(key, []).append(speaker)
    return tuple(found(view, " ".join(mentions[0].text.split()), mentions) for mentions in said.values())
