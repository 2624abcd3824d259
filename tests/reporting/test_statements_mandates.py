"""How the paper says what the council ordered, from one vote to many."""

from datetime import date

import pytest

from kreislotse.initiatives.models import ClauseAssignment
from kreislotse.mandates.states import Result
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mandates import (
    AgendaItemFactory,
    ClauseFactory,
    MeetingFactory,
    ResolutionFactory,
)
from tests.factories.organisations import BodyFactory

pytestmark = pytest.mark.django_db


def ordered(initiative, *texts, hard_rule="", numbers=("1", "2", "3"), **resolution):
    """A resolution of the council with these clauses, carried out by the initiative."""
    body = BodyFactory(name="Kreistag", gender="m", owner=initiative.owner)
    item = AgendaItemFactory(meeting=MeetingFactory(body=body, held_on=date(2015, 9, 23)))
    made = ResolutionFactory(agenda_item=item, **{"result": Result.ADOPTED, **resolution})
    for number, text in zip(numbers, texts, strict=False):
        clause = ClauseFactory(resolution=made, number=number, text=text, hard_rule=hard_rule)
        ClauseAssignment.objects.create(initiative=initiative, clause=clause)
    return made


def votes(in_favour, against, abstentions, biased):
    return {
        "votes_for": in_favour,
        "votes_against": against,
        "abstentions": abstentions,
        "biased": biased,
    }


@pytest.mark.parametrize(
    ("resolution", "sentence"),
    [
        (
            votes(47, 0, 0, 0),
            (
                "einstimmig (47 Ja-Stimmen, keine Gegenstimme und keine Enthaltung; befangen: "
                "niemand) Folgendes beschlossen:"
            ),
        ),
        (
            votes(40, 0, 1, 1),
            (
                "einstimmig (40 Ja-Stimmen, keine Gegenstimme und 1 Enthaltung; befangen: 1 "
                "Mitglied) Folgendes beschlossen:"
            ),
        ),
        (
            votes(31, 12, 3, 2),
            (
                "mehrheitlich (31 Ja-Stimmen, 12 Gegenstimmen und 3 Enthaltungen; "
                "befangen: 2 Mitglieder) Folgendes beschlossen:"
            ),
        ),
        (
            votes(1, 0, 0, 0),
            (
                "einstimmig (1 Ja-Stimme, keine Gegenstimme und keine Enthaltung; befangen: "
                "niemand) Folgendes beschlossen:"
            ),
        ),
        (
            votes(2, 1, 0, 0) | {"result": Result.ADOPTED_CHANGED},
            (
                "mehrheitlich (2 Ja-Stimmen, 1 Gegenstimme und keine Enthaltung; befangen: "
                "niemand) Folgendes mit Änderungen beschlossen:"
            ),
        ),
        (
            votes(47, None, 0, None) | {"result": Result.ADOPTED_UNCHANGED},
            (
                "(47 Ja-Stimmen, Gegenstimmen: noch offen und keine Enthaltung; befangen: noch "
                "offen) Folgendes ungeändert beschlossen:"
            ),
        ),
        (
            votes(None, None, None, None) | {"result": Result.NOTED},
            (
                "(Ja-Stimmen: noch offen, Gegenstimmen: noch offen und Enthaltungen: noch offen; "
                "befangen: noch offen) Folgendes beraten:"
            ),
        ),
    ],
)
def test_a_decision_says_how_it_was_voted(said, resolution, sentence):
    """R-MAN-02: unanimity follows from the counts."""
    initiative = InitiativeFactory()
    ordered(initiative, "eine Stelle einzurichten", **resolution)
    assert said(initiative, "mandates.resolution") == [
        f"Der Kreistag hat am 23. September 2015 {sentence}"
    ]


def test_an_unknown_body_or_day_is_openly_open(said):
    initiative = InitiativeFactory()
    resolution = ordered(initiative, "eine Stelle einzurichten", **votes(3, 0, 0, 0))
    meeting = resolution.agenda_item.meeting
    type(meeting).objects.filter(pk=meeting.pk).update(body=None, held_on=None)
    assert said(initiative, "mandates.resolution") == [
        (
            "Ein Gremium (noch offen) hat (Tag: noch offen) einstimmig (3 Ja-Stimmen, keine "
            "Gegenstimme und keine Enthaltung; befangen: niemand) Folgendes beschlossen:"
        )
    ]


@pytest.mark.parametrize(
    ("text", "hard_rule", "sentence"),
    [
        (
            "Räume zu schaffen",
            "",
            "Ziffer 1: Die Verwaltung wird beauftragt, Räume zu schaffen.",
        ),
        (
            "einen Ausschuss einzurichten",
            "Doppelstrukturen sind zu vermeiden.",
            (
                "Ziffer 1: Die Verwaltung wird beauftragt, einen Ausschuss einzurichten. "
                "Doppelstrukturen sind zu vermeiden."
            ),
        ),
        (
            "Die Verwaltung schafft Räume.",
            "",
            "Ziffer 1: Die Verwaltung schafft Räume.",
        ),
        ("Räume und Ausstattung", "", "Ziffer 1: Räume und Ausstattung."),
        ("noch nicht bekannt", "", "Ziffer 1: noch offen."),
    ],
)
def test_a_clause_stands_under_its_number(said, text, hard_rule, sentence):
    """R-MAN-01."""
    initiative = InitiativeFactory()
    ordered(initiative, text, hard_rule=hard_rule)
    assert said(initiative, "mandates.clause") == [sentence]


def test_several_clauses_stand_in_the_order_of_their_numbers(said):
    initiative = InitiativeFactory()
    ordered(initiative, "Räume zu suchen", "Räume zu mieten", numbers=("2", "1"))
    assert said(initiative, "mandates.clause") == [
        "Ziffer 1: Die Verwaltung wird beauftragt, Räume zu mieten.",
        "Ziffer 2: Die Verwaltung wird beauftragt, Räume zu suchen.",
    ]


@pytest.mark.parametrize(
    ("also", "sentence"),
    [
        (
            "einen Integrationsausschuss einzurichten",
            "Außerdem wurde beschlossen, einen Integrationsausschuss einzurichten.",
        ),
        ("Bericht im Frühjahr.", "Außerdem: Bericht im Frühjahr."),
    ],
)
def test_what_else_was_decided_follows(said, also, sentence):
    initiative = InitiativeFactory()
    ordered(initiative, "Räume zu mieten", also_decided=also)
    assert said(initiative, "mandates.also") == [sentence]
