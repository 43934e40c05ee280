"""Attribution: who is said to have said what a sentence says."""

from __future__ import annotations

from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body, Person
from extractor.reading import Sentence

REPORT = r"(?:<reported>)"
_AFTER = Pattern(rf"(?:'s?)?(?: \([^)]*\))?(?:,[^,.;]{{2,80}},)?(?: (?:<before_report>)){{0,6}},? {REPORT}\b")
_ACCORDING = Pattern(r"(?i:<according>) (?:the |an? |officials (?:at|from|of) |reports (?:by|in|from) )?$")


def speakers(view: View, sentence: Sentence) -> tuple[Body | Person, ...]:
    """Bodies and people the sentence names as saying it, in order."""
    flat = view.reading.flat
    found: list[Body | Person] = []
    named: list[Body | Person] = [*view.of(Body, sentence), *view.of(Person, sentence)]
    for mention in sorted(named, key=lambda m: m.start):
        before = flat[max(sentence.start, mention.start - 40) : mention.start]
        if _AFTER(view.knowledge).match(flat, mention.end, sentence.end) or _ACCORDING(view.knowledge).search(before):
            found.append(mention)
    return tuple(found)
