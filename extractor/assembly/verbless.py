"""Moves without a verb of their own: the agency of a dateline, a name with a colon, "so did Canada"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.assembly.move import OBLIQUE, Move
from extractor.assembly.subjects import Actor
from extractor.assembly.verbs import Token, VerbForm
from extractor.assembly.voices import Voice
from extractor.reading import Sentence

_DATELINE = re.compile(r"\)? ?(?:--+|[-\u2013\u2014])\s?")
_OPENING = re.compile(r"[^.!?]{0,60}[(, ]")
_SO, _DID = ("so", "as"), ("did", "do", "does", "have", "has", "had", "was", "were", "is", "are")
_ECHO = re.compile(rf"(?:^|[,;] |\band )(?:{'|'.join(_SO)}|and so|just as) (?:{'|'.join(_DID)})$", re.IGNORECASE)
ECHOED = 1  # sentences back to what is echoed
MAX_TITLE = 8  # tokens of a title before the name in "so did the Japanese foreign minister, ..."


def of_dateline(flat: str, sentence: Sentence, present: Sequence[Voice]) -> list[Move]:
    """The state agency that an article opens with tells what the article says: "Pyongyang, May 3 (KCNA) -- "."""
    voice = next((v for v in present if v.type == "state_media"), None)
    if sentence.index > 0 or voice is None:
        return []
    mark = _DATELINE.match(flat, voice.end)
    if mark is None or not _OPENING.fullmatch(flat, sentence.start, voice.start):
        return []
    return [_move(voice, (voice.end, voice.end), VerbForm("report", "past"), "dateline", sentence, mark.end())]


def of_colon(tokens: list[Token], sentence: Sentence, actors: Sequence[Actor]) -> list[Move]:
    """Who is named before a colon and a quotation: 'Admiral Pike: "We see them all."'."""
    return [
        _move(actor.voices[0], span, VerbForm("say", "past"), "colon", sentence, span[1])
        for actor in actors
        if [t.low for t in tokens[actor.after : actor.after + 2]] == [":", '"'] and actor.voices[0].kind == "person"
        for span in [(tokens[actor.after].start, tokens[actor.after].end)]
    ]


def of_echo(
    flat: str, tokens: list[Token], sentence: Sentence, actors: Sequence[Actor], earlier: Sequence[Move]
) -> list[Move]:
    """Who does what somebody before did: "Japan condemned the test, as did Canada"."""
    ends = {n + 2 for n, (so, did) in enumerate(pairwise(tokens)) if so.low in _SO and did.low in _DID}
    told: list[Move] = []
    for actor in actors if ends else ():
        first = next((n for n in range(actor.first, max(0, actor.first - MAX_TITLE) - 1, -1) if n in ends), 0)
        echo = _ECHO.search(flat[sentence.start : tokens[first - 1].end]) if first > 0 else None
        if echo is None:
            continue
        before = [m for m in earlier if m.verb[1] <= sentence.start + echo.start() + 1 and not m.embedded]
        copied = next((m for m in reversed(before) if m.before not in OBLIQUE), None)
        if copied is None or sentence.index - copied.sentence.index > ECHOED:
            continue
        for voice in actor.voices:
            move = _move(voice, (tokens[first - 1].start, tokens[first - 1].end), copied.form, "echo", sentence, 0)
            move.helpers, move.speech, move.content = copied.helpers, copied.speech, list(copied.content)
            told.append(move)
    return told


def _move(voice: Voice, verb: tuple[int, int], form: VerbForm, link: str, sentence: Sentence, start: int) -> Move:
    content = [(start, sentence.end)] if start < sentence.end else []
    return Move(voice=voice, verb=verb, form=form, link=link, sentence=sentence, content=content, speech=True)
