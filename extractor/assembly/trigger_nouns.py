"""Nouns that tell of a launch: with a weapon as modifier or after "of", or pointing back to a launch already told."""

from __future__ import annotations

import re

from extractor.assembly.scope import factuality
from extractor.assembly.trigger import Action, Form, Trigger, last_named
from extractor.assembly.trigger_verbs import BREAKS
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Cue, Date, Weapon
from extractor.reading import Sentence

_OF = re.compile(
    r"(?: (?:drill|exercise)s?)?['\"]?(?: (?:on|in|early|late|last|this)(?: [\w.]+){1,3}(?:, (?:19|20)\d\d,?)?)? "
    r"(?:(?:was|were) of|of|involving|with|using|"
    r"(?:to|for) (?:verify|evaluat|check|confirm|assess|test)(?:ing|e)? [^,;.]{3,60}? of) "
    r"(?P<what>what )?"
)


# Who "announced they had detected the launch" launched nothing.
CONDUCTS = Pattern(r"\b(?:<conducting>)\w*(?: (?!<noticing>)[\w'-]+){0,6} ?$", re.IGNORECASE)


_BACK = Pattern(
    r"(?:\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Bb]oth|'s) "
    r"(?:(?:(?:North |South )?[A-Z][A-Za-z.]+|<back_adjective>|"
    r"\w+day(?:'s)?(?: \w+)?|\w+th|\d+(?:st|nd|rd|th)|[A-Z][a-z]{2,8}\.? \d{1,2}|and|(?:19|20)\d\d) )*|"
    r"\b(?:[Ll]atest|[Tt]oday's|[Yy]esterday's|"
    r"\w+day's) (?:\w+ )?)$"
)


_NO_COMPOUND_LAUNCH = Pattern(r"[ -](?:<of_launching>)")
_ATTACKS = Pattern(r"<attack_compound>")


def of_compound(view: View, sentence: Sentence, weapon: Weapon) -> list[Trigger]:
    """ "missile launch", "ballistic missile tests", "rocket attack"."""
    if not weapon.modifies:
        return []
    flat = view.reading.flat
    match = re.compile(
        rf"(?: \([A-Z]{{3,5}}s?\)|\))?(?:[ -](?:and [a-z]+ "
        rf")?){re.escape(weapon.modifies)}"
    ).match(flat, weapon.end)
    if match is None or weapon.modifies in view.knowledge.word_lists["no_launch_modified"]:
        return []
    action: Action = (
        "attack"
        if _ATTACKS(view.knowledge).match(weapon.modifies)
        and not _SALVO.match(flat, match.end() - len(weapon.modifies))
        else "test"
        if re.match(r"(?:flight )?test|trial|exper", weapon.modifies)
        else "launch"
    )
    before = flat[sentence.start : weapon.start]
    form: Form = "back" if _BACK(view.knowledge).search(before) or _ROUND(view.knowledge).search(before) else "noun"
    if _NO_COMPOUND_LAUNCH(view.knowledge).match(flat[match.end() : match.end() + 12]):
        return []
    return [
        Trigger(
            start=weapon.start,
            end=match.end(),
            form=form,
            action=action,
            weapon=weapon,
            plural=weapon.modifies.endswith("s"),
            factuality=factuality(view, sentence, weapon.start, match.end(), is_noun=True),
        )
    ]


# "The sixth round of missile tests this month" counts the launch told beside it.
_ROUND = Pattern(
    r"\b(?:the|its|their) (?:<ordinal>|\d+(?:st|nd|rd|th)) (?:round|series|set|bout|string|wave|spate|case) of "
    r"(?:[\w-]+ ){0,2}$"
)


def _has_day_beside(view: View, sentence: Sentence, noun: tuple[int, int], weapon: Weapon) -> bool:
    """Whether a day stands right before a noun, or soon after it or its weapon."""
    end = max(noun[1], weapon.end)
    return any(0 <= noun[0] - d.end <= 2 or 0 <= d.start - end <= BESIDE for d in view.of(Date, sentence) if d.iso)


BESIDE = 20  # characters: " from Plesetsk, on "
# Of a drill as well as of a war, unless it is told on whom.
_SALVO = re.compile(r"(?i)(?:barrage|salvo|volley|salvoe)s?\b(?! (?:on|against|at) (?!\w+day|\d))")
_NO_LAUNCH_AFTER = Pattern(r"[ -](?:<no_launch_after>)| of (?:[\w-]+ ){0,3}?(?:<not_fired>)\b", re.IGNORECASE)
_NO_LAUNCH_BEFORE = Pattern(r"(?:<no_launch_before>)\w* $")


# "The statement was Pyongyang's latest salvo aimed at Seoul"
_WORDS = Pattern(r"\b(?:<figurative_salvo>)\b[^.;]*$", re.IGNORECASE)


def _is_of_words(view: View, cue: Cue, before: str) -> bool:
    return _SALVO.match(view.reading.flat, cue.start) is not None and _WORDS(view.knowledge).search(before) is not None


def of_noun(view: View, sentence: Sentence, cue: Cue) -> list[Trigger]:
    """The trigger a noun of launching makes: with its weapon, or pointing back to a launch."""
    flat = view.reading.flat
    before = flat[max(sentence.start, cue.start - 70) : cue.start]
    weapon = _weapon_of(view, sentence, cue)
    if _NO_LAUNCH_AFTER(view.knowledge).match(flat, cue.end) or (
        weapon is None
        and (
            _NO_LAUNCH_BEFORE(view.knowledge).search(before)
            or _is_of_words(view, cue, before)
            or _ON_WEAPONS.match(flat, cue.end, sentence.end)
        )
    ):
        return []
    is_flight = flat[cue.start : cue.end].lower() in ("flight", "flights")
    if is_flight and weapon is None:
        weapon = next((w for w in view.of(Weapon, sentence) if _ITS_FLIGHT.fullmatch(flat, w.end, cue.start)), None)
    staged = CONDUCTS(view.knowledge).search(before) is not None
    staged = staged or (weapon is not None and _TOOK_PLACE.match(flat, weapon.end, sentence.end) is not None)
    if is_flight and (weapon is None or not (staged or _has_day_beside(view, sentence, (cue.start, cue.end), weapon))):
        return []
    if weapon is None and _FAILED_ONE.search(before):
        earlier = [w for w in view.of(Weapon, sentence) if w.end <= cue.start and not w.modifies]
        weapon = earlier[-1] if earlier else None
    hits = _SALVO.match(flat, cue.start) is not None and _HITS.match(flat, cue.end) is not None
    form = "noun" if hits else _form(view, sentence, cue, weapon)
    if form is None:
        return []
    if weapon is None and _ITS_FIRST.search(before):
        weapon = last_named(view, cue.start)
        form = "noun" if weapon else form
    attacks = cue.cue == "attack_noun" and (hits or not _SALVO.match(flat, cue.start))
    action: Action = "attack" if attacks else "test" if cue.cue == "test_noun" else "launch"
    facts = factuality(view, sentence, cue.start, cue.end, is_noun=True)
    plural = flat[cue.start : cue.end].lower().endswith("s")
    return [
        Trigger(start=cue.start, end=cue.end, form=form, action=action, weapon=weapon, plural=plural, factuality=facts)
    ]


# "Conducted a strike against a missile prepared to launch": who strikes missiles need not have launched any.
_ON_WEAPONS = re.compile(
    r" (?:against|on|at) (?:(?:an?|the|its|two|three|several|\d+) )?(?:[\w-]+ ){0,6}?"
    r"(?:missiles?|rockets?|launchers?|drones?|batter(?:y|ies)|radars?)\b"
)


# "Russia's latest barrage, which included 36 missiles, hit power stations": it tells of itself.
_HITS = re.compile(
    r"(?:, [^,;.]{3,60},)? (?:has |have )?"
    r"(?:hit|struck|killed|wounded|injured|damaged|targeted|destroyed|pounded|rocked) (?!back\b)"
)
_TOOK_PLACE = re.compile(r"(?:, [^,;.]{3,60},)? (?:took place|was conducted|was carried out|occurred)\b")
_ITS_FLIGHT = re.compile(r"s?'s? (?:[\w-]+ ){0,3}")
# "Agni-V had its first test in 2012", "Its last launch was in February": the test is that of the weapon named before.
_ITS_FIRST = re.compile(r"\bits (?:first|second|third|maiden|last|latest|only|inaugural|next) (?:[\w-]+ ){0,2}$")


def _weapon_of(view: View, sentence: Sentence, cue: Cue) -> Weapon | None:
    """The weapon after "of": "the launch of two missiles", "the test of what it called a satellite"."""
    flat = view.reading.flat
    link = _OF.match(flat, cue.end)
    if link is None:
        return None
    near = (w for w in view.of(Weapon, sentence) if link.end() <= w.start <= link.end() + 75 and not w.modifies)
    weapon = next(near, None)
    if weapon is None or (not link["what"] and BREAKS(view.knowledge).search(flat[link.end() : weapon.start])):
        return None
    return weapon


_INDEFINITE = re.compile(
    r"(?:^|[.;:,\"] |\b(?:after|like|and|since|following|by|to|with|was|from|than) )"
    r"(?:[Aa]n?|[Aa]nother|two|three|four|five|several)(?: [\w-]+){0,2} $"
)


def _has_its_day(view: View, sentence: Sentence, cue: Cue) -> bool:
    """Whether a day follows at once: "a launch on November 1"."""
    gap = len(" in early ")
    return any(0 <= d.start - cue.end <= gap and d.iso for d in view.of(Date, sentence))


# "Conducted a third test launch" is of a missile, where the text does not say of what else.
_ANOTHER = Pattern(
    r"\b(?:an?|another|one|two|three|(?:its|the|their) (?:first|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|"
    r"th)))(?: (?:<another_adjective>|\d+(?:st|nd|rd|th)))* $"
)
_DETECTED = re.compile(
    r" (?:from|out of) (?:the )?[A-Z][\w'-]+(?: [A-Z]\w+)? (?:was|had been) (?:detected|identified|seen|tracked)\b"
)
_RETURNED = re.compile(r"\ban? (?:retaliatory|tit-for-tat|reciprocal|answering) (?:[a-z-]+ )?$")
_BY_A_SIDE = re.compile(r" by (?:the )?[A-Z]")
_OF_SOMETHING = re.compile(r" (?:of|for|on|to|at|with)\b(?! (?:\w+day|\d))|-")


# "Sent a destruct order to its rocket after a failed launch"
_FAILED_ONE = re.compile(
    r"\b(?:after|following|despite|in) an? (?:failed|unsuccessful|aborted|botched) (?:test |satellite )?$"
)


# "State media said it was a test-firing of a new weapon" says what the launch told before was.
_IT_WAS_A = re.compile(
    r"\b(?:[Ii]t|[Tt]his|which|[Tt]hey|[Tt]hese) (?:was|were|had been|is|are) (?:an? )?(?:\w+ ){0,2}$"
)


def _form(view: View, sentence: Sentence, cue: Cue, weapon: Weapon | None) -> Form | None:
    """Whether the noun tells of a launch, points back to one, or (None) is about something else."""
    before = view.reading.flat[max(sentence.start, cue.start - 70) : cue.start]
    conducted = CONDUCTS(view.knowledge).search(before) is not None
    points_back = _BACK(view.knowledge).search(before) is not None
    if weapon is not None:
        points_back = points_back or _IT_WAS_A.search(before) is not None
        return "noun" if conducted or not points_back else "back"
    if conducted and re.search(r"weapons? $", before):
        return "noun"
    if conducted and _ANOTHER(view.knowledge).search(before) and not _OF_SOMETHING.match(view.reading.flat, cue.end):
        return "noun"
    if _INDEFINITE.search(before) and _DETECTED.match(view.reading.flat, cue.end) and view.of(Date, sentence):
        return "noun"
    if _RETURNED.search(before) and _BY_A_SIDE.match(view.reading.flat, cue.end):
        return "noun"
    if points_back or (_INDEFINITE.search(before) and _has_its_day(view, sentence, cue)):
        return "back"
    dated = any(d.end <= cue.start and cue.start - d.end <= 3 and d.iso for d in view.of(Date, sentence))
    if dated:
        return "noun" if cue.cue == "launch_noun" else "back"
    return None
