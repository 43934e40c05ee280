"""What is told about an article outside its text, and which teller wins.

The publication date comes from the first of these that names a valid one:

    metadata    the caller's word, or the fields of a JSON object
    sidecar     `ID.meta.json` beside `ID.txt` or `ID.html`
    html        the page's own metadata
    filename    a date in the file's name
    dateline    the head of the text

Nothing comes from a clock or from file times. Other fields are filled in the same order.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from extractor.errors import SourceError
from extractor.model.article import Article, PublishedFrom, whole
from extractor.sources.dateline import dateline_date
from extractor.sources.dates import filename_date, read_moment
from extractor.sources.language import detect_language, language_tag

SIDECAR_SUFFIX = ".meta.json"
MAX_SIDECAR_BYTES = 1_000_000  # a title, a date, an address; the real ones tried have under 1 kB

# An address ends up in pages for people: other schemes (javascript:) would be code there.
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What one teller says; None or empty where it says nothing."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """This teller's word, and the other's where this one is silent."""
        said = {field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)}
        return replace(self, **said)


NOTHING = Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a stream of bytes comes from: what names its articles and what lies beside it.

    `file_name` is None where no file has a name that could tell a date. `published` is the caller's word, ISO.
    """

    source: str
    file_name: str | None = None
    sidecar: Metadata = NOTHING
    published: str | None = None


def make_article(text: str, origin: Origin, *, said: Metadata = NOTHING, page: Metadata = NOTHING) -> Article:
    """The article, with `said` (fields of a JSON object) and `page` (of an HTML page) merged by rank."""
    merged = said.over(origin.sidecar).over(page)
    published, published_from = next(_tellers(text, origin, said, page), (None, None))
    return Article(
        text=text,
        source=origin.source,
        url=merged.url,
        title=merged.title,
        published=published,
        published_from=published_from,
        outlet=merged.outlet,
        authors=merged.authors,
        language=merged.language or detect_language(text),
    )


def read_fields(said: Mapping[str, object]) -> Metadata:
    """The known fields of a JSON object; what is of the wrong kind counts as not said."""
    return Metadata(
        title=one_line(said.get("title")),
        published=read_moment(said.get("published")),
        outlet=one_line(said.get("outlet")),
        url=web_address(said.get("url")),
        authors=_authors(said.get("authors")),
        language=language_tag(said.get("language")),
    )


def sidecar_path(path: Path) -> Path:
    """`ID.meta.json` beside `ID.txt`."""
    return path.with_name(path.stem + SIDECAR_SUFFIX)


def read_sidecar(path: Path, source: str) -> Metadata:
    """What the sidecar of the article at `path` says; raises SourceError where it is there but broken."""
    sidecar = sidecar_path(path)
    if not os.path.isfile(sidecar):
        return NOTHING
    try:
        with sidecar.open("rb") as stream:
            data = stream.read(MAX_SIDECAR_BYTES + 1)
        said = json.loads(data) if len(data) <= MAX_SIDECAR_BYTES else None
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(source, "bad_sidecar", f"{printable(sidecar.name)}: {why(error)}") from error
    if not isinstance(said, dict):
        raise SourceError(source, "bad_sidecar", f"{printable(sidecar.name)}: one JSON object of at most 1 MB expected")
    return read_fields(said)


def one_line(value: object) -> str | None:
    """A text value on one line, spaces collapsed; None where it is empty or no text."""
    if not isinstance(value, str):
        return None
    return " ".join(whole(value).replace("\0", " ").split()) or None


def web_address(value: object) -> str | None:
    """An http or https address; None for anything else."""
    line = one_line(value)
    return line if line and _WEB_ADDRESS.fullmatch(line) else None


def printable(name: str) -> str:
    """A file name as text that can be written as UTF-8: bytes that are no UTF-8 show as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def why(error: BaseException) -> str:
    """What went wrong, without paths or addresses of this machine."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _tellers(text: str, origin: Origin, said: Metadata, page: Metadata) -> Iterator[tuple[str, PublishedFrom]]:
    """Dates with who tells them, best first; the later ones are looked for only when asked for."""
    known: tuple[tuple[str | None, PublishedFrom], ...] = (
        (origin.published, "metadata"),
        (said.published, "metadata"),
        (origin.sidecar.published, "sidecar"),
        (page.published, "html"),
        (filename_date(origin.file_name) if origin.file_name else None, "filename"),
    )
    for published, teller in known:
        if published:
            yield published, teller
    if dateline := dateline_date(text):
        yield dateline, "dateline"


def _authors(value: object) -> tuple[str, ...]:
    """Names from a text, a list of texts, or a list of objects with `name`, as feeds have them."""
    listed = value if isinstance(value, list) else [value]
    names = (one_line(item.get("name") if isinstance(item, dict) else item) for item in listed)
    return tuple(dict.fromkeys(name for name in names if name))
