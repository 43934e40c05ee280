"""Attribution: who is said to have said what a sentence says."""

from __future__ import annotations

import re

from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body, Person
from extractor.reading import Sentence

REPORT = r"(?:<reported>)"
_AFTER = Pattern(rf"(?:'s?)?(?: \([^)]*\))?(?:,[^,.;]{{2,80}},)?(?: (?:<before_report>)){{0,6}},? {REPORT}\b")
_ACCORDING = Pattern(r"(?i:<according>) (?:the |an? |officials (?:at|from|of) |reports (?:by|in|from) )?$")

# "The coast guard said North Korea fired a missile": who does something is what is said
_DOES = re.compile(
    r"(?:'s)?(?: \([^)]*\))?(?: forces| military| troops)?(?: (?:also|then|later|\w+ly))* "
    r"(?:had|has|have|was|were|is|are|would|will|may|could|did|[a-z]{2,}ed|shot|sent|put|fires|launches|tests)\b"
)


def speakers(view: View, sentence: Sentence) -> tuple[Body | Person, ...]:
    """Bodies and people the sentence names as saying it, in order."""
    flat = view.reading.flat
    found: list[Body | Person] = []
    named: list[Body | Person] = [*view.of(Body, sentence), *view.of(Person, sentence)]
    for mention in sorted(named, key=lambda m: m.start):
        before = flat[max(sentence.start, mention.start - 40) : mention.start]
        according = _ACCORDING(view.knowledge).search(before) and not _DOES.match(flat, mention.end)
        if according or _AFTER(view.knowledge).match(flat, mention.end, sentence.end):
            found.append(mention)
    return tuple(found)
