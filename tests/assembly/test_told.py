"""The marked launches of the corpus: what a reader takes from a sentence is read, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.knowledge.reader import load
from tests.marked import MarkError
from tests.told import Told, faults, read_told

FILE = Path(__file__).parents[2] / "corpus" / "sentences" / "launches.toml"
TEXTS = read_told(FILE)


@pytest.mark.parametrize("told", TEXTS, ids=lambda told: told.name)
def test_launches_are_read_as_told(told: Told) -> None:
    wrong = faults(told, load())
    assert not wrong, "\n".join(wrong)


def test_a_quarter_of_the_rows_tell_of_no_launch() -> None:
    rows = {told.row: told for told in TEXTS}.values()
    assert sum(not told.told for told in rows) >= len(rows) / 4


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ('text = "A"\ntold = []\nsaid = "x"', "has also"),
        ('text = "A"', "needs a text"),
        ('text = "A {} b"\ntold = []', "stands for the words"),
        ('text = "A b"\ntold = []\neach = ["x"]', "stands for the words"),
        ('text = "A {}"\ntold = []\neach = ["x", "x"]', "the same as"),
    ],
)
def test_a_broken_row_is_an_error(tmp_path: Path, rows: str, complaint: str) -> None:
    path = tmp_path / "launches.toml"
    path.write_text(f"[[sentence]]\n{rows}\n", "utf-8")
    with pytest.raises(MarkError, match=complaint):
        read_told(path)


def test_a_wrong_reading_is_a_fault() -> None:
    told = Told(row=1, text="North Korea fired two missiles on Tuesday.", published="2025-06-12")
    assert "0 launches told" in faults(told, load())[0]
    counted = Told(row=1, text=told.text, published=told.published, told=({"count": "3", "date": "2025-06-10"},))
    assert faults(counted, load()) == [f"launches-001: {told.text}: count should be '3' but is '2'"]
