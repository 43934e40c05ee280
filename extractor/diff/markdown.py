"""An outcome as Markdown that fits a comment on a pull request: the verdict first, never too long, no text at work.

What an article says cannot become markup, a mention of somebody, or a link: each character that means something in
Markdown or HTML is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.audit.steering import one_line
from extractor.diff.change import ArticleDiff, Change
from extractor.diff.outcome import Outcome
from extractor.diff.wording import cut, reasons, sentence, tags, title, values

LIMIT = 60_000  # characters; GitHub takes 65,536 in a comment
TABLE_ROWS = 20  # rows of each table of counts
REMARKS = 12  # lines on rules, files and acknowledgements
TAIL = 400  # characters kept free for the end
_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]()#+!|~$])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"})
_LINKS = re.compile(r"(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)


def as_markdown(outcome: Outcome, limit: int = LIMIT) -> str:
    """The outcome in at most `limit` characters."""
    head = _head(outcome)
    riskiest = {change.id for change in outcome.review.riskiest}
    left = outcome.counts.changes - len(riskiest)
    if left <= 0:
        return head
    budget = limit - len(head) - TAIL
    parts, shown = _rest(outcome.review.articles, riskiest, budget)
    end = (
        f"\n{left - shown:,} more changes do not fit here; the JSON and HTML files have all.\n" if shown < left else ""
    )
    opened = f"<details><summary>{left:,} more change{'s' if left > 1 else ''}</summary>\n\n" if parts else ""
    return head + opened + "".join(parts) + ("\n</details>\n" if parts else "") + end


def escaped(text: object) -> str:
    """Text that Markdown and HTML show as it is."""
    shown = _LINKS.sub("&#8203;\\g<0>", one_line(str(text)).translate(_ENTITIES))
    return _MEANS_SOMETHING.sub(r"\\\1", shown).replace(r"&\#", "&#")


def _head(outcome: Outcome) -> str:
    environment = Environment(
        loader=PackageLoader("extractor.diff"),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown has an escape of its own, the filter `md`
    )
    environment.filters["md"] = escaped
    remarks = outcome.remarks
    more = [f"{len(remarks) - REMARKS} more remarks"] if len(remarks) > REMARKS else []
    text = environment.get_template("comment.md.j2").render(
        outcome=outcome,
        riskiest=[_told(change) for change in outcome.review.riskiest],
        remarks=[cut(remark, 300) for remark in remarks[:REMARKS]] + more,
        tables=[(name, _top(rows)) for name, rows in outcome.tables],
        accept=outcome.question.accept if outcome.counts.open else "",
    )
    return re.sub(r"\n{3,}", "\n\n", text)


def _top(rows: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    rest = sum(number for _, number in rows[TABLE_ROWS:])
    return [*rows[:TABLE_ROWS], *([("others", rest)] if rest else [])]


def _told(change: Change) -> Mapping[str, Any]:
    return {
        "mark": change.mark,
        "title": title(change),
        "article": cut(change.article, 120),
        "told": values(change),
        "tags": [tag for tag in tags(change) if tag != change.mark],
        "sentence": sentence(change),
        "reasons": [cut(reason, 300) for reason in reasons(change)[:4]],
    }


def _rest(articles: Iterable[ArticleDiff], riskiest: set[str], budget: int) -> tuple[list[str], int]:
    """Lines for as many changes as fit, under the name of their article; how many those are."""
    parts: list[str] = []
    shown = 0
    for article in articles:
        lines = [_line(change) for change in article.changes if change.id not in riskiest]
        if not lines:
            continue
        name = f"\n**{escaped(cut(article.article, 120))}**\n\n"
        for number, line in enumerate(chain([name], lines)):
            budget -= len(line)
            if budget < 0:
                return parts, shown
            parts.append(line)
            shown += number > 0
    return parts, shown


def _line(change: Change) -> str:
    told = "; ".join(tags(change))
    return f"- {escaped(title(change))}: {escaped(values(change))}" + (f" ({escaped(told)})\n" if told else "\n")
