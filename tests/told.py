"""Told launches: sentences with the launches that a reader takes from them.

`corpus/sentences/launches.toml` holds the sentences that no single finder decides: whether something was launched at
all, by whom, how it ended, and which figures are the launch's own. A row gives the text and what is told in it; the
words of `each` stand in the place of `{}` one after the other, in the values too, and all must be read alike.

The reading is strict: as many launches as given, in order, with the values given; values not given are not compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from extractor.assembly import launches, statements, tallies
from extractor.assembly.view import View
from extractor.finders import FINDERS
from extractor.knowledge.reader import Knowledge
from extractor.model.article import Article
from extractor.model.record import Event, Tally
from extractor.reading import Reading
from tests.marked import MarkError

PUBLISHED: Final = "2025-06-12"  # a Thursday: the day of publication where a row gives none
ROW_KEYS: Final = frozenset({"text", "told", "tallies", "each", "published", "note"})
FIGURES: Final = ("count", "distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One text to read: `told` holds the values of each launch, `row` the number of its row in the file."""

    row: int
    text: str
    published: str
    told: tuple[Mapping[str, Any], ...] = ()
    tallies: tuple[str, ...] | None = None
    word: str | None = field(default=None)

    @property
    def name(self) -> str:
        """A readable test id, unique in the file."""
        return f"launches-{self.row:03d}" + (f"-{self.word}" if self.word else "")


def read_told(path: Path) -> tuple[Told, ...]:
    """All texts of the file, rows with `each` written out; raises MarkError for a row that cannot be read."""
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["sentence"]
    texts = [told for number, row in enumerate(rows, 1) for told in _texts(path.name, number, row)]
    first: dict[tuple[str, str], Told] = {}
    for told in texts:
        twin = first.setdefault((told.text, repr(told.told)), told)
        if twin is not told:
            raise MarkError(f"{path.name}, sentence {told.row}: the same as sentence {twin.row}: {told.text}")
    return tuple(texts)


def _texts(file: str, number: int, row: Mapping[str, Any]) -> Iterator[Told]:
    where = f"{file}, sentence {number}"
    unknown = sorted(set(row) - ROW_KEYS)
    words: list[str | None] = row.get("each", [None])
    if unknown or not isinstance(row.get("text"), str) or not isinstance(row.get("told"), list):
        raise MarkError(f"{where}: needs a text and what is told, and may have {sorted(ROW_KEYS)}; has also {unknown}")
    if ("{}" in row["text"]) != ("each" in row) or not words:
        raise MarkError(f"{where}: '{{}}' stands for the words of `each`, and only there")
    for word in words:
        yield Told(
            row=number,
            text=row["text"] if word is None else row["text"].replace("{}", word),
            published=row.get("published", PUBLISHED),
            told=tuple(_filled(values, word) for values in row["told"]),
            tallies=tuple(row["tallies"]) if "tallies" in row else None,
            word=word,
        )


def _filled(values: Mapping[str, Any], word: str | None) -> Mapping[str, Any]:
    if word is None:
        return values
    return {key: value.replace("{}", word) if isinstance(value, str) else value for key, value in values.items()}


def read_launches(told: Told, knowledge: Knowledge) -> tuple[tuple[Event, ...], tuple[Tally, ...]]:
    """What the program reads in a text: launches and totals. The language model is not asked."""
    reading = Reading.of(Article(text=told.text, source="sentence", published=told.published))
    view = View.over(reading, knowledge, (m for find in FINDERS for m in find(reading, knowledge)))
    drafts = tuple(launches.drafts(view, tuple(statements.of_article(view))))
    return launches.events(view, drafts), tallies.of_article(view)


def faults(told: Told, knowledge: Knowledge) -> list[str]:
    """What is wrong with the reading of a text; empty where every launch is as told, and no other is read."""
    events, totals = read_launches(told, knowledge)
    where = f"{told.name}: {told.text}"
    if len(events) != len(told.told):
        seen = [f"{event.status} {event.trigger.text!r}" for event in events]
        return [f"{where}: {len(told.told)} launches told, read: {seen}"]
    wrong = [
        f"{where}: {key} should be {value!r} but is {found!r}"
        for event, values in zip(events, told.told, strict=True)
        for key, value in values.items()
        if (found := read_value(event, key)) != value
    ]
    if told.tallies is not None and (seen := [_interval(total.count) for total in totals]) != list(told.tallies):
        wrong.append(f"{where}: totals should be {list(told.tallies)} but are {seen}")
    return wrong


def read_value(event: Event, key: str) -> Any:
    """A value of an event in the short form of the file: "2", "2..", "..20", "~10", a date, words; None where empty."""
    value = getattr(event, key)
    if key in ("kind", "status", "prominence"):
        return value
    if key == "trigger":
        return value.text
    if isinstance(value, tuple):
        return sorted(found.value for found in value)
    if value is None:
        return "none"
    if key in FIGURES:
        return _interval(value.value)
    if key == "date":
        return value.value.iso or value.value.text
    return value.value.text if key in ("launch_site", "impact_area") else value.value


def _interval(value: Any) -> str:
    low, high = (None if bound is None else f"{bound:g}" for bound in (value.min, value.max))
    figure = low if low == high else f"{low or ''}..{high or ''}"
    return f"~{figure}" if value.approximate else str(figure)


def all_faults(texts: Iterable[Told], knowledge: Knowledge) -> list[str]:
    """Faults of several texts."""
    return [fault for told in texts for fault in faults(told, knowledge)]
