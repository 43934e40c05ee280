"""Antecedents: the side that "it", "the country" or a leader's name stands for."""

from __future__ import annotations

import re
from collections import Counter

from extractor.assembly.launchers import Side, country_words_of, launchers, may_own, powers_of
from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.reading import Sentence

# "Satellites saw heat over Iran, a sign that the country had fired a missile"
_THE_COUNTRY = re.compile(
    r"\b(?:the|that) (?:[a-z-]+ )?(?:country|nation|regime) "
    r"(?:(?:has|had|have|also|just|then|later|twice|once|\w+ly) )*$"
)
# "Oil for North Korea, after the country tested a bomb in May and followed it with the launch of a missile"
_THE_COUNTRY_DID = re.compile(
    r"\b(?:after|when|since|as|because|before|that|while) (?:the|that) (?:[a-z-]+ )?(?:country|nation|regime) "
    r"(?:(?:has|had|also|just|then|\w+ly) )*(?:[a-z]{2,}ed|shot|sent|held|put)\b(?:[^;:.\"]|\.(?= \d))*$"
)


def the_country(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """The country named last before "the country", where that is who did it and nobody is named in between."""
    before = view.reading.flat[sentence.start : trigger.start]
    meant = _THE_COUNTRY.search(before) or _THE_COUNTRY_DID.search(before)
    if meant is None:
        return None
    begins = sentence.start + meant.start()
    named = [side for side in launchers(view, sentence) if side.start < trigger.start]
    return named[-1] if named and named[-1].end <= begins else None


_IT = re.compile(r"\W*(?:It|They) (?:(?:has|have|had|also|since|already|then|later|recently|just|previously|\w+ly) )*")
_ITS = re.compile(r"\W*(?:It|Its|They|Their)\b")
BACK = 3  # sentences in which "it" goes on about one side
_OPENING = re.compile(r"\W*(?:(?:But|And|Still|Meanwhile|However|Since then|Recently),? )?(?:[Tt]he )?")
_NO_SUBJECT = re.compile(r"'s (?!(?:government|military|army|regime|leader)s?\b)|[,/-]")


def it_before(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whom "It" means that opens a sentence and launches: the side that the sentence before opens with."""
    flat = view.reading.flat
    if trigger.form != "verb" or _IT.fullmatch(flat, sentence.start, trigger.start) is None:
        return None
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - BACK), -1):
        before = view.reading.sentences[index]
        begin = _OPENING.match(flat, before.start).end()  # type: ignore[union-attr]  # nothing matches at least
        first = next((s for s in launchers(view, before) if s.start <= begin < s.end), None)
        if first is not None:
            is_subject = _NO_SUBJECT.match(flat, first.end) is None and may_own(view, before, first)
            return first if is_subject and first.country in owners(view)[:1] else None
        if _ITS.match(flat, before.start) is None:
            return None
    return None


_OPENS_CLAUSE = re.compile(
    r"(?:^\W*|[;:] |\b(?:said|says|that|added|claimed|after|as|while|when|and|but) )(?:[Tt]he )?$"
)
_ITSELF = re.compile(r"(?:when|while|that) $|\b(?:it|they) (?:had |has |have )?[a-z]+ [^,;]*\b(?:after|before|since) $")


def it_of_clause(view: View, sentence: Sentence, begins: int, sides: list[Side]) -> Side | None:
    """Whom "it" means in a clause that begins there: "Seoul said Pyongyang broke the rules when it fired".

    Only the subject of the clause before, and after "after" only where that already says "it": who "protested after
    it fired" may mean another.
    """
    flat = view.reading.flat
    if _ITSELF.search(flat[sentence.start : begins] + " ") is None:
        return None
    subjects = [s for s in sides if _OPENS_CLAUSE.search(flat[sentence.start : s.start]) and may_own(view, sentence, s)]
    return subjects[-1] if subjects and not flat.startswith("'", subjects[-1].end) else None


_MISSILES = re.compile(
    r"(?:'s?)? (?:(?!and\b|in\b|on\b|of\b|to\b|with\b|said\b)[\w.-]+ ){0,4}?"
    r"(?:missiles?|rockets?|nuclear|ballistic|warheads?|satellites?)\b(?! (?:defen[cs]e|shield|deal|envoy|sanctions?))"
)


def owners(view: View) -> list[str]:
    """Countries whose missiles a text speaks of, the one it does so of most often first: "North Korean missiles"."""
    return view.once(owners, lambda: _owners(view))


def _owners(view: View) -> list[str]:
    flat, powers = view.reading.flat, powers_of(view)
    words = country_words_of(view, 0, len(flat))
    found = Counter(w.code for w in words if w.code in powers and _MISSILES.match(flat, w.end))
    return [code for code, _ in found.most_common()]


_OF_A_PERSON = re.compile(r"'s? (?:(?:latest|last|new|first|second|third|recent|[\w-]+ing|[\w-]+-range|\w+day) ){0,3}")
_BY_A_PERSON = re.compile(r" (?:(?:has|had|also|just|now|then|again|later|\w+ly) ){0,2}")


def leader_of(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """The country of a leader right before: "Kim Jong Un's latest missile test", "Mr. Kim fired a missile"."""
    anchor = trigger
    if trigger.form != "verb" and trigger.weapon and trigger.weapon.start < trigger.start:
        anchor = trigger.weapon  # type: ignore[assignment]
    between = _BY_A_PERSON if trigger.form == "verb" else _OF_A_PERSON
    bodies = launchers(view, sentence)
    people = (s for s in launchers(view, sentence, people=True) if s not in bodies and s.country in powers_of(view))
    return next((s for s in people if between.fullmatch(view.reading.flat, s.end, anchor.start)), None)
