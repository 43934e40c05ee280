"""What is installed: the locks, and a wheel with everything the program reads."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(name: str) -> set[str]:
    """`name==version ; marker` of each entry of a lock."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", "")
    return {line.partition("--hash")[0].strip() for line in text.splitlines()}


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[\w.-]+", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_with_hashes_and_nothing_else(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    for entry in text.replace("\\\n", "").splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^-]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", entry), entry[:100]
    assert "://" not in text
    assert not re.search(r"(?<![\w.])/\w", text)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = names(PROJECT["project"]["dependencies"])
    assert project <= names(sorted(pins("requirements.lock")))
    tools = names([*PROJECT["dependency-groups"]["dev"], *PROJECT["build-system"]["requires"]])
    assert project | tools <= names(sorted(pins("requirements-dev.lock")))


def test_tests_run_with_the_versions_that_users_get() -> None:
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_the_wheel_holds_all_that_the_program_reads(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        (entries,) = (archive.read(name).decode() for name in held if name.endswith("entry_points.txt"))
    files = (path for path in (ROOT / "extractor").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    wanted = {path.relative_to(ROOT).as_posix() for path in files if not path.name.startswith(".")}
    assert {name for name in held if ".dist-info/" not in name} == wanted
    assert any(name.endswith("LICENSE") for name in held)
    assert "launchledger = extractor.__main__:main" in entries
    assert "[spacy_factories]\nlaunchledger = extractor.component:make" in entries
