"""Voices: whoever in a text can say or do something: people, bodies, and those it leaves unnamed.

An unnamed voice ("a senior official", "experts") never reacts, but it takes the floor: what "he" adds after it is not
the words of the minister before it. An unnamed official of a named body speaks for the body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Literal

from extractor.assembly.body_keys import is_one_of_several, key_of
from extractor.assembly.leaders import Figure
from extractor.assembly.ministries import bare_bodies
from extractor.assembly.strangers import strangers
from extractor.assembly.verbs import verb_table
from extractor.assembly.view import View
from extractor.knowledge.sieve import Sieve
from extractor.model.mention import Body, Person, Quote
from extractor.model.spans import Spans

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
    roles: str = ""
    """Of a person the offices in the text, in lower case."""


_SOME = r"(?:an?|one|another|some|many|several|most|other|two|three|a few|a second|a third|these|those|no)"
_ANYBODY = (
    r"(?:officials?|sources?|experts?|analysts?|observers?|residents?|witness(?:es)?|diplomats?|lawmakers?|critics?|"
    r"researchers?|scholars?|watchers?|advocates|aides?|spokes(?:man|woman|person|people)|person|people|man|woman|defectors?|scientists?|commentators?|"
    r"reporters?|journalists?|others|engineers?|citizens?|protesters?|bloggers?|adviser|advisor|officer|newscaster|"
    r"newsreader|announcer|anchor|spokesperson)"
)
_UNNAMED = re.compile(
    rf"\b(?:{_SOME} (?:of (?:the|its|his) )?"
    rf"(?:(?!(?:by|of|from|for|in|on|at|with|that|who|said)\b)[\w.'-]+ ){{0,4}}?{_ANYBODY}|"
    r"(?:officials|sources|experts|analysts|observers|residents|witnesses|diplomats|lawmakers|critics|researchers|scholars|scientists|people|others))\b",
    re.IGNORECASE,
)
_SIEVE = Sieve((_UNNAMED,))
_WORD = re.compile(r"[\w'.-]+")
_TEAM = re.compile(
    r"(?:'s)?[ -](?P<what>administration|team|government|regime|cabinet|campaign)\b(?:'s)?(?: officials?\b)?"
)


def voices(view: View, people: list[Figure]) -> list[Voice]:
    """All voices of an article in order, none overlapping, none inside quoted speech."""
    found = [*_people(view, people), *_bodies(view)]
    found.sort(key=lambda v: (v.start, -v.end))
    named: list[Voice] = []
    for voice in found:
        if not named or voice.start >= named[-1].end:
            named.append(voice)
    told = [*named, *_bare(view, named)]
    told += _strangers(view, told)
    told += _unnamed(view, told)
    spoken = Spans((q.start, q.end) for q in view.of(Quote) if q.closed and len(q.text.split()) > SCARE_WORDS)
    told = [v for v in told if not spoken.covers(v.start, v.end)]
    return sorted(told, key=lambda v: v.start)


SCARE_WORDS = 1  # a quotation needs two words of the speaker's own


def _people(view: View, people: list[Figure]) -> list[Voice]:
    told: list[Voice] = []
    for number, figure in enumerate(people):
        known = view.knowledge.leaders.leader[figure.row] if figure.row is not None else None
        spans = [span for m in figure.mentions for span in (*m.roles, *((m.rank,) if m.rank else ()))]
        roles = " ".join(view.reading.low[start:end] for start, end in spans)
        if known:
            roles += " " + " ".join(t.office.replace("_", " ") for t in known.terms)
        person = Voice(
            start=0,
            end=0,
            name=" ".join(figure.name.split()),
            key=f"person:{number}",
            kind="unnamed" if (standing := _standing(view, figure)) == "private" else "person",
            type=standing,
            country=figure.country,
            mention=None,
            figure=figure,
            roles=roles,
        )
        told += [_team(view, person, m) if m.modifier else _mentioned(person, m) for m in figure.mentions]
    return told


_HOUSE = re.compile(
    r",? (?:who \w+ (?:at|for) |of |at |from |with )(?:the )?(?:[A-Z][\w'-]+ (?:(?:for|of|on|and) )?){1,6}?"
    r"(?:Group|Cent(?:er|re)|Institut(?:e|ion)|University|College|Council|Foundation|Project|Program(?:me)?|Initiative|"
    r"Observatory|Association|School|Laborator(?:y|ies)|Lab|Monitor|Watch|Society|Studies|Forum|Network|Tracker|Letter)\b"
)
"""A house of research or comment to which somebody belongs who has no office."""


def _standing(view: View, figure: Figure) -> str:
    """Whether a person holds an office, judges from outside, or neither is told."""
    standings = {m.standing for m in figure.mentions}
    for outside in ("private", "analyst"):
        if outside in standings and figure.row is None:
            return outside
    if figure.row is not None or "office" in standings:
        return "office"
    return "analyst" if any(_HOUSE.match(view.reading.flat, m.end) for m in figure.mentions) else "unknown"


def _mentioned(person: Voice, mention: Person) -> Voice:
    return replace(person, start=mention.start, end=mention.end, mention=mention)


def _team(view: View, person: Voice, mention: Person) -> Voice:
    """Those whom a name modifies: "the Biden administration"."""
    team = _TEAM.match(view.reading.flat, mention.end)
    end = team.end() if team else mention.end
    return replace(
        person,
        start=mention.start,
        end=end,
        name=" ".join(view.reading.article.text[mention.start : end].split()),
        key=person.key.replace("person:", "team:"),
        kind="government",
        type="government",
        mention=mention,
        figure=None,
        modified="team",
    )


def _bodies(view: View) -> list[Voice]:
    told: list[Voice] = []
    for body in (b for b in view.of(Body) if not view.reading.flat.endswith("National ", 0, b.start)):
        end = _true_end(view, body)
        text = " ".join(view.reading.article.text[body.start : end].split())
        cut = end != body.end
        type_ = "country" if cut else body.type
        if not cut and (is_one_of_several(body) or (type_ == "country" and text.startswith(body.canonical))):
            text = body.canonical  # "Japanese" of "the Japanese and British navies"; "the Russians"
        told.append(_body(body, text, end, key_of(view, body, type_), type_, body.country))
    return told


def _body(body: Body, name: str, end: int, key: str, type_: str, country: str | None) -> Voice:
    return Voice(
        start=body.start,
        end=end,
        name=name,
        key=key,
        kind="government" if type_ in ("country", "government") else "body",
        type=type_,
        country=country,
        mention=body,
    )


_INNER_STOP = frozenset(
    "to at where but while when that which who in on for with from as after before into take use watchers".split()
)


def _true_end(view: View, body: Body) -> int:
    """A country and a noun with a verb between them are no body: "Japan put its military on alert" is about Japan."""
    if body.type == "country":
        return body.end
    flat = view.reading.flat
    words = list(_WORD.finditer(flat[body.start : body.end]))
    first = _country_words(words)
    if "'s" in flat[body.start : body.start + words[first - 1].end()] or f"body:{body.canonical}" == key_of(
        view, body, body.type
    ):
        return body.end
    forms = verb_table(view.knowledge).forms
    for word in words[first:]:
        low = word.group().lower()
        acts = low in forms and forms[low].tense in ("past", "s") and low not in ("united", "states", "combined")
        if word.group()[0].islower() and (low in _INNER_STOP or acts):
            return body.start + words[first - 1].end()
    return body.end


def _country_words(words: list[re.Match[str]]) -> int:
    count = 0
    for word in words:
        if not word.group()[0].isupper() and count:
            break
        count += 1
    return max(1, count)


def _bare(view: View, named: list[Voice]) -> list[Voice]:
    """Bodies whose country the text leaves out: one of that sort named before, or one of its own."""
    over = Spans((v.start, v.end) for v in named)
    sides = {v.country for v in named if v.country and v.type in ("government", "military", "office", "state_media")}
    only = next(iter(sides)) if len(sides) == 1 else None
    of_sort: defaultdict[tuple[str, ...], list[Voice]] = defaultdict(list)
    for voice in named:
        of_sort[_sort(voice.key)].append(voice)
    told: list[Voice] = []
    for body in bare_bodies(view.reading):
        if not over.overlaps(body.start, body.end):
            key = key_of(view, body, body.type)
            alike = of_sort[_sort(key)]
            before = bisect_left(alike, body.start, key=attrgetter("start"))
            known = alike[before - 1] if before else None
            home = known.country if known else only if body.type == "government" else None
            told.append(_body(body, body.canonical, body.end, known.key if known else key, body.type, home))
    return told


def _sort(key: str) -> tuple[str, ...]:
    """What a key says beside whose the body is."""
    return tuple(key.split(":")[2:])


def _strangers(view: View, named: list[Voice]) -> list[Voice]:
    """Names nobody knows that say something: of a person of that surname, or of nobody; both take the floor."""
    flat = view.reading.flat
    over = Spans((v.start, v.end) for v in named)
    people: dict[str, dict[str, Voice]] = {}
    for voice in named:
        if voice.kind == "person":
            people.setdefault(voice.name.split()[-1], {})[voice.key] = voice
    told: list[Voice] = []
    for start, end in strangers(flat):
        fitting = [*people.get(flat[start:end].split()[-1], {}).values()]
        if not over.overlaps(start, end):
            known = len(fitting) == 1
            told.append(replace(fitting[0], start=start, end=end) if known else nobody(start, end, flat[start:end]))
    return told


def nobody(start: int, end: int, name: str) -> Voice:
    """Somebody unnamed."""
    return Voice(start=start, end=end, name=name, key="unnamed", kind="unnamed", type="", country=None, mention=None)


def _unnamed(view: View, named: list[Voice]) -> list[Voice]:
    """Unnamed people: of a named body they speak for it, else for nobody."""
    over = Spans((v.start, v.end) for v in named)
    sifted = _SIEVE.over(view.reading.flat, view.reading.folded)
    found = (m for s in view.reading.sentences for m in sifted.finditer(0, s.start, s.end))
    return [nobody(*m.span(), m.group()) for m in found if not over.overlaps(*m.span())]
