"""Bytes to text: encodings, line ends, and what is refused."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from extractor.errors import SourceError
from extractor.sources.articles import parse
from extractor.sources.document import Document
from extractor.sources.inputs import Input, list_inputs
from extractor.sources.metadata import MAX_BYTES
from extractor.sources.opening import read_documents
from extractor.sources.text import decode, usable

from .readers import STORY, failure, one, write

NOTE = "The envoy’s café in Zürich — “closed”, he said.\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8-sig", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("cp1252", b"")],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str, mark: bytes) -> None:
    path = write(tmp_path, "note.txt", mark + NOTE.encode(encoding))
    assert one(path).text == NOTE


def test_bytes_without_meaning_in_windows_1252_become_replacement_marks() -> None:
    assert decode(b"caf\xe9 \x81 bar") == "café \ufffd bar"


def test_utf8_cut_in_mid_character_stays_utf8() -> None:
    assert decode("Zürich und Köln “".encode()[:-1]) == "Zürich und Köln \ufffd"


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_become_lf_and_nothing_else_changes(tmp_path: Path, line_end: str) -> None:
    wrapped = "  A line that\nwas cut[1]\n\n\n\tby hand \n[1] a footnote\n\n"
    path = write(tmp_path, "wrapped.txt", wrapped.replace("\n", line_end))
    assert one(path).text == wrapped


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"text\x00text", "binary"),
        ("no mark".encode("utf-16-le"), "binary"),
        (b"%PDF-1.4 " + bytes(range(1, 200)) * 4, "binary"),
        (zlib.compress(STORY.encode() * 9).replace(b"\0", b"\1"), "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    error = failure(write(tmp_path, "odd.txt", content))
    assert (error.source, error.reason) == ("odd.txt", reason)


def test_a_stray_control_character_in_a_long_text_is_borne() -> None:
    assert usable(STORY + "\x07", "a.txt") == STORY + "\x07"


def test_a_file_over_the_limit_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    (item,) = list_inputs([write(tmp_path, "long.txt", STORY * 10)])
    assert isinstance(item, Input)
    (whole,) = read_documents(item, limit=len(STORY) * 10)
    assert isinstance(whole, Document)
    assert parse(whole).text == STORY * 10
    (refused,) = read_documents(item, limit=100)
    assert isinstance(refused, SourceError)
    assert refused.reason == "too_large"


def test_the_limit_is_the_one_that_is_stated(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    error = failure(path)
    assert error.reason == "too_large"
    assert "20,000,000 bytes" in error.detail
