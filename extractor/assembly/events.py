"""Events: statements about one launch become one event; what disagrees is kept as claims.

One side, one kind of action, one day is one event. A statement joins the launch that its date, its weapon and its wording
fit; it opens a new one where its date says that it was another day.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractor.assembly.side import Side
from extractor.assembly.statements import Statement
from extractor.assembly.view import View
from extractor.model.mention import Date, Weapon


@dataclass
class Draft:
    """An event while it is put together: its statements, and the day they settle on."""

    statements: list[Statement] = field(default_factory=list)
    side: Side | None = None
    when: Date | None = None
    iso: str | None = None
    order: int = 0

    @property
    def start(self) -> int:
        return min(s.start for s in self.statements)

    def weapons(self) -> list[Weapon]:
        """Weapons of all statements, in order."""
        return [w for s in self.statements for w in s.weapons]


FACTS = ("occurred", "failed", "planned")


def assemble(view: View, statements: list[Statement]) -> list[Draft]:
    """Drafts of events, in the order in which the text first tells of them."""
    leading = _leading_side(statements)
    drafts: list[Draft] = []
    focus: Draft | None = None
    for statement in statements:
        if statement.state not in FACTS:
            continue
        draft = _home(view, statement, drafts, focus, leading)
        if draft is None:
            draft = _open(view, statement, leading)
            if draft is not None:
                drafts.append(draft)
        if draft is not None:
            if statement not in draft.statements:
                _join(view, draft, statement)
            focus = draft
    return [draft for draft in drafts if _is_event(draft)]


def _leading_side(statements: list[Statement]) -> Side | None:
    """The side most launches are told of, for statements that name none."""
    votes: Counter[str] = Counter(s.side.country for s in statements if s.side and s.trigger and s.state in FACTS)
    if not votes:
        return None
    country = max(votes, key=lambda c: (votes[c], -next(i for i, s in enumerate(statements) if s.side and s.side.country == c)))
    return next(s.side for s in statements if s.side and s.side.country == country)


def _home(view: View, statement: Statement, drafts: list[Draft], focus: Draft | None, leading: Side | None) -> Draft | None:
    """The draft a statement belongs to, or None where it tells of another launch."""
    if not drafts:
        return None
    if statement.trigger is None:
        return focus if focus is not None and statement.sentence.paragraph - _last(focus).sentence.paragraph <= 3 else None
    iso, when = _day(view, statement)
    fitting = [d for d in drafts if _same_side(statement, d) and _same_kind(statement, d)]
    if iso is not None:
        return next((d for d in fitting if d.iso and _same_day(d.iso, iso)), None) or _undated(fitting, statement, focus)
    if when is not None and when.weekday is not None:
        match = next((d for d in fitting if d.when and d.when.weekday == when.weekday), None)
        return match or _undated(fitting, statement, focus)
    if when is not None and (when.text.lower().startswith("last week") or when.relative):
        return next((d for d in fitting if d.when and d.when.text.lower() == when.text.lower()), None)
    if statement.trigger.form == "back" or not _is_new(view, statement):
        return focus if focus in fitting else fitting[0] if fitting else None
    return _by_weapon(statement, fitting) or (fitting[0] if fitting else None)


def _last(draft: Draft) -> Statement:
    return draft.statements[-1]


def _undated(fitting: list[Draft], statement: Statement, focus: Draft | None) -> Draft | None:
    """A dated statement may date the launch told just before without a day."""
    if focus is not None and focus in fitting and focus.iso is None and focus.when is None:
        if statement.sentence.index - _last(focus).sentence.index <= 4 or focus.start == min(d.start for d in fitting):
            return focus
    return None


def _same_side(statement: Statement, draft: Draft) -> bool:
    return statement.side is None or draft.side is None or statement.side.country == draft.side.country


def _kind(statements: list[Statement]) -> str:
    for s in statements:
        if any("space_launch_vehicle" in w.classes or "space_launch_vehicle" in w.known_classes for w in s.weapons):
            return "space"
    return "weapon"


def _same_kind(statement: Statement, draft: Draft) -> bool:
    if not statement.weapons or not draft.weapons():
        return True
    return _kind([statement]) == _kind(draft.statements)


def _same_day(a: str, b: str) -> bool:
    """Whether two values may be one day: equal, or one inside the other."""
    if a == b:
        return True
    if "/" in a or "/" in b:
        first, last = (a if "/" in a else b).split("/")
        day = b if "/" in a else a
        return first[: len(day)] <= day <= last[: len(day)] if "/" not in day else False
    return len(a) == 10 and len(b) == 7 and a.startswith(b) and False


_NEW = re.compile(r"\b(?:had|has|have|previously|earlier|last|ago|previous|before|since|past|prior)\b")


def _is_new(view: View, statement: Statement) -> bool:
    """Whether the wording looks back: "had launched", "previously fired"."""
    return False


def _by_weapon(statement: Statement, fitting: list[Draft]) -> Draft | None:
    names = {w.canonical for w in statement.weapons if w.canonical}
    if not names:
        return None
    return next((d for d in fitting if names & {w.canonical for w in d.weapons()}), None)


def _day(view: View, statement: Statement) -> tuple[str | None, Date | None]:
    """ISO day, month, year or interval of a statement, and the words; None, words where it stays open."""
    for when in statement.dates:
        iso = settle(when, view.reading.published)
        if iso is not None:
            return iso, when
    return None, statement.dates[0] if statement.dates else None


def settle(when: Date, published: date | None) -> str | None:
    """A time expression as an event date: weeks give none, or the month where they were counted back; seasons the year."""
    iso = when.iso
    if iso is None:
        return None
    if "-W" in iso:
        if when.relative != "ago":
            return None
        year, week = int(iso[:4]), int(iso[6:])
        return date.fromisocalendar(year, week, 4).isoformat()[:7]
    if re.fullmatch(r"\d{4}-(?:SP|SU|FA|WI|Q\d|H\d)", iso):
        return iso[:4]
    if "X" in iso:
        return None
    return iso


def _open(view: View, statement: Statement, leading: Side | None) -> Draft | None:
    """A new draft, where the statement is firm enough to open one."""
    trigger = statement.trigger
    if trigger is None:
        return None
    side = statement.side or leading
    if side is None:
        return None
    iso, when = _day(view, statement)
    if trigger.form != "verb" and when is None and trigger.plural:
        return None
    return Draft(side=side, when=when, iso=iso)


def _join(view: View, draft: Draft, statement: Statement) -> None:
    draft.statements.append(statement)
    if draft.iso is None:
        iso, when = _day(view, statement)
        draft.iso, draft.when = iso, draft.when or when
        if iso is not None:
            draft.when = when
    if draft.side is None:
        draft.side = statement.side


def _is_event(draft: Draft) -> bool:
    return any(s.trigger and s.trigger.form == "verb" for s in draft.statements) or any(
        s.trigger and s.dates for s in draft.statements
    ) or any(s.trigger and s.trigger.form == "noun" and not s.trigger.plural for s in draft.statements)


def relative_day(iso: str, relative: str) -> str | None:
    """The day that lies a number of days, weeks, months or years from another: "a week after" a known day."""
    match = re.fullmatch(r"([+-])(\d+)([dwmy])", relative)
    if match is None or len(iso) != 10:
        return None
    number = int(match[2]) * (1 if match[1] == "+" else -1)
    start = date.fromisoformat(iso)
    if match[3] in "dw":
        return (start + timedelta(days=number * (7 if match[3] == "w" else 1))).isoformat()
    return None
