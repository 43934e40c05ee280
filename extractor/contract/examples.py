"""Example records: invented articles told in full, made through the models and therefore always valid.

Persons and launches are made up, and the dates lie in 2030, so that nobody takes them for news.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from extractor.model.article import Article, digest
from extractor.model.record import (
    SCHEMA_VERSION,
    ArticlePart,
    Claim,
    Country,
    Event,
    Evidence,
    Found,
    Interval,
    Leader,
    ModelStamp,
    Place,
    Provenance,
    Reaction,
    Record,
    Tally,
    Warning,
    WeaponClass,
    When,
)

T = TypeVar("T")

SIMPLE_TEST = """\
North Korea fired two short-range ballistic missiles from Sunan on Tuesday morning, South Korea's Joint Chiefs of \
Staff said. The missiles flew about 350 kilometres at an altitude of up to 50 kilometres and fell into the Sea of Japan.

"We urge the North to stop at once", defence minister Han Do-yun told reporters in Seoul.
"""
CONFLICTING_CLAIMS = """\
North Korea fired a missile into the Sea of Japan on Friday. South Korea's Joint Chiefs of Staff said that it was a \
short-range ballistic missile from Sunan. The state news agency KCNA called it a hypersonic missile launched on the \
east coast. Pyongyang has fired 14 missiles this year.
"""
NO_LAUNCH = """\
The harbour council met on Monday to talk about the winter timetable of the ferries. It put off a decision.
"""
NO_SLOTS: dict[str, Any] = {
    **dict.fromkeys(("actor", "count", "distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach")),
    **dict.fromkeys(("country", "date", "launch_site", "impact_area")),
    **dict.fromkeys(("weapon_classes", "weapon_names", "sources", "claims"), ()),
}
MILITARY = "South Korea's Joint Chiefs of Staff"
AGENCY = "KCNA"
SUNAN = Place(text="Sunan", name="Sunan", country="KP", latitude=39.2, longitude=125.7)
SEA = Place(text="Sea of Japan", name="Sea of Japan", country=None, latitude=40, longitude=135)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An invented article, and the words of it."""

    article: Article

    def at(self, words: str) -> Evidence:
        """The first place of the words; ValueError where the article does not have them."""
        start = self.article.text.index(words)
        return Evidence(start=start, end=start + len(words), text=words)

    def found(self, kind: type[Found[T]], value: T, words: str, by: str | None = None) -> Found[T]:
        """A value, the words that say it, and who is said to say so."""
        return kind(value=value, attributed_to=by, evidence=(self.at(words),), confidence=0.9)

    def identity(self, letter: str, words: str) -> str:
        """An identifier of the kind the contract asks for, after the place of the words."""
        return letter + digest(self.article.article_id, str(self.at(words).start))


def example_records() -> dict[str, Record]:
    """Name to record: a plain test, a launch two sides tell differently, an article without a launch."""
    return {
        "conflicting_claims": _conflicting_claims(),
        "no_launch": _no_launch(),
        "simple_test": _simple_test(),
    }


def _simple_test() -> Record:
    story = _story("simple_test", SIMPLE_TEST, "Two missiles fired from Sunan", "2030-03-13")
    when = When(iso="2030-03-12", text="Tuesday morning", weekday=2, time_of_day="morning", resolved_from="published")
    slots = {
        "country": story.found(Found[Country], "KP", "North Korea", MILITARY),
        "count": story.found(Found[Interval], _exactly(2), "two", MILITARY),
        "weapon_classes": (story.found(Found[WeaponClass], "srbm", "short-range ballistic missiles", MILITARY),),
        "distance_km": story.found(Found[Interval], _exactly(350, about=True), "about 350 kilometres"),
        "altitude_km": story.found(
            Found[Interval], Interval(min=None, max=50, approximate=False), "up to 50 kilometres"
        ),
        "date": story.found(Found[When], when, "Tuesday morning", MILITARY),
        "launch_site": story.found(Found[Place], SUNAN, "Sunan", MILITARY),
        "impact_area": story.found(Found[Place], SEA, "Sea of Japan"),
        "sources": (story.found(Found[str], MILITARY, MILITARY),),
    }
    event = _event(story, "fired", slots)
    leader = _minister(story)
    return _record(story, events=(event,), leaders=(leader,), reactions=(_appeal(story, leader, event),))


def _minister(story: Story) -> Leader:
    name = "Han Do-yun"
    return Leader(
        leader_id=story.identity("l", name),
        name=name,
        canonical_name=name,
        wikidata_id=None,
        country="KR",
        roles=(story.found(Found[str], "defence minister", "defence minister"),),
        aliases=(),
        mentions=(story.at(name),),
        office_on_date=None,
    )


def _appeal(story: Story, leader: Leader, event: Event) -> Reaction:
    quote = "We urge the North to stop at once"
    return Reaction(
        reaction_id=story.identity("r", quote),
        actor=story.found(Found[str], leader.name, leader.name),
        actor_type="person",
        leader_id=leader.leader_id,
        country="KR",
        stance="urge_restraint",
        verb="urge",
        quote=quote,
        quote_kind="direct",
        about=event.event_id,
        evidence=(story.at(quote),),
        confidence=0.9,
    )


def _conflicting_claims() -> Record:
    story = _story("conflicting_claims", CONFLICTING_CLAIMS, "Seoul and Pyongyang differ on missile", "2030-06-08")
    ballistic, hypersonic = "short-range ballistic missile", "hypersonic missile"
    coast = Place(text="east coast", name="east coast", country=None, latitude=None, longitude=None)
    when = When(iso="2030-06-07", text="Friday", weekday=5, time_of_day=None, resolved_from="published")
    slots = {
        "country": story.found(Found[Country], "KP", "North Korea"),
        "count": story.found(Found[Interval], _exactly(1), "a missile"),
        "weapon_classes": (
            story.found(Found[WeaponClass], "srbm", ballistic, MILITARY),
            story.found(Found[WeaponClass], "hypersonic", hypersonic, AGENCY),
        ),
        "date": story.found(Found[When], when, "Friday"),
        "launch_site": story.found(Found[Place], SUNAN, "Sunan", MILITARY),
        "impact_area": story.found(Found[Place], SEA, "Sea of Japan"),
        "sources": (story.found(Found[str], MILITARY, MILITARY), story.found(Found[str], AGENCY, AGENCY)),
        "claims": (
            _claim(story, "weapon_classes", "srbm", ballistic, by=MILITARY),
            _claim(story, "weapon_classes", "hypersonic", hypersonic, by=AGENCY),
            _claim(story, "launch_site", SUNAN, "Sunan", by=MILITARY),
            # Two classes can both stand; a missile leaves from one place, so the other one is a rival.
            _claim(story, "launch_site", coast, "east coast", by=AGENCY, chosen=False),
        ),
    }
    disputed = Warning(
        code="disputed_weapon",
        message=f"{MILITARY} and {AGENCY} name different classes: srbm, hypersonic.",
        path="/events/0/weapon_classes",
        evidence=(story.at(ballistic), story.at(hypersonic)),
    )
    return _record(story, events=(_event(story, "fired", slots),), tallies=(_total(story),), warnings=(disputed,))


def _claim(story: Story, slot: str, value: str | Place, words: str, *, by: str, chosen: bool = True) -> Claim:
    return Claim(slot=slot, value=value, attributed_to=by, evidence=(story.at(words),), chosen=chosen)


def _total(story: Story) -> Tally:
    return Tally(
        count=_exactly(14),
        what="missiles",
        country="KP",
        period=When(iso="2030", text="this year", weekday=None, time_of_day=None, resolved_from="published"),
        evidence=(story.at("Pyongyang has fired 14 missiles this year"),),
    )


def _no_launch() -> Record:
    story = _story("no_launch", NO_LAUNCH, "Ferry timetable put off", None)
    message = "No word of the text speaks of a launch."
    return _record(story, warnings=(Warning(code="no_launch_vocabulary", message=message, path="", evidence=()),))


def _story(name: str, text: str, title: str, published: str | None) -> Story:
    return Story(
        article=Article(
            text=text,
            source=f"examples/{name}.txt",
            title=title,
            published=published,
            published_from="sidecar" if published else None,
            outlet="Example Wire",
            language="en",
        )
    )


def _event(story: Story, trigger: str, slots: dict[str, Any]) -> Event:
    head = {"prominence": "main", "kind": "test", "status": "occurred", "confidence": 0.9}
    words = {"event_id": story.identity("e", trigger), "trigger": story.at(trigger)}
    return Event.model_validate({**NO_SLOTS, **head, **words, **slots})


def _exactly(number: int, *, about: bool = False) -> Interval:
    return Interval(min=number, max=number, approximate=about)


def _record(story: Story, **parts: Any) -> Record:
    """A record with the parts given and the rest empty; stamped with versions no program has."""
    fields: dict[str, Any] = {name: getattr(story.article, name, None) for name in ArticlePart.model_fields}
    read_by_model = bool(parts.get("events"))
    provenance = Provenance(
        extractor_version="0.0.0",
        model=ModelStamp(name="example", version="0.0.0") if read_by_model else None,
        knowledge_version=digest("example"),
        schema_version=SCHEMA_VERSION,
    )
    empty: dict[str, Any] = dict.fromkeys(("events", "leaders", "reactions", "tallies", "warnings"), ())
    head = {"schema_version": SCHEMA_VERSION, "article": ArticlePart(**fields), "provenance": provenance}
    return Record.model_validate({**empty, **head, **parts})
