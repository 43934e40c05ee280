"""Nearly every entry of the knowledge is held by a marked sentence; the rest are listed with their reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from extractor.finders import cues
from extractor.knowledge.reader import load
from extractor.model.article import Article
from extractor.reading import Reading
from tests.mutations.entries import MENTIONED_ONLY, Entry, entries, without
from tests.mutations.holding import held_by, notices, read_index, read_not_held

ENTRIES = tuple(entries(load()))
BY_PLACE: dict[str, list[Entry]] = defaultdict(list)
for _entry in ENTRIES:
    BY_PLACE[_entry.place].append(_entry)
HELD = held_by(read_index())
NOT_HELD = read_not_held()
MOST_NOT_HELD = 0.05  # share of the entries that may be listed as not held


def loose_entries(place: str) -> list[str]:
    """Entries of a list whose sentences in the index do not notice that they are gone."""
    held = {entry: HELD[entry.name] for entry in BY_PLACE[place] if entry.name in HELD}
    return [entry.name for entry, row in held.items() if not notices(entry, row)]


@pytest.fixture(scope="module")
def loose(request: pytest.FixtureRequest) -> Iterator[dict[str, Future[list[str]]]]:
    """What is loose in each list that is asked for, on all cores: for every entry a knowledge base is made."""
    calls = [getattr(item, "callspec", None) for item in request.session.items if item.path == request.path]
    places = [call.params["place"] for call in calls if call is not None and "place" in call.params]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield {place: pool.submit(loose_entries, place) for place in sorted(places, key=lambda p: -len(BY_PLACE[p]))}


@pytest.mark.parametrize("place", BY_PLACE)
def test_the_sentence_of_the_index_notices_that_an_entry_is_gone(
    place: str, loose: dict[str, Future[list[str]]]
) -> None:
    assert not loose[place].result(), "no longer held by their sentences: run 'python -m tests.mutations --write'"


def test_every_entry_is_held_or_listed() -> None:
    names = {entry.name for entry in ENTRIES}
    assert not names - HELD.keys() - NOT_HELD.keys(), (
        "neither held nor listed: write a sentence, run 'python -m tests.mutations --write', or list it with its reason"
    )
    assert not NOT_HELD.keys() - names, "listed, and no entry of the knowledge: take it off not_held.toml"
    assert not NOT_HELD.keys() & HELD.keys(), "listed, and held by a sentence: take it off not_held.toml"


def test_few_entries_are_listed_as_not_held() -> None:
    assert len(NOT_HELD) <= MOST_NOT_HELD * len(ENTRIES)


def test_an_entry_that_is_taken_away_is_gone_and_the_others_stay() -> None:
    knowledge = load()
    mutant = without(knowledge, Entry("lists", "modal", "might"))
    assert set(knowledge.word_lists["modal"]) - set(mutant.word_lists["modal"]) == {"might"}
    assert mutant.word_lists["doubt"] == knowledge.word_lists["doubt"]
    assert mutant.place_names is knowledge.place_names
    assert not notices(Entry("lists", "modal", "might"), "North Korea fired a ballistic missile on Tuesday.")


@pytest.mark.parametrize("sign", sorted(MENTIONED_ONLY))
def test_a_word_of_a_cue_is_found_as_its_sign(sign: str) -> None:
    for word in load().cue_words[sign]:
        text = f"it {word} there" if word[0].isalpha() else f"it does{word} there"
        found = [(cue.text, cue.cue) for cue in cues.find(Reading.of(Article(text=text, source="s")), load())]
        assert (word, sign) in found
