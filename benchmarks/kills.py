"""Runs that are killed at random moments and gone on with: the output is that of a run left alone, each time.

    python -m benchmarks.kills [--articles 150] [--kills 30] [--seed 1]

prints a line a kill and fails at the first difference.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import articles

OUTPUTS = ("records.jsonl", "records.manifest.jsonl")


def started(inputs: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    """A run into a folder, its words thrown away."""
    command = [sys.executable, "-m", "extractor", "run", str(inputs), "--out", str(out / OUTPUTS[0]), "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(articles.ROOT)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*command, *options], env=environment, stdin=quiet, stdout=quiet, stderr=quiet)


def output(folder: Path) -> tuple[bytes, list[dict[str, object]]]:
    """Records as bytes; rows of the manifest without the seconds, which no two runs share."""
    rows = [json.loads(line) for line in (folder / OUTPUTS[1]).read_text("utf-8").splitlines()]
    return (folder / OUTPUTS[0]).read_bytes(), [{**row, "seconds": None} for row in rows]


def undisturbed(inputs: Path, out: Path) -> float:
    """Seconds that a run takes which is left alone."""
    out.mkdir()
    began = time.monotonic()
    assert started(inputs, out).wait() == 0
    return time.monotonic() - began


def kill_and_resume(inputs: Path, out: Path, after: float) -> bool:
    """Kill a run after some seconds, go on with it to its end; whether it was still running when it was killed."""
    out.mkdir()
    run = started(inputs, out)
    try:
        run.wait(timeout=after)
        was_running = False
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()
        was_running = True
    assert not was_running or not (out / OUTPUTS[1]).exists() or (out / OUTPUTS[0]).exists()
    assert started(inputs, out, "--resume").wait() == 0
    return was_running


def main() -> None:
    """Kill as often as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles.make(folder / "in", options.articles)
        seconds = undisturbed(folder / "in", folder / "alone")
        expected = output(folder / "alone")
        print(f"undisturbed: {len(expected[1])} articles, {len(expected[0]):,} bytes, {seconds:.1f} s")
        for number in range(1, options.kills + 1):
            after = draw.uniform(0, seconds)
            was_running = kill_and_resume(folder / "in", folder / "out", after)
            same = output(folder / "out") == expected
            left = [path.name for path in (folder / "out").iterdir() if path.name.startswith(".")]
            shutil.rmtree(folder / "out")
            print(f"{number:3} killed after {after:5.1f} s{'' if was_running else ' (it was done)'}: "
                  f"{'the same bytes' if same else 'DIFFERENT'}", flush=True)  # fmt: skip
            if not same or left:
                sys.exit(f"differs, or left behind: {left}")


if __name__ == "__main__":
    main()
