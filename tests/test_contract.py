"""The published contract: what models and schema refuse, what the generated files say, and that they do not drift."""

from __future__ import annotations

import copy
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from extractor import contract
from extractor.contract import guide
from extractor.contract.examples import example_records
from extractor.errors import GateError, SinkError
from extractor.model import record as model
from extractor.model.record import Contract, Record, Stance, WeaponClass
from extractor.model.warning_codes import WARNING_CODES

ROOT = Path(__file__).parents[1]
EXAMPLES = example_records()
SCHEMA = contract.json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
MODELS: list[type[Contract]] = Contract.__subclasses__()
FIELDS = [(m.__name__, name, field) for m in MODELS for name, field in m.model_fields.items()]
GONE = object()


def raw(name: str) -> Any:
    return json.loads(EXAMPLES[name].to_json())


def changed(value: Any, pointer: str, new: Any) -> Any:
    """A copy of JSON data with the value at the pointer set, or left out where `new` is GONE."""
    value = copy.deepcopy(value)
    *way, last = [int(step) if step.isdigit() else step for step in pointer.split("/")[1:]]
    target = value
    for step in way:
        target = target[step]
    if new is GONE:
        del target[last]
    else:
        target[last] = new
    return value


def pointers(value: Any, path: str = "") -> Iterator[str]:
    """A pointer to every key of every object."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        if isinstance(value, dict):
            yield f"{path}/{key}"
        yield from pointers(part, f"{path}/{key}")


# The models


BREAKS = [
    ("/surprise", 1, "Extra inputs"),
    ("/events/0/surprise", 1, "Extra inputs"),
    ("/events/0/trigger/start", 11, "cannot hold"),
    ("/events/0/trigger/text", "FIRED", "but the text says 'fired'"),
    ("/events/0/count/evidence", [], "at least 1 item"),
    ("/events/0/count/value", {"min": 3, "max": 2, "approximate": False}, "backwards: 3 to 2"),
    ("/events/0/count/value", {"min": None, "max": None, "approximate": False}, "at least one bound"),
    ("/events/0/confidence", 1.5, "less than or equal to 1"),
    ("/events/0/country/value", "kp", "String should match"),
    ("/events/0/date/value/iso", "last week", "String should match"),
    ("/events/0/date/value/weekday", 8, "less than or equal to 7"),
    ("/events/0/kind", "exercise", "Input should be 'test'"),
    ("/events/0/weapon_classes/0/value", "rocket", "Input should be 'srbm'"),
    ("/reactions/0/stance", "worry", "Input should be 'condemn'"),
    ("/reactions/0/leader_id", "l0", "/reactions/0/leader_id: no leader l0"),
    ("/reactions/0/about", "e0", "/reactions/0/about: no event e0"),
]
BEYOND_SCHEMA = ("cannot hold", "but the text says", "backwards", "no leader", "no event")


@pytest.mark.parametrize(("pointer", "new", "complaint"), BREAKS)
def test_models_and_schema_refuse_a_broken_record(pointer: str, new: object, complaint: str) -> None:
    broken = changed(raw("simple_test"), pointer, new)
    with pytest.raises(ValidationError, match=re.escape(complaint)):
        Record.model_validate(broken)
    assert VALIDATOR.is_valid(broken) is any(words in complaint for words in BEYOND_SCHEMA)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_key_of_every_object_is_demanded(name: str) -> None:
    whole = raw(name)
    assert VALIDATOR.is_valid(whole)
    since_1_1 = {f"/article/{field}" for field in ("modified", "modified_from", "duplicate_of")}
    for pointer in set(pointers(whole)) - since_1_1:
        broken = changed(whole, pointer, GONE)
        assert not VALIDATOR.is_valid(broken), pointer
        with pytest.raises(ValidationError):
            Record.model_validate(broken)


# What the files say


def test_all_models_are_looked_at() -> None:
    assert {m.__name__ for m in MODELS} | {"Record"} >= {name for name in SCHEMA["$defs"] if "Found" not in name}


@pytest.mark.parametrize(("owner", "name", "field"), FIELDS, ids=[f"{owner}.{name}" for owner, name, _ in FIELDS])
def test_a_field_tells_its_meaning_and_what_its_gap_means(owner: str, name: str, field: Any) -> None:
    meaning, _, gap = guide.take_apart(field.description or "")
    assert len(meaning) >= 5
    nullable = type(None) in get_args(field.annotation)
    may_be_empty = str(field.annotation).startswith("tuple[") and not field.metadata
    assert gap.partition(" ")[0] == ("null" if nullable else "empty" if may_be_empty else "")


@pytest.mark.parametrize(
    "text", ["", "Distance; null where unknown [km].", "Distance [km] flown.", "A; null x; null y."]
)
def test_a_description_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not of the form"):
        guide.take_apart(text)


def test_closed_lists_are_told_whole() -> None:
    event = model.Event.model_fields
    assert tuple(guide.CLASSES) == get_args(WeaponClass)
    assert tuple(guide.STANCES) == get_args(Stance)
    assert tuple(guide.KINDS) == get_args(event["kind"].annotation)
    assert tuple(guide.STATUSES) == get_args(event["status"].annotation)
    assert tuple(guide.PROMINENCES) == get_args(event["prominence"].annotation)
    text = guide.field_guide(SCHEMA)
    for value, meaning in {**guide.CLASSES, **guide.STANCES, **WARNING_CODES}.items():
        assert f"| `{value}` | {meaning.rstrip('.')} |" in text


def test_guide_has_a_row_for_every_field_and_its_links_lead_somewhere() -> None:
    text = guide.field_guide(SCHEMA)
    tables = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## )", text, re.MULTILINE | re.DOTALL))
    for owner, name, _ in FIELDS:
        assert f"\n| `{name}` | " in tables[owner]
    headings = {title.lower() for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    targets = set(re.findall(r"\]\(#([^)]+)\)", text))
    # Of the links, three that must be there: to a part, through Found, and to a closed list.
    assert {"evidence", "found", "classes"} <= targets <= headings


def test_schema_is_sound_and_its_parts_are_named_for_people() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    parts = set(SCHEMA["$defs"])
    assert set(re.findall(r"#/\$defs/([^\"]+)\"", json.dumps(SCHEMA))) == parts
    kinds = ("Country", "Interval", "Place", "Text", "WeaponClass", "When")
    assert {name for name in parts if "Found" in name} == {f"Found{kind}" for kind in kinds}
    assert SCHEMA["$id"] == f"urn:launchledger:record:{model.SCHEMA_VERSION}"


def test_examples_show_what_they_are_named_for() -> None:
    assert {warning.code for record in EXAMPLES.values() for warning in record.warnings} <= set(WARNING_CODES)
    assert EXAMPLES["simple_test"].reactions[0].about == EXAMPLES["simple_test"].events[0].event_id
    assert EXAMPLES["no_launch"].events == ()
    (event,) = EXAMPLES["conflicting_claims"].events
    assert event.launch_site is not None
    chosen = {(claim.slot, claim.value) for claim in event.claims if claim.chosen}
    assert ("launch_site", event.launch_site.value) in chosen
    assert chosen >= {("weapon_classes", found.value) for found in event.weapon_classes}
    assert not all(claim.chosen for claim in event.claims)


def test_sqlite_file_makes_the_tables_of_the_sink() -> None:
    from extractor.sinks.tables import metadata

    database = sqlite3.connect(":memory:")
    database.executescript(contract.render()["ledger.sqlite.sql"])
    for table in metadata.tables.values():
        columns = [row[1] for row in database.execute("SELECT * FROM pragma_table_info(?)", [table.name])]
        assert columns == table.columns.keys()
    made = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql != ''")}
    assert made == {
        index.name
        for table in metadata.tables.values()
        for index in table.indexes
        if "sqlite" in index.info["dialects"]
    }


@pytest.mark.parametrize("dialect", contract.DIALECTS)
def test_statements_speak_the_dialect_and_come_in_order(dialect: str) -> None:
    text = contract.database(dialect)
    tables = re.findall(r"CREATE TABLE (\w+)", text)
    assert tables.index("runs") < tables.index("articles") < tables.index("events") < tables.index("event_claims")
    for table in tables:
        of_table = re.findall(rf"CREATE INDEX (\w+) ON {table} ", text)
        assert of_table == sorted(of_table)
    assert (
        len(re.findall(r"^CREATE INDEX", text, re.MULTILINE)) == {"duckdb": 0, "sqlite": 19, "postgresql": 20}[dialect]
    )
    assert (f"COMMENT ON TABLE {table} IS" in text) is (dialect != "sqlite")
    assert ("FOREIGN KEY" in text) is (dialect != "duckdb")
    assert ("USING gin" in text, "USING fts5" in text) == (dialect == "postgresql", dialect == "sqlite")


# The folder


def test_the_committed_files_are_the_rendered_ones() -> None:
    contract.check(ROOT / "schemas")


def test_rendering_is_sorted_and_repeatable() -> None:
    files = contract.render()
    assert list(files) == sorted(files)
    assert files == contract.render()
    assert all(content.endswith("\n") and "\r" not in content for content in files.values())


def test_check_names_each_file_that_drifted_and_write_mends_it(tmp_path: Path) -> None:
    written = contract.write(tmp_path)
    assert written == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    contract.check(tmp_path)
    (tmp_path / "FIELDS.md").unlink()
    (tmp_path / "record.schema.json").write_bytes(b"\xff")
    (tmp_path / "ledger.mysql.sql").touch()
    with pytest.raises(GateError) as error:
        contract.check(tmp_path)
    todo = "run 'launchledger schema' and review the diff"
    assert str(error.value).splitlines() == [
        f"{tmp_path / 'FIELDS.md'}: missing: {todo}",
        f"{tmp_path / 'ledger.mysql.sql'}: surplus: {todo}",
        f"{tmp_path / 'record.schema.json'}: out of date: {todo}",
    ]
    assert contract.write(tmp_path) == written
    contract.check(tmp_path)


def test_write_deletes_nothing_that_is_not_its_own(tmp_path: Path) -> None:
    own = [tmp_path / "examples" / "old.record.json", tmp_path / "old.schema.json"]
    foreign = [tmp_path / "notes.txt", tmp_path / "examples" / "mine.json", tmp_path / "deep" / "er" / "x.schema.json"]
    hidden = tmp_path / ".git" / "x.schema.json"
    for path in [*own, *foreign, hidden]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    contract.write(tmp_path)
    assert not any(path.exists() for path in own)
    assert hidden.exists()
    with pytest.raises(GateError) as error:
        contract.check(tmp_path)
    expected = [f"{path}: surplus: move it, all files here are generated" for path in sorted(foreign)]
    assert str(error.value).splitlines() == expected


def test_check_forgives_the_line_ends_of_a_checkout(tmp_path: Path) -> None:
    for path in contract.write(tmp_path):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    contract.check(tmp_path)


def test_a_folder_that_cannot_be_written_is_a_sink_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SinkError, match="cannot write the contract"):
        contract.write(tmp_path / "file")


def test_rendering_needs_no_language_model() -> None:
    code = (
        "import sys, extractor.contract as contract\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "contract.render()\n"
        "assert 'sqlalchemy' in sys.modules\n"
        "assert 'spacy' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
