"""Checks: what a careful reader would stumble over, as warnings on the finished record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from extractor.assembly.offices import mismatches
from extractor.assembly.slots import evidence
from extractor.assembly.view import View
from extractor.model.mention import Date, Measure
from extractor.model.record import Event, Record, Warning
from extractor.triage import Verdict

UNIT_TOLERANCE = 0.12  # news rounds conversions: 500 km is written as 300 and as 310 miles
LONGEST_FLIGHT_KM = {"srbm": 1100, "mrbm": 3300, "irbm": 6000}
"""Range classes by their upper bounds (1,000, 3,000 and 5,500 km in the guidelines' sources), a tenth allowed for."""
HIGHEST_KM = 8000  # above the apogee of any launch so far: Hwasong-19, 7,687 km on 31 October 2024


def add_warnings(view: View, record: Record, verdict: Verdict) -> Record:
    """The record with its warnings."""
    found = [*_triage(verdict), *_language(record), *_units(view), *_weekdays(view)]
    for number, event in enumerate(record.events):
        found += _event(view, record, event, f"/events/{number}")
    for number, leader in enumerate(record.leaders):
        found += mismatches(view, leader, f"/leaders/{number}")
    return record.model_copy(update={"warnings": tuple(found)})


def _triage(verdict: Verdict) -> Iterator[Warning]:
    if not verdict.keep:
        yield Warning(
            code=verdict.reason or "", message=("The text names nothing that could be launched."), path="", evidence=()
        )


def _language(record: Record) -> Iterator[Warning]:
    language = record.article.language
    if language and language.split("-")[0] != "en":
        yield Warning(
            code="not_english", message=(f"The text is in {language}; rules are for English."), path="", evidence=()
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
    if any(not claim.chosen and claim.slot in ("weapon_classes", "weapon_names") for claim in event.claims):
        yield Warning(
            code="disputed_weapon",
            message="Sources name different weapons.",
            path=f"{path}/weapon_classes",
            evidence=(),
        )


def _values(event: Event, path: str) -> Iterator[Warning]:
    distance = event.distance_km
    reach = max(
        (LONGEST_FLIGHT_KM[c.value] for c in event.weapon_classes if c.value in LONGEST_FLIGHT_KM), default=None
    )
    if distance and reach and len(event.weapon_classes) == 1 and (distance.value.min or 0) > reach:
        yield Warning(
            code="implausible_value",
            message=(f"{distance.value.min} km is too far for the class."),
            path=f"{path}/distance_km",
            evidence=distance.evidence,
        )
    altitude = event.altitude_km
    if altitude and event.kind != "space_launch" and (altitude.value.max or altitude.value.min or 0) > HIGHEST_KM:
        yield Warning(
            code="implausible_value",
            message=f"{altitude.value.max} km is too high.",
            path=f"{path}/altitude_km",
            evidence=altitude.evidence,
        )
