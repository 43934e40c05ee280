"""Roles: the words that say which office a named person holds, before the name or after it in apposition."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve
from extractor.knowledge.wording import any_of

_NO_NAME_PART = r"(?!(?:On|At|In|By|For|From|With|Under|After|Before|As)\b)"
_NAME_PART = (
    rf"(?:{_NO_NAME_PART}[A-Z][\w.&-]{{0,40}}(?:'(?!s\b)\w+)?(?:'s?(?=\s))?|\d{{1,3}}(?:st|nd|rd|th)(?= [A-Z]))"
)
_PLACE = r"(?:(?:[a-z]+ern )?(?:region|province|town|city|village|district|prefecture|state|island) of (?:the )?)?"
_UNIT = (
    r"(?: (?:[a-z]+ )?(?:divisions?|militias?|forces|units?|troops|brigade|squadron|department|programme|program|"
    r"region|province|council))?"
)
_SMALL = r"(?:of|for|and|the|to|in|on)"
_EDGE = r"(?:^|(?<=[\s\"'(\[–/-]))"
_APPOSED = (
    r" ?(?:,|\(|–|, who is|, who was| is| was|, who serves as| as(?= [^A-Z])) ?(?:now |currently )?"
    r"(?:an? |the |its |their |his |the (?:country|nation|state|region|province|movement|group)'s )?(?:new |next )?"
)


def _any(words: tuple[str, ...]) -> str:
    longest = sorted(set(words), key=len, reverse=True)
    return any_of(re.escape(w).replace(r"\ ", r"[ -]") for w in longest)


@dataclass(frozen=True)
class RolePatterns:
    """Compiled patterns of one knowledge base; see `patterns`."""

    before: re.Pattern[str]
    plain: re.Pattern[str]
    joined: re.Pattern[str]
    ranked: re.Pattern[str]
    tail_rank: re.Pattern[str]
    after: re.Pattern[str]
    further: re.Pattern[str]
    rank: re.Pattern[str]
    analyst: re.Pattern[str]
    private: re.Pattern[str]
    honorific: re.Pattern[str]
    head: re.Pattern[str]

    @cached_property
    def analyst_before(self) -> re.Pattern[str]:
        """`analyst` right before a name."""
        return re.compile(rf"{self.analyst.pattern} $")

    @cached_property
    def is_title(self) -> Callable[[str], bool]:
        """Whether a word is an office, a rank or a form of address."""
        return lru_cache(maxsize=4096)(self._is_title)

    def _is_title(self, word: str) -> bool:
        return bool(
            self.head.fullmatch(word)
            or self.honorific.fullmatch(f"{word} ")
            or self.analyst.fullmatch(word)
            or self.rank.fullmatch(f"{word} ")
            or self.rank.fullmatch(word.rstrip(".") + ". ")
        )

    @cached_property
    def sieve(self) -> Sieve:
        """Tells where `before`, `rank` and `honorific`, in this order, can lie."""
        return Sieve((self.before, self.rank, self.honorific))


def _tail(word: str) -> str:
    """What an office is of, whole words of it: "of Iran's elite Quds Force", "of the eastern region of Poltava"."""
    return (
        rf"(?: (?:of|for|to|on|in charge of) (?:the |its |their )?{_PLACE}{word}"
        rf"(?:(?: \([A-Z]{{2,6}}\)(?= (?:to|in|at|for) ))?,? (?:{_SMALL} ){{0,3}}(?:(?<='s )[a-z]+ )?{word}){{0,20}}"
        rf"{_UNIT})?(?!\w|'\w)"
    )


def _behind_a_name(knowledge: Knowledge, word: str, prefixes: str, office: str) -> str:
    """An office in apposition: "the deputy foreign minister", "a member of the senate's defence committee"."""
    fields = _any(knowledge.cue_words["role_field"])
    assemblies = f"(?i:{_any(knowledge.word_lists['assembly'])})"
    return (
        rf"(?P<phrase>(?:(?:(?i:{fields}), ){{1,5}}(?i:{fields}),? and )?(?:{word} ){{0,7}}?"
        rf"(?:(?:{prefixes}|[a-z]+(?:-[a-z]+)+) )*(?:{word} )*{office}|"
        rf"(?:(?:{prefixes}) )?member of (?:the |its |[A-Z][\w.]+'s )?(?:{word} (?:and )?){{0,6}}(?:{assemblies})"
        r"(?!'?\w))"
    )


@lru_cache(maxsize=4)
def patterns(knowledge: Knowledge) -> RolePatterns:
    """Patterns for roles. `before` ends right where a name begins, `after` starts right where it ends.

    `plain` is `before` without what the office is of, `joined` an office and "and" before another, `ranked` a rank with
    a branch of service, which sounds like an office ("Navy Commander"), `tail_rank` a rank that ends an office;
    `further` is a second office right after `after`.

    A role is [former, acting, deputy ...] [words of the office] noun [of/for/to ...]: "vice foreign minister",
    "Defense Secretary", "chairman of the House Foreign Affairs Committee".
    """
    cues = knowledge.cue_words
    fields = _any(cues["role_field"])
    acronyms = _any(knowledge.word_lists["role_acronym"])
    heads = rf"(?:(?i:{_any(cues['role_head'])})|(?<!\d )(?:{acronyms})(?= ))"
    prefixes = f"(?i:{_any(cues['role_prefix'])})"
    ranks, titles = f"(?i:{_any(cues['rank'])})", f"(?i:{_any(cues['honorific'])})"
    word = rf"(?:{_NAME_PART}|(?i:{fields})(?:'s?(?=\s))?)"
    office = (
        rf"(?:(?:{prefixes}[- ]?(?=[\w])){{0,4}}(?:{word} ){{0,6}}?(?:{prefixes} ){{0,3}}(?:{word}[ -])??{heads}s?(?:[ "
        rf"-][Ee]lect)?)"
    )
    tail = _tail(word)
    branch = f"(?:(?:{_any(knowledge.word_lists['service_branch'])}) )"
    forms = rf" ?,? (?:{branch}?(?:{titles}|{ranks})\.? ){{0,3}}$"
    phrase = _behind_a_name(knowledge, word, prefixes, f"{heads}(?:-elect)?\\b{tail}")
    return RolePatterns(
        before=re.compile(rf"{_EDGE}(?P<role>{office}{tail}){forms}"),
        plain=re.compile(rf"{_EDGE}(?P<role>{office}){forms}"),
        joined=re.compile(rf"{_EDGE}(?P<role>(?=[A-Z]){office}{tail}) and $"),
        ranked=re.compile(rf"{branch}{ranks}"),
        tail_rank=re.compile(rf", {branch}?{ranks}$|,? {branch}?(?=[A-Z]){ranks}(?<=\.)$"),
        after=re.compile(_APPOSED + phrase),
        further=re.compile(rf",? and (?:the |an? |its |their |his |her )?(?:current |also )?{phrase}(?=[,.;)]|$)"),
        rank=re.compile(rf"{_EDGE}(?P<role>(?:[Rr]etired |[Ff]ormer )?{ranks})\.? (?:{titles}\.? )?$"),
        analyst=re.compile(rf"(?i)\b(?:{_any(cues['analyst_head'] + cues['private_head'])})\b"),
        private=re.compile(rf"(?i)\b(?:{_any(cues['private_head'])})\b"),
        honorific=re.compile(rf"{_EDGE}{titles}\.? $"),
        head=re.compile(rf"\b{heads}(?!\w)"),
    )
