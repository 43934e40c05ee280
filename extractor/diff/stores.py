"""Records to compare, wherever they lie: a file, standard input, a database, or a revision of a committed baseline.

A store is lines that can be read again by their place, so that memory holds an index and never the records.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import IO, Any, TypeAlias

from extractor.errors import ContractError, SourceError, UsageError

BASELINE = "corpus/baseline/records.jsonl"
"""Where the records of a corpus are committed; what a revision without a path means."""

Keys: TypeAlias = tuple[str, str, str]  # source, url, article id; "" where there is none

_ARTICLE_SUFFIX = re.compile(r"\.(txt|html?|json|md)$")
_DATABASE = re.compile(r"^\w+(\+\w+)?://|\.(db|sqlite|sqlite3)$", re.IGNORECASE)
_STRING = rb'"((?:[^"\\]|\\.)*)"'
_OWN_LINE = re.compile(
    rb'^{"schema_version":"[^"\\]*","article":{"article_id":' + _STRING + rb',"source":' + _STRING
    + rb',"url":(?:null|' + _STRING + rb"),"
)  # fmt: skip
"""How this program begins a record: its keys are read without reading the whole line."""
_STAMPS = b',"provenance":'


class Store:
    """Records of one side, one JSON object a line; `name` stands in messages."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file = file
        self.name = name

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Every line that is not empty, with its place [byte offset]."""
        self._file.seek(0)
        at = 0
        for line in self._file:
            if line.strip():
                yield at, line
            at += len(line)

    def line(self, at: int) -> bytes:
        """The line at a place."""
        self._file.seek(at)
        return self._file.readline()

    def record(self, at: int) -> Mapping[str, Any]:
        """The record at a place. Raises ContractError where the line is none."""
        return _object(self.line(at), f"{self.name}, byte {at}")

    def keys(self, line: bytes, at: int) -> Keys:
        """What tells which article a line is about. Raises ContractError for a line that tells nothing."""
        own = _OWN_LINE.match(line)
        if own and b"\\" not in own[0]:
            identity, source, url = (part or b"" for part in own.groups())
            return source.decode(), url.decode(), identity.decode()
        record = _object(line, f"{self.name}, byte {at}")
        article = record.get("article") or record
        if not isinstance(article, Mapping):
            raise ContractError(f"{self.name}, byte {at}: article: an object expected")
        source, url, identity = (str(article.get(key) or "") for key in ("source", "url", "article_id"))
        identity = identity or str(record.get("id") or "")
        if not (source or url or identity):
            raise ContractError(f"{self.name}, byte {at}: no source, url or id: nothing tells which article this is")
        return source, url, identity


def restamped(old: bytes, new: bytes) -> bool:
    """Whether two lines are equal but for their stamps, which stand at their end; False where that is not plain to see.

    A comma and a quotation mark never follow each other inside a JSON string, so the key found is a key.
    """
    (before, key, ours), (after, _, theirs) = (line.strip().rpartition(_STAMPS) for line in (old, new))
    if not key or before != after:
        return False
    try:
        ends = [json.loads(b"{" + key[1:] + end) for end in (ours, theirs)]
    except ValueError:
        return False
    return all(end.keys() == {"provenance"} for end in ends)


@contextmanager
def open_store(target: str, repository: Path = Path()) -> Iterator[Store]:
    """The records that a target names: FILE.jsonl, -, a database, a corpus folder, REVISION or REVISION:PATH.

    Raises SourceError where there is nothing to read, UsageError for a target that names nothing.
    """
    path = Path(target) / "baseline" / "records.jsonl" if Path(target).is_dir() else Path(target)
    if target != "-" and not _DATABASE.search(target) and path.is_file():
        try:
            with path.open("rb") as file:
                yield Store(file, str(path))
        except OSError as error:
            raise SourceError(str(path), "unreadable", error.strerror or str(error)) from error
        return
    with tempfile.TemporaryFile() as copy:
        if target == "-":
            copyfileobj(sys.stdin.buffer, copy)
        elif _DATABASE.search(target):
            _copy_database(target, copy)
        else:
            revision, _, name = target.partition(":")
            copy.write(file_at(revision, name or BASELINE, repository))
        yield Store(copy, target)


def is_revision(target: str) -> bool:
    """Whether a target can only be a revision: it is no file, no folder, no database and not standard input."""
    return target != "-" and not _DATABASE.search(target) and not Path(target).exists()


def gold_name(record: Mapping[str, Any]) -> str:
    """What gold calls the article: the file stem of its source, else its id."""
    article = record.get("article") or record
    source = article.get("source") or article.get("article_id") or article.get("id") or ""
    return stem_of(str(source))


def stem_of(source: str) -> str:
    """The file stem of a source: gold of `a/b.txt` lies in `b.json`."""
    return _ARTICLE_SUFFIX.sub("", PurePosixPath(source).name)


def _copy_database(target: str, copy: IO[bytes]) -> None:
    from extractor.sinks.sql import stored_records

    for record in stored_records(target):
        copy.write(record.to_json().encode() + b"\n")


def file_at(revision: str, name: str, repository: Path = Path()) -> bytes:
    """A file as git has it at a revision. Raises UsageError where git, the revision or the file is not there."""
    return _git(["show", f"{revision}:./{name}"], f"{revision}:{name}", repository)


def files_at(revision: str, folder: str, repository: Path = Path()) -> list[str]:
    """The files below a folder at a revision. Raises like `file_at`."""
    listed = _git(["ls-tree", "-r", "-z", "--name-only", revision, f"{folder}/"], f"{revision}:{folder}", repository)
    return [name for name in listed.decode().split("\0") if name]


def _git(arguments: list[str], place: str, repository: Path) -> bytes:
    if place.startswith((":", "-")):
        raise UsageError(f"{place}: no file, no database, and no revision of a repository")
    try:
        command = ["git", "-C", str(repository), *arguments]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell reads it
    except FileNotFoundError as error:
        raise UsageError(f"{place}: no such file, and git, which reads revisions, is not installed") from error
    if done.returncode:
        first = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise UsageError(f"{place}: no such file, no database, and git says: {first}")
    return done.stdout


def commit_day(repository: Path = Path()) -> date | None:
    """The day of the commit that is checked out; None where there is none. The clock is never asked."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")  # https://reproducible-builds.org/specs/source-date-epoch
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    try:
        return date.fromisoformat(_git(["show", "-s", "--format=%cs", "HEAD"], "HEAD", repository).decode().strip())
    except (UsageError, ValueError):
        return None


def _object(line: bytes, where: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise ContractError(f"{where}: no JSON: {error}") from error
    if not isinstance(value, dict):
        raise ContractError(f"{where}: an object expected, found {value!r:.60}")
    return value
