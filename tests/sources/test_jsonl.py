"""JSON Lines and JSON files: fields, names, and one bad object among good ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.articles import read_all
from extractor.sources.document import Document
from extractor.sources.inputs import Input, list_inputs
from extractor.sources.opening import read_documents

from .readers import STORY, failure, one, page, write


def lines(*objects: object) -> str:
    return "".join((item if isinstance(item, str) else json.dumps(item)) + "\n" for item in objects)


def summary(path: Path) -> list[tuple[str, str]]:
    """Source and `ok` or reason, one a result."""
    return [(result.source, "ok" if isinstance(result, Article) else result.reason) for result in read_all([path])]


def test_an_object_fills_every_field(tmp_path: Path) -> None:
    fields = {
        "id": "ship-1",
        "text": STORY.replace("\n", "\r\n"),
        "published": "2025-06-03T10:00:00Z",
        "url": "https://wire.example/ship",
        "title": "Ship",
        "outlet": "Harbour Wire",
        "authors": "A. Name",
        "language": "en",
        "score": 5,
    }
    assert one(write(tmp_path, "feed.jsonl", lines(fields))) == Article(
        text=STORY,
        source="feed.jsonl#ship-1",
        url="https://wire.example/ship",
        title="Ship",
        published="2025-06-03T10:00:00+00:00",
        published_from="metadata",
        outlet="Harbour Wire",
        authors=("A. Name",),
        language="en",
    )


def test_a_bad_line_costs_that_line_only_and_is_named(tmp_path: Path) -> None:
    content = lines(
        {"text": STORY},
        '{"text": "half',
        "",
        {"text": STORY, "id": 7},
        ["no object"],
        {"title": "no text"},
        {"text": "  "},
        {"text": "a\0b", "source": "nul"},
        "[" * 100_000,
        {"text": STORY, "id": True, "source": "last"},
    )
    assert summary(write(tmp_path, "feed.jsonl", content)) == [
        ("feed.jsonl:1", "ok"),
        ("feed.jsonl:2", "bad_json"),
        ("feed.jsonl#7", "ok"),
        ("feed.jsonl:5", "bad_json"),
        ("feed.jsonl:6", "no_text"),
        ("feed.jsonl:7", "empty"),
        ("feed.jsonl#nul", "binary"),
        ("feed.jsonl:9", "bad_json"),
        ("feed.jsonl#True", "ok"),
    ]


def test_html_in_an_object_is_read_as_a_page(tmp_path: Path) -> None:
    markup = page('<meta name="pubdate" content="2025-06-02"><title>The page</title>')
    content = lines({"html": markup}, {"html": markup, "published": "2025-06-03", "title": "Said", "text": ""})
    first, second = read_all([write(tmp_path, "feed.jsonl", content)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert STORY.strip() in first.text
    assert (first.published, first.published_from, first.title) == ("2025-06-02", "html", "The page")
    assert (second.published, second.published_from, second.title) == ("2025-06-03", "metadata", "Said")


def test_a_dateline_in_the_text_dates_an_object_but_the_name_of_the_dump_does_not(tmp_path: Path) -> None:
    content = lines({"text": f"PORT CITY, June 3, 2025 — {STORY}"}, {"text": STORY, "published": "soon"})
    dated, undated = read_all([write(tmp_path, "dump-2025-07-01.jsonl", content)])
    assert isinstance(dated, Article)
    assert isinstance(undated, Article)
    assert (dated.published, dated.published_from) == ("2025-06-03", "dateline")
    assert (undated.published, undated.published_from) == (None, None)


def test_half_of_a_surrogate_pair_becomes_a_replacement_mark(tmp_path: Path) -> None:
    article = one(write(tmp_path, "feed.jsonl", '{"text": "a ship \\ud83d left port"}\n'))
    assert article.text == "a ship \ufffd left port"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_marks_and_carriage_returns_do_no_harm(tmp_path: Path, mark: bytes) -> None:
    content = mark + lines({"text": STORY}, {"text": STORY}).replace("\n", "\r\n").encode()
    assert summary(write(tmp_path, "feed.ndjson", content)) == [("feed.ndjson:1", "ok"), ("feed.ndjson:2", "ok")]


def test_a_line_over_the_limit_costs_that_line_only(tmp_path: Path) -> None:
    content = lines({"text": STORY}, {"text": STORY * 20}, {"text": STORY})
    (item,) = list_inputs([write(tmp_path, "feed.jsonl", content)])
    assert isinstance(item, Input)
    found = list(read_documents(item, limit=1000))
    assert [getattr(each, "reason", "ok") for each in found] == ["ok", "too_large", "ok"]
    assert [each.origin.source for each in found if isinstance(each, Document)] == ["feed.jsonl:1", "feed.jsonl:3"]


def test_a_json_file_holds_one_object_or_a_list(tmp_path: Path) -> None:
    assert one(write(tmp_path, "one.json", json.dumps({"text": STORY}, indent=1))).source == "one.json"
    listed = [{"text": STORY}, 5, {"text": STORY, "id": "b"}]
    assert summary(write(tmp_path, "list.json", json.dumps(listed))) == [
        ("list.json:1", "ok"),
        ("list.json:2", "bad_json"),
        ("list.json#b", "ok"),
    ]


@pytest.mark.parametrize("content", ["", "{", "[{}", "[" * 100_000, "NaN", '"text"'])
def test_a_broken_json_file_is_one_error(tmp_path: Path, content: str) -> None:
    error = failure(write(tmp_path, "odd.json", content))
    assert isinstance(error, SourceError)
    assert (error.source, error.reason) == ("odd.json", "bad_json")
