"""The whole pipeline over articles written from a table of real launches: what it reads is what was written.

The table lies beside the project, as the real articles do; the templates are the project's own.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from extractor.audit.judging import Judgement
from extractor.audit.scoring import score_article
from extractor.pipeline import Extractor
from tests.facts.writing import Written, read_launches, write_articles

TABLE = Path(__file__).resolve().parents[3] / "shared" / "facts" / "nk_missile_tests_flat.csv"
TEMPLATES = Path(__file__).with_name("templates.toml")
ARTICLES = 150
AGREEMENT = 0.97  # share of the values stated by the article or by the record that both state alike
SLOTS = (
    "country", "kind", "status", "count", "weapon_classes", "weapon_names", "distance_km", "altitude_km", "date",
    "launch_site", "impact_area",
)  # fmt: skip
NOT_WRITTEN = ("range_km", "speed_mach", "flight_minutes")

pytestmark = pytest.mark.skipif(
    not TABLE.is_file(), reason="no ../shared with the table of launches beside the project"
)


@cache
def articles() -> list[Written]:
    return write_articles(read_launches(TABLE), TEMPLATES, ARTICLES)


@cache
def judgements() -> list[Judgement]:
    """All judgements of events and their slots; an article is named by its template and its number."""
    extractor = Extractor()
    judged: list[Judgement] = []
    for number, article in enumerate(articles()):
        record = extractor.extract(article.text, published=article.published)
        score = score_article(f"template {article.template}, article {number}", article.gold, record)
        judged += [
            judgement
            for judgement in score.judgements
            if judgement.part in ("event", "event_slot") and judgement.slot not in article.open
        ]
    return judged


def test_the_articles_are_many_and_differ() -> None:
    written = articles()
    assert len({article.text for article in written}) == ARTICLES
    assert len({article.template for article in written}) >= 60


@pytest.mark.parametrize("slot", SLOTS)
def test_a_slot_reads_back_as_it_was_written(slot: str) -> None:
    mine = [judgement for judgement in judgements() if judgement.slot == slot]
    kinds = Counter(judgement.kind for judgement in mine)
    wrong = "\n".join(judgement.describe() for judgement in mine if judgement.kind != "right")
    assert kinds["right"] / kinds.total() >= AGREEMENT, f"{dict(kinds)}\n{wrong}"


def test_the_launches_written_are_the_launches_read() -> None:
    mine = [judgement for judgement in judgements() if judgement.part == "event"]
    kinds = Counter(judgement.kind for judgement in mine)
    wrong = "\n".join(judgement.describe() for judgement in mine if judgement.kind != "right")
    assert kinds["right"] / kinds.total() >= AGREEMENT, f"{dict(kinds)}\n{wrong}"


@pytest.mark.parametrize("slot", NOT_WRITTEN)
def test_a_slot_that_no_article_fills_stays_empty(slot: str) -> None:
    assert [judgement.describe() for judgement in judgements() if judgement.slot == slot] == []
