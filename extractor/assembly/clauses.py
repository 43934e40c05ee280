"""Clauses: from a subject to its verbs, by the words between them.

No parser: the subjects of interest are known, and news puts between them and their verbs only so much: an apposition, a
relative clause, adverbs, a place, a day. A verb after "and", or a participle after a comma, has the subject of the verb
before.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.assembly.verbs import Token, VerbForm, VerbTable

AUXILIARIES = frozenset(
    (
        "has have had is was were are be been being will would may might could should can did does do not never "
        "won't wouldn't hasn't haven't hadn't didn't doesn't don't isn't wasn't weren't aren't can't couldn't "
        "cannot shall must"
    ).split()
)
MODALS = frozenset(
    (
        "will would may might could should can did does do didn't doesn't don't won't wouldn't can't couldn't "
        "cannot shall must"
    ).split()
)
NEGATIONS = frozenset(
    (
        "not never no won't wouldn't hasn't haven't hadn't didn't doesn't don't isn't wasn't weren't aren't "
        "can't couldn't cannot without"
    ).split()
)
ADVERBS = frozenset(
    (
        "also yet ever so far then later again further still already once often long soon just even only both all "
        "now ago yesterday today tomorrow overnight meanwhile however though too instead otherwise therefore thus "
        "nonetheless nevertheless earlier late early first twice itself himself herself themselves each "
        "together monday tuesday wednesday thursday friday saturday sunday last this next week month year day "
        "night morning afternoon evening same"
    ).split()
)
PREPOSITIONS = frozenset(
    (
        "on in at during for from of after before by with to under over via through against near across since "
        "amid following about between among around amid despite within"
    ).split()
)
CONJUNCTIONS = frozenset("and but or then while".split())
BE = frozenset("is was were are be been being isn't wasn't weren't aren't".split())
NO_VERBS = frozenset("regarding according following including concerning considering given pending facing".split())
"""Participles that are prepositions in the news."""
NOUNS_TOO = frozenset(
    (
        "sanctions protests reports plans drills tests launches exercises visits calls orders strikes moves "
        "attacks demands fears claims offers plans forms starts talks raises cuts shows meets drafts notes "
        "views hopes"
    ).split()
)
"""Forms of verbs that are nouns as well: a verb only where an object follows."""
OBJECT_SIGNS = frozenset(
    (
        "the a an it its his her their that to he she they no new more north what whether as launch test missile missiles"
    ).split()
)
BREAKS = frozenset(", – - ; :".split())
MAX_APPOSITION = 32  # tokens; longer stretches between two commas are clauses of their own
MAX_PHRASE = 7  # tokens of a phrase such as "in a telephone call on Sunday"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in its sentence: tokens [index, index + length), its helpers, and how it hangs on its subject."""

    index: int
    length: int
    form: VerbForm
    link: str
    helpers: tuple[str, ...] = ()
    over: str = ""
    """What stands between subject and verb: "phrase", "aside", or nothing to speak of."""


def first_verb(
    tokens: list[Token], index: int, table: VerbTable, asides: list[Verb], plural: bool = True
) -> Verb | None:
    """The finite verb of a subject that ends right before token `index`.

    Verbs of relative clauses and participles between commas go to `asides`. Of a singular subject "press" is no verb.
    """
    helpers: list[str] = []
    over = ""
    limit = len(tokens)
    while index < limit:
        low = tokens[index].low
        verb = table.at(tokens, index)
        if low in AUXILIARIES and not (verb and _ends_helpers(tokens, index)):
            helpers.append(low)
            index += 1
        elif verb and not _is_verb(tokens, index, verb, helpers, plural):
            return None
        elif verb and verb[0].tense == "past" and not helpers and _is_reduced(tokens, index + verb[1]):
            after = _over_phrase(tokens, index + verb[1], table)
            if after is None:
                return None
            index = after
        elif verb:
            link = "participle" if verb[0].tense == "ing" and not helpers else "subject"
            form = verb[0]
            if form.lemma in ("quote", "cite") and any(h in BE for h in helpers):
                form = VerbForm("say", "past")
            return Verb(index, verb[1], form, link, tuple(helpers), over)
        elif (
            low in ADVERBS or low.endswith("ly") or (low == "and" and helpers and tokens[index - 1].low.endswith("ly"))
        ):
            helpers.append(low)
            index += 1
        elif low.endswith("ed") and len(low) > 4 and tokens[index].word[0].islower() and not over:
            return Verb(index, 1, VerbForm(_bare(low), "past"), "subject", tuple(helpers), over)
        elif low == "to" and helpers and helpers[-1] in BE:
            helpers.append("will")
            index += 1
        elif helpers and (state := _state(tokens[index], helpers[-1])):
            return Verb(index, 1, state, "state", tuple(helpers), over)
        else:
            after = _over_aside(tokens, index, table, asides)
            if after is None:
                return None
            over = "phrase" if low in PREPOSITIONS else "aside"
            index = after
    return None


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
    while index < min(len(tokens), verb.index + MAX_LIGHT) and tokens[index].low != "to":
        if not tokens[index].word[0].isalpha() or tokens[index].word[0].isupper() or tokens[index].low == "that":
            return None
        index += 1
    return infinitive(tokens, index, table, "infinitive")


LIGHT = frozenset(
    "continue take use plan agree begin start seek move decide choose prepare intend rush work go hasten join opt".split()
)
MAX_LIGHT = 6  # tokens from such a verb to its "to"


def _bare(past: str) -> str:
    """An unknown past form without its ending: "slapped" is "slap", "implied" is "imply"."""
    stem = past.removesuffix("ed")
    if stem.endswith("i"):
        return stem[:-1] + "y"
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem


def _state(token: Token, helper: str) -> VerbForm | None:
    """What a subject is, or does with an unknown verb, at a token after its last helper: "was ready", "would oust"."""
    if helper in BE and token.low not in BREAKS and token.low not in ("to", "(", ")", '"'):
        return VerbForm("be", "past")
    if helper in AUXILIARIES and token.low not in PREPOSITIONS and token.word[0].islower() and token.low != "to":
        return VerbForm(token.low, "past")
    return None


def _is_verb(tokens: list[Token], index: int, verb: tuple[VerbForm, int], helpers: list[str], plural: bool) -> bool:
    """Whether a form that may be a verb is one here: "press" of one minister, "sanctions" of the U.N. are none."""
    low = tokens[index].low
    if low in NO_VERBS:
        return False
    if verb[0].tense == "base":
        return plural or bool(set(helpers) & MODALS)
    following = tokens[index + verb[1]].low if index + verb[1] < len(tokens) else ""
    return not (low in NOUNS_TOO and not helpers and following not in OBJECT_SIGNS)


def _is_reduced(tokens: list[Token], index: int) -> bool:
    """Whether a participle belongs to the noun before it: "a statement carried by state media said"."""
    if index + 1 >= len(tokens) or tokens[index].low != "by":
        return False
    return tokens[index + 1].low not in ("phone", "telephone", "video", "letter")


def _over_aside(tokens: list[Token], index: int, table: VerbTable, asides: list[Verb]) -> int | None:
    """Past what may stand between subject and verb; None where the subject has no verb."""
    low = tokens[index].low
    if low == "(":
        return _after(tokens, index, ")")
    if low in BREAKS:
        return _apposition(tokens, index, table, asides)
    if low in PREPOSITIONS:
        return _over_phrase(tokens, index, table)
    if low in ("who", "which"):
        _relative(tokens, index + 1, table, asides)
    return None


def _relative(tokens: list[Token], index: int, table: VerbTable, asides: list[Verb]) -> None:
    inner = first_verb(tokens, index, table, [])
    if inner is not None:
        asides.append(Verb(inner.index, inner.length, inner.form, "relative", inner.helpers))


def _ends_helpers(tokens: list[Token], index: int) -> bool:
    """Whether "has", "is", "did" is the verb itself: nothing follows it."""
    for later in range(index + 1, min(len(tokens), index + 4)):
        low = tokens[later].low
        if low in AUXILIARIES or low in ADVERBS or low.endswith("ly"):
            continue
        return False
    return True


def _after(tokens: list[Token], index: int, mark: str) -> int | None:
    for later in range(index + 1, min(len(tokens), index + MAX_APPOSITION)):
        if tokens[later].low == mark:
            return later + 1
    return None


def _apposition(tokens: list[Token], index: int, table: VerbTable, asides: list[Verb]) -> int | None:
    """Past an apposition or a relative clause between two commas, where a verb or an adverb follows it."""
    start = index + 1
    if start >= len(tokens) or tokens[start].low in CONJUNCTIONS:
        return None
    if _can_follow(tokens, start, table):
        return start
    if tokens[start].low in ("who", "which"):
        _relative(tokens, start + 1, table, asides)
    elif (verb := table.at(tokens, start)) and verb[0].tense == "ing" and tokens[start].low not in NO_VERBS:
        asides.append(Verb(start, verb[1], verb[0], "gerund", ()))
    for later in range(start + 1, min(len(tokens) - 1, start + MAX_APPOSITION)):
        if tokens[later].low in (",", "–", "-") and _can_follow(tokens, later + 1, table):
            return later + 1
    return None


def _can_follow(tokens: list[Token], index: int, table: VerbTable) -> bool:
    low = tokens[index].low
    verb = table.at(tokens, index)
    return (
        low in AUXILIARIES
        or low in ("also", "later", "then", "earlier")
        or low.endswith("ly")
        or (verb is not None and verb[0].tense in ("past", "s"))
    )


def _over_phrase(tokens: list[Token], index: int, table: VerbTable) -> int | None:
    """Past "in Seoul", "on Tuesday", "in a statement", where a finite verb follows."""
    for later in range(index + 2, min(len(tokens), index + MAX_PHRASE)):
        low = tokens[later].low
        if (low in BREAKS and low != ",") or (low in CONJUNCTIONS and not _joins_names(tokens, later)):
            return None
        verb = table.at(tokens, later)
        if low in FINITE or (verb and verb[0].tense in ("past", "s") and tokens[later].word[0].islower()):
            return later
    return None


def _joins_names(tokens: list[Token], index: int) -> bool:
    """Whether "and" stands between two nouns of a phrase, not before a verb of its own."""
    return index + 1 < len(tokens) and (tokens[index + 1].word[0].isupper() or tokens[index + 1].low in ("the", "its"))


FINITE = frozenset("has have had will would was were did is are".split())


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
        if tokens[index].low in NO_VERBS:
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
        ):
            found.append(Verb(index, verb[1], form, "chain", _helpers(tokens, index)))
            participle = False
        index += verb[1]
    return found


OPENING = frozenset(("", "while", "before", "after", "by"))


def _tells(tokens: list[Token], index: int, form: VerbForm, table: VerbTable) -> bool:
    """Whether a participle right after a noun tells what is said by the act: "issued a statement calling it illegal"."""
    previous = tokens[index - 1]
    is_noun = previous.word[0].isalpha() and previous.low not in NOT_NOUNS and not previous.low.endswith("ly")
    return is_noun and (form.lemma in table.speech or form.lemma in table.leans) and table.at(tokens, index - 1) is None


NOT_NOUNS = (
    AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | frozenset("the a an its his her their no any into as that".split())
)
SKIPPED = frozenset("also has have had will would did not later then further is was never".split())


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
