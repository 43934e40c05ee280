"""XML: RSS and Atom with the text in them, NITF, NewsML (1 and G2), and XHTML.

Nothing is loaded from elsewhere and no entity is expanded: a file that declares entities of its own is refused. An
item that holds a summary only is read as what it holds. What is wrong with one item costs that item only.

Sources of the element names: RSS 2.0 with its content and dc modules, RFC 4287 (Atom), IPTC NITF 3.6, NewsML 1.2,
NewsML-G2 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5
from typing import Any, BinaryIO

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.dates import read_moment
from extractor.sources.document import Document
from extractor.sources.html import read_page
from extractor.sources.language import language_tag
from extractor.sources.metadata import Metadata, Origin, make_article, one_line, web_address
from extractor.sources.names import why
from extractor.sources.text import decode, read_capped, usable

Split = Document | SourceError

ITEMS = {"rss": ("item",), "rdf": ("item",), "feed": ("entry",), "newsmessage": ("newsitem",), "newsml": ("newsitem",)}
"""Roots in lower case, and the elements below them that are an article each."""
SINGLE = frozenset({"nitf", "newsitem", "entry", "item"})
TEXTS = ("encoded", "content", "description", "summary")  # of an item, the fullest first
HEADLINES = ("hl1", "headline", "title", "headlineline")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})([+-]\d{4}|Z)?)?$")


def split_xml(stream: BinaryIO, origin: Origin) -> Iterator[Split]:
    """A document for each item; raises SourceError `bad_xml`, `unsupported`, `no_text`, `too_large`."""
    from lxml import etree

    data = read_capped(stream, origin.source, origin.limit)
    root = _tree(data, origin.source)
    name = _name(root)
    if name == "html":
        yield Document(form="html", data=data, origin=origin)
        return
    if name not in ITEMS and name not in SINGLE:
        raise SourceError(origin.source, "unsupported", f"XML, but no feed and no news format: its root is {name!r}")
    channel = _channel(root)
    items = [elem for elem in root.iter() if _name(elem) in ITEMS.get(name, ())] or ([root] if name in SINGLE else [])
    if not items:
        raise SourceError(origin.source, "no_text", "a feed without items")
    for number, item in enumerate(items, start=1):
        label = f"#{own}" if (own := _text(item, "guid", "id") or item.get("guid")) else f":{number}"
        where = origin if item is root else replace(origin, source=origin.source + label)
        yield Document(form="entry", data=etree.tostring(item, with_tail=False), origin=where, said=channel)


def parse_entry(document: Document) -> Article:
    """The article of one item; raises SourceError `bad_xml`, `no_text`, and those of HTML."""
    origin = document.origin
    item = _tree(document.data, origin.source)
    body, page = _body(item, origin.source)
    return make_article(body, origin, said=_fields(item).over(document.said), page=page)


def _tree(data: bytes, source: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_declared(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(source, "bad_xml", why(error)) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise SourceError(source, "bad_xml", "it declares entities of its own; they are not expanded")
    return root


def _declared(data: bytes) -> bytes:
    """Feeds use the entities of HTML (`&nbsp;`) without declaring them: they become characters."""
    if not _ENTITY.search(data.decode("latin-1")):
        return data
    head = data[:200].decode("latin-1")
    if "encoding" in head and not re.search(r"encoding=[\"'](?:utf-8|us-ascii)", head, re.IGNORECASE):
        return data
    text = _DECLARATION.sub("", decode(data), count=1)
    return _ENTITY.sub(lambda found: _character(found[0], found[1]), text).encode()


def _character(entity: str, name: str) -> str:
    return entity if name in _XML_OWN else html5.get(f"{name};", entity)


def _name(elem: Any) -> str:
    """The element's name without its namespace, in lower case; empty for comments."""
    return elem.tag.rpartition("}")[2].lower() if isinstance(elem.tag, str) else ""


def _text(item: Any, *names: str) -> str | None:
    """The text of the first child that has one of the names, tried in their order; else of the first descendant."""
    for name in names:
        for found in (*item, *item.iter()):
            if _name(found) == name and (line := one_line("".join(found.itertext()))):
                return line
    return None


def _channel(root: Any) -> Metadata:
    """What a feed says of all its items."""
    head = next((elem for elem in root if _name(elem) == "channel"), root)
    titles = (one_line(elem.text) for elem in head if _name(elem) == "title")
    languages = (elem.text for elem in head if _name(elem) == "language")
    is_feed = _name(root) in ("rss", "rdf", "feed")
    return Metadata(
        outlet=next(filter(None, titles), None) if is_feed else None,
        language=language_tag(next(languages, None) or root.get(LANGUAGE) or ""),
    )


def _fields(item: Any) -> Metadata:
    bylines = (one_line("".join(e.itertext())) for e in item.iter() if _name(e) in ("creator", "byline", "by"))
    people = (_text(elem, "name") or one_line(elem.text) for elem in item.iter() if _name(elem) == "author")
    names = dict.fromkeys(re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in (*bylines, *people) if name)
    return Metadata(
        title=_without_tags(_text(item, *HEADLINES)),
        published=_moment(item, "pubdate", "published", "date.issue", "date.release", "date", "contentcreated",
                          "datecreated", "firstcreated", "dateandtime"),
        modified=_moment(item, "updated", "modified", "versioncreated", "thisrevisioncreated"),
        outlet=_without_tags(_text(item, "doc.copyright.holder", "provider")),
        url=_link(item),
        authors=tuple(names),
        language=language_tag(item.get(LANGUAGE) or _text(item, "language") or ""),
    )  # fmt: skip


def _without_tags(title: str | None) -> str | None:
    """Titles of feeds carry marks of type and scripts as text."""
    return one_line(_TAGS.sub(" ", title)) if title else None


def _moment(item: Any, *names: str) -> str | None:
    for name in names:
        for elem in (elem for elem in item.iter() if _name(elem) == name):
            value = (elem.get("norm") or "".join(elem.itertext())).strip()
            if moment := read_moment(_with_hyphens(value)):
                return moment
    return None


def _with_hyphens(value: str) -> str:
    """NITF writes 20221118T093000+0900."""
    match = _DAY.match(value)
    if match is None:
        return value
    day = "-".join(match.group(1, 2, 3))
    return f"{day}T{':'.join(match.group(4, 5, 6))}{match[7] or ''}" if match[4] else day


def _link(item: Any) -> str | None:
    """The address of the article: of Atom's links the one that leads to it."""
    links = [elem for elem in item.iter() if _name(elem) == "link"]
    chosen = [elem for elem in links if elem.get("rel", "alternate") == "alternate"]
    addresses = (web_address(elem.get("href") or elem.text) for elem in chosen)
    permanent = (web_address(e.text) for e in item.iter() if _name(e) == "guid" and e.get("isPermaLink") != "false")
    return next(filter(None, (*addresses, *permanent)), None)


def _body(item: Any, source: str) -> tuple[str, Metadata]:
    """Text of an item: HTML is read as such, paragraphs of the news formats line by line."""
    for name in TEXTS:
        for elem in (elem for elem in item if _name(elem) == name):
            if elem.get("type") == "xhtml" or len(elem):
                return _paragraphs(elem, source), Metadata()
            held = elem.text or ""
            if _TAGS.search(held):
                text, page = read_page(held, source)
                return text, Metadata(authors=page.authors)
            if held.strip():
                return usable(held, source).strip() + "\n", Metadata()
    return _paragraphs(item, source), Metadata()


def _paragraphs(item: Any, source: str) -> str:
    bodies = [elem for elem in item.iter() if _name(elem) in ("body.content", "datacontent", "inlinexml", "body")]
    place = bodies[0] if bodies else item
    found = (one_line("".join(elem.itertext())) for elem in place.iter() if _name(elem) in ("p", "h2", "h3", "li"))
    text = "\n\n".join(line for line in found if line)
    if not text:
        raise SourceError(source, "no_text", "the item holds no text")
    return usable(text, source) + "\n"
