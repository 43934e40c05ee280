"""Blame: which knowledge entries and rules stand behind a value, and which of those that changed made it change.

An entry stands behind a value where one of its words is in the value's evidence. An entry that was added, removed or
altered is suspected of a change where one of its words is in a sentence of the change; where no such word is there, all
files that changed on the way to the slot are. So a blame is a lead to follow, and it says which words led to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch

from extractor.diff.change import Cause, Change, Side
from extractor.diff.lexicon import Finder, unique
from extractor.diff.made import Made, Row

SHOWN = 4  # entries named a side
CODE = ".py"
KNOWLEDGE = "knowledge/"

_MEASURE = (
    "finders/measures*", "finders/numbers*", "finders/hedges*", "assembly/slots*", "assembly/ownership*",
    "knowledge/units*", "knowledge/lists*",
)  # fmt: skip
_LAUNCH = (
    "finders/cues*",
    "assembly/trigger*",
    "assembly/launches*",
    "assembly/statement*",
    "assembly/scope*",
    "knowledge/cues*",
    "knowledge/lists*",
)
_PLACE = ("finders/places*", "finders/names*", "assembly/slots*", "knowledge/places*", "knowledge/countries*")
_SIDE = ("assembly/side*", "finders/bodies*", "finders/names*", "assembly/attribution*")
RULES: Mapping[str, tuple[str, ...]] = {
    "event.count": ("finders/counts*", *_MEASURE[1:]),
    **dict.fromkeys([f"event.{slot}_km" for slot in ("distance", "altitude", "range")], _MEASURE),
    **dict.fromkeys(["event.speed_mach", "event.flight_minutes"], _MEASURE),
    **dict.fromkeys(
        ["event.weapon_classes", "event.weapon_names"], ("finders/weapons*", "assembly/identity*", "knowledge/weapons*")
    ),
    "event.date": ("finders/date*", "finders/calendar*", "assembly/days*"),
    **dict.fromkeys(["event.launch_site", "event.impact_area"], _PLACE),
    **dict.fromkeys(["event.country", "event.actor", "event.sources"], _SIDE),
    "event": (*_LAUNCH, "assembly/events*"),
    "leader": ("finders/people*", "finders/roles*", "assembly/leaders*", "nlp*"),
    "reaction": ("finders/quotes*", "assembly/reactions*", "finders/people*"),
    "tally": ("assembly/tallies*",),
    "warning": ("assembly/checks*",),
    "article": ("sources/*", "reading*"),
}
"""The rules on the way to each slot, as paths in the package, and the knowledge they rest on where it is not all of it.

A slot that is not here has the rules of its part.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """A knowledge entry that is not what it was: its place, its word, and what happened to it."""

    entry: str
    word: str
    how: str

    def __str__(self) -> str:
        return f'{self.entry}: "{self.word}" {self.how}'


class Blame:
    """What two sides were made with, ready to be asked about changes."""

    def __init__(self, old: Made | None, new: Made | None) -> None:
        self.files = _altered_files(old, new)
        self.altered = tuple(_altered(old, new)) if old and new else ()
        self._altered_words = Finder(each.word for each in self.altered)
        self._sides = {name: (made, _finder(made)) for name, made in (("old", old), ("new", new))}

    def causes(self, change: Change) -> tuple[Cause, ...]:
        """The causes of the stamps; and the code, where its files differ although its version does not."""
        if "code" in change.causes or not any(file.endswith(CODE) for file in self.files):
            return change.causes
        return (*(cause for cause in change.causes if cause != "unexplained"), "code")

    def told(self, change: Change, *, produced: bool) -> Change:
        """The change with its suspects and, where asked for, what stands behind each side."""
        behind = {name: self._behind(change, name) for name in ("old", "new")} if produced else {}
        return replace(
            change,
            causes=self.causes(change),
            suspects=unique([*self._suspects(change)]),
            produced={name: lines for name, lines in behind.items() if lines},
        )

    def _suspects(self, change: Change) -> Iterator[str]:
        words = [word for text in _texts(change) for _, word in self._altered_words.find(text)]
        named = [each for word in words for each in self.altered if each.word == word]
        yield from map(str, named)
        rules = rules_of(change.where)
        yield from (file for file in self.files if file.endswith(CODE) and any(fnmatch(file, rule) for rule in rules))
        if not named:
            yield from (file for file in self.files if not file.endswith(CODE))

    def _behind(self, change: Change, name: str) -> list[str]:
        side: Side | None = getattr(change, name)
        made, finder = self._sides[name]
        if side is None or made is None:
            return []
        words = unique(word for evidence in side.evidence for word in finder.longest(evidence.text))
        files = [rule for rule in rules_of(change.where) if rule.startswith(KNOWLEDGE)]
        entries = [
            f'{file} {key}: "{word}"'
            for word in sorted(words, key=lambda word: -len(word))
            for file, rows in made.rows.items()
            if not files or any(fnmatch(f"knowledge/{file}", rule) for rule in files)
            for key, row in rows.items()
            if word in row.words
        ]
        rules = [file for rule in rules_of(change.where)[:2] for file in made.files if fnmatch(file, rule)]
        return [*unique(entries)[:SHOWN], *unique(rules)]


def rules_of(where: str) -> tuple[str, ...]:
    """The rules on the way to a slot, as patterns of paths."""
    return RULES.get(where) or RULES[where.partition(".")[0]]


def _texts(change: Change) -> Iterator[str]:
    for side in (change.old, change.new):
        if side:
            yield from (evidence.text for evidence in side.evidence)
    for side in (change.old, change.new):
        if side:
            yield side.sentence


def _finder(made: Made | None) -> Finder:
    rows = [row for each in made.rows.values() for row in each.values()] if made else []
    return Finder(word for row in rows for word in row.words)


def _altered_files(old: Made | None, new: Made | None) -> tuple[str, ...]:
    if not old or not new:
        return ()
    names = sorted({*old.files, *new.files})
    return tuple(name for name in names if old.files.get(name) != new.files.get(name))


def _altered(old: Made, new: Made) -> Iterator[Altered]:
    for file in sorted({*old.rows, *new.rows}):
        before, after = old.rows.get(file, {}), new.rows.get(file, {})
        for key in sorted({*before, *after}):
            yield from _altered_row(f"{file} {key}", before.get(key), after.get(key))


def _altered_row(entry: str, before: Row | None, after: Row | None) -> Iterable[Altered]:
    words = (before.words if before else frozenset(), after.words if after else frozenset())
    yield from (Altered(entry=entry, word=word, how="removed") for word in sorted(words[0] - words[1]))
    yield from (Altered(entry=entry, word=word, how="added") for word in sorted(words[1] - words[0]))
    if before and after and before.digest != after.digest and words[0] == words[1]:
        yield from (Altered(entry=entry, word=word, how="means something else") for word in sorted(words[0]))
