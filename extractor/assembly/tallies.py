"""Tallies: totals over a period, which are no events: "more than 70 missiles in 2022"."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.assembly import triggers
from extractor.assembly.days import settle
from extractor.assembly.generic import is_over_time, total_of
from extractor.assembly.side import side_of
from extractor.assembly.slots import cut
from extractor.assembly.statement import Statement
from extractor.assembly.statements import of_trigger
from extractor.assembly.view import View
from extractor.model.mention import Count, Date
from extractor.model.record import Interval, Tally, When


def of_article(view: View) -> tuple[Tally, ...]:
    """Totals of an article in order, each sentence's once."""
    found: list[Tally] = []
    for sentence in view.reading.sentences:
        period = next((d for d in view.of(Date, sentence) if len(settle(d) or "") in (4, 7, 9, 15)), None)
        if period is None or not view.of(Count, sentence) or not is_over_time(view, view.flat(sentence)):
            continue
        told = triggers.find(view, sentence)
        statements = (of_trigger(view, sentence, trigger, told) for trigger in told)
        found += [tally for statement in statements for tally in _of_statement(view, statement, period)][:1]
    return tuple(found)


def _of_statement(view: View, statement: Statement, period: Date) -> Iterator[Tally]:
    count = total_of(view, statement)
    if count is None or count.what == "mixed" or statement.trigger is None:
        return
    side = side_of(view, statement.sentence, statement.trigger)
    value = When(
        iso=settle(period),
        text=" ".join(period.text.split()),
        weekday=None,
        time_of_day=None,
        resolved_from=period.resolved_from,
    )
    yield Tally(
        count=Interval(min=count.min, max=count.max, approximate=count.approximate),
        what="launches" if count.what == "launches" else "missiles",
        country=side.country if side else None,
        period=value,
        evidence=(cut(view, min(count.start, period.start), max(count.end, period.end)),),
    )
