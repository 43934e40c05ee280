"""Status with scope: whether words tell of a launch as done, failed, announced, or as something that is no event.

A cue counts only where it governs the trigger: in the same clause before it, or as its predicate after it. Clauses
end at marks and conjunctions, as in ConText (Chapman et al. 2007), with news wording in place of clinical.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.assembly.habits import is_present, is_usual
from extractor.assembly.outcome import is_told_to_fail
from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Cue
from extractor.reading import Sentence

State = Literal["occurred", "failed", "planned", "hypothetical", "negated", "habitual", "simulated"]


@dataclass(frozen=True, slots=True)
class Factuality:
    """What a sentence makes of its trigger, and the cue that says so."""

    state: State
    cue: Cue | None = None


_CLAUSE_BEFORE = Pattern(
    r"[;–]|:(?!\d\d\b)|(?<=\") |\b(?:<clause_opener>|and (?=(?:it|he|they|then|later|had|has|have|was|were|[A-Z])))\b|"
    r", (?:and|with|in|a|the|saying|prompting|citing)?"
)
_INFINITIVE = re.compile(r"\bto (?:(?:have|also|soon|again|\w+ly) )*$")
_MODAL = Pattern(r"\b(?:<modal>)\b(?: (?:<modal_filler>|\w+ly))* ?$")
_DONE_INFINITIVE = Pattern(r"\b(?:<done_infinitive>) to (?:have )?(?:\w+ly )?$")
_TRIED = Pattern(r"\b(?:<tried>)(?: by (?:the )?[\w.' -]{2,30})? to (?:\w+ly )?$", re.IGNORECASE)
_BASE = Pattern(r"(?:<base_form>)$")
_WINDOW = Pattern(
    r"\b(?:between|window|on or around|as early as|from) (?:\w+ ){0,4}(?:<calendar_word>|\d)|"
    r"\b(?:<announced_time>)\b|\b(?:launch|new|day) window\b"
)
_DAY_SET = Pattern(
    r"(?:\b(?:in|on|by|for) (?:early |mid-|late |the end of )?|\b(?:early|late) |\d ?[ap]\.?m\.?,? )(?:<calendar_word>)"
)
_NEGATED = Pattern(
    r"\b(?:<negation>)(?: (?:[\w'-]+)){0,4} ?$|\bNo (?:[\w-]+ ){0,3}(?:missiles?|rockets?|projectiles?) (?:\w+ ){0,2}$"
)
# Who protests against a launch tells of it; who warns against one does not.
_PROTESTED = re.compile(
    r"\b((?:protest|complain|demonstrat|rail|rall|outcry|anger|backlash|outrage|condemnation|sp[eo]ak|spoke|spoken)"
    r"[a-z]{0,4}(?: out| again| loudly| together)?) against\b"
)
_PERHAPS = Pattern(r"\b(?:<doubt>)(?: [\w'-]+){0,5} ?$", re.IGNORECASE)
_OFTEN = Pattern(
    r"\b(?<!, the )(?:<habit>|(?:<run_of>) of (?:[\w-]+ ){0,3}(?:tests|launches|firings))\b", re.IGNORECASE
)
_RECENTLY_ONE = re.compile(r"\bha(?:s|ve) recently (?:[a-z]+ )(?:out )?(?:an?|another|one) (?:[\w-]+ ){0,4}$")
_DENIED = re.compile(
    r"\b(?:denied|denies|dismissed|rejected|refuted) (?:\w+ ){0,3}(?:reports?|claims?|allegations?|that)\b[^.;]*$|"
    r"\bno (?:evidence|indications?|signs?|proof) (?:that\b|of\b|from [^.;]{3,40} of\b|(?=[A-Z]))[^.;]*$"
)
# "A report that Iraq had launched a Scud, but the army said the report was false"
_FALSE_REPORT = re.compile(
    r"[^.]{0,150}?(?:\b(?:reports?|rumou?rs?) (?:was|were|is|are|proved|turned out(?: to be)?) |"
    r"\bcalled (?:it|them|the (?:reports?|rumou?rs?)) )(?:all )?"
    r"(?:false|untrue|wrong|baseless|unfounded|erroneous|incorrect|a hoax|a false alarm)\b"
)
_LAUNCHER = re.compile(r"(?P<who>[A-Z][\w-]+) (?:had |has |have )?(?:\w+ly )?$")
"""The last word of who launched, right before the verb: who calls a report of its own deed false denies it."""
# "Resolutions forbid all activity of the kind, including sending a satellite up"
_FORBIDDEN = re.compile(
    r"\b(?:forbid\w*|forbade|ban(?:s|ned|ning)?|prohibit\w*|bar(?:s|red|ring)?)\b[^.;]*\b(?:including|such as|from) $"
)
_COULD_REACH = re.compile(r"(?:^|[;:.\"] ?|\b(?:that|said) )(?:an?|any|every) [^,;.]{2,40}$", re.IGNORECASE)
_COULD = re.compile(r"[^,;.:]{0,60}? (?:could|can|may|might|would) (?!have\b)")
_MAY_TRY = Pattern(r"\b(?:<modal_of_trying>) (?:be |have been )?(?:trying|attempting|try|attempt) to $")
_LEADS_A_BASE_FORM = Pattern(r"\b(?:<base_form_leader>) $")
_TO_BE = re.compile(r"\bto be (?:\w+ly )?$")
_STATEMENT_BEFORE = Pattern(r"[;–]|:(?!\d\d\b)|\b(?:<statement_joint>)\b")
_MAY = Pattern(r"\b(?:<doubt_verb>)\b")
_CONDUCTED = Pattern(r"\b(?:<conducted>)(?: [\w-]+){0,6} ?$")
_FIRM_PLAN = Pattern(
    r"\b(?:(?:<firm_plan>)|notif(?:ied|ies|ying) [\w .']{2,40}? (?:of|that)\b|"
    r"(?:is|are) planning (?:an?|its|the|another)\b|"
    r"(?:said|announced|told [\w. ]{2,30}?)(?: (?:on )?\w+day)?(?: that)? (?:it|they|(?:the|its|their) [\w-]+) would)\b"
)


def factuality(view: View, sentence: Sentence, start: int, end: int, is_noun: bool) -> Factuality:
    """The state the sentence gives to the trigger at `start:end`, a noun or a verb."""
    knowledge, flat = view.knowledge, view.reading.flat
    before = _MORE_THAN.sub("over ", _THE_MONTH.sub("mai", flat[sentence.start : start]))
    clause = _PROTESTED.sub(r"\1 over", _last_clause(knowledge, _LISTING.sub(r" \1", before)))
    word = flat[start:end].lower()
    after = flat[end : sentence.end]
    notified = is_noun and _is_notified(knowledge, before, after)
    for state, holds in (
        ("hypothetical", not is_noun and _MAY_TRY(knowledge).search(before) is not None),
        ("habitual", _ATTEMPTS.search(before) is not None and not _CAME_TO_NOTHING.search(after)),
        ("negated", _DENIED.search(before) is not None or _FORBIDDEN.search(before) is not None),
        ("negated", _is_called_false(before, after)),
        ("hypothetical", not is_noun and _COULD_REACH.search(before) is not None and _COULD.match(after) is not None),
        ("failed", _TRIED(knowledge).search(before) is not None),
        (
            "negated",
            _NEGATED(knowledge).search(clause[-60:]) is not None
            and not re.search(r"\b(?:not only|no longer denied)\b", clause),
        ),
        ("hypothetical", _is_doubtful(knowledge, before, clause, None if is_noun else word)),
        ("hypothetical", is_noun and (_is_conditional(before, after) or _is_ahead(before, after))),
        ("negated", is_noun and (_PUT_OFF(knowledge).match(after) or _PUTS_OFF(knowledge).search(before)) is not None),
        (
            "habitual",
            (_OFTEN(knowledge).search(clause) is not None and not _RECENTLY_ONE.search(clause))
            or _OFTEN(knowledge).search(after[:40].split(" and ")[0]) is not None,
        ),
        ("habitual", is_present(knowledge, before, word, after) if not is_noun else is_usual(before, word, after)),
    ):
        if holds and state == "hypothetical" and (notified or _is_announced(knowledge, before, word, after)):
            return Factuality("planned", _cue(view, sentence, start, "planned"))
        if holds:
            return Factuality(state, _cue(view, sentence, start, state))  # type: ignore[arg-type]
    if notified:
        return Factuality("planned", _cue(view, sentence, start, "planned"))
    if is_told_to_fail(knowledge, before, clause, word, after):
        return Factuality("failed", _cue(view, sentence, start, "failed"))
    return Factuality("occurred")


def _is_called_false(before: str, after: str) -> bool:
    false, who = _FALSE_REPORT.match(after), _LAUNCHER.search(before)
    return false is not None and (who is None or who["who"] not in false.group())


_THE_MONTH = re.compile(r"(?<=\w )May\b|^May(?= \d)")  # is no doubt
_MORE_THAN = re.compile(
    r"\bmore than (?=\d|half\b|two|three|four|five|six|seven|eight|nine|ten|an? (?:week|month|year|dozen))"
)  # is a number, no addition to come
_LISTING = re.compile(r", (including|such as|like|involving) (?=[\w' -]*$)")
_ATTEMPTS = re.compile(
    r"\b(?:previous|earlier|past|prior|two|three|four|five|six|seven|eight|nine|ten|several|many|all|\d+) "
    r"(?:[\w-]+ ){0,2}attempts to (?:\w+ly )?$"
)
_CAME_TO_NOTHING = re.compile(r"\b(?:failed|came to nothing|ended in failure|were unsuccessful|did not succeed)\b")
_PUT_OFF = Pattern(r"[^,;.:]{0,60}? (?:has|have|had|was|were|is|are) (?:been )?(?:\w+ly )?(?:<put_off>)\b")
_PUTS_OFF = Pattern(r"\b(?:<put_off>) (?:[\w'-]+ ){0,4}$")
_IF_MADE = re.compile(r",? if (?:made|conducted|carried out|successful|it (?:goes|happens|takes))\b")
_INDEFINITE = re.compile(r"(?:^|[:;.\"(] ?)(?:an?|any|each|every|a single|one)(?: [\w-]+){0,3} $", re.IGNORECASE)
_WOULD = re.compile(r"[^.;:\"]{0,90}? (?:could|may|might|would|can|will|is likely to|are likely to) ")
_NOTICE_FOR = Pattern(
    r"\b(?!will\b|going\b|set\b|due\b|plan)(?:<notice>)\b[^.;]{0,90} (?:for|of|about|ahead of) (?:an?|the|its) "
    r"(?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
_SCHEDULED = Pattern(
    r"(?:(?!which|that|who|\b(?:before|after|took|came|was|were)\b)[^.;:]){0,120}? "
    r"(?:is|are) (?:now |tentatively |currently |also )?"
    r"(?:<notice>)\b(?! (?:off|up|out))"
)
# "The launch of the satellite will take place on June 20"
_TO_BE_MADE = re.compile(
    r"(?:(?!\b(?:and|but|which|that|talks|meetings?)\b)[^.;:,]){0,60}? "
    r"(?:will|would|(?:is|are) (?:(?:now )?(?:due|expected|set|likely) )?to) "
    r"(?:\w+ly )?(?:take place|happen|occur|go ahead|be (?:carried out|conducted|held|made))\b"
)
_PLANNED = re.compile(
    r"(?<![\w-])(?:planned|proposed|impending|forthcoming|looming|intended|scheduled) (?:[\w-]+ ){0,3}$", re.IGNORECASE
)
_WENT_AHEAD = re.compile(
    r"[^,;.:]{0,50}? (?:took place|went ahead|occurred|happened|was carried out|succeeded|failed)\b"
)
_WOULD_VIOLATE = re.compile(r" would (?:also )?(?:represent|mean|violate|constitute|breach|be an? (?!first|record))")


def _is_conditional(before: str, after: str) -> bool:
    """A launch thought of: "the launches, if made", "the launch would violate", "a missile test could be read as"."""
    if _IF_MADE.match(after) or _WOULD_VIOLATE.match(after) or _TO_BE_MADE.match(after):
        return True
    return _INDEFINITE.search(before) is not None and _WOULD.match(after) is not None


def _is_ahead(before: str, after: str) -> bool:
    """A launch that is only planned: "protested against the planned launch of a satellite"."""
    return _PLANNED.search(before) is not None and _WENT_AHEAD.match(after) is None


def _last_clause(knowledge: Knowledge, before: str) -> str:
    return _CLAUSE_BEFORE(knowledge).split(before)[-1] or ""


def _is_doubtful(knowledge: Knowledge, before: str, clause: str, verb: str | None) -> bool:
    if verb is None:
        return _is_doubtful_noun(knowledge, before, clause)
    return _is_hypothetical(knowledge, before, clause, verb)


def _is_hypothetical(knowledge: Knowledge, before: str, clause: str, word: str) -> bool:
    tail = before[-50:]
    if _BASE(knowledge).search(word):
        if _INFINITIVE.search(tail):
            return _DONE_INFINITIVE(knowledge).search(tail) is None
        return bool(
            _MODAL(knowledge).search(tail) or _LEADS_A_BASE_FORM(knowledge).search(tail) or _ON_CONDITION.search(clause)
        )
    if re.search(r"(?:ed|shot|sent|struck|hit|off)$", word) and re.search(r"\b(?:be|to be) (?:\w+ly )?$", tail):
        return bool(_MODAL(knowledge).search(tail) or _INFINITIVE.search(tail) or _TO_BE.search(tail))
    if re.search(r"\b(?:had|if) it (?:had )?$", tail):
        return True
    if re.search(r"(?:ed|shot|sent|flew|flown|fell|struck|down|off)$", word):
        if _ANY_MISSILE.search(before) or _IN_A_MODAL_CLAUSE.search(clause):
            return True
        return re.search(r"\b(?:if|unless|would have|could have|should|capable of being)\b[^,]*$", clause) is not None
    if word.endswith("ing") and _THOUGHT_OF.search(tail):
        return True
    if word.endswith("ing") and re.search(r"\b(?:by|such as|or|of|like|including|as) (?:\w+ ){0,2}$", tail):
        clause = re.split(r"[;:–]|\b(?:that|which|but|after)\b", before)[-1]
        return _PERHAPS(knowledge).search(clause) is not None
    return _PERHAPS(knowledge).search(clause[-70:]) is not None


_THOUGHT_OF = re.compile(
    r"\b(?:intentions?|idea|prospects?|thought|hopes?|aims?|possibility|option|chances?) of (?:\w+ly |ever )?$"
)
_ON_CONDITION = re.compile(r"\b(?:if|unless|whenever|in case)(?: [\w.'-]+){1,6} $", re.IGNORECASE)
"""A base form after it: "if they fire a missile", "unless they do launch one"."""
_ANY_MISSILE = re.compile(r"\b(?:any|every|each)(?: [\w-]+){0,3} (?:is |are |was |that is |ever )?$", re.IGNORECASE)
# "Could shoot down missiles fired from Iran" tells of none.
_IN_A_MODAL_CLAUSE = re.compile(
    r"\b(?:would|could|can|might|to) (?!(?:have|it|he|they)\b)[a-z][^,;.\"]* "
    r"(?:missiles|rockets|projectiles|[A-Z]\w+s) $"
)


# Who "may have carried out a test" is thought to have done so; who "may carry out" one has not.
_MAY_HAVE = re.compile(r"\b(?:may|might)(?: [\w-]+){0,4} have\b")


# "A satellite launch that Seoul considers a missile test" names the launch over again.
_SEEN_AS = re.compile(
    r"\b(?:consider(?:s|ed)?|regard(?:s|ed)?|view(?:s|ed)?|sees?|seen|den(?:ounce|ounced)|condemned|widely \w+|"
    r"describ\w+|label\w*|suspected of being|disguised as|cover for)"
    r"(?: (?:it|them|this|such \w+|the (?:[\w-]+ )?(?:launch|launches|rocket|firing)))? (?:as |to be |an? )"
    r"(?:[\w-]+ ){0,4}$|"
    r"\bas an? (?:cover|facade|guise|pretext|front|disguise) for (?:[\w-]+ ){0,6}$"
)


# "Would not rule out new sanctions over the test of a missile": the test was made.
_OVER_WHAT_WAS = re.compile(
    r"\b(?:sanctions?|steps|action|measures|pressure|response|protests?) (?:over|after|for|following) the $"
)


# "Will start a week of missile tests", "is to conduct a launch": to come
_TO_CONDUCT = re.compile(
    r"\b(?:will|is to|are to|(?:is|are) (?:going|set|due) to) (?:also |soon |then |\w+ly )?(?:be )?"
    r"(?:start|begin|conduct|hold|carry|stage|resum|perform|mak)(?:e|ing)?\b(?! (?:sure|clear|public)\b)[^,;.]*$|"
    r"\b(?:is|are) planning (?:an?|its|the|another|to) [^,;.]*$|"
    r"\b(?:preparing|gearing up|planning|expected|likely|poised|ready) "
    r"(?:to (?:\w+ly )?(?:conduct|hold|carry|stage|perform)|for)\b[^;.]*"
    r"\b(?:including|such as|among (?:them|which)) [^;.]*$"
)


def _is_doubtful_noun(knowledge: Knowledge, before: str, clause: str) -> bool:
    """ "A possible launch", "fears of a strike", "may conduct a nuclear test or a missile launch"."""
    if _OVER_WHAT_WAS.search(before):
        return False
    statement = _MAY_HAVE.sub("", _STATEMENT_BEFORE(knowledge).split(before)[-1])
    if _MAY(knowledge).search(statement) or _SEEN_AS.search(before) or _TO_CONDUCT.search(statement):
        return True
    if _CONDUCTED(knowledge).search(before):
        return False
    return _PERHAPS(knowledge).search(clause[-70:]) is not None or (
        _PERHAPS(knowledge).search(before[-60:]) is not None and "," not in before[-60:]
    )


def _is_notified(knowledge: Knowledge, before: str, after: str) -> bool:
    """Whether a noun is of a launch to come: "is scheduled for Tuesday", "a notice for a test in October"."""
    if not (_SCHEDULED(knowledge).match(after) or _NOTICE_FOR(knowledge).search(before) or _TO_BE_MADE.match(after)):
        return False
    return _WINDOW(knowledge).search(after) is not None or _DAY_SET(knowledge).search(after) is not None


def _is_announced(knowledge: Knowledge, before: str, word: str, after: str) -> bool:
    """An announced launch: a firm verb of planning, and a time or a window for it."""
    firm = _FIRM_PLAN(knowledge).search(before)
    timed = _WINDOW(knowledge).search(before + word + after) or _DAY_SET(knowledge).search(after)
    unsure = re.search(r"\b(?:may|might|could|if|threaten\w*|would respond)\b", before)
    return firm is not None and timed is not None and unsure is None


def _cue(view: View, sentence: Sentence, near: int, sign: str) -> Cue | None:
    cues = view.cues(sentence, {"simulated": "simulation"}.get(sign, sign))
    return min(cues, key=lambda c: abs(c.start - near)) if cues else None
