"""Ministries and state media named without their country: "the Defense Ministry said", as its papers write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extractor.knowledge.sieve import Sieve
from extractor.model.mention import Body
from extractor.reading import Reading

_FIELD = r"(?:Defen[cs]e|Foreign|Unification|Interior|Emergenc(?:y|ies)|Information|Health)"
_MINISTRY = re.compile(
    rf"\b[Tt]he (?P<name>(?:(?:National|Federal) )?{_FIELD} (?:Ministry|Agency)|"
    r"Ministry of (?:the )?(?:(?:National|Foreign|External) )?[A-Z]\w+(?: and [A-Z]\w+)?|"
    r"(?:national )?(?:defen[cs]e|foreign|unification) ministry)\b(?! of (?:the )?[A-Z])"
)
_MEDIA = re.compile(r"\b(?P<name>[Ss]tate(?:-run|-controlled)? (?:media|television|TV|radio))\b")
_SIEVE = Sieve((_MINISTRY, _MEDIA))


def bare_bodies(reading: Reading) -> Iterator[Body]:
    """Ministries after "the", and state media; the country is not told."""
    sifted = _SIEVE.over(reading.flat, reading.folded)
    for match in (*sifted.finditer(0), *sifted.finditer(1)):
        start, end = match.span("name")
        name = " ".join(match["name"].split())
        text = reading.article.text[start:end]
        kind: Literal["government", "state_media"] = "government" if match.re is _MINISTRY else "state_media"
        yield Body(start=start, end=end, text=text, canonical=name, country=None, type=kind)
