"""Bodies: governments, ministries, forces, movements, alliances; countries and capitals that stand for one.

A body is known by name ("the Pentagon", "KCNA"), or made of a country and a noun ("Japan's Defense Ministry", "the
South Korean military"). A country on its own is a body of type "country"; whether it acts or is only a place is
decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from extractor.knowledge.reader import Knowledge
from extractor.knowledge.sieve import Sieve
from extractor.knowledge.wording import Pattern, any_of
from extractor.model.mention import Body
from extractor.model.spans import Spans
from extractor.reading import Reading

_BETWEEN = r"(?:(?:'s?)? (?:(?:Office of the|People's|[a-z][\w-]+) ){0,2}(?:the )?)"


class CountryWord(NamedTuple):
    """A word for a country in the text; `adjective` for demonyms."""

    start: int
    end: int
    code: str
    adjective: bool


def country_words(reading: Reading, knowledge: Knowledge) -> tuple[CountryWord, ...]:
    """Words for countries in order, the longest where two overlap."""
    return _country_words(knowledge, reading.flat, reading.low)


@lru_cache(maxsize=1)  # two finders ask about one text
def _country_words(knowledge: Knowledge, flat: str, low: str) -> tuple[CountryWord, ...]:
    rows = knowledge.countries.country
    found = [
        CountryWord(hit.start, hit.end, rows[hit.row].code, adjective)
        for gazetteer, adjective in ((knowledge.country_names, False), (knowledge.country_adjectives, True))
        for hit in gazetteer.find(flat, low)
    ]
    best: list[CountryWord] = []
    for word in sorted(found, key=lambda w: (w.start, -w.end)):
        if _is_part_of_a_name(flat, word):
            continue
        if not best or word.start >= best[-1].end:
            best.append(word)
    return tuple(best)


def _is_part_of_a_name(flat: str, word: CountryWord) -> bool:
    """ "the North" of "the North Korean", "America" of "Latin America"."""
    written = flat[word.start : word.end]
    if written.isupper() and len(written) > 4 and word.start < 40:
        return True  # a dateline: "SEOUL (Reuters) -", "TOKYO/SEOUL North Korea fired ..."
    if flat[word.start : word.start + 4].lower() == "the " and re.match(r" [A-Z]", flat[word.end : word.end + 2]):
        return True
    return flat.endswith(("North ", "South ", "Latin ", "Central "), 0, word.start)


@lru_cache(maxsize=4)
def _nouns(knowledge: Knowledge) -> tuple[re.Pattern[str], Mapping[str, str]]:
    kinds = {words.lower(): noun.kind for noun in knowledge.bodies.noun for words in noun.words}
    longest = sorted(kinds, key=len, reverse=True)
    return re.compile(rf"{_BETWEEN}(?P<noun>{any_of(map(re.escape, longest))})(?![\w-])", re.IGNORECASE), kinds


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Body]:
    """Bodies in order, none inside another: made ones first, then known ones, then countries."""
    places = Spans((hit.start, hit.end) for hit in knowledge.place_names.find(reading.flat, reading.low))
    countries = [word for word in country_words(reading, knowledge) if not places.exceeds(word.start, word.end)]
    made = [*_made(reading, knowledge, countries), *_joint(reading, countries), *_peoples(reading, knowledge)]
    known = list(_known(reading, knowledge))
    alone = [_country(reading, knowledge, word) for word in countries if not word.adjective]
    chosen: list[Body] = []
    taken = Spans()
    for body in sorted([*made, *known, *alone], key=lambda b: (-(b.end - b.start), b.start)):
        if not taken.overlaps(body.start, body.end):
            chosen.append(body)
            taken.add(body.start, body.end)
    yield from sorted(chosen, key=lambda b: b.start)


def _made(reading: Reading, knowledge: Knowledge, countries: list[CountryWord]) -> Iterator[Body]:
    pattern, kinds = _nouns(knowledge)
    flat, text = reading.flat, reading.article.text
    for word in countries:
        match = pattern.match(flat, word.end, reading.sentence_at(word.start).end)
        if match is None or (not word.adjective and match.group()[0] == " " and flat[word.start : word.end].islower()):
            continue
        end = _with_acronym(flat, match.end())
        canonical = re.sub(r"\s+", " ", flat[word.start : match.end()])
        yield Body(
            start=word.start, end=end, text=text[word.start : end], canonical=canonical, country=word.code,
            type=kinds[match["noun"].lower()],  # type: ignore[arg-type]
        )  # fmt: skip


_AND = re.compile(r",? (?:and |or )?(?:the )?")
_PLURAL = re.compile(
    r" (?:(?:top|senior|foreign|defen[cs]e|military|government|naval|intelligence|security) ){0,2}"
    r"(?:governments|militaries|armies|navies|ministries|ministers|leaders|officials|authorities|diplomats|forces|"
    r"troops|presidents|envoys|lawmakers)\b"
)


def _joint(reading: Reading, countries: list[CountryWord]) -> Iterator[Body]:
    """Each of those that share a plural noun: "the U.S. and South Korean governments"."""
    flat, text = reading.flat, reading.article.text
    run: list[CountryWord] = []
    for word in countries:
        if not run or not _AND.fullmatch(flat, run[-1].end, word.start):
            run = []
        run.append(word)
        head = _PLURAL.match(flat, word.end) if len(run) > 1 else None
        if head is None or " " not in flat[run[-2].end + 1 : word.start + 1] or not any(w.adjective for w in run):
            continue
        noun = _singular(head.group())
        for one in run:
            if one.adjective:
                end = head.end() if one is word else one.end
                yield Body(
                    start=one.start, end=end, text=text[one.start : end],
                    canonical=f"{flat[one.start : one.end]}{noun}", country=one.code, type="government",
                )  # fmt: skip


def _singular(nouns: str) -> str:
    """Of bodies each has one: "governments", "militaries"; of people each has many."""
    if nouns.endswith("ies") and not nouns.endswith("authorities"):
        return nouns.removesuffix("ies") + "y"
    return nouns.removesuffix("s") if nouns.endswith("governments") else nouns


_PEOPLE = Sieve((re.compile(r"[Tt]he (?P<people>(?:(?:South|North|Saudi) )?[A-Z][a-z]+(?:n|i|k))s(?= [a-z])"),))
_BEGINS = re.compile(r"(?:^|[.,;:\"?!)]\s{1,3}|\b(?:and|but|while|that) )\Z")
LONGEST_BEGINNING = len("while ")


def _peoples(reading: Reading, knowledge: Knowledge) -> Iterator[Body]:
    """A people in the plural for its side: "the South Koreans did not comment"."""
    for match in _PEOPLE.over(reading.flat, reading.folded).finditer(0):
        row = _demonyms(knowledge).get(match["people"])
        first = match.start()
        if row is not None and _BEGINS.search(reading.flat, max(0, first - LONGEST_BEGINNING), first):
            country = knowledge.countries.country[row]
            start, end = match.start("people"), match.end()
            text = reading.article.text[start:end]
            yield Body(start=start, end=end, text=text, canonical=country.name, country=country.code, type="country")


@lru_cache(maxsize=4)
def _demonyms(knowledge: Knowledge) -> Mapping[str, int]:
    return {form: row for row, country in enumerate(knowledge.countries.country) for form in country.demonyms}


def _with_acronym(flat: str, end: int) -> int:
    """Over "(JCS)" right after a name."""
    match = re.match(r" \([A-Z]{2,8}\)", flat[end : end + 12])
    return end + match.end() if match else end


def _known(reading: Reading, knowledge: Knowledge) -> Iterator[Body]:
    for hit in knowledge.body_names.find(reading.flat, reading.low):
        row = knowledge.bodies.body[hit.row]
        start, country = _with_country(reading, knowledge, hit.start, row.country)
        end = _with_acronym(reading.flat, hit.end)
        text = reading.article.text[start:end]
        yield Body(start=start, end=end, text=text, canonical=row.name, country=country, type=row.kind)


def _with_country(reading: Reading, knowledge: Knowledge, start: int, country: str | None) -> tuple[int, str | None]:
    """A known body written with its country: "South Korea's Joint Chiefs of Staff"; the country as written decides."""
    before = reading.flat[max(0, start - 40) : start]
    offset = start - len(before)
    for word in country_words_in(reading, knowledge, offset, start):
        if _LINKS(knowledge).fullmatch(reading.flat[word.end : start]):
            return word.start, word.code
    return start, country


_LINKS = Pattern(r"(?:'s?)? (?:(?:<known_body_adjective>) )?")


def country_words_in(reading: Reading, knowledge: Knowledge, start: int, end: int) -> list[CountryWord]:
    """Words for countries inside a stretch of the text."""
    rows = knowledge.countries.country
    return [
        CountryWord(hit.start, hit.end, rows[hit.row].code, adjective)
        for gazetteer, adjective in ((knowledge.country_names, False), (knowledge.country_adjectives, True))
        for hit in gazetteer.find_within(reading.flat, reading.low, start, end)
    ]


def _country(reading: Reading, knowledge: Knowledge, word: CountryWord) -> Body:
    name, text = _names(knowledge)[word.code], reading.article.text[word.start : word.end]
    return Body(start=word.start, end=word.end, text=text, canonical=name, country=word.code, type="country")


@lru_cache(maxsize=4)
def _names(knowledge: Knowledge) -> Mapping[str, str]:
    return {country.code: country.name for country in reversed(knowledge.countries.country)}
