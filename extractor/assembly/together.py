"""Voices that act together: lists of names, with the unnamed at their end, and partners."""

from __future__ import annotations

from dataclasses import replace

from extractor.assembly.floor import NOUNS
from extractor.assembly.subjects import Actor
from extractor.assembly.verbs import Token


def coordinated(tokens: list[Token], actors: list[Actor]) -> list[Actor]:
    """Voices joined by commas and "and" become one subject: "Japan, South Korea and the United States".

    A comma alone joins only inside such a list: after a name it opens an apposition.
    """
    groups: list[list[Actor]] = []
    for actor in actors:
        if groups and _is_place_in_list(tokens, groups[-1][-1], actor):
            groups[-1][-1] = replace(groups[-1][-1], after=actor.after)
            continue
        between = [t.low for t in tokens[groups[-1][-1].after : actor.first]] if groups else []
        if (
            between
            and _joins(tokens, groups[-1][-1], actor)
            and actor.voices[0].kind != "unnamed"
            and groups[-1][-1].voices[0].kind != "unnamed"
        ):
            groups[-1].append(actor)
        else:
            groups.append([actor])
    joined: list[Actor] = []
    for group in groups:
        joined += _split_list(tokens, group)
    return joined


def _is_place_in_list(tokens: list[Token], one: Actor, other: Actor) -> bool:
    """Whether a name only tells where a member of a list is: "the U.S. military in Japan, ... and Canada"."""
    where = [t.low for t in tokens[one.after : other.first]]
    goes_on = [t.low for t in tokens[other.after : other.after + 2]]
    return (
        other.voices[0].type == "country"
        and one.voices[0].type not in ("country", "")
        and where in (["in"], ["in", "the"], ["at", "the"])
        and (goes_on[:1] == ["and"] or (goes_on[:1] == [","] and goes_on[1:] in (["the"], ["and"])))
    )


def _joins(tokens: list[Token], one: Actor, other: Actor) -> bool:
    """Whether only commas, "and" and the title of a person stand between two voices."""
    person = other.voices[0].kind == "person"
    words = tokens[one.after : other.first]
    rest = [t for t in words if t.low not in JOINING and not (person and t.low in PARTNERS)]
    titled = (
        person
        and len(rest) <= 5
        and all(t.word[0].isupper() or t.low in NOUNS or t.low in (".", "-", "of", "'s") for t in rest)
    )
    listed = any(t.low in ("and", "'s") for t in words)
    return any(t.low in JOINING for t in words[:2]) and (not rest or (titled and listed))


JOINING = frozenset(", and the both its his her or & ally allies well as".split())


def _split_list(tokens: list[Token], group: list[Actor]) -> list[Actor]:
    """A run of voices as one subject if "and" stands before the last, else as they are."""
    end = _over_others(tokens, group[-1].after)
    if end > group[-1].after:
        return [Actor(tuple(v for a in group for v in a.voices), group[0].first, end)]
    while len(group) > 1:
        last = [t.low for t in tokens[group[-2].after : group[-1].first]]
        if ("and" in last or "&" in last or "well" in last) and not _owns(tokens, group[-1]):
            return [Actor(tuple(v for a in group for v in a.voices), group[0].first, group[-1].after)]
        return [*_split_list(tokens, group[:-1]), group[-1]]
    return group


def _over_others(tokens: list[Token], after: int) -> int:
    """Past unnamed members that end a list: "Japan, Canada and several other nations"."""
    start = after + (after < len(tokens) and tokens[after].low == ",")
    words = [t.low for t in tokens[start : start + MAX_OTHERS]]
    if words[:1] != ["and"] or ("others" not in words[:3] and "other" not in words[:4]):
        return after
    return next((start + n + 1 for n, word in enumerate(words) if n and word.endswith("s")), after)


MAX_OTHERS = 7  # tokens


def _owns(tokens: list[Token], actor: Actor) -> bool:
    return actor.after < len(tokens) and tokens[actor.after].low == "'s"


def over_counterpart(tokens: list[Token], after: int) -> int:
    """Past an unnamed partner of a person: "Mr. Park and his counterparts from Japan and Canada"."""
    start = after + (after < len(tokens) and tokens[after].low == ",")
    words = [t.low for t in tokens[start : start + 2]]
    if words[:1] != ["and"] or words[1:] not in (["his"], ["her"], ["their"]):
        return after
    end = next((n + 1 for n in range(start + 2, min(len(tokens), start + 7)) if tokens[n].low in PARTNERS), after)
    if end == after or end >= len(tokens) or tokens[end].word[0].isupper():
        return after
    if tokens[end].low in ("from", "in", "of"):
        end += 1
        while end < len(tokens) and (tokens[end].word[0].isupper() or tokens[end].low in ("and", ",", "the")):
            end += 1
    return end


PARTNERS = frozenset("counterpart counterparts colleague colleagues number deputy deputies ministers".split())
