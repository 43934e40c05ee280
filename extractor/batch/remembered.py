"""Documents to articles, by way of the cache: what was read once with the same readers is not read again."""

from __future__ import annotations

import json
from dataclasses import asdict

from extractor.batch.stamps import read_with
from extractor.cache import Cache, key_of
from extractor.model.article import Article
from extractor.sources.articles import parse
from extractor.sources.document import Document


def article_of(document: Document, cache: Cache | None) -> Article:
    """The article of a document; raises SourceError, which is not remembered."""
    if cache is None:
        return parse(document)
    key = key_of("article", document.key(read_with()))
    known = cache.get(key)
    if known is not None:
        return _article(known)
    article = parse(document)
    cache.put(key, json.dumps(asdict(article)))
    return article


def _article(line: str) -> Article:
    fields = json.loads(line)
    fields["authors"] = tuple(fields["authors"])
    fields["rival_dates"] = tuple((who, day) for who, day in fields["rival_dates"])
    return Article(**fields)
