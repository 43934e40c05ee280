"""Training: lessons in, the same weights out each time, and a model that has learned what they teach."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractor.assembly.stance_model import STANCES, WEIGHTS, load
from extractor.errors import KnowledgeError, SourceError
from extractor.pipeline import Extractor
from extractor.training.__main__ import main, rendered
from extractor.training.examples import Example, of_lessons, read_lectures
from extractor.training.fitting import fit
from extractor.training.lessons import read_lessons
from extractor.training.trial import cross_validate, f1, folds

ROOT = Path(__file__).parents[2]
LESSONS = ROOT / "corpus" / "lessons.toml"
CORPUS = ROOT / "corpus"


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def taught() -> tuple[Example, ...]:
    return tuple(of_lessons(read_lessons(LESSONS), extractor()))


def test_every_stance_has_lessons_and_most_are_heard() -> None:
    lessons = read_lessons(LESSONS)
    stances = {lesson.stance for lesson in lessons}
    assert stances == {*STANCES, None}
    assert len({lesson.text for lesson in lessons}) == len(lessons)
    assert len(taught()) > 0.9 * len(lessons)


def test_a_model_learns_its_lessons() -> None:
    model = fit(taught())
    right = sum(
        _best(model.probabilities(e.moves[0])) in e.stances for e in taught() if e.stances and len(e.moves) == 1
    )
    assert right > 0.9 * sum(bool(e.stances) and len(e.moves) == 1 for e in taught())


def _best(chances: dict[str, float]) -> str:
    return max(chances, key=lambda stance: chances[stance])


def test_weights_are_the_same_each_time() -> None:
    some = taught()[::4]
    assert rendered(fit(some)) == rendered(fit(some))


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    model = fit(taught()[::4])
    path = tmp_path / "weights.json"
    path.write_text(rendered(model), "utf-8")
    assert load(path).weights == model.weights
    assert rendered(load(WEIGHTS)) == WEIGHTS.read_text("utf-8")


def test_folds_part_the_articles() -> None:
    lectures = read_lectures(CORPUS, extractor())
    parts = folds(lectures)
    assert sorted(lecture.name for part in parts for lecture in part) == sorted(lecture.name for lecture in lectures)


def test_cross_validation_gives_scores() -> None:
    reactions, quotes = f1(cross_validate(read_lectures(CORPUS, extractor())[:6], taught()[::4]))
    assert 0 < reactions < 1
    assert 0 < quotes <= 1


def test_an_unknown_stance_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lessons.toml"
    path.write_text('[[lesson]]\nstance = "shrug"\nside = "KP"\nsentences = ["Japan shrugged."]\n', "utf-8")
    with pytest.raises(KnowledgeError, match=r"lessons.toml.*shrug"):
        read_lessons(path)


def test_an_article_without_gold_is_named(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "lonely.txt").write_text("Japan condemned the launch.", "utf-8")
    with pytest.raises(SourceError, match=r"lonely.json"):
        read_lectures(tmp_path, extractor())


def test_the_command_names_a_folder_without_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nowhere"), str(CORPUS), "--out", str(tmp_path / "out.json")]) == 2
    assert "nowhere" in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()
