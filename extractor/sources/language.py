"""The language of an article as a BCP 47 tag: what its source says, else what its words look like."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import Any

MIN_WORDS = 20  # the detector takes shorter English news for Nigerian Pidgin now and then
MIN_CHARACTERS = 200  # about 40 words, in scripts that do not part words by spaces
MIN_CONFIDENCE = 0.9  # from 40 words on, all real articles tried but one reach it, and no wrong guess did
SAMPLE_CHARACTERS = 4000  # more changes nothing and costs time
NO_LANGUAGE = frozenset({"zxx", "und", "mul", "mis"})  # ISO 639: none, unknown, several, uncoded

_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")


def language_tag(value: object) -> str | None:
    """`value` as a BCP 47 tag in its usual case (`en_us` is `en-US`), or None where it is none."""
    match = _TAG.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or match[1].lower() in NO_LANGUAGE:
        return None
    rest = [part for part in re.split("[-_]", match[2]) if part]
    return "-".join([match[1].lower(), *map(_usual_case, rest)])


def detect_language(text: str) -> str | None:
    """The language the words of `text` are in; None where they are too few or the detector is unsure."""
    sample = text[:SAMPLE_CHARACTERS]
    if len(sample) < MIN_CHARACTERS and len(sample.split()) < MIN_WORDS:
        return None
    code, confidence = _identifier().classify(sample)
    return language_tag(code) if confidence >= MIN_CONFIDENCE else None


def _usual_case(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Loaded at the first article that does not name its language: 0.7 seconds."""
    langid: Any = import_module("py3langid.langid")  # has no type hints
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
