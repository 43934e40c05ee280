"""Further verbs of a subject: after "and", as participles, as infinitives, in quotation marks."""

from __future__ import annotations

from extractor.assembly.clauses import (
    AUXILIARIES,
    BREAKS,
    CONJUNCTIONS,
    NEGATIONS,
    PREPOSITIONS,
    Verb,
    is_preposition,
)
from extractor.assembly.verbs import Token, VerbForm, VerbTable, tokens_of


def further_verbs(tokens: list[Token], table: VerbTable) -> list[Verb]:
    """Verbs that go on with a subject named before: "... and ordered ...", "..., calling it ..."."""
    found: list[Verb] = []
    index = 0
    participle = False
    while index < len(tokens):
        verb = table.at(tokens, index)
        if verb is None:
            index += 1
            continue
        before = _before(tokens, index)
        form = verb[0]
        if is_preposition(tokens, index):
            pass
        elif form.tense == "ing" and (
            before in BREAKS
            or before in OPENING
            or (participle and before == "and")
            or _tells(tokens, index, form, table)
        ):
            found.append(Verb(index, verb[1], form, "gerund", _helpers(tokens, index)))
            participle = True
        elif (
            form.tense in ("past", "s")
            and before in ("and", "but", "then", "or", ",")
            and tokens[index].word[0].islower()
            and not (before == "," and form.lemma in INVERTING)
            and not (before == "or" and _is_denied(tokens, index))
        ):
            found.append(Verb(index, verb[1], form, "chain", _helpers(tokens, index)))
            participle = False
        index += verb[1]
    return found


def _is_denied(tokens: list[Token], index: int) -> bool:
    """Whether a verb after "or" is one of two things not done: "has not confirmed or denied"."""
    return any(t.low in NEGATIONS for t in tokens[max(0, index - MAX_DENIED) : index])


MAX_DENIED = 4  # tokens, "not yet confirmed or"
INVERTING = frozenset("say add write note".split())
"""After a comma alone these have their subject behind them: "..., said Mr. Ota"."""
OPENING = frozenset(("", "while", "before", "after", "by"))


def _tells(tokens: list[Token], index: int, form: VerbForm, table: VerbTable) -> bool:
    """Whether a participle right after a noun says what the act says: "issued a statement calling it illegal"."""
    previous = tokens[index - 1]
    is_noun = previous.word[0].isalnum() and previous.low not in NOT_NOUNS and not previous.low.endswith("ly")
    return is_noun and (form.lemma in table.speech or form.lemma in table.leans) and table.at(tokens, index - 1) is None


NOT_NOUNS = (
    AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | frozenset("the a an its his her their no any into as that".split())
)
SKIPPED = frozenset(
    "also has have had will would did not later then further is was never instead again earlier even thus still".split()
)


def _helpers(tokens: list[Token], index: int) -> tuple[str, ...]:
    helpers: list[str] = []
    while index > 0 and (tokens[index - 1].low in SKIPPED or tokens[index - 1].low.endswith("ly")):
        index -= 1
        helpers.insert(0, tokens[index].low)
    return tuple(helpers)


def _before(tokens: list[Token], index: int) -> str:
    """The word before a verb, adverbs and helpers left out."""
    index -= 1 + len(_helpers(tokens, index))
    return tokens[index].low if index >= 0 else ""


def infinitive(tokens: list[Token], index: int, table: VerbTable, link: str = "caused") -> Verb | None:
    """What somebody is brought to do, at the token after the name: "prompted the council to meet"."""
    if index + 1 >= len(tokens) or tokens[index].low != "to":
        return None
    found = table.at(tokens, index + 1)
    return Verb(index + 1, found[1], found[0], link) if found and found[0].tense == "base" else None


def purpose(tokens: list[Token], verb: Verb, table: VerbTable) -> Verb | None:
    """What is done where the verb itself says little: "continued to insist", "took the opportunity to condemn"."""
    if verb.form.lemma not in LIGHT or any(h in NEGATIONS for h in verb.helpers):
        return None
    index = verb.index + verb.length
    while index < min(len(tokens), verb.index + MAX_LIGHT):
        if tokens[index].low == "to":
            meant = infinitive(tokens, index, table, "infinitive")
            if meant is not None:
                return meant
            index += 2  # "took to Twitter to say"
            continue
        if not tokens[index].word[0].isalpha() or tokens[index].word[0].isupper() or tokens[index].low == "that":
            return None
        index += 1
    return None


LIGHT = frozenset(
    (
        "continue take use plan agree begin start seek move decide choose prepare intend rush work go hasten join opt"
    ).split()
)
MAX_LIGHT = 6  # tokens from such a verb to its "to"


def quoted_verb(flat: str, tokens: list[Token], after: int, table: VerbTable) -> Verb | None:
    """The verb that is quoted with its object, behind a subject: 'The ministry on Friday "condemned the launch"'.

    Only verbs of taking a stand: 'Kim "wants to show"' and 'Washington "is with us"' are words of somebody else.
    """
    at, helpers = _quotation(tokens, after)
    if at is None or (is_told(tokens[:after], table) and not _begins_anew(tokens, after)):
        return None
    begins, ends = tokens[at].end, tokens[at + 1].start
    words = tokens_of(flat, begins, min(ends, begins + MAX_OPENING))
    first = next((number for number, word in enumerate(words) if not word.low.endswith("ly")), 0)
    found = table.at(words, first) if words else None
    if found is None or found[0].tense not in (("past", "base") if helpers else ("past", "s")):
        return None
    if found[0].lemma not in VOICING and not set(table.leans.get(found[0].lemma, ())) - PLAIN:
        return None
    return Verb(at, 1, found[0], "subject", helpers, quoted=(words[first].start, words[first + found[1] - 1].end))


def _begins_anew(tokens: list[Token], after: int) -> bool:
    """Whether a clause of its own begins before a subject: '... "regrettable" and the European Union "condemned"'."""
    pairs = zip(
        tokens[max(0, after - MAX_SUBJECT) : after], tokens[max(1, after - MAX_SUBJECT + 1) : after], strict=False
    )
    return any(mark.low == '"' and joint.low in CONJUNCTIONS for mark, joint in pairs)


MAX_SUBJECT = 7  # tokens of a subject with the joint before it


def _quotation(tokens: list[Token], index: int) -> tuple[int | None, tuple[str, ...]]:
    """Where quoted words stand for a subject's verb, and the helpers before: 'has on Friday "condemned"'."""
    helpers: list[str] = []
    for at in range(index, min(len(tokens) - 1, index + MAX_BETWEEN)):
        low = tokens[at].low
        if low == tokens[at + 1].low == '"':
            return at, tuple(helpers)
        if low in AUXILIARIES:
            helpers.append(low)
        elif not tokens[at].word[0].isalnum() or low in CONJUNCTIONS:
            break
    return None, ()


def is_told(before: list[Token], table: VerbTable) -> bool:
    """Whether somebody said something before: 'Abe said that Washington "condemns it"' are Abe's words."""
    forms = (table.forms.get(token.low) for token in before)
    return any(form is not None and form.lemma in table.speech and form.tense in ("past", "s") for form in forms)


VOICING = frozenset(("express", "voice"))
MAX_BETWEEN = 7  # tokens between a subject and its quoted verb: "on Friday", "in a statement", "has repeatedly"
MAX_OPENING = 60  # characters of a quotation in which its verb stands, if it opens with one
PLAIN = frozenset(("assess", "respond", "announce"))
"""Stances whose verbs also say what somebody else thinks or does."""
