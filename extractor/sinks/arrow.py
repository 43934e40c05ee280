"""Arrow's view of the data: tables typed as the database's, and whole records as nested values.

    FOLDER/records.arrow      one row a record, nested as in JSON Lines
    FOLDER/TABLE.arrow        one file a table of the database

Arrow has no type that holds a word or an interval or a place: a claim's value is a struct of these, all null but one.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa
import sqlalchemy as sa
from pydantic import BaseModel

from extractor.model.record import Record

_COLUMN_TYPES: tuple[tuple[type[Any], pa.DataType], ...] = (
    (sa.BigInteger, pa.int64()),
    (sa.Boolean, pa.bool_()),
    (sa.Integer, pa.int64()),
    (sa.Float, pa.float64()),
    (sa.LargeBinary, pa.binary()),
)
_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def table_schema(table: sa.Table, names: Iterable[str]) -> pa.Schema:
    """Columns of a table as Arrow fields with their comments; lists and records are JSON text."""
    return pa.schema([_field(table.c[name]) for name in names])


def _field(column: sa.Column[Any]) -> pa.Field:
    kind = next((arrow for kind, arrow in _COLUMN_TYPES if isinstance(column.type, kind)), pa.string())
    comment = {"description": column.comment} if column.comment else None
    return pa.field(column.name, kind, nullable=bool(column.nullable), metadata=comment)


def as_table(table: sa.Table, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> pa.Table:
    """Rows, each in the order of the names, as an Arrow table."""
    schema = table_schema(table, names)
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def nested(record: Record) -> dict[str, Any]:
    """The record as Python values that `RECORD` types: as its JSON, with claims' values by their kind."""
    value = record.model_dump()
    for event, told in zip(value["events"], record.events, strict=True):
        for claim, one in zip(event["claims"], told.claims, strict=True):
            claim["value"] = {_member(type(one.value)): claim["value"]}
    return value


def flattened(row: dict[str, Any]) -> Record:
    """The record that was nested: the way back."""
    for event in row["events"]:
        for claim in event["claims"]:
            (claim["value"],) = (value for value in claim["value"].values() if value is not None)
    return Record.model_validate(row)


def _type(annotation: Any) -> pa.DataType:
    """The Arrow type of a field of the contract; null is allowed everywhere, as in all columns of Arrow."""
    origin = get_origin(annotation)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct([(name, _type(field.annotation)) for name, field in annotation.model_fields.items()])
    if origin is Literal:
        return pa.string()
    if origin is Annotated:
        return _type(get_args(annotation)[0])
    if origin is tuple:
        return pa.list_(_type(get_args(annotation)[0]))
    if origin in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return _type(members[0]) if len(members) == 1 else pa.struct([(_member(one), _type(one)) for one in members])
    raise TypeError(f"{annotation}: no Arrow type is known for it")


def _member(kind: type[Any]) -> str:
    return "text" if kind is str else kind.__name__.lower()


RECORD = pa.schema([(name, _type(field.annotation)) for name, field in Record.model_fields.items()])
"""The nested form of a record."""
