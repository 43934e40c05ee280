"""Which files count, in which order, under which names; standard input; failures as values."""

from __future__ import annotations

import io
import json
import logging
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.articles import read_all, read_articles, read_input
from extractor.sources.inputs import Input, list_inputs

from .readers import STORY, failure, one, page, write


def sources(*names: Path | str) -> list[str]:
    return [found.source for found in list_inputs(names)]


def test_a_folder_is_walked_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/b/c.jsonl", "Z.md", "a.txt"):
        write(tmp_path, name, STORY)
    assert sources(tmp_path) == ["Z.md", "a.txt", "a/b/c.jsonl", "a/z.html", "b.txt"]
    assert sources(tmp_path / "a", tmp_path / "b.txt") == ["b/c.jsonl", "z.html", "b.txt"]


def test_sidecars_are_no_inputs_and_what_is_passed_over_is_named(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "a.meta.json", "orphan.meta.json", "a.txt"):
        write(tmp_path, name, "{}" if "meta" in name else STORY)
    assert [(found.source, getattr(found, "reason", "ok")) for found in list_inputs([tmp_path])] == [
        (".git", "hidden"),
        (".hidden.txt", "hidden"),
        ("a.txt", "ok"),
        ("orphan.meta.json", "no_article"),
    ]
    assert [article.source for article in read_articles(tmp_path)] == ["a.txt"]
    assert sources(*sorted(tmp_path.glob("[a-n]*"))) == ["a.txt"]
    assert sources(tmp_path / "orphan.meta.json") == ["orphan.meta.json"]


def test_what_has_no_reader_is_named_in_a_folder_and_tried_when_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", STORY)
    write(tmp_path, "b.docx", STORY)
    write(tmp_path, "README", STORY)
    results = list(read_all([tmp_path]))
    assert [getattr(result, "reason", "ok") for result in results] == ["unsupported", "ok", "unsupported"]
    assert [result.source for result in results] == ["README", "a.txt", "b.docx"]
    assert one(tmp_path / "README").text == STORY


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (STORY, "noname"),
        (page(), "noname"),
        (f"\n <!-- a -->{page()}", "noname"),
        (json.dumps({"id": "x", "text": STORY}) + "\n", "noname#x"),
        (json.dumps({"id": "x", "text": STORY}, indent=1), "noname#x"),
        (json.dumps([{"text": STORY}]), "noname:1"),
    ],
)
def test_the_first_bytes_tell_what_a_nameless_file_is(tmp_path: Path, content: str, source: str) -> None:
    article = one(write(tmp_path, "noname", content))
    assert article.source == source
    assert article.text.startswith("The harbour master")


def test_a_missing_file_is_an_error_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", STORY)
    missing, article = read_all(["no/such.txt", tmp_path / "a.txt"])
    assert isinstance(missing, SourceError)
    assert (missing.source, missing.reason) == ("no/such.txt", "not_found")
    assert isinstance(article, Article)
    assert failure("").reason == "not_found"


def test_links_in_a_circle_end_and_a_linked_folder_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", STORY)
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    results = list(read_all([tmp_path]))
    assert [(result.source, getattr(result, "reason", "ok")) for result in results] == [
        ("in/a.txt", "ok"),
        ("in/loop", "same_folder"),
        ("in/up", "same_folder"),
        ("self.txt", "not_a_file"),
    ]


def test_a_pipe_in_a_folder_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert failure(tmp_path).reason == "not_a_file"


def test_odd_names_are_kept_and_can_be_written_as_utf8(tmp_path: Path) -> None:
    odd = tmp_path / "line\nbreak 'quote' \u202eemoji 🚀.txt"
    write(tmp_path, odd.name, STORY)
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/byte\xff.txt"))).write_text(STORY)
    assert sources(tmp_path) == ["byte\\xff.txt", odd.name]
    assert all(isinstance(result, Article) for result in read_all([tmp_path]))


def test_a_single_name_need_not_be_put_in_a_list(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", STORY)
    assert [article.source for article in read_articles(str(tmp_path))] == ["a.txt"]


@pytest.mark.parametrize("content", [STORY, page(), json.dumps({"text": STORY})])
def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    raw = io.BytesIO(content.encode())
    for stream in (raw, io.BufferedReader(raw)):
        raw.seek(0)
        standard = io.TextIOWrapper(stream)
        monkeypatch.setattr(sys, "stdin", standard)
        article = one("-")
        assert article.text.startswith("The harbour master")
        assert article.source in ("-", "-:1")
        assert article.published is None
        standard.detach()


def test_failures_go_to_the_caller_or_to_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "a.txt", STORY)
    write(tmp_path, "b.txt", "")
    errors: list[SourceError] = []
    assert [article.source for article in read_articles([tmp_path], on_error=errors.append)] == ["a.txt"]
    assert [(error.source, error.reason) for error in errors] == [("b.txt", "empty")]
    with caplog.at_level(logging.WARNING, logger="launchledger"):
        assert len(list(read_articles([tmp_path]))) == 1
    assert [record.getMessage() for record in caplog.records] == ["b.txt: empty: no text in it"]


def test_an_input_can_be_handed_to_another_process(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", STORY)
    (item,) = list_inputs([tmp_path])
    assert isinstance(item, Input)
    (article,) = read_input(pickle.loads(pickle.dumps(item)))
    assert article == one(tmp_path / "a.txt")


IMPORTS = """
import sys
from extractor.sources.articles import read_articles
assert list(read_articles(sys.argv[1:-1])) != []
heavy = {"spacy", "trafilatura", "lxml", "dateparser", "py3langid"} & set(sys.modules)
assert heavy == set(sys.argv[-1].split()), heavy
"""


@pytest.mark.parametrize(
    ("name", "content", "heavy"),
    [
        ("a.jsonl", json.dumps({"text": STORY, "language": "en"}), ""),
        ("a.txt", STORY, ""),
        ("b.txt", "Das Schiff lief am Morgen aus und kehrt mit zwölf Leuten an Bord zurück. " * 4, "py3langid"),
        ("a.html", page(), "trafilatura lxml py3langid"),
    ],
)
def test_libraries_are_imported_only_where_they_are_needed(tmp_path: Path, name: str, content: str, heavy: str) -> None:
    path = write(tmp_path, name, content)
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, str(path), heavy], capture_output=True, text=True, check=False, cwd=_ROOT
    )
    assert done.returncode == 0, done.stderr


_ROOT = Path(__file__).resolve().parents[2]
