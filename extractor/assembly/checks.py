"""Checks: what a careful reader would stumble over, as warnings on the finished record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from extractor.assembly.offices import mismatches
from extractor.assembly.slots import evidence
from extractor.assembly.view import View
from extractor.model.article import Article
from extractor.model.mention import Date, Measure
from extractor.model.record import Event, Evidence, Record, Warning
from extractor.triage import Verdict

UNIT_TOLERANCE = 0.12  # news rounds conversions: 500 km is written as 300 and as 310 miles
LONGEST_FLIGHT_KM = {"srbm": 1100, "mrbm": 3300, "irbm": 6000}
"""Range classes by their upper bounds (1,000, 3,000 and 5,500 km in the guidelines' sources), a tenth allowed for."""
FASTEST_MACH = 30  # the most that any maker has claimed is 27: Avangard, Russia's defence ministry, December 2018
HIGHEST_KM = 8000  # above the apogee of any launch so far: Hwasong-19, 7,687 km on 31 October 2024


def add_warnings(view: View, record: Record, verdict: Verdict) -> Record:
    """The record with its warnings."""
    found = [*of_text(view.reading.article, verdict), *_units(view), *_weekdays(view)]
    for number, event in enumerate(record.events):
        found += _event(view, record, event, f"/events/{number}")
    for number, leader in enumerate(record.leaders):
        found += mismatches(view, leader, f"/leaders/{number}")
    return record.model_copy(update={"warnings": tuple(found)})


def of_text(article: Article, verdict: Verdict) -> tuple[Warning, ...]:
    """Warnings that need no reading: all there can be about a text that was set aside."""
    return (*_triage(verdict, article), *_rival_dates(article), *_ending(article))


def _triage(verdict: Verdict, article: Article) -> Iterator[Warning]:
    if verdict.reason == "not_english":
        message = f"The text is in {article.language}; rules are for English."
        yield Warning(code=verdict.reason, message=message, path="", evidence=())
    elif not verdict.keep:
        message = "The text names nothing that could be launched."
        yield Warning(code=verdict.reason or "", message=message, path="", evidence=())


def _rival_dates(article: Article) -> Iterator[Warning]:
    for who, day in article.rival_dates:
        message = f"Published {article.published} ({article.published_from}), but by its {who} {day}."
        yield Warning(code="date_conflict", message=message, path="/article/published", evidence=())


_CUT = re.compile(r"(?:\.{3}|…)\s*(?:\[\+?[\d,]+ (?:chars|characters|words)\]|(?:Read|Continue)[\w ]{0,20})?\s*$")


def _ending(article: Article) -> Iterator[Warning]:
    """A text that stops in the middle of a sentence, as feeds and pay walls cut it."""
    match = _CUT.search(article.text) if "..." in article.text or "…" in article.text else None
    if match is not None:
        start, words = match.start(), match.group().rstrip()
        yield Warning(
            code="truncated_text",
            message="The text stops before its end.",
            path="",
            evidence=(Evidence(start=start, end=start + len(words), text=words),),
        )


def _units(view: View) -> Iterator[Warning]:
    for measure in view.of(Measure):
        if measure.converted is None:
            continue
        for stated, repeated in ((measure.min, measure.converted[0]), (measure.max, measure.converted[1])):
            if stated and repeated and abs(stated - repeated) > UNIT_TOLERANCE * max(stated, repeated):
                yield Warning(
                    code="unit_mismatch",
                    message=(f"The two units of {measure.text!r} do not agree."),
                    path="",
                    evidence=evidence(view, measure),
                )
                break


def _weekdays(view: View) -> Iterator[Warning]:
    for mention in view.of(Date):
        if (
            mention.weekday
            and mention.iso
            and len(mention.iso) == 10
            and date.fromisoformat(mention.iso).isoweekday() != mention.weekday
        ):
            yield Warning(
                code="weekday_mismatch",
                message=(f"{mention.iso} was not the weekday that {mention.text!r} names."),
                path="",
                evidence=evidence(view, mention),
            )


def _event(view: View, record: Record, event: Event, path: str) -> Iterator[Warning]:
    published = view.reading.published
    if event.date is not None and event.date.value.iso is None:
        text = event.date.value.text
        yield Warning(
            code="date_unresolved",
            message=(f"{text!r} cannot be worked out from the article."),
            path=f"{path}/date",
            evidence=event.date.evidence,
        )
    if published and event.date and event.date.value.iso and event.status != "planned":
        first = event.date.value.iso.split("/")[0]
        if len(first) == 10 and date.fromisoformat(first) > published + timedelta(days=1):
            yield Warning(
                code="date_after_publication",
                message=f"{first} lies after publication.",
                path=f"{path}/date",
                evidence=event.date.evidence,
            )
    yield from _values(event, path)
    yield from _disputed(event, path)


def _disputed(event: Event, path: str) -> Iterator[Warning]:
    """Two sources that share no class for one missile; several missiles told by one source are no dispute."""
    said: dict[str, set[str]] = {}
    claims = [claim for claim in event.claims if claim.slot == "weapon_classes" and claim.attributed_to]
    for claim in claims:
        said.setdefault(claim.attributed_to or "", set()).add(str(claim.value))
    sides = list(said.values())
    if any(not one & other for number, one in enumerate(sides) for other in sides[:number]):
        yield Warning(
            code="disputed_weapon",
            message=f"{' and '.join(sorted(said))} name different weapons.",
            path=f"{path}/weapon_classes",
            evidence=tuple(part for claim in claims for part in claim.evidence),
        )


def _values(event: Event, path: str) -> Iterator[Warning]:
    """Figures that no missile of the class reaches; with several classes nobody knows whose figure it is."""
    limits = [LONGEST_FLIGHT_KM[c.value] for c in event.weapon_classes if c.value in LONGEST_FLIGHT_KM]
    reach = limits[0] if limits and len(event.weapon_classes) == 1 else None
    highest = HIGHEST_KM if event.kind != "space_launch" else None
    for slot, found, limit, unit in (
        ("distance_km", event.distance_km, reach, "km is too far for the class"),
        ("range_km", event.range_km, reach, "km is too far for the class"),
        ("altitude_km", event.altitude_km, highest, "km is too high"),
        ("speed_mach", event.speed_mach, FASTEST_MACH if highest else None, "times the speed of sound is too fast"),
    ):
        value = None if found is None else found.value.min if found.value.min is not None else found.value.max
        if found is not None and limit is not None and value is not None and value > limit:
            yield Warning(
                code="implausible_value", message=f"{value:g} {unit}.", path=f"{path}/{slot}", evidence=found.evidence
            )
