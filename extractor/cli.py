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

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.errors import SourceError, UsageError
from extractor.terminal import LOG_FORMAT, Verbs, console_for, tell, tell_failure, tell_refusal, watched
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.diff.outcome import Outcome


Model = Annotated[str | None, typer.Option(metavar="NAME", help="spaCy model: an installed package or a folder.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of the input: 2025-10-22, or with a time.")
]

Manifest = Annotated[
    Path | None, typer.Option(metavar="FILE", help="What became of each input; else beside the first TARGET.")
]
Cached = Annotated[
    Path | None, typer.Option("--cache", metavar="FILE", help="Keep what is read for a run after a change of rules.")
]

Reports = Annotated[
    list[str] | None,
    typer.Option(metavar="TARGET", help="FILE.md, .json, .xml (JUnit), .sarif or .html, or FORM:FILE; more than once."),
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULE", help="any, broken, worse, a kind, or KIND:SLOT: exit 1 at such a change; more than once."
    ),
]
Blamed = Annotated[bool, typer.Option("--blame", help="Name the knowledge entries and rules behind each value.")]


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
    context: typer.Context,
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, patterns, or - for stdin.")],
    out: Annotated[
        list[str] | None,
        typer.Option(metavar="TARGET", help="FILE.jsonl, a database, csv:FOLDER or such, or - for stdout; repeatable."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Number of processes.")] = 1,
    model: Model = None,
    published: Published = None,
    table: Annotated[bool, typer.Option("--table", help="Print the launches found as a table.")] = False,
    manifest: Manifest = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Take over what an earlier run to the same place has done.")
    ] = False,
    cache: Cached = None,
    max_size: Annotated[float, typer.Option(metavar="MB", help="Size of one article, unpacked.")] = 20,
    max_seconds: Annotated[float, typer.Option(metavar="SECONDS", help="Time for one article.")] = 60,
    max_memory: Annotated[float, typer.Option(metavar="MB", help="Memory for one article.")] = 600,
    log_format: Annotated[Literal["text", "json"], typer.Option(help="Words on stderr: text or json.")] = "text",
) -> None:
    """Make records of articles."""
    from extractor.batch.limits import Limits
    from extractor.batch.order import Order
    from extractor.settings import Settings

    targets = list(dict.fromkeys(out or ["-"]))
    limits = Limits(size_mb=max_size, seconds=max_seconds, memory_mb=max_memory)
    settings = Settings(model=model, cache=cache)
    order = Order(inputs=inputs, targets=targets, settings=settings, workers=workers, limits=limits,
                  published=published, manifest=manifest, resume=resume, keep_rows=table)  # fmt: skip
    context.meta[LOG_FORMAT] = log_format
    summary = watched(order, log_format)
    if table:
        from extractor.audit.table import as_table

        console_for(to_stderr="-" in targets).print(as_table(summary.rows))
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

    summary = loaded(records, target, run_id=run_id, on_refusal=tell_refusal)
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
    from extractor.pipeline import Extractor
    from extractor.settings import Settings
    from extractor.sources.articles import read_all

    extractor = Extractor(Settings(model=model))
    console = console_for()
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
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="FILE.jsonl, a database, a corpus, REVISION[:PATH], or -.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
    gold: Annotated[Path | None, typer.Option(metavar="DIR", help="Mark changes as fixed, broken or neutral.")] = None,
    out: Reports = None,
    fail_on: FailOn = None,
    blame: Blamed = False,
) -> None:
    """Show what changed between two sets of records, why, and whether it got better."""
    from extractor.diff.deliver import checked_targets
    from extractor.diff.made import made_for
    from extractor.diff.outcome import Question, outcome_of
    from extractor.diff.policy import with_options
    from extractor.diff.stores import open_store

    policy = with_options(Path(), fail_on or [], gold)
    targets = checked_targets(out or [])
    made = (made_for(old), made_for(new)) if blame else (None, None)
    with open_store(old) as before, open_store(new) as after:
        question = Question(old=before, new=after, policy=policy, made=made, blame=blame)
        with outcome_of(question) as outcome:
            _show(outcome, targets)


@app.command()
def baseline(
    action: Annotated[str, typer.Argument(metavar="update|check", help="Write the baseline, or hold against it.")],
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="Folder that holds articles/.")],
    out: Reports = None,
    fail_on: FailOn = None,
    blame: Blamed = False,
    model: Model = None,
) -> None:
    """Keep a corpus's records committed, and show what a change of the program does to them."""
    from extractor.baseline import check, update
    from extractor.diff.deliver import checked_targets
    from extractor.diff.policy import with_options

    targets = checked_targets(out or [])
    if action == "update":
        tell(update(corpus, model, tell_failure))
    elif action == "check":
        with check(corpus, model, with_options(Path(), fail_on or []), tell_failure, blame=blame) as outcome:
            _show(outcome, targets)
    else:
        raise UsageError(f"baseline {action}: there are update and check")


def _show(outcome: Outcome, targets: list[tuple[str, str]]) -> None:
    """The outcome on the terminal and in every place asked for; its failure is that of the command."""
    from extractor.diff.deliver import deliver
    from extractor.diff.terminal import render

    render(outcome, console_for(to_stderr=any(name == "-" for _, name in targets)))
    for form, name in targets:
        deliver(outcome, form, name)
    if outcome.failures:
        raise typer.Exit(1)


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
