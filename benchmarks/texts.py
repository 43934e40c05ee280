"""What the benchmark reads: real articles where they are beside the project, else those of the corpus."""

from __future__ import annotations

import json
import re
from itertools import cycle, islice
from pathlib import Path

from benchmarks import articles
from extractor.knowledge.reader import Knowledge
from extractor.model.article import Article
from extractor.pipeline import Extractor
from extractor.sources.articles import read_articles
from extractor.sources.html import decode_page

SHARED = articles.ROOT.parent / "shared"
LAUNCHES_IN = 20  # of so many articles of a mixed corpus one tells of a launch


def folders() -> list[Path]:
    """Folders of articles."""
    real = [SHARED / "gold" / "dev" / "articles", SHARED / "articles" / "text"]
    return [folder for folder in real if folder.is_dir()] or [articles.CORPUS]


def launches(extractor: Extractor, number: int) -> list[Article]:
    """Articles with an event in their record, taken from all over the folders, each once."""
    found: dict[str, Article] = {}
    for article in read_articles(folders()):
        if article.text_sha256 not in found and extractor.extract_article(article).events:
            found[article.text_sha256] = article
    told = list(found.values())
    return told[:: max(1, len(told) // number)][:number]


def pages() -> list[str]:
    """The markup of real pages, else of those of the corpus."""
    folder = SHARED / "articles" / "html"
    return [
        decode_page(p.read_bytes()) for p in sorted((folder if folder.is_dir() else articles.CORPUS).glob("*.html"))
    ]


class Calm:
    """Takes the launch vocabulary out of texts: letters of its words become "o", lengths stay."""

    def __init__(self, knowledge: Knowledge) -> None:
        names = {form for row in knowledge.weapons.weapon for form in (row.name, *row.aliases)}
        words = sorted({*knowledge.triage.weapon, *names}, key=len, reverse=True)
        self._pattern = re.compile("|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words), re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """The text without launch vocabulary."""
        text = text.replace("\u2011", "-")
        while (calmer := self._pattern.sub(lambda match: re.sub(r"\w", "o", match.group()), text)) != text:
            text = calmer
        return text


def make_mixed(folder: Path, number: int, knowledge: Knowledge) -> None:
    """Write so many texts, one in `LAUNCHES_IN` with a launch; each has a sentence of its own."""
    folder.mkdir(parents=True)
    sources = list(read_articles(articles.CORPUS))
    calm = Calm(knowledge)
    without = [calm(a.text) for a in sources]
    for at, (article, quiet) in enumerate(islice(cycle(zip(sources, without, strict=True)), number)):
        text = quiet if at % LAUNCHES_IN else article.text
        own = " ".join(f"{word}{at}" for word in "edition of the harbour paper printed and sold in town today".split())
        (folder / f"{at:06}.txt").write_text(f"{text.rstrip()}\n\n{own * 4}.\n", "utf-8")
        (folder / f"{at:06}.meta.json").write_text(json.dumps({"published": "2025-10-22"}))


def long_text(parts: list[Article], characters: int) -> str:
    """One text of that length, made of articles one after the other."""
    joined = "\n\n".join(article.text for article in parts)
    return (joined * (characters // len(joined) + 1))[:characters]
