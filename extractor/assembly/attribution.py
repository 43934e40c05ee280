"""Attribution: who is said to have said what a sentence says."""

from __future__ import annotations

import re

from extractor.assembly.view import View
from extractor.model.mention import Body, Person
from extractor.reading import Sentence

REPORT = (
    r"(?:said|says|say|saying|reported|reports|announced|announces|claimed|claims|confirmed|confirms|stated|"
    r"states|detected|detects|told|added|adds|declared|declares|revealed|described|identified|assessed|"
    r"estimates?|estimated|believes?|noted|tracked|observed|acknowledged|disclosed|concluded|called|tweeted|"
    r"wrote|posted|showed|shows|quoted)"
)
_AFTER = re.compile(
    rf"(?:'s?)?(?: \([^)]*\))?(?:,[^,.;]{{2,80}},)?(?: (?:has|had|have|also|later|earlier|then|first|initially|"
    rf"separately|publicly|immediately|officials?|spokes\w+|statement|officially|reportedly))*,? {REPORT}\b"
)
_ACCORDING = re.compile(
    r"(?:[Aa]ccording to|[Cc]iting|[Qq]uoting|[Qq]uoted|as reported by|statement (?:by|from)|carried by|reported "
    r"by|released by|confirmed by|[Ss]aid|[Ss]ays) (?:the |an? |officials (?:at|from|of) |reports (?:by|in|from) "
    r")?$"
)


def speakers(view: View, sentence: Sentence) -> tuple[Body | Person, ...]:
    """Bodies and people the sentence names as saying it, in order."""
    flat = view.reading.flat
    found: list[Body | Person] = []
    named: list[Body | Person] = [*view.of(Body, sentence), *view.of(Person, sentence)]
    for mention in sorted(named, key=lambda m: m.start):
        before = flat[max(sentence.start, mention.start - 40) : mention.start]
        if _AFTER.match(flat, mention.end, sentence.end) or _ACCORDING.search(before):
            found.append(mention)
    return tuple(found)
