"""`python -m extractor.training GOLD CORPUS`: cross-validates, trains on everything, writes the weights."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from extractor.assembly.stance_model import WEIGHTS, StanceModel
from extractor.errors import ExtractorError
from extractor.pipeline import Extractor
from extractor.training.examples import WRITTEN, of_lessons, of_written, read_lectures
from extractor.training.fitting import fit
from extractor.training.lessons import read_lessons
from extractor.training.trial import cross_validate, f1


def main(arguments: list[str] | None = None) -> int:
    """Trains the stance model; the scores go to stderr. Gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m extractor.training", description=__doc__)
    parser.add_argument("gold", type=Path, help="folder with articles/ and gold/")
    parser.add_argument(
        "corpus",
        type=Path,
        help="folder with lessons.toml, with articles/ and gold/ of our own, and with stories/ that have both",
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    chosen = parser.parse_args(arguments)
    try:
        _train(chosen.gold, chosen.corpus, chosen.out)
    except ExtractorError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _train(gold: Path, corpus: Path, out: Path) -> None:
    extractor = Extractor()
    lectures = read_lectures(gold, extractor)
    written = [*read_lectures(corpus, extractor), *read_lectures(corpus / "stories", extractor)]
    taught = [*of_lessons(read_lessons(corpus / "lessons.toml"), extractor), *of_written(written)]
    reactions, quotes = f1(cross_validate(lectures, taught))
    print(
        f"cross-validated over {len(lectures)} articles: reaction F1 {reactions:.3f}, quote F1 {quotes:.3f}",
        file=sys.stderr,
    )
    model = fit([*(e for lecture in lectures for e in lecture.examples()), *taught])
    out.write_text(rendered(model), "utf-8")


def rendered(model: StanceModel) -> str:
    """The file of a model: one feature a line, sorted; without those that no article to be read has."""
    rows = [
        f"{json.dumps(name)}: {json.dumps(row, sort_keys=True)}"
        for name, row in sorted(model.weights.items())
        if not name.startswith(f"{WRITTEN}=")
    ]
    return "{\n" + ",\n".join(rows) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main())
