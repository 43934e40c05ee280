"""Which marked sentence holds which entry: the search, and the committed index of what it found."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Final

from extractor.knowledge.reader import Knowledge, load
from tests import told
from tests.finders.test_sentences import GAPS, SENTENCES, find, without_country
from tests.marked import Sentence, faults
from tests.mutations.entries import Entry, without

SENTENCE_FILES: Final = Path(__file__).parents[2] / "corpus" / "sentences"
HELD: Final = Path(__file__).with_name("held.json")
NOT_HELD: Final = Path(__file__).with_name("not_held.toml")
TRIED: Final = 250  # sentences a search reads for one entry, those with the word in the place of `{}` first

Index = Mapping[str, Mapping[str, list[str]]]
"""The words that a row of sentences holds, by list and by the text of the row."""


@dataclass(frozen=True, eq=False)
class Case:
    """A sentence, and the question whether knowledge reads it as marked.

    `row` is the text of its row in the file, with `{}` where it has `each`; `word` stands there.
    """

    row: str
    word: str
    low: str
    holds: Callable[[Knowledge], bool]


@cache
def cases() -> tuple[Case, ...]:
    """All marked sentences without those that are known gaps."""
    found = [
        Case(_rows(kind)[sentence.number - 1], sentence.word, sentence.text.lower(), partial(_is_found, sentence))
        for kind, sentences in SENTENCES.items()
        for sentence in sentences
        if (kind, sentence.marked) not in GAPS
    ]
    rows = _rows("launches")
    texts = told.read_told(SENTENCE_FILES / "launches.toml")
    return (*found, *(Case(rows[t.row - 1], t.word or "", t.text.lower(), partial(_is_read, t)) for t in texts))


@cache
def _rows(kind: str) -> list[str]:
    rows = tomllib.loads((SENTENCE_FILES / f"{kind}.toml").read_text("utf-8"))["sentence"]
    return [row["text"] for row in rows]


def _is_found(sentence: Sentence, knowledge: Knowledge) -> bool:
    return not faults(sentence, find(sentence, knowledge), without_country)


def _is_read(text: told.Told, knowledge: Knowledge) -> bool:
    return not told.faults(text, knowledge)


@cache
def _holds_today(case: Case) -> bool:
    return case.holds(load())


@cache
def _by_row() -> Mapping[str, list[Case]]:
    table: dict[str, list[Case]] = defaultdict(list)
    for case in cases():
        table[case.row].append(case)
    return table


def notices(entry: Entry, row: str) -> bool:
    """Whether a sentence of a row is read as marked today and otherwise without the entry."""
    return _holder(entry, _by_row().get(row, [])) is not None


def search(entry: Entry) -> str | None:
    """The row of the first sentence that holds an entry; None where there is none among those tried."""
    found = _holder(entry, cases())
    return None if found is None else found.row


def _holder(entry: Entry, among: Iterable[Case]) -> Case | None:
    mutant = without(load(), entry)
    likely = islice(_likely(entry, among), TRIED)
    return next((case for case in likely if not case.holds(mutant) and _holds_today(case)), None)


def _likely(entry: Entry, among: Iterable[Case]) -> list[Case]:
    """Sentences with the word, those first where it is the one that matters."""
    word = entry.word.lower()
    sign = re.compile(r"\w*".join(map(re.escape, word.replace("-", " ").split("*"))))
    found = [case for case in among if sign.search(case.low.replace("-", " "))]
    return sorted(found, key=lambda case: (case.word.lower() != word, word not in case.word.lower(), len(case.low)))


def read_index() -> Index:
    """The committed index."""
    index: Index = json.loads(HELD.read_text("utf-8"))
    return index


def held_by(index: Index) -> dict[str, str]:
    """The row that holds each entry, by the entry's name."""
    return {f"{place}/{word}": row for place, rows in index.items() for row, words in rows.items() for word in words}


def write_index(holders: Mapping[Entry, str]) -> None:
    """The index of what was found, sorted, a row of sentences a line."""
    index: dict[str, dict[str, list[str]]] = {}
    for entry, row in sorted(holders.items(), key=lambda pair: (pair[0].place, pair[1], pair[0].word)):
        index.setdefault(entry.place, {}).setdefault(row, []).append(entry.word)
    lists = (
        f"{json.dumps(place)}: {{\n" + ",\n".join(f"  {_json(row)}: {_json(words)}" for row, words in rows.items())
        for place, rows in index.items()
    )
    HELD.write_text("{\n" + "\n},\n".join(lists) + "\n}\n}\n", "utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_not_held() -> dict[str, str]:
    """Entries that no sentence holds, each with its reason."""
    gaps = tomllib.loads(NOT_HELD.read_text("utf-8"))["gap"]
    return {entry: gap["reason"] for gap in gaps for entry in gap["entries"]}


def holders(wanted: Iterable[Entry]) -> Iterator[tuple[Entry, str | None]]:
    """Each entry with the row that holds it: that of the index where it still does, else one that is searched for."""
    known = held_by(read_index()) if HELD.exists() else {}
    for entry in wanted:
        row = known.get(entry.name)
        yield entry, row if row is not None and notices(entry, row) else search(entry)
