"""How time grows with the length of hostile text: every regular expression, and the whole way from text to record.

    python -m benchmarks.growth [--full]

doubles hostile texts. A linear rule takes twice as long for twice the text. What is printed is the growth from the
longest but one to the longest, and the processor time for the longest; what grows by more than `SUSPECT` and takes
longer than `NOTICED` is named and fails the run. `--full` measures the whole way too: some minutes.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import extractor
from extractor.knowledge.reader import Knowledge, load
from extractor.knowledge.wording import Pattern

SIZES = (1_000, 2_000, 4_000, 8_000, 16_000)  # characters; sentences are cut at 2,000 before a rule sees them
FULL_SIZES = (4_000, 8_000, 16_000, 32_000)
SUSPECT = 3.0  # doubling the text: linear is 2, quadratic 4
NOTICED = 0.05  # seconds for the longest text; below it a growth is noise, and nobody waits for it
TRIES = 3  # of which the fastest counts

HOSTILE = (
    "at least ", "1,1", "1 000 ", '"', "'", "a", "A", "A ", "Aa ", "A. ", ".", ", ", " ", "\n", " \n", "-", "a-", "(",
    "[1]",
    "and ", "on ", "May ", "Jan. 1, ", "2022-", "10:30 ", "km (", "300 km (190 miles) ", "of the ", "\u2014 ", "\u00e9",
    "Kim Jong Un ", "North Korea ", "missiles ", "said ", "Gen. ", "two missiles and ", "early on ", "/", "<a ", "x1",
    "in the town of ", "who said that ", "short-range ", "Hwasong-", "the the ", "1", "1.", "the North's ", "first ",
)  # fmt: skip
"""What is repeated. One of them in front of what a rule needs at its end is where backtracking shows."""
ENDINGS = ("", "!")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every regular expression that a module of the program holds, those made of the knowledge too."""
    knowledge = load()
    for found in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            for number, one in enumerate(value if isinstance(value, tuple | list) else [value]):
                pattern = compiled(one, knowledge)
                if pattern is not None and isinstance(pattern.pattern, str):
                    yield f"{found.name}.{name}" + (f"[{number}]" if isinstance(value, tuple | list) else ""), pattern


def compiled(value: object, knowledge: Knowledge) -> re.Pattern[str] | None:
    """The expression a value is, or becomes with the words of the knowledge."""
    if isinstance(value, re.Pattern):
        return value
    return value(knowledge) if isinstance(value, Pattern) else None


def seconds(call: Callable[[], object]) -> float:
    """The least time of some tries."""
    least = float("inf")
    for _ in range(TRIES):
        began = time.process_time()
        call()
        least = min(least, time.process_time() - began)
        if least > 2:
            break
    return least


def growth(pattern: re.Pattern[str], unit: str, ending: str) -> tuple[float, float]:
    """How the time grows at the last doubling, and the time for the longest text."""
    texts = [unit * (size // len(unit)) + ending for size in SIZES]
    for text in texts[:-1]:
        if seconds(lambda text=text: all_of(pattern, text)) > 5:  # type: ignore[misc]
            return float("inf"), 5.0
    before, last = (seconds(lambda text=text: all_of(pattern, text)) for text in texts[-2:])  # type: ignore[misc]
    return last / max(before, 1e-9), last


def all_of(pattern: re.Pattern[str], text: str) -> int:
    """Find everything, and try to match the whole."""
    return sum(1 for _ in pattern.finditer(text)) + (pattern.match(text) is not None)


def suspects() -> list[str]:
    """Lines about expressions that grow faster than their text."""
    found, looked_at, worst = [], 0, (0.0, "")
    for name, pattern in patterns():
        looked_at += 1
        for unit in HOSTILE:
            for ending in ENDINGS:
                # a look at a short text first: what is fast there needs no doubling
                text = unit * (SIZES[1] // len(unit)) + ending
                began = time.process_time()
                all_of(pattern, text)
                took = time.process_time() - began
                worst = max(worst, (took, f"{name} on {unit + ending!r}"))
                if took > NOTICED / 32:  # quadratic growth over three doublings makes it noticed, and noise is left out
                    factor, last = growth(pattern, unit, ending)
                    if factor > SUSPECT and last > NOTICED:
                        found.append(f"{name} on {unit!r} repeated, then {ending!r}: x{factor:.1f}, {last:.2f} s")
                        print(found[-1], flush=True)
    print(f"{looked_at} expressions, {len(HOSTILE) * len(ENDINGS)} texts of {SIZES[1]:,} characters each; "
          f"the slowest: {worst[0]:.3f} s, {worst[1]}")  # fmt: skip
    return found


def whole_way() -> list[str]:
    """Lines about texts from which making a record grows faster than the text."""
    from extractor.pipeline import Extractor

    extractor_ = Extractor()
    extractor_.extract("North Korea fired a missile, Ann Smithers-Jones said.")
    found = []
    for unit in (*HOSTILE, "Seoul said North Korea fired two missiles, ", "It fired two missiles on Monday. "):
        times = []
        for size in FULL_SIZES:
            text = "North Korea fired a missile. " + unit * (size // len(unit))
            began = time.process_time()
            extractor_.extract(text, published="2025-10-22")
            times.append(time.process_time() - began)
            if times[-1] > 20:
                break
        factors = ", ".join(f"x{b / a:.1f}" for a, b in pairwise(times))
        print(f"{unit!r:45} {times[-1]:7.2f} s  {factors}", flush=True)
        if times[-1] > 1 and times[-1] / times[-2] > SUSPECT:
            found.append(f"the whole way on {unit!r}: x{times[-1] / times[-2]:.1f}, {times[-1]:.1f} s")
    return found


def main() -> None:
    """Measure, print, fail where something grows faster than its text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true")
    found = suspects()
    if parser.parse_args().full:
        found += whole_way()
    sys.exit("\n".join(found) if found else print("everything grows as its text does"))


if __name__ == "__main__":
    main()
