"""The linter: the shipped knowledge is clean, and each kind of fault is caught in a copy that has it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from extractor.errors import KnowledgeError
from extractor.knowledge.linter import asked_cues, fold, lint
from extractor.knowledge.reader import FOLDER, Knowledge, read

SHIPPED = read(FOLDER)
CLEAN = lint(SHIPPED)
SOURCE = 'source = "A reference made for this test"\n'


def copy(folder: Path) -> Path:
    """The shipped data files in a folder of their own."""
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, folder)
    return folder


def complaints(folder: Path, file: str, rows: str) -> list[str]:
    """What the linter says of the shipped knowledge with rows added to one file, beyond what it says without."""
    path = copy(folder) / file
    path.write_text(path.read_text("utf-8") + "\n" + rows, "utf-8")
    return [complaint for complaint in lint(read(folder)) if complaint not in CLEAN]


def weapon(name: str, classes: str = '["srbm"]', more: str = "", country: str = "KP") -> str:
    return f'[[weapon]]\nname = "{name}"\nclasses = {classes}\ncountry = "{country}"\n{more}\n{SOURCE}'


def leader(name: str, *terms: str, country: str = "KP") -> str:
    held = ", ".join(terms)
    return f'[[leader]]\nname = "{name}"\nsurname = "{name.split()[-1]}"\ncountry = "{country}"\nterms = [{held}]\n{SOURCE}'


def term(office: str, since: str, until: str | None = None) -> str:
    return f'{{ office = "{office}", since = {since}' + (f", until = {until} }}" if until else " }")


def test_the_shipped_knowledge_is_clean() -> None:
    assert CLEAN == []


def test_equal_knowledge_gives_equal_complaints(tmp_path: Path) -> None:
    rows = weapon("Testname-1") + weapon("testname 1") + weapon("Testname-2", country="QQ")
    assert complaints(tmp_path, "weapons.toml", rows) == complaints(tmp_path, "weapons.toml", "")
    assert len(lint(read(tmp_path))) == len(CLEAN) + 2


@pytest.mark.parametrize(
    ("file", "rows", "said"),
    [
        ("weapons.toml", weapon("Testname-1") + weapon("TESTNAME 1"), "weapon 'TESTNAME 1': 'TESTNAME 1' is 'Testname-1' of"),
        ("weapons.toml", weapon("Short-Range Ballistic Missile", '["icbm"]'), "is a term of class 'srbm', which it lacks"),
        ("weapons.toml", weapon("Testname", more='aliases = ["Testname"]'), "'Testname' is listed 2 times"),
        ("weapons.toml", weapon("Testname\u201118"), "never matches: write it with '-'"),
        ("weapons.toml", weapon("Test  name"), "never matches"),
        ("weapons.toml", weapon("Testname", country="QQ"), "weapon 'Testname': no country 'QQ'"),
        ("weapons.toml", f'[[family]]\nprefix = "Testname"\ncountry = "QQ"\n{SOURCE}', "family 'Testname': no country 'QQ'"),
        ("weapons.toml", f'[[family]]\nprefix = "KN"\ncountry = "KP"\n{SOURCE}' * 2, "family 'KN': "),
        ("weapons.toml", weapon("Testname", more="range_km = [6000, 7000]"), "range_km 6000 to 7000 contradicts srbm"),
        ("weapons.toml", weapon("Testname", '["icbm"]', "range_km = [300, 500]"), "range_km 300 to 500 contradicts icbm"),
        ("weapons.toml", weapon("Testname", more="range_km = [900, 500]"), "range_km 900 to 500 is no interval"),
        ("weapons.toml", weapon("Testname", more="range_km = [0, 500]"), "range_km 0 to 500 is no interval"),
        ("weapons.toml", weapon("Testname").replace(SOURCE, 'source = "--------"\n'), "source '--------' names no work"),
        ("weapons.toml", weapon("Testname").replace(SOURCE, 'source = "xxxxxxxx"\n'), "source 'xxxxxxxx' names no work"),
        ("leaders.toml", leader("Ann Testname") + leader("ANN TEST-NAME"), "'ANN TEST-NAME' is 'Ann Testname' of"),
        ("leaders.toml", leader("Ann Testname", term("high_baker", "2001-01-01")), "no office 'high_baker'"),
        ("leaders.toml", leader("Ann Testname", term("mayor", "2001-01-01", "2000-01-01")), "runs backwards"),
        ("leaders.toml", leader("Ann Testname", country="QQ"), "leader 'Ann Testname': no country 'QQ'"),
        ("leaders.toml", '[[office]]\nid = "mayor"\ntitles = ["mayor"]\n', "office 'mayor': 2 rows have it"),
        ("leaders.toml", '[[office]]\nid = "high_baker"\ntitles = []\n', "office 'high_baker': no written form"),
        ("countries.toml", f'[[country]]\ncode = "QQ"\nname = "Nord Korea"\nnames = ["north-korea"]\n{SOURCE}', "'north-korea' is 'North Korea' of 'KP'"),
        ("countries.toml", f'[[country]]\ncode = "KP"\nname = "Testland"\n{SOURCE}', "country 'KP': 2 rows have it"),
        ("countries.toml", f'[[country]]\ncode = "QQ"\nname = "Testland"\ncapital = "Pyong-yang"\n{SOURCE}', "'Pyong-yang' is 'Pyongyang'"),
        ("bodies.toml", f'[[body]]\nname = "penta-gon"\nkind = "military"\n{SOURCE}', "body 'penta-gon': 'penta-gon' is 'Pentagon' of"),
        ("bodies.toml", '[[noun]]\nwords = ["foreign ministry"]\nkind = "military"\n', "'foreign ministry' is 'foreign ministry' of"),
        ("bodies.toml", f'[[body]]\nname = "Test Board"\ncountry = "QQ"\nkind = "military"\n{SOURCE}', "body 'Test Board': no country 'QQ'"),
        ("places.toml", f'[[place]]\nname = "WON SAN"\nkind = "city"\nlatitude = 39.0\nlongitude = 127.0\n{SOURCE}', "place 'WON SAN': 'WON SAN' is 'Wonsan' of"),
        ("places.toml", f'[[place]]\nname = "Testville"\ncountry = "QQ"\nkind = "city"\nlatitude = 1.0\nlongitude = 1.0\n{SOURCE}', "place 'Testville': no country 'QQ'"),
        ("units.toml", f'[[unit]]\nid = "league"\nquantity = "length"\nfactor = 4.8\nforms = []\n{SOURCE}', "unit 'league': no written form"),
        ("units.toml", f'[[unit]]\nid = "league"\nquantity = "length"\nfactor = 4.8\nforms = ["KM"]\n{SOURCE}', "unit 'league': 'KM' is 'km' of 'km'"),
        ("units.toml", f'[[unit]]\nid = "km"\nquantity = "length"\nfactor = 1.0\nforms = ["klicks"]\n{SOURCE}', "unit 'km': 2 rows have it"),
        ("cues.toml", '[[cue]]\nid = "baking"\nabout = "bread"\nwords = ["baked"]\n', "cue 'baking': no code asks for it"),
        ("cues.toml", '[[cue]]\nid = "baking"\nabout = "bread"\nwords = ["baked", "Baked"]\n', "cue 'baking': 'baked' is listed 2 times"),
        ("cues.toml", '[[cue]]\nid = "failed"\nabout = "again"\nwords = ["flopped"]\n', "cue 'failed': 2 rows have it"),
        ("stances.toml", '[[stance]]\nid = "deny"\nverbs = ["condemned"]\n', "'condemned' is 'condemned' of 'condemn'"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_and_row(tmp_path: Path, file: str, rows: str, said: str) -> None:
    found = complaints(tmp_path, file, rows)
    assert any(complaint.startswith(f"{file}: ") and said in complaint for complaint in found), found


@pytest.mark.parametrize("file", ["weapons", "leaders", "countries", "bodies", "places", "units", "triage"])
def test_a_row_without_source_or_with_a_short_one_cannot_even_be_read(tmp_path: Path, file: str) -> None:
    path = copy(tmp_path) / f"{file}.toml"
    whole = path.read_text("utf-8")
    for other in ("", 'source = "me"'):
        path.write_text(re.sub(r'^source = ".*"$', other, whole, count=1, flags=re.MULTILINE), "utf-8")
        with pytest.raises(KnowledgeError, match=rf"{file}\.toml:[^$]*source"):
            read(tmp_path)


def test_two_holders_of_one_office_on_one_day(tmp_path: Path) -> None:
    rows = leader("Ann Testname", term("emperor", "1801-01-01", "1805-01-02")) + leader(
        "Bob Other", term("emperor", "1805-01-01", "1809-01-01")
    )
    (complaint,) = complaints(tmp_path, "leaders.toml", rows)
    assert complaint.startswith("leaders.toml: leader 'Bob Other': term of 'emperor' from 1805-01-01 until 1809-01-01 overlaps")
    assert "'Ann Testname' for KP: correct a date" in complaint


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
        ("bodies.toml", f'[[body]]\nname = "Diplomats"\ncountry = "KR"\nkind = "government"\n{SOURCE}'),
        ("weapons.toml", weapon("Testname", '["srbm"]', "range_km = [900, 1400]")),
        ("weapons.toml", weapon("Testname", '["cruise"]', "range_km = [1500, 2000]")),
        ("weapons.toml", weapon("Short-Range Ballistic Missile", '["srbm", "hypersonic"]')),
        ("leaders.toml", '[[office]]\nid = "high_baker"\ntitles = ["president"]\n'),
    ],
    ids=["body and noun", "over the border of a class", "no range class", "term of its own class", "title of two offices"],
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
        'c = cue.cue == "by_comparison" or cue.cue in ("by_member", table.get("not_a_cue")) or cue.text == "not_a_cue"\n'
        'd = view.cues(sentence, {"not_a_cue": "nor_this"}.get(sign, sign))\n',
        "utf-8",
    )
    assert asked_cues(tmp_path) == {
        "from_signs", "by_name", "by_attribute", "by_call", "by_star", "by_star_too", "one", "other", "by_comparison", "by_member",
    }  # fmt: skip


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
