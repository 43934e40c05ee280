"""Events: statements about one launch become one event; what disagrees is kept as claims.

One side, one kind of action, one day is one event. A statement joins the launch that its date, its weapon and its
wording fit; it opens a new one where its date or its figures say that it was another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.assembly.brief import is_of_another
from extractor.assembly.continuation import told_ahead
from extractor.assembly.dating import resolve_relative
from extractor.assembly.days import days_apart, in_week, is_spoken, relation, settle
from extractor.assembly.draft import Draft, alike, has_class_of, is_near, of_one_drill, same_kind, same_side, same_words
from extractor.assembly.launchers import Side
from extractor.assembly.leading import is_of_the_unnamed, leading_side, only_told
from extractor.assembly.plans import is_done
from extractor.assembly.retelling import (
    FORTNIGHT,
    answers,
    is_counted_from,
    is_definite,
    is_earlier,
    is_long_past,
    is_part,
    is_previous,
    is_retold,
    is_told,
    is_year_of,
    precedes,
    reported_with,
    speaks_of_own,
    told_on,
)
from extractor.assembly.statement import FACTS, Statement
from extractor.assembly.trigger import is_one
from extractor.assembly.view import View

LEAD = 4  # sentences in which news tells what it is about
EARLY = 8  # sentences in which "the tests" may mean launches that the headline told of
SAME_STORY = 3  # paragraphs after which "it" and "the missile" no longer mean the launch told last


def assemble(view: View, statements: tuple[Statement, ...]) -> list[Draft]:
    """Drafts of events, in the order in which the text first tells of them."""
    told = [s for s in statements if s.state in FACTS]
    builder = _Builder(view=view, leading=leading_side(view, statements))
    plans = [s for s in told if s.state == "planned"]
    made = any(s.telling for s in told if s.state != "planned")
    if plans and not made:
        builder.add(plans[0])
    for statement in told:
        if statement.state != "planned":
            builder.add(statement)
    for statement in told_ahead(view, told, builder.drafts[0].statements[0]) if builder.drafts else ():
        _join(builder.drafts[0], statement)
    announced = _Builder(view=view, leading=builder.leading) if made else builder
    for statement in plans:
        if not is_done(view, statement, builder.drafts):
            announced.add(statement)
    drafts = builder.drafts + (announced.drafts if made else [])
    drafts = [
        d
        for d in sorted(drafts, key=lambda d: d.start)
        if d.side is not None or any(is_told(view, s) for s in d.statements)
    ]
    resolve_relative(view, drafts)
    return drafts


_BOMB = re.compile(r"\b(?:nuclear|hydrogen|atomic|bombs?|engines?|motors?|interceptors?)\b")


@dataclass
class _Builder:
    """Puts statements to drafts one after the other; `focus` is the launch told last."""

    view: View
    leading: Side | None
    drafts: list[Draft] = field(default_factory=list)
    focus: Draft | None = None

    def add(self, statement: Statement) -> None:
        if statement.describes:
            names = {w.canonical for w in statement.weapons}
            for described in (d for d in self.drafts if names & {w.canonical for w in d.weapons()}):
                described.statements.append(statement)
            return
        statement = self._of_its_report(self._of_its_maker(statement))
        draft = self._goes_on(statement) if statement.trigger is None else self._home(statement)
        if draft is None and statement.trigger is not None and self._may_open(statement):
            when = statement.when
            side = None if is_of_the_unnamed(self.view, statement) else statement.side or self.leading
            draft = Draft(side=side, when=when, iso=settle(when) if when else None)
            if statement.same_day and when is None and self.focus is not None:
                draft.when, draft.iso = self.focus.when, self.focus.iso  # "hours earlier" another side had fired two
            self.drafts.append(draft)
        if draft is None:
            return
        _join(draft, statement)
        if self.focus is None or not (statement.is_aside or statement.offset or self._is_beside(statement)):
            self.focus = draft

    def _of_its_report(self, statement: Statement) -> Statement:
        """A launch that was told of before the story's own was made is another one, of the day of its report."""
        said = statement.reported
        if said is None or statement.dates or statement.offset or not statement.telling or not self.drafts:
            return statement
        own = self.drafts[0].iso or told_on(self.drafts[0])
        return replace(statement, dates=(said,)) if precedes(said.iso, own) else statement

    def _of_its_maker(self, statement: Statement) -> Statement:
        """A launch of nobody named, by a weapon of the leading side, is that side's: "the regime tested a KN-23"."""
        if only_told(self.view, statement, self.leading):
            return replace(statement, side=None)
        makers = {w.country for w in statement.weapons if w.name}
        if statement.side is None and statement.telling and self.leading and makers == {self.leading.country}:
            return replace(statement, side=self.leading)
        return statement

    def _is_beside(self, statement: Statement) -> bool:
        """Told in passing, beside the launch in focus: "fired a missile like the one launched in May"."""
        return statement.looks_back and self.focus is not None and self.focus.last.sentence is statement.sentence

    def _goes_on(self, statement: Statement) -> Draft | None:
        focus = self.focus
        if focus is None or statement.sentence.paragraph - focus.last.sentence.paragraph > SAME_STORY:
            return None
        return self.drafts[0] if speaks_of_own(statement, self.drafts[0], focus) else focus

    def _may_open(self, statement: Statement) -> bool:
        """A noun that points back opens an event only with a day of its own, or where nothing was told yet."""
        if statement.telling:
            return statement.is_firm or (not self.drafts and statement.sentence.index < LEAD)
        trigger = statement.trigger
        fired = trigger is not None and (trigger.weapon is not None or trigger.action == "launch")
        if not self.drafts:
            return fired and (
                statement.sentence.index < EARLY or not (trigger and trigger.plural) or bool(statement.when)
            )
        if statement.side is not None and self.leading is not None and statement.side.country == self.leading.country:
            fired = True  # "after April's attack by Iran", in a story of Iran's attacks
        if trigger is not None and trigger.action == "test" and not self._names_a_bomb(statement):
            fired = True  # "the last such test was in May 1980"
        fired = fired or is_previous(self.view, statement)
        if fired and statement.when is not None and settle(statement.when) is not None:
            return True
        stranger = statement.side is not None and all(not same_side(statement, d) for d in self.drafts)
        return stranger and trigger is not None and is_one(trigger)

    def _names_a_bomb(self, statement: Statement) -> bool:
        """Whether the sentence of a test, or the one before it, is about tests of something else."""
        sentences = self.view.reading.sentences[max(0, statement.sentence.index - 1) : statement.sentence.index + 1]
        return any(_BOMB.search(self.view.reading.flat, s.start, s.end) for s in sentences)

    def _home(self, statement: Statement) -> Draft | None:
        fitting = [d for d in self.drafts if same_side(statement, d) and same_kind(statement, d)]
        fitting = [d for d in fitting if not is_counted_from(statement, d)]
        if not fitting:
            return None
        if statement.same_day and statement.when is None and self.focus in fitting:
            return self.focus
        if statement.offset is not None and settle_of(statement) is None:
            return None if statement.telling else self._recent(fitting)
        if statement.when is not None:
            return self._by_day(statement, fitting)
        if not statement.telling:
            like = [d for d in fitting if has_class_of(statement, d) and not answers(self.view, statement, d)]
            return self._recent(like) if like else None
        return self._by_likeness(statement, fitting)

    def _recent(self, fitting: list[Draft]) -> Draft:
        return next((d for d in fitting if d is self.focus), fitting[0])

    def _by_day(self, statement: Statement, fitting: list[Draft]) -> Draft | None:
        """The launch of that day; a launch told close by without a day takes it."""
        when = statement.when
        assert when is not None
        iso = settle(when)
        for draft in fitting:
            if draft.when is None:
                continue
            if iso and draft.iso:
                how = relation(iso, draft.iso)
                if how == "same" or (how in ("inside", "around") and not statement.telling and not is_earlier(when)):
                    return draft
            elif not (iso and draft.iso) and (same_words(when, draft.when) or in_week(iso, draft.when)):
                return draft
        same = self._of_these_hours(statement, fitting) or self._retold(statement, fitting)
        if same is not None:
            return same
        undated = self._undated(statement, fitting, iso)
        if undated is not None and is_of_another(self.view, statement, undated, iso):
            return None
        if self._is_of_another_day(statement, iso):
            undated = None
        if undated is not None and (iso is None or len(iso) > 4 or statement.telling):
            return undated
        if iso is None and not statement.telling:
            return self._recent(fitting)
        if not statement.telling and is_year_of(self.view, iso) and any(d.iso is None for d in fitting):
            return self._recent(fitting)
        return None

    def _undated(self, statement: Statement, fitting: list[Draft], iso: str | None) -> Draft | None:
        """The launch told close by, or as the news, without a day: it may be of the day told now."""
        for d in fitting:
            if d.when is None and (is_near(statement, d) or self._is_news(statement, d)) and alike(statement, d):
                early = not statement.counts and precedes(iso, told_on(d), FORTNIGHT)
                if not early and not (d is self.drafts[0] and is_long_past(self.view, statement, d, iso)):
                    return d
        return None

    def _is_of_another_day(self, statement: Statement, iso: str | None) -> bool:
        """Whether its words make the day that of an earlier launch than the one told without a day."""
        when = statement.when
        if is_previous(self.view, statement) or when is None:
            return True
        coarse = (
            len(iso) < 10 if iso is not None else re.match(r"(?i)last|earlier|previous|past", when.text) is not None
        )
        if statement.telling and (statement.looks_back or (coarse and not is_definite(self.view, statement))):
            return True
        return statement.looks_back and coarse

    def _of_these_hours(self, statement: Statement, fitting: list[Draft]) -> Draft | None:
        """The news' own launch, told as of "last night" or "today": a day off where its own zone has another day."""
        when, first = statement.when, self.drafts[0]
        if when is None or first not in fitting or first.when is None or not is_spoken(when):
            return None
        if statement.telling and (statement.looks_back or not is_spoken(first.when)):
            return None
        return first if days_apart(settle(when), first.iso) == 1 and alike(statement, first) else None

    def _retold(self, statement: Statement, fitting: list[Draft]) -> Draft | None:
        focus = self.focus
        names = {w.canonical for w in statement.weapons if w.canonical}
        if focus is None or focus not in fitting:
            return None
        if not alike(statement, focus) and not names & {w.canonical for w in focus.weapons()}:
            return None
        return focus if is_retold(self.view, statement, focus) else None

    def _is_news(self, statement: Statement, draft: Draft) -> bool:
        """The story's own launch may get its day from a pointer much later: "Sunday's launch"."""
        if draft is not self.drafts[0]:
            return False
        return not statement.telling or (statement.when is not None and statement.when.weekday is not None)

    def _by_likeness(self, statement: Statement, fitting: list[Draft]) -> Draft | None:
        """Without a day: the launch in focus if nothing speaks against it, else the first that is alike."""
        names = {w.canonical for w in statement.weapons if w.canonical}
        named = next((d for d in fitting if names & {w.canonical for w in d.weapons()}), None)
        if named is not None:
            return named
        focus = next((d for d in fitting if d is self.focus), None)
        if focus is not None and is_part(self.view, statement, focus):
            return focus
        if focus is not None and (alike(statement, focus) or of_one_drill(statement, focus)):
            return focus
        return next((d for d in fitting if alike(statement, d) or reported_with(statement, d)), None)


def settle_of(statement: Statement) -> str | None:
    """The event date of a statement's own time expression."""
    return settle(statement.when) if statement.when else None


_OF_THESE_DAYS = re.compile(r"(?i)(?:last|this|earlier this) (?:month|year)")


def _join(draft: Draft, statement: Statement) -> None:
    draft.statements.append(statement)
    if draft.side is None:
        draft.side = statement.side
    when = statement.when
    if when is None or (not statement.telling and any(s.offset for s in draft.statements)):
        return
    iso = settle(when)
    if draft.when and is_spoken(when) and is_spoken(draft.when) and days_apart(iso, draft.iso) == 1:
        draft.when, draft.iso = max((draft.when, draft.iso or ""), (when, iso or ""), key=lambda day: day[1])
    refined = (
        iso is not None and draft.iso is not None and len(draft.iso) < len(iso) == 10 and iso.startswith(draft.iso)
    )
    if (
        refined
        and draft.when is not None
        and _OF_THESE_DAYS.match(draft.when.text)
        and 0 < statement.start - when.end < 3
    ):
        draft.when, draft.iso = when, iso  # "last month" is told with its day later: "the Jan. 30 launch"
    if (draft.when is None and (iso is None or len(iso) > 4)) or (
        draft.iso is None and iso is not None and len(iso) > 4
    ):
        draft.when, draft.iso = when, iso
