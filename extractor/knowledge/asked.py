"""Which cues and which word lists the code asks for: what the linter holds the data files against."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extractor.knowledge.wording import SLOT


@cache
def asked_cues(code: Path) -> frozenset[str]:
    """Ids that Python files ask for: `cue_words["..."]`, `cues(sentence, "...")`, `cue.cue == "..."`, `SIGNS`."""
    asked: set[str] = set()
    for path in sorted(code.rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        names = _names_of_the_table(nodes)
        asked.update(cue for node in nodes for cue in _asked_by(node, names))
    return frozenset(asked)


@cache
def asked_lists(code: Path) -> frozenset[str]:
    """Ids of lists that Python files ask for: `<...>` in a template of a pattern, `word_lists["..."]`."""
    asked: set[str] = set()
    for path in sorted(code.rglob("*.py")):
        text = path.read_text("utf-8")
        composes = "knowledge.wording import Pattern" in text
        for node in ast.walk(ast.parse(text)):
            match node:
                case ast.Constant(value=str(value)) if composes:
                    asked.update(SLOT.findall(value))
                case ast.Subscript(value=ast.Attribute(attr="word_lists")):
                    asked.update(_constants(node.slice))
    return frozenset(asked)


def _names_of_the_table(nodes: list[ast.AST]) -> frozenset[str]:
    """Local names for the table of cue words: `words = knowledge.cue_words`."""
    assigned = (node for node in nodes if isinstance(node, ast.Assign) and _is_table(node.value, frozenset()))
    return frozenset(target.id for node in assigned for target in node.targets if isinstance(target, ast.Name))


def _is_table(node: ast.expr, names: frozenset[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in names
    return isinstance(node, ast.Attribute) and node.attr == "cue_words"


def _asked_by(node: ast.AST, names: frozenset[str]) -> Iterator[str]:
    match node:
        case ast.Subscript() if _is_table(node.value, names):
            yield from _constants(node.slice)
        case ast.Call(func=ast.Attribute(attr="cues")):
            yield from (cue for argument in node.args for cue in _constants(argument))
        case ast.Compare(left=ast.Attribute(attr="cue")):
            yield from (cue for other in node.comparators for cue in _constants(other))
        case ast.Assign(targets=[ast.Name(id="SIGNS")]):
            yield from _constants(node.value)


def _constants(node: ast.expr) -> Iterator[str]:
    """Strings written out: one, several in brackets, or one of two."""
    match node:
        case ast.Constant(value=str(value)):
            yield value
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            yield from (value for part in parts for value in _constants(part))
        case ast.IfExp(body=one, orelse=other):
            yield from (*_constants(one), *_constants(other))
        case ast.Starred(value=inner):
            yield from _constants(inner)
