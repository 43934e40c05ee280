"""Triage: which articles and pages can hold a launch at all. A rejection has a reason, and is counted by it.

A text is judged by one pass of one automaton, before anything else reads it. A page is judged before its article is cut
out: by the same words, wherever in it they stand, however they are written in HTML. Where that cannot be told for sure
the page is kept.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from ahocorasick_rs import BytesAhoCorasick, Implementation

from extractor.knowledge.reader import Knowledge

REASON = "no_launch_vocabulary"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to go on, and why not."""

    keep: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Strings to find in UTF-8: words in any case, parts of words too; then names, as they are written."""

    automaton: BytesAhoCorasick
    words: int
    names: tuple[tuple[bytes, ...], ...]
    """The forms of each name that are one in lower case."""

    @classmethod
    def of(cls, words: Iterable[bytes], names: Iterable[bytes]) -> _Vocabulary:
        """A vocabulary; words in lower case."""
        table: dict[bytes, list[bytes]] = {}
        for name in names:
            table.setdefault(name.lower(), []).append(name)
        first = sorted(set(words))
        automaton = BytesAhoCorasick([*first, *table], implementation=Implementation.DFA)
        return cls(automaton, len(first), tuple(map(tuple, table.values())))

    def stands_in(self, data: bytes, *, whole: int = 0) -> bool:
        """Whether a word is in the text, or a name; names shorter than `whole` bytes only as words of their own."""
        # where there are no names, the first word found will do, and the automaton may leap
        for found, start, end in self.automaton.find_matches_as_indexes(data.lower(), overlapping=bool(self.names)):
            if found < self.words:
                return True
            if data[start:end] in self.names[found - self.words] and (
                end - start >= whole or _is_word(data, start, end)
            ):
                return True
        return False


def _is_word(data: bytes, start: int, end: int) -> bool:
    """ "a Musudan was fired", "two Nodongs were"; not "Scudder"."""
    before, after = data[max(0, start - 4) : start].decode("utf-8", "ignore"), data[end : end + 4]
    return not (before[-1:].isalnum() or after.removeprefix(b"s").decode("utf-8", "ignore")[:1].isalpha())


ANY_LENGTH = sys.maxsize
LONG_NAME = 5  # bytes; a name cut by a tag may stand glued to its neighbours, and shorter ones stand in many words


@lru_cache(maxsize=4)
def _of_texts(knowledge: Knowledge) -> _Vocabulary:
    return _Vocabulary.of(_words(knowledge), _names(knowledge))


@dataclass(frozen=True, slots=True)
class _OfPages:
    """What is looked for in a page: in all its bytes; in what stands between its tags, with and without blanks."""

    words: _Vocabulary
    short_names: _Vocabulary
    long_names: _Vocabulary
    without_blanks: _Vocabulary


@lru_cache(maxsize=4)
def _of_pages(knowledge: Knowledge) -> _OfPages:
    words, names = _words(knowledge), _names(knowledge)
    single = [name for name in names if b" " not in name]
    return _OfPages(
        words=_Vocabulary.of(words, ()),
        short_names=_Vocabulary.of((), (name for name in single if len(name) < LONG_NAME)),
        long_names=_Vocabulary.of((), (name for name in single if len(name) >= LONG_NAME)),
        without_blanks=_Vocabulary.of(
            (word.replace(b" ", b"") for word in words), (name.replace(b" ", b"") for name in names if b" " in name)
        ),
    )


def _words(knowledge: Knowledge) -> list[bytes]:
    return [word.lower().encode() for word in knowledge.triage.weapon]


def _names(knowledge: Knowledge) -> list[bytes]:
    return [form.encode() for row in knowledge.weapons.weapon for form in (row.name, *row.aliases)]


def judge(text: str, knowledge: Knowledge) -> Verdict:
    """Reject a text that names nothing that could be launched."""
    data = text.replace("\u2011", "-").encode("utf-8", "replace")
    return _verdict(_of_texts(knowledge).stands_in(data, whole=ANY_LENGTH))


def judge_page(markup: str, knowledge: Knowledge) -> Verdict:
    """Reject a page from whose markup no text can come that `judge` would keep.

    Words count wherever they stand: in scripts, attributes and comments too, and with a tag in their middle.
    """
    data, find = markup.encode("utf-8", "replace"), _of_pages(knowledge)
    if find.words.stands_in(data):
        return _verdict(True)
    marked = _between_tags(data)
    if find.short_names.stands_in(marked, whole=ANY_LENGTH):
        return _verdict(True)
    joined = marked.translate(None, TAG)
    joined = joined if joined.isascii() else _UNSEEN.sub(b"", joined)
    squeezed = joined.translate(None, _NO_LETTERS)
    return _verdict(find.long_names.stands_in(joined) or find.without_blanks.stands_in(squeezed))


def _verdict(keep: bool) -> Verdict:
    return Verdict(True) if keep else Verdict(False, REASON)


TAG = b"\x01"  # no reader lets it through
_NO_LETTERS = bytes([*range(33), 127])
"""Blanks, line breaks and controls."""
_ESCAPED = re.compile(r"\\u00([0-9a-fA-F]{2})")  # a letter in the JSON of a script
_REFERENCE = re.compile(r"&(?:#|\w+;)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_UNSEEN = re.compile(
    rb"\xc2[\x85\xa0\xad]|\xe1\x9a\x80|\xe2\x80[\x80-\x8f\xa8-\xaf]|\xe2\x81[\x9f-\xa4]|\xe3\x80\x80|\xef\xbb\xbf"
)
"""Other blanks; hints where a word may be broken and marks of direction, which readers do not see."""


def _between_tags(data: bytes) -> bytes:
    """The text with `TAG` for each tag, and with its letters as such: no references, no escapes.

    A tag ends at its first ">", in an attribute too: what follows stays, and is looked at as text.
    """
    if b"<!--" in data:
        data = _COMMENT.sub(b"", data)
    text = TAG.join([piece[piece.find(b">") + 1 :] for piece in data.split(b"<")])
    return _spelled_out(text.decode("utf-8")).encode("utf-8", "replace")


def _spelled_out(text: str) -> str:
    for _ in range(2):  # descriptions and scripts may hold text that was escaped before
        if _REFERENCE.search(text):
            text = unescape(text)
    if "\\u00" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\u2011", "-")
