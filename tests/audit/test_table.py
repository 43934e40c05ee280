"""The table of launches: what a cell says, and that it fits."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from extractor.audit.table import COLUMNS, as_table, rows_of
from extractor.contract.examples import example_records
from extractor.model.record import Record

EXAMPLES = example_records()


def printed(records: list[Record], width: int = 160) -> str:
    console = Console(file=StringIO(), width=width)
    console.print(as_table(row for record in records for row in rows_of(record)))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_launch_is_a_row_with_a_cell_a_column() -> None:
    record = EXAMPLES["simple_test"]
    (row,) = rows_of(record)
    cells = dict(zip(COLUMNS, row.cells, strict=True))
    event = record.events[0]
    assert event.date is not None
    assert cells["date"] == event.date.value.iso
    assert cells["country"] == "KP"
    assert cells["sources"].startswith("South Korea's Joint Chiefs ")
    assert cells["reactions"] == "urge_restraint: Han Do-yun"


def test_status_is_told_where_a_launch_did_not_come_off() -> None:
    record = EXAMPLES["simple_test"]
    failed = record.events[0].model_copy(update={"status": "failed", "date": None})
    (row,) = rows_of(record.model_copy(update={"events": (failed,)}))
    assert row.cells[0] == "failed"


def test_lists_are_cut_and_say_how_much_is_left_out() -> None:
    record = EXAMPLES["simple_test"]
    long = record.events[0].sources[0].model_copy(update={"value": "A very long name of a source " * 3})
    many = record.events[0].model_copy(update={"sources": (long,) * 5})
    (row,) = rows_of(record.model_copy(update={"events": (many,)}))
    *lines, last = dict(zip(COLUMNS, row.cells, strict=True))["sources"].splitlines()
    assert last == "and 2 more"
    assert [len(line) for line in lines] == [COLUMNS["sources"]] * 3


def test_no_launch_no_row() -> None:
    assert rows_of(EXAMPLES["no_launch"]) == ()
    assert len(printed([EXAMPLES["no_launch"]]).split()) == len(COLUMNS) + 1  # the heads and the rule below them


def test_articles_are_kept_apart_and_every_line_fits() -> None:
    records = [EXAMPLES["simple_test"], EXAMPLES["conflicting_claims"]]
    for width in (160, 80):
        lines = printed(records, width).splitlines()
        assert max(map(len, lines)) <= width
        days = [at for at, line in enumerate(lines) if line.strip()[:4].isdigit()]
        assert len(days) == 2
        assert any(not lines[at].strip() for at in range(*days))


def test_words_in_brackets_are_words() -> None:
    record = EXAMPLES["simple_test"]
    source = record.events[0].sources[0].model_copy(update={"value": "[bold]KCNA[/bold]"})
    event = record.events[0].model_copy(update={"sources": (source,)})
    assert "[bold]KCNA[/bold]" in printed([record.model_copy(update={"events": (event,)})])
