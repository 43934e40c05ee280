"""Many articles over processes: order, equality, failures in their place, and nothing left behind."""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any, cast

import pytest

from extractor.batch.many import extract_all, outcomes
from extractor.batch.pool import AHEAD_PER_WORKER
from extractor.errors import ModelError, SourceError, UsageError
from extractor.model.article import Article
from extractor.pipeline import Extractor
from extractor.settings import Settings
from extractor.sources.articles import read_articles

ROOT = Path(__file__).parents[2]
BRIEF = "North Korea fired two ballistic missiles on Tuesday, South Korea's Joint Chiefs of Staff said."
BAD: Any = Article(text=cast("str", None), source="bad.txt")
"""No reader makes an article without a text: whatever the program does with it, it fails on it."""


def briefs(number: int) -> list[Article]:
    """Short articles that differ in name and text."""
    return [
        Article(text=f"{BRIEF} It was launch number {at} of the day.", source=f"{at}.txt", published="2025-10-22")
        for at in range(number)
    ]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """Long and short ones in turn, so that later ones are done first."""
    long = list(islice(read_articles(ROOT / "corpus" / "articles"), 6))
    return [article for pair in zip(long, briefs(6), strict=True) for article in pair]


@pytest.mark.parametrize("workers", [1, 2])
def test_records_and_failures_come_in_the_order_of_the_input(articles: list[Article], workers: int) -> None:
    unread = SourceError("unread.txt", "empty", "no bytes")
    items: list[Article | SourceError] = [BAD, *articles[:3], unread, replace(BAD, source="worse.txt"), *articles[3:6]]
    found = list(outcomes(Settings(), items, workers))
    names = [item.source if isinstance(item, SourceError) else item.article.source for item in found]
    assert names == [item.source for item in items]
    assert found[4] is unread
    for failure in (found[0], found[5]):
        assert isinstance(failure, SourceError)
        assert failure.reason == "failed"
        assert "Error: " in failure.detail
        assert "\n" not in str(failure)


def test_the_number_of_workers_changes_no_byte(articles: list[Article]) -> None:
    alone = [record.to_json() for record in extract_all(Settings(), articles)]
    together = [record.to_json() for record in extract_all(Settings(), articles, 2)]
    assert together == alone
    assert len(alone) == len(articles)


def test_extract_many_gives_the_records_of_extract() -> None:
    extractor = Extractor()
    wanted = [extractor.extract_article(article) for article in briefs(3)]
    assert list(extractor.extract_many(iter(briefs(3)), workers=2)) == wanted


def test_failures_are_logged_or_handed_on(caplog: pytest.LogCaptureFixture) -> None:
    items = [BAD, *briefs(1)]
    with caplog.at_level(logging.WARNING, "launchledger"):
        assert len(list(extract_all(Settings(), items))) == 1
    assert [message.startswith("bad.txt: failed: ") for message in caplog.messages] == [True]
    caplog.clear()
    told: list[SourceError] = []
    assert len(list(extract_all(Settings(), items, on_error=told.append))) == 1
    assert [error.source for error in told] == ["bad.txt"]
    assert not caplog.messages


def test_only_so_many_articles_are_under_way() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        for at in count():
            taken += 1
            yield replace(briefs(1)[0], source=f"{at}.txt")

    results = cast("Any", outcomes(Settings(), endless(), 2))
    for number in range(1, 5):
        next(results)
        assert taken <= number - 1 + 2 * AHEAD_PER_WORKER
    results.close()
    assert not multiprocessing.active_children()


def test_what_ends_the_run_is_told_before_anything_is_read() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        outcomes(Settings(model="no_such_model"), cast("Any", None), 2)
    with pytest.raises(UsageError, match="workers: 0"):
        outcomes(Settings(), cast("Any", None), 0)


def test_a_model_that_breaks_when_asked_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"lang": "en", "name": "broken", "version": "1"}')
    asks = "Officials met. Ann Smithers-Jones, who follows such tests, said that a missile was fired by North Korea."
    for workers in (1, 2):
        with pytest.raises(ModelError, match="cannot be loaded"):
            list(outcomes(Settings(model=str(tmp_path)), [Article(text=asks, source="a.txt")], workers))


def test_a_killed_worker_costs_the_article_it_was_at_and_is_replaced() -> None:
    results = outcomes(Settings(), iter(briefs(40)), 2)
    found = [next(results)]
    for child in multiprocessing.active_children():
        child.kill()
    found += results
    lost = [error for error in found if isinstance(error, SourceError)]
    assert [item.source if isinstance(item, SourceError) else item.article.source for item in found] == [
        f"{at}.txt" for at in range(40)
    ]
    assert len(lost) <= 2
    assert {(error.reason, "killed by SIGKILL" in error.detail) for error in lost} <= {("crashed", True)}


# A job that a shell put in the background ignores Ctrl-C, and so would what it starts: the test heeds it anywhere.
HEEDING = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups to interrupt")
@pytest.mark.parametrize("wait_for_part", [False, True], ids=["while starting", "while writing"])
def test_ctrl_c_leaves_the_old_file_no_process_and_no_traceback_and_keeps_what_is_done(
    tmp_path: Path, wait_for_part: bool
) -> None:
    old = tmp_path / "records.jsonl"
    old.write_text("old\n")
    command = [sys.executable, "-m", "extractor", "run", *["corpus/articles"] * 20, "--workers", "2", "--out", str(old)]
    heeding = [sys.executable, "-c", HEEDING, *command]
    run = subprocess.Popen(heeding, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while wait_for_part and not any(p.stat().st_size for p in tmp_path.glob(".*.jsonl.*.part")):
        assert time.monotonic() < deadline
        assert run.poll() is None
        time.sleep(0.05)
    while not (tmp_path / "records.journal").exists():  # from then on it is no longer Python that hears Ctrl-C
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.killpg(run.pid, signal.SIGINT)
    _, words = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in words
    assert re.search(r"^launchledger: interrupted(: \d+ done, go on with --resume)?\n\Z", words, re.MULTILINE)
    assert ("go on with --resume" in words) >= wait_for_part
    assert {path.name for path in tmp_path.iterdir()} <= {"records.jsonl", "records.journal"}
    assert old.read_text() == "old\n"
    while group_lives(run.pid):  # the interpreter's own helper process ends a moment after its parent
        assert time.monotonic() < deadline
        time.sleep(0.05)


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
