"""Real articles, where they lie beside the project; their texts are read there and never copied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.model.article import Article
from extractor.sources.articles import read_all

SHARED = Path(__file__).resolve().parents[3] / "shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared with real articles beside the project")


def articles(folder: str) -> list[Article]:
    """All articles there; a file that cannot be read fails the test."""
    results = list(read_all([SHARED / folder]))
    assert [str(result) for result in results if not isinstance(result, Article)] == []
    return [result for result in results if isinstance(result, Article)]


@pytest.mark.parametrize("folder", ["articles/text", "gold/dev/articles"])
def test_texts_are_read_unchanged_and_dated_by_their_sidecars(folder: str) -> None:
    read = articles(folder)
    assert len(read) == len(list((SHARED / folder).glob("*.txt")))
    for article in read:
        path = SHARED / folder / article.source
        assert article.text == path.read_text(encoding="utf-8")
        beside = path.with_suffix(".meta.json")
        said = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
        if said.get("published"):
            assert (article.published, article.published_from) == (said["published"], "sidecar")
            assert article.title == " ".join(said["title"].split())


def test_a_hard_wrapped_text_is_dated_by_its_byline() -> None:
    by_source = {article.source: article for article in articles("gold/dev/articles")}
    article = by_source["002_e8ddea09feca9883.txt"]
    assert (article.published, article.published_from) == ("2025-06-03", "dateline")
    undated = [by_source[name] for name in by_source if name[:3] in ("000", "001", "003")]
    assert [article.published for article in undated] == [None, None, None]


def test_every_page_gives_a_text_and_its_own_date() -> None:
    dates = {article.source: (article.published or "")[:10] for article in articles("articles/html")}
    assert len(dates) == 29
    named = {name: date for name, date in dates.items() if name.startswith("tef-")}
    assert all(name.startswith(f"tef-{date}") for name, date in named.items())
    assert {name: date for name, date in dates.items() if name not in named} == {
        "html-businessinsider-argentina.html": "2014-12-29",
        "html-foxnews-bushehr.html": "2010-08-14",
        "html-globalnews-2026-05-24.html": "2026-05-24",
        "html-globeandmail-airasia.html": "2014-12-29",
        "html-lefigaro-2024-11-22.html": "2024-11-22",
        "html-nationalpost-2025-05-08.html": "2025-05-07",
    }


def test_page_texts_match_those_taken_from_the_pages_by_others() -> None:
    texts = {article.source.removesuffix(".txt"): article.text.split() for article in articles("articles/text")}
    shares = []
    for page in articles("articles/html"):
        words = texts.get(page.source.removesuffix(".html"))
        if words:
            shares.append(len(set(words) & set(page.text.split())) / len(set(words)))
    assert len(shares) >= 15
    assert min(shares) > 0.75  # one page's rival text has its side boxes too
    assert sum(share > 0.95 for share in shares) >= 0.9 * len(shares)


def test_only_the_french_page_is_not_english() -> None:
    tags = {article.source: article.language for article in articles("articles/text")}
    assert {name: tag for name, tag in tags.items() if tag != "en"} == {"html-lefigaro-2024-11-22.txt": "fr"}
