"""A load as a process of its own that can be killed; forked from a server that has the libraries loaded already."""

from __future__ import annotations

import multiprocessing
from multiprocessing.process import BaseProcess

from extractor.sinks import open_sink
from extractor.sinks.jsonl import read_records

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.sinks.loading", "extractor.sinks.sql", "extractor.sinks.arrow", "psycopg"])


def start(records: str, target: str, run_id: str, batch: int) -> BaseProcess:
    """Begin to load a file; the process ends by itself when all of it is stored."""
    process = _context.Process(target=_load, args=(records, target, run_id, batch))
    process.start()
    return process


def _load(records: str, target: str, run_id: str, batch: int) -> None:
    with open_sink(target, run_id=run_id, batch=batch) as sink:
        for record in read_records(records):
            sink.write(record)
