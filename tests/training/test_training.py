"""Training: lessons in, the same weights out each time, and a model that has learned what they teach."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from extractor.assembly.stance_model import STANCES, WEIGHTS, load
from extractor.errors import KnowledgeError, SourceError
from extractor.pipeline import Extractor
from extractor.training.__main__ import main, rendered
from extractor.training.examples import WRITTEN, Example, of_lessons, of_written, read_lectures
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
    right = sum(_best(*model.probabilities(e.moves)) in e.stances for e in taught() if e.stances and len(e.moves) == 1)
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


def test_what_only_written_articles_have_is_learned_apart_and_not_kept() -> None:
    lectures = read_lectures(CORPUS, extractor())[:6]
    plain = [example for lecture in lectures for example in lecture.examples()]
    marked = of_written(lectures)
    assert [e.stances for e in marked] == [e.stances for e in plain]
    assert all(len(e.moves) == len(p.moves) and e.weight < p.weight for e, p in zip(marked, plain, strict=True))
    assert all(any(f.startswith(f"{WRITTEN}=") for f in move) for e in marked for move in e.moves)
    model = fit(marked * 3)
    assert any(name.startswith(f"{WRITTEN}=") for name in model.weights)
    assert WRITTEN not in rendered(model)


def stories() -> list[Path]:
    return sorted((CORPUS / "stories" / "gold").glob("*.json"))


@pytest.mark.parametrize("gold", stories(), ids=lambda path: path.stem)
def test_a_story_says_what_is_learned_from_it(gold: Path) -> None:
    text = " ".join((CORPUS / "stories" / "articles" / f"{gold.stem}.txt").read_text("utf-8").split())
    reactions = json.loads(gold.read_text("utf-8"))["reactions"]
    assert len({(r["actor"], r["stance"]) for r in reactions}) == len(reactions)
    for reaction in reactions:
        assert reaction["stance"] in STANCES
        assert reaction["actor"] in text
        for part in (reaction["quote"] or "").split(" ... "):
            assert part in text


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
