"""Strangers: names that say something, known neither to the knowledge nor by a title in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOBODY = (
    r"The|A|An|He|She|It|They|We|I|You|This|That|These|Those|But|And|So|As|In|On|At|Who|What|When|While|If|One|Some|"
    r"Many|Most|Both|All|Others|Another|His|Her|Its|Their|Our|My|There|Here|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Yesterday|Today|Also|Then|Still|Officials?|Experts?|Analysts?|"
    r"Reports?|Sources?|State|Media|Statement"
)
_SAYING = r"(?:said|says|added|adds|told|wrote|asked|explained|noted|continued|argued|insisted|recalled)"
_SPEAKER = re.compile(rf"(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,2}}) {_SAYING}\b")
_BEGINS = re.compile(rf"(?:(?<=[.!?\"',] )|(?<=\bbut )|(?<=\band )|(?<=\bsaid )|(?<=\bsays ))(?!(?:{_NOBODY})\b)")
"""Where a name begins that is no rest of a longer one."""


def strangers(flat: str) -> Iterator[tuple[int, int]]:
    """Spans of names with a verb of saying right behind them; among them are names that are known."""
    for match in _SPEAKER.finditer(flat):
        if _BEGINS.match(flat, match.start()):
            yield match.span("name")
