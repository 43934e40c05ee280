"""Same input, same bytes: whatever the hash seed, time zone, locale, clock, folder, order and number of workers.

Each case extracts the whole corpus in a process of its own; what it writes is compared with what a plain one writes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "corpus" / "articles"

PROBE = """
import sys
from extractor.pipeline import Extractor
from extractor.sources.articles import read_articles

order, workers, *inputs = sys.argv[1:]
articles = list(read_articles(inputs))
if order == "reversed":
    articles.reverse()
records = Extractor().extract_many(articles, workers=int(workers))
for record in sorted(records, key=lambda record: record.article.source):
    sys.stdout.buffer.write(record.to_json().encode("utf-8") + b"\\n")
"""

CLOCK = """
import datetime, os, time

import pydantic.v1  # has subclasses of date with a metaclass of their own, which spaCy loads

NOW = datetime.datetime.fromisoformat(os.environ["FAKE_NOW"]).replace(tzinfo=datetime.timezone.utc).timestamp()
_date, _datetime = datetime.date, datetime.datetime
_localtime, _gmtime, _strftime, _ctime, _asctime = time.localtime, time.gmtime, time.strftime, time.ctime, time.asctime


class _LikeDate(type):
    def __instancecheck__(cls, thing):
        return isinstance(thing, _date)

    def __subclasscheck__(cls, kind):
        return issubclass(kind, _date)


class _LikeDatetime(type):
    def __instancecheck__(cls, thing):
        return isinstance(thing, _datetime)

    def __subclasscheck__(cls, kind):
        return issubclass(kind, _datetime)


class date(_date, metaclass=_LikeDate):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(NOW)


class datetime_(_datetime, metaclass=_LikeDatetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(NOW, tz)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(NOW)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(NOW, datetime.timezone.utc).replace(tzinfo=None)


datetime.date, datetime.datetime = date, datetime_
time.time = lambda: NOW
time.time_ns = lambda: int(NOW) * 10**9
time.localtime = lambda seconds=None: _localtime(NOW if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(NOW if seconds is None else seconds)
time.ctime = lambda seconds=None: _ctime(NOW if seconds is None else seconds)
time.asctime = lambda when=None: _asctime(time.localtime() if when is None else when)
time.strftime = lambda form, when=None: _strftime(form, time.localtime() if when is None else when)
"""


def run(command: list[str], environment: dict[str, str] | None = None, cwd: Path = ROOT) -> bytes:
    """What a Python process with this environment writes; hash seed, time zone and locale are plain unless given."""
    environment = environment or {}
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    path = os.pathsep.join(part for part in (environment.get("PYTHONPATH", ""), str(ROOT)) if part)
    settings = {**plain, "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", **environment, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, *command], cwd=cwd, env=settings, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout


def records(inputs: tuple[Path, ...] = (ARTICLES,), order: str = "given", workers: int = 1) -> list[str]:
    return ["-c", PROBE, order, str(workers), *map(str, inputs)]


@pytest.fixture(scope="module")
def expected() -> bytes:
    """The records of the corpus, as a plain process makes them."""
    made = run(records())
    assert made.count(b"\n") == len([path for path in ARTICLES.iterdir() if not path.name.endswith(".meta.json")])
    assert made.count(b'"event_id"') > 10
    return made


def differing(made: bytes, expected: bytes) -> list[str]:
    """Where records part, short enough to read; articles that only one side has a record of."""
    one, other = by_source(made), by_source(expected)
    told = [f"only one side has {source}" for source in sorted(one.keys() ^ other.keys())]
    for source in sorted(one.keys() & other.keys()):
        at = next((n for n, (a, b) in enumerate(zip(one[source], other[source], strict=False)) if a != b), None)
        if one[source] != other[source]:
            told.append(f"{source}: {one[source][slice(at, None)][:90]!r}, not {other[source][slice(at, None)][:90]!r}")
    return told


def by_source(written: bytes) -> dict[str, str]:
    lines = written.decode("utf-8").splitlines()
    return {json.loads(line)["article"]["source"]: line for line in lines}


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Los_Angeles"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
        {"PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_environment_changes_nothing(expected: bytes, environment: dict[str, str]) -> None:
    assert differing(run(records(), environment), expected) == []


@pytest.mark.parametrize("now", ["1999-12-31T23:59:59", "2024-02-29T12:00:00", "2061-07-01T00:00:01"])
def test_the_clock_changes_nothing(tmp_path: Path, expected: bytes, now: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(CLOCK, "utf-8")
    clock = {"PYTHONPATH": str(tmp_path), "FAKE_NOW": now}
    asked = "import time, datetime as d; print(d.date.today(), d.datetime.now().isoformat(), time.strftime('%Y'))"
    assert run(["-c", asked], clock).decode().split() == [now[:10], now, now[:4]]
    assert differing(run(records(), clock), expected) == []


def test_two_workers_make_what_one_makes(expected: bytes) -> None:
    assert differing(run(records(workers=2)), expected) == []


def test_the_order_of_articles_changes_nothing(expected: bytes) -> None:
    assert differing(run(records(order="reversed")), expected) == []


def test_folder_and_file_times_change_nothing(tmp_path: Path, expected: bytes) -> None:
    copy = tmp_path / "elsewhere ü" / "2001-01-01"
    shutil.copytree(ARTICLES, copy)
    for path in copy.iterdir():
        os.utime(path, (86400, 86400))
    assert differing(run(records(inputs=(copy,)), cwd=tmp_path), expected) == []


def test_the_order_of_inputs_changes_the_order_of_records_only() -> None:
    files = tuple(sorted(ARTICLES.glob("*.txt"))[:4])
    one, other = run(records(inputs=files)), run(records(inputs=files[::-1]))
    assert differing(one, other) == []
