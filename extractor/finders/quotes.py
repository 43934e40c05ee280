"""Quotations: the words between quotation marks, told from scare quotes and apostrophes, whatever marks are lost.

A quotation that runs over paragraphs opens again with each and closes once. A mark that opens and never closes ends
with its paragraph: one stray mark costs one paragraph at most. Texts that lost all marks but the question mark have
that for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Quote
from extractor.reading import Reading, paragraphs

_OPENING = "\u201c\u201e\u00ab\u201f"
_CLOSING = "\u201d\u00bb"
_DOUBLE = re.compile(r"\"|''")
_LOST = re.compile(r"(?<![^\s(\[])\?(?=\w)|(?<=[\w,.!?])\?(?![\w?])")
"""A mark that became "?": at the beginning of a word, or at the end of one."""
_LOST_OPENING = re.compile(r"(?<=\s)\?(?=\w)")
MIN_LOST = 2  # so many words that begin with "?" and the text has lost its marks
MIN_HEADLESS = 4  # words before a closing mark that nothing opened, to be a quotation that lost its first mark
MAX_SINGLE = 600  # characters between single marks: longer stretches are apostrophes that face each other

Side = Literal["opens", "closes", "either"]


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Quote]:
    """Quotations of at least one word, in order; spans leave the marks out."""
    text, flat = reading.article.text, reading.flat
    lost = '"' not in flat and len(_LOST_OPENING.findall(flat)) >= MIN_LOST
    for start, end in paragraphs(text):
        found = list(_pairs(flat, text, (start, end), _LOST if lost else _DOUBLE))
        if '"' not in flat[start:end]:
            found += _single(flat, start, end)
        for first, last, closed in sorted(found):
            while first < last and flat[first] == " ":
                first += 1
            while last > first and flat[last - 1] == " ":
                last -= 1
            if re.search(r"\w", flat[first:last]):
                yield Quote(start=first, end=last, text=text[first:last], closed=closed)


def _pairs(flat: str, text: str, span: tuple[int, int], mark: re.Pattern[str]) -> Iterator[tuple[int, int, bool]]:
    """Pairs of marks in one paragraph, and what is left of pairs that lost a mark."""
    start, end = span
    opened: int | None = None
    for number, match in enumerate(mark.finditer(flat, start, end)):
        at = match.start()
        side = _side(flat, text, match, span)
        if opened is None:
            if side != "closes":
                opened = match.end()
            elif number == 0 and flat[at - 1] in ",.!" and flat.count(" ", start, at) >= MIN_HEADLESS:
                yield start, at, False
        elif side == "opens":
            if flat[opened:at].rstrip()[-1:] in (".", "!", "?"):
                yield opened, at, False  # a new paragraph of the same words, in a text that has no line breaks
            opened = match.end()
        else:
            yield opened, at, True
            opened = None
    if opened is not None:
        yield opened, end, False


def _side(flat: str, text: str, match: re.Match[str], span: tuple[int, int]) -> Side:
    """What a mark does, by the characters beside it; where these do not tell, by its own form."""
    at = match.start()
    before = flat[at - 1] if at > span[0] else " "
    after = flat[match.end()] if match.end() < span[1] else " "
    if before in " ([\u2013-" and after not in " .,;:!?)]":
        return "opens"
    if before not in " ([" and after in " .,;:!?)]\u2013-":
        return "closes"
    if text[at] in _OPENING:
        return "opens"
    return "closes" if text[at] in _CLOSING else "either"


_SINGLE = re.compile(rf"(?<![\w'])'(?=\w)((?:[^']|(?<=\w)'(?=\w)){{1,{MAX_SINGLE}}}?[,.!?\w])'(?![\w'])")


def _single(flat: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    for match in _SINGLE.finditer(flat, start, end):
        if " " in match.group(1):
            yield match.start(1), match.end(1), True
