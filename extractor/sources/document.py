"""One article's bytes, named, before anything in them is read.

Opening and unpacking ends here; everything that can be slow, or go wrong with one article only, comes after. So a
caller can look at the digest first and leave a document alone that it has read before.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Literal

from extractor.sources.metadata import NOTHING, Metadata, Origin

Form = Literal["text", "html", "object", "mail", "pdf", "entry"]
"""What the bytes are: `object` is one JSON object, `entry` one element of an XML file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The bytes of one article with what names them; small enough to be held, and picklable.

    `said` is what the container tells: the channel of a feed, the address of a page in a web archive. `charset` is
    what the server said of a page.
    """

    form: Form
    data: bytes = field(repr=False)
    origin: Origin
    said: Metadata = NOTHING
    charset: str | None = None

    @property
    def digest(self) -> str:
        """Hex SHA-256 of the bytes, as unpacked."""
        return hashlib.sha256(self.data).hexdigest()

    def key(self, stamp: str) -> str:
        """Hex SHA-256 of all that the article is made from, and of `stamp`, which names what it is made with."""
        origin = replace(self.origin, limit=0)  # a document that is here was not too large
        made_from = repr((stamp, self.digest, replace(self, data=b"", origin=origin)))
        return hashlib.sha256(made_from.encode("utf-8", "surrogatepass")).hexdigest()
