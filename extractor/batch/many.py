"""Articles of a library user: records in the order of the articles, over as many processes as asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator

from extractor.batch.limits import Limits
from extractor.batch.messages import Outcome
from extractor.batch.pool import Pool
from extractor.batch.work import attempt
from extractor.errors import SourceError, UsageError
from extractor.model.article import Article
from extractor.model.record import Record
from extractor.pipeline import Extractor
from extractor.settings import Settings

_LOG = logging.getLogger("launchledger")


def extract_all(
    settings: Settings,
    articles: Iterable[Article],
    workers: int = 1,
    on_error: Callable[[SourceError], None] | None = None,
) -> Iterator[Record]:
    """The records of articles, in their order.

    An article that fails is handed to `on_error`; without one it is logged by the logger `launchledger`, as a warning,
    and one that is not in English as information. One worker is this process itself, which no article is kept from
    holding up; two or more are watched, with the limits of `Limits`. With two or more the caller's module is
    imported by each: guard its code by `if __name__ == "__main__"`. Raises UsageError for less than one worker,
    ModelError and KnowledgeError.
    """
    report = on_error or (lambda error: _LOG.log(logging.INFO if error.is_skip else logging.WARNING, "%s", error))
    for outcome in outcomes(settings, articles, workers):
        if isinstance(outcome, SourceError):
            report(outcome)
        else:
            yield outcome


def outcomes(
    settings: Settings, items: Iterable[Article | SourceError], workers: int = 1
) -> Iterator[Record | SourceError]:
    """A record or an error for each article, in order; errors among the items are handed on in their place.

    Raises as `extract_all` does, before the first item is taken wherever that can be told.
    """
    if workers < 1:
        raise UsageError(f"workers: {workers} is too few: give 1 or more")
    extractor = Extractor(settings)
    _ = extractor.provenance  # a model that is not there is told before anything is read or written
    found = _in_this_process(extractor, items) if workers == 1 else _over_processes(settings, items, workers)
    return (outcome if isinstance(outcome, SourceError) else Record.model_validate_json(outcome) for outcome in found)


def _in_this_process(extractor: Extractor, items: Iterable[Article | SourceError]) -> Iterator[Outcome]:
    for item in items:
        yield item if isinstance(item, SourceError) else attempt(extractor, item, item.source)


def _over_processes(settings: Settings, items: Iterable[Article | SourceError], workers: int) -> Iterator[Outcome]:
    with Pool(settings, workers, Limits()) as pool:
        for answer in pool.answers(items):
            yield answer.outcome
