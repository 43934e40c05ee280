"""Quotations: the words between quotation marks, told from scare quotes and apostrophes, whatever marks are lost.

A quotation that runs over paragraphs opens again with each and closes once. A mark that opens and never closes ends
with its paragraph: one stray mark costs one paragraph at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Quote
from extractor.reading import Reading, paragraphs

_OPENING = "\u201c\u201e\u00ab\u201f"
_CLOSING = "\u201d\u00bb"


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Quote]:
    """Quotations of at least one word, in order; spans leave the marks out."""
    text = reading.article.text
    for start, end in paragraphs(text):
        for first, last, closed in _pairs(reading.flat, text, start, end):
            while first < last and reading.flat[first] == " ":
                first += 1
            while last > first and reading.flat[last - 1] == " ":
                last -= 1
            if re.search(r"\w", reading.flat[first:last]):
                yield Quote(start=first, end=last, text=text[first:last], closed=closed)


def _pairs(flat: str, text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Pairs of double marks in one paragraph; single marks count only where there is no double one."""
    opened: int | None = None
    for position in (m.start() for m in re.finditer(r'"|\'\'', flat[start:end])):
        at = start + position
        opens = _opens(flat, text, at)
        if opened is None:
            if opens is not False:
                opened = at + (2 if flat[at] == "'" else 1)
        elif opens is True and text[at] in _OPENING and not (text[at] == "\u201c" and text[opened - 1] == "\u201e"):
            yield opened, at, False
            opened = at + 1
        else:
            yield opened, at, True
            opened = None
    if opened is not None:
        yield opened, end, False
    if '"' not in flat[start:end]:
        yield from _single(flat, text, start, end)


def _opens(flat: str, text: str, at: int) -> bool | None:
    """True for a mark that can only open, False for one that can only close, None where it may do both."""
    if text[at] in _OPENING:
        return True
    if text[at] in _CLOSING:
        return False
    before = flat[at - 1] if at else " "
    after = flat[at + 1] if at + 1 < len(flat) else " "
    if after == " " and before != " ":
        return False
    if before in " (\u2013[-" and after != " ":
        return True
    return None


_SINGLE = re.compile(r"(?<![\w'])'(?=\w)((?:[^']|(?<=\w)'(?=\w))+?[,.!?\w])'(?![\w'])")


def _single(flat: str, text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    for match in _SINGLE.finditer(flat, start, end):
        if " " in match.group(1):
            yield match.start(1), match.end(1), True
