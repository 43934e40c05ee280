"""The cache: the same records with it as without it, bounded, and never in the way."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.batch.remembered import article_of
from extractor.batch.work import attempt
from extractor.cache import Cache, key_of
from extractor.errors import UsageError
from extractor.nlp import Namer
from extractor.pipeline import Extractor
from extractor.settings import Settings
from extractor.sources.document import Document
from extractor.sources.inputs import list_inputs
from extractor.sources.opening import read_documents

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus" / "articles"
ASKED = "Ann Smithers-Jones, who follows such tests, said that a missile was fired by North Korea."


def documents() -> list[Document]:
    found = [
        one for item in list_inputs([str(CORPUS)]) if not isinstance(item, Exception) for one in read_documents(item)
    ]
    return [one for one in found if isinstance(one, Document)]


def test_records_are_the_same_without_a_cache_with_an_empty_one_and_with_a_full_one(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    plain, first, second = (Extractor(Settings(cache=cache)) for cache in (None, path, path))
    for one in documents():
        outcomes = [attempt(extractor, one, one.origin.source) for extractor in (plain, first, second)]
        assert outcomes[0] == outcomes[1] == outcomes[2]


def test_a_second_run_neither_reads_documents_nor_loads_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cache"
    one = replace(documents()[0])
    before = article_of(one, Cache(path)), Namer(None, Cache(path)).asked_about(ASKED)(0, len(ASKED))
    monkeypatch.setattr("extractor.batch.remembered.parse", None)
    monkeypatch.setattr(Namer, "nlp", None)
    assert (article_of(one, Cache(path)), Namer(None, Cache(path)).asked_about(ASKED)(0, len(ASKED))) == before


def test_what_was_made_from_something_else_is_not_taken(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    first, second = documents()[:2]
    article_of(first, cache)
    assert article_of(second, cache) != article_of(first, cache)
    assert (
        article_of(replace(first, origin=replace(first.origin, published="1999-01-01")), cache).published
        == "1999-01-01"
    )


def test_another_model_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "cache")
    Namer(None, cache).asked_about(ASKED)(0, len(ASKED))
    monkeypatch.setattr(Namer, "stamp", ("another", "1"))
    monkeypatch.setattr(Namer, "_asked", lambda *_: ((0, 3),))
    assert Namer(None, cache).asked_about(ASKED)(0, len(ASKED)) == ((0, 3),)


def test_it_never_takes_more_room_than_it_was_given(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", megabytes=0.01)
    for number in range(400):
        cache.put(key_of(str(number)), "x" * 100)
    kept = [number for number in range(400) if cache.get(key_of(str(number)))]
    assert 80 <= len(kept) <= 100
    assert kept == list(range(400 - len(kept), 400))


def test_values_outlive_the_process_and_are_shared(tmp_path: Path) -> None:
    one, other = Cache(tmp_path / "cache"), Cache(tmp_path / "cache")
    one.put(key_of("a"), "\u00e9")
    assert other.get(key_of("a")) == "\u00e9"
    one.close()
    one.put(key_of("b"), "lost")
    assert one.get(key_of("a")) is None
    assert Cache(tmp_path / "cache").get(key_of("a")) == "\u00e9"


def test_a_file_that_is_no_cache_is_left_alone_and_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a cache " * 100)
    with pytest.raises(UsageError, match=r"notes\.txt.*no cache"):
        Cache(path)
    assert path.read_text().startswith("not a cache")


def test_a_cache_that_fails_costs_no_article(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    cache = Cache(path)
    with sqlite3.connect(path) as spoiler:
        spoiler.execute("DROP TABLE entries")
    one = documents()[0]
    assert article_of(one, cache) == article_of(one, None)
    assert cache.get(key_of("a")) is None
