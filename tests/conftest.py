"""What more than one test needs and nobody wants to start twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Server, running
from tests.sinks.places import Place


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A real PostgreSQL for the whole session."""
    with running() as started:
        yield started


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A new database of each kind."""
    return new_place(request, request.param, tmp_path)


def new_place(request: pytest.FixtureRequest, kind: str, folder: Path, name: str = "records") -> Place:
    """A new database; PostgreSQL's server is started for the first that asks."""
    if kind == "postgresql":
        server = request.getfixturevalue("server")
        url = server.new_database()
        request.addfinalizer(lambda: server.give_back(url))
        return Place(kind, url, url.replace("postgresql://", "postgresql+psycopg://"))
    path = folder / f"{name}.{'db' if kind == 'sqlite' else kind}"
    return Place(kind, str(path), f"{kind}:///{path}")
