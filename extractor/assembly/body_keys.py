"""Keys of bodies: equal for all forms of one body."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Body


def key_of(view: View, body: Body, type_: str) -> str:
    """Equal for all forms of one body: its row in the knowledge base, or its country and its last noun."""
    if type_ == "country":
        return f"country:{body.country or body.canonical}"
    written = body.canonical.lower() if is_one_of_several(body) else view.reading.low[body.start : body.end]
    return _key(view.knowledge, written, body.country, body.canonical)


@lru_cache(maxsize=4096)
def _key(knowledge: Knowledge, written: str, country: str | None, canonical: str) -> str:
    rows, names = _rows(knowledge)
    words = re.sub(r"\s+", " ", written).removeprefix("the ")
    words = re.sub(r" \([a-z]+\)$", "", words)
    parts = words.split()
    for first in range(len(parts)):
        name = rows.get((" ".join(parts[first:]), country))
        if name is not None:
            return f"body:{name}"
    if canonical in names:
        return f"body:{canonical}"
    noun = next((part for part in parts if part in HOUSES), parts[-1])
    field = next((FIELDS[part] for part in parts if part in FIELDS and part != noun), "")
    return f"made:{country}:{field}:{noun}" if noun in HOUSES else f"made:{country}:{noun}"


HOUSES = frozenset("ministry department office agency bureau".split())
"""Of these a state has many, told apart by what they are for."""
FIELDS = {
    "defence": "defense",
    **{
        word: word
        for word in (
            "defense foreign finance unification interior transport transportation economy trade energy oil justice "
            "health treasury state intelligence security presidential prime press information emergency emergencies "
            "maritime aviation space weather meteorological fisheries commerce culture education"
        ).split()
    },
}


@lru_cache(maxsize=4)
def _rows(knowledge: Knowledge) -> tuple[dict[tuple[str, str | None], str], frozenset[str]]:
    """Names of known bodies by each of their forms and their country; all the names."""
    rows = {(form.lower(), row.country): row.name for row in knowledge.bodies.body for form in (row.name, *row.aliases)}
    return rows, frozenset(rows.values())


def is_one_of_several(body: Body) -> bool:
    """Whether a body is one of several that share a noun in the plural."""
    plural = body.text.endswith("s") and body.text != body.canonical and body.text.startswith(body.canonical[:-1])
    return body.type == "government" and (plural or body.canonical.startswith(f"{body.text} "))
