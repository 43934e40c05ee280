"""The linter: the shipped knowledge is clean, and each kind of fault is caught in a copy that has it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from extractor.errors import KnowledgeError
from extractor.knowledge.asked import asked_cues, asked_lists
from extractor.knowledge.linter import fold, lint
from extractor.knowledge.reader import FOLDER, Knowledge, read

SHIPPED = read(FOLDER)
CLEAN = lint(SHIPPED)


def copy(folder: Path) -> Path:
    """The shipped data files in a folder of their own."""
    for path in (*FOLDER.glob("*.toml"), *FOLDER.glob("*.json")):
        shutil.copy(path, folder)
    return folder


def complaints(folder: Path, file: str, rows: str) -> list[str]:
    """What the linter says of the shipped knowledge with rows added to one file, beyond what it says without."""
    path = copy(folder) / file
    path.write_text(path.read_text("utf-8") + "\n" + rows, "utf-8")
    return [complaint for complaint in lint(read(folder)) if complaint not in CLEAN]


def row(table: str, /, **values: object) -> str:
    """One row as TOML, with a source unless it is None; strings, numbers and lists of them are written as in JSON."""
    cells = {"source": "A reference made for this test", **values}
    lines = [f"{key} = {json.dumps(cell)}\n" for key, cell in cells.items() if cell is not None]
    return f"[[{table}]]\n{''.join(lines)}"


def weapon(name: str, *classes: str, **values: object) -> str:
    return row("weapon", **{"name": name, "classes": classes or ["srbm"], "country": "KP", **values})


def leader(name: str, *terms: str, country: str = "KP") -> str:
    whole = row("leader", name=name, surname=name.rsplit(maxsplit=1)[-1], country=country)
    return whole + f"terms = [{', '.join(terms)}]\n"


def term(office: str, since: str, until: str | None = None) -> str:
    return f'{{ office = "{office}", since = {since}' + (f", until = {until} }}" if until else " }")


def test_the_shipped_knowledge_is_clean() -> None:
    assert CLEAN == []


POINT = {"latitude": 39.0, "longitude": 127.0}
FAULTS: dict[str, list[tuple[str, str]]] = {
    "weapons.toml": [
        (weapon("Alder-1") + weapon("ALDER 1"), "weapon 'ALDER 1': 'ALDER 1' is 'Alder-1' of 'Alder-1' too"),
        (weapon("Short-Range Ballistic Missile", "icbm"), "is a term of class 'srbm', which it lacks"),
        (weapon("Birch", aliases=["Birch"]), "weapon 'Birch': 'Birch' is listed 2 times"),
        (weapon("Cedar\u201118"), "'Cedar\u201118' never matches: write it with '-'"),
        (weapon("Elder  tree"), "'Elder  tree' never matches"),
        (weapon("Fir", country="QQ"), "weapon 'Fir': no country 'QQ': add it to countries.toml"),
        (row("family", prefix="Hazel", country="QQ"), "family 'Hazel': no country 'QQ'"),
        (row("family", prefix="Juniper", country="KP") * 2, "family 'Juniper': 2 rows have it"),
        (weapon("Larch", range_km=[6000, 7000]), "weapon 'Larch': range_km 6000 to 7000 contradicts srbm"),
        (weapon("Maple", "icbm", range_km=[300, 500]), "weapon 'Maple': range_km 300 to 500 contradicts icbm"),
        (weapon("Oak", range_km=[900, 500]), "weapon 'Oak': range_km 900 to 500 is no interval"),
        (weapon("Pine", range_km=[0, 500]), "weapon 'Pine': range_km 0 to 500 is no interval"),
        (weapon("Rowan", source="--------"), "weapon 'Rowan': source '--------' names no work"),
        (weapon("Willow", source="xxxxxxxx"), "weapon 'Willow': source 'xxxxxxxx' names no work"),
    ],
    "leaders.toml": [
        (leader("Ann Alder") + leader("ANN AL-DER"), "leader 'ANN AL-DER': 'ANN AL-DER' is 'Ann Alder' of 'Ann Alder'"),
        (leader("Ann Birch", term("high_baker", "2001-01-01")), "leader 'Ann Birch': no office 'high_baker'"),
        (leader("Ann Cedar", term("mayor", "2001-01-01", "2000-01-01")), "until 2000-01-01 runs backwards"),
        (leader("Ann Elder", country="QQ"), "leader 'Ann Elder': no country 'QQ'"),
        (row("office", id="mayor", titles=["mayor"], source=None), "office 'mayor': 2 rows have it"),
        (row("office", id="low_baker", titles=[], source=None), "office 'low_baker': no written form"),
    ],
    "countries.toml": [
        (row("country", code="QA", name="Alderland", names=["north-korea"]), "'north-korea' is 'North Korea' of 'KP'"),
        (row("country", code="QB", name="Cedarland", capital="Pyong-yang"), "'Pyong-yang' is 'Pyongyang' of 'KP'"),
        (row("country", code="QC", name="Elderland", demonyms=["Elder", "Elder"]), "'Elder' is listed 2 times"),
        (row("country", code="KP", name="Birchland"), "country 'KP': 2 rows have it"),
    ],
    "bodies.toml": [
        (row("body", name="penta-gon", kind="military"), "body 'penta-gon': 'penta-gon' is 'Pentagon' of"),
        (row("body", name="Alder Board", kind="media", country="QQ"), "body 'Alder Board': no country 'QQ'"),
        (row("noun", words=["Embassy"], kind="media", source=None), "'Embassy' is 'embassy' of"),
    ],
    "places.toml": [
        (row("place", name="WON SAN", kind="city", **POINT), "place 'WON SAN': 'WON SAN' is 'Wonsan' of"),
        (row("place", name="Alder", kind="city", country="QQ", **POINT), "place 'Alder': no country 'QQ'"),
    ],
    "units.toml": [
        (row("unit", id="league", quantity="length", factor=4.8, forms=[]), "unit 'league': no written form"),
        (row("unit", id="klick", quantity="length", factor=1.0, forms=["KM"]), "unit 'klick': 'KM' is 'km' of 'km'"),
        (row("unit", id="ft", quantity="length", factor=1.0, forms=["footsteps"]), "unit 'ft': 2 rows have it"),
    ],
    "cues.toml": [
        (row("cue", id="baking", about="bread", words=["baked"], source=None), "cue 'baking': no code asks for it"),
        (row("cue", id="mending", about="nets", words=["mended", "Mended"], source=None), "'mended' is listed 2 times"),
        (row("cue", id="failed", about="again", words=["flopped"], source=None), "cue 'failed': 2 rows have it"),
    ],
    "lists.toml": [
        (
            row("list", id="baking", about="bread", words=["baked"], source=None),
            "list 'baking': no pattern asks for it",
        ),
        (row("list", id="mending", about="nets", words=["sewn", "sewn"], source=None), "'sewn' is listed 2 times"),
    ],
    "stances.toml": [
        (row("stance", id="deny", verbs=["Condemn"], source=None), "verbs of 'deny': 'Condemn' is 'condemn' of"),
        (row("stance", id="warn", phrases=["alder", "alder"], source=None), "phrases of 'warn': 'alder' is listed 2"),
    ],
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is said of each file once all its faults above are in it."""
    return {
        file: complaints(tmp_path_factory.mktemp(file[:-5]), file, "\n".join(rows for rows, _ in faults))
        for file, faults in FAULTS.items()
    }


@pytest.mark.parametrize(("file", "said"), [(file, said) for file, faults in FAULTS.items() for _, said in faults])
def test_a_fault_is_named_with_file_and_row(faulty: dict[str, list[str]], file: str, said: str) -> None:
    assert any(complaint.startswith(f"{file}: ") and said in complaint for complaint in faulty[file]), faulty[file]


@pytest.mark.parametrize("file", FAULTS)
def test_nothing_else_is_said(faulty: dict[str, list[str]], file: str) -> None:
    told = [said for _, said in FAULTS[file]]
    unexpected = [complaint for complaint in faulty[file] if not any(said in complaint for said in told)]
    # A second row of a known id brings nothing else with it; a stance, a cue or a noun that comes twice does.
    assert all(re.search("2 rows have it|no (code|pattern) asks", complaint) for complaint in unexpected), unexpected


def test_each_complaint_says_what_to_do(faulty: dict[str, list[str]]) -> None:
    advice = r": (add|correct|join|keep|leave|remove|say|write) [^:]+$"
    assert [complaint for found in faulty.values() for complaint in found if not re.search(advice, complaint)] == []


@pytest.mark.parametrize(
    ("file", "source"),
    [(file, "") for file in ("weapons", "leaders", "countries", "bodies", "places", "units", "triage")]
    + [("weapons", 'source = "me"')],
)
def test_a_row_without_a_real_source_cannot_even_be_read(tmp_path: Path, file: str, source: str) -> None:
    path = copy(tmp_path) / f"{file}.toml"
    path.write_text(re.sub(r'^source = ".*"$', source, path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")
    with pytest.raises(KnowledgeError, match=rf"{file}\.toml:(.|\n)*source"):
        read(tmp_path)


def test_two_holders_of_one_office_on_one_day(tmp_path: Path) -> None:
    rows = leader("Ann Testname", term("emperor", "1801-01-01", "1805-01-02")) + leader(
        "Bob Other", term("emperor", "1805-01-01", "1809-01-01")
    )
    (complaint,) = complaints(tmp_path, "leaders.toml", rows)
    assert complaint.startswith("leaders.toml: leader 'Bob Other': term of 'emperor' from 1805-01-01 until 1809-01-01")
    assert "until 1805-01-02 of 'Ann Testname' for KP: correct a date" in complaint


def test_an_open_term_overlaps_all_that_begin_later(tmp_path: Path) -> None:
    rows = leader("Ann Testname", term("emperor", "1801-01-01")) + leader("Bob Other", term("emperor", "1899-01-01"))
    (complaint,) = complaints(tmp_path, "leaders.toml", rows)
    assert "until now of 'Ann Testname'" in complaint


def test_one_person_has_an_office_once_at_a_time_even_a_shared_one(tmp_path: Path) -> None:
    terms = term("senator", "1801-01-01", "1806-01-01"), term("senator", "1805-01-01", "1809-01-01")
    (complaint,) = complaints(tmp_path, "leaders.toml", leader("Ann Testname", *terms))
    assert "overlaps the person's own term of 'senator' from 1801-01-01" in complaint


@pytest.mark.parametrize(
    "rows",
    [
        leader("Ann Testname", term("emperor", "1801-01-01", "1805-01-01"))
        + leader("Bob Other", term("emperor", "1805-01-01", "1809-01-01")),
        leader("Ann Testname", term("senator", "1801-01-01")) + leader("Bob Other", term("senator", "1802-01-01")),
        leader("Ann Testname", term("emperor", "1801-01-01", "1805-01-01"))
        + leader("Bob Other", term("emperor", "1802-01-01", "1809-01-01"), country="TW"),
        leader("Ann Testname", term("emperor", "1801-01-01", "1805-01-01"), term("mayor", "1801-01-01", "1805-01-01")),
    ],
    ids=["one after the other", "many hold it", "two countries", "two offices"],
)
def test_terms_that_do_not_contradict(tmp_path: Path, rows: str) -> None:
    assert complaints(tmp_path, "leaders.toml", rows) == []


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("bodies.toml", row("body", name="Diplomats", country="KR", kind="government")),
        ("weapons.toml", weapon("Testname", range_km=[900, 1400])),
        ("weapons.toml", weapon("Testname", "cruise", range_km=[1500, 2000])),
        ("weapons.toml", weapon("Short-Range Ballistic Missile", "srbm", "hypersonic")),
        ("leaders.toml", row("office", id="high_baker", titles=["president"], source=None)),
    ],
    ids=["body and noun", "over a border", "no range class", "term of its own class", "title of two offices"],
)
def test_what_may_be_shared(tmp_path: Path, file: str, rows: str) -> None:
    assert complaints(tmp_path, file, rows) == []


def test_a_cue_that_the_code_asks_for_and_nobody_wrote(tmp_path: Path) -> None:
    path = copy(tmp_path) / "cues.toml"
    path.write_text(path.read_text("utf-8").replace('id = "flight_verb"', 'id = "flight_verbs"'), "utf-8")
    found = lint(read(tmp_path))
    assert "cues.toml: cue 'flight_verb': the code asks for it: add it, or correct the code" in found
    assert "cues.toml: cue 'flight_verbs': no code asks for it: remove it, or use it" in found


def test_how_code_asks_for_cues(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text(
        'SIGNS = ("from_signs",)\n'
        "words = knowledge.cue_words\n"
        'a = words["by_name"], knowledge.cue_words["by_attribute"], other["not_a_cue"]\n'
        'b = view.cues(sentence, "by_call", *("by_star", "by_star_too"), *(("one",) if c else ("other",)))\n'
        'c = cue.cue == "by_comparison" or cue.cue in ("by_member", get("not_a_cue")) or x.text == "not_a_cue"\n'
        'd = view.cues(sentence, {"not_a_cue": "nor_this"}.get(sign, sign))\n',
        "utf-8",
    )
    assert asked_cues(tmp_path) == {
        "from_signs", "by_name", "by_attribute", "by_call", "by_star", "by_star_too", "one", "other", "by_comparison",
        "by_member",
    }  # fmt: skip


def test_templates_of_patterns_ask_for_lists(tmp_path: Path) -> None:
    head = "from extractor.knowledge.wording import Pattern\n"
    (tmp_path / "asks.py").write_text(
        head + 'a = r"<in_a_part>|x"\nb = Pattern(rf"(?P<no>{a}(?<=<in_whole>))")\n', "utf-8"
    )
    (tmp_path / "asks_not.py").write_text('a = "<br>"\nb = knowledge.word_lists["by_name"]\n', "utf-8")
    assert asked_lists(tmp_path) == {"in_a_part", "in_whole", "by_name"}


def test_the_code_asks_for_most_cues() -> None:
    asked = asked_cues(FOLDER.parent)
    assert {"launch_verb", "weapon_head", "role_head", "flight_verb", "not_a_name"} <= asked


@pytest.mark.parametrize("form", ["Hwasong-18", "HWASONG 18", "hwasong18", "Hwasong\u201118", "Hwa song - 18"])
def test_fold(form: str) -> None:
    assert fold(form) == "hwasong18"


def test_readers_never_see_half_a_folder(tmp_path: Path) -> None:
    (copy(tmp_path) / "cues.toml").unlink()
    with pytest.raises(KnowledgeError, match=r"cues\.toml"):
        read(tmp_path)


def test_knowledge_is_read_whole(tmp_path: Path) -> None:
    again: Knowledge = read(copy(tmp_path))
    assert again.version == SHIPPED.version
    assert again.weapons == SHIPPED.weapons
    assert lint(again) == CLEAN
