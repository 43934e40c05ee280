"""What a person or a machine at the terminal sees: words on stderr, progress, and errors as one line.

Records alone go to stdout. `tell` lets nothing in the words steer the terminal.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import typer
from typer.core import TyperGroup

from extractor.errors import ExtractorError, SourceError

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.batch.manifest import Status
    from extractor.batch.order import Order, Summary

LOG_FORMAT = "launchledger.log_format"  # where a verb tells in which form its words are wanted
INTERRUPTED = 130  # what shells report of a program that Ctrl-C ended: 128 + SIGINT
PIPE_COLUMNS = 160  # width of tables that go to a file or a pipe, which has none of its own


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, with a word about what is kept."""


class Verbs(TyperGroup):
    """Turns the errors of this program into one line on stderr and their own exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # where a letter cannot be shown its escape is, instead of a traceback
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except ExtractorError as error:
            if isinstance(error.__cause__, BrokenPipeError):
                _close_stdout()
            _tell_end(ctx, str(error))
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            _tell_end(ctx, str(error) or "interrupted")
            raise typer.Exit(INTERRUPTED) from error


def tell(words: str) -> None:
    """Words to people, on stderr; nothing in them can steer the terminal."""
    from extractor.audit.steering import harmless

    print(harmless(words), file=sys.stderr)


def tell_as_it_is(line: str) -> None:
    """JSON with all but ASCII escaped can steer nothing."""
    print(line, file=sys.stderr)


def _tell_end(context: Any, words: str) -> None:
    if context.meta.get(LOG_FORMAT) == "json":
        import json

        tell_as_it_is(json.dumps({"event": "error", "message": words}))
    else:
        tell(f"launchledger: {words}")


def tell_failure(error: SourceError) -> None:
    """An input that failed, as one line."""
    tell("failed: " + " ".join(str(error).split()))


def tell_refusal(reason: str) -> None:
    """A record that a table refused, as one line."""
    tell("refused: " + " ".join(reason.split()))


def console_for(*, to_stderr: bool = False) -> Console:
    """A console of the terminal's width, or of `PIPE_COLUMNS` where there is none."""
    from rich.console import Console

    console = Console(stderr=to_stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=to_stderr, highlight=False, width=PIPE_COLUMNS)


def watched(order: Order, log_format: Literal["text", "json"]) -> Summary:
    """The run, with its progress before the eyes of who waits."""
    from extractor.batch.progress import watch
    from extractor.batch.tasks import total
    from extractor.run import kept, run

    # what a manifest will hold need not be said as well, but for what failed
    named: frozenset[Status] = frozenset({"failed"} if order.manifest_path else {"failed", "skipped"})
    console = console_for(to_stderr=True) if log_format == "text" and sys.stderr.isatty() else None
    say = tell if log_format == "text" else tell_as_it_is
    try:
        with watch(log_format, say, partial(total, order), named, console) as watching:
            summary = run(order, watching.row, tell_refusal)
            watching.end(summary.counts, summary.line())
    except KeyboardInterrupt as error:
        done = kept(order)
        raise Interrupted(f"interrupted: {done} done, go on with --resume" if done else "interrupted") from error
    return summary


def _close_stdout() -> None:
    """Who read stdout is gone: without this, Python fails a second time when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
