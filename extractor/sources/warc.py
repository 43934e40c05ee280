"""Web archives, by fastwarc: a document for each page that a crawl kept.

Responses with status 200 and resources are pages, conversions (WET files) are texts. Requests and the crawler's own
records are no articles. The day of the crawl is not the day of publication, and tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from extractor.errors import SourceError
from extractor.sources.document import Document, Form
from extractor.sources.metadata import Metadata, Origin, web_address
from extractor.sources.names import printable, why

Split = Document | SourceError

FORMS: dict[str, Form] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text",
                          "application/pdf": "pdf"}  # fmt: skip


def split_warc(stream: BinaryIO, origin: Origin) -> Iterator[Split]:
    """A document or an error for each page; raises SourceError `bad_archive`, `no_reader` without fastwarc."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        detail = "web archives need fastwarc: pip install 'launchledger[warc]'"
        raise SourceError(origin.source, "no_reader", detail) from error
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    seen = False
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all"):
            seen = True
            yield _page(record, origin)
    except (OSError, ValueError, RuntimeError) as error:
        raise SourceError(origin.source, "bad_archive", why(error) or type(error).__name__) from error
    if not seen:
        raise SourceError(origin.source, "no_text", "no page in it")


def _page(record: Any, origin: Origin) -> Split:
    address = printable(record.headers.get("WARC-Target-URI") or "")
    source = f"{origin.source}#{address}" if address else f"{origin.source}:{record.stream_pos}"
    status = record.http_headers.status_code if record.http_headers else 200
    if status != 200:
        return SourceError(source, "http_status", f"the server answered {status}")
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in FORMS:
        return SourceError(source, "unsupported", f"no reader for {kind or 'a page without a type'}")
    data = record.reader.read(origin.limit + 1)
    if len(data) > origin.limit:
        return SourceError(source, "too_large", f"more than {origin.limit:,} bytes")
    return Document(
        form=FORMS[kind],
        data=data,
        origin=replace(origin, source=source),
        said=Metadata(url=web_address(address)),
        charset=record.http_charset,
    )
