"""The contract without Python: `schemas/` as rendered from the models, written, and checked for drift.

    record.schema.json        JSON Schema 2020-12 of one record
    ledger.sqlite.sql         tables, indexes, search and views of a database, for SQLite
    ledger.postgresql.sql     the same, for PostgreSQL
    ledger.duckdb.sql         the same, for DuckDB
    datasette.json            titles, units, facets and questions for Datasette
    FIELDS.md                 the field guide
    examples/*.record.json    complete valid records of invented articles

All of it is generated and committed; nothing in it is edited by hand.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from extractor.contract.examples import example_records
from extractor.contract.guide import field_guide
from extractor.errors import GateError, SinkError
from extractor.model.record import SCHEMA_VERSION, Found, Record

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

GENERATED = ("*.schema.json", "ledger.*.sql", "datasette.json", "FIELDS.md", "examples/*.record.json")
"""What `write` may delete: nothing else in the folder is its own."""
DIALECTS = ("duckdb", "postgresql", "sqlite")
COMMAND = "run 'launchledger schema' and review the diff"


def render() -> dict[str, str]:
    """Every file of the contract: path relative to the folder, with forward slashes, to content; sorted."""
    schema = json_schema()
    files = {"record.schema.json": _pretty(schema), "FIELDS.md": field_guide(schema)}
    files |= {f"examples/{name}.record.json": _pretty(json.loads(r.to_json())) for name, r in example_records().items()}
    files |= {f"ledger.{dialect}.sql": database(dialect) for dialect in DIALECTS}
    files["datasette.json"] = _pretty(_datasette())
    return dict(sorted(files.items()))


def write(folder: Path) -> list[Path]:
    """Write every file and delete generated ones that are no longer rendered; returns what was written, sorted.

    Raises SinkError where the folder cannot be written to.
    """
    files = render()
    try:
        for name in _present(folder) - files.keys():
            if _is_generated(name):
                (folder / name).unlink()
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SinkError(f"{folder}: cannot write the contract: {error}") from error
    return [folder / name for name in files]


def check(folder: Path) -> None:
    """Raise GateError, naming each file of the folder that is missing, stale or surplus and what to do."""
    files, present = render(), _present(folder)
    faults = [f"{folder / name}: missing: {COMMAND}" for name in files.keys() - present]
    faults += [
        f"{folder / name}: out of date: {COMMAND}"
        for name in files.keys() & present
        # Universal newlines: a checkout on Windows may have turned "\n" into "\r\n".
        if (folder / name).read_text(encoding="utf-8", errors="replace") != files[name]
    ]
    faults += [
        f"{folder / name}: surplus: {COMMAND if _is_generated(name) else 'move it, all files here are generated'}"
        for name in present - files.keys()
    ]
    if faults:
        raise GateError("\n".join(sorted(faults)))


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of one record, with definitions named as in the field guide."""
    schema = Record.model_json_schema(schema_generator=_Untitled)
    names = {name: _found_name(part) for name, part in schema["$defs"].items() if name.startswith("Found_")}
    text = json.dumps(schema)
    for name, short in names.items():
        text = text.replace(f'"#/$defs/{name}"', f'"#/$defs/{short}"')
    schema = json.loads(text)
    for name, short in names.items():
        schema["$defs"][short] = {**schema["$defs"].pop(name), "title": short, "description": Found.__doc__}
    parts = dict(sorted(schema.pop("$defs").items()))
    head = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:launchledger:record:{SCHEMA_VERSION}",
        "title": f"launchledger record {SCHEMA_VERSION}",
    }
    return {**head, **{key: value for key, value in schema.items() if key not in head}, "$defs": parts}


def database(dialect: str) -> str:
    """The statements that fill an empty database: `sqlite`, `postgresql` or `duckdb`."""
    from extractor.sinks.ddl import ddl  # here: all but the SQL files needs no database library

    head = f"-- Tables of a launchledger database, contract {SCHEMA_VERSION}. Generated: do not edit."
    return "\n\n".join([head, *ddl(dialect)]) + "\n"


class _Untitled(GenerateJsonSchema):
    """Leaves out titles that only repeat the field's name."""

    def field_title_should_be_set(self, schema: CoreSchema | Any) -> bool:
        return False


def _found_name(part: dict[str, Any]) -> str:
    """`FoundInterval` and the like: pydantic names a generic after its whole annotation."""
    value = part["properties"]["value"]
    if "$ref" in value:
        return "Found" + str(value["$ref"]).rpartition("/")[2]
    if "enum" in value:
        return "FoundWeaponClass"
    return "FoundCountry" if "pattern" in value else "FoundText"


def _datasette() -> dict[str, Any]:
    from extractor.sinks.datasette import datasette_metadata

    return datasette_metadata()


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _present(folder: Path) -> set[str]:
    """Every file below the folder but hidden ones, relative, with forward slashes."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts)}


def _is_generated(name: str) -> bool:
    return any(name.count("/") == kind.count("/") and PurePosixPath(name).match(kind) for kind in GENERATED)
