"""The action and the job for other people's CI: what they run is run here."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ".github/actions/baseline/check.sh"
ACTION = (ROOT / ".github" / "actions" / "baseline" / "action.yml").read_text("utf-8")
JOB = (ROOT / ".gitlab" / "baseline.gitlab-ci.yml").read_text("utf-8")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for a POSIX shell")


def check(folder: Path, fail_on: str) -> subprocess.CompletedProcess[str]:
    launcher = folder / "bin" / "launchledger"
    launcher.parent.mkdir(exist_ok=True)
    launcher.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m extractor "$@"\n')
    launcher.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{launcher.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "CORPUS": "corpus",
        "REPORTS": "all reports",
        "FAIL_ON": fail_on,
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
    }
    command = ["sh", str(ROOT / SCRIPT)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_script_leaves_all_reports_and_fails_by_the_rules(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus", ignore=shutil.ignore_patterns("floors.json"))
    records = tmp_path / "corpus" / "baseline" / "records.jsonl"
    records.write_text("".join(records.read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8")
    assert check(tmp_path, "removed *:leader").returncode == 0
    done = check(tmp_path, "")
    assert done.returncode == 1, done.stderr
    left = {path.name for path in (tmp_path / "all reports").iterdir()}
    assert left == {f"review.{suffix}" for suffix in ("md", "json", "xml", "sarif", "html")}
    assert "**Fails: 1 change in 1 of" in (tmp_path / "summary.md").read_text("utf-8")


def test_action_and_job_run_the_script() -> None:
    assert Path(SCRIPT).name in ACTION
    assert f"sh {SCRIPT}" in JOB
    assert os.access(ROOT / SCRIPT, os.X_OK)


def test_no_input_is_put_into_a_script() -> None:
    """An expression inside `run` would let a title or a branch name become code; inputs go through the environment."""
    runs = re.findall(r"^\s+run: (.*)$", ACTION, re.MULTILINE)
    assert len(runs) == 3
    assert not [run for run in runs if "${{" in run or run.startswith("|")]


def test_every_input_is_used_and_told() -> None:
    names = re.findall(r"^  ([a-z-]+):\n    description: .{10,}\n    default:", ACTION, re.MULTILINE)
    used = set(re.findall(r"inputs\.([a-z-]+)", ACTION))
    assert used == set(names)
