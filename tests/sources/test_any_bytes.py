"""Whatever the bytes are: articles and errors that can be written, never a traceback."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.articles import parse
from extractor.sources.inputs import KINDS, Kind
from extractor.sources.metadata import Origin
from extractor.sources.opening import ARCHIVES, split

MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='date'>", "<table><tr><td>", "<!--", "-->", "<script>", "<title>", "&#xD800;",
         "&#0;", '<meta name="date" content="', '">', "June 3, 2025", "the ship left port", "\x0b", "<html>",
         "]]>", "\r"]
    )
).map("".join)  # fmt: skip
OBJECTS = st.dictionaries(
    st.sampled_from(["text", "html", "published", "url", "title", "authors", "id", "source", "language"]),
    st.text(st.characters(codec=None)) | st.integers() | st.none() | st.lists(st.text(), max_size=2) | MARKUP,
)


def read(kind: Kind, data: bytes) -> None:
    results: list[Article | SourceError] = []
    try:
        found = split(io.BytesIO(data), kind, Origin(source="x"))
        results.extend(each if isinstance(each, SourceError) else parse(each) for each in found)
    except SourceError as error:
        results.append(error)
    for result in results:
        if isinstance(result, Article):
            assert result.text.strip()
            assert "\r" not in result.text
            assert "\0" not in result.text
            repr(result).encode()
            result.text.encode()
        else:
            str(result).encode()


@pytest.mark.parametrize("kind", sorted(set(KINDS.values()) - set(ARCHIVES)))
@settings(deadline=None)  # the first page imports trafilatura
@given(data=st.binary(max_size=300) | MARKUP.map(str.encode) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_articles_or_errors(kind: Kind, data: bytes) -> None:
    read(kind, data)


@settings(deadline=None)
@given(item=OBJECTS)
def test_any_object_gives_an_article_or_an_error(item: dict[str, object]) -> None:
    read("lines", json.dumps(item).encode())
    read("json", json.dumps([item, item]).encode())
