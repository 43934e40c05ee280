"""Whole runs of the command: workers, the cache, `--resume`, memory, and corpora of growing size."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import articles, texts, yardsticks
from benchmarks.compared import Compared, Run
from benchmarks.memory import family, resident_mb
from extractor.knowledge.reader import Knowledge
from extractor.sources.articles import read_articles

MADE = 2_400  # articles for the comparison of workers: so many that the start of a process counts for little
LOOK = 0.05  # seconds between two looks at the memory


def load() -> float:
    """How busy the machine is: processes that want to run, by the mean of the last minute."""
    return os.getloadavg()[0]


def run(*arguments: str | Path, number: int = 0) -> Run:
    """Run the command."""
    command = [sys.executable, "-m", "extractor", "run", *map(str, arguments), "--log-format", "json"]
    began, before, peak = time.monotonic(), _worked(), 0.0
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(articles.ROOT)}, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(map(resident_mb, family(process.pid))))
        time.sleep(LOOK)
    assert process.returncode in (0, 1), process.returncode
    return Run(number, time.monotonic() - began, _worked() - before, peak)


def _worked() -> float:
    """Processor time of all processes that were started here and are done, and of those they started [s]."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compare(folder: Path, rounds: int) -> list[Compared]:
    """Two workers against one; a run with a full cache against the first; an unchanged one against the first."""
    articles.make(folder / "made", MADE)
    real = [*texts.folders(), *(p for p in (texts.SHARED / "articles" / "html",) if p.is_dir())]
    workers = Compared(f"run, 2 workers, {MADE} articles, by the clock", "run, 1 worker", goal="1.8")
    cached = Compared("run after a change of rules, --cache", "first run", goal="4")
    resumed = Compared("run again, nothing changed, --resume", "first run", goal="50")
    found = [workers, cached, resumed]
    for at in range(rounds):
        workers.theirs.append(run(folder / "made", "--out", folder / f"one{at}.jsonl").seconds)
        workers.ours.append(run(folder / "made", "--out", folder / f"two{at}.jsonl", "--workers", "2").seconds)
        out, cache = folder / f"real{at}.jsonl", folder / f"cache{at}"
        cached.theirs.append(run(*real, "--out", out, "--cache", cache).worked)
        cached.ours.append(run(*real, "--out", out, "--cache", cache).worked)
        again: list[str | Path] = [*texts.folders(), "--out", folder / f"again{at}.jsonl"]
        resumed.theirs.append(run(*again).worked)
        resumed.ours.append(run(*again, "--resume").worked)
    found.append(of_processes(rounds))
    for each in found:
        print(each.row(), flush=True)
    return found


def of_processes(rounds: int) -> Compared:
    """The plain pipeline with two processes against one."""
    found = Compared("plain spaCy, 2 processes, by the clock", "plain spaCy, 1 process")
    nlp = yardsticks.whole_model()
    told = [a.text for a in read_articles(articles.CORPUS)] * 2
    for _ in range(rounds):
        for seconds, processes in ((found.ours, 2), (found.theirs, 1)):
            began = time.monotonic()
            yardsticks.plain(nlp, told, processes)
            seconds.append(time.monotonic() - began)
    return found


def growing(folder: Path, most: int, knowledge: Knowledge) -> list[Run]:
    """Runs with one worker over corpora of growing size, in which one article of twenty tells of a launch."""
    found = []
    for number in (most // 20, most // 4, most):
        texts.make_mixed(folder / f"mixed{number}", number, knowledge)
        found.append(run(folder / f"mixed{number}", "--out", folder / f"mixed{number}.jsonl", number=number))
        print(f"{number} articles: {found[-1].seconds:.0f} s, {found[-1].peak_mb:.0f} MB", flush=True)
    return found
