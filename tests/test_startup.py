"""What a verb loads: jobs that only handle records never wait for a language model.

Module names are looked at, not clocks: a test of seconds fails on a busy machine and says nothing of the cause.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.contract.examples import example_records

ROOT = Path(__file__).parents[1]
LANGUAGE = {"spacy", "thinc", "trafilatura", "py3langid", "numpy", "lxml"}
STORAGE = {"sqlalchemy", "sqlite3"}
FORMS = {"pydantic", "rich"}

PROBE = """
import json, sys
{code}
print(json.dumps(sorted(name for name in sys.modules if "." not in name)), file=sys.stderr)
"""
VERB = """
from extractor.cli import app
try:
    app({arguments!r})
except SystemExit as stop:
    assert not stop.code, stop.code
"""


def loaded(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(code=code)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def loaded_by(*arguments: str) -> set[str]:
    return loaded(VERB.format(arguments=list(arguments)))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(record.to_json() + "\n" for record in example_records().values()), "utf-8")
    return path


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_loads_nothing_that_does_the_work(option: str) -> None:
    assert not loaded_by(option) & (LANGUAGE | STORAGE | FORMS)


@pytest.mark.parametrize("verb", ["run", "load", "withdraw", "explain", "evaluate", "diff", "baseline", "schema"])
def test_help_of_a_verb_loads_nothing_that_does_the_work(verb: str) -> None:
    assert not loaded_by(verb, "--help") & (LANGUAGE | STORAGE | {"rich"})


def test_importing_the_package_loads_nothing() -> None:
    assert not loaded("import extractor; extractor.__version__") & (LANGUAGE | STORAGE | FORMS)


def test_evaluate_loads_no_language_model_and_no_database(records: Path) -> None:
    assert not loaded_by("evaluate", "corpus/gold", str(records), "--json") & (LANGUAGE | STORAGE)


def test_diff_loads_no_language_model_and_no_database(tmp_path: Path) -> None:
    outs = [
        word for name in ("a.md", "a.json", "a.xml", "a.sarif", "a.html") for word in ("--out", str(tmp_path / name))
    ]
    names = loaded_by("diff", "corpus", "corpus", "--gold", "corpus/gold", "--blame", *outs)
    assert not names & (LANGUAGE | STORAGE)
    assert "jinja2" in names


def test_schema_loads_no_language_model(tmp_path: Path) -> None:
    assert not loaded_by("schema", "--out", str(tmp_path)) & LANGUAGE


def test_reading_records_loads_no_language_model_and_no_database(records: Path) -> None:
    code = f"from extractor.sinks.jsonl import read_records; assert len(list(read_records({str(records)!r}))) == 3"
    assert not loaded(code) & (LANGUAGE | STORAGE)


def test_storing_records_loads_no_language_model(records: Path, tmp_path: Path) -> None:
    code = (
        "from extractor.sinks import open_sink\n"
        "from extractor.sinks.jsonl import read_records\n"
        f"with open_sink({str(tmp_path / 'ledger.sqlite')!r}) as sink:\n"
        f"    for record in read_records({str(records)!r}): sink.write(record)\n"
    )
    names = loaded(code)
    assert not names & LANGUAGE
    assert "sqlalchemy" in names


def test_a_run_that_has_nothing_to_do_loads_nothing_that_does_the_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("North Korea fired two missiles on Monday, 4 May 2020, Seoul said.")
    arguments = ["run", str(tmp_path / "a.txt"), "--out", str(tmp_path / "records.jsonl")]
    subprocess.run([sys.executable, "-m", "extractor", *arguments], cwd=ROOT, check=True, capture_output=True)
    names = loaded_by(*arguments, "--resume")
    assert not names & (LANGUAGE | {"sqlalchemy", "multiprocessing", "rich", "tarfile", "rensa"})


def test_the_probe_sees_a_language_model() -> None:
    assert "spacy" in loaded("import spacy")
