"""Where on a page its publication date stands, and what is not taken for one."""

from __future__ import annotations

import json

import pytest

from extractor.sources.html import read_page

from .readers import PARAGRAPHS, page


def published(head: str = "", body: str = "") -> str | None:
    """The date the page tells; `body` stands before the article's paragraphs."""
    return read_page(page(head, body + PARAGRAPHS), "a.html")[1].published


def json_ld(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


@pytest.mark.parametrize(
    "name", ["property='article:published_time'", "name='pubdate'", "itemprop='datePublished'", "name='DC.date.issued'"]
)
def test_a_meta_element_tells_the_date(name: str) -> None:
    assert published(f"<meta {name} content='2025-06-03T10:00:00+09:00'>") == "2025-06-03T10:00:00+09:00"


def test_json_ld_tells_the_date_of_the_article_first() -> None:
    video = {"@type": "VideoObject", "datePublished": "2020-01-01"}
    article = {"@type": "NewsArticle", "datePublished": "2025-06-03T10:00:00Z", "dateModified": "2025-07-01"}
    assert published(json_ld(video, {"@graph": [{"@type": "WebSite"}, article]})) == "2025-06-03T10:00:00+00:00"
    assert published(json_ld(video)) == "2020-01-01"
    assert published(json_ld({"@type": ["Report"], "dateCreated": "2025-06-03"})) == "2025-06-03"


def test_broken_or_deep_json_ld_is_passed_over() -> None:
    deep = '<script type="application/ld+json">' + "[" * 50_000 + "</script>"
    broken = '<script type="application/ld+json">{"datePublished": "2020-01-01",</script>'
    assert published(deep + broken + json_ld({"@type": "Article", "datePublished": "2025-06-03"})) == "2025-06-03"


@pytest.mark.parametrize(
    "body",
    [
        '<time datetime="2025-06-03T10:00:00Z">an hour ago</time>',
        '<time datetime="2025-00-03T09:05:00Z" pubdate>Tuesday, June 3, 2025, 6:00 AM EST</time>',
        '<div class="byline">By Ann Name | June 3rd, 2025</div>',
        '<span id="article-date">3 June 2025</span>',
        '<p class="post date">Posted: 2025/06/03 21:45</p>',
    ],
)
def test_a_visible_date_is_found(body: str) -> None:
    assert (published(body=body) or "")[:10] == "2025-06-03"


def test_dates_of_other_stories_are_not_taken() -> None:
    others = "".join(f'<li><time datetime="2025-01-{day:02}">then</time></li>' for day in range(1, 9))
    assert published(body=f"<ul>{others}</ul>") is None
    own = f'<ul>{others}</ul><article><time datetime="2025-06-03">now</time></article>'
    assert published(body=own) == "2025-06-03"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta name='date' content='2024-05'>", ""),
        ("<meta name='date' content='2024 May'>", ""),
        ("<meta itemprop='copyrightYear' content='2024'>", ""),
        ("<meta property='article:modified_time' content='2025-06-03'>", ""),
        ("<meta name='date' content='05/06/2024'>", ""),
        (json_ld({"@type": "Article", "dateModified": "2025-06-03"}), ""),
        ("", "<time class='updated' datetime='2025-06-03'>then</time>"),
        ("", "<div class='byline'>Updated June 3, 2025</div>"),
        ("", "<footer>© 2024 Harbour Wire</footer>"),
        ("", "<time datetime='10:30'>this morning</time>"),
        ("", "<p>On June 3, 2025, the first ship of the class was launched, as told in our archive of the port.</p>"),
    ],
)
def test_half_dates_updates_and_dates_of_the_story_are_not_taken(head: str, body: str) -> None:
    assert published(head, body) is None


def test_the_address_tells_the_date_where_nothing_else_does() -> None:
    address = '<link rel="canonical" href="https://wire.example/2025/06/03/ship">'
    assert published(address) == "2025-06-03"
    assert published(address + '<meta name="date" content="2025-06-04">') == "2025-06-04"
    assert published('<link rel="canonical" href="https://wire.example/2025/13/03/ship">') is None
