"""Naming: what an article says a named weapon is, wherever it says so: "the Musudan, an intermediate-range missile".

A class told once of a name holds for every launch of that name in the article. The knowledge base's own class is not
used: a record gives what the text gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.assembly.draft import Draft
from extractor.assembly.spare import is_of_another, is_of_another_day
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Measure, Weapon
from extractor.reading import Sentence

MAX_GAP = 60  # characters between a name and the class it is given

_NAME_IS = re.compile(
    r"s?(?:\"|')?(?:,| \(|,? (?:which|that) (?:is|was|are|were)| (?:is|was|are|were)) (?:\w+ly )?"
    r"(?:an?|the|its|their|one of (?:its|the)|what (?:it|they) (?:calls?|called|says? is)(?: an?)?)? ?"
    r"(?:[\w-]+ ){0,4}[\"']?|s?[\"']? \("
)
_CLASS_IS = re.compile(
    r"s?(?:\)|,)?(?: (?:called|known as|dubbed|named|designated|identified as|such as|like|including)|,|:| \()? ?"
    r"(?:an?|the|its|their|one of (?:its|the)|two|three|what it (?:calls?|called))? ?(?:(?:[\w-]+ ){0,3})[\"'(]?"
)


def _classes_of_names(view: View) -> dict[str, dict[str, list[Weapon]]]:
    """Classes that the article gives each weapon it names, by canonical name, with the mentions that say so."""
    known: dict[str, dict[str, list[Weapon]]] = {}
    for named, telling in _told(view):
        for name in telling.classes:
            known.setdefault(named.canonical or "", {}).setdefault(name, []).append(telling)
    return known


def _told(view: View) -> Iterator[tuple[Weapon, Weapon]]:
    """Pairs of a named weapon and the mention that gives its class: the same one, or one in apposition."""
    flat = view.reading.flat
    weapons = view.of(Weapon)
    for weapon in weapons:
        if weapon.canonical and weapon.classes:
            yield weapon, weapon
    for left, right in pairwise(weapons):
        gap = flat[left.end : right.start]
        if len(gap) > MAX_GAP or left.modifies:
            continue
        if left.canonical and not left.classes and right.classes and not right.canonical and _NAME_IS.fullmatch(gap):
            yield left, right
        if right.canonical and not right.classes and left.classes and not left.canonical and _CLASS_IS.fullmatch(gap):
            yield right, left


ANTECEDENT = 6  # sentences between "the missile" and the words that said what kind it is
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|both) (?:\w+ )?$", re.IGNORECASE)


def _antecedent(view: View, weapon: Weapon) -> Weapon | None:
    """The mention that gives the class of "the missile": the nearest before it, in the same number."""
    if (
        weapon.classes
        or weapon.name
        or not _DEFINITE.search(view.reading.flat, max(0, weapon.start - 24), weapon.start)
    ):
        return None
    here = view.reading.sentence_at(weapon.start).index
    told = [w for w in view.of(Weapon) if w.end <= weapon.start and w.classes and not w.modifies]
    near = [w for w in told if here - view.reading.sentence_at(w.start).index <= ANTECEDENT]
    last = near[-1] if near else None
    return last if last is not None and last.plural == weapon.plural else None


_ITS = Pattern(
    r"\b(?:(?:[Tt]he|[Tt]his) (?:[\w-]+ ){0,3}(?:<told_noun>)\b|[Ii]t (?:has|had|can|could|is|was|would|may|"
    r"might)\b|[Ii]ts\b|"
    r"The range\b|\b(?:an?|the) (?:[\w-]+ ){0,3}(?:<told_noun>) (?:that|which) )"
)


def ranges_of(view: View, weapons: Iterable[Weapon]) -> list[Measure]:
    """Design ranges that the article gives the weapons of a launch in other sentences: by name, or by "it"."""
    weapons = list(weapons)
    names = {w.canonical for w in weapons if w.canonical}
    named = [w for w in view.of(Weapon) if w.canonical]
    of_version = any(is_version(view, w) for w in weapons)
    found: list[Measure] = []
    for measure in view.of(Measure):
        if measure.dimension != "range" or measure.unit != "km":
            continue
        sentence = view.reading.sentence_at(measure.start)
        here = [w for w in named if sentence.start <= w.start < measure.start]
        if here:
            if here[-1].canonical in names and (of_version or not is_version(view, here[-1])):
                found.append(measure)
            continue
        before = [w for w in named if w.end <= sentence.start]
        same = before[-1].canonical in names if before else True
        if same and _ITS(view.knowledge).search(view.reading.flat, sentence.start, measure.start):
            found.append(measure)
    return found


_VERSION = Pattern(r"\b(?:(?:<other_version>) (?:of )?)(?:the |its |their |an? )?$", re.IGNORECASE)


def is_version(view: View, weapon: Weapon) -> bool:
    """Whether it is a newer make of the weapon named: "modified versions of the Scud" reach further than a Scud."""
    at = weapon.start + max(0, weapon.text.find(weapon.name or ""))
    return _VERSION(view.knowledge).search(view.reading.flat, max(0, at - 40), at) is not None


_MODEL = re.compile(
    r"\b(?:(?:based|modell?ed|patterned) (?:\w+ )?(?:on|after)|(?:derived|copied|developed|reverse-engineered) from|"
    r"successors? (?:to|of)|unlike|"
    r"(?:cop(?:y|ies)|derivatives?) of) (?:(?!and\b)[\w'.-]+ ){0,3}[\"']?\Z"
)


def is_model(view: View, weapon: Weapon) -> bool:
    """Whether a weapon is named only as the model of another: "based on the Russian Scud".

    What is "similar to" one is thought to be one.
    """
    at = weapon.start + max(0, weapon.text.find(weapon.name or ""))
    return _MODEL.search(view.reading.flat, max(0, at - 60), at) is not None


def add_told_before(view: View, weapons: Iterable[Weapon], said: dict[str, list[Weapon]]) -> None:
    """Adds to the classes of a launch what the article said of "the missile" where it brought it up."""
    for weapon in weapons:
        telling = _antecedent(view, weapon)
        if telling is not None:
            for name in telling.classes:
                said.setdefault(name, [weapon]).append(telling)


def add_told_of_names(view: View, weapons: Iterable[Weapon], said: dict[str, list[Weapon]]) -> None:
    """Adds what the article says elsewhere of the weapons named here."""
    table = _classes_of_names(view)
    for weapon in weapons:
        for name, telling in table.get(weapon.canonical or "", {}).items():
            if name not in said:
                said[name] = [weapon, telling[0]]


def named_elsewhere(view: View, draft: Draft, spare: Sequence[Sentence]) -> list[Weapon]:
    """Mentions of the one weapon of the launching side that is named about the main launch, if there is just one."""
    own = [s.sentence for s in draft.statements]
    named = [
        w
        for sentence in ([*own, *spare] if spare else ())
        for w in view.of(Weapon, sentence)
        if w.name and (draft.side is None or w.country in (None, draft.side.country))
        if _is_this_one(view, draft, sentence, w)
    ]
    others = {w.canonical for w in named if _OLDER.search(view.reading.flat, max(0, w.start - 60), w.start)}
    named = [w for w in named if w.canonical not in others]
    return named if len({w.canonical for w in named}) == 1 else []


# "A previous missile, the Hwasong-15", "an upgrade of the Hwasong-14"
_OLDER = re.compile(
    r"\b(?:previous|earlier|older|predecessor|than|unlike|surpass\w*|(?:upgrade|variant|version|successor|follow-on|"
    r"sibling)s? (?:of|to))\b[^.;]{0,30}\Z"
)
_THE_ONE = re.compile(r"\b[Tt]he (?:[\w-]+,? ){0,3}[\"']?$")


def _is_this_one(view: View, draft: Draft, sentence: Sentence, weapon: Weapon) -> bool:
    """Whether a name is told as that of the missile the article is about: "the Pukguksong-3 can be fired at sea"."""
    own = draft.side is not None and weapon.country == draft.side.country and weapon.head == "missile"
    if own and _THE_ONE.search(view.reading.flat, sentence.start, weapon.start):
        return not is_of_another_day(view, draft, sentence)
    opens = weapon.start == sentence.start + len("The ")
    return (opens or bool(view.cues(sentence, "launch_verb", "flight_verb"))) and not is_of_another(
        view, draft, sentence
    )


def told_elsewhere(view: View, draft: Draft, spare: Sequence[Sentence]) -> list[Weapon]:
    """Weapons with a class in sentences of no launch."""
    return [
        w
        for sentence in spare
        if not is_of_another(view, draft, sentence)
        for w in view.of(Weapon, sentence)
        if w.classes and not w.modifies and "launcher" not in w.head
    ][:1]
