"""Statements: what one sentence says of one launch, or adds to one told before.

A statement with a trigger tells of a launch; one without ("The missile flew 500 km") adds to the launch in focus. Mentions
of a sentence with two triggers go to the nearer one, clause by clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.assembly import scope, triggers
from extractor.assembly.attribution import speakers
from extractor.assembly.days import settle
from extractor.assembly.scope import State
from extractor.assembly.side import Side, side_of
from extractor.assembly.triggers import Trigger
from extractor.assembly.view import View
from extractor.model.mention import Body, Count, Date, Measure, Mention, Person, Place, Weapon
from extractor.reading import Sentence


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Mentions of one sentence that belong to one launch.

    `offset` is a time expression that says how long after this launch the story's own one came ("two days after North
    Korea fired ..."). `telling` says that the sentence tells of a launch rather than pointing back to one.
    """

    sentence: Sentence
    trigger: Trigger | None
    state: State
    side: Side | None
    weapons: tuple[Weapon, ...] = ()
    counts: tuple[Count, ...] = ()
    measures: tuple[Measure, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Body | Person, ...] = ()
    offset: Date | None = None
    looks_back: bool = False
    """Told as something earlier than the story: "since its last test in May", "days after it fired"."""

    @property
    def start(self) -> int:
        return self.trigger.start if self.trigger else self.sentence.start

    @property
    def telling(self) -> bool:
        return self.trigger is not None and self.trigger.form != "back"

    @property
    def is_firm(self) -> bool:
        """Whether the words are enough to tell of a launch that was not told before.

        A noun needs somebody who did it, a day or an outcome; a bare plural ("tested missiles") a day, a place or a number.
        """
        trigger = self.trigger
        if trigger is None:
            return False
        anchored = bool(self.dates or self.offset or self.counts or self.measures)
        if trigger.form == "noun":
            return anchored or self.state == "failed" or (self.side is not None and not trigger.plural)
        return (
            anchored
            or trigger.weapon is None
            or not trigger.weapon.plural
            or any(p.role != "other" for p in self.places)
        )

    @property
    def when(self) -> Date | None:
        """The time expression of the launch: the nearest to its words, one without a value counting as further off."""
        return min(self.dates, key=lambda d: abs(d.start - self.start) + (40 if settle(d) is None else 0), default=None)


_BOUNDARY = re.compile(
    r"[;:–]|, (?:and|but|while|when|which|after|days|hours|weeks)\b|\b(?:after|before|while|when|since|following|"
    r"but|that|which|because|as)\b"
)
_SUBJECT = (
    r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Aa]ll(?: the| of the)?|[Ee]ach(?: of the)?|[Oo]ne of the|[Tt]wo "
    r"of the|[Tt]hree of the|[Aa]n unspecified number of) (?:(?:first|second|third|last|other|latest|same|"
    r"two|three|four|suspected|alleged|unidentified|test|liquid-fueled|solid-fuel\w*|new|cruise|ballistic|"
    r"hypersonic|short-range|medium-range|intermediate-range|intercontinental|long-range|\w+-\w+|weapon's) "
    r")*(?:missiles?|projectiles?|rockets?|weapons?|ICBMs?|SRBMs?|IRBM|SLBM|satellite|vehicle|missle)"
)
_ABOUT_IT = re.compile(
    rf"{_SUBJECT}\b(?! (?:program|defen|test|launch|technolog|capab|threat))|\b(?:[Ii]t|[Tt]hey|[Oo]ne|[Tt]he "
    rf"other|[Tt]he first|[Tt]he second) (?:had |also |then |both |each |all |later |reportedly )?(?:flew|"
    rf"travel\w+|reached|landed|fell|splashed|soared|climbed|hit|struck|crashed|came down|was fired|were "
    rf"fired|was launched|were launched|covered|exploded|blew|failed|rose)\b"
)
_IS = (
    r"(?:was|were|is|are|(?:appear|seem)(?:s|ed)? to (?:be|have been)(?: of)?|(?:was|were|is|are|been) (?:\w+ly "
    r")?(?:believed|identified|described|classified|thought|assessed|suspected|presumed|determined|estimated|"
    r"said|named|called|judged|likely)(?: to (?:be|have been)| as| by \w+ (?:to be|as))?|could (?:be|have been)|"
    r"may (?:be|have been)|might (?:be|have been)|(?:closely )?resembl\w+|be)"
)
_NAMED_SO = (
    r"(?:identif\w+|describ\w+|call(?:s|ed|ing)|classif\w+|assess\w+|label\w+|refer\w+ to|announc\w+|claim\w+|"
    r"sa(?:id|ys|ying)|report\w*|confirm\w+|reveal\w+) (?:that )?(?:it|them|this|the (?:missiles?|weapons?|"
    r"projectiles?|launch(?:es)?|test|rockets?))(?: (?:was|were|as|to be|is|are|had been))?"
)
_IDENTIFIES = re.compile(
    rf"(?:{_SUBJECT}(?: \(|,)|{_SUBJECT}(?:[^.;]{{0,120}}? (?:and|which|that))? {_IS}|\b(?:it|this|they|It|This|"
    rf"They|which|launch|test|tests|launches)(?:,[^,]{{3,90}},)? {_IS}|\b(?:[Tt]hese|[Tt]hey|[Ww]hich|salvo|"
    rf"barrage|test|launch|firing|drill) (?:included|includes|involved|involves|used|comprised)|{_NAMED_SO}|"
    rf"\b(?:involv\w+|showed|test of|launch of)) (?:likely |probably |possibly |apparently |also |a |an |the |of |"
    rf"its |as |new |all |what |two |three |both |part |most |to be |have been |appears |[\w-]+,? "
    rf"){{0,9}}[\"'(]?$"
)


def of_article(view: View) -> list[Statement]:
    """All statements of an article in order of their place."""
    found: list[Statement] = []
    for sentence in view.reading.sentences:
        found += of_sentence(view, sentence)
    return found


def of_sentence(view: View, sentence: Sentence) -> list[Statement]:
    """Statements of one sentence: one a trigger, or one without where it goes on about a launch."""
    told = triggers.find(view, sentence)
    made = [part for t in told for part in _by_date(of_trigger(view, sentence, t, told))]
    made += _since(view, sentence, made)
    made = _sharing(made)
    kept = [s for s in made if not _is_generic(view, s) and total_of(view, s) is None]
    return kept or _continuation(view, sentence)


def _sharing(made: list[Statement]) -> list[Statement]:
    """A day told with the pointer is that of the launch told in the same sentence: "In Tuesday's attack it fired ten"."""
    pointed = next((s for s in made if not s.telling and s.dates and not s.looks_back), None)
    if pointed is None:
        return made
    return [
        replace(s, dates=pointed.dates) if s.telling and not s.dates and not s.offset and not s.looks_back else s
        for s in made
    ]


def _by_date(statement: Statement) -> list[Statement]:
    """Launches told together with a day each ("tests on Nov. 30 and Aug. 30") as one statement a day."""
    trigger = statement.trigger
    if trigger is None or not trigger.plural:
        return [statement]
    days = [d for d in statement.dates if d.iso and len(d.iso) >= 7 and "/" not in d.iso]
    if len(days) > 1:
        return [replace(statement, dates=(day,)) for day in days]
    return [statement]


_FIRST_SINCE = re.compile(
    r"\bfirst (?:\w+ ){0,4}(?:launch|test|missile|ICBM|SLBM|firing|test-firing|satellite)\w*\b[^.;]*\bsince "
    r"(?:early |late |mid-)?$"
)


def _since(view: View, sentence: Sentence, made: list[Statement]) -> list[Statement]:
    """The earlier launch in "the first test of the missile since September 2022"."""
    for when in view.of(Date, sentence):
        if settle(when) is None or not _FIRST_SINCE.search(view.reading.flat[sentence.start : when.start]):
            continue
        for statement in made:
            trigger = statement.trigger
            if trigger is not None and trigger.start < when.start:
                earlier = replace(trigger, form="noun", plural=False)
                return [
                    replace(
                        statement,
                        trigger=earlier,
                        dates=(when,),
                        counts=(),
                        measures=(),
                        places=(),
                        sources=(),
                        looks_back=True,
                    )
                ]
    return []


def _is_generic(view: View, statement: Statement) -> bool:
    """Launches in general: a plural without number, day or determiner ("missile tests", "testing ballistic missiles")."""
    trigger = statement.trigger
    if trigger is None or statement.dates or (any(c.min != 1 for c in statement.counts) and trigger.form == "verb"):
        return False
    if (
        trigger.form == "noun"
        and statement.side is not None
        and triggers.CONDUCTS.search(view.reading.flat[statement.sentence.start : trigger.start])
    ):
        return trigger.plural and trigger.weapon is not None and trigger.weapon.modifies != ""
    if trigger.form == "noun":
        return trigger.plural or (trigger.weapon is not None and trigger.weapon.plural and not statement.counts)
    gerund = view.reading.flat[trigger.start : trigger.end].lower().endswith("ing")
    if trigger.form != "verb" or not gerund or trigger.weapon is None:
        return False
    opens = not view.reading.flat[statement.sentence.start : trigger.start].strip(" \"'")
    return opens or (trigger.weapon.plural and not statement.counts)


_PERIOD = re.compile(
    r"(?i)\b(?:this year|so far|since|over the (?:past|last)|in (?:19|20)\d\d|last year|last month|this "
    r"month|in the (?:past|last)|under (?:his|Kim|the)|during|of the year|within|all year)\b"
)
_PERFECT = re.compile(
    r"\b(?:has|have|had) (?:\w+ )?(?:fired|launched|tested|"
    r"conducted|carried|test-fired|staged|been)\b"
)
MANY = 4  # "three launches in April" are told as events; a larger count over a period is a total


def total_of(view: View, statement: Statement) -> Count | None:
    """The count that makes a statement a total over a period rather than a launch: "more than 70 missiles in 2022"."""
    words = view.flat(statement.sentence)
    if statement.trigger is None or statement.trigger.form == "back" or not _PERIOD.search(words):
        return None
    when = statement.when
    if when is not None and len(settle(when) or "") >= 10:
        return None
    near = [c for c in view.of(Count, statement.sentence) if abs(c.start - statement.trigger.start) < 90]
    many = [c for c in near if (c.min or c.max or 0) > MANY and c.what in ("missiles", "launches", "mixed")]
    return many[0] if many and (when is not None or _PERFECT.search(words)) else None


def of_trigger(view: View, sentence: Sentence, trigger: Trigger, told: list[Trigger]) -> Statement:
    """What a sentence says of one of its triggers, `told` being all of them."""
    mine = [
        m
        for kind in (Weapon, Count, Measure, Date, Place)
        for m in view.of(kind, sentence)
        if _owner(view, m, told) is trigger
    ]
    near = [m for m in mine if isinstance(m, Weapon)]
    weapons = _weapons(view, sentence, trigger, near)
    weapons += tuple(w for w in _identified(view, sentence) if w in near and w not in weapons)
    dates = [m for m in mine if isinstance(m, Date) and not _belongs_elsewhere(view, sentence, m, told)]
    return Statement(
        sentence=sentence,
        trigger=trigger,
        state=trigger.factuality.state,
        side=side_of(view, sentence, trigger),
        sources=speakers(view, sentence),
        weapons=weapons,
        counts=tuple(_counts(view, trigger, view.of(Count, sentence), mine, weapons)),
        measures=tuple(m for m in mine if isinstance(m, Measure)),
        dates=tuple(d for d in dates if d.relative in (None, "ago")),
        places=_places(trigger, [m for m in mine if isinstance(m, Place)]),
        offset=_offset(view, sentence, trigger),
        looks_back=_LOOKS_BACK.search(view.reading.flat[sentence.start : trigger.start][-110:]) is not None,
    )


def _places(trigger: Trigger, near: list[Place]) -> tuple[Place, ...]:
    """Places of a launch; a mere pointer to one takes only what follows it at once or names a site or a landing."""
    if trigger.form != "back":
        return tuple(near)
    return tuple(p for p in near if p.role in ("launch_site", "impact_area") and p.start > trigger.start)


_LOOKS_BACK = re.compile(
    r"(?i)(?:\b(?:after|since|following|unlike|than|previous(?:ly)?|earlier|like|resembl\w+|compared (?:to|"
    r"with)|similar to|last|had|prior|past|in (?:19|20)\d\d,?)(?: [\w',.-]+){0,9} ?)$"
)


def _offset(view: View, sentence: Sentence, trigger: Trigger) -> Date | None:
    """ "Two days after" right before the launch it counts from."""
    for when in view.of(Date, sentence):
        if (
            not when.relative
            or when.relative[0] not in "+-"
            or when.end > trigger.start
            or trigger.start - when.end > 60
            or trigger.form == "back"
        ):
            continue
        between = view.reading.flat[when.end : trigger.start]
        if re.search(r"(?:after|before)$", when.text) and not re.search(
            r"[,;.]|\b(?:said|and|the (?:launch|test))\b", between
        ):
            return when
        if (
            re.search(r"(?:earlier|later|day)$", when.text)
            and when.start - sentence.start < 12
            and not re.search(r"[;.]|\bsaid\b", between)
        ):
            return when
    return None


def _owner(view: View, mention: Mention, told: list[Trigger]) -> Trigger:
    """The trigger a mention belongs to: the nearest, where each clause boundary between counts like fifty characters."""
    if len(told) == 1:
        return told[0]

    def cost(trigger: Trigger) -> float:
        left, right = sorted((mention, trigger), key=lambda m: m.start)
        gap = view.reading.flat[left.end : right.start] if left.end < right.start else ""
        behind = 15 if mention.start < trigger.start else 0
        return len(gap) + 50 * len(_BOUNDARY.findall(gap)) + behind

    return min(told, key=cost)


def _weapons(view: View, sentence: Sentence, trigger: Trigger, near: list[Weapon]) -> tuple[Weapon, ...]:
    """The weapon launched, and others the sentence gives for the same thing: in apposition or by identification."""
    chosen = [trigger.weapon] if trigger.weapon else []
    flat = view.reading.flat
    for weapon in near:
        if re.search(r"\bnot (?:been )?(?:an? |the )?$", flat[max(0, weapon.start - 14) : weapon.start]):
            continue
        if weapon in chosen or (weapon.modifies and weapon is not trigger.weapon):
            continue
        for other in list(chosen):
            left, right = sorted((other, weapon), key=lambda w: w.start)
            gap = flat[left.end : right.start]
            if (
                re.fullmatch(
                    r"(?:s)?(?: ?[(),–\"'] ?| (?:known as|called|named|dubbed|designated|identified as|of the|or|and|"
                    r"including|such as|namely|class|type)|,? (?:an?|the|one|two|three|its|their|also|what|it|new|"
                    r"both|which|it calls|was|were|is|likely|to be|appears?|appeared|believed|identified|as|which "
                    r"are|presumed|suspected|[\w-]+)){0,9}[ \"'(]*",
                    gap,
                )
                and len(gap) < 70
            ):
                chosen.append(weapon)
                break
    return tuple(sorted(chosen, key=lambda w: w.start))


def _counts(
    view: View, trigger: Trigger, counts: list[Count], mine: list[Mention], weapons: tuple[Weapon, ...]
) -> list[Count]:
    """Counts of the weapon launched: the number stands right before it."""
    flat = view.reading.flat
    found = []
    for count in counts:
        if count.what == "launches" and count in mine and trigger.plural and count.end <= trigger.end:
            found.append(count)
        if count.what not in ("missiles", "mixed"):
            continue
        for weapon in weapons:
            if (
                count.start < weapon.end
                and weapon.start - count.end < 75
                and count.start <= weapon.start
                and not re.search(r"[.;,]|\b(?:and|from|into|said)\b", flat[count.end : weapon.start])
            ):
                if not (weapon.modifies and weapon is trigger.weapon):
                    found.append(count)
                    break
    return found


_OTHER_EVENT = re.compile(
    r"\b(?:nuclear (?:weapons? )?(?:test|explosion|detonation|blast)s?|hydrogen bomb(?: test)?|sanctions|"
    r"resolution|summit|talks|election|inauguration|parade|ceremony|exercises?|drills?|visit|nuclear deal|"
    r"agreement)(?: [\w.]+){0,2}? (?:in|on|this|last|earlier|late|early)? ?$"
)
_DATELINE = re.compile(r",? (?:\([A-Z][\w. ]{1,30}\) )?(?:--|–|-) ")
_SAID_THEN = re.compile(
    r"\b(?:said|says|told \w+|reported|announced|saying|confirmed|stated|added|declared|quoted|warned|tweeted|"
    r"released|vowed|claimed|condemned|denounced)(?: (?:late|early|on|earlier|in an? \w+|in \w+))* ?$"
)
_RIVAL = re.compile(
    r"\b(?:nuclear (?:test|explosion|weapons? test|detonation)s?|hydrogen bomb|atomic|sanctions?|"
    r"resolutions?|summit|talks|meeting|visit|election|inauguration|drills?|exercises?|anniversary|ceremony|"
    r"parade|statement|interview|speech|"
    r"said|says|told|met|held|began|begin|gave|won|left|became|spoke|wrote|agreed|signed|imposed|adopted|"
    r"passed|voted|arriv\w+|visit\w*|warned|condemned|announced|reported|confirmed|called|threatened|vowed|"
    r"ordered|urged|denounced|published|released|killed|died|shot down|sank|sunk|attacked|invaded|"
    r"resum\w+|suspend\w+|deploy\w+|impos\w+|denuclear\w+|declared|pledged|promised|rejected|celebrat\w+|"
    r"mark(?:s|ed|ing)|expelled|withdrew|elected|took office|inaugurat\w+|quoted|saying|unveiled|displayed|"
    r"showed off|showcased|paraded)\b",
    re.IGNORECASE,
)


def _belongs_elsewhere(view: View, sentence: Sentence, date: Date, told: list[Trigger]) -> bool:
    """A day on which somebody said, met, decided or tested a bomb is not the day of the launch.

    Such a rival owns the date where it stands between launch and date, or right before a date that opens the sentence.
    """
    flat = view.reading.flat
    if re.search(r"\b(?:GMT|UTC|EDT|EST|ET)[ ,]*$", flat[max(0, date.start - 6) : date.start]):
        return True  # the hour of the launch in another zone: "6 a.m. (2100 GMT Monday)"
    owner = _owner(view, date, told)
    if owner.form == "back" and not _dates_back(flat, sentence, owner, date):
        return True
    after = [t for t in told if t.start >= date.end]
    if _OTHER_EVENT.search(flat[sentence.start : date.start]) or (_DATELINE.match(flat, date.end) and date.start < 60):
        return True
    if re.search(
        r"\bsince (?:early |late |mid-|about |at least |the beginning "
        r"of |the start of )?$",
        flat[max(sentence.start, date.start - 26) : date.start],
    ):
        return True
    if _SAID_THEN.search(flat, max(sentence.start, date.start - 30), date.start) and not flat.startswith(
        "'s", date.end
    ):
        return True
    opening = re.fullmatch(
        r"[\"' ]*(?:[Oo]n|[Ii]n|[Aa]t|[Bb]y|[Ee]arly|[Ll]ate|[Ss]ince|"
        r"[Bb]ack in)? ?(?:the )?",
        flat[sentence.start : date.start],
    )
    if after and (after[0].start - date.end < 25 or opening):
        return _RIVAL.search(flat[date.end : after[0].start]) is not None
    last = max((t.end for t in told if t.end <= date.start), default=None)
    if last is not None:
        return _RIVAL.search(flat[last : date.start]) is not None or (
            _RIVAL.match(flat, date.end + 1) is not None and flat[date.end : date.end + 8].strip().startswith("nuclear")
        )
    return (
        _RIVAL.search(flat[sentence.start : date.start]) is not None
        or _RIVAL.search(flat[date.end : after[0].start if after else date.end]) is not None
    )


_NEXT_TO = re.compile(
    r"(?:,? (?:on|in|at|of|early|late|from|around|just|which|that|took place|occurred|happened|unfolded|started|"
    r"began|was|were|came|conducted|carried out|detected|made|shortly|after|before|about|local|time|\d[\d:.]*|"
    r"[ap]\.?m\.?|\([^)]*\)))*,? ?"
)
_TOOK_PLACE = re.compile(
    r"[^;.]*?\b(?:took place|occurred|happened|unfolded|was conducted|were conducted|was carried out|was "
    r"detected|were detected|came|began|started)\b[^;.]*"
)
_REACTS = re.compile(
    r"\b(?:condemn\w*|denounc\w*|respon\w+ to|react\w*|reaction|discuss\w*|criticiz\w+|criticis\w+|call(?:ed|"
    r"s|ing)?|briefed|met|meet\w*|session|protest\w*|said|statement|comment\w*|warn\w*|sanction\w*|"
    r"analy[sz]\w+|assess\w*|address\w*|hailed|praised|confirm\w*|report\w*|announc\w*)\b[^,;]*$"
)


def _dates_back(flat: str, sentence: Sentence, trigger: Trigger, date: Date) -> bool:
    """Whether a day is that of the launch pointed back to: "Sunday's launch", "the launch took place on Sunday".

    In "condemned the launch on Sunday" the day is that of the condemnation.
    """
    if date.end <= trigger.start:
        return re.fullmatch(r"(?:'s?|,| for the| of the)? (?:[\w-]+ ){0,4}", flat[date.end : trigger.start]) is not None
    between = flat[trigger.end : date.start]
    if re.search(
        r"\b(?:time of|during|within (?:\w+ )?(?:hours|minutes|days) of|after|before|since|until) (?:the|this) "
        r"(?:[\w-]+ ){0,3}$",
        flat[sentence.start : trigger.start],
    ):
        return _NEXT_TO.fullmatch(between) is not None
    if _REACTS.search(flat[sentence.start : trigger.start]):
        return re.fullmatch(r" (?:took place|occurred|happened|unfolded) (?:[\w:.]+ ){0,6}", between) is not None
    return _NEXT_TO.fullmatch(between) is not None or (len(between) < 90 and _TOOK_PLACE.fullmatch(between) is not None)


def _identified(view: View, sentence: Sentence) -> list[Weapon]:
    """Weapons that the sentence says the thing launched was: "the projectiles appeared to be ballistic missiles"."""
    words = view.flat(sentence)
    weapons = [w for w in view.of(Weapon, sentence) if not w.modifies and (w.classes or w.name)]
    return [w for w in weapons if _IDENTIFIES.search(words[: w.start - sentence.start])]


def _of_flight(before: str) -> bool:
    """Whether a day in a sentence about a missile is that of its flight, no other event or saying standing before it."""
    return (
        not _SAID_THEN.search(before)
        and not _OTHER_EVENT.search(before)
        and not _RIVAL.search(
            re.split(
                r"\b(?:flew|travel\w+|reached|landed|fell|splashed|"
                r"was|were)\b",
                before,
            )[-1]
        )
    )


def _continuation(view: View, sentence: Sentence) -> list[Statement]:
    """A sentence that goes on about a launch: its missile as subject, figures of a flight, or what it was."""
    words = view.flat(sentence)
    about = _ABOUT_IT.search(words)
    measures = [m for m in view.of(Measure, sentence) if m.dimension != "other" and (about or m.dimension != "range")]
    flight = view.cues(sentence, "flight_verb")
    identified = _identified(view, sentence)
    if not about and not (measures and flight) and not identified:
        return []
    return [
        Statement(
            sentence=sentence, trigger=None, state="failed" if about and scope.fails(words[about.start() :]) else "occurred", side=None, weapons=tuple(identified), measures=tuple(measures),
            dates=tuple(d for d in view.of(Date, sentence) if about and flight and _of_flight(words[: d.start - sentence.start])),
            counts=tuple(c for c in view.of(Count, sentence) if c.what == "missiles" and about and c.start < sentence.start + 30 and (c.min or 0) > 1),
            places=tuple(view.of(Place, sentence)) if about and flight else (), sources=speakers(view, sentence),
        )
    ]  # fmt: skip
