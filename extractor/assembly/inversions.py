"""Verbs before their voice: "said Kim", "according to Kim", "condemned by Kim", "no word from Kim"."""

from __future__ import annotations

import re

from extractor.assembly.clauses import Verb
from extractor.assembly.floor import NOUNS
from extractor.assembly.verbs import Token, VerbForm, VerbTable, index_of
from extractor.knowledge.sieve import Sieve, Sifted
from extractor.reading import Sentence

_PAPERS = "statement|report|letter|post|message|commentary|editorial|study|assessment|release|tweet|tally"
_OUTSIDE = "and that by to in on at as from over near above toward towards against into off during after before about"
_TITLE = rf"(?:(?!(?:{_OUTSIDE.replace(' ', '|')})\b)[\w.'-]+ ){{0,9}}?"
_PERSONS = "|".join(noun for noun, sort in NOUNS.items() if sort == "person")
_BEFORE = (
    (
        "according",
        re.compile(
            rf"(?P<verb>[Aa]ccording to|[Ii]n the (?:words|view|opinion) of) {_TITLE}"
            rf"(?:(?:of|by|from|in|at|with) (?:the )?)?{_TITLE}$"
        ),
    ),
    ("inverted", re.compile(rf"[\",] ?(?P<verb>[a-z]+(?:ed|s|d|t|e)) (?!that\b|it\b|he\b|she\b|they\b){_TITLE}$")),
    (
        "inverted",
        re.compile(
            rf"[\",] ?(?P<verb>said|says|read|reads|added) (?:a|an|the) {_TITLE}(?:{_PAPERS}) "
            rf"(?:[\w-]+ ){{0,3}}?(?:by|from|of|on) {_TITLE}$"
        ),
    ),
    (
        "inverted",
        re.compile(rf"[\",] ?(?P<verb>said|says|added) (?:its|his|her|their|the|a|an) {_TITLE}(?:{_PERSONS}), $"),
    ),
    ("quoted", re.compile(rf"\b(?P<verb>quoted|quoting|cited|quotes) {_TITLE}$")),
    (
        "silent",
        re.compile(
            rf"\b(?P<verb>no|No) (?:\w+ ){{0,3}}(?:comment|response|reaction|word|statement|confirmation|mention)s? "
            rf"(?:\w+ ){{0,4}}?(?:from|by) (?:the )?{_TITLE}$"
        ),
    ),
    ("passive", re.compile(rf"\b(?P<verb>[a-z]+(?:ed|d|t|n)) by (?:the )?{_TITLE}$")),
    (
        "passive",
        re.compile(
            rf"\b(?:is|was|are|were|be|been|being) (?:\w+ly )?(?P<verb>[a-z]+(?:ed|d|t|n)) "
            rf"(?:(?!by\b|that\b)[\"\w'-]+,? ){{1,8}}?by (?:the )?{_TITLE}$"
        ),
    ),
    (
        "nominal",
        re.compile(
            rf"\b(?P<verb>[A-Za-z][a-z]+) (?:of|over|at|against|for|about) (?:[\w'.-]+ ){{1,8}}?"
            rf"(?:came|come|coming|comes|poured in) (?:\w+ly )?from (?:both )?(?:the )?{_TITLE}$"
        ),
    ),
    (
        "nominal",
        re.compile(
            rf"\b(?P<verb>[A-Za-z][a-z]+) (?:(?:has |have |had )?(?:came|come|coming) )?"
            rf"(?:from|by|of|in) (?:both )?(?:the )?{_TITLE}$"
        ),
    ),
)
OWNED = frozenset(("request",))
"""Acts whose doer may stand after "of": "the condemnation of Iran" may be of what Iran did."""


MAX_QUOTED = 20  # tokens from whom somebody quotes to "as saying", with an apposition between


BEFORE = Sieve(pattern for _, pattern in _BEFORE)


def verb_before(sifted: Sifted, sentence: Sentence, tokens: list[Token], index: int, table: VerbTable) -> Verb | None:
    """The verb before a voice at token `index`, by `BEFORE` over the text; its link says how the two hang together."""
    if index >= len(tokens):
        return None
    before = sifted.text[sentence.start : tokens[index].start]
    for number in sifted.within(sentence.start, tokens[index].start):
        link, pattern = _BEFORE[number]
        match = pattern.search(before)
        if match is None:
            continue
        at = index_of(tokens, sentence.start + match.start("verb"))
        if link == "nominal":
            lemma = table.nouns.get(match["verb"].lower())
            of_it = match.string[match.end("verb") :].startswith((" of", " in")) and " from " not in match.group()
            if lemma is None or (of_it and lemma not in OWNED):
                continue
            return Verb(at, 1, VerbForm(lemma, "noun"), link)
        found = table.at(tokens, at)
        if link == "according":
            return Verb(at, 2, VerbForm("according to", "base"), link)
        if link == "silent":
            return Verb(at, 1, VerbForm("decline", "past"), link)
        if link == "quoted":
            after = [t.low for t in tokens[index : index + MAX_QUOTED]]
            if "as" not in after or not {"saying", "telling", "calling", "warning", "writing", "adding"} & set(after):
                continue
            return Verb(at, 1, VerbForm("say", "past"), link)
        if (
            found is not None
            and found[0].tense in ("past", "s")
            and not (link == "inverted" and found[0].lemma in ("tell", "ask", "inform", "brief", "remind"))
        ):
            return Verb(at, found[1], found[0], link)
    return None


def owned(tokens: list[Token], after: int, table: VerbTable) -> Verb | None:
    """What a voice that ends before token `after` does by a noun: "Tokyo's strong condemnation of the launch"."""
    if after < len(tokens) and tokens[after].low == "sanctions":
        return Verb(after, 1, VerbForm("sanction", "noun"), "nominal")
    if after >= len(tokens) or tokens[after].low != "'s":
        return None
    for index in range(after + 1, min(len(tokens), after + 4)):
        lemma = table.nouns.get(tokens[index].low)
        if lemma is not None:
            return Verb(index, 1, VerbForm(lemma, "noun"), "nominal")
        if not tokens[index].word[0].isalpha():
            return None
    return None
