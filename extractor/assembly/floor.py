"""Who has the floor: what "he", "it", "the ministry", "the statement" stand for, by who acted and spoke before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.assembly.verbs import Token
from extractor.assembly.voices import Voice

_PERSON_NOUNS = (
    "president leader minister premier chancellor secretary official spokesman spokeswoman spokesperson "
    "general admiral commander ambassador envoy chief professor analyst expert researcher senator "
    "diplomat governor director congressman lawmaker candidate adviser advisor chairman dictator "
    "strongman prime republican democrat pair duo colonel"
).split()
BODY_NOUNS = (
    "ministry agency military army government administration department command office committee council "
    "alliance bloc country nation regime group party body movement forces force guards "
    "jcs state kingdom institute center centre organization organisation corps commission mission embassy "
    "network broadcaster newspaper outlet foundation tank militia rebels houthis allies side sides island "
    "parliament company"
).split()
_SPEECH_NOUNS = (
    "statement report release dispatch commentary editorial letter communique readout post tweet message announcement"
).split()
NOUNS = {
    **dict.fromkeys(_PERSON_NOUNS, "person"),
    **dict.fromkeys(BODY_NOUNS, "body"),
    **dict.fromkeys(_SPEECH_NOUNS, "speech"),
}
PRONOUNS = {"he": "person", "she": "person", "it": "body", "they": "any", "his": "", "her": ""}
SAYING = frozenset("said says added read reads also continued stated went".split())
OFFICES = frozenset("minister premier chancellor secretary ambassador general admiral senator governor".split())
"""Nouns for one office: whoever is known to hold another is not meant."""
MAX_NOUN_PHRASE = (
    5  # tokens between "the" and the noun: "the agency", "the U.S. secretary of state" is too long to be one
)


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or a description that stands for somebody named before: tokens [first, last]."""

    first: int
    last: int
    noun: str
    sort: str
    owner: str = ""
    country: str | None = None
    """Of "the Russian president": the country."""
    speaks: bool = False
    """Whether a verb of saying follows at once."""


@dataclass
class Floor:
    """Who acted and who spoke last, kept while reading on."""

    person: Voice | None = None
    body: Voice | None = None
    group: tuple[Voice, ...] = ()
    several: tuple[Voice, ...] = ()
    """Who last acted together with others."""
    speakers: tuple[Voice, ...] = ()
    issuers: tuple[Voice, ...] = ()
    """Who issued the statement spoken of, for the sentence after it."""
    paragraph: int = -1
    heard: list[Voice] = field(default_factory=list)
    bodies: list[tuple[Voice, str]] = field(default_factory=list)
    """Who of those heard is no person, with the name in lower case."""

    def acts(self, voices: tuple[Voice, ...]) -> None:
        """Somebody is the subject of a verb."""
        for voice in voices:
            if voice.kind in ("person", "unnamed") and not voice.office:
                self.person = voice
            else:
                self.body = voice
        if voices:
            self.group = voices
        if len(voices) > 1:
            self.several = voices

    def hears(self, voice: Voice) -> None:
        """Somebody is mentioned."""
        self.heard.append(voice)
        if voice.kind not in ("person", "unnamed"):
            self.bodies.append((voice, voice.name.lower()))

    def speaks(self, voices: tuple[Voice, ...], paragraph: int) -> None:
        """Somebody says something."""
        self.speakers = voices
        self.paragraph = paragraph

    def resolve(self, anaphor: Anaphor) -> tuple[Voice, ...]:
        """Whom a pronoun or a description stands for; empty where that is uncertain."""
        if anaphor.noun in ("he", "she"):
            return _one(self.person)
        if anaphor.noun == "they":
            return self.several if len(self.group) == 1 and self.group[0].figure else self.group
        if anaphor.noun == "it":
            return self.issuers if anaphor.speaks and self.issuers else _one(self.body)
        if anaphor.sort == "speech":
            return _one(self.person) if anaphor.owner in ("his", "her") else self.issuers or self.speakers
        if anaphor.sort == "person":
            return _one(self._described(anaphor.noun, anaphor.country) or self._person_for(anaphor))
        return _one(self.named(anaphor.noun))

    def _person_for(self, anaphor: Anaphor) -> Voice | None:
        """The person who acted last, if the description may fit."""
        if self.person is None or (anaphor.country and self.person.country != anaphor.country):
            return None
        if anaphor.noun in OFFICES and self.person.roles.strip() and anaphor.noun not in self.person.roles:
            return None
        return self.person if anaphor.noun not in ("official", "prime") or self.person.kind == "unnamed" else None

    def _described(self, noun: str, country: str | None) -> Voice | None:
        """The last person whose office has the noun: "the minister", "the Russian president"."""
        for voice in reversed(self.heard):
            if voice.kind == "person" and noun in voice.roles and country in (None, voice.country):
                return voice
            if (voice.kind == "unnamed" and noun in voice.name.lower()) or (voice.office and noun in voice.roles):
                return voice
        return None

    def named(self, noun: str) -> Voice | None:
        """The last body whose name has the noun: "the ministry"; of "the country" the last of that kind."""
        if noun == "agency" and (news := [v for v in self.heard if v.type in ("state_media", "media")]):
            return next((v for v in reversed(self.heard) if re.search(r"\bagency\b", v.name.lower())), news[-1])
        types = _TYPES.get(noun, ())
        for voice, name in reversed(self.bodies):
            if noun in name and re.search(rf"\b{noun}\b", name):
                return voice
            if noun in _STATES and voice.type == "country" and voice is self.body:
                return voice
            if voice.type in types and not (noun in ("government", "administration") and _PART.search(name)):
                return voice
        return None


_STATES = frozenset("country nation regime state kingdom island".split())
_TYPES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("group movement militia rebels party".split(), ("movement",)),
    **dict.fromkeys("military army forces command jcs".split(), ("military",)),
    **dict.fromkeys("agency broadcaster newspaper outlet network".split(), ("state_media", "media", "government")),
    **dict.fromkeys("alliance bloc council body organization organisation".split(), ("international",)),
    **dict.fromkeys("government administration office department ministry".split(), ("government",)),
}
"""Types of the bodies that a noun may stand for, whatever their names."""
_PART = re.compile(r"\b(?:agency|embassy|bureau|exploration|party)\b")
"""In the names of bodies that are no government, though part of one."""


def _one(voice: Voice | None) -> tuple[Voice, ...]:
    return (voice,) if voice is not None else ()


_PERSONAL = frozenset(("he", "she", "it", "they"))
_POINTING = _PERSONAL | {"the", "his", "its", "their", "this", "that", "her"}


def anaphors(tokens: list[Token], taken: list[tuple[int, int, Voice]]) -> list[Anaphor]:
    """Pronouns and descriptions of a sentence that may stand for a voice; `taken` are token spans of named voices."""
    found: list[Anaphor] = []
    for index, token in enumerate(tokens):
        if token.low not in _POINTING:
            continue
        if any(a <= index < b for a, b, _ in taken) and token.low != "the":
            continue
        if token.low in _PERSONAL:
            following = tokens[index + 1].low if index + 1 < len(tokens) else ""
            found.append(Anaphor(index, index, token.low, PRONOUNS[token.low], speaks=following in SAYING))
        else:
            described = _description(tokens, index, taken)
            if described is not None:
                found.append(described)
    return found


def _description(tokens: list[Token], index: int, taken: list[tuple[int, int, Voice]]) -> Anaphor | None:
    """A noun for a person, a body or a statement after an article, with a country or none: "the Russian leader"."""
    country = None
    for last in range(index + 1, min(len(tokens), index + 1 + MAX_NOUN_PHRASE)):
        over = next((v for a, b, v in taken if a <= last < b), None) if taken else None
        if over is not None and (head := _head(tokens, last, over)):
            return Anaphor(index, last + 1, head, "person", owner=tokens[index].low)
        if (over is not None and over.type != "country") or not tokens[last].word[0].isalpha():
            return None
        noun = tokens[last].low
        if over is not None:
            country = over.country
            continue
        country = country or DEMONYMS.get(noun)
        following = tokens[last + 1].low if last + 1 < len(tokens) else ""
        if noun in NOUNS and following not in NOUNS and following != "'s":
            return Anaphor(index, last, noun, NOUNS[noun], owner=tokens[index].low, country=country)
    return None


def _head(tokens: list[Token], last: int, over: Voice) -> str:
    """The office of "the U.N. chief" whose body ends at token `last`, "" of other bodies and nouns."""
    following = [t.low for t in tokens[last + 1 : last + 2]]
    return HEADS.get(over.name.lower().replace(".", ""), "") if following in (["chief"], ["leader"], ["head"]) else ""


HEADS = {
    **dict.fromkeys(("un", "united nations", "nato"), "secretary general"),
    **dict.fromkeys(("eu", "european union"), "commission president"),
}
DEMONYMS: dict[str, str] = {}
