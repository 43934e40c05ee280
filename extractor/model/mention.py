"""What is found in a text before anything is decided: mentions, each with its span and its words.

Spans are half-open and count code points of `Article.text`. Numbers are SI-like: kilometres, kilograms, minutes,
Mach; the unit as written stays in the words.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

Kind = Literal["count", "measure", "weapon", "date", "place", "person", "body", "quote", "cue"]
Dimension = Literal["distance", "altitude", "range", "speed", "duration", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of the article, and what kind of thing they name."""

    kind: ClassVar[Kind]
    start: int
    end: int
    text: str

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready: kind, span, words, then the fields of the kind."""
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return {"kind": self.kind, **{key: list(v) if isinstance(v, tuple) else v for key, v in own.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Mention):
    """A number of things fired, or of launches; `what` says of which.

    `part` marks a share of a number told before ("three of the missiles", "two more").
    """

    kind: ClassVar[Kind] = "count"
    min: int | None
    max: int | None
    approximate: bool = False
    what: Literal["missiles", "drones", "mixed", "launches", "interceptors"] = "missiles"
    part: Literal["of", "more"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Mention):
    """A figure with a unit, and the role it plays for a missile. `unit` is km, mach, min, kg or m."""

    kind: ClassVar[Kind] = "measure"
    min: float | None
    max: float | None
    approximate: bool = False
    dimension: Dimension
    unit: str
    converted: tuple[float | None, float | None] | None = None
    """The same figure as the text repeats it in the other unit, in `unit`; None where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon(Mention):
    """A missile or launcher: `name` as written without "missile" (None for a bare class), its classes.

    `classes` are those the words give; `known_classes` those the knowledge base adds for a name.
    """

    kind: ClassVar[Kind] = "weapon"
    name: str | None
    canonical: str | None = None
    classes: tuple[str, ...] = ()
    known_classes: tuple[str, ...] = ()
    country: str | None = None
    head: str = ""
    """The noun that carries the mention in singular: missile, rocket, satellite, projectile; "" for a bare name."""
    plural: bool = False
    modifies: str = ""
    """The noun the mention only modifies: "launch" in "missile launch"; "" where it is the thing itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Mention):
    """A time expression: ISO value at the precision given, or what is known of it without a publication date."""

    kind: ClassVar[Kind] = "date"
    iso: str | None
    weekday: int | None = None
    time_of_day: str | None = None
    resolved_from: Literal["published", "text"] | None = None
    relative: str | None = None
    """How it hangs on another day of the story, resolved by the assembly: "-1d" the day before, "+0d" the same day,
    "+2w" two weeks later; "ago" where it was counted back from publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Mention):
    """A place. `role` is what the words around it make of it."""

    kind: ClassVar[Kind] = "place"
    canonical: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    role: Literal["launch_site", "impact_area", "toward", "over", "other"] = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Mention):
    """A named person: name as written and what the words around it say of the person's office.

    `roles` are spans of offices as written, the country left out; `rank` the span of a military rank. `standing` is
    "office" where the words give an office or a rank, "analyst" where they say that the person judges from outside,
    "private" where the person speaks for nobody.
    """

    kind: ClassVar[Kind] = "person"
    name: str
    rows: tuple[int, ...] = ()
    """Rows of the knowledge base that bear this name; more than one for a surname that several share."""
    country: str | None = None
    """The country in the words of the office, where they name one."""
    roles: tuple[tuple[int, int], ...] = ()
    rank: tuple[int, int] | None = None
    standing: Literal["office", "analyst", "private", "unknown"] = "unknown"
    full: bool = True
    """False for a surname alone."""
    modifier: bool = False
    """True where the name only modifies: "the Biden administration"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Mention):
    """A government, ministry, force, agency, movement or alliance, or a country or capital that stands for one."""

    kind: ClassVar[Kind] = "body"
    canonical: str
    country: str | None = None
    type: Literal["country", "government", "military", "movement", "state_media", "media", "international", "institute"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Mention):
    """Words inside quotation marks; the span leaves the marks out."""

    kind: ClassVar[Kind] = "quote"
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Mention):
    """Words that say what was done or how certain it is: launch, flight, failed, planned, hypothetical, negated..."""

    kind: ClassVar[Kind] = "cue"
    cue: str
