"""Examples: the voices of articles and lessons with their moves, and the stances they are known to take."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.assembly import leaders
from extractor.assembly.move import OBLIQUE
from extractor.assembly.reactions import Candidate, Party, launchers, parties
from extractor.assembly.stance_model import STANCES
from extractor.assembly.view import View
from extractor.audit.alignment import same_name
from extractor.audit.parts import Json, ReactionPart, Words, fold, read_parts
from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.model.record import Event, Leader
from extractor.pipeline import Extractor
from extractor.sources.articles import read_articles
from extractor.training.lessons import Lesson

OWN_QUOTE = 0.6  # share of a move's quoted words that stand in the gold quote, where the move is that reaction
LONG_QUOTE = 6  # words; a longer quotation of an actor that gold does not quote is no reaction
LESSON_WEIGHT = 0.5  # of an article's voice: lessons are many and short
WRITTEN_WEIGHT = 0.5  # of a voice in an article written to be learned from
WRITTEN = "written"
"""Sort of the features that only moves of such articles have: in them more voices react than in news, and what that is
worth must not be learned as the meaning of their words (Daumé 2007, "Frustratingly easy domain adaptation")."""
NOWHERE = frozenset(("first", "part=0"))  # features of the place in an article, which a lesson does not have


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One voice: its moves, the stances it takes, and of moves whose quotation gold has, the stance.

    `known` holds by move the number of its stance; `len(STANCES)` where it is no reaction.
    """

    moves: list[list[str]]
    stances: frozenset[str]
    known: dict[int, int] = field(default_factory=dict)
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lecture:
    """An article taken apart as far as no stance model is needed, with what gold says."""

    name: str
    view: View
    parties: dict[str, Party]
    leaders: tuple[Leader, ...]
    events: tuple[Event, ...]
    gold: tuple[ReactionPart, ...]

    def examples(self) -> Iterator[Example]:
        """The voices of the article; a gold actor is the voice whose name fits best."""
        owners = [(reaction, self._owner(reaction.actor)) for reaction in self.gold]
        for key, party in self.parties.items():
            own = [reaction for reaction, owner in owners if owner == key]
            yield Example(
                moves=[c.features for c in party.candidates],
                stances=frozenset(r.stance for r in own if r.stance),
                known=_known(party.candidates, own),
            )

    def _owner(self, actor: Words) -> str | None:
        forms = [(key, Words(text=form, folded=fold(form))) for key, p in self.parties.items() for form in p.forms]
        words = set(actor.folded.split())
        fitting = [
            (form.folded == actor.folded, len(words & set(form.folded.split())), -number, key)
            for number, (key, form) in enumerate(forms)
            if same_name(actor, form)
        ]
        return max(fitting)[3] if fitting else None


def read_lectures(gold: Path, extractor: Extractor) -> list[Lecture]:
    """Every article of a gold folder (`articles/`, `gold/`) taken apart, by name.

    Raises SourceError where there are none, or one has no gold record that can be read.
    """
    articles = list(read_articles(gold / "articles"))
    if not articles:
        raise SourceError(str(gold), "not_found", "no articles/ with articles in it")
    return [_lecture(article, gold, extractor) for article in articles]


def _lecture(article: Article, gold: Path, extractor: Extractor) -> Lecture:
    analysis = extractor.analyse(article)
    view, events = analysis.view, analysis.record.events
    return Lecture(
        name=Path(article.source).stem,
        view=view,
        parties=parties(view, leaders.figures(view), launchers(events)),
        leaders=analysis.record.leaders,
        events=events,
        gold=read_parts(_json(gold / "gold" / f"{Path(article.source).stem}.json"), article.source).reactions,
    )


def _json(path: Path) -> Json:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(str(path), "unreadable", str(error)) from error
    if not isinstance(found, dict):
        raise SourceError(str(path), "bad_json", "an object expected")
    return found


def _known(candidates: Sequence[Candidate], own: Iterable[ReactionPart]) -> dict[int, int]:
    quotes = [(STANCES.index(r.stance), _bag(r.quote.text)) for r in own if r.quote and r.stance in STANCES]
    known: dict[int, int] = {}
    for number, candidate in enumerate(candidates):
        said = _bag(" ".join(q.text for q in candidate.move.quotes))
        total = sum(said.values())
        best = max(((sum((said & bag).values()), -stance) for stance, bag in quotes), default=(0, 0))
        if total and best[0] >= OWN_QUOTE * total:
            known[number] = -best[1]
        elif total >= LONG_QUOTE:
            known[number] = len(STANCES)
    return known


def _bag(text: str) -> Counter[str]:
    return Counter(fold(text).split())


def of_written(lectures: Iterable[Lecture]) -> list[Example]:
    """The voices of articles written to be learned from, marked as such and weighing less than those of news."""
    return [
        replace(example, moves=[[*move, *_written(move)] for move in example.moves], weight=WRITTEN_WEIGHT)
        for lecture in lectures
        for example in lecture.examples()
    ]


def _written(features: Sequence[str]) -> list[str]:
    return [f"{WRITTEN}={kind}" for kind in ("bias", "speech", "deed", "quote") if kind in features]


def of_lessons(lessons: Iterable[Lesson], extractor: Extractor) -> list[Example]:
    """The voices of lessons: the main one takes the stance; of a lesson without a stance all take none.

    A lesson whose voice is not heard teaches nothing and is left out.
    """
    found: list[Example] = []
    for lesson in lessons:
        view = extractor.view(Article(text=lesson.text, source="lesson"))
        heard = parties(view, leaders.figures(view), frozenset((lesson.side,)))
        taught = heard if lesson.stance is None else _main(heard)
        stances = frozenset((lesson.stance,) if lesson.stance else ())
        moves = [[[f for f in c.features if f not in NOWHERE] for c in p.candidates] for p in taught.values()]
        found += [Example(moves=own, stances=stances, weight=LESSON_WEIGHT) for own in moves]
    return found


def _main(heard: dict[str, Party]) -> dict[str, Party]:
    """The voices that share the first verb of the main clause."""
    first = {
        key: next((c.move.verb for c in p.candidates if not c.move.embedded and c.move.before not in OBLIQUE), None)
        for key, p in heard.items()
    }
    leading = next((verb for verb in first.values() if verb is not None), None)
    return {key: heard[key] for key, verb in first.items() if verb is not None and verb == leading}
