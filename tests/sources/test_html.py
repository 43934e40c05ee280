"""HTML pages: text, metadata, charsets, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.sources import html
from extractor.sources.html import decode_page, read_page

from .readers import PARAGRAPHS, STORY, failure, one, page, write

HEAD = """
<title>Ship leaves port | Harbour Wire</title>
<link rel="canonical" href="https://wire.example/news/ship">
<meta property="og:title" content="Ship leaves port">
<meta property="og:site_name" content="Harbour Wire">
<meta name="author" content="Ann Name">
"""


def test_a_page_gives_text_and_metadata(tmp_path: Path) -> None:
    article = one(write(tmp_path, "ship.html", page(HEAD, lang=' lang="en-us"')))
    assert STORY.strip() in article.text
    assert "\n" in article.text.strip()
    assert article.title == "Ship leaves port"
    assert article.outlet == "Harbour Wire"
    assert article.url == "https://wire.example/news/ship"
    assert article.authors == ("Ann Name",)
    assert article.language == "en-US"
    assert article.published is None


def test_tables_stay_and_readers_comments_go() -> None:
    table = "<table><tr><td>First tide</td><td>dawn</td></tr><tr><td>Second tide</td><td>noon</td></tr></table>"
    comments = (
        '<div id="comments"><div class="comment"><p>First! I never liked that ship at all, you know.</p></div></div>'
    )
    text, _ = read_page(page(body=f"<article>{PARAGRAPHS}{table}{PARAGRAPHS}</article>{comments}"), "a.html")
    assert "Second tide" in text
    assert "never liked" not in text


def test_a_fragment_as_feeds_have_it_keeps_its_first_sentence() -> None:
    text, _ = read_page(f"<div>The lead stands outside a paragraph. <p>{STORY}</p></div>", "a.html")
    assert text.startswith("The lead stands outside a paragraph.")
    assert read_page(f"<p>{STORY}</p>", "a.html")[0].strip() == STORY.strip()


def test_a_script_in_a_title_is_words_at_most() -> None:
    script = "<script>alert('harm')</script>"
    text, metadata = read_page(page(f"<title>Ship {script} leaves</title>"), "a.html")
    assert metadata.title is not None
    assert "Ship" in metadata.title
    assert "alert" not in text


def test_the_language_is_told_by_the_page_else_by_its_words() -> None:
    assert read_page(page(lang=' lang="fr"'), "a.html")[1].language == "fr"
    locale = '<meta property="og:locale" content="en_GB">'
    assert read_page(page(locale, lang=""), "a.html")[1].language == "en-GB"
    assert read_page(page(lang=""), "a.html")[1].language is None


def test_words_tell_the_language_of_a_page_that_does_not(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.html", page(lang=""))).language == "en"


WORDS = "The café in Zürich — “closed”"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="utf-8">', "cp1252"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<meta charset="gb2312">', "cp1252"),
        ('<meta charset="hex">', "cp1252"),
        ('<meta charset="no-such">', "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("", "cp1252"),
    ],
)
def test_a_wrong_charset_does_no_harm(declared: str, encoding: str) -> None:
    markup = page(declared, body=f"<p>{WORDS}</p>")
    assert WORDS in decode_page(markup.encode(encoding))


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("windows-1251", "cp1251", "Корабль вышел"),
        ("euc-kr", "euc_kr", "조사선이 출항했다"),
        ("Shift_JIS", "cp932", "調査船が出港した"),
        ("iso-2022-jp", "iso2022_jp", "調査船が出港した"),
        ("gb2312", "gb18030", "调查船离港"),
    ],
)
def test_a_declared_charset_is_used(label: str, encoding: str, words: str) -> None:
    assert words in decode_page(page(f'<meta charset="{label}">', body=words).encode(encoding))
    declaration = f'<?xml version="1.0" encoding="{label}"?>'
    assert words in decode_page((declaration + page(body=words)).encode(encoding))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html><body>\x00\x01\x02</body></html>", "binary"),
        (page(body="").encode(), "no_text"),
        (page(body="<script>let ship = 1</script><img src='ship.png'>").encode(), "no_text"),
    ],
)
def test_a_page_without_text_is_refused_with_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    assert failure(write(tmp_path, "odd.html", content)).reason == reason


def test_a_huge_page_is_refused_before_it_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_extract", lambda *_: pytest.fail("parsed"))
    error = failure(write(tmp_path, "huge.html", page(body="<p>word</p>" * (html.MAX_BYTES // 10))))
    assert error.reason == "too_large"


def test_deeply_nested_tags_cost_that_page_at_most(tmp_path: Path) -> None:
    write(tmp_path, "deep.html", page(body="<div>" * 10_000 + STORY + "</div>" * 10_000))
    write(tmp_path, "ship.html", page())
    assert one(tmp_path / "ship.html").text.startswith("The harbour master")
    assert failure(tmp_path / "deep.html").reason in ("no_text", "bad_html")


def test_a_page_that_breaks_the_library_is_one_bad_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(html, "_extract", break_down)
    error = failure(write(tmp_path, "a.html", page()))
    assert (error.reason, error.detail) == ("bad_html", "RuntimeError: no such luck")


def test_pages_are_read_without_a_word_on_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    zoned = page('<meta name="last-modified" content="2013-12-30 09:05:00 EST">')
    for _ in range(2):
        one(write(tmp_path, "a.html", zoned))
        failure(write(tmp_path, "b.html", page(body="")))
    assert capfd.readouterr() == ("", "")
