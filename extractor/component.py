"""The pipeline as a spaCy component: `nlp.add_pipe("launchledger")` puts the record on each document.

Found through the `spacy_factories` entry point. Works on the document the user has parsed: the people its own entity
recogniser found take the place of a second model run. The record is `doc._.launchledger`; the publication date can be
set as `doc.user_data["published"]`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.model.article import Article
from extractor.model.record import Record
from extractor.nlp import people_of
from extractor.pipeline import Extractor
from extractor.reading import PeopleIn, Spans
from extractor.sources.dates import usable_date

NAME = "launchledger"


class LaunchLedger:
    """Sets `doc._.launchledger` to the record of the document's text."""

    def __init__(self, nlp: Language) -> None:
        self.extractor = Extractor()
        if not Doc.has_extension(NAME):
            Doc.set_extension(NAME, getter=_record)

    def __call__(self, doc: Doc) -> Doc:
        """The document, with its record on it."""
        published = usable_date(doc.user_data.get("published"))
        article = Article(
            text=doc.text, source=str(doc.user_data.get("source", "doc")), published=published,
            published_from="metadata" if published else None,
        )  # fmt: skip
        people_in = _entities_in(doc) if doc.has_annotation("ENT_IOB") else None
        doc.user_data[NAME] = self.extractor.analyse(article, people_in).record.to_json()
        return doc


def _record(doc: Doc) -> Record | None:
    """The record of a document; kept as JSON, so that documents can be stored and sent to other processes."""
    line = doc.user_data.get(NAME)
    return None if line is None else Record.model_validate_json(line)


def _entities_in(doc: Doc) -> PeopleIn:
    people = people_of(doc)

    def people_in(start: int, end: int) -> Spans:
        return tuple((first, last) for first, last in people if start <= first and last <= end)

    return people_in


@Language.factory(NAME)
def make(nlp: Language, name: str) -> LaunchLedger:
    """The component for a pipeline."""
    return LaunchLedger(nlp)
