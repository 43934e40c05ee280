"""Verbs of saying and doing: the inflected forms of the stance lexicon, and where they stand in a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from extractor.knowledge.reader import Knowledge


class Token(NamedTuple):
    """A word or a mark of punctuation; there are more of them than of anything else, and a tuple is made fastest."""

    start: int
    end: int
    word: str
    low: str


@dataclass(frozen=True, slots=True)
class VerbForm:
    """What one inflected form can be: its dictionary form, and which form it is (base, s, past, ing)."""

    lemma: str
    tense: str


@dataclass(frozen=True, slots=True)
class VerbTable:
    """Inflected forms by their first word; verbs of more words with the words that follow."""

    begins: frozenset[str]
    """First words of all forms: most words are none."""
    forms: dict[str, VerbForm]
    longer: dict[str, tuple[tuple[tuple[str, ...], VerbForm], ...]]
    leans: dict[str, tuple[str, ...]]
    """Stances a verb leans to, by dictionary form."""
    speech: frozenset[str]
    nouns: dict[str, str]
    """Nouns for what somebody says or does, each with its verb: "condemnation", "condemn"."""

    def at(self, tokens: list[Token], index: int) -> tuple[VerbForm, int] | None:
        """The verb that begins at a token, and the number of tokens it takes."""
        low = tokens[index].low
        if low not in self.begins:
            return None
        for rest, form in self.longer.get(low, ()):
            following = tuple(t.low for t in tokens[index + 1 : index + 1 + len(rest)])
            if following == rest:
                return form, 1 + len(rest)
        found = self.forms.get(low)
        return (found, 1) if found else None


_LETTER = r"[A-Za-z\u00c0-\u024f]"
_INNER = r"[\w\u00c0-\u024f]*"
_TOKEN = re.compile(
    rf"{_LETTER}{_INNER}(?:(?:[-.](?={_LETTER})|'(?<=n')(?=t\b)|(?<=[A-Z])\.){_INNER})*|\d[\d,.]*|'s\b|[^\s\w]"
)


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Words and marks of a stretch of text, in order."""
    return [
        _token(Token, (match.start(), match.end(), word := match.group(), word.lower()))
        for match in _TOKEN.finditer(text, start, end)
    ]


_token = tuple.__new__  # what `Token._make` does, without a call of Python's own


def index_of(tokens: list[Token], offset: int) -> int:
    """The first token that begins at an offset or after it."""
    return bisect_left(tokens, offset, key=_START)


_START = attrgetter("start")


@lru_cache(maxsize=4)
def verb_table(knowledge: Knowledge) -> VerbTable:
    """All forms of the verbs in the stance lexicon."""
    stances = knowledge.stances
    leans: dict[str, list[str]] = {}
    for stance in stances.stance:
        for verb in stance.verbs:
            leans.setdefault(verb, []).append(stance.id)
    irregular = {lemma: tuple(forms.split()) for lemma, forms in stances.irregular.items()}
    forms: dict[str, VerbForm] = {}
    longer: dict[str, list[tuple[tuple[str, ...], VerbForm]]] = {}
    for lemma in dict.fromkeys([*leans, *stances.speech.verbs, *stances.deed.verbs]):
        first, *rest = lemma.split()
        for word, tense in inflect(first, irregular.get(first, ())):
            if rest:
                longer.setdefault(word, []).append((tuple(rest), VerbForm(lemma, tense)))
            else:
                forms.setdefault(word, VerbForm(lemma, tense))
    table = {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in longer.items()}
    nouns = {noun: lemma for lemma, row in stances.nouns.items() for noun in row.split()}
    return VerbTable(
        frozenset((*forms, *table)),
        forms,
        table,
        {k: tuple(v) for k, v in leans.items()},
        frozenset(stances.speech.verbs),
        nouns,
    )


def inflect(verb: str, irregular: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Forms of a verb with their tense: base, s, past, ing. `irregular` forms replace the regular ones."""
    ing = [f for f in irregular if f.endswith("ing")]
    third = [f for f in irregular if f.endswith("s") and f != "was"]
    past = [f for f in irregular if f not in ing and f not in third]
    return [
        *([] if verb in past else [(verb, "base")]),
        *((form, "s") for form in third or [_third(verb)]),
        *((form, "past") for form in past or [_past(verb)]),
        *((form, "ing") for form in ing or [_ing(verb)]),
    ]


def _third(verb: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    return verb[:-1] + "ing" if re.search(r"[^eoy]e$", verb) else verb + "ing"


def over_date(tokens: list[Token], index: int) -> int:
    """Past a date without a preposition: "the council July 15 adopted", "Tokyo, 15 July 2006, condemned"."""
    pair = tokens[index : index + 2]
    months = [t for t in pair if t.word[0].isupper() and t.low in MONTHS]
    if not months or not any(t.low[0].isdigit() for t in pair):
        return index
    index += 2
    following = [t.low.rstrip(",") for t in tokens[index : index + 2]]
    apart = following[:1] == [""]  # "July 15, 2006"
    if len(year := "".join(following[: 1 + apart])) == YEAR and year.isdigit():
        index += 1 + apart
    return index + (index < len(tokens) and tokens[index].low == ",")


YEAR = 4  # digits


MONTHS = frozenset(
    (
        "january february march april may june july august september october november december jan feb mar apr jun jul "
        "aug sep sept oct nov dec"
    ).split()
)
