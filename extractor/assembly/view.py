"""All mentions of one article, by sentence and by kind: what assembly works on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Cue, Mention
from extractor.model.spans import Spans
from extractor.reading import Reading, Sentence

MentionT = TypeVar("MentionT", bound=Mention)
AnswerT = TypeVar("AnswerT")


# A link to another story is no evidence (guidelines, section 5).
_LINK = Pattern(r"\W*(?:<link_lead>)(?!\w)")


@dataclass(frozen=True)
class View:
    """Mentions of one reading, sorted by place; lookups by sentence, by its index, and by kind."""

    reading: Reading
    knowledge: Knowledge
    mentions: dict[type[Mention], list[Mention]]
    by_sentence: dict[type[Mention], tuple[tuple[Mention, ...], ...]]
    _answers: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def over(cls, reading: Reading, knowledge: Knowledge, mentions: Iterable[Mention]) -> View:
        """The view over what the finders found, without links to other stories."""
        links = Spans(
            (s.start, s.end) for s in reading.sentences if _LINK(knowledge).match(reading.flat, s.start, s.end)
        )
        table: dict[type[Mention], list[Mention]] = {}
        for mention in mentions:
            if not links.overlaps(mention.start, mention.end):
                table.setdefault(type(mention), []).append(mention)
        for group in table.values():
            group.sort(key=lambda m: (m.start, m.end))
        by_sentence = {kind: tuple(_by_sentence(reading.sentences, group)) for kind, group in table.items()}
        return cls(reading, knowledge, table, by_sentence)

    def of(self, kind: type[MentionT], sentence: Sentence | None = None) -> Sequence[MentionT]:
        """Mentions of one kind that begin inside a sentence, or in the whole text."""
        if sentence is None:
            return self.mentions.get(kind, ())  # type: ignore[return-value]
        rows = self.by_sentence.get(kind)
        return rows[sentence.index] if rows else ()  # type: ignore[return-value]

    def once(self, question: Hashable, answer: Callable[[], AnswerT]) -> AnswerT:
        """The answer to a question that several rules ask of this view, worked out the first time."""
        if question not in self._answers:
            self._answers[question] = answer()
        return self._answers[question]  # type: ignore[no-any-return]

    def cues(self, sentence: Sentence, *signs: str) -> list[Cue]:
        """Cues of a sentence with one of the signs, in order."""
        return [cue for cue in self.of(Cue, sentence) if cue.cue in signs]

    def flat(self, sentence: Sentence) -> str:
        """The sentence's words in the flat view."""
        return self.reading.flat[sentence.start : sentence.end]


def _by_sentence(sentences: Sequence[Sentence], group: list[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Of mentions in order those that begin in each sentence."""
    first = 0
    for sentence in sentences:
        while first < len(group) and group[first].start < sentence.start:
            first += 1
        after = first
        while after < len(group) and group[after].start < sentence.end:
            after += 1
        yield tuple(group[first:after])
        first = after
