"""Clauses: from a subject to its verbs, by the words between them.

No parser: the subjects of interest are known, and news puts between them and their verbs only so much: an apposition, a
relative clause, adverbs, a place, a day. A verb after "and", or a participle after a comma, has the subject of the verb
before.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.assembly.verbs import Token, VerbForm, VerbTable, over_date

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
        "night morning afternoon evening same minutes hours days weeks months years moments"
    ).split()
)
PREPOSITIONS = frozenset(
    (
        "on in at during for from of after before by with to under over via through against near across since "
        "amid following about between among around amid despite within beside alongside behind"
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
MEETINGS = frozenset("meeting briefing hearing ruling training building".split())
"""Participles that are nouns behind a body: "a Security Council meeting on Friday"."""
OBJECT_SIGNS = frozenset(
    (
        "the a an it its his her their that to he she they no new more north what whether as launch test missile "
        "missiles"
    ).split()
)
BREAKS = frozenset(", – - ; :".split())
MAX_APPOSITION = 32  # tokens; longer stretches between two commas are clauses of their own
MAX_PHRASE = 9  # tokens of a phrase such as "in a telephone call on Sunday"


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
    quoted: tuple[int, int] | None = None
    """Where a verb stands that is itself among the words quoted: its token is the quotation mark."""


def first_verb(
    tokens: list[Token], index: int, table: VerbTable, asides: list[Verb], plural: bool = True
) -> Verb | None:
    """The finite verb of a subject that ends right before token `index`.

    Verbs of relative clauses and participles between commas go to `asides`. Of a singular subject "press" is no verb.
    """
    helpers: list[str] = []
    over = ""
    limit = len(tokens)
    while (index := over_date(tokens, index)) < limit:
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
            return Verb(index, verb[1], _meant(verb[0], helpers), link, tuple(helpers), over)
        elif helper := _helper(low, helpers):
            helpers.append(helper)
            index += 1
        elif low.endswith("ed") and len(low) > 4 and tokens[index].word[0].islower() and not over:
            return Verb(index, 1, VerbForm(_bare(low), "past"), "subject", tuple(helpers), over)
        elif helpers and (state := _state(tokens[index], helpers)):
            return Verb(index, 1, state, "state", tuple(helpers), over)
        else:
            after = _over_aside(tokens, index, table, asides)
            if after is None:
                return None
            over = "phrase" if low in PREPOSITIONS else "aside"
            index = after
    return None


def _bare(past: str) -> str:
    """An unknown past form without its ending: "slapped" is "slap", "implied" is "imply"."""
    stem = past.removesuffix("ed")
    if stem.endswith("i"):
        return stem[:-1] + "y"
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem


def _state(token: Token, helpers: list[str]) -> VerbForm | None:
    """What a subject is, or does with an unknown verb, at a token after its helpers: "was ready", "would oust"."""
    helper = next((h for h in reversed(helpers) if h in AUXILIARIES), "")
    if helper in BE and token.low not in BREAKS and token.low not in ("to", "(", ")", '"'):
        return VerbForm("be", "past")
    if helper in AUXILIARIES and token.low not in PREPOSITIONS and token.word[0].islower() and token.low != "to":
        return VerbForm(token.low, "past")
    return None


def _helper(low: str, helpers: list[str]) -> str:
    """A word between a subject and its verb as a helper, "" where it is none.

    It says when or how ("repeatedly and firmly denounced"); "is to meet" tells of the future, "has yet to say" denies.
    """
    last = helpers[-1] if helpers else ""
    if low == "to":
        return "not" if last == "yet" else "will" if last in BE else ""
    return low if low in ADVERBS or low.endswith("ly") or (low == "and" and last.endswith("ly")) else ""


def _meant(form: VerbForm, helpers: list[str]) -> VerbForm:
    """The verb that a form stands for: who "was quoted" said it."""
    quoted = form.lemma in ("quote", "cite") and any(h in BE for h in helpers)
    return VerbForm("say", "past") if quoted else form


def _is_verb(tokens: list[Token], index: int, verb: tuple[VerbForm, int], helpers: list[str], plural: bool) -> bool:
    """Whether a form that may be a verb is one here: "press" of one minister, "sanctions" of the U.N. are none."""
    low = tokens[index].low
    if is_preposition(tokens, index) and not helpers:
        return False
    if low in MEETINGS and not helpers and index + 1 < len(tokens):
        return tokens[index + 1].word[0].isupper() or tokens[index + 1].low in ("with", "the", "his", "her", "their")
    if verb[0].tense == "base":
        return plural or "yet" in helpers or bool(set(helpers) & MODALS)
    following = tokens[index + verb[1]].low if index + verb[1] < len(tokens) else ""
    return not (low in NOUNS_TOO and not helpers and following not in OBJECT_SIGNS)


def is_preposition(tokens: list[Token], index: int) -> bool:
    """Whether a form of a verb is a preposition: "following the test", "thanks to a tip"."""
    low = tokens[index].low
    return low in NO_VERBS or (low == "thanks" and [t.low for t in tokens[index + 1 : index + 2]] == ["to"])


def _is_reduced(tokens: list[Token], index: int) -> bool:
    """Whether a participle belongs to the noun before it: "a statement carried by state media said".

    "responded by banning" is what the subject did.
    """
    if index + 1 >= len(tokens) or tokens[index].low != "by":
        return False
    following = tokens[index + 1].low
    return following not in ("phone", "telephone", "video", "letter") and not following.endswith("ing")


def _over_aside(tokens: list[Token], index: int, table: VerbTable, asides: list[Verb]) -> int | None:
    """Past what may stand between subject and verb; None where the subject has no verb."""
    low = tokens[index].low
    if low == "(":
        return _after(tokens, index, ")")
    if low in BREAKS:
        return None if low in (";", ":") else _apposition(tokens, index, table, asides)
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
    start = over_date(tokens, index + 1)
    if start >= len(tokens) or tokens[start].low in CONJUNCTIONS:
        return None
    if _can_follow(tokens, start, table):
        return start
    if tokens[start].low in ("who", "which"):
        _relative(tokens, start + 1, table, asides)
    elif (verb := table.at(tokens, start)) and verb[0].tense == "ing" and not is_preposition(tokens, start):
        asides.append(Verb(start, verb[1], verb[0], "gerund", ()))
    for later in range(start + 1, min(len(tokens) - 1, start + MAX_APPOSITION)):
        if tokens[later].low in (",", "–", "-") and _can_follow(tokens, later + 1, table):
            return later + 1
    return None


def _can_follow(tokens: list[Token], index: int, table: VerbTable) -> bool:
    if tokens[index].low == "meanwhile" and index + 1 < len(tokens):
        index += 1
    low = tokens[index].low
    verb = table.at(tokens, index)
    return (
        low in AUXILIARIES
        or low in ("also", "later", "then", "earlier", "nonetheless", "nevertheless", "however", "instead", "too")
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
