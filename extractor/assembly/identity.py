"""Identity: sentences about the thing launched, and what they say it was.

"The missile flew 500 km" goes on about a launch told before; "the projectiles appeared to be ballistic missiles" says
what was launched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Measure, Weapon
from extractor.reading import Sentence

_SUBJECT = r"\b(?i:<told_determiner>) (?:(?:<told_adjective>|(?:North )?[A-Z][a-z]+(?:an|ese|ish|i)) )*(?:<told_noun>)"


ABOUT_IT = Pattern(
    rf"{_SUBJECT}\b(?! (?:<no_missile>))|\b(?:[Ii]t|[Tt]hey|[Tt]hese|[Tt]hose|[Tt]he (?:others?|first|second|third|"
    rf"rest|last)|"
    rf"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[Mm]ost|[Mm]any|[Bb]oth|[Aa]ll(?: three| four| "
    rf"five)?|[Ee]ach)(?: of them)?) (?:had |also |then |both |each |all |"
    rf"later |reportedly )?(?:<about_verb>)\b"
    r"|\b[Ll]aunch (?:site|point|location)(?: was|:)"
)


FIGURES_OF_IT = Pattern(
    r"\W*(?:[Aa]ccording to [\w'. ]{2,40},? |"
    r"[\w' ]{2,40} (?:said|says|put|estimated|gave|placed) )?(?:(?:the|its|their|with an?|at (?:its|their|the|an?)) )?"
    r"(?:(?:<figure_adjective>) )*(?:<flight_figure>)\b"
    r"(?! (?:between|from|to)\b)",
    re.IGNORECASE,
)
"""A sentence that only gives figures of a flight: "Distance: 450 km", "Its apogee was put at 50 km"."""


_COMPARES = re.compile(
    r"\b(?:surpass\w*|exceed\w*|eclips\w*|top(?:s|ped|ping)|beat(?:s|ing|en)?|than|compared (?:to|with)|unlike) "
    r"(?:(?:that|those) of\b|(?:the|its|an?|any|all|both) (?:previous|earlier|last|other|prior|past|preceding)\b|"
    r"(?:the )?[A-Z][a-z]+-\d)"
)


_IN_GENERAL = re.compile(
    r"\W*(?:Such|These|Most|All|[A-Z][a-z]+(?:-range)?)(?: [a-z]+(?:-range)?){0,2} "
    r"(?:missiles|weapons|warheads|vehicles) "
    r"(?:usually|typically|generally|normally|often|tend to|are (?:capable|able|designed)|can)\b"
)


def own_figures(view: View, sentence: Sentence, figures: Sequence[Measure]) -> Sequence[Measure]:
    """Figures without those of what it is compared with: "higher than the previous missile, which reached 4,500 km"."""
    if not figures or _IN_GENERAL.match(view.reading.flat, sentence.start, sentence.end):
        return ()
    compares = _COMPARES.search(view.reading.flat, sentence.start, sentence.end)
    return [m for m in figures if compares is None or m.end <= compares.start()]


_IS = (
    r"(?:was|were|is|are|been (?:\w+ly )?\w+(?: to (?:be|have been)| as)|"
    r"(?:appear|seem)(?:s|ed)? to (?:be|have been)(?: of)?|"
    r"could (?:be|have been)|"
    r"may (?:be|have been)|might (?:be|have been)|(?:closely )?resembl\w+|be)"
)


_NAMED_SO = r"(?:<naming>) (?:that )?(?:it|them|this|the (?:<thing_named>))(?: (?:to be|as|was|were))?"


# Of a salvo told before: "two were Nodongs and five were Scuds", "identified two as Nodongs", "six of them Scuds"
_SHARE = (
    r"(?i:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|some|several|most|both|others?|the (?:rest|remainder|"
    r"others?(?: \w+)?|remaining \w+|first|second|third|last))(?: of (?:them|these|which))?"
    r"(?: (?:was|were|being|is|are|as)(?: (?:likely|probably|apparently))?| of them| a(?= )))"
)


_IDENTIFIES = Pattern(
    rf"(?:{_SUBJECT}(?: \(|,)|{_SUBJECT}(?:[^.;]{{0,120}}? (?:and|which|that)| (?:launched|fired|"
    rf"tested)[^.;]{{0,60}}?)? "
    rf"{_IS}|\b(?:it|this|they|It|This|"
    rf"They|which|launch|test|tests|launches)(?:,[^,]{{3,90}},)? {_IS}|\b(?i:<identified_noun>) (?:<comprised>)|"
    rf"{_NAMED_SO}|\b(?:all|both|each|most) of (?:them|which) (?:were |are )?\w+(?: to (?:be|have been)| as)?|"
    rf"{_SHARE}|\b(?:pointed to|points to|involv\w+|showed|test of|launch of))"
    rf"(?: |(?<=\())(?:[\w-]+,? ){{0,9}}[\"'(]?$"
)


def identified_weapons(view: View, sentence: Sentence, weapons: Iterable[Weapon]) -> list[Weapon]:
    """Those of its weapons that a sentence says the thing launched was: "it appeared to be a ballistic missile"."""
    words = view.flat(sentence)
    told = [w for w in weapons if not w.modifies and (w.classes or w.name) and not is_denied(view, w)]
    return [w for w in told if _IDENTIFIES(view.knowledge).search(words[: w.start - sentence.start])]


_DENIED = re.compile(
    r"\b(?:not|rather than|instead of|as opposed to) (?:been |be |likely |believed to be )?(?:an? |the )?"
    r"(?:[A-Z][a-z]+ )?$"
)


def is_denied(view: View, weapon: Weapon) -> bool:
    """ "It was not an intercontinental ballistic missile", "as opposed to a Ukrainian one"."""
    return _DENIED.search(view.reading.flat, max(0, weapon.start - 40), weapon.start) is not None


# A list of what was counted before: "38 missiles: one Kinzhal, four Iskander-M from Kursk region, 13 Kh-101"
_LISTS = re.compile(
    r"s?(?: \([^()]{1,30}\))?(?: and (?:\w+ )?(?:[\w-]+ )?drones)?"
    r"(?:,? (?:namely|among them|comprising|consisting of|of which))?(?::| –|,? \() ?(?:[\w-]+ ){0,3}"
)
_NEXT_LISTED = re.compile(r"[^;:.]{0,60}?(?:,| and|,? as well as|,? along with) (?:[\w-]+ ){0,4}")


def listed_weapons(view: View, sentence: Sentence, weapon: Weapon) -> list[Weapon]:
    """The missiles that were counted before, told by name in a list after a colon or in brackets."""
    flat, found, end = view.reading.flat, [], 0
    for named in (w for w in view.of(Weapon, sentence) if w.start >= weapon.end and not w.modifies):
        pattern = _NEXT_LISTED if end else _LISTS
        if not pattern.fullmatch(flat, end or weapon.end, named.start):
            break
        found.append(named)
        end = named.end
    return found if len(found) > 1 else []
