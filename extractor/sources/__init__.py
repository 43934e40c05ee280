"""Files, folders and standard input to articles.

Three ways in, each built on the one before: `list_inputs` says what there is to read, `read_input` reads one,
`read_all` reads everything and hands out failures as values beside the articles. `read_articles` is for library
users: a plain iterator of articles. One bad input never raises; it is a `SourceError` with a stable `reason`:

    not_found  unreadable  not_a_file  unsupported      the file
    binary  empty  too_large                            its bytes
    bad_html  bad_json  no_text  bad_sidecar            what they hold
"""

from __future__ import annotations

import codecs
import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from extractor.errors import SourceError, UsageError
from extractor.model.article import Article
from extractor.sources.dates import read_moment
from extractor.sources.html import read_html
from extractor.sources.inputs import STDIN, Input, Kind, list_inputs
from extractor.sources.jsonl import read_document, read_lines
from extractor.sources.metadata import Origin, read_sidecar, why
from extractor.sources.text import read_text

__all__ = ["STDIN", "Input", "list_inputs", "read_all", "read_articles", "read_input"]

Result = Article | SourceError
Reader = Callable[[BinaryIO, Origin], Iterator[Article] | Iterator[Result]]

READERS: dict[Kind, Reader] = {"text": read_text, "html": read_html, "lines": read_lines, "json": read_document}
HAVE_SIDECARS: tuple[Kind, ...] = ("text", "html")  # objects of JSON files carry their own metadata
PEEKED_BYTES = 4096  # enough to see a doctype behind comments, or the brace of an object

_LOG = logging.getLogger("launchledger")
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[ \t]*"')
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')


def read_articles(
    inputs: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    on_error: Callable[[SourceError], None] | None = None,
) -> Iterator[Article]:
    """The articles in files, folders (with their subfolders) and `-`, standard input, one after the other.

    `published`, an ISO date or date-time, is taken as the publication date of all of them. An input that cannot be
    read is handed to `on_error`; without one it is logged as a warning of the logger `launchledger`. Raises
    UsageError where `published` is no date.
    """
    report = on_error or (lambda error: _LOG.warning("%s", error))
    return _articles(read_all(inputs, published=published), report)


def read_all(
    inputs: str | Path | Iterable[str | Path], *, published: str | None = None
) -> Iterator[Article | SourceError]:
    """An article or an error for everything there is to read, in a fixed order; raises UsageError as above."""
    day = usable_date(published)
    names = [inputs] if isinstance(inputs, str | Path) else inputs
    return (result for item in list_inputs(names) for result in _read_listed(item, day))


def read_input(item: Input, *, published: str | None = None) -> Iterator[Article | SourceError]:
    """The articles of one input, and an error for each that cannot be read; `published` is ISO."""
    try:
        if item.path is None:
            yield from _read_stream(sys.stdin.buffer, item, published)
        else:
            with item.path.open("rb") as stream:
                yield from _read_stream(stream, item, published)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(item.source, "unreadable", why(error))


def usable_date(published: str | None) -> str | None:
    """The publication date a caller gave, as ISO; raises UsageError where it is none."""
    moment = read_moment(published)
    if published is not None and moment is None:
        raise UsageError(f"published: {published!r} is no date; write it as 2025-10-22 or 2025-10-22T08:30:00+09:00")
    return moment


def _articles(results: Iterable[Result], report: Callable[[SourceError], None]) -> Iterator[Article]:
    for result in results:
        if isinstance(result, SourceError):
            report(result)
        else:
            yield result


def _read_listed(item: Input | SourceError, published: str | None) -> Iterator[Result]:
    return iter((item,)) if isinstance(item, SourceError) else read_input(item, published=published)


def _read_stream(stream: BinaryIO, item: Input, published: str | None) -> Iterator[Result]:
    kind = item.kind or _kind(_head(stream))
    origin = Origin(source=item.source, published=published)
    if item.path is not None and kind in HAVE_SIDECARS:
        sidecar = read_sidecar(item.path, item.source)
        origin = replace(origin, file_name=item.path.name, sidecar=sidecar)
    yield from READERS[kind](stream, origin)


def _kind(head: bytes) -> Kind:
    """What the first bytes look like, for input whose name does not tell."""
    if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<") and _PAGE.search(head):
        return "html"
    if _OBJECT.match(head):
        return "lines"
    return "json" if _JSON.match(head) else "text"


def _head(stream: BinaryIO) -> bytes:
    """The first bytes, which stay to be read."""
    peek = getattr(stream, "peek", None)
    if peek is not None:
        return bytes(peek(PEEKED_BYTES)[:PEEKED_BYTES])
    start = stream.tell()
    head = stream.read(PEEKED_BYTES)
    stream.seek(start)
    return head
