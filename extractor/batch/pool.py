"""Worker processes: given jobs, watched, replaced when one hangs, grows too large or dies.

Answers come in the order of the tasks. An input that may hold many documents is given to all workers, each of which
takes every n-th; who runs ahead of the others waits. So no more than a fixed number of answers is ever held.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Self

from extractor.batch.interrupts import deaf_to_ctrl_c
from extractor.batch.limits import Limits
from extractor.batch.line import Answer, Line
from extractor.batch.messages import ENDED, LEAVE, READ, READY, Begun, Broken, Done, Job, Message, Outcome, Task
from extractor.batch.tasks import MAY_HOLD_MANY
from extractor.errors import ExtractorError, SourceError
from extractor.model.article import Article
from extractor.settings import Settings

AHEAD_PER_WORKER = 8  # answers held while an earlier article takes longer: workers stay busy meanwhile
START_SECONDS = 120  # a process that has not loaded model and knowledge by then never will
MAX_FAILED_STARTS = 3  # in a row; one may be killed by somebody else

Known = Callable[[str], "tuple[Outcome, float] | None"]
"""Outcome and seconds of a document by its key, where they are known."""


@dataclass(kw_only=True, eq=False)
class _Worker:
    """A process and what it is at; `since` is the last sign of life, `held` where it runs ahead of the others."""

    process: SpawnProcess
    connection: Connection
    since: float
    ready: bool = False
    job: Job | None = None
    begun: Begun | None = None
    held: bool = False


class Pool:
    """Answers to tasks, in their order. Leaving the context ends all processes."""

    def __init__(
        self, settings: Settings, workers: int, limits: Limits, *, stamp: str = "", known: Known | None = None
    ) -> None:
        self._settings = settings
        self._size = workers
        self._limits = limits
        self._stamp = stamp
        self._known = known or _nothing
        self._workers: list[_Worker] = []
        self._failed_starts = 0
        self._out_of_reach: set[int] = set()
        self._line = Line()
        self._jobs: deque[Job] = deque()

    def answers(self, tasks: Iterable[Task | SourceError], *, published: str | None = None) -> Iterator[Answer]:
        """An answer for each document of each task.

        Raises ModelError, KnowledgeError, and ExtractorError where no process can be started.
        """
        waiting = iter(tasks)
        while self._give_out(waiting, published) or self._is_busy():
            yield from self._line.ready()
            if self._is_busy():
                self._listen()
                yield from self._line.ready()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes at once: what they were at is not done."""
        for worker in self._workers:
            worker.process.kill()
            worker.connection.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _is_busy(self) -> bool:
        return bool(self._jobs) or any(worker.job for worker in self._workers)

    def _give_out(self, tasks: Iterator[Task | SourceError], published: str | None) -> bool:
        """Give free workers something to do; whether there may be more."""
        while self._line.held < AHEAD_PER_WORKER * self._size and (self._jobs or self._take(tasks, published)):
            if not self._jobs:
                continue
            worker = next((worker for worker in self._workers if worker.job is None), None)
            if worker is None:
                if len(self._workers) == self._size:
                    return True
                worker = self._started()
                self._workers.append(worker)
            self._assign(worker, self._jobs.popleft())
        return self._line.held > 0

    def _take(self, tasks: Iterator[Task | SourceError], published: str | None) -> bool:
        task = next(tasks, None)
        if task is None:
            return False
        stripes = 1 if isinstance(task, Article | SourceError) or task.kind not in MAY_HOLD_MANY else self._size
        number = self._line.add(stripes)
        if isinstance(task, SourceError):
            self._line.put(number, 0, Answer(source=task.source, outcome=task))
            self._line.end(number, 0)
        else:
            job = Job(task=task, number=number, published=published, stripes=stripes)
            self._jobs.extend(replace(job, stripe=stripe) for stripe in range(stripes))
        return True

    def _assign(self, worker: _Worker, job: Job) -> None:
        worker.job = job
        if worker.ready:
            self._tell(worker, job)

    def _tell(self, worker: _Worker, word: Job | str) -> None:
        worker.since = time.monotonic()
        try:
            worker.connection.send(word)
        except OSError:  # it is dead: the next look at its connection tells
            return

    def _listen(self) -> None:
        """Wait for a word of a worker, or for the first to exceed its time."""
        for worker in self._workers:
            if worker.held and self._may_go_on(worker):
                self._answer(worker)
        watched = [worker for worker in self._workers if worker.job and not worker.held]
        patience = max(0.0, min(self._deadline(worker) for worker in watched) - time.monotonic())
        told = wait([worker.connection for worker in watched], timeout=patience)
        for worker in watched:
            if worker.connection in told:
                self._hear(worker)
            elif self._deadline(worker) <= time.monotonic():
                self._give_up(worker)

    def _deadline(self, worker: _Worker) -> float:
        return worker.since + (self._limits.seconds if worker.ready else START_SECONDS)

    def _hear(self, worker: _Worker) -> None:
        try:
            message: Message = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        worker.since = time.monotonic()
        match message:
            case Begun():
                worker.begun = message
                worker.held = not self._may_go_on(worker)
                if not worker.held:
                    self._answer(worker)
            case Done():
                self._done(worker, message)
            case Broken(error):
                raise error
            case _ if message == READY:
                worker.ready = True
                self._failed_starts = 0
                if worker.job:
                    self._tell(worker, worker.job)
            case _ if message == ENDED and worker.job:
                self._line.end(worker.job.number, worker.job.stripe)
                worker.job = None
            case _:
                pass

    def _may_go_on(self, worker: _Worker) -> bool:
        """A worker may run ahead of the one that everybody waits for, but not far."""
        return (
            worker.job is not None
            and worker.begun is not None
            and (
                self._line.is_next(worker.job.number, worker.begun.member)
                or self._line.held_of(worker.job.number, worker.job.stripe) < AHEAD_PER_WORKER
            )
        )

    def _answer(self, worker: _Worker) -> None:
        """Let the worker read the document it named, unless its outcome is known."""
        begun = worker.begun
        worker.held = False
        if begun is None or worker.job is None:
            return
        known = self._known(begun.key)
        if known is None:
            self._tell(worker, READ)
            return
        outcome, seconds = known
        answer = Answer(source=begun.source, outcome=outcome, seconds=seconds, reused=True)
        self._put(worker.job, begun, begun.member, answer)
        worker.begun = None
        self._tell(worker, LEAVE)

    def _done(self, worker: _Worker, done: Done) -> None:
        if worker.job is None:
            return
        answer = Answer(source=done.source, outcome=done.outcome, seconds=done.seconds)
        self._put(worker.job, worker.begun, done.member, answer)
        worker.begun = None
        if isinstance(done.outcome, SourceError) and done.outcome.reason == "memory":
            self._replace(worker, done.member + 1)  # who ran out of memory once may be left in disorder

    def _put(self, job: Job, begun: Begun | None, member: int, answer: Answer) -> None:
        if begun is not None:
            answer = replace(answer, digest=begun.digest, key=begun.key)
        self._line.put(job.number, member, answer)

    def _give_up(self, worker: _Worker) -> None:
        if not worker.ready:
            raise ExtractorError(f"a worker process did not start within {START_SECONDS} seconds")
        self._blame(worker, "timeout", f"not done after {self._limits.seconds:g} seconds")

    def _bury(self, worker: _Worker) -> None:
        worker.process.join(timeout=10)
        code = worker.process.exitcode or 0
        how = f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == MAX_FAILED_STARTS:
                raise ExtractorError(f"a worker process cannot be started: {how}")
            self._replace(worker, worker.job.start if worker.job else None)
            return
        self._blame(worker, "crashed", f"the process that read it died: {how}")

    def _blame(self, worker: _Worker, reason: str, detail: str) -> None:
        """The document that the worker was at has failed; another process takes over what comes after it."""
        job, begun = worker.job, worker.begun
        if job is None:
            return
        if begun is not None:
            error = SourceError(begun.source, reason, detail)
            seconds = time.monotonic() - worker.since
            self._put(job, begun, begun.member, Answer(source=begun.source, outcome=error, seconds=seconds))
            self._replace(worker, begun.member + 1)
            return
        member = self._line.expected(job.number, job.stripe, job.start)
        if reason == "crashed" and job.tries == 0:  # perhaps it died while it had nothing to do
            self._replace(worker, member, tries=1)
            return
        # it was about to open or unpack: what comes next in the input is out of reach
        source = job.task.source
        error = SourceError(source, reason, f"{detail}; it was being opened")
        if job.number not in self._out_of_reach:  # the others who read this input will fare no better
            self._out_of_reach.add(job.number)
            self._put(job, None, member, Answer(source=source, outcome=error))
        self._line.end(job.number, job.stripe)
        self._replace(worker, None)

    def _replace(self, worker: _Worker, start: int | None, tries: int = 0) -> None:
        """Another process in the place of this one, which goes on with the job from `start`, or is free."""
        job = worker.job
        worker.process.kill()
        worker.connection.close()
        worker.process.join()
        self._workers.remove(worker)
        if job is not None and start is not None:
            successor = self._started()
            self._workers.append(successor)
            self._assign(successor, replace(job, start=start, tries=tries))

    def _started(self) -> _Worker:
        # Spawned, not forked: the same on all systems, and safe where the caller has threads.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._settings, self._limits, self._stamp), daemon=True)
        with deaf_to_ctrl_c():
            process.start()
        theirs.close()
        return _Worker(process=process, connection=ours, since=time.monotonic())


def _serve(connection: Connection, settings: Settings, limits: Limits, stamp: str) -> None:
    from extractor.batch.work import serve  # a worker needs the whole program, this process does not

    serve(connection, settings, limits, stamp)


def _nothing(key: str) -> None:
    return None
