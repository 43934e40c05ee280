"""The weights of confidence: fitted as told, the same each time, and not stale."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from math import log
from pathlib import Path

import numpy as np
import pytest

from extractor.assembly.confidence import probability
from extractor.assembly.grounds import Grounds, known_facts
from extractor.audit.calibration import tables_of
from extractor.audit.judging import Judgement
from extractor.audit.scoring import score_article
from extractor.errors import SinkError, UsageError
from extractor.knowledge import reader
from extractor.knowledge.forms import Confidence, Weights
from extractor.model.article import Article
from extractor.pipeline import Extractor
from extractor.training.confidence import (
    FOLDS,
    Sample,
    Samples,
    cross_validated,
    fit,
    judged,
    read,
    render,
    report,
    samples_of,
    thresholds,
    write,
)

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
DEV = ROOT.parent / "shared" / "gold" / "dev"
HOW = "the weights of confidence are stale: run 'python -m extractor.training.confidence GOLD' and review the diff"
MEAN_SHIFT = 0.03  # by which confidences may differ, on average, from those of weights fitted today
CORPUS_ERROR = 0.12  # expected calibration error on the few values of our own articles, half of it chance


def sample(article: str, facts: tuple[str, ...], right: bool, *, slot: str = "event", within: bool = True) -> Sample:
    kind = {"event": "event", "weapon_names": "name", "country": "country"}[slot]
    grounds = Grounds(slot=slot, at=0, kind=kind, facts=facts)
    return Sample(article=article, event=0, grounds=grounds, right=right, within=within)


def gathered(*samples: Sample, missed: int = 0) -> Samples:
    return Samples(samples=samples, articles=tuple(sorted({s.article for s in samples})), missed=missed)


def weights_of(kind: str, samples: list[Sample]) -> Weights:
    return next(row for row in fit(samples) if row.kind == kind)


@cache
def corpus_samples() -> Samples:
    return read(CORPUS)


@cache
def dev_samples() -> Samples:
    return read(DEV)


def test_a_kind_without_facts_that_hold_gets_the_odds_that_were_counted() -> None:
    row = weights_of("event", [sample(f"a{n}", (), n % 4 != 0) for n in range(400)])
    assert (row.values, row.right) == (400, 300)
    assert row.base == pytest.approx(log(3), abs=0.05)
    assert set(row.facts.values()) == {0.0}


def test_a_fact_weighs_what_it_does_to_the_odds() -> None:
    fact = "told as background"
    half = [sample(f"a{n}", (fact,), n % 2 == 0) for n in range(400)]  # even odds where it holds
    row = weights_of("event", [sample(f"b{n}", (), n % 10 != 0) for n in range(400)] + half)
    assert row.facts[fact] == pytest.approx(-log(9), abs=0.1)


def test_a_handful_of_values_is_not_believed_outright() -> None:
    samples = [sample(f"a{n}", (), True) for n in range(50)] + [sample("b", ("told as background",), False)]
    assert -3 < weights_of("event", samples).facts["told as background"] < 0
    never_wrong = weights_of("event", samples[:50])
    assert 2 < never_wrong.base < 10


def test_values_are_weighed_among_right_events_only() -> None:
    told = [sample(f"a{n}", (), True, slot="weapon_names") for n in range(9)]
    lost = [sample(f"b{n}", (), False, slot="weapon_names", within=False) for n in range(9)]
    assert weights_of("name", told + lost) == weights_of("name", told)
    assert weights_of("name", told).values == 9


def test_an_article_is_rated_without_its_own_samples() -> None:
    fact = "no time is told"
    told = [sample(f"a{n:02}", (), True) for n in range(2 * FOLDS)]
    judgements = cross_validated(gathered(*told, sample("z", (fact,), False)))
    odd = next(j for j in judgements if j.article == "z")
    plain = next(j for j in judgements if j.article == "a00")
    assert (odd.kind, plain.kind) == ("wrong", "right")
    assert (odd.confidence or 0) > 0.9  # nothing but itself speaks against the fact
    assert weights_of("event", [*told, sample("z", (fact,), False)]).facts[fact] < 0


def test_a_value_is_as_sure_as_its_event_and_itself() -> None:
    rows = [
        s
        for n in range(40)
        for s in (
            sample(f"a{n:02}", (), n % 2 == 0),
            sample(f"a{n:02}", (), n % 2 == 0, slot="country", within=n % 2 == 0),
        )
    ]
    tables = tables_of(cross_validated(gathered(*rows)))
    assert tables["event"].confidence == pytest.approx(0.5, abs=0.05)
    assert tables["  country"].confidence == pytest.approx(0.5, abs=0.08)


def test_what_leaving_out_events_would_do() -> None:
    told = [sample(f"a{n:02}", (), n != 0) for n in range(20)]
    at = dict(thresholds(cross_validated(gathered(*told, missed=5)), missed=5))
    assert (at[0.0].tp, at[0.0].fp, at[0.0].fn) == (19, 1, 5)
    for tally in at.values():
        assert tally.tp + tally.fn == 24


def test_which_values_of_an_article_are_right() -> None:
    text = "North Korea fired two KN-23 missiles on Tuesday, KCNA said. Houthi rebels fired a missile on Sunday."
    done = Extractor().analyse(Article(text=text, source="a.txt", published="2025-10-22"))
    gold = {
        "events": [
            {
                "prominence": "main", "country": "KP", "count": [3, 3], "date": "2025-10-21", "weapon_names": ["KN 23"],
                "sources": ["the KCNA"],
            }
        ]
    }  # fmt: skip
    told = list(samples_of("a", done, gold, score_article("a", gold, done.record).judgements))
    first = {s.grounds.slot: s.right for s in told if s.event == 0}
    assert first == {
        "event": True, "country": True, "count": False, "date": True, "weapon_names": True, "sources": True,
    }  # fmt: skip
    others = [s for s in told if s.event == 1]
    assert {s.grounds.slot for s in others} >= {"event", "country", "actor", "date"}
    assert not any(s.right or s.within for s in others)


def test_the_same_corpus_gives_the_same_file() -> None:
    first = render(corpus_samples(), "0" * 64)
    assert render(read(CORPUS), "0" * 64) == first


def test_the_command_writes_a_file_that_the_program_reads(tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    shutil.copytree(reader.FOLDER, knowledge)
    command = [sys.executable, "-m", "extractor.training.confidence", "corpus"]
    out = knowledge / "confidence.toml"
    done = subprocess.run([*command, "--out", str(out)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("cross-validated over 25 articles in 10 parts")
    assert "expected calibration error" in done.stdout
    table = reader.read(knowledge).confidence
    assert {row.kind: tuple(row.facts) for row in table.weights} == known_facts()
    assert table.articles == 25


def test_what_is_refused(tmp_path: Path) -> None:
    for folder in ("articles", "gold"):
        (tmp_path / folder).mkdir()
    shutil.copy(CORPUS / "articles" / "kp-musudan-brief.txt", tmp_path / "articles" / "other.txt")
    command = [sys.executable, "-m", "extractor.training.confidence", str(tmp_path)]
    with pytest.raises(UsageError, match="no gold here"):
        read(tmp_path)
    shutil.copy(CORPUS / "gold" / "kp-musudan-brief.json", tmp_path / "gold")
    with pytest.raises(UsageError, match="no gold/other.json"):
        read(tmp_path)
    with pytest.raises(SinkError, match="nowhere"):
        write(corpus_samples(), "0" * 64, tmp_path / "nowhere" / "confidence.toml")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == UsageError.exit_code
    assert "no gold/other.json" in done.stderr
    assert "Traceback" not in done.stderr


# the weights in use


def test_the_weights_in_use_weigh_the_facts_there_are() -> None:
    in_use = {row.kind: tuple(row.facts) for row in reader.load().confidence.weights}
    assert in_use == known_facts(), HOW


def test_confidences_keep_their_word_on_our_own_articles() -> None:
    """Weights fitted on other articles, so this is how far off they are on unread ones."""
    tables = tables_of(list(judged(corpus_samples().samples, reader.load().confidence.weights)))
    assert tables["event_slot"].expected_error < CORPUS_ERROR, HOW


@pytest.mark.skipif(not DEV.is_dir(), reason="no ../shared with the gold that the weights in use are fitted on")
def test_the_weights_in_use_are_not_stale() -> None:
    """A rule that changes what is found, and how often it is right, asks for new weights; a small shift does not."""
    samples = dev_samples().samples
    today = Confidence(articles=0, gold_sha256="0" * 64, weights=fit(samples))
    in_use = reader.load().confidence
    for kind in known_facts():
        told = [s.grounds for s in samples if s.grounds.kind == kind and (s.within or kind == "event")]
        shifts = [abs(probability(in_use, grounds) - probability(today, grounds)) for grounds in told]
        assert sum(shifts) / len(shifts) < MEAN_SHIFT, f"{kind}: {HOW}"


def surer_when_right(judgements: list[Judgement], part: str) -> float:
    """Share of the pairs of a right and a wrong one in which the right one is rated higher (area under the curve)."""
    rated = [j for j in judgements if j.part == part and j.confidence is not None]
    right = np.array([j.confidence for j in rated if j.kind == "right"])
    wrong = np.array([j.confidence for j in rated if j.kind != "right"])
    return float((right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2)


@pytest.mark.skipif(not DEV.is_dir(), reason="no ../shared with the gold that the weights in use are fitted on")
def test_confidence_tells_right_from_wrong_on_unread_articles() -> None:
    judged_once = list(cross_validated(dev_samples()))
    tables = tables_of(judged_once)
    assert tables["event"].brier < tables["event"].constant_brier
    assert surer_when_right(judged_once, "event") > 0.7  # seven events of 241 are wrong: their Brier score is noise
    assert tables["event_slot"].brier < 0.8 * tables["event_slot"].constant_brier
    assert max(tables["event"].expected_error, tables["event_slot"].expected_error) < 0.05
    assert "events below a confidence left out" in report(dev_samples())
