"""The parts of the README that are written by the program: `python -m tests.readme` writes them anew."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from extractor import Extractor, read_articles
from extractor.audit.evaluate import Report, evaluate

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EXAMPLE = ROOT / "corpus" / "articles" / "kp-january-irbm.txt"
SHOWN = ("kind", "status", "country", "count", "weapon_classes", "distance_km", "date", "launch_site", "sources")

_BLOCK = re.compile(
    r"(?P<begin><!-- begin (?P<name>\w+): [^\n]* -->\n)(?P<body>.*?)(?P<end><!-- end \w+ -->)", re.DOTALL
)


def blocks(text: str) -> dict[str, str]:
    """What stands between the marks, by name."""
    return {match["name"]: match["body"] for match in _BLOCK.finditer(text)}


def filled(text: str, bodies: dict[str, str]) -> str:
    """The text with the named blocks filled anew."""
    return _BLOCK.sub(lambda m: m["begin"] + bodies.get(m["name"], m["body"]) + m["end"], text)


def example() -> str:
    """Some slots of the first event of one corpus article, a line a slot."""
    (article,) = read_articles(EXAMPLE)
    event = Extractor().extract_article(article).events[0].model_dump(mode="json")
    lines = [f"  {json.dumps(name)}: {json.dumps(event[name], ensure_ascii=False)}" for name in SHOWN]
    return "```json\n{\n" + ",\n".join(lines) + "\n}\n```\n"


def quality() -> str:
    """The scores of this version on the corpus, as a table."""
    extractor = Extractor()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        records = (extractor.extract_article(article) for article in read_articles(ROOT / "corpus" / "articles"))
        path.write_text("".join(record.to_json() + "\n" for record in records), "utf-8")
        report = evaluate(ROOT / "corpus" / "gold", path)
    return _table(report)


def _table(report: Report) -> str:
    rows = [
        f"| {part.replace('_', ' ')} | {tally.precision:.2f} | {tally.recall:.2f} | {tally.f1:.2f} |"
        for part, tally in report.score.parts.items()
    ]
    head = ["| | precision | recall | F1 |", "| --- | --- | --- | --- |"]
    last = f"| **record F1**, {report.score.articles} articles | | | **{report.score.record_f1:.2f}** |"
    return "\n".join([*head, *rows, last]) + "\n"


if __name__ == "__main__":
    README.write_text(filled(README.read_text("utf-8"), {"example": example(), "quality": quality()}), "utf-8")
