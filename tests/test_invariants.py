"""What holds for every record: of the articles of the corpus, of the same without a date, and of any text at all."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from extractor import contract
from extractor.model.article import Article
from extractor.model.record import Event, Evidence, Found, Interval, Record, When, evidence_of
from extractor.model.warning_codes import WARNING_CODES
from extractor.pipeline import Extractor
from extractor.sources.articles import read_articles

ARTICLES = tuple(read_articles(Path(__file__).parents[1] / "corpus" / "articles"))
UNDATED = tuple(replace(article, published=None, published_from=None) for article in ARTICLES)
BOTH = [*ARTICLES, *UNDATED]
SCHEMA = Draft202012Validator(contract.json_schema())

# News of a launch may be written before midnight west of where the launch was already tomorrow's.
TIME_ZONES = timedelta(days=1)


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def record_of(article: Article) -> Record:
    return extractor().extract_article(article)


def name(article: Article) -> str:
    return article.source if article.published or "airport" in article.source else f"{article.source}, undated"


over_all = pytest.mark.parametrize("article", BOTH, ids=name)


def parts(part: Any, kind: type[BaseModel], path: str = "") -> Iterator[tuple[str, Any]]:
    """Every part of one kind below `part`, with its JSON pointer."""
    if isinstance(part, kind):
        yield path, part
    if isinstance(part, BaseModel):
        for field in type(part).model_fields:
            yield from parts(getattr(part, field), kind, f"{path}/{field}")
    elif isinstance(part, tuple):
        for number, item in enumerate(part):
            yield from parts(item, kind, f"{path}/{number}")


def folded(text: str) -> str:
    """Words without what differs between a hard-wrapped text and the same on one line."""
    return " ".join(text.split())


def check(record: Record, article: Article) -> None:
    """What holds for the record of any text; raises AssertionError with the pointer to what does not."""
    written = record.to_json()
    assert Record.model_validate_json(written) == record
    assert Record.model_validate_json(written).to_json() == written
    assert (record.article.text, record.article.source) == (article.text, article.source)
    for path, evidence in evidence_of(record):
        assert article.text[evidence.start : evidence.end] == evidence.text, path
        assert evidence.text.strip(), f"{path}: evidence of nothing but space"
    for path, interval in parts(record, Interval):
        assert interval.min is None or interval.max is None or interval.min <= interval.max, path
        assert interval.min is None or interval.min >= 0, path
    for path, when in parts(record, When):
        assert (when.iso is None) == (when.resolved_from is None), path
        assert all(days(when)), path
    check_order(record)
    check_references(record)


def check_order(record: Record) -> None:
    prominence = [event.prominence for event in record.events]
    assert prominence == sorted(prominence, key=["main", "background"].index), "main events come first"
    for rank in ("main", "background"):
        starts = [event.trigger.start for event in record.events if event.prominence == rank]
        assert starts == sorted(starts), f"{rank} events in order of their words"
    for starts in (
        [leader.mentions[0].start for leader in record.leaders],
        [reaction.evidence[0].start for reaction in record.reactions],
        [tally.evidence[0].start for tally in record.tallies],
    ):
        assert starts == sorted(starts), "leaders, reactions and tallies in order of their first words"


def check_references(record: Record) -> None:
    for ids in (
        [event.event_id for event in record.events],
        [leader.leader_id for leader in record.leaders],
        [reaction.reaction_id for reaction in record.reactions],
    ):
        assert [one for one, times in Counter(ids).items() if times > 1] == [], "ids are unique"
    for number, reaction in enumerate(record.reactions):
        where = f"/reactions/{number}"
        assert reaction.about is None or reaction.about in {event.event_id for event in record.events}, where
        assert reaction.leader_id is None or reaction.leader_id in {leader.leader_id for leader in record.leaders}, (
            where
        )
    for warning in record.warnings:
        assert warning.code in WARNING_CODES
        assert resolves(record, warning.path), f"{warning.code}: {warning.path} points to nothing"


def resolves(record: Record, pointer: str) -> bool:
    target = json.loads(record.to_json())
    for step in pointer.split("/")[1:]:
        try:
            target = target[int(step)] if isinstance(target, list) else target[step]
        except (KeyError, IndexError, ValueError, TypeError):
            return False
    return True


def days(when: When) -> list[date]:
    """The first day each side of a date can mean; raises ValueError where there is no such day."""
    sides = when.iso.split("/") if when.iso else []
    return [date.fromisoformat(side + "-01-01"[len(side) - 4 :]) for side in sides]


@over_all
def test_the_record_is_sound(article: Article) -> None:
    check(record_of(article), article)


@over_all
def test_the_record_fits_the_published_schema(article: Article) -> None:
    assert [error.message for error in SCHEMA.iter_errors(json.loads(record_of(article).to_json()))] == []


@over_all
def test_the_same_again_is_the_same_bytes(article: Article) -> None:
    assert extractor().extract_article(article).to_json() == record_of(article).to_json()


def test_the_corpus_is_not_empty_handed() -> None:
    """So that what holds for every event, leader or reaction holds for some."""
    records = [record_of(article) for article in ARTICLES]
    assert sum(len(record.events) for record in records) > 10
    assert sum(len(record.leaders) for record in records) > 50
    assert sum(len(record.reactions) for record in records) > 50
    assert sum(event.date is not None for record in records for event in record.events) > 5


def test_ids_tell_articles_apart() -> None:
    records = [record_of(article) for article in ARTICLES]
    for ids in (
        [record.article.article_id for record in records],
        [event.event_id for record in records for event in record.events],
        [reaction.reaction_id for record in records for reaction in record.reactions],
    ):
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("article", ARTICLES, ids=name)
def test_what_has_happened_is_not_dated_after_the_news_of_it(article: Article) -> None:
    if article.published is None:
        return
    latest = date.fromisoformat(article.published[:10]) + TIME_ZONES
    late = [
        (event.trigger.text, event.date.value.iso)
        for event in record_of(article).events
        if event.date and event.status != "planned" and any(day > latest for day in days(event.date.value))
    ]
    assert late == []


MONTHS = "January February March April May June July August September October November December".split()


def said_in(text: str, side: str) -> bool:
    """Whether a text gives the year of an ISO date, and the month and the day if there are any."""
    year, *rest = side.split("-")
    if not re.search(rf"\b{year}\b", text):
        return False
    month = MONTHS[int(rest[0]) - 1] if rest else ""
    named = rf"\b(?:{month}|{month[:3]}\.?|{month[:4]}\.?)"
    digits = "-".join([year, *rest])
    if digits in text or not rest:
        return True
    day = rf"0?{int(rest[1])}(?:st|nd|rd|th)?" if len(rest) > 1 else ""
    return re.search(rf"{named}\W+{day}\b" if day else named, text) is not None or (
        bool(day) and re.search(rf"\b{day}\W+(?:of\W+)?{named}", text) is not None
    )


@pytest.mark.parametrize("article", UNDATED, ids=name)
def test_without_a_publication_date_dates_are_those_of_the_text(article: Article) -> None:
    record = record_of(article)
    made_up = [
        (path, when.text, when.iso)
        for path, when in parts(record, When)
        if when.iso
        and (when.resolved_from != "text" or not all(said_in(article.text, side) for side in when.iso.split("/")))
    ]
    assert made_up == []


@over_all
def test_no_office_is_told_for_a_day_nobody_knows(article: Article) -> None:
    if article.published is None:
        assert [leader.office_on_date for leader in record_of(article).leaders if leader.office_on_date] == []


@over_all
def test_what_is_given_as_written_is_in_the_text(article: Article) -> None:
    text = folded(article.text)
    record = record_of(article)
    missing = [(path, value) for path, value in as_written(record) if folded(value) not in text]
    assert missing == []


def as_written(record: Record) -> Iterator[tuple[str, str]]:
    """Values that the contract promises in the words of the article."""
    for number, event in enumerate(record.events):
        yield from ((f"/events/{number}/{slot}", words) for slot, words in words_of(event))
    for number, leader in enumerate(record.leaders):
        yield f"/leaders/{number}/name", leader.name
        yield from ((f"/leaders/{number}/aliases", alias) for alias in leader.aliases)
    for number, reaction in enumerate(record.reactions):
        yield f"/reactions/{number}/actor", reaction.actor.value
        yield f"/reactions/{number}/verb", reaction.verb or ""
        yield from ((f"/reactions/{number}/quote", words) for words in (reaction.quote or "").split(" ... "))
    for path, when in parts(record, When):
        yield f"{path}/text", when.text


def words_of(event: Event) -> Iterator[tuple[str, str]]:
    listed: dict[str, tuple[Found[str], ...]] = {"weapon_names": event.weapon_names, "sources": event.sources}
    for slot, found in listed.items():
        yield from ((slot, one.value) for one in found)
    if event.actor:
        yield "actor", event.actor.value
    for place in (event.launch_site, event.impact_area):
        if place:
            yield "launch_site or impact_area", place.value.text


@over_all
def test_the_words_that_say_a_name_hold_it(article: Article) -> None:
    record = record_of(article)
    named: list[Found[str]] = [one for event in record.events for one in (*event.weapon_names, *event.sources)]
    named += [role for leader in record.leaders for role in leader.roles]
    elsewhere = [
        (one.value, one.evidence[0].text)
        for one in named
        # A role is written small: "President" before a name is the office of president.
        if not any(folded(one.value).casefold() in folded(evidence.text).casefold() for evidence in one.evidence)
    ]
    assert elsewhere == []


LEAD = "North Korea fired two ballistic missiles on Tuesday, South Korea's military said."
WORDS = [
    LEAD, "\n\n", "\n", " ", ". ", ", ", '"', "\u201c", "\u201d", "'", "\u2019", "(", ")", "[1]", "\u2013", "-",
    "\u2026", "?!", "...", "missile", "rockets", "Hwasong-18", "ICBM", "launched", "test-fired", "failed",
    "will launch", "did not fire", "said", "condemned", "according to", "North Korea", "Pyongyang", "the U.S.",
    "Kim Jong Un", "President", "Mr.", "Vladimir Putin", "Foreign Minister", "he", "about", "at least",
    "between 350 and 380 kilometers", "1,100 km (620 miles)", "Mach 5", "two or three", "dozens of", "several", "99",
    "1e999", "Tuesday", "31 February 2024", "February 29", "in 2017", "last week", "0000-00-00", "at 5:34 a.m.",
    "two weeks ago", "May", "from Sunan", "into the Sea of Japan", "toward", "missiles in 2022",
    "Joint Chiefs of Staff", "KCNA", "\u05e6\u05e4\u05d5\u05df \u05e7\u05d5\u05e8\u05d9\u05d0\u05d4",
    "\u202eelissim\u202c", "\u0635\u0627\u0631\u0648\u062e", "\u5317\u671d\u9c9c", "\u0130", "\ufb01red", "e\u0301",
    "\U0001f680", "\u200b", "\ufeff", "\u00a0", "\u2028", "\x00", "\x07", "\x1b[0m", "\x85", "\t", "\r\n",
]  # fmt: skip

NEWS = "\n\n".join(article.text for article in ARTICLES)
scraps = st.builds(
    lambda start, length: NEWS[start : start + length], st.integers(0, len(NEWS) - 1), st.integers(1, 400)
)

texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=40).map("".join),
    st.lists(st.one_of(scraps, st.sampled_from(WORDS)), max_size=12).map("".join),
    st.text(alphabet=st.characters(categories=["P", "S", "Z", "Cc"]), max_size=120).map(
        lambda noise: LEAD + noise + LEAD
    ),
)
stamps = st.sampled_from([None, "2024-02-29", "2025-10-22", "2025-01-01T00:30:00+09:00", "1998-08-31"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, stamps)
@example("", None)
@example(" ", "2025-10-22")
@example("missile", None)
@example(LEAD + ' "An open quotation', "2025-10-22")
@example(LEAD + '"' * 51, "2025-10-22")
@example("\u201c" + LEAD, "2025-10-22")
@example(f'"{LEAD}\n\n"{LEAD}\n\n"{LEAD}', "2025-10-22")
@example("\x00\x01\x02" + LEAD + "\x85\x0b\x1b", "2025-10-22")
@example("\u202e" + LEAD + "\u202c \u05e6\u05e4\u05d5\u05df \u0635\u0627\u0631\u0648\u062e missile", "2025-10-22")
@example("missile " + "?!,;:-\u2013()[]{}'\"" * 40, "2025-10-22")
@example(
    "North Korea fired 99999999999999999999 missiles that flew 1" + "0" * 400 + " km on 31 February 2024.", "2024-03-01"
)
@example("North Korea fired a missile at Mach 1" + "0" * 400 + ".", "2024-03-01")
@example("Hwasong-18 launches in February, two weeks ago.", "2025-01-01")
@example("Pyongyang on Monday and on Tuesday launches missiles.", "2024-12-31")
@example("North Korea fired a missile on February 29 and one on 30 February.", "2025-03-01")
@example("North Korea, a nation 3000 years ago, fired missiles 999999999 days ago and 200,000 weeks ago.", "2025-03-01")
@example("North Korea fired a Hwasong-18 two weeks ago, one of its launches in February.", "2025-01-01")
@example("North Korea fired a missile on 28 September. A day later Japan launched rockets.", "2024-12-31")
def test_any_text_gives_a_sound_record(text: str, published: str | None) -> None:
    article = Article(text=text, source="any", published=published, published_from="metadata" if published else None)
    check(extractor().extract_article(article), article)


LENGTH = 3000  # characters; the longest sentence of a newspaper has some hundreds
ENDLESS = [
    "x", "1", "1,", '"', "\u201c", "'", "(", ")", "[", "-", "\u2013", " - ", ".", ". ", ",", " ", "\n", "\n\n", "\t",
    "\u00a0", "\u200b", "A.", "U.S. ", "Kim ", "Kim Jong-un ", "Putin, ", "President ", "minister of ", "of the ",
    "former ", "Aa-", "aa-bb ", "said ", "he said ", "according to ", "two missiles ", "missile\n", "Hwasong-18 ",
    "short-range ", "3 km ", "3 km (2 miles) ", "Mach 5 ", "between 3 and ", "at least ", "about ", "on Monday ",
    "March ", "January 1, ", "2024-01-01 ", "2024 ", "5 a.m. ", "North Korea ", "South Korea's ",
    '"Yes," Putin said. ', "Putin said that ", "not ", "from ", "\u05d0\u05d1 ", "\u0627\u0644", "e\u0301",
    "\U0001f680", "\x01", "http://a.b/c?d=e&",
]  # fmt: skip


@pytest.mark.parametrize("piece", ENDLESS, ids=ascii)
def test_a_line_without_end_comes_to_an_end(piece: str) -> None:
    """A rule that tries all ways to cut a long line would never come back from one of these."""
    text = f"{LEAD} {piece * (LENGTH // len(piece))}"
    article = Article(text=text, source="any", published="2025-10-22", published_from="metadata")
    check(extractor().extract_article(article), article)


def test_what_the_checks_would_catch() -> None:
    """The checks of this file fail on what they are for."""
    article = next(article for article in ARTICLES if len(record_of(article).reactions) > 1)
    record = record_of(article)
    shuffled = record.model_copy(update={"reactions": record.reactions[::-1]})
    twice = record.model_copy(update={"reactions": (record.reactions[0], record.reactions[0])})
    evidence = Evidence(start=0, end=1, text="\u2603")
    elsewhere = record.model_copy(
        update={"reactions": (record.reactions[0].model_copy(update={"evidence": (evidence,)}),)}
    )
    for broken in (shuffled, twice, elsewhere):
        with pytest.raises((AssertionError, ValueError)):
            check(broken, article)
