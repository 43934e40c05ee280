"""Status with scope: whether words tell of a launch as done, failed, announced, or as something that is no event.

A cue counts only where it governs the trigger: in the same clause before it, or as its predicate after it. Clauses
end at marks and conjunctions, as in ConText (Chapman et al. 2007), with news wording in place of clinical.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.assembly.view import View
from extractor.model.mention import Cue
from extractor.reading import Sentence

State = Literal["occurred", "failed", "planned", "hypothetical", "negated", "habitual", "simulated"]


@dataclass(frozen=True, slots=True)
class Factuality:
    """What a sentence makes of its trigger, and the cue that says so."""

    state: State
    cue: Cue | None = None


_CLAUSE_BEFORE = re.compile(
    r"[;:–]|(?<=\") |\b(?:that|which|who|where|when|while|after|but|because|although|though|as|since|before|"
    r"despite|following|amid|whereas|days|weeks|hours|and (?=(?:it|he|they|then|later|had|has|have|was|were|"
    r"[A-Z])))\b|, (?:and|with|in|a|the|saying|prompting|citing)?"
)
_CLAUSE_AFTER = re.compile(
    r"[;:–]|, (?:and|but|which|who|while|as|after|when|saying|where|although|though|prompting|with|a|the)\b|"
    r"\b(?:after|before|while|although|though|because|but|amid|despite|since|when|that|said|says)\b"
)
_INFINITIVE = re.compile(r"\bto (?:\w+ly )?$|\bto (?:have )?(?:also )?$")
_MODAL = re.compile(
    r"\b(?:may|might|could|would|can|should|shall|must|cannot|can't|won't)\b(?: (?:not|also|soon|then|be|have|"
    r"already|possibly|again|potentially|even|eventually|try to|attempt to|be able to|\w+ly))* ?$"
)
_WILL = re.compile(
    r"\b(?:will|is to|are to|going to|plans? to|planned to|planning to|intends? to|intended to|intention to|"
    r"scheduled to|set to|due to|is expected to|vowed to|decided to|prepar\w+ to|ready to)\b(?: (?:be|soon|also|"
    r"again|\w+ly))* ?$"
)
_DONE_INFINITIVE = re.compile(
    r"\b(?:managed|succeeded|proceeded|went on|continued|appears?|appeared|believed|thought|reported|claims?|"
    r"claimed|said|known|seems?|seemed|understood|began|started|suspected|alleged|presumed) to (?:have "
    r")?(?:\w+ly )?$"
)
_TRIED = re.compile(
    r"\b(?:attempted|tried|attempts?|trying|attempting|failed|failing|fails|unsuccessfully|failure) to (?:\w+ly "
    r")?$"
)
_BASE = re.compile(
    r"(?:fire|launch|test|test-fire|test fire|test-launch|shoot off|lob|send|strike|hit|attack|unleash|rain|"
    r"blast off|lift off|target|conduct|flight-test)$"
)
_WINDOW = re.compile(
    r"\b(?:between|window|on or around|as early as|from) (?:\w+ ){0,4}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
    r"Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d)|\b(?:next (?:week|month|year)|tomorrow|in the coming (?:days|"
    r"weeks)|later this (?:week|month|year)|this (?:week|month))\b"
)
_FAILED_AFTER = re.compile(
    r"\b(?:fail(?:ed|ure|s|ing)?|explod\w+|blew up|blown up|crashed (?:shortly|moments|soon|seconds|minutes|"
    r"immediately)|unsuccessful\w*|aborted|disintegrated|broke up|broke apart|malfunction\w*|fizzled|misfired|"
    r"went wrong|did not succeed|ended in failure|spun out of control|spinning out of control|veered off "
    r"course)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|n't|never|no|without|neither|denied|denies|denying|refrain\w*|hold(?:ing)? off|held off|delay\w*|"
    r"postpon\w*|abandon\w*|scrap\w*|call(?:ed|ing)? off|stop\w*|halt\w*|suspend\w*|ceas\w+|freez\w+|ban\w*|"
    r"bar(?:s|red|ring)|prohibit\w*|forbid\w*|prevent\w*|avoid\w*|yet to|moratorium on|end(?:ed)? (?:all|its)|"
    r"against|prohibition on|deter(?:red|ring)?)(?: (?:[\w'-]+)){0,4} ?$"
)
_PERHAPS = re.compile(
    r"\b(?:may|might|could|would|if|whether|possible|potential|possibly|potentially|threat(?:en(?:s|ed|ing)?|"
    r"s)?(?: of| to| with)?|prepar\w+(?: for| to)?|ready|likely|imminent|fears? (?:of|that)|future|any|next|"
    r"another possible|expected|possibility of|prospect of|risk of|capable of|ability to|capability|speculation|"
    r"would-be|signs of|plans? (?:for|to)|ahead of|in case of|in the event of|such as|rehears\w+|simulat\w+|mock|"
    r"unless|should|must|further|more|upcoming|hypothetical|eventual|additional|continued|anticipat\w+|await\w*|"
    r"demand\w*|call\w* for|urged?|warn\w+ of|warn\w+ against|vow\w*)(?: [\w'-]+){0,5} ?$",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:often|regularly|routinely|frequently|repeatedly|usually|typically|always|every|sometimes|occasionally|"
    r"each time|periodically|normally|generally|used to|history of|series of (?:\w+ )?(?:tests|launches)|"
    r"ha(?:s|ve) recently|(?:string|spate|flurry|slew|raft|rash) of (?:[\w-]+ ){0,3}(?:tests|launches|firings)|pattern "
    r"of|habit of|occasions|in the past|over the years|over the past|in recent (?:years|months|weeks)|for years|"
    r"for decades|all (?:the|of the|its)|most|daily|almost daily|ha(?:s|ve) been (?:firing|launching|"
    r"testing))\b",
    re.IGNORECASE,
)


def factuality(view: View, sentence: Sentence, start: int, end: int, is_noun: bool) -> Factuality:
    """The state the sentence gives to the trigger at `start:end`, a noun or a verb."""
    flat = view.reading.flat
    before = flat[sentence.start : start]
    clause = _last_clause(_LISTING.sub(r" \1", before))
    word = flat[start:end].lower()
    after = flat[end : sentence.end]
    for state, holds in (
        (
            "hypothetical",
            not is_noun
            and re.search(
                r"\b(?:may|might|could|would|will) (?:be |have been "
                r")?(?:trying|attempting|try|attempt) to $",
                before,
            )
            is not None,
        ),
        ("habitual", _ATTEMPTS.search(before) is not None),
        ("failed", _TRIED.search(before) is not None),
        (
            "negated",
            _NEGATED.search(clause[-60:]) is not None and not re.search(r"\b(?:not only|no longer denied)\b", clause),
        ),
        ("hypothetical", _is_doubtful_noun(before, clause) if is_noun else _is_hypothetical(before, clause, word)),
        ("hypothetical", is_noun and _is_conditional(before, after)),
        ("habitual", _OFTEN.search(clause) is not None or _OFTEN.search(after[:40]) is not None),
        ("habitual", _is_present(before, word, after) if not is_noun else _VARIOUS.match(after) is not None),
    ):
        if holds and state == "hypothetical" and _is_announced(before, word, after):
            return Factuality("planned", _cue(view, sentence, start, "planned"))
        if holds:
            return Factuality(state, _cue(view, sentence, start, state))  # type: ignore[arg-type]
    if _fails(before, clause, word, after):
        return Factuality("failed", _cue(view, sentence, start, "failed"))
    return Factuality("occurred")


_LISTING = re.compile(r", (including|such as|like|involving) (?=[\w' -]*$)")
_ATTEMPTS = re.compile(
    r"\b(?:previous|earlier|past|prior|two|three|four|five|six|seven|eight|nine|ten|several|many|all|\d+) "
    r"(?:[\w-]+ ){0,2}attempts to (?:\w+ly )?$"
)
_VARIOUS = re.compile(r" of (?:various|numerous|different|several types of|many)\b")
_IF_MADE = re.compile(r",? if (?:made|conducted|carried out|successful|it (?:goes|happens|takes))\b")
_INDEFINITE = re.compile(r"(?:^|[:;.\"(] ?)(?:an?|any|each|every|a single|one)(?: [\w-]+){0,3} $", re.IGNORECASE)
_WOULD = re.compile(r"[^.;:\"]{0,90}? (?:could|may|might|would|can|will|is likely to|are likely to) ")
_WOULD_VIOLATE = re.compile(r" would (?:also )?(?:represent|mean|violate|constitute|breach|be an? (?!first|record))")


def _is_conditional(before: str, after: str) -> bool:
    """A launch thought of: "the launches, if made", "the launch would violate", "a missile test could be read as"."""
    if _IF_MADE.match(after) or _WOULD_VIOLATE.match(after):
        return True
    return _INDEFINITE.search(before) is not None and _WOULD.match(after) is not None


_RUNS = re.compile(
    r"(?: (?!to\b|can\b|could\b|may\b|might\b|will\b|would\b|that\b|which\b|and\b)[\w.'-]+){0,9} "
    r"(?:fly|travel|cross|enter|pass|land|fall|reach|carry)\b"
)
_MISSILES = re.compile(r"\b(?:missiles|rockets|projectiles) $")


def _is_present(before: str, word: str, after: str) -> bool:
    """What happens as a rule: "rockets are launched", "missiles fired from the base fly along the border"."""
    if not word.endswith("ed"):
        return False
    if re.search(r"\bare (?:\w+ly )?$", before):
        return True
    return _MISSILES.search(before) is not None and _RUNS.match(after) is not None


def _last_clause(before: str) -> str:
    return _CLAUSE_BEFORE.split(before)[-1] or ""


def _is_hypothetical(before: str, clause: str, word: str) -> bool:
    tail = before[-50:]
    if _BASE.search(word):
        if _INFINITIVE.search(tail):
            return _DONE_INFINITIVE.search(tail) is None
        return bool(
            _MODAL.search(tail)
            or _WILL.search(tail)
            or re.search(
                r"\b(?:did not|do not|does not|didn't|to|will|let|help(?:ed)?|"
                r"can|or|and) $",
                tail,
            )
        )
    if re.search(r"(?:ed|shot|sent|struck|hit|off)$", word) and re.search(r"\b(?:be|to be) (?:\w+ly )?$", tail):
        return bool(
            _MODAL.search(tail)
            or _WILL.search(tail)
            or _INFINITIVE.search(tail)
            or re.search(
                r"\b(?:may|might|could|would|will|to|can|should) be "
                r"(?:\w+ly )?$",
                tail,
            )
        )
    if re.search(r"\b(?:had|if) it (?:had )?$", tail):
        return True
    if re.search(r"(?:ed|shot|sent|flew|flown|fell|struck|down|off)$", word):
        return re.search(r"\b(?:if|unless|would have|could have|should|capable of being)\b[^,]*$", clause) is not None
    if word.endswith("ing") and re.search(r"\b(?:by|such as|or|of|like|including|as) (?:\w+ ){0,2}$", tail):
        clause = re.split(r"[;:–]|\b(?:that|which|but|after)\b", before)[-1]
        return _PERHAPS.search(clause) is not None
    return _PERHAPS.search(clause[-70:]) is not None


def _is_doubtful_noun(before: str, clause: str) -> bool:
    """ "A possible launch", "fears of a strike", "may conduct a nuclear test or a missile launch"."""
    statement = re.split(r"[;:–]|\b(?:that|which|who|but|after|since|because|although|while|when)\b", before)[-1]
    if re.search(r"\b(?:may|might|could|would|should|if)\b", statement):
        return True
    if re.search(
        r"\b(?:conducted|carried out|performed|staged|oversaw|supervised|made|completed|guided)(?: [\w-]+){0,6} "
        r"?$",
        before,
    ):
        return False
    return _PERHAPS.search(clause[-70:]) is not None or (
        _PERHAPS.search(before[-60:]) is not None and "," not in before[-60:]
    )


def _is_announced(before: str, word: str, after: str) -> bool:
    """An announced launch: a firm verb of planning, and a time or a window for it."""
    firm = re.search(
        r"\b(?:will|plan(?:s|ned|ning)? to|plans for|scheduled|notified|informed|announced|said it would|set to|"
        r"going to|due to|is to)\b",
        before,
    )
    return (
        firm is not None
        and _WINDOW.search(before + word + after) is not None
        and re.search(
            r"\b(?:may|might|could|if|threaten\w*|would "
            r"respond)\b",
            before,
        )
        is None
    )


def _fails(before: str, clause: str, word: str, after: str) -> bool:
    predicate = _CLAUSE_AFTER.split(after)[0]
    if re.search(
        r"\b(?:failed|unsuccessful|failure of|botched|abortive|aborted|ill-fated|attempted but failed)(?: "
        r"[\w'-]+){0,6} ?$",
        clause,
        re.IGNORECASE,
    ):
        return True
    if word.endswith("ed") and re.search(
        (
            r"\bbut (?:it|they|the \w+|the launch|both|which|that|"
            r"all)?\b[^.]{0,30}"
        )
        + _FAILED_AFTER.pattern,
        after,
        re.IGNORECASE,
    ):
        return True
    return _FAILED_AFTER.search(predicate[:110]) is not None and not re.search(
        r"\bfail(?:ed|s|ure)? (?:to )?(?:stop|deter|prevent|halt|"
        r"condemn|respond|detect|intercept|mention)",
        predicate,
    )


def fails(words: str) -> bool:
    """Whether words about a missile in flight say that it failed: "before exploding in midair", "blew up"."""
    return _BREAKS_UP.search(words) is not None


_BREAKS_UP = re.compile(
    r"\b(?:explod\w+ (?:in|shortly|soon|moments|seconds|minutes|almost|immediately|mid|on)|blew up|blown up|"
    r"disintegrated|spun out of control|spinning out of control|veered off course|broke apart|fail(?:ed|"
    r"ure)\b(?! to (?:stop|detect|respond|intercept|destroy)))"
)


def _cue(view: View, sentence: Sentence, near: int, sign: str) -> Cue | None:
    cues = view.cues(sentence, {"simulated": "simulation"}.get(sign, sign))
    return min(cues, key=lambda c: abs(c.start - near)) if cues else None
