"""Quoting: whose words stand between quotation marks.

A quotation belongs to a move of its own sentence: the one it touches, else the nearest. Without one it goes on with the
words of whoever spoke last; far from them it makes a move of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractor.assembly.move import OBLIQUE, Move
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
    for quote in sorted(quotes, key=lambda q: q.start):
        near = _around(view, moves, quote)
        if near:
            first = min(near, key=lambda m: _cost(view, m, quote))
            for move in near:
                if move.verb == first.verb and move.sentence is first.sentence:
                    move.quotes.append(quote)
            continue
        earlier = [
            m
            for m in moves[: bisect_right(starts, quote.start)]
            if m.speech and not m.embedded and m.before not in OBLIQUE and m.link != "relative"
        ]
        last = earlier[-1] if earlier else None
        sentence = view.reading.sentence_at(quote.start)
        if last is None:
            continue
        going_on = [m for m in earlier if m.verb == last.verb]
        if sentence.paragraph - last.sentence.paragraph <= JOINED_PARAGRAPHS:
            for move in going_on:
                move.quotes.append(quote)
        elif sentence.paragraph - _reach(told, last) <= RUNNING_PARAGRAPHS:
            told += [_running(m, quote, sentence) for m in going_on]
    return sorted(told, key=lambda m: (m.verb, m.voice.start))


def _reach(told: list[Move], last: Move) -> int:
    """The last paragraph in which the speaker's words run on."""
    return max(m.sentence.paragraph for m in told if m.voice.key == last.voice.key and m.verb[0] >= last.verb[0])


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


def _around(view: View, moves: Sequence[Move], quote: Quote) -> list[Move]:
    """Moves in the sentences that a quotation touches, outside of it."""
    return [
        m
        for m in moves
        if m.sentence.start < quote.end and quote.start < m.sentence.end and not quote.start <= m.verb[0] < quote.end
    ]


def _cost(view: View, move: Move, quote: Quote) -> float:
    """How far a quotation is from a move: characters between, and signs that the words are not the voice's."""
    flat = view.reading.flat
    if move.verb[0] < quote.start:
        between = flat[move.verb[1] : quote.start]
        cost = 3 + len(between) / 12 + 8 * len(BREAKING.findall(between)) + 10 * (not move.speech)
    else:
        near = (
            min(move.verb[0], move.voice.start) if not move.anaphor and move.voice.start >= quote.end else move.verb[0]
        )
        between = flat[quote.end : near]
        touching = move.speech and NAMING.fullmatch(between) is not None
        cost = len(between) / 8 if touching else 16 + len(between) / 4 + 10 * (not move.speech)
    if move.form.lemma in CALLING and move.verb[1] <= quote.start and OBJECT.fullmatch(between):
        return 0
    cost += 20 * move.embedded + 40 * (move.before in OBLIQUE) + 12 * (move.link in ("state", "passive", "nominal"))
    return cost + 40 * (move.voice.type in ("media", "state_media") and move.form.lemma in RELAYING)


CALLING = frozenset(("call", "describe", "term", "label", "dub", "deem"))
OBJECT = re.compile(r" ?(?:[\w'-]++ ?){0,6}+[\"']?")
BREAKING = re.compile(r"[;]|\b(?:while|but|although|whereas)\b")
RELAYING = frozenset(("report", "quote", "cite", "carry", "according to", "publish", "release"))
NAMING = re.compile(r"[,.!?]?[\"']?,? ?(?:(?!and\b|while\b|but\b|with\b|as\b|when\b|after\b)[\w.'-]++,?+ ?+){0,12}+")
"""What stands between a quotation and its speaker when the two touch: marks, a title."""
