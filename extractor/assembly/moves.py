"""Moves: what one voice says or does in one clause, with the verb, the words about it, and the words quoted.

Every subject with a verb gives moves, whether they are reactions or not: that is decided later, by what they say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import takewhile

from extractor.assembly.clauses import Verb
from extractor.assembly.doing import verbs_of
from extractor.assembly.floor import BODY_NOUNS, OFFICES, Anaphor, Floor, anaphors
from extractor.assembly.further import further_verbs, is_told, purpose
from extractor.assembly.inversions import BEFORE, owned, verb_before
from extractor.assembly.move import ASIDE, OBLIQUE, SUBORDINATE, TELLING_WHEN, Move
from extractor.assembly.quoting import give, masked
from extractor.assembly.subjects import (
    OFFICIAL,
    OUTSIDERS,
    Actor,
    Subject,
    follows_participle,
    follows_report,
    lead_of,
    names_next,
    over_tail,
    serves,
    share,
    titles,
    without_rivals,
)
from extractor.assembly.together import coordinated, over_counterpart
from extractor.assembly.verbless import ECHOED, of_colon, of_dateline, of_echo
from extractor.assembly.verbs import Token, index_of, tokens_of, verb_table
from extractor.assembly.view import View
from extractor.assembly.voices import SCARE_WORDS, Voice, nobody
from extractor.model.mention import Quote
from extractor.reading import Sentence

Placed = tuple[Voice, int, int]
"""A voice, its first token and the one after its last."""


def moves(view: View, voices: list[Voice]) -> list[Move]:
    """All moves of an article's voices, in order."""
    reader = _Reader(view, voices)
    return give(view, reader.read(), reader.quotes)


class _Reader:
    """Reads an article sentence by sentence and keeps track of who has the floor."""

    def __init__(self, view: View, voices: list[Voice]) -> None:
        self.view = view
        self.table = verb_table(view.knowledge)
        self.quotes = [q for q in view.of(Quote) if len(q.text.split()) > SCARE_WORDS]
        self.flat = masked(view.reading.flat, self.quotes)
        self.before = BEFORE.over(self.flat, masked(view.reading.folded, self.quotes))
        self.voices = voices
        self.starts = [v.start for v in voices]
        self.floor = Floor()
        self.found: list[Move] = []

    def read(self) -> list[Move]:
        """Moves with their quotes."""
        for sentence in self.view.reading.sentences:
            tokens = tokens_of(self.flat, sentence.start, sentence.end)
            spans = self._present(sentence, tokens)
            actors = self._actors(tokens, spans)
            told = self._subject_moves(sentence, tokens, actors, spans)
            told += self._other_moves(
                sentence,
                tokens,
                self._untitled(tokens, actors, spans),
                {m.verb[0] for m in told if m.form.lemma not in CARRYING},
            )
            told += self._verbless_moves(sentence, tokens, actors, [voice for voice, _, _ in spans], told)
            self.found += told
            for move in told:
                if move.link in ("according", "inverted", "quoted"):
                    self.floor.acts((move.voice,))
                    self.floor.hears(move.voice)
            self.floor.issuers = self._issuers(sentence, told)
            for move in told:
                if move.speech and not move.embedded and move.before not in OBLIQUE and move.link not in ASIDE:
                    self.floor.speaks(tuple(m.voice for m in told if m.verb == move.verb), sentence.paragraph)
        return sorted(self.found, key=lambda m: (m.verb, m.voice.start))

    def _verbless_moves(
        self, sentence: Sentence, tokens: list[Token], actors: list[Actor], present: list[Voice], told: list[Move]
    ) -> list[Move]:
        near = takewhile(lambda m: m.sentence.index >= sentence.index - ECHOED, reversed(self.found))
        return [
            *of_dateline(self.flat, sentence, present),
            *([] if told else of_colon(tokens, sentence, actors)),
            *of_echo(self.flat, tokens, sentence, actors, sorted([*near, *told], key=lambda m: m.verb)),
        ]

    def _issuers(self, sentence: Sentence, told: list[Move]) -> tuple[Voice, ...]:
        """Who issued the statement that a sentence speaks of."""
        if not told or not ISSUED.search(self.flat, sentence.start, sentence.end):
            return ()
        first = next((m for m in told if not m.embedded and m.before not in OBLIQUE), None)
        return tuple(m.voice for m in told if first is not None and m.verb == first.verb)

    def _subject_moves(
        self, sentence: Sentence, tokens: list[Token], actors: list[Actor], spans: list[Placed]
    ) -> list[Move]:
        subjects = self._subjects(tokens, actors, spans)
        if subjects:
            share(tokens, subjects, further_verbs(tokens, self.table))
        for subject in subjects:
            meant = [purpose(tokens, verb, self.table) for verb in subject.verbs]
            subject.verbs += [verb for verb in meant if verb is not None]
        told: list[Move] = []
        for number, subject in enumerate(subjects):
            following = next((s for s in subjects[number + 1 :] if not s.embedded), None)
            limit = tokens[following.actor.first].start if following else sentence.end
            begins = tokens[subject.actor.first].start
            for verb in subject.verbs:
                later = [tokens[v.index].start for v in subject.verbs if v.index > verb.index]
                before = [begins] if tokens[verb.index].start < begins else []
                end = min([limit, *later, *before])
                told += self._spelled(sentence, tokens, subject, verb, end)
        return told

    def _spelled(self, sentence: Sentence, tokens: list[Token], subject: Subject, verb: Verb, end: int) -> list[Move]:
        actor = subject.actor
        span = (tokens[verb.index].start, tokens[verb.index + verb.length - 1].end)
        start = span[0] if verb.link == "state" else span[1]
        content = [(start, end)] if end > start else []
        speech = self._is_speech(verb.form.lemma)
        if speech and verb.link == "subject" and follows_report(tokens, actor.first):
            content.insert(0, (sentence.start, tokens[actor.first].start))
        return [
            Move(
                voice=voice,
                verb=span,
                form=verb.form,
                link=verb.link,
                sentence=sentence,
                helpers=verb.helpers,
                content=list(content),
                anaphor=actor.anaphor,
                before=subject.lead,
                embedded=subject.embedded,
                speech=speech,
                quoted=verb.quoted,
            )
            for voice in actor.voices
        ]

    def _is_speech(self, lemma: str) -> bool:
        return lemma in self.table.speech or (
            lemma not in SILENT and bool(set(self.table.leans.get(lemma, ())) - {"respond"})
        )

    def _subjects(self, tokens: list[Token], actors: list[Actor], spans: list[Placed]) -> list[Subject]:
        """Actors with a verb, in order; the floor changes hands on the way."""
        waiting: list[Actor | Anaphor] = [
            *actors,
            *anaphors(tokens, [(a, b, v) for v, a, b in spans]),
        ]
        found: list[Subject] = []
        over = -1
        for item in sorted(waiting, key=lambda x: x.first):
            if item.first <= over:
                continue
            if isinstance(item, Anaphor) and item.country:
                over = item.last
            if isinstance(item, Anaphor) and names_next(tokens, item, spans):
                continue
            actor = item if isinstance(item, Actor) else self._resolved(item)
            if actor is None:
                continue
            for voice in actor.voices:
                self.floor.hears(voice)
            verbs = verbs_of(self.view.reading.flat, tokens, actor, self.table)
            if not verbs:
                continue
            lead = lead_of(tokens, actor)
            found.append(Subject(actor, verbs, lead, self._is_embedded(tokens, found, actor, lead)))
            if not found[-1].embedded and lead not in OBLIQUE:
                self.floor.acts(actor.voices)
        kept = without_rivals(tokens, found)
        for subject in kept:
            if not subject.embedded and subject.lead not in OBLIQUE:
                self.floor.acts(subject.actor.voices)
        return kept

    def _actors(self, tokens: list[Token], spans: list[Placed]) -> list[Actor]:
        """The voices of a sentence that may act, alone or together; a country in the title of a person does not."""
        named = [
            self._spoken_for(tokens, v, a, b)
            for v, a, b in spans
            if a < b and not (v.type == "country" and titles(tokens, b, [x for x in spans if x[1] >= b][:1]))
        ]
        return coordinated(tokens, named)

    def _untitled(self, tokens: list[Token], actors: list[Actor], spans: list[Placed]) -> list[Actor]:
        """`actors` without those in the title of a person, "Hamas leader" before a name."""
        apart = [x for n, x in enumerate(spans) if not titles(tokens, x[2], spans[n + 1 : n + 2])]
        return actors if len(apart) == len(spans) else self._actors(tokens, apart)

    def _present(self, sentence: Sentence, tokens: list[Token]) -> list[Placed]:
        first, after = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
        voices = [v for v in self.voices[first:after] if not MODIFYING.match(self.flat, v.end)]
        return [(v, index_of(tokens, v.start), index_of(tokens, v.end)) for v in voices]

    def _spoken_for(self, tokens: list[Token], voice: Voice, first: int, after: int) -> Actor:
        """A voice with its tail: "White House official"; an unnamed official of "the ministry" speaks for it."""
        end = over_tail(tokens, after, self.table)
        tail = " ".join(t.low for t in tokens[after:end])
        if voice.kind == "unnamed":
            noun = next((t.low for t in tokens[first:after] if t.low in BODY_NOUNS), None) or serves(tokens, after)
            body = self.floor.named(noun) if noun else None
            if body is not None:
                voice = replace(body, start=voice.start, end=voice.end, office=True, roles=voice.name.lower())
        elif OUTSIDERS.search(tail) and voice.kind != "person":
            voice = replace(voice, kind="unnamed", key="unnamed")
        elif tail and voice.kind != "person":
            singular = not tail.endswith("s") and "'s" not in tail and OFFICIAL.search(tail) is not None
            voice = replace(voice, office=singular, roles=tail)
            if singular and voice.type == "country" and not tail.startswith(("spokes", "'s")):
                voice = replace(voice, kind="unnamed", key="unnamed")
        if first > 0 and tokens[first - 1].low == "(" and end < len(tokens) and tokens[end].low == ")":
            first, end = first - 1, end + 1
        return Actor((voice,), first, over_counterpart(tokens, end) if voice.kind == "person" else end)

    def _resolved(self, anaphor: Anaphor) -> Actor | None:
        named = self.floor.resolve(anaphor)
        if not named and anaphor.noun in OFFICES:
            named = (nobody(0, 0, anaphor.noun),)
        return Actor(named, anaphor.first, anaphor.last + 1, anaphor.noun) if named else None

    def _is_embedded(self, tokens: list[Token], earlier: list[Subject], actor: Actor, lead: str) -> bool:
        if lead in TELLING_WHEN:
            return False
        if lead == "that" and follows_participle(tokens, actor.first, self.table):
            return True
        for subject in reversed(earlier):
            closed = subject.lead in SUBORDINATE
            for verb in subject.verbs:
                if verb.index < actor.first and self._is_speech(verb.form.lemma) and verb.link != "relative":
                    between = [t.low for t in tokens[verb.index + verb.length : actor.first]]
                    apart = any(b in (";", "while", "but", "–", '"') for b in between) or between[-2:] == [",", "and"]
                    return not apart and not (closed and "," in between)
        return False

    def _other_moves(self, sentence: Sentence, tokens: list[Token], actors: list[Actor], taken: set[int]) -> list[Move]:
        """Voices after their verb: "said Kim", "according to Kim", "condemned by Kim"."""
        told: list[Move] = []
        for actor in actors:
            verb = verb_before(self.before, sentence, tokens, actor.first, self.table)
            verb = verb or owned(tokens, actor.after, self.table)
            if verb is None:
                continue
            link = verb.link
            span = (tokens[verb.index].start, tokens[verb.index + verb.length - 1].end)
            if link in ("inverted", "quoted") and span[0] in taken:
                continue
            if link in ("inverted", "quoted", "according") and actor.voices[0].kind != "unnamed":
                taken.add(span[0])
            last = actor.voices[0 if link in ("inverted", "quoted") else -1]
            content = [(sentence.start, span[0]), (last.end, sentence.end)]
            told += [
                Move(
                    voice=voice,
                    verb=span,
                    form=verb.form,
                    link=link,
                    sentence=sentence,
                    content=[c for c in content if c[0] < c[1]],
                    embedded=link == "passive" and is_told(tokens[: verb.index], self.table),
                    speech=link in ("according", "quoted", "silent")
                    or (link == "inverted" and self._is_speech(verb.form.lemma)),
                )
                for voice in (actor.voices[:1] if link in ("inverted", "quoted") else actor.voices)
            ]
        return told


SILENT = frozenset(
    "oversee supervise guide watch observe inspect celebrate mark commemorate fear ignore refrain avoid back".split()
)
"""Verbs that lean to a stance without words."""
CARRYING = frozenset(("quote", "cite"))
MODIFYING = re.compile(r"-[A-Za-z]")
"""After a name that only describes: "U.S.-based", "Iran-backed"."""
ISSUED = re.compile(
    r"\b(?:statement|report|letter|commentary|editorial|communique|press release|resolution|dispatch)\b"
)
