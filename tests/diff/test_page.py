"""The page in a browser: walked by keyboard, decided on, saved and loaded, and deaf to what articles say.

Chromium comes from the npm registry (`make browser`), or is one that is installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright

from extractor.diff.accepted import read_acknowledgements
from extractor.diff.deliver import deliver
from tests.diff.reviews import SCRIPT, mutate, records, reviewed

ROOT = Path(__file__).parents[2]
OWN = ROOT / ".venv" / "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
BREAKOUT = "</script><img src=x onerror=alert(2)><!--"


def chromium() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    own = str(OWN / "chromium") if (OWN / "chromium").is_file() else None
    path = os.environ.get("CHROMIUM") or own or found
    assert path, "no Chromium: `make browser` gets one from the npm registry, or name one in CHROMIUM"
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    libraries = {"LD_LIBRARY_PATH": str(OWN / "lib")} if chromium().startswith(str(OWN)) else {}
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium(), args=list(QUIET), env={**os.environ, **libraries}
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four changes in two articles, one of them with a title and a text that are markup."""
    folder = tmp_path_factory.mktemp("page")
    old, new = records(), records()
    changed = [n for n, record in enumerate(new) if mutate(record, "count off by one", "lost reaction")][:2]
    assert len(changed) == 2
    new = [new[n] if n in changed else old[n] for n in range(len(old))]
    for side in (old, new):
        article = side[changed[0]]["article"]
        article["title"] = SCRIPT
        article["text"] += f"\n\n{SCRIPT} {BREAKOUT}"
        side[changed[0]]["reactions"][0]["verb"] = BREAKOUT
    with reviewed(folder, old, new) as outcome:
        assert outcome.counts.changes == 4
        deliver(outcome, "html", str(folder / "review.html"))
    return folder / "review.html"


class Watched:
    """A page with everything that went wrong in it."""

    def __init__(self, browser: Browser, file: Path, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on("dialog", self._asked)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("request", lambda request: self._requested(request.url))
        self.page.goto(file.as_uri())

    def _asked(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _requested(self, url: str) -> None:
        if not url.startswith(("file:", "blob:")):
            self.wrong.append(f"asked for {url}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def heading(self) -> str:
        return self.page.inner_text("#change h2")

    def states(self) -> list[str]:
        return self.page.locator("#list .item .state").all_inner_texts()

    def chosen(self) -> int:
        return [item.get_attribute("aria-selected") for item in self.page.locator("#list .item").all()].index("true")


@pytest.fixture
def watched(browser: Browser, page_file: Path) -> Iterator[Watched]:
    opened = Watched(browser, page_file, accept_downloads=True)
    yield opened
    opened.context.close()
    assert opened.wrong == []


def test_the_keyboard_walks_through_all_changes(watched: Watched) -> None:
    headings = [watched.heading()]
    for _ in range(3):
        watched.press("j")
        headings.append(watched.heading())
    assert len(set(headings)) == 4
    watched.press("j", "j")
    assert watched.chosen() == 3
    watched.press("k", "ArrowUp")
    assert watched.heading() == headings[1]
    assert watched.page.locator(".text mark").count() >= 1


def test_decisions_are_saved_to_a_file_and_loaded_again(watched: Watched, browser: Browser, page_file: Path) -> None:
    watched.press("a", "j", "r", "c")
    watched.page.keyboard.type("was right before")
    watched.press("Enter", "n", "a", "u", "k")
    assert watched.states()[:2] == ["accepted", "rejected"]
    assert "accepted" not in watched.states()[2:]
    with watched.page.expect_download() as download:
        watched.press("s")
    file = page_file.with_name("decisions.json")
    download.value.save_as(file)
    told = json.loads(file.read_text("utf-8"))["decisions"]
    assert [(each["decision"], each["reason"]) for each in told] == [("accept", ""), ("reject", "was right before")]

    watched.page.reload()
    assert watched.states()[:2] == ["accepted", "rejected"]  # kept by the browser

    other = Watched(browser, page_file)  # a browser that kept nothing
    assert "accepted" not in other.states()
    other.page.set_input_files("#load", str(file))
    expect(other.page.locator("#list .accept")).to_have_count(1)
    assert other.states()[:2] == ["accepted", "rejected"]
    assert other.page.inner_text("#progress") == "2 of 4 decided"
    other.press("j")
    assert other.page.input_value("#reason") == "was right before"
    other.context.close()
    assert other.wrong == []

    known = read_acknowledgements([str(file)], None)
    assert [each.change for each in known.accepted] == [told[0]["change"]]
    assert known.rejected == {told[1]["change"]: "was right before"}


def test_a_file_that_holds_no_decisions_is_refused(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"format": "something else"}')
    watched.page.set_input_files("#load", str(tmp_path / "other.json"))
    expect(watched.page.locator("#progress")).to_contain_text("no file of decisions")


def test_filters_leave_what_fits(watched: Watched) -> None:
    page = watched.page
    page.select_option("#slot", "event.count")
    assert page.locator("#list .item").count() == 2
    page.select_option("#slot", "")
    page.select_option("#kind", "removed")
    assert {text.split()[0] for text in page.locator("#list .what").all_inner_texts()} == {"removed"}
    page.select_option("#kind", "")
    watched.press("/")
    page.keyboard.type("alert(1)")
    assert page.locator("#list .item").count() == 2
    page.keyboard.type(" and nothing else")
    assert page.locator("#none").is_visible()
    watched.press("Escape")


def test_nothing_that_an_article_says_is_run_or_parsed(watched: Watched) -> None:
    page = watched.page
    for _ in range(4):
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 2
        watched.press("j")
    watched.press("k", "k", "k", "k")
    page.locator("#list .item").first.click()
    assert SCRIPT in page.inner_text("#change .about")
    assert BREAKOUT in page.inner_text("#change .text")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'alert(3)'}))")
    assert any("Content Security Policy" in wrong for wrong in watched.wrong)
    watched.wrong.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1360, 420])
def test_it_fits_wide_and_narrow_light_and_dark(browser: Browser, page_file: Path, scheme: Any, width: int) -> None:
    opened = Watched(browser, page_file, color_scheme=scheme, viewport={"width": width, "height": 900})
    page = opened.page
    for _ in range(4):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        opened.press("j")
    paper, ink = (
        [int(part) for part in re.findall(r"\d+", page.evaluate(f"getComputedStyle(document.body).{name}"))[:3]]
        for name in ("backgroundColor", "color")
    )
    assert (sum(paper) > sum(ink)) == (scheme == "light")
    assert abs(sum(paper) - sum(ink)) > 450, "text and paper differ too little"
    opened.context.close()
    assert opened.wrong == []
