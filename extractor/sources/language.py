"""The language of an article as a BCP 47 tag: what its words look like, else what its source says."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import Any

MIN_WORDS = 20  # the detector takes shorter English news for Nigerian Pidgin now and then
MIN_CHARACTERS = 200  # about 40 words, in scripts that do not part words by spaces
MIN_CONFIDENCE = 0.9  # from 40 words on, all real articles tried but one reach it, and no wrong guess did
SAMPLE_CHARACTERS = 4000  # more changes nothing and costs time
SAMPLES = 4  # pieces they are taken in
NO_LANGUAGE = frozenset({"zxx", "und", "mul", "mis"})  # ISO 639: none, unknown, several, uncoded

_ENGLISH = frozenset(
    "the and that with from has had which were would said they their its after been this are but not be will it "
    "of".split()
)
"""Words of every English text, hardly any of which other languages have."""
MIN_ENGLISH = 0.12  # share of those words: 97 of 100 news articles have more, spaCy's other languages 0.01 at most
MIN_IN_HALF = 0.08  # of each half: a translation may follow
MIN_THE = 0.02  # Nigerian Pidgin says "di"
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")


def language_tag(value: object) -> str | None:
    """`value` as a BCP 47 tag in its usual case (`en_us` is `en-US`), or None where it is none."""
    match = _TAG.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or match[1].lower() in NO_LANGUAGE:
        return None
    rest = [part for part in re.split("[-_]", match[2]) if part]
    return "-".join([match[1].lower(), *map(_usual_case, rest)])


def language_of(declared: str | None, text: str) -> str | None:
    """The language of an article: what its words look like, else what its source says.

    Sources are right about the region, and wrong about the language where a template is not translated.
    """
    found = detect_language(text)
    if found is None or (declared and _is_one(found, declared)):
        return declared
    return found


def is_foreign(language: str | None) -> bool:
    """Whether a text is in another language than English; an unknown one is not."""
    return language is not None and not _is_one(language, "en")


def detect_language(text: str) -> str | None:
    """The language the words of `text` are in; None where they are too few or the detector is unsure."""
    sample = _sample(text)
    if len(sample) < MIN_CHARACTERS and len(sample.split()) < MIN_WORDS:
        return None
    if _is_plainly_english(sample):
        return "en"
    code, confidence = _identifier().classify(sample)
    return language_tag(code) if confidence >= MIN_CONFIDENCE else None


def _is_plainly_english(sample: str) -> bool:
    """Whether nothing else comes into question: the detector takes three times as long, and is slow to load."""
    words = _WORD.findall(sample.lower())
    is_english = [word in _ENGLISH for word in words]
    half = len(words) // 2
    return (
        sum(is_english) >= MIN_ENGLISH * len(words) > 0
        and sum(is_english[:half]) >= MIN_IN_HALF * half
        and sum(is_english[half:]) >= MIN_IN_HALF * (len(words) - half)
        and words.count("the") >= MIN_THE * len(words)
    )


def _is_one(language: str, other: str) -> bool:
    """Whether two tags name one language; Nigerian Pidgin counts as English, for which short news is taken."""
    one, two = ("en" if tag.split("-")[0] == "pcm" else tag.split("-")[0] for tag in (language, other))
    return one == two


def _sample(text: str) -> str:
    """Pieces from all over the text: a translation often follows below."""
    if len(text) <= SAMPLE_CHARACTERS:
        return text
    size, step = SAMPLE_CHARACTERS // SAMPLES, (len(text) - SAMPLE_CHARACTERS // SAMPLES) // (SAMPLES - 1)
    return " ".join(text[number * step : number * step + size] for number in range(SAMPLES))


def _usual_case(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Loaded at the first article that is not plainly English: 0.7 seconds."""
    langid: Any = import_module("py3langid.langid")  # has no type hints
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
