"""The baseline of a corpus: its records as this version makes them, committed, so that a change of rules shows.

CORPUS/articles                 what is read
CORPUS/baseline/records.jsonl   what was made of it
CORPUS/baseline/made_with.json  the program's files and the knowledge entries that made it
CORPUS/gold, CORPUS/floors.json what changes are held against, where they are there
CORPUS/accepted*.toml, CORPUS/decisions*.json   changes that somebody accepted or refused
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from extractor.batch.manifest import Row
from extractor.batch.order import Order
from extractor.diff.made import SNAPSHOT, Made, made_before, made_here, write_made
from extractor.diff.outcome import Outcome, Question, outcome_of
from extractor.diff.policy import Policy
from extractor.diff.stores import open_store
from extractor.errors import SinkError, SourceError, UsageError
from extractor.run import run
from extractor.settings import Settings
from extractor.sinks.jsonl import read_records

FAIL_ON = ("any",)
"""What fails a check where nothing else is asked for: a baseline that differs is out of date."""
OnFailure = Callable[[SourceError], None]


def update(corpus: Path, model: str | None, on_failure: OnFailure) -> str:
    """Write the baseline anew, and say in a line what was written. Raises UsageError where there are no articles."""
    folder = corpus / "baseline"
    try:
        folder.mkdir(exist_ok=True)
        line = _run(corpus, model, folder / "records.jsonl", on_failure)
        write_made(_made(folder / "records.jsonl"), folder / SNAPSHOT)
    except OSError as error:
        raise SinkError(f"{folder}: {error.strerror or error}") from error
    return f"{folder}: {line}"


@contextmanager
def check(
    corpus: Path, model: str | None, policy: Policy, on_failure: OnFailure, *, blame: bool = False
) -> Iterator[Outcome]:
    """Make the records anew and compare them with the baseline. Raises UsageError where there is none."""
    records = corpus / "baseline" / "records.jsonl"
    snapshot = records.with_name(SNAPSHOT)
    for path in (records, snapshot):
        if not path.is_file():
            raise UsageError(f"{path}: no baseline here: write it with launchledger baseline update {corpus}")
    with tempfile.TemporaryDirectory() as folder:
        made_anew = Path(folder) / "records.jsonl"
        _run(corpus, model, made_anew, on_failure)
        with open_store(str(records)) as old, open_store(str(made_anew)) as new:
            new.name = "this program"
            question = Question(
                old=old,
                new=new,
                policy=policy_of(corpus, policy),
                made=(made_before(snapshot.read_bytes(), str(snapshot)), _made(made_anew)),
                blame=blame,
                articles=corpus / "articles",
                accept=_how_to_accept(corpus),
            )
            with outcome_of(question) as outcome:
                yield outcome


def policy_of(corpus: Path, policy: Policy) -> Policy:
    """The policy with what lies in the corpus: gold, floors, acknowledgements."""
    gold, floors = corpus / "gold", corpus / "floors.json"
    return replace(
        policy,
        fail_on=policy.fail_on or FAIL_ON,
        gold=policy.gold or (gold if gold.is_dir() else None),
        floors=policy.floors or (floors if floors.is_file() else None),
        accepted=(*policy.accepted, str(corpus / "accepted*.toml"), str(corpus / "decisions*.json")),
    )


def _run(corpus: Path, model: str | None, out: Path, on_failure: OnFailure) -> str:
    articles = corpus / "articles"
    if not articles.is_dir():
        raise UsageError(f"{articles}: no articles here: give the folder that holds articles/")

    def tell(row: Row) -> None:
        if row.status == "failed":
            on_failure(SourceError(row.path, row.reason or "", row.detail or ""))

    with tempfile.TemporaryDirectory() as folder:  # the manifest and the journal of this run are nobody's business
        records = Path(folder) / out.name
        order = Order(inputs=[str(articles)], targets=[str(records)], settings=Settings(model=model))
        summary = run(order, tell)
        shutil.copyfile(records, out.with_suffix(".part"))
    out.with_suffix(".part").replace(out)
    return summary.line()


def _made(records: Path) -> Made:
    return made_here().only(record.article.text for record in read_records(records))


def _how_to_accept(corpus: Path) -> str:
    return (
        f"To accept all changes: launchledger baseline update {corpus}, and commit it. To accept some for now: name "
        f"their ids in {corpus / 'accepted.toml'}, or decide on the page of --out FILE.html and save its decisions."
    )
