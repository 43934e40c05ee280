"""An outcome to every place asked for: FILE.md, FILE.json, FILE.xml (JUnit), FILE.sarif, FILE.html, or FORM:FILE."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from extractor.diff.outcome import Outcome
from extractor.errors import SinkError, UsageError

SUFFIXES = {".md": "md", ".json": "json", ".xml": "junit", ".sarif": "sarif", ".html": "html"}
FORMS = tuple(SUFFIXES.values())


def checked_targets(targets: list[str]) -> list[tuple[str, str]]:
    """Form and file of each target; `-` is stdout. Raises UsageError for one that names no form."""
    return [_form_and_file(target) for target in dict.fromkeys(targets)]


def deliver(outcome: Outcome, form: str, name: str) -> None:
    """Write the outcome in one form. Raises SinkError where the place refuses."""
    try:
        if name == "-":
            sys.stdout.flush()
            stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="\n", write_through=True)
            _WRITERS[form](outcome, stream)
            stream.detach()
        else:
            with Path(name).open("w", encoding="utf-8", newline="\n") as file:
                _WRITERS[form](outcome, file)
    except OSError as error:
        raise SinkError(f"{name}: {error.strerror or error}") from error


def _form_and_file(target: str) -> tuple[str, str]:
    form, colon, name = target.partition(":")
    if colon and form in FORMS and name:
        return form, name
    suffix = Path(target).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix], target
    raise UsageError(f"--out {target}: write a file {', '.join(SUFFIXES)}, or FORM:FILE with {', '.join(FORMS)}")


def _markdown(outcome: Outcome, file: IO[str]) -> None:
    from extractor.diff.markdown import as_markdown

    file.write(as_markdown(outcome))


def _json(outcome: Outcome, file: IO[str]) -> None:
    from extractor.diff.exchange import write_json

    write_json(outcome, file)


def _junit(outcome: Outcome, file: IO[str]) -> None:
    from extractor.diff.exchange import write_junit

    write_junit(outcome, file)


def _sarif(outcome: Outcome, file: IO[str]) -> None:
    from extractor.diff.exchange import write_sarif

    write_sarif(outcome, file)


def _html(outcome: Outcome, file: IO[str]) -> None:
    from extractor.diff.page import as_page

    file.write(as_page(outcome))


_WRITERS: dict[str, Callable[[Outcome, IO[str]], None]] = {
    "md": _markdown,
    "json": _json,
    "junit": _junit,
    "sarif": _sarif,
    "html": _html,
}
