"""Voices: whoever in a text can say or do something: people, bodies, and those it leaves unnamed.

An unnamed voice ("a senior official", "experts") never reacts, but it takes the floor: what "he" adds after it is not the words
of the minister before it. An unnamed official of a named body speaks for the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.assembly.leaders import Figure
from extractor.assembly.verbs import verb_table
from extractor.assembly.view import View
from extractor.finders.bodies import country_words
from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Body, Person, Quote

VoiceKind = Literal["person", "government", "body", "unnamed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One mention of an actor. `key` is equal for mentions of the same actor; `name` is what records show."""

    start: int
    end: int
    name: str
    key: str
    kind: VoiceKind
    type: str
    """Of a body its type; of a person "office", "analyst" or "unknown"; "" of the unnamed."""
    country: str | None
    mention: Body | Person | None
    figure: Figure | None = None
    office: bool = False
    """True where an unnamed official, spokesman or statement of the body speaks."""
    modified: str = ""
    """Of a person's team or administration: that word."""


_OFFICIAL = r"(?:spokes(?:man|woman|person|people)|officials?|officers?|diplomats?|envoys?|advis[eo]rs?|aides?|statements?|lawmakers?|authorities|representatives?|mission|source|sources|delegate|negotiators?|commanders?|troops|police|ministers?|leaders?|chiefs?|general|press release|readout|communique|commentary|report)"
_UNNAMED = re.compile(
    r"\b(?:(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost|[Oo]ther|[Ss]enior|[Tt]wo|[Tt]hree|[Aa] (?:few|second|third|top|senior|former))(?: (?:of|the|these|those))? (?:[\w.'-]+ ){0,4}?"
    r"|(?:^|(?<=[.,;:\"] )|(?<=\b(?:[Bb]ut|and|as|that) )|(?<=said )|(?<=to ))(?:[\w'-]+ ){0,3}?)"
    r"(?:officials?|sources?|experts?|analysts?|observers?|residents?|witness(?:es)?|diplomats?|lawmakers|critics|researchers?|scholars|watchers|advocates|reports|aides?|spokes(?:man|woman|person)|person|people|man|woman|source|defectors?|scientists?|commentators?|reporters?|journalists?|others)\b",
    re.IGNORECASE,
)
_TEAM = re.compile(r"(?:'s)?[ -](?P<what>administration|team|government|regime|cabinet|campaign)\b")
_COUNTRY_CUT = re.compile(r"(?:'s?)?\b")


def voices(view: View, people: list[Figure]) -> list[Voice]:
    """All voices of an article in order, none overlapping, none inside quoted speech."""
    found = [*_people(people), *_bodies(view)]
    found.sort(key=lambda v: (v.start, -v.end))
    named: list[Voice] = []
    for voice in found:
        if not named or voice.start >= named[-1].end:
            named.append(voice)
    told = [*named, *_unnamed(view, named)]
    spoken = [q for q in view.of(Quote) if q.closed and len(q.text.split()) > SCARE_WORDS]
    told = [v for v in told if not any(q.start <= v.start and v.end <= q.end for q in spoken)]
    return sorted(told, key=lambda v: v.start)


SCARE_WORDS = 1  # a quotation needs two words of the speaker's own


def _people(people: list[Figure]) -> list[Voice]:
    told: list[Voice] = []
    for number, figure in enumerate(people):
        standing = "analyst" if any(m.standing == "analyst" for m in figure.mentions) and figure.row is None else "unknown"
        if standing == "unknown" and (figure.row is not None or any(m.standing == "office" for m in figure.mentions)):
            standing = "office"
        name = " ".join(figure.name.split())
        country = next((m.country for m in figure.mentions if m.country), None)
        for mention in figure.mentions:
            if not mention.modifier:
                told.append(
                    Voice(start=mention.start, end=mention.end, name=name, key=f"person:{number}", kind="person", type=standing,
                          country=country, mention=mention, figure=figure)
                )  # fmt: skip
                continue
            written = " ".join(mention.text.split())
            told.append(
                Voice(start=mention.start, end=mention.end, name=written, key=f"team:{number}", kind="government", type="government",
                      country=country, mention=mention, modified="team")
            )  # fmt: skip
    return told


def _bodies(view: View) -> list[Voice]:
    forms = verb_table(view.knowledge).forms
    told: list[Voice] = []
    for body in view.of(Body):
        end = _true_end(view, body, forms.keys())
        text = " ".join(view.reading.article.text[body.start : end].split())
        cut = end != body.end
        type_ = "country" if cut else body.type
        kind: VoiceKind = "government" if type_ in ("country", "government") else "body"
        told.append(
            Voice(start=body.start, end=end, name=text, key=_key(view, body, type_), kind=kind, type=type_, country=body.country,
                  mention=body)
        )  # fmt: skip
    return told


_INNER_STOP = frozenset("to at where but while when that which who in on for with from as after before into take use watchers".split())


def _true_end(view: View, body: Body, verbs: object) -> int:
    """A country and a noun with a verb between them are no body: "Japan put its military on alert" is about Japan."""
    flat = view.reading.flat
    words = list(re.finditer(r"[\w'.-]+", flat[body.start : body.end]))
    first = _country_words(words)
    for word in words[first:]:
        low = word.group().lower()
        if word.group()[0].islower() and (low in _INNER_STOP or low in VERBS_INSIDE):
            return body.start + words[first - 1].end()
    return body.end


VERBS_INSIDE = frozenset("put puts sees saw conducted conducts believed take takes launched fired ordered has have had is was said says".split())


def _country_words(words: list[re.Match[str]]) -> int:
    count = 0
    for word in words:
        if not word.group()[0].isupper() and count:
            break
        count += 1
    return max(1, count)


def _key(view: View, body: Body, type_: str) -> str:
    if type_ == "country":
        return f"country:{body.country or body.canonical}"
    known = next((True for row in view.knowledge.bodies.body if row.name == body.canonical), False)
    if known:
        return f"body:{body.canonical}"
    noun = body.canonical.lower().split()[-1]
    return f"made:{body.country}:{noun}"


def _unnamed(view: View, named: list[Voice]) -> list[Voice]:
    """Unnamed people: of a named body they speak for it, else for nobody."""
    flat = view.reading.flat
    told: list[Voice] = []
    for sentence in view.reading.sentences:
        for match in _UNNAMED.finditer(flat, sentence.start, sentence.end):
            over = [v for v in named if v.start < match.end() and match.start() < v.end]
            if over:
                continue
            told.append(
                Voice(start=match.start(), end=match.end(), name=match.group(), key="unnamed", kind="unnamed", type="", country=None,
                      mention=None)
            )  # fmt: skip
    return told
