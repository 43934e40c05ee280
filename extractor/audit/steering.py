"""Text that cannot steer the terminal it is shown on."""

from __future__ import annotations

import unicodedata

# Terminals obey control characters, and these marks turn the order of what is shown (Unicode bidirectional controls).
_STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT = frozenset("\n\t")


def harmless(text: str) -> str:
    """`text` with each character that could steer a terminal as U+FFFD: length and offsets stay."""
    return "".join("\ufffd" if _steers(char) else char for char in text)


def one_line(text: str) -> str:
    """`text` harmless and on one line, spaces collapsed."""
    return harmless(" ".join(text.split()))


def _steers(char: str) -> bool:
    return char in _STEERING or (char not in _KEPT and unicodedata.category(char) in ("Cc", "Zl", "Zp"))
