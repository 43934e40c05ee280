"""JSON Lines (one object a line) and JSON files (one object, or a list of them).

An object holds `text` or `html`, and may hold `title`, `published`, `url`, `outlet`, `authors`, `language`, and
`id` or `source` to name it. Other fields are ignored. What is wrong with one object costs that object only.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from extractor.errors import SourceError
from extractor.model.article import Article, whole
from extractor.sources.document import Document
from extractor.sources.html import read_page
from extractor.sources.metadata import Origin, make_article, one_line, read_fields
from extractor.sources.names import why
from extractor.sources.text import decode, read_capped, usable
from extractor.sources.unpack import peeked

Split = Document | SourceError


def split_lines(stream: BinaryIO, origin: Origin) -> Iterator[Split]:
    """A document or an error for each line that is not blank; memory holds one line at a time."""
    for number, line in _lines(stream, origin.limit):
        source = f"{origin.source}:{number}"
        if len(line) > origin.limit:
            yield SourceError(source, "too_large", f"a line of more than {origin.limit:,} bytes")
        elif line.strip().strip(codecs.BOM_UTF8):
            yield _named(line, replace(origin, source=source), f"{origin.source}#")


def split_document(stream: BinaryIO, origin: Origin) -> Iterator[Split]:
    """The document of a JSON object, or those of a list of objects; raises SourceError `bad_json`, `too_large`."""
    data = read_capped(stream, origin.source, origin.limit)
    whole_file = _parse(decode(data), origin.source)
    if not isinstance(whole_file, list):
        yield _named(data, origin, f"{origin.source}#")
        return
    for number, item in enumerate(whole_file, start=1):
        where = replace(origin, source=f"{origin.source}:{number}")
        try:
            data = json.dumps(item).encode()
        except RecursionError as error:
            yield SourceError(where.source, "bad_json", why(error))
            continue
        yield _named(data, where, f"{origin.source}#")


def parse_object(document: Document) -> Article:
    """The article of a JSON object; raises SourceError `bad_json`, `no_text`, and those of its text or HTML."""
    origin = document.origin
    item = _parse(decode(document.data), origin.source)
    if not isinstance(item, dict):
        raise SourceError(origin.source, "bad_json", f"an object expected, found {type(item).__name__}")
    said = read_fields(item).over(document.said)
    text, markup = item.get("text"), item.get("html")
    if isinstance(text, str) and (text.strip() or not isinstance(markup, str)):
        return make_article(usable(whole(text), origin.source), origin, said=said)
    if not isinstance(markup, str):
        raise SourceError(origin.source, "no_text", "neither `text` nor `html` holds a text")
    body, page = read_page(whole(markup), origin.source)
    return make_article(body, origin, said=said, page=page)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers; of one that is too long, its first part, longer than the limit."""
    number = 1 + _pass_blank_lines(stream)
    while line := stream.readline(limit + 1):
        yield number, line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
        number += 1 + _pass_blank_lines(stream)


def _pass_blank_lines(stream: BinaryIO) -> int:
    """How many empty lines stood here; a bomb may hold millions of them, and one by one they take a minute."""
    passed = 0
    while blank := _leading_line_ends(peeked(stream)):
        passed += len(stream.read(blank))
    return passed


def _leading_line_ends(head: bytes) -> int:
    return len(head) - len(head.lstrip(b"\n"))


def _named(data: bytes, origin: Origin, prefix: str) -> Split:
    """`prefix` and the object's own name are the article's source, where it has a name."""
    try:
        item = _parse(decode(data), origin.source)
    except SourceError as error:
        return error
    name = _name(item) if isinstance(item, dict) else None
    return Document(form="object", data=data, origin=replace(origin, source=prefix + name) if name else origin)


def _parse(text: str, source: str) -> object:
    try:
        return json.loads(text.strip())
    except (ValueError, RecursionError) as error:
        raise SourceError(source, "bad_json", why(error)) from error


def _name(item: dict[str, object]) -> str | None:
    names = (item.get(key) for key in ("id", "source"))
    texts = (str(name) if isinstance(name, int) else name for name in names)
    return next((line for text in texts if (line := one_line(text))), None)
