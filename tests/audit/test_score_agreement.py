"""The scorer against the reference scorer, to the last digit, on generated and on perturbed records.

The reference lies outside this repository. Where it is absent these tests are skipped and say so; the hand-written
cases in `test_scoring.py` hold the same rules without it.
"""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.audit.evaluate import evaluate, load_gold
from extractor.audit.scoring import add_up, score_article

Json = dict[str, Any]

SHARED = Path(__file__).resolve().parents[3] / "shared"
REFERENCE = SHARED / "tools" / "score.py"
DEV_GOLD = SHARED / "gold" / "dev" / "gold"

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="../shared/tools/score.py, the reference, is not here")
STEADY = settings(
    max_examples=400, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)

# Pools are small so that gold and record often meet, by a hair or not.
COUNTRIES = [None, "", "KP", "IR", "RU"]
DATES = [None, "2025-10-22", "2025-10", "2025-10-20/2025-10-22", 2017]
NUMBERS = [None, 0, 1, 2, 100, 101, 101.02, 99, 350, 353.5, 900.4]
CLASSES = ["srbm", "icbm", "cruise", "Hypersonic", "the srbm"]
NAMES = [
    "KN-23",
    "The A-23",
    "23",
    "KN 23 missile",
    "kn23",
    "Hwasong-18",
    "Hwasong 18 Missiles",
    "Ágni\u2013V rocket",
    "...",
    "missile",
]
PLACES = [None, "", "Sunan", "the Sunan area", "Sunan\u2019s airfield", "east coast", "Coast", "Sea of Japan", "Sea"]
PEOPLE = [
    *("Kim Jong Un", "Kim", "Kim Jong-un", "K. Kim", "Choe Son-hui", "Choe Son Hui", "J. Biden", "Joe Biden"),
    *(
        "Joseph Biden",
        "Jo Biden",
        "Biden\u2019s",
        "The Pentagon",
        "Pentagon",
        "김정은",
        "최선희",
        "Hassan",
        "Hassán",
        "",
        None,
    ),
]
ROLES = ["president", "former president", "foreign minister", "minister", "the leader", "Leader's", "...", ""]
STANCES = ["condemn", "warn", "concern", None]
QUOTES = [
    *(None, "", "stop this", "Stop this!", "one two three four five", "one two three four", "one two three"),
    *("five four three two one", "...", "a a a b", "a b b b"),
]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def maybe_wrapped(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A bare value, or one wrapped once or twice as records do."""
    once = values.map(lambda value: {"value": value, "evidence": [], "confidence": 0.5})
    return st.one_of(values, once, once.map(lambda value: {"value": value}))


def pick(pool: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(pool)


BOUNDS = st.one_of(
    st.none(),
    pick([number for number in NUMBERS if number is not None]),
    st.tuples(pick(NUMBERS), pick(NUMBERS)).map(list),
    st.tuples(pick(NUMBERS), pick(NUMBERS)).map(lambda ends: {"min": ends[0], "max": ends[1], "approximate": True}),
    st.floats(min_value=0, max_value=1000, allow_nan=False),
)
# The reference has no answer to a speed that is open on both sides: it counts it, and stops where both sides have it.
SPEED = BOUNDS.filter(lambda b: b != [None, None] and not (isinstance(b, dict) and b["min"] is b["max"] is None))
DATED = st.one_of(pick(DATES), pick(DATES).map(lambda iso: {"iso": iso, "text": "on that day"}))
PLACED = st.one_of(
    pick(PLACES),
    pick(PLACES).map(lambda text: {"text": text, "name": "Sunan", "country": None}),
    pick(PLACES).map(lambda name: {"name": name, "canonical": "Sea"}),
)
EVENT = st.fixed_dictionaries(
    {},
    optional={
        "prominence": pick(["main", "background", {"value": "main"}]),
        "kind": maybe_wrapped(pick([None, "test", "attack"])),
        "status": maybe_wrapped(pick([None, "occurred", "failed"])),
        "country": maybe_wrapped(pick(COUNTRIES)),
        "date": maybe_wrapped(DATED),
        "count": maybe_wrapped(BOUNDS),
        "distance_km": maybe_wrapped(BOUNDS),
        "altitude_km": maybe_wrapped(BOUNDS),
        "range_km": maybe_wrapped(BOUNDS),
        "flight_minutes": maybe_wrapped(BOUNDS),
        "speed_mach": maybe_wrapped(SPEED),
        "weapon_classes": st.one_of(st.none(), st.lists(maybe_wrapped(pick(CLASSES)), max_size=3)),
        "weapon_names": st.lists(
            st.one_of(maybe_wrapped(pick(NAMES)), pick(NAMES).map(lambda name: {"value": {"name": name}})), max_size=3
        ),
        "launch_site": maybe_wrapped(PLACED),
        "impact_area": maybe_wrapped(PLACED),
        "unknown_slot": st.just([1]),
    },
)


def leaders(wrap: Callable[[st.SearchStrategy[Any]], st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    return st.lists(
        st.fixed_dictionaries(
            {
                "name": wrap(pick(PEOPLE)),
                "country": wrap(pick(COUNTRIES)),
                "roles": st.lists(wrap(pick(ROLES)), max_size=3),
            }
        ),
        max_size=4,
    )


def reactions(wrap: Callable[[st.SearchStrategy[Any]], st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    return st.lists(
        st.fixed_dictionaries(
            {"actor": wrap(pick(PEOPLE)), "stance": wrap(pick(STANCES)), "quote": wrap(pick(QUOTES))}
        ),
        max_size=4,
    )


def record(
    wrap: Callable[[st.SearchStrategy[Any]], st.SearchStrategy[Any]], min_events: int = 0, max_events: int = 4
) -> st.SearchStrategy[Json]:
    events = st.lists(EVENT, min_size=min_events, max_size=max_events)
    return st.fixed_dictionaries({"events": events, "leaders": leaders(wrap), "reactions": reactions(wrap)})


def bare(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Gold writes names, stances and quotes as they are."""
    return values


def ours(gold: dict[str, Json], records: dict[str, Json]) -> Json:
    return add_up(score_article(name, part, records.get(name)) for name, part in gold.items()).as_dict()


@STEADY
@given(gold=st.lists(record(bare), min_size=1, max_size=3), found=st.lists(record(maybe_wrapped), max_size=3))
def test_agrees_on_generated_records(reference: ModuleType, gold: list[Json], found: list[Json]) -> None:
    golden = {f"a{at}": part for at, part in enumerate(gold)}
    records = {f"a{at}": part for at, part in enumerate(found)}
    assert ours(golden, records) == reference.score(golden, records)[0]


@settings(STEADY, max_examples=60)
@given(gold=record(bare, 2, 8), found=record(maybe_wrapped, 13, 17))
def test_agrees_where_many_events_make_the_alignment_greedy(reference: ModuleType, gold: Json, found: Json) -> None:
    assert ours({"a": gold}, {"a": found}) == reference.score({"a": gold}, {"a": found})[0]


@settings(STEADY, max_examples=60)
@given(gold=record(bare, 5, 8), found=record(maybe_wrapped, 5, 12))
def test_agrees_where_the_alignment_is_searched(reference: ModuleType, gold: Json, found: Json) -> None:
    assert ours({"a": gold}, {"a": found}) == reference.score({"a": gold}, {"a": found})[0]


@settings(STEADY, max_examples=100)
@given(names=st.lists(st.text(max_size=12), min_size=1, max_size=3), found=st.lists(st.text(max_size=12), max_size=3))
def test_agrees_on_names_in_any_script(reference: ModuleType, names: list[str], found: list[str]) -> None:
    def part(texts: list[str]) -> Json:
        return {
            "events": [{"kind": "test", "date": "2025", "launch_site": text, "weapon_names": [text]} for text in texts],
            "leaders": [{"name": text, "country": "KP", "roles": [text]} for text in texts],
            "reactions": [{"actor": "Seoul", "stance": "warn", "quote": text} for text in texts],
        }

    golden, records = {"a": part(names)}, {"a": part(found)}
    assert ours(golden, records) == reference.score(golden, records)[0]


# The dev gold against itself, bent: every kind of mistake that extractors make.

LISTS = ("weapon_classes", "weapon_names", "roles", "sources")
TEXTS = ("launch_site", "impact_area", "name", "actor", "quote")


def bend_number(number: Any, chance: random.Random) -> Any:
    return number * chance.choice([1, 1.004, 1.0099, 1.0102, 1.03, 2]) if isinstance(number, int | float) else number


def bend_text(text: str, chance: random.Random) -> str:
    words = text.split()
    cut = words[: max(1, int(len(words) * chance.choice([1, 0.9, 0.8, 0.7])))]
    return chance.choice(["", "", "the ", "near "]) + " ".join(chance.choice([words, cut, words[-1:]]))


def bend_value(name: str, value: Any, chance: random.Random) -> Any:
    if chance.random() < 0.1:
        return [] if name in LISTS else None
    if name in LISTS:
        return [item if name == "weapon_classes" else bend_text(item, chance) for item in value]
    if name in TEXTS and value is not None:
        return bend_text(value, chance)
    if name == "stance":
        return chance.choice([value, value, value, "condemn", "concern"])
    if isinstance(value, list):
        return [bend_number(end, chance) for end in value]
    return bend_number(value, chance)


def wrap(name: str, value: Any, chance: random.Random) -> Any:
    if name in LISTS:
        return [wrap("", item, chance) for item in value]
    if value is None or chance.random() < 0.5:
        return value
    return {"value": value, "evidence": [], "confidence": round(chance.random(), 3)}


def bend_list(parts: list[Json], chance: random.Random) -> list[Json]:
    bent = [
        {name: wrap(name, bend_value(name, value, chance), chance) for name, value in part.items()}
        for part in copy.deepcopy(parts)
        if chance.random() > 0.15
    ]
    bent += [copy.deepcopy(part) for part in parts if chance.random() < 0.1]
    chance.shuffle(bent)
    return bent


def bend(gold: Json, chance: random.Random) -> Json:
    return {
        "article": {"source": f"folder/{gold['id']}.txt", "article_id": "a0"},
        **{name: bend_list(gold[name], chance) for name in ("events", "leaders", "reactions")},
    }


needs_dev_gold = pytest.mark.skipif(not DEV_GOLD.exists(), reason="../shared/gold/dev/gold is not here")


@needs_dev_gold
def test_agrees_on_dev_gold_against_itself(reference: ModuleType) -> None:
    gold = {name: dict(part) for name, part in load_gold(DEV_GOLD).items()}
    score = ours(gold, gold)
    assert score == reference.score(gold, gold)[0]
    assert [score[part]["f1"] for part in ("leader", "role", "reaction", "quote")] == [1, 1, 1, 1]
    # A background event of which only country and kind are known aligns with nothing, not even with itself.
    assert 0.99 < score["event_slot"]["f1"] < 1


@needs_dev_gold
@pytest.mark.parametrize("seed", range(8))
def test_agrees_on_bent_dev_gold(reference: ModuleType, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    gold = {name: dict(part) for name, part in load_gold(DEV_GOLD).items()}
    records = [bend(part, chance) for part in gold.values() if chance.random() > 0.05]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(part) + "\n" for part in records), "utf-8")

    expected = reference.score(reference.load_gold(DEV_GOLD), reference.load_records(path))[0]
    report = evaluate(DEV_GOLD, path).as_dict()
    assert {name: report[name] for name in expected} == expected
    assert 0.3 < expected["record_f1"] < 0.95, "the bent records should be partly right"


@needs_dev_gold
def test_agrees_where_events_of_many_articles_meet_in_one(reference: ModuleType) -> None:
    chance = random.Random(11)
    events = [event for part in load_gold(DEV_GOLD).values() for event in part["events"]]  # type: ignore[attr-defined]
    for golds, founds in ((6, 12), (12, 12), (41, 9), (41, 9), (41, 9), (30, 40)):
        gold = {"a": {"events": chance.sample(events, golds)}}
        found = {"a": {"events": bend_list(chance.sample(events, founds) + gold["a"]["events"][:3], chance)}}
        assert ours(gold, found) == reference.score(gold, found)[0]
