"""Reactions: who is said to say or do what about the launches, in which stance, with the words quoted.

Every voice of the article makes moves; the stance model weighs each. A voice has a stance if at least one of its moves
does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.assembly.leaders import Figure
from extractor.assembly.move import Move
from extractor.assembly.moves import moves
from extractor.assembly.slots import cut, found
from extractor.assembly.stance_features import Setting, features
from extractor.assembly.stance_model import STANCES, StanceModel, load
from extractor.assembly.view import View
from extractor.assembly.voices import Voice, voices
from extractor.model.article import digest
from extractor.model.record import Event, Leader, Reaction

# Probabilities from which a voice's likeliest stance, its second and any further one count; or from which it reacts at
# all, whatever the stance. The best of cross-validation over reactions and quotations together.
FIRST, SECOND, FURTHER, ANY = 0.25, 0.33, 0.5, 0.45
LOYAL = 5  # how much more a voice's likelier stance draws its quotations; the best of cross-validation over quotations
# In an article that tells of no launch most of what is said is about something else (as cross-validated as those).
NOTHING_LAUNCHED = 0.55
MIN_QUOTE = 2  # words of the speaker's own


@dataclass(frozen=True, slots=True)
class Candidate:
    """A move that may be a reaction, with its features."""

    move: Move
    features: list[str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A move with the probability of each stance."""

    move: Move
    chances: dict[str, float]


@dataclass(frozen=True, slots=True)
class Party:
    """One named voice of an article: its written forms, the one that records show first, and its moves."""

    forms: tuple[str, ...]
    candidates: list[Candidate]

    @property
    def name(self) -> str:
        """The form that records show."""
        return self.forms[0]


def of_article(
    view: View, people: list[Figure], leaders: tuple[Leader, ...], events: tuple[Event, ...]
) -> tuple[Reaction, ...]:
    """Reactions of an article, one for each actor and stance, in the order of their first words."""
    return of_parties(view, parties(view, people, launchers(events)), leaders, events, load())


def launchers(events: Sequence[Event]) -> frozenset[str]:
    """Countries whose launches an article tells of."""
    return frozenset(e.country.value for e in events if e.country)


def parties(view: View, people: list[Figure], launchers: frozenset[str]) -> dict[str, Party]:
    """Named voices with a move, by their keys. `launchers` are the countries whose launches the text tells of."""
    setting = Setting(launchers, len(view.reading.sentences))
    heard = voices(view, people)
    names = _names(heard)
    found: dict[str, Party] = {}
    for move in moves(view, heard):
        if move.voice.kind != "unnamed":
            party = found.get(move.voice.key)
            if party is None:
                party = found[move.voice.key] = Party(names[move.voice.key], [])
            party.candidates.append(Candidate(move, features(view, move, setting)))
    return found


def of_parties(
    view: View,
    parties: dict[str, Party],
    leaders: tuple[Leader, ...],
    events: tuple[Event, ...],
    model: StanceModel,
) -> tuple[Reaction, ...]:
    """Reactions of an article by one stance model."""
    made: list[Reaction] = []
    chances = iter(model.probabilities(c.features for party in parties.values() for c in party.candidates))
    for party in parties.values():
        group = [Weighed(c.move, next(chances)) for c in party.candidates]
        shares = together(group)
        stances = [stance for stance in taken(group, shares) if events or shares[stance] >= NOTHING_LAUNCHED]
        quotes = _quotes(group, {stance: shares[stance] for stance in stances})
        cases = [_Case(stance, shares[stance], group, party.name, quotes[stance]) for stance in stances]
        made += [_reaction(view, case, leaders, events) for case in cases]
    return tuple(sorted(made, key=lambda r: (r.evidence[0].start, r.actor.value, r.stance)))


def together(group: list[Weighed]) -> dict[str, float]:
    """The probability that at least one of a voice's moves takes a stance, by stance."""
    none = dict.fromkeys(STANCES, 1.0)
    for item in group:
        for stance, chance in item.chances.items():
            none[stance] *= 1 - chance
    return {stance: 1 - chance for stance, chance in none.items()}


def taken(group: list[Weighed], shares: dict[str, float]) -> list[str]:
    """Stances of a voice, the likeliest first: most take one."""
    ranked = sorted(STANCES, key=lambda stance: -shares[stance])
    sure = [
        s for s, least in zip(ranked, (FIRST, SECOND, *(FURTHER for _ in STANCES)), strict=False) if shares[s] >= least
    ]
    silent = math.prod(max(0.0, 1 - sum(item.chances.values())) for item in group)
    return sure or (ranked[:1] if 1 - silent >= ANY else [])


def _quotes(group: list[Weighed], shares: dict[str, float]) -> dict[str, list[tuple[int, int]]]:
    """Each quotation with the stance of its voice that its move fits best; the likelier stance draws more."""
    given: dict[str, list[tuple[int, int]]] = {stance: [] for stance in shares}
    for item in group:
        best = max(shares, key=lambda s: item.chances[s] * shares[s] ** LOYAL, default=None)
        if best is not None:
            given[best] += [(q.start, q.end) for q in item.move.quotes if len(q.text.split()) >= MIN_QUOTE]
    return {stance: sorted(set(spans)) for stance, spans in given.items()}


def _names(heard: list[Voice]) -> dict[str, tuple[str, ...]]:
    """The written forms of each voice: of a person the fullest first, of a body as it is first written."""
    forms: dict[str, dict[str, None]] = {}
    bodies = set()
    for voice in heard:
        forms.setdefault(voice.key, {})[voice.name] = None
        if voice.kind != "person" and voice.type != "country":
            bodies.add(voice.key)
    return {
        key: tuple(sorted(names, key=_as_first_written(names) if key in bodies else _fullest))
        for key, names in forms.items()
    }


def _fullest(name: str) -> tuple[int, str]:
    return -len(name), name


def _as_first_written(names: Container[str]) -> Callable[[str], bool]:
    """Sorts a form that only modifies behind the others, which stay as they are: "Houthi" behind "Houthis"."""
    return lambda name: f"{name}s" in names


@dataclass(frozen=True, slots=True)
class _Case:
    """What one reaction is made of."""

    stance: str
    share: float
    group: list[Weighed]
    name: str
    quotes: list[tuple[int, int]]

    @property
    def moves(self) -> list[Move]:
        """Moves that take the stance, the surest first."""
        best = max(item.chances[self.stance] for item in self.group)
        taking = [
            i
            for i in self.group
            if i.chances[self.stance] >= best / 2 or any((q.start, q.end) in self.quotes for q in i.move.quotes)
        ]
        return [i.move for i in sorted(taking, key=lambda i: -i.chances[self.stance])]


def _reaction(view: View, case: _Case, leaders: tuple[Leader, ...], events: tuple[Event, ...]) -> Reaction:
    first = case.moves[0]
    voice = first.voice
    name = voice.name if voice.type == "country" else case.name
    leader = next(
        (x for x in leaders if voice.figure and any(e.start == voice.figure.mentions[0].start for e in x.mentions)),
        None,
    )
    text = view.reading.article.text
    quote = " ... ".join(dict.fromkeys(" ".join(text[start:end].split()) for start, end in case.quotes))
    kind: Literal["direct", "indirect", "mixed"] | None = "indirect" if first.speech else None
    if quote:
        kind = "direct" if any(len(text[a:b].split()) > LONG for a, b in case.quotes) else "mixed"
    spans = sorted({(m.sentence.start, m.sentence.end) for m in case.moves})
    return Reaction(
        reaction_id="r" + digest(view.reading.article.article_id, voice.key, name, case.stance),
        actor=found(view, name, [voice.mention] if voice.mention else []),
        actor_type=_actor_type(first),
        leader_id=leader.leader_id if leader else None,
        country=leader.country if leader else voice.country,
        stance=case.stance,  # type: ignore[arg-type]
        verb=text[slice(*(first.quoted or first.verb))] or None,
        quote=quote or None,
        quote_kind=kind,
        about=_about(first, events),
        evidence=tuple(cut(view, start, end) for start, end in spans),
        confidence=round(case.share, 2),
    )


LONG = 8  # words of a quotation that is a sentence of its own


def _actor_type(move: Move) -> Literal["person", "government", "body"]:
    voice = move.voice
    if voice.kind == "person":
        return "person"
    return "government" if voice.kind == "government" else "body"


def _about(move: Move, events: tuple[Event, ...]) -> str | None:
    """The launch told of in the sentence or last before it; else the article's main one."""
    earlier = [e for e in events if e.trigger.start < move.sentence.end]
    main = next((e for e in events if e.prominence == "main"), None)
    near = [e for e in earlier if e.trigger.start >= move.sentence.start]
    chosen = near[0] if near else main or (max(earlier, key=lambda e: e.trigger.start) if earlier else None)
    return chosen.event_id if chosen else None
