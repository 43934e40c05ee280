"""Trial: what a model is worth on articles it has not seen, by cross-validation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.assembly.reactions import of_parties
from extractor.assembly.stance_model import StanceModel
from extractor.audit.alignment import pair_quotes, pair_reactions
from extractor.audit.parts import ReactionPart, read_parts
from extractor.model.record import Reaction
from extractor.training.examples import Example, Lecture
from extractor.training.fitting import fit

FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Reactions of one article by a model that has not seen it."""

    lecture: Lecture
    found: tuple[Reaction, ...]

    @property
    def parts(self) -> tuple[ReactionPart, ...]:
        """The reactions as they are compared."""
        return read_parts({"reactions": [r.model_dump(mode="json") for r in self.found]}, self.lecture.name).reactions


def cross_validate(lectures: Sequence[Lecture], lessons: Sequence[Example]) -> list[Outcome]:
    """Every article judged by a model trained on the other folds and on the lessons."""
    outcomes: list[Outcome] = []
    for fold in folds(lectures):
        names = {lecture.name for lecture in fold}
        seen = [e for lecture in lectures if lecture.name not in names for e in lecture.examples()]
        model = fit([*seen, *lessons])
        outcomes += [outcome(lecture, model) for lecture in fold]
    return outcomes


def outcome(lecture: Lecture, model: StanceModel) -> Outcome:
    """One article judged by one model."""
    found = of_parties(lecture.view, lecture.parties, lecture.leaders, lecture.events, model)
    return Outcome(lecture=lecture, found=found)


def folds(lectures: Sequence[Lecture]) -> list[list[Lecture]]:
    """The articles in equal parts, mixed by a hash of their names."""
    mixed = sorted(lectures, key=lambda lecture: hashlib.sha256(lecture.name.encode()).hexdigest())
    return [mixed[start::FOLDS] for start in range(FOLDS)]


def f1(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """F1 of reactions and of their quotations, as `launchledger evaluate` counts them."""
    reactions, quotes = [0, 0], [0, 0]
    for item in outcomes:
        gold, found = item.lecture.gold, item.parts
        reactions[0] += len(pair_reactions(gold, found))
        reactions[1] += len(gold) + len(found)
        quoted = [r for r in gold if r.quote], [r for r in found if r.quote]
        quotes[0] += len(pair_quotes(*quoted))
        quotes[1] += len(quoted[0]) + len(quoted[1])
    return tuple(2 * hits / max(1, total) for hits, total in (reactions, quotes))  # type: ignore[return-value]
