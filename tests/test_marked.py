"""The reader of marked sentences is strict: a test that could not fail is an error."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractor.model.mention import Count, Date, Measure, Mention, Person, Place, Quote, Weapon
from tests.marked import KINDS, Mark, MarkError, Sentence, agree, faults, parse, read_gaps, read_sentences

SENTENCE = "[[sentence]]\ntext = '{}'\n"


def file(folder: Path, name: str, content: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(content, "utf-8")
    return path


def marked(text: str, kind: str = "counts") -> Sentence:
    plain, marks = parse(text, KINDS[kind])
    return Sentence(file=kind, number=1, marked=text, text=plain, marks=marks)


def count(sentence: Sentence, words: str, low: int | None, high: int | None) -> Count:
    start = sentence.text.index(words)
    return Count(start=start, end=start + len(words), text=words, min=low, max=high)


def test_a_mark_is_a_span_of_the_plain_text_and_typed_fields() -> None:
    text, marks = parse("They fired [at least two|min=2 max=none approximate=false what=missiles] missiles.", Count)
    expected = {"min": 2, "max": None, "approximate": False, "what": "missiles"}
    assert text == "They fired at least two missiles."
    assert marks == (Mark(start=11, end=23, words="at least two", expected=expected),)
    assert text[11:23] == "at least two"


@pytest.mark.parametrize(
    ("mark", "cls", "expected"),
    [
        ("[x]", Quote, {}),
        ("[x|]", Quote, {}),
        ("[x|closed=false]", Quote, {"closed": False}),
        (
            "[x|classes=irbm+hypersonic name=Hwasong-12]",
            Weapon,
            {"classes": ("irbm", "hypersonic"), "name": "Hwasong-12"},
        ),
        ("[x|classes= name=none]", Weapon, {"classes": (), "name": None}),
        ("[x|name='Agni Prime']", Weapon, {"name": "Agni Prime"}),
        ("[x|min=1.5 max=none]", Measure, {"min": 1.5, "max": None}),
        ("[x|converted=299.3+none]", Measure, {"converted": (299.3, None)}),
        ("[x|converted=none]", Measure, {"converted": None}),
        ("[x|iso=none weekday=2]", Date, {"iso": None, "weekday": 2}),
        ("[x|iso=2025-10-20/2025-10-22]", Date, {"iso": "2025-10-20/2025-10-22"}),
        ("[x|roles='foreign minister+deputy premier']", Person, {"roles": ("foreign minister", "deputy premier")}),
        ("[x|rank='Lt. Gen.']", Person, {"rank": ("Lt. Gen.",)}),
        ("[x|rank=none]", Person, {"rank": None}),
        ("[x|role=launch_site]", Place, {"role": "launch_site"}),
    ],
)
def test_values_have_the_type_of_their_field(mark: str, cls: type[Mention], expected: dict[str, object]) -> None:
    (found,) = parse(mark, cls)[1]
    assert dict(found.expected) == expected


def test_escaped_brackets_are_text() -> None:
    text, marks = parse(r"The note \[two pages\] spoke of [two|min=2] missiles\|rockets \\ shells", Count)
    assert text == r"The note [two pages] spoke of two missiles|rockets \ shells"
    assert [text[mark.start : mark.end] for mark in marks] == ["two"]


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ("They fired [two missiles.", "not closed"),
        ("They fired [two|min=2 missiles.", "not closed"),
        ("They fired [two[big]] missiles.", "not closed"),
        ("They fired [two|min=[2]] missiles.", "not closed"),
        ("They fired two] missiles.", "not opened"),
        ("They fired [] missiles.", "needs words"),
        ("They fired [two ] missiles.", "needs words"),
        ("They fired [|min=2] missiles.", "needs words"),
        ("They fired [two|number=2] missiles.", "no field of Count"),
        ("They fired [two|start=2] missiles.", "no field of Count"),
        ("They fired [two|kind=count] missiles.", "no field of Count"),
        ("They fired [two|min=2 min=3] missiles.", "given twice"),
        ("They fired [two|min] missiles.", "key=value"),
        ("They fired [two|min=2, max=2] missiles.", "cannot hold"),
        ("They fired [two|min=two] missiles.", "cannot hold"),
        ("They fired [two|min=2.5] missiles.", "cannot hold"),
        ("They fired [two|approximate=maybe] missiles.", "cannot hold"),
        ("They fired [two|what=bombs] missiles.", "cannot hold"),
        ("They fired [two|what='missiles] missiles.", "key=value"),
    ],
)
def test_a_broken_mark_is_an_error_that_names_file_and_sentence(tmp_path: Path, broken: str, complaint: str) -> None:
    text = SENTENCE.format("Nothing.") + '[[sentence]]\ntext = """' + broken + '"""\n'
    with pytest.raises(MarkError, match=rf"^counts\.toml, sentence 2: .*{complaint}"):
        read_sentences(file(tmp_path, "counts", text))


def test_an_unknown_weapon_class_is_an_error() -> None:
    with pytest.raises(MarkError, match="no weapon class: atomic"):
        parse("An [ICBM|classes=icbm+atomic] flew.", Weapon)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "must hold"),
        ("[[sentences]]\ntext = 'Nothing.'\n", "must hold"),
        (SENTENCE.format("Nothing.") + "reason = 'none'\n", "reason"),
        ("[[sentence]]\nnote = 'no text'\n", "needs a text"),
        (SENTENCE.format(" "), "needs a text"),
        (SENTENCE.format("A [a|min=1] missile.") + SENTENCE.format("a  a missile."), "the same as sentence 1"),
    ],
)
def test_a_broken_file_is_an_error(tmp_path: Path, content: str, complaint: str) -> None:
    with pytest.raises(MarkError, match=complaint):
        read_sentences(file(tmp_path, "counts", content))


def test_a_file_is_named_after_a_finder(tmp_path: Path) -> None:
    with pytest.raises(MarkError, match=r"numbers\.toml: no finder of that name"):
        read_sentences(file(tmp_path, "numbers", SENTENCE.format("Nothing.")))


def test_sentences_keep_what_the_file_says(tmp_path: Path) -> None:
    content = SENTENCE.format("It flew on [Friday|weekday=5].") + 'published = "2022-11-18"\nnote = "a Friday"\n'
    (sentence,) = read_sentences(file(tmp_path, "dates", content))
    assert (sentence.published, sentence.note, sentence.number) == ("2022-11-18", "a Friday", 1)
    assert sentence.name == "dates-001-it-flew-on-friday"


def test_all_marked_and_all_found_is_no_fault() -> None:
    sentence = marked("They fired [two|min=2 max=2] missiles and [one|min=1] rocket.")
    assert faults(sentence, [count(sentence, "one", 1, 1), count(sentence, "two", 2, 2)]) == []
    assert faults(marked("Nothing was fired."), []) == []


@pytest.mark.parametrize(
    ("words", "low", "complaint"),
    [
        ("two", 3, "'two': min should be 2 but is 3"),
        ("fired two", 2, "not found: 'two'"),
        ("fired", 2, "found but not marked: 'fired'"),
    ],
)
def test_each_fault_is_told_with_file_and_sentence(words: str, low: int, complaint: str) -> None:
    sentence = marked("They fired [two|min=2] missiles.")
    told = "\n".join(faults(sentence, [count(sentence, words, low, low)]))
    assert complaint in told
    assert all(line.startswith("counts.toml, sentence 1: ") for line in told.splitlines())


def test_what_is_found_in_a_sentence_without_marks_is_a_fault() -> None:
    sentence = marked("It was its fourth missile.")
    assert faults(sentence, [count(sentence, "fourth", 4, 4)]) != []


def test_one_mention_does_not_serve_two_marks() -> None:
    sentence = marked("They fired [two|min=2] missiles and [two|min=2] rockets.")
    assert len(faults(sentence, [count(sentence, "two", 2, 2)])) == 1


@pytest.mark.parametrize(("begins", "ends", "clean"), [(0, 23, True), (5, 23, True), (16, 23, True), (2, 20, False)])
def test_a_weapon_may_begin_elsewhere_but_ends_with_its_mark(begins: int, ends: int, clean: bool) -> None:
    sentence = marked("A new [ballistic missile] flew.", "weapons")
    found = Weapon(start=begins, end=ends, text=sentence.text[begins:ends], name=None)
    assert (faults(sentence, [found]) == []) is clean


def test_offices_are_compared_as_words_without_country_and_case() -> None:
    sentence = marked("Japanese Prime Minister [Abe|roles='prime minister'] flew.", "people")
    office = Person(start=24, end=27, text="Abe", name="Abe", roles=((9, 23),))
    with_country = replace(office, roles=((0, 23),))
    assert faults(sentence, [office]) == []
    assert faults(sentence, [with_country]) != []
    assert faults(sentence, [with_country], lambda words: words.removeprefix("Japanese ")) == []


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        (1000, 1000.0, True),
        (1000, 1009, True),
        (1000, 1011, False),
        (1000, None, False),
        (None, 1000, False),
        (None, None, True),
        (True, True, True),
        (True, 1, True),
        ("2025-10", "2025-10-22", False),
        (("irbm", "hypersonic"), ("hypersonic", "irbm"), True),
        (("irbm",), ("irbm", "hypersonic"), False),
        ((), (), True),
        ((), None, False),
        ((1000.0, None), (1001.0, None), True),
        ((1000.0, None), (1001.0, 1001.0), False),
    ],
)
def test_values_agree_or_not(expected: object, found: object, same: bool) -> None:
    assert agree(expected, found) is same


GAP = "[[gap]]\nkind = '{}'\nreason = 'a reason'\nsentences = {}\n"


def test_gaps_are_known_by_file_and_text(tmp_path: Path) -> None:
    content = GAP.format("counts", "['One.', 'Two.']") + GAP.format("dates", "['One.']")
    gaps = read_gaps(file(tmp_path, "known_gaps", content))
    assert gaps == dict.fromkeys([("counts", "One."), ("counts", "Two."), ("dates", "One.")], "a reason")


@pytest.mark.parametrize(
    "content",
    [
        GAP.format("cues", "['One.']"),
        GAP.format("counts", "[]"),
        GAP.format("counts", "['One.', 'One.']"),
        GAP.format("counts", "['One.']") + GAP.format("counts", "['One.']"),
        "[[gap]]\nkind = 'counts'\nsentences = ['One.']\n",
    ],
)
def test_a_broken_list_of_gaps_is_an_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(MarkError, match="gap"):
        read_gaps(file(tmp_path, "known_gaps", content))
