"""What speaks for or against an event and its values; what their confidence is made of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractor.assembly.confidence import Weighed, logistic, probability, weigh
from extractor.assembly.facts import Case
from extractor.assembly.grounds import KINDS, Grounds, known_facts, of_event, of_values
from extractor.knowledge.forms import Confidence, Weights
from extractor.model.article import Article
from extractor.model.record import Event
from extractor.pipeline import Analysis, Extractor
from extractor.sources.articles import read_articles

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
PUBLISHED = "2025-10-22"  # a Wednesday
TWO = "North Korea fired a ballistic missile from Sunan on Tuesday. "
FIRED = "North Korea fired two ballistic missiles on Tuesday, Seoul said."
SUM = "Iran fired two cruise missiles and three ballistic missiles on Monday."
NAMED = "North Korea fired a Hwasong-11 missile on Monday."
FLEW = TWO + "The missile flew 500 kilometers."

EVENT = [  # fact, an article whose first event it holds of, one whose it does not hold of
    ("told in one sentence only", TWO, TWO + "The missile flew 500 kilometers."),
    ("its country is named elsewhere", "A missile was fired on Tuesday. North Korea had no comment.", TWO),
    ("no time is told", "Last year was calm. Talks went on. Nobody spoke. It rained. Iran fired a missile.", TWO),
    ("its day cannot be worked out", "North Korea fired a ballistic missile last week.", TWO),
    ("two or fewer slots pin it down", "North Korea fired missiles on Tuesday.", TWO),
    ("one slot or none pins it down", "North Korea fired missiles on Tuesday.", FIRED),
    ("told as background", "Iran fired two missiles in May 2020.", FIRED),
]
VALUES = [  # slot, fact, an article with a value it holds of, one with a value it does not hold of
    ("count", "told again by another sentence", FIRED + " The army fired two missiles from Sunan on Tuesday.", FIRED),
    ("count", "read from grammar, not a number", "North Korea test-fired its new Hwasong-18 on Tuesday.", FIRED),
    ("count", "beside a noun of launching, not a verb", "Iran conducted a test of two missiles on Monday.", FIRED),
    ("count", "a sum", SUM, FIRED),
    ("weapon_classes", "ballistic, and no more", FIRED, "Iran fired a short-range ballistic missile on Monday."),
    ("weapon_classes", "told by a name", "North Korea test-fired a Pukguksong-3 SLBM on Monday.", FIRED),
    ("weapon_names", "a weapon of another country", "Iran fired a Hwasong-10 missile on Monday.", NAMED),
    ("weapon_names", "not in the first sentence about the launch", TWO + "The missile was a Hwasong-11.", NAMED),
    (
        "weapon_names", "far from the words of the launch",
        "North Korea fired a missile at dawn on Monday from its east coast; it said that this was a Hwasong-11.", NAMED,
    ),
    ("date", "the words tell a day", FIRED, "North Korea fired two ballistic missiles in September."),
    ("date", "with the time of day", "North Korea fired two ballistic missiles early Tuesday.", FIRED),
    ("date", "an interval", "Iran fired two missiles between May 3 and May 5, 2020.", FIRED),
    (
        "date", "words of doubt, denial or habit in its sentence",
        "Iran fired a missile on Monday and may fire more.", "Iran fired a missile on May 3, 2020.",
    ),
    ("launch_site", "not among the known places", "Iran fired a missile from a field near Quxbury on Monday.", TWO),
    ("launch_site", "another place is told", TWO + "The missile was fired from Wonsan.", TWO),
    ("launch_site", "a launch site abroad", "Iran launched two missiles from Baghdad on Monday.", TWO),
    (
        "impact_area", "a direction, or what it flew over",
        "Iran fired a missile toward the Sea of Oman on Monday.", TWO + "It fell into the Sea of Japan.",
    ),
    ("sources", "a person", "Iran fired a missile on Monday, President Joe Biden said.", FIRED),
    ("sources", "state media", "North Korea fired a missile on Monday, KCNA said.", FIRED),
    ("sources", "a force", "Iran fired a missile on Monday, the Joint Chiefs of Staff said.", FIRED),
    (
        "actor", "ahead of the words of the launch",
        "Houthi rebels fired a missile on Monday.", "On Monday a missile was fired by Houthi rebels.",
    ),
]  # fmt: skip


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def analysis(text: str, published: str | None = PUBLISHED) -> Analysis:
    return extractor().analyse(Article(text=text, source="a.txt", published=published))


def cases(done: Analysis) -> list[Case]:
    return [
        Case(view=done.view, event=event, draft=draft)
        for event, draft in zip(done.record.events, done.drafts, strict=True)
    ]


def facts_of(case: Case, slot: str, at: int = 0) -> tuple[str, ...]:
    return next(g.facts for g in (of_event(case), *of_values(case)) if (g.slot, g.at) == (slot, at))


@pytest.mark.parametrize(("fact", "holds", "fails"), EVENT)
def test_facts_of_events(fact: str, holds: str, fails: str) -> None:
    assert fact in facts_of(cases(analysis(holds))[0], "event")
    assert fact not in facts_of(cases(analysis(fails))[0], "event")


@pytest.mark.parametrize(("slot", "fact", "holds", "fails"), VALUES)
def test_facts_of_values(slot: str, fact: str, holds: str, fails: str) -> None:
    assert fact in facts_of(cases(analysis(holds))[0], slot)
    assert fact not in facts_of(cases(analysis(fails))[0], slot)


def test_a_height_is_told_from_a_distance() -> None:
    (case,) = cases(analysis(TWO + "The missile flew 500 kilometers and reached an altitude of 90 kilometers."))
    assert "a height" in facts_of(case, "altitude_km")
    assert "a height" not in facts_of(case, "distance_km")


def test_facts_that_hang_on_the_event_and_on_other_values() -> None:
    (main,) = cases(analysis(FIRED + " Tokyo said that they flew 500 kilometers."))
    assert "another source is named before" not in facts_of(main, "sources", 0)
    assert "another source is named before" in facts_of(main, "sources", 1)
    main, other = cases(analysis(FLEW + " In May 2020, Iran fired a missile that flew 700 kilometers."))
    assert "told as background" in facts_of(other, "distance_km")
    assert "told as background" not in facts_of(main, "distance_km")


def test_a_day_without_a_publication_date() -> None:
    text = "Iran fired a missile on May 3, 2020."
    assert "publication date unknown" in facts_of(cases(analysis(text, None))[0], "date")
    assert "publication date unknown" not in facts_of(cases(analysis(text))[0], "date")


def test_every_fact_has_its_example() -> None:
    source = Path(__file__).read_text("utf-8")
    facts = {fact for told in known_facts().values() for fact in told}
    assert {fact for fact in facts if f'"{fact}"' not in source} == set()


def test_slots_with_confidence_are_those_that_hold_values() -> None:
    held = {name for name, field in Event.model_fields.items() if "Found" in str(field.annotation)}
    assert set(KINDS) == held
    assert set(KINDS.values()) == set(known_facts()) - {"event"}


def test_a_confidence_is_what_its_facts_make_it() -> None:
    table = extractor().knowledge.confidence
    for article in read_articles(ARTICLES):
        for case in cases(extractor().analyse(article)):
            whole, *values = weigh(case)
            assert case.event.confidence == whole.confidence
            assert whole.confidence == pytest.approx(odds("event", whole, table), abs=0.001)
            for weighed in values:
                held = getattr(case.event, weighed.slot)
                found = held[weighed.at] if isinstance(held, tuple) else held
                assert found.confidence == weighed.confidence
                alone = odds(KINDS[weighed.slot], weighed, table)
                assert weighed.confidence == pytest.approx(alone * odds("event", whole, table), abs=0.001)
                assert 0 < weighed.confidence <= whole.confidence


def odds(kind: str, weighed: Weighed, table: Confidence) -> float:
    return logistic(table.of(kind).base + sum(weight for _, weight in weighed.facts))


def test_unweighed_facts_and_kinds_say_nothing() -> None:
    weights = Weights(kind="count", values=9, right=8, base=2.0, facts={"a sum": -1.0})
    table = Confidence(articles=1, gold_sha256="0" * 64, weights=(weights,))
    grounds = Grounds(slot="count", at=0, kind="count", facts=("a sum", "something new"))
    assert probability(table, grounds) == pytest.approx(logistic(1.0))
    assert probability(table, Grounds(slot="date", at=0, kind="date", facts=())) == 0.5
    assert logistic(0.0) == 0.5
