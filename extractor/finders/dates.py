"""Time expressions: every form that news uses for a day, a month, a year or a stretch of them.

Patterns run over the flat text; where two match at one place the longer wins. Values rest on the text or on the
publication date, never on today's. What hangs on another date of the story ("two days later") carries `relative`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extractor.finders import calendar, date_values
from extractor.finders.date_forms import DAY, EDGE, LEANING, MONTH, PATTERNS
from extractor.finders.date_values import Resolve, Value
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve
from extractor.model.mention import Date
from extractor.reading import Reading

_AHEAD = re.compile(
    r"\b(?:will|would|shall|scheduled|due|set (?:to|for)|plans?|planned|planning|expected|expects?|ahead of|"
    r"upcoming|deadline|effective|expires?|expiring|"
    r"intends?|going to|window|slated)\b(?: [\w'-]+){0,5} ?$|"
    r"\b(?:scheduled|plans? to|notices?|notifications?|notified|warnings?|advisor(?:y|ies)|plans) (?:[\w'-]+ ){0,10}$"
)

_FORMS: tuple[tuple[re.Pattern[str], Resolve, str | int], ...] = (
    *((*form, 0) for form in PATTERNS),
    *((*form, "value") for form in LEANING),
)
_SIEVE = Sieve(pattern for pattern, _, _ in _FORMS)


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Date]:
    """Time expressions in order, none inside another."""
    sifted = _SIEVE.over(reading.flat, reading.folded)
    candidates = [
        (match.start(group), match.end(group), value, match)
        for number, (_, resolve, group) in enumerate(_FORMS)
        for match, value in _matches(reading, sifted.finditer(number), resolve)
    ]
    mentions = _chosen(reading, candidates)
    yield from mentions if reading.published else _with_year_of_text(mentions, reading)


def _chosen(reading: Reading, candidates: list[tuple[int, int, Value, re.Match[str]]]) -> list[Date]:
    """Of expressions that overlap, the one that begins first and is longest."""
    chosen: list[Date] = []
    end_of_last, previous, told = 0, None, None
    for start, end, value, match in sorted(candidates, key=lambda c: (c[0], -c[1])):
        if start >= end_of_last:
            mention = _mention(reading, (start, end), value, match)
            if previous is not None:
                mention = _hanging_on(previous, _with_year_of(previous, mention, reading), reading)
            if told is not None and mention.iso is None and mention.relative:
                mention = _counted_from(told, mention, reading)
            if chosen and chosen[-1].iso is None:
                chosen[-1] = _before_report(chosen[-1], mention, reading)
            previous = mention
            told = mention if mention.iso is not None else told
            chosen.append(mention)
            end_of_last = end
    return chosen


_NOW_IN = re.compile(r"\b(?:has|have)\b[^.;]{0,80}\bin $|\bso far in $")


def _with_year_of_text(mentions: list[Date], reading: Reading) -> list[Date]:
    """In a text without publication date, days without a year are of the one year that all its full dates have.

    A year told in the perfect ("has conducted nine tests in 2017") counts as well; with two years nothing is known.
    """
    years = {m.iso[:4] for m in mentions if m.iso and len(m.iso) == 10}
    years |= {
        m.iso
        for m in mentions
        if m.iso
        and m.iso.isdigit()
        and len(m.iso) == 4
        and _NOW_IN.search(reading.flat[max(0, m.start - 90) : m.start])
    }
    if len(years) != 1:
        return mentions
    return [_of_year(mention, next(iter(years)), reading) for mention in mentions]


def _matches(
    reading: Reading, found: Iterator[re.Match[str]], resolve: Resolve
) -> Iterator[tuple[re.Match[str], Value]]:
    for match in found:
        if _IN_A_NAME.match(reading.flat, match.end()) or reading.flat.endswith(
            ("USA ", "Mr. ", "Ms. "), 0, match.start()
        ):
            continue
        value = resolve(match, reading.published, _is_ahead(reading, match.start()))
        if value is not None:
            yield match, value


_IN_A_NAME = re.compile(
    r" (?:Evening |Morning )?(?:Times|Telegraph|Mirror|Mail|Post|Express|Island|Addams|prayers?\b|programme|"
    r"Night Live|Agreement|"
    r"Accords?)"
)


def _is_ahead(reading: Reading, offset: int) -> bool:
    """Whether words shortly before say that the day is still to come."""
    start = max(reading.sentence_at(offset).start, offset - 80)
    before = re.split(
        r"[,;:]|\b(?:said|told|after)\b|(?<!be )\b(?:fired|launched|"
        r"tested|conducted)\b",
        reading.flat[start:offset],
    )[-1]
    return _AHEAD.search(before) is not None


def _mention(reading: Reading, span: tuple[int, int], value: Value, match: re.Match[str]) -> Date:
    start, end = span
    groups = match.groupdict()
    if reading.flat.endswith("'s", start, end):
        end -= 2
    weekday = groups.get("weekday")
    words = [groups.get(name) for name in ("clock", "hours", "edge", "at", "part", "part2")]
    time_of_day = " ".join(word.lower() for word in words if word and word.lower() not in ("earlier", "later"))
    basis = None if value.iso is None else "text" if value.from_text else "published"
    return Date(
        start=start,
        end=end,
        text=reading.article.text[start:end],
        iso=value.iso,
        weekday=calendar.WEEKDAYS[weekday.rstrip(".").lower()] if weekday and not groups.get("weekday2") else None,
        time_of_day=time_of_day or None,
        resolved_from=basis,  # type: ignore[arg-type]
        relative=value.relative,
    )


def _with_year_of(previous: Date, mention: Date, reading: Reading) -> Date:
    """A day without a year, in the sentence of a day with one, is of that year: "Jan. 6, 2016, ... and on Feb. 7"."""
    same = reading.sentence_at(previous.start).index == reading.sentence_at(mention.start).index
    undated = mention.resolved_from == "published" or mention.iso is None
    if not same or previous.resolved_from != "text" or not undated or mention.weekday or mention.relative:
        return mention
    if previous.iso is None or not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", previous.iso):
        return mention
    return _of_year(mention, previous.iso[:4], reading)


def _hanging_on(previous: Date, mention: Date, reading: Reading) -> Date:
    """ "On Wednesday it released images of the launch a day before": counted from the day told in the same sentence."""
    same = reading.sentence_at(previous.start).index == reading.sentence_at(mention.start).index
    steps = re.fullmatch(r"([+-])(\d+)d", mention.relative or "")
    closed = re.match(r"\W*(?:[.,;:)\"]|$)", reading.flat[mention.end : mention.end + 2])
    if not same or steps is None or closed is None or previous.iso is None or len(previous.iso) != 10:
        return mention
    day = date.fromisoformat(previous.iso) + timedelta(days=int(steps[1] + steps[2]))
    return replace(mention, iso=day.isoformat(), resolved_from=previous.resolved_from, relative=None)


_REPORTED = re.compile(
    r",(?: [\w.'-]+){1,8}? (?:said|reported|announced|confirmed|claimed)(?: [\w.'-]+){0,3}? (?:on )?(?:late |early )?"
)


def _before_report(mention: Date, report: Date, reading: Reading) -> Date:
    """ "Fired two missiles a day earlier, state media said on Sunday": counted from the day of the report."""
    if mention.relative != "-1d" or report.iso is None or len(report.iso) != 10:
        return mention
    if _REPORTED.fullmatch(reading.flat, mention.end, report.start) is None:
        return mention
    day = date.fromisoformat(report.iso) - timedelta(days=1)
    return replace(mention, iso=day.isoformat(), resolved_from=report.resolved_from, relative=None)


_STEPS = re.compile(r"([+-])(\d{1,3})([dwmy])")
_OF_THAT = re.compile(r"(?i)\b(?:that|the \w+) (?:week|month|year)(?: (?:before|earlier))?$")
SAME_STORY = 2  # sentences within which "the next day" counts from the day told last


def _counted_from(told: Date, mention: Date, reading: Reading) -> Date:
    """ "Two days later", "that year": the value counted from the day told last.

    A day keeps `relative`, for the assembly knows better which launch it is counted from; "that year" is a year told.
    """
    apart = reading.sentence_at(mention.start).index - reading.sentence_at(told.start).index
    steps = _STEPS.fullmatch(mention.relative or "")
    if steps is None or apart > SAME_STORY or told.iso is None or "/" in told.iso:
        return mention
    period = _OF_THAT.search(mention.text) is not None
    iso = calendar.stepped(told.iso, int(steps[1] + steps[2]), steps[3], whole=period)
    if iso is None:
        return mention
    return replace(mention, iso=iso, resolved_from=told.resolved_from, relative=None if period else mention.relative)


def _of_year(mention: Date, year: str, reading: Reading) -> Date:
    """A month or a day without a year, given one."""
    words = re.fullmatch(rf"(?:{EDGE})?{MONTH}(?: {DAY})?", reading.flat[mention.start : mention.end])
    if words is None or mention.relative or (mention.iso is not None and mention.resolved_from == "text"):
        return mention
    iso = calendar.iso_month(int(year), date_values.month_number(words["month"]))
    return replace(mention, iso=iso + (f"-{int(words['day']):02d}" if words["day"] else ""), resolved_from="text")
