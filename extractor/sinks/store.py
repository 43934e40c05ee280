"""What loading means, one transaction a batch of records.

- the same record again changes nothing, not even which run wrote it;
- another record of a stored article replaces that article's rows;
- an article that the database does not know yet supersedes the current one of the same source or URL, which stays,
  marked `superseded_by`. A known article supersedes nothing: an old text loaded again does not become current;
- a withdrawn article stays withdrawn, whatever is loaded, until it is restored.

So loading any sequence of records again changes nothing. What is newer is decided by the order of loading: records
carry no time of extraction, on purpose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import InvalidRequestError

from extractor.model.record import Record
from extractor.sinks.bulk import insert_cells, insert_rows
from extractor.sinks.cells import Row
from extractor.sinks.rows import rows_of
from extractor.sinks.tables import articles, metadata, quarantine, runs

Address = tuple[str, str | None]
"""An article's source and URL."""

_PARTS = tuple(table for table in reversed(metadata.sorted_tables) if table not in (articles, runs, quarantine))
"""Children before their parents."""
_CELLS = {table.name: itemgetter(*table.columns.keys()) for table in _PARTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """A record as rows, ready to be stored, in little memory, because many of these wait at a time.

    `article` is the row of `articles`; `parts` are those of the other tables, cells in the order of the columns.
    """

    run: Row
    article: Row
    parts: dict[str, list[tuple[Any, ...]]]

    @property
    def article_id(self) -> str:
        """Identity of the article."""
        return str(self.article["article_id"])

    @property
    def address(self) -> Address:
        """Where the article is from."""
        url = self.article["url"]
        return str(self.article["source"]), None if url is None else str(url)

    @property
    def sha256(self) -> str:
        """Digest of the record."""
        return str(self.article["record_sha256"])


def flat(record: Record, run: Row) -> Flat:
    """The record with its rows; raises ContractError for impossible values."""
    rows = rows_of(record, str(run["run_id"]))
    (article,) = rows.pop("articles")
    parts = {name: list(map(_CELLS[name], of_table)) for name, of_table in rows.items() if of_table}
    return Flat(run=run, article=article, parts=parts)


def store(connection: sa.Connection, batch: Sequence[Flat]) -> None:
    """Store records of different articles; raises SQLAlchemy's errors, and then nothing of the batch is stored."""
    known = _known(connection, [one.article_id for one in batch])
    changed = [one for one in batch if known.get(one.article_id) != one.sha256]
    connection.execute(sa.delete(quarantine).where(quarantine.c.line_sha256.in_([one.sha256 for one in batch])))
    if not changed:
        return
    _add_runs(connection, {str(one.run["run_id"]): one.run for one in changed}, [one.run for one in changed])
    old = [one for one in changed if one.article_id in known]
    successors = _successors(_current(connection, changed), changed, known.keys())
    if old:
        _replace(connection, old)
    insert_rows(connection, articles, [one.article for one in changed if one.article_id not in known])
    for table in reversed(_PARTS):
        if rows := [row for one in changed for row in one.parts.get(table.name, ())]:
            insert_cells(connection, table, table.columns.keys(), rows)
    if successors:
        change = sa.update(articles).where(articles.c.article_id == sa.bindparam("older"))
        pairs = [{"older": older, "newer": newer} for older, newer in successors.items()]
        connection.execute(change.values(superseded_by=sa.bindparam("newer")), pairs)


def set_aside(connection: sa.Connection, row: Row, run: Row) -> None:
    """Put a line into quarantine, or its new reason beside the line that is there."""
    connection.execute(sa.delete(quarantine).where(quarantine.c.line_sha256 == row["line_sha256"]))
    _add_runs(connection, {str(run["run_id"]): run}, [run])
    connection.execute(sa.insert(quarantine), {**row, "run_id": run["run_id"]})


def withdraw(connection: sa.Connection, article_ids: Sequence[str], reason: str | None) -> set[str]:
    """Mark articles as taken back for this reason, or as standing again where it is None; the ids that are unknown."""
    known = set(_known(connection, article_ids))
    mark = sa.update(articles).where(articles.c.article_id.in_(sorted(known)))
    connection.execute(mark.values(withdrawn=reason))
    return set(article_ids) - known


def _known(connection: sa.Connection, article_ids: Iterable[str]) -> dict[str, str]:
    asked = sa.select(articles.c.article_id, articles.c.record_sha256).where(articles.c.article_id.in_(article_ids))
    return {row.article_id: row.record_sha256 for row in connection.execute(asked)}


def _add_runs(connection: sa.Connection, new: dict[str, Row], told: Iterable[Row]) -> None:
    asked = connection.execute(sa.select(runs).where(runs.c.run_id.in_(sorted(new)))).mappings()
    stored = {row["run_id"]: row for row in asked}
    insert_rows(connection, runs, [run for run_id, run in new.items() if run_id not in stored])
    for run in told:
        first = stored.get(run["run_id"]) or new[str(run["run_id"])]
        for name, value in run.items():
            if name != "inputs" and first[name] != value:
                raise InvalidRequestError(
                    f"run {run['run_id']} has {name} {first[name]}, this record {value}: give it another run id"
                )


def _replace(connection: sa.Connection, old: Sequence[Flat]) -> None:
    for table in _PARTS:
        connection.execute(sa.delete(table).where(table.c.article_id.in_([one.article_id for one in old])))
    names = [name for name in old[0].article if name != "article_id"]
    change = sa.update(articles).where(articles.c.article_id == sa.bindparam("stored_id"))
    connection.execute(
        change.values({name: sa.bindparam(name) for name in names}),
        [{**one.article, "stored_id": one.article_id} for one in old],
    )


def _current(connection: sa.Connection, batch: Sequence[Flat]) -> dict[str, Address]:
    """The current articles at the addresses of the batch, and those of its articles that are current, with theirs."""
    sources, urls = ({one.address[place] for one in batch} - {None} for place in (0, 1))
    asked = sa.select(articles.c.article_id, articles.c.source, articles.c.url).where(
        articles.c.superseded_by.is_(None),
        articles.c.source.in_(sources)
        | articles.c.url.in_(urls)
        | articles.c.article_id.in_([one.article_id for one in batch]),
    )
    return {row.article_id: (row.source, row.url) for row in connection.execute(asked)}


def _successors(current: Mapping[str, Address], batch: Sequence[Flat], known: Container[str]) -> dict[str, str]:
    """Article to the new one that takes its place, as if the batch came one after the other."""
    holders: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    successors: dict[str, str] = {}
    for article_id, address in current.items():
        for place in _places(address):
            holders[place].append(article_id)
    for one in batch:
        article_id, address = one.article_id, one.address
        if article_id not in known:
            for place in _places(address):
                successors |= {older: article_id for older in holders[place] if older not in successors}
                holders[place] = [article_id]
        elif current.get(article_id, address) != address:  # the same text from elsewhere
            for place in _places(current[article_id]):
                holders[place] = [holder for holder in holders[place] if holder != article_id]
            for place in _places(address):
                holders[place].append(article_id)
    return successors


def _places(address: Address) -> Iterator[tuple[str, str]]:
    source, url = address
    yield "source", source
    if url is not None:
        yield "url", url
