"""Earlier launches told beside another, without a weapon of their own: by a number, by "that fired", by "the last one".

"On October 4 one flew over Japan", "similar to the one launched in May", "a system the North tested in February".
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.assembly.scope import Factuality, factuality
from extractor.assembly.trigger import Trigger, last_named, told
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Date, Weapon
from extractor.reading import Sentence

_ONE_OF_THEM = Pattern(
    r"\b(?:one|another|two|three|four|five|"
    r"the (?:first|second|third|other|last|previous|latter|former|next)(?: one)?) "
    r"(?:(?:more|others?) )?(?:of (?:them|its missiles|the missiles) )?(?:had been )?"
    r"(?P<verb><arrival_verb>|<missile_hits>|(?:was|were) (?:test-)?(?:fired|launched|flown)|"
    r"(?<=had been )(?:test-)?(?:fired|launched|flown))\b",
    re.IGNORECASE,
)


_PREVIOUS_TEST = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|\w+'s) (?:previous|preceding|last) (?:[\w-]+ ){0,3}"
    r"(?P<verb>(?:test[- ])?(?:launch|firing|flight|test|attempt)),[^,;.]{0,60}? on $"
)
_PREVIOUS_ONE = re.compile(
    r"\b(?P<again>did so(?: again)?|did it again)(?= (?:on|in|early|late|last) )|"
    r"\b(?:[Tt]he|[Ii]ts) (?:previous|last|most recent|preceding) one (?P<verb>was|came|took place|taking place|coming|"
    r"made|conducted|held|being|fired|launched)(?= (?:on|in|early|late) )|"
    r"\b(?:after|following|since) (?P<one>one|(?:an? |the )(?:first|last|previous|similar|earlier)(?: one)?)"
    r"(?= (?:on|in|early|late|last) )"
)


def of_previous(view: View, sentence: Sentence) -> list[Trigger]:
    """The launch before, told by its day: "the previous one was on May 2", "its last test, on May 2, failed"."""
    flat, days = view.reading.flat, view.of(Date, sentence)
    match = next((m for d in days if d.iso and (m := _PREVIOUS_TEST.search(flat, sentence.start, d.start))), None)
    match = match or _PREVIOUS_ONE.search(flat, sentence.start, sentence.end)
    if match is None or not any(0 <= d.start - match.end() < COMPARED and d.iso for d in days):
        return []
    if not any(w.end <= match.start() for w in view.of(Weapon)):
        return []
    start, end = match.span(match.lastgroup or "verb")
    facts = factuality(view, sentence, start, end, is_noun=False)
    return [told(start, end, facts)]


_ATTEMPT = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?) (?:latest|last|first|second|third|fourth|previous|earlier|only) attempt\b"
    r"[^.;]{0,60}? "
    r"(?P<verb>failed|ended (?:within|in failure|in a)|was (?:unsuccessful|a failure)|came to nothing)\b"
)


def of_attempt(view: View, sentence: Sentence) -> list[Trigger]:
    """An attempt that came to nothing, told by its day: "the latest attempt, on Tuesday, failed"."""
    match = _ATTEMPT.search(view.reading.flat, sentence.start, sentence.end)
    if match is None or not any(match.start() < d.start and d.iso for d in view.of(Date, sentence)):
        return []
    weapon = last_named(view, match.start())
    if weapon is None:
        return []
    start, end = match.span("verb")
    facts = Factuality("failed")
    return [told(start, end, facts, weapon)]


_FAILED_ATTEMPTS = re.compile(
    r"\b(?:(?:two|three|four|five|six|\d+) (?:previous |earlier |prior |straight |successive )?"
    r"(?:failed|unsuccessful|abortive|botched) (?P<verb>(?:launch |satellite |test )?attempts|launches|tests)|"
    r"(?:after|following|follow(?:s|ed)|since|despite|to|from) (?:an?|its|the|several) (?:[\w-]+ )?"
    r"(?:failed|unsuccessful|botched|abortive|aborted) (?P<one>attempts?|tries|try|efforts?)\b"
    r"(?=[^,;.]{0,60}? (?:on|in) ))\b"
)


def of_failed_attempts(view: View, sentence: Sentence) -> list[Trigger]:
    """Attempts that came to nothing, told by their time: "two failed attempts this year", "a failed attempt in May"."""
    match = _FAILED_ATTEMPTS.search(view.reading.flat, sentence.start, sentence.end)
    if match is None or not any(0 < d.start - match.end() < COMPARED and d.iso for d in view.of(Date, sentence)):
        return []
    start, end = match.span(match.lastgroup or "verb")
    weapon = last_named(view, match.start())
    if weapon is None and match["one"]:
        return []
    several = view.reading.flat[start:end].endswith("s")
    return [replace(told(start, end, Factuality("failed"), weapon), plural=several)]


def of_another(view: View, sentence: Sentence) -> list[Trigger]:
    """A missile that a number stands for, on a day of its own: "On October 4, 2022, one flew over Japan"."""
    match = _ONE_OF_THEM(view.knowledge).search(view.reading.flat, sentence.start, sentence.end)
    if match is None or not any(d.iso and len(d.iso) >= len("2022-10") for d in view.of(Date, sentence)):
        return []
    if not any(w.end < sentence.start for w in view.of(Weapon)):
        return []
    start, end = match.span("verb")
    facts = factuality(view, sentence, start, end, is_noun=False)
    return [told(start, end, facts)]


_COMPARED = Pattern(
    r"\b(?:similar to|like|unlike|than|identical to|as) (?:that|those|(?:the )?ones?) (?:it (?:had )?)?"
    r"(?P<verb>(?:<first_tried>))\b(?= [^,;.]{0,40})",
    re.IGNORECASE,
)


def of_compared(view: View, sentence: Sentence) -> list[Trigger]:
    """An earlier launch that another is compared with: "similar to that fired last month"."""
    match = _COMPARED(view.knowledge).search(view.reading.flat, sentence.start, sentence.end)
    if match is None or not any(0 < d.start - match.end() < COMPARED for d in view.of(Date, sentence)):
        return []
    start, end = match.span("verb")
    facts = Factuality("occurred")
    return [told(start, end, facts)]


COMPARED = 40  # characters from its verb to its day: "fired over Japan last month"
_TESTED_IT = Pattern(
    r"\b(?:previously|earlier|already|had|first|last) (?P<verb><first_tried>) (?:the|this|that) (?:same |new )?"
    r"(?:weapons?|systems?|type|model|device|launcher)\b(?= [^.;]{0,20})"
)


def of_tested(view: View, sentence: Sentence) -> list[Trigger]:
    """Earlier launches of what was fired now, by their days: "it previously tested the weapon on May 4 and May 9"."""
    match = _TESTED_IT(view.knowledge).search(view.reading.flat, sentence.start, sentence.end)
    if match is None or not any(0 < d.start - match.end() < COMPARED and d.iso for d in view.of(Date, sentence)):
        return []
    start, end = match.span("verb")
    facts = factuality(view, sentence, start, end, is_noun=False)
    return [replace(told(start, end, facts, last_named(view, match.start()), "test"), plural=True)]


_OF_A_SYSTEM = Pattern(
    r", an? (?:new |different )?(?:system|type|model|kind|version|weapon|design) (?:that |which )?"
    r"(?P<who>[^,;.:]{2,40}?) "
    r"(?:(?:had|has|first|last|also) )*(?P<verb><first_tried>)\b"
)


def of_system(view: View, sentence: Sentence) -> list[Trigger]:
    """An earlier launch of what was fired now: "a system the North tested in February"."""
    match = _OF_A_SYSTEM(view.knowledge).search(view.reading.flat, sentence.start, sentence.end)
    if match is None or not any(0 < d.start - match.end() < COMPARED and d.iso for d in view.of(Date, sentence)):
        return []
    earlier = [w for w in view.of(Weapon, sentence) if w.end <= match.start() and not w.modifies]
    start, end = match.span("verb")
    facts = factuality(view, sentence, start, end, is_noun=False)
    weapon = earlier[-1] if earlier else None
    return [told(start, end, facts, weapon, "test")]


_FIRST_TRIED = Pattern(
    r"\b(?:(?:[Tt]he|[Tt]his) (?:weapon|system|model|type|vehicle)|[Ii]t|which) (?P<verb>(?:was|had been) "
    r"(?:first|last|previously|initially) (?:successfully )?(?:<first_tried>))\b"
)


def of_first(view: View, sentence: Sentence) -> list[Trigger]:
    """An earlier launch of the weapon that the text named last: "The weapon was first tested in 2019"."""
    match = _FIRST_TRIED(view.knowledge).search(view.reading.flat, sentence.start, sentence.end)
    if match is None or not any(d.iso and d.start > match.start() for d in view.of(Date, sentence)):
        return []
    weapon = last_named(view, match.start())
    if weapon is None:
        return []
    start, end = match.span("verb")
    facts = factuality(view, sentence, start, end, is_noun=False)
    return [told(start, end, facts, weapon, "test")]


_OBJECT_UP = Pattern(
    r"\b(?P<verb><puts_up>|sent|sends|sending) (?:an?|its|the|one|two|three) (?:[\w-]+ )?(?:objects?|payloads?|craft|"
    r"capsule) "
    r"(?:into|in|to) (?:(?:an?|its|low|the|Earth|[\w-]+) ){0,2}?(?:orbit|space)\b"
)


def of_object(view: View, sentence: Sentence) -> list[Trigger]:
    """An orbit told without a satellite, on a day: "last put an object into orbit in February 2016"."""
    match = _OBJECT_UP(view.knowledge).search(view.reading.flat, sentence.start, sentence.end)
    if match is None or not any(d.iso for d in view.of(Date, sentence)):
        return []
    start, end = match.span("verb")
    facts = factuality(view, sentence, start, end, is_noun=False)
    return [told(start, end, facts)]
