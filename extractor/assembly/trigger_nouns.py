"""Nouns that tell of a launch: with a weapon as modifier or after "of", or pointing back to a launch already told."""

from __future__ import annotations

import re

from extractor.assembly.scope import factuality
from extractor.assembly.trigger import Action, Form, Trigger
from extractor.assembly.trigger_verbs import BREAKS
from extractor.assembly.view import View
from extractor.model.mention import Cue, Date, Weapon
from extractor.reading import Sentence

_OF = re.compile(r" (?:of|involving|with|using) (?P<what>what )?")


CONDUCTS = re.compile(
    r"\b(?:conduct|carr(?:y|ied|ies|ying) out|perform|stag|mak|made|attempt|held|hold|undert[ao]ok|complet|"
    r"execut|oversaw|overse|supervis|guid|resum|launch|unleash|mount|claim|announc|continu|follow\w* up|"
    r"began|start|celebrat|hail|watch|observ|order|inspect|attend)\w*(?: [\w'-]+){0,6} ?$",
    re.IGNORECASE,
)


_BACK = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Bb]oth|'s) (?:(?:latest|last|new|"
    r"newest|most recent|recent|failed|successful|two|three|four|second|third|fourth|same|alleged|apparent|"
    r"reported|suspected|attempted|earlier|initial|early|first|morning|afternoon|pre-dawn|\w+day(?:'s)?(?: "
    r"\w+)?|weekend|sixth|fifth|botched|unsuccessful|massive|huge|deadly|major|large-scale|single|whole|"
    r"entire|overnight|surprise|first-ever|rare|combined|ballistic) )*|\b(?:[Ll]atest|[Tt]oday's|"
    r"[Yy]esterday's|\w+day's) (?:\w+ )?)$"
)


def of_compound(view: View, sentence: Sentence, weapon: Weapon) -> list[Trigger]:
    """ "missile launch", "ballistic missile tests", "rocket attack"."""
    if not weapon.modifies:
        return []
    flat = view.reading.flat
    match = re.compile(
        rf"(?: \([A-Z]{{3,5}}s?\)|\))?(?:[ -](?:and [a-z]+ "
        rf")?){re.escape(weapon.modifies)}"
    ).match(flat, weapon.end)
    if match is None or weapon.modifies in ("drill", "drills", "exercise", "exercises", "flight", "flights", "fire"):
        return []
    action: Action = (
        "attack"
        if re.match(r"attack|strike|barrage|salvo|volley", weapon.modifies)
        else "test"
        if re.match(r"test|trial|exper", weapon.modifies)
        else "launch"
    )
    form: Form = "back" if _BACK.search(flat[sentence.start : weapon.start]) else "noun"
    if re.match(
        r"[ -](?:site|pad|ground|range|facility|center|centre|programme?|ban|moratorium|vehicle|schedule|window|"
        r"activit)",
        flat[match.end() : match.end() + 12],
    ):
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


def of_noun(view: View, sentence: Sentence, cue: Cue) -> list[Trigger]:
    """The trigger a noun of launching makes: with its weapon, or pointing back to a launch."""
    flat = view.reading.flat
    word = flat[cue.start : cue.end].lower()
    after = flat[cue.end : cue.end + 14]
    if re.match(
        r"[ -](?:site|pad|ground|range|facilit|center|centre|program|ban|moratorium|vehicle|window|schedule|date|"
        r"pilot|case|engine|group|force|command|fighter)",
        after,
    ):
        return []
    link = _OF.match(flat, cue.end)
    weapon = next(
        (w for w in view.of(Weapon, sentence) if link and link.end() <= w.start <= link.end() + 75 and not w.modifies),
        None,
    )
    if weapon is not None and link is not None and not link["what"] and BREAKS.search(flat[link.end() : weapon.start]):
        weapon = None
    before = flat[max(sentence.start, cue.start - 70) : cue.start]
    dated = any(d.end <= cue.start and cue.start - d.end <= 3 and d.iso for d in view.of(Date, sentence))
    if (
        weapon is None
        and not _BACK.search(before)
        and not (dated and cue.cue == "launch_noun")
        and not (CONDUCTS.search(before) and re.search(r"weapons? $", before))
    ):
        return []
    if weapon is None and re.search(
        r"(?:nuclear|hydrogen|bomb|atomic|engine|stress|flood|crash|product|campaign|air|drone|ground|heart|"
        r"hunger|general|labou?r|military|preemptive|pre-emptive|artillery|cyber|terror|terrorist)\w* $",
        before,
    ):
        return []
    action: Action = "attack" if cue.cue == "attack_noun" else "test" if cue.cue == "test_noun" else "launch"
    conducted = CONDUCTS.search(before) is not None
    form: Form = (
        "noun"
        if (weapon is not None and (conducted or not _BACK.search(before)))
        or (conducted and re.search(r"weapons? $", before))
        or (dated and weapon is None and not _BACK.search(before))
        else "back"
    )
    return [
        Trigger(
            start=cue.start,
            end=cue.end,
            form=form,
            action=action,
            weapon=weapon,
            plural=word.endswith("s"),
            factuality=factuality(view, sentence, cue.start, cue.end, is_noun=True),
        )
    ]
