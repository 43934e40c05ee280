"""Features of a move: what tells which stance it takes, as short strings that a linear model weighs.

Some say what the lexicon says: "verb:condemn", "near:warn". The others are words, in the place they stand in; pairs of
words were worth nothing in cross-validation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.assembly.clauses import MODALS, NEGATIONS
from extractor.assembly.move import OBLIQUE, SUBORDINATE, Move
from extractor.assembly.verbs import verb_table
from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve, Sifted
from extractor.model.mention import Measure

NEAR_WORDS = 12  # words after the verb that say what is done; later ones mostly tell the story
FAR_WORDS = 45
LONG_QUOTE = 5  # words of a quotation that is a statement rather than a term

_WORD = re.compile(r"[a-z](?:[a-z'-]*[a-z])?|\d+")  # of a text in lower case
_STOP = frozenset(
    (
        "the a an of to in on at by for with and or as that this it its is was be been are were from had has "
        "have he she they his her their which who"
    ).split()
)


_PAST = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:last|previous|past|earlier this) (?:year|month|decade|week|summer|spring|fall)|"
    r"\bin (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of an article before its moves are weighed."""

    launchers: frozenset[str]
    sentences: int


def features(view: View, move: Move, setting: Setting) -> list[str]:
    """Features of one move, each once."""
    found = (
        "bias",
        *_frame(move),
        *_voice(move, setting),
        *_side(view, move, setting),
        *_place(view, move, setting),
        *_words(view, move),
        *_lexicon(view, move),
    )
    return list(dict.fromkeys(found))


def _frame(move: Move) -> Iterator[str]:
    """How the clause is built."""
    lemma = move.form.lemma
    yield f"link={move.link}"
    yield f"verb={lemma}"
    yield f"verb={lemma}|{move.link}"
    yield f"tense={move.form.tense}"
    if move.anaphor:
        yield f"anaphor={move.anaphor if move.anaphor in ('he', 'she', 'it', 'they', 'statement') else 'noun'}"
    if move.before in OBLIQUE:
        yield "oblique"
        yield f"before={move.before}"
    if move.before in SUBORDINATE:
        yield f"clause={move.before}"
        yield "clause"
    if move.embedded:
        yield "embedded"
    yield "speech" if move.speech else "deed"
    for helper in move.helpers:
        if helper in NEGATIONS:
            yield "negated"
            yield f"not|{lemma}"
        elif helper in MODALS:
            yield f"modal={helper}"
        elif helper in ("have", "has", "had", "was", "were", "is", "are", "been", "being"):
            yield f"aux={helper}"
        else:
            yield f"adverb={helper}"


def _voice(move: Move, setting: Setting) -> Iterator[str]:
    voice = move.voice
    side = _side_of(move, setting)
    yield f"side={side}"
    yield f"type={voice.type}"
    yield f"type={voice.type}|{side}"
    yield f"kind={voice.kind}"
    yield f"country={voice.country}"
    if voice.office:
        yield "office"
    if voice.modified:
        yield "team"
    yield f"side={side}|{'speech' if move.speech else 'deed'}"


def _side_of(move: Move, setting: Setting) -> str:
    country = move.voice.country
    return "own" if country in setting.launchers else "other" if country else "none"


_LAUNCHING = Sieve(
    (
        re.compile(
            r"\b(?:launch\w*|fire[ds]?|firing|tests?|tested|testing|shot|shoots?|missiles?|rockets?|satellites?)\b",
            re.IGNORECASE,
        ),
    )
)
LAUNCH_CHARS = 200  # of what is said; what it is about stands at its head


def _side(view: View, move: Move, setting: Setting) -> Iterator[str]:
    """What a side does: the same verb is one thing of who launches and another of who is threatened."""
    side = _side_of(move, setting)
    yield f"verb={move.form.lemma}|{side}"
    if _speaks_of_launching(view, [move.verb, *move.content]):
        yield f"launch|{side}"
        yield f"launch|{side}|{'speech' if move.speech else 'deed'}"
    else:
        yield f"no launch|{side}"
    if move.undergoes:
        yield "undergoes"
        yield f"undergoes|{move.form.lemma}"


def _speaks_of_launching(view: View, said: list[tuple[int, int]]) -> bool:
    """Whether the first words of what is said name a launch, or a thing launched."""
    launching = _LAUNCHING.over(view.reading.flat, view.reading.folded)
    left = LAUNCH_CHARS
    for start, end in said:
        if launching.holds(0, start, min(end, start + left)):
            return True
        left -= end + 1 - start
        if left <= 0:
            break
    return False


def _place(view: View, move: Move, setting: Setting) -> Iterator[str]:
    sentence = move.sentence
    if sentence.index == 0:
        yield "first"
    yield f"part={min(3, 4 * sentence.index // max(1, setting.sentences))}"
    words = view.flat(sentence)
    if any(m.dimension in ("distance", "altitude", "duration") for m in view.of(Measure, sentence)):
        yield "flight"
        yield f"flight|{'speech' if move.speech else 'deed'}"
    if view.once(("past", sentence.index), lambda: _PAST.search(words) is not None):
        yield "past"
    long_ = [q for q in move.quotes if len(q.text.split()) >= LONG_QUOTE]
    if long_:
        yield "quote"
    elif move.quotes:
        yield "term"
    if move.quotes and move.link == "running":
        yield "running|" + ("sentence" if move.quotes[0].text[:1].isupper() else "fragment")


def _words(view: View, move: Move) -> Iterator[str]:
    """Words around the verb and in the quotations."""
    near, far, quoted = _texts(view, move)
    yield from [f"n={word}" for word in dict.fromkeys(near) if word not in _STOP]
    yield from [f"f={word}" for word in dict.fromkeys(far) if word not in _STOP]
    for word in dict.fromkeys(quoted):
        if word not in _STOP:
            yield f"q={word}"
            yield f"f={word}"


def _texts(view: View, move: Move) -> tuple[list[str], list[str], list[str]]:
    """Words right after the verb, other words of the clause, words of the quotations; stems in lower case."""
    low = view.reading.low
    near: list[str] = []
    far: list[str] = []
    for start, end in move.content:
        words = [stem(w) for w in _WORD.findall(low, start, end)][:FAR_WORDS]
        if start >= move.verb[1] and not near:
            near = words[:NEAR_WORDS]
        far += words
    quoted = [stem(w) for q in move.quotes for w in _WORD.findall(low, q.start, q.end)]
    return near, far, quoted


@lru_cache(maxsize=20000)
def stem(word: str) -> str:
    """A word without its ending: plurals, tenses and adverbs fall together, no more."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "edly", "ed", "ly", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def _lexicon(view: View, move: Move) -> Iterator[str]:
    table = verb_table(view.knowledge)
    for stance in table.leans.get(move.form.lemma, ()):
        yield f"verb:{stance}"
        if any(h in NEGATIONS for h in move.helpers):
            yield f"unverb:{stance}"
    spans = [c for c in move.content if c[0] < c[1]]
    whole = [(move.verb[0], e) if s == move.verb[1] else (s, e) for s, e in spans]
    quotes = [(q.start, q.end) for q in move.quotes]
    entries, sieve = _entries(view.knowledge)
    sifted = sieve.over(view.reading.flat, view.reading.folded)
    for number in sifted.around([*quotes, *whole]):
        kind, stance = entries[number]
        if kind == "sign":
            yield from _signs(sifted, number, stance, whole, quotes)
        else:
            near = [(s, min(e, s + NEAR_CHARS)) for s, e in spans if s >= move.verb[1]][:1]
            for place, stretches in (("quote", quotes), ("near", near), ("far", spans)):
                if any(sifted.holds(number, s, e) for s, e in stretches):
                    yield f"{place}:{stance}"


def _signs(
    sifted: Sifted, number: int, stance: str, whole: list[tuple[int, int]], quotes: list[tuple[int, int]]
) -> Iterator[str]:
    """Signs of a stance in the clause and in the quotations: one, or several different ones."""
    for place, stretches in (("", [(s, min(e, s + SIGN_CHARS)) for s, e in whole]), ("q", quotes)):
        seen = {match.group().lower() for s, e in stretches for match in sifted.finditer(number, s, e)}
        if seen:
            yield f"{place}sign:{stance}"
        if len(seen) > 1:
            yield f"{place}signs:{stance}"


SIGN_CHARS = 260


@lru_cache(maxsize=4)
def _entries(knowledge: Knowledge) -> tuple[tuple[tuple[str, str], ...], Sieve]:
    """The lexicon's phrases and signs, one pattern a stance, each with its kind and stance."""
    words = {
        **{("phrase", s.id): [_pattern(p) for p in s.phrases] for s in knowledge.stances.stance if s.phrases},
        **{("sign", s.id): [_sign(p) for p in s.signs] for s in knowledge.stances.stance if s.signs},
    }
    compiled = (re.compile(r"\b(?:" + "|".join(w) + ")", re.IGNORECASE) for w in words.values())
    return tuple(words), Sieve(compiled, looks_inside=False)


def _sign(phrase: str) -> str:
    pattern = (
        phrase.replace(".", r"\.")
        .replace("*", r"\w*")
        .replace("~~", r"(?: [\w'-]+){0,5}")
        .replace("~", r"(?: [\w'-]+){0,2}")
    )
    pattern = pattern.replace("%", r"(?:[\w'-]+ )?")
    return pattern if phrase.endswith(("*", " ")) else pattern + r"\b"


NEAR_CHARS = 70


def _pattern(phrase: str) -> str:
    """A lexicon phrase as a pattern: "*" ends a word in any way, "~" stands for up to two words."""
    pattern = re.escape(phrase).replace(r"\*", r"\w*").replace(r"\~", r"(?: \w+){0,2}").replace("~", r"(?: \w+){0,2}")
    return pattern if phrase.endswith("*") else pattern + r"\b"
