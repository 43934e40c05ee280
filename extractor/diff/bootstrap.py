"""How sure a difference of scores is: the paired bootstrap over articles.

Articles are drawn with replacement, the same ones for the old and the new records, as often as there are articles; the
middle 95 % of the differences are the interval (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter
13; for paired systems Koehn 2004, "Statistical Significance Tests for Machine Translation Evaluation").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeAlias

from extractor.audit.scoring import DIGITS, PARTS, RECORD_PARTS, ArticleScore, Tally

Interval95: TypeAlias = tuple[float, float]
Drawn: TypeAlias = Sequence[tuple[ArticleScore, ArticleScore]]

SEED = 20240607  # any; fixed, so that the same records give the same interval
DRAWS = 1000  # the ends of the interval then rest on 25 draws each
LARGE = 500  # articles from which on fewer draws are made, so that a diff does not wait for its interval


def paired_interval(pairs: Drawn) -> dict[str, Interval95]:
    """The 95 % interval of the difference, new less old, of record F1 and the F1 of each part and slot."""
    counted = [(_counts(old), _counts(new)) for old, new in pairs]
    names = sorted({name for sides in counted for side in sides for name in side})
    changed = [name for name in names if any(old.get(name) != new.get(name) for old, new in counted)]
    needed = sorted({*changed, *(RECORD_PARTS if changed else ())})
    differences: dict[str, list[float]] = {name: [] for name in (*needed, "record")}
    random = Random(SEED)
    draws = DRAWS if len(pairs) <= LARGE else DRAWS // 5
    for _ in range(draws if needed else 0):
        weights = Counter(random.choices(range(len(counted)), k=len(counted)))
        scores = [{name: _f1(counted, weights, side, name) for name in needed} for side in (0, 1)]
        for name in needed:
            differences[name].append(scores[1][name] - scores[0][name])
        differences["record"].append(
            sum(scores[1][part] - scores[0][part] for part in RECORD_PARTS) / len(RECORD_PARTS)
        )
    return {name: _middle(differences.get(name, [])) for name in (*PARTS, *names, "record")}


def _counts(score: ArticleScore) -> Mapping[str, tuple[int, int, int]]:
    """True positives, false positives, false negatives by part and by `event.SLOT`."""
    kinds: dict[str, Counter[str]] = {}
    for judgement in score.judgements:
        names = (judgement.part, f"event.{judgement.slot}") if judgement.slot else (judgement.part,)
        for name in names:
            kinds.setdefault(name, Counter())[judgement.kind] += 1
    return {
        name: (each["right"], each["wrong"] + each["spurious"], each["wrong"] + each["missed"])
        for name, each in kinds.items()
    }


def _f1(
    counted: Sequence[tuple[Mapping[str, tuple[int, int, int]], ...]], weights: Counter[int], side: int, name: str
) -> float:
    sums = [0, 0, 0]
    for article, weight in weights.items():
        counts = counted[article][side].get(name)
        if counts:
            for at, count in enumerate(counts):
                sums[at] += weight * count
    return Tally(tp=sums[0], fp=sums[1], fn=sums[2]).f1


def _middle(values: Sequence[float]) -> Interval95:
    if not values:
        return 0.0, 0.0
    ordered = sorted(values)
    cut = len(ordered) // 40  # 2.5 % at each end
    return round(ordered[cut], DIGITS), round(ordered[-1 - cut], DIGITS)
