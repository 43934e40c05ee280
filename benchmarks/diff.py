"""How long a diff of two large files of records takes, and how much memory, beside plain `sort` and `diff` on them.

    python benchmarks/diff.py [RECORDS]

The records are copies of those in corpus/baseline with sources and ids of their own. Four cases: nothing changed but
the order; two in a hundred records changed; every record made by another version and two in a hundred changed; every
record changed. Writes benchmarks/DIFF.md.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
BASELINE = ROOT / "corpus" / "baseline" / "records.jsonl"
RESULTS = ROOT / "benchmarks" / "DIFF.md"
RECORDS = 50_000
CHANGED = 0.02
SEED = 20251122
ABOUT = (
    "Written by `python benchmarks/diff.py`. Python {}, {} {}, {} cores, not idle; one run each, one after the other, "
    "the new file in another order. Seconds by the clock, and of them spent computing; memory is the peak of the "
    "largest process. Plain `diff` is `sort` of both files, then `diff` of the sorted lines."
)

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One command: seconds by the clock and of computing, peak memory in MiB."""

    seconds: float
    computing: float
    memory: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} ({self.computing:.1f}) | {self.memory:.0f}"


def records(number: int) -> Iterator[Plain]:
    """Records that differ in source and id, and a little in length."""
    lines = BASELINE.read_text("utf-8").split("\n")[:-1]
    for at in range(number):
        record: Plain = json.loads(lines[at % len(lines)])
        record["article"].update(source=f"{at // 1000:03}/{at:06}.txt", article_id=f"a{at:016x}")
        yield record


def changed(record: Plain, random: Random) -> None:
    """What a change of rules does: a count off by one, a lost slot, a lost reaction."""
    counted = [event for event in record["events"] if event["count"] and event["count"]["value"]["max"]]
    if counted:
        random.choice(counted)["count"]["value"]["max"] += 1
    elif record["reactions"]:
        record["reactions"].pop()
    elif record["events"]:
        record["events"][0]["launch_site"] = None


def write(path: Path, number: int, case: str) -> None:
    """Write a side. A process of its own does it: a child's peak memory begins with that of its parent."""
    random, change = Random(SEED), CASES[case]
    lines = []
    for record in records(number):
        change(record, random)
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    if path.stem == "new":
        random.shuffle(lines)
    path.write_text("".join(lines), "utf-8")


def nothing(record: Plain, random: Random) -> None:
    """Another order only."""


def some(record: Plain, random: Random) -> None:
    """Two in a hundred."""
    if random.random() < CHANGED:
        changed(record, random)


def all_of_them(record: Plain, random: Random) -> None:
    """The worst case: no record is as it was."""
    record["provenance"]["extractor_version"] = "0.2.0"
    record["article"]["outlet"] = "Another Desk"
    changed(record, random)


def restamped(record: Plain, random: Random) -> None:
    """All of another version, two in a hundred of another content."""
    record["provenance"]["extractor_version"] = "0.2.0"
    some(record, random)


CASES: dict[str, Callable[[Plain, Random], None]] = {
    "another order": nothing,
    "2 % changed": some,
    "all restamped, 2 % changed": restamped,
    "every record changed": all_of_them,
}


def run(command: list[str], folder: Path) -> Run:
    """Run a command alone and measure it as a whole process, with its children."""
    start = time.perf_counter()
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, env={**os.environ, "LC_ALL": "C"})
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        sys.exit(f"{command}: exit code {process.returncode}")
    return Run(
        seconds=time.perf_counter() - start,
        computing=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss / 1024,
    )


def measured(folder: Path, name: str) -> str:
    """A row of the table: this program against sort and diff, on the same files, in the same run."""
    ours = run([sys.executable, "-m", "extractor", "diff", "old.jsonl", "new.jsonl", "--out", "out.json"], folder)
    review = json.loads((folder / "out.json").read_bytes())
    plain = run(
        ["sh", "-c", "sort old.jsonl > old.sorted; sort new.jsonl > new.sorted; diff old.sorted new.sorted"], folder
    )
    lines = sum(1 for line in (folder / "output").open("rb") if line[:1] in b"<>")
    size = (folder / "old.jsonl").stat().st_size / 2**20
    told = f"{review['changes']:,} changes in {len(review['articles']):,} articles"
    return f"| {name} | {size:.0f} | {ours} | {told} | {plain} | {lines:,} lines |"


def main(number: int) -> str:
    """The results as Markdown."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side, case in (("old", "another order"), *(("new", case) for case in CASES)):
            command = [sys.executable, __file__, str(folder / f"{side}.jsonl"), str(number), case]
            subprocess.run(command, check=True)
            if side == "new":
                rows.append(measured(folder, case))
    head = [
        f"# {number:,} records against {number:,}",
        "",
        ABOUT.format(platform.python_version(), platform.system(), platform.machine(), os.cpu_count()),
        "",
        "| case | MiB a side | `launchledger diff` s | MiB | tells | plain `diff` s | MiB | tells |",
        "| --- | ---: | ---: | ---: | --- | ---: | ---: | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


if __name__ == "__main__":
    if len(sys.argv) == 4:
        write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
        sys.exit()
    results = main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS)
    if len(sys.argv) == 1:
        RESULTS.write_text(results, "utf-8")
    print(results)
