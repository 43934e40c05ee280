"""The typed form of each data file: what a row may hold, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.model.record import Stance, WeaponClass

Code = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Words = tuple[Annotated[str, Field(min_length=1)], ...]
Source = Annotated[str, Field(min_length=8)]


class Row(BaseModel):
    """Base of all rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ClassTerm(Row):
    """Words that name a class of missiles; `adjectives` give it to the noun they stand before."""

    id: WeaponClass
    terms: Words
    adjectives: Words = ()


class Weapon(Row):
    """One missile or launcher: how it is written, what it is, how far it reaches.

    `needs_context`: the bare words are also a common word or name; a missile word must stand next to them.
    `users` are forces that fire it beside those of the country that makes it.
    `exported`: others than `country` fire it as well, so that its name does not tell who did.
    """

    name: str
    aliases: Words = ()
    classes: tuple[WeaponClass, ...]
    country: Code
    users: tuple[Code, ...] = ()
    exported: bool = False
    range_km: tuple[float, float] | None = None
    needs_context: bool = False
    source: Source


class Family(Row):
    """A name that makes a designation with any number: an unlisted Hwasong-21 is still a Hwasong."""

    prefix: str
    country: Code
    classes: tuple[WeaponClass, ...] = ()
    source: Source


class Weapons(Row):
    """The form of `weapons.toml`."""

    class_: tuple[ClassTerm, ...] = Field(alias="class")
    weapon: tuple[Weapon, ...]
    family: tuple[Family, ...]


class Office(Row):
    """An office and the words news uses for its holder, without the country."""

    id: str
    titles: Words


class Term(Row):
    """One term of office, half-open: `until` is the first day the person no longer held it."""

    office: str
    since: date
    until: date | None = None


class Leader(Row):
    """A person: how the name is written, side served, offices held.

    `surname` is the part news uses alone ("Kim", "Putin"), `surnames` other spellings of it ("Zelenskyy").
    `country` is None for international bodies.
    """

    name: str
    surname: str
    surnames: Words = ()
    aliases: Words = ()
    country: Code | None = None
    wikidata: Annotated[str, Field(pattern=r"^Q\d+$")] | None = None
    terms: tuple[Term, ...] = ()
    source: Source


class Leaders(Row):
    """The form of `leaders.toml`."""

    office: tuple[Office, ...]
    leader: tuple[Leader, ...]


class Country(Row):
    """A state, and the words that stand for it or for its government; `ships` begin the names of its warships."""

    code: Code
    name: str
    names: Words = ()
    demonyms: Words = ()
    capital: str | None = None
    metonyms: Words = ()
    ships: Words = ()
    source: Source


class Countries(Row):
    """The form of `countries.toml`."""

    country: tuple[Country, ...]


class Body(Row):
    """A body that speaks or acts: government, ministry, force, movement, state media, alliance, news agency.

    `country` is the side it speaks for; None for international bodies and independent media.
    """

    name: str
    aliases: Words = ()
    country: Code | None = None
    kind: Literal["government", "military", "movement", "state_media", "media", "international", "institute"]
    source: Source


class BodyNoun(Row):
    """Words that make a body together with a country: "Japan's Defense Ministry", "the South Korean military"."""

    words: Words
    kind: Literal["government", "military", "state_media", "media"]


class Bodies(Row):
    """The form of `bodies.toml`."""

    body: tuple[Body, ...]
    noun: tuple[BodyNoun, ...]


class Place(Row):
    """A place that launches are made from, or missiles come down in.

    Latitude and longitude in degrees; for a sea or a region a point inside it. `country` is None for seas;
    `operator` is the country that launches from a place in another one.
    """

    name: str
    aliases: Words = ()
    country: Code | None = None
    operator: Code | None = None
    kind: Literal["site", "city", "region", "island", "sea", "base"]
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    source: Source


class Places(Row):
    """The form of `places.toml`."""

    place: tuple[Place, ...]


class Unit(Row):
    """A unit of measure: its written forms, and the factor to the base unit of its quantity.

    Base units: kilometre, minute, Mach, kilogram, kilometre an hour. `prefix` units stand before the number.
    """

    id: str
    quantity: Literal["length", "time", "mach", "mass", "velocity", "other"]
    factor: Annotated[float, Field(gt=0)]
    forms: Words
    prefix: bool = False
    source: Source


class Quantity(Row):
    """Words that stand for a number of things; `max` is None where they leave it open."""

    min: int
    max: int | None = None
    words: Words


class Units(Row):
    """The form of `units.toml`."""

    unit: tuple[Unit, ...]
    quantity: tuple[Quantity, ...]


class CueRow(Row):
    """Words that say what was done, or how certain, how often, when it is said to have been done."""

    id: str
    about: str
    words: Words


class Cues(Row):
    """The form of `cues.toml`."""

    cue: tuple[CueRow, ...]


class WordList(Row):
    """Words that patterns of the rules are composed of; `*` in a word stands for the rest of it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]+$")]
    about: str
    words: Words


class Lists(Row):
    """The form of `lists.toml`."""

    list_: tuple[WordList, ...] = Field(alias="list")


class StanceRow(Row):
    """Words that lean to a stance: `verbs` with an actor as subject, `phrases` and `signs` in the actor's statement."""

    id: Stance
    verbs: Words = ()
    phrases: Words = ()
    signs: Words = ()


class VerbRow(Row):
    """Verbs that lean to no stance."""

    verbs: Words


class Stances(Row):
    """The form of `stances.toml`; `irregular` has the forms of a verb that follow no rule, `nouns` its nouns."""

    stance: tuple[StanceRow, ...]
    speech: VerbRow
    deed: VerbRow
    irregular: dict[str, str]
    nouns: dict[str, str]


class Triage(Row):
    """Words without which an article cannot report a launch."""

    weapon: Words
    source: Source


class Weights(Row):
    """What a kind of value is worth: `base` log odds of being right, and what each fact that holds adds to them."""

    kind: str
    values: Annotated[int, Field(ge=0)]
    right: Annotated[int, Field(ge=0)]
    base: float
    facts: dict[str, float]


class Confidence(Row):
    """The form of `confidence.toml`, which the program writes."""

    articles: int
    gold_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    weights: tuple[Weights, ...]

    def of(self, kind: str) -> Weights:
        """The weights of a kind; of one that was not weighed, even odds."""
        return next((row for row in self.weights if row.kind == kind), EVEN)


EVEN = Weights(kind="", values=0, right=0, base=0.0, facts={})
