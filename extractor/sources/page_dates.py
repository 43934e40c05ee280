"""The publication date that an HTML page tells, with its time of day and offset where they are given.

Why not trafilatura's own (htmldate): from "2024-05" or a copyright year it makes a full date, the missing day
taken from today's. Here a value counts only where it names year, month and day.

Tried in order: meta elements made for it, JSON-LD, meta elements with a looser meaning, marked-up times, elements
whose class or id speaks of publication, and the page's address. Times that belong to updates are left out; where
several dates stand outside the article (lists of other stories), none is taken unless all agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from extractor.sources.dates import address_date, read_moment

PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "published_time", "dc.date.issued", "dcterms.issued", "citation_publication_date", "originalpublicationdate",
)  # fmt: skip
LOOSE_META = (
    "date", "dc.date", "dc:date", "dcterms.date", "dc.date.created", "dcterms.created", "article:created",
    "datecreated", "created", "timestamp",
)  # fmt: skip
MODIFIED_META = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "article:modified", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "updated_time",
)  # fmt: skip
MAX_JSON_DEPTH = 20  # levels of JSON-LD walked; real pages use about five
MAX_DATE_ELEMENTS = 20  # elements; what holds more is a part of the page, not a date or a by-line

_UPDATE = re.compile(r"updat|modif|edited|revis", re.IGNORECASE)
_CUE = re.compile(
    r"publi(?:sh|c)|pub-?date|posted|byline|dateline|timestamp|(?:article|entry|post|story)[-_]?(?:date|time)"
    r"|(?:^|[\s_-])date(?:$|[\s_-])",
    re.IGNORECASE,
)
_ARTICLE_TYPE = re.compile(r"Article|BlogPosting|Report")


def page_published(tree: Any, url: str | None) -> str | None:
    """The ISO date or date-time of publication; `tree` is the page as lxml.html parsed it."""
    metas = _metas(tree)
    tellers: tuple[Callable[[], str | None], ...] = (
        lambda: _first(metas.get(name) for name in PUBLISHED_META),
        lambda: _first(_json_ld(tree)),
        lambda: _first(metas.get(name) for name in LOOSE_META),
        lambda: _marked(tree),
        lambda: _cued(tree),
        lambda: address_date(url),
    )
    return next((moment for teller in tellers if (moment := teller())), None)


def page_modified(tree: Any) -> str | None:
    """The ISO date or date-time at which the page says it was last changed."""
    metas = _metas(tree)
    named = (metas.get(name) for name in MODIFIED_META)
    marked = (_value(elem) for elem in tree.xpath('//*[@itemprop="dateModified"]'))
    return _first(named) or _first(_json_ld(tree, ("dateModified",))) or _first(marked)


def _first(values: Iterator[object]) -> str | None:
    return next((moment for value in values if (moment := read_moment(value))), None)


def _metas(tree: Any) -> dict[str, str]:
    """Content by name; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        found.setdefault(name.lower(), meta.get("content"))
    return found


def _json_ld(tree: Any, keys: tuple[str, ...] = ("datePublished", "dateCreated")) -> Iterator[object]:
    """The first of the keys, else the next, of the article, else of anything the page describes."""
    things = [thing for block in _json_blocks(tree) for thing in _things(block, MAX_JSON_DEPTH)]
    articles = [thing for thing in things if _ARTICLE_TYPE.search(str(thing.get("@type")))]
    for key in keys:
        yield from (thing.get(key) for thing in (*articles, *things))


def _json_blocks(tree: Any) -> Iterator[object]:
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            yield json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue


def _things(node: object, depth: int) -> Iterator[dict[str, object]]:
    if isinstance(node, dict):
        yield node
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in inner if depth else ():
        yield from _things(child, depth - 1)


def _marked(tree: Any) -> str | None:
    """A `time` element or schema.org property."""
    stated = tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate]')
    return _first(map(_value, filter(_may_tell, stated))) or _within_article(tree.xpath("//time"))


def _cued(tree: Any) -> str | None:
    """A short element whose class or id says that it holds the date."""
    cued = [elem for elem in tree.xpath("//body//*[@class or @id]") if _CUE.search(_names(elem))]
    return _within_article(cued)


def _within_article(elements: list[Any]) -> str | None:
    """The first date inside the article; outside it only a date without rivals."""
    told = [(elem, moment) for elem in elements if _may_tell(elem) and (moment := read_moment(_value(elem)))]
    inside = (moment for elem, moment in told if any(up.tag in ("article", "main") for up in elem.iterancestors()))
    days = {moment[:10] for _, moment in told}
    return next(inside, None) or (told[0][1] if len(days) == 1 else None)


def _value(elem: Any) -> str:
    """The machine-readable value where it is a date, else the words."""
    stated = elem.get("content") or elem.get("datetime") or ""
    return stated if read_moment(stated) else " ".join(elem.text_content().split())


def _may_tell(elem: Any) -> bool:
    """A small element, and not about an update."""
    if sum(1 for _ in islice(elem.iter(), MAX_DATE_ELEMENTS + 1)) > MAX_DATE_ELEMENTS:
        return False
    return _UPDATE.search(_names(elem)) is None and _UPDATE.search(elem.text_content()[:40]) is None


def _names(elem: Any) -> str:
    return f"{elem.get('class') or ''} {elem.get('id') or ''}"
