"""The marked sentences of the corpus: each finder finds what is marked, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from extractor.finders import bodies, counts, dates, measures, people, places, quotes, weapons
from extractor.knowledge.reader import Knowledge, load
from extractor.model.article import Article
from extractor.model.mention import Mention
from extractor.reading import Reading
from tests.marked import KINDS, Sentence, faults, read_gaps, read_sentences

FOLDER = Path(__file__).parents[2] / "corpus" / "sentences"
FINDERS: dict[str, ModuleType] = {
    "counts": counts, "weapons": weapons, "measures": measures, "dates": dates, "places": places, "people": people,
    "bodies": bodies, "quotes": quotes,
}  # fmt: skip
AT_LEAST = {
    "counts": 110, "weapons": 90, "measures": 90, "dates": 140, "places": 80, "people": 120, "bodies": 60,
    "quotes": 110,
}  # fmt: skip
WITHOUT_MARKS = 0.30  # share of each file in which nothing may be found: a finder that finds everything must fail

SENTENCES = {kind: read_sentences(FOLDER / f"{kind}.toml") for kind in KINDS}
GAPS = read_gaps(FOLDER / "known_gaps.toml")


@cache
def _country_words() -> re.Pattern[str]:
    rows = load().countries.country
    words = {form for row in rows for form in (row.name, *row.names, *row.metonyms, *row.demonyms)}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)(?:['’]s)?", re.IGNORECASE)


def without_country(office: str) -> str:
    """An office without the words that say whose it is."""
    return " ".join(_country_words().sub(" ", office).split())


def find(sentence: Sentence, knowledge: Knowledge | None = None) -> list[Mention]:
    """What the finder of the sentence's file makes of it."""
    article = Article(text=sentence.text, source="sentence", published=sentence.published)
    named = tuple(match.span() for name in sentence.people for match in re.finditer(re.escape(name), sentence.text))
    reading = Reading.of(article, lambda start, end: tuple(span for span in named if start <= span[0] < end))
    return list(FINDERS[sentence.file].find(reading, knowledge or load()))


def cases() -> Iterator[object]:
    """One test a sentence; known gaps are strict expected failures."""
    for kind in KINDS:
        for sentence in SENTENCES[kind]:
            reason = GAPS.get((kind, sentence.marked))
            marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
            yield pytest.param(sentence, id=sentence.name, marks=marks)


@pytest.mark.parametrize("sentence", [*cases()])
def test_finder_finds_the_marked_words_and_nothing_else(sentence: Sentence) -> None:
    wrong = faults(sentence, find(sentence), without_country)
    assert not wrong, "\n".join(wrong)


def test_known_gaps_are_sentences_of_the_corpus() -> None:
    known = {(kind, sentence.marked) for kind in KINDS for sentence in SENTENCES[kind]}
    assert set(GAPS) <= known, f"no such sentences: {sorted(set(GAPS) - known)}"


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_is_large_and_a_third_of_it_holds_nothing(kind: str) -> None:
    sentences = SENTENCES[kind]
    assert len(sentences) >= AT_LEAST[kind]
    rows = {sentence.number: sentence for sentence in sentences}.values()  # the words of `each` are no new sentences
    assert sum(not sentence.marks for sentence in rows) >= WITHOUT_MARKS * len(rows)


def test_the_corpus_has_800_sentences_and_a_quarter_hold_nothing() -> None:
    rows = {(s.file, s.number): s for sentences in SENTENCES.values() for s in sentences}
    everything = list(rows.values())
    assert len(everything) >= 800
    assert sum(not sentence.marks for sentence in everything) >= len(everything) / 4


def test_country_words_are_no_part_of_an_office() -> None:
    assert without_country("Japan's defence minister") == "defence minister"
    assert without_country("prime minister") == "prime minister"
