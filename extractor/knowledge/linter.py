"""What the typed forms cannot see: rows that contradict each other, another file, or the code that asks for them.

A data file that can be read may still be wrong: one written form in two rows, two presidents of one country on one day,
a country nobody has listed, a cue no rule asks for. `lint` says all of it at once, for the person who edits the files.
Whether a place lies in its country is not checked: the files hold no borders.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, groupby
from pathlib import Path

from extractor.knowledge import forms
from extractor.knowledge.asked import asked_cues, asked_lists
from extractor.knowledge.reader import Knowledge

PACKAGE = Path(__file__).parents[1]
SHARED_OFFICES = frozenset(
    (
        "ambassador", "deputy_prime_minister", "intelligence_chief", "mayor", "military_commission_vice_chairman",
        "nuclear_envoy", "party_department_director", "party_leader", "senator", "spokesperson",
        "vice_foreign_minister", "vice_president",
    )
)  # fmt: skip
"""Offices that several people of one country hold at a time: parties and agencies have a chief each, Iran and China
several vice presidents or vice premiers, a state an envoy for each task."""
RANGE_KM = {"srbm": (0, 1000), "mrbm": (1000, 3000), "irbm": (3000, 5500), "icbm": (5500, 25000)}
"""The range classes as the header of weapons.toml has them; 25,000 km is beyond what any missile needs."""
MIN_LETTERS, MIN_DIFFERENT = 6, 4  # in a source: "--------" and "xxxxxxxx" are long enough for the typed form
SPARE_SPACE = re.compile(r"^\s|\s$|\s\s")
TYPESET = re.compile("[\u2010-\u2015\u2018-\u201f\u00ab\u00bb\u00a0\u202f\u00ad]")  # the flat view of a text has none

Row = tuple[str, tuple[str, ...]]  # how complaints name the row, and its written forms


def lint(knowledge: Knowledge, code: Path = PACKAGE) -> list[str]:
    """Every fault of the knowledge as one sentence naming file, row and what to do; empty where there is none.

    `code` is the folder of Python files that ask for cues.
    """
    return [
        *_doubles(knowledge),
        *_unusable_forms(knowledge),
        *_repeated_ids(knowledge),
        *_offices(knowledge),
        *_terms(knowledge),
        *_countries(knowledge),
        *_sources(knowledge),
        *_ranges(knowledge),
        *_cues(knowledge, asked_cues(code)),
        *_lists(knowledge, asked_lists(code)),
    ]


def fold(form: str) -> str:
    """A form without what spellings differ by: case, hyphens, spaces."""
    return re.sub(r"[\s\u2010-\u2015-]", "", form.casefold())


def tables(knowledge: Knowledge) -> dict[str, list[Row]]:
    """All rows that give written forms, by file and kind of row: `"bodies.toml: body"`."""
    stances = knowledge.stances
    return {
        "weapons.toml: weapon": [(row.name, (row.name, *row.aliases)) for row in knowledge.weapons.weapon],
        "weapons.toml: class": [(row.id, (*row.terms, *row.adjectives)) for row in knowledge.weapons.class_],
        "leaders.toml: leader": [(row.name, (row.name, *row.aliases)) for row in knowledge.leaders.leader],
        "countries.toml: country": [(row.code, _forms_of(row)) for row in knowledge.countries.country],
        "bodies.toml: body": [(row.name, (row.name, *row.aliases)) for row in knowledge.bodies.body],
        "bodies.toml: noun": [(f"{row.words[:1]}", row.words) for row in knowledge.bodies.noun],
        "places.toml: place": [(row.name, (row.name, *row.aliases)) for row in knowledge.places.place],
        "units.toml: unit": [(row.id, row.forms) for row in knowledge.units.unit],
        "stances.toml: verbs of": [
            *((row.id, row.verbs) for row in stances.stance),
            ("speech", stances.speech.verbs),
            ("deed", stances.deed.verbs),
        ],
    }


def word_lists(knowledge: Knowledge) -> dict[str, list[Row]]:
    """All rows of words that other rows may list too: a word can be a sign of two things, a title of two offices."""
    return {
        "leaders.toml: office": [(row.id, row.titles) for row in knowledge.leaders.office],
        "leaders.toml: surnames of": [(row.name, (row.surname, *row.surnames)) for row in knowledge.leaders.leader],
        "cues.toml: cue": [(row.id, row.words) for row in knowledge.cues.cue],
        "lists.toml: list": [(row.id, row.words) for row in knowledge.lists.list_],
        "stances.toml: phrases of": [(row.id, row.phrases) for row in knowledge.stances.stance],
        "triage.toml: list": [("weapon", knowledge.triage.weapon)],
    }


def _forms_of(country: forms.Country) -> tuple[str, ...]:
    capital = (country.capital,) if country.capital else ()
    return (country.name, *country.names, *country.demonyms, *country.metonyms, *capital)


def _doubles(knowledge: Knowledge) -> Iterator[str]:
    for kind, rows in tables(knowledge).items():
        owners: dict[str, tuple[int, str, str]] = {}
        for number, (name, written) in enumerate(rows):
            for form in written:
                first, owner, twin = owners.setdefault(fold(form), (number, name, form))
                if first != number:
                    yield f"{kind} {name!r}: {form!r} is {twin!r} of {owner!r} too: leave it to one of the two"
    yield from _rival_classes(knowledge)


def _rival_classes(knowledge: Knowledge) -> Iterator[str]:
    """A name that is also a term of a class says that class: the weapon must have it."""
    terms = {fold(term): row.id for row in knowledge.weapons.class_ for term in row.terms}
    for weapon in knowledge.weapons.weapon:
        for form in (weapon.name, *weapon.aliases):
            told = terms.get(fold(form))
            if told is not None and told not in weapon.classes:
                where = f"weapons.toml: weapon {weapon.name!r}"
                yield f"{where}: {form!r} is a term of class {told!r}, which it lacks: add it, or remove the form"


def _unusable_forms(knowledge: Knowledge) -> Iterator[str]:
    """Forms listed again in their row, and forms that no text can match."""
    for kind, rows in {**tables(knowledge), **word_lists(knowledge)}.items():
        for name, written in rows:
            if not written and not kind.startswith(("weapons", "stances")):
                yield f"{kind} {name!r}: no written form: add one or remove the row"
            # Names in capitals match in capitals only, so "NASA" and "Nasa" are two forms; cues match in any case.
            for form, times in Counter(form.lower() if kind.startswith("cues") else form for form in written).items():
                if times > 1:
                    yield f"{kind} {name!r}: {form!r} is listed {times} times: keep one"
            for form in written:
                if TYPESET.search(form) or SPARE_SPACE.search(form):
                    yield (
                        f"{kind} {name!r}: {form!r} never matches: write it with '-', straight quotes, single spaces"
                    )


def _repeated_ids(knowledge: Knowledge) -> Iterator[str]:
    ids: dict[str, Iterable[str]] = {
        "weapons.toml: class": (row.id for row in knowledge.weapons.class_),
        "weapons.toml: family": (row.prefix for row in knowledge.weapons.family),
        "leaders.toml: office": (row.id for row in knowledge.leaders.office),
        "leaders.toml: wikidata": (row.wikidata for row in knowledge.leaders.leader if row.wikidata),
        "countries.toml: country": (row.code for row in knowledge.countries.country),
        "units.toml: unit": (row.id for row in knowledge.units.unit),
        "cues.toml: cue": (row.id for row in knowledge.cues.cue),
        "lists.toml: list": (row.id for row in knowledge.lists.list_),
        "stances.toml: stance": (row.id for row in knowledge.stances.stance),
    }
    for kind, names in ids.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield f"{kind} {name!r}: {times} rows have it: join them, or correct all but one"


def _offices(knowledge: Knowledge) -> Iterator[str]:
    known = {office.id for office in knowledge.leaders.office}
    for leader in knowledge.leaders.leader:
        where = f"leaders.toml: leader {leader.name!r}"
        for term in leader.terms:
            if term.office not in known:
                yield f"{where}: no office {term.office!r}: add an [[office]], or correct the term"
            if term.until is not None and term.until <= term.since:
                yield f"{where}: {_span(term)} runs backwards: correct one of the dates"


def _terms(knowledge: Knowledge) -> Iterator[str]:
    """Terms that overlap: of one person for one office, and of two people for one that only one can hold."""
    held = [(leader, term) for leader in knowledge.leaders.leader for term in leader.terms]
    held.sort(key=lambda pair: (pair[0].country or "", pair[1].office, pair[1].since, pair[0].name))
    for (country, office), group in groupby(held, key=lambda pair: (pair[0].country, pair[1].office)):
        for (one, term), (other, later) in combinations(group, 2):
            if later.since >= (term.until or date.max):
                continue
            where = f"leaders.toml: leader {other.name!r}: {_span(later)} overlaps"
            if one is other:
                yield f"{where} the person's own {_span(term)}: join the two or correct a date"
            elif office not in SHARED_OFFICES:
                side = country or "an international body"
                yield f"{where} {_span(term)} of {one.name!r} for {side}: correct a date, or leave out what is unsure"


def _span(term: forms.Term) -> str:
    return f"term of {term.office!r} from {term.since} until {term.until or 'now'}"


def _countries(knowledge: Knowledge) -> Iterator[str]:
    known = {country.code for country in knowledge.countries.country}
    sided: dict[str, Iterable[tuple[str, str | None]]] = {
        "weapons.toml: weapon": ((row.name, row.country) for row in knowledge.weapons.weapon),
        "weapons.toml: family": ((row.prefix, row.country) for row in knowledge.weapons.family),
        "leaders.toml: leader": ((row.name, row.country) for row in knowledge.leaders.leader),
        "bodies.toml: body": ((row.name, row.country) for row in knowledge.bodies.body),
        "places.toml: place": ((row.name, row.country) for row in knowledge.places.place),
    }
    for kind, rows in sided.items():
        for name, code in rows:
            if code is not None and code not in known:
                yield f"{kind} {name!r}: no country {code!r}: add it to countries.toml or correct the code"


def _sources(knowledge: Knowledge) -> Iterator[str]:
    sourced: dict[str, Iterable[tuple[str, str]]] = {
        "weapons.toml: weapon": ((row.name, row.source) for row in knowledge.weapons.weapon),
        "weapons.toml: family": ((row.prefix, row.source) for row in knowledge.weapons.family),
        "leaders.toml: leader": ((row.name, row.source) for row in knowledge.leaders.leader),
        "countries.toml: country": ((row.code, row.source) for row in knowledge.countries.country),
        "bodies.toml: body": ((row.name, row.source) for row in knowledge.bodies.body),
        "places.toml: place": ((row.name, row.source) for row in knowledge.places.place),
        "units.toml: unit": ((row.id, row.source) for row in knowledge.units.unit),
        "triage.toml: list": [("weapon", knowledge.triage.source)],
    }
    for kind, rows in sourced.items():
        for name, source in rows:
            letters = [char for char in source.lower() if char.isalnum()]
            if len(letters) < MIN_LETTERS or len(set(letters)) < MIN_DIFFERENT:
                yield f"{kind} {name!r}: source {source!r} names no work: say where the row can be checked"


def _ranges(knowledge: Knowledge) -> Iterator[str]:
    for weapon in knowledge.weapons.weapon:
        if weapon.range_km is None:
            continue
        low, high = weapon.range_km
        where = f"weapons.toml: weapon {weapon.name!r}: range_km {low:g} to {high:g}"
        if not 0 < low <= high:
            yield f"{where} is no interval: write the lower figure first, above zero"
        bands = [RANGE_KM[name] for name in weapon.classes if name in RANGE_KM]
        if bands and not any(low <= top and high >= bottom for bottom, top in bands):
            yield f"{where} contradicts {', '.join(weapon.classes)}: correct the range or the class"


def _cues(knowledge: Knowledge, asked: frozenset[str]) -> Iterator[str]:
    known = {cue.id for cue in knowledge.cues.cue}
    for cue in sorted(asked - known):
        yield f"cues.toml: cue {cue!r}: the code asks for it: add it, or correct the code"
    for cue in sorted(known - asked):
        yield f"cues.toml: cue {cue!r}: no code asks for it: remove it, or use it"


def _lists(knowledge: Knowledge, asked: frozenset[str]) -> Iterator[str]:
    known = {row.id for row in knowledge.lists.list_}
    for name in sorted(asked - known):
        yield f"lists.toml: list {name!r}: a pattern asks for it: add it, or correct the pattern"
    for name in sorted(known - asked):
        yield f"lists.toml: list {name!r}: no pattern asks for it: remove it, or use it"
