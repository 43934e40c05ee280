"""Quotation marks lost or added anywhere: the run finishes, and quotations away from the damage stay found."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.finders import quotes
from extractor.model.article import Article
from extractor.model.mention import Quote
from extractor.pipeline import Extractor
from extractor.reading import Reading, paragraphs
from extractor.sources.articles import read_articles

ROOT = Path(__file__).parents[1]
ARTICLES = {article.source: article.text for article in read_articles(ROOT / "corpus" / "articles")}
MARKS = re.compile('["\u201c\u201d\u2018\u2019]')
ADDED = ('"', "\u201c", "\u201d", "'", "\u2018", "\u2019", "\u00ab", "\u00bb")
FEW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@cache
def extractor() -> Extractor:
    return Extractor()


def nobody(start: int, end: int) -> tuple[tuple[int, int], ...]:
    return ()


def found(text: str) -> list[Quote]:
    article = Article(text=text, source="damaged")
    return list(quotes.find(Reading.of(article, nobody), extractor().knowledge))


def damaged(text: str, data: st.DataObject) -> tuple[str, int, int]:
    """The text with one mark added or taken away, where, and how much longer it is."""
    marks = [m.start() for m in MARKS.finditer(text)]
    taken_away = data.draw(st.booleans(), "taken away")
    if marks and taken_away:
        at = data.draw(st.sampled_from(marks), "at")
        return text[:at] + text[at + 1 :], at, -1
    at = data.draw(st.integers(0, len(text)), "at")
    return text[:at] + data.draw(st.sampled_from(ADDED), "mark") + text[at:], at, 1


@pytest.mark.parametrize("source", ARTICLES)
@given(data=st.data())
@FEW
def test_quotations_in_other_paragraphs_stay(source: str, data: st.DataObject) -> None:
    text = ARTICLES[source]
    broken, at, longer = damaged(text, data)
    hurt = next(((a, b) for a, b in paragraphs(text) if a <= at <= b), (at, at))
    away = [q for q in found(text) if not (q.start <= hurt[1] and hurt[0] <= q.end)]
    left = {(q.start, q.end) for q in found(broken)}
    for quote in away:
        moved = longer if quote.start >= at else 0
        assert (quote.start + moved, quote.end + moved) in left


@given(data=st.data())
@settings(FEW, max_examples=40)
def test_the_run_finishes_and_evidence_holds(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(list(ARTICLES.values())), "article")
    for _ in range(data.draw(st.integers(1, 4), "times")):
        text, _, _ = damaged(text, data)
    record = extractor().extract(text, published="2024-05-14")
    for reaction in record.reactions:
        assert all(record.article.text[e.start : e.end] == e.text for e in reaction.evidence)


@given(data=st.data())
@settings(FEW, max_examples=150)
def test_a_text_that_lost_and_doubled_pieces_is_read_to_its_end(data: st.DataObject) -> None:
    """Clippings, broken pages and bad scans: words out of order, sentences cut off, marks anywhere."""
    text = data.draw(st.sampled_from(list(ARTICLES.values())), "article")
    start = data.draw(st.integers(0, len(text)), "start")
    text = text[start : start + 1200]
    for _ in range(data.draw(st.integers(1, 12), "times")):
        at, begin = data.draw(st.integers(0, len(text)), "at"), data.draw(st.integers(0, len(text)), "begin")
        piece = text[begin : begin + data.draw(st.integers(0, 60), "length")]
        text = text[:at] + piece + text[at + data.draw(st.integers(0, 12), "lost") :]
    record = extractor().extract(text, published="2024-05-14")
    assert all(record.article.text[e.start : e.end] == e.text for r in record.reactions for e in r.evidence)
