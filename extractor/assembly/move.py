"""A move: what one voice says or does in one clause."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.assembly.clauses import BE
from extractor.assembly.verbs import VerbForm
from extractor.assembly.voices import Voice
from extractor.model.mention import Quote
from extractor.reading import Sentence

OBLIQUE = frozenset(
    (
        "of in with by from to at against on over near for toward towards into than between about like "
        "including via through under upon around beside alongside behind"
    ).split()
)

SUBORDINATE = frozenset(
    (
        "if whether while as after when because since before until unless although though whereas which who what where"
    ).split()
)
"""Words that open a clause which a comma ends."""
TELLING_WHEN = SUBORDINATE - frozenset("if whether which who what where".split())
"""Of these those whose clause is no part of what somebody is said to say."""
ASIDE = frozenset(("relative", "dateline", "echo"))
"""Links of moves after which the words of somebody else go on."""


@dataclass(slots=True)
class Move:
    """One voice, one verb. `content` is where the text says what is said or done, `quotes` the voice's own words."""

    voice: Voice
    verb: tuple[int, int]
    form: VerbForm
    link: str
    """How verb and voice hang together.

    One of subject, relative, gerund, chain, infinitive, caused, state, inverted, according, passive, nominal, quoted,
    silent, running, dateline, colon, echo.
    """
    sentence: Sentence
    helpers: tuple[str, ...] = ()
    content: list[tuple[int, int]] = field(default_factory=list)
    anaphor: str = ""
    before: str = ""
    """The word before the voice: a preposition makes a subject unlikely."""
    embedded: bool = False
    """Whether the clause stands inside what somebody else is said to say."""
    speech: bool = False
    quotes: list[Quote] = field(default_factory=list)
    quoted: tuple[int, int] | None = None
    """Where the verb stands, if it is among the words quoted; then `verb` is the quotation mark."""

    @property
    def undergoes(self) -> bool:
        """Whether it is done to the voice: "the envoy was urged by"."""
        passive = self.link == "subject" and self.form.tense == "past" and not BE.isdisjoint(self.helpers)
        return passive and self.form.lemma != "say"
