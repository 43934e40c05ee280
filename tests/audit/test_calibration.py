"""Reliability tables whose numbers are worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.audit.calibration import reliability, render_summary, tables_of
from extractor.audit.judging import Judgement, Kind
from extractor.audit.scoring import score_article
from extractor.errors import ContractError, UsageError


def slot(kind: Kind, confidence: float | None, name: str = "count") -> Judgement:
    return Judgement(
        article="a1", part="event_slot", slot=name, gold_at=0, found_at=0, gold="x", found="y", kind=kind,
        confidence=confidence,
    )  # fmt: skip


def test_bins_and_expected_error() -> None:
    judgements = [
        slot("right", 0.95),
        slot("right", 1),  # the last bin holds 1
        slot("wrong", 0.9),  # a bin begins at its lower edge
        slot("spurious", 0.05),
        slot("missed", None),  # gold has it, the record does not: no confidence to judge
        slot("right", None),
    ]
    table = reliability(judgements)
    low, high = table.bins[0], table.bins[9]
    assert [row.values for row in table.bins] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 3]
    assert (low.confidence, low.right) == (0.05, 0)
    assert high.confidence == pytest.approx(0.95)
    assert high.right == pytest.approx(2 / 3)
    # (1 * |0.05 - 0| + 3 * |0.95 - 2/3|) / 4
    assert table.expected_error == pytest.approx((0.05 + 0.85) / 4)
    assert (table.values, table.without) == (4, 1)
    assert table.as_dict()["expected_calibration_error"] == 0.225
    # ((0.95 - 1)**2 + (1 - 1)**2 + 0.9**2 + 0.05**2) / 4, against half of them right
    assert table.brier == pytest.approx((0.0025 + 0.81 + 0.0025) / 4)
    assert table.confidence == pytest.approx(2.9 / 4)
    assert table.right == 0.5
    assert table.constant_brier == 0.25


def test_confidences_that_keep_their_word_have_no_error() -> None:
    table = reliability([slot("right", 0.75)] * 3 + [slot("wrong", 0.75)])
    assert table.expected_error == 0
    assert table.bins[7].gap == 0


def test_every_edge_falls_into_the_bin_that_it_opens() -> None:
    for tenths in range(10):
        table = reliability([slot("right", tenths / 10)])
        assert [row.values for row in table.bins].index(1) == tenths


def test_the_table_for_a_terminal() -> None:
    table = reliability([slot("right", 0.8), slot("wrong", 0.8), slot("right", None)], bins=2)
    assert table.render().splitlines() == [
        "confidence        values    mean   right     gap",
        "0.50 to 1.00           2   0.800   0.500  +0.300",
        "expected calibration error 0.300 over 2 values",
        "1 values without a confidence",
    ]


def test_nothing_to_calibrate() -> None:
    table = reliability([])
    assert (table.values, table.expected_error) == (0, 0)
    assert table.render().splitlines()[-1] == "expected calibration error 0.000 over 0 values"


def test_one_slot_alone() -> None:
    judgements = [slot("right", 0.5, "count"), slot("wrong", 0.5, "date")]
    assert reliability(judgements, slot="date").bins[5].right == 0
    assert reliability(judgements, slot="count").bins[5].right == 1


def test_right_and_wrong_are_the_scorers() -> None:
    def sure(value: object, confidence: float) -> dict[str, Any]:
        return {"value": value, "confidence": confidence}

    gold = {
        "events": [{"country": "KP", "date": "2025", "count": [2, 2], "weapon_classes": ["srbm"]}],
        "reactions": [{"actor": "Seoul", "stance": "warn"}],
    }
    found = {
        "events": [
            {
                "country": sure("KP", 0.95), "date": sure({"iso": "2025"}, 0.85),
                "count": sure({"min": 3, "max": 3}, 0.35),
                "weapon_classes": [sure("srbm", 0.75), sure("cruise", 0.25)], "confidence": 0.9,
            },
            {"country": sure("IR", 0.15), "confidence": 0.2},
        ],
        "reactions": [{"actor": sure("Seoul", 0.6), "stance": "warn", "confidence": 0.4}],
    }  # fmt: skip
    judgements = score_article("a1", gold, found).judgements
    rows = [(row.low, row.right) for row in reliability(judgements).bins if row.values]
    assert rows == [(0.1, 0), (0.2, 0), (0.3, 0), (0.7, 1), (0.8, 1), (0.9, 1)]
    assert [(row.low, row.right) for row in reliability(judgements, part="event").bins if row.values] == [
        (0.2, 0),
        (0.9, 1),
    ]
    assert reliability(judgements, part="reaction").bins[4].right == 1


def test_the_tables_of_all_that_carries_a_confidence() -> None:
    judgements = [slot("right", 0.8), slot("wrong", 0.6, "date"), slot("right", None, "kind"), slot("missed", None)]
    tables = tables_of(judgements)
    assert list(tables) == ["event_slot", "  count", "  date"]
    assert render_summary(tables).splitlines() == [
        "confidence of     values    mean   right     ECE   Brier  constant",
        "event_slot             2   0.700   0.500   0.400   0.200     0.250",
        "  count                1   0.800   1.000   0.200   0.040     0.000",
        "  date                 1   0.600   0.000   0.600   0.360     0.000",
        "constant: the Brier score of giving all of them the share that is right",
    ]


def test_what_is_refused() -> None:
    with pytest.raises(UsageError, match="0 bins"):
        reliability([], bins=0)
    for confidence in (-0.1, 1.5, 90.0, float("nan")):
        with pytest.raises(ContractError, match="is not between 0 and 1"):
            reliability([slot("right", confidence)])
