"""What a review looks like in each form: Markdown, JSON, JUnit, SARIF, the terminal."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from extractor.diff.change import change_of
from extractor.diff.deliver import checked_targets, deliver
from extractor.diff.markdown import LIMIT, as_markdown, escaped
from extractor.diff.outcome import Outcome
from extractor.diff.policy import Policy
from extractor.diff.terminal import LISTED, render
from extractor.errors import SinkError, UsageError
from tests.diff.reviews import CORPUS, SCRIPT, many_changes, mutate, records, reviewed

FIRST_SCREEN = 8_000  # characters: ten changes with their sentences, as a reviewer sees them without unfolding
WITH_GOLD = Policy(gold=CORPUS / "gold", fail_on=("broken",))


@pytest.fixture
def outcome(tmp_path: Path) -> Iterator[Outcome]:
    """A count changed in every article that has one; the first has a title and a source that are markup."""
    old, new = records(), records()
    for record in new:
        mutate(record, "count off by one")
    for side in (old, new):
        side[0]["article"]["title"] = SCRIPT
    with reviewed(tmp_path, old, new, WITH_GOLD, CORPUS / "articles") as found:
        yield found


def test_markdown_of_three_thousand_changes_fits_a_comment(tmp_path: Path) -> None:
    with reviewed(tmp_path, *many_changes(3_000), Policy(fail_on=("any",))) as outcome:
        assert outcome.counts.changes == 3_000
        text = as_markdown(outcome)
    assert 40_000 < len(text) <= LIMIT
    assert text.startswith("**Fails: 3,000 changes in ")
    riskiest = text.partition("<details>")[0]
    assert len(re.findall(r"^- .*changed event.status", riskiest, re.MULTILINE)) == 10
    assert len(riskiest) < FIRST_SCREEN
    told = len(re.findall(r"^- .*changed event.status", text, re.MULTILINE))
    assert f"{3_000 - told:,} more changes do not fit here" in text
    assert text.count("<details>") == text.count("</details>") == 1


def test_markdown_of_few_changes_has_them_all(outcome: Outcome) -> None:
    text = as_markdown(outcome)
    for change in outcome.review.changes():
        assert escaped(change.subject) in text
    assert "do not fit" not in text
    assert "record F1" in text.partition("\n")[0]


def test_markdown_shows_text_and_runs_nothing() -> None:
    for words in (
        SCRIPT,
        "@everyone",
        "[a](b)",
        "`x`",
        "a | b",
        "# no title",
        "line\n\n# no title",
        "https://example.org",
    ):
        shown = escaped(words)
        assert not re.search(r"(?<!\\)[`|\[\]*_#](?!\d)|[<>@\n]|\w://", shown), shown


def test_json_gives_every_change_back(outcome: Outcome, tmp_path: Path) -> None:
    deliver(outcome, "json", str(tmp_path / "out.json"))
    plain = json.loads((tmp_path / "out.json").read_text("utf-8"))
    changes = [change_of(change) for article in plain["articles"] for change in article["changes"]]
    assert changes == list(outcome.review.changes())
    assert plain["changes"] == len(changes) == sum(plain["kinds"].values()) > 10
    assert plain["passed"] is not bool(plain["failures"])
    record = next(score for score in plain["scores"] if score["name"] == "record")
    assert record["after"] < record["before"]
    low, high = record["interval"]
    assert low <= record["difference"] <= high


def test_junit_fails_what_the_policy_fails(outcome: Outcome, tmp_path: Path) -> None:
    deliver(outcome, "junit", str(tmp_path / "out.xml"))
    suite = ET.parse(tmp_path / "out.xml").getroot()[0]
    cases = suite.findall("testcase")
    broken = sum(change.mark == "broken" for change in outcome.review.changes())
    assert len(cases) == int(suite.attrib["tests"]) == outcome.counts.changes + 1
    assert len(suite.findall("testcase/failure")) == int(suite.attrib["failures"]) == broken + 1
    assert 0 < broken < len(cases) - 1


def test_sarif_points_at_the_lines_of_articles(outcome: Outcome, tmp_path: Path) -> None:
    deliver(outcome, "sarif", str(tmp_path / "out.sarif"))
    log = json.loads((tmp_path / "out.sarif").read_text("utf-8"))
    results = log["runs"][0]["results"]
    assert len(results) == outcome.counts.changes
    assert {result["level"] for result in results} == {"error", "note", "warning"}
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        path = Path(place["artifactLocation"]["uri"])
        line = path.read_text("utf-8", errors="replace").splitlines()[place["region"]["startLine"] - 1]
        assert place["region"]["snippet"]["text"].split("\n")[0] in line


def test_control_characters_stay_out_of_xml_and_the_terminal(tmp_path: Path) -> None:
    old, new = records()[:1], records()[:1]
    new[0]["article"]["title"] = "\x1b[2J\x00 \u202e gone"
    with reviewed(tmp_path, old, new) as outcome:
        deliver(outcome, "junit", str(tmp_path / "out.xml"))
        screen = printed(outcome)
    ET.parse(tmp_path / "out.xml")
    assert not re.search("[\x00-\x08\x1b\u202e]", screen)


def printed(outcome: Outcome) -> str:
    stream = io.StringIO()
    render(outcome, Console(file=stream, width=160, highlight=False))
    return stream.getvalue()


def test_the_terminal_tells_the_verdict_first_and_every_change(outcome: Outcome) -> None:
    screen = printed(outcome)
    assert outcome.verdict in screen.partition("\n\n")[0].replace("\n", " ")
    for change in outcome.review.changes():
        assert change.id in screen


def test_the_terminal_lists_no_more_than_one_can_read(tmp_path: Path) -> None:
    with reviewed(tmp_path, *many_changes(LISTED + 20)) as outcome:
        assert "70 more: --out" in printed(outcome)


def test_a_confidence_that_moved_is_told_in_figures(tmp_path: Path) -> None:
    old, new = records()[:1], records()[:1]
    new[0]["events"][0]["confidence"] = 0.05
    with reviewed(tmp_path, old, new) as outcome:
        assert f"0.05, sure {old[0]['events'][0]['confidence']}, now 0.05" in printed(outcome)


def test_a_review_of_nothing_says_so(tmp_path: Path) -> None:
    with reviewed(tmp_path, records(), records(), Policy(fail_on=("any",))) as outcome:
        assert outcome.verdict == "No change."
        assert as_markdown(outcome).startswith("**No change.**")
        for form in ("json", "junit", "sarif", "html"):
            deliver(outcome, form, str(tmp_path / form))
    assert json.loads((tmp_path / "json").read_text())["passed"] is True


def test_targets_name_their_form() -> None:
    assert checked_targets(["a.md", "a.xml", "junit:b", "json:-"]) == [
        ("md", "a.md"), ("junit", "a.xml"), ("junit", "b"), ("json", "-"),
    ]  # fmt: skip
    with pytest.raises(UsageError, match="--out a.txt: write a file"):
        checked_targets(["a.txt"])


def test_a_place_that_refuses_is_named(outcome: Outcome, tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="nowhere"):
        deliver(outcome, "md", str(tmp_path / "nowhere" / "a.md"))
