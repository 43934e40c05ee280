"""An outcome as one HTML page that needs nothing else: the texts with their words, both records, filters, decisions.

What articles say travels as JSON that cannot end its element, and becomes text nodes only; the page's policy lets its
own script run and no other.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.diff.change import ArticleDiff, identity
from extractor.diff.events import LISTED, SINGLE, STATED, headline
from extractor.diff.facts import fact_of
from extractor.diff.outcome import Outcome
from extractor.diff.stores import Store
from extractor.diff.values import shown
from extractor.diff.wording import values

PAGE_CHANGES = 2_000  # changes that a page holds: with their texts that is some megabytes
_LEADER = ("name", "canonical_name", "wikidata_id", "country", "roles", "aliases", "office_on_date")
_REACTION = ("actor", "stance", "country", "verb", "quote", "quote_kind")
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}

Plain = Mapping[str, Any]


def as_page(outcome: Outcome) -> str:
    """The page."""
    style, script = (_file(name) for name in ("page.css", "page.js"))
    environment = Environment(
        loader=PackageLoader("extractor.diff"), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    articles = list(_articles(outcome))
    held = sum(len(article["changes"]) for article in articles)
    old, new = outcome.question.old.name, outcome.question.new.name
    ids = [change["id"] for article in articles for change in article["changes"]]
    data = {"id": identity(*ids), "old": old, "new": new, "articles": articles}
    return environment.get_template("page.html.j2").render(
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        data=_harmless(json.dumps(data, ensure_ascii=False)),
        changes=outcome.counts.changes,
        left_out=outcome.counts.changes - held,
        failed=bool(outcome.failures),
        verdict=outcome.verdict.partition(": ")[2] or outcome.verdict,
        old=old,
        new=new,
        remarks=outcome.remarks,
        tables=outcome.tables,
        scores=outcome.moved,
    )


def _articles(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """What the page shows of each article, until it holds `PAGE_CHANGES` changes: the riskiest first."""
    first = {change.article for change in outcome.review.riskiest}
    left = PAGE_CHANGES
    for wanted in (True, False):
        for article in outcome.review.articles:
            if (article.article in first) is wanted and left > 0:
                left -= len(article.changes)
                yield _article(outcome, article)


def _article(outcome: Outcome, article: ArticleDiff) -> dict[str, Any]:
    old = _record(outcome.question.old, article.old_at)
    new = _record(outcome.question.new, article.new_at)
    texts = [str(record["article"].get("text") or "") if record else None for record in (old, new)]
    return {
        "article": article.article,
        "title": article.title,
        "published": article.published,
        "old_text": texts[0],
        "new_text": None if texts[0] == texts[1] else texts[1],
        "old_record": list(_things(old)),
        "new_record": list(_things(new)),
        "changes": [{**change.as_dict(), "values": values(change)} for change in article.changes],
    }


def _record(store: Store, at: int | None) -> Plain | None:
    return None if at is None else store.record(at)


def _things(record: Plain | None) -> Iterator[dict[str, Any]]:
    for part, fields in (("event", (*STATED, *SINGLE, *LISTED)), ("leader", _LEADER), ("reaction", _REACTION)):
        for at, thing in enumerate((record or {}).get(f"{part}s") or ()):
            rows = [(field, words) for field in fields if (words := _shown(thing.get(field), field))]
            title = headline(thing) if part == "event" else rows[0][1] if rows else "?"
            yield {"part": part, "at": at, "title": title, "rows": rows}


def _shown(content: Any, slot: str) -> str:
    items = content if isinstance(content, list) else [content]
    facts = [fact for item in items if (fact := fact_of(item))]
    return ", ".join(
        shown(fact.value, slot) + (f" ({fact.attributed_to})" if fact.attributed_to else "") for fact in facts
    )


def _file(name: str) -> str:
    return resources.files("extractor.diff").joinpath("templates", name).read_text("utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _harmless(text: str) -> str:
    for char, escape in _IN_SCRIPT.items():
        text = text.replace(char, escape)
    return text
