"""Quality floors: no change may make the extractor worse than it was without saying why.

`corpus/floors.json` holds the lowest allowed score a measure, and a digest of the gold files and articles that
it was measured on: a score on another corpus says nothing about a floor. Floors rise freely. A floor is lowered
only with a reason, and the file keeps every reason.
"""

from __future__ import annotations

import glob
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import GateError, SinkError

Share = Annotated[float, Field(ge=0, le=1)]

ABOUT = "Lowest allowed scores of `launchledger evaluate` on this corpus. Written by the program; see `lowered`."


class Lowered(BaseModel):
    """One floor that was lowered, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str
    before: Share
    after: Share
    reason: str = Field(min_length=1)


class Floors(BaseModel):
    """The file's form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str = ABOUT
    corpus_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    floors: dict[str, Share] = Field(min_length=1)
    lowered: tuple[Lowered, ...] = ()


def floors_path(gold: Path) -> Path:
    """Where the floors of a gold folder lie: beside it, so `corpus/floors.json` for `corpus/gold`."""
    return gold.resolve().parent / "floors.json"


def corpus_digest(gold: Path) -> str:
    """Hex SHA-256 over names and bytes of gold and its articles.

    Gold is `gold/ID.json`; the articles are what `articles/` beside that folder holds for the same ids: text,
    page, metadata.
    """
    digest = hashlib.sha256()
    for name, path in _corpus_files(gold):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name}\x1f{content}\n".encode())
    return digest.hexdigest()


def check_floors(path: Path, scores: Mapping[str, float], corpus_sha256: str) -> None:
    """Compare measured scores (0 to 1, by measure) with the floors in `path`.

    Raises GateError that names every missed floor, every floor without a score, and a digest that does not
    match; also where there is no file, or none in the right form.
    """
    floors = _read(path)
    problems = [*_other_corpus(floors, corpus_sha256), *_unknown(floors, scores)]
    problems += [
        f"{measure} is {scores[measure]:.4f}, its floor {floor:.4f}"
        for measure, floor in floors.floors.items()
        if measure in scores and scores[measure] < floor
    ]
    if problems:
        raise GateError("\n".join(f"{path}: {problem}" for problem in problems))


def update_floors(path: Path, scores: Mapping[str, float], corpus_sha256: str, reason: str | None = None) -> Floors:
    """Write the measured scores as floors, and return what was written.

    Higher scores raise their floors. Raises GateError, and writes nothing, where a floor would fall and no
    reason is given; with a reason, the file keeps it beside the old and the new floor.
    """
    old = _read(path) if path.exists() else None
    reason = (reason or "").strip()
    falling = {m: floor for m, floor in (old.floors if old else {}).items() if scores.get(m, 0.0) < floor}
    if falling and not reason:
        named = ", ".join(f"{m} from {floor:.4f} to {scores.get(m, 0.0):.4f}" for m, floor in falling.items())
        raise GateError(f"{path}: lowering {named} needs a reason")
    lowered = tuple(
        Lowered(measure=m, before=floor, after=scores.get(m, 0.0), reason=reason) for m, floor in falling.items()
    )
    new = Floors(corpus_sha256=corpus_sha256, floors=dict(scores), lowered=(old.lowered if old else ()) + lowered)
    try:
        path.write_text(json.dumps(new.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise SinkError(f"{path}: floors cannot be written: {error.strerror}") from error
    return new


def _corpus_files(gold: Path) -> Iterator[tuple[str, Path]]:
    """Gold and article files with the names they have in every copy of the corpus."""
    articles = gold.resolve().parent / "articles"
    for path in sorted(gold.glob("*.json")):
        yield f"gold/{path.name}", path
        for article in sorted(articles.glob(f"{glob.escape(path.stem)}.*")):
            yield f"articles/{article.name}", article


def _other_corpus(floors: Floors, corpus_sha256: str) -> Iterator[str]:
    if floors.corpus_sha256 != corpus_sha256:
        yield (
            f"measured on a corpus with digest {floors.corpus_sha256[:12]}, this one has {corpus_sha256[:12]}: "
            "gold or articles changed, so measure again and update the floors"
        )


def _unknown(floors: Floors, scores: Mapping[str, float]) -> Iterator[str]:
    for measure in sorted(floors.floors.keys() - scores.keys()):
        yield f"{measure} has a floor and no score; measures are {', '.join(scores)}"


def _read(path: Path) -> Floors:
    try:
        return Floors.model_validate_json(path.read_bytes())
    except OSError as error:
        raise GateError(f"{path}: no floors to check against ({error.strerror}); write them with an update") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(str(step) for step in first["loc"]) or "the file"
        raise GateError(f"{path}: no floors file: {where}: {first['msg']}; restore it from version control") from error
