"""What the tests of sources share: reading files made on the spot."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.articles import read_all

STORY = (
    "The harbour master said the survey ship left port at dawn and would be back within the week. "
    "Her crew of twelve carries instruments that measure the depth of the sea and the speed of its currents.\n"
)
PARAGRAPHS = f"<p>{STORY}</p><p>A second ship follows on the next tide, the harbour office added in a short note.</p>"


def one(path: Path | str, **options: str) -> Article:
    """The only article there; fails on an error."""
    (result,) = read_all([path], **options)
    assert isinstance(result, Article), result
    return result


def failure(path: Path | str) -> SourceError:
    """The only error there; fails on an article."""
    (result,) = read_all([path])
    assert isinstance(result, SourceError), result
    return result


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with `content`, text as UTF-8 with its line ends as they are."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def page(head: str = "", body: str = PARAGRAPHS, lang: str = ' lang="en"') -> str:
    """A web page with an article in it."""
    return f"<!DOCTYPE html><html{lang}><head>{head}</head><body>{body}</body></html>"
