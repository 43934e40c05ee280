"""Ministries named without their country: "the Defense Ministry said", as papers of that country write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model.mention import Body
from extractor.reading import Reading

_FIELD = r"(?:Defen[cs]e|Foreign|Unification|Interior|Emergenc(?:y|ies)|Information|Health)"
_MINISTRY = re.compile(
    rf"\b[Tt]he (?P<name>(?:(?:National|Federal) )?{_FIELD} (?:Ministry|Agency)|"
    r"Ministry of (?:the )?(?:(?:National|Foreign|External) )?[A-Z]\w+(?: and [A-Z]\w+)?|"
    r"(?:national )?(?:defen[cs]e|foreign|unification) ministry)\b(?! of (?:the )?[A-Z])"
)


def bare_ministries(reading: Reading) -> Iterator[Body]:
    """Ministries after "the", in order; the country is not told."""
    for match in _MINISTRY.finditer(reading.flat):
        start, end = match.span("name")
        name = " ".join(match["name"].split())
        text = reading.article.text[start:end]
        yield Body(start=start, end=end, text=text, canonical=name, country=None, type="government")
