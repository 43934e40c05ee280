"""Language tags and the guess from the words."""

from __future__ import annotations

import pytest

from extractor.sources import language
from extractor.sources.language import detect_language, language_tag

from .readers import STORY

GERMAN = (
    "Die Hafenbehörde teilte am Montag mit, dass das Vermessungsschiff im Morgengrauen ausgelaufen sei und noch in "
    "dieser Woche mit zwölf Leuten an Bord zurückkehren werde."
)
KOREAN = "항만 당국은 조사선이 새벽에 출항했으며 이번 주 안에 돌아올 예정이라고 밝혔다. " * 8


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("en", "en"), ("en_us", "en-US"), ("EN-gb", "en-GB"), ("zh-hans-cn", "zh-Hans-CN"), (" ko ", "ko"),
        ("x-default", None), ("und", None), ("zxx", None), ("english", None), ("", None), (None, None), (5, None),
        ("en_US.UTF-8", None),
    ],
)  # fmt: skip
def test_a_tag_is_written_as_bcp_47_has_it(value: object, tag: str | None) -> None:
    assert language_tag(value) == tag


@pytest.mark.parametrize(("text", "tag"), [(STORY, "en"), (GERMAN, "de"), (KOREAN, "ko")])
def test_the_words_tell_the_language(text: str, tag: str) -> None:
    assert detect_language(text) == tag


@pytest.mark.parametrize(
    "text",
    ["", "The survey ship left port at dawn.", "1 2 3 4 5 6 7 8 9 " * 10, "qwzx vbnm tzui ghjk yxcv fghj " * 8],
)
def test_too_few_words_or_no_language_give_none(text: str) -> None:
    assert detect_language(text) is None


PIDGIN = (
    "Di goment tok say dem go send di survey ship go sea dis week, and di captain say e no get wahala wit di engine. "
    "Di pipo wey dey for di port dey wait make di ship come back, but nobody sabi when e go be."
)
SPLIT = f"{STORY}\n\n{GERMAN * 4}"


def test_the_detector_is_not_asked_about_plain_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_identifier", lambda: pytest.fail("asked"))
    assert detect_language(f"{STORY} {STORY}") == "en"


@pytest.mark.parametrize("text", [GERMAN, KOREAN, PIDGIN, SPLIT, "1 2 3 4 5 6 7 8 9 " * 10])
def test_the_detector_is_asked_about_all_else(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Detector:
        """Notes what it is asked."""

        def classify(self, sample: str) -> tuple[str, float]:
            """Unsure of everything."""
            asked.append(sample)
            return "en", 0.0

    monkeypatch.setattr(language, "_identifier", Detector)
    assert detect_language(text) is None
    assert len(asked) == 1
