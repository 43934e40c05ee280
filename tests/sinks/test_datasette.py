"""Datasette opens a database of records with the metadata that the contract holds, and all of it is of use."""

from __future__ import annotations

import asyncio
import html
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette

from extractor.sinks import open_sink
from extractor.sinks.datasette import datasette_metadata

from .records import full_record

SCHEMAS = Path(__file__).parents[2] / "schemas"
METADATA = json.loads((SCHEMAS / "datasette.json").read_text("utf-8"))
LEDGER = METADATA["databases"]["ledger"]


@pytest.fixture(scope="module")
def datasette(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    path = tmp_path_factory.mktemp("datasette") / "ledger.sqlite"
    with open_sink(str(path)) as sink:
        sink.write(full_record())
    return Datasette([str(path)], metadata=METADATA)


def get(datasette: Datasette, path: str, **values: str) -> Any:
    answer = asyncio.run(datasette.client.get(f"/ledger/{path}?{urlencode(values)}"))
    assert answer.status_code == 200, answer.text
    return answer.json() if ".json" in path else answer.text


def test_the_committed_metadata_is_what_the_tables_say() -> None:
    assert datasette_metadata() == METADATA


@pytest.mark.parametrize("table", sorted(LEDGER["tables"]))
def test_every_table_and_view_opens_with_its_facets(datasette: Datasette, table: str) -> None:
    answer = get(datasette, f"{table}.json", _shape="objects")
    told = LEDGER["tables"][table]
    assert set(answer["facet_results"]) == set(told["facets"])
    assert set(told.get("units", {})) | set(told.get("columns", {})) <= set(answer["columns"])
    assert answer["rows"] or table == "quarantine"
    assert told["title"] in html.unescape(get(datasette, table))


def test_units_are_shown(datasette: Datasette) -> None:
    assert "380.5 km" in get(datasette, "events").replace("\u00a0", " ").replace("380.5&nbsp;km", "380.5 km")


def test_articles_can_be_searched(datasette: Datasette) -> None:
    asked = (("sunan", "", 1), ("sunan NOT flew", "raw", 0), ("zebra", "", 0), ('sunan" OR "x', "", 0))
    for words, mode, found in asked:
        assert len(get(datasette, "articles.json", _search=words, _searchmode=mode)["rows"]) == found


QUESTIONS = {
    "launches_of_a_country_in_a_year": ({"country": "KP", "year": "2031"}, 1),
    "evidence_of_an_event": ({"article_id": full_record().article.article_id, "event_id": "e1"}, 11),
    "reactions_of_a_person": ({"person": "Ines Varga"}, 1),
    "copies_of_an_article": ({"article_id": full_record().article.article_id}, 1),
    "longest_flights": ({}, 0),
    "search_articles": ({"words": "sunan"}, 1),
}


@pytest.mark.parametrize("name", sorted(LEDGER["queries"]))
def test_every_question_is_answered(datasette: Datasette, name: str) -> None:
    values, rows = QUESTIONS[name]
    assert len(get(datasette, f"{name}.json", _shape="objects", **values)["rows"]) == rows
    assert LEDGER["queries"][name]["title"] in get(datasette, name, **values)
