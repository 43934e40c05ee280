"""Measures: figures with a unit, and the role each plays for a missile.

The role is read from the words around the figure: "flew 500 km" is a distance, "an altitude of 500 km" an altitude,
"a range of 500 km" what the missile could do, "500 km from Seoul" none of these. Where the text repeats a figure in
another unit, kilometres are taken as they stand and the other is kept for a check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extractor.finders.hedges import BARE, HEDGE, interval
from extractor.finders.measure_roles import dimension_of
from extractor.finders.numbers import NUMBER, value_of
from extractor.knowledge.forms import Unit
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Measure
from extractor.reading import Reading


@lru_cache(maxsize=4)
def _patterns(knowledge: Knowledge) -> tuple[Sieve, re.Pattern[str], dict[str, Unit]]:
    units = {form.lower(): unit for unit in knowledge.units.unit for form in unit.forms}
    after = "|".join(re.escape(f) for f in sorted((f for f, u in units.items() if not u.prefix), key=len, reverse=True))
    before = "|".join(re.escape(f) for f, u in units.items() if u.prefix)
    pair = (
        rf"(?P<low>{NUMBER}|an(?= hours?\b))(?P<more>\+|-plus)?(?:(?P<joint>(?: ?[-–] ?)| (?:and|to|or|through|"
        rf"versus) (?:about |around |some |over )?)(?P<high>{NUMBER}))?"
    )
    conversion = (
        rf"(?:,? (?:\(|or )(?:{HEDGE.replace('?P<', '?P<c_')})?(?P<c_low>{NUMBER})(?:(?: ?[-–] ?| (?:and|to|or) "
        rf")(?P<c_high>{NUMBER}))?[ -]?(?P<c_unit>{after})\)?)?"
    )
    figure = (
        rf"(?<![\w$€£.,/-])(?P<between>between |from )?{pair}(?: ?-? ?|-)(?P<unit>{after})(?![\w/])(?:-long|"
        rf"-high)?{conversion}"
    )
    speed = (
        rf"(?<![\w-])(?P<prefix>{before})[ -](?P<low>\d{{1,2}}(?:\.\d{{1,3}})?)(?:(?P<joint> ?[-–] ?| "
        rf"(?:to|and|or) (?:{before} )?)(?P<high>\d{{1,2}}(?:\.\d{{1,3}})?))?(?!\w)"
    )
    return Sieve((Pattern(figure, re.IGNORECASE)(knowledge),)), re.compile(speed, re.IGNORECASE), units


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Measure]:
    """Measures in order of their place."""
    figure, speed, units = _patterns(knowledge)
    figures = figure.over(reading.flat, reading.folded).finditer(0)
    found = [m for match in figures if (m := _figure(reading, knowledge, match, units)) is not None]
    if any(form in reading.low for form, unit in units.items() if unit.prefix):
        speeds = [*speed.finditer(reading.flat), *_MACH_BEHIND.finditer(reading.flat)]
        found += [_speed(reading, knowledge, match) for match in speeds]
    yield from _joined(reading, sorted(found, key=lambda m: m.start))


_MACH_BEHIND = re.compile(
    r"(?<![\w.-])(?P<low>\d{1,2}(?:\.\d{1,3})?)(?:(?: ?[-–] ?| (?:to|and|or) )(?P<high>\d{1,2}(?:\.\d{1,3})?))?"
    r" [Mm]ach\b(?! \d)"
)
_AND_SECONDS = re.compile(r",? (?:and )?")


def _joined(reading: Reading, found: list[Measure]) -> Iterator[Measure]:
    """Hours, minutes and seconds told together are one time: "one hour and 14 minutes"."""
    last: Measure | None = None
    for measure in found:
        if last is None:
            last = measure
            continue
        exact = last.min is not None and last.min == last.max and measure.min == measure.max
        times = last.unit == measure.unit == "min" and exact and (measure.min or 0) < (last.min or 0)
        goes_on = _AND_SECONDS.fullmatch(reading.flat, last.end, measure.start) is not None
        if goes_on and last.unit == measure.unit == "min" and last.converted is not None:
            last = replace(last, end=measure.end, text=reading.article.text[last.start : measure.end])
        elif times and _AND_SECONDS.fullmatch(reading.flat, last.end, measure.start):
            total = (last.min or 0) + (measure.min or 0)
            text = reading.article.text[last.start : measure.end]
            last = replace(last, end=measure.end, text=text, min=total, max=total)
        else:
            yield last
            last = measure
    if last is not None:
        yield last


_BASE_UNITS = {"length": "km", "time": "min", "mach": "mach", "mass": "kg", "velocity": "km/h"}
_A_SPEED = re.compile(r"\b(?:miles|kilomet\w+|km|knots|times|feet|half|quarter of|once|twice) $")  # "miles an hour"
_OR_MORE = re.compile(r" or (?:more|greater|farther|further|longer|higher)\b")
_MONEY = re.compile(r"\b(?:worth|cost\w*|£|paid|pay|spent|price)\b")


def _figure(reading: Reading, knowledge: Knowledge, match: re.Match[str], units: dict[str, Unit]) -> Measure | None:
    unit = units[match["unit"].lower()]
    if _is_no_measure(reading, match, unit):
        return None
    limits = _limits(match["low"], match["high"])
    hedge = _hedge(reading, knowledge, match, unit)
    low, high, approximate = interval(*limits, hedge)
    if match["more"] or _OR_MORE.match(reading.flat, match.end()):
        high = None
    dimension = dimension_of(reading, match, unit)
    if dimension == "altitude" and hedge and "maximum" in hedge.group().lower():
        low = high  # "rose to a maximum of 50 km" is how high it was
    if dimension == "range" and unit.id in ("m", "ft"):
        dimension = "other"  # a margin of error, a calibre or a building, never the reach of a missile
    base, factor, converted = unit, unit.factor, None
    other = units[match["c_unit"].lower()] if match["c_unit"] else None
    if other is not None and other.quantity == unit.quantity:
        repeated = _limits(match["c_low"], match["c_high"])
        if other.id == "km" and unit.id != "km":
            low, high, approximate = interval(*repeated, hedge)
            converted = (limits[0] * unit.factor, limits[1] * unit.factor)
            base, factor = other, 1.0
        else:
            converted = (repeated[0] * other.factor, repeated[1] * other.factor)
    start = match.start() - len(hedge.group()) if hedge else match.start()
    return Measure(
        start=start,
        end=match.end(),
        text=reading.article.text[start : match.end()],
        min=_scaled(low, factor),
        max=_scaled(high, factor),
        approximate=approximate,
        dimension=dimension,
        unit=_BASE_UNITS[base.quantity],
        converted=converted,
    )


def _is_no_measure(reading: Reading, match: re.Match[str], unit: Unit) -> bool:
    """Money, people, names and calibres that look like a figure with a unit."""
    written = match["unit"]
    if match["low"] == "an" and _A_SPEED.search(reading.flat, max(0, match.start() - 14), match.start()):
        return True
    if unit.quantity == "other" or written in ("M", "S", "H") or (unit.quantity == "time" and written[0].isupper()):
        return True
    if unit.id == "lb":
        before = reading.flat[max(0, match.start() - 40) : match.start()]
        return "illion" in match["low"] or _MONEY.search(before) is not None
    return unit.id in ("m", "s", "h", "t") and len(written) == 1 and " " not in match.group()


def _hedge(reading: Reading, knowledge: Knowledge, match: re.Match[str], unit: Unit) -> re.Match[str] | None:
    """The hedge before a figure. "Covering 1,587 km over 132 minutes" says how long, not how long at least."""
    hedge = BARE(knowledge).search(reading.flat[max(0, match.start() - 30) : match.start()])
    if hedge is None or unit.quantity != "time" or not hedge.group().lower().startswith("over"):
        return hedge
    begin = match.start() - len(hedge.group())
    after_preposition = re.search(r"\b(?:for|of|after|lasted|in) $", reading.flat[max(0, begin - 10) : begin])
    return hedge if after_preposition else None


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else round(value * factor, 4)


def _limits(low: str, high: str | None) -> tuple[float, float]:
    first = 1.0 if low.lower() == "an" else value_of(low)
    last = value_of(high) if high else first
    return (first, last) if first <= last else (last, first)


def _speed(reading: Reading, knowledge: Knowledge, match: re.Match[str]) -> Measure:
    limits = _limits(match["low"], match["high"])
    hedge = BARE(knowledge).search(reading.flat[max(0, match.start() - 30) : match.start()])
    low, high, approximate = interval(*limits, hedge)
    start = match.start() - len(hedge.group()) if hedge else match.start()
    text = reading.article.text[start : match.end()]
    return Measure(
        start=start,
        end=match.end(),
        text=text,
        min=low,
        max=high,
        approximate=approximate,
        dimension="speed",
        unit="mach",
    )
