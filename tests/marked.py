r"""Marked sentences: what a finder must find stands inside the sentence that it must find it in.

A file holds one kind of mention and is named after its finder (`counts.toml`). A mark is `[words|key=value ...]`: the
words are the span of the mention, the keys are fields of its class; fields that are not given are not compared. `none`
is None, a list is joined by `+` (and may be empty), a value with spaces stands in single quotes. Spans of a person
(`roles`, `rank`) are given as the words they cover. Brackets that are no marks are written `\[` and `\]`.

The reading is strict both ways: every mark needs its mention and every mention its mark. Whatever else is wrong with a
sentence is a `MarkError` that names the file and the sentence.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from extractor.model.mention import Body, Count, Date, Measure, Mention, Person, Place, Quote, Weapon
from extractor.model.record import WeaponClass

KINDS: Final[Mapping[str, type[Mention]]] = {
    "counts": Count, "weapons": Weapon, "measures": Measure, "dates": Date, "places": Place, "people": Person,
    "bodies": Body, "quotes": Quote,
}  # fmt: skip
TOLERANCE = 0.01  # the guidelines' rule for numbers: they agree within 1 %
SPANS_AS_WORDS = frozenset({"roles", "rank"})
NOT_KEYS = frozenset({"start", "end", "text"})
SENTENCE_KEYS = frozenset({"text", "published", "note", "each", "word", "people"})

_ESCAPED = re.compile(r"\\([\[\]|\\])")
_KEY = re.compile(r"(?P<key>\w+)=(?:'(?P<quoted>[^']*)'|(?P<bare>[^\s']*))(?:\s+|$)")

Plain = Callable[[str], str]


class MarkError(ValueError):
    """A sentence that cannot be tested, with its file and its number in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mention to find: half-open span in the plain text, and the fields it must have."""

    start: int
    end: int
    words: str
    expected: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a file; `marked` is the text as the file has it, `text` the one that the finder reads.

    `people` are the names that a language model is taken to find in it; none where the rules are on their own.
    """

    file: str
    number: int
    marked: str
    text: str
    published: str | None = None
    note: str | None = None
    word: str = ""
    people: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def place(self) -> str:
        """Where the sentence stands, for people."""
        return f"{self.file}.toml, sentence {self.number}"

    @property
    def name(self) -> str:
        """A readable test id, unique in the program."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.text.lower()).strip("-")
        word = re.sub(r"[^A-Za-z0-9]+", "-", self.word)
        return f"{self.file}-{self.number:03d}-{slug[:48].rstrip('-')}" + (f"-{word}" if word else "")


@dataclass(slots=True)
class _Scanner:
    """Walks over a marked text and collects the plain one."""

    rest: str
    plain: str = ""
    marks: list[Mark] = field(default_factory=list)


def read_sentences(path: Path) -> tuple[Sentence, ...]:
    """All sentences of one file, in its order.

    Raises MarkError for unknown keys, broken marks, values that the field cannot hold, and a sentence told twice.
    """
    cls = KINDS.get(path.stem)
    if cls is None:
        raise MarkError(f"{path.name}: no finder of that name: call it one of {', '.join(KINDS)}")
    rows = _rows(path, "sentence")
    sentences = tuple(
        _sentence(path.stem, number, one, cls) for number, row in enumerate(rows, 1) for one in _written_out(row)
    )
    first: dict[str, Sentence] = {}
    for sentence in sentences:
        twin = first.setdefault(" ".join(sentence.text.casefold().split()), sentence)
        if twin is not sentence:
            raise MarkError(f"{sentence.place}: the same as sentence {twin.number}: {sentence.text}")
    return sentences


def _written_out(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The row with each word of `each` in the place of `{}`; itself where it has none."""
    if "each" not in row:
        yield row
        return
    for word in row["each"]:
        yield {**row, "text": row["text"].replace("{}", word), "word": word}


def read_gaps(path: Path) -> dict[tuple[str, str], str]:
    """Known failures: (file, marked text) to the reason.

    Raises MarkError for a gap without a kind, a reason or sentences, and for a sentence listed twice.
    """
    gaps: dict[tuple[str, str], str] = {}
    for number, row in enumerate(_rows(path, "gap"), 1):
        if set(row) != {"kind", "reason", "sentences"} or row["kind"] not in KINDS or not row["sentences"]:
            raise MarkError(f"{path.name}, gap {number}: needs a kind ({', '.join(KINDS)}), a reason and sentences")
        for text in row["sentences"]:
            key = (row["kind"], text)
            if key in gaps:
                raise MarkError(f"{path.name}, gap {number}: listed before: {text}")
            gaps[key] = row["reason"]
    return gaps


def _rows(path: Path, table: str) -> list[dict[str, Any]]:
    content = tomllib.loads(path.read_text("utf-8"))
    if set(content) != {table}:
        raise MarkError(f"{path.name}: must hold [[{table}]] and nothing else, but holds {sorted(content)}")
    rows: list[dict[str, Any]] = content[table]
    return rows


def _sentence(file: str, number: int, row: Mapping[str, Any], cls: type[Mention]) -> Sentence:
    where = f"{file}.toml, sentence {number}"
    unknown = sorted(set(row) - SENTENCE_KEYS)
    if unknown or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise MarkError(f"{where}: needs a text and may have {sorted(SENTENCE_KEYS)}; has also {unknown}")
    try:
        text, marks = parse(row["text"], cls)
    except MarkError as error:
        raise MarkError(f"{where}: {error}: {row['text']}") from None
    return Sentence(
        file=file,
        number=number,
        marked=row["text"],
        text=text,
        published=row.get("published"),
        note=row.get("note"),
        word=row.get("word", ""),
        people=tuple(row.get("people", ())),
        marks=marks,
    )


def parse(marked: str, cls: type[Mention]) -> tuple[str, tuple[Mark, ...]]:
    """The plain text of a marked one, and its marks as mentions of `cls`; raises MarkError."""
    scanner = _Scanner(marked)
    while scanner.rest:
        char = scanner.rest[0]
        if char == "[":
            _take_mark(scanner, cls)
        elif char == "]":
            raise MarkError("a mark is closed that was not opened")
        else:
            _take_plain(scanner)
    return scanner.plain, tuple(scanner.marks)


def _take_plain(scanner: _Scanner) -> None:
    escaped = _ESCAPED.match(scanner.rest)
    scanner.plain += escaped[1] if escaped else scanner.rest[0]
    scanner.rest = scanner.rest[2 if escaped else 1 :]


def _take_mark(scanner: _Scanner, cls: type[Mention]) -> None:
    start = len(scanner.plain)
    scanner.rest = scanner.rest[1:]
    while scanner.rest and scanner.rest[0] not in "[]|":
        _take_plain(scanner)
    words = scanner.plain[start:]
    if not words or words != words.strip():
        raise MarkError(f"a mark needs words, without space around them: {words!r}")
    keys, closed, scanner.rest = scanner.rest.partition("]")
    if not closed or "[" in keys:
        raise MarkError(f"the mark of {words!r} is not closed")
    expected = dict(_expected(keys.removeprefix("|").strip(), cls))
    scanner.marks.append(Mark(start=start, end=len(scanner.plain), words=words, expected=expected))


def _expected(keys: str, cls: type[Mention]) -> Iterator[tuple[str, Any]]:
    types = {key: hint for key, hint in get_type_hints(cls).items() if key not in NOT_KEYS and key != "kind"}
    seen: set[str] = set()
    position = 0
    while position < len(keys):
        match = _KEY.match(keys, position)
        if match is None:
            raise MarkError(f"not of the form key=value: {keys[position:]!r}")
        key = match["key"]
        if key not in types or key in seen:
            raise MarkError(f"{key!r} is given twice or is no field of {cls.__name__} ({', '.join(types) or 'none'})")
        seen.add(key)
        raw = match["bare"] if match["quoted"] is None else match["quoted"]
        yield key, _typed(key, raw, types[key])
        position = match.end()


def _typed(key: str, raw: str, hint: Any) -> Any:
    if key in SPANS_AS_WORDS:
        return None if raw == "none" else _listed(raw)
    if key in {"classes", "known_classes"} and (wrong := set(_listed(raw)) - set(get_args(WeaponClass))):
        raise MarkError(f"{key}: no weapon class: {', '.join(sorted(wrong))}")
    kinds = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    for kind in sorted(kinds, key=lambda kind: kind is not NoneType):
        value = _as(raw, kind)
        if value is not ...:
            return value
    raise MarkError(f"{key}={raw}: the field cannot hold that")


def _as(raw: str, hint: Any) -> Any:
    """The value of `raw` as one type, or Ellipsis where it is no such value."""
    if get_origin(hint) is tuple:
        return tuple(_typed("an item", part, get_args(hint)[0]) for part in _listed(raw))
    if get_origin(hint) is Literal:
        return raw if raw in get_args(hint) else ...
    if hint is bool:
        return {"true": True, "false": False}.get(raw, ...)
    if hint in {int, float}:
        return hint(raw) if re.fullmatch(r"-?\d+" if hint is int else r"-?\d+(\.\d+)?", raw) else ...
    if hint is NoneType:
        return None if raw == "none" else ...
    return ... if raw == "none" else raw


def _listed(raw: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in raw.split("+")) if raw else ()


def faults(sentence: Sentence, mentions: Iterable[Mention], plain: Plain = str) -> list[str]:
    """What is wrong with the mentions found in a sentence; empty where each mark has its mention and each its mark.

    `plain` takes the country words out of an office before offices are compared.
    """
    left = sorted(mentions, key=lambda mention: (mention.start, mention.end))
    wrong: list[str] = []
    for mark in sentence.marks:
        match = next((mention for mention in left if _covers(mention, mark)), None)
        if match is None:
            wrong.append(f"not found: {mark.words!r}")
            continue
        left.remove(match)
        wrong += [
            f"{mark.words!r}: {key} should be {value!r} but is {found!r}"
            for key, value in mark.expected.items()
            if not agree(value, found := _found(match, key, sentence.text), plain if key == "roles" else str)
        ]
    wrong += [f"found but not marked: {mention.text!r} {_summary(mention)}" for mention in left]
    return [f"{sentence.place}: {fault}" for fault in wrong]


def _covers(mention: Mention, mark: Mark) -> bool:
    """Whether a mention has the marked words; where a weapon's describing words begin is nobody's quarrel."""
    if isinstance(mention, Weapon):
        return mention.end == mark.end and mention.start < mark.end
    return (mention.start, mention.end) == (mark.start, mark.end)


def _found(mention: Mention, key: str, text: str) -> Any:
    value = getattr(mention, key)
    if key == "roles":
        return tuple(text[start:end] for start, end in value)
    if key == "rank":
        return None if value is None else (text[value[0] : value[1]],)
    return value


def agree(expected: Any, found: Any, plain: Plain = str) -> bool:
    """Whether two values are one: numbers within 1 %, lists in any order, words in any case."""
    if isinstance(expected, tuple):
        if not isinstance(found, tuple) or len(expected) != len(found):
            return False
        if all(isinstance(item, str) for item in (*expected, *found)):
            fold = [sorted(plain(item).casefold() for item in items) for items in (expected, found)]
            return fold[0] == fold[1]
        return all(agree(*pair) for pair in zip(expected, found, strict=True))
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return bool(expected == found)
    return isinstance(found, int | float) and math.isclose(expected, found, rel_tol=TOLERANCE)


def _summary(mention: Mention) -> str:
    fields = {key: value for key, value in mention.as_dict().items() if key not in NOT_KEYS | {"kind"}}
    return " ".join(f"{key}={value}" for key, value in fields.items() if value not in (None, "", [], False))
