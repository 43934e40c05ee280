"""Subjects: which voices act together, where their name ends, and which verbs of a sentence are theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.assembly.clauses import AUXILIARIES, PREPOSITIONS, Verb
from extractor.assembly.floor import BODY_NOUNS, NOUNS, Anaphor
from extractor.assembly.further import OPENING
from extractor.assembly.move import OBLIQUE
from extractor.assembly.verbs import Token, VerbTable
from extractor.assembly.voices import Voice


@dataclass(frozen=True, slots=True)
class Actor:
    """Voices as one subject: tokens [first, after) of the sentence."""

    voices: tuple[Voice, ...]
    first: int
    after: int
    anaphor: str = ""


@dataclass(slots=True)
class Subject:
    """An actor with its first verb, and what hangs on it."""

    actor: Actor
    verbs: list[Verb]
    lead: str
    """What `lead_of` tells of the actor."""
    embedded: bool = False


def is_plural(actor: Actor) -> bool:
    """Whether a verb in the base form agrees with a subject."""
    names = [v.name for v in actor.voices]
    return len(names) > 1 or (
        actor.anaphor in ("they", "") and names[0].lower().endswith(PLURALS) and actor.voices[0].kind != "person"
    )


PLURALS = tuple(
    (
        "officials authorities forces militaries houthis rebels guards diplomats leaders troops police "
        "experts analysts chiefs commanders sources people states media nations others staff observers "
        "lawmakers democrats republicans critics residents reports allies military government idf taliban "
        "hezbollah hamas"
    ).split()
)


def lead_of(tokens: list[Token], actor: Actor) -> str:
    """The word before a subject, with articles left out, and the title of a person: "Secretary of State John Kerry"."""
    first = actor.first - 1
    person = actor.voices[0].kind == "person" and not actor.anaphor
    while first > 0 and (tokens[first].low in ARTICLES or (person and _in_title(tokens, first))):
        first -= 1
    if first >= 0 and tokens[first].low in OBLIQUE and _is_paper(tokens, first):
        return "paper"
    if first > 0 and tokens[first].low == "of" and tokens[first - 1].low in MEMBERS:
        first -= 1
        while first >= 0 and tokens[first].low in ARTICLES | MEMBERS | KINDS:
            first -= 1
    return tokens[first].low if first >= 0 else ""


def is_object(tokens: list[Token], actor: Actor, table: VerbTable) -> bool:
    """Whether a voice is whom another takes a stand against or for: "denounced North Korea, saying"."""
    verb = table.at(tokens, actor.first - 1) if actor.first > 1 else None
    leans = set(table.leans.get(verb[0].lemma, ())) if verb else set()
    return bool(leans - {"assess"}) and tokens[actor.first - 2].low not in (",", '"')


MEMBERS = frozenset(
    "ministers ministries leaders presidents premiers chancellors governments militaries armies envoys".split()
)
"""Those who speak for the countries named after them: "the foreign ministers of France and Germany"."""
KINDS = frozenset("foreign defense defence finance prime interior joint military chief heads top senior".split())


def _is_paper(tokens: list[Token], index: int) -> bool:
    """Whether the words of a paper are its author's: "a statement by", "a commentary run on the website of"."""
    for earlier in range(index - 1, max(-1, index - 6), -1):
        if tokens[earlier].low in PAPERS:
            return earlier > 0 and tokens[earlier - 1].low not in OBLIQUE - {"of"}
        if not tokens[earlier].word[0].islower():
            return False
    return False


PAPERS = frozenset("statement commentary editorial communique dispatch letter readout report post message".split())


def _in_title(tokens: list[Token], index: int) -> bool:
    if tokens[index].low in ("of", "to", "for"):
        return tokens[index - 1].word[0].isupper() or tokens[index - 1].low in NOUNS
    return tokens[index].word[0].isupper() or tokens[index].low in NOUNS


ARTICLES = frozenset("the a an its his her their both 's then- former ex- new acting".split())


def follows_report(tokens: list[Token], first: int) -> bool:
    """Whether a subject, with its title, comes after what it says: "..., Mr. Kim said"."""
    if tokens[0].low in ("while", "although", "though") and all(t.low != '"' for t in tokens[:first]):
        return False  # a clause of its own
    while first > 0 and tokens[first - 1].word[0].isalpha() and tokens[first - 1].low not in CLAUSE_WORDS:
        first -= 1
    return first > 0 and tokens[first - 1].low in (",", '"')


def follows_participle(tokens: list[Token], first: int, table: VerbTable) -> bool:
    """Whether a subject stands in what a participle says: "Tehran would strike, adding that Washington had begun"."""
    that = next((n for n in range(first - 1, max(0, first - MAX_TITLE) - 1, -1) if tokens[n].low == "that"), 0)
    form = table.forms.get(tokens[that - 1].low) if that > 0 else None
    return form is not None and form.tense == "ing" and form.lemma in table.speech


CLAUSE_WORDS = frozenset("that as when while after and but because said says".split())


OFFICIAL = re.compile(
    r"\b(?:spokes(?:man|woman|person)|official|advis[eo]r|aide|source|diplomat|officer|representative)$"
)
OUTSIDERS = re.compile(
    r"\b(?:expert|analyst|watcher|observer|specialist|scholar|researcher|resident|citizen|defector)s?$"
)
"""What a name before these only tells where they belong or what they know about: "North Korea watchers"."""
_TAIL = re.compile(
    r"(?:experts?|analysts?|watchers?|observers?|specialists?|scholars?|researchers?|residents?|citizens?|defectors?|"
    r"members|agency|advis[eo]r|aide|spokes(?:man|woman|person)|officials?|statement|report|mission|leadership|release|dispatch|readout|briefing|itself|leaders?|authorities|website|ministers|envoys|delegates|governments?|lawmakers)$"
)


def over_tail(tokens: list[Token], after: int, table: VerbTable) -> int:
    """Past what belongs to a voice and speaks for it: "'s spokesman", "officials", "statement"."""
    for later in range(after, min(len(tokens), after + 4)):
        low = tokens[later].low
        if _TAIL.match(low):
            return later + 1
        verb = table.at(tokens, later)
        plain = low not in PREPOSITIONS and low not in AUXILIARIES and not (verb and verb[0].tense in ("past", "s"))
        if not ((low == "'s" and later == after) or (tokens[later].word[0].islower() and plain)):
            break
    return after


def serves(tokens: list[Token], after: int) -> str | None:
    """The noun of a body for which somebody unnamed speaks: "a spokesman for the army"."""
    words = [t.low for t in tokens[after : after + 3]]
    fits = len(words) == 3 and words[0] in ("for", "of", "from", "at") and words[1] in ("the", "its")
    return words[2] if fits and words[2] in BODY_NOUNS else None


def names_next(tokens: list[Token], anaphor: Anaphor, spans: list[tuple[Voice, int, int]]) -> bool:
    """Whether the person described is named at once: "his defence minister, Mr. Gallant, ..."."""
    first = anaphor.last + 1
    if first < len(tokens) and tokens[first].low == ",":
        first += 1
    while first < len(tokens) and tokens[first].low in ADDRESSES:
        first += 1
    return anaphor.sort == "person" and any(v.kind == "person" and a == first for v, a, _ in spans)


ADDRESSES = frozenset("mr mrs ms dr sir dame lord gen adm col lt maj capt .".split())
"""Forms of address before a name, and the points after them."""


def titles(tokens: list[Token], after: int, following: list[tuple[Voice, int, int]]) -> bool:
    """Whether a name that ends before token `after` is part of a title: "U.S. Defense Secretary Jim Mattis"."""
    if after == 0 or not following or following[0][0].kind != "person":  # a name in quoted words ends before the first
        return False
    between = tokens[after : following[0][1]]
    if all(t.word[0].isupper() or t.low in NOUNS or t.low in (".", "of", "'s") for t in between):
        return bool(between) or bool(tokens[after - 1].word[0].isupper())
    return len(between) <= MAX_TITLE and between[-1].low in NOUNS and not any(_ends_name(t) for t in between)


def _ends_name(token: Token) -> bool:
    low = token.low
    return not token.word[0].isalpha() or low in AUXILIARIES or low in ENDING or low in PREPOSITIONS - {"of", "for"}


MAX_TITLE = 4  # tokens, "missile defense agency director"
ENDING = frozenset("said says told and or but that who which as".split())


def without_rivals(tokens: list[Token], subjects: list[Subject]) -> list[Subject]:
    """Leaves each verb to one subject: the nearest, unless it stands in an apposition to the other."""
    kept: list[Subject] = []
    for number, subject in enumerate(subjects):
        oblique = subject.lead in OBLIQUE
        for verb in list(subject.verbs):
            earlier = [
                s for s in subjects[:number] if any(v.index == verb.index and v.over == "aside" for v in s.verbs)
            ]
            later = [s for s in subjects[number + 1 :] if any(v.index == verb.index for v in s.verbs)]
            after = tokens[verb.index + 1] if verb.index + 1 < len(tokens) else None
            if any(s.actor.first - subject.actor.after <= 1 and _is_named(subject, s) for s in later):
                subject.verbs.remove(verb)
                continue
            if _is_whole(tokens, subject):
                later = []
            elif any(_is_whole(tokens, s) and any(v.index == verb.index for v in s.verbs) for s in subjects[:number]):
                subject.verbs.remove(verb)
                continue
            inverted = oblique and verb.over == "aside" and after is not None and after.word[0].isupper()
            if earlier or inverted or (later and (verb.over == "phrase" or (oblique and verb.over))):
                subject.verbs.remove(verb)
        if subject.verbs:
            kept.append(subject)
    return kept


def _is_named(subject: Subject, other: Subject) -> bool:
    """Whether an official of a body is named at once: "a Pentagon spokesman, John Kirby, said"."""
    return subject.actor.voices[0].office and other.actor.voices[0].kind == "person" and not other.actor.anaphor


def _is_whole(tokens: list[Token], subject: Subject) -> bool:
    """Whether what follows a voice only says of what or where: "Wang of the foreign ministry said"."""
    after = subject.actor.after
    if after + 1 >= len(tokens):
        return False
    if subject.actor.voices[-1].kind == "person" and not subject.actor.anaphor:
        return tokens[after].low in ("of", "at", "from", "with")
    return (
        subject.actor.voices[-1].type not in ("country", "")
        and tokens[after].low in ("of", "in")
        and tokens[after + 1].word[0].isupper()
    )


def share(tokens: list[Token], subjects: list[Subject], verbs: list[Verb]) -> None:
    """Gives verbs after "and" and participles after commas to the nearest subject before, if not inside a report."""
    for verb in verbs:
        owners = [s for s in subjects if s.verbs[0].index < verb.index]
        if verb.form.tense == "ing" and tokens[0].word[0].isupper() and _opens(tokens[: verb.index]):
            _give_first(tokens, subjects, verb)
            continue
        if verb.link == "gerund":
            owners = [s for s in owners if not s.embedded] or owners
        owners = [s for s in owners if not _is_asked(tokens, s, verb)] or owners
        if owners and all(v.index != verb.index for s in subjects for v in s.verbs):
            owners[-1].verbs.append(verb)


def _is_asked(tokens: list[Token], subject: Subject, verb: Verb) -> bool:
    """Whether a subject's clause is what is asked or set as a condition, and a comma ends it before the verb."""
    between = tokens[subject.verbs[0].index : verb.index]
    return subject.lead in ASKED and any(t.low == "," for t in between)


ASKED = frozenset("whether if when until unless how why".split())


def _opens(before: list[Token]) -> bool:
    """Whether only "While", "After" and adverbs stand before a participle: "While strongly condemning it, ..."."""
    return all(t.low in OPENING or t.low.endswith("ly") for t in before)


def _give_first(tokens: list[Token], subjects: list[Subject], verb: Verb) -> None:
    """A participle that opens the sentence goes to the subject after its comma: "Calling it illegal, Tokyo ..."."""
    owner = next((s for s in subjects if not s.embedded), None)
    if owner is not None and any(t.low == "," for t in tokens[verb.index : owner.actor.first]):
        owner.verbs.append(verb)
