"""Identity: sentences about the thing launched, and what they say it was.

"The missile flew 500 km" goes on about a launch told before; "the projectiles appeared to be ballistic missiles" says
what was launched.
"""

from __future__ import annotations

import re

from extractor.assembly.view import View
from extractor.model.mention import Weapon
from extractor.reading import Sentence

_SUBJECT = (
    r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Aa]ll(?: the| of the)?|[Ee]ach(?: of the)?|[Oo]ne of the|[Tt]wo "
    r"of the|[Tt]hree of the|[Aa]n unspecified number of) (?:(?:first|second|third|last|other|latest|same|"
    r"two|three|four|suspected|alleged|unidentified|test|liquid-fueled|solid-fuel\w*|new|cruise|ballistic|"
    r"hypersonic|short-range|medium-range|intermediate-range|intercontinental|long-range|\w+-\w+|weapon's) "
    r")*(?:missiles?|projectiles?|rockets?|weapons?|ICBMs?|SRBMs?|IRBM|SLBM|satellite|vehicle|missle)"
)


ABOUT_IT = re.compile(
    rf"{_SUBJECT}\b(?! (?:program|defen|test|launch|technolog|capab|threat))|\b(?:[Ii]t|[Tt]hey|[Oo]ne|[Tt]he "
    rf"other|[Tt]he first|[Tt]he second) (?:had |also |then |both |each |all |later |reportedly )?(?:flew|"
    rf"travel\w+|reached|landed|fell|splashed|soared|climbed|hit|struck|crashed|came down|was fired|were "
    rf"fired|was launched|were launched|covered|exploded|blew|failed|rose)\b"
)


_IS = (
    r"(?:was|were|is|are|(?:appear|seem)(?:s|ed)? to (?:be|have been)(?: of)?|(?:was|were|is|are|been) (?:\w+ly "
    r")?(?:believed|identified|described|classified|thought|assessed|suspected|presumed|determined|estimated|"
    r"said|named|called|judged|likely)(?: to (?:be|have been)| as| by \w+ (?:to be|as))?|could (?:be|have been)|"
    r"may (?:be|have been)|might (?:be|have been)|(?:closely )?resembl\w+|be)"
)


_NAMED_SO = (
    r"(?:identif\w+|describ\w+|call(?:s|ed|ing)|classif\w+|assess\w+|label\w+|refer\w+ to|announc\w+|claim\w+|"
    r"sa(?:id|ys|ying)|report\w*|confirm\w+|reveal\w+) (?:that )?(?:it|them|this|the (?:missiles?|weapons?|"
    r"projectiles?|launch(?:es)?|test|rockets?))(?: (?:was|were|as|to be|is|are|had been))?"
)


_IDENTIFIES = re.compile(
    rf"(?:{_SUBJECT}(?: \(|,)|{_SUBJECT}(?:[^.;]{{0,120}}? (?:and|which|that))? {_IS}|\b(?:it|this|they|It|This|"
    rf"They|which|launch|test|tests|launches)(?:,[^,]{{3,90}},)? {_IS}|\b(?:[Tt]hese|[Tt]hey|[Ww]hich|salvo|"
    rf"barrage|test|launch|firing|drill) (?:included|includes|involved|involves|used|comprised)|{_NAMED_SO}|"
    rf"\b(?:involv\w+|showed|test of|launch of)) (?:likely |probably |possibly |apparently |also |a |an |the |of |"
    rf"its |as |new |all |what |two |three |both |part |most |to be |have been |appears |[\w-]+,? "
    rf"){{0,9}}[\"'(]?$"
)


def identified_weapons(view: View, sentence: Sentence) -> list[Weapon]:
    """Weapons that the sentence says the thing launched was: "the projectiles appeared to be ballistic missiles"."""
    words = view.flat(sentence)
    weapons = [w for w in view.of(Weapon, sentence) if not w.modifies and (w.classes or w.name)]
    return [w for w in weapons if _IDENTIFIES.search(words[: w.start - sentence.start])]
