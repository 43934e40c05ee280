"""Lessons: sentences written for this project, each with the stance that its speaker or doer takes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.assembly.stance_model import STANCES
from extractor.errors import KnowledgeError

NONE = "none"  # what stands for "no reaction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A sentence; `stance` is None where nobody in it reacts. `side` is the country whose launch it is about."""

    text: str
    side: str
    stance: str | None


def read_lessons(path: Path) -> list[Lesson]:
    """The lessons of a file, in order. Raises KnowledgeError naming the file and what is wrong."""
    try:
        return list(_lessons(tomllib.loads(path.read_text("utf-8"))))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path.name}: {error!r}: see how the file describes its form") from error


def _lessons(data: dict[str, list[dict[str, object]]]) -> Iterator[Lesson]:
    for table in data["lesson"]:
        stance, side, sentences = table["stance"], table["side"], table["sentences"]
        if stance not in (*STANCES, NONE):
            raise ValueError(f"no stance {stance!r}")
        if not isinstance(side, str) or not isinstance(sentences, list):
            raise TypeError(f"lesson of {stance!r}: a side and a list of sentences expected")
        for text in sentences:
            yield Lesson(text=str(text), side=side, stance=None if stance == NONE else str(stance))
