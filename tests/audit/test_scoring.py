"""The rules of section 6 of the guidelines, each by a case whose answer is worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.audit.judging import Judgement
from extractor.audit.scoring import Score, add_up, score_article

Json = dict[str, Any]
Counts = tuple[int, int, int]

LAUNCH: Json = {"prominence": "main", "kind": "test", "status": "occurred", "country": "KP", "date": "2025-10-22"}


def judged(gold: Json, found: Json | None) -> tuple[Score, list[Judgement]]:
    score = score_article("a1", gold, found)
    return add_up([score]), [judgement for judgement in score.judgements if judgement.kind != "right"]


def counts(score: Score, part: str) -> Counts:
    tally: Any = score.as_dict()[part]
    return tally["tp"], tally["fp"], tally["fn"]


def event_counts(gold: Json, found: Json) -> Counts:
    """True positives, false positives, false negatives of the slots that the launch above does not fill."""
    score, _ = judged({"events": [LAUNCH | gold]}, {"events": [LAUNCH | found]})
    tallies = [tally for slot, tally in score.slots.items() if slot not in LAUNCH]
    return sum(t.tp for t in tallies), sum(t.fp for t in tallies), sum(t.fn for t in tallies)


RIGHT, WRONG, MISSED, SPURIOUS, NOTHING = (1, 0, 0), (0, 1, 1), (0, 0, 1), (0, 1, 0), (0, 0, 0)


@pytest.mark.parametrize(
    ("slot", "gold", "found", "expected"),
    [
        ("distance_km", [1000, 1000], [1010, 1010], RIGHT),  # 10 of 1010 is under 1 %
        ("distance_km", [1000, 1000], [1011, 1011], WRONG),  # 11 of 1011 is over 1 %
        ("distance_km", [900, None], [900, 900], WRONG),  # "more than 900" is not "900"
        ("distance_km", [350, 380], {"value": {"min": 351, "max": 379, "approximate": True}}, RIGHT),
        ("distance_km", [350, 380], [350, 390], WRONG),
        ("count", [2, 2], 2, RIGHT),
        ("count", [2, 2], [2, None], WRONG),
        ("count", None, [2, 2], SPURIOUS),
        ("count", [2, 2], None, MISSED),
        ("count", None, [None, None], NOTHING),
        ("count", None, 0, SPURIOUS),
        ("speed_mach", 6, {"value": {"min": 6, "max": 6, "approximate": False}}, RIGHT),
        ("speed_mach", None, 0, NOTHING),
        ("speed_mach", None, {"min": None, "max": None}, NOTHING),
        ("speed_mach", 6, 5.9, WRONG),
        ("flight_minutes", [13.5, 13.5], 13.5, RIGHT),
        ("launch_site", "Sunan", {"text": "the Sunan area", "name": "Pyongyang"}, RIGHT),  # one holds the other
        ("launch_site", "the Sunan area", "Sunan", RIGHT),
        ("launch_site", "Sunan", "Sunandong", WRONG),  # whole words only
        ("impact_area", "Sea of Japan", "Yellow Sea", WRONG),
        ("impact_area", "", "Yellow Sea", SPURIOUS),
        ("weapon_classes", ["srbm", "hypersonic"], [{"value": "srbm"}], (1, 0, 1)),
        ("weapon_classes", ["srbm"], ["icbm"], WRONG),
        ("weapon_names", ["KN-23"], ["kn 23 missile"], RIGHT),
        ("weapon_names", ["KN-23"], ["KN-23", "KN 23", "KN-25"], (1, 1, 0)),
        ("weapon_names", ["Ágni-V"], ["Agni V"], RIGHT),
        ("weapon_names", ["KN-23"], ["KN23"], RIGHT),
        ("launch_site", "The airfield of Sunan", "airfield of Sunan", RIGHT),
        ("launch_site", "Sunan\u2019s airfield", "Sunan airfield", RIGHT),
    ],
)
def test_slot_values(slot: str, gold: object, found: object, expected: Counts) -> None:
    assert event_counts({slot: gold}, {slot: found}) == expected


def test_dates_are_equal_or_wrong() -> None:
    gold = {"events": [LAUNCH | {"count": [1, 1]}]}
    for date, expected in (({"iso": "2025-10-22", "text": "on Wednesday"}, RIGHT), ("2025-10", WRONG)):
        score, _ = judged(gold, {"events": [LAUNCH | {"count": [1, 1], "date": {"value": date}}]})
        tally = score.slots["date"]
        assert (tally.tp, tally.fp, tally.fn) == expected


def test_slots_of_an_unaligned_event_are_all_false() -> None:
    gold = {"events": [LAUNCH]}
    other = {
        "prominence": "background",
        "kind": "test",
        "country": "IR",
        "date": "2025-10-22",
        "weapon_names": ["Emad"],
    }
    score, errors = judged(gold, {"events": [other]})
    assert counts(score, "event") == (0, 1, 1)
    assert counts(score, "event_slot") == (0, 4, 4)  # country, kind, date, name against kind, status, country, date
    assert {error.kind for error in errors} == {"missed", "spurious"}


def test_an_event_needs_an_anchor_unless_both_are_the_only_main_one() -> None:
    vague = {"kind": "test", "country": "KP"}
    assert counts(judged({"events": [vague]}, {"events": [vague]})[0], "event") == (0, 1, 1)
    main = vague | {"prominence": "main"}
    assert counts(judged({"events": [main]}, {"events": [main]})[0], "event") == (1, 0, 0)
    assert counts(judged({"events": [main]}, {"events": [main, main]})[0], "event") == (0, 2, 1)
    for slot in ("date", "count", "weapon_classes", "weapon_names", "distance_km", "altitude_km"):
        value: object = {"date": "2025", "weapon_classes": ["srbm"], "weapon_names": ["KN-23"]}.get(slot, [5, 5])
        pinned = vague | {slot: value}
        assert counts(judged({"events": [pinned]}, {"events": [pinned]})[0], "event") == (1, 0, 0)
    for slot in ("range_km", "speed_mach", "flight_minutes"):
        loose = vague | {slot: [5, 5]}
        assert counts(judged({"events": [loose]}, {"events": [loose]})[0], "event") == (0, 1, 1)


def test_an_event_without_country_aligns_with_any() -> None:
    gold = {"events": [LAUNCH]}
    assert counts(judged(gold, {"events": [LAUNCH | {"country": None}]})[0], "event") == (1, 0, 0)


def test_alignment_looks_at_the_whole_article() -> None:
    """Taking the best pair first (three slots: 0 with 1) would leave the other two events without a partner."""
    first = {"kind": "test", "country": "KP", "date": "2025-01-01", "count": [1, 1]}
    second = {"kind": "attack", "country": "KP", "count": [1, 1]}
    near_first = {"kind": "attack", "status": "failed", "date": "2025-01-01", "country": "KP"}
    both = {"kind": "test", "country": "KP", "count": [1, 1]}
    score, _ = judged({"events": [first, second]}, {"events": [near_first, both]})
    assert counts(score, "event") == (2, 0, 0)
    # country, date | country, count agree; kinds are crossed, one status is spurious, one count missed
    assert counts(score, "event_slot") == (4, 3, 3)


def test_of_equal_alignments_the_one_with_more_pairs_is_taken() -> None:
    first = {"kind": "test", "country": "KP", "date": "2025-01-01", "count": [1, 1], "status": "failed"}
    near_first = {"status": "failed", "date": "2025-01-01", "country": "KP", "count": [1, 1]}
    gold = {"events": [first, {"country": "KP", "count": [1, 1]}]}
    score, _ = judged(gold, {"events": [near_first, {"kind": "test", "date": "2025-01-01"}]})
    assert counts(score, "event") == (2, 0, 0)  # 2 and 2 slots, where 4 and none agree as much


@pytest.mark.parametrize(("more_gold", "more_found", "searched"), [(38, 10, True), (39, 0, False), (0, 11, False)])
def test_among_many_events_the_best_pair_comes_first(more_gold: int, more_found: int, searched: bool) -> None:
    """Beyond 40 gold or 12 found events a search over all alignments would take too long."""
    first = {"kind": "test", "country": "KP", "date": "2025-01-01", "count": [1, 1], "status": "failed"}
    second = {"kind": "attack", "country": "KP", "count": [1, 1]}
    near_first = {"kind": "attack", "status": "failed", "date": "2025-01-01", "country": "KP", "count": [1, 1]}
    dated = {"kind": "test", "date": "2025-01-01"}
    gold = [first, second, *({"country": "IR", "date": str(year)} for year in range(1900, 1900 + more_gold))]
    found = [near_first, dated, *({"country": "RU", "date": str(year)} for year in range(1900, 1900 + more_found))]
    score, _ = judged({"events": gold}, {"events": found})
    # near_first with second (3 slots) and dated with first (2), or near_first with first (4) and nothing else
    assert score.parts["event"].tp == (2 if searched else 1)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Jane Q. Example", "Example", True),  # the surname alone
        ("Jane Example", "President Jane Example", True),
        ("J. Example", "Jane Example", True),
        ("Jane Example", "John Example", False),  # contradicting given names
        ("Ja Example", "Jane Example", True),  # two letters may be an initial, three are a name
        ("Jan Example", "Jane Example", False),
        ("M. Example", "Jane Example", False),
        ("Jane Example", "Jane Sample", False),
        ("Son-Hui Exa", "Sonhui Exa", True),  # written together or apart
        ("José Example", "Jose Example's", True),
        ("Jane Example", "", False),
    ],
)
def test_leader_names(gold: str, found: str, same: bool) -> None:
    score, _ = judged({"leaders": [{"name": gold}]}, {"leaders": [{"name": {"value": found}}]})
    assert counts(score, "leader") == ((1, 0, 0) if same else (0, 1, 1))


def test_leaders_of_two_countries_are_two() -> None:
    gold = {"leaders": [{"name": "Jane Example", "country": "JP"}]}
    for country, expected in (("JP", (1, 0, 0)), (None, (1, 0, 0)), ("KR", (0, 1, 1))):
        found = {"leaders": [{"name": "Jane Example", "country": country}]}
        assert counts(judged(gold, found)[0], "leader") == expected


def test_roles_belong_to_their_leader() -> None:
    gold = {
        "leaders": [
            {"name": "Jane Example", "roles": ["defense minister", "general"]},
            {"name": "Ann Sample", "roles": ["president"]},
        ]
    }
    found = {
        "leaders": [
            {"name": "Jane Example", "roles": [{"value": "minister"}, {"value": "senator"}]},
            {"name": "Someone Else", "roles": ["king"]},
        ]
    }
    score, errors = judged(gold, found)
    assert counts(score, "role") == (1, 1, 2)  # "minister" lies in "defense minister"; the king is no gold leader's
    roles = [(error.kind, error.gold, error.found) for error in errors if error.part == "role"]
    assert roles == [("missed", "general", None), ("spurious", None, "senator"), ("missed", "president", None)]


def test_a_reaction_is_actor_and_stance() -> None:
    gold = {"reactions": [{"actor": "The Pentagon", "stance": "warn"}, {"actor": "Seoul", "stance": "condemn"}]}
    found = {"reactions": [{"actor": {"value": "Pentagon"}, "stance": "warn"}, {"actor": "Seoul", "stance": "warn"}]}
    score, errors = judged(gold, found)
    assert counts(score, "reaction") == (1, 1, 1)
    assert [(error.gold, error.found) for error in errors] == [("Seoul / condemn", None), (None, "Seoul / warn")]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("one two three four five", (1, 0, 0)),
        ("One, two; three four!", (1, 0, 0)),  # 4 of 5 words are 80 %
        ("one two three", (0, 1, 1)),  # 3 of 5 are not
        ("one one one one one", (0, 1, 1)),  # a word counts as often as gold has it
        (None, (0, 0, 1)),
    ],
)
def test_quotes_need_four_fifths_of_the_words(found: str | None, expected: Counts) -> None:
    gold = {"reactions": [{"actor": "Seoul", "stance": "warn", "quote": "one two three four five"}]}
    record = {"reactions": [{"actor": "Seoul", "stance": "concern", "quote": found}]}
    assert counts(judged(gold, record)[0], "quote") == expected, "whatever the stance"


def test_no_record_is_an_empty_record() -> None:
    gold = {"events": [LAUNCH], "leaders": [{"name": "Jane Example", "roles": ["general"]}]}
    for found in (None, {}, {"events": None}):
        score, _ = judged(gold, found)
        assert [counts(score, part) for part in ("event", "leader", "role")] == [(0, 0, 1)] * 3
        assert counts(score, "event_slot") == (0, 0, 4)
        assert score.record_f1 == 0


def test_record_f1_is_the_mean_of_slots_leaders_and_reactions() -> None:
    gold = {"events": [LAUNCH], "leaders": [{"name": "Ann"}, {"name": "Bea"}], "reactions": []}
    score, _ = judged(gold, {"events": [LAUNCH], "leaders": [{"name": "Ann"}]})
    # slots 1.0; leaders precision 1, recall 1/2, so 0.6667; reactions 0
    assert score.as_dict()["record_f1"] == 0.5556


def test_tallies_add_up_over_articles() -> None:
    one = score_article("a1", {"leaders": [{"name": "Ann"}]}, {"leaders": [{"name": "Ann"}]})
    two = score_article("a2", {"leaders": [{"name": "Bea"}]}, None)
    score = add_up([one, two])
    assert (counts(score, "leader"), score.articles) == ((1, 0, 1), 2)


def test_errors_are_values() -> None:
    gold = {"events": [LAUNCH | {"count": [2, 2], "launch_site": "Sunan"}]}
    found = {"events": [LAUNCH | {"count": {"value": [3, 3], "confidence": 0.7}, "weapon_classes": ["srbm"]}]}
    _, errors = judged(gold, found)
    wrong, missed, spurious = errors
    assert wrong == Judgement(
        article="a1", part="event_slot", slot="count", gold_at=0, found_at=0,
        gold=(2, 2), found=(3, 3), kind="wrong", confidence=0.7,
    )  # fmt: skip
    assert (missed.kind, missed.slot, missed.gold, missed.found) == ("missed", "launch_site", "sunan", None)
    assert (spurious.kind, spurious.slot, spurious.gold, spurious.found) == ("spurious", "weapon_classes", None, "srbm")
    assert wrong.describe() == "a1: wrong event_slot count (gold 0, found 0): gold (2, 2), found (3, 3)"


def test_an_error_line_cannot_steer_a_terminal() -> None:
    _, errors = judged({}, {"leaders": [{"name": "Ann\x1b[2J\u202eeB\nBea"}]})
    assert errors[0].describe() == r"a1: spurious leader (found 0): gold None, found 'Ann\x1b[2J\u202eeB\nBea'"
