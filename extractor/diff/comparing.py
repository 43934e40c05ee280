"""Two records of one article compared: all changes, each once, and what was folded away as noise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from extractor.audit.parts import read_parts
from extractor.diff.cause import causes_of
from extractor.diff.change import Change, Noise
from extractor.diff.events import compare_events, events_paired
from extractor.diff.facts import Fact, Findings, Thing, compare, compare_plain, fact_of, numbered
from extractor.diff.pairing import Plain, Rules, pair
from extractor.diff.people import compare_leaders, compare_reactions, leaders_paired, reactions_paired
from extractor.diff.places import Texts, folded_space
from extractor.diff.values import core, shown

METADATA = ("source", "url", "title", "published", "published_from", "outlet", "language")
LISTS = ("events", "leaders", "reactions", "tallies", "warnings")
EXCERPT = 160  # characters of an edited text that are shown on each side


def compare_records(old: Plain, new: Plain) -> tuple[tuple[Change, ...], Counter[Noise]]:
    """All changes between two records of one article, and the noise by its kind.

    Raises ContractError for a record whose lists or numbers are none.
    """
    name = article_name(new)
    out = Findings(article=name, texts=Texts(_text(old), _text(new)))
    _compare_article(out, old, new)
    if not out.texts.same or not all(_alike(old, new, part) for part in LISTS):
        _compare_parts(out, old, new)
    causes = causes_of(old, new)
    return numbered([replace(change, causes=causes) for change in out.changes]), out.noise


def _compare_parts(out: Findings, old: Plain, new: Plain) -> None:
    parts = read_parts(old, f"old {out.article}"), read_parts(new, f"new {out.article}")
    events, leaders = _lists(old, new, "events"), _lists(old, new, "leaders")
    paired_events = events_paired(out, *events, (parts[0].events, parts[1].events))
    paired_leaders = leaders_paired(out, *leaders, (parts[0].leaders, parts[1].leaders))
    compare_events(out, *events, paired_events)
    compare_leaders(out, *leaders, paired_leaders)
    paired = reactions_paired(out, *_lists(old, new, "reactions"), (parts[0].reactions, parts[1].reactions))
    compare_reactions(out, (old, new), paired, {"leader_id": paired_leaders, "about": paired_events})
    _compare_tallies(out, *_lists(old, new, "tallies"))
    _compare_warnings(out, *_lists(old, new, "warnings"))


def whole_article(record: Plain, *, added: bool) -> Change:
    """The change of an article that only one side has."""
    name = article_name(record)
    out = Findings(article=name, texts=Texts(_text(record), _text(record)))
    counts = [f"{len(record.get(part) or ())} {part}" for part in ("events", "leaders", "reactions")]
    fact = Fact(value=f"{title_of(record)}: {', '.join(counts)}")
    thing = Thing(part="article", subject=title_of(record))
    out.add("added" if added else "removed", thing, "", (None, fact) if added else (fact, None))
    return numbered(out.changes)[0]


def article_name(record: Plain) -> str:
    """What people call the article: its source, address or id."""
    article = _article(record)
    return str(article.get("source") or article.get("url") or article.get("article_id") or record.get("id") or "?")


def title_of(record: Plain) -> str:
    """The article's title, else its name."""
    return folded_space(str(_article(record).get("title") or article_name(record)))


def _compare_article(out: Findings, old: Plain, new: Plain) -> None:
    ours, theirs = _article(old), _article(new)
    thing = Thing(part="article", subject=title_of(old))
    if not out.texts.same:
        if out.texts.same_ink:
            out.noise["layout"] += 1
        else:
            before, after = out.texts.edited()
            more = len(out.texts.new) - len(out.texts.old)
            sides = (Fact(value=_excerpt(before)), Fact(value=_excerpt(after)))
            out.add("text", thing, "text", sides, f"{more:+d} characters")
    for slot in (slot for slot in METADATA if ours.get(slot) != theirs.get(slot)):
        compare(out, thing, slot, fact_of(ours.get(slot)), fact_of(theirs.get(slot)))
    authors = [tuple(article.get("authors") or ()) for article in (ours, theirs)]
    if sorted(authors[0]) != sorted(authors[1]):
        compare(out, thing, "authors", *(Fact(value=", ".join(each)) if each else None for each in authors))
    elif authors[0] != authors[1]:
        out.noise["order"] += 1


def _compare_tallies(out: Findings, old: Sequence[Plain], new: Sequence[Plain]) -> None:
    def same(tally: Plain, in_new: bool) -> Any:
        said = core({key: tally.get(key) for key in ("count", "what", "country", "period")})
        return said, frozenset(out.places(tally.get("evidence") or (), in_new=in_new))

    rules = Rules(same=same, scored=lambda _old, _new: (), evidence=lambda tally: tally.get("evidence") or ())
    paired = pair(out, old, new, rules)
    for i, j in paired.pairs:
        thing = Thing(part="tally", subject=_tally(old[i]), old_at=i, new_at=j)
        evidence = tuple(old[i].get("evidence") or ()), tuple(new[j].get("evidence") or ())
        first = len(out.changes)
        for slot in ("count", "what", "country", "period"):
            compare_plain(out, thing, slot, (old[i], new[j]), evidence)
        if not out.same_places(*evidence) and len(out.changes) == first:
            out.add("moved", thing, "evidence", (_total(old[i]), _total(new[j])))
    for i in paired.lone_old:
        out.add("removed", Thing(part="tally", subject=_tally(old[i]), old_at=i), "", (_total(old[i]), None))
    for j in paired.lone_new:
        out.add("added", Thing(part="tally", subject=_tally(new[j]), new_at=j), "", (None, _total(new[j])))


def _compare_warnings(out: Findings, old: Sequence[Plain], new: Sequence[Plain]) -> None:
    """Warnings are known by code and words; their paths count positions in lists, which mean nothing."""

    def same(warning: Plain, in_new: bool) -> Any:
        places = frozenset(out.places(warning.get("evidence") or (), in_new=in_new))
        return warning.get("code"), places, core(warning.get("message"))

    def scored(olds: list[int], news: list[int]) -> tuple[tuple[int, int], ...]:
        left = dict(enumerate(news))
        pairs = []
        for i, at in enumerate(olds):
            match = next((j for j, to in left.items() if _named(old[at]) == _named(new[to])), None)
            if match is not None:
                pairs.append((i, match))
                del left[match]
        return tuple(pairs)

    paired = pair(out, old, new, Rules(same=same, scored=scored, evidence=lambda _: ()))
    for i, j in paired.pairs:
        thing = Thing(part="warning", subject=str(old[i].get("code")), old_at=i, new_at=j)
        compare(out, thing, "message", _message(old[i]), _message(new[j]))
    for i in paired.lone_old:
        thing = Thing(part="warning", subject=str(old[i].get("code")), old_at=i)
        out.add("removed", thing, "", (_message(old[i]), None))
    for j in paired.lone_new:
        thing = Thing(part="warning", subject=str(new[j].get("code")), new_at=j)
        out.add("added", thing, "", (None, _message(new[j])))


def _named(warning: Plain) -> tuple[str, str]:
    return str(warning.get("code")), str(warning.get("path") or "").rpartition("/")[2]


def _message(warning: Plain) -> Fact:
    return Fact(value=str(warning.get("message") or ""), evidence=tuple(warning.get("evidence") or ()))


def _tally(tally: Plain) -> str:
    return f"{tally.get('country') or '?'} {tally.get('what') or ''} {shown(tally.get('period'))}"


def _total(tally: Plain) -> Fact:
    return Fact(value=f"{shown(tally.get('count'))} {_tally(tally)}", evidence=tuple(tally.get("evidence") or ()))


def _excerpt(text: str) -> str:
    words = folded_space(text)
    return words if len(words) <= EXCERPT else words[: EXCERPT - 4] + " ..."


def _lists(old: Plain, new: Plain, part: str) -> tuple[list[Plain], list[Plain]]:
    return list(old.get(part) or ()), list(new.get(part) or ())


def _alike(old: Plain, new: Plain, part: str) -> bool:
    """Whether a list is the same, where it has figures down to their spelling: then there is nothing to compare."""
    ours, theirs = old.get(part), new.get(part)
    return ours == theirs and (part not in ("events", "tallies") or repr(ours) == repr(theirs))


def _article(record: Plain) -> Mapping[str, Any]:
    article = record.get("article")
    return article if isinstance(article, Mapping) else {}


def _text(record: Plain) -> str:
    return str(_article(record).get("text") or "")
