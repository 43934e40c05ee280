"""Leaders: mentions of people linked to persons, office holders told from all others."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from extractor.assembly.homes import settle
from extractor.assembly.slots import cut, evidence
from extractor.assembly.view import View
from extractor.finders.bodies import country_words_in
from extractor.finders.names import surname
from extractor.model.article import digest
from extractor.model.mention import Person
from extractor.model.record import Found, Leader


@dataclass
class Figure:
    """One person of the text: all mentions, and the row of the knowledge base, where known."""

    mentions: list[Person] = field(default_factory=list)
    row: int | None = None
    known: str | None = None
    """The name in the knowledge base."""
    country: str | None = None
    """The side served."""
    _named: tuple[int, str] = (0, "")
    """The name, and the number of mentions it was found in."""

    @property
    def name(self) -> str:
        """The fullest form in the text; of equally full ones the one that is known, else the one used most."""
        if self._named[0] != len(self.mentions):
            forms = Counter(m.name for m in self.mentions)
            right = self.known and _fold(self.known)
            name = max(forms, key=lambda form: (form.count(" ") + form.count("-"), _fold(form) == right, forms[form]))
            self._named = (len(self.mentions), name)
        return self._named[1]


def figures(view: View) -> list[Figure]:
    """Persons of the text in order of their first mention; surnames go to the person of that name told last."""
    people: list[Figure] = []
    for mention in view.of(Person):
        home = _named(view, people, mention) if mention.full else _by_surname(view, people, mention)
        if home is None:
            home = Figure()
            people.append(home)
        home.mentions.append(mention)
        stranger = any(m.full and not m.rows for m in home.mentions)  # "Jonathan Trump" is not the Trump we know
        if home.row is None and len(mention.rows) == 1 and not stranger:
            home.row = mention.rows[0]
            home.known = view.knowledge.leaders.leader[home.row].name
    people = _merged(people)
    for figure in people:
        figure.country = _told_country(view, figure)
    settle(view, people)
    return people


def _told_country(view: View, figure: Figure) -> str | None:
    if figure.row is not None:
        return view.knowledge.leaders.leader[figure.row].country
    rows = [row for m in figure.mentions for row in m.rows]  # "President Bush", whichever of the two
    homes = {view.knowledge.leaders.leader[row].country for row in rows}
    alike = next(iter(homes)) if len(homes) == 1 and all(not m.full for m in figure.mentions) else None
    return next((m.country for m in figure.mentions if m.country), alike)


def _merged(people: list[Figure]) -> list[Figure]:
    """One figure a person: who was told under two names turns out to be one where both lead to the same row."""
    kept: dict[object, Figure] = {}
    for figure in people:
        one = kept.setdefault(_fold(figure.name) if figure.row is None else figure.row, figure)
        if one is not figure:
            one.mentions = sorted([*one.mentions, *figure.mentions], key=lambda m: m.start)
    return list(kept.values())


def _named(view: View, people: list[Figure], mention: Person) -> Figure | None:
    form = _fold(mention.name)
    for figure in people:
        if mention.rows and figure.row is not None and figure.row in mention.rows:
            return figure
        if any(_fold(m.name) == form for m in figure.mentions):
            return figure
    return next(
        (
            f
            for f in people
            if all(not m.full for m in f.mentions)
            and (f.row is None or bool(mention.rows))
            and surname(mention.name, view.knowledge) == f.mentions[0].name.split()[-1]
        ),
        None,
    )


def _by_surname(view: View, people: list[Figure], mention: Person) -> Figure | None:
    form = _fold(mention.name)
    last = form.split()[-1:]
    fitting = [
        f
        for f in people
        if (own := _fold(f.name)) == form
        or own.split()[-1:] == last
        or _fold(surname(f.name, view.knowledge)) == form
        or (f.row is not None and f.row in mention.rows)
    ]
    if not fitting:  # "Lieutenant General Zubair", "Sir Keir", "Saddam": called by the first name
        first = [f for f in people if _fold(f.name).split()[0] == form]
        fitting = first if len(first) == 1 else []
    if not fitting:
        return None
    known = [f for f in fitting if f.row is not None and f.row in mention.rows]
    return max(known or fitting, key=lambda f: max(m.end for m in f.mentions))


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return re.sub(r"[\s\-']+", " ", name.lower()).strip()


def of_figures(view: View, people: list[Figure]) -> tuple[Leader, ...]:
    """Office holders as record leaders, in order of first mention."""
    leaders = [_leader(view, figure) for figure in people if is_leader(view, figure)]
    return tuple(sorted(leaders, key=lambda leader: leader.mentions[0].start))


def is_leader(view: View, figure: Figure) -> bool:
    """Whether the person holds or held an office: by the words of the text, or by the knowledge base."""
    if all(m.modifier for m in figure.mentions):
        return False
    if figure.row is not None:
        return True
    if any(m.standing in ("analyst", "private") for m in figure.mentions):
        return False
    return any(m.standing == "office" for m in figure.mentions)


def _leader(view: View, figure: Figure) -> Leader:
    known = view.knowledge.leaders.leader[figure.row] if figure.row is not None else None
    name = " ".join(figure.name.split())
    forms = {" ".join(m.name.split()) for m in figure.mentions} - {name}
    return Leader(
        leader_id="l"
        + digest(view.reading.article.article_id, *((known.name, known.wikidata or "") if known else (name,))),
        name=name,
        canonical_name=known.name if known else name,
        wikidata_id=known.wikidata if known else None,
        country=figure.country,
        roles=_roles(view, figure),
        aliases=tuple(sorted(forms)),
        mentions=evidence(view, *figure.mentions),
        office_on_date=_office(view, figure.row),
    )


ROLE_CONFIDENCE = (
    0.9  # of roles read, nine in ten are in gold: 94 % of the leaders are, and 95 % of those leaders' roles
)


def _roles(view: View, figure: Figure) -> tuple[Found[str], ...]:
    """Roles as written, each once: a longer wording of one told already adds nothing."""
    spans = [span for m in figure.mentions for span in m.roles] or [m.rank for m in figure.mentions if m.rank][:1]
    roles: list[Found[str]] = []
    for start, end in sorted(spans):
        words = _without_country(view, start, end)
        low = words.lower()
        if any(low in r.value or r.value in low for r in roles):
            continue
        roles.append(
            Found(
                value=low if _is_plain(words) else words,
                attributed_to=None,
                evidence=(cut(view, start, end),),
                confidence=ROLE_CONFIDENCE,
            )
        )
    return tuple(roles)


def _without_country(view: View, start: int, end: int) -> str:
    """The words of an office, the country left out after what stands before it: "former Israeli prime minister"."""
    text, prefixes = view.reading.article.text, view.knowledge.cue_words["role_prefix"]
    for word in country_words_in(view.reading, view.knowledge, start, end):
        before = text[start : word.start].lower().split()
        if word.adjective and before and all(w in prefixes for w in before):
            return " ".join((text[start : word.start] + text[word.end : end].removeprefix("'s")).split())
    return " ".join(text[start:end].split())


def _is_plain(words: str) -> bool:
    """Titles before a name are capitalised ("President"); names inside a role keep their capitals."""
    return len(words.split()) <= 3


def _office(view: View, row: int | None) -> str | None:
    published: date | None = view.reading.published
    if row is None or published is None:
        return None
    held = [
        t.office
        for t in view.knowledge.leaders.leader[row].terms
        if t.since <= published and (t.until is None or published < t.until)
    ]
    return held[0].replace("_", " ") if held else None
