"""Triage: which articles and pages can hold a launch at all. A rejection has a reason, and is counted by it.

A text is judged by one pass of one automaton, before anything else reads it. A page is judged before its article is cut
out: by the same words, wherever in it they stand, however they are written in HTML. Where that cannot be told for sure
the page is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from extractor.knowledge.reader import Knowledge

REASON = "no_launch_vocabulary"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to go on, and why not."""

    keep: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Strings to find: words in any case, parts of words too; names as they are written, and as words of their own."""

    words: BytesAhoCorasick
    names: BytesAhoCorasick
    forms: tuple[bytes, ...]
    """What the numbers of `names` stand for."""

    @classmethod
    def of(cls, words: Iterable[bytes], names: Iterable[bytes]) -> _Vocabulary:
        """A vocabulary; words in lower case."""
        forms = tuple(sorted(set(names)))
        return cls(_any_of(words), BytesAhoCorasick(forms, implementation=Implementation.DFA), forms)

    def stands_in(self, data: bytes) -> bool:
        """Whether a word or a name is in the text."""
        return bool(self.words.find_matches_as_indexes(data.lower())) or self.names_stand_in(data)

    def names_stand_in(self, data: bytes) -> bool:
        """Whether a name is in the text."""
        found = self.names.find_matches_as_indexes(data, overlapping=True)
        return any(_is_word(data, start, end) for _, start, end in found)


def _any_of(strings: Iterable[bytes]) -> BytesAhoCorasick:
    """Whether one of them stands anywhere; with this kind of match the automaton leaps where they are few."""
    return BytesAhoCorasick(sorted(set(strings)), MatchKind.LeftmostLongest, Implementation.DFA)


def _is_word(data: bytes, start: int, end: int) -> bool:
    """ "a Musudan was fired", "two Nodongs were"; not "Scudder"."""
    before, after = data[max(0, start - 4) : start].decode("utf-8", "ignore"), data[end : end + 4]
    return not (before[-1:].isalnum() or after.removeprefix(b"s").decode("utf-8", "ignore")[:1].isalpha())


LONG_NAME = 5  # bytes; a name cut by a tag may stand glued to its neighbours, and shorter ones stand in many words


@lru_cache(maxsize=4)
def _of_texts(knowledge: Knowledge) -> _Vocabulary:
    return _Vocabulary.of(_words(knowledge), _names(knowledge))


@dataclass(frozen=True, slots=True)
class _OfPages:
    """What is looked for in a page: in all its bytes; in what stands between its tags, with and without blanks."""

    words: BytesAhoCorasick
    short_names: _Vocabulary
    long_names: BytesAhoCorasick
    words_without_blanks: BytesAhoCorasick
    names_without_blanks: BytesAhoCorasick


@lru_cache(maxsize=4)
def _of_pages(knowledge: Knowledge) -> _OfPages:
    words, names = _words(knowledge), [name.translate(None, _UNSEEN) for name in _names(knowledge)]
    single = [name for name in names if b" " not in name]
    return _OfPages(
        words=_any_of(words),
        short_names=_Vocabulary.of((), (name for name in single if len(name) < LONG_NAME)),
        long_names=_any_of(name for name in single if len(name) >= LONG_NAME),
        words_without_blanks=_any_of(word.replace(b" ", b"") for word in words),
        names_without_blanks=_any_of(name.replace(b" ", b"") for name in names if b" " in name),
    )


def _words(knowledge: Knowledge) -> list[bytes]:
    return [word.lower().encode() for word in knowledge.triage.weapon]


def _names(knowledge: Knowledge) -> list[bytes]:
    """Every name as it is listed, and with other marks between its parts: "LVM-3", "LVM 3" and "LVM3" are one."""
    listed = (form for row in knowledge.weapons.weapon for form in (row.name, *row.aliases))
    return [other.encode() for form in listed for other in {form, *(_MARK.sub(mark, form) for mark in ("-", " ", ""))}]


_MARK = re.compile(
    r"(?<=\w)[- ](?=\d|[IVX]+\b)"
)  # before a number; between words all spellings are rare but the listed one


def judge(text: str, knowledge: Knowledge) -> Verdict:
    """Reject a text that names nothing that could be launched."""
    data = text.replace("\u2011", "-").encode("utf-8", "replace")
    return _verdict(_of_texts(knowledge).stands_in(data))


def judge_page(markup: str, knowledge: Knowledge) -> Verdict:
    """Reject a page from whose markup no text can come that `judge` would keep.

    Words count wherever they stand: in scripts, attributes and comments too, and with a tag in their middle.
    """
    find, data = _of_pages(knowledge), _plain(markup)
    if find.words.find_matches_as_indexes(data.lower()):
        return _verdict(True)
    marked = _between_tags(data)
    if find.short_names.names_stand_in(marked):
        return _verdict(True)
    joined = marked.translate(None, _UNSEEN)
    if find.long_names.find_matches_as_indexes(joined):
        return _verdict(True)
    squeezed = joined.translate(None, _NO_LETTERS)
    return _verdict(
        bool(find.words_without_blanks.find_matches_as_indexes(squeezed.lower()))
        or bool(find.names_without_blanks.find_matches_as_indexes(squeezed))
    )


def _verdict(keep: bool) -> Verdict:
    return Verdict(True) if keep else Verdict(False, REASON)


TAG = b"\x01"  # no reader lets it through
_NO_LETTERS = bytes([*range(33), 127])
"""Blanks, line breaks and controls."""
_UNSEEN = TAG + b"?"
"""What may stand in a word and not be seen: tags; and what is beyond ASCII, as hints where a word may be broken are."""
_ESCAPED = re.compile(r"\\u00([0-9a-fA-F]{2})")  # a letter in the JSON of a script
_REFERENCE = re.compile(r"&(?:#|\w+;)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


def _plain(text: str) -> bytes:
    """The text in ASCII, as all launch vocabulary is; "?" for what is not."""
    return text.replace("\u2011", "-").encode("ascii", "replace")


def _between_tags(data: bytes) -> bytes:
    """The text with `TAG` for each tag, and with its letters as such: no references, no escapes.

    A tag ends at its first ">", in an attribute too: what follows stays, and is looked at as text.
    """
    if b"<!--" in data:
        data = _COMMENT.sub(b"", data)
    text = TAG.join([piece.split(b">", 1)[-1] for piece in data.split(b"<")])
    return _plain(_spelled_out(text.decode("ascii")))


def _spelled_out(text: str) -> str:
    for _ in range(2):  # descriptions and scripts may hold text that was escaped before
        if _REFERENCE.search(text):
            text = unescape(text)
    if "\\u00" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text
