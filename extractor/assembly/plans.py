"""Plans: launches announced, and whether the text tells that they were made."""

from __future__ import annotations

from extractor.assembly.draft import Draft, same_kind, same_side
from extractor.assembly.retelling import FORTNIGHT, precedes
from extractor.assembly.statement import Statement
from extractor.assembly.view import View


def is_done(view: View, plan: Statement, drafts: list[Draft]) -> bool:
    """Whether what was announced is told as made: then the announcement is no event of its own."""
    made = [d for d in drafts if same_side(plan, d) and same_kind(plan, d) and not _is_of_old(view, d)]
    return any(s.state in ("occurred", "failed") for d in made for s in d.statements if s.telling)


def _is_of_old(view: View, draft: Draft) -> bool:
    """Whether a launch was made long before the report: "two attempts failed earlier this year"."""
    published, iso = view.reading.published, draft.iso
    if iso is None:
        return False
    older = published is not None and precedes(iso, published.isoformat(), FORTNIGHT)
    return older or len(iso.partition("/")[0]) < len("2023-05-31")
