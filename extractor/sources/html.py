"""HTML pages to text and metadata, by trafilatura; the date by `page_dates`.

Comments of readers are left out, tables stay. Nothing here depends on the clock or on the order of earlier pages.
trafilatura takes a third of a second to import, so it is imported at the first page.
"""

from __future__ import annotations

import codecs
import re
import warnings
from dataclasses import replace
from typing import Any

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.dates import address_date
from extractor.sources.document import Document
from extractor.sources.language import language_tag
from extractor.sources.metadata import Metadata, make_article, one_line, web_address
from extractor.sources.names import why
from extractor.sources.page_dates import page_modified, page_published
from extractor.sources.text import decode, usable

# bytes of one page; trafilatura takes 5 s there, out of proportion more above; the longest real page has 0.5 MB
MAX_BYTES = 5_000_000

_DECLARED = re.compile(rb"""(?:charset|<\?xml[^>]{0,80}encoding)\s*=\s*["']?\s*([\w:.-]{2,30})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes; browsers look at the first 1024, older pages put scripts before it
_ENTRY = re.compile(r"<(?:!doctype|html|head|body|title)\b", re.IGNORECASE)
_ENTRY_WITHIN = 4096  # characters; comments and scripts may come first

# Labels as browsers read them (WHATWG Encoding Standard); codecs that are no charsets (hex, idna) stay out.
_CHARSETS = {
    "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "windows-1252": "cp1252", "cp1252": "cp1252", "windows-1250": "cp1250", "windows-1251": "cp1251",
    "windows-1253": "cp1253", "windows-1254": "cp1254", "windows-1255": "cp1255", "windows-1256": "cp1256",
    "windows-1257": "cp1257", "windows-1258": "cp1258", "iso-8859-2": "iso8859-2", "iso-8859-5": "iso8859-5",
    "iso-8859-7": "iso8859-7", "iso-8859-8": "iso8859-8", "iso-8859-9": "cp1254", "iso-8859-15": "iso8859-15",
    "koi8-r": "koi8-r", "koi8-u": "koi8-u", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
}  # fmt: skip

# A date range is asked of htmldate although its date is not used: without one it reads the clock.
_DATE_OPTIONS = {"original_date": True, "extensive_search": False, "min_date": "1940-01-01", "max_date": "2100-12-31"}


def parse_html(document: Document) -> Article:
    """The article of an HTML page; raises SourceError `binary`, `empty`, `too_large`, `bad_html` or `no_text`."""
    origin = document.origin
    text, page = read_page(decode_page(document.data, document.charset), origin.source)
    page = page.over(document.said)
    dated = page if page.published else replace(page, published=address_date(page.url))
    return make_article(text, origin, page=dated)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The markup as text: by byte order mark, then UTF-8 where it is valid, then the charset the page declares.

    A charset that the server named goes before the page's own.
    """
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    declared = charset or (match[1].decode("ascii") if match else "")
    codec = _CHARSETS.get(declared.lower())
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    # ISO-2022-JP is all ASCII bytes, and so valid UTF-8
    if marked or codec is None or (codec != "iso2022_jp" and _is_utf8(data)):
        return decode(data)
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return decode(data)


def read_page(markup: str, source: str) -> tuple[str, Metadata]:
    """Text and metadata of a page; raises SourceError `binary`, `empty`, `too_large`, `bad_html` or `no_text`."""
    if len(markup) > MAX_BYTES:
        raise SourceError(source, "too_large", f"more than {MAX_BYTES:,} characters of HTML")
    markup = usable(markup, source)
    # A feed carries an article already cut out of its page: the parser refuses it without a frame, and there is
    # nothing around it to leave out.
    fragment = _ENTRY.search(markup[:_ENTRY_WITHIN]) is None
    try:
        tree, document = _extract(f"<html><body>{markup}</body></html>" if fragment else markup, fragment)
    except Exception as error:  # a page that breaks the library costs that page, whatever it raises
        raise SourceError(source, "bad_html", f"{type(error).__name__}: {why(error)}") from error
    if document is None or not (document.text or "").strip():
        raise SourceError(source, "no_text", "no article text found in the page")
    return document.text, _metadata(tree, document)


def _extract(markup: str, fragment: bool) -> tuple[Any, Any]:
    import trafilatura

    tree = trafilatura.load_html(markup)
    if tree is None:
        return None, None
    with warnings.catch_warnings():
        # dateutil, inside htmldate, on time zones it does not know
        warnings.simplefilter("ignore")
        document = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            deduplicate=False,
            favor_recall=fragment,
            date_extraction_params=dict(_DATE_OPTIONS),
        )
    return tree, document


def _metadata(tree: Any, document: Any) -> Metadata:
    url = web_address(document.url)
    authors = (one_line(name) for name in (document.author or "").split(";"))
    return Metadata(
        title=one_line(document.title),
        published=page_published(tree, url),
        modified=page_modified(tree),
        outlet=one_line(document.sitename),
        url=url,
        authors=tuple(dict.fromkeys(name for name in authors if name)),
        language=_page_language(tree),
    )


def _page_language(tree: Any) -> str | None:
    paths = (
        "//html/@lang",
        '//meta[@property="og:locale"]/@content',
        '//meta[@http-equiv="content-language"]/@content',
    )
    return next((tag for path in paths for value in tree.xpath(path) if (tag := language_tag(value))), None)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
