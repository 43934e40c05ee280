"""Explanations of whole articles: complete, true to the record, and shown with their spans."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from extractor.explain import NO_SLOTS, Explanation, explain
from extractor.explain.screen import STYLES, highlighted, render
from extractor.model.article import Article
from extractor.model.mention import Mention
from extractor.model.record import Claim, Event, Evidence
from extractor.pipeline import Extractor
from extractor.sources.articles import read_articles

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
TEXT = (
    "North Korea fired two missiles on Tuesday. They flew 350 kilometers, Seoul said. It may fire a missile next week."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def explained(extractor: Extractor) -> list[Explanation]:
    names = ("kp-january-irbm.txt", "kp-2022-11-18-hwasong-17.txt", "local-product-launches.txt", "iq-ain-al-asad.html")
    return [explain(extractor.analyse(article)) for article in read_articles([ARTICLES / name for name in names])]


def shown(explanation: Explanation, *, colours: bool = False) -> str:
    console = Console(file=StringIO(), width=200, force_terminal=colours, color_system="truecolor" if colours else None)
    render(explanation, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_every_mention_stands_in_the_text_and_has_a_look(explained: list[Explanation]) -> None:
    for explanation in explained:
        text = explanation.record.article.text
        assert all(text[m.start : m.end] == m.text for m in explanation.mentions)
    assert set(STYLES) == {kind.kind for kind in Mention.__subclasses__()}
    assert sum(len(explanation.mentions) for explanation in explained) > 100


def test_launches_are_the_events_of_the_record_slot_by_slot(explained: list[Explanation]) -> None:
    for explanation in explained:
        assert [launch.event for launch in explanation.launches] == list(explanation.record.events)
        for launch in explanation.launches:
            assert [slot.name for slot in launch.slots] == [n for n in Event.model_fields if n not in NO_SLOTS]
            for slot in launch.slots:
                value = getattr(launch.event, slot.name)
                assert slot.found == (value if isinstance(value, tuple) else (value,) if value else ())


def test_what_made_a_confidence_is_told(explained: list[Explanation]) -> None:
    for explanation in explained:
        for launch in explanation.launches:
            assert launch.weighed.confidence == launch.event.confidence
            for slot in launch.slots:
                assert [w.confidence for w in slot.weighed] == [found.confidence for found in slot.found]
    (first, *_), *_ = (explanation.launches for explanation in explained)
    date = next(slot for slot in first.slots if slot.name == "date")
    ((fact, weight),) = date.weighed[0].facts
    assert f"confidence: {fact} {weight:+.1f}" in shown(explained[0])
    told = explained[0].as_dict()["events"][0]
    assert told["facts"] == dict(first.weighed.facts)
    found = next(slot for slot in told["slots"] if slot["slot"] == "date")["found"][0]
    assert found["facts"] == {fact: weight}
    assert found["if_the_event_is_right"] * first.event.confidence == pytest.approx(found["confidence"], abs=0.002)


def test_a_rival_is_no_word_that_was_taken(explained: list[Explanation]) -> None:
    for explanation in explained:
        for slot in (slot for launch in explanation.launches for slot in launch.slots):
            taken = {(e.start, e.end) for found in slot.found for e in found.evidence}
            assert not taken & {(rival.start, rival.end) for rival in slot.rivals}
            assert all(rival.why for rival in slot.rivals)


def test_what_lost_is_told_with_its_reason(explained: list[Explanation]) -> None:
    slots = [(e, slot) for e in explained for launch in e.launches for slot in launch.slots if slot.rivals]
    assert slots
    for explanation, slot in slots:
        assert f"lost: {slot.rivals[0].why}" in shown(explanation)


def test_what_is_told_and_no_launch_is_told_with_its_reason(extractor: Extractor) -> None:
    explanation = explain(extractor.analyse(Article(text=TEXT, source="a.txt", published="2025-10-22")))
    assert len(explanation.launches) == 1
    (passed_over,) = explanation.passed_over
    assert (passed_over.text, passed_over.why.split(" by ")[0]) == ("fire", "told as hypothetical")
    assert "fire: told as hypothetical" in shown(explanation)


def test_rival_claims_name_who_makes_them(extractor: Extractor) -> None:
    analysis = extractor.analyse(Article(text=TEXT, source="a.txt", published="2025-10-22"))
    words = Evidence(start=TEXT.index("350"), end=TEXT.index("350") + 14, text="350 kilometers")
    claim = Claim(slot="altitude_km", value="60", attributed_to="Tokyo", evidence=(words,), chosen=False)
    event = analysis.record.events[0].model_copy(update={"claims": (claim,)})
    record = analysis.record.model_copy(update={"events": (event,)})
    explanation = explain(type(analysis)(record, analysis.view, analysis.statements, analysis.drafts))
    (slot,) = (slot for slot in explanation.launches[0].slots if slot.name == "altitude_km")
    assert [(r.text, r.attributed_to, r.why) for r in slot.rivals] == [("350 kilometers", "Tokyo", "a rival claim: 60")]


def test_data_and_screen_say_the_same(explained: list[Explanation]) -> None:
    for explanation in explained:
        data = json.loads(json.dumps(explanation.as_dict()))
        screen = shown(explanation)
        assert len(data["mentions"]) == len(explanation.mentions)
        assert data["reactions"] == explanation.record.model_dump(mode="json")["reactions"]
        assert "text" not in data["article"]
        assert ("no launch" in screen.splitlines()) is (data["events"] == [])
        for leader in data["leaders"]:
            assert leader["name"] in screen
        for event in data["events"]:
            for slot in event["slots"]:
                assert slot["slot"] in screen or not (slot["found"] or slot["rivals"])


def test_colours_highlight_and_their_lack_lists(explained: list[Explanation]) -> None:
    explanation = explained[0]
    first = explanation.mentions[0]
    listed = f"{first.start}-{first.end}"
    assert listed in shown(explanation)
    assert listed not in shown(explanation, colours=True)
    assert "\x1b[" in shown(explanation, colours=True)
    text = highlighted(explanation.record.article.text, explanation.mentions)
    assert text.plain == explanation.record.article.text
    assert {(s.start, s.end) for s in text.spans} == {(m.start, m.end) for m in explanation.mentions}
