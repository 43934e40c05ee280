"""What the finders look at: an article's text, a flat view of it, its sentences.

The flat view has one character for each character of the text, so that spans agree: typographic quotes become
straight, all kinds of hyphen become "-", all kinds of space (line breaks too) become " ". Rules are written against
the flat view; evidence is cut from the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from extractor.knowledge.expressions import folded
from extractor.knowledge.gazetteer import lowered
from extractor.model.article import Article

_FLAT = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u00ad\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2012\u2013\u2014\u2015\u2212", "\u2013"),
        **dict.fromkeys("\t\n\r\x0b\x0c\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
    }
)

ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof sen sens rep reps gov amb gen lt col maj capt cmdr adm brig sgt cpl rev hon st jr sr vs "
        "etc no nos inc co corp ltd jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs "
        "fri sat sun approx est al dept univ fig vol ed eds pp cf viz ft mt ave u.s u.n u.k d.c u.s.s n s e w i.e "
        "e.g a.m p.m"
    ).split()
)
_MAY_END = frozenset(("u.s u.n u.k d.c a.m p.m jr sr inc co corp ltd etc").split())
_STARTERS = frozenset(
    (
        "the a an it its he she they we i you his her their this that these those there in on at by but and as if "
        "when while after before since however meanwhile according earlier later both no not some many most such "
        "so under with for from"
    ).split()
)
_END = re.compile(r"[.!?]+[\"')\]]*(?:\[\d+\])*(?=\s|$|[A-Z][a-z])|[.!?]+[\"'](?=[A-Z\"])")
_LAST_WORD = re.compile(r"([A-Za-z](?:[A-Za-z.]{0,10}[A-Za-z])?)$")  # of the 12 characters that are looked at


def flatten(text: str) -> str:
    """The flat view: same length, one kind of quote, hyphen, dash and space."""
    return text.translate(_FLAT)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span; `paragraph` numbers the paragraph it stands in, `index` the sentence."""

    start: int
    end: int
    index: int
    paragraph: int


Spans = tuple[tuple[int, int], ...]
PeopleIn = Callable[[int, int], Spans]


def _nobody(start: int, end: int) -> Spans:
    return ()


@dataclass(frozen=True)
class Reading:
    """One article laid open for the finders.

    `people_in` answers which spans of a stretch of the text are people's names: a second opinion from a language
    model, asked only where the rules cannot tell. Without a model nobody is.
    """

    article: Article
    flat: str
    sentences: tuple[Sentence, ...]
    people_in: PeopleIn = field(repr=False, compare=False)
    _starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, article: Article, people_in: PeopleIn = _nobody) -> Reading:
        """The reading of an article."""
        flat = flatten(article.text)
        sentences = tuple(split(article.text, flat))
        return cls(article, flat, sentences, people_in, tuple(s.start for s in sentences))

    @cached_property
    def low(self) -> str:
        """The flat view in lower case, of equal length."""
        return lowered(self.flat)

    @cached_property
    def folded(self) -> str:
        """The flat view with all cases alike, as filters of patterns take it."""
        return folded(self.flat)

    @cached_property
    def published(self) -> date | None:
        """The publication day, where the article has one."""
        stamp = self.article.published
        return date.fromisoformat(stamp[:10]) if stamp else None

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds `offset`, or the one before it."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]


def split(text: str, flat: str) -> list[Sentence]:
    """Sentences of a text: paragraph breaks always end one; a full stop does unless it ends an abbreviation."""
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        begin = start
        for match in _END.finditer(flat, start, end):
            if _ends_sentence(flat, match.start(), match.end(), end):
                _append(sentences, flat, (begin, match.end()), number)
                begin = match.end()
        _append(sentences, flat, (begin, end), number)
    return sentences


def _append(sentences: list[Sentence], flat: str, span: tuple[int, int], paragraph: int) -> None:
    start, end = span
    while start < end and flat[start] == " ":
        start += 1
    while end > start and flat[end - 1] == " ":
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = flat.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        sentences.append(Sentence(start, cut, len(sentences), paragraph))
        start = cut + 1 if flat[cut] == " " else cut
    if start < end:
        sentences.append(Sentence(start, end, len(sentences), paragraph))


AHEAD = 200  # characters after a full stop that are looked at
LONGEST_SENTENCE = 2000  # characters; news has a tenth of it. A table or a list without full stops is cut into pieces.


def _ends_sentence(flat: str, stop: int, after: int, limit: int) -> bool:
    rest = flat[after : min(limit, after + AHEAD)].lstrip()
    if not rest:
        return True
    first = rest.lstrip("\"'([\u2013-")[:1]
    if flat[stop] != ".":
        return not first.islower() and flat[after - 1] != ")"
    if first.islower():
        return False
    word = _LAST_WORD.search(flat, max(0, stop - 12), stop)
    if word is None or flat[stop : stop + 3] == "...":
        return True
    last = word.group(1).lower()
    if len(last) == 1 and word.group(1).isupper():
        return False
    if last not in ABBREVIATIONS and "." not in last:
        return True
    following = re.match(r"[\"'(]*([A-Za-z]+)", rest)
    return last in _MAY_END and following is not None and following.group(1).lower() in _STARTERS


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of paragraphs. In a hard-wrapped text a single line break joins, elsewhere it separates."""
    wrapped = is_hard_wrapped(text)
    spans: list[tuple[int, int]] = []
    begin = 0
    for match in re.finditer(r"\n[ \t\r]*(\n\s*)?", text):
        if wrapped and match.group(1) is None and not _line_closes(text[begin : match.start()]):
            continue
        spans.append((begin, match.start()))
        begin = match.end()
    spans.append((begin, len(text)))
    return [(start, end) for start, end in spans if text[start:end].strip()]


def is_hard_wrapped(text: str) -> bool:
    """Whether lines are broken by a column limit: most lines are short and break off in mid-sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 8:
        return False
    if sum(len(line) > WRAP_COLUMN for line in lines) >= 0.1 * len(lines):
        return False
    return sum(_CLOSED.search(line) is None for line in lines) > 0.5 * len(lines)


_CLOSED = re.compile(r"[.!?:;\"'\u201d\u2019)\]|]\s*$")


WRAP_COLUMN = 100  # mail and terminals wrap at 72 to 80; a web address may stick out of a few lines


def _line_closes(block: str) -> bool:
    last = block.rsplit("\n", 1)[-1]
    return bool(re.search(r"[.!?][\"'\u201d\u2019)]*(\[\d+\])?\s*$", last)) and len(last) < 60
