"""Offices of a day: titles that by the knowledge base were not, or were no longer, those of the person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from extractor.assembly.slots import cut
from extractor.assembly.verbs import tokens_of, verb_table
from extractor.assembly.view import View
from extractor.knowledge import forms
from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Person
from extractor.model.record import Leader, Warning

_BEFORE = re.compile(r"^(?:former|ex)(?:\b|-) ?")
_QUALIFIED = re.compile(r"^(?:then|late|acting|first|deputy|vice|incoming|outgoing|interim)\b|-elect\b")
_PAST = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:late|killed|killing|died|death|dead|slain|assassinat\w+|anniversary|father|grandfather|"
    r"predecessor|years? ago|decades? ago|last year|at the time|back then|when \w+ was|during the|under)\b",
    re.IGNORECASE,
)
"""Signs that a sentence tells of the past: a title is then that of the time told of."""
_REACH = 4  # words from a name to its verb: "President Lee on Tuesday condemned"


def mismatches(view: View, leader: Leader, path: str) -> Iterator[Warning]:
    """Warnings for titles of a leader that do not fit the day of publication, one for each title.

    Nothing is said without a publication date, of people whom the knowledge base does not know, and of titles in
    sentences about the past.
    """
    published = view.reading.published
    row = _leader_named(view.knowledge, leader.canonical_name)
    if row is None or published is None:
        return
    told: set[str] = set()
    starts = {mention.start for mention in leader.mentions}
    for mention in (m for m in view.of(Person) if m.start in starts):
        for start, end in mention.roles:
            title = " ".join(view.reading.low[start:end].split())
            said = _fault(view, row, published, mention, title)
            if said and said not in told:
                told.add(said)
                yield Warning(code="office_mismatch", message=said, path=path, evidence=(cut(view, start, end),))


def _fault(view: View, row: forms.Leader, published: date, mention: Person, title: str) -> str | None:
    """What is wrong with a title, in words; None where nothing is."""
    if _QUALIFIED.search(title):
        return None
    plain = _BEFORE.sub("", title)
    offices = _offices(view.knowledge, plain)
    terms = [term for term in row.terms if term.office in offices]
    holds = any(t.since <= published and (t.until is None or published <= t.until) for t in terms)
    if plain != title:
        return f"{row.name} was {plain}, not {title}, on {published}." if holds else None
    if not terms or holds or not _acts(view, mention):
        return None
    return f"{row.name} was not {title} on {published}."


@lru_cache(maxsize=4096)
def _leader_named(knowledge: Knowledge, name: str) -> forms.Leader | None:
    return next((row for row in knowledge.leaders.leader if row.name == name), None)


@lru_cache(maxsize=4096)
def _offices(knowledge: Knowledge, plain: str) -> frozenset[str]:
    """Ids of the offices that a title names."""
    titles = _titles(knowledge)
    words = plain.split(" ")
    endings = (" ".join(words[first:]) for first in range(len(words)))  # a country may stand before: "U.S. president"
    return frozenset(office for ending in endings for office in titles.get(ending, ()))


@lru_cache(maxsize=4)
def _titles(knowledge: Knowledge) -> dict[str, list[str]]:
    """Ids of offices by their titles in lower case."""
    table: dict[str, list[str]] = {}
    for office in knowledge.leaders.office:
        for title in office.titles:
            table.setdefault(title.lower(), []).append(office.id)
    return table


def _acts(view: View, mention: Person) -> bool:
    """Whether the person does something in a sentence of the present: "President Lee condemned the launch"."""
    sentence = view.reading.sentence_at(mention.start)
    if _PAST.search(view.flat(sentence)):
        return False
    table = verb_table(view.knowledge)
    tokens = tokens_of(view.reading.flat, mention.end, sentence.end)[: _REACH + 1]
    for index, token in enumerate(tokens):
        verb = table.at(tokens, index)
        if verb is not None and token.word.islower():
            return verb[0].tense in ("past", "s") and verb[0].lemma != "be"
        if not token.word[0].isalpha():
            return False
    return False
