"""JSON Lines: whole files or none, and every line read is a record or an error with its place."""

from __future__ import annotations

import contextlib
import io
import json
import os
from pathlib import Path

import pytest

from extractor.errors import ContractError, SinkError, SourceError
from extractor.model.record import Record
from extractor.sinks.jsonl import JsonlSink, StdoutSink, parse_record, read_records

from .records import full_record, record_of

RECORDS = [full_record(), record_of("Line\u2028separator, \r return, \u0085 next.\n", source="b.txt")]


def save(path: Path, *records: Record) -> None:
    with JsonlSink(path) as sink:
        for record in records:
            sink.write(record)


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    save(path, *RECORDS)
    assert list(read_records(path)) == RECORDS
    assert path.read_bytes() == b"".join(record.to_json().encode() + b"\n" for record in RECORDS)


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    with JsonlSink(path) as sink:
        sink.write(RECORDS[0])
        assert not path.exists()
    assert [*tmp_path.iterdir()] == [path]


def test_an_error_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("old")
    with pytest.raises(RuntimeError, match="stop"), JsonlSink(path) as sink:
        sink.write(RECORDS[0])
        raise RuntimeError("stop")
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "data.jsonl", tmp_path / "link.jsonl"
    real.write_text("old")
    link.symlink_to(real)
    save(link, *RECORDS)
    assert link.is_symlink()
    assert list(read_records(real)) == RECORDS


def test_places_that_refuse_are_named(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match=r"nowhere/x\.jsonl: No such file or directory"):
        save(tmp_path / "nowhere" / "x.jsonl")
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(SinkError, match=r"folder\.jsonl: Is a directory"):
        save(tmp_path / "folder.jsonl", *RECORDS)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.jsonl"]


def test_stdout_gets_bytes_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with open(out, "w", encoding="ascii") as stream, StdoutSink() as sink:
        monkeypatch.setattr("sys.stdout", stream)
        sink.write(RECORDS[1])
        assert out.read_bytes() == RECORDS[1].to_json().encode() + b"\n"


def test_a_reader_that_went_away_is_a_sink_error(monkeypatch: pytest.MonkeyPatch) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    stream = os.fdopen(write_end, "w")
    monkeypatch.setattr("sys.stdout", stream)
    with pytest.raises(SinkError, match="stdout: Broken pipe"), StdoutSink() as sink:
        sink.write(RECORDS[0])
    with contextlib.suppress(BrokenPipeError):
        stream.close()


def test_empty_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    lines = [record.to_json() for record in RECORDS]
    path.write_bytes("\ufeff{}\n\n  \r\n{}".format(*lines).encode())
    assert list(read_records(path)) == RECORDS


def test_stdin_is_read_by_its_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RECORDS[0].to_json().encode() + b"\nnonsense\n")))
    records = read_records("-")
    assert next(records) == RECORDS[0]
    with pytest.raises(ContractError, match=r"^stdin:2: Invalid JSON"):
        next(records)


def broken(change: str) -> bytes:
    data = json.loads(RECORDS[0].to_json())
    match change:
        case "stance":
            data["reactions"][0]["stance"] = "shrug"
        case "evidence":
            data["events"][0]["trigger"]["text"] = "South"
        case "unknown field":
            data["events"][0]["colour"] = "red"
        case "missing":
            del data["provenance"], data["leaders"]
        case "reference":
            data["reactions"][0]["about"] = "e7"
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b'{"schema_version": "1.0"', r"Invalid JSON: EOF"),
        (b'"\xff\xfe"', r"Invalid JSON: "),
        (b"[]", r"Input should be an object"),
        (broken("stance"), r"/reactions/0/stance: Input should be 'condemn'"),
        (broken("evidence"), r"Value error, /events/0/trigger: evidence 'South' but the text says 'North'$"),
        (broken("unknown field"), r"/events/0/colour: Extra inputs are not permitted$"),
        (broken("missing"), r"/leaders: Field required \(and 1 more\)$"),
        (broken("reference"), r"Value error, /reactions/0/about: no event e7$"),
    ],
)
def test_a_bad_line_is_named_after_the_good_ones(tmp_path: Path, line: bytes, complaint: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(RECORDS[1].to_json().encode() + b"\n\n" + line + b"\n")
    records = read_records(path)
    assert next(records) == RECORDS[1]
    with pytest.raises(ContractError, match=rf"records\.jsonl:3: {complaint}"):
        next(records)


def test_a_file_that_cannot_be_read_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.jsonl: unreadable: No such file"):
        next(read_records(tmp_path / "none.jsonl"))


def versioned(version: str, *, added: bool) -> str:
    data = json.loads(RECORDS[0].to_json())
    data["schema_version"] = version
    if added:
        data["mood"] = "calm"
        data["events"][0]["claims"][0]["value"]["unit"] = "missiles"
    return json.dumps(data)


def test_a_newer_minor_version_is_read_without_what_it_added() -> None:
    record = parse_record(versioned("1.7", added=True), "here")
    assert record.events == RECORDS[0].events
    assert parse_record(versioned("1.7", added=False), "here").schema_version == "1.7"


@pytest.mark.parametrize("version", ["2.0", "0.9", "new"])
@pytest.mark.parametrize("added", [True, False])
def test_another_major_version_is_refused(version: str, added: bool) -> None:
    with pytest.raises(ContractError, match=r"^here: (schema_version|/mood|/events)"):
        parse_record(versioned(version, added=added), "here")


def test_the_refusal_says_which_versions_are_read() -> None:
    with pytest.raises(ContractError, match=r"^here: schema_version '2\.0': this program reads 1\.x$"):
        parse_record(versioned("2.0", added=True), "here")


def test_unknown_fields_of_the_own_version_are_refused() -> None:
    with pytest.raises(ContractError, match=r"^here: /events/0/claims/0/value/.*\(and \d+ more\)$"):
        parse_record(versioned("1.0", added=True), "here")
