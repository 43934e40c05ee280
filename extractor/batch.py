"""Many articles: records in the order of the articles, over as many processes as asked for.

Between processes go articles and records as JSON, never parsed documents. A process loads model and knowledge once,
when it starts. At most a fixed number of articles is under way at a time, so that memory does not grow with the
input. What goes wrong with one article is a `SourceError` in its place:

    failed   the program raised an error on this article

A model or knowledge that cannot be loaded ends the run: no other article would fare better.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from extractor.errors import ExtractorError, KnowledgeError, ModelError, SourceError, UsageError
from extractor.model.article import Article
from extractor.model.record import Record
from extractor.pipeline import Extractor, Settings

IN_FLIGHT_PER_WORKER = 8  # articles given out and not yet handed on: workers stay busy while one article takes longer
MAX_DETAIL = 300  # characters; a validation error can go on for pages

_LOG = logging.getLogger("launchledger")

Outcome = Record | SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failure:
    """What a worker says of an article it has no record of; exceptions do not survive the way between processes."""

    source: str
    detail: str

    def as_error(self) -> SourceError:
        return SourceError(self.source, "failed", self.detail)


def extract_all(
    settings: Settings,
    articles: Iterable[Article],
    workers: int = 1,
    on_error: Callable[[SourceError], None] | None = None,
) -> Iterator[Record]:
    """The records of articles, in their order.

    An article that fails is handed to `on_error`; without one it is logged as a warning of the logger `launchledger`.
    With two workers or more the caller's module is imported by each: guard its code by `if __name__ == "__main__"`.
    Raises UsageError for less than one worker, ModelError and KnowledgeError.
    """
    report = on_error or (lambda error: _LOG.warning("%s", error))
    for outcome in outcomes(settings, articles, workers):
        if isinstance(outcome, SourceError):
            report(outcome)
        else:
            yield outcome


def outcomes(settings: Settings, items: Iterable[Article | SourceError], workers: int = 1) -> Iterator[Outcome]:
    """A record or an error for each article, in order; errors among the items are handed on in their place.

    Raises as `extract_all` does, before the first item is taken wherever that can be told.
    """
    if workers < 1:
        raise UsageError(f"workers: {workers} is too few: give 1 or more")
    extractor = Extractor(settings)
    _ = extractor.provenance  # a model that is not there is told before anything is read or written
    return _in_this_process(extractor, items) if workers == 1 else _over_processes(settings, items, workers)


def _in_this_process(extractor: Extractor, items: Iterable[Article | SourceError]) -> Iterator[Outcome]:
    for item in items:
        if isinstance(item, SourceError):
            yield item
        else:
            answer = _attempt(extractor, item)
            yield answer.as_error() if isinstance(answer, _Failure) else answer


def _over_processes(settings: Settings, items: Iterable[Article | SourceError], workers: int) -> Iterator[Outcome]:
    # Spawned, not forked: the same on all systems, and safe where the caller has threads.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(settings,))
    waiting: deque[SourceError | Future[str | _Failure]] = deque()
    try:
        for item in items:
            waiting.append(item if isinstance(item, SourceError) else _submitted(pool, item))
            if len(waiting) >= workers * IN_FLIGHT_PER_WORKER:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    except BrokenProcessPool as error:
        raise ExtractorError(
            "a worker process ended in mid-work, killed or out of memory: try fewer workers"
        ) from error
    finally:
        # also where the caller stops early or presses Ctrl-C: what is not begun is not begun any more
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, article: Article) -> Future[str | _Failure]:
    """Give out an article. A process started for it never hears Ctrl-C, which a terminal sends to all: we act on it."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(_in_worker, article)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # handed down to processes started meanwhile
    try:
        return pool.submit(_in_worker, article)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _next(waiting: deque[SourceError | Future[str | _Failure]]) -> Outcome:
    first = waiting.popleft()
    if isinstance(first, SourceError):
        return first
    answer = first.result()
    return answer.as_error() if isinstance(answer, _Failure) else Record.model_validate_json(answer)


def _attempt(extractor: Extractor, article: Article) -> Record | _Failure:
    try:
        return extractor.extract_article(article)
    except (ModelError, KnowledgeError):
        raise
    except Exception as error:  # noqa: BLE001 - one article never costs the run, whatever is wrong with it
        _LOG.debug("%s", article.source, exc_info=True)
        words = " ".join(str(error).split())[:MAX_DETAIL]
        return _Failure(source=article.source, detail=f"{type(error).__name__}: {words}".rstrip(": "))


_worker_extractor: Extractor | None = None
"""Set once in each worker process, never in the caller's."""


def _start_worker(settings: Settings) -> None:
    global _worker_extractor  # noqa: PLW0603 - a pool gives its workers no other place to keep what they loaded
    # For systems without signal masks, from here on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker_extractor = Extractor(settings)


def _in_worker(article: Article) -> str | _Failure:
    if _worker_extractor is None:
        raise RuntimeError("no extractor: the worker was not started by this module")
    answer = _attempt(_worker_extractor, article)
    return answer if isinstance(answer, _Failure) else answer.to_json()
