"""One word per thing: the glossary has an entry for every table."""

import pytest
from django.apps import apps

from kreislotse.reporting.kinds import KINDS
from kreislotse.web.journal.words import RECORDS


@pytest.fixture
def identifiers(tool):
    return [identifier for _, identifier, _ in tool("glossary").rows()]


def test_every_table_has_an_entry_in_the_glossary(identifiers):
    tables = [m.__name__ for m in apps.get_models() if m.__module__.startswith("kreislotse.")]
    assert [name for name in tables if name not in identifiers] == []


def test_an_identifier_stands_in_the_glossary_once(identifiers):
    assert [name for name in identifiers if identifiers.count(name) > 1] == []


def test_every_german_term_has_one_identifier(tool):
    terms = [german for german, _, _ in tool("glossary").rows()]
    assert [term for term in terms if terms.count(term) > 1] == []


def test_the_evidence_of_a_paper_uses_the_words_of_the_glossary(tool):
    german = tool("glossary").german_names()
    assert {label: german[label.partition(".")[2]] for label in KINDS} == KINDS


def test_the_journal_uses_the_words_of_the_glossary(tool):
    german = tool("glossary").german_names()
    first = {label: german[label.partition(".")[2]].partition(",")[0] for label in RECORDS}
    assert first == RECORDS
