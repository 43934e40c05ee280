"""The same bytes give the same articles, whatever the clock, the time zone, the locale and the hash seed say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.sources.articles import read_all

from .readers import PARAGRAPHS, STORY, page, write

ROOT = Path(__file__).resolve().parents[2]

# Sets the clock before anything else is imported, then prints what was read. With "control" it prints instead what
# a library under trafilatura makes of half a date, which it fills up from the clock: so the clock is really set.
PROGRAM = """
import datetime, json, sys, time
year = int(sys.argv[1])
real = datetime.datetime

class Meta(type):
    def __instancecheck__(cls, other):
        return isinstance(other, real)

class Clock(real, metaclass=Meta):
    @classmethod
    def now(cls, tz=None):
        return real(year, 7, year % 28 + 1, 12, tzinfo=tz)
    today = utcnow = now

datetime.datetime = Clock
time.time = lambda: real(year, 7, 9, tzinfo=datetime.timezone.utc).timestamp()
if sys.argv[2] == "control":
    from dateutil.parser import parse
    print(parse("2004-05").date())
else:
    from extractor.sources.articles import read_all
    from dataclasses import astuple
    for result in read_all(sys.argv[2:]):
        print(json.dumps(astuple(result) if hasattr(result, "text") else str(result)))
"""

ENVIRONMENTS = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Seoul", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "42"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "half.html", page('<meta name="date" content="2004-05">'))
    write(tmp_path, "none.html", page())
    write(tmp_path, "copyright.html", page(body=f"{PARAGRAPHS}<footer>© 2001 Harbour Wire</footer>"))
    write(tmp_path, "late.html", page('<meta name="pubdate" content="2031-12-31T23:30:00-08:00">'))
    write(tmp_path, "utime.html", page(body=f'<abbr data-utime="1400000000">long ago</abbr>{PARAGRAPHS}'))
    write(tmp_path, "visible.html", page(body=f'<div class="byline">Ann | June 3, 2025</div>{PARAGRAPHS}'))
    write(tmp_path, "a.txt", f"PORT CITY, June 3, 2025 (Harbour Wire) — {STORY}")
    write(tmp_path, "b.txt", f"SEOUL, Jan. 6 (Harbour Wire) — On Monday, {STORY}")
    write(tmp_path, "c.jsonl", json.dumps({"text": STORY, "published": "10:30"}) + "\n{\n")
    return tmp_path


def run(year: int, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(year), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_articles_do_not_depend_on_the_clock_the_time_zone_or_the_locale(folder: Path) -> None:
    years = (2006, 2025, 2033)
    outputs = {run(year, str(folder), **env) for year, env in zip(years, ENVIRONMENTS, strict=True)}
    assert len(outputs) == 1
    results = [json.loads(line) for line in outputs.pop().splitlines()]
    dates = {result[1]: result[4] for result in results if isinstance(result, list)}
    assert dates == {
        "a.txt": "2025-06-03",
        "b.txt": None,
        "c.jsonl:1": None,
        "copyright.html": None,
        "half.html": None,
        "late.html": "2031-12-31T23:30:00-08:00",
        "none.html": None,
        "utime.html": None,
        "visible.html": "2025-06-03",
    }


def test_the_clock_of_that_test_is_really_set() -> None:
    assert [run(year, "control").strip() for year in (2006, 2033)] == ["2004-05-19", "2004-05-18"]


def test_reading_twice_gives_the_same(folder: Path) -> None:
    first, second = ([_shown(result) for result in read_all([folder])] for _ in range(2))
    assert first == second


def test_an_article_does_not_depend_on_those_read_before_it(folder: Path) -> None:
    names = sorted(folder.iterdir())
    alone = [_shown(result) for name in names for result in read_all([name])]
    backwards = [_shown(result) for name in reversed(names) for result in read_all([name])]
    assert sorted(alone) == sorted(backwards)


def _shown(result: object) -> str:
    return repr(result) if not isinstance(result, Exception) else str(result)
