"""The publication date that an article's own head tells: agency dateline, by-line, label, or a line of its own.

A date inside a sentence of the story ("On March 14, 2023, the North fired") or under a picture is the date
of what is told, not of the telling. So a date counts only where what stands before it on its line and what
follows it are those of a head.
"""

from __future__ import annotations

import re
from typing import Literal

from extractor.sources.dates import WrittenDate, written_dates

HEAD_CHARACTERS = 600  # headline, summary, by-line and caption fit in here; a dateline comes before the story
_LOOK_AHEAD = 200  # characters read after a date, enough for a time of day and an agency's name
_CITY_WORDS = 3  # NEW YORK CITY; more words in capitals are a headline
_BYLINE_WORDS = 12  # three full names

_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?$", re.IGNORECASE)
_PARTICLES = frozenset({"and", "al", "bin", "da", "de", "del", "der", "di", "el", "in", "la", "van", "von"})

_DASH = r"(?:—|–|--+|-(?=\s))"
_BAR = r"[|·•∙]"
_AGENCY = r"(?:\([^()\n]{2,60}\)|/[^/\n]{2,60}/)"
_S = r"[ \t]{0,3}"  # no more: runs of spaces between words are columns, and would make matching slow
_ZONE = rf"(?-i:{_S}\(?(?:[A-Z]{{1,5}}|(?:GMT|UTC)?[+-]\d{{1,2}}(?::?\d{{2}})?)\)?)"
_CLOCK = rf"\d{{1,2}}(?:[:.]\d{{2}}(?:[:.]\d{{2}})?{_S}(?:[ap]\.?m\.?)?|{_S}[ap]\.?m\.?)"
_TIME = rf"(?:{_S}(?:,|T|at|/)?{_S}{_CLOCK}{_ZONE}?)?"
_UPDATED = r"(?:last\s+|latest\s+)?(?:updated?|modified|revised|edited)(?:\s+(?:date|time))?"
_PUBLISHED = (
    r"(?:first\s+|originally\s+)?(?:published|posted|filed|issued)(?:\s+(?:date|time))?"
    r"|(?:publish|publication|release)\s+date|date(?:\s+(?:published|of\s+publication)|(?=\s*:))"
)

_LINE_ENDS = re.compile(rf"{_TIME}\.?[ \t]*(?:\n|\Z)", re.IGNORECASE)
_ITEM_ENDS = re.compile(
    rf"{_TIME}{_S}(?:{_BAR}|[)\]]|[.,;]?{_S}{_DASH}?{_S}(?:{_UPDATED}|{_PUBLISHED}|(?-i:B[yY]\s)))", re.IGNORECASE
)
_AGENCY_FOLLOWS = re.compile(rf"[,.]?{_S}{_AGENCY}{_S}(?:{_DASH}|:)")
_STORY_FOLLOWS = re.compile(rf"[,.]?{_S}(?:{_DASH}|:\s|{_AGENCY})")

_LABEL = re.compile(
    rf"(?:^{_TIME}|{_BAR}|—|–|--|-(?=\s)|[ \t]{{2}})[\s,;.]{{0,9}}[(\[]?(?:(?P<updated>{_UPDATED})|{_PUBLISHED})"
    r"(?:\s+by\s+[^|\n]{2,60})?\s*:?\s*(?:on|at)?$",
    re.IGNORECASE,
)
_OTHER_ITEM = re.compile(rf"(?:\||\S.*{_BAR})$")
_AGENCY_BEFORE = re.compile(rf"(?<!\s)\s*{_AGENCY}\s*{_DASH}?$")
# The end of a line whose sentence goes on: a date at the start of the next line belongs to it.
_RUNS_ON = re.compile(
    r"(?:,|\b(?:on|of|since|from|until|till|by|and|in|to|before|after|the|between|dated))$", re.IGNORECASE
)

Kind = Literal["published", "updated"]


def dateline_date(text: str) -> str | None:
    """The ISO date on which the head of `text` says it was published; None where it says none.

    A date labelled as an update counts only where no other date does.
    """
    published, updated = head_dates(text)
    return published or updated


def head_dates(text: str) -> tuple[str | None, str | None]:
    """The ISO dates on which the head of `text` says it was published, and brought up to date."""
    window = text[: HEAD_CHARACTERS + _LOOK_AHEAD]
    updated, previous = None, 0
    for written in written_dates(window):
        if written.start >= HEAD_CHARACTERS:
            break
        kind = _kind(window, written, previous)
        if kind == "published":
            return written.iso, updated
        if kind == "updated":
            updated = updated or written.iso
        previous = written.end
    return None, updated


def _kind(window: str, written: WrittenDate, previous: int) -> Kind | None:
    line_start = window.rfind("\n", 0, written.start) + 1
    above, after = window[:line_start], window[written.end :].lstrip("*_")
    before = _bare(window[line_start : written.start])
    ends = _ends_item(after)
    label = _LABEL.search(_bare(window[max(line_start, previous) : written.start])) if ends else None
    if label:
        return "updated" if label["updated"] else "published"
    line_above = _bare(above[:-1].rpartition("\n")[2])
    place = before or (line_above if line_above.endswith(",") else "")
    if _is_place(place, after) or (ends and _opens_item(before, line_above)):
        return "published"
    return None


def _bare(before: str) -> str:
    """Without the marks of a heading or of bold type, and without the weekday of the date."""
    return _WEEKDAY.sub("", before.strip(" \t\u00a0*_#>")).rstrip()


def _ends_item(after: str) -> bool:
    line = _LINE_ENDS.match(after)
    if line:
        # hard-wrapped text may break a line after any date; the sentence then goes on in small letters
        return not after[line.end() : line.end() + 1].islower()
    return bool(_ITEM_ENDS.match(after) or _AGENCY_FOLLOWS.match(after))


def _opens_item(before: str, line_above: str) -> bool:
    """Nothing but a by-line or another item of the head stands before the date on its line."""
    if before:
        return _OTHER_ITEM.match(before) is not None or _is_byline(before)
    return _is_byline(line_above) or _RUNS_ON.search(line_above) is None


def _is_byline(line: str) -> bool:
    """`By A. Name and B. Name,`: names only, so that "By the morning of" is none."""
    by, *names = line.split()[: _BYLINE_WORDS + 2] or [""]
    return by.lower() == "by" and 0 < len(names) <= _BYLINE_WORDS and all(_is_name(word) for word in names)


def _is_place(before: str, after: str) -> bool:
    """`SEOUL, South Korea,` before a dash, or `Pyongyang,` before an agency's name and a dash."""
    city, *region = _AGENCY_BEFORE.sub("", before).rstrip(",").split(",")
    words = [*city.split(), *"".join(region).split()]
    if not 0 < len(city.split()) <= _CITY_WORDS or len(region) > 1 or not all(map(_is_name, words)):
        return False
    if not city.isupper():
        return _AGENCY_FOLLOWS.match(after) is not None
    return _STORY_FOLLOWS.match(after) is not None or bool(_LINE_ENDS.match(after) and _ends_item(after))


def _is_name(word: str) -> bool:
    return word[0].isupper() or not word[0].isalnum() or word.lower() in _PARTICLES
