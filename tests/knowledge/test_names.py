"""Every written form of the knowledge is found as its row: no name is hidden by another, or by the rules of case."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from extractor.finders import bodies, people, weapons
from extractor.knowledge.gazetteer import Gazetteer, lowered
from extractor.knowledge.reader import load
from extractor.model.article import Article
from extractor.reading import Reading, flatten

KNOWLEDGE = load()
GAPS = tomllib.loads(Path(__file__).with_name("names_gaps.toml").read_text("utf-8"))["gap"]
CLASS_TERMS = [(row.id, term) for row in KNOWLEDGE.weapons.class_ for term in row.terms]
NOUNS = [(word,) for row in KNOWLEDGE.bodies.noun for word in row.words]
TITLES = [(title,) for title in sorted({title for office in KNOWLEDGE.leaders.office for title in office.titles})]
FORMS: dict[str, tuple[Gazetteer, list[tuple[str, ...]]]] = {
    "weapons": (KNOWLEDGE.weapon_names, [(row.name, *row.aliases) for row in KNOWLEDGE.weapons.weapon]),
    "places": (KNOWLEDGE.place_names, [(row.name, *row.aliases) for row in KNOWLEDGE.places.place]),
    "leaders": (KNOWLEDGE.leader_names, [(row.name, *row.aliases) for row in KNOWLEDGE.leaders.leader]),
    "bodies": (KNOWLEDGE.body_names, [(row.name, *row.aliases) for row in KNOWLEDGE.bodies.body]),
    "countries": (
        KNOWLEDGE.country_names,
        [(row.name, *row.names, *row.metonyms, row.capital or row.name) for row in KNOWLEDGE.countries.country],
    ),
    "demonyms": (KNOWLEDGE.country_adjectives, [row.demonyms for row in KNOWLEDGE.countries.country]),
}


def rows() -> Iterator[object]:
    """One test a row of each table, named after its first form."""
    for table, (_, forms) in FORMS.items():
        for number, written in enumerate(forms):
            if written:
                yield pytest.param(table, number, id=f"{table}-{number:04d}-{written[0]}")


@pytest.mark.parametrize(("table", "number"), [*rows()])
def test_every_written_form_is_found_as_its_row(table: str, number: int) -> None:
    gazetteer, forms = FORMS[table]
    for form in forms[number]:
        text = flatten(f"They spoke of {form} there.")
        hits = [(text[hit.start : hit.end], hit.row) for hit in gazetteer.find(text, lowered(text))]
        assert hits == [(form, number)]


def reading(text: str) -> Reading:
    """The reading of one sentence."""
    return Reading.of(Article(text=text, source="sentence", published="2025-06-12"))


def cases_of(table: str, words: Iterable[tuple[str, ...]]) -> list[object]:
    """One test a word, named after it; words that are not read today are strict expected failures."""
    gaps = {word: gap["reason"] for gap in GAPS if gap["table"] == table for word in gap["words"]}
    assert not gaps.keys() - {row[-1] for row in words}, f"names_gaps.toml: no such words in {table}"
    return [
        pytest.param(
            *row,
            id=row[-1],
            marks=[pytest.mark.xfail(reason=gaps[row[-1]], strict=True)] if row[-1] in gaps else [],
        )
        for row in words
    ]


@pytest.mark.parametrize(("class_", "term"), cases_of("class terms", CLASS_TERMS))
def test_a_term_of_a_class_gives_it_to_the_weapon(class_: str, term: str) -> None:
    found = list(weapons.find(reading(f"They fired the {term} at dawn."), KNOWLEDGE))
    assert [class_ in weapon.classes for weapon in found] == [True], found


@pytest.mark.parametrize("noun", cases_of("nouns of bodies", NOUNS))
def test_a_noun_of_bodies_makes_one_with_a_country(noun: str) -> None:
    found = [body.text for body in bodies.find(reading(f"Norway's {noun} replied."), KNOWLEDGE)]
    assert found == [f"Norway's {noun}"]


@pytest.mark.parametrize("title", cases_of("titles", TITLES))
def test_a_title_of_an_office_is_read_before_a_name(title: str) -> None:
    found = list(people.find(reading(f"Norwegian {title} Jens Eriksen replied."), KNOWLEDGE))
    assert [person.standing for person in found] == ["office"], found
