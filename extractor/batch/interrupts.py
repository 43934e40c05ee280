"""Ctrl-C: a terminal sends it to all processes of a run; the first one acts on it, its workers never hear of it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """A process started meanwhile never hears Ctrl-C, which a terminal sends to all; we act on it when it is over."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if sys.platform != "win32":
        resource_tracker.ensure_running()  # starting a process would start it, and it unblocks Ctrl-C at its end
    with _put_off():
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # which the new process takes over
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextmanager
def _put_off() -> Iterator[None]:
    # A blocked signal may still be taken by another of our threads, such as a library's, and then ends this one.
    main = threading.current_thread() is threading.main_thread()
    heeding = signal.getsignal(signal.SIGINT) if main else None
    if not callable(heeding):
        yield
        return
    heard: list[FrameType | None] = []
    signal.signal(signal.SIGINT, lambda _, frame: heard.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heeding)
    if heard:
        heeding(signal.SIGINT, heard[0])
