"""Why two records of one article differ: the article, the code, the knowledge or the model, read off their stamps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.diff.change import Cause

_METADATA = ("title", "published", "url", "source", "outlet", "language")


def causes_of(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Cause, ...]:
    """Everything that may have caused the changes of an article; where several differ, any of them may."""
    before, after = (_part(record, "article") for record in (old, new))
    stamps = [_part(record, "provenance") for record in (old, new)]
    differs: dict[Cause, bool] = {
        "text": before.get("text_sha256", before.get("text")) != after.get("text_sha256", after.get("text")),
        "metadata": any(before.get(key) != after.get(key) for key in _METADATA),
        "code": stamps[0].get("extractor_version") != stamps[1].get("extractor_version"),
        "knowledge": stamps[0].get("knowledge_version") != stamps[1].get("knowledge_version"),
        "model": stamps[0].get("model") != stamps[1].get("model"),
    }
    return tuple(cause for cause, true in differs.items() if true) or ("unexplained",)


def _part(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = record.get(name)
    return part if isinstance(part, Mapping) else {}
