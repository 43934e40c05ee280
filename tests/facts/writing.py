"""Articles about real launches: the rows of a table of tests filled into templates, with what each article says.

A template is a format string. What its fields give is what the article says, so the gold of an article follows from the
fields that its template uses, and from nothing else:

    count All {count} {Count} {All}      "a", "two", "All three"
    missile words                        {missile} {plural} {was} {it} {It} {its} {fly}, in the number of the salvo
    class, name                          {class} {a_class} {abbr} {name} {a_name}
    place                                {site} {town} {sea}
    figures                              {distance:STYLE} {altitude:STYLE}, styles: see `Figure`
    days                                 {date:STYLE} {published:STYLE}, styles: see `Day`

The same fields with `b_` tell of an earlier launch.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from string import Formatter
from typing import Any, Final

from tests.facts.words import CLASSES, NAMES, SEAS, SITES, TOWNS, Day, Figure, Noun

KOREA_AHEAD_OF_UTC: Final = timedelta(hours=9)
MONTHS_APART: Final = 60  # days at least between a launch and the earlier one told beside it
UNTOLD: Final = ("unknown", "na", "")

ANY_COUNT: Final = frozenset({"count"})

Row = Mapping[str, str]
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """A salvo of one kind of missile from one place on one local day; figures in kilometres."""

    day: date
    missile: str
    type: str
    facility: str
    landing: str
    count: int
    outcome: str
    distance: Figure | None
    altitude: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article and what a careful reader finds in it; in slots that are `open`, readers differ."""

    template: int
    text: str
    published: str
    gold: Gold
    open: frozenset[str]


def read_launches(path: Path) -> list[Launch]:
    """The salvos of a table of tests, oldest first: those told to the day that had their local day to themselves."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["date"]) == len("2017-07-04")]
    rows.sort(key=_local_day)
    launches = []
    for day, together in groupby(rows, key=_local_day):
        salvo = list(together)
        if len({(row["facility_key"], row["missile_key"]) for row in salvo}) == 1:
            launches.append(_launch(day, salvo))
    return launches


def _local_day(row: Row) -> date:
    clock = re.match(r"(\d\d):(\d\d) \(UTC\)", row["time"])
    day = datetime.fromisoformat(row["date"])
    if clock is None:
        return day.date()
    return (day.replace(hour=int(clock[1]), minute=int(clock[2])) + KOREA_AHEAD_OF_UTC).date()


def _launch(day: date, salvo: Sequence[Row]) -> Launch:
    first = salvo[0]
    failed = {row["outcome"] == "failure" for row in salvo}
    return Launch(
        day=day,
        missile=first["missile_name"],
        type=first["missile_type"],
        facility=first["facility_name"],
        landing=first["landing"],
        count=len(salvo),
        outcome="mixed" if len(failed) > 1 else "failure" if failed.pop() else "success",
        distance=_figure(row["distance_km"] for row in salvo),
        altitude=_figure(row["apogee_km"] for row in salvo),
    )


def _figure(values: Iterator[str]) -> Figure | None:
    told = [float(value) for value in values if value not in UNTOLD]
    return Figure(told[0], told[-1]) if told else None


def write_articles(launches: Sequence[Launch], templates: Path, number: int) -> list[Written]:
    """`number` articles: the templates in turn, each time with a launch that fits and was used least."""
    used = dict.fromkeys(range(len(launches)), 0)
    rows = tomllib.loads(templates.read_text("utf-8"))["template"]
    articles = []
    for turn in range(number):
        template = rows[turn % len(rows)]
        fitting = [at for at in used if fits(template, launches[at]) and _earlier(template, launches, at)]
        if not fitting:
            raise ValueError(f"template {turn % len(rows) + 1}: no launch of the table fits: {template['text']}")
        at = min(fitting, key=lambda at: (used[at], (at * 7 + turn * 31) % len(launches)))
        used[at] += 1
        earlier = _earlier(template, launches, at)
        background = earlier[turn % len(earlier)]
        articles.append(_write(turn % len(rows) + 1, template, launches[at], background))
    return articles


def _earlier(template: Mapping[str, Any], launches: Sequence[Launch], at: int) -> Sequence[Launch]:
    """Launches that a template may tell of beside the one at `at`; itself where the template tells of no other."""
    if "{b_" not in template["text"]:
        return launches[at : at + 1]
    return [other for other in launches[:at] if _fits_before(template, other, launches[at])]


def fits(template: Mapping[str, Any], launch: Launch) -> bool:
    """Whether the table tells of a launch what a template says of it."""
    return (
        _says(template, launch, "")
        and launch.outcome == template.get("outcome", "success")
        and _salvo(template.get("salvo"), launch)
        and launch.type in template.get("types", set(CLASSES) - {"SLV"})
        and bool(template.get("spread")) == bool(launch.distance and launch.distance.low != launch.distance.high)
    )


def _fits_before(template: Mapping[str, Any], launch: Launch, main: Launch) -> bool:
    return (
        _says(template, launch, "b_")
        and _salvo(template.get("background_salvo"), launch)
        and launch.type != "SLV"
        and launch.outcome == "success"
        and (main.day - launch.day).days >= MONTHS_APART
    )


def _says(template: Mapping[str, Any], launch: Launch, prefix: str) -> bool:
    values = _values(launch)
    return all(values.get(field) is not None for field in fields(template, prefix) - {"published"})


def _salvo(wanted: str | None, launch: Launch) -> bool:
    return {None: True, "one": launch.count == 1, "two": launch.count == 2, "many": launch.count > 1}[wanted]


def fields(template: Mapping[str, Any], prefix: str) -> set[str]:
    """The fields that a template uses of the launch (`prefix` "") or of the earlier one ("b_"), without the prefix."""
    names = {name for _, name, _, _ in Formatter().parse(template["text"]) if name}
    background = {name for name in names if name.startswith("b_")}
    return {name.removeprefix("b_") for name in background} if prefix else names - background


def _values(launch: Launch) -> dict[str, Any]:
    """What each field gives for a launch; None where the table or the vocabulary does not tell."""
    noun = Noun(launch.count)
    kind, name = CLASSES.get(launch.type), NAMES.get(launch.missile)
    return {
        **noun.words(),
        "class": kind and kind.words,
        "a_class": kind and f"a {kind.words}",
        "abbr": kind and kind.abbreviation,
        "name": name,
        "a_name": name and f"a {name}",
        "site": SITES.get(launch.facility),
        "town": TOWNS.get(launch.facility),
        "sea": SEAS.get(launch.landing),
        "distance": launch.distance,
        "altitude": launch.altitude,
        "date": Day(launch.day),
    }


def _write(number: int, template: Mapping[str, Any], launch: Launch, background: Launch) -> Written:
    published = launch.day + timedelta(days=template["published"])
    values = {**_values(launch), "published": Day(published)}
    events = [_event(template, launch, "")]
    if "{b_" in template["text"]:
        values |= {f"b_{key}": value for key, value in _values(background).items()}
        events.append(_event(template, background, "b_"))
    text = template["text"].format(**values)
    text = re.sub(r"\b([Aa])(?= (?!U\.S\.)(?:[AEIOUaeiou]|[SM][LR]BM))", r"\1n", text)
    told = ANY_COUNT if template.get("count") == "any" else frozenset[str]()
    return Written(template=number, text=text, published=published.isoformat(), gold={"events": events}, open=told)


def _event(template: Mapping[str, Any], launch: Launch, prefix: str) -> Gold:
    said = fields(template, prefix)
    kind = CLASSES.get(launch.type)
    space = launch.type == "SLV"
    classes = [kind.code] if kind and (space or said & {"class", "a_class", "abbr"}) else []
    counted = template.get("count") == "one" or said & {"count", "Count", "All", "a_class", "a_name"}
    return {
        "prominence": "background" if prefix else "main",
        "country": "KP",
        "kind": "space_launch" if space else "test",
        "status": "failed" if launch.outcome == "failure" else "occurred",
        "count": [launch.count, launch.count] if counted else None,
        "weapon_classes": classes,
        "weapon_names": [NAMES[launch.missile]] if said & {"name", "a_name"} else [],
        "distance_km": _bounds(template, prefix, "distance", launch.distance),
        "altitude_km": _bounds(template, prefix, "altitude", launch.altitude),
        "date": _iso(template, prefix, launch),
        "launch_site": TOWNS[launch.facility] if said & {"site", "town"} else None,
        "impact_area": SEAS[launch.landing] if "sea" in said else template.get("impact_area"),
    }


def _bounds(template: Mapping[str, Any], prefix: str, field: str, figure: Figure | None) -> list[float | None] | None:
    styles = [style for _, name, style, _ in Formatter().parse(template["text"]) if name == prefix + field]
    if not styles or figure is None:
        return None
    low, high = figure.said(styles[0] or "")
    return [None, high] if template.get(field) == "most" else [low, high]


def _iso(template: Mapping[str, Any], prefix: str, launch: Launch) -> str | None:
    styles = [style for _, name, style, _ in Formatter().parse(template["text"]) if name == f"{prefix}date"]
    if not styles:
        return None
    return launch.day.isoformat()[: len("2017-07") if styles[0] == "month_year" else None]
