"""The mutation check: each entry of the word lists is taken away, and some marked sentence must notice.

    python -m tests.mutations [FILE]     what is not held, by file and list; FILE "lists", "cues" or "units" only

An entry that no sentence holds can be lost, or be wrong, without anybody seeing it. Names (weapons, leaders, places,
bodies, countries) are held by a test of their own, which finds every written form as its row.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Final, TypeVar

from extractor.knowledge.forms import Row
from extractor.knowledge.reader import Knowledge, load
from tests import told
from tests.finders.test_sentences import GAPS, SENTENCES, find, without_country
from tests.marked import Sentence, faults

FOLDER: Final = Path(__file__).parents[1] / "corpus" / "sentences"
RowT = TypeVar("RowT", bound=Row)
MENTIONED_ONLY: Final = frozenset(
    {
        "conduct_verb", "failed", "attempted", "planned", "hypothetical", "negated", "habitual", "report_verb",
        "simulation", "intercepted",
    }
)  # fmt: skip
"""Cues that are mentions and decide nothing about a launch: a test of their own finds each of their words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a list: `file` and `row` say where it stands."""

    file: str
    row: str
    word: str

    @property
    def name(self) -> str:
        """How the committed list of entries that are not held names it."""
        return f"{self.file}/{self.row}/{self.word}"


@dataclass(frozen=True)
class Case:
    """A sentence, and the question whether knowledge reads it as marked."""

    low: str
    holds: Callable[[Knowledge], bool]


def entries(knowledge: Knowledge) -> Iterator[Entry]:
    """All entries, file by file."""
    for words in knowledge.lists.list_:
        yield from (Entry("lists", words.id, word) for word in words.words)
    for cue in knowledge.cues.cue:
        if cue.id not in MENTIONED_ONLY:
            yield from (Entry("cues", cue.id, word) for word in cue.words)
    for unit in knowledge.units.unit:
        yield from (Entry("units", unit.id, form) for form in unit.forms)
    for quantity in knowledge.units.quantity:
        yield from (Entry("units", f"{quantity.min} to {quantity.max}", word) for word in quantity.words)


def without(knowledge: Knowledge, entry: Entry) -> Knowledge:
    """The knowledge with one entry taken away; what the entry has no part in is kept as it was made."""
    rows = getattr(knowledge, entry.file)
    if entry.file == "lists":
        changed = rows.model_copy(update={"list_": tuple(_less(row, row.id, entry) for row in rows.list_)})
    elif entry.file == "cues":
        changed = rows.model_copy(update={"cue": tuple(_less(row, row.id, entry) for row in rows.cue)})
    else:
        changed = rows.model_copy(
            update={
                "unit": tuple(_less(row, row.id, entry, "forms") for row in rows.unit),
                "quantity": tuple(_less(row, f"{row.min} to {row.max}", entry) for row in rows.quantity),
            }
        )
    mutant = replace(knowledge, **{entry.file: changed})
    made = {name: value for name, value in vars(knowledge).items() if _is_cached(name)}
    affected = {"lists": "word_lists", "cues": "cue_words"}.get(entry.file)
    vars(mutant).update({name: value for name, value in made.items() if name != affected})
    return mutant


def _is_cached(name: str) -> bool:
    return isinstance(getattr(Knowledge, name, None), cached_property)


def _less(row: RowT, name: str, entry: Entry, key: str = "words") -> RowT:
    if name != entry.row:
        return row
    return row.model_copy(update={key: tuple(word for word in getattr(row, key) if word != entry.word)})


def cases() -> list[Case]:
    """All marked sentences that are read as marked today."""
    found = [
        Case(sentence.text.lower(), partial(_is_found, sentence))
        for kind, sentences in SENTENCES.items()
        for sentence in sentences
        if (kind, sentence.marked) not in GAPS
    ]
    texts = told.read_told(FOLDER / "launches.toml")
    found += [Case(text.text.lower(), partial(_is_read, text)) for text in texts]
    return found


def _is_found(sentence: Sentence, knowledge: Knowledge) -> bool:
    return not faults(sentence, find(sentence, knowledge), without_country)


def _is_read(text: told.Told, knowledge: Knowledge) -> bool:
    return not told.faults(text, knowledge)


def holder(entry: Entry, knowledge: Knowledge, sentences: Iterable[Case]) -> Case | None:
    """The first sentence that is read otherwise once the entry is gone."""
    words = r"\w*".join(map(re.escape, entry.word.lower().split("*")))
    sign = re.compile(words)
    mutant = without(knowledge, entry)
    return next((case for case in sentences if sign.search(case.low) and not case.holds(mutant)), None)


def not_held(knowledge: Knowledge, file: str | None = None) -> tuple[list[Entry], int]:
    """Entries that no sentence holds, and how many were tried."""
    wanted = [entry for entry in entries(knowledge) if file in (None, entry.file)]
    sentences = cases()
    return [entry for entry in wanted if holder(entry, knowledge, sentences) is None], len(wanted)


def main(arguments: list[str]) -> int:
    """Print what is not held; 1 where there is anything."""
    begun = time.monotonic()
    loose, tried = not_held(load(), *arguments[:1])
    for entry in loose:
        print(entry.name)
    seconds = time.monotonic() - begun
    print(f"{tried} entries, {tried - len(loose)} held, {len(loose)} not held, {seconds:.0f} s", file=sys.stderr)
    return 1 if loose else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
