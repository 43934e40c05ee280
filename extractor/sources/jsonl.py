"""JSON Lines (one object a line) and JSON files (one object, or a list of them).

An object holds `text` or `html`, and may hold `title`, `published`, `url`, `outlet`, `authors`, `language`, and
`id` or `source` to name it. Other fields are ignored. What is wrong with one object costs that object only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from extractor.errors import SourceError
from extractor.model.article import Article, whole
from extractor.sources.html import read_page
from extractor.sources.metadata import Origin, make_article, one_line, read_fields, why
from extractor.sources.text import MAX_BYTES, decode, read_capped, usable

Result = Article | SourceError


def read_lines(stream: BinaryIO, origin: Origin) -> Iterator[Result]:
    """An article or an error for each line that is not blank; memory holds one line at a time."""
    for number, line in enumerate(_lines(stream), start=1):
        where = replace(origin, source=f"{origin.source}:{number}")
        if len(line) > MAX_BYTES:
            yield SourceError(where.source, "too_large", f"a line of more than {MAX_BYTES:,} bytes")
        elif text := decode(line).strip():
            yield _parsed(text, where, f"{origin.source}#")


def read_document(stream: BinaryIO, origin: Origin) -> Iterator[Result]:
    """The article of a JSON object, or those of a list of objects; raises SourceError `bad_json`."""
    document = _parse(decode(read_capped(stream, origin.source)), origin.source)
    if not isinstance(document, list):
        yield _read(document, origin, f"{origin.source}#")
        return
    for number, item in enumerate(document, start=1):
        yield _read(item, replace(origin, source=f"{origin.source}:{number}"), f"{origin.source}#")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines; of one that is too long, its first part, longer than the limit."""
    while line := stream.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)


def _parsed(text: str, origin: Origin, prefix: str) -> Result:
    try:
        return _read(_parse(text, origin.source), origin, prefix)
    except SourceError as error:
        return error


def _parse(text: str, source: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(source, "bad_json", why(error)) from error


def _read(item: object, origin: Origin, prefix: str) -> Result:
    """`prefix` and the object's own name are the article's source, where it has a name."""
    if not isinstance(item, dict):
        return SourceError(origin.source, "bad_json", f"an object expected, found {type(item).__name__}")
    name = _name(item)
    origin = replace(origin, source=prefix + name) if name else origin
    try:
        return _article(item, origin)
    except SourceError as error:
        return error


def _name(item: dict[str, object]) -> str | None:
    names = (item.get(key) for key in ("id", "source"))
    texts = (str(name) if isinstance(name, int) else name for name in names)
    return next((line for text in texts if (line := one_line(text))), None)


def _article(item: dict[str, object], origin: Origin) -> Article:
    said = read_fields(item)
    text, markup = item.get("text"), item.get("html")
    if isinstance(text, str) and (text.strip() or not isinstance(markup, str)):
        return make_article(usable(whole(text), origin.source), origin, said=said)
    if not isinstance(markup, str):
        raise SourceError(origin.source, "no_text", "neither `text` nor `html` holds a text")
    body, page = read_page(whole(markup), origin.source)
    return make_article(body, origin, said=said, page=page)
