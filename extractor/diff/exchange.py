"""An outcome for programs: JSON with everything, JUnit for test reports, SARIF for code review."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from extractor.diff.change import KINDS, ArticleDiff, Change
from extractor.diff.outcome import Outcome
from extractor.diff.wording import reasons, sentence, tags, title, values
from extractor.version import __version__

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FORM = "launchledger diff 1"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_json(outcome: Outcome, file: IO[str]) -> None:
    """One object: the outcome, and below `articles` every change with both sides."""
    counts = outcome.counts
    head: Mapping[str, Any] = {
        "form": FORM,
        "old": outcome.question.old.name,
        "new": outcome.question.new.name,
        "passed": not outcome.failures,
        "verdict": outcome.verdict,
        "failures": outcome.failures,
        "records": {"old": counts.old_records, "new": counts.new_records, "equal": counts.equal},
        "changes": counts.changes,
        "accepted": counts.accepted,
        "rejected": counts.rejected,
        **{name: dict(getattr(counts, name)) for name in ("kinds", "slots", "marks", "causes")},
        "noise": {name: number for name, number in counts.noise.items() if number},
        "files": outcome.files,
        "scores": [
            {"name": s.name, "before": s.before, "after": s.after, "difference": s.difference, "interval": s.interval}
            for s in outcome.scores
        ],
        "acknowledgements": {"expired": outcome.expired, "unused": outcome.unused},
        "riskiest": [change.id for change in outcome.review.riskiest],
    }
    file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "articles": [')
    for number, article in enumerate(outcome.review.articles):
        file.write((",\n" if number else "\n") + json.dumps(article.as_dict(), ensure_ascii=False))
    file.write("\n]}\n")


def write_junit(outcome: Outcome, file: IO[str]) -> None:
    """A test suite: one case a change, failed where the policy fails it, and one case for the policy as a whole."""
    tripped = sum(outcome.trips(change) for change in outcome.review.changes())
    tests, failures = outcome.counts.changes + 1, tripped + bool(outcome.failures)
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write(f'<testsuites><testsuite name="launchledger diff" tests="{tests}" failures="{failures}">\n')
    file.write(f'<testcase classname="launchledger" name={_attribute(outcome.verdict)}>')
    file.writelines(f"<failure message={_attribute(failure)}/>" for failure in outcome.failures[:1])
    file.write(f"<system-out>{_xml(chr(10).join(outcome.remarks))}</system-out></testcase>\n")
    for change in outcome.review.changes():
        told = "\n".join([values(change), *tags(change), sentence(change), *reasons(change)])
        name = f"{title(change)} {change.id}"
        file.write(f"<testcase classname={_attribute(change.article)} name={_attribute(name)}>")
        if outcome.trips(change):
            file.write(f"<failure message={_attribute(values(change))}>{_xml(told)}</failure>")
        else:
            file.write(f"<system-out>{_xml(told)}</system-out>")
        file.write("</testcase>\n")
    file.write("</testsuite></testsuites>\n")


def write_sarif(outcome: Outcome, file: IO[str]) -> None:
    """A SARIF 2.1.0 log: one result a change, at the line of its article where the words stand."""
    rules = [{"id": kind, "shortDescription": {"text": words}} for kind, words in KINDS.items()]
    tool = {"driver": {"name": "launchledger", "version": __version__, "rules": rules}}
    head = {"$schema": SARIF_SCHEMA, "version": "2.1.0"}
    file.write(json.dumps(head)[:-1] + ', "runs": [{"columnKind": "unicodeCodePoints", "tool": ' + json.dumps(tool))
    file.write(', "results": [')
    for number, result in enumerate(_results(outcome)):
        file.write((",\n" if number else "\n") + json.dumps(result, ensure_ascii=False))
    file.write("\n]}]}\n")


def _results(outcome: Outcome) -> Iterator[Mapping[str, Any]]:
    folder = outcome.question.articles
    for article in outcome.review.articles:
        lines = _lines(folder, article)
        for change in article.changes:
            result: dict[str, Any] = {
                "ruleId": change.kind,
                "level": "error" if outcome.trips(change) else "note" if change.mark == "fixed" else "warning",
                "message": {"text": f"{title(change)}: {values(change)} ({'; '.join(tags(change))})"},
                "locations": [{"physicalLocation": _location(folder, article, change, lines)}],
                "partialFingerprints": {"changeId/v1": change.id},
            }
            if change.accepted is not None:
                result["suppressions"] = [{"kind": "external", "justification": change.accepted}]
            yield result


def _location(folder: Path | None, article: ArticleDiff, change: Change, lines: list[str]) -> Mapping[str, Any]:
    path = article.article if folder is None else (folder / article.article).as_posix()
    first = change.side.evidence[0] if change.side.evidence else None
    region: dict[str, Any] = {"startLine": 1}
    if first:
        line = _line_of(first.text, change.side.sentence, lines) if lines else first.line
        region = {"startLine": line or 1, "snippet": {"text": first.text}}
    return {"artifactLocation": {"uri": path}, "region": region}


def _lines(folder: Path | None, article: ArticleDiff) -> list[str]:
    """The lines of the article's file as it lies in the repository; none where it is not there."""
    path = folder / article.article if folder else None
    try:
        return path.read_text("utf-8", errors="replace").splitlines() if path and path.is_file() else []
    except OSError:
        return []


def _line_of(words: str, sentence_: str, lines: list[str]) -> int | None:
    """The line with the first of the words; of several, the one with most of the sentence: pages have no offsets."""
    start = words.split("\n", maxsplit=1)[0]
    found = [(number, line) for number, line in enumerate(lines, start=1) if start in line]
    told = set(sentence_.split())
    best = max(found, key=lambda each: len(told & set(each[1].split())), default=None)
    return best[0] if best else None


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", " ".join(text.split())))
