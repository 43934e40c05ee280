"""Records as JSON Lines: one record, one line, UTF-8, in the order they are given."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from pydantic import ValidationError

from extractor.errors import ContractError, SinkError, SourceError
from extractor.model.record import SCHEMA_VERSION, Record


class StdoutSink:
    """Writes records to stdout, each as soon as it is there. Raises SinkError."""

    def __enter__(self) -> Self:
        return self

    def write(self, record: Record) -> None:
        """Write one line; bytes, because the encoding of the terminal is no property of a record."""
        try:
            sys.stdout.buffer.write(_line(record))
            sys.stdout.buffer.flush()
        except OSError as error:
            raise SinkError(f"stdout: {error.strerror or error}") from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return


class JsonlSink:
    """Writes records to a file that appears, or replaces the old one, when the context is left without an error.

    Until then the lines are in a file beside it; after an error that file is gone and the old one is as it was.
    Raises SinkError.
    """

    def __init__(self, path: Path) -> None:
        self._name = str(path)
        self._path = Path(os.path.realpath(path))  # a link stays a link: the file that it names is replaced
        self._part = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")

    def __enter__(self) -> Self:
        try:
            self._file: BinaryIO = open(self._part, "wb")
        except OSError as error:
            raise self._refusal(error) from error
        return self

    def write(self, record: Record) -> None:
        """Write one line."""
        try:
            self._file.write(_line(record))
        except OSError as error:
            raise self._refusal(error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with self._file as file:
                if kind is None:
                    file.flush()
                    os.fsync(file.fileno())
            if kind is None:
                os.replace(self._part, self._path)
        except OSError as refusal:
            raise self._refusal(refusal) from refusal
        finally:
            self._part.unlink(missing_ok=True)

    def _refusal(self, error: OSError) -> SinkError:
        return SinkError(f"{self._name}: {error.strerror or error}")


def read_records(path: str | Path) -> Iterator[Record]:
    """Stream the records of a JSON Lines file, each checked against the contract; `-` is stdin.

    Empty lines are passed over. Raises SourceError where the file cannot be read, ContractError with file and line for
    a line that is no record, or one of another major version.
    """
    for place, line in read_lines(path):
        yield parse_record(line, place)


def read_lines(path: str | Path) -> Iterator[tuple[str, bytes]]:
    """Stream the lines of a file that are not empty, each with its place; `-` is stdin. Raises SourceError."""
    try:
        if str(path) == "-":
            yield from _lines(sys.stdin.buffer, "stdin")
        else:
            with open(path, "rb") as file:
                yield from _lines(file, str(path))
    except OSError as error:
        raise SourceError(str(path), "unreadable", error.strerror or str(error)) from error


def _lines(lines: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    # bytes are split at \n alone; text lines would also break at a lone \r inside a quoted text
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield f"{name}:{number}", line.removesuffix(b"\n")


def parse_record(line: str | bytes, place: str) -> Record:
    """The record of one line; `place` says in messages where the line stands.

    Fields that a newer minor version added are left out. Raises ContractError.
    """
    try:
        record = Record.model_validate_json(line)
    except ValidationError as error:
        record = _newer_record(line, place, error)
    major = _numbers(SCHEMA_VERSION)[0]
    if _numbers(record.schema_version)[:1] != (major,):
        raise ContractError(f"{place}: schema_version {record.schema_version!r}: this program reads {major}.x")
    return record


def _newer_record(line: str | bytes, place: str, error: ValidationError) -> Record:
    """A record of a newer minor version without the fields it added; else the first thing wrong with the line."""
    try:
        record = Record.model_validate_json(line, extra="ignore")
    except ValidationError:
        raise ContractError(_complaint(place, error)) from error
    if _numbers(record.schema_version) <= _numbers(SCHEMA_VERSION):
        raise ContractError(_complaint(place, error)) from error
    return record


def _complaint(place: str, error: ValidationError) -> str:
    first, *others = error.errors(include_url=False)
    pointer = "".join(f"/{step}" for step in first["loc"])
    more = f" (and {len(others)} more)" if others else ""
    return ": ".join(part for part in (place, pointer, first["msg"]) if part) + more


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def _line(record: Record) -> bytes:
    return record.to_json().encode() + b"\n"
