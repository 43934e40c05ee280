"""A folder as nobody should send it: every good article as alone, every other file a row with a reason."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import hostile, misbehaving
from tests.batch.runs import ARTICLES, command, environment, fates, lines_by_source, rows, run

MAX_MEMORY_MB = 1500
GOOD = ("kp-january-irbm.txt", "iq-ain-al-asad.html", "ua-2024-11-17-live.html", "ye-airport-missile.txt")
ALSO_GOOD = {*hostile.ODD_NAMES, hostile.WRONG_CHARSET, "script.html", "utf16.txt", "calm.txt"}
DONE = ("ok", "duplicate")


@dataclass(frozen=True)
class Ran:
    """A run over the hostile folder and what came of it."""

    folder: Path
    told: dict[str, tuple[str, str | None]]
    code: int
    words: str
    peak_mb: float

    @property
    def records(self) -> Path:
        return self.folder / "out.jsonl"

    @property
    def manifest(self) -> Path:
        return self.folder / "out.manifest.jsonl"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("hostile")
    inputs = folder / "in"
    inputs.mkdir()
    told = hostile.make(inputs)
    for name in GOOD:
        shutil.copy(ARTICLES / name, inputs)
    for word in ("HANG", "CRASH", "EXPLODE", "RAISE"):
        (inputs / f"{word}.txt").write_text(misbehaving.article(word))
    (inputs / "calm.txt").write_text(misbehaving.article())
    told |= {"HANG.txt": ("failed", "timeout"), "CRASH.txt": ("failed", "crashed"), "EXPLODE.txt": ("failed", "memory"),
             "RAISE.txt": ("failed", "failed")}  # fmt: skip
    model = misbehaving.make_model(folder / "path")
    line = command(inputs, "--out", folder / "out.jsonl", "--workers", "2", "--max-seconds", "12", "--model", model)
    process = subprocess.Popen(
        line, env=environment(path=str(folder / "path")), stderr=subprocess.PIPE, text=True, encoding="utf-8",
        preexec_fn=hostile.read_as_others_do,  # noqa: PLW1509 - no other thread runs yet
    )  # fmt: skip
    peak = Peak(process.pid)
    _, words = process.communicate()
    return Ran(folder, told, process.returncode, words, peak.stop())


class Peak:
    """The most memory that a process and its children held together, looked at every 50 ms: resident, in MB."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._most = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        self._over.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self._most = max(self._most, sum(map(resident_mb, family(self._process))))


def family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(one for child in children for one in family(int(child)))]


def resident_mb(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096 / 1e6
    except (OSError, IndexError):
        return 0.0


def test_every_bad_file_has_its_row_and_reason(ran: Ran) -> None:
    found = fates(ran.manifest)
    assert {path: fate for path, fate in found.items() if path in ran.told and fate != ran.told[path]} == {
        "utf16.txt": ("duplicate", "near_copy")
    }
    assert ran.told.keys() <= found.keys()


def test_every_file_has_exactly_one_row(ran: Ran) -> None:
    paths = [row["path"] for row in rows(ran.manifest)]
    assert len(paths) == len(set(paths))
    entries = {path.name for path in (ran.folder / "in").iterdir()}
    assert {path.partition("!/")[0].partition(":")[0] for path in paths} == entries


def test_every_good_article_has_the_record_it_has_alone(ran: Ran) -> None:
    together = lines_by_source(ran.records)
    alone = ran.folder / "alone.jsonl"
    model = ("--model", misbehaving.NAME)
    good = [ran.folder / "in" / name for name in (*GOOD, "calm.txt")]
    assert run(*good, "--out", alone, *model, path=ran.folder / "path").returncode == 0
    assert lines_by_source(alone) == {path.name: together[path.name] for path in good}
    found = fates(ran.manifest)
    assert {name for name in ALSO_GOOD if found[name][0] not in DONE} == set()


def test_hostile_repeats_are_read_or_given_up_but_never_lost(ran: Ran) -> None:
    found = fates(ran.manifest)
    assert {found[f"repeat-{name}.txt"] for name in hostile.REPEATS} <= {("ok", None), ("failed", "timeout")}
    assert found["repeat-atleast.txt"] == ("ok", None)


def test_names_and_titles_come_through_unharmed(ran: Ran) -> None:
    records = lines_by_source(ran.records)
    assert json.loads(records["line\nbreak.txt"])["article"]["source"] == "line\nbreak.txt"
    assert "São Paulo" in json.loads(records[hostile.WRONG_CHARSET])["article"]["text"]
    assert "\x1b" not in ran.words
    assert "\u202e" not in ran.words


def test_the_run_says_so_and_stays_within_its_memory(ran: Ran) -> None:
    assert ran.code == 1
    assert "Traceback" not in ran.words
    assert "failed: HANG.txt: timeout: not done after 12 seconds" in ran.words
    assert 100 < ran.peak_mb < MAX_MEMORY_MB
