"""A folder of gold and a file of records: scores, errors, and whether the two belong together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.audit.calibration import Reliability, render_summary, tables_of
from extractor.audit.floors import corpus_digest
from extractor.audit.judging import Judgement
from extractor.audit.parts import Json
from extractor.audit.scoring import DIGITS, ArticleScore, Score, Tally, add_up, score_article
from extractor.errors import ContractError, SourceError, UsageError

NAMED = 10  # ids that the table names; the JSON form has all

_ARTICLE_SUFFIX = re.compile(r"\.(txt|html?|json|md)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Records by the id that gold knows the article by; `repeated` lists ids that came again (the last one counts)."""

    by_article: Mapping[str, Json]
    repeated: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an evaluation found.

    `missing` are gold articles without a record (they count as empty records), `unscored` records without gold
    (they do not count), `repeated` articles with more than one record (the last one counts).
    """

    score: Score
    articles: tuple[ArticleScore, ...]
    missing: tuple[str, ...]
    unscored: tuple[str, ...]
    repeated: tuple[str, ...]
    corpus_sha256: str

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Everything that was judged, article by article."""
        return tuple(judgement for article in self.articles for judgement in article.judgements)

    @property
    def errors(self) -> tuple[Judgement, ...]:
        """The judgements that are not right."""
        return tuple(judgement for judgement in self.judgements if judgement.kind != "right")

    @property
    def measures(self) -> dict[str, float]:
        """The scores that floors are set for: record F1, and the F1 of each part."""
        parts = {f"{part}_f1": round(tally.f1, DIGITS) for part, tally in self.score.parts.items()}
        return {"record_f1": self.score.record_f1, **parts}

    @property
    def confidence(self) -> dict[str, Reliability]:
        """Whether confidences mean what they say: events, values of slots, roles, reactions."""
        return tables_of(self.judgements)

    def as_dict(self) -> dict[str, object]:
        """JSON-ready form: the score's own keys, reliability, what does not belong together, and all errors."""
        return {
            **self.score.as_dict(),
            "confidence": {name.strip(): table.as_dict() for name, table in self.confidence.items()},
            "corpus_sha256": self.corpus_sha256,
            "missing": list(self.missing),
            "unscored": list(self.unscored),
            "repeated": list(self.repeated),
            "errors": [error.as_dict() for error in self.errors],
        }

    def render(self) -> str:
        """The scores and the reliability of confidences as tables for a terminal, without the errors."""
        lines = [f"{'':16}{'P':>8}{'R':>8}{'F1':>8}{'TP':>6}{'FP':>6}{'FN':>6}"]
        lines += [_row(part, tally) for part, tally in self.score.parts.items()]
        lines += [_row(f"  {slot}", tally) for slot, tally in self.score.slots.items()]
        lines.append(f"record F1 {self.score.record_f1:.3f} over {self.score.articles} articles")
        lines += _named("gold without a record, counted as empty", self.missing)
        lines += _named("records without gold, not counted", self.unscored)
        lines += _named("more than one record, the last counted", self.repeated)
        tables = self.confidence
        if tables:
            lines += ["", render_summary(tables)]
        for name in ("event", "event_slot"):
            if name in tables:
                lines += ["", name, tables[name].render()]
        return "\n".join(lines)

    def render_errors(self) -> str:
        """One line an error."""
        return "\n".join(error.describe() for error in self.errors)


def evaluate(gold: Path, records: Path) -> Report:
    """Score a JSON Lines file of records against a folder of gold files `ID.json`.

    Raises UsageError where the folder holds no gold, SourceError for a file that cannot be read, ContractError
    for one that holds no records or no gold.
    """
    golden = load_gold(gold)
    found = load_records(records)
    articles = tuple(score_article(name, part, found.by_article.get(name)) for name, part in golden.items())
    return Report(
        score=add_up(articles),
        articles=articles,
        missing=tuple(name for name in golden if name not in found.by_article),
        unscored=tuple(sorted(name for name in found.by_article if name not in golden)),
        repeated=found.repeated,
        corpus_sha256=corpus_digest(gold),
    )


def load_gold(folder: Path) -> dict[str, Json]:
    """Gold by article id, in order of ids. Raises like `evaluate`."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise UsageError(f"{folder}: no gold here; give the folder that holds the files ID.json")
    return {path.stem: _object(_read(path), str(path)) for path in paths}


def load_records(path: Path) -> Records:
    """Records by article id from a file of JSON Lines. Raises like `evaluate`."""
    return parse_records(_read(path), str(path))


def parse_records(text: str, where: str) -> Records:
    """Records by article id from JSON Lines; `where` names the text in messages.

    The id is the file stem of `article.source`, else `article.article_id`. Raises ContractError at a line that
    is no record.
    """
    by_article: dict[str, Json] = {}
    repeated: list[str] = []
    for number, line in _lines(text):
        record = _object(line, f"{where}:{number}")
        name = _record_name(record, f"{where}:{number}")
        if name in by_article:
            repeated.append(name)
        by_article[name] = record
    return Records(by_article=by_article, repeated=tuple(sorted(set(repeated))))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Only a line feed ends a line of JSON Lines: article texts hold U+2028 and U+0085 unescaped."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _record_name(record: Json, where: str) -> str:
    article = record.get("article") or record
    if not isinstance(article, dict):
        raise ContractError(f"{where}: article: an object expected, found {article!r:.60}")
    source = article.get("source") or article.get("article_id") or article.get("id")
    if not source:
        raise ContractError(f"{where}: no article.source, article_id or id: nothing tells which article this is")
    return article_name(str(source))


def article_name(source: str) -> str:
    """The id that gold knows an article by: the stem of its source."""
    return _ARTICLE_SUFFIX.sub("", PurePosixPath(source).name)


def _object(text: str, where: str) -> Json:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ContractError(f"{where}: no JSON: {error}") from error
    if not isinstance(value, dict):
        raise ContractError(f"{where}: an object expected, found {value!r:.60}")
    return value


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise SourceError(str(path), "unreadable", error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise SourceError(str(path), "not_utf8", str(error)) from error


def _row(name: str, tally: Tally) -> str:
    shares = f"{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}"
    return f"{name:16}{shares}{tally.tp:6}{tally.fp:6}{tally.fn:6}"


def _named(what: str, names: tuple[str, ...]) -> list[str]:
    if not names:
        return []
    shown = ", ".join(repr(name) for name in names[:NAMED])
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return [f"{len(names)} {what}: {shown}{more}"]
