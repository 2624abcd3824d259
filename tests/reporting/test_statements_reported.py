"""How the paper tells of people reported and transmitted: in numbers, as of its reference date."""

from datetime import date

import pytest

from kreislotse.participants.states import PartKind
from kreislotse.transmission.models import Batch
from tests.factories.initiatives import InitiativeFactory
from tests.factories.participants import (
    CallFactory,
    CallPartFactory,
    CallResponseFactory,
    NominationFactory,
)
from tests.factories.transmission import BatchFactory, BatchLineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative():
    return InitiativeFactory()


@pytest.fixture
def response(initiative):
    call = CallFactory(initiative=initiative, title="Liste")
    part = CallPartFactory(call=call, kind=PartKind.CANDIDATES, text="Geeignete Personen")
    return CallResponseFactory(part=part, state="answered", answered_on=date(2015, 10, 20))


def report(response, number, **said):
    return [
        NominationFactory(response=response, candidate__facts=False, **said).candidate
        for _ in range(number)
    ]


def send(response, people, **said):
    batch = BatchFactory(call=response.part.call, **said)
    return [BatchLineFactory(batch=batch, candidate=person) for person in people]


def test_without_people_the_paper_says_nothing_of_them(said, initiative, response):
    sentences = said(initiative, "participants.")
    assert not any("gemeldet" in each or "übermittelt" in each for each in sentences)
    assert sentences[-1].startswith("Stand des Rücklaufs: 1 mit Angaben")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "Bis zum 2. November 2015 ist 1 Person gemeldet worden."),
        (12, "Bis zum 2. November 2015 sind 12 Personen gemeldet worden."),
    ],
)
def test_the_reported_are_counted_to_the_reference_date(
    said, initiative, response, number, sentence
):
    """R-REP-01"""
    report(response, number)
    report(response, 1, nominated_on=date(2015, 11, 3))
    assert said(initiative, "participants.reported") == [sentence]


def test_the_transmitted_are_told_with_the_feedback_that_is_owed(said, initiative, response):
    people = report(response, 3)
    lines = send(response, people)
    key = "participants.transmitted"
    assert said(initiative, key) == [
        "Davon wurden 3 Personen übermittelt; die Rückmeldung steht zu 3 Personen noch aus."
    ]
    for line in lines[:2]:
        type(line).objects.filter(pk=line.pk).update(
            feedback="accepted", feedback_on=date(2015, 10, 30)
        )
    assert said(initiative, key) == [
        "Davon wurden 3 Personen übermittelt; die Rückmeldung steht zu 1 Person noch aus."
    ]
    Batch.objects.update(state="settled")  # the rest came in sums
    assert said(initiative, key) == [
        "Davon wurden 3 Personen übermittelt; alle Rückmeldungen liegen vor."
    ]


def test_feedback_after_the_reference_date_is_still_owed(said, initiative, response):
    (line,) = send(response, report(response, 1))
    type(line).objects.filter(pk=line.pk).update(feedback="accepted", feedback_on=date(2015, 11, 3))
    assert said(initiative, "participants.transmitted") == [
        "Davon wurde 1 Person übermittelt; die Rückmeldung steht zu 1 Person noch aus."
    ]


def test_a_batch_that_is_not_sent_is_not_told(said, initiative, response):
    send(response, report(response, 2), sent_on=date(2015, 11, 3))
    assert said(initiative, "participants.transmitted") == []
