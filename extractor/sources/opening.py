"""An input opened: what it is, unpacked, cut into the documents it holds."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from extractor.errors import SourceError
from extractor.sources import remote
from extractor.sources.document import Document, Form
from extractor.sources.feeds import split_xml
from extractor.sources.html import MAX_BYTES as MAX_HTML_BYTES
from extractor.sources.inputs import Input, Kind, kind_of
from extractor.sources.jsonl import split_document, split_lines
from extractor.sources.metadata import MAX_BYTES, MAX_SIDECAR_BYTES, NOTHING, Origin, read_sidecar, sidecar_fields
from extractor.sources.names import SIDECAR_SUFFIX, printable, stem_of, why
from extractor.sources.text import read_capped
from extractor.sources.unpack import ArchiveKind, members, peeked, unpacked
from extractor.sources.warc import split_warc

Split = Document | SourceError

WHOLE: dict[Kind, Form] = {"text": "text", "html": "html", "mail": "mail", "pdf": "pdf"}
"""Files that are one article, whose metadata may lie beside them."""
SPLITTERS: dict[Kind, Callable[[BinaryIO, Origin], Iterator[Split]]] = {
    "lines": split_lines, "json": split_document, "xml": split_xml, "warc": split_warc,
}  # fmt: skip
ARCHIVES: dict[Kind, ArchiveKind] = {"zip": "zip", "tar": "tar"}
MEMBER = "!/"  # between the name of an archive and that of a member

_PAGE = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_XML = re.compile(rb"<(?:\?xml|rss|feed|nitf|newsItem|NewsML)\b")
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[ \t]*"')
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')
_MAGIC: dict[bytes, Kind] = {b"PK\x03\x04": "zip", b"%PDF-": "pdf", b"WARC/": "warc"}


def read_documents(item: Input, *, published: str | None = None, limit: int = MAX_BYTES) -> Iterator[Split]:
    """The documents of one input, unread, and an error for each that cannot be opened; never raises.

    `limit` is the number of bytes that one article may have.
    """
    origin = Origin(source=item.source, published=published, limit=limit)
    try:
        if item.path is None:
            yield from split(unpacked(sys.stdin.buffer, None, item.source), item.kind, origin)
        else:
            yield from _of_file(item, item.path, origin)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(item.source, "unreadable", why(error))


def _of_file(item: Input, path: Path | str, origin: Origin) -> Iterator[Split]:
    with _opened(path) as packed:
        stream = unpacked(packed, item.packing, item.source)
        kind = item.kind or _kind(peeked(stream))
        if kind not in ARCHIVES:
            if isinstance(path, Path) and kind in WHOLE:
                origin = replace(origin, file_name=path.name, sidecar=read_sidecar(path, item.source))
            yield from split(stream, kind, origin)
            return
        sidecars = dict(_sidecars(stream, ARCHIVES[kind], item.source))
    with _opened(path) as packed:  # sidecars may lie behind their articles
        found = _of_archive(unpacked(packed, item.packing, item.source), ARCHIVES[kind], origin, sidecars)
        yield from _or_nothing(found, item.source)


def _opened(path: Path | str) -> BinaryIO:
    return remote.opened(path) if isinstance(path, str) else path.open("rb")


def _sidecars(stream: BinaryIO, kind: ArchiveKind, source: str) -> Iterator[tuple[str, bytes]]:
    for name, member in members(stream, kind, source):
        if name.endswith(SIDECAR_SUFFIX) and not isinstance(member, SourceError):
            yield name, member.read(MAX_SIDECAR_BYTES + 1)


def _of_archive(stream: BinaryIO, kind: ArchiveKind, origin: Origin, sidecars: dict[str, bytes]) -> Iterator[Split]:
    for name, member in members(stream, kind, origin.source):
        source = f"{origin.source}{MEMBER}{printable(name)}"
        if isinstance(member, SourceError):
            yield SourceError(source, member.reason, member.detail)
        elif not name.endswith(SIDECAR_SUFFIX):
            yield from _of_member(name, member, replace(origin, source=source), sidecars)


def _of_member(name: str, member: BinaryIO, origin: Origin, sidecars: dict[str, bytes]) -> Iterator[Split]:
    path = PurePosixPath(name)
    kind, packing = kind_of(path.name)
    if kind in ARCHIVES:
        yield SourceError(origin.source, "unsupported", "an archive inside an archive")
        return
    if kind is None and packing is None:
        yield SourceError(origin.source, "unsupported", f"no reader for {path.suffix or 'names without a suffix'}")
        return
    try:
        beside = str(path.with_name(stem_of(path.name) + SIDECAR_SUFFIX))
        sidecar = sidecar_fields(sidecars[beside], beside, origin.source) if beside in sidecars else NOTHING
        stream = unpacked(member, packing, origin.source)
        yield from split(stream, kind, replace(origin, file_name=path.name, sidecar=sidecar))
    except SourceError as error:
        yield error


def split(stream: BinaryIO, kind: Kind | None, origin: Origin) -> Iterator[Split]:
    """The documents in a stream of a kind that is no archive; raises SourceError."""
    kind = kind or _kind(peeked(stream))
    if kind in SPLITTERS:
        yield from _or_nothing(SPLITTERS[kind](stream, origin), origin.source)
    elif kind in WHOLE:
        limit = min(origin.limit, MAX_HTML_BYTES) if kind == "html" else origin.limit
        yield Document(form=WHOLE[kind], data=read_capped(stream, origin.source, limit), origin=origin)
    else:
        raise SourceError(origin.source, "bad_archive", f"a {kind} archive can be read from a file only")


def _or_nothing(found: Iterator[Split], source: str) -> Iterator[Split]:
    """What was found, or an error that says that it is nothing: no input goes by without a word."""
    first = next(found, None)
    yield SourceError(source, "empty", "no article in it") if first is None else first
    yield from found


def _kind(head: bytes) -> Kind:
    """What the first bytes look like, for input whose name does not tell."""
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return "tar"
    bare = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if bare.startswith(b"<") and _PAGE.search(head):
        return "html"
    if _XML.match(bare):
        return "xml"
    if _OBJECT.match(head):
        return "lines"
    return "json" if _JSON.match(head) else "text"
