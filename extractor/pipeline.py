"""The whole flow on one screen: triage, read, find, assemble, check, validate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from extractor.assembly import checks, launches, leaders, reactions, statements, tallies
from extractor.assembly.draft import Draft
from extractor.assembly.statement import Statement
from extractor.assembly.view import View
from extractor.cache import Cache
from extractor.finders import FINDERS, Finder
from extractor.knowledge.reader import Knowledge, load
from extractor.model.article import Article, whole
from extractor.model.record import SCHEMA_VERSION, ArticlePart, Contract, ModelStamp, Provenance, Record
from extractor.nlp import Namer
from extractor.reading import PeopleIn, Reading
from extractor.settings import Settings
from extractor.sources.dates import usable_date
from extractor.sources.language import is_foreign
from extractor.triage import Verdict, judge
from extractor.version import __version__


@dataclass(frozen=True)
class Analysis:
    """A record with the way that led to it: every mention, statement and draft."""

    record: Record
    view: View
    statements: tuple[Statement, ...]
    drafts: tuple[Draft, ...]


class Extractor:
    """Turns articles into records. Knowledge is loaded once; the model at the first question to it."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.knowledge: Knowledge = load()
        self.cache = Cache(self.settings.cache) if self.settings.cache else None
        self._namer = Namer(self.settings.model, self.cache)

    @cached_property
    def provenance(self) -> Provenance:
        """What stamps every record. Raises ModelError where no model can be found."""
        name, version = self._namer.stamp
        return Provenance(
            extractor_version=__version__,
            model=ModelStamp(name=name, version=version),
            knowledge_version=self.knowledge.version,
            schema_version=SCHEMA_VERSION,
        )

    def extract(
        self,
        text: str,
        *,
        published: str | None = None,
        title: str | None = None,
        source: str = "text",
        url: str | None = None,
    ) -> Record:
        """The record of one text. `published` is an ISO date or date-time; without it, relative dates stay open."""
        article = Article(
            text=whole(text),
            source=whole(source),
            url=url,
            title=None if title is None else whole(title),
            published=usable_date(published),
            published_from="metadata" if published else None,
        )
        return self.extract_article(article)

    def extract_article(self, article: Article) -> Record:
        """The record of one article; one that can hold no launch is set aside before anything reads it."""
        verdict = self.judged(article)
        if verdict.keep:
            return self.analyse(article).record
        return self._record(article, warnings=checks.of_text(article, verdict))

    def judged(self, article: Article) -> Verdict:
        """Whether an article can hold a launch, and why not."""
        return Verdict(False, "not_english") if is_foreign(article.language) else judge(article.text, self.knowledge)

    def extract_many(self, articles: Iterable[Article], *, workers: int = 1) -> Iterator[Record]:
        """Records in the order of the articles, over `workers` processes."""
        from extractor.batch.many import extract_all

        yield from extract_all(self.settings, articles, workers)

    def analyse(self, article: Article, people_in: PeopleIn | None = None) -> Analysis:
        """The record of one article with every step that led to it.

        `people_in` answers which spans of a stretch of the text are people's names; by default the spaCy model is
        asked.
        """
        verdict = self.judged(article)
        view = self.view(article, people_in, FINDERS if verdict.keep else ())
        told = tuple(statements.of_article(view))
        drafts = tuple(launches.drafts(view, told))
        record = self._of_launches(view, drafts)
        return Analysis(checks.add_warnings(view, record, verdict), view, told, drafts)

    def view(self, article: Article, people_in: PeopleIn | None = None, finders: Iterable[Finder] = FINDERS) -> View:
        """What the finders find in an article, whether it can hold a launch or not."""
        reading = Reading.of(article, people_in or self._namer.asked_about(article.text))
        return View.over(reading, self.knowledge, (m for find in finders for m in find(reading, self.knowledge)))

    def _of_launches(self, view: View, drafts: tuple[Draft, ...]) -> Record:
        events = launches.events(view, drafts)
        figures = leaders.figures(view)
        people = leaders.of_figures(view, figures)
        told = reactions.of_article(view, figures, people, events)
        tallied = tallies.of_article(view)
        return self._record(view.reading.article, events=events, leaders=people, reactions=told, tallies=tallied)

    def _record(self, article: Article, **found: tuple[Contract, ...]) -> Record:
        """A record with what was found, and nothing else in it."""
        parts = dict.fromkeys(("events", "leaders", "reactions", "tallies", "warnings"), ()) | found
        return Record(
            schema_version=SCHEMA_VERSION,
            article=_part(article),
            provenance=self.provenance,
            **parts,  # type: ignore[arg-type]
        )


def _part(article: Article) -> ArticlePart:
    return ArticlePart(
        article_id=article.article_id,
        source=article.source,
        url=article.url,
        title=article.title,
        published=article.published,
        published_from=article.published_from,
        modified=article.modified,
        modified_from=article.modified_from,
        outlet=article.outlet,
        authors=article.authors,
        language=article.language,
        text_sha256=article.text_sha256,
        text=article.text,
    )
