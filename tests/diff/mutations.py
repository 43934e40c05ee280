"""Seeded changes to a record, each with what a diff has to say of it: one change, or nothing at all.

A mutation gets a copy of a record as plain JSON and a generator of seeded choices, and changes the copy; it gives False
where this record has nothing to change in that way.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

Plain = dict[str, Any]
Mutate = Callable[[Plain, Random], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A kind of change. `kind`, `where` and `nature` are what the diff has to call it; None where it is noise."""

    name: str
    mutate: Mutate
    kind: str | None
    where: str = ""
    nature: str | None = None
    prepare: Mutate | None = None
    """What is done to both records before, so that there is something to change."""


MUTATIONS: list[Mutation] = []


def mutation(
    kind: str | None, where: str = "", nature: str | None = None, prepare: Mutate | None = None
) -> Callable[[Mutate], Mutate]:
    def listed(mutate: Mutate) -> Mutate:
        name = mutate.__name__.replace("_", " ")
        MUTATIONS.append(Mutation(name=name, mutate=mutate, kind=kind, where=where, nature=nature, prepare=prepare))
        return mutate

    return listed


def filled(record: Plain, slot: str) -> Iterator[Plain]:
    """Events in which a slot holds something."""
    return (event for event in record["events"] if event.get(slot))


def one(items: Any, random: Random) -> Any:
    listed = list(items)
    return random.choice(listed) if listed else None


def words_at(record: Plain, start: int, end: int) -> Plain:
    return {"start": start, "end": end, "text": record["article"]["text"][start:end]}


def free_words(record: Plain, random: Random) -> Plain:
    """Words that are no evidence of the record yet."""
    text = record["article"]["text"]
    used = [(e["start"], e["end"]) for e in evidences(record)]
    starts = [at for at in range(1, len(text) - 12) if text[at - 1].isspace() and text[at : at + 6].isalpha()]
    free = [at for at in starts if all(end <= at or at + 6 <= start for start, end in used)]
    at = random.choice(free)
    return words_at(record, at, at + 6)


def evidences(part: Any) -> Iterator[Plain]:
    if isinstance(part, dict):
        if {"start", "end", "text"} <= part.keys():
            yield part
        for value in part.values():
            yield from evidences(value)
    elif isinstance(part, list):
        for value in part:
            yield from evidences(value)


# values of slots


@mutation("changed", "event.count", "off by one")
def count_off_by_one(record: Plain, random: Random) -> bool:
    event = one(filled(record, "count"), random)
    if event:
        for bound in ("min", "max"):
            if event["count"]["value"][bound] is not None:
                event["count"]["value"][bound] += 1
    return bool(event)


@mutation("changed", "event.distance_km", "unit slip (kilometres for miles)")
def unit_slip(record: Plain, random: Random) -> bool:
    event = one(filled(record, "distance_km"), random)
    if event:
        value = event["distance_km"]["value"]
        for bound in ("min", "max"):
            value[bound] = value[bound] and round(value[bound] * 1.609344, 1)
    return bool(event)


@mutation("changed", "event.altitude_km", "power of ten")
def digit_lost(record: Plain, random: Random) -> bool:
    event = one(filled(record, "altitude_km"), random)
    if event:
        value = event["altitude_km"]["value"]
        for bound in ("min", "max"):
            value[bound] = value[bound] and value[bound] / 10
    return bool(event)


@mutation("changed", "event.count", "upper bound lost")
def bound_opened(record: Plain, random: Random) -> bool:
    event = one((e for e in filled(record, "count") if e["count"]["value"]["max"] is not None), random)
    if event:
        event["count"]["value"]["max"] = None
        event["count"]["value"]["min"] = event["count"]["value"]["min"] or 0
    return bool(event) and event["count"]["value"]["min"] > 0


@mutation("changed", "event.date", "one day off")
def date_a_day_later(record: Plain, random: Random) -> bool:
    event = one(
        (e for e in filled(record, "date") if (e["date"]["value"]["iso"] or "")[8:] in ("05", "12", "16")), random
    )
    if event:
        iso = event["date"]["value"]["iso"]
        event["date"]["value"]["iso"] = f"{iso[:8]}{int(iso[8:10]) + 1:02}"
    return bool(event)


@mutation("changed", "event.date", "less precise")
def day_lost(record: Plain, random: Random) -> bool:
    event = one((e for e in filled(record, "date") if len(e["date"]["value"]["iso"] or "") == 10), random)
    if event:
        event["date"]["value"]["iso"] = event["date"]["value"]["iso"][:7]
    return bool(event)


@mutation("changed", "event.country")
def another_country(record: Plain, random: Random) -> bool:
    event = one(filled(record, "country"), random)
    if event:
        event["country"]["value"] = "FR"
    return bool(event)


@mutation("changed", "event.status")
def status_turned(record: Plain, random: Random) -> bool:
    event = one(record["events"], random)
    if event:
        event["status"] = "failed" if event["status"] == "occurred" else "occurred"
    return bool(event)


@mutation("changed", "event.weapon_classes")
def weapon_class_replaced(record: Plain, random: Random) -> bool:
    event = one(filled(record, "weapon_classes"), random)
    if event:
        one(event["weapon_classes"], random)["value"] = "anti_ship"
    return bool(event)


@mutation("removed", "event.launch_site")
def slot_lost(record: Plain, random: Random) -> bool:
    event = one(filled(record, "launch_site"), random)
    if event:
        event["launch_site"] = None
        event["claims"] = [claim for claim in event["claims"] if claim["slot"] != "launch_site"]
    return bool(event)


@mutation("added", "event.speed_mach")
def slot_gained(record: Plain, random: Random) -> bool:
    event = one((e for e in record["events"] if not e["speed_mach"]), random)
    if event:
        value = {"min": 6, "max": None, "approximate": False}
        words = [free_words(record, random)]
        event["speed_mach"] = {"value": value, "attributed_to": None, "evidence": words, "confidence": 0.8}
    return bool(event)


@mutation("changed", "event.count", "attribution")
def attribution_changed(record: Plain, random: Random) -> bool:
    event = one(filled(record, "count"), random)
    if event:
        event["count"]["attributed_to"] = "the harbour master"
    return bool(event)


@mutation("moved", "event.count")
def evidence_moved(record: Plain, random: Random) -> bool:
    event = one(filled(record, "count"), random)
    if event:
        event["count"]["evidence"] = [free_words(record, random)]
    return bool(event)


@mutation("moved", "event.trigger")
def trigger_moved(record: Plain, random: Random) -> bool:
    event = one((e for e in record["events"] if e["date"] and e["country"]), random)
    if event:
        event["trigger"] = free_words(record, random)
    return bool(event)


def disputed_site(record: Plain, random: Random) -> bool:
    """A launch site that two speakers name otherwise."""
    event = one((e for e in filled(record, "launch_site") if not e["claims"]), random)
    if event:
        found = event["launch_site"]
        rival = {**found["value"], "name": "Tonghae", "text": "Tonghae"}
        event["claims"] = [
            {"slot": "launch_site", "value": value, "attributed_to": by, "evidence": evidence, "chosen": chosen}
            for value, by, evidence, chosen in (
                (found["value"], found["attributed_to"], found["evidence"], True),
                (rival, "Tokyo", [free_words(record, random)], False),
            )
        ]
    return bool(event)


def is_disputed(event: Plain) -> bool:
    return any(claim["slot"] == "launch_site" and claim["value"]["name"] == "Tonghae" for claim in event["claims"])


@mutation("changed", "event.launch_site", "swapped with a rival claim", disputed_site)
def swapped_claims(record: Plain, random: Random) -> bool:
    event = next(e for e in filled(record, "launch_site") if is_disputed(e))
    for claim in event["claims"]:
        claim["chosen"] = not claim["chosen"]
        if claim["chosen"]:
            found = {key: claim[key] for key in ("value", "attributed_to", "evidence")}
            event["launch_site"] = {**found, "confidence": event["launch_site"]["confidence"]}
    return True


@mutation("changed", "event.launch_site", "claims of other speakers", disputed_site)
def speakers_of_claims_swapped(record: Plain, random: Random) -> bool:
    event = next(e for e in filled(record, "launch_site") if is_disputed(e))
    event["claims"][1]["attributed_to"] = "Beijing"
    return True


@mutation("changed", "event.confidence", "confidence")
def event_sure_otherwise(record: Plain, random: Random) -> bool:
    event = one(record["events"], random)
    if event:
        event["confidence"] += -0.4 if event["confidence"] > 0.5 else 0.4
    return bool(event)


@mutation("changed", "event.country", "confidence")
def value_sure_otherwise(record: Plain, random: Random) -> bool:
    event = one(filled(record, "country"), random)
    if event:
        found = event["country"]
        found["confidence"] += -0.4 if found["confidence"] > 0.5 else 0.4
    return bool(event)


# events


@mutation("removed", "event")
def event_lost(record: Plain, random: Random) -> bool:
    if len(record["events"]) < 2:
        return False
    gone = record["events"].pop()
    for reaction in record["reactions"]:
        if reaction["about"] == gone["event_id"]:
            reaction["about"] = None
    return True


@mutation("added", "event")
def event_gained(record: Plain, random: Random) -> bool:
    if not record["events"]:
        return False
    event = copy.deepcopy(record["events"][0])
    found = {"attributed_to": None, "evidence": [free_words(record, random)], "confidence": 0.5}
    empty = dict.fromkeys(("count", "distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach"))
    event.update(empty, launch_site=None, impact_area=None, actor=None, weapon_classes=[], weapon_names=[], sources=[])
    iso = {"iso": "1998-08-31", "text": "x", "weekday": None, "time_of_day": None, "resolved_from": "text"}
    event.update(
        event_id="e0000000000000000", trigger=free_words(record, random), date={"value": iso, **found}, claims=[]
    )
    event["country"] = {"value": "KP", **found}
    record["events"].append(event)
    return True


def two_of(event: Plain, record: Plain, random: Random) -> tuple[Plain, Plain]:
    """An event as two: the count in two parts, the second part told elsewhere and with the weapons of its own."""
    first, second = copy.deepcopy(event), copy.deepcopy(event)
    number = event["count"]["value"]["min"]
    for part, count in ((first, number - 1), (second, 1)):
        part["count"]["value"].update(min=count, max=count)
    second.update(event_id="e1111111111111111", trigger=free_words(record, random), launch_site=None, sources=[])
    return first, second


def of_several(record: Plain) -> Plain | None:
    """An event with an exact count above two: one that can be told as two."""
    values = ((e, e["count"]["value"]) for e in filled(record, "count"))
    return next((e for e, v in values if v["min"] == v["max"] and v["min"] > 2 and not e["claims"]), None)


@mutation("split", "event", "one became 2")
def event_split(record: Plain, random: Random) -> bool:
    event = of_several(record)
    if event:
        at = record["events"].index(event)
        record["events"][at : at + 1] = two_of(event, record, random)
    return bool(event)


@mutation("merged", "event", "2 became one")
def events_merged(record: Plain, random: Random) -> bool:
    """The other way round: the test hands the split record over as the old one."""
    return event_split(record, random)


# leaders, reactions, the rest


@mutation("changed", "leader.name", "renamed")
def renamed_leader(record: Plain, random: Random) -> bool:
    leader = one(record["leaders"], random)
    if leader:
        leader.update(name="Wilhelmina Quist", canonical_name="Wilhelmina Quist", wikidata_id=None)
    return bool(leader)


@mutation("removed", "leader")
def lost_leader(record: Plain, random: Random) -> bool:
    if not record["leaders"]:
        return False
    gone = record["leaders"].pop(random.randrange(len(record["leaders"])))
    for reaction in record["reactions"]:
        if reaction["leader_id"] == gone["leader_id"]:
            reaction["leader_id"] = None
    return True


@mutation("removed", "leader.roles")
def lost_role(record: Plain, random: Random) -> bool:
    leader = one((leader for leader in record["leaders"] if leader["roles"]), random)
    if leader:
        leader["roles"].pop()
    return bool(leader)


@mutation("removed", "reaction")
def lost_reaction(record: Plain, random: Random) -> bool:
    if record["reactions"]:
        record["reactions"].pop(random.randrange(len(record["reactions"])))
        return True
    return False


@mutation("changed", "reaction.stance")
def another_stance(record: Plain, random: Random) -> bool:
    stances = [
        r["stance"] for r in record["reactions"]
    ]  # of two bodies with one name in another each may stand for both
    reaction = one((r for r in record["reactions"] if stances.count(r["stance"]) == 1), random)
    if reaction:
        reaction["stance"] = next(stance for stance in ("support", "deny", "offer_talks") if stance not in stances)
    return bool(reaction)


@mutation("changed", "reaction.quote")
def quote_cut(record: Plain, random: Random) -> bool:
    reaction = one((r for r in record["reactions"] if len((r["quote"] or "").split()) > 4), random)
    if reaction:
        reaction["quote"] = " ".join(reaction["quote"].split()[:-1])
    return bool(reaction)


@mutation("changed", "reaction.about", "points elsewhere")
def reaction_about_another_event(record: Plain, random: Random) -> bool:
    ids = [event["event_id"] for event in record["events"]]
    reaction = one((r for r in record["reactions"] if r["about"] and len(ids) > 1), random)
    if reaction:
        reaction["about"] = next(each for each in ids if each != reaction["about"])
    return bool(reaction)


@mutation("added", "warning")
def new_warning(record: Plain, random: Random) -> bool:
    message = "The text seems to stop before its end."
    record["warnings"].append({"code": "truncated_text", "message": message, "path": "", "evidence": []})
    return True


@mutation("changed", "article.published")
def another_publication_date(record: Plain, random: Random) -> bool:
    had_one = bool(record["article"]["published"])
    record["article"]["published"] = "1999-12-31"
    return had_one


@mutation("text", "article.text")
def text_edited(record: Plain, random: Random) -> bool:
    """A sentence more at the end of the text: no evidence moves."""
    record["article"]["text"] += "\n\nThe desk has added this line."
    record["article"]["text_sha256"] = "0" * 64
    return True


@mutation("text", "article.text", "+28 characters")
def text_inserted_before_everything(record: Plain, random: Random) -> bool:
    """All evidence moves by the length of what was put before it, and stays where it was."""
    put = "The desk put this before it."
    record["article"]["text"] = put + record["article"]["text"]
    record["article"]["text_sha256"] = "0" * 64
    for evidence in evidences({key: value for key, value in record.items() if key != "article"}):
        evidence["start"] += len(put)
        evidence["end"] += len(put)
    return True


# noise


@mutation(None)
def shifted_offsets(record: Plain, random: Random) -> bool:
    """The text wrapped anew: two empty lines before it, line feeds where single spaces were."""
    text = record["article"]["text"]
    at = {i for i, char in enumerate(text) if char == " " and random.random() < 0.1}
    record["article"]["text"] = "\n\n" + "".join("\n" if i in at else char for i, char in enumerate(text))
    record["article"]["text_sha256"] = "0" * 64
    for evidence in evidences({key: value for key, value in record.items() if key != "article"}):
        evidence["start"] += 2
        evidence["end"] += 2
        evidence["text"] = record["article"]["text"][evidence["start"] : evidence["end"]]
    return True


@mutation(None)
def float_formatting(record: Plain, random: Random) -> bool:
    def respelled(part: Any) -> Any:
        if isinstance(part, dict):
            return {
                key: float(v) if key in ("min", "max") and v is not None else respelled(v) for key, v in part.items()
            }
        return [respelled(item) for item in part] if isinstance(part, list) else part

    record["events"] = respelled(record["events"])
    return any(event["count"] or event["distance_km"] for event in record["events"])


@mutation(None)
def reordered_lists(record: Plain, random: Random) -> bool:
    for part in ("events", "leaders", "reactions", "tallies", "warnings"):
        random.shuffle(record[part])
    for thing in (*record["events"], *record["leaders"]):
        for value in thing.values():
            if isinstance(value, list):
                random.shuffle(value)
    return len(record["leaders"]) > 1


@mutation(None)
def new_ids(record: Plain, random: Random) -> bool:
    text = json.dumps({part: record[part] for part in ("events", "leaders", "reactions")})
    for name, things in (("event_id", "events"), ("leader_id", "leaders"), ("reaction_id", "reactions")):
        for thing in record[things]:
            text = text.replace(thing[name], thing[name][0] + f"{random.getrandbits(64):016x}")
    record.update(json.loads(text))
    return bool(record["events"])


@mutation(None)
def confidences_a_little_higher(record: Plain, random: Random) -> bool:
    for event in record["events"]:
        event["confidence"] = round(event["confidence"] * 0.99, 4)
    return bool(record["events"])


@mutation(None)
def keys_in_another_order(record: Plain, random: Random) -> bool:
    """Keys in another order."""
    for key in sorted(record, reverse=True):
        record[key] = record.pop(key)
    return True
