"""The score of records against gold: section 6 of the annotation guidelines.

One article gives a list of judgements. Tallies, errors, calibration and quality floors are all counted from it:

    record, gold  --score_article-->  ArticleScore(judgements)  --add_up-->  Score(tallies, record F1)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.audit.judging import Judgement, Kind, Part, judge
from extractor.audit.parts import Json, read_parts
from extractor.model.record import Record

PARTS: tuple[Part, ...] = ("event", "event_slot", "leader", "role", "reaction", "quote")
RECORD_PARTS: tuple[Part, ...] = ("event_slot", "leader", "reaction")  # record F1 is their mean
DIGITS = 4  # of every published score


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleScore:
    """Everything that was judged in one article."""

    article: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """True positives, false positives, false negatives. A wrong value is one of each of the false ones."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 0 where gold has nothing."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where either is."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float]:
        """JSON-ready form, rounded."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        rounded = {name: round(share, DIGITS) for name, share in shares.items()}
        return {**rounded, "tp": self.tp, "fp": self.fp, "fn": self.fn}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Tallies over all articles; `slots` holds the event slots that gold or a record fills, by name."""

    parts: Mapping[Part, Tally]
    slots: Mapping[str, Tally]
    articles: int

    @property
    def record_f1(self) -> float:
        """The one number: mean of the published F1 of event slots, leaders and reactions."""
        return round(sum(round(self.parts[part].f1, DIGITS) for part in RECORD_PARTS) / len(RECORD_PARTS), DIGITS)

    def as_dict(self) -> dict[str, object]:
        """JSON-ready form: a tally a part, `record_f1`, `slots`, `articles`."""
        return {
            **{part: tally.as_dict() for part, tally in self.parts.items()},
            "record_f1": self.record_f1,
            "slots": {slot: tally.as_dict() for slot, tally in self.slots.items()},
            "articles": self.articles,
        }


def score_article(article: str, gold: Json | Record, found: Json | Record | None) -> ArticleScore:
    """Judge one article's record; no record counts as an empty one.

    Either side may be a Record, its JSON, JSON of another version, or a gold file. Raises ContractError where
    a list or a number is none.
    """
    golden = read_parts(_plain(gold), f"gold {article}")
    record = read_parts(_plain(found or {}), f"record {article}")
    return ArticleScore(article=article, judgements=tuple(judge(article, golden, record)))


def add_up(scores: Iterable[ArticleScore]) -> Score:
    """Tallies over articles: every statement weighs the same, whichever article it stands in."""
    parts: dict[Part, Counter[Kind]] = {part: Counter() for part in PARTS}
    slots: dict[str, Counter[Kind]] = {}
    articles = 0
    for score in scores:
        articles += 1
        for judgement in score.judgements:
            parts[judgement.part][judgement.kind] += 1
            if judgement.slot:
                slots.setdefault(judgement.slot, Counter())[judgement.kind] += 1
    return Score(
        parts={part: _tally(kinds) for part, kinds in parts.items()},
        slots={slot: _tally(kinds) for slot, kinds in sorted(slots.items())},
        articles=articles,
    )


def _tally(kinds: Counter[Kind]) -> Tally:
    return Tally(tp=kinds["right"], fp=kinds["wrong"] + kinds["spurious"], fn=kinds["wrong"] + kinds["missed"])


def _plain(record: Json | Record) -> Json:
    return record.model_dump(mode="json") if isinstance(record, Record) else record
