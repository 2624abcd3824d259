"""A frozen edition is stored as JSON and comes back unchanged."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from kreislotse.reporting.documents.blocks import PaperDocument
from kreislotse.reporting.documents.codec import from_json, to_json
from tests.reporting.documents.sample import paper
from tests.reporting.documents.strategies import papers


@given(papers())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_stored_paper_comes_back_equal(document: PaperDocument):
    stored = json.dumps(to_json(document))
    assert from_json(json.loads(stored)) == document


def test_the_sample_comes_back_equal():
    assert from_json(to_json(paper())) == paper()


def _changed(change) -> dict:
    stored = json.loads(json.dumps(to_json(paper())))
    change(stored)
    return stored


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda s: s.update(format=2), "no stored paper of format 1"),
        (lambda s: s.update(more=1), "no stored paper of format 1"),
        (lambda s: s["document"].update(more=1), "fields of PaperDocument"),
        (lambda s: s["document"].pop("title"), "fields of PaperDocument"),
        (lambda s: s["document"].update(title=1), "A str was expected"),
        (lambda s: s["document"]["edition"].update(number=True), "A int was expected"),
        (lambda s: s["document"]["head"].update(kind_of_block="X"), "A PaperHead was expected"),
        (lambda s: s["document"]["blocks"][0].update(kind_of_block="X"), "'X' is no block"),
        (lambda s: s["document"]["blocks"][0].update(text="a\nb"), "control character"),
        (lambda s: s["document"]["head"].update(dated="gestern"), "isoformat"),
    ],
)
def test_what_was_not_written_by_us_is_refused(change, reason):
    with pytest.raises(ValueError, match=reason):
        from_json(_changed(change))


def test_a_pair_stays_a_pair():
    stored = _changed(
        lambda s: next(
            block for block in s["document"]["blocks"] if block["kind_of_block"] == "KeyValues"
        )["rows"][0].append("drei")
    )
    with pytest.raises(ValueError, match="2 values were stored here, not 3"):
        from_json(stored)
