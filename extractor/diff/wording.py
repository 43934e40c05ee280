"""Changes in words, the same on every way of showing them."""

from __future__ import annotations

from extractor.audit.steering import one_line
from extractor.diff.change import Change, Side

VALUE = 120  # characters of a value that are shown
SENTENCE = 200  # characters of a sentence that are shown


def cut(text: str, length: int) -> str:
    """The text on one line, and no longer than that; what is cut is told by dots."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 4].rstrip() + " ..."


def values(change: Change) -> str:
    """Old value to new value, or the one there is."""
    old, new = (cut(side.shown, VALUE) if side else "" for side in (change.old, change.new))
    if change.kind == "moved":
        words = [f'"{cut(evidence(side), VALUE // 2)}"' for side in (change.old, change.new) if side]
        return f"{new} from {' to '.join(words)}"
    if change.nature in ("attribution", "confidence") and change.details:
        return f"{new}, {change.details[0]}"
    return f"{old} -> {new}" if change.old and change.new else old or new


def evidence(side: Side) -> str:
    """The words of a side, one after the other."""
    return " ... ".join(words.text for words in side.evidence)


def title(change: Change) -> str:
    """Kind, slot and what it is about: `changed event.count of KP test 2016-04-15`."""
    return f"{change.kind} {change.where} of {cut(change.subject, VALUE)}"


def tags(change: Change) -> list[str]:
    """What is known of a change beyond its values, a word or a few each."""
    found = [change.mark or "", change.nature, *(f"cause: {cause}" for cause in change.causes)]
    if change.accepted is not None:
        found.append(f"accepted: {change.accepted}")
    if change.rejected is not None:
        found.append(f"refused: {change.rejected}")
    return [cut(tag, VALUE) for tag in found if tag]


def sentence(change: Change) -> str:
    """The sentence to look at: that of the new value, else of the old one."""
    sides = [side for side in (change.new, change.old) if side]
    return cut(next((side.sentence for side in sides if side.sentence), ""), SENTENCE)


def reasons(change: Change) -> list[str]:
    """Suspects, and with blame what stands behind each side."""
    lines = [f"suspected: {cut(suspect, VALUE)}" for suspect in change.suspects]
    return lines + [
        f"{name} value: {cut(', '.join(behind), 2 * VALUE)}" for name, behind in change.produced.items() if behind
    ]
