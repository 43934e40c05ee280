"""The command `launchledger`: each verb parses its arguments and calls one plain function.

Records go to stdout where no place is given, words go to stderr, `-` is stdin. Exit codes:

    0    done
    1    finished, but some inputs failed or a gate was missed
    2    unusable arguments or input
    3    broken knowledge or model
    4    a place to write to refused
    130  interrupted

Everything heavy is imported inside the verb that needs it: `--help`, `schema` and `evaluate` load no language model.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from extractor.errors import ExtractorError, SourceError, UsageError
from extractor.version import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.model.record import Record

INTERRUPTED = 130  # what shells report of a program that Ctrl-C ended: 128 + SIGINT
PIPE_COLUMNS = 160  # width of tables that go to a file or a pipe, which has none of its own

Model = Annotated[str | None, typer.Option(metavar="NAME", help="spaCy model: an installed package or a folder.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of the input: 2025-10-22, or with a time.")
]


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
            tell(f"launchledger: {error}")
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            tell("launchledger: interrupted")
            raise typer.Exit(INTERRUPTED) from error


app = typer.Typer(cls=Verbs, add_completion=False, no_args_is_help=True, rich_markup_mode=None)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"launchledger {__version__}")
        raise typer.Exit


@app.callback()
def launchledger(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """News about missile launches as records one can trust."""


@app.command()
def run(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, or - for stdin.")],
    out: Annotated[
        list[str] | None,
        typer.Option(metavar="TARGET", help="FILE.jsonl, a database, csv:FOLDER or such, or - for stdout; repeatable."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Number of processes.")] = 1,
    model: Model = None,
    published: Published = None,
    table: Annotated[bool, typer.Option("--table", help="Print the launches found as a table.")] = False,
) -> None:
    """Make records of articles."""
    from extractor.batch import outcomes
    from extractor.pipeline import Settings
    from extractor.run import run_into
    from extractor.sources import read_all

    targets = list(dict.fromkeys(out or ["-"]))
    results = outcomes(Settings(model=model), read_all(inputs, published=published), workers)
    if "-" not in targets:
        results = _watched(results)
    summary = run_into(results, targets, inputs, on_failure=_tell_failure, on_refusal=_tell_refusal, keep_rows=table)
    if table:
        from extractor.audit.table import as_table

        _console(to_stderr="-" in targets).print(as_table(summary.rows))
    tell(summary.line())
    if summary.failures or summary.refused:
        raise typer.Exit(1)


@app.command()
def load(
    records: Annotated[str, typer.Argument(metavar="RECORDS", help="File of records, a database, or - for stdin.")],
    target: Annotated[str, typer.Argument(metavar="URL", help="FILE.sqlite, FILE.duckdb, postgresql://, or a file.")],
    run_id: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the run in the tables.")] = None,
) -> None:
    """Load records into a database, or out of one."""
    from extractor.sinks.load import load as loaded

    summary = loaded(records, target, run_id=run_id, on_refusal=_tell_refusal)
    tell(summary.line())
    if summary.refused:
        raise typer.Exit(1)


@app.command()
def withdraw(
    target: Annotated[str, typer.Argument(metavar="URL", help="Database of records.")],
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Their article_id.")],
    reason: Annotated[str | None, typer.Option(metavar="WORDS", help="Why, for those who look later.")] = None,
    restore: Annotated[bool, typer.Option("--restore", help="Let them stand again.")] = False,
) -> None:
    """Take articles of a database back: they stay, marked, and no view shows them."""
    from extractor.sinks.load import withdraw as withdrawn

    if restore == (reason is not None):
        raise UsageError("say why with --reason, or take the mark away with --restore")
    withdrawn(target, articles, reason)
    tell(f"{len(articles)} article{'' if len(articles) == 1 else 's'} {'restored' if restore else 'withdrawn'}")


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An article, or - for stdin.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object an article.")] = False,
    model: Model = None,
    published: Published = None,
) -> None:
    """Show every mention of an article and, for each slot of a launch, who says so and why rivals lost."""
    import json

    from extractor.explain import explain as explained
    from extractor.explain.screen import render
    from extractor.pipeline import Extractor, Settings
    from extractor.sources import read_all

    extractor = Extractor(Settings(model=model))
    console = _console()
    for article in read_all(file, published=published):
        if isinstance(article, SourceError):
            raise article
        explanation = explained(extractor.analyse(article))
        if as_json:
            print(json.dumps(explanation.as_dict(), ensure_ascii=False))
        else:
            render(explanation, console)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold records, ID.json.")],
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="File of records, one JSON object a line.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print scores and errors as one JSON object.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Print every error, one a line.")] = False,
    floors: Annotated[Path | None, typer.Option(metavar="FILE", help="Compare scores with these floors.")] = None,
    update: Annotated[
        str | None, typer.Option(metavar="REASON", help="Write the floors instead; REASON is kept where one falls.")
    ] = None,
) -> None:
    """Score records against gold."""
    import json

    from extractor.audit.evaluate import evaluate as evaluated
    from extractor.audit.floors import check_floors, update_floors

    if floors is None and update is not None:
        raise UsageError("--update is about floors: name their file with --floors")
    report = evaluated(gold, records)
    print(json.dumps(report.as_dict(), ensure_ascii=False) if as_json else report.render())
    if errors and not as_json:
        print(report.render_errors())
    if floors is not None and update is not None:
        update_floors(floors, report.measures, report.corpus_sha256, update)
    elif floors is not None:
        check_floors(floors, report.measures, report.corpus_sha256)


@app.command()
def schema(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail where a file is out of date.")] = False,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files are.")] = Path("schemas"),
) -> None:
    """Write the contract: JSON Schema, SQL tables, field guide, examples."""
    from extractor import contract

    if check:
        contract.check(out)
        tell(f"{out}: up to date")
    else:
        tell(f"{out}: {len(contract.write(out))} files written")


def tell(words: str) -> None:
    """Words to people, on stderr; nothing in them can steer the terminal."""
    from extractor.audit.wording import harmless

    print(harmless(words), file=sys.stderr)


def _tell_failure(error: SourceError) -> None:
    tell("failed: " + " ".join(str(error).split()))


def _tell_refusal(reason: str) -> None:
    tell("refused: " + " ".join(reason.split()))


def _console(*, to_stderr: bool = False) -> Console:
    from rich.console import Console

    console = Console(stderr=to_stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=to_stderr, highlight=False, width=PIPE_COLUMNS)


def _watched(results: Iterable[Record | SourceError]) -> Iterator[Record | SourceError]:
    """The results, counted before the eyes of who waits at a terminal."""
    console = _console(to_stderr=True)
    if not console.is_terminal:
        yield from results
        return
    with console.status("reading") as status:
        for number, result in enumerate(results, start=1):
            status.update(f"{number} done")
            yield result


def _close_stdout() -> None:
    """Who read stdout is gone: without this, Python fails a second time when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
