"""Inputs to articles: `read_articles` for library users, `read_all` with what is not read beside the articles."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.dates import usable_date
from extractor.sources.document import Document, Form
from extractor.sources.feeds import parse_entry
from extractor.sources.html import parse_html
from extractor.sources.inputs import Input, list_inputs
from extractor.sources.jsonl import parse_object
from extractor.sources.mail import parse_mail
from extractor.sources.opening import read_documents
from extractor.sources.pdf import parse_pdf
from extractor.sources.text import parse_text

Result = Article | SourceError

PARSERS: dict[Form, Callable[[Document], Article]] = {
    "text": parse_text, "html": parse_html, "object": parse_object, "mail": parse_mail, "pdf": parse_pdf,
    "entry": parse_entry,
}  # fmt: skip

_LOG = logging.getLogger("launchledger")


def read_articles(
    inputs: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    on_error: Callable[[SourceError], None] | None = None,
) -> Iterator[Article]:
    """The articles in files, folders (with their subfolders) and `-`, standard input, one after the other.

    `published`, an ISO date or date-time, is taken as the publication date of all of them. An input that is not read
    is handed to `on_error`; without one it is logged by the logger `launchledger`: as a warning where it failed, as
    information where it was passed over without a fault. Raises UsageError where `published` is no date.
    """
    return _articles(read_all(inputs, published=published), on_error or _log)


def read_all(
    inputs: str | Path | Iterable[str | Path], *, published: str | None = None
) -> Iterator[Article | SourceError]:
    """An article or an error for everything there is to read, in a fixed order; raises UsageError as above."""
    day = usable_date(published)
    names = [inputs] if isinstance(inputs, str | Path) else inputs
    return (result for item in list_inputs(names) for result in _read_listed(item, day))


def read_input(item: Input, *, published: str | None = None) -> Iterator[Article | SourceError]:
    """The articles of one input, and an error for each that cannot be read; `published` is ISO."""
    for document in read_documents(item, published=published):
        try:
            yield document if isinstance(document, SourceError) else parse(document)
        except SourceError as error:
            yield error


def parse(document: Document) -> Article:
    """The article of a document; raises SourceError."""
    return PARSERS[document.form](document)


def _articles(results: Iterable[Result], report: Callable[[SourceError], None]) -> Iterator[Article]:
    for result in results:
        if isinstance(result, SourceError):
            report(result)
        else:
            yield result


def _log(error: SourceError) -> None:
    _LOG.log(logging.INFO if error.is_skip else logging.WARNING, "%s", error)


def _read_listed(item: Input | SourceError, published: str | None) -> Iterator[Result]:
    return iter((item,)) if isinstance(item, SourceError) else read_input(item, published=published)
