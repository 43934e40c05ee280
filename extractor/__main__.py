"""`python -m extractor`: the command without its name."""

from __future__ import annotations

from extractor.cli import app

if __name__ == "__main__":
    app(prog_name="launchledger")
