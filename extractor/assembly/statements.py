"""Statements: what one sentence says of one launch, or adds to one told before.

A statement with a trigger tells of a launch; one without ("The missile flew 500 km") adds to the launch in focus. Mentions
of a sentence with two triggers go to the nearer one, clause by clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.assembly import triggers
from extractor.assembly.attribution import speakers
from extractor.assembly.scope import State
from extractor.assembly.side import Side, side_of
from extractor.assembly.triggers import Trigger
from extractor.assembly.view import View
from extractor.model.mention import Body, Count, Date, Measure, Mention, Person, Place, Weapon
from extractor.reading import Sentence


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Mentions of one sentence that belong to one launch."""

    sentence: Sentence
    trigger: Trigger | None
    state: State
    side: Side | None
    weapons: tuple[Weapon, ...] = ()
    counts: tuple[Count, ...] = ()
    measures: tuple[Measure, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Body | Person, ...] = ()

    @property
    def start(self) -> int:
        return self.trigger.start if self.trigger else self.sentence.start


_BOUNDARY = re.compile(r"[;:–]|, (?:and|but|while|when|which|after|days|hours|weeks)\b|\b(?:after|before|while|when|since|following|but|that|which|because|as)\b")
_SAID_ON = re.compile(
    r"\b(?:said|says|told|reported|announced|confirmed|warned|stated|added|condemned|statement|meeting|met|meet|spoke|speaking|visit\w*|arriv\w+|summit|hearing|interview|briefing|press conference|imposed|adopted|passed|voted|signed|agreed|tweeted|wrote|posted|called|denounced|vowed|threatened|exercises?|drills?|talks|released|published|issued|elections?|speech|address|anniversary|inaugurat\w+|born|died|founded|established)\b[^.;]{0,40}$"
)
_ABOUT_IT = re.compile(
    r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Ii]ts|[Tt]his|[Aa]ll|[Oo]ne of the|[Tt]hree of the|[Tt]wo of the|[Ee]ach|[Ee]ach of the|[Oo]ther|[Ss]econd|[Ff]irst|[Ll]ast|[Tt]hird) (?:[\w-]+ ){0,5}(?:missiles?|projectiles?|rockets?|weapons?|ICBMs?|SRBMs?|satellites?|launch(?:es)?|tests?|firings?|salvo|barrage|vehicle|volley)\b|\b(?:[Ii]t|[Tt]hey) (?:had |also |then |both |each |all |later )?(?:flew|travel\w+|reached|landed|fell|splashed|soared|climbed|hit|struck|crashed|came down|was fired|were fired|was launched|were launched|covered|exploded|blew|failed|rose)\b"
)
_IDENTIFIES = re.compile(
    r"\b(?:identif\w+|appear\w* to be|believed to be|likely|described|classif\w+|assess\w+|was an?|were|is an?|are|called|known as|dubbed|may have been|could be|could have been|resembl\w+|seem\w* to|type|version|variant|involved|used|using|include[sd]?|including|was the|said to be|suspected|named|presumed|considered|thought|determined|as an?|as the|new|claimed|said it|capable)\b"
)


def of_article(view: View) -> list[Statement]:
    """All statements of an article in order of their place."""
    found: list[Statement] = []
    for sentence in view.reading.sentences:
        found += of_sentence(view, sentence)
    return found


def of_sentence(view: View, sentence: Sentence) -> list[Statement]:
    """Statements of one sentence: one a trigger, or one without where it goes on about a launch."""
    told = triggers.find(view, sentence)
    if not told:
        return _continuation(view, sentence)
    said_by = speakers(view, sentence)
    bases = [
        Statement(sentence=sentence, trigger=t, state=t.factuality.state, side=side_of(view, sentence, t), sources=said_by)
        for t in told
    ]
    return [_with_mentions(view, sentence, base, told) for base in bases]


def _with_mentions(view: View, sentence: Sentence, base: Statement, told: list[Trigger]) -> Statement:
    trigger = base.trigger
    assert trigger is not None
    mine = [m for kind in (Weapon, Count, Measure, Date, Place) for m in view.of(kind, sentence) if _owner(view, m, told) is trigger]
    weapons = _weapons(view, sentence, trigger, [m for m in mine if isinstance(m, Weapon)])
    return replace(
        base,
        weapons=weapons,
        counts=tuple(_counts(view, trigger, [m for m in view.of(Count, sentence)], mine, weapons)),
        measures=tuple(m for m in mine if isinstance(m, Measure)),
        dates=tuple(m for m in mine if isinstance(m, Date) and not _belongs_elsewhere(view, sentence, m, told)),
        places=tuple(m for m in mine if isinstance(m, Place)),
    )


def _owner(view: View, mention: Mention, told: list[Trigger]) -> Trigger:
    """The trigger a mention belongs to: the nearest, where each clause boundary between counts like fifty characters."""
    if len(told) == 1:
        return told[0]

    def cost(trigger: Trigger) -> float:
        left, right = sorted((mention, trigger), key=lambda m: m.start)
        gap = view.reading.flat[left.end : right.start] if left.end < right.start else ""
        behind = 15 if mention.start < trigger.start else 0
        return len(gap) + 50 * len(_BOUNDARY.findall(gap)) + behind

    return min(told, key=cost)


def _weapons(view: View, sentence: Sentence, trigger: Trigger, near: list[Weapon]) -> tuple[Weapon, ...]:
    """The weapon launched, and others the sentence gives for the same thing: in apposition or by identification."""
    chosen = [trigger.weapon] if trigger.weapon else []
    flat = view.reading.flat
    for weapon in near:
        if weapon in chosen or (weapon.modifies and weapon is not trigger.weapon):
            continue
        for other in list(chosen):
            left, right = sorted((other, weapon), key=lambda w: w.start)
            gap = flat[left.end : right.start]
            if re.fullmatch(r"(?:s)?(?: ?[(,–\"'] ?| (?:known as|called|named|dubbed|designated|identified as|of the|or|and|including|such as|namely|class|type)|,? (?:an?|the|one|two|three|its|their|also|what|it|new|both|which|it calls|was|were|is|likely|to be|appears?|appeared|believed|identified|as|which are|presumed|suspected|[\w-]+)){0,9}[ \"'(]*", gap) and len(gap) < 70:
                chosen.append(weapon)
                break
    return tuple(sorted(chosen, key=lambda w: w.start))


def _counts(view: View, trigger: Trigger, counts: list[Count], mine: list[Mention], weapons: tuple[Weapon, ...]) -> list[Count]:
    """Counts of the weapon launched: the number stands right before it."""
    flat = view.reading.flat
    found = []
    for count in counts:
        if count.what == "launches" and count in mine and trigger.plural and count.end <= trigger.end:
            found.append(count)
        if count.what not in ("missiles", "mixed"):
            continue
        for weapon in weapons:
            if count.start < weapon.end and weapon.start - count.end < 75 and count.start <= weapon.start and not re.search(r"[.;,]|\b(?:and|from|into|said)\b", flat[count.end : weapon.start]):
                if not (weapon.modifies and weapon is trigger.weapon):
                    found.append(count)
                    break
    return found


def _belongs_elsewhere(view: View, sentence: Sentence, date: Date, told: list[Trigger]) -> bool:
    """A day on which somebody said, met or decided something is not the day of the launch."""
    flat = view.reading.flat
    before = flat[sentence.start : date.start]
    if not before.strip():
        return False
    last = max((t.end for t in told if t.end <= date.start), default=sentence.start)
    between = flat[last : date.start]
    if any(t.start - date.end < 25 and t.start >= date.end for t in told):
        return False
    return _SAID_ON.search(between) is not None


def _continuation(view: View, sentence: Sentence) -> list[Statement]:
    """A sentence that goes on about a launch: its missile as subject, figures of a flight, or what it was."""
    words = view.flat(sentence)
    measures = [m for m in view.of(Measure, sentence) if m.dimension not in ("other",)]
    about = _ABOUT_IT.search(words)
    weapons = [w for w in view.of(Weapon, sentence) if not w.modifies]
    flight = view.cues(sentence, "flight_verb")
    if not about and not (measures and flight):
        return []
    identified = [w for w in weapons if about and _IDENTIFIES.search(words) and (w.classes or w.name)]
    return [
        Statement(
            sentence=sentence, trigger=None, state="occurred", side=None, weapons=tuple(identified), measures=tuple(measures),
            counts=tuple(c for c in view.of(Count, sentence) if c.what == "missiles" and about and c.start < sentence.start + 30),
            places=tuple(view.of(Place, sentence)) if flight or about else (), sources=speakers(view, sentence),
        )
    ]  # fmt: skip
