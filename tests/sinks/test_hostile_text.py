"""Text is data in every field: stored as it is, or in quarantine with a reason; never run, never cut, never lost."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.model.record import Evidence, Record
from extractor.sinks import open_sink
from extractor.sinks.csv import FORMULA_STARTS
from extractor.sinks.load import load
from extractor.sinks.sql import stored_records
from tests.conftest import new_place

from .places import Place
from .records import MANY_TABLES, full_record

ATTEMPTS = {
    "sql": "'; DROP TABLE articles; --",
    "sql_quotes": 'Robert"); DELETE FROM events; -- \\',
    "binds": ":name ? %s %(name)s $1 {0}",
    "copy": "\\.\n\\N\t\\x00\r\nnext",
    "fts": 'sunan" OR text:* NEAR(',
    "formula": '=cmd|"/c calc"!A1',
    "json": '{"json": [1, 2]}, \\u0000',
    "markup": "<script>alert(1)</script>",
    "odd": "北朝鮮 🚀 \u2028 \u202e e\u0301 \ufeff \x1b[31m \x7f",
}
NUL = "before\x00after"
LONG = "word by word " * 80_000  # one megabyte
LONG_WORD = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(350_000))  # another, in one word that packs badly


FIELDS = [
    *(f"/article/{name}" for name in ("source", "url", "title", "outlet", "authors/0")),
    *(f"/events/0/{name}" for name in ("count/attributed_to", "weapon_names/0/value", "launch_site/value/name")),
    *(f"/events/0/{name}" for name in ("date/value/text", "date/value/time_of_day", "sources/0/value")),
    "/events/0/claims/0/attributed_to",
    *(f"/leaders/0/{name}" for name in ("name", "canonical_name", "office_on_date", "roles/0/value", "aliases/0")),
    *(f"/reactions/0/{name}" for name in ("actor/value", "verb", "quote")),
    "/tallies/0/period/text",
    *(f"/warnings/0/{name}" for name in ("message", "path")),
]
"""Every kind of free text of a record: what neither the contract nor the article's text decides."""


def with_text(text: str, fields: list[str]) -> Record:
    """A record with the text in these fields."""
    data = json.loads(full_record().to_json())
    for field in fields:
        *way, last = (int(step) if step.isdigit() else step for step in field.split("/")[1:])
        target = data
        for step in way:
            target = target[step]
        assert last in (target if isinstance(target, dict) else range(len(target))), field
        target[last] = text
    return Record.model_validate(data)


def numbered(record: Record, number: int) -> Record:
    """The record as one of an article of its own."""
    own = {"article_id": f"a{number}"} | ({"source": f"{number}.txt"} if record.article.source == "a.txt" else {})
    return record.model_copy(update={"article": record.article.model_copy(update=own)})


def about(text: str) -> Record:
    """A record whose article is the text, with the words of an event and a warning taken from it."""
    data = json.loads(full_record().to_json())
    data["article"]["text"] = text
    place = Evidence(start=0, end=len(text), text=text).model_dump()
    data["events"][0] = {**dict.fromkeys(data["events"][0]), "event_id": "e1", "prominence": "main",
                         "kind": "test", "status": "occurred", "confidence": 0.5, "trigger": place,
                         "weapon_classes": [], "weapon_names": [], "sources": [], "claims": []}  # fmt: skip
    data |= {"leaders": [], "reactions": [], "tallies": []}
    data["warnings"] = [{"code": "truncated_text", "message": text, "path": text, "evidence": [place]}]
    return Record.model_validate(data)


@pytest.mark.parametrize("make", [lambda text: with_text(text, FIELDS), about], ids=["fields", "text"])
def test_every_attempt_is_stored_as_text(place: Place, make: Callable[[str], Record]) -> None:
    records = [
        record.model_copy(update={"article": record.article.model_copy(update={"article_id": name, "source": name})})
        for name, record in ((name, make(text)) for name, text in ATTEMPTS.items())
    ]
    with open_sink(place.target, batch=4) as sink:
        for record in records:
            sink.write(record)
    assert place.ask("SELECT count(*) FROM quarantine") == [(0,)]
    assert place.tables() == set(MANY_TABLES)
    assert {record.article.article_id: record.to_json() for record in stored_records(place.target)} == {
        record.article.article_id: record.to_json() for record in records
    }
    for record in records:
        own = "SELECT text, title FROM articles WHERE article_id = :own"
        assert place.ask(own, own=record.article.article_id) == [(record.article.text, record.article.title)]
        ((message,),) = place.ask(
            "SELECT message FROM warnings WHERE article_id = :own AND position = 0", own=record.article.article_id
        )
        assert message == record.warnings[0].message


@pytest.mark.parametrize("field", FIELDS)
def test_a_nul_is_stored_or_set_aside(field: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    record = with_text(NUL, [field])
    for kind in ("sqlite", "postgresql"):
        place, told = new_place(request, kind, tmp_path), list[str]()
        with open_sink(place.target, on_refusal=told.append) as sink:
            sink.write(record)
        ((stored, aside),) = place.ask("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM quarantine)")
        assert (stored, aside, len(told)) == ((1, 0, 0) if kind == "sqlite" else (0, 1, 1))
        if aside:
            ((reason, line),) = place.ask("SELECT reason, line FROM quarantine")
            assert "NUL" in reason
            assert bytes(line).decode() == record.to_json()
        else:
            assert [one.to_json() for one in stored_records(place.target)] == [record.to_json()]


@pytest.mark.parametrize("text", [LONG, LONG_WORD], ids=["words", "word"])
def test_a_megabyte_is_stored_or_set_aside(place: Place, text: str) -> None:
    told: list[str] = []
    records = {
        f"a{number}": numbered(record, number)
        for number, record in enumerate((about(text), *(with_text(text, [field]) for field in FIELDS[::3])))
    }
    with open_sink(place.target, batch=4, on_refusal=told.append) as sink:
        for record in records.values():
            sink.write(record)
    stored = {record.article.article_id: record for record in stored_records(place.target)}
    assert stored == {article_id: record for article_id, record in records.items() if article_id in stored}
    assert place.ask("SELECT count(*) FROM quarantine") == [(len(records) - len(stored),)]
    assert len(told) == len(records) - len(stored)
    assert place.kind == "postgresql" or not told
    assert len(told) <= 6, "PostgreSQL refuses what its indexes cannot hold, and nothing else"
    assert all("index" in reason for reason in told), told


@pytest.mark.parametrize("count", [3_000_000_000, 10**30])
def test_a_number_that_is_none_of_the_database_s_is_set_aside(place: Place, count: int) -> None:
    data = json.loads(full_record().to_json())
    data["events"][0]["count"]["value"] |= {"min": count, "max": count}
    told: list[str] = []
    with open_sink(place.target, batch=4, on_refusal=told.append) as sink:
        sink.write(Record.model_validate(data))
        sink.write(numbered(full_record(), 1))
    stored = 1 if place.kind == "sqlite" and count < 2**63 else 0
    assert place.ask("SELECT count(*) FROM articles") == [(1 + stored,)]
    assert place.ask("SELECT count(*) FROM quarantine") == [(1 - stored,)]
    assert len(told) == 1 - stored


SURROGATE = full_record().to_json().replace('"outlet":null', '"outlet":"half \\ud800 a pair"')
BAD_LINES = {
    "surrogate": SURROGATE.encode(),
    "no_utf8": full_record().to_json().encode().replace(b"early Tuesday", b"early \xff\xfe"),
    "no_json": b"'; DROP TABLE quarantine; --",
    "cut": full_record().to_json().encode()[:500],
    "nul": b"\x00" * 20,
    "newer": full_record().to_json().replace('"schema_version":"1.0"', '"schema_version":"2.0"').encode(),
    "long": b"[" * 1_000_000,
}


def test_lines_that_are_no_records_are_set_aside_and_the_rest_is_loaded(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\n".join([*BAD_LINES.values(), full_record().to_json().encode()]) + b"\n")
    told: list[str] = []
    loaded = load(str(path), place.target, on_refusal=told.append)
    assert (loaded.records, loaded.refused) == (1, len(BAD_LINES))
    rows = place.ask("SELECT place, reason, line FROM quarantine ORDER BY place")
    assert {bytes(line) for *_, line in rows} == set(BAD_LINES.values())
    assert [where for where, *_ in rows] == [f"{path}:{number}" for number in range(1, len(BAD_LINES) + 1)]
    assert all(reason.startswith(f"{where}: ") and len(reason) > len(where) + 10 for where, reason, _ in rows)
    assert sorted(told) == sorted(reason for _, reason, _ in rows)
    assert list(stored_records(place.target)) == [full_record()]
    before = place.dump()
    load(str(path), place.target, on_refusal=told.append)
    assert place.dump() == before


def test_no_cell_of_a_spreadsheet_begins_with_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    records = (with_text(start + "1+1", FIELDS) for start in FORMULA_STARTS)
    lines = [numbered(record, number).to_json() for number, record in enumerate(records)]
    path.write_text("\n".join(lines) + "\n=1+1\n", "utf-8")
    load(str(path), f"csv:{tmp_path}/out", on_refusal=lambda _: None)
    cells = 0
    for file in (tmp_path / "out").iterdir():
        with open(file, encoding="utf-8", newline="") as opened:
            for row in csv.reader(opened):
                assert not any(value.startswith(FORMULA_STARTS) and not _is_number(value) for value in row)
                cells += sum(value.startswith("'") for value in row)
    assert cells > 100


def _is_number(value: str) -> bool:
    return value.lstrip("-").replace(".", "", 1).isdecimal()
