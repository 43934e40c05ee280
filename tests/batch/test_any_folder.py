"""Whatever lies in a folder: never a traceback, a row for every file, and the good article as it is alone."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extractor.sources.names import printable
from tests.batch.runs import ARTICLES, lines_by_source, rows, run

GOOD = "kp-january-irbm.txt"
SIDECAR = ".meta.json"

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
NEWS = st.lists(
    st.sampled_from(
        ["North Korea", "Pyongyang", "Seoul", "Kim Jong Un", "fired", "launched", "test-fired", "failed to launch",
         "will fire", "two", "at least three", "between 1,1 and", "9" * 30, "missiles", "a Hwasong-18", "a rocket",
         "on Tuesday", "on Feb. 30, 2024", "31/12", "May", "in 0000", "300 km", "-5 miles", "Mach 9.9.9", "(", ")",
         '"', "'", "\u201c", "\u201d", "said", "condemned", "U.S. President", "Gen.", ".", ",", ";", "\n\n", "\u202e",
         "\u0000", "\ufeff", "\U0001f680", "e\u0301", "\u2028", "[1]", "&#xD800;", "<b>"]
    )
    | ANY_TEXT,
    max_size=60,
).map(" ".join)  # fmt: skip
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | NEWS | st.lists(NEWS, max_size=2)
OBJECTS = st.dictionaries(
    st.sampled_from(["text", "html", "published", "modified", "url", "title", "authors", "language", "outlet", "id"])
    | ANY_TEXT,
    VALUES,
    max_size=8,
).map(lambda item: json.dumps(item).encode())
MARKUP = st.lists(
    st.sampled_from(
        ["<html>", "<p>", "</p>", "<table><tr>", "<!--", "-->", "<script>", "<title>", '<meta charset="x">', "]]>",
         "\r", '<meta name="date" content="', '">', "<rss><channel>", "<item>", "</item>", "<description>", "<pubDate>",
         "<feed>", "<entry>", "<nitf>", "<body.content>", '<?xml version="1.0" encoding="utf-16"?>', "<![CDATA[", "&x;"]
    )
    | NEWS,
    max_size=40,
).map(lambda parts: "".join(parts).encode())  # fmt: skip
HEADERS = st.lists(
    st.sampled_from(["Subject: ", "Date: ", "Content-Type: text/html; charset=x", "Content-Transfer-Encoding: base64",
                     "MIME-Version: 1.0", "From: ", "\n", "\n\n", "--b", 'Content-Type: multipart/mixed; boundary="b"'])
    | NEWS,
    max_size=20,
).map(lambda parts: "\n".join(parts).encode())  # fmt: skip
BYTES = st.binary(max_size=300)
TEXTS = (NEWS | ANY_TEXT).map(str.encode) | BYTES
CONTENTS: dict[str, st.SearchStrategy[bytes]] = {
    ".txt": TEXTS,
    ".md": TEXTS,
    ".html": MARKUP | TEXTS,
    ".json": OBJECTS | BYTES,
    ".jsonl": st.lists(OBJECTS | BYTES, max_size=4).map(b"\n".join),
    ".xml": MARKUP | BYTES,
    ".eml": HEADERS | BYTES,
    ".pdf": BYTES.map(b"%PDF-1.4\n".__add__),
    ".docx": BYTES,
}


def zipped(data: bytes) -> bytes:
    """An archive of one text with a sidecar that is the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), data)
        archive.writestr(zipfile.ZipInfo("a.meta.json"), data)
    return buffer.getvalue()


def gzipped(data: bytes) -> bytes:
    """Packed the same way at any time of day."""
    return gzip.compress(data, mtime=0)


def packed(form: Callable[[bytes], bytes], data: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Packed, now and then cut short or with something behind."""
    return st.tuples(data.map(form), st.integers(-40, 40)).map(
        lambda pair: pair[0][: pair[1]] if pair[1] < 0 else pair[0] + b"\0" * pair[1] if pair[1] > 30 else pair[0]
    )


CONTENTS |= {f"{ending}.gz": packed(gzipped, CONTENTS[ending]) for ending in (".txt", ".html", ".jsonl")}
CONTENTS |= {".zip": packed(zipped, TEXTS), ".txt.zst": BYTES}

STEMS = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=12).map(os.fsencode)
ODD_STEMS = STEMS | st.binary(min_size=1, max_size=8).map(lambda name: name.replace(b"/", b"").replace(b"\0", b"x"))
FILES = st.sampled_from(sorted(CONTENTS)).flatmap(
    lambda ending: st.tuples(ODD_STEMS, st.just(ending), CONTENTS[ending], st.none() | OBJECTS | BYTES)
)


def written(folder: Path, files: list[tuple[bytes, str, bytes, bytes | None]]) -> None:
    """The files, numbered so that no two have one name, with their sidecars."""
    for number, (stem, ending, data, sidecar) in enumerate(files):
        name = os.fsencode(folder) + b"/" + stem + str(number).encode()
        Path(os.fsdecode(name + ending.encode())).write_bytes(data)
        if sidecar is not None:
            Path(os.fsdecode(name + SIDECAR.encode())).write_bytes(sidecar)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The good article's record when nothing else is there."""
    folder = tmp_path_factory.mktemp("alone")
    (folder / "in").mkdir()
    shutil.copy(ARTICLES / GOOD, folder / "in")
    assert run(folder / "in", "--out", folder / "r.jsonl").returncode == 0
    return lines_by_source(folder / "r.jsonl")[GOOD]


WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each try is a run of seconds


@settings(deadline=None, max_examples=5, suppress_health_check=list(HealthCheck), phases=WITHOUT_SHRINKING)
@given(files=st.lists(FILES, min_size=25, max_size=60))
def test_any_folder_is_read_to_its_end(alone: str, files: list[tuple[bytes, str, bytes, bytes | None]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        shutil.copy(ARTICLES / GOOD, folder / "in")
        written(folder / "in", files)
        done = run(folder / "in", "--out", folder / "r.jsonl")
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr
        found = rows(folder / "r.manifest.jsonl")
        told = {row["path"].partition("!/")[0] for row in found}
        for entry in (folder / "in").iterdir():
            shown = printable(entry.name)
            assert entry.name.endswith(SIDECAR) or any(
                path == shown or path.startswith((f"{shown}:", f"{shown}#")) for path in told
            ), entry
        assert all(row["status"] in ("ok", "duplicate") or row["reason"] for row in found)
        assert (done.returncode == 1) == any(row["status"] == "failed" for row in found)
        assert lines_by_source(folder / "r.jsonl")[GOOD] == alone
