"""What made a side: the program's files by their digest, and the knowledge entries its articles have words of.

Digests are those of git, so that an installed program, a committed snapshot and a revision can be held side by side.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

from extractor.diff.lexicon import words_in
from extractor.diff.stores import BASELINE, file_at, files_at, is_revision, open_store
from extractor.errors import ContractError, UsageError
from extractor.knowledge.reader import stamp

PACKAGE = Path(__file__).parents[1]
ABOUT = "What the records beside this file were made with. Written by `launchledger baseline update`."
SNAPSHOT = "made_with.json"
DIGEST = 12  # hex digits of a git blob id
WORD_FIELDS = (
    "name", "names", "surname", "surnames", "aliases", "terms", "adjectives", "demonyms", "metonyms", "capital",
    "words", "forms", "verbs", "phrases", "attributions", "titles", "prefix", "weapon",
)  # fmt: skip
"""Fields of knowledge rows that hold words of texts; the others say what the words mean."""
STAGE_FILES = (".py", ".toml", ".json")
NO_STAGES = (
    "diff/",
    "audit/",
    "explain/",
    "contract/",
    "sinks/",
    "training/",
    "cli",
    "__main__",
    "baseline",
    "run",
    "batch",
)
"""Parts of the program that no record depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A knowledge row: digest of what it says of its words, and the words."""

    digest: str
    words: frozenset[str]


Rows: TypeAlias = Mapping[str, Mapping[str, Row]]  # by file, then by table and name


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Files by their path in the package, and knowledge rows; `name` says where they are from."""

    name: str
    files: Mapping[str, str]
    rows: Rows

    def only(self, texts: Iterable[str]) -> Made:
        """The same with only those words, and rows, that the texts have."""
        there = words_in(texts, {word for rows in self.rows.values() for row in rows.values() for word in row.words})
        kept = {
            file: {
                key: Row(digest=row.digest, words=row.words & there) for key, row in rows.items() if row.words & there
            }
            for file, rows in self.rows.items()
        }
        return Made(name=self.name, files=self.files, rows=kept)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        rows = {
            file: {key: [row.digest, *sorted(row.words)] for key, row in sorted(rows.items())}
            for file, rows in sorted(self.rows.items())
        }
        return {"about": ABOUT, "files": dict(sorted(self.files.items())), "rows": rows}


def made_here() -> Made:
    """What the installed program makes records with."""
    paths = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in STAGE_FILES]
    return _made("this program", ((path.relative_to(PACKAGE).as_posix(), path.read_bytes()) for path in paths))


def made_at(revision: str, repository: Path = Path()) -> Made:
    """What the program of a git revision makes records with. Raises UsageError where git cannot tell."""
    names = [name for name in files_at(revision, "extractor", repository) if name.endswith(STAGE_FILES)]
    contents = ((name.removeprefix("extractor/"), file_at(revision, name, repository)) for name in names)
    return _made(revision, contents)


def made_for(target: str, repository: Path = Path()) -> Made | None:
    """What made the records that a target names, as far as that can be told.

    A snapshot beside them tells, their revision, or their stamp where it is that of this program. Raises UsageError
    and ContractError like the readers of targets.
    """
    path = Path(target)
    records = path / "baseline" / "records.jsonl" if path.is_dir() else path
    if (snapshot := records.with_name(SNAPSHOT)).is_file() and records.is_file():
        return made_before(snapshot.read_bytes(), str(snapshot))
    revision, _, name = target.partition(":")
    if not is_revision(target):
        with open_store(target) as store:
            at, _ = next(store.lines(), (None, b""))
            stamps = store.record(at).get("provenance") if at is not None else None
        here = isinstance(stamps, dict) and stamps.get("knowledge_version") == stamp(PACKAGE / "knowledge")
        return made_here() if here else None
    snapshot_name = str(PurePosixPath(name or BASELINE).with_name(SNAPSHOT))
    try:
        return made_before(file_at(revision, snapshot_name, repository), f"{revision}:{snapshot_name}")
    except UsageError:
        return made_at(revision, repository)


def made_before(content: bytes, name: str) -> Made:
    """What a committed snapshot was made with. Raises ContractError where the content is none."""
    try:
        plain = json.loads(content)
        rows = {
            file: {key: Row(digest=digest, words=frozenset(words)) for key, (digest, *words) in each.items()}
            for file, each in plain["rows"].items()
        }
        return Made(name=name, files=plain["files"], rows=rows)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ContractError(
            f"{name}: says not what made the baseline ({error}); write it with baseline update"
        ) from error


def write_made(made: Made, path: Path) -> None:
    """Write the form that `made_before` reads: one row a line, so that version control can merge it."""
    plain = made.as_dict()
    rows = [
        f"  {json.dumps(file)}: {{\n" + ",\n".join(f"   {_pair(key, row)}" for key, row in each.items()) + "\n  }"
        for file, each in plain["rows"].items()
        if each
    ]
    files = ",\n".join(f"  {_pair(name, digest)}" for name, digest in plain["files"].items())
    text = f'{{\n {_pair("about", ABOUT)},\n "files": {{\n{files}\n }},\n "rows": {{\n' + ",\n".join(rows) + "\n }\n}\n"
    path.write_text(text, "utf-8")


def _pair(key: str, value: object) -> str:
    return f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"


def _made(name: str, contents: Iterable[tuple[str, bytes]]) -> Made:
    files: dict[str, str] = {}
    rows: dict[str, dict[str, Row]] = {}
    for path, content in contents:
        content = content.replace(b"\r\n", b"\n")
        if path.startswith(NO_STAGES):
            continue
        files[path] = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()[:DIGEST]
        if path.startswith("knowledge/") and path.endswith(".toml"):
            rows[PurePosixPath(path).name] = dict(_rows(tomllib.loads(content.decode())))
    return Made(name=name, files=files, rows=rows)


def _rows(tables: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    seen: dict[str, int] = {}
    for table, content in tables.items():
        rows = content if isinstance(content, list) and all(isinstance(row, dict) for row in content) else [content]
        for row in rows:
            row = row if isinstance(row, dict) else {"words": row}
            words = frozenset(word.lower() for field in WORD_FIELDS for word in _strings(row.get(field)))
            key = f"{table}/{row.get('id') or row.get('name') or row.get('code') or min(words, default='')}"
            seen[key] = seen.get(key, 0) + 1
            key = key if seen[key] == 1 else f"{key} {seen[key]}"
            meaning = {field: value for field, value in row.items() if field not in (*WORD_FIELDS, "source", "about")}
            digest = hashlib.sha256(json.dumps(meaning, sort_keys=True, default=str).encode()).hexdigest()[:DIGEST]
            yield key, Row(digest=digest, words=words)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
