"""Files in, report out: ids, what does not belong together, and the forms of the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.audit.evaluate import Report, evaluate, parse_records
from extractor.errors import ContractError, SourceError, UsageError

ANN = {"leaders": [{"name": "Ann Example", "roles": ["president"]}]}


def corpus(folder: Path, **gold: Any) -> Path:
    """A gold folder with one file an article."""
    (folder / "gold").mkdir()
    for name, part in gold.items():
        (folder / "gold" / f"{name}.json").write_text(json.dumps(part), "utf-8")
    return folder / "gold"


def report_on(folder: Path, gold: Path, *records: Any) -> Report:
    path = folder / "records.jsonl"
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n\n", "utf-8")
    return evaluate(gold, path)


def test_records_meet_their_gold_by_file_stem(tmp_path: Path) -> None:
    gold = corpus(tmp_path, one=ANN, two=ANN, three=ANN, four=ANN)
    report = report_on(
        tmp_path, gold,
        {"article": {"source": "news/one.txt", "article_id": "x"}, **ANN},
        {"article": {"source": "https://example.org/news/two.html"}, **ANN},
        {"article": {"source": None, "article_id": "three"}, **ANN},
        {"id": "four", **ANN},
    )  # fmt: skip
    assert report.score.parts["leader"].tp == 4
    assert (report.missing, report.unscored, report.repeated) == ((), (), ())
    assert report.errors == ()


def test_what_does_not_belong_together_is_named(tmp_path: Path) -> None:
    gold = corpus(tmp_path, one=ANN, two=ANN)
    stale = {"id": "one", "leaders": []}
    report = report_on(tmp_path, gold, stale, {"id": "one", **ANN}, {"id": "stray\x1b[2J", **ANN})
    assert (report.missing, report.unscored, report.repeated) == (("two",), ("stray\x1b[2J",), ("one",))
    assert report.score.parts["leader"].as_dict() == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "tp": 1, "fp": 0, "fn": 1,
    }  # fmt: skip
    table = report.render()
    assert "1 gold without a record, counted as empty: 'two'" in table
    assert r"1 records without gold, not counted: 'stray\x1b[2J'" in table
    assert "1 more than one record, the last counted: 'one'" in table


def test_the_table_names_ten_articles_and_counts_the_rest(tmp_path: Path) -> None:
    gold = corpus(tmp_path, **{f"a{number:02}": ANN for number in range(12)})
    report = report_on(tmp_path, gold)
    assert "12 gold without a record, counted as empty: 'a00'" in report.render()
    assert "'a09' and 2 more" in report.render()
    assert len(report.missing) == 12


def test_the_report_as_table(tmp_path: Path) -> None:
    gold = corpus(tmp_path, one={**ANN, "events": [{"kind": "test", "date": "2025", "country": "KP"}]})
    report = report_on(tmp_path, gold, {"id": "one", "events": [{"kind": "attack", "date": "2025"}]})
    assert report.render().splitlines() == [
        "                       P       R      F1    TP    FP    FN",
        "event              1.000   1.000   1.000     1     0     0",
        "event_slot         0.500   0.333   0.400     1     1     2",
        "leader             0.000   0.000   0.000     0     0     1",
        "role               0.000   0.000   0.000     0     0     1",
        "reaction           0.000   0.000   0.000     0     0     0",
        "quote              0.000   0.000   0.000     0     0     0",
        "  country          0.000   0.000   0.000     0     0     1",
        "  date             1.000   1.000   1.000     1     0     0",
        "  kind             0.000   0.000   0.000     0     1     1",
        "record F1 0.133 over 1 articles",
    ]
    assert report.render_errors().splitlines() == [
        "one: missed event_slot country (gold 0, found 0): gold 'KP', found None",
        "one: wrong event_slot kind (gold 0, found 0): gold 'test', found 'attack'",
        "one: missed leader (gold 0): gold 'Ann Example', found None",
        "one: missed role (gold 0): gold 'president', found None",
    ]


def test_the_report_shows_whether_confidences_keep_their_word(tmp_path: Path) -> None:
    gold = corpus(tmp_path, one={"events": [{"date": "2025", "count": [2, None]}]})
    date = {"value": {"iso": "2025"}, "confidence": 0.75}
    report = report_on(tmp_path, gold, {"id": "one", "events": [{"date": date, "confidence": 0.9}]})
    told = report.render()
    assert "  date                 1   0.750   1.000   0.250   0.062     0.000" in told
    assert (
        "event\nconfidence        values    mean   right     gap\n0.90 to 1.00           1   0.900   1.000  -0.100"
        in told
    )
    shown = report.as_dict()["confidence"]
    assert isinstance(shown, dict)
    assert list(shown) == ["event", "event_slot", "date"]
    assert shown["date"]["expected_calibration_error"] == 0.25


def test_the_report_as_json(tmp_path: Path) -> None:
    gold = corpus(tmp_path, one={"events": [{"date": "2025", "count": [2, None]}]})
    report = report_on(tmp_path, gold, {"id": "one", "events": [{"date": "2025", "count": [2, 2]}]})
    form = json.loads(json.dumps(report.as_dict()))
    assert form["event_slot"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "tp": 1, "fp": 1, "fn": 1}
    assert (form["record_f1"], form["articles"]) == (0.1667, 1)
    assert form["errors"] == [
        {
            "article": "one", "part": "event_slot", "slot": "count", "gold_at": 0, "found_at": 0,
            "gold": [2, None], "found": [2, 2], "kind": "wrong", "confidence": None,
        }
    ]  # fmt: skip
    assert report.measures == {
        "record_f1": 0.1667, "event_f1": 1.0, "event_slot_f1": 0.5, "leader_f1": 0.0, "role_f1": 0.0,
        "reaction_f1": 0.0, "quote_f1": 0.0,
    }  # fmt: skip


def test_every_tally_is_the_count_of_its_judgements(tmp_path: Path) -> None:
    gold = corpus(tmp_path, one={**ANN, "events": [{"kind": "test", "date": "2025"}, {"count": 3, "kind": "test"}]})
    record = {"id": "one", "events": [{"kind": "attack", "date": "2025", "count": 4}], "leaders": [{"name": "Bea"}]}
    report = report_on(tmp_path, gold, record)
    for part, tally in report.score.parts.items():
        kinds = [error.kind for error in report.errors if error.part == part]
        assert tally.fp == kinds.count("wrong") + kinds.count("spurious")
        assert tally.fn == kinds.count("wrong") + kinds.count("missed")
    assert len(report.errors) == 8  # 1 event and its 2 slots, kind, count; 1 leader each way, 1 role


def test_line_separators_inside_a_text_do_not_end_a_line() -> None:
    text = "one\u2028two\u0085three"
    line = json.dumps({"article": {"source": "a.txt", "text": text}}, ensure_ascii=False)
    records = parse_records(line + "\n" + line.replace("a.txt", "b.txt"), "records")
    assert list(records.by_article) == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "r.jsonl:2: no JSON: "),
        ("[1]", "r.jsonl:2: an object expected, found [1]"),
        ('{"events": []}', "r.jsonl:2: no article.source, article_id or id"),
        ('{"article": "a1"}', "r.jsonl:2: article: an object expected"),
    ],
)
def test_a_line_that_is_no_record_is_named(line: str, message: str) -> None:
    with pytest.raises(ContractError) as raised:
        parse_records('{"id": "a"}\n' + line, "r.jsonl")
    assert str(raised.value).startswith(message)


def test_missing_and_unreadable_input(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    with pytest.raises(UsageError, match="no gold here"):
        evaluate(tmp_path / "nowhere", records)
    gold = corpus(tmp_path, one=ANN)
    with pytest.raises(SourceError, match="unreadable"):
        evaluate(gold, records)
    records.write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError, match="not_utf8"):
        evaluate(gold, records)
    (gold / "two.json").write_text("[]", "utf-8")
    with pytest.raises(ContractError, match=r"two\.json: an object expected"):
        evaluate(gold, records)
