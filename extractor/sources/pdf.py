"""PDF files, by pypdf (`pip install launchledger[pdf]`): the text of the pages, title and author.

The date of creation is that of the file, not of the article, and tells nothing. Pages of pictures have no text.
"""

from __future__ import annotations

import io
import logging

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.document import Document
from extractor.sources.metadata import Metadata, make_article, one_line
from extractor.sources.names import why
from extractor.sources.text import usable


def parse_pdf(document: Document) -> Article:
    """The article of one file; raises SourceError `bad_pdf`, `no_text`, `binary`, and `no_reader` without pypdf."""
    origin = document.origin
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise SourceError(origin.source, "no_reader", "PDF needs pypdf: pip install 'launchledger[pdf]'") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say, the error says
    try:
        reader = PdfReader(io.BytesIO(document.data))
        about = reader.metadata
        authors = tuple(filter(None, [one_line(about.author)])) if about else ()
        said = Metadata(title=one_line(about.title) if about else None, authors=authors)
        text = "\n\n".join(page.extract_text() for page in reader.pages)
    except Exception as error:  # a broken file breaks the library in many ways
        raise SourceError(origin.source, "bad_pdf", f"{type(error).__name__}: {why(error)}") from error
    if not text.strip():
        raise SourceError(origin.source, "no_text", "no text on its pages; they may be pictures")
    return make_article(usable(text.replace("\0", " "), origin.source), origin, page=said.over(document.said))
