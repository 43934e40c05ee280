"""What a worker process does: it opens inputs, reads their articles, makes records, and says what it is at.

Before it reads a document it names it (`Begun`) and waits for a word: a caller that knows the outcome already says so,
and one that hears nothing more knows which document was to blame.
"""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from extractor.batch.limits import Limits, allow_memory
from extractor.batch.messages import ALIVE, ENDED, LEAVE, READY, Begun, Broken, Done, Job, Outcome
from extractor.batch.remembered import article_of
from extractor.errors import KnowledgeError, ModelError, SourceError
from extractor.knowledge.reader import Knowledge
from extractor.model.article import Article
from extractor.pipeline import Extractor
from extractor.settings import Settings
from extractor.sources.document import Document
from extractor.sources.html import decode_page
from extractor.sources.language import is_foreign
from extractor.sources.opening import read_documents
from extractor.triage import REASON, judge_page

MAX_DETAIL = 300  # characters; a validation error can go on for pages
SIGN_OF_LIFE = 500  # documents passed over in one go before a word to the caller, who would think this process hangs

_LOG = logging.getLogger("launchledger")


def serve(connection: Connection, settings: Settings, limits: Limits, stamp: str) -> None:
    """Work on the jobs that come through `connection` until there is nobody at its other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to all: the caller acts on it
    try:
        extractor = Extractor(settings)
        _ = extractor.provenance
        connection.send(READY)
        while True:
            job = connection.recv()
            _work(connection, extractor, job, limits, stamp)
            connection.send(ENDED)
    except (ModelError, KnowledgeError) as error:
        connection.send(Broken(error))
    except (EOFError, OSError):
        return


def attempt(extractor: Extractor, item: Document | Article, source: str) -> Outcome:
    """The record of one article as JSON, or what is wrong with it. Raises ModelError and KnowledgeError only."""
    try:
        if isinstance(item, Document) and item.form == "html" and not _may_tell_of_a_launch(item, extractor.knowledge):
            return SourceError(source, REASON, "the page names nothing that could be launched")
        article = article_of(item, extractor.cache) if isinstance(item, Document) else item
        if is_foreign(article.language):
            return SourceError(article.source, "language", f"the text is in {article.language}, not in English")
        return extractor.extract_article(article).to_json()
    except SourceError as error:
        return error
    except (ModelError, KnowledgeError):
        raise
    except MemoryError:
        return SourceError(source, "memory", "it takes more memory than one article may take")
    except Exception as error:  # noqa: BLE001 - one article never costs the run, whatever is wrong with it
        _LOG.debug("%s", source, exc_info=True)
        words = " ".join(str(error).split())[:MAX_DETAIL]
        return SourceError(source, "failed", f"{type(error).__name__}: {words}".rstrip(": "))


def _may_tell_of_a_launch(page: Document, knowledge: Knowledge) -> bool:
    """Whether a page is worth reading; what is no page at all is for the reader to tell."""
    markup = decode_page(page.data, page.charset)
    return "\0" in markup or not markup.strip() or judge_page(markup, knowledge).keep


def _work(connection: Connection, extractor: Extractor, job: Job, limits: Limits, stamp: str) -> None:
    for member, found in enumerate(_documents(job, limits)):
        if not job.holds(member):
            if member % SIGN_OF_LIFE == 0:
                connection.send(ALIVE)
            continue
        if isinstance(found, SourceError):
            connection.send(Done(member=member, source=found.source, outcome=found))
            continue
        connection.send(_named(member, found, stamp))
        if connection.recv() == LEAVE:
            continue
        began = time.monotonic()
        allow_memory(limits.memory_mb)
        source = found.source if isinstance(found, Article) else found.origin.source
        outcome = attempt(extractor, found, source)
        connection.send(Done(member=member, source=source, outcome=outcome, seconds=time.monotonic() - began))


def _documents(job: Job, limits: Limits) -> Iterator[Document | Article | SourceError]:
    if isinstance(job.task, Article):
        yield job.task
        return
    allow_memory(limits.memory_mb)
    try:
        yield from read_documents(job.task, published=job.published, limit=limits.size)
    except MemoryError:
        yield SourceError(job.task.source, "memory", "opening it takes more memory than one article may take")
    except Exception as error:  # noqa: BLE001 - one input never costs the run
        _LOG.debug("%s", job.task.source, exc_info=True)
        detail = f"{type(error).__name__}: {' '.join(str(error).split())[:MAX_DETAIL]}"
        yield SourceError(job.task.source, "unreadable", detail)


def _named(member: int, found: Document | Article, stamp: str) -> Begun:
    if isinstance(found, Article):
        return Begun(member=member, source=found.source, digest=None, key="")
    return Begun(member=member, source=found.origin.source, digest=found.digest, key=found.key(stamp))
