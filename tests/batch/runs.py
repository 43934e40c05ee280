"""What the tests of runs share: the command in a process of its own, its rows, its records."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "corpus" / "articles"


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "extractor", "run", *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    """The folder of the project is on the path wherever the command runs."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([*filter(None, [more.pop("path", "")]), str(ROOT)]), **more}


def run(*arguments: str | Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        env=environment(path=str(path or "")),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def rows(manifest: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _lines(manifest)]


def fates(manifest: Path) -> dict[str, tuple[str, str | None]]:
    """Status and reason by path."""
    return {row["path"]: (row["status"], row["reason"]) for row in rows(manifest)}


def lines_by_source(records: Path) -> dict[str, str]:
    return {json.loads(line)["article"]["source"]: line for line in _lines(records)}


def _lines(path: Path) -> list[str]:
    """Lines end with \\n alone: names and texts hold whatever else ends a line somewhere."""
    return path.read_bytes().decode().removesuffix("\n").split("\n")
