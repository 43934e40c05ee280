"""Quoting: whose words stand between quotation marks.

A quotation belongs to a move of its own sentence: the one it touches, else the nearest. Without one it goes on with the
words of whoever spoke last; far from them it makes a move of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import takewhile

from extractor.assembly.move import ASIDE, OBLIQUE, SUBORDINATE, Move
from extractor.assembly.verbs import VerbForm
from extractor.assembly.view import View
from extractor.model.mention import Quote
from extractor.reading import Sentence

JOINED_PARAGRAPHS = 1  # words that go on so near are of one piece with those before
RUNNING_PARAGRAPHS = 2  # a quotation further from the last words of the speaker than this is somebody else's


def give(view: View, moves: Sequence[Move], quotes: Sequence[Quote]) -> list[Move]:
    """Moves with their quotations, and new ones for quotations that go on without an attribution."""
    told = list(moves)
    starts = [m.verb[0] for m in moves]
    speakers = [m for m in moves if m.speech and not m.embedded and m.before not in OBLIQUE and m.link not in ASIDE]
    for quote in sorted(quotes, key=lambda q: q.start):
        near = _around(view, moves, starts, quote)
        if near:
            relayed = any(m.speech and not m.embedded and m.voice.type in MEDIA for m in near)
            first = min(near, key=lambda m: _cost(view, m, quote) - INNER * (m.embedded and m.speech and relayed))
            sharing = [m for m in near if m.verb == first.verb and m.sentence is first.sentence]
            own = [m for m in sharing if m.link == "quoted"] or [m for m in sharing if not m.undergoes]
            for move in own or sharing:
                move.quotes.append(quote)
            continue
        earlier = speakers[: bisect_right(speakers, quote.start, key=_at)]
        last = _last(earlier)
        sentence = view.reading.sentence_at(quote.start)
        if last is None or _is_inside(view, quote, sentence):
            continue
        going_on = [m for m in earlier[bisect_left(earlier, last.verb[0], key=_at) :] if m.verb == last.verb]
        if sentence.paragraph - last.sentence.paragraph <= JOINED_PARAGRAPHS:
            for move in going_on:
                move.quotes.append(quote)
        elif sentence.paragraph - _reach(told, last) <= RUNNING_PARAGRAPHS:
            told += [_running(m, quote, sentence) for m in going_on]
    return sorted(told, key=lambda m: (m.verb, m.voice.start))


def masked(flat: str, quotes: list[Quote]) -> str:
    """The text with quoted speech blotted out: what is inside says nothing of who says it."""
    parts: list[str] = []
    at = 0
    for quote in sorted(quotes, key=lambda q: q.start):
        if quote.start < at:
            continue
        parts += [flat[at : quote.start], "_" * (quote.end - quote.start)]
        at = quote.end
    return "".join([*parts, flat[at:]])


def _last(earlier: Sequence[Move]) -> Move | None:
    """Who spoke last: of a sentence that only a paper relays its speaker, "..., Kim said, according to the daily"."""
    if not earlier:
        return None
    sentence = [*takewhile(lambda m: m.sentence is earlier[-1].sentence, reversed(earlier))]
    return next((m for m in sentence if not _relays(m)), sentence[0])


def _at(move: Move) -> int:
    return move.verb[0]


def _relays(move: Move) -> bool:
    return move.voice.type in MEDIA and move.form.lemma in RELAYING


def _reach(told: list[Move], last: Move) -> int:
    """The last paragraph in which the speaker's words run on."""
    return max(m.sentence.paragraph for m in told if m.voice.key == last.voice.key and m.verb[0] >= last.verb[0])


def _is_inside(view: View, quote: Quote, sentence: Sentence) -> bool:
    """Whether a clause of somebody who is not known holds the quotation: 'Critics there spoke of "a trap"'."""
    before = view.reading.flat[sentence.start : quote.start]
    inside = quote.text[:1].islower() and sum(word.isalpha() for word in before.split()) >= LONG_CLAUSE
    return inside or quote.text.isupper()  # the headline of another story


LONG_CLAUSE = 4  # words before a quotation that make a clause of their own


def _running(last: Move, quote: Quote, sentence: Sentence) -> Move:
    return Move(
        voice=last.voice,
        verb=(quote.start, quote.start),
        form=VerbForm("say", "past"),
        link="running",
        sentence=sentence,
        content=[(quote.start, quote.end)],
        speech=True,
        quotes=[quote],
        anaphor=last.anaphor,
    )


def _around(view: View, moves: Sequence[Move], starts: Sequence[int], quote: Quote) -> list[Move]:
    """Moves in the sentences that a quotation touches, outside of it; '"Will you help?" the envoy asked' is one."""
    end = quote.end + (ASKED if quote.text.endswith(("?", "!")) else 0)
    first, last = view.reading.sentence_at(quote.start), view.reading.sentence_at(end - 1)
    return [
        m
        for m in moves[bisect_left(starts, first.start) : bisect_right(starts, last.end)]
        if m.sentence.start < end
        and quote.start < m.sentence.end
        and not quote.start <= m.verb[0] < quote.end
        and (m.sentence.start < quote.end or _asks(view.reading.flat, m, quote))
    ]


def _asks(flat: str, move: Move, quote: Quote) -> bool:
    """Whether the sentence after a question or a cry only says whose it is: '"Who knows?" Kim asked on Friday'."""
    near = min(move.verb[0], move.voice.start if move.voice.start >= quote.end else move.verb[0])
    named = NAMING.fullmatch(flat[quote.end : near]) is not None
    return move.speech and named and SAID.match(flat, max(move.verb[1], move.voice.end)) is not None


def _cost(view: View, move: Move, quote: Quote) -> float:
    """How far a quotation is from a move: characters between, and signs that the words are not the voice's."""
    flat = view.reading.flat
    if move.verb[0] < quote.start:
        between = flat[move.verb[1] : quote.start]
        cost = 3 + len(between) / 12 + 8 * len(BREAKING.findall(between)) + 10 * (not move.speech)
        cost += CLOSED * ((move.before in SUBORDINATE or move.link == "relative") and "," in between)
        if move.form.lemma in CALLING and OBJECT.fullmatch(between):
            return 0
    else:
        named = (
            not move.anaphor and move.voice.start >= quote.end and move.link not in ("gerund", "chain", "infinitive")
        )
        near = min(move.verb[0], move.voice.start) if named else move.verb[0]
        between = flat[quote.end : near]
        closed = SUBORDINATING.search(between) is not None
        if move.speech and not closed and NAMING.fullmatch(between):
            cost = len(between) / 8 + INSIDE * (move.link != "according" and _goes_on(view, quote))
        else:
            cost = 16 + len(between) / 4 + 10 * (not move.speech) + CLOSED * closed
        cost += CLOSED * (move.sentence.start <= move.voice.start < quote.start and not move.anaphor)
    cost += (
        20 * move.embedded
        + 40 * (move.before in OBLIQUE)
        + 12 * (move.link in ("state", "nominal") or (move.undergoes and not move.speech))
    )
    return cost + (40 if move.form.lemma in ("quote", "cite") else RELAYED) * _relays(move)


def _goes_on(view: View, quote: Quote) -> bool:
    """Whether a quotation ends a clause that begins before it: 'It was "a warning", he said'."""
    before = view.reading.flat[view.reading.sentence_at(quote.start).start : quote.start]
    return quote.text[:1].islower() and any(c.isalpha() for c in before)


MEDIA = ("media", "state_media")
INNER = 20  # for words of somebody in what another is said to say, if the other is no medium that relays them
ASKED = 3  # characters from the end of an asked or cried quotation to the next sentence
CLOSED = 20  # for a clause that has ended, or begins, between the verb and the quotation
INSIDE = 8
RELAYED = 8
SAID = re.compile(
    r"\W*$|\s*[.,:;\"']| (?:in|on|to|at|after|during|as|when|with|from|of|while|[a-z]+ly|[A-Z][a-z]+day)\b"
)
"""What follows a verb of saying whose words are told already."""
SUBORDINATING = re.compile(rf"\b(?:{'|'.join(sorted(SUBORDINATE))}|that|than)\b")
CALLING = frozenset(("call", "describe", "term", "label", "dub", "deem"))
OBJECT = re.compile(r" ?(?:[\w'-]++ ?){0,6}+[\"']?")
BREAKING = re.compile(r"[;]|\b(?:while|but|although|whereas)\b")
RELAYING = frozenset(("report", "quote", "cite", "carry", "according to", "publish", "release"))
NAMING = re.compile(r"[,.!?]?[\"']?,? ?(?:(?!and\b|while\b|but\b|with\b|as\b|when\b|after\b)[\w.'-]++,?+ ?+){0,12}+")
"""What stands between a quotation and its speaker when the two touch: marks, a title."""
