"""Copies: exact and near ones are marked and kept, sequels and bulletins of one kind are not taken for them."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

from tests.batch.runs import ARTICLES, ROOT, fates, lines_by_source, rows, run

README_SQL = re.findall(r"^```sql\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
LONG = (ARTICLES / "kp-january-irbm.txt").read_text("utf-8")
OTHER = (ARTICLES / "ye-airport-missile.txt").read_text("utf-8")


def test_copies_are_kept_marked_and_counted_once(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "1.txt").write_text(LONG, "utf-8")
    (inputs / "2.txt").write_text(OTHER, "utf-8")
    (inputs / "3-copy.txt").write_text(LONG, "utf-8")
    headed = f"A headline of another house\n\n{LONG.rstrip()}\n\nWith material from our correspondents.\n"
    (inputs / "4-wire.txt").write_text(headed, "utf-8")
    out, database = tmp_path / "r.jsonl", tmp_path / "r.sqlite"
    done = run(inputs, "--out", out, "--out", database)
    assert (done.returncode, done.stderr.splitlines()[-1].endswith("2 independent")) == (0, True)
    assert fates(tmp_path / "r.manifest.jsonl") == {
        "1.txt": ("ok", None),
        "2.txt": ("ok", None),
        "3-copy.txt": ("duplicate", "exact_copy"),
        "4-wire.txt": ("duplicate", "near_copy"),
    }
    records = {source: json.loads(line)["article"] for source, line in lines_by_source(out).items()}
    first = records["1.txt"]["article_id"]
    assert {name: article["duplicate_of"] for name, article in records.items()} == {
        "1.txt": None, "2.txt": None, "3-copy.txt": first, "4-wire.txt": first,
    }  # fmt: skip
    assert [row["record_id"] for row in rows(tmp_path / "r.manifest.jsonl")] == [
        article["article_id"] for article in records.values()
    ]
    assert asked(database, "SELECT source FROM articles ORDER BY source") == ["1.txt", "2.txt", "4-wire.txt"]
    counting = next(body for body in README_SQL if "duplicate_of" in body)
    assert asked(database, counting) == [2]


def asked(database: Path, question: str) -> list[object]:
    connection = sqlite3.connect(database)
    found = [answer for (answer,) in connection.execute(question)]
    connection.close()
    return found


def test_bulletins_that_differ_in_their_figures_are_no_copies(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    for day, (drones, missiles, downed) in enumerate([(60, 7, 45), (112, 12, 93)], start=3):
        text = (
            f"The air force said on {day} June that Russia launched {drones} drones and {missiles} missiles overnight. "
            f"Air defences shot down {downed} of the drones and {missiles - 2} missiles over {day} regions.\n"
        )
        (inputs / f"{day}.txt").write_text(text, "utf-8")
    assert run(inputs, "--out", tmp_path / "r.jsonl").returncode == 0
    assert set(fates(tmp_path / "r.manifest.jsonl").values()) == {("ok", None)}
