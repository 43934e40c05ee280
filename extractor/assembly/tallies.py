"""Tallies: totals over a period, which are no events: "more than 70 missiles in 2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.assembly.events import settle
from extractor.assembly.side import side_of
from extractor.assembly.slots import cut
from extractor.assembly.statements import Statement
from extractor.assembly.view import View
from extractor.model.mention import Count, Date
from extractor.model.record import Interval, Tally, When

_PERIOD = re.compile(r"\b(?:this year|so far|since|over the (?:past|last)|in (?:19|20)\d\d|last year|last month|this month|in the (?:past|last)|under (?:his|Kim)|during)\b")
MANY = 4  # "three launches in April" are told as events; a count above this over a period is a total


def of_article(view: View, told: tuple[Statement, ...]) -> tuple[Tally, ...]:
    """Totals of an article in order."""
    return tuple(tally for statement in told for tally in _of_statement(view, statement))


def is_total(view: View, statement: Statement) -> Count | None:
    """The count that makes a statement a total: many, in the perfect or a noun of plural, over a month or longer."""
    words = view.flat(statement.sentence)
    if statement.trigger is None or not _PERIOD.search(words):
        return None
    many = [c for c in view.of(Count, statement.sentence) if (c.min or c.max or 0) > MANY and c.what in ("missiles", "launches", "mixed")]
    long = [d for d in view.of(Date, statement.sentence) if d.iso is None or len(d.iso) < 10]
    perfect = re.search(r"\b(?:has|have|had) (?:\w+ )?(?:fired|launched|tested|conducted|carried|test-fired|staged)\b", words)
    return many[0] if many and (long or perfect) and not any(len(d.iso or "") == 10 for d in statement.dates) else None


def _of_statement(view: View, statement: Statement) -> Iterator[Tally]:
    count = is_total(view, statement)
    if count is None or count.what == "mixed" or statement.trigger is None:
        return
    period = next((d for d in view.of(Date, statement.sentence) if len(settle(d, view.reading.published) or "") in (4, 7, 9, 15)), None)
    if period is None:
        return
    side = side_of(view, statement.sentence, statement.trigger)
    yield Tally(
        count=Interval(min=count.min, max=count.max, approximate=count.approximate),
        what="launches" if count.what == "launches" else "missiles",
        country=side.country if side else None,
        period=When(
            iso=settle(period, view.reading.published), text=" ".join(period.text.split()), weekday=None, time_of_day=None,
            resolved_from=period.resolved_from,
        ),
        evidence=(cut(view, min(count.start, period.start), max(count.end, period.end)),),
    )  # fmt: skip
