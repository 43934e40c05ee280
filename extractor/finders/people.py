"""People: named persons, with the office that the words around the name give them.

A name is known to the knowledge base, or shown to be a person's by a title before it, an apposition after it or a
verb of speech beside it. Once a full name is in the text, its surname alone is a mention too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.finders.bodies import country_words_in
from extractor.finders.names import NAME, misspelt, surname
from extractor.finders.roles import RolePatterns, patterns
from extractor.finders.standing import own_part, standing
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Person
from extractor.model.spans import Spans
from extractor.reading import Reading

_OTHER = r"[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}"
_MODIFIED = Pattern(rf"(?:'s?)?(?:(?:, {_OTHER}){{0,4}},? (?:and|or) {_OTHER})?[ -](?:<of_person>)\b")
_SPOKE_AFTER = Pattern(r"(?:,[^,.\"]{3,90},)? (?:has |had |also |later |then |further )?(?:<spoke_after>)\b")
_SPOKE_BEFORE = Pattern(r"(?:<spoke_before>) (?:[A-Z]?[a-z-]+ )?$")


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    rows: tuple[int, ...]


@lru_cache(maxsize=4)
def _not_names(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(knowledge.cue_words["not_a_name"])


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Person]:
    """Person mentions in order: full names first found anywhere, then their surnames."""
    roles = patterns(knowledge)
    known = [
        _Name(
            _first_name(reading, knowledge, roles, _after_honorific(reading.flat, roles, h.start, h.end)),
            h.end,
            (h.row,),
        )
        for h in knowledge.leader_names.find(reading.flat, reading.low)
        if not _of_a_ship(knowledge).search(reading.flat, max(0, h.start - SHIP_NAME), h.start)
        and not _LONGER_NAME.match(reading.flat, h.end)
        and not _NAMED_AFTER(knowledge).match(reading.flat, h.end)
    ]
    taken = Spans((name.start, name.end) for name in known)
    for hit in knowledge.body_names.find(reading.flat, reading.low):
        taken.add(hit.start, hit.end)
    people = [_person(reading, knowledge, roles, name) for name in known]
    for name in _shaped(reading, knowledge, roles):
        if taken.overlaps(name.start, name.end):
            continue
        person = _person(reading, knowledge, roles, name)
        if person.standing == "office" and person.full and (row := misspelt(person.name, knowledge)) is not None:
            person = replace(person, rows=(row,))
        if person.standing != "unknown" or name.rows or _speaks(reading, knowledge, name):
            people.append(person)
            taken.add(name.start, name.end)
    people += _alone(reading, knowledge, roles, people, taken)
    yield from _parted(reading.flat, knowledge, sorted(people, key=lambda p: p.start))


def _parted(flat: str, knowledge: Knowledge, people: list[Person]) -> Iterator[Person]:
    """People in order, each with the part of the words about offices that is about them.

    "Obama spokesman Josh Earnest" serves Obama's country.
    """
    for number, person in enumerate(people):
        near = people[max(0, number - 3) : number] + people[number + 1 : number + 4]
        parts = (own_part(flat, role, (person.start, person.end), near) for role in person.roles)
        roles = tuple(part for part in parts if part is not None and part[0] < part[1])
        if roles == person.roles:
            yield person
        else:
            served = (row for p in near for row in p.rows if any(p.start == start for start, _ in person.roles))
            country = person.country or next((knowledge.leaders.leader[row].country for row in served), None)
            yield replace(
                person, roles=roles, standing="office" if roles or person.rank else "unknown", country=country
            )


_LONGER_NAME = re.compile(
    r"-(?!(?:era|led|backed|style|like|appointed|"
    r"ordered)\b)[a-z]"
)  # "Cho Hyun" inside "Cho Hyun-dong"


_NAMED_AFTER = Pattern(r"(?: (?:[A-Z][\w.]+|international|military|space|naval)){0,4} (?:<named_after>)\b")


def _after_honorific(flat: str, roles: RolePatterns, start: int, end: int) -> int:
    """Past "Ayatollah" or "Crown Prince" at the head of a name that the knowledge base lists with it."""
    while (space := flat.find(" ", start, end)) > 0 and (
        roles.honorific.fullmatch(flat[start : space + 1]) or roles.head.fullmatch(flat[start:space])
    ):
        start = space + 1
    return start


_GIVEN = re.compile(r"(?<![\w-])(?P<given>[A-Z][a-z]+(?:-[a-z]+)?) $")


def _first_name(reading: Reading, knowledge: Knowledge, roles: RolePatterns, start: int) -> int:
    """Before a first name that the knowledge base leaves out, behind a title: "President Abedrabbo Mansour Hadi"."""
    match = _GIVEN.search(reading.flat, max(0, start - 20), start)
    if match is None or match["given"] in _not_names(knowledge) or roles.is_title(match["given"]):
        return start
    if country_words_in(reading, knowledge, *match.span("given")) or not _title(reading, roles, match.start("given")):
        return start
    return match.start("given")


def _shaped(reading: Reading, knowledge: Knowledge, roles: RolePatterns) -> Iterator[_Name]:
    """Capitalised sequences that may be names, cut free of the titles and bodies they run into."""
    stop = _not_names(knowledge)
    for match in NAME(knowledge).finditer(reading.flat):
        if match.group() in stop:
            continue
        span = _cut(reading, roles, match, stop)
        words = reading.flat[span[0] : span[1]].split() if span else []
        alone = len(words) == 1
        if (
            span is None
            or (alone and not _possible_titles(reading, roles, span[0]))
            or _NAMED_AFTER(knowledge).match(reading.flat, span[1])
            or any(w.start < span[1] and span[0] < w.end for w in country_words_in(reading, knowledge, *match.span()))
        ):
            continue
        if alone:
            inserted = reading.flat.startswith("] ", span[1])  # "[President Vladimir] Putin"
            ranked = _RANKED.match(reading.flat, span[1])
            if span[1] - span[0] > 2 and not (inserted or ranked) and _title(reading, roles, span[0]):
                yield _Name(*span, knowledge.leader_surnames.get(words[0].lower(), ()))
        elif len(words) <= 5:
            yield _Name(*span, ())


_RANKED = re.compile(
    r"\. (?:Gen|Adm|Col|Maj|Lt|Cmdr|Capt)\b"
)  # a word cut short before a rank belongs to it: "Bri. Gen."


def _cut(reading: Reading, roles: RolePatterns, match: re.Match[str], stop: frozenset[str]) -> tuple[int, int] | None:
    """The part of a capitalised sequence that can be a name: after the last word that cannot be part of one."""
    flat = reading.flat
    start, end = match.span()
    while flat[start:end].endswith("'s"):
        end -= 2
    after = start
    for token in _TOKEN.finditer(flat, start, end):
        word = token.group().strip(",").removesuffix("'s")
        if word in stop or token.group().endswith("'s") or roles.is_title(word):
            after = token.end()
    first = _TOKEN.search(flat, after, end)
    return (first.start(), end) if first else None


_TOKEN = re.compile(r"\S+")


def _title(reading: Reading, roles: RolePatterns, start: int) -> bool:
    """Whether an office, a rank or a form of address stands right before a name."""
    before = reading.flat[max(0, start - TITLE) : start]
    return any(pattern.search(before) for pattern in _possible_titles(reading, roles, start))


def _possible_titles(reading: Reading, roles: RolePatterns, start: int) -> list[re.Pattern[str]]:
    sifted = roles.sieve.over(reading.flat, reading.folded)
    first = max(0, start - TITLE)
    return [pattern for number, pattern in enumerate(sifted.patterns) if sifted.may_lie(number, first, start)]


TITLE = 90  # characters before a name in which its title begins


def _speaks(reading: Reading, knowledge: Knowledge, name: _Name) -> bool:
    """Next to a verb of speech, and a person: by a usual first name, else as far as the language model can tell."""
    if not _beside_speech(reading, knowledge, name):
        return False
    if reading.flat[name.start : name.end].split()[0] in knowledge.given_names:
        return True
    sentence = reading.sentence_at(name.start)
    return any(a < name.end and name.start < b for a, b in reading.people_in(sentence.start, sentence.end))


_CREDIT = re.compile(r"\b(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Pp]hotograph(?:s|ed)?) by $")


def _beside_speech(reading: Reading, knowledge: Knowledge, name: _Name) -> bool:
    """Whether a verb of speech stands before or after a name that is no credit: "Editing by" speaks for nobody."""
    before = reading.flat[max(0, name.start - 40) : name.start]
    return _CREDIT.search(before) is None and (
        _SPOKE_BEFORE(knowledge).search(before) is not None
        or _SPOKE_AFTER(knowledge).match(reading.flat, name.end) is not None
    )


SHIP_NAME = 30  # characters of the name of a ship before the one of a person in it


@lru_cache(maxsize=4)
def _of_a_ship(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(knowledge.ship_prefixes)}) (?:[A-Z][\w.]* ){{0,2}}$")


_SINGLE = re.compile(r"(?<![\w-])(?:al-|Al-|bin )?[A-Z][\w-]*[a-z](?:-[A-Z][a-z]+)?(?!\w|['’][a-z]{2})")


def _alone(
    reading: Reading, knowledge: Knowledge, roles: RolePatterns, people: list[Person], taken: Spans
) -> list[Person]:
    """Surnames on their own: of people named in full in this text, or known and beyond doubt."""
    surnames = {surname(person.name, knowledge) for person in people if person.full}
    strangers = _strangers(reading, knowledge, roles)
    strangers -= {surname(person.name, knowledge) for person in people if person.full and person.rows}
    found: list[Person] = []
    for match in _SINGLE.finditer(reading.flat):
        word = match.group()
        if word not in surnames and word.lower() not in knowledge.leader_surnames:
            continue
        start, end = match.span()
        if word in _not_names(knowledge) or _of_a_ship(knowledge).search(
            reading.flat, max(0, start - SHIP_NAME), start
        ):
            continue
        if taken.overlaps(start, end) or re.match(r" [A-Z][a-z]", reading.flat[end : end + 3]):
            continue
        if _NAMED_AFTER(knowledge).match(reading.flat, end):
            continue
        rows = () if word in strangers else _holders(reading, knowledge, word)
        if word not in surnames and not (
            len(rows) == 1 and word.lower() not in knowledge.cue_words["ambiguous_surname"]
        ):
            continue
        led = re.search(r"[A-Z][a-z]+ $", reading.flat[max(0, start - 12) : start])
        team = led and led.group() == "The " and _MODIFIED(knowledge).match(reading.flat, end)
        if led and not team and not _title(reading, roles, start):
            continue
        found.append(_person(reading, knowledge, roles, _Name(start, end, rows)))
    return found


_IN_FULL = re.compile(r"[a-z,] ([A-Z][a-z]+) ([A-Z][\w-]*[a-z])\b")


def _strangers(reading: Reading, knowledge: Knowledge, roles: RolePatterns) -> frozenset[str]:
    """Known surnames that the text gives to somebody else: "fisherman Kenta Kishida"."""
    stop = _not_names(knowledge)
    return frozenset(
        name
        for given, name in _IN_FULL.findall(reading.flat)
        if name.lower() in knowledge.leader_surnames and given not in stop and not roles.is_title(given)
    )


def _holders(reading: Reading, knowledge: Knowledge, word: str) -> tuple[int, ...]:
    """Known people of that surname who held an office around the publication date."""
    rows = knowledge.leader_surnames.get(word.lower(), ())
    published = reading.published
    if published is None:
        return rows
    current = [
        row
        for row in rows
        if any(
            t.since <= published and (t.until is None or t.until > published)
            for t in knowledge.leaders.leader[row].terms
        )
    ]
    return tuple(current) or rows


def _person(reading: Reading, knowledge: Knowledge, roles: RolePatterns, name: _Name) -> Person:
    said = standing(reading, knowledge, roles, name.start, name.end)
    written = reading.article.text[name.start : name.end]
    return Person(
        start=name.start,
        end=name.end,
        text=written,
        name=re.sub(r"\s+", " ", written),
        rows=name.rows,
        country=said.country,
        roles=said.roles,
        rank=said.rank,
        standing=said.kind,
        full=" " in reading.flat[name.start : name.end],
        modifier=_MODIFIED(knowledge).match(reading.flat, name.end) is not None,
    )
