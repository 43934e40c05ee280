"""How time grows with the length of hostile text: every regular expression, and the whole way from text to record.

    python -m benchmarks.growth [--full]

doubles hostile texts. A linear rule takes twice as long for twice the text. An expression is measured in the ways in
which the program asks it: `match` alone looks at one place, `search` and its kin begin anew at each. Printed is, for
each expression that takes any time, how it grows at its last two doublings; one that grows by more than `SUSPECT` and
takes longer than `NOTICED` is named and fails the run. `--full` measures the whole way too: some minutes.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from types import ModuleType

import extractor
from benchmarks.articles import CORPUS
from extractor.knowledge.reader import Knowledge, load
from extractor.knowledge.wording import Pattern

SIZES = (1_000, 2_000, 4_000, 8_000)  # characters; sentences are cut at 2,000 before a rule sees them
FULL_SIZES = (4_000, 8_000, 16_000, 32_000)
SUSPECT = 3.0  # doubling the text: linear is 2, quadratic 4
NOTICED = 0.004  # seconds for the longest text; below it a growth is noise, and nobody waits for it
SHORT = 0.0002  # seconds for the shortest text; what takes less is linear, or 16 times of it are still below NOTICED
LONG = 2.0  # seconds: a text that takes longer is not doubled again
TRIES = 3  # of which the fastest counts

HOSTILE = (
    "at least ", "1,1", "1 000 ", '"', "'", "a", "A", "A ", "Aa ", "A. ", ".", ", ", " ", "\n", " \n", "-", "a-", "(",
    "[1]",
    "and ", "on ", "May ", "Jan. 1, ", "2022-", "10:30 ", "km (", "300 km (190 miles) ", "of the ", "\u2014 ", "\u00e9",
    "Kim Jong Un ", "North Korea ", "missiles ", "said ", "Gen. ", "two missiles and ", "early on ", "/", "<a ", "x1",
    "in the town of ", "who said that ", "((", "3,", "January ", "Hwasong-",
    "two or three or ", "short-range ", "the the ", "1", "1.", "the North's ", "first ",
)  # fmt: skip
"""What is repeated. One of them in front of what a rule needs at its end is where backtracking shows."""
ENDINGS = ("", "!")


Ways = frozenset[str]
ANCHORED = ("match", "fullmatch")
SEARCHED: Ways = frozenset(("search",))


def patterns() -> Iterator[tuple[str, re.Pattern[str], Ways]]:
    """Every regular expression of the program, once, and the ways in which it is asked."""
    modules = list(program())
    seen: set[tuple[re.Pattern[str], Ways]] = set()
    for name, pattern, ways in chain(held(modules), *map(written_out, modules)):
        if (pattern, ways) not in seen:
            seen.add((pattern, ways))
            yield name, pattern, ways
    known = {pattern for pattern, _ in seen}
    yield from {pattern: one for one in made_on_the_way() if (pattern := one[1]) not in known}.values()


def held(modules: list[ModuleType]) -> Iterator[tuple[str, re.Pattern[str], Ways]]:
    """Expressions that names of modules stand for, those made of the knowledge too."""
    knowledge, uses = load(), uses_in(modules)
    for module in modules:
        imported = origins_in(module)
        for name, value in vars(module).items():
            if name not in imported:
                for place, pattern in inside(value, knowledge):
                    ways = SEARCHED if place else uses.get((module.__name__, name), SEARCHED)
                    yield f"{module.__name__}.{name}{place}", pattern, ways


def inside(value: object, knowledge: Knowledge, place: str = "") -> Iterator[tuple[str, re.Pattern[str]]]:
    """The expression that a value is, or those in a table of them, each with its place in it."""
    if isinstance(value, tuple | list):
        for number, one in enumerate(value):
            yield from inside(one, knowledge, f"{place}[{number}]")
    elif isinstance(value, Pattern):
        yield place, value(knowledge)
    elif isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield place, value


def made_on_the_way() -> list[tuple[str, re.Pattern[str], Ways]]:
    """Expressions that functions make when they are first asked, out of word lists: what reading the corpus makes."""
    made: list[tuple[str, re.Pattern[str], Ways]] = []

    def recorded(words: str | re.Pattern[str], flags: int = 0) -> re.Pattern[str]:
        pattern = compile_(words, flags)
        caller = inspect.currentframe().f_back  # type: ignore[union-attr]
        if caller is not None and caller.f_globals["__name__"].startswith("extractor."):
            made.append((f"{caller.f_globals['__name__']}:{caller.f_lineno}", pattern, SEARCHED))
        return pattern

    compile_, re.compile = re.compile, recorded  # type: ignore[assignment]
    try:
        from extractor.pipeline import Extractor

        extract = Extractor().extract
        for path in sorted(CORPUS.glob("*.txt")):
            extract(path.read_text("utf-8", "replace"), published="2025-10-22")
    finally:
        re.compile = compile_
    return made


def written_out(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str], Ways]]:
    """Expressions that stand where they are asked: `re.search(r"...", text)`."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method), args=[ast.Constant(value=str(words)), _, *_]
            ) if method != "compile":
                asked = method if method in ANCHORED else "search"
                yield f"{module.__name__}:{node.lineno}", re.compile(words), frozenset((asked,))


def program() -> Iterator[ModuleType]:
    """Modules of the program; Alembic's own place to begin can be imported by it alone."""
    for found in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if not found.name.endswith(("__main__", "migrations.env")):
            yield importlib.import_module(found.name)


def uses_in(modules: list[ModuleType]) -> dict[tuple[str, str], Ways]:
    """Module and name to the methods asked of what the name holds; `search` where it is handed on."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for module in modules:
        tree, origins = ast.parse(inspect.getsource(module)), origins_in(module)
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found[origins.get(node.id, (module.__name__, node.id))].add(way(node, parents))
    return {name: frozenset(ways) for name, ways in found.items()}


def origins_in(module: ModuleType) -> dict[str, tuple[str, str]]:
    """Imported names, each with the module and the name that it has there."""
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def way(node: ast.expr, parents: dict[ast.AST, ast.AST]) -> str:
    """The method in `NAME.match(...)` and in `NAME(knowledge).match(...)`."""
    above = parents[node]
    if isinstance(above, ast.Call) and above.func is node:
        above = parents[above]
    return above.attr if isinstance(above, ast.Attribute) and above.attr in ANCHORED else "search"


def seconds(call: Callable[[], object]) -> float:
    """The least time of some tries."""
    least = float("inf")
    for _ in range(TRIES):
        began = time.process_time()
        call()
        least = min(least, time.process_time() - began)
        if least > LONG / 10:
            break
    return least


def growth(pattern: re.Pattern[str], ways: Ways, unit: str, ending: str) -> tuple[float, float]:
    """The lesser growth of the last two doublings, 0 where no time is taken; the seconds for the longest text."""
    times: list[float] = []
    for size in SIZES:
        text = unit * (size // len(unit)) + ending
        times.append(seconds(lambda text=text: ask(pattern, ways, text)))  # type: ignore[misc]
        if times[-1] < SHORT:
            return 0.0, times[-1]
        if times[-1] > LONG:
            break
    factors = [later / before for before, later in pairwise(times)]
    return min(factors[-2:], default=float("inf")), times[-1]


def ask(pattern: re.Pattern[str], ways: Ways, text: str) -> None:
    """Ask in the ways in which the program does."""
    if "search" in ways:
        for _ in pattern.finditer(text):
            pass
    if "match" in ways:
        pattern.match(text)
    if "fullmatch" in ways:
        pattern.fullmatch(text)


def suspects() -> list[str]:
    """Lines about expressions that grow faster than their text."""
    found, looked_at = [], 0
    for name, pattern, ways in patterns():
        looked_at += 1
        texts = ((unit, ending) for unit in HOSTILE for ending in ENDINGS)
        grown = [(*growth(pattern, ways, *text), *text) for text in texts]
        told = [one for one in grown if one[1] > NOTICED] or [max(grown, key=lambda one: one[1])]
        factor, last, unit, ending = max(told)
        line = f"x{factor:4.1f} {last:7.4f} s  {name} ({', '.join(sorted(ways))}) on {unit!r} repeated, then {ending!r}"
        if factor > SUSPECT and last > NOTICED:
            found.append(line)
        if factor:
            print(line, flush=True)
    print(f"{looked_at} expressions, {len(HOSTILE) * len(ENDINGS)} texts of up to {SIZES[-1]:,} characters each")
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
