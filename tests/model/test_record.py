"""Records: frozen, true to their text, and the same bytes after any trip through JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extractor.contract.examples import example_records
from extractor.model.record import Evidence, Interval, Place, Record, When, evidence_of

EXAMPLES = example_records()


def raw(name: str) -> Any:
    return json.loads(EXAMPLES[name].to_json())


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_record_survives_json_byte_for_byte(name: str) -> None:
    line = EXAMPLES[name].to_json()
    assert "\n" not in line
    assert Record.model_validate_json(line) == EXAMPLES[name]
    assert Record.model_validate_json(line).to_json() == line


@pytest.mark.parametrize("part", ["article", "events/0/trigger", "leaders/0", "provenance"])
def test_no_part_of_a_record_can_be_changed(part: str) -> None:
    target: Any = EXAMPLES["simple_test"]
    for step in part.split("/"):
        target = target[int(step)] if step.isdigit() else getattr(target, step)
    for name in type(target).model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(target, name, None)


@pytest.mark.parametrize("part", ["events", "leaders", "reactions"])
def test_no_two_parts_have_one_id(part: str) -> None:
    record = next(record for name in EXAMPLES if (record := raw(name))[part])
    record[part].append(record[part][0])
    with pytest.raises(ValidationError, match=f"/{part}: two with one id"):
        Record.model_validate(record)


# Nothing between the last decimal kept and zero: see the expected failure below.
numbers = st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not -0.0001 < number < 0)
# A lone surrogate has no UTF-8 form, so no file holds one.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@st.composite
def texts_with_a_span(draw: st.DrawFn) -> tuple[str, Evidence]:
    text = draw(words)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, Evidence(start=start, end=end, text=text[start:end])


intervals = st.builds(
    lambda low, high, about: Interval(min=low, max=high, approximate=about),
    st.none() | numbers.filter(lambda number: number <= 0),
    numbers.filter(lambda number: number >= 0),
    st.booleans(),
)
coordinates = st.none() | numbers
places = st.builds(Place, text=words, name=words, country=st.none(), latitude=coordinates, longitude=coordinates)
dates = st.builds(
    When,
    iso=st.dates().map(str) | st.none(),
    text=words,
    weekday=st.none() | st.integers(1, 7),
    time_of_day=st.none() | words,
    resolved_from=st.none(),
)


@given(texts_with_a_span(), words | intervals | places | dates)
def test_any_claim_survives_json_byte_for_byte(where: tuple[str, Evidence], value: object) -> None:
    text, evidence = where
    found = {"value": "KP", "attributed_to": text, "evidence": (evidence,), "confidence": 1 / 3}
    claim = {"slot": "any", "value": value, "attributed_to": None, "evidence": (evidence,), "chosen": True}
    event = {**raw("conflicting_claims")["events"][0], "trigger": evidence, "country": found, "claims": (claim,)}
    event |= dict.fromkeys(("count", "date", "launch_site", "impact_area"))
    event |= dict.fromkeys(("weapon_classes", "sources"), ())
    whole = raw("no_launch")
    record = Record.model_validate({**whole, "article": {**whole["article"], "text": text}, "events": (event,)})
    again = Record.model_validate_json(record.to_json())
    assert again.events[0].claims[0].value == value
    assert again.to_json() == record.to_json()


@given(texts_with_a_span(), st.just("") | words)
def test_evidence_holds_only_where_its_text_stands(where: tuple[str, Evidence], inserted: str) -> None:
    text, evidence = where
    other = inserted + text
    whole = raw("no_launch")
    broken = {**whole, "article": {**whole["article"], "text": other}}
    broken["warnings"] = [{"code": "x", "message": "x", "path": "", "evidence": [evidence.model_dump()]}]
    if other[evidence.start : evidence.end] == evidence.text:
        assert list(evidence_of(Record.model_validate(broken))) == [("/warnings/0/evidence/0", evidence)]
    else:
        with pytest.raises(ValidationError, match=r"/warnings/0/evidence/0: evidence"):
            Record.model_validate(broken)


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_a_number_that_is_not_finite_is_refused(number: float) -> None:
    with pytest.raises(ValidationError, match="finite"):
        Interval(min=number, max=None, approximate=False)


@pytest.mark.parametrize("number", [-0.00001, 3.0, 0.12345, 1e9])
def test_a_number_has_one_spelling(number: float) -> None:
    line = Interval(min=number, max=None, approximate=False).model_dump_json()
    assert Interval.model_validate_json(line).model_dump_json() == line
