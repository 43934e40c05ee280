"""Gaps: what stands between a weapon and the verb that sent it off, and says nothing of that."""

from __future__ import annotations

import re

_CLOSES = re.compile(r"\A,?\",?")  # of a name in quotation marks: 'what it called a "new rocket launcher," was fired'
# "Shot down a missile heading for Eilat likely fired by the Houthis"
_ON_ITS_WAY = re.compile(
    r"\A,? (?:en route to|bound for|head(?:ed|ing) (?:to|for|towards?)|aimed at|targeting|directed at|intended for) "
    r"[^,;.:]{2,45}?,?(?=(?: (?:that|which|was|were|likely|apparently|reportedly|allegedly))* ?\Z)"
)
_ITS_WARHEAD = re.compile(
    r"\A (?:with|carrying|(?:armed|fitted|equipped|configured|tipped|loaded) with) (?!the\b)[^,;.:]{3,40}(?= $)"
)
# "The first version of the Agni, having a range of 2,000 km, was test-fired"
_SAID_OF_IT = re.compile(
    r"\A(?:,(?:[^,;.:]|(?<=\d)[,.](?=\d)){3,80},|,? (?:having|with) (?:[^,;.:]|(?<=\d)[,.](?=\d)){3,60})"
    r"(?= (?:was|were|has been|have been|had been)\b)|"
    r"\A (?:that|which) (?!was|were)[^,;.:]{3,40}? (?:describe|call|identif|classif|name|label|say|said|claim|believe|"
    r"suspect|dub)\w*(?: [\w'-]+){0,6}?(?= (?:was|were|has been|have been|had been)\b)|"
    r"\A (?:called|named|dubbed|nicknamed|code-?named|known as) [\"']?[A-Z][\w -]{1,25}[\"']?"
    r"(?= (?:was|were|has been|have been|had been)\b)|"
    r"\A, (?:called|named|dubbed|nicknamed|known as|carrying|topped with) [^,;.:]{3,70},(?= ?\Z)"
)
_DRONES_AS_WELL = re.compile(r"\A,? (?:and|as well as|along with) (?:[\w-]+ ){0,4}(?:drones|UAVs)\b")
_DEVELOPED_AND = re.compile(
    r"\b(?:developed|designed|built|produced|assembled|readied|prepared|fuell?ed|loaded|erected|deployed) and "
)


def bare(gap: str, *, of_strike: bool) -> str:
    """A gap without asides, places aimed at and drones fired along: "missiles, which it calls new, were fired"."""
    if not of_strike:
        gap = _CLOSES.sub(lambda mark: mark[0].replace('"', ""), gap)
    gap = _DRONES_AS_WELL.sub("", _SAID_OF_IT.sub("", gap))
    gap = _ON_ITS_WAY.sub("", _DEVELOPED_AND.sub("", gap))
    return _ITS_WARHEAD.sub("", gap)
