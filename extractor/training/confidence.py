"""Fits the weights of confidence on gold: `python -m extractor.training.confidence GOLD`.

    GOLD/articles, GOLD/gold  --samples_of-->  Sample  --fit-->  Weights  --render-->  knowledge/confidence.toml

A ridge logistic regression for events and for each kind of value, over facts that hold or do not. Values are weighed
among right events only, since no value of a wrong one is right. What is printed is cross-validated: each article is
rated by weights that were fitted without it. Same articles, gold and code give the same file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractor.assembly.confidence import probability
from extractor.assembly.facts import Case
from extractor.assembly.grounds import Grounds, known_facts, of_event, of_values
from extractor.audit.alignment import within
from extractor.audit.calibration import render_summary, tables_of
from extractor.audit.evaluate import article_name, load_gold
from extractor.audit.floors import corpus_digest
from extractor.audit.judging import Judgement
from extractor.audit.parts import SET_SLOTS, Json, element_of, fold
from extractor.audit.scoring import Tally, score_article
from extractor.errors import ExtractorError, SinkError, SourceError, UsageError
from extractor.knowledge import reader
from extractor.knowledge.forms import Confidence, Weights
from extractor.model.record import Found
from extractor.pipeline import Analysis, Extractor
from extractor.sources.articles import read_all

FOLDS = 10
RIDGE = 1.0  # a standard normal prior of each weight: what a handful of values says is not believed outright
BASE_RIDGE = 0.1  # of the base log odds: a kind without a single error in 200 is 0.997 sure, not certain
STEPS, ENOUGH = 50, 1e-10  # Newton's method doubles the exact digits a step
DIGITS = 1  # of a weight; more would be noise, and the file would change with every rule
THRESHOLDS = tuple(number / 20 for number in range(1, 17))

HEADER = """\
# Weights of confidence. Written by `python -m extractor.training.confidence GOLD`; do not edit.
#
# articles     number of articles they were fitted on; gold_sha256 is the digest of those and their gold
# [[weights]]  kind    what is rated: events, or the values of like slots (values: of right events only)
#              values  how many were judged; right: how many of them were right
#              base    log odds of being right where none of the facts holds
#              facts   what each fact adds to them where it holds; `extractor/assembly/facts.py` says when it does
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An event or a value of one: its grounds, and whether gold has it. `within` is whether its event is right."""

    article: str
    event: int
    grounds: Grounds
    right: bool
    within: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """All samples of a corpus, and the number of gold events that were not found."""

    samples: tuple[Sample, ...]
    articles: tuple[str, ...]
    missed: int


def read(folder: Path) -> Samples:
    """The samples of a corpus: a folder with `articles/` and their gold records in `gold/`.

    Raises SourceError for an article that cannot be read, UsageError for one without gold.
    """
    golden = load_gold(folder / "gold")
    extractor = Extractor()
    names: list[str] = []
    samples: list[Sample] = []
    missed = 0
    for article in read_all(str(folder / "articles")):
        if isinstance(article, SourceError):
            raise article
        name = article_name(article.source)
        if name not in golden:
            raise UsageError(f"{folder}: no gold/{name}.json for the article of that name")
        analysis = extractor.analyse(article)
        judgements = score_article(name, golden[name], analysis.record).judgements
        missed += sum(j.part == "event" and j.kind == "missed" for j in judgements)
        samples += samples_of(name, analysis, golden[name], judgements)
        names.append(name)
    return Samples(samples=tuple(samples), articles=tuple(sorted(names)), missed=missed)


def samples_of(name: str, analysis: Analysis, gold: Json, judgements: Sequence[Judgement]) -> Iterator[Sample]:
    """What one article has to teach. A name that repeats another of its slot ("KN-23", "KN 23") is left out."""
    paired = {j.found_at: j.gold_at for j in judgements if j.part == "event" and j.kind == "right"}
    verdicts = {_key(j): j.kind == "right" for j in judgements if j.part == "event_slot" and j.kind != "missed"}
    for at, (event, draft) in enumerate(zip(analysis.record.events, analysis.drafts, strict=True)):
        case = Case(view=analysis.view, event=event, draft=draft)
        right = at in paired
        yield Sample(article=name, event=at, grounds=of_event(case), right=right, within=right)
        wanted = _gold_event(gold, paired.get(at))
        for grounds in of_values(case):
            held = getattr(event, grounds.slot)
            found = held[grounds.at] if isinstance(held, tuple) else held
            verdict = verdicts.pop((at, grounds.slot, _element(grounds.slot, found)), None)
            if grounds.slot in UNSCORED:
                verdict = _is_named(wanted.get(grounds.slot), found)
            if verdict is not None:
                yield Sample(article=name, event=at, grounds=grounds, right=verdict, within=right)


UNSCORED = ("actor", "sources")
"""Slots that the score leaves out. Here a body is right as a place is: gold's words hold those found, or are held."""


def _key(judgement: Judgement) -> tuple[int | None, str | None, str]:
    return judgement.found_at, judgement.slot, str(judgement.found) if judgement.slot in SET_SLOTS else ""


def _element(slot: str, found: Found[object]) -> str:
    return element_of(found.model_dump(mode="json")) if slot in SET_SLOTS else ""


def _gold_event(gold: Json, at: int | None) -> Json:
    events = gold.get("events")
    return events[at] if isinstance(events, list) and at is not None else {}


def _is_named(wanted: object, found: Found[object]) -> bool:
    names = wanted if isinstance(wanted, list) else [wanted] if wanted else []
    return any(within(fold(name), fold(found.value)) for name in names)


# weights


def fit(samples: Sequence[Sample]) -> tuple[Weights, ...]:
    """The weights of events and of each kind of value."""
    return tuple(_fitted(kind, facts, samples) for kind, facts in known_facts().items())


def _fitted(kind: str, facts: tuple[str, ...], samples: Sequence[Sample]) -> Weights:
    told = [s for s in samples if s.grounds.kind == kind and (s.within or kind == "event")]
    rows = np.array([[1.0, *(float(fact in s.grounds.facts) for fact in facts)] for s in told])
    right = np.array([float(s.right) for s in told])
    base, *weights = _regression(rows.reshape(len(told), 1 + len(facts)), right)
    return Weights(
        kind=kind,
        values=len(told),
        right=int(right.sum()),
        base=round(base, DIGITS),
        facts={fact: round(weight, DIGITS) for fact, weight in zip(facts, weights, strict=True)},
    )


def _regression(rows: np.ndarray, right: np.ndarray) -> list[float]:
    """Ridge logistic regression by Newton's method; the first column of `rows` is that of the base."""
    ridge = np.diag([BASE_RIDGE, *[RIDGE] * (rows.shape[1] - 1)])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - sure) - ridge @ weights
        step = np.linalg.solve((rows.T * (sure * (1 - sure))) @ rows + ridge, slope)
        weights += step
        if np.abs(step).max() < ENOUGH:
            break
    return [float(weight) for weight in weights]


def render(samples: Samples, digest: str) -> str:
    """The weights as the data file."""
    lines = [HEADER, f"articles = {len(samples.articles)}", f'gold_sha256 = "{digest}"']
    for row in fit(samples.samples):
        lines += ["", "[[weights]]", f'kind = "{row.kind}"', f"values = {row.values}", f"right = {row.right}"]
        lines += [f"base = {row.base}", "[weights.facts]"]
        lines += [f"{json.dumps(fact)} = {weight}" for fact, weight in row.facts.items()]
    return "\n".join(lines) + "\n"


def write(samples: Samples, digest: str, out: Path) -> None:
    """Write the data file. Raises SinkError where that fails."""
    try:
        out.write_text(render(samples, digest), "utf-8")
    except OSError as error:
        raise SinkError(f"{out}: {error.strerror}") from error


# cross-validation


def cross_validated(samples: Samples) -> list[Judgement]:
    """Every sample as a judgement with the confidence that weights fitted without its article give it."""
    fold_of = {name: at % FOLDS for at, name in enumerate(samples.articles)}
    judgements: list[Judgement] = []
    for number in range(FOLDS):
        held_out = [s for s in samples.samples if fold_of[s.article] == number]
        rest = [s for s in samples.samples if fold_of[s.article] != number]
        if held_out:
            judgements += judged(held_out, fit(rest))
    return judgements


def judged(samples: Sequence[Sample], weights: tuple[Weights, ...]) -> Iterator[Judgement]:
    """Samples as judgements with the confidence that these weights give them."""
    table = Confidence(articles=0, gold_sha256="0" * 64, weights=weights)
    events = {(s.article, s.event): probability(table, s.grounds) for s in samples if s.grounds.kind == "event"}
    for sample in samples:
        is_event = sample.grounds.kind == "event"
        whole = events[sample.article, sample.event]
        yield Judgement(
            article=sample.article,
            part="event" if is_event else "event_slot",
            slot=None if is_event else sample.grounds.slot,
            gold_at=None,
            found_at=sample.event,
            gold=None,
            found=None,
            kind="right" if sample.right else "wrong",
            confidence=whole if is_event else whole * probability(table, sample.grounds),
        )


def thresholds(judgements: Sequence[Judgement], missed: int) -> Iterator[tuple[float, Tally]]:
    """What the event score would be if events below a confidence were left out."""
    events = [(j.confidence or 0.0, j.kind == "right") for j in judgements if j.part == "event"]
    for least in (0.0, *THRESHOLDS):
        kept = [right for sure, right in events if sure >= least]
        lost = sum(right for sure, right in events if sure < least)
        yield least, Tally(tp=sum(kept), fp=len(kept) - sum(kept), fn=missed + lost)


def report(samples: Samples) -> str:
    """How the confidences keep their word on articles that the weights were not fitted on, as tables."""
    judgements = cross_validated(samples)
    tables = tables_of(judgements)
    lines = [f"cross-validated over {len(samples.articles)} articles in {FOLDS} parts", render_summary(tables), ""]
    for name in ("event", "event_slot"):
        lines += [name, tables[name].render(), ""]
    lines.append("events below a confidence left out")
    for least, tally in thresholds(judgements, samples.missed):
        lines.append(f"{least:6.2f}  P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
    return "\n".join(lines)


def main() -> None:
    """Read, write the weights, print the cross-validated reliability."""
    parser = argparse.ArgumentParser(
        prog="python -m extractor.training.confidence", description="Fit the weights of confidence."
    )
    parser.add_argument("gold", type=Path, help="folder with articles/ and gold/")
    parser.add_argument("--out", type=Path, default=reader.FOLDER / "confidence.toml", help="the file to write")
    chosen = parser.parse_args()
    try:
        samples = read(chosen.gold)
        write(samples, corpus_digest(chosen.gold / "gold"), chosen.out)
    except ExtractorError as error:
        parser.exit(error.exit_code, f"{parser.prog}: {error}\n")
    print(report(samples))


if __name__ == "__main__":
    main()
