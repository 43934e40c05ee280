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
from extractor.finders.date_values import Resolve, Value
from extractor.finders.numbers import NUMBER
from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Date
from extractor.reading import Reading

_MONTH_WORD = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
MONTH = rf"(?P<month>{_MONTH_WORD})"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|,\d{3})"
YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%]|,\d|-(?:foot|strong|mile|km|kilomet))"
_WEEKDAY_WORD = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WEEKDAY = rf"(?P<weekday>{_WEEKDAY_WORD}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?(?=,? {_MONTH_WORD}))"
PART = r"(?P<part>morning|afternoon|evening|night|lunchtime|midday|noon|dawn|midnight)"
CLOCK = r"(?P<clock>\d{1,2}(?::\d\d)? ?[ap]\.?m\.?)(?: (?:local time|KST|JST|Korea time|Seoul time|Tokyo time))?"
EDGE = (
    rf"(?:{CLOCK},? (?:on )?)?(?:(?:[Tt]he )?(?P<hours>early|late) hours of |"
    r"(?P<edge>[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Ll]ater)[- ](?:on |in |(?=\w))|(?:at |by )?(?P<at>dawn|"
    r"midnight|noon|dusk) on )?"
)
DIRECTION = r"(?P<direction>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Pp]ast|[Cc]oming|[Pp]revious|[Cc]urrent)"
PERIOD = r"(?P<unit>weekend|week|month|year|quarter|decade|century)"
PLURAL = r"(?P<unit>days?|weeks?|months?|years?|decades?)"
AMOUNT = (
    rf"(?P<amount>(?i:{NUMBER})|[Aa]n?|[Aa] couple of|[Aa] few|[Ss]everal|(?:[Ss]ome|[Aa]bout|[Nn]early|"
    rf"[Aa]lmost) {NUMBER})"
)
SEASON = r"(?P<season>spring|summer|fall|autumn|winter)"
ZONE = r"(?: (?:local time|KST|JST|GMT|ET|Korea time|Seoul time|Tokyo time))?"


_TAIL = rf"(?:,? (?P<part>morning|afternoon|evening|night))?{ZONE}"
_IN = (
    r"(?<![\w-])(?:[Ii]n|[Ss]ince|[Bb]y|[Oo]f|[Dd]uring|[Ff]rom|[Uu]ntil|[Bb]efore|[Aa]fter|[Tt]hroughout|"
    r"[Tt]hrough|[Ff]or|[Tt]o|[Aa]nd|[Oo]r|[Aa]s of|back in) "
)
_MONTHISH = rf"(?:(?P<edge>[Ee]arly|[Ll]ate|[Mm]id)[- ](?:in )?)?(?:(?P<direction>[Ll]ast|[Tt]his|[Nn]ext) )?{MONTH}"

PATTERNS: tuple[tuple[re.Pattern[str], Resolve], ...] = tuple(
    (re.compile(rf"(?<![\w-]){pattern}(?!\w)"), resolve)
    for pattern, resolve in (
        (
            (
                rf"{EDGE}(?:{WEEKDAY},? (?:(?P<part2>morning|afternoon|evening|night),? )?(?:on )?)?{MONTH} "
                rf"{DAY}(?:,? {YEAR})?{_TAIL}"
            ),
            date_values.day,
        ),
        (rf"{EDGE}(?:{WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH}(?:,? {YEAR})?", date_values.day),
        (
            (
                rf"{MONTH} {DAY} ?(?:-|–|to|and|or|through|until) ?(?:{MONTH.replace('month', 'month2')} "
                rf")?{DAY.replace('day', 'day2')}(?:,? {YEAR})?"
            ),
            date_values.days,
        ),
        (rf"{DAY} ?(?:-|–|to|and|or) ?{DAY.replace('day', 'day2')} {MONTH}(?: {YEAR})?", date_values.days),
        (rf"(?:{_MONTHISH},? (?:of )?{YEAR})", date_values.month_only),
        (rf"(?:{_MONTHISH})(?: of)? (?P<of>last|this|that|the previous|the same) year", date_values.month_of_year),
        (rf"(?:the month of ){MONTH}(?: {YEAR})?", date_values.month_only),
        (rf"{MONTH} (?:and|to|or|through|–) {MONTH.replace('month', 'month2')}(?:,? {YEAR})?", date_values.months),
        (rf"(?P<edge>[Ee]arly|[Ll]ate|[Mm]id)(?:-| in | )(?:the )?{YEAR}", date_values.year),
        (r"(?P<year>(?:19|20)\d\d)[-/.](?P<m>0[1-9]|1[0-2])[-/.](?P<d>0[1-9]|[12]\d|3[01])", date_values.numeric),
        (r"(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)", date_values.numeric),
        (r"(?P<d>1[3-9]|2\d|3[01])/(?P<m>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)", date_values.numeric),
        (rf"{EDGE}(?:{DIRECTION} )?{WEEKDAY}(?:'s)?(?: {PART})?{ZONE}", date_values.weekday),
        (rf"{EDGE}{WEEKDAY} (?:and|to|into|through|or) {WEEKDAY.replace('weekday', 'weekday2')}", date_values.weekdays),
        (
            (
                rf"(?:[Ee]arlier |[Ll]ater )?(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast night|"
                rf"[Tt]his (?:morning|afternoon|evening)|[Oo]vernight)(?:'s)?(?: {PART})?"
            ),
            date_values.near_day,
        ),
        (
            (
                rf"(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly|the end of|the start of|the beginning of) )?(?:the "
                rf")?{DIRECTION} {PERIOD}(?:'s)?"
            ),
            date_values.period,
        ),
        (rf"(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)(?: in)? (?:the )?{DIRECTION} {SEASON}", date_values.season),
        (rf"(?:the )?{DIRECTION} {SEASON}(?:'s)?", date_values.season),
        (rf"in (?:the )?(?:early |late )?{SEASON}(?: of)?(?: {YEAR})?", date_values.season),
        (rf"{SEASON}(?: of)? {YEAR}", date_values.season),
        (rf"(?:more than |less than |just |only |about |some )?{AMOUNT} {PLURAL} ago", date_values.ago),
        (
            rf"(?:just |only |about )?{AMOUNT} {PLURAL} (?P<way>later|earlier|before|after|previously|prior)",
            date_values.apart,
        ),
        (
            (
                r"(?P<word>the (?:previous|following|next|same) day|that (?:same )?(?:day|night|morning|evening|"
                r"afternoon)|the day (?:before|after)|the next (?:morning|day)|the following (?:morning|day)|the "
                r"same day)"
            ),
            date_values.neighbour,
        ),
        (
            (
                rf"(?<=[Oo]n )the {DAY}(?= |,|\.)(?! (?:anniversary|floor|day|"
                rf"time|birthday|parallel|century|of))"
            ),
            date_values.day_of_month,
        ),
        (r"(?:the )?(?:early |late |mid[- ])?(?:the )?(?P<decade>(?:19|20)\d0|'?[5-9]0)'?s", date_values.decade),
        (rf"{YEAR}(?:-|–|/| to | and )(?P<year2>(?:19|20)\d\d|\d\d)", date_values.years),
    )
)
# Months and years on their own are dates only where a preposition or a determiner says so: "may", "march", "2,000 men".
LEANING: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    (re.compile(rf"{_IN}(?P<value>{_MONTHISH})(?!\w| \d)"), date_values.month_only),
    (
        re.compile(
            rf"(?<![\w-])(?P<value>(?:[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|"
            rf"[Tt]his|[Nn]ext)[- ]{MONTH})(?!\w| \d)"
        ),
        date_values.month_only,
    ),
    (re.compile(rf"(?<![\w-])(?P<value>{MONTH})(?='s (?:\w+ )?(?:launch|test|firing|summit))"), date_values.month_only),
    (
        re.compile(
            rf"\b(?:[Aa]n?|[Tt]he|[Tt]hat|[Tt]his|[Ii]ts|[Tt]heir|'s|similar|failed|previous|earlier) "
            rf"(?P<value>{MONTH})(?= (?:(?:missile|rocket|satellite|ballistic|ICBM|space) ){{0,2}}"
            r"(?:launch|test|firing|attack|strike|barrage|salvo)(?:es|s)?\b)"
        ),
        date_values.month_only,
    ),
    (re.compile(rf"{_IN}(?:the )?(?:year )?(?:early |late |mid-)?(?P<value>{YEAR})(?!\w)"), date_values.year),
    (
        re.compile(
            rf"(?:\b[Tt]he |\b[Ii]ts |\b[Aa] |[,(–] ?|^)(?P<value>{YEAR})(?![\w.]\d)(?! (?:km|kilomet|miles|people|"
            rf"troops|missiles|soldiers))"
        ),
        date_values.year,
    ),
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|scheduled|due|set|plans?|planned|planning|expected|expects?|ahead of|upcoming|"
    r"intends?|going to|window)\b(?: [\w'-]+){0,5} ?$"
)


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Date]:
    """Time expressions in order, none inside another."""
    candidates = [
        (match.start(), match.end(), value, match)
        for pattern, resolve in PATTERNS
        for match, value in _matches(reading, pattern, resolve)
    ]
    candidates += [
        (match.start("value"), match.end("value"), value, match)
        for pattern, resolve in LEANING
        for match, value in _matches(reading, pattern, resolve)
    ]
    mentions = _chosen(reading, candidates)
    yield from mentions if reading.published else _with_year_of_text(mentions, reading)


def _chosen(reading: Reading, candidates: list[tuple[int, int, Value, re.Match[str]]]) -> list[Date]:
    """Of expressions that overlap, the one that begins first and is longest."""
    chosen: list[Date] = []
    end_of_last, previous = 0, None
    for start, end, value, match in sorted(candidates, key=lambda c: (c[0], -c[1])):
        if start >= end_of_last:
            mention = _mention(reading, (start, end), value, match)
            if previous is not None:
                mention = _hanging_on(previous, _with_year_of(previous, mention, reading), reading)
            previous = mention
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
        if m.iso and len(m.iso) == 4 and _NOW_IN.search(reading.flat[max(0, m.start - 90) : m.start])
    }
    if len(years) != 1:
        return mentions
    return [_of_year(mention, next(iter(years)), reading) for mention in mentions]


def _matches(reading: Reading, pattern: re.Pattern[str], resolve: Resolve) -> Iterator[tuple[re.Match[str], Value]]:
    for match in pattern.finditer(reading.flat):
        if _IN_A_NAME.match(reading.flat, match.end()) or reading.flat.endswith("USA ", 0, match.start()):
            continue
        value = resolve(match, reading.published, _is_ahead(reading, match.start()))
        if value is not None:
            yield match, value


_IN_A_NAME = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|Post|Express|Island|Addams|prayers?\b|programme|Night Live|Agreement|"
    r"Accords?)"
)


def _is_ahead(reading: Reading, offset: int) -> bool:
    """Whether words shortly before say that the day is still to come."""
    start = max(reading.sentence_at(offset).start, offset - 60)
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


def _of_year(mention: Date, year: str, reading: Reading) -> Date:
    """A month or a day without a year, given one."""
    words = re.fullmatch(rf"(?:{EDGE})?{MONTH}(?: {DAY})?", reading.flat[mention.start : mention.end])
    if words is None or mention.relative or (mention.iso is not None and mention.resolved_from == "text"):
        return mention
    iso = calendar.iso_month(int(year), date_values.month_number(words["month"]))
    return replace(mention, iso=iso + (f"-{int(words['day']):02d}" if words["day"] else ""), resolved_from="text")
