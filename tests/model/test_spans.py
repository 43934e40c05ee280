"""Spans answer as a look at each of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.model.spans import Spans

SPAN = st.tuples(st.integers(0, 1500), st.integers(0, 700)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(spans=st.lists(SPAN, max_size=12), asked=SPAN)
def test_spans_answer_as_a_look_at_each_would(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    found = Spans(spans)
    assert found.overlaps(start, end) == any(a < end and start < b for a, b in spans)
    assert found.covers(start, end) == any(a <= start and end <= b for a, b in spans)
    assert found.exceeds(start, end) == any(a <= start and end <= b and b - a > end - start for a, b in spans)
