"""What is told about an article outside its text, and which teller wins.

The publication date comes from the first of these that names a valid one:

    metadata    the caller's word, or the fields of a JSON object, of an entry of a feed, of a mail
    sidecar     `ID.meta.json` beside `ID.txt` or `ID.html`
    html        the page's own metadata
    filename    a date in the file's name
    dateline    the head of the text

Nothing comes from a clock or from file times. Other fields are filled in the same order. Tellers that name a day more
than `DATE_SLACK_DAYS` from the chosen one are kept as `Article.rival_dates`, for a warning.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from extractor.errors import SourceError
from extractor.model.article import Article, PublishedFrom, whole
from extractor.sources.dateline import head_dates
from extractor.sources.dates import address_date, filename_date, read_moment
from extractor.sources.language import language_of, language_tag
from extractor.sources.names import printable, sidecar_path, why

MAX_SIDECAR_BYTES = 1_000_000  # a title, a date, an address; the real ones tried have under 1 kB
MAX_BYTES = 20_000_000  # bytes of one article; the longest real one tried has 25 kB, a long novel 3 MB
DATE_SLACK_DAYS = 1  # a story filed in the evening is published on the next day, and elsewhere it is tomorrow already

# An address ends up in pages for people: other schemes (javascript:) would be code there.
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What one teller says; None or empty where it says nothing."""

    title: str | None = None
    published: str | None = None
    modified: str | None = None
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
    `limit` is the number of bytes that one article may have.
    """

    source: str
    file_name: str | None = None
    sidecar: Metadata = NOTHING
    published: str | None = None
    limit: int = MAX_BYTES


def make_article(text: str, origin: Origin, *, said: Metadata = NOTHING, page: Metadata = NOTHING) -> Article:
    """The article, with `said` (fields that came with the text) and `page` (of an HTML page) merged by rank."""
    merged = said.over(origin.sidecar).over(page)
    dateline, updated = head_dates(text)
    tellers: tuple[tuple[str | None, PublishedFrom], ...] = (
        (origin.published, "metadata"),
        (said.published, "metadata"),
        (origin.sidecar.published, "sidecar"),
        (page.published, "html"),
        (filename_date(origin.file_name) if origin.file_name else None, "filename"),
        (dateline or updated, "dateline"),
    )
    published, published_from = next((one for one in tellers if one[0]), (None, None))
    revised: tuple[tuple[str | None, PublishedFrom], ...] = (
        (said.modified, "metadata"), (origin.sidecar.modified, "sidecar"), (page.modified, "html"),
        (updated if dateline or published_from != "dateline" else None, "dateline"),
    )  # fmt: skip
    modified, modified_from = next((one for one in revised if one[0]), (None, None))
    others = ("page", page.published), ("address", address_date(merged.url)), ("dateline", dateline)
    return Article(
        text=text,
        source=origin.source,
        url=merged.url,
        title=merged.title,
        published=published,
        published_from=published_from,
        modified=modified,
        modified_from=modified_from,
        rival_dates=tuple((who, day) for who, day in others if day and published and _far_apart(day, published)),
        outlet=merged.outlet,
        authors=merged.authors,
        language=language_of(merged.language, text),
    )


def _far_apart(one: str, other: str) -> bool:
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) > DATE_SLACK_DAYS


def read_fields(said: Mapping[str, object]) -> Metadata:
    """The known fields of a JSON object; what is of the wrong kind counts as not said."""
    return Metadata(
        title=one_line(said.get("title")),
        published=read_moment(said.get("published")),
        modified=read_moment(said.get("modified")),
        outlet=one_line(said.get("outlet")),
        url=web_address(said.get("url")),
        authors=_authors(said.get("authors")),
        language=language_tag(said.get("language")),
    )


def read_sidecar(path: Path, source: str) -> Metadata:
    """What the sidecar of the article at `path` says; raises SourceError where it is there but broken."""
    sidecar = sidecar_path(path)
    if not os.path.isfile(sidecar):
        return NOTHING
    try:
        with sidecar.open("rb") as stream:
            return sidecar_fields(stream.read(MAX_SIDECAR_BYTES + 1), sidecar.name, source)
    except OSError as error:
        raise SourceError(source, "bad_sidecar", f"{printable(sidecar.name)}: {why(error)}") from error


def sidecar_fields(data: bytes, name: str, source: str) -> Metadata:
    """What the bytes of the sidecar `name` say; raises SourceError where they are no JSON object."""
    try:
        said = json.loads(data) if len(data) <= MAX_SIDECAR_BYTES else None
    except (ValueError, RecursionError) as error:
        raise SourceError(source, "bad_sidecar", f"{printable(name)}: {why(error)}") from error
    if not isinstance(said, dict):
        raise SourceError(source, "bad_sidecar", f"{printable(name)}: one JSON object of at most 1 MB expected")
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


def _authors(value: object) -> tuple[str, ...]:
    """Names from a text, a list of texts, or a list of objects with `name`, as feeds have them."""
    listed = value if isinstance(value, list) else [value]
    names = (one_line(item.get("name") if isinstance(item, dict) else item) for item in listed)
    return tuple(dict.fromkeys(name for name in names if name))
