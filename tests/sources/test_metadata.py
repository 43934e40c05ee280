"""Who tells the publication date and the rest, and who wins."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.model.article import Article
from extractor.sources.articles import read_all, read_articles

from .readers import STORY, failure, one, page, write

DATELINED = f"PORT CITY, June 3, 2025 (Harbour Wire) — {STORY}"
DATED_PAGE = page('<meta property="article:published_time" content="2025-06-02T10:00:00+02:00"><title>The page</title>')


def told(article: Article) -> tuple[str | None, str | None]:
    return article.published, article.published_from


def sidecar(folder: Path, stem: str, **said: object) -> None:
    write(folder, f"{stem}.meta.json", json.dumps(said))


def test_a_text_file_is_dated_by_sidecar_then_name_then_dateline(tmp_path: Path) -> None:
    path = write(tmp_path, "ship-2025-06-04.txt", DATELINED)
    sidecar(tmp_path, "ship-2025-06-04", published="2025-06-05")
    assert told(one(path)) == ("2025-06-05", "sidecar")
    sidecar(tmp_path, "ship-2025-06-04", published=None)
    assert told(one(path)) == ("2025-06-04", "filename")
    (tmp_path / "ship-2025-06-04.meta.json").unlink()
    assert told(one(path)) == ("2025-06-04", "filename")
    assert told(one(path.rename(tmp_path / "ship.txt"))) == ("2025-06-03", "dateline")
    assert told(one(write(tmp_path, "plain.txt", STORY))) == (None, None)


def test_a_page_is_dated_by_sidecar_then_page_then_name_then_dateline(tmp_path: Path) -> None:
    path = write(tmp_path, "ship-2025-06-04.html", DATED_PAGE)
    sidecar(tmp_path, "ship-2025-06-04", published="2025-06-05", title="Beside")
    assert told(one(path)) == ("2025-06-05", "sidecar")
    assert one(path).title == "Beside"
    (tmp_path / "ship-2025-06-04.meta.json").unlink()
    assert told(one(path)) == ("2025-06-02T10:00:00+02:00", "html")
    assert one(path).title == "The page"
    write(tmp_path, "ship-2025-06-04.html", page(body=f"<article><p>{DATELINED}</p><p>{STORY}</p></article>"))
    assert told(one(path)) == ("2025-06-04", "filename")
    assert told(one(path.rename(tmp_path / "ship.html"))) == ("2025-06-03", "dateline")


def test_the_word_of_the_caller_comes_first(tmp_path: Path) -> None:
    path = write(tmp_path, "ship-2025-06-04.txt", DATELINED)
    sidecar(tmp_path, "ship-2025-06-04", published="2025-06-05")
    assert told(one(path, published="2025-06-09")) == ("2025-06-09", "metadata")


@pytest.mark.parametrize("published", ["", "yesterday", "2025-02-30", "2025"])
def test_a_caller_who_gives_no_date_is_told_at_once(published: str) -> None:
    with pytest.raises(UsageError, match="2025-10-22"):
        read_articles([], published=published)


def test_a_sidecar_fills_every_field_and_may_hold_others(tmp_path: Path) -> None:
    path = write(tmp_path, "ship.txt", STORY)
    sidecar(
        tmp_path,
        "ship",
        title=" Ship\n leaves ",
        published="2025-06-05T08:00:00Z",
        outlet="Harbour Wire",
        url="https://wire.example/ship",
        authors=["A. Name", {"name": "B. Name"}, "A. Name", 5, ""],
        language="en_gb",
        licence="none",
        reports_launch=False,
    )
    article = one(path)
    assert article == Article(
        text=STORY,
        source="ship.txt",
        url="https://wire.example/ship",
        title="Ship leaves",
        published="2025-06-05T08:00:00+00:00",
        published_from="sidecar",
        outlet="Harbour Wire",
        authors=("A. Name", "B. Name"),
        language="en-GB",
    )


def test_fields_that_make_no_sense_count_as_not_said(tmp_path: Path) -> None:
    path = write(tmp_path, "ship.txt", STORY)
    sidecar(tmp_path, "ship", title=5, published="soon", outlet="", url="javascript:alert(1)", authors={}, language=[])
    assert one(path) == Article(text=STORY, source="ship.txt", language="en")


def test_half_of_a_surrogate_pair_in_a_sidecar_can_be_written_as_utf8(tmp_path: Path) -> None:
    path = write(tmp_path, "ship.txt", STORY)
    write(tmp_path, "ship.meta.json", '{"title": "a \\ud83d b"}')
    assert one(path).title == "a \ufffd b"


@pytest.mark.parametrize("content", [b"{", b"[]", b"null", b"\xff\xfe\xfd", b'{"title": 1} x', b"[" * 100_000, b""])
def test_a_broken_sidecar_costs_its_article_and_is_named(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, "good.txt", STORY)
    write(tmp_path, "ship.txt", STORY)
    write(tmp_path, "ship.meta.json", content)
    good, error = read_all([tmp_path])
    assert isinstance(good, Article)
    assert not isinstance(error, Article)
    assert (error.source, error.reason) == ("ship.txt", "bad_sidecar")
    assert "ship.meta.json" in error.detail


def test_a_title_comes_from_nowhere_but_metadata(tmp_path: Path) -> None:
    assert one(write(tmp_path, "ship.txt", f"A headline\n\n{STORY}")).title is None


def test_file_times_tell_nothing(tmp_path: Path) -> None:
    article = one(write(tmp_path, "ship.txt", STORY))
    assert told(article) == (None, None)


def test_an_unreadable_file_is_named_without_its_place(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    error = failure(tmp_path / "gone.txt")
    assert (error.source, error.reason) == ("gone.txt", "unreadable")
    assert str(tmp_path) not in str(error)
