"""Documents to articles, by way of the cache: what was read once with the same readers is not read again."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict
from functools import cache as once
from importlib import metadata
from pathlib import Path

from extractor.cache import Cache, key_of
from extractor.model.article import Article
from extractor.sources import Document, parse

LIBRARIES = ("courlan", "dateparser", "htmldate", "lxml", "py3langid", "pypdf", "trafilatura")
"""Those that decide what the article of a document is; some are extras."""


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


@once
def read_with() -> str:
    """A stamp of what turns a document into an article: the readers' code, their libraries, and Python."""
    code = hashlib.sha256()
    root = Path(__file__).parents[1]
    for path in sorted((*(root / "sources").rglob("*.py"), *(root / "model").rglob("*.py"))):
        code.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    return "\n".join((code.hexdigest(), platform.python_version(), *versions))


def version(library: str) -> str:
    """The version of an installed library."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "not installed"


def _article(line: str) -> Article:
    fields = json.loads(line)
    fields["authors"] = tuple(fields["authors"])
    fields["rival_dates"] = tuple((who, day) for who, day in fields["rival_dates"])
    return Article(**fields)
