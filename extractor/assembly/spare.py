"""Spare sentences: those that belong to no launch. They may say more of the one that the article is about."""

from __future__ import annotations

import re

from extractor.assembly.days import relation, settle
from extractor.assembly.draft import Draft
from extractor.assembly.view import View
from extractor.model.mention import Date
from extractor.reading import Sentence

_EARLIER = re.compile(
    r"\b(?:last|previous|earlier|prior|past) (?:[\w-]+ ){0,3}(?:launch|test|attack|strike|missile|firing|barrage)|"
    r"\b(?:had|has) (?:previously|already|earlier) "
)


def is_of_another(view: View, draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence that belongs to no launch speaks of a day of its own, or of nothing that happened."""
    if view.cues(sentence, "hypothetical", "negated", "habitual", "planned"):
        return True
    return is_of_another_day(view, draft, sentence)


def is_of_another_day(view: View, draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence speaks of a day that is not the launch's, or of what was before."""
    if _EARLIER.search(view.flat(sentence)):
        return True
    return any(_is_other_day(draft, day) for day in view.of(Date, sentence))


def _is_other_day(draft: Draft, day: Date) -> bool:
    iso = settle(day)
    return iso is not None and (draft.iso is None or relation(iso, draft.iso) == "apart")
