"""The README is true: its commands run, its snippets run, its tree is the tree, its figures are the measured ones."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from extractor.cli import app
from tests import readme
from tests.postgres import Server
from tests.test_architecture import LAYERS

TEXT = readme.README.read_text("utf-8")
VERBS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
_BEFORE, _RECIPES, _AFTER = re.fullmatch(r"(.*?)(^## Databases\n.*?)(^## .*)", TEXT, re.MULTILINE | re.DOTALL).groups()  # type: ignore[union-attr]


def fences_of(text: str) -> list[tuple[str, str]]:
    """Language and body of each block of code."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


FENCES = fences_of(_BEFORE + _AFTER)
RECIPES = fences_of(_RECIPES)
SHELL = [line for language, body in FENCES if language == "sh" for line in body.splitlines()]
SNIPPETS = [body for language, body in FENCES if language == "python"]
COMMANDS = [line for line in SHELL if "launchledger" in line]
SHOWN = [line for language, body in [*FENCES, *RECIPES] if language == "sh" for line in body.splitlines()]


def options_of(verb: str) -> set[str]:
    return {option for parameter in VERBS[verb].params for option in parameter.opts if option.startswith("--")}


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with copies of what the README's commands read."""
    for name in ("corpus", "schemas"):
        shutil.copytree(readme.ROOT / name, tmp_path / name)
    return tmp_path


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def make_command(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`launchledger` as a command, beside the commands of what is installed with Python."""
    launcher = folder / "bin" / "launchledger"
    launcher.parent.mkdir()
    launcher.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m extractor "$@"\n')
    launcher.chmod(0o755)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    monkeypatch.setenv("PATH", str(launcher.parent), prepend=":")
    monkeypatch.setenv("PYTHONPATH", str(readme.ROOT))


# commands


def test_every_verb_has_its_line_in_the_table() -> None:
    rows = re.findall(r"^\| `launchledger (\w+)[^`]*` \| .{20,} \|$", TEXT, re.MULTILINE)
    assert sorted(rows) == sorted(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_verb_is_shown(verb: str) -> None:
    shown = {word for line in SHOWN if f"launchledger {verb}" in line for word in shlex.split(line)}
    assert options_of(verb) <= shown


@pytest.mark.parametrize("line", [line for line in SHOWN if line.partition("launchledger ")[2]])
def test_every_option_shown_is_one(line: str) -> None:
    words = shlex.split(line.partition("launchledger ")[2])
    assert {word for word in words if word.startswith("--")} <= options_of(words[0])


@pytest.mark.skipif(sys.platform == "win32", reason="the lines are for a POSIX shell")
def test_the_commands_run_one_after_the_other(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_command(workplace, monkeypatch)
    assert len(COMMANDS) >= len(VERBS)
    for line in COMMANDS:
        run(["sh", "-ec", line], workplace)
    query = next(body for language, body in FENCES if language == "sql")
    code = "import sqlite3, sys; print(len(sqlite3.connect('ledger.sqlite').execute(sys.argv[1]).fetchall()))"
    assert int(run([sys.executable, "-c", code, query], workplace)) > 10


@pytest.mark.skipif(sys.platform == "win32", reason="the lines are for a POSIX shell")
def test_the_recipes_for_databases_do_what_they_say(
    workplace: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line by line and block by block, as written: shell, SQL in the database of the recipe, Python."""
    make_command(workplace, monkeypatch)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    shown = 0
    for language, body in RECIPES:
        if language == "sh":
            for line in body.splitlines():
                shown += bool(run(["sh", "-ec", line], workplace).strip())
        elif language == "python":
            assert run([sys.executable, "-c", body], workplace).strip()
        else:
            with closing(sqlite3.connect(workplace / "ledger.sqlite")) as connection:
                assert connection.execute(body).fetchall(), body
    assert shown == sum(line.startswith(("psql", "datasette")) for line in SHOWN)
    records = (workplace / "records.jsonl").read_text("utf-8").splitlines()
    assert sorted((workplace / "back.jsonl").read_text("utf-8").splitlines()) == sorted(records)
    assert {path.name for path in (workplace / "tables").iterdir()} >= {"events.csv", "quarantine.csv"}


def test_make_targets_are_told_and_there() -> None:
    rules = re.findall(r"^([a-z]+):", (readme.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    told = {word for line in SHELL if line.startswith("make ") for word in line.split()[1:]}
    assert told == set(rules)


def test_exit_codes_are_those_of_the_command() -> None:
    module = (readme.ROOT / "extractor" / "cli.py").read_text("utf-8").partition('"""\n\n')[0]
    assert re.findall(r"^ {4}(\d+) ", module, re.MULTILINE) == re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE)


# Python


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_python_snippets_run(number: int, workplace: Path) -> None:
    (workplace / "corpus" / "articles").rename(workplace / "all")
    (workplace / "articles").mkdir()
    for name in ("kp-january-irbm.txt", "local-product-launches.txt"):
        shutil.copy(workplace / "all" / name, workplace / "articles")
    (workplace / "snippet.py").write_text(SNIPPETS[number])
    assert run([sys.executable, "snippet.py"], workplace).strip()


def test_snippets_print_what_their_words_promise(workplace: Path) -> None:
    surface = next(body for body in SNIPPETS if "find_mentions" in body)
    (workplace / "articles").mkdir()
    (workplace / "snippet.py").write_text(surface)
    lines = run([sys.executable, "snippet.py"], workplace).splitlines()
    assert lines[0] == "2025-10-21 2"
    assert [line.split(" {")[0] for line in lines[1:]] == ["18 30 at least two", "43 50 Tuesday"]


# the tree


def test_the_tree_is_the_tree() -> None:
    tree = next(body for language, body in FENCES if not language and body.startswith("extractor/"))
    inside = set(re.findall(r"^ {2}(\S+)", tree, re.MULTILINE))
    there = {
        path.name + "/" * path.is_dir()
        for path in (readme.ROOT / "extractor").iterdir()
        if path.name != "__pycache__" and not path.name.startswith(".")
    }
    assert inside == there
    for name in re.findall(r"^(\S+/)", tree, re.MULTILINE):
        assert (readme.ROOT / name).is_dir()


def test_the_layers_are_those_that_are_held() -> None:
    layers = next(body for language, body in FENCES if not language and body.startswith("__main__\n"))
    assert [set(line.split(" · ")) for line in reversed(layers.splitlines())] == [set(layer) for layer in LAYERS]


def test_links_lead_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in link]
    assert len(links) >= 5
    assert [link for link in links if not (readme.ROOT / link).exists()] == []


# what the program writes


def test_the_example_is_what_the_program_finds() -> None:
    assert readme.blocks(TEXT)["example"] == readme.example(), "run 'make readme' and review the diff"


def test_the_figures_are_the_measured_ones() -> None:
    told = readme.blocks(TEXT)["quality"]
    if told.startswith("Not measured yet"):
        pytest.skip("the README holds no figures yet: 'make readme' writes them")
    assert told == readme.quality(), "run 'make readme' and review the diff"


def test_filling_a_block_leaves_the_rest() -> None:
    text = "a\n<!-- begin one: x -->\nold\n<!-- end one -->\nb\n<!-- begin two: y -->\nold\n<!-- end two -->\n"
    assert readme.blocks(text) == {"one": "old\n", "two": "old\n"}
    assert readme.filled(text, {"one": "new\n"}) == text.replace("old", "new", 1)
