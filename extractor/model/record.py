"""The published contract: Record > Event > Found > Evidence.

Every model is frozen and refuses unknown fields. Field descriptions are the field guide, rendered to `schemas/`; each
reads "Meaning [unit or precision]; null (or: empty) where the text gives none". A change here is a change of the
contract: bump `SCHEMA_VERSION` (minor for an addition, major for anything a reader of the old version would stumble
over).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, model_validator

SCHEMA_VERSION = "1.1"

T = TypeVar("T")


def _plain(number: float) -> float:
    """One value has one spelling: 3.0 is written 3, and no number has more than four decimals."""
    rounded = round(number, 4)
    return int(rounded) if float(rounded).is_integer() else rounded


_AS_PLAIN = PlainSerializer(_plain, return_type=int | float, when_used="json")
Number = Annotated[float, Field(allow_inf_nan=False), AfterValidator(_plain), _AS_PLAIN]
Confidence = Annotated[float, Field(ge=0, le=1), AfterValidator(_plain), _AS_PLAIN]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code.")]

WeaponClass = Literal[
    "srbm", "mrbm", "irbm", "icbm", "slbm", "ballistic", "cruise", "hypersonic", "anti_ship", "surface_to_air",
    "air_launched", "artillery_rocket", "space_launch_vehicle",
]  # fmt: skip
Stance = Literal[
    "condemn", "concern", "warn", "urge_restraint", "reaffirm", "respond", "announce", "justify", "deny", "support",
    "urge_action", "decline", "assess", "offer_talks",
]  # fmt: skip


class Contract(BaseModel):
    """Base of all parts of a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Contract):
    """The place in the article that says so."""

    start: int = Field(ge=0, description="First character of the words [code points of `article.text`, from 0].")
    end: int = Field(gt=0, description="One past their last character [code points of `article.text`].")
    text: str = Field(min_length=1, description="The words: exactly `article.text[start:end]`.")

    @model_validator(mode="after")
    def _spans_its_text(self) -> Evidence:
        if self.end - self.start != len(self.text):
            raise ValueError(f"evidence {self.start}:{self.end} cannot hold {len(self.text)} characters")
        return self


class Found(Contract, Generic[T]):
    """A value with who says so, the words that say it, and how sure the extractor is."""

    value: T = Field(description="The extracted value.")
    attributed_to: str | None = Field(description="Who is said to have said so; null where the article itself does.")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="The words that say it.")
    confidence: Confidence = Field(description="How sure the extractor is, calibrated on gold records [0 to 1].")


class Interval(Contract):
    """A number as the article gives it, never averaged: 'at least 350' and 'more than 350' are 350 and up."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"properties": {bound: {"type": "number"}}} for bound in ("min", "max")]}
    )
    min: Number | None = Field(description="Lower bound [unit of the slot]; null where only an upper one is told.")
    max: Number | None = Field(description="Upper bound [unit of the slot]; null where only a lower one is told.")
    approximate: bool = Field(description="True where the text hedges: about, some, roughly.")

    @model_validator(mode="after")
    def _is_an_interval(self) -> Interval:
        if self.min is None and self.max is None:
            raise ValueError("an interval needs at least one bound")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"interval runs backwards: {self.min} to {self.max}")
        return self


class Place(Contract):
    """A place as written, and what the knowledge base knows of it."""

    text: str = Field(description="As written in the article.")
    name: str = Field(description="Canonical name; the written form where the place is unknown.")
    country: Country | None = Field(description="Country the place lies in; null for seas and unknown places.")
    latitude: Number | None = Field(description="Of a point in the place [degrees north]; null where unknown.")
    longitude: Number | None = Field(description="Of a point in the place [degrees east]; null where unknown.")


class When(Contract):
    """A date at the precision the article gives."""

    iso: str | None = Field(
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$",
        description="As precise as told [ISO 8601 day `2025-10-22`, month `2025-10`, year `2025`, or first and last "
        "`2025-10-20/2025-10-22`]; null where it cannot be worked out from text and publication date.",
    )
    text: str = Field(description="The words that tell it.")
    weekday: int | None = Field(ge=1, le=7, description="Weekday [1 Monday to 7 Sunday]; null where none is named.")
    time_of_day: str | None = Field(description="Words such as 'early' or '5:34 a.m.' [local time]; null where none.")
    resolved_from: Literal["published", "text"] | None = Field(
        description="What `iso` rests on: publication date, or text alone; null where `iso` is."
    )


class Claim(Contract):
    """One statement about one slot; rivals of the chosen value are kept here."""

    slot: str = Field(description="Name of the event slot, such as `launch_site`.")
    value: str | Interval | Place | When = Field(description="The value claimed [as in the slot].")
    attributed_to: str | None = Field(description="Who claims it; null where the article itself does.")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="The words that say it.")
    chosen: bool = Field(description="True where the slot holds this value, false for a rival.")


class Event(Contract):
    """One launch, one failed attempt, or one announced launch: one side, one kind of action, one day."""

    event_id: str = Field(description="Identity from content; `about` of reactions points to it.")
    prominence: Literal["main", "background"] = Field(description="`main` is what the article is about.")
    kind: Literal["test", "attack", "space_launch"] = Field(description="What was done.")
    status: Literal["occurred", "failed", "planned"] = Field(description="Whether it came off.")
    trigger: Evidence = Field(description="The words that tell of the launch.")
    country: Found[Country] | None = Field(description="Side that launched; null where not told.")
    actor: Found[str] | None = Field(description="Who launched, as written; null where it is the country itself.")
    count: Found[Interval] | None = Field(description="How many were fired [missiles only]; null where not told.")
    weapon_classes: tuple[Found[WeaponClass], ...] = Field(description="The most specific told; empty where none is.")
    weapon_names: tuple[Found[str], ...] = Field(description="As written, without 'missile'; empty where none is told.")
    distance_km: Found[Interval] | None = Field(description="Distance really flown [km]; null where not told.")
    altitude_km: Found[Interval] | None = Field(description="Highest altitude reached [km]; null where not told.")
    range_km: Found[Interval] | None = Field(description="Reach by design or estimate [km]; null where not told.")
    flight_minutes: Found[Interval] | None = Field(description="Time in flight [minutes]; null where not told.")
    speed_mach: Found[Interval] | None = Field(description="Highest speed [Mach]; null where not told.")
    date: Found[When] | None = Field(description="Local date at the launch site [as told]; null where not told.")
    launch_site: Found[Place] | None = Field(description="Most specific place of the launch; null where not told.")
    impact_area: Found[Place] | None = Field(description="Where it came down, or its target; null where not told.")
    sources: tuple[Found[str], ...] = Field(description="Who is said to report or claim it; empty where nobody.")
    claims: tuple[Claim, ...] = Field(description="Statements for slots the text disagrees on; empty if it agrees.")
    confidence: Confidence = Field(description="How sure it is that this is a launch event [0 to 1].")


class Leader(Contract):
    """A named holder of a political or military office."""

    leader_id: str = Field(description="Identity from content; `leader_id` of reactions points to it.")
    name: str = Field(description="Fullest form in the text.")
    canonical_name: str = Field(description="Name in the knowledge base; else the fullest form in the text.")
    wikidata_id: str | None = Field(pattern=r"^Q\d+$", description="Wikidata item; null where unknown.")
    country: Country | None = Field(description="Side served; null for international bodies and where unknown.")
    roles: tuple[Found[str], ...] = Field(description="As written, without the country; empty where none is told.")
    aliases: tuple[str, ...] = Field(description="Other forms used in the text, sorted; empty where none is.")
    mentions: tuple[Evidence, ...] = Field(min_length=1, description="Every place that names the person.")
    office_on_date: str | None = Field(description="Office on the article's date, as known; null where unknown.")


class Reaction(Contract):
    """What a government, body, official or analyst said or did about the launches."""

    reaction_id: str = Field(description="Identity from content.")
    actor: Found[str] = Field(description="The person where one is named, else the body.")
    actor_type: Literal["person", "government", "body"] = Field(description="What the actor is.")
    leader_id: str | None = Field(description="The leader the actor is; null where the actor is none.")
    country: Country | None = Field(description="Side spoken for; null for international bodies and where unknown.")
    stance: Stance = Field(description="What the words or the step amount to.")
    verb: str | None = Field(description="The verb that carries the stance, as written; null where none does.")
    quote: str | None = Field(description="Words in quotation marks, interruptions as ' ... '; null where none.")
    quote_kind: Literal["direct", "indirect", "mixed"] | None = Field(
        description="How the words are reported; null where no words are."
    )
    about: str | None = Field(description="`event_id` of the launch it is about; null where it is about none.")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="The words that say it.")
    confidence: Confidence = Field(description="How sure it is that this is a reaction, of this stance [0 to 1].")


class Tally(Contract):
    """A total over a period: no event."""

    count: Interval = Field(description="How many [`what`].")
    what: Literal["missiles", "launches", "tests"] = Field(description="What is counted.")
    country: Country | None = Field(description="Side that launched; null where not told.")
    period: When = Field(description="Over which time [as precise as told].")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="The words that say it.")


class Warning(Contract):
    """What a careful reader would stumble over."""

    code: str = Field(pattern=r"^[a-z_]+$", description="Stable code of a closed list that minor versions may add to.")
    message: str = Field(description="One sentence for people.")
    path: str = Field(description="JSON pointer to the value meant; '' is the whole record.")
    evidence: tuple[Evidence, ...] = Field(description="The words at fault; empty where no words are.")


class ArticlePart(Contract):
    """The article as it was read."""

    article_id: str = Field(description="Identity from the text's SHA-256 and the canonical address.")
    source: str = Field(description="Path relative to the input root, or address.")
    url: str | None = Field(description="Canonical address; null where unknown.")
    title: str | None = Field(description="Headline from metadata; null where unknown.")
    published: str | None = Field(description="Publication [ISO 8601 date or date-time]; null where nothing tells.")
    published_from: Literal["metadata", "html", "sidecar", "filename", "dateline", "text"] | None = Field(
        description="What told the publication date; null where nothing did."
    )
    modified: str | None = Field(
        default=None, description="Last change [ISO 8601 date or date-time]; null where nothing tells; since 1.1."
    )
    modified_from: Literal["metadata", "html", "sidecar", "filename", "dateline", "text"] | None = Field(
        default=None, description="What told the last change; null where nothing did; since 1.1."
    )
    outlet: str | None = Field(description="Publisher; null where unknown.")
    authors: tuple[str, ...] = Field(description="By-line names; empty where unknown.")
    language: str | None = Field(description="Language [BCP 47 tag]; null where unknown.")
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the text as UTF-8 [64 hex digits].")
    duplicate_of: str | None = Field(
        default=None,
        description="First article of the run with this text or nearly this one [`article_id`]; null where this is "
        "the first; since 1.1.",
    )
    text: str = Field(description="The text all evidence points into, unchanged.")


class ModelStamp(Contract):
    """The language model used."""

    name: str = Field(description="Package or path name.")
    version: str = Field(description="Version from its metadata.")


class Provenance(Contract):
    """What made this record: enough to say why two records of one text differ."""

    extractor_version: str = Field(description="Version of this program.")
    model: ModelStamp | None = Field(description="Language model; null where no model was needed.")
    knowledge_version: str = Field(description="Digest of the knowledge files.")
    schema_version: str = Field(description="Version of this contract [major.minor].")


class Record(Contract):
    """Everything extracted from one article."""

    schema_version: str = Field(description="Version of this contract [major.minor]; a reader of 1.x reads every 1.y.")
    article: ArticlePart = Field(description="The article as read.")
    events: tuple[Event, ...] = Field(description="Launches, main ones first, by first evidence; empty where none.")
    leaders: tuple[Leader, ...] = Field(description="Office holders, by first mention; empty where none.")
    reactions: tuple[Reaction, ...] = Field(description="Reactions, by first evidence; empty where none.")
    tallies: tuple[Tally, ...] = Field(description="Totals over a period, by first evidence; empty where none.")
    warnings: tuple[Warning, ...] = Field(description="What a reader would stumble over; empty where nothing.")
    provenance: Provenance = Field(description="What made this record.")

    @model_validator(mode="after")
    def _evidence_matches_text(self) -> Record:
        for path, evidence in evidence_of(self):
            if (found := self.article.text[evidence.start : evidence.end]) != evidence.text:
                raise ValueError(f"{path}: evidence {evidence.text!r} but the text says {found!r}")
        return self

    @model_validator(mode="after")
    def _ids_are_unique_and_references_exist(self) -> Record:
        leaders = {leader.leader_id for leader in self.leaders}
        events = {event.event_id for event in self.events}
        reactions = {reaction.reaction_id for reaction in self.reactions}
        for name, ids in (("events", events), ("leaders", leaders), ("reactions", reactions)):
            if len(ids) < len(getattr(self, name)):
                raise ValueError(f"/{name}: two with one id")
        for number, reaction in enumerate(self.reactions):
            for name, what, ids in (("leader_id", "leader", leaders), ("about", "event", events)):
                if (one := getattr(reaction, name)) not in (None, *ids):
                    raise ValueError(f"/reactions/{number}/{name}: no {what} {one}")
        return self

    def to_json(self) -> str:
        """One line of JSON Lines: fixed key order, no spaces, text as UTF-8."""
        return self.model_dump_json()


def evidence_of(part: Any, path: str = "") -> Iterator[tuple[str, Evidence]]:
    """Every evidence below `part`, with its JSON pointer, in order."""
    waiting = [(path, part)]
    while waiting:
        path, part = waiting.pop()
        if isinstance(part, Evidence):
            yield path, part
            continue
        inside = enumerate(part) if isinstance(part, tuple) else vars(part).items()
        waiting += reversed([(f"{path}/{name}", one) for name, one in inside if type(one) not in _WITHOUT_EVIDENCE])


_WITHOUT_EVIDENCE = {str, int, float, bool, type(None), Interval, Place, When, ArticlePart, Provenance}
