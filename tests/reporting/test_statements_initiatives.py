"""How the paper tells who carries an initiative, what is said about it and what is open."""

from datetime import date

import pytest

from kreislotse.cooperation.states import OutcomeKind, Reply, WorkingMeetingState
from kreislotse.initiatives.states import Direction, PartRole
from tests.factories.cooperation import (
    ConceptFactory,
    InvitationFactory,
    MeetingOutcomeFactory,
    WorkingMeetingFactory,
)
from tests.factories.initiatives import (
    FieldOfActionFactory,
    InitiativeFactory,
    LetterFactory,
    MilestoneFactory,
    PartnerFactory,
    PositionFactory,
    QuestionFactory,
    SubscriptionFactory,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

DAY = date(2015, 11, 13)


@pytest.fixture
def project():
    owner = OrganisationFactory(name="Kreis Musterland", gender="m")
    return InitiativeFactory(owner=owner, title="Ankommen")


def organisation(name="Agentur für Arbeit", gender="f", **values):
    return OrganisationFactory(name=name, gender=gender, **values)


@pytest.mark.parametrize(
    ("role", "gender", "part", "area", "sentence"),
    [
        (PartRole.LEAD, "f", "", "", "Die Agentur führt „Ankommen“ durch."),
        (
            PartRole.LEAD,
            "f",
            "das Projekt „A“",
            "im Bezirk",
            "Die Agentur führt das Projekt „A“ im Bezirk durch.",
        ),
        (PartRole.PLANNING, "m", "", "überall", "Der Agentur plant „Ankommen“ überall."),
        (PartRole.PLANNING, "pl", "", "", "Die Agentur planen „Ankommen“."),
        (PartRole.LEAD, "pl", "", "", "Die Agentur führen „Ankommen“ durch."),
    ],
)
def test_the_verb_agrees_with_who_carries_it(said, project, role, gender, part, area, sentence):
    project.area_text = area
    project.save()
    PartnerFactory(
        initiative=project, organisation=organisation("Agentur", gender), role=role, part=part
    )
    assert said(project, "initiatives") == [sentence]


def test_partners_are_named_in_singular_and_plural(said, project):
    PartnerFactory(initiative=project, organisation=organisation("Kreis Nebenan", "m"))
    assert said(project, "initiatives") == ["Beteiligt ist der Kreis Nebenan."]
    PartnerFactory(initiative=project, organisation=organisation("Stadt Amsee", "f"))
    assert said(project, "initiatives") == ["Beteiligt sind der Kreis Nebenan und die Stadt Amsee."]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"area_text": "in Musterstadt"}, "Ort: in Musterstadt."),
        ({"purpose": "Menschen zu beraten"}, "Ziel ist es, Menschen zu beraten."),
        ({"purpose": "Beratung für alle"}, "Ziel: Beratung für alle."),
        ({"status_text": "läuft an"}, "Stand: läuft an."),
        ({"status_text": "Es läuft."}, "Stand: Es läuft."),
    ],
)
def test_place_purpose_and_state_are_sentences(said, project, values, sentence):
    for name, value in values.items():
        setattr(project, name, value)
    project.save()
    assert said(project) == [sentence]


@pytest.mark.parametrize(
    ("titles", "sentence"),
    [
        (["Bildung"], "Für die Arbeit ist ein Handlungsfeld vorgegeben: „Bildung“."),
        (
            ["Bildung", "Arbeit"],
            "Für die Arbeit sind zwei Handlungsfelder vorgegeben: „Bildung“ und „Arbeit“.",
        ),
    ],
)
def test_fields_of_action_are_counted(said, project, titles, sentence):
    project.fields_of_action.set([FieldOfActionFactory(title=title) for title in titles])
    assert said(project) == [sentence]


@pytest.mark.parametrize(
    ("planned", "forecast", "actual", "sentence"),
    [
        (date(2015, 12, 1), None, None, "Der Start ist für den 1. Dezember 2015 vorgesehen."),
        (
            date(2015, 12, 1),
            date(2016, 1, 4),
            None,
            (
                "Der Start war für den 1. Dezember 2015 vorgesehen und wird zum 4. Januar 2016 "
                "erwartet."
            ),
        ),
        (None, date(2016, 1, 4), None, "Der Start wird zum 4. Januar 2016 erwartet."),
        (
            date(2015, 12, 1),
            date(2015, 12, 1),
            None,
            "Der Start ist für den 1. Dezember 2015 vorgesehen.",
        ),
        (
            date(2015, 12, 1),
            None,
            date(2015, 12, 1),
            "Die Arbeit hat am 1. Dezember 2015 begonnen.",
        ),
        (None, None, None, "Der Termin für den Start ist noch offen."),
    ],
)
def test_the_start_is_planned_expected_or_past(said, project, planned, forecast, actual, sentence):
    MilestoneFactory(
        initiative=project,
        code="start",
        planned_on=planned,
        forecast_on=forecast,
        actual_on=actual,
    )
    assert said(project) == [sentence]


@pytest.mark.parametrize(
    ("dated", "addressed", "gender", "sentence"),
    [
        (
            DAY,
            True,
            "f",
            (
                "Die Agentur hat sich mit Schreiben vom 13. November 2015 an den Kreis Musterland "
                "gewandt; Gegenstand: „Räume“."
            ),
        ),
        (
            None,
            False,
            "pl",
            (
                "Die Agentur haben sich mit einem Schreiben (Datum: noch offen) an eine andere "
                "Stelle (Adressat: noch offen) gewandt; Gegenstand: „Räume“."
            ),
        ),
    ],
)
def test_a_letter_says_from_whom_to_whom(said, project, dated, addressed, gender, sentence):
    letter = LetterFactory(
        initiative=project,
        direction=Direction.IN,
        dated=dated,
        subject="Räume",
        sender=organisation("Agentur", gender),
    )
    if addressed:
        letter.addressees.set([project.owner])
    assert said(project) == [sentence]


def test_a_position_is_told_with_whose_it_is(said, project):
    """R-CPT-04: reported speech; the district's own statement needs no name."""
    association = OrganisationFactory(name="Landkreistag Muster")
    PositionFactory(initiative=project, holder=association, statement="Das Vorhaben ist zu teuer")
    told = "Der Landkreistag lehnt das Vorhaben ab."
    PositionFactory(initiative=project, holder=association, statement=told)
    PositionFactory(initiative=project, holder=project.owner, statement="Es ist nötig.")
    assert said(project) == [
        "Stellungnahme (Landkreistag Muster): Das Vorhaben ist zu teuer.",
        told,
        "Es ist nötig.",
    ]


@pytest.mark.parametrize(
    ("subject", "received", "sentence"),
    [
        (
            "Verlauf des Projekts",
            None,
            "Die Agentur für Arbeit ist um laufende Berichte gebeten: Verlauf des Projekts.",
        ),
        (
            "Der Kreis hat um Berichte gebeten.",
            DAY,
            (
                "Der Kreis hat um Berichte gebeten. Der letzte Bericht ist am 13. November 2015 "
                "eingegangen."
            ),
        ),
    ],
)
def test_running_reports_are_asked_for(said, project, subject, received, sentence):
    SubscriptionFactory(
        initiative=project, reporter=organisation(), subject=subject, last_received_on=received
    )
    assert said(project) == [sentence]


def test_open_questions_are_counted_and_answered_ones_gone(said, project):
    """R-PAP-06."""
    QuestionFactory(initiative=project, question="Höhe der Förderung")
    assert said(project) == ["Noch offen ist ein Punkt:", "Höhe der Förderung"]
    QuestionFactory(initiative=project, question="Termin")
    QuestionFactory(initiative=project, answer="ja", answered_on=DAY)
    QuestionFactory(initiative=project, asked_on=date(2015, 11, 3))
    assert said(project) == ["Noch offen sind zwei Punkte:", "Höhe der Förderung", "Termin"]


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [("", "Gemeinsames Konzept."), ("Vereinbart ist ein Konzept.", "Vereinbart ist ein Konzept.")],
)
def test_a_concept_stands_with_what_was_agreed(said, project, basis, sentence):
    ConceptFactory(initiative=project, title="Gemeinsames Konzept", basis=basis)
    assert said(project) == [sentence]


def meeting(project, state, held_on=DAY, guests=(), **values):
    made = WorkingMeetingFactory(
        initiative=project, topic="Konzept", state=state, held_on=held_on, **values
    )
    for guest in guests:
        InvitationFactory(meeting=made, organisation=guest)
    return made


@pytest.mark.parametrize(
    ("state", "held_on", "guests", "sentence"),
    [
        (
            WorkingMeetingState.INVITED,
            DAY,
            2,
            (
                "Für den 13. November 2015 sind alle zwei Städte und Gemeinden eingeladen; "
                "Thema: Konzept."
            ),
        ),
        (
            WorkingMeetingState.INVITED,
            DAY,
            1,
            "Für den 13. November 2015 ist eine Stadt oder Gemeinde eingeladen; Thema: Konzept.",
        ),
        (
            WorkingMeetingState.INVITED,
            None,
            2,
            (
                "Zu einer Besprechung (Tag: noch offen) sind alle zwei Städte und Gemeinden "
                "eingeladen; Thema: Konzept."
            ),
        ),
        (
            WorkingMeetingState.HELD,
            DAY,
            1,
            (
                "Die Besprechung am 13. November 2015 hat stattgefunden; eingeladen war eine Stadt "
                "oder Gemeinde; Thema: Konzept."
            ),
        ),
        (
            WorkingMeetingState.HELD,
            DAY,
            0,
            "Die Besprechung am 13. November 2015 hat stattgefunden; Thema: Konzept.",
        ),
        (
            WorkingMeetingState.CANCELLED,
            DAY,
            0,
            "Die Besprechung am 13. November 2015 ist abgesagt; Thema: Konzept.",
        ),
        (
            WorkingMeetingState.CANCELLED,
            None,
            0,
            "Die Besprechung (Tag: noch offen) ist abgesagt; Thema: Konzept.",
        ),
        (
            WorkingMeetingState.DRAFT,
            DAY,
            0,
            "Geplant ist eine Besprechung am 13. November 2015; Thema: Konzept.",
        ),
        (
            WorkingMeetingState.DRAFT,
            None,
            0,
            "Geplant ist eine Besprechung (Tag: noch offen); Thema: Konzept.",
        ),
    ],
)
def test_a_meeting_is_planned_invited_held_or_cancelled(
    said, project, state, held_on, guests, sentence
):
    towns = MunicipalityFactory.create_batch(2, part_of=project.owner)
    made = meeting(project, state, held_on, towns[:guests])
    assert said(project, f"cooperation.meeting.{made.pk}") == [sentence]


def test_guests_from_elsewhere_are_counted_as_bodies(said, project):
    made = meeting(project, WorkingMeetingState.INVITED, guests=[organisation("Caritas")])
    assert said(project) == [
        "Für den 13. November 2015 ist eine Stelle eingeladen; Thema: Konzept.",
        "Eingeladen: Caritas.",
    ]
    assert made.invitations.count() == 1


def test_replies_and_outcomes_follow(said, project):
    towns = MunicipalityFactory.create_batch(3, part_of=project.owner)
    made = meeting(project, WorkingMeetingState.HELD, guests=towns, results_orally=True)
    assert said(project, "cooperation.orally") == [
        "Über die Ergebnisse wird in der Sitzung mündlich berichtet."
    ]
    first, second, _ = made.invitations.order_by("pk")
    first.reply, first.replied_on = Reply.COMING, DAY
    second.reply, second.replied_on = Reply.DECLINED, DAY
    first.save()
    second.save()
    MeetingOutcomeFactory(meeting=made, kind=OutcomeKind.TASK, text="Der Kreis schreibt vor.")
    assert said(project, "cooperation.replies") == [
        "Rückmeldungen: 1 zugesagt, 0 vertreten, 1 abgesagt, 1 ohne Antwort."
    ]
    assert said(project, "cooperation.outcome") == ["Der Kreis schreibt vor."]
    assert said(project, "cooperation.orally") == []
