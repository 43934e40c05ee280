"""Doing: the first verb of a subject, and those in its asides, unless they are what another does to it."""

from __future__ import annotations

from extractor.assembly.clauses import Verb, first_verb
from extractor.assembly.further import infinitive, quoted_verb
from extractor.assembly.move import OBLIQUE
from extractor.assembly.subjects import Actor, is_object, is_plural, lead_of
from extractor.assembly.verbs import Token, VerbTable


def verbs_of(flat: str, tokens: list[Token], actor: Actor, table: VerbTable) -> list[Verb]:
    """The first verb of an actor and those in its asides; `flat` is the text with what is quoted."""
    asides: list[Verb] = []
    verb = first_verb(tokens, actor.after, table, asides, is_plural(actor))
    lead = lead_of(tokens, actor)
    acted_on = verb is None and (actor.anaphor or is_object(tokens, actor, table))
    if lead in OBLIQUE or lead in ADDRESSING or acted_on:
        asides = [a for a in asides if a.link != "gerund"]
    if verb is None and lead in CAUSING:
        verb = infinitive(tokens, actor.after, table)
    elif verb is None and lead == "," and _is_caused(tokens, actor.first):
        verb = infinitive(tokens, actor.after + 1, table)
    if verb is not None and verb.link == "participle" and lead in ADDRESSED:
        verb = None
    if verb is None:
        verb = quoted_verb(flat, tokens, actor.after, table)
    return [*([verb] if verb else []), *asides]


def _is_caused(tokens: list[Token], first: int) -> bool:
    """Whether a name between commas tells whose title was brought to act: "prompted the minister, Mr. Ota, to warn"."""
    before = [t.low for t in tokens[max(0, first - MAX_TITLE) : first]]
    return not CAUSING.isdisjoint(before) and before.count(",") == 1


MAX_TITLE = 10  # tokens of a title and a form of address
ADDRESSING = frozenset("told addressed met called asked phoned briefed urged thanked accused telling meeting".split())
"""What comes after whom these act on is done by their subject: "met Kim, telling him"."""
CAUSING = frozenset(
    "prompted prompting prompts led leading forced forcing pushed pushing caused causing drove driving spurred "
    "spurring compelled compelling".split()
)
ADDRESSED = OBLIQUE - {"with"}
"""A participle after whom these name is their subject's: "wrote to Kim expressing concern", not "with Kim calling"."""
