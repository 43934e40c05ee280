"""The one reader of the data files: typed rows, the gazetteers made of them, and a stamp of the whole."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from extractor.errors import KnowledgeError
from extractor.knowledge import forms
from extractor.knowledge.gazetteer import Gazetteer

FOLDER = Path(__file__).parent
FormT = TypeVar("FormT", bound=forms.Row)


@dataclass(frozen=True, eq=False)
class Knowledge:
    """All data files, and the automata that find their words in a text.

    Told apart by identity, so that it can key caches.
    """

    weapons: forms.Weapons
    leaders: forms.Leaders
    countries: forms.Countries
    bodies: forms.Bodies
    places: forms.Places
    units: forms.Units
    cues: forms.Cues
    lists: forms.Lists
    stances: forms.Stances
    triage: forms.Triage
    confidence: forms.Confidence
    version: str

    @cached_property
    def weapon_names(self) -> Gazetteer:
        """Rows of `weapons.weapon`; names also without their hyphen or space ("Hwasong18")."""
        pairs = [
            (form, row) for row, weapon in enumerate(self.weapons.weapon) for form in (weapon.name, *weapon.aliases)
        ]
        closed = [(form.replace("-", ""), row) for form, row in pairs if "-" in form and any(c.isdigit() for c in form)]
        hyphened = [(form.replace(" ", "-"), row) for form, row in pairs if " " in form]
        plural = [
            (form + "s", row)
            for form, row in pairs + closed
            if form[-1:].isalnum() and form[-1:] != "s" and len(form) > 3
        ]
        return Gazetteer(pairs + closed + hyphened + plural)

    @cached_property
    def country_names(self) -> Gazetteer:
        """Rows of `countries.country`, by words that stand for the state: names, capital, metonyms."""
        return Gazetteer(
            (form, row)
            for row, country in enumerate(self.countries.country)
            for form in _unique(country.name, *country.names, *country.metonyms, country.capital or "")
        )

    @cached_property
    def country_adjectives(self) -> Gazetteer:
        """Rows of `countries.country`, by demonyms: "North Korean", "Iranians"."""
        return Gazetteer(
            (form + plural, row)
            for row, country in enumerate(self.countries.country)
            for form in _unique(*country.demonyms)
            for plural in ("", "s")
        )

    @cached_property
    def body_names(self) -> Gazetteer:
        """Rows of `bodies.body`."""
        return Gazetteer(
            (form, row) for row, body in enumerate(self.bodies.body) for form in _unique(body.name, *body.aliases)
        )

    @cached_property
    def place_names(self) -> Gazetteer:
        """Rows of `places.place`."""
        return Gazetteer(
            (form, row) for row, place in enumerate(self.places.place) for form in _unique(place.name, *place.aliases)
        )

    @cached_property
    def leader_names(self) -> Gazetteer:
        """Rows of `leaders.leader`, by full names."""
        return Gazetteer(
            (form, row)
            for row, leader in enumerate(self.leaders.leader)
            for form in _unique(leader.name, *leader.aliases)
        )

    @cached_property
    def leader_surnames(self) -> dict[str, tuple[int, ...]]:
        """Rows of `leaders.leader` by surname in lower case."""
        table: dict[str, list[int]] = {}
        for row, leader in enumerate(self.leaders.leader):
            for surname in (leader.surname, *leader.surnames):
                table.setdefault(surname.lower(), []).append(row)
        return {surname: tuple(rows) for surname, rows in table.items()}

    @cached_property
    def ship_prefixes(self) -> tuple[str, ...]:
        """What begins the names of warships: "USS", "HMS"."""
        return tuple(prefix for country in self.countries.country for prefix in country.ships)

    @cached_property
    def given_names(self) -> frozenset[str]:
        """First names of the people of `leaders.leader`, of those who bear the surname last."""
        rows = (leader for leader in self.leaders.leader if leader.name.endswith(f" {leader.surname}"))
        names = {leader.name.split()[0] for leader in rows}
        return frozenset(n for n in names if len(n) > 3 and n.isalpha()) - {c.name for c in self.countries.country}

    @cached_property
    def cue_words(self) -> dict[str, tuple[str, ...]]:
        """Words of each cue by its id."""
        return {cue.id: cue.words for cue in self.cues.cue}

    @cached_property
    def word_lists(self) -> dict[str, tuple[str, ...]]:
        """Words of each list by its id."""
        return {row.id: row.words for row in self.lists.list_}


def _unique(*forms_: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms_ if form))


@cache
def load() -> Knowledge:
    """The knowledge that comes with the program, read once a process. Raises KnowledgeError naming file and row."""
    return read(FOLDER)


def read(folder: Path) -> Knowledge:
    """The knowledge in a folder of data files."""
    return Knowledge(
        weapons=_form(folder, "weapons", forms.Weapons),
        leaders=_form(folder, "leaders", forms.Leaders),
        countries=_form(folder, "countries", forms.Countries),
        bodies=_form(folder, "bodies", forms.Bodies),
        places=_form(folder, "places", forms.Places),
        units=_form(folder, "units", forms.Units),
        cues=_form(folder, "cues", forms.Cues),
        lists=_form(folder, "lists", forms.Lists),
        stances=_form(folder, "stances", forms.Stances),
        triage=_form(folder, "triage", forms.Triage),
        confidence=_form(folder, "confidence", forms.Confidence),
        version=stamp(folder),
    )


def _form(folder: Path, name: str, form: type[FormT]) -> FormT:
    path = folder / f"{name}.toml"
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        return form.model_validate(data)
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error


def stamp(folder: Path) -> str:
    """Digest of all data files, by name and content: the `knowledge_version` of records."""
    whole = hashlib.sha256()
    for path in sorted((*folder.glob("*.toml"), *folder.glob("*.json"))):
        whole.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()[:16]
