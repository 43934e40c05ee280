"""launchledger: news about missile launches as records one can trust.

    from extractor import Extractor, find_mentions, read_articles

Names are loaded on first use, so that a job which only handles records never waits for a language model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.mentions import find_mentions
    from extractor.model.record import Record
    from extractor.pipeline import Extractor
    from extractor.settings import Settings
    from extractor.sources.articles import read_articles

_HOME = {
    "Extractor": "extractor.pipeline",
    "Record": "extractor.model.record",
    "Settings": "extractor.settings",
    "find_mentions": "extractor.mentions",
    "read_articles": "extractor.sources.articles",
}

__all__ = ["Extractor", "Record", "Settings", "__version__", "find_mentions", "read_articles"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
