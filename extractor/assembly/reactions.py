"""Reactions: who is said to say or do what about the launches, in which stance, with the words quoted.

A candidate is an actor with a verb beside it, or an attribution. Its stance comes from the verb, from what the actor is
said to have said, and from whose launch it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.assembly.leaders import Figure
from extractor.assembly.slots import cut, found
from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.model.article import digest
from extractor.model.mention import Body, Person, Quote
from extractor.model.record import Event, Leader, Reaction
from extractor.reading import Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor, the verb that goes with it, and the stretch of text that holds what is said or done."""

    actor: Body | Person
    figure: Figure | None
    verb: tuple[int, int]
    content: tuple[int, int]
    sentence: Sentence
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class _Lexicon:
    verb: re.Pattern[str]
    stance_of_verb: dict[str, str]
    phrases: tuple[tuple[str, re.Pattern[str]], ...]


_BETWEEN = (
    r"(?:'s?)?(?: \([^)]{1,60}\))?(?:,[^,.;\"]{2,110},)?(?: (?:"
    r"has|have|had|also|later|then|further|again|strongly|sharply|immediately|separately|on \w+day|"
    r"earlier|swiftly|repeatedly|and \w+|jointly|both|however|meanwhile|officially|quickly|still|"
    r"previously|in a statement|officials?|spokes\w+|reportedly|state media|once|initially|publicly|"
    r"already|specifically|simply|has also|would|will|was|were|is|are|itself|now|\w+ly"
    r"))*,? "
)


@lru_cache(maxsize=4)
def _lexicon(knowledge: Knowledge) -> _Lexicon:
    table: dict[str, str] = {}
    for stance in knowledge.stances.stance:
        for verb in stance.verbs:
            table.setdefault(verb.lower(), stance.id)
    for verb in knowledge.stances.speech.verbs:
        table.setdefault(verb.lower(), "")
    words = "|".join(re.escape(v) for v in sorted(table, key=len, reverse=True))
    phrases = tuple(
        (
            s.id,
            re.compile(
                r"\b(?:" + "|".join(re.escape(p) for p in sorted(s.phrases, key=len, reverse=True)) + r")\b",
                re.IGNORECASE,
            ),
        )
        for s in knowledge.stances.stance
        if s.phrases
    )
    return _Lexicon(re.compile(rf"{_BETWEEN}(?P<verb>{words})\b", re.IGNORECASE), table, phrases)


def of_article(
    view: View, people: list[Figure], leaders: tuple[Leader, ...], events: tuple[Event, ...]
) -> tuple[Reaction, ...]:
    """Reactions of an article, one for each actor and stance, in the order of their first words."""
    lexicon = _lexicon(view.knowledge)
    launchers = {event.country.value for event in events if event.country}
    grouped: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates(view, people):
        stance = _stance(view, lexicon, candidate, launchers)
        if stance:
            grouped.setdefault((_name(candidate), stance), []).append(candidate)
    made = [_reaction(view, stance, group, leaders, events) for (_, stance), group in grouped.items()]
    return tuple(sorted(made, key=lambda r: r.evidence[0].start))


def candidates(view: View, people: list[Figure]) -> Iterator[Candidate]:
    """All actors with a verb, sentence by sentence; a pronoun speaks for the last person who spoke."""
    figure_of = {id(m): f for f in people for m in f.mentions}
    lexicon = _lexicon(view.knowledge)
    last: Body | Person | None = None
    for sentence in view.reading.sentences:
        actors: list[Body | Person] = [*view.of(Body, sentence), *view.of(Person, sentence)]
        mentions = sorted((m for m in actors if not getattr(m, "modifier", False)), key=lambda m: m.start)
        spoke = False
        for mention in mentions:
            if any(
                isinstance(o, Person) and o is not mention and o.start <= mention.start and mention.end <= o.end
                for o in mentions
            ):
                continue
            verb = _verb_of(view, sentence, mention, lexicon)
            if verb is None:
                continue
            last, spoke = mention, True
            yield _candidate(view, sentence, mention, figure_of.get(id(mention)), verb)
        if not spoke and last is not None:
            verb = _pronoun(view, sentence, lexicon)
            if verb is not None:
                yield _candidate(view, sentence, last, figure_of.get(id(last)), verb)


_SPOKE = r"(?:said|says|added|adds|told|wrote|warned|noted|explained|continued|asked|tweeted|according to|stated)"


def _verb_of(view: View, sentence: Sentence, mention: Body | Person, lexicon: _Lexicon) -> tuple[int, int] | None:
    flat = view.reading.flat
    after = lexicon.verb.match(flat, mention.end, sentence.end)
    before = flat[max(sentence.start, mention.start - 90) : mention.start]
    if after and not re.search(r"\b(?:of|in|with|by|from|to|at|against|on|over|near) (?:the )?$", before):
        return after.span("verb")
    said = re.search(
        rf"[\",.'] ?(?P<verb>{_SPOKE}) (?:[\w.'’-]+ ){{0,8}}?$|^(?P<att>[Aa]ccording to) (?:the )?$|"
        r"(?P<att2>according to) (?:the )?(?:[\w.'-]+ ){0,3}$",
        before,
    )
    if said:
        name = next(n for n in ("verb", "att", "att2") if said.group(n))
        offset = mention.start - len(before)
        return offset + said.start(name), offset + said.end(name)
    return None


_PRONOUN = re.compile(
    r"(?:\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]he (?:statement|ministry|spokes\w+|leader|president|minister|"
    r"secretary|official|agency|military|JCS|department|general|admiral|report)))"
)


def _pronoun(view: View, sentence: Sentence, lexicon: _Lexicon) -> tuple[int, int] | None:
    for match in _PRONOUN.finditer(view.reading.flat, sentence.start, sentence.end):
        verb = lexicon.verb.match(view.reading.flat, match.end(), sentence.end)
        if verb is not None:
            return verb.span("verb")
    return None


def _candidate(
    view: View, sentence: Sentence, actor: Body | Person, figure: Figure | None, verb: tuple[int, int]
) -> Candidate:
    quotes = tuple(q for q in view.of(Quote) if q.start < sentence.end and sentence.start < q.end)
    return Candidate(actor, figure, verb, (verb[1], sentence.end), sentence, quotes)


def _stance(view: View, lexicon: _Lexicon, candidate: Candidate, launchers: set[str]) -> str | None:
    flat = view.reading.flat
    verb = flat[slice(*candidate.verb)].lower()
    by_verb = lexicon.stance_of_verb.get(verb, "")
    content = (
        flat[candidate.sentence.start : candidate.actor.start] + " " + flat[slice(*candidate.content)]
        if candidate.quotes
        else flat[slice(*candidate.content)]
    )
    side = _country(candidate)
    own = side is not None and side in launchers
    if _is_analyst(candidate):
        return "assess"
    if isinstance(candidate.actor, Body) and candidate.actor.type == "media":
        return None
    if by_verb and by_verb not in ("announce", "respond", "assess", "urge_action"):
        return by_verb
    scores: dict[str, int] = {}
    for stance, pattern in lexicon.phrases:
        hits = len(pattern.findall(content))
        if hits:
            scores[stance] = hits
    if not own:
        scores.pop("announce", None)
        scores.pop("justify", None)
    if by_verb == "urge_action":
        return "urge_restraint" if scores.get("urge_restraint", 0) > scores.get("urge_action", 0) else "urge_action"
    if by_verb == "respond":
        return "respond" if scores.get("respond") else None
    if by_verb == "announce":
        return "announce" if own else None
    if not scores:
        return "assess" if by_verb == "assess" and not candidate.quotes else None
    return max(scores, key=lambda s: (scores[s], -[p[0] for p in lexicon.phrases].index(s)))


def _is_analyst(candidate: Candidate) -> bool:
    if isinstance(candidate.actor, Body):
        return candidate.actor.type == "institute"
    return candidate.figure is not None and any(m.standing == "analyst" for m in candidate.figure.mentions)


def _country(candidate: Candidate) -> str | None:
    return candidate.actor.country


def _name(candidate: Candidate) -> str:
    name = candidate.figure.name if candidate.figure else candidate.actor.text
    return " ".join(name.split())


def _reaction(
    view: View, stance: str, group: list[Candidate], leaders: tuple[Leader, ...], events: tuple[Event, ...]
) -> Reaction:
    first = group[0]
    name = _name(first)
    leader = next(
        (x for x in leaders if first.figure and any(e.start == first.figure.mentions[0].start for e in x.mentions)),
        None,
    )
    quotes: list[Quote] = []
    for candidate in group:
        quotes += [q for q in candidate.quotes if q not in quotes and len(q.text.split()) > 1]
    kind: Literal["person", "government", "body"] = (
        "person"
        if isinstance(first.actor, Person)
        else "government"
        if first.actor.type in ("country", "government")
        else "body"
    )
    country = leader.country if leader else first.actor.country
    return Reaction(
        reaction_id="r" + digest(view.reading.article.article_id, name, stance),
        actor=found(view, name, [first.actor]),
        actor_type=kind,
        leader_id=leader.leader_id if leader else None,
        country=country,
        stance=stance,  # type: ignore[arg-type]
        verb=view.reading.article.text[slice(*first.verb)],
        quote=" ... ".join(" ".join(q.text.split()) for q in quotes) or None,
        quote_kind="direct" if quotes else "indirect",
        about=events[0].event_id if events else None,
        evidence=tuple(
            cut(view, c.sentence.start, c.sentence.end) for c in sorted(group, key=lambda c: c.sentence.start)
        ),
        confidence=0.5,
    )
