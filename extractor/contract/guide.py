"""The field guide: the JSON Schema of a record as tables for people, with its rules and closed lists.

Field descriptions have the form "Meaning [unit or precision]; null (or: empty) where ..." and are taken apart here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.model.record import SCHEMA_VERSION
from extractor.model.warning_codes import WARNING_CODES

DESCRIPTION = re.compile(
    r"(?P<meaning>(?:(?! \[|; (?:null|empty) ).)+?)(?: \[(?P<unit>[^\]]+)\])?"
    r"(?:; (?P<gap>(?:null|empty) [^;\[]+?))?(?P<rest>; (?!null |empty )[^;\[]+?)?\.?"
)
HEADS = ("field", "type", "unit or precision", "meaning", "null or empty")
COUNTRY = "country code (ISO 3166-1 alpha-2)"
FOUND_VALUES = {"Text": "string", "WeaponClass": "[class](#classes)", "Country": COUNTRY}

CLASSES = {
    "srbm": "Short-range ballistic; also 'short-range missile' and 'close-range ballistic missile'.",
    "mrbm": "Medium-range ballistic.",
    "irbm": "Intermediate-range ballistic; also 'intermediate-range missile'.",
    "icbm": "Intercontinental ballistic; a 'long-range missile' alone has no class.",
    "slbm": "Ballistic, launched from a submarine.",
    "ballistic": "Ballistic, where the text tells neither a range class nor a submarine.",
    "cruise": "Cruise missile, from whatever it is launched.",
    "hypersonic": "Called hypersonic; often told beside a range class.",
    "anti_ship": "Made against ships.",
    "surface_to_air": "Made against what flies.",
    "air_launched": "Launched from an aircraft.",
    "artillery_rocket": "Rocket of a multiple rocket launcher.",
    "space_launch_vehicle": "Rocket that carries a satellite, or is said to.",
}
STANCES = {
    "condemn": "Condemns, denounces, protests, or calls it a violation or unacceptable.",
    "concern": "Is worried, regrets or opposes it, without condemning.",
    "warn": "Warns of consequences, or threatens.",
    "urge_restraint": "Asks for calm, for talks, or that the launching side stops.",
    "reaffirm": "Repeats a commitment: to an ally, to readiness, to a course taken.",
    "respond": "Takes or orders a step: an alert, drills, sanctions, a meeting.",
    "announce": "The launching side tells of its launch, or hails it.",
    "justify": "The launching side or a friend explains or defends it.",
    "deny": "Says that it did not happen, or not so.",
    "support": "Backs one of the sides.",
    "urge_action": "Calls on others to act: sanctions, pressure, arms.",
    "decline": "Says nothing, confirms nothing, refuses talks, or is still looking into it.",
    "assess": "Interprets or estimates what was done and what it means.",
    "offer_talks": "Proposes talks, or says it is open to them.",
}
KINDS = {
    "test": "Test, drill or show of force.",
    "attack": "Fired at somebody.",
    "space_launch": "Meant to reach orbit, or said to.",
}
STATUSES = {
    "occurred": "It was made, be it that a part of the salvo failed.",
    "failed": "The launch itself failed as a whole.",
    "planned": "It is announced and not yet made.",
}
PROMINENCES = {
    "main": "What the article is about.",
    "background": "An earlier or other launch that the article recalls.",
}

HEAD = f"""\
# Field guide

What a record of contract {SCHEMA_VERSION} holds. Generated from the models: do not edit.

One article gives one record. A file of records is JSON Lines: one record a line, UTF-8, keys always in the order
below, every key always present. The records in `examples/` are spread over lines for reading. Databases hold the same
fields in flat columns: see `ledger.sqlite.sql`, `ledger.postgresql.sql` and `ledger.duckdb.sql`.
"""
RULES = """\
## Rules that `record.schema.json` cannot express

The Python models hold them too, and refuse a record that breaks one.

- `article.text[start:end]` equals `text` for every evidence. Offsets count Unicode code points: in languages that count
  UTF-16 units (JavaScript, Java) or bytes (Go, Rust), convert first.
- `min` is not above `max`.
- A `leader_id` of a reaction is that of a leader, and `about` is the `event_id` of an event, of the same record.
"""
VERSIONING = """\
## Versions

`schema_version` is `major.minor`. A reader of 1.x reads every 1.y: an older record, because it lacks no field that the
reader must have; a newer one, if the reader passes over fields and warning codes it does not know, as SQL, `jq` and
most JSON libraries do. The JSON Schema and the Python models are strict on purpose and refuse unknown fields: they
check that a record says nothing its contract does not define, so check a record against its own version.

**Compatible, the minor number rises:** a new field that older records may lack (the model gives it a default); a new
warning code. A new table, index, view or nullable column in the database changes no record and no version of the
contract: databases have a revision of their own, and are brought to the newest when something is loaded.

**Breaking, the major number rises:** a field removed or renamed; another type, unit or meaning; null where there was
always a value, or a value demanded where there could be null; a member added to or taken from a closed list other than
the warning codes; another way of making ids; another order of a list; a table or column removed or renamed.

**No change of the contract:** better extraction. The same text may give other values with another version of the
program, the knowledge or the model; `provenance` tells which made the record.

To change it: edit the models, raise `SCHEMA_VERSION`, run `launchledger schema`, and review the diff of this folder.
"""


def field_guide(schema: Mapping[str, Any]) -> str:
    """The field guide in Markdown, from the JSON Schema of a record with its parts in `$defs`."""
    tables = [_table(name, part) for name, part in _parts(schema)]
    lists = {"Classes": CLASSES, "Stances": STANCES, "Kinds": KINDS, "Statuses": STATUSES}
    lists |= {"Prominences": PROMINENCES, "Warning codes": WARNING_CODES}
    closed = [f"### {title}\n\n{_listed(meanings)}" for title, meanings in lists.items()]
    return "\n".join([HEAD, *tables, RULES, VERSIONING, "## Closed lists\n", *closed])


def take_apart(description: str) -> tuple[str, str, str]:
    """A field description as meaning, unit or precision, and what null or empty means; each empty where not given."""
    match = DESCRIPTION.fullmatch(description)
    if match is None:
        raise ValueError(f"not of the form 'Meaning [unit]; null where ...': {description!r}")
    meaning = match["meaning"] + (match["rest"] or "")
    return meaning, match["unit"] or "", match["gap"] or ""


def _parts(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The record and each part reached from it, in order of first use; the kinds of Found count as one."""
    queue, seen = [("Record", schema)], {"Record"}
    for name, part in queue:
        yield name, part
        for target in re.findall(r"#/\$defs/(\w+)", str(part["properties"])):
            if _heading(target) not in seen:
                queue.append((_heading(target), schema["$defs"][target]))
                seen.add(_heading(target))


def _table(name: str, part: Mapping[str, Any]) -> str:
    rows = []
    for field, value in part["properties"].items():
        kind = "what it is found of" if (name, field) == ("Found", "value") else _type(value)
        meaning, unit, gap = take_apart(value["description"])
        rows.append((f"`{field}`", kind, unit, meaning, gap))
    return f"## {name}\n\n{part['description']}\n\n{_rows(HEADS, rows)}"


def _type(value: Mapping[str, Any]) -> str:
    """A type in words, linked to its table or list."""
    if "anyOf" in value:
        return " or ".join(_type(option) for option in value["anyOf"])
    if "$ref" in value:
        return _link(value["$ref"].rpartition("/")[2])
    if value["type"] == "array":
        return f"list of {_type(value['items'])}" + (", at least one" if value.get("minItems") else "")
    if "enum" in value:
        listed = ", ".join(f"`{member}`" for member in value["enum"])
        return "[stance](#stances)" if set(value["enum"]) == STANCES.keys() else listed
    return COUNTRY if value.get("pattern") == "^[A-Z]{2}$" else str(value["type"])


def _link(name: str) -> str:
    """`FoundInterval` as a link to Found and one to what is found."""
    if name.startswith("Found"):
        kind = name.removeprefix("Found")
        return f"[Found](#found) of {FOUND_VALUES.get(kind) or _link(kind)}"
    return f"[{name}](#{name.lower()})"


def _heading(name: str) -> str:
    return "Found" if name.startswith("Found") else name


def _listed(meanings: Mapping[str, str]) -> str:
    return _rows(("value", "meaning"), [(f"`{value}`", meaning.rstrip(".")) for value, meaning in meanings.items()])


def _rows(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table; a bar inside a cell would end it."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
