"""What is read: one article, immutable. Every offset in the program indexes `Article.text`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

PublishedFrom = Literal["metadata", "html", "sidecar", "filename", "dateline", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article's text and what its source tells about it.

    `text` is never changed after reading: offsets are code points into it. `published` is an ISO date or date-time,
    or None where nothing in the file or beside it tells; it never comes from a clock. `rival_dates` are who else
    tells a day of publication, and another one.
    """

    text: str
    source: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    modified: str | None = None
    modified_from: PublishedFrom | None = None
    rival_dates: tuple[tuple[str, str], ...] = ()
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None

    @property
    def text_sha256(self) -> str:
        """Hex SHA-256 of the text as UTF-8; a lone surrogate counts as its replacement mark."""
        return _sha256(self.text)

    @property
    def article_id(self) -> str:
        """Identity from content: the text's digest and the canonical address, where there is one."""
        return "a" + digest(self.text_sha256, self.url or "")


@lru_cache(maxsize=8)
def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def whole(text: str) -> str:
    """`text` with halves of surrogate pairs as U+FFFD: length and offsets stay."""
    return _HALF_PAIR.sub("\ufffd", text)


# JSON and Python can hold half of a surrogate pair; UTF-8 cannot, so no record could be written.
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def digest(*parts: str) -> str:
    """16 hex digits that depend on the parts and on nothing else."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
