"""Memory over a long run: the peak while the first thousand articles are read, and while the last thousand are.

    python -m benchmarks.memory [--articles 5000] [--workers 2]

What is measured is the resident memory of the command and all its processes together, looked at ten times a second.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import articles

PARTS = 5  # of a run: the first and the last are compared
ALLOWED = 0.10  # growth of the peak between them


def family(process: int) -> list[int]:
    """A process and all below it; empty where it is gone."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(one for child in children for one in family(int(child)))]


def resident_mb(process: int) -> float:
    """Memory of one process; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0


def peaks(inputs: Path, out: Path, number: int, workers: int) -> list[float]:
    """The peak [MB] in each part of the run, by how many rows of the manifest are written."""
    command = [sys.executable, "-m", "extractor", "run", str(inputs), "--out", str(out), "--workers", str(workers)]
    command += ["--log-format", "json", "--manifest", str(out.with_suffix(".rows"))]
    run = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(articles.ROOT)}, stderr=subprocess.DEVNULL)
    found = [0.0] * PARTS
    part_file = out.with_name(f".{out.stem}.rows.part")
    written = read = 0
    while run.poll() is None:
        time.sleep(0.1)
        if part_file.exists() and (size := part_file.stat().st_size) > read:
            with part_file.open("rb") as file:
                file.seek(read)
                written += file.read(size - read).count(b"\n")
            read = size
        at = min(PARTS - 1, written * PARTS // number)
        found[at] = max(found[at], sum(map(resident_mb, family(run.pid))))
    assert run.returncode == 0, run.returncode
    return found


def main() -> None:
    """Make the articles, run, print the peaks; fail where they grow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles.make(folder / "in", options.articles)
        began = time.monotonic()
        found = peaks(folder / "in", folder / "records.jsonl", options.articles, options.workers)
        seconds = time.monotonic() - began
        print(f"{options.articles} articles, {seconds:.0f} s, {options.articles / seconds:.1f} a second")
        print("peak of each fifth [MB]: " + ", ".join(f"{peak:.0f}" for peak in found))
        growth = found[-1] / found[0] - 1
        print(f"last against first: {growth:+.1%}")
        if growth > ALLOWED:
            sys.exit(f"memory grows by more than {ALLOWED:.0%}")


if __name__ == "__main__":
    main()
