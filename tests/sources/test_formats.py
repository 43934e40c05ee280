"""Feeds, news formats, mail, PDF, web archives; packed files, archives; addresses of stores."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.articles import read_all

from .readers import STORY, failure, one, page, write

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Wire</title><language>en-gb</language>
<item><title>Ship &lt;b&gt;leaves&lt;/b&gt;</title><link>https://wire.example/2025/06/03/ship</link>
<guid isPermaLink="false">w1</guid><pubDate>Tue, 03 Jun 2025 08:00:00 +0000</pubDate><dc:creator>A. Name</dc:creator>
<description>A short word.</description><content:encoded><![CDATA[<p>{STORY}</p><p>More of it follows here.</p>]]>
</content:encoded></item>
<item><title>No text</title></item>
<item><link>https://wire.example/3</link><description>{STORY}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Wire</title>
<entry><id>tag:1</id><title>Ship</title><link rel="self" href="https://wire.example/self"/>
<link rel="alternate" href="https://wire.example/1"/><published>2025-06-03T08:00:00Z</published>
<updated>2025-06-05T08:00:00Z</updated><author><name>B. Name</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content></entry></feed>"""
NITF = f"""<nitf xml:lang="en"><head><docdata><date.issue norm="20250603T080000+0900"/></docdata></head>
<body><body.head>
<hedline><hl1>Ship leaves</hl1></hedline><byline>By C. Name</byline></body.head>
<body.content><p>{STORY}</p><p>Second.</p></body.content></body></nitf>"""
NEWSML = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1"><contentMeta>
<contentCreated>2025-06-03T08:00:00+00:00</contentCreated><headline>Ship leaves</headline></contentMeta><contentSet>
<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{STORY}</p></body></html></inlineXML></contentSet>
</newsItem>"""
MAIL = f"""From: Harbour Wire <news@wire.example>
Subject: =?utf-8?q?Ship_leaves_=E2=80=93_again?=
Date: Tue, 03 Jun 2025 08:00:00 +0900
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/html; charset=utf-8

<p>other</p>
--b
Content-Type: text/plain; charset=utf-8

{STORY}
--b--
"""


def fates(path: Path) -> list[tuple[str, str]]:
    return [(result.source, getattr(result, "reason", "ok")) for result in read_all([path])]


def test_a_feed_gives_an_article_an_item_and_names_items_without_text(tmp_path: Path) -> None:
    path = write(tmp_path, "feed.xml", RSS)
    assert fates(path) == [("feed.xml#w1", "ok"), ("feed.xml:2", "no_text"), ("feed.xml:3", "ok")]
    first, _, third = read_all([path])
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert first.text == f"{STORY}More of it follows here."
    assert (first.title, first.outlet, first.authors) == ("Ship leaves", "Harbour Wire", ("A. Name",))
    assert (first.published, first.published_from) == ("2025-06-03T08:00:00+00:00", "metadata")
    assert (first.url, first.language) == ("https://wire.example/2025/06/03/ship", "en-GB")
    assert third.text == STORY


def test_atom_tells_when_it_was_changed_and_where_the_article_is(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.atom", ATOM))
    assert (article.published, article.modified) == ("2025-06-03T08:00:00+00:00", "2025-06-05T08:00:00+00:00")
    assert (article.modified_from, article.url, article.authors) == ("metadata", "https://wire.example/1", ("B. Name",))
    assert article.text == STORY


@pytest.mark.parametrize(
    ("content", "published"), [(NITF, "2025-06-03T08:00:00+09:00"), (NEWSML, "2025-06-03T08:00:00+00:00")]
)
def test_news_formats_are_read(tmp_path: Path, content: str, published: str) -> None:
    article = one(write(tmp_path, "story.xml", content))
    assert (article.title, article.published) == ("Ship leaves", published)
    assert article.text.startswith(STORY.strip())


def test_entities_of_html_are_characters_and_declared_ones_are_refused(tmp_path: Path) -> None:
    feed = RSS.replace("A. Name", "A.&nbsp;N&eacute;e")
    first = next(iter(read_all([write(tmp_path, "feed.xml", feed)])))
    assert isinstance(first, Article)
    assert first.authors == ("A. Née",)
    secret = write(tmp_path, "secret", "the secret")
    outer = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss><item><description>&x;</description></item></rss>'
    )
    assert failure(write(tmp_path, "outer.xml", outer)).reason == "bad_xml"
    assert failure(write(tmp_path, "other.xml", "<settings/>")).reason == "unsupported"
    assert failure(write(tmp_path, "cut.xml", RSS[:300])).reason == "bad_xml"


def test_a_mail_is_read_by_its_plain_part(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.eml", MAIL))
    assert (article.title, article.outlet) == ("Ship leaves – again", "Harbour Wire")
    assert (article.published, article.published_from) == ("2025-06-03T08:00:00+09:00", "metadata")
    assert article.text.strip() == STORY.strip()
    assert failure(write(tmp_path, "b.eml", "Subject: x\n\n")).reason == "no_text"


def test_a_pdf_is_read_by_its_pages(tmp_path: Path) -> None:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    sheet = writer.add_blank_page(600, 800)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 20 700 Td (North Korea fired two missiles.) Tj ET")
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "Two missiles", "/Author": "D. Name", "/CreationDate": "D:20250603080000Z"})
    buffer = io.BytesIO()
    writer.write(buffer)
    article = one(write(tmp_path, "a.pdf", buffer.getvalue()))
    assert article.text.strip() == "North Korea fired two missiles."
    assert (article.title, article.authors, article.published) == ("Two missiles", ("D. Name",), None)


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    """A web archive of address, head and body of responses."""
    buffer = io.BytesIO()
    for address, head, body in pages:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = address
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(f"HTTP/1.1 {head}\r\n\r\n".encode() + body)
        record.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_its_pages(tmp_path: Path, packed: bool) -> None:
    html = page(body=f"<article><p>{STORY} Caf\u00e9.</p></article>").encode("cp1252")
    data = warc(
        ("https://wire.example/2025/06/03/a", "200 OK\r\nContent-Type: text/html; charset=windows-1252", html),
        ("https://wire.example/gone", "404 Not Found\r\nContent-Type: text/html", b"<p>gone</p>"),
        ("https://wire.example/b.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
    )
    name = "crawl.warc.gz" if packed else "crawl.warc"
    path = write(tmp_path, name, gzip.compress(data) if packed else data)
    assert fates(path) == [
        (f"{name}#https://wire.example/2025/06/03/a", "ok"),
        (f"{name}#https://wire.example/gone", "http_status"),
        (f"{name}#https://wire.example/b.png", "unsupported"),
    ]
    first = next(iter(read_all([path])))
    assert isinstance(first, Article)
    assert (first.url, first.published) == ("https://wire.example/2025/06/03/a", "2025-06-03")
    assert "Café" in first.text


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_packed_files_are_unpacked_and_have_their_sidecars(tmp_path: Path, suffix: str, pack: object) -> None:
    assert callable(pack)
    plain, packed = write(tmp_path, "a.txt", STORY), write(tmp_path, f"b.txt{suffix}", pack(STORY.encode()))
    write(tmp_path, "b.meta.json", json.dumps({"title": "Packed"}))
    assert one(packed).text == one(plain).text
    assert one(packed).title == "Packed"
    lines = write(tmp_path, f"c.jsonl{suffix}", pack(json.dumps({"id": "x", "text": STORY}).encode()))
    assert one(lines).source == f"c.jsonl{suffix}#x"
    assert one(write(tmp_path, "noname", pack(STORY.encode()))).text == STORY
    assert failure(write(tmp_path, f"cut.txt{suffix}", pack(STORY.encode() * 50)[:-9])).reason == "bad_archive"
    assert failure(write(tmp_path, f"false.txt{suffix}", STORY)).reason == "bad_archive"


FILES = {"z.meta.json": b'{"title": "Beside", "published": "2025-06-05"}', "z.txt": STORY.encode(),
         "in/page.html": page().encode(), "in/p.txt.gz": gzip.compress(STORY.encode()), "x.png": b"\x89PNG",
         "more.zip": b"PK\x03\x04"}  # fmt: skip


def as_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def as_tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in FILES.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", as_zip()),
        ("a.tar", as_tar()),
        ("a.tgz", gzip.compress(as_tar())),
        ("a.tar.zst", zstandard.compress(as_tar())),
        ("unnamed", as_zip()),
    ],
)
def test_archives_give_their_members_with_their_sidecars(tmp_path: Path, name: str, data: bytes) -> None:
    path = write(tmp_path, name, data)
    found = [(source.removeprefix(f"{name}!/"), reason) for source, reason in fates(path)]
    assert found == [
        ("z.txt", "ok"),
        ("in/page.html", "ok"),
        ("in/p.txt.gz", "ok"),
        ("x.png", "unsupported"),
        ("more.zip", "unsupported"),
    ]
    first = next(iter(read_all([path])))
    assert isinstance(first, Article)
    assert (first.title, first.published, first.published_from) == ("Beside", "2025-06-05", "sidecar")
    assert failure(write(tmp_path, f"cut-{name}", data[: len(data) // 8])).reason in ("bad_archive", "binary")


def test_an_address_of_a_store_is_a_file_a_folder_or_a_pattern(tmp_path: Path) -> None:
    write(tmp_path, "news/a.txt", STORY)
    write(tmp_path, "news/in/b.txt.gz", gzip.compress(STORY.encode()))
    address = f"file://{tmp_path}/news"
    assert fates(Path(f"{tmp_path}/news")) == [("a.txt", "ok"), ("in/b.txt.gz", "ok")]
    for name in (address, f"{address}/**"):
        assert [result.source for result in read_all(name)] == ["a.txt", "in/b.txt.gz"]
    assert one(f"{address}/a.txt").source == "a.txt"
    assert failure(f"{address}/gone.txt").reason == "not_found"
    assert failure("nosuchstore://bucket/a.txt").reason == "unreadable"


@pytest.mark.parametrize("address", ["https://wire.example/a.html", "ftp://x/a.txt", "zip::http://x/a.zip"])
def test_nothing_is_fetched_from_the_web(address: str) -> None:
    error = failure(address)
    assert (error.reason, "download it first" in error.detail) == ("web_address", True)


def test_a_pattern_names_files_by_what_it_leaves_open(tmp_path: Path) -> None:
    for name in ("news/1/a.txt", "news/2/b.txt", "news/2/c.html"):
        write(tmp_path, name, STORY)
    assert [result.source for result in read_all(f"{tmp_path}/news/**/*.txt")] == ["1/a.txt", "2/b.txt"]
    assert failure(f"{tmp_path}/news/*.gone").reason == "not_found"


def test_members_share_the_limit_of_one_article(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("huge.txt", b"word " * 5_000_000)
        archive.writestr("good.txt", STORY)
    found = list(read_all([write(tmp_path, "a.zip", buffer.getvalue())]))
    assert [getattr(result, "reason", "ok") for result in found] == ["too_large", "ok"]
    assert isinstance(found[0], SourceError)
    assert "20,000,000" in found[0].detail
