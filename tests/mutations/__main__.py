"""The mutation check as a command."""

from __future__ import annotations

import sys
import time

from extractor.knowledge.reader import load
from tests.mutations.entries import entries
from tests.mutations.holding import holders, read_not_held, write_index


def main(arguments: list[str]) -> int:
    """Print what no sentence holds; 1 where there is anything without a reason. `--write` writes the index anew."""
    begun = time.monotonic()
    found = dict(holders(entries(load())))
    held = {entry: row for entry, row in found.items() if row is not None}
    if "--write" in arguments:
        write_index(held)
    loose = [entry.name for entry in found if entry not in held]
    reasons = read_not_held()
    for name in loose:
        print(f"{name}: {reasons.get(name, 'no reason given')}")
    seconds = time.monotonic() - begun
    print(f"{len(found)} entries, {len(held)} held, {len(loose)} not held, {seconds:.0f} s", file=sys.stderr)
    return 1 if set(loose) - set(reasons) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
