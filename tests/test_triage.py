"""Triage loses no launch: not of a text, and not of a page, however its words are written there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from extractor.batch.work import attempt
from extractor.errors import SourceError
from extractor.knowledge.reader import load
from extractor.model.article import Article
from extractor.pipeline import Extractor
from extractor.sources.articles import read_articles
from extractor.sources.document import Document
from extractor.sources.html import decode_page, parse_html
from extractor.sources.metadata import Origin
from extractor.triage import REASON, judge, judge_page

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
KNOWLEDGE = load()
CALM = "The mayor opened a library by the harbour, and the children of the town sang for her. " * 12
STORY = "The ministry said that a Musudan was fired on Tuesday. "


def page(body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><article><p>{CALM}</p>{body}</article></body></html>'
    )


def events_of(gold: Path) -> Iterator[tuple[str, int]]:
    for path in sorted(gold.glob("*.json")):
        yield path.stem, len(json.loads(path.read_text("utf-8"))["events"])


@pytest.mark.parametrize(
    "folder", [ROOT / "corpus", SHARED / "gold" / "dev", SHARED / "gold" / "check"], ids=["corpus", "dev", "check"]
)
def test_no_article_with_an_event_is_rejected(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    kept = {Path(a.source).stem: judge(a.text, KNOWLEDGE).keep for a in read_articles(folder / "articles")}
    told = [kept[name] for name, events in events_of(folder / "gold") if events]
    assert told
    assert all(told), f"{told.count(False)} rejected"


def test_no_real_article_that_reports_a_launch_is_rejected() -> None:
    texts = SHARED / "articles" / "text"
    if not texts.is_dir():
        pytest.skip(f"{texts} is not there")
    launches = {p.name.removesuffix(".meta.json") for p in texts.glob("*.meta.json")
                if json.loads(p.read_text("utf-8")).get("reports_launch")}  # fmt: skip
    kept = [judge(a.text, KNOWLEDGE).keep for a in read_articles(texts) if Path(a.source).stem in launches]
    assert len(kept) == len(launches) > 0
    assert all(kept)


def pages() -> list[Path]:
    return [
        *sorted((ROOT / "corpus" / "articles").glob("*.html")),
        *sorted((SHARED / "articles" / "html").glob("*.html")),
    ]


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_a_page_is_kept_where_its_article_is(path: Path) -> None:
    data = path.read_bytes()
    article = parse_html(Document(form="html", data=data, origin=Origin(source=path.name)))
    assert judge_page(decode_page(data), KNOWLEDGE).keep or not judge(article.text, KNOWLEDGE).keep


@pytest.mark.parametrize(
    "written",
    [
        "a missile", "two MISSILES", "a mis<b>sil</b>e", "a mis<wbr>sile", "a mis&shy;sile", "a mis\u00adsile",
        "a mis\u200bsile", "a &#109;issile", "a &#x6D;issile", "a m&#105;ssi&#x6c;e", "a mis<!-- > -->sile",
        "a launch<br>vehicle", "a launch\n  vehicle", "a launch&nbsp;vehicle", "a <i>Musudan</i> flew",
        "a Mus<span class='x'>udan</span> flew", "a S&#8209;300 battery", "range < 300 km, a missile > all",
        "a Storm\nShadow", "a Storm&nbsp;<b>Shadow</b>", "<table><tr><td>Scud</td></tr></table>",
    ],
)  # fmt: skip
def test_words_are_seen_however_they_are_written(written: str) -> None:
    assert judge_page(page(f"<p>The ministry said that {written} was fired.</p>"), KNOWLEDGE).keep


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "gb18030", "cp932", "iso2022_jp", "koi8-r"]
)
def test_words_are_seen_in_every_charset(codec: str) -> None:
    markup = page(
        f"<p>{STORY}</p>", f'<meta charset="{ {"cp932": "shift_jis", "iso2022_jp": "iso-2022-jp"}.get(codec, codec) }">'
    )
    assert judge_page(decode_page(markup.encode(codec)), KNOWLEDGE).keep


def test_words_are_seen_in_the_data_of_a_page() -> None:
    body = json.dumps({"articleBody": CALM + STORY.replace("Musudan", "missile")})
    escaped = body.replace("missile", r"\u006dissile")
    for told in (body, escaped, escape(body)):
        assert judge_page(page("", f'<script type="application/ld+json">{told}</script>'), KNOWLEDGE).keep


@pytest.mark.parametrize(
    "written", ["the Musudanese", "a mission to Mars", "the product launch", "a vegan", "hmm & so"]
)
def test_other_words_are_not_taken_for_them(written: str) -> None:
    markup = page(f"<p>The mayor spoke of {written} on Tuesday.</p>")
    assert judge_page(markup, KNOWLEDGE).keep == ("Musudan" in written)  # parts of long names are let through
    assert judge_page(page(""), KNOWLEDGE).reason == REASON


def test_a_page_without_launch_words_is_passed_over_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the page was read")

    monkeypatch.setattr("extractor.batch.work.article_of", refuse)
    document = Document(form="html", data=page("").encode(), origin=Origin(source="a.html"))
    outcome = attempt(Extractor(), document, "a.html")
    assert isinstance(outcome, SourceError)
    assert (outcome.reason, outcome.is_skip) == (REASON, True)


@pytest.mark.parametrize(
    "text", [CALM, CALM + "To be continued... [+120 chars]", "Der B\u00fcrgermeister sprach. " * 30]
)
def test_a_rejected_text_has_the_record_that_a_reading_of_it_would_give(text: str) -> None:
    extractor = Extractor()
    article = Article(
        text=text, source="a.txt", language="de" if "Der" in text else None, rival_dates=(("page", "2025-01-01"),)
    )
    record = extractor.extract_article(article)
    assert record == extractor.analyse(article).record
    assert record.warnings


def test_a_text_is_judged_by_what_stands_in_it_as_a_word() -> None:
    assert judge("A Musudan was fired.", KNOWLEDGE).keep
    assert judge("the S\u2011300", KNOWLEDGE).keep
    assert judge("\u00e9Scud", KNOWLEDGE).keep  # "scud" is a word of the vocabulary, which counts inside others
    assert judge("The LVM3 lifted off.", KNOWLEDGE).keep  # listed as "LVM-3"
    assert not judge("a Vegan meal", KNOWLEDGE).keep
    assert not judge("xVega", KNOWLEDGE).keep
    assert not judge("\u00e9Vega", KNOWLEDGE).keep
    assert judge("\u201cVega\u201d", KNOWLEDGE).keep
    assert not re.search("vega", CALM)
