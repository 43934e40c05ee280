"""The forms of time expressions: each a pattern with the resolver that gives its value.

Where two match at one place the longer wins, so that every form may be written for itself.
"""

from __future__ import annotations

import re

from extractor.finders import calendar, date_periods, date_values
from extractor.finders.date_values import Resolve
from extractor.finders.numbers import NUMBER

_MONTH_WORD = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
MONTH = rf"(?P<month>{_MONTH_WORD})"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|:(?! )|,\d{3})"
YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%]|,\d|-(?:foot|strong|mile|km|kilomet))"
_WEEKDAY_WORD = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WEEKDAY = rf"(?P<weekday>{_WEEKDAY_WORD}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?(?=,? {_MONTH_WORD}))"
PART = r"(?P<part>morning|afternoon|evening|night|lunchtime|midday|noon|dawn|midnight)"
CLOCK = r"(?P<clock>\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?)(?: (?:local time|KST|JST|Korea time|Seoul time|Tokyo time))?"
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


_PART_OF_YEAR = r"(?P<number>first|second|third|fourth|last)[- ](?P<share>quarter|half)"
_QUARTER = r"(?P<number>first|second|third|fourth)[- ](?P<share>quarter)"
_COUNTED = "(?:km|kilomet|miles|people|troops|missiles|soldiers|men|women|tons|rockets|shells)"
_EDGE_OF = r"(?:very )?(?:end|beginning|start|middle|close|turn|last (?:days|weeks)|first (?:days|weeks))"
_HOLIDAY = "|".join(sorted(map(re.escape, calendar.HOLIDAYS), key=len, reverse=True))
_TAIL = rf"(?:,? (?P<part>morning|afternoon|evening|night))?{ZONE}"
_IN = (
    r"(?<![\w-])(?:[Ii]n|[Ss]ince|[Bb]y|[Oo]f|[Dd]uring|[Ff]rom|[Uu]ntil|[Bb]efore|[Aa]fter|[Tt]hroughout|"
    r"[Tt]hrough|[Ff]or|[Tt]o|[Aa]nd|[Oo]r|[Aa]s of|back in) "
)
_DAYS_BETWEEN = r"(?:(?:, (?:3[01]|[12]\d|[1-9]))+,?)?"  # "August 12, 13, 16, and 17"
_MONTHISH = rf"(?:(?P<edge>[Ee]arly|[Ll]ate|[Mm]id)[- ](?:in )?)?(?:(?P<direction>[Ll]ast|[Tt]his|[Nn]ext) )?{MONTH}"

PATTERNS: tuple[tuple[re.Pattern[str], Resolve], ...] = tuple(
    (re.compile(rf"(?<![\w-]){pattern}(?!(?!T\d\d:)\w)"), resolve)
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
                rf"{MONTH} {DAY}{_DAYS_BETWEEN} ?(?:-|–|to|and|or|through|until) ?"
                rf"(?:{MONTH.replace('month', 'month2')} )?{DAY.replace('day', 'day2')}(?:,? {YEAR})?"
            ),
            date_periods.days,
        ),
        (
            rf"{DAY}{_DAYS_BETWEEN} ?(?:-|–|to|and|or) ?{DAY.replace('day', 'day2')} {MONTH}(?: {YEAR})?",
            date_periods.days,
        ),
        (rf"(?:{_MONTHISH},? (?:of )?{YEAR})", date_periods.month_only),
        (rf"(?:{_MONTHISH})(?: of)? (?P<of>last|this|that|the previous|the same) year", date_periods.month_of_year),
        (rf"(?:the month of ){MONTH}(?: {YEAR})?", date_periods.month_only),
        (
            rf"{MONTH} (?:and|to|or|through|–) {MONTH.replace('month', 'month2')}(?:,? (?:of )?{YEAR})?",
            date_periods.months,
        ),
        (rf"{MONTH}(?=(?:, {_MONTH_WORD}){{0,5}},? (?:and|or) {_MONTH_WORD},? {YEAR})", date_periods.month_only),
        (rf"(?P<edge>[Ee]arly|[Ll]ate|[Mm]id)(?:-| in | )(?:the )?{YEAR}", date_periods.year),
        (r"(?P<year>(?:19|20)\d\d)[-/.](?P<m>0[1-9]|1[0-2])[-/.](?P<d>0[1-9]|[12]\d|3[01])", date_values.numeric),
        (r"(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)", date_values.numeric),
        (r"(?P<d>1[3-9]|2\d|3[01])/(?P<m>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)", date_values.numeric),
        (rf"{EDGE}(?:{DIRECTION} )?{WEEKDAY}(?:'s)?(?: {PART})?{ZONE}", date_values.weekday),
        (
            (
                rf"{EDGE}{WEEKDAY}(?: night)? (?:and|to|into|through|or) (?:early )?"
                rf"{WEEKDAY.replace('weekday', 'weekday2')}"
            ),
            date_periods.weekdays,
        ),
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
            date_periods.period,
        ),
        (rf"(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)(?: in)? (?:the )?{DIRECTION} {SEASON}", date_periods.season),
        (rf"(?:the )?{DIRECTION} {SEASON}(?:'s)?", date_periods.season),
        (rf"(?<=[Ii]n )(?:the )?(?:early |late )?{SEASON}(?:(?: of)? {YEAR})?", date_periods.season),
        (rf"the (?:early |late )?{SEASON} of {YEAR}", date_periods.season),
        (rf"{SEASON}(?: of)? {YEAR}", date_periods.season),
        (rf"(?:more than |less than |just |only |about |some )?{AMOUNT} {PLURAL} ago", date_values.ago),
        (
            rf"(?:just |only |about )?{AMOUNT} {PLURAL} (?P<way>later|earlier|before|after|previously|prior)",
            date_values.apart,
        ),
        (
            (
                r"(?P<word>[Tt]he (?:previous|following|next|same) (?:day|morning|evening|night)|[Tt]hat (?:same )?(?:"
                r"day|night|morning|evening|afternoon)|[Tt]he (?:day|night) (?:before|after)(?! tomorrow| yesterday))"
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
        (r"(?:the )?(?:early |late |mid[- ])?(?:the )?(?P<decade>(?:19|20)\d0|'?[5-9]0)'?s", date_periods.decade),
        (rf"{YEAR}(?:-|–|/| to | and | through | until )(?P<year2>(?:19|20)\d\d|\d\d)", date_periods.years),
        (rf"(?:[Tt]he )?{_PART_OF_YEAR}(?: of)?(?: fiscal)? {YEAR}", date_periods.part_of_year),
        (rf"(?:[Tt]he )?{_PART_OF_YEAR}(?: of)? (?P<of>last|this|next|the) year", date_periods.part_of_year),
        (rf"[Tt]he {_QUARTER}(?! (?:of|final|moon|century|game|mile|pounder)\b)", date_periods.part_of_year),
        (rf"Q(?P<number>[1-4])(?:,? {YEAR})?", date_periods.part_of_year),
        (rf"(?:[Ff]iscal(?: year)?|FY) ?{YEAR}", date_periods.year),
        (rf"[Tt]he {_EDGE_OF} of (?:the )?(?:year )?{YEAR}", date_periods.year),
        (rf"(?:[Tt]he )?{_EDGE_OF} of {MONTH}(?: of)? (?P<of>last|this) year", date_periods.month_of_year),
        (rf"(?:[Tt]he )?{_EDGE_OF} of (?:the month of )?{MONTH}(?:,? {YEAR})?", date_periods.month_only),
        (rf"[Tt]he {_EDGE_OF} of the (?P<unit>week|month|year)", date_periods.period),
        (r"(?:(?<=[Oo]ver )|(?<=[Aa]t )|(?<=[Oo]n )|(?<=[Dd]uring ))the weekend", date_periods.weekend),
        (
            r"weekend(?= (?:[a-z-]+ ){0,3}(?:launch|test|firing|strike|attack|barrage|salvo)(?:es|s)?\b)",
            date_periods.weekend,
        ),
        (r"(?P<unit>[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades) ago", date_values.long_ago),
        (rf"[Oo]vernight (?:on |into |to )?{WEEKDAY}", date_values.weekday),
        (rf"{WEEKDAY} (?P<of>last|this|next) week", date_values.weekday_of_week),
        (rf"{WEEKDAY} \({MONTH} {DAY}(?:,? {YEAR})?\)", date_values.day),
        (rf"{MONTH} {DAY},? (?:of )?(?P<of>last|this|next) year", date_values.day_of_year),
        (rf"{DAY} {MONTH} (?:of )?(?P<of>last|this|next) year", date_values.day_of_year),
        (rf"{AMOUNT} {PLURAL} from (?:now|today)", date_values.ahead),
        (rf"[Tt]he week of {MONTH} {DAY}(?:,? {YEAR})?", date_periods.week_of),
        (rf"(?P<holiday>{_HOLIDAY})(?:(?: of|,)? {YEAR})?", date_values.holiday),
        (
            (
                r"(?:[Ee]arly |[Ll]ate |[Ll]ater |[Ee]arlier )?(?:in )?(?P<word>[Tt]hat|[Tt]he (?:same|previous|"
                r"following|next|preceding)) (?P<unit>week|month|year)(?: (?:before|earlier))?(?!-)"
            ),
            date_periods.near_period,
        ),
    )
)
# Months and years on their own are dates only where a preposition or a determiner says so: "may", "march", "2,000 men".
LEANING: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    (re.compile(rf"{_IN}(?P<value>{_MONTHISH})(?!\w| \d)"), date_periods.month_only),
    (
        re.compile(
            rf"(?<![\w-])(?P<value>(?:[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|"
            rf"[Tt]his|[Nn]ext)[- ]{MONTH})(?!\w| \d)"
        ),
        date_periods.month_only,
    ),
    (
        re.compile(rf"(?<![\w-])(?P<value>{MONTH})(?='s (?:\w+ )?(?:launch|test|firing|summit))"),
        date_periods.month_only,
    ),
    # The names that are neither a verb nor a given name need no word before them.
    (
        re.compile(
            r"(?<![\w-])(?P<value>(?P<month>January|February|July|September|October|November|December))"
            r"(?![\w-]| \d| (?:Revolution|Surprise|Crisis|Manifesto)|, \d{4})"
        ),
        date_periods.bare_month,
    ),
    (
        re.compile(
            rf"\b(?:[Aa]n?|[Tt]he|[Tt]hat|[Tt]his|[Ii]ts|[Tt]heir|'s|similar|failed|previous|earlier) "
            rf"(?P<value>{MONTH})(?= (?:(?:missile|rocket|satellite|ballistic|ICBM|space) ){{0,2}}"
            r"(?:launch|test|firing|attack|strike|barrage|salvo)(?:es|s)?\b)"
        ),
        date_periods.month_only,
    ),
    (
        re.compile(rf"{_IN}(?:the )?(?:year )?(?:early |late |mid-)?(?P<value>{YEAR})(?!\w)(?! {_COUNTED})"),
        date_periods.year,
    ),
    (
        re.compile(rf"(?:\b[Tt]he |\b[Ii]ts |\b[Aa] |[,(–] ?|^)(?P<value>{YEAR})(?![\w.]\d)(?! {_COUNTED})"),
        date_periods.year,
    ),
)
