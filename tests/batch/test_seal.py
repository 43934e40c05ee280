"""The same run again: it has nothing to do exactly where nothing has changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import seal
from extractor.batch.limits import Limits
from extractor.batch.manifest import Row
from extractor.batch.order import Order
from extractor.batch.stamps import made_with
from extractor.errors import SourceError
from extractor.run import run
from extractor.sources.inputs import Input

TEXT = "North Korea fired {} missiles on Monday, 4 May 2020, Seoul said.\n"


def order(folder: Path, **other: Any) -> Order:
    given = {"inputs": [str(folder / "in")], "targets": [str(folder / "records.jsonl")], "resume": True, **other}
    return Order(**given)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles, one of them with metadata beside it, a file that is none, and what a run made of them."""
    folder = tmp_path_factory.mktemp("sealed") / "work"
    (folder / "in").mkdir(parents=True)
    for name, number in (("a", "two"), ("b", "three"), ("c", "four")):
        (folder / "in" / f"{name}.txt").write_text(TEXT.format(number))
    (folder / "in" / "a.meta.json").write_text('{"title": "A"}')
    (folder / "in" / "d.txt").write_bytes(b"\0\1\2")
    summary = run(order(folder, resume=False), lambda _: None)
    assert (summary.records, summary.failures, summary.reused) == (3, 1, 0)
    shutil.copytree(folder, folder.with_name("as it was"))
    return folder


@pytest.fixture
def folder(finished: Path) -> Iterator[Path]:
    """The folder as it was after the run; a seal holds names, so it is always the same one."""
    yield finished
    shutil.rmtree(finished)
    shutil.copytree(finished.with_name("as it was"), finished)


def again(what: Order, stamp: str | None = None) -> tuple[list[Row], str | None]:
    """Rows and words of a run that has nothing to do; no words where it has."""
    rows: list[Row] = []
    summary = seal.standing(what, seal.given(what, stamp or made_with(None)), rows.append)
    return rows, None if summary is None else summary.line()


def test_the_same_run_again_tells_the_same_and_touches_nothing(folder: Path) -> None:
    files = [folder / "records.jsonl", folder / "records.manifest.jsonl"]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in files]
    told: list[Row] = []
    summary = run(order(folder), told.append)
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in files] == before
    assert [(row.path, row.status) for row in told] == [(f"{n}.txt", "ok") for n in "abc"] + [("d.txt", "failed")]
    assert again(order(folder)) == (told, summary.line())


def test_its_words_are_those_of_a_run_that_looks_at_each_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, words = again(order(folder))
    monkeypatch.setattr(seal, "standing", lambda *_: None)
    told: list[Row] = []
    assert run(order(folder), told.append).line() == words
    assert [row.line() for row in told] == [row.line() for row in rows]


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": lambda folder: (folder / "in" / "b.txt").write_text(TEXT.format("five")),
    "metadata beside one": lambda folder: (folder / "in" / "a.meta.json").write_text('{"title": "B"}'),
    "metadata where there was none": lambda folder: (folder / "in" / "b.meta.json").write_text('{"title": "B"}'),
    "no metadata any more": lambda folder: (folder / "in" / "a.meta.json").unlink(),
    "one article more": lambda folder: (folder / "in" / "e.txt").write_text(TEXT.format("six")),
    "one article less": lambda folder: (folder / "in" / "c.txt").unlink(),
    "another name": lambda folder: (folder / "in" / "c.txt").rename(folder / "in" / "e.txt"),
    "what was no article": lambda folder: (folder / "in" / "d.txt").write_bytes(b"\0\1\3"),
    "a file that is passed over": lambda folder: (folder / "in" / "x.png").write_bytes(b""),
    "the records": lambda folder: (folder / "records.jsonl").write_text("{}\n"),
    "no records any more": lambda folder: (folder / "records.jsonl").unlink(),
    "the manifest": lambda folder: (folder / "records.manifest.jsonl").write_text(""),
    "no manifest any more": lambda folder: (folder / "records.manifest.jsonl").unlink(),
    "no journal any more": lambda folder: (folder / "records.journal").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_whatever_changes_is_seen(folder: Path, change: Callable[[Path], object]) -> None:
    change(folder)
    assert again(order(folder)) == ([], None)


@pytest.mark.parametrize(
    "other",
    [
        {"resume": False},
        {"keep_rows": True},
        {"published": "2020-05-05"},
        {"limits": Limits(size_mb=1)},
        {"limits": Limits(seconds=1)},
        {"limits": Limits(memory_mb=100)},
    ],
    ids=str,
)
def test_another_order_is_another_run(folder: Path, other: dict[str, Any]) -> None:
    assert again(order(folder, **other)) == ([], None)


def test_another_program_is_another_run(folder: Path) -> None:
    assert again(order(folder), "another program") == ([], None)


def test_one_more_place_is_another_run(folder: Path) -> None:
    targets = [str(folder / "records.jsonl"), str(folder / "second.jsonl")]
    assert again(order(folder, targets=targets)) == ([], None)


@pytest.mark.parametrize("target", ["ledger.sqlite", "-"])
def test_a_place_that_is_more_than_a_file_is_always_written(folder: Path, target: str) -> None:
    targets = [str(folder / "records.jsonl"), target if target == "-" else str(folder / target)]
    run(order(folder, targets=targets), lambda _: None)
    assert again(order(folder, targets=targets)) == ([], None)


def test_a_folder_of_tables_is_a_place_like_a_file(folder: Path) -> None:
    exported = order(folder, targets=[f"csv:{folder / 'tables'}"])
    run(exported, lambda _: None)
    assert again(exported)[1] is not None
    next((folder / "tables").glob("*.csv")).write_text("something else")
    assert again(exported) == ([], None)


def test_a_failure_that_may_mend_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "in" / "e.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "in" / "e.pdf").chmod(0)
    if os.access(folder / "in" / "e.pdf", os.R_OK):  # whoever may do everything reads it all the same
        monkeypatch.setattr(seal, "TRIED_AGAIN", frozenset({"bad_pdf"}))
    run(order(folder), lambda _: None)
    assert again(order(folder)) == ([], None)


@pytest.mark.parametrize(
    "listed",
    [
        Input(path=None, source="-", kind=None),
        Input(path="s3://bucket/a.txt", source="a.txt", kind="text"),
        Input(path=Path("gone.txt") / "a.txt", source="a.txt", kind="text"),
    ],
    ids=["standard input", "an address", "no file"],
)
def test_what_cannot_be_told_beforehand_has_no_seal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: Input | SourceError
) -> None:
    (tmp_path / "gone.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(seal, "inputs", lambda _: iter([listed]))
    assert seal.given(order(tmp_path), "a program") is None


def test_records_inside_the_folder_they_are_made_of_are_no_change(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format("two"))
    inside = order(tmp_path, inputs=[str(tmp_path)])
    run(inside, lambda _: None)
    run(inside, lambda _: None)  # the first run did not see what it wrote
    assert again(inside)[1] is not None


@pytest.mark.parametrize("kind", ["csv", "parquet", "arrow"])
def test_the_manifest_lies_beside_a_folder_of_tables(kind: str) -> None:
    assert Order(inputs=["in"], targets=[f"{kind}:out/tables"]).manifest_path == Path("out/tables.manifest.jsonl")
