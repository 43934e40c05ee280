"""Bytes to text, and plain text files.

UTF-8 (with or without a byte order mark), UTF-16 with one, else Windows-1252. Line ends become LF; nothing else
changes, so hard-wrapped lines, footnotes and blank lines stay, and offsets hold. A byte that means nothing in its
encoding becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.document import Document
from extractor.sources.metadata import make_article

MAX_CONTROL_SHARE = 0.01  # of characters; text has next to none, compressed data about a tenth

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def parse_text(document: Document) -> Article:
    """The article of a plain text; raises SourceError `binary` or `empty`."""
    origin = document.origin
    return make_article(usable(decode(document.data), origin.source), origin, page=document.said)


def read_capped(stream: BinaryIO, source: str, limit: int) -> bytes:
    """All bytes of `stream`, of which at most `limit` may be there; raises SourceError `too_large`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise SourceError(source, "too_large", f"more than {limit:,} bytes")
    return data


def decode(data: bytes) -> str:
    """The text of `data`; never fails, may hold NULs where `data` is no text."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", "replace")
    # A UTF-8 file cut in mid-character is still UTF-8: in Windows-1252 text hardly two high bytes make a character.
    broken = damaged.count("\ufffd")
    sound = sum(not char.isascii() for char in damaged) - broken
    return damaged if sound > broken else data.decode("cp1252", "replace")


def usable(text: str, source: str) -> str:
    """`text` with LF line ends; raises SourceError `binary` where it is no text, `empty` where nothing is in it."""
    if "\0" in text:
        raise SourceError(source, "binary", f"a NUL at character {text.index(chr(0))}; this is no text file")
    controls = len(text) - len(_CONTROLS.sub("", text))
    if controls > MAX_CONTROL_SHARE * len(text):
        raise SourceError(source, "binary", f"{controls} control characters among {len(text)}; this is no text file")
    if not text.strip().strip("\ufeff").strip():
        raise SourceError(source, "empty", "no text in it")
    return text.replace("\r\n", "\n").replace("\r", "\n")
